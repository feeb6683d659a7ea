"""JSON lines: one document a line."""

from __future__ import annotations

from collections.abc import Iterator

from geomap.documents.document import Settings
from geomap.documents.json_lines import Line, read_lines
from geomap.documents.kinds import Kind, Read, Source
from geomap.documents.rows import Rows

LINES = (".jsonl", ".ndjson")


def _lines(source: Source, settings: Settings) -> Iterator[Read]:
    rows = Rows(source.name, exact=True)
    with source.open() as stream:
        for line in read_lines(source.where, stream, settings):
            yield rows.read(line.where, line.row) if isinstance(line, Line) else line


LINES_KIND = Kind("JSON lines", LINES, lambda _, suffix: suffix in LINES, _lines)
KINDS = (LINES_KIND,)
