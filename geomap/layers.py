"""Stage 7: the tables of records as frames of geopandas, for exports and for whoever works on in Python."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import geopandas
import pandas
import shapely

from geomap.gazetteer import Credit
from geomap.records import Record
from geomap.related import places_of, reports_of
from geomap.tables import Horizon, Table, to_tables

CRS = "EPSG:4326"
"""WGS 84, as every client knows it; the coordinates stand in the order of RFC 7946, longitude first."""
DTYPES = {"text": "object", "number": "int64", "real": "float64", "time": "datetime64[s, UTC]"}
"""How pandas holds each kind of column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """The records as frames of one set of columns, by day, then id; together they hold every record."""

    points: geopandas.GeoDataFrame
    areas: geopandas.GeoDataFrame
    """With ``outline`` and ``vague`` besides."""
    unlocated: pandas.DataFrame
    """Countries and continents, which no map should pin, and unresolved places: see ``level``."""
    records: tuple[Record, ...]
    """What the frames were made of, in the same order."""
    horizon: Horizon
    """From the first to behind the last day on which any article was published."""
    credits: tuple[Credit, ...]


def to_layers(
    records: Iterable[Record],
    credits: Sequence[Credit] = (),  # noqa: A002
    horizon: Horizon | None = None,
) -> Layers:
    """Sort records into points, areas and the unlocated, as ``to_tables`` does."""
    tables = to_tables(records, credits, horizon)
    return Layers(
        points=layer_of(tables.points),
        areas=layer_of(tables.areas),
        unlocated=frame_of(tables.unlocated),
        records=tables.records,
        horizon=tables.horizon,
        credits=tables.credits,
    )


def whole(
    points: geopandas.GeoDataFrame, areas: geopandas.GeoDataFrame, listed: pandas.DataFrame
) -> geopandas.GeoDataFrame:
    """Return three frames as one: what is on no map has no geometry, and NaN for ``lon`` and ``lat``."""
    joined = pandas.concat([points, areas, listed], ignore_index=True)[list(areas.columns)]
    known = {
        str(name): joined[name].fillna("" if dtype == "object" else 0).astype(dtype)
        for name, dtype in areas.dtypes.items()
        if dtype in ("object", "int64")
    }
    return geopandas.GeoDataFrame(joined.assign(**known), geometry="geometry", crs=CRS)


class Tabled(NamedTuple):
    """All claims, their reports and their places, a frame each, for formats that hold tables."""

    claims: geopandas.GeoDataFrame
    reports: pandas.DataFrame
    places: geopandas.GeoDataFrame


def tabled(layers: Layers) -> Tabled:
    """Return what layers hold as three tables that pair by ``record_id`` and ``place_id``."""
    points, areas, listed = places_of(layers.records)
    return Tabled(
        whole(layers.points, layers.areas, layers.unlocated),
        frame_of(reports_of(layers.records)),
        whole(layer_of(points), layer_of(areas), frame_of(listed)),
    )


def layer_of(table: Table) -> geopandas.GeoDataFrame:
    """Return a table with its geometry as a frame."""
    geometry = [shapely.Point(place) if isinstance(place, tuple) else place for place in table.geometry]
    return geopandas.GeoDataFrame(frame_of(table), geometry=geometry, crs=CRS)


def frame_of(table: Table) -> pandas.DataFrame:
    """Return the columns of a table as a frame."""
    return pandas.DataFrame(
        {
            name: pandas.Series(column.values, dtype=DTYPES[column.kind])
            for name, column in table.columns.items()
        }
    )
