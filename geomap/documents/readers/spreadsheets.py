"""Spreadsheets: XLSX and the older XLS, read by calamine."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence

from geomap.documents.document import Refusal, Remark, Settings
from geomap.documents.kinds import Read, Source
from geomap.documents.readers.extras import is_panic, not_installed
from geomap.documents.readers.signs import ZIP
from geomap.documents.readers.whole import read_whole
from geomap.documents.tables import Cells, Table, columns_of, read_table

MOST_CELLS = 20_000_000
"""Cells of the rectangle that a sheet fills: calamine holds all of them, the empty ones too."""
UNPACKED = 20
"""How many times the size of one document the sheets of a workbook may have unpacked."""
REFERENCE = re.compile(rb'<c [^>]{0,100}?\br="([A-Z]{1,3})(\d{1,7})"')
CHUNK = 1 << 20
LETTERS = 26


def read(source: Source, settings: Settings) -> Iterator[Read]:
    """Yield the rows of all sheets that have a column for the text; the other sheets are named."""
    try:
        import python_calamine  # noqa: F401
    except ImportError:
        yield not_installed(source.where, "a spreadsheet", "office")
        return
    data = read_whole(source, settings)
    if isinstance(data, Refusal):
        yield data
        return
    if what := _too_much(data, settings):
        yield Refusal(source.where, what)
        return
    try:
        sheets = _sheets(data)
    except ValueError as error:
        yield Refusal(source.where, f"no spreadsheet that can be read ({error}); save it again, or as CSV")
        return
    without: list[Read] = []
    read_one = False
    for name, rows in sheets:
        where = f"{source.where}: sheet {name}"
        cells = [Cells(f"{where}:{number}", values) for number, values in enumerate(rows, 1)]
        columns = columns_of(iter(cells), settings)
        if columns is None:
            continue
        if columns.without_text:
            without += read_table(where, source.name, _again(cells), settings)
            continue
        read_one = True
        yield from read_table(where, source.name, _again(cells), settings)
    if not read_one and not without:
        yield Refusal(source.where, "empty; there is nothing to read")
    for item in without:
        # Beside a sheet of texts another of notes is no fault.
        yield Remark(item.where, item.what) if read_one and isinstance(item, Refusal) else item


def _again(cells: list[Cells]) -> Table:
    return lambda: iter(cells)


def _sheets(data: bytes) -> list[tuple[str, Sequence[Sequence[object]]]]:
    """Return the sheets by name, each from its first row on; a ValueError says why they cannot be read."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [
            (sheet.name, workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False))
            for sheet in workbook.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet
        ]
    except (CalamineError, OSError) as error:
        raise ValueError(str(error)) from None
    except BaseException as error:
        if is_panic(error):
            raise ValueError("it is damaged") from None
        raise


def _too_much(data: bytes, settings: Settings) -> str:
    """Return what is wrong with a workbook that would take more memory than it may; nothing for others."""
    if not data.startswith(ZIP):
        return ""
    left = UNPACKED * settings.largest
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            for part in parts.namelist():
                if not part.startswith("xl/") or not part.endswith((".xml", ".bin")):
                    continue
                size = wide = long = 0
                before = b""
                with parts.open(part) as stream:
                    while size <= left and (chunk := stream.read(CHUNK)):
                        size += len(chunk)
                        for column, row in REFERENCE.findall(before + chunk):
                            wide, long = max(wide, _number(column)), max(long, int(row))
                        before = chunk[-200:]
                left -= size
                if left < 0:
                    return (
                        f"more than {UNPACKED * settings.largest / 1e6:g} MB unpacked; raise --max-size, or "
                        "cut it into several"
                    )
                if wide * long > MOST_CELLS:
                    return f"a sheet of {long:,} rows and {wide:,} columns; delete what lies far out"
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError) as error:
        return f"no spreadsheet that can be read ({error}); save it again, or as CSV"
    return ""


def _number(column: bytes) -> int:
    number = 0
    for letter in column:
        number = number * LETTERS + letter - 64
    return number
