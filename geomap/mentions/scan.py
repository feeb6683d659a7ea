"""The longest gazetteer name at each capitalised word."""

from __future__ import annotations

from typing import NamedTuple

from geomap.gazetteer import Candidate, Gazetteer
from geomap.languages import language_of
from geomap.languages.rules.toponyms import PlaceType, ToponymRules
from geomap.mentions.layout import Layout
from geomap.mentions.mention import MentionKind
from geomap.text import Text, detect_language

LONGEST = 7
"""Tokens that a name may have; "Republic of Trinidad and Tobago" needs five."""
LONGEST_ABBREVIATION = 6
"""Letters of a word that a dot may abbreviate: "Calif."."""
LONGEST_ACRONYM = 5
"""Letters up to which a word in capitals in an ordinary sentence reads as an acronym."""
FIRST_CYRILLIC = "\u0400"


class Match(NamedTuple):
    """A stretch of tokens that the gazetteer knows, not yet judged."""

    first: int
    last: int
    sentence: int
    candidates: tuple[Candidate, ...]
    kind: MentionKind
    stated_type: PlaceType | None = None
    named: bool = False
    """A generic noun beside it says that it is a place: "village of", "County"."""


class Tongue(NamedTuple):
    """The rules and the language code by which words of one script are looked up."""

    rules: ToponymRules
    code: str


def tongues(text: Text) -> tuple[Tongue, Tongue]:
    """Return what goes for the words of the text's own script and for those of the other."""
    own = Tongue(language_of(text.language).toponyms, text.language)
    if _is_cyrillic_language(text.language):
        return own, Tongue(language_of(None).toponyms, "en")
    strangers = [word for word in text.words if word[0] >= FIRST_CYRILLIC and word[0].isalpha()]
    code = detect_language(" ".join(strangers)) if strangers else own.code
    return own, Tongue(language_of(code).toponyms, code)


def _is_cyrillic_language(code: str) -> bool:
    return any(word >= FIRST_CYRILLIC for word in language_of(code).text.function_words)


def scan(text: Text, layout: Layout, gazetteer: Gazetteer) -> list[Match]:
    """Return the longest names at the capitalised words of a text, left to right, none overlapping."""
    body, words, lowers, starts, ends = text.body, text.words, text.lowers, text.starts, text.ends
    own, other = tongues(text)
    own_is_cyrillic = _is_cyrillic_language(text.language)
    lookup, continues = gazetteer.candidates, gazetteer.continues
    limits = [sentence.last for sentence in text.sentences]
    upper = layout.upper
    matches: list[Match] = []
    free = 0
    for i, sentence in zip(layout.capitals, layout.sentences, strict=True):
        if i < free:
            continue
        word, low, limit = words[i], lowers[i], limits[sentence]
        if len(word) == 1 and not (i + 1 < limit and words[i + 1] == "."):
            continue
        tongue = own if (word[0] >= FIRST_CYRILLIC) == own_is_cyrillic else other
        rules, code = tongue
        kind: MentionKind = "name"
        found: tuple[Candidate, ...] = ()
        last = i + 1
        if rules.place_adjectives:
            unit = _adjective_of_unit(text, i, limit, tongue, gazetteer)
            if unit is not None:
                free = unit[0]
                matches.append(Match(i, unit[0], sentence, unit[1], "name", unit[2], named=True))
                continue
        if word in rules.acronyms:
            found = lookup(rules.acronyms[word], code)
        elif low in rules.demonyms:
            kind, found = "demonym", lookup(rules.demonyms[low], code)
        if not found:
            kind, found = "name", lookup(word, code)
            if word.isupper() and sentence not in upper:
                found = _as_acronym(word, found)
        stop = i + 1
        if continues(word):
            while stop < limit and stop - i < LONGEST:
                glued = starts[stop] == ends[stop - 1]
                mark = words[stop]
                if glued and mark != "." and words[stop - 1] != ".":
                    break
                stop += 1
                name = body[starts[i] : ends[stop - 1]]
                longer = lookup(name, code) if mark != "." else ()
                if longer:
                    kind, found, last = "name", longer, stop
                if mark != "." and not continues(name):
                    break
        if last == i + 1 and stop < limit:
            pair = rules.demonyms.get(low + " " + lowers[i + 1])
            if pair is not None:
                longer = lookup(pair, code)
                if longer:
                    kind, found, last = "demonym", longer, i + 2
            elif words[i + 1] == "." and starts[i + 1] == ends[i]:
                last, found, kind = _abbreviated(text, i, limit, tongue, gazetteer, (last, found, kind))
        if not found:
            continue
        if found[0].spelling.kind == "demonym":
            kind = "demonym"
        free = last
        matches.append(Match(i, last, sentence, found, kind))
    return matches


def _adjective_of_unit(
    text: Text, i: int, limit: int, tongue: Tongue, gazetteer: Gazetteer
) -> tuple[int, tuple[Candidate, ...], PlaceType] | None:
    """Return the unit that an adjective names together with its head noun, which may close a list of them."""
    words, lowers, rules = text.words, text.lowers, tongue.rules
    at = i + 1
    while at < limit and at - i < LONGEST and (lowers[at] in rules.conjunctions or words[at][0].isupper()):
        at += 1
    if at >= limit:
        return None
    unit = rules.plural_heads_after.get(lowers[at])
    last = i + 1
    if unit is None and at == i + 1 and lowers[at] in rules.heads_after:
        unit = rules.heads_after[lowers[at]]
        last = at + 1
    if unit is None:
        return None
    for case in rules.place_adjectives:
        if case.unit != unit:
            continue
        for ending in case.endings:
            if lowers[i].endswith(ending):
                name = words[i][: -len(ending)] + case.nominative
                found = gazetteer.candidates(f"{name} {case.head}", tongue.code)
                if found:
                    return last, found, unit
    return None


def _abbreviated(
    text: Text,
    i: int,
    limit: int,
    tongue: Tongue,
    gazetteer: Gazetteer,
    best: tuple[int, tuple[Candidate, ...], MentionKind],
) -> tuple[int, tuple[Candidate, ...], MentionKind]:
    """Return the match at a word with a dot: "St. Petersburg", "W.Va.", "Calif."; else ``best``."""
    words, starts, ends = text.words, text.starts, text.ends
    full = tongue.rules.expansions.get(text.lowers[i])
    if full is not None and i + 2 < limit and words[i + 2][0].isupper():
        for stop in (i + 4, i + 3):
            if stop <= limit and words[stop - 1][0].isupper():
                rest = text.body[starts[i + 2] : ends[stop - 1]]
                longer = gazetteer.candidates(f"{full} {rest}", tongue.code)
                if longer:
                    return stop, longer, "name"
    stop = i + 2
    while (
        stop + 1 < limit
        and words[stop][0].isupper()
        and words[stop + 1] == "."
        and starts[stop] == ends[stop - 1]
        and starts[stop + 1] == ends[stop]
    ):
        stop += 2
    if stop > i + 2:
        written = text.body[starts[i] : ends[stop - 1]]
        full = tongue.rules.acronyms.get(written)
        short = _short_forms(gazetteer.candidates(full or written, tongue.code), spelt_out=full is not None)
        return (stop, short, "name") if short else (best[0], (), best[2])
    if len(words[i]) <= LONGEST_ABBREVIATION:
        short = _short_forms(best[1], spelt_out=False)
        if short:
            return i + 2, short, best[2]
    return best


def _short_forms(found: tuple[Candidate, ...], *, spelt_out: bool) -> tuple[Candidate, ...]:
    """Return the candidates whose spelling is an abbreviation; all of them where the name was spelt out."""
    return found if spelt_out else tuple(c for c in found if c.spelling.kind == "abbreviation")


def _as_acronym(word: str, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return what a word in capitals may mean in an ordinary sentence: names that are acronyms themselves.

    A longer word in capitals is a name set in capitals, as in a dateline.
    """
    return found if len(word) > LONGEST_ACRONYM else _short_forms(found, spelt_out=False)
