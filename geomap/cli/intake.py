"""What is handed to the command line: options on how it is read, and what is said of it."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geomap.cli.console import complain, complain_of
from geomap.cli.streams import standard_input

if TYPE_CHECKING:
    from geomap.documents import Document
    from geomap.store import Clash, Delivery, Given

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
class Basket:
    """What one input has given."""

    documents: list[Document] = field(default_factory=list)
    refused: int = 0
    failed: int = 0


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
    baskets: dict[str, Basket] = field(default_factory=dict)
    """What each input has given, by its absolute path, or ``-``."""

    def documents(self) -> Iterator[Document]:
        """Yield the documents in a fixed order."""
        from geomap.attempts import Failure
        from geomap.documents import Document, PassedOver, Refusal, Settings, scan_documents

        settings = Settings(
            encoding=self.encoding, largest=round(self.max_size * MEGABYTE), output=self.output
        )
        basket = Basket()

        def one_by_one() -> Iterator[str]:
            """Yield the inputs; what comes after one, up to the next, is of it."""
            nonlocal basket
            for name in self.inputs:
                basket = self.baskets.setdefault(_absolute(name), Basket())
                yield name

        for item in scan_documents(one_by_one(), standard_input(), settings):
            if isinstance(item, Document):
                basket.documents.append(item)
                yield item
                continue
            if isinstance(item, Failure):
                self.failed += 1
                basket.failed += 1
                complain_of(item)
                continue
            complain(str(item))
            if isinstance(item, Refusal):
                self.complete = False
                self.refused += item.documents
                basket.refused += item.documents
            elif isinstance(item, PassedOver):
                self.passed_over = item.count

    def take(self) -> bool:
        """Take all documents, once; tell whether there are any."""
        if not self.baskets:
            for _ in self.documents():
                pass
        return any(basket.documents for basket in self.baskets.values())

    def deliveries(self) -> list[Delivery]:
        """Return what each input has given, of the documents that were taken."""
        from geomap.store import Delivery

        return [
            Delivery(
                input=name,
                documents=tuple(_given(name, basket.documents)),
                refused=basket.refused,
                failed=basket.failed,
            )
            for name, basket in self.baskets.items()
        ]

    def refuse(self, clashes: Iterable[Clash]) -> None:
        """Say which documents the project does not take, because it holds others of their ids."""
        for clash in clashes:
            self.complete = False
            self.refused += 1
            complain(
                f"{clash.file}: id {clash.id!r} was used before, by {clash.other}; "
                "rename one, or map them into folders of their own"
            )


def _absolute(name: str) -> str:
    from geomap.documents.reading import STDIN

    return name if name == STDIN else os.fsencode(Path(name).resolve()).decode("utf-8", "backslashreplace")


def _given(name: str, documents: Iterable[Document]) -> Iterator[Given]:
    """Yield the documents of an input, each with the file that holds it and nothing else."""
    from geomap.store import Given

    folder = os.path.isdir(name)  # noqa: PTH112 - a name that is no path is no folder
    for document in documents:
        file = f"{name}/{document.id}" if folder else name
        alone = os.path.isfile(file) if folder else Path(name).name == document.id  # noqa: PTH113
        yield Given(document, file if alone else None)
