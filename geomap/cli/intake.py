"""What is handed to the command line: options on how it is read, and what is said of it."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geomap.cli.console import complain, complain_of
from geomap.cli.streams import standard_input

if TYPE_CHECKING:
    from geomap.documents import Document

MEGABYTE = 1_000_000
LARGEST = 10.0
"""Megabytes of one document: reading takes some 70 times its size in memory."""


def _known(encoding: str | None) -> str | None:
    try:
        return codecs.lookup(encoding).name if encoding else None
    except LookupError:
        raise typer.BadParameter(f"{encoding!r} is no encoding; name one such as windows-1251") from None


EncodingOption = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        callback=_known,
        help="The encoding of all files, such as windows-1251; unless given, each file tells its own.",
    ),
]
MaxSizeOption = Annotated[
    float,
    typer.Option(
        "--max-size", metavar="MB", min=0.001, help="Megabytes above which one document or line is refused."
    ),
]


@dataclass(slots=True)
class Intake:
    """Documents from what the command line names; what cannot be used is said at once, and counted."""

    inputs: Iterable[str]
    encoding: str | None = None
    max_size: float = LARGEST
    output: Path | None = None
    refused: int = 0
    """Documents that were refused."""
    complete: bool = True
    """Whether nothing at all was refused, be it a document, a field or a table."""
    failed: int = 0
    passed_over: int = 0
    left_out: int = 0

    def documents(self) -> Iterator[Document]:
        """Yield the documents in a fixed order."""
        from geomap.attempts import Failure
        from geomap.documents import Document, LeftOut, PassedOver, Refusal, Settings, scan_documents

        settings = Settings(
            encoding=self.encoding, largest=round(self.max_size * MEGABYTE), output=self.output
        )
        for item in scan_documents(self.inputs, standard_input(), settings):
            if isinstance(item, Document):
                yield item
                continue
            if isinstance(item, Failure):
                self.failed += 1
                complain_of(item)
                continue
            complain(str(item))
            if isinstance(item, Refusal):
                self.complete = False
                self.refused += item.documents
            elif isinstance(item, PassedOver):
                self.passed_over = item.count
            elif isinstance(item, LeftOut):
                self.left_out = item.count
