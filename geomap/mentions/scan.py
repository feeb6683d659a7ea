"""The longest gazetteer name at each capitalised word."""

from __future__ import annotations

import re
from typing import NamedTuple
from weakref import WeakKeyDictionary

from geomap.gazetteer import Candidate, Gazetteer
from geomap.language import language_of
from geomap.language.rules.toponyms import PlaceType, ToponymRules
from geomap.mentions.adjectives import Adjectives
from geomap.mentions.layout import Layout
from geomap.mentions.memo import Memo
from geomap.mentions.mention import MentionKind
from geomap.mentions.weights import home_weight
from geomap.text import Text, detect_language

LONGEST = 7
"""Tokens that a name may have; "Republic of Trinidad and Tobago" needs five."""
MOST_LETTERS = 8
"""Dotted parts that an abbreviation may have: "U.S.S.R." has four."""
MOST_PARTS = 24
"""Parts of a compound that are looked at; a railway line has fewer stops."""
LONGEST_ABBREVIATION = 6
"""Letters of a word that a dot may abbreviate: "Calif."."""
LONGEST_ACRONYM = 5
"""Letters up to which a word in capitals in an ordinary sentence reads as an acronym."""
POSSESSIVES = frozenset({"'s", "’s"})
SHORTEST_NAME = 2
"""Letters up to which only a well-known name is one: "La" and "El" name villages."""
WEIGHTY = 50_000
SHORTEST_MISSPELT = 6
MOST_MISSPELT = 2
"""Unknown words of a text that are compared with all names: each costs as much as reading an article."""
REMEMBERED = 20_000
DATELINE_MARKS = frozenset({",", "(", "—", "–", "-", ":", "/"})
HYPHEN = re.compile("[-–]")
FIRST_CYRILLIC = "\u0400"
CYRILLIC = re.compile("[\u0400-\u04ff]")


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
    opens_list: bool = False
    """A noun in the plural says so of it and of the names that follow in its list: "the villages of"."""
    noun: int | None = None
    """First token of an abbreviated noun before it: "м.", "н.п."."""
    inside: tuple[int, int] | None = None
    """Characters of the name, where it is only a part of its token: "Kyiv" in "Kyiv-based"."""


class Tongue(NamedTuple):
    """The rules and the language code by which words of one script are looked up."""

    rules: ToponymRules
    code: str


def tongues(text: Text) -> tuple[Tongue, Tongue]:
    """Return what goes for the words of the text's own script and for those of the other."""
    own = Tongue(language_of(text.language).toponyms, text.language)
    if language_of(text.language).cyrillic:
        return own, Tongue(language_of(None).toponyms, "en")
    if CYRILLIC.search(text.body) is None:
        return own, own
    code = detect_language(" ".join(word for word in text.words if CYRILLIC.match(word)))
    return own, Tongue(language_of(code).toponyms, code)


def scan(text: Text, layout: Layout, gazetteer: Gazetteer) -> list[Match]:
    """Return the longest names at the capitalised words of a text, left to right, none overlapping."""
    words, lowers, starts, ends = text.words, text.lowers, text.starts, text.ends
    own, other = tongues(text)
    own_is_cyrillic = language_of(text.language).cyrillic
    lookup = gazetteer.candidates
    limits = [sentence.last for sentence in text.sentences]
    upper, openings = layout.upper, layout.openings
    count = len(words)
    matches: list[Match] = []
    adjectives = Adjectives(text, gazetteer)
    free = 0
    spare = MOST_MISSPELT
    for i, sentence in zip(layout.capitals, layout.sentences, strict=True):
        if i < free:
            continue
        word, low, limit = words[i], lowers[i], limits[sentence]
        tongue = own if (word[0] >= FIRST_CYRILLIC) == own_is_cyrillic else other
        rules, code = tongue
        last = i + 1
        dotted = last < count and words[last] == "." and starts[last] == ends[i]
        if len(word) == 1 and not dotted:
            continue
        kind: MentionKind = "name"
        found: tuple[Candidate, ...] = ()
        barred = False
        if low in rules.suspects:
            following = lowers[i + 1] if i + 1 < limit else ""
            if f"{low} {following}" in rules.other_names:
                free = i + 2
                continue
            barred = word not in rules.acronyms and (
                low in rules.other_names or (low in rules.directions and words[i + 1 : i + 2] == (following,))
            )
        if not barred and not word.isalpha():
            tail = low.replace("’", "'").rpartition("'")
            barred = tail[1] != "" and tail[2] in rules.contraction_tails
        if dotted and len(word) <= LONGEST_ABBREVIATION and not barred:
            short = _abbreviated(text, i, limit, tongue, gazetteer)
            if short is not None:
                last, found = short
                free = last
                matches.append(Match(i, last, sentence, found, kind))
                continue
            if len(word) == 1:
                continue
        adjective = adjectives.read(i, limit, sentence, rules)
        if adjective is not None:
            free, found, stated, kind = adjective
            matches.append(Match(i, free, sentence, found, kind, stated, named=True))
            continue
        if barred:
            pass
        elif word in rules.acronyms:
            found = foremost(lookup(rules.acronyms[word], code))
        elif low in rules.demonyms:
            kind, found = "demonym", lookup(rules.demonyms[low], code)
        elif low in rules.aliases:
            found = foremost(lookup(rules.aliases[low], code))
            if found:
                free = last
                matches.append(Match(i, last, sentence, found, kind, named=True))
                continue
        if not found and not barred:
            kind, found = "name", lookup(word, code)
            if found and word.isupper() and sentence not in upper and not _dateline(lowers, i, openings):
                found = _as_acronym(word, found)
        if i + 1 < limit and (
            words[i + 1][0].isupper() or lowers[i + 1] in rules.inner_words or low in rules.alias_heads
        ):
            longer = _longest(text, i, limit, tongue, gazetteer)
            if longer is not None:
                kind, last, found = longer
                if low in rules.alias_heads and matches:
                    _share_tail(text, i, last, matches, tongue, gazetteer)
        if not found and barred:
            continue
        if not found:
            region = _region(word, tongue, gazetteer) if rules.region_names else None
            if region is not None:
                matches.append(Match(i, last, sentence, region[0], kind, region[1], named=True))
                free = last
            elif "-" in word and len(word) > 4:
                matches.extend(_parts(text, i, sentence, tongue, gazetteer))
            elif spare and low.endswith(rules.place_endings) and _may_be_misspelt(lowers, i, rules):
                spare -= 1
                found = nearly(gazetteer, word)
                if found:
                    matches.append(Match(i, last, sentence, found, kind))
            continue
        if len(word) <= SHORTEST_NAME and last == i + 1 and not word.isupper() and not _is_weighty(found):
            continue
        if found[0].spelling.kind == "demonym":
            kind = "demonym"
        free = last
        matches.append(Match(i, last, sentence, found, kind))
    return matches


def _most_named(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    return (max(candidates, key=home_weight),) if candidates else ()


foremost = Memo(_most_named)
"""The best known place of a name: what a byname or acronym stands for."""


def _may_be_misspelt(lowers: tuple[str, ...], i: int, rules: ToponymRules) -> bool:
    """Tell whether an unknown word stands where a place would and is known as nothing else."""
    low = lowers[i]
    before = lowers[i - 1] if i else ""
    return (
        len(low) >= SHORTEST_MISSPELT
        and (before in rules.locatives or before in rules.heads_before or before in rules.linking)
        and low not in rules.common_words
        and low not in rules.surnames
        and low not in rules.given_names
    )


def nearly(gazetteer: Gazetteer, word: str) -> tuple[Candidate, ...]:
    """Return the places whose name is nearly this word; remembered, for a near match is dear."""
    known = _NEARLY.setdefault(gazetteer, {})
    if word not in known:
        if len(known) >= REMEMBERED:
            known.clear()
        known[word] = gazetteer.fuzzy(word)
    return known[word]


_NEARLY: WeakKeyDictionary[Gazetteer, dict[str, tuple[Candidate, ...]]] = WeakKeyDictionary()


def _longest(
    text: Text, i: int, limit: int, tongue: Tongue, gazetteer: Gazetteer
) -> tuple[MentionKind, int, tuple[Candidate, ...]] | None:
    """Return the longest name of several words that begins at a word."""
    body, words, starts, ends = text.body, text.words, text.starts, text.ends
    rules = tongue.rules
    start = starts[i]
    stop = i + 1
    best: tuple[MentionKind, int, tuple[Candidate, ...]] | None = None
    low = text.lowers[i]
    if low in rules.alias_heads:
        for size in (5, 4, 3, 2):
            if i + size > limit:
                continue
            name = " ".join(text.lowers[i : i + size]).replace("’", "'")
            place = rules.demonyms.get(name)
            if place is not None:
                return "demonym", i + size, gazetteer.candidates(place, tongue.code)
            place = rules.aliases.get(name)
            if place is not None:
                return "name", i + size, foremost(gazetteer.candidates(place, tongue.code))
    if not gazetteer.continues(words[i]):
        return None
    while stop < limit and stop - i < LONGEST:
        word = words[stop]
        if not word[0].isalnum():
            if word != "." or starts[stop] != ends[stop - 1]:
                break
            stop += 1
            continue
        stop += 1
        name = body[start : ends[stop - 1]]
        if word[0].isupper() or word[0].isdigit():
            longer = gazetteer.candidates(name, tongue.code)
            if longer:
                best = "name", stop, longer
        if stop + 1 < limit and words[stop] in POSSESSIVES and words[stop + 1][0].isupper():
            stop += 1
            name = body[start : ends[stop - 1]]
        if not gazetteer.continues(name):
            break
    return best


def _region(
    word: str, tongue: Tongue, gazetteer: Gazetteer
) -> tuple[tuple[Candidate, ...], PlaceType] | None:
    """Return the unit that a name made from a town's stands for, and its type: "Нікопольщина"."""
    for case in tongue.rules.region_names:
        for ending in case.endings:
            if word.endswith(ending):
                name = f"{word[: -len(ending)]}{case.nominative} {case.head}".rstrip()
                found = gazetteer.candidates(name, tongue.code)
                if found:
                    return found, case.unit
                break
    return None


def _share_tail(
    text: Text, i: int, last: int, matches: list[Match], tongue: Tongue, gazetteer: Gazetteer
) -> None:
    """Give the name before a joined one of several words its tail.

    "Donetsk and Luhansk People's Republics" are two republics, not a town and a republic.
    """
    before, rules = matches[-1], tongue.rules
    gap = text.lowers[before.last : i]
    if len(gap) != 1 or gap[0] not in rules.conjunctions or before.last != before.first + 1:
        return
    whole = (text.lowers[before.first], *text.lowers[i + 1 : last])
    place = rules.aliases.get(" ".join(whole).replace("’", "'"))
    if place is not None:
        found = foremost(gazetteer.candidates(place, tongue.code))
        if found:
            matches[-1] = before._replace(candidates=found, kind="name", named=True)


def _dateline(lowers: tuple[str, ...], i: int, openings: frozenset[int]) -> bool:
    """Tell whether a word in capitals at the opening of a block is where the report was filed."""
    return i in openings and i + 1 < len(lowers) and lowers[i + 1] in DATELINE_MARKS


def _is_weighty(found: tuple[Candidate, ...]) -> bool:
    return any(c.spelling.kind == "official" and c.entry.population > WEIGHTY for c in found[:3])


def _parts(text: Text, i: int, sentence: int, tongue: Tongue, gazetteer: Gazetteer) -> list[Match]:
    """Return the places inside a compound: "Seattle-based", "Kherson-Mykolaiv"."""
    word = text.words[i]
    pieces = HYPHEN.split(word)
    rules = tongue.rules
    tail = pieces[-1].lower()
    matches = []
    at = text.starts[i]
    for number, piece in enumerate(pieces[:MOST_PARTS]):
        start, at = at, at + len(piece) + 1
        if len(piece) <= SHORTEST_NAME and piece not in rules.acronyms:
            continue
        if not piece[0].isupper() or (number and len(pieces[number - 1]) < 2):
            continue
        if (
            number + 1 < len(pieces)
            and pieces[number + 1][0:1].islower()
            and tail not in rules.compound_tails
        ):
            continue
        low = piece.lower()
        if low in rules.other_names or (low in rules.common_words and low not in rules.aliases):
            continue
        kind: MentionKind = "name"
        found: tuple[Candidate, ...] = ()
        if piece in rules.acronyms:
            found = gazetteer.candidates(rules.acronyms[piece], tongue.code)
        elif low in rules.demonyms:
            kind, found = "demonym", gazetteer.candidates(rules.demonyms[low], tongue.code)
        elif low in rules.aliases:
            found = gazetteer.candidates(rules.aliases[low], tongue.code)
        elif not piece.isupper():
            found = gazetteer.candidates(piece, tongue.code)
        if found:
            matches.append(Match(i, i + 1, sentence, found, kind, inside=(start, start + len(piece))))
    return matches


def _abbreviated(
    text: Text, i: int, limit: int, tongue: Tongue, gazetteer: Gazetteer
) -> tuple[int, tuple[Candidate, ...]] | None:
    """Return the match at a word with a dot: "St. Petersburg", "W.Va.", "Calif."."""
    words, starts, ends = text.words, text.starts, text.ends
    full = tongue.rules.expansions.get(text.lowers[i])
    if full is not None and i + 2 < limit and words[i + 2][0].isupper():
        for stop in (i + 4, i + 3):
            if stop <= limit and words[stop - 1][0].isupper():
                rest = text.body[starts[i + 2] : ends[stop - 1]]
                longer = gazetteer.candidates(f"{full} {rest}", tongue.code)
                if longer:
                    return stop, longer
    stop = i + 2
    limit = min(limit, i + 2 * MOST_LETTERS)
    while (
        stop + 1 < limit
        and words[stop][0].isupper()
        and len(words[stop]) <= LONGEST_ABBREVIATION
        and words[stop + 1] == "."
        and starts[stop + 1] == ends[stop]
        and (starts[stop] == ends[stop - 1] or len(words[i]) == 1)
    ):
        stop += 2
    for end in range(stop, i, -2):
        written = text.body[starts[i] : ends[end - 1]].replace(" ", "")
        place = tongue.rules.acronyms.get(written)
        if place is not None:
            return (end if "." in written[:-1] else i + 1), foremost(gazetteer.candidates(place, tongue.code))
        short = tuple(
            c for c in gazetteer.candidates(written, tongue.code) if c.spelling.kind == "abbreviation"
        )
        if short:
            # "UAE." ends a sentence, "Calif." is abbreviated.
            return (i + 1 if end == i + 2 and words[i].isupper() and len(words[i]) > 1 else end), short
    return None


def _as_acronym(word: str, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return what a word in capitals may mean in an ordinary sentence: names that are acronyms themselves.

    A longer word in capitals is a name set in capitals.
    """
    if len(word) > LONGEST_ACRONYM:
        return found
    return tuple(c for c in found if c.spelling.kind == "abbreviation")
