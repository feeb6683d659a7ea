"""Kinds whose readers wait until a file of theirs is met: how each is told by its first bytes."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from geomap.documents.document import Settings
from geomap.documents.kinds import Kind, Read, Source

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def is_workbook(head: bytes, suffix: str) -> bool:
    """Tell a workbook; one whose sign stands too far back is told when the archive is opened."""
    if head.startswith(ZIP):
        return suffix in (".xlsx", ".xlsm") or b"xl/worksheets/" in head or b"xl/workbook.xml" in head
    return head.startswith(OLD_OFFICE) and suffix == ".xls"


class _Late:
    """A reader whose module is imported when it first reads."""

    def __init__(self, module: str, function: str = "read") -> None:
        self.module, self.function = module, function

    def __call__(self, source: Source, settings: Settings) -> Iterator[Read]:
        reader = getattr(import_module(f"geomap.documents.readers.{self.module}"), self.function)
        yield from reader(source, settings)


WORKBOOK = Kind("spreadsheet", (".xlsx", ".xlsm", ".xls"), is_workbook, _Late("spreadsheets"))
OFFICE = (
    WORKBOOK,
    Kind("Parquet table", (".parquet",), lambda head, _: head.startswith(b"PAR1"), _Late("parquet")),
)
