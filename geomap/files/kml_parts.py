"""The pieces that placemarks of KML are made of, as text: there are too many of them for one tree."""

from __future__ import annotations

import html
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

import shapely

SCHEMA = "claim"
"""The name of the types of all data."""


def timespan(begin: datetime, end: datetime) -> str:
    """Return from when to when something is shown, both in UTC."""
    told = (instant.strftime("%Y-%m-%dT%H:%M:%SZ") for instant in (begin, end))
    return "<TimeSpan><begin>{}</begin><end>{}</end></TimeSpan>".format(*told)


def values_of(name: str, column: Iterable[object]) -> list[str]:
    """Return the values of a column, one a row: there are millions in a large file."""
    told = (html.escape(str(value), quote=False) for value in column)
    return [f'<SimpleData name="{name}">{value}</SimpleData>' for value in told]


def data_of(values: Iterable[str]) -> str:
    """Return the values of a row as its data."""
    return f'<ExtendedData><SchemaData schemaUrl="#{SCHEMA}">{"".join(values)}</SchemaData></ExtendedData>'


@lru_cache(maxsize=256)
def geometry_of(geometry: shapely.Point | shapely.MultiPolygon) -> str:
    """Return a point or polygons; an outline stands behind many claims."""
    if isinstance(geometry, shapely.Point):
        return f"<Point><coordinates>{_coordinates(geometry)}</coordinates></Point>"
    polygons = []
    for part in geometry.geoms:
        rings = [f"<outerBoundaryIs>{_ring(part.exterior)}</outerBoundaryIs>"]
        rings += [f"<innerBoundaryIs>{_ring(ring)}</innerBoundaryIs>" for ring in part.interiors]
        polygons.append(f"<Polygon>{''.join(rings)}</Polygon>")
    return f"<MultiGeometry>{''.join(polygons)}</MultiGeometry>"


def _ring(ring: shapely.LinearRing) -> str:
    return f"<LinearRing><coordinates>{_coordinates(ring)}</coordinates></LinearRing>"


def _coordinates(geometry: shapely.Point | shapely.LinearRing) -> str:
    return " ".join(f"{lon:.7g},{lat:.7g}" for lon, lat in shapely.get_coordinates(geometry).tolist())
