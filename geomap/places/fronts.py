"""Where the war was fought when: a coarse table that tells villages of one name apart, not a proof."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import pairwise
from math import cos, exp, hypot, inf, radians
from typing import NamedTuple

from msgspec import structs

from geomap.gazetteer import Candidate, Entry, LonLat
from geomap.mentions.weights import alike

KM_A_DEGREE = 111.2
TOWN = 1000
"""People from which a place gives its name to a stretch of front rather than a hamlet called alike."""
FOUGHT_OVER = 10.0
"""How many times as likely a town is meant in a region fought over as in one that is only under fire."""
BEHIND_KM, FADES_KM = 30.0, 10.0
"""How far off the line of contact a town still names a stretch of it like any other; how fast that fades."""
SECTOR_KM = 25.0
"""Radius of the stretch of front that is named after a town."""
THEATRE = ("UA", "RU")
"""The countries at war: a text that names one of them may well mean places of the other."""


Line = tuple[tuple[float, float], ...]
"""Points (longitude, latitude) that a stretch of the line of contact ran by, some twenty kilometres apart."""


class Front(NamedTuple):
    """The first-level units that saw fighting in a period, those under steady shelling, and the line."""

    since: date
    fought: frozenset[str]
    shelled: frozenset[str]
    lines: tuple[Line, ...] = ()


def _front(since: str, fought: str, shelled: str, *lines: str) -> Front:
    return Front(
        date.fromisoformat(since),
        frozenset(f"{name} Oblast" for name in fought.split()),
        frozenset(f"{name} Oblast" for name in shelled.split()),
        tuple(_line(line) for line in lines),
    )


def _line(points: str) -> Line:
    """Read "longitude latitude, longitude latitude"."""
    pairs = (point.split() for point in points.split(","))
    return tuple((float(lon), float(lat)) for lon, lat in pairs)


DONBAS = "38.20 48.43, 38.05 48.33, 37.90 48.20, 37.75 48.13, 37.60 48.05, 37.52 47.93, 37.40 47.80"
LOWER_DNIPRO = "35.20 47.53, 34.50 47.58, 33.80 47.25, 33.40 46.85, 32.90 46.65, 32.40 46.58, 31.70 46.55"
FRONTS = (
    _front(
        "2014-04-12",
        "Donetsk Luhansk",
        "",
        "39.45 48.65, 39.23 48.73, 38.80 48.70, 38.52 48.68, 38.37 48.62, 38.25 48.43, 38.00 48.33, "
        "37.77 48.13, 37.52 47.93, 37.57 47.70, 37.85 47.45, 37.82 47.12",
    ),
    _front(
        "2022-02-24",
        "Kyiv Chernihiv Sumy Kharkiv Luhansk Donetsk Zaporizhzhia Kherson Mykolaiv",
        "Zhytomyr Dnipropetrovsk Odesa",
        "29.70 50.45, 29.95 50.40, 30.15 50.45, 30.25 50.52, 30.30 50.60",
        "30.85 50.60, 31.10 50.60, 31.40 51.00, 31.30 51.45, 31.80 51.20, 32.80 51.00, 33.80 51.10, "
        "34.80 50.90, 35.00 50.50, 35.50 50.20, 36.10 50.10, 36.40 50.00, 36.70 49.60, 37.25 49.15, "
        "37.80 49.00, 38.45 48.95, 38.40 48.60",
        DONBAS,
        "37.55 47.10, 36.85 47.75, 36.27 47.60, 35.80 47.55, 35.35 47.55",
        "33.40 47.50, 32.80 47.15, 32.20 46.90, 31.70 47.10, 31.40 47.50",
    ),
    _front(
        "2022-04-08",
        "Kharkiv Luhansk Donetsk Zaporizhzhia Kherson Mykolaiv",
        "Dnipropetrovsk Sumy Chernihiv Odesa Belgorod",
        "35.80 50.30, 36.30 50.15, 36.75 50.05, 36.90 49.60, 36.80 49.40, 37.10 49.10, 37.50 48.97, "
        "37.90 48.95, 38.20 48.90, 38.45 48.92, 38.40 48.70, 38.15 48.60",
        DONBAS,
        "37.25 47.75, 36.85 47.72, 36.27 47.58, 35.80 47.50, 35.30 47.53, 34.50 47.58",
        "33.90 47.45, 33.50 47.50, 33.20 47.25, 32.80 47.10, 32.50 46.95, 32.30 46.75, 32.10 46.60",
    ),
    _front(
        "2022-09-07",
        "Kharkiv Luhansk Donetsk Zaporizhzhia Kherson Mykolaiv",
        "Dnipropetrovsk Sumy Chernihiv Odesa Belgorod",
        "37.20 50.10, 37.50 49.95, 37.65 49.72, 37.75 49.50, 37.95 49.30, 38.00 49.05, 38.20 48.92, "
        "38.20 48.75, 38.05 48.60",
        DONBAS,
        "37.25 47.75, 36.85 47.72, 36.27 47.58, 35.80 47.50, 35.30 47.53, 34.50 47.58",
        "33.90 47.35, 33.50 47.40, 33.20 47.20, 32.80 47.05, 32.50 46.90, 32.30 46.70, 32.10 46.60",
    ),
    _front(
        "2022-11-12",
        "Kharkiv Luhansk Donetsk Zaporizhzhia Kherson",
        "Dnipropetrovsk Sumy Chernihiv Mykolaiv Belgorod Kursk Bryansk",
        "37.70 49.88, 37.75 49.72, 37.90 49.50, 37.95 49.30, 38.05 49.05, 38.20 48.92, 38.10 48.70, "
        "38.00 48.58, 37.93 48.48",
        DONBAS,
        "37.25 47.75, 36.85 47.74, 36.50 47.65, 36.27 47.55, 35.85 47.47, 35.35 47.52",
        LOWER_DNIPRO,
    ),
    _front(
        "2024-01-15",
        "Kharkiv Luhansk Donetsk Zaporizhzhia Kherson",
        "Dnipropetrovsk Sumy Chernihiv Mykolaiv Belgorod Kursk Bryansk",
        "36.20 50.25, 36.45 50.22, 36.95 50.30, 37.20 50.30",
        "37.70 49.85, 37.80 49.65, 37.90 49.40, 38.00 49.10, 38.15 48.92, 38.05 48.75, 37.90 48.60, "
        "37.90 48.48, 37.85 48.38, 37.65 48.28, 37.50 48.15, 37.48 48.00, 37.35 47.85",
        "37.20 47.75, 36.85 47.74, 36.50 47.65, 36.27 47.55, 35.85 47.47, 35.35 47.52",
        LOWER_DNIPRO,
    ),
    _front(
        "2024-08-06",
        "Kharkiv Luhansk Donetsk Zaporizhzhia Kherson Kursk Sumy",
        "Dnipropetrovsk Chernihiv Mykolaiv Belgorod Bryansk",
        "34.60 51.25, 34.90 51.40, 35.20 51.40, 35.45 51.25, 35.40 51.05",
        "36.20 50.25, 36.45 50.22, 36.95 50.30, 37.20 50.30",
        "37.65 49.85, 37.65 49.65, 37.75 49.40, 37.95 49.10, 38.10 48.90, 37.98 48.75, 37.83 48.60, "
        "37.80 48.42, 37.60 48.30, 37.35 48.25, 37.20 48.20, 37.20 48.05, 37.25 47.95, 37.10 47.83",
        "36.85 47.80, 36.50 47.70, 36.27 47.55, 35.85 47.47, 35.35 47.52",
        LOWER_DNIPRO,
    ),
    _front(
        "2025-01-01",
        "Kharkiv Luhansk Donetsk Zaporizhzhia Kherson Kursk Sumy",
        "Dnipropetrovsk Chernihiv Mykolaiv Belgorod Bryansk",
        "34.80 51.20, 35.00 51.35, 35.30 51.35, 35.40 51.20, 35.30 51.05",
        "36.20 50.25, 36.45 50.22, 36.95 50.30, 37.20 50.30",
        "37.60 49.88, 37.62 49.65, 37.70 49.40, 37.85 49.12, 38.08 48.90, 37.95 48.75, 37.82 48.60, "
        "37.78 48.42, 37.55 48.32, 37.35 48.28, 37.20 48.22, 37.08 48.15, 36.98 48.05, 36.95 47.93",
        "36.80 47.83, 36.50 47.72, 36.27 47.58, 35.85 47.47, 35.38 47.55",
        LOWER_DNIPRO,
    ),
    _front(
        "2025-04-01",
        "Kharkiv Luhansk Donetsk Zaporizhzhia Kherson Sumy Dnipropetrovsk",
        "Chernihiv Mykolaiv Belgorod Kursk Bryansk",
        "34.30 51.25, 34.75 51.08, 35.05 51.10, 35.35 51.00",
        "36.20 50.25, 36.45 50.22, 36.95 50.30, 37.20 50.30",
        "37.60 49.90, 37.60 49.70, 37.65 49.40, 37.80 49.15, 38.05 48.90, 37.90 48.75, 37.80 48.58, "
        "37.70 48.45, 37.55 48.42, 37.30 48.45, 37.15 48.30, 37.00 48.15, 36.80 48.05, 36.60 47.90",
        "36.45 47.75, 36.27 47.65, 35.85 47.50, 35.40 47.58",
        LOWER_DNIPRO,
    ),
)
"""Earlier first. Known from the course of the war in general: the retreat from the north in April 2022, the
Kharkiv counteroffensive, the retreat from the right bank of the Dnipro in November 2022, Avdiivka and
Vovchansk in 2024, the Kursk offensive of August 2024 and its end. A period's line is that of its middle,
drawn by memory to some ten kilometres: what it tells apart are villages in different parts of an oblast."""


UNDATED = FRONTS[4:]
"""Periods of whose lines any may be meant where a text has no date."""


def front_on(day: date | None) -> Front | None:
    """Return what was fought over on a day; without a day, what has been fought over throughout."""
    if day is None:
        lines = tuple(dict.fromkeys(line for front in UNDATED for line in front.lines))
        return Front(date.min, FRONTS[2].fought & FRONTS[-1].fought, FRONTS[1].fought, lines)
    known = [front for front in FRONTS if front.since <= day]
    return known[-1] if known else None


@lru_cache(20_000)
def km_to_line(lines: tuple[Line, ...], point: LonLat) -> float:
    """Return how far a place lies from the nearest stretch of a line of contact, in kilometres."""
    lon, lat = point
    shrink = cos(radians(lat))
    least = inf
    for line in lines:
        for (lon1, lat1), (lon2, lat2) in pairwise(line):
            # On a plane about the place: good to a percent within a hundred kilometres.
            x1, y1 = (lon1 - lon) * shrink, lat1 - lat
            dx, dy = (lon2 - lon1) * shrink, lat2 - lat1
            along = min(1.0, max(0.0, -(x1 * dx + y1 * dy) / (dx * dx + dy * dy)))
            least = min(least, hypot(x1 + along * dx, y1 + along * dy))
    return least * KM_A_DEGREE


def eponyms(candidates: tuple[Candidate, ...], front: Front | None) -> tuple[Candidate, ...]:
    """Return the towns a stretch of front may be named after on a day, the likeliest first.

    It is one of the regions fought over or under fire then, else fought over at any time; of several the
    largest. A village that names a front is told like any other place.
    """
    ever = frozenset().union(*(period.fought for period in FRONTS))
    fought, shelled = (front.fought, front.shelled) if front else (ever, frozenset())
    towns = tuple(
        c for c in candidates if c.entry.population >= TOWN and alike(c.spelling.text, c.entry.name)
    )
    for units in (fought | shelled, ever):
        found = [c for c in towns if _lies_in(c.entry, units)]
        if found:
            lines = front.lines if front else ()
            return tuple(
                sorted(found, key=lambda c: (-_likelihood(c.entry, fought, lines), -c.score, c.entry.id))
            )
    return ()


def namesakes(town: Candidate, candidates: tuple[Candidate, ...], front: Front | None) -> list[Candidate]:
    """Return the settlements called as a town that names a stretch of front, in regions then at war."""
    units = front.fought | front.shelled if front else frozenset().union(*(f.fought for f in FRONTS))
    return [
        c
        for c in candidates
        if c.entry.feature_class == "P" and c.entry.name == town.entry.name and _lies_in(c.entry, units)
    ]


def sector_of(town: Candidate) -> Candidate:
    """Return the stretch of front named after a town: it runs somewhere by it, not through its middle."""
    entry = town.entry
    if entry.feature_class != "P":
        return town
    return structs.replace(
        town,
        entry=replace(
            entry.plain(),
            id=f"sector:{entry.id}",
            name=f"{entry.name} direction",
            precision="sector",
            radius_km=SECTOR_KM,
        ),
    )


def _likelihood(entry: Entry, fought: frozenset[str], lines: tuple[Line, ...]) -> float:
    behind = max(0.0, km_to_line(lines, entry.point) - BEHIND_KM) if lines else 0.0
    return (
        (entry.population + 1) * (FOUGHT_OVER if _lies_in(entry, fought) else 1.0) * exp(-behind / FADES_KM)
    )


def _lies_in(entry: Entry, units: frozenset[str]) -> bool:
    """Tell whether a place is one of these units or lies in one; a capital lies in the unit around it."""
    unit = entry.admin1 or entry.name
    return unit in units or f"{unit} Oblast" in units
