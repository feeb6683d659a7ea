"""Claims as one frame of geopandas, with the types that whoever works on in Python expects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import geopandas
import numpy
import pandas

from geomap.gazetteer import Credit
from geomap.layers import frame_of, layer_of, whole
from geomap.records import Record
from geomap.tables import to_tables

FLAGS = ("dated", "claim_cut", "hearsay", "contradicted", "vague")
"""Columns that are 0 or 1 in files, for clients without booleans."""
WORDS = (
    *("action", "modality", "status", "certainty", "claim_certainty", "side", "level", "outline"),
    *("precision", "date_basis", "published_basis", "feature_code", "country", "admin1", "lang"),
)
"""Columns of few words."""
UNKNOWN = -1
"""Stands in files for a number that is not told; here it is missing, or it would count in every sum."""


class ClaimFrame(geopandas.GeoDataFrame):
    """A GeoDataFrame that ``to_json`` and folium take as it is: days as text, what is missing as null."""

    def iterfeatures(self, *args: Any, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield the rows as features of GeoJSON."""
        for feature in super().iterfeatures(*args, **options):
            properties = {name: _plain(value) for name, value in feature["properties"].items()}
            yield {**feature, "properties": properties}


def to_frame(records: Iterable[Record], owed: Sequence[Credit] = (), *, listed: bool = False) -> ClaimFrame:
    """Return the claims that a map shows, points and areas, one a row, by their ids; in the order of days.

    Flags are booleans, columns of few words categories, days instants in UTC. Days and numbers that are not
    known are missing, texts are empty. With ``listed`` there are also those that no map shows, such as of
    countries, without a geometry and with a ``level``. ``attrs["credit"]`` says whose data the places are.
    """
    given = tuple(records)
    tables = to_tables(given, owed)
    rest = frame_of(tables.unlocated)
    joined = whole(layer_of(tables.points), layer_of(tables.areas), rest if listed else rest[:0])
    frame: ClaimFrame = ClaimFrame(joined.set_index("record_id"))
    frame = frame.loc[[record.id for record in given if record.id in frame.index]]
    for name in frame.columns:
        if name in FLAGS:
            frame[name] = frame[name].astype(bool)
        elif name in WORDS:
            frame[name] = frame[name].astype("category")
        elif pandas.api.types.is_integer_dtype(frame[name]):
            frame[name] = frame[name].astype("Int64").mask(frame[name] == UNKNOWN)
        elif pandas.api.types.is_datetime64_any_dtype(frame[name]):
            frame[name] = frame[name].where(frame["dated"].astype(bool))
    frame.attrs["credit"] = "; ".join(credit.line for credit in tables.credits)
    return frame


def _plain(value: Any) -> Any:
    """Return a cell as JSON holds it; what is neither a number nor a day is left as it is."""
    if pandas.api.types.is_scalar(value) and pandas.isna(value):
        return None
    if isinstance(value, datetime):
        return value.isoformat()
    return value.item() if isinstance(value, numpy.generic) else value
