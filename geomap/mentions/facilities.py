"""Objects that strikes name, by the noun beside their name: the Belbek airfield, Рязанський НПЗ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from geomap.gazetteer import Candidate, Entry, Gazetteer
from geomap.language import language_of
from geomap.language.rules.facilities import FacilityNoun
from geomap.language.rules.toponyms import ToponymRules
from geomap.mentions.layout import QUOTES, Layout
from geomap.mentions.scan import Match
from geomap.text import Text

LONGEST = 4
"""Tokens of a name that are tried with the noun beside it."""
LONGEST_GAP = 2
"""Tokens between two names of one list: ", and"."""
DASHES = frozenset("-–—")
DASH = re.compile(r"\s?[–—]\s?")
OBJECTS = frozenset("HLRSTV")
"""Feature classes of what has a noun of its own; settlements are not named so, their districts are."""
DISTRICT = "PPLX"
LONGEST_LEAD = 3
"""Tokens before a noun within which something is said to lie near the object."""
TOWNS = 5
"""Towns of a name, the likeliest first, in which an object is looked for."""
IN_TOWN = 0.25, 0.4
"""Degrees north and east from the middle of a town within which its objects lie."""
OWN_NAMES = frozenset(("official", "alternate"))
PAIR = 2
"""Places of a compound from which it is told by them."""


class Named(NamedTuple):
    """A stretch of tokens that names an object."""

    first: int
    last: int
    candidates: tuple[Candidate, ...]
    noun: FacilityNoun
    tail: int | None = None
    """After the noun, where it follows the name and stays outside the span."""


def read_facilities(
    text: Text, layout: Layout, matches: list[Match], rules: ToponymRules, gazetteer: Gazetteer
) -> list[Match]:
    """Return the matches, those that are part of an object's name replaced by the object.

    Names that no town bears count too: the noun beside them says that they are places.
    """
    if not rules.facilities:
        return matches
    found = _Reader(text, layout, matches, rules, gazetteer).read()
    if not found:
        return matches
    taken = {i for named in found for i in range(named.first, named.last)}
    kept = [m for m in matches if taken.isdisjoint(range(m.first, m.last))]
    sentence_of = dict(zip(layout.capitals, layout.sentences, strict=True))
    for named in found:
        sentence = next(sentence_of[i] for i in range(named.first, named.last) if i in sentence_of)
        kept.append(
            Match(
                named.first, named.last, sentence, named.candidates, "name",
                stated_type="facility", named=True, tail=named.tail,
            )
        )  # fmt: skip
    return sorted(kept, key=lambda match: match.first)


class _Reader:
    """The objects of one text."""

    def __init__(
        self, text: Text, layout: Layout, matches: list[Match], rules: ToponymRules, gazetteer: Gazetteer
    ) -> None:
        self._text = text
        self._layout = layout
        self._matches = matches
        self._rules = rules
        self._gazetteer = gazetteer
        self._starting = {match.first: match for match in matches}
        self._cyrillic = language_of(text.language).cyrillic

    def read(self) -> list[Named]:
        """Return what the text names, in order."""
        found: dict[int, Named] = {}
        # "Tokmak-Polohy highway": the two towns say more than the number of the road.
        compounds = Counter(m.first for m in self._matches if m.inside is not None)
        every = list(self._runs())
        runs = [run for run in every if max(compounds[i] for i in range(run[0], run[1])) < PAIR]
        for water in self._between_two(every):
            found[water.first] = water
            runs = [run for run in runs if run[1] <= water.first or run[0] >= water.last]
        for first, last, begin, limit in runs:
            named = self._before_noun(first, last, limit) or self._after_noun(first, last, begin)
            if named is None:
                named = self._in_its_town(first, begin, found)
            if named is not None:
                found[first] = named
        self._join(runs, found)
        return [found[first] for first in sorted(found)]

    def _runs(self) -> Iterator[tuple[int, int, int, int]]:
        """Yield the stretches of capitalised tokens with the bounds of their sentence."""
        words, sentences = self._text.words, self._text.sentences
        done = -1
        for i, number in zip(self._layout.capitals, self._layout.sentences, strict=True):
            if i < done:
                continue
            sentence = sentences[number]
            done = i + 1
            while done < sentence.last and (
                words[done][0].isupper() or words[done][0].isdigit() or self._counts(done, sentence.last)
            ):
                done += 1
            yield i, done, sentence.first, sentence.last

    def _counts(self, at: int, limit: int) -> bool:
        """Tell whether a mark leads to the number of a mine or plant: "No. 3", «№ 3»."""
        words, text = self._text.words, self._text
        if at + 1 >= limit or not words[at + 1][0].isdigit():
            return False
        return words[at] == "№" or (words[at] == "." and text.starts[at] == text.ends[at - 1])

    def _between_two(self, runs: list[tuple[int, int, int, int]]) -> Iterator[Named]:
        """Yield the waters called after both their ends: "the Dnipro–Donbas canal", «канал А — Б».

        Of a road called so the two towns say more.
        """
        words, facilities, last = self._text.words, self._rules.facilities, -1
        for n, (first, end, begin, limit) in enumerate(runs):
            following = runs[n + 1] if n + 1 < len(runs) else None
            joined = following is not None and following[0] == end + 1 and words[end] in DASHES
            stop = following[1] if following is not None and joined else end
            name = DASH.sub("-", self._name(first, stop))
            if first < last or "-" not in name:
                continue
            for noun, at, before in (
                (facilities.at(self._text.lowers, stop, limit), stop, True),
                (facilities.before(self._text.lowers, first, begin), first, False),
            ):
                candidates = self._look_up(name, noun, "", before=before) if noun else ()
                if noun and candidates and all(c.entry.feature_class == "H" for c in candidates):
                    last = stop
                    yield Named(first, stop, candidates, noun, at + len(noun.words) if before else None)
                    break

    def _before_noun(self, first: int, last: int, limit: int) -> Named | None:
        """Return the object whose noun follows its name: "Belbek airfield", «Кримський міст»."""
        words, lowers = self._text.words, self._text.lowers
        at = last
        noun = self._rules.facilities.at(lowers, at, limit)  # "gas processing plant" is one, "gas" a modifier
        while (
            noun is None
            and at < limit
            and (words[at] in QUOTES or lowers[at] in self._rules.facility_modifiers)
        ):
            at += 1
            noun = self._rules.facilities.at(lowers, at, limit)
        if noun is None:
            # The noun may be an acronym or bear a capital itself, and so be the end of the run.
            for at in range(max(first + 1, last - LONGEST), last):
                noun = self._rules.facilities.at(lowers, at, limit)
                if noun is not None:
                    break
            else:
                return None
        stop = min(at, last)
        after = at + len(noun.words)
        for begin in range(max(first, stop - LONGEST), stop):
            candidates = self._look_up(self._name(begin, stop), noun, self._name(at, after), before=True)
            candidates = self._in_town(after, candidates)
            if candidates:
                if self._cyrillic or stop < last:
                    return Named(begin, after, candidates, noun)
                return Named(begin, stop, candidates, noun, after)
        if noun.fallback and self._cyrillic:
            towns = self._in_town(after, self._called_after(stop - 1))
            if towns:
                return Named(stop - 1, after, towns, noun)
        return None

    def _called_after(self, token: int) -> tuple[Candidate, ...]:
        """Return the towns from whose names an adjective is made: Кущёвская нефтебаза stands by Кущёвская."""
        if not self._text.lowers[token].endswith(self._rules.adjective_endings):
            return ()
        found = self._gazetteer.candidates(self._text.words[token])
        return tuple(c for c in found if c.spelling.kind == "demonym" and c.entry.feature_class == "P")

    def _after_noun(self, first: int, last: int, begin: int) -> Named | None:
        """Return the object whose noun stands before its name: «аеродром Бельбек», "port of Odesa"."""
        words, lowers = self._text.words, self._text.lowers
        at = first
        while at > begin and (words[at - 1] in QUOTES or lowers[at - 1] in self._rules.facility_links):
            at -= 1
        noun = self._rules.facilities.before(lowers, at, begin)
        if noun is None:
            return None
        for stop in range(min(last, first + LONGEST), first, -1):
            written = self._name(at - len(noun.words), at)
            candidates = self._look_up(self._name(first, stop), noun, written, before=False)
            candidates = self._in_town(stop, candidates)
            if candidates:
                return Named(first, stop, candidates, noun)
        return None

    def _in_its_town(self, first: int, begin: int, found: dict[int, Named]) -> Named | None:
        """Return the one object of its kind in a town: "the refinery in Kstovo", «НПЗ в Сызрани».

        Not what lies near it, nor where the noun has a name of its own: "the Afipsky refinery in Krasnodar".
        """
        lowers, rules, held = self._text.lowers, self._rules, self._starting.get(first)
        at = first
        while at > begin and (lowers[at - 1] in rules.heads_before or lowers[at - 1] in rules.linking):
            at -= 1
        if held is None or at <= begin or lowers[at - 1] not in rules.containing:
            return None
        noun = rules.facilities.before(lowers, at - 1, begin)
        if noun is None or not noun.filed:
            return None
        start = at - 1 - len(noun.words)
        if any(named.last > start for named in found.values() if named.first < first) or any(
            low in rules.near_words for low in lowers[max(begin, start - LONGEST_LEAD) : start]
        ):
            return None
        objects: dict[str, Candidate] = {}
        for town in [c.entry for c in held.candidates[:TOWNS] if c.entry.feature_class == "P"]:
            for c in self._gazetteer.candidates(f"{town.name} {noun.filed}", "en"):
                if (
                    _lies_by(c.entry, town)
                    and c.entry.feature_class in OBJECTS
                    and c.spelling.kind in OWN_NAMES
                ):
                    objects.setdefault(c.entry.id, c)
        return Named(first, held.last, tuple(objects.values()), noun) if len(objects) == 1 else None

    def _join(self, runs: list[tuple[int, int, int, int]], found: dict[int, Named]) -> None:
        """Add the other names of a list whose noun stands at one end of it: "Saky and Belbek airfields"."""
        for order, before in ((runs[::-1], True), (runs, False)):
            last_named: Named | None = None
            for first, last, _, _ in order:
                here = found.get(first)
                if (
                    here is None
                    and last_named is not None
                    and self._adjoins(first, last, last_named, before=before)
                ):
                    here = self._of_list(first, last, last_named.noun, before=before)
                    if here is not None:
                        found[first] = here
                last_named = here

    def _of_list(self, first: int, last: int, noun: FacilityNoun, *, before: bool) -> Named | None:
        """Return the object of a name that has its noun elsewhere; a verb may open the sentence before it."""
        for begin in range(first, last if before else first + 1):
            candidates = self._look_up(self._name(begin, last), noun, "", before=before)
            if candidates:
                return Named(begin, last, candidates, noun)
        return None

    def _adjoins(self, first: int, last: int, named: Named, *, before: bool) -> bool:
        gap = self._text.lowers[last : named.first] if before else self._text.lowers[named.last : first]
        joins = self._rules.conjunctions
        marks = [low for low in gap if low not in QUOTES]
        return 0 < len(marks) <= LONGEST_GAP and all(low in joins for low in marks)

    def _name(self, first: int, last: int) -> str:
        return self._text.body[self._text.starts[first] : self._text.ends[last - 1]]

    def _look_up(self, name: str, noun: FacilityNoun, written: str, *, before: bool) -> tuple[Candidate, ...]:
        """Return the objects of a name, under whichever noun they are filed; that of the text first."""
        for head in filter(None, (written, *noun.heads)):
            in_order = f"{name} {head}" if before else f"{head} {name}"
            tried = (in_order,) if self._cyrillic else (in_order, f"{name} {head}")
            for text in tried:
                candidates = tuple(c for c in self._gazetteer.candidates(text) if _is_object(c))
                if candidates and candidates[0].entry.feature_code == DISTRICT:
                    candidates = self._of_city(candidates)
                if candidates:
                    return candidates
        return ()

    def _in_town(self, last: int, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """Return the objects that lie in the town named after them: «Азот» у Невинномиську is no other."""
        words, lowers = self._text.words, self._text.lowers
        while last < len(words) and words[last] in QUOTES:
            last += 1
        held = self._starting.get(last + 1)
        if not candidates or held is None or last >= len(words) or lowers[last] not in self._rules.locatives:
            return candidates
        units = {(c.entry.country, c.entry.admin1) for c in held.candidates if c.entry.feature_class == "P"}
        if not units or held.candidates[0].entry.feature_class != "P":
            return candidates
        return tuple(c for c in candidates if (c.entry.country, c.entry.admin1) in units)

    def _of_city(self, districts: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """Return the districts of cities that the text names: many cities have a Central district."""
        own = {d.entry.id for d in districts}
        named = (m.candidates[0].entry for m in self._matches if m.candidates)
        cities = {e.path[-1] for e in named if e.feature_class == "P" and e.path and e.id not in own}
        return tuple(d for d in districts if not cities.isdisjoint(d.entry.path[-1:]))


def _lies_by(entry: Entry, town: Entry) -> bool:
    """Tell whether an object lies in a town or by it, in the same oblast."""
    one, two = entry.point, town.point
    near = abs(one.lat - two.lat) <= IN_TOWN[0] and abs(one.lon - two.lon) <= IN_TOWN[1]
    return near and (entry.country, entry.admin1) == (town.country, town.admin1)


def _is_object(candidate: Candidate) -> bool:
    entry = candidate.entry
    return entry.feature_class in OBJECTS or entry.feature_code == DISTRICT
