"""Claims as one frame of geopandas, with the types that whoever works on in Python expects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import pandas

from geomap.columns import COLUMNS, Dtype, Field
from geomap.gazetteer import Credit
from geomap.layers import ClaimFrame, frame_of, layer_of, whole
from geomap.records import Record
from geomap.tables import Horizon, to_tables

UNKNOWN = -1
"""Stands in files for a number that is not told; here it is missing, or it would count in every sum."""
TIMES = ("start_time", "end_time")
"""In files an undated claim spans the horizon; here it has none of them."""


def to_frame(
    records: Iterable[Record],
    owed: Sequence[Credit] = (),
    *,
    listed: bool = False,
    horizon: Horizon | None = None,
) -> ClaimFrame:
    """Return the claims that a map shows, points and areas, one a row, by their ids; in the order of days.

    Its columns are those of ``COLUMNS``, of the same types and categories however many claims there are.
    Days and numbers that are not known are missing, texts are empty. With ``listed`` there are also those
    that no map shows, such as of countries, without a geometry and with a ``level``. ``attrs["credit"]`` says
    whose data the places are.
    """
    given = tuple(records)
    tables = to_tables(given, owed, horizon)
    rest = frame_of(tables.unlocated)
    joined = whole(layer_of(tables.points), layer_of(tables.areas), rest if listed else rest[:0])
    frame: ClaimFrame = ClaimFrame(joined.set_index("record_id"))
    frame = frame.loc[[record.id for record in given if record.id in frame.index]]
    for field in COLUMNS:
        if field.dtype in _TYPED:
            frame[field.name] = _TYPED[field.dtype](frame[field.name], field)
    for edge in TIMES:
        frame[edge] = frame[edge].where(frame["dated"])
    frame.attrs["credit"] = "; ".join(credit.line for credit in tables.credits)
    return frame


def _flags(column: pandas.Series, _: Field) -> pandas.Series:
    return column.astype(bool)


def _numbers(column: pandas.Series, _: Field) -> pandas.Series:
    numbers = column.astype("Int64")
    return numbers.mask(numbers == UNKNOWN)


def _categories(column: pandas.Series, field: Field) -> pandas.Series:
    return column.astype(pandas.CategoricalDtype(list(field.words)))


_TYPED: dict[Dtype, Callable[[pandas.Series, Field], pandas.Series]] = {
    "bool": _flags,
    "Int64": _numbers,
    "category": _categories,
}
"""How columns become what they are in a frame where tables hold them otherwise."""
