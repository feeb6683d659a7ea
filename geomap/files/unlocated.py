"""``unlocated.csv``: the claims that no map should pin, so that nothing is lost."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

import pandas

from geomap.files.scratch import make_folder, written_whole
from geomap.layers import Layers

UNLOCATED = "unlocated.csv"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""A cell that begins so runs as a formula in a spreadsheet; the last four are the full-width forms."""


def write_unlocated(layers: Layers, folder: str | PathLike[str]) -> Path:
    """Write the table of the unlocated as UTF-8 CSV and return its path; texts cannot run as formulas."""
    path = Path(folder) / UNLOCATED
    make_folder(path.parent)
    table = safe_table(layers.unlocated)
    with written_whole(path) as scratch:
        table.to_csv(scratch, index=False, encoding="utf-8", lineterminator="\n")
    return path


def safe_table(table: pandas.DataFrame) -> pandas.DataFrame:
    """Return a table for CSV: dates as text in ISO 8601, an apostrophe before what would run as a formula."""
    safe = {}
    for name, column in table.items():
        if isinstance(column.dtype, pandas.DatetimeTZDtype):
            safe[name] = column.dt.strftime("%Y-%m-%dT%H:%M:%SZ")
        elif column.dtype == "object":
            safe[name] = column.map(safe_cell)
        else:
            safe[name] = column
    return pandas.DataFrame(safe)


def safe_cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    >>> safe_cell("=HYPERLINK(1)")
    "'=HYPERLINK(1)"
    """
    return "'" + text if text.startswith(FORMULA_STARTS) else text
