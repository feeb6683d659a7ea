"""What a map shows beside the claims: the ground, names for orientation, spellings, and whose data it is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import chain, islice
from math import floor, pi, sqrt
from typing import Literal, NamedTuple

from geomap.areas import standing_of
from geomap.basemap import MARGIN, Basemap, Sea, basemap, extents_of
from geomap.gazetteer import Credit, Entry, Gazetteer, LonLat, Spelling
from geomap.gazetteer.romanisation import KMU
from geomap.geography import Extent
from geomap.places.distance import haversine_km
from geomap.records import Record

LabelKind = Literal["country", "capital", "town", "water"]

MOST_TOWNS = 420
"""Towns that a map names for orientation; the page leaves out what finds no room at its zoom."""
RANKS = (14, 50, 150)
"""How many of the largest towns are shown from the first zooms on: the others wait for a closer map."""
MOST_NEAR = 700
"""Smaller towns named where most of the claims are, for a map so close that the large ones lie outside it."""
FIRST_NEAR = 200
"""How many of these are shown before the others."""
LEAST = 2_500
"""Inhabitants of the smallest of them."""
CLOSE, WIDE = 2, 5
"""Degrees of the cells by which claims stand together, and of those that a part of the world has."""
MOST_CORES = 5
"""Cores around which small towns are named, to each its share of them."""
BEYOND = 0.05
"""The share of its claims on each side, west, east, south and north, beyond which no small town is named."""
CORE_MARGIN = 0.5
"""Degrees around them."""
CITY = 100_000
"""Inhabitants from which a city has quarters that gazetteers know as settlements of their own."""
DENSITY = 3_000
"""People on a square kilometre of a city: what lies in a circle of its size is a quarter of it."""
SMALLER = 5
"""How many times smaller a quarter is: a neighbour town of half the size is none."""
KM_A_DEGREE = 111.2


class Core(NamedTuple):
    """A box in which claims stand close together, and the share of all claims that are there."""

    box: Extent
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name written on the map for orientation, not because anything is claimed there."""

    id: str
    """Of the gazetteer entry: a place that has claims is not labelled twice."""
    name: str
    local: str | None
    """The name in Ukrainian; None where there is none."""
    point: LonLat
    kind: LabelKind
    rank: int
    """0 shows always, 4 only close up, 5 and 6 only where little else is in view."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Centred:
    """How many of the places marked stand at the centre of their unit, for want of a point of their own."""

    n: int
    of: int
    """Places marked at a point."""
    unit: Literal["hromada", "raion"]
    """The larger of the units at whose centre one stands."""
    remedied: bool
    """Whether a dump of the user's has given settlements their points already, and these none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """All that a map page shows beside the records; each part may be left out."""

    ground: Basemap | None = None
    labels: tuple[Label, ...] = ()
    spellings: Mapping[str, tuple[Spelling, ...]] = field(default_factory=dict)
    """Attested spellings by the id of the entry, official first."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Names in Ukrainian by the id of the entry; of a place somewhere in a unit its own alone."""
    credits: tuple[Credit, ...] = ()
    """The gazetteer's; the ground has its own."""
    centred: Centred | None = None
    """None where every place marked stands at a point of its own."""


def surroundings_of(records: Iterable[Record], gazetteer: Gazetteer) -> Surroundings:
    """Gather what a map of these records needs from the gazetteer and the shipped geography."""
    records = tuple(records)
    places = ((record.place, 1) for record in records if record.place is not None)
    others = ((one.entry, 0) for record in records for report in record.reports for one in report.candidates)
    return surroundings_by(chain(places, others), gazetteer)


def surroundings_by(named: Iterable[tuple[Entry, int]], gazetteer: Gazetteer) -> Surroundings:
    """Gather it by the entries that records name, each with how many claims of it are told, in any order."""
    entries: dict[str, Entry] = {}
    claims: Counter[str] = Counter()
    for entry, count in named:
        known = entries.setdefault(entry.id, entry)
        if known is not entry and known != entry:  # of archives that were made with different gazetteers
            entries[entry.id] = min(known, entry, key=repr)
        if count:
            claims[entry.id] += count
    # The first-level unit follows the country on the way down to a place; its name is shown with the place's.
    units = dict.fromkeys(entry.path[1] for entry in entries.values() if len(entry.path) > 1)
    # A place without a point of its own is shown as one of its unit, by the name of that.
    centred = (entry for entry in entries.values() if entry.precision in ("hromada", "raion") and entry.path)
    units |= dict.fromkeys(entry.path[-1] for entry in centred)
    drawn = {entry_id: n for entry_id, n in claims.items() if standing_of(entries[entry_id]) != "listed"}
    # A place counts as often as it has claims, so that the focus lies where most of them are.
    points = [entries[entry_id].point for entry_id, n in drawn.items() for _ in range(n)]
    extent, focus = extents_of(points)
    ground = basemap(extent, focus=focus)
    return Surroundings(
        ground=ground,
        labels=_labels(gazetteer, ground, focus.grown(MARGIN).within(ground.extent), points),
        spellings={entry_id: gazetteer.spellings(entry_id) for entry_id in (*entries, *units)},
        names=dict(_names((*entries, *units), entries, gazetteer)),
        credits=gazetteer.credits(),
        centred=centred_among((entries[entry_id] for entry_id in claims), remedied=gazetteer.has_dump),
    )


def _cores(points: Sequence[LonLat], cell: int) -> list[Core]:
    """Return where claims stand together, those with most claims first.

    Claims of cells that touch are of one core. So a single claim at the other end of the world has a core of
    its own, with its share of the names, and takes none of those where all others are.
    """
    left: dict[tuple[int, int], list[LonLat]] = defaultdict(list)
    for point in points:
        left[floor(point.lon / cell), floor(point.lat / cell)].append(point)
    groups = []
    while left:
        reached = [next(iter(left))]
        group = left.pop(reached[0])
        for x, y in reached:
            beside = [(x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1) if (x + i, y + j) in left]
            group += chain.from_iterable(map(left.pop, beside))
            reached += beside
        groups.append(group)
    groups.sort(key=lambda group: (-len(group), min(group)))
    return [Core(_middle(group), len(group) / len(points)) for group in groups]


def _middle(points: Sequence[LonLat]) -> Extent:
    """Return the box in which most of some points lie."""
    lons, lats = (sorted(degrees) for degrees in zip(*points, strict=True))
    beyond = int(len(points) * BEYOND)
    last = len(points) - 1 - beyond
    return Extent(lons[beyond], lats[beyond], lons[last], lats[last]).grown(CORE_MARGIN)


def centred_among(places: Iterable[Entry], *, remedied: bool) -> Centred | None:
    """Count the places that stand at the centre of their unit; None where none does."""
    marked = [entry.precision for entry in places if standing_of(entry) == "point"]
    units = [precision for precision in marked if precision in ("hromada", "raion")]
    if not units:
        return None
    return Centred(
        n=len(units),
        of=len(marked),
        unit="raion" if "raion" in units else "hromada",
        remedied=remedied,
    )


def local_name(spellings: Iterable[Spelling]) -> str | None:
    """Return the name in Ukrainian: the official one, else the first that is in use."""
    in_ukrainian = [s for s in spellings if s.language == "uk" and s.kind in ("official", "alternate")]
    return min(in_ukrainian, key=lambda s: s.kind != "official").text if in_ukrainian else None


SECTOR = "sector:"
WITHIN = "within:"
"""How the ids of places begin that a text locates by others: a stretch of front, somewhere in a unit."""


def ukrainian_name(entry: Entry, spellings: Iterable[Spelling]) -> str | None:
    """Return the name in Ukrainian: the gazetteer's, a city's abroad, or one that romanises to the entry's.

    Most spellings tell no language; of a place in Ukraine, the one that becomes its name by Ukraine's own
    rule is Ukrainian: "Торське", not "Торское", is Torske.
    """
    spellings = tuple(spellings)
    known = local_name(spellings) or _abroad().get(entry.id)
    if known or entry.country != "UA":
        return known
    kinds = ("official", "alternate")
    others = (s.text for s in spellings if s.language is None and s.kind in kinds and not s.text.isascii())
    return next((text for text in sorted(others) if KMU(text) == entry.name), None)


@cache
def _abroad() -> Mapping[str, str]:
    """Return the names that Ukrainian has for cities abroad, by the ids of their entries."""
    table = files("geomap").joinpath("language", "uk", "abroad.tsv").read_text(encoding="utf-8")
    cells = (line.partition("\t") for line in table.splitlines()[1:])
    return {entry_id: name for entry_id, _, name in cells}


def _names(
    ids: Iterable[str], entries: Mapping[str, Entry], gazetteer: Gazetteer
) -> Iterator[tuple[str, str]]:
    """Yield the names in Ukrainian of entries, and of those from which others of them are worked out."""
    wanted = dict.fromkeys(ids)
    for one in entries.values():
        wanted |= dict.fromkeys(one.derived.origins if one.derived else one.path)
    wanted |= {entry_id.removeprefix(SECTOR): None for entry_id in wanted if entry_id.startswith(SECTOR)}
    for entry_id in wanted:
        entry = entries.get(entry_id) or gazetteer.entry(entry_id)
        if entry is None:
            continue
        if entry_id.startswith(WITHIN):
            name = _name_of_any(toponym_within(entry), gazetteer)
        else:
            name = ukrainian_name(entry, gazetteer.spellings(entry_id))
        if name:
            yield entry_id, name


def toponym_within(entry: Entry) -> str:
    """Return what a text calls a place somewhere in a unit: "Kreminna (somewhere in Donetsk Oblast)"."""
    return entry.name.partition(" (")[0]


def _name_of_any(toponym: str, gazetteer: Gazetteer) -> str | None:
    """Return the Ukrainian name, if one, of all places of a name in Ukraine, where it romanises to that."""
    places = [c.entry for c in gazetteer.candidates(toponym) if c.entry.country == "UA"]
    names = {ukrainian_name(e, gazetteer.spellings(e.id)) for e in places if e.feature_class == "P"}
    name = names.pop() if len(names) == 1 else None
    return name if name and (KMU(name) == toponym or not toponym.isascii()) else None


def _labels(
    gazetteer: Gazetteer, ground: Basemap, box: Extent, claims: Sequence[LonLat]
) -> tuple[Label, ...]:
    """Name the countries, the capitals and the largest towns within a box, and small ones by the claims."""
    labels = []
    towns = 0
    found = gazetteer.prominent(box, MOST_TOWNS)
    cores = _cores(claims, CLOSE)[:MOST_CORES]
    near = [gazetteer.prominent(core.box, round(MOST_NEAR * core.share), LEAST) for core in cores]
    # What the cores leave is for the ground between them; each box that is asked for takes 40 ms.
    wide = _cores(claims, WIDE)[:1] if len(cores) > 1 else []
    between = [gazetteer.prominent(core.box, MOST_NEAR, LEAST) for core in wide]
    quarters = _quarters((*found, *chain.from_iterable((*near, *between))))
    for entry in found:
        kind: LabelKind = "town"
        rank = 0
        if entry.feature_class == "A":
            kind = "country"
        elif entry.feature_code == "PPLC":
            kind = "capital"
        elif entry.id in quarters:
            continue
        else:
            rank = 1 + sum(towns >= least for least in RANKS)
            towns += 1
        labels.append(_label(gazetteer, entry, entry.point, kind, rank))
    known = {entry.id for entry in found} | quarters
    smaller = [
        *((round(FIRST_NEAR * core.share), entries) for core, entries in zip(cores, near, strict=True)),
        *((0, entries) for entries in between),
    ]
    labels += [
        _label(gazetteer, entry, entry.point, "town", rank) for entry, rank in _smaller(smaller, known)
    ]
    return (*labels, *_seas(gazetteer, ground.seas, box))


def _smaller(cores: Iterable[tuple[int, Iterable[Entry]]], known: set[str]) -> Iterator[tuple[Entry, int]]:
    """Yield small towns of cores that are not known yet, with their ranks; of each core some come first."""
    room = MOST_NEAR
    for first, entries in cores:
        left = {e.id: e for e in entries if e.feature_class == "P" and e.id not in known}
        for number, entry in enumerate(islice(left.values(), room)):
            yield entry, len(RANKS) + (2 if number < first else 3)
        known |= left.keys()
        room = max(0, room - len(left))


def _quarters(entries: Iterable[Entry]) -> set[str]:
    """Return the ids of settlements that lie within a city many times their size."""
    towns = sorted((e for e in entries if e.feature_class == "P" and e.population), key=_lat)
    found = set()
    for city in towns:
        if (city.population or 0) < CITY:
            continue
        reach = _reach_km(city)
        first, last = (_lat(city) + sign * reach / KM_A_DEGREE for sign in (-1, 1))
        beside = towns[bisect_left(towns, first, key=_lat) : bisect_right(towns, last, key=_lat)]
        smaller = (e for e in beside if (e.population or 0) * SMALLER < (city.population or 0))
        found |= {e.id for e in smaller if haversine_km(e.point, city.point) < reach}
    return found


def _lat(entry: Entry) -> float:
    return entry.point.lat


def _reach_km(city: Entry) -> float:
    """Return the radius of a circle that holds the people of a city."""
    return sqrt((city.population or 0) / DENSITY / pi)


def _seas(gazetteer: Gazetteer, seas: Iterable[Sea], box: Extent) -> Iterator[Label]:
    """Name the seas whose middle lies in the box, as far as the gazetteer knows them."""
    for sea in seas:
        if box.west < sea.middle.lon < box.east and box.south < sea.middle.lat < box.north:
            known = (c.entry for c in gazetteer.candidates(sea.name) if c.entry.feature_class == "H")
            entry = next(known, None)
            if entry:
                yield _label(gazetteer, entry, sea.middle, "water", 0)


def _label(gazetteer: Gazetteer, entry: Entry, point: LonLat, kind: LabelKind, rank: int) -> Label:
    local = ukrainian_name(entry, gazetteer.spellings(entry.id))
    return Label(id=entry.id, name=entry.name, local=local, point=point, kind=kind, rank=rank)
