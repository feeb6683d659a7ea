"""Tables as text: CSV, TSV and what spreadsheets save under these names."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import chain, islice

from geomap.documents.disguise import MARKUP, disguised_bytes
from geomap.documents.document import Refusal, Remark, Settings
from geomap.documents.encodings import EncodingError, decode
from geomap.documents.fields import FIELD_OF, IDS, TEXTS, field_name
from geomap.documents.kinds import Kind, Read, Source
from geomap.documents.tables import ABOVE, Cells, read_table

SUFFIXES = (".csv", ".tsv", ".tab")
UNNAMED = (".txt", ".text", "")
"""Endings under which a table is known by its head alone."""
DELIMITERS = ",;\t|"
QUOTED = re.compile(r'"[^"]*"')
MANY = 20
"""How many times the size of one document a table may have: it is decoded in one piece."""
LONGEST_HEAD = 2_000
"""Characters of a head by which a table is told that has no ending of its own."""
CELL = 131_072
"""Characters of a cell that are read in any case."""


def fits(head: bytes, suffix: str) -> bool:
    """Tell a table by its ending, unless it is something else; or by a head that names a text and more."""
    if disguised_bytes(head) or head.lstrip()[:1] in (b"{", b"[", b"<"):
        return False
    if suffix in SUFFIXES:
        return True
    return suffix in UNNAMED and _has_head(head)


def read(source: Source, settings: Settings) -> Iterator[Read]:
    """Yield the documents of a table, one a row."""
    largest = MANY * settings.largest
    with source.open() as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        what = f"a table of more than {largest / 1e6:g} MB; raise --max-size, or cut it into several"
        yield Refusal(source.where, what)
        return
    try:
        text, remark = decode(data, settings.encoding)
    except EncodingError as error:
        yield Refusal(source.where, str(error))
        return
    del data
    if remark:
        yield Remark(source.where, remark)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    yield from read_table(source.where, source.name, lambda: _rows(source.where, text, settings), settings)


def delimiter_of(line: str) -> str:
    """Return what parts the columns of a table, by its head.

    >>> delimiter_of('id;"title, text";date')
    ';'
    """
    bare = QUOTED.sub("", line)
    return max(DELIMITERS, key=lambda mark: (bare.count(mark), -DELIMITERS.index(mark)))


def _rows(where: str, text: str, settings: Settings) -> Iterator[Cells | Refusal]:
    """Yield the rows, each by the line in which it begins."""
    lines = _lines(text, 0)
    first = next(lines, "")
    start, above = 0, 0
    if first.strip().strip('"').lower().startswith("sep="):  # Excel writes it for itself
        start, above = len(first), 1
        first = next(lines, "")
    # A title may stand above the head: the first line with columns tells what parts them.
    head = next(
        (line for line in chain((first,), islice(lines, ABOVE)) if any(map(line.count, DELIMITERS))), first
    )
    csv.field_size_limit(max(CELL, settings.largest))
    delimiter = delimiter_of(head)
    row: list[str] = []
    rows = csv.reader(_kept(_lines(text, start), row), delimiter=delimiter, strict=True)
    while True:
        line = rows.line_num + above + 1
        row.clear()
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            if "expected after" in str(error):  # quotes that open a cell and do not enclose it
                cells = next(csv.reader(row, delimiter=delimiter))
                yield Cells(f"{where}:{line}", cells)
                continue
            what = f"{error}; the row is left out"
            if "unexpected end" in str(error):
                what = "a quote is opened here and never closed, so that all from here on is left out"
            yield Refusal(f"{where}:{line}", f"{what}: close the quotes, or double them in a cell")
            continue
        if cells:
            yield Cells(f"{where}:{line}", cells)


def _lines(text: str, start: int) -> Iterator[str]:
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def _kept(lines: Iterator[str], row: list[str]) -> Iterator[str]:
    """Yield lines, and keep those of the row that is being read."""
    for line in lines:
        row.append(line)
        yield line


def _has_head(head: bytes) -> bool:
    """Tell whether a text begins with the names of columns, a text and another field among them."""
    whole, _, _ = head.rpartition(b"\n")
    if MARKUP.match(head[:1000].decode("ascii", "replace")):
        return False
    try:
        lines = decode(whole).text.lstrip("\n").split("\n", 2)
    except EncodingError:
        return False
    if len(lines) == 1 or len(lines[0]) > LONGEST_HEAD:
        return False
    delimiter = delimiter_of(lines[0])
    names = [field_name(name.strip().strip('"')) for name in lines[0].split(delimiter)]
    known = sum(name in FIELD_OF or name in IDS for name in names)
    text = any(name in TEXTS for name in names)
    return text and known >= 1 and lines[1].count(delimiter) >= len(names) - 1


KIND = Kind("table", SUFFIXES, fits, read)
