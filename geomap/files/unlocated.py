"""``unlocated.csv``: the claims that no map should pin, so that nothing is lost."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.files.features import Parts, edges_of
from geomap.files.scratch import file_written_whole, make_folder, written_whole
from geomap.records import Status
from geomap.tables import Column, Horizon, Table, Tables, times_of

if TYPE_CHECKING:
    import pandas

    from geomap.layers import Layers

UNLOCATED = "unlocated.csv"
ENCODING = "utf-8-sig"
"""With a mark at the head, without which Excel takes UTF-8 for something else."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""A cell that begins so runs as a formula in a spreadsheet; the last four are the full-width forms."""


def write_unlocated(layers: Layers | Tables, folder: str | PathLike[str]) -> Path:
    """Write the table of the unlocated as UTF-8 CSV and return its path; texts cannot run as formulas."""
    path = Path(folder) / UNLOCATED
    make_folder(path.parent)
    table = layers.unlocated
    if isinstance(table, Table):
        with rows_written(path, table.columns) as add:
            for parts in rows_of(table):
                add("".join(parts).encode())
        return path
    with written_whole(path) as scratch:
        safe_frame(table).to_csv(scratch, index=False, encoding=ENCODING, lineterminator="\n")
    return path


@contextmanager
def rows_written(path: Path, columns: Iterable[str]) -> Iterator[Callable[[bytes | memoryview], object]]:
    """Write a table of the rows that what is given is called with."""
    with file_written_whole(path) as write:
        write((_row(columns).encode(ENCODING), b"\n"))
        yield lambda row: write((row, b"\n"))


def rows_of(table: Table) -> Iterator[Parts]:
    """Yield each row in its parts."""
    status, first, behind = edges_of(table)
    for row in zip(*map(_cells, table.columns.values()), strict=True):
        yield (
            _row(row[:status]) + ",",
            _row(row[status : status + 1]),
            f",{_row(row[status + 1 : first])},",
            _row(row[first:behind]),
            "," + _row(row[behind:]),
        )


def status_told(status: Status) -> str:
    """Return the part of a row that tells its status."""
    return _row([status])


def times_told(span: Horizon) -> str:
    """Return the part of a row that tells its times."""
    return _row([cell for column in times_of([span]).values() for cell in _cells(column)])


def _row(cells: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()


def _cells(column: Column) -> Iterable[object]:
    if column.kind == "time":
        return [f"{instant.replace(tzinfo=None).isoformat()}Z" for instant in column.values]
    return map(safe_cell, column.values) if column.kind == "text" else column.values


def safe_frame(frame: pandas.DataFrame) -> pandas.DataFrame:
    """Return a frame for CSV: dates as text in ISO 8601, an apostrophe before what would run as a formula."""
    safe = {}
    for name, column in frame.items():
        if str(column.dtype).startswith("datetime64"):
            safe[name] = column.dt.strftime("%Y-%m-%dT%H:%M:%SZ")
        elif column.dtype == "object":
            safe[name] = column.map(safe_cell)
        else:
            safe[name] = column
    return frame.assign(**{str(name): column for name, column in safe.items()})


def safe_cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    >>> safe_cell("=HYPERLINK(1)")
    "'=HYPERLINK(1)"
    """
    return "'" + text if text.startswith(FORMULA_STARTS) else text
