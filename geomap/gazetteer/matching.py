"""Which of the user's settlements is which built-in one that is known by the centre of its unit only.

A name alone settles little: half of Ukraine's villages have a namesake. But units are compact, so the
villages around a point tell its unit. Names that are found once on either side within reach give first
anchors; then every pair is weighed by how many of the nearest anchors lie in the unit it claims. One site,
one settlement; where two claims are nearly as good, neither is believed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import cos, hypot, radians
from typing import NamedTuple

from geomap.gazetteer.entries import LonLat

KM_PER_DEGREE = 111.2
CELL = 0.08
"""Degrees of latitude and longitude a cell of the index of anchors; 6 to 9 km in Ukraine."""
NEAREST = 8
"""Anchors that vote on the unit of a point."""
HORIZON_KM = 25.0
"""Anchors farther off say nothing."""
SOFTENING_KM = 2.0
"""Added to an anchor's distance before its vote is weighed by the inverse, so that none decides alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """A built-in settlement that awaits a point of its own."""

    id: str
    unit: str
    """Id of the unit whose centre stands for its point: a hromada or a raion."""
    levels: tuple[str, ...]
    """Ids of all units that hold it, country first."""
    centre: LonLat
    reach_km: float
    """How far from the centre it can lie at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A settlement of the user's, with the built-in ones whose name it may bear."""

    id: int
    point: LonLat
    unit: str | None
    """Id of the first-level unit that its file states, if it does."""
    names: Mapping[str, float]
    """Ids of settlements, with how well the names agree: 1 if attested on both sides."""


class Anchor(NamedTuple):
    """A point known to lie in certain units."""

    point: LonLat
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """The pairs believed."""

    pairs: tuple[tuple[int, str], ...]
    """Id of a site and of the settlement that it is."""
    twins: tuple[tuple[int, str], ...]
    """Further sites that say the same of a settlement already paired: a place listed twice."""
    doubtful: int
    """Sites left alone although they bear the name of a settlement within reach that nothing else is."""


class _Pair(NamedTuple):
    site: Site
    settlement: Settlement
    name: float


def distance_km(a: LonLat, b: LonLat) -> float:
    """Return the distance of two points, in km; good to a per cent over a few hundred km.

    >>> round(distance_km(LonLat(30.52, 50.45), LonLat(36.23, 49.99)))
    409
    """
    shrink = cos(radians((a.lat + b.lat) / 2))
    return KM_PER_DEGREE * hypot((a.lon - b.lon) * shrink, a.lat - b.lat)


def _cell(point: LonLat) -> tuple[int, int]:
    return int(point.lon // CELL), int(point.lat // CELL)


RINGS = tuple(
    tuple(
        (i, j) for i in range(-ring, ring + 1) for j in range(-ring, ring + 1) if max(abs(i), abs(j)) in least
    )
    for ring, least in ((1, (0, 1)), (2, (2,)), (3, (3,)), (4, (4,)))
)
"""The cells around one, from the nearest ring on; the first holds the cell itself."""


MANY_CELLS = 1000
"""Cells from which all votes are taken anew: by then it costs more to find those that could stay."""


class _Neighbourhood:
    """Anchors by cell, and the share of votes that each unit gets around a site.

    The votes of a site are kept until an anchor changes in the cells that were looked at for it.
    """

    def __init__(self, fixed: Iterable[Anchor]) -> None:
        self._cells: dict[tuple[int, int], list[tuple[int | None, float, float, tuple[str, ...]]]]
        self._cells = defaultdict(list)
        for (lon, lat), units in fixed:
            self._cells[_cell(LonLat(lon, lat))].append((None, lon, lat, units))
        self._believed: dict[int, _Pair] = {}
        self._votes: dict[int, dict[str, float]] = {}
        self._reach: dict[int, int] = {}
        """How many rings were looked at for a site."""
        self._sites: dict[tuple[int, int], set[int]] = defaultdict(set)

    def believe(self, believed: dict[int, _Pair]) -> None:
        """Take the sites of these pairs as anchors in place of those taken before."""
        changed = {
            number
            for number in self._believed.keys() | believed.keys()
            if self._believed.get(number) != believed.get(number)
        }
        cells = set()
        for number in sorted(changed):
            pair = believed.get(number) or self._believed[number]
            cell = _cell(pair.site.point)
            cells.add(cell)
            self._cells[cell] = [anchor for anchor in self._cells[cell] if anchor[0] != number]
            if number in believed:
                self._cells[cell].append((number, *pair.site.point, pair.settlement.levels))
        self._believed = believed
        if len(cells) > MANY_CELLS:
            self._votes.clear()
            return
        for x, y in cells:
            for ring, offsets in enumerate(RINGS, start=1):
                for i, j in offsets:
                    for number in self._sites.get((x + i, y + j), ()):
                        if self._reach[number] >= ring:
                            self._votes.pop(number, None)

    def _nearest(self, site: Site) -> list[tuple[float, tuple[str, ...]]]:
        """Return distance and units of the nearest anchors, the site's own left out."""
        (at_lon, at_lat), own = site.point, site.id
        x, y = _cell(site.point)
        shrink = cos(radians(at_lat))
        cells = self._cells
        found: list[tuple[float, tuple[str, ...]]] = []
        ring = 0
        for offsets in RINGS:
            ring += 1
            for i, j in offsets:
                for number, lon, lat, units in cells.get((x + i, y + j), ()):
                    if number != own:
                        km = KM_PER_DEGREE * hypot((lon - at_lon) * shrink, lat - at_lat)
                        if km <= HORIZON_KM:
                            found.append((km, units))
            if len(found) >= 2 * NEAREST:
                break
        self._reach[own] = ring
        self._sites[x, y].add(own)
        found.sort()
        return found[:NEAREST]

    def votes(self, site: Site) -> dict[str, float]:
        """Return the share of the votes around a site that each unit gets."""
        known = self._votes.get(site.id)
        if known is not None:
            return known
        total = 0.0
        votes: dict[str, float] = defaultdict(float)
        for km, units in self._nearest(site):
            weight = 1.0 / (km + SOFTENING_KM)
            total += weight
            for unit in units:
                votes[unit] += weight
        shares = self._votes[site.id] = {unit: weight / total for unit, weight in votes.items()}
        return shares


LONE_SUPPORT = 0.04
"""Least support of a pair that no other contests."""
CONTESTED_SUPPORT = 0.15
"""Least support of a pair that others contest."""
MARGIN = 1.4
"""How many times better the best of several claims must be."""
ROUNDS = 4
FIRST_NAME = 0.8
"""Least agreement of names for a first anchor."""
FIRST_REACH = 0.5
"""Share of the reach within which a first anchor must lie."""
TWIN_KM = 5.0
"""Sites this near each other that bear a settlement's name are one site listed twice."""
TWIN_NAME = 0.8


def match(settlements: Mapping[str, Settlement], sites: Iterable[Site], known: Iterable[Anchor]) -> Matching:
    """Return which site is which settlement, one to one; the order of the sites changes nothing."""
    leader, pairs = _without_twins(_plausible(settlements, sites))
    neighbourhood = _Neighbourhood(known)
    believed = {
        pair.site.id: pair
        for pair in _lone(pairs)
        if pair.name >= FIRST_NAME and _km_from_centre(pair) <= FIRST_REACH * pair.settlement.reach_km
    }
    for _ in range(ROUNDS):
        neighbourhood.believe(believed)
        again = _believe(pairs, neighbourhood)
        settled = again.keys() == believed.keys()
        believed = again
        if settled:
            break
    taken = {pair.settlement.id for pair in believed.values()}
    return Matching(
        pairs=tuple(sorted((site, pair.settlement.id) for site, pair in believed.items())),
        twins=tuple(
            sorted((twin, believed[site].settlement.id) for twin, site in leader.items() if site in believed)
        ),
        doubtful=len(
            {
                pair.site.id
                for pair in pairs
                if pair.site.id not in believed
                and pair.settlement.id not in taken
                and _km_from_centre(pair) <= FIRST_REACH * pair.settlement.reach_km
            }
        ),
    )


def _km_from_centre(pair: _Pair) -> float:
    return distance_km(pair.site.point, pair.settlement.centre)


def _plausible(settlements: Mapping[str, Settlement], sites: Iterable[Site]) -> list[_Pair]:
    """Return the pairs that share a name, within reach, in no contradiction to the stated unit."""
    pairs = []
    for site in sites:
        for settlement_id, name in site.names.items():
            settlement = settlements.get(settlement_id)
            if settlement is not None and (site.unit is None or site.unit in settlement.levels):
                pair = _Pair(site, settlement, name)
                if _km_from_centre(pair) <= settlement.reach_km:
                    pairs.append(pair)
    return pairs


def _without_twins(pairs: list[_Pair]) -> tuple[dict[int, int], list[_Pair]]:
    """Return for each site listed twice the site that speaks for it, and the pairs of the sites that speak.

    The site of the lowest positive id speaks, a GeoNames record rather than one with a made-up id. What is
    known of its twins' names and unit counts as its own.
    """
    by_settlement: dict[str, list[_Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.name >= TWIN_NAME:
            by_settlement[pair.settlement.id].append(pair)
    leader: dict[int, int] = {}
    for group in by_settlement.values():
        group.sort(key=lambda pair: (pair.site.id < 0, abs(pair.site.id)))
        for i, pair in enumerate(group):
            if pair.site.id in leader:
                continue
            for other in group[i + 1 :]:
                if other.site.id not in leader and distance_km(pair.site.point, other.site.point) <= TWIN_KM:
                    leader[other.site.id] = pair.site.id
    for twin, head in leader.items():
        last = head
        while last in leader:
            last = leader[last]
        leader[twin] = last
    sites = {pair.site.id: pair.site for pair in pairs}
    units = {leader[twin]: sites[twin].unit for twin in sorted(leader) if sites[twin].unit}
    merged: dict[tuple[int, str], _Pair] = {}
    for pair in pairs:
        site = sites[leader.get(pair.site.id, pair.site.id)]
        unit = site.unit or units.get(site.id)
        if unit is None or unit in pair.settlement.levels:
            key = (site.id, pair.settlement.id)
            old = merged.get(key)
            merged[key] = _Pair(site, pair.settlement, max(pair.name, old.name if old else 0.0))
    return leader, list(merged.values())


def _lone(pairs: list[_Pair]) -> list[_Pair]:
    """Return the pairs whose site and settlement are in no other."""
    of_site: dict[int, int] = defaultdict(int)
    of_settlement: dict[str, int] = defaultdict(int)
    for pair in pairs:
        of_site[pair.site.id] += 1
        of_settlement[pair.settlement.id] += 1
    return [pair for pair in pairs if of_site[pair.site.id] == 1 == of_settlement[pair.settlement.id]]


def _believe(pairs: list[_Pair], neighbourhood: _Neighbourhood) -> dict[int, _Pair]:
    """Return the pairs that the neighbourhood bears out; each settled pair leaves its rivals the field."""
    scored: list[tuple[float, _Pair]] = []
    for pair in pairs:
        around = neighbourhood.votes(pair.site)
        score = around.get(pair.settlement.unit, 0.0) * pair.name
        if score > 0:
            scored.append((score, pair))
    believed: dict[int, _Pair] = {}
    while True:
        best_of_site = _two_best((pair.site.id, score) for score, pair in scored)
        best_of_settlement = _two_best((pair.settlement.id, score) for score, pair in scored)
        settled = []
        for score, pair in scored:
            rivals = (best_of_site[pair.site.id], best_of_settlement[pair.settlement.id])
            contested = any(second > 0 for _, second in rivals)
            if (
                all(score == first and score >= MARGIN * second for first, second in rivals)
                and score >= (CONTESTED_SUPPORT if contested else LONE_SUPPORT) * pair.name
            ):
                settled.append(pair)
        if not settled:
            return believed
        for pair in settled:
            believed[pair.site.id] = pair
        done = {pair.settlement.id for pair in settled}
        scored = [
            (score, pair)
            for score, pair in scored
            if pair.site.id not in believed and pair.settlement.id not in done
        ]


def _two_best(scores: Iterable[tuple[object, float]]) -> dict[object, tuple[float, float]]:
    """Return the best and second best score of each key."""
    best: dict[object, tuple[float, float]] = {}
    for key, score in scores:
        first, second = best.get(key, (0.0, 0.0))
        best[key] = (score, first) if score > first else (first, max(second, score))
    return best
