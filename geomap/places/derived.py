"""Places worked out from others: "5 km north of X", "between A and B", "the A-B road", and coordinates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from math import atan2, cos, degrees, pi, radians, sin, sqrt
from typing import NamedTuple

from msgspec import structs

from geomap.gazetteer import Candidate, Derivation, Entry, LonLat, Precision, Spelling
from geomap.language import language_of
from geomap.language.rules.times import TimeRules
from geomap.language.rules.toponyms import ToponymRules
from geomap.places.distance import geodesic_km, moved, point_between
from geomap.places.grids import REFERENCE, point_of
from geomap.places.resolution import Resolution
from geomap.spans import Span
from geomap.text import Text

LONGEST = 12
"""Words between the first of a description and the name that it starts from."""
LONGEST_LINE_KM = 150.0
"""Two places farther apart lie at the ends of no road or gap that a report means."""
FARTHEST_KM = 100.0
"""Distance beyond which "km from" is a remark on geography, not a place."""
TURN_SHARE = 0.3
"""Of a distance: how far off a place may be that is told by one of eight directions, rounded."""
LEAST_KM = 1.0
TEN = 10
LONGEST_ENDING, TO_NUMBER = 2, 2
"""Letters of a case ending behind a number, 3-х, 5-ти, and tokens from there to the number."""
OUTSKIRTS_KM = 2.0
"""How far the edge of a place lies from its middle where nobody knows how large it is."""
PEOPLE_A_KM2 = 2_500.0
"""Of a town, by which its size is guessed."""
COORDINATES_KM = 0.5
NEIGHBOUR_KM = 60.0
"""How near a named place must be for coordinates to lie in its country."""
LEFT_MINUTES = 60.0
NORTHMOST, EASTMOST = 90.0, 180.0
NUMBER = re.compile(r"(\d+(?:[.,]\d+)?)(?:[-–](\d+(?:[.,]\d+)?))?[-\s]?(\D*)")
DASHES = frozenset("-–—")
COMPASS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")

DECIMAL = r"[-+]?\d{1,3}[.,]\d{3,8}"
ARC = r"(?P<{0}d>\d{{1,3}})\s?°\s?(?P<{0}m>\d{{1,2}}(?:[.,]\d+)?)\s?['′’]\s?"
SECONDS = r"(?:(?P<{0}s>\d{{1,2}}(?:[.,]\d+)?)\s?(?:[\"″”]|'')\s?)?"
NORTH, EAST = r"(?:с|пн)\.?\s?ш\.?", r"(?:в|сх)\.?\s?д\.?"
PAIRS = (
    # 48.5931, 38.0007 and 48.5931° N, 38.0007° E.
    re.compile(
        rf"(?<![\d.,])(?P<lat>{DECIMAL})\s?°?\s?[NS]?(?:\s?[;/]\s?|,\s?|\s)(?P<lon>{DECIMAL})(?!\d|[.,]\d)"
    ),
    # 48°35'12"N 38°00'03"E, with seconds or without.
    re.compile(
        f"{ARC}{SECONDS}".format("lat")
        + r"[NnСс][\s,;.]{0,3}"
        + f"{ARC}{SECONDS}".format("lon")
        + r"[EeВвСс](?:\b|[.])"
    ),
    # 48°16′55″ пн. ш. 37°10′30″ сх. д., and the Russian с.ш., в.д.
    re.compile(f"{ARC}{SECONDS}".format("lat") + rf"{NORTH},?\s?" + f"{ARC}{SECONDS}".format("lon") + EAST),
    # 48,17 с. ш. 37,70 в. д., and the Ukrainian пн. ш., сх. д.
    re.compile(
        rf"(?P<lat>\d{{1,2}}[.,]\d{{1,8}})\s?°?\s?{NORTH},?\s?(?P<lon>\d{{1,3}}[.,]\d{{1,8}})\s?°?\s?{EAST}"
    ),
    # N50 17.400 E36 56.400, as pilots write.
    re.compile(
        r"\bN\s?(?P<latd>\d{1,2})\s(?P<latm>\d{2}\.\d{1,4}),?\s?"
        r"E\s?(?P<lond>\d{1,3})\s(?P<lonm>\d{2}\.\d{1,4})(?![\d.])"
    ),
    # N48.594 E37.833
    re.compile(r"\bN\s?(?P<lat>\d{1,2}\.\d{2,8}),?\s?E\s?(?P<lon>\d{1,3}\.\d{2,8})(?!\d)"),
)
"""How texts write a point, latitude first."""


class Derived(NamedTuple):
    """A place that a text describes by others."""

    origins: tuple[int, ...]
    """Numbers of the mentions that it starts from; none for coordinates."""
    first: int
    """First token of the description."""
    span: Span
    """The words of the description without the names in it."""
    candidate: Candidate
    reason: str
    on_name: bool = False
    """Whether the description only says which part of the place is meant: its name keeps the claim then."""


def work_out(text: Text, resolutions: tuple[Resolution, ...]) -> tuple[Derived, ...]:
    """Return the places that a text describes by the places it names, in order; none overlaps a name."""
    reader = _Reader(text, resolutions)
    found = [derived for n in range(len(resolutions)) if (derived := reader.at(n)) is not None]
    found += reader.coordinates()
    return tuple(sorted(found, key=lambda derived: derived.span.start))


class _Reader:
    """The descriptions of one text."""

    def __init__(self, text: Text, resolutions: tuple[Resolution, ...]) -> None:
        self._text = text
        self._resolutions = resolutions
        language = language_of(text.language)
        self._rules: ToponymRules = language.toponyms
        self._times: TimeRules = language.times
        self._ends = {r.mention.last for r in resolutions if r.mention.kind == "name"}
        """Tokens right after a name."""

    def at(self, n: int) -> Derived | None:
        """Return the place that is described by a mention, alone or with the next one."""
        if self._resolutions[n].chosen is None or self._resolutions[n].mention.kind == "demonym":
            return None
        return self._between(n) or self._road(n) or self._way(n) or self._offset(n) or self._outskirts(n)

    def _offset(self, n: int) -> Derived | None:
        """Read "11 km south of X", «за 5 км на північ від X», "в 7 км юго-западнее X"."""
        lowers, rules, mention = self._text.lowers, self._rules, self._resolutions[n].mention
        begin = max(self._text.sentences[mention.sentence].first, mention.first - LONGEST)
        turns: list[float] = []
        first = mention.first - 1
        while first >= begin:
            low = lowers[first]
            if low in rules.bearings:
                turns.append(rules.bearings[low])
            elif low in rules.lengths or low[0].isdigit():
                break
            elif not (low in rules.measure_words or low in rules.heads_before or low in rules.linking):
                return None
            first -= 1
        told = self._length(first, begin) if first >= begin else None
        if told is None or not 0.0 < told[1] <= FARTHEST_KM:
            return None
        first, km = told
        if self._explains(first):
            return None
        while first > begin and lowers[first - 1] in rules.measure_leads:
            first -= 1
        origin = _place_of(self._resolutions[n])
        bearing = _mean(turns)
        length = f"{km:.1f}".removesuffix(".0")
        if bearing is None:
            point, radius, name = origin.point, km + LEAST_KM, f"{length} km from {origin.name}"
        else:
            point, radius = moved(origin.point, km, bearing), max(LEAST_KM, TURN_SHARE * km)
            name = f"{length} km {_compass(bearing)} of {origin.name}"
        how = Derivation(origins=(origin.id,), relation="offset", km=round(km, 1), bearing=bearing)
        entry = _entry(name, point, radius + _blur(origin), how, (origin,))
        return _derived((n,), first, self._span(first, mention.first), entry)

    def _explains(self, first: int) -> bool:
        """Tell whether a description only locates the name before it: "Synkivka, 9 km northeast of X"."""
        before = self._text.lowers[first - 1] if first else ""
        return before == "(" or (before == "," and first - 1 in self._ends) or first in self._ends

    def _length(self, at: int, begin: int) -> tuple[int, float] | None:
        """Return the first token and the kilometres of a distance that ends at a token: 10km, ten miles."""
        lowers, lengths = self._text.lowers, self._rules.lengths
        if lowers[at] not in lengths:
            match = NUMBER.fullmatch(lowers[at])
            unit = lengths.get(match[3]) if match is not None else None
            return (at, unit * _middle(match)) if match is not None and unit is not None else None
        unit, at = lengths[lowers[at]], at - 1
        longer = " ".join(lowers[at : at + 2])
        if at >= begin and longer in lengths:  # nautical miles
            unit, at = lengths[longer], at - 1
        if at < begin:
            return None
        if at - TO_NUMBER >= begin and lowers[at - 1] == "-" and len(lowers[at]) <= LONGEST_ENDING:
            at -= TO_NUMBER  # в 3-х км
        match = NUMBER.fullmatch(lowers[at])
        count = _middle(match) if match is not None and not match[3] else self._times.numbers.get(lowers[at])
        if count is None:
            return None
        tens = self._times.numbers.get(lowers[at - 1], 0) if at > begin else 0
        if count < TEN <= tens and tens % TEN == 0:  # двадцати пяти
            count, at = count + tens, at - 1
        return at, unit * count

    def _between(self, n: int) -> Derived | None:
        """Read "between A and B": the middle of the two."""
        if not self._pairs(n):
            return None
        lowers, rules = self._text.lowers, self._rules
        one, two = self._resolutions[n].mention, self._resolutions[n + 1].mention
        begin = self._text.sentences[one.sentence].first
        word = one.first - 1
        while word > begin and lowers[word] in rules.heads_before:
            word -= 1
        gap = [low for low in lowers[one.last : two.first] if low not in rules.heads_before]
        if word < begin or lowers[word] not in rules.between_words:
            return None
        if len(gap) != 1 or gap[0] not in rules.conjunctions:
            return None
        entry = self._on_line((n, n + 1), Derivation(origins=(), relation="between"), "between {} and {}")
        return _derived((n, n + 1), word, self._span(word, word + 1), entry) if entry else None

    def _road(self, n: int) -> Derived | None:
        """Read "the A-B road", «траса А - Б», "the A-B-C line": a stretch of the way between the ends."""
        if n and self._joined(n - 1):
            return None  # read from its first name, or a long chain would be walked once a name
        last = n
        while self._joined(last):
            last += 1
        if last == n:
            return None
        first, end = self._resolutions[n].mention, self._resolutions[last].mention
        sentence = self._text.sentences[first.sentence]
        for at in (end.last, first.first - 1):
            if sentence.first <= at < sentence.last and self._text.lowers[at] in self._rules.road_nouns:
                names = tuple(range(n, last + 1))
                words = "the " + "–".join("{}" for _ in names) + " line"
                entry = self._on_line(names, Derivation(origins=(), relation="along"), words)
                return _derived(names, min(at, first.first), self._span(at, at + 1), entry) if entry else None
        return None

    def _way(self, n: int) -> Derived | None:
        """Read "the road from A to B", «на дорозі з А до Б», "the A to B road"."""
        if not self._pairs(n):
            return None
        lowers, rules = self._text.lowers, self._rules
        one, two = self._resolutions[n].mention, self._resolutions[n + 1].mention
        sentence, gap = self._text.sentences[one.sentence], lowers[one.last : two.first]
        if one.kind != "name" or len(gap) != 1 or gap[0] not in rules.ways_to:
            return None
        led = one.first - 1 > sentence.first and lowers[one.first - 1] in rules.leading_out
        if led and lowers[one.first - 2] in rules.road_nouns:
            at = one.first - 2
        elif not led and two.last < sentence.last and lowers[two.last] in rules.road_nouns:
            at = two.last
        else:
            return None
        entry = self._on_line((n, n + 1), Derivation(origins=(), relation="along"), "the {}–{} line")
        return _derived((n, n + 1), min(at, one.first), self._span(at, at + 1), entry) if entry else None

    def _joined(self, n: int) -> bool:
        """Tell whether a dash alone stands between a mention and the next one, both of known places."""
        if not self._pairs(n) or self._resolutions[n].chosen is None:
            return False
        one, two = self._resolutions[n].mention, self._resolutions[n + 1].mention
        return one.kind == "name" and self._text.body[one.span.end : two.span.start].strip() in DASHES

    def _pairs(self, n: int) -> bool:
        """Tell whether the next mention of the sentence is known, too."""
        if n + 1 >= len(self._resolutions) or self._resolutions[n + 1].chosen is None:
            return False
        one, two = self._resolutions[n].mention, self._resolutions[n + 1].mention
        return one.sentence == two.sentence and two.kind == "name"

    def _on_line(self, names: tuple[int, ...], how: Derivation, words: str) -> Entry | None:
        """Return the stretch from the first of some mentions to the last, None where it is too long."""
        ends = tuple(_place_of(self._resolutions[number]) for number in names)
        km = sum(geodesic_km(one.point, two.point) for one, two in pairwise(ends))
        if not 0.0 < km <= LONGEST_LINE_KM:
            return None
        corners = (
            LonLat(edge(end.point.lon for end in ends), edge(end.point.lat for end in ends))
            for edge in (min, max)
        )
        middle = point_between(*corners)
        reach = max(LEAST_KM, *(geodesic_km(middle, end.point) for end in ends))
        how = structs.replace(how, origins=tuple(end.id for end in ends), km=round(km, 1))
        name = words.format(*(end.name for end in ends))
        return _entry(name, middle, reach + max(map(_blur, ends)), how, ends)

    def _outskirts(self, n: int) -> Derived | None:
        """Read "on the northern outskirts of X": the edge of the place on that side."""
        lowers, rules, mention = self._text.lowers, self._rules, self._resolutions[n].mention
        begin = self._text.sentences[mention.sentence].first
        at = mention.first - 1
        while at > begin and lowers[at] not in rules.outskirts:
            low = lowers[at]
            if not (low in rules.linking or low in rules.articles or low in rules.heads_before):
                return None
            at -= 1
        origin = _place_of(self._resolutions[n])
        if at < begin or lowers[at] not in rules.outskirts or origin.feature_class != "P":
            return None
        edge = sqrt(origin.population / PEOPLE_A_KM2 / pi) if origin.population else OUTSKIRTS_KM
        edge = max(LEAST_KM, edge)
        bearing = rules.side_adjectives.get(lowers[at - 1]) if at > begin else None
        if bearing is None:
            point, radius, name = origin.point, 2 * edge, f"outskirts of {origin.name}"
        else:
            at, point, radius = at - 1, moved(origin.point, edge, bearing), edge + LEAST_KM
            name = f"{_compass(bearing)} outskirts of {origin.name}"
        how = Derivation(origins=(origin.id,), relation="outskirts", bearing=bearing)
        entry = _entry(name, point, radius + _blur(origin), how, (origin,))
        return _derived((n,), at, self._span(at, mention.first), entry)._replace(on_name=True)

    def coordinates(self) -> Iterator[Derived]:
        """Yield the points given by latitude and longitude, or as grid references."""
        text = self._text
        taken = [resolution.mention.span for resolution in self._resolutions]
        for pattern in (*PAIRS, REFERENCE):
            for match in pattern.finditer(text.body):
                span = Span(*match.span())
                if any(s.start < span.end and span.start < s.end for s in taken):
                    continue
                if pattern is REFERENCE:
                    point, reach = point_of(match) or (None, 0.0)
                else:
                    point, reach = _point(match.groupdict()), 0.0
                if point is None:
                    continue
                taken.append(span)
                how = Derivation(origins=(), relation="coordinates")
                name = f"{point.lat:.4f}, {point.lon:.4f}"
                entry = _entry(name, point, max(COORDINATES_KM, reach), how, ())
                yield _derived(
                    (), text.token_at(span.start), span, replace(entry, country=self._country_at(point))
                )

    def _country_at(self, point: LonLat) -> str | None:
        """Return the country of the nearest settlement of the text that is near a point."""
        near = [
            (geodesic_km(point, r.chosen.entry.point), r.chosen.entry.country or "")
            for r in self._resolutions
            if r.chosen is not None and r.chosen.entry.feature_class == "P"
        ]
        km, country = min(near, default=(NEIGHBOUR_KM + 1, ""))
        return (country or None) if km <= NEIGHBOUR_KM else None

    def _span(self, first: int, last: int) -> Span:
        return Span(self._text.starts[first], self._text.ends[last - 1])


def _point(parts: dict[str, str | None]) -> LonLat | None:
    """Return the point of a match, None where it lies on no globe."""

    def value(name: str) -> float:
        return float((parts.get(name) or "0").replace(",", "."))

    lat, lon = value("lat"), value("lon")
    if not parts.get("lat"):
        if max(value("latm"), value("lats"), value("lonm"), value("lons")) >= LEFT_MINUTES:
            return None
        lat, lon = (value(f"{at}d") + value(f"{at}m") / 60 + value(f"{at}s") / 3600 for at in ("lat", "lon"))
    return LonLat(round(lon, 6), round(lat, 6)) if abs(lat) <= NORTHMOST and abs(lon) <= EASTMOST else None


def _middle(match: re.Match[str]) -> float:
    """Return a number, of a range the middle."""
    ends = [float(end.replace(",", ".")) for end in match.group(1, 2) if end]
    return sum(ends) / len(ends)


def _mean(turns: list[float]) -> float | None:
    """Return the mean of directions: north and west make north-west."""
    if not turns:
        return None
    east, north = (sum(f(radians(turn)) for turn in turns) for f in (sin, cos))
    return round(degrees(atan2(east, north)) % 360.0, 1)


def _compass(bearing: float) -> str:
    return COMPASS[round(bearing / 45.0) % 8]


def _place_of(resolution: Resolution) -> Entry:
    assert resolution.chosen is not None  # noqa: S101 - asked by the caller
    return resolution.chosen.entry


def _blur(entry: Entry) -> float:
    return 0.0 if entry.precision == "exact" else entry.radius_km


def _entry(name: str, point: LonLat, radius: float, how: Derivation, origins: tuple[Entry, ...]) -> Entry:
    """Return the entry of a place that no gazetteer holds: it lies in the units that its origins share."""
    countries, regions = {o.country for o in origins}, {(o.country, o.admin1) for o in origins}
    shared = (len(countries) == 1) + (len(regions) == 1)
    path = origins[0].path[:shared] if origins else ()
    precision: Precision = "near" if origins else "exact"
    told = [f"{value:g}" for value in (how.km, how.bearing) if value is not None]
    return Entry(
        id=":".join(
            ("derived", how.relation, *(how.origins or (f"{point.lat:.5f},{point.lon:.5f}",)), *told)
        ),
        name=name,
        point=LonLat(round(point.lon, 5), round(point.lat, 5)),
        country=origins[0].country if shared else None,
        admin1=origins[0].admin1 if shared > 1 else None,
        admin2=None,
        admin3=None,
        path=path,
        feature_class="L",
        feature_code="AREA",
        population=0,
        precision=precision,
        radius_km=round(radius, 1),
        derived=how,
    )


def _derived(origins: tuple[int, ...], first: int, span: Span, entry: Entry) -> Derived:
    candidate = Candidate(
        entry=entry, spelling=Spelling(text=entry.name, kind="official", language="en"), score=1.0
    )
    reason = f"worked out: {entry.name}" if origins else "coordinates given in the text"
    return Derived(origins, first, span, candidate, reason)
