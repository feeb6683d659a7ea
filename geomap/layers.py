"""Stage 7: the tables of records as frames of geopandas, for exports and for whoever works on in Python."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import geopandas
import numpy
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


class ClaimFrame(geopandas.GeoDataFrame):
    """A GeoDataFrame that ``to_json`` and folium take as it is: days as text, what is missing as null."""

    def iterfeatures(self, *args: Any, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield the rows as features of GeoJSON."""
        for feature in super().iterfeatures(*args, **options):
            properties = {name: _as_json(value) for name, value in feature["properties"].items()}
            yield {**feature, "properties": properties}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Layers:
    """The records as frames of one set of columns, by day, then id; together they hold every record."""

    points: ClaimFrame
    areas: ClaimFrame
    """With ``outline`` and ``vague`` besides."""
    unlocated: pandas.DataFrame
    """Countries and continents, which no map should pin, and unresolved places: see ``level``."""
    records: tuple[Record, ...]
    """What the frames were made of, in the same order."""
    horizon: Horizon
    """From the first to behind the last day on which any article was published."""
    credits: tuple[Credit, ...]

    def __repr__(self) -> str:
        drawn = f"{len(self.points)} claims at places, {len(self.areas)} in regions"
        return f"<geomap.Layers: {drawn}, {len(self.unlocated)} on no map>"


def to_layers(
    records: Iterable[Record],
    credits: Sequence[Credit] = (),  # noqa: A002
    horizon: Horizon | None = None,
) -> Layers:
    """Sort records into points, areas and the unlocated, as ``to_tables`` does.

    ``horizon`` is told where the records are some of many: that of the layers of all of them.
    """
    tables = to_tables(records, credits, horizon)
    return Layers(
        points=layer_of(tables.points),
        areas=layer_of(tables.areas),
        unlocated=frame_of(tables.unlocated),
        records=tables.records,
        horizon=tables.horizon,
        credits=tables.credits,
    )


def chronicle(
    points: geopandas.GeoDataFrame, areas: geopandas.GeoDataFrame, listed: pandas.DataFrame
) -> geopandas.GeoDataFrame:
    """Return the claims of three frames as one in the order of ``by_day``: undated ones share their start."""
    order = {"dated": False, "start_time": True, "record_id": True}
    joined = whole(points, areas, listed)
    return joined.sort_values(list(order), ascending=list(order.values()), ignore_index=True)


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
    points, areas, listed = places_of(layers.records, layers.horizon)
    return Tabled(
        chronicle(layers.points, layers.areas, layers.unlocated),
        frame_of(reports_of(layers.records)),
        whole(layer_of(points), layer_of(areas), frame_of(listed)),
    )


def layer_of(table: Table) -> ClaimFrame:
    """Return a table with its geometry as a frame."""
    geometry = [shapely.Point(place) if isinstance(place, tuple) else place for place in table.geometry]
    frame: ClaimFrame = ClaimFrame(frame_of(table), geometry=geometry, crs=CRS)
    return frame


def frame_of(table: Table) -> pandas.DataFrame:
    """Return the columns of a table as a frame."""
    return pandas.DataFrame(
        {
            name: pandas.Series(column.values, dtype=DTYPES[column.kind])
            for name, column in table.columns.items()
        }
    )


def _as_json(value: Any) -> Any:
    """Return a cell as JSON holds it; what is neither a number nor a day is left as it is."""
    if pandas.api.types.is_scalar(value) and pandas.isna(value):
        return None
    if isinstance(value, datetime):
        return value.isoformat()
    return value.item() if isinstance(value, numpy.generic) else value
