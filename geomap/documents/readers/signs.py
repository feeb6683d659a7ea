"""Kinds whose readers wait until a file of theirs is met: how each is told by its first bytes."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from geomap.documents.document import Settings
from geomap.documents.kinds import Kind, Read, Source

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
PDF = b"%PDF-"
BEFORE = 1_024
"""Bytes that may stand before a PDF begins."""


def is_pdf(head: bytes, suffix: str) -> bool:
    """Tell a PDF."""
    return head.startswith(PDF) or (suffix == ".pdf" and PDF in head[:BEFORE])


def is_word(head: bytes, suffix: str) -> bool:
    """Tell a Word document; one whose sign stands too far back is told when the archive is opened."""
    return head.startswith(ZIP) and (suffix in (".docx", ".docm") or b"word/document.xml" in head)


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


WORD = Kind("Word document", (".docx", ".docm"), is_word, _Late("word"), single=True)
WORKBOOK = Kind("spreadsheet", (".xlsx", ".xlsm", ".xls"), is_workbook, _Late("spreadsheets"))
OFFICE = (
    Kind("PDF", (".pdf",), is_pdf, _Late("pdf"), single=True),
    Kind("RTF", (".rtf",), lambda head, _: head.startswith(b"{\\rtf"), _Late("rich_text"), single=True),
    *(WORD, WORKBOOK),
    Kind("Parquet table", (".parquet",), lambda head, _: head.startswith(b"PAR1"), _Late("parquet")),
)
