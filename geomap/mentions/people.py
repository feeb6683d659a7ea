"""Which capitalised words are persons' names."""

from __future__ import annotations

from typing import Literal, NamedTuple

from geomap.language import Sense, lexicon_of
from geomap.language.rules.toponyms import ToponymRules
from geomap.mentions.layout import Layout
from geomap.signatures import signature
from geomap.text import Text

SHORTEST_SURNAME = 4
LONGEST_NAME = 4
"""Capitalised words that one person's name may have after a title."""

Evidence = Literal["title", "given", "initial", "speech"]


class Person(NamedTuple):
    """A person's name in the text: its tokens and what gave it away."""

    first: int
    last: int
    evidence: Evidence


class People(NamedTuple):
    """The persons of a text."""

    by_token: dict[int, Person]
    """Every token of a person's name."""
    surnames: frozenset[str]
    """Lower-case last words of full names, by which the text may go on to call the person."""
    speakers: frozenset[str]
    """Lower-case words that say something by themselves: persons, or the capitals and cities of states."""


def find_people(text: Text, layout: Layout, rules: ToponymRules, short: set[int]) -> People:
    """Return the persons that a title, a given name or an initial introduces.

    ``short`` are the first tokens of abbreviated place names, which are no initials.
    """
    words, lowers = text.words, text.lowers
    titles, common, given = rules.titles, rules.common_words, rules.given_names
    by_token: dict[int, Person] = {}
    surnames: set[str] = set()
    for start, end in layout.runs:
        at = start
        before = lowers[start - 1] if start else ""
        evidence: Evidence | None = "title" if before in titles else None
        while at < end:
            low = lowers[at]
            if low in titles or (low == "." and evidence):
                if low in titles:
                    evidence = "title"
                at += 1
                continue
            if evidence is None:
                if len(low) == 1 and low.isalpha() and at + 2 < end and words[at + 1] == ".":
                    if at in short:
                        at += 4
                        continue
                    evidence = "initial"
                elif at + 1 < end and low in given and not _is_date(text, at, rules):
                    evidence = "given"
                else:
                    at += 1
                    continue
            stop = at
            taken = 0
            while stop < end and taken < LONGEST_NAME:
                here = lowers[stop]
                if here in titles or here in rules.heads_after or here in rules.sequels:
                    break
                if words[stop] == "." or here in rules.name_particles:
                    stop += 1
                    continue
                if taken and here in common and here not in rules.surnames and here not in given:
                    break
                if not taken and evidence == "title" and here in common and here not in rules.surnames:
                    break
                taken += 1
                stop += 1
            while stop > at and (words[stop - 1] == "." or lowers[stop - 1] in rules.name_particles):
                stop -= 1
            if taken >= (1 if evidence == "title" else 2) and stop > at:
                person = Person(at, stop, evidence)
                for i in range(at, stop):
                    by_token[i] = person
                surnames.add(lowers[stop - 1])
            at = max(stop, at + 1)
            evidence = None
    alone = _alone(text, layout, rules)
    return People(alone | by_token, frozenset(surnames), frozenset(lowers[start] for start in alone))


def _is_date(text: Text, at: int, rules: ToponymRules) -> bool:
    """Tell whether a word that is also a given name is a month or day here: "in late May Izium was hit"."""
    before = text.lowers[at - 1] if at else ""
    if text.lowers[at] not in rules.other_names or not before:
        return False
    leads = Sense.PREPOSITION | Sense.MODIFIER | Sense.TIME
    return before.isdecimal() or bool(lexicon_of(text.language)[before].senses & leads)


def _alone(text: Text, layout: Layout, rules: ToponymRules) -> dict[int, Person]:
    """Return the single words that say something, or sign a headline, by their tokens."""
    lexicon = lexicon_of(text.language)
    found = [run for run in layout.runs if _speaks(text, *run, rules)]
    signed = (signature(text, number, lexicon) for number in range(len(text.sentences)))
    found += [one for one in signed if one and one[1] - one[0] == 1]
    return {first: Person(first, last, "speech") for first, last in found}


def _speaks(text: Text, start: int, end: int, rules: ToponymRules) -> bool:
    """Tell whether a single capitalised word is who says something: "according to Voloshyn", "Lysak said"."""
    lowers = text.lowers
    if end - start > 1 or len(lowers[start]) < SHORTEST_SURNAME:
        return False
    after = lowers[end] if end < len(lowers) else ""
    before = lowers[start - 1] if start else ""
    if after in rules.saying:
        # «Про удар по Лиману повідомив мер», «бої в районі Лимана підтвердив»: nobody speaks there.
        known = lexicon_of(text.language)[before].senses
        part = known & Sense.GEOGRAPHIC and lexicon_of(text.language).grammar.genitive
        return not (known & Sense.PREPOSITION or part)
    led = " ".join(lowers[max(0, start - 2) : start]) in rules.speaker_leads
    if (
        not led
        and lexicon_of(text.language).grammar.articles
        and start > 1
        and lowers[start - 2][0].isalnum()
    ):
        return False  # officials said Izium, a town of 5,000, was shelled
    return (led or before in rules.saying_before) and not after[:1].isalpha()
