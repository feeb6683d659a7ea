"""What is not sure of the claims of a KML: rings around places known to some kilometres, and words."""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

import pandas

from geomap.areas import circle
from geomap.files.kml_parts import data_of, geometry_of, timespan, values_of
from geomap.files.qml import RING_FROM
from geomap.gazetteer import LonLat
from geomap.tables import multi

KM = 1000
"""Metres."""
RING = "ring"
"""The style of rings."""
KNOWN_BY = {
    "near": "marked near the place, not at it",
    "hromada": "only its hromada is known",
    "raion": "only its raion is known",
    "sector": "a stretch of front named after this town",
}
"""Why a point is not the place itself."""
WIDE = "the place is that wide itself"
OUTLINES = {
    "approximate": "its edge is right to some kilometres",
    "circle": "its edge is not known, the circle tells its size",
}
CERTAINTIES = {"less-certain": "less certain", "uncertain": "uncertain"}
"""What is told of a place and of a reading; what is certain goes without saying."""


class Place(NamedTuple):
    """A place as the columns of its claims tell it."""

    place_id: str
    place_name: str
    precision: str
    uncertainty_m: int
    lon: float
    lat: float


class Shown(NamedTuple):
    """A time through which marks stand at one place."""

    begin: datetime
    end: datetime
    marks: int


def rings(claims: pandas.DataFrame) -> Iterator[str]:
    """Yield a ring for each point among the claims that is not known more closely than ``RING_FROM``.

    A ring is shown when any of the claims at its place is: days that meet or overlap share one.
    """
    wide = claims[(claims["level"] == "point") & (claims["uncertainty_m"] >= RING_FROM)]
    places = map(Place, *(wide[name] for name in Place._fields))
    spans = defaultdict(list)
    for place, begin, end in zip(places, wide["start_time"], wide["end_time"], strict=True):
        spans[place].append((begin, end))
    for place in sorted(spans):
        yield from (_placemark(place, shown) for shown in joined(spans[place]))


def joined(spans: Iterable[tuple[datetime, datetime]]) -> list[Shown]:
    """Return spans as the fewest that cover the same times, in their order."""
    fewest: list[Shown] = []
    for begin, end in sorted(spans):
        if fewest and begin <= fewest[-1].end:
            last = fewest.pop()
            fewest.append(Shown(last.begin, max(last.end, end), last.marks + 1))
        else:
            fewest.append(Shown(begin, end, 1))
    return fewest


def _placemark(place: Place, shown: Shown) -> str:
    claims = f"{shown.marks} claim{'s' * (shown.marks > 1)}"
    told = f"<p>The place of {claims} may lie anywhere in this ring.</p>"
    return (
        f"<Placemark><name>{html.escape(place.place_name)}: known to {distance(place.uncertainty_m)}</name>"
        f'<Snippet maxLines="0" /><description>{html.escape(told)}</description>'
        f"{timespan(shown.begin, shown.end)}<styleUrl>#{RING}</styleUrl>{_ring(place)}</Placemark>\n"
    )


@lru_cache(maxsize=4096)
def _ring(place: Place) -> str:
    """Return the data of a place, and the ring around it."""
    values = (told for name, value in place._asdict().items() for told in values_of(name, [value]))
    (around,) = multi([circle(LonLat(place.lon, place.lat), place.uncertainty_m / KM)])
    return data_of(values) + geometry_of.__wrapped__(around)


def distance(metres: int) -> str:
    """Return how far something is, for people.

    >>> distance(26100), distance(800)
    ('26.1 km', '800 m')
    """
    return f"{round(metres / KM, 1):g} km" if metres >= KM else f"{metres} m"


def doubts(row: Mapping[str, Any]) -> str:
    """Return what is not sure of a claim, empty where all is."""
    told = [_known(row)]
    told += [
        f"{what} {CERTAINTIES[row[column]]}"
        for what, column in (("place", "certainty"), ("reading", "claim_certainty"))
        if row[column] in CERTAINTIES
    ]
    told.append("told as a rumour" if row["hearsay"] else "")
    return "; ".join(filter(None, told))


def _known(row: Mapping[str, Any]) -> str:
    """Return how closely a place is known, empty for a point that is the place and no wide town."""
    if row["level"] == "area":
        edge = OUTLINES.get(row["outline"])
        return "somewhere in this area" + (f"; {edge}" if edge else "")
    why = KNOWN_BY.get(row["precision"])
    if why is None and row["uncertainty_m"] < RING_FROM:
        return ""
    return f"place known to {distance(row['uncertainty_m'])}: {why or WIDE}"
