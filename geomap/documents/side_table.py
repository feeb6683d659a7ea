"""``documents.csv``: what is known of the files beside it, as a spreadsheet saves it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from geomap.documents.document import Refusal, Remark, Settings
from geomap.documents.encodings import EncodingError, decode
from geomap.documents.fields import FIELDS, Given, field_name, fields_of

SIDE_TABLE = "documents.csv"
FILE_COLUMNS = ("file", "filename", "file_name", "path", "файл")
DELIMITERS = ",;\t|"


class Row(Struct, frozen=True):
    """What the table says of one file, and where."""

    where: str
    given: Mapping[str, Given]


class Table(Struct, frozen=True):
    """A side table, and all that is to be said of it: once, however many files stand beside it."""

    rows: Mapping[str, Row] = field(default_factory=dict)
    said: tuple[Refusal | Remark, ...] = ()
    unused: tuple[str, ...] = ()
    """Columns that geomap does not use."""


def read_table(folder: Path, settings: Settings) -> Table:
    """Return what ``documents.csv`` in a folder says of the files beside it; an empty table if there is none.

    Columns may be in any order and case, parted by commas, semicolons, tabs or bars, in any encoding that is
    told from the file. What is wrong costs what it says and no more.
    """
    path = folder / SIDE_TABLE
    if not path.is_file():
        return Table()
    where = str(path)
    try:
        if path.stat().st_size > settings.largest:
            return _broken(where, "too large; raise --max-size, or cut it down")
        decoded = decode(path.read_bytes(), settings.encoding)
        beside = {entry.name for entry in folder.iterdir()}
    except OSError as error:
        return _broken(where, f"cannot be read ({error.strerror}); check its permissions")
    except EncodingError as error:
        return _broken(where, str(error))
    reading = _Reading(where, beside, [Remark(where, decoded.remark)] if decoded.remark else [])
    return reading.table(decoded.text)


def _broken(where: str, what: str) -> Table:
    return Table(said=(Refusal(where, f"{what}. The articles beside it are read without it", documents=0),))


class _Reading:
    """The reading of one table, row by row."""

    def __init__(self, where: str, beside: set[str], said: list[Refusal | Remark]) -> None:
        self.where = where
        self.beside = beside
        self.alike = {name.casefold(): name for name in sorted(beside, reverse=True)}
        self.said = said
        self.found: dict[str, Row] = {}

    def table(self, text: str) -> Table:
        lines = text.splitlines(keepends=True)
        above = 0
        if lines and lines[0].strip().strip('"').lower().startswith("sep="):  # Excel writes it for itself
            del lines[0]
            above = 1
        if not lines:
            self.said.append(Remark(self.where, "empty; nothing is known of the files beside it"))
            return Table(said=tuple(self.said))
        delimiter = max(DELIMITERS, key=lambda mark: (lines[0].count(mark), -DELIMITERS.index(mark)))
        rows = csv.reader(io.StringIO("".join(lines), newline=""), delimiter=delimiter, strict=True)
        columns: list[str] = []
        name_at = -1
        try:
            for cells in rows:
                here = f"{self.where}:{rows.line_num + above}"
                if columns:
                    self.row(here, columns, cells, name_at)
                    continue
                columns = [cell.strip() for cell in cells]
                name_at = self.head(here, columns)
                if name_at < 0:
                    told = ", ".join(("file", *FIELDS))
                    return _broken(here, f"no column 'file'; the columns are {told}")
        except csv.Error as error:
            what = f"{error}; the rows from here on are left out: close the quotes, or double them in a cell"
            self.said.append(Refusal(f"{self.where}:{rows.line_num + above}", what, documents=0))
        unused = fields_of(dict.fromkeys(columns, "x"), columns[name_at : name_at + 1])[1]
        return Table(self.found, tuple(self.said), tuple(name for name in unused if name))

    def head(self, here: str, columns: list[str]) -> int:
        """Return where the column of file names stands, -1 if nowhere."""
        names = [field_name(column) for column in columns]
        for i, name in enumerate(names):
            if name and name in names[:i]:
                self.said.append(Remark(here, f"column {columns[i]!r} stands twice; the first counts"))
        return next((names.index(name) for name in FILE_COLUMNS if name in names), -1)

    def row(self, here: str, columns: list[str], cells: list[str], name_at: int) -> None:
        if not any(cell.strip() for cell in cells):
            return
        if len(cells) > len(columns):
            what = (
                f"{len(cells)} cells under {len(columns)} columns; the row is left out: put a cell in quotes"
            )
            self.said.append(Refusal(here, f"{what} if it holds what parts the columns", documents=0))
            return
        if len(cells) < len(columns):
            self.said.append(
                Remark(here, f"{len(cells)} cells under {len(columns)} columns; the rest is empty")
            )
        cell = cells[name_at] if name_at < len(cells) else ""
        file = cell.strip().replace("\\", "/").removeprefix("./")
        if file in self.found:
            what = f"{file!r} has a row already, {self.found[file].where}; the first counts"
            self.said.append(Remark(here, what))
        elif file not in self.beside:
            near = self.alike.get(file.casefold())
            hint = f"did you mean {near!r}?" if near else "check the name"
            self.said.append(Remark(here, f"no file {file!r} beside the table; {hint}"))
        else:
            given: dict[str, object] = {}
            for column, value in zip(columns, cells, strict=False):
                given.setdefault(column, value)
            self.found[file] = Row(here, fields_of(given)[0])
