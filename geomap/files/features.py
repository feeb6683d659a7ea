"""A table as GeoJSON, without GDAL, whose import alone takes as long as reading a text: the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from geomap.gazetteer import LonLat
from geomap.records import Status
from geomap.tables import Column, Horizon, Table, times_of

if TYPE_CHECKING:
    import shapely
else:
    from geomap.later import shapely

Parts = tuple[str, str, str, str, str]
"""Of a feature or a row: what stands before its status, this, what stands between it and its times, these,
and what follows them."""
Box = tuple[float, float, float, float]

ENCODE = json.JSONEncoder(ensure_ascii=False).encode
"""``json.dumps`` makes an encoder for each value, which takes most of the time of a file."""
BOX_WIDTH = 131
"""Characters of the line with the box of all features: GDAL goes back to it when all are written."""
EDGE = 180 - 1e-6
"""Degrees of longitude from which GDAL looks whether an area goes on at the other edge of the world."""
WIDEST = 180
"""Degrees; what is wider has parts on both sides of the antimeridian, as Alaska has."""


def at_antimeridian(table: Table) -> bool:
    """Tell whether an area reaches the antimeridian: its box may begin in the east and end in the west."""
    shapes = [place for place in table.geometry if not isinstance(place, LonLat)]
    boxes = map(_box, shapes)
    return any(west <= -EDGE or east >= EDGE or east - west > WIDEST for west, _, east, _ in boxes)


def head_of(members: str, box: Box | None) -> bytes:
    """Return how a collection begins that is not empty, with ``members`` besides."""
    edges = ", ".join(f"{edge:.7f}" for edge in box or ())
    head = f'{{\n"type": "FeatureCollection",\n{members[1:-1]},\n'
    return (head + f'"bbox": [ {edges} ],'.ljust(BOX_WIDTH) + '\n"features": [\n').encode()


def box_of(table: Table) -> Box:
    """Return what holds all places of a table that is not empty."""
    return around(map(_box, table.geometry))


def around(boxes: Iterable[Box]) -> Box:
    """Return what holds all boxes, of which there is one at least."""
    wests, souths, easts, norths = zip(*boxes, strict=True)
    return min(wests), min(souths), max(easts), max(norths)


def features_of(table: Table) -> Iterator[Parts]:
    """Yield each feature in its parts."""
    told = [_told(name, column) for name, column in table.columns.items()]
    own = list(table.columns).index("record_id")
    status, first, behind = edges_of(table)
    for place, *row in zip(map(_geometry, table.geometry), *told, strict=True):
        # The identifier stands twice: some clients read Feature.id, others only properties.
        name = row[own].partition(": ")[2]
        yield (
            f'{{ "type": "Feature", "id": {name}, "properties": {{ {", ".join(row[:status])}, ',
            row[status],
            f", {', '.join(row[status + 1 : first])}, ",
            ", ".join(row[first:behind]),
            f", {', '.join(row[behind:])} }}, {place} }}",
        )


def edges_of(table: Table) -> tuple[int, int, int]:
    """Return which column is the status, which the first of the times, and which comes behind these."""
    names = list(table.columns)
    first = names.index(next(iter(times_of(()))))
    return names.index("status"), first, first + len(times_of(()))


def status_told(status: Status) -> str:
    """Return the part of a feature that tells its status."""
    return f'"status": {ENCODE(status)}'


def times_told(span: Horizon) -> str:
    """Return the part of a feature that tells its times."""
    return ", ".join(told for name, column in times_of([span]).items() for told in _told(name, column))


def _told(name: str, column: Column) -> Iterator[str]:
    return (f'"{name}": {value}' for value in _written(column))


def _written(column: Column) -> Iterable[str]:
    if column.kind == "time":
        return [f'"{_instant(value)}"' for value in column.values]
    return map(ENCODE if column.kind == "text" else repr, column.values)


def _instant(value: datetime) -> str:
    return value.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _geometry(place: LonLat | shapely.MultiPolygon) -> str:
    if isinstance(place, LonLat):
        at = _point(place)
        return f'"bbox": {_point((*place, *place))}, "geometry": {{ "type": "Point", "coordinates": {at} }}'
    return _area(place)


@lru_cache(maxsize=512)
def _area(shape: shapely.MultiPolygon) -> str:
    """Return the members that tell an area; the rings turn as RFC 7946 wants."""
    turned = shapely.orient_polygons(shape, exterior_cw=False)
    polygons = [
        _listed(_listed(map(_point, ring.coords)) for ring in (part.exterior, *part.interiors))
        for part in turned.geoms
    ]
    coordinates = _listed(polygons)
    return (
        f'"bbox": {_point(_box(shape))}, '
        f'"geometry": {{ "type": "MultiPolygon", "coordinates": {coordinates} }}'
    )


def _box(place: LonLat | shapely.MultiPolygon) -> Box:
    return (*place, *place) if isinstance(place, LonLat) else place.bounds


def _listed(items: Iterable[str]) -> str:
    return f"[ {', '.join(items)} ]"


def _point(degrees: Iterable[Any]) -> str:
    """Return degrees with up to seven decimals, one at least.

    >>> _point((30.5, -77.03655, 50))
    '[ 30.5, -77.03655, 50.0 ]'
    """
    return _listed(_trimmed(f"{degree:.7f}") for degree in degrees)


def _trimmed(number: str) -> str:
    trimmed = number.rstrip("0")
    return trimmed + "0" if trimmed.endswith(".") else trimmed
