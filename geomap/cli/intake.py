"""What is handed to the command line: options on how it is read, and what is said of it."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, NamedTuple

import typer
from msgspec import Struct, field, json

from geomap.cli.console import complain, complain_of, progress, remark
from geomap.cli.options import number
from geomap.cli.streams import standard_input

if TYPE_CHECKING:
    from geomap.attempts import Failure
    from geomap.documents import Document, LeftOut, PassedOver, Refusal, Remark, Settings
    from geomap.documents.document import Item
    from geomap.store import Clash, Delivery, Given

MEGABYTE = 1_000_000
MAPPED = ("id", "text", "title", "published", "publisher", "url", "language")
"""The fields that --map takes."""
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
        "--max-size",
        metavar="MB",
        parser=number(0.001, "10"),
        help="Megabytes above which one document or line is refused.",
    ),
]


def _day(written: str | None) -> str | None:
    from geomap.documents import parse_published

    try:
        if written:
            parse_published(written)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    return written


def _zone(name: str | None) -> str | None:
    from zoneinfo import ZoneInfo

    try:
        if name:
            ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        raise typer.BadParameter(f"{name!r} is no zone known here; name one such as Europe/Kyiv") from None
    return name


def _language(code: str | None) -> str | None:
    from geomap.language import LANGUAGES

    if code and code not in LANGUAGES:
        raise typer.BadParameter(f"{code!r} is not read; {', '.join(LANGUAGES)} are")
    return code


PublishedOption = Annotated[
    str | None,
    typer.Option(
        "--published",
        metavar="DATE",
        callback=_day,
        help="The day of publication of documents that say none themselves.",
    ),
]
PublisherOption = Annotated[
    str | None,
    typer.Option("--publisher", metavar="NAME", help="The publisher of documents that name none themselves."),
]
ZoneOption = Annotated[
    str | None,
    typer.Option(
        "--timezone",
        metavar="NAME",
        callback=_zone,
        help="Where the day of a time in UTC is taken; unless given, Europe/Kyiv.",
    ),
]
TextLanguageOption = Annotated[
    str | None,
    typer.Option(
        *("--language", "--text-language"),
        metavar="CODE",
        callback=_language,
        help="The language of all texts: en, uk or ru; unless given, each text tells its own.",
    ),
]


def _columns(given: list[str] | None) -> list[str] | None:
    for one in given or ():
        field, equals, _ = one.partition("=")
        if not equals or field.strip() not in MAPPED:
            raise typer.BadParameter(
                f"{one!r}: write FIELD=COLUMN, such as text=notes; the fields are {', '.join(MAPPED)}"
            )
    return given


def _order(given: str | None) -> str | None:
    if given not in (None, "dmy", "mdy"):
        raise typer.BadParameter(f"{given!r} is no order of days; write dmy or mdy")
    return given


MapOption = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=COLUMN",
        callback=_columns,
        help="The column of tables that holds a field, as text=notes; published= for none. May be repeated.",
    ),
]
DateOrderOption = Annotated[
    str | None,
    typer.Option(
        "--date-order",
        metavar="ORDER",
        callback=_order,
        help="How tables write days in figures: dmy or mdy; unless given, each column tells its own.",
    ),
]


Scan = Callable[[Iterable[str], IO[bytes] | None], Iterable["Item"]]
"""Yields what inputs and standard input hold."""


class Said(NamedTuple):
    """What the command line says of all documents."""

    published: str | None = None
    publisher: str | None = None
    timezone: str | None = None
    language: str | None = None
    columns: Sequence[str] = ()
    """Which column holds a field, as FIELD=COLUMN."""
    date_order: str | None = None
    seconds: float | None = None
    """Seconds of the processor's time that reading one file may take."""


NOTHING_SAID = Said()


class Taken:
    """Documents as they came; where they are many, they lie in a file."""

    def __init__(self) -> None:
        """Begin without any."""
        from tempfile import SpooledTemporaryFile

        self._file = SpooledTemporaryFile(MEGABYTE)  # noqa: SIM115
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, document: Document) -> None:
        """Add one, before any is asked for."""
        from tempfile import gettempdir

        from geomap.files.scratch import cannot_write

        try:
            self._file.write(json.encode(document) + b"\n")
        except OSError as error:
            raise cannot_write(Path(gettempdir()), error) from error
        self._count += 1

    def __iter__(self) -> Iterator[Document]:
        from geomap.documents import Document

        self._file.seek(0)
        return map(json.Decoder(Document).decode, self._file)


class Basket(Struct):
    """What one input has given."""

    documents: Taken = field(default_factory=Taken)
    refused: int = 0
    failed: int = 0


class Intake(Struct):
    """Documents from what the command line names; what cannot be used is said at once, and counted."""

    inputs: Iterable[str]
    encoding: str | None = None
    max_size: float = LARGEST
    output: Path | None = None
    said: Said = NOTHING_SAID
    refused: int = 0
    """Documents that were refused."""
    complete: bool = True
    """Whether nothing at all was refused, be it a document, a field or a table."""
    failed: int = 0
    passed_over: int = 0
    left_out: int = 0
    settled: float = 0
    """Seconds for which a file of a folder must have been left alone; a younger one is left for later."""
    left_for_later: bool = False
    heard: set[str] = field(default_factory=set)
    """What was said already, and is not said again."""
    baskets: dict[str, Basket] = field(default_factory=dict)
    """What each input has given, by its absolute path, ``-``, or the id of a text."""
    basket: Basket = field(default_factory=Basket)
    """That of the input which is just being read."""

    def settings(self) -> Settings:
        """Return how inputs are to be read."""
        from zoneinfo import ZoneInfo

        from geomap.documents import Settings, parse_published

        said = self.said
        return Settings(
            encoding=self.encoding,
            largest=round(self.max_size * MEGABYTE),
            output=self.output,
            published=parse_published(said.published) if said.published else None,
            publisher=said.publisher,
            zone=ZoneInfo(said.timezone) if said.timezone else None,
            language=said.language,
            columns={
                field.strip(): column for field, _, column in (one.partition("=") for one in said.columns)
            },
            date_order=said.date_order,
            settled=self.settled,
            seconds=said.seconds,
        )

    def documents(self, scan: Scan | None = None) -> Iterator[Document]:
        """Yield the documents in a fixed order; ``scan`` takes them out of the inputs, where others do it."""
        from geomap.documents import scan_documents

        scan = scan or partial(scan_documents, settings=self.settings())

        def one_by_one() -> Iterator[str]:
            """Yield the inputs; what comes after one, up to the next, is of it."""
            for name in self.inputs:
                self.basket = self.baskets.setdefault(_absolute(name), Basket())
                yield name

        for item in scan(one_by_one(), standard_input()):
            if document := self.hear(item):
                yield document

    def hear(self, item: Item) -> Document | None:
        """Take in what one of the inputs gives, and return it if it is a document."""
        from geomap.attempts import Failure
        from geomap.documents import Document, LeftOut, PassedOver, Refusal
        from geomap.documents.folders import BEING_WRITTEN

        if isinstance(item, Document):
            return item
        self._tell(item)
        if isinstance(item, Failure):
            self.failed += 1
            self.basket.failed += 1
        elif isinstance(item, Refusal):
            self.complete = False
            self.refused += item.documents
            self.basket.refused += item.documents
        elif isinstance(item, PassedOver):
            self.passed_over = item.count
            self.left_for_later = any(kind == BEING_WRITTEN for kind, _ in item.kinds)
        elif isinstance(item, LeftOut):
            self.left_out = item.count
        return None

    def _tell(self, item: Failure | Refusal | Remark | PassedOver | LeftOut) -> None:
        """Say what is to be said of what is no document, unless it was said before."""
        from geomap.attempts import Failure
        from geomap.documents import Refusal

        if str(item) in self.heard:
            return
        self.heard.add(str(item))
        if isinstance(item, Failure):
            complain_of(item)
        else:
            (complain if isinstance(item, Refusal) else remark)(str(item))

    def take(self, scan: Scan | None = None) -> bool:
        """Take all documents, once; tell whether there are any."""
        if not self.baskets:
            for document in progress(self.documents(scan), "taking in"):
                self.basket.documents.add(document)
        return any(basket.documents for basket in self.baskets.values())

    def deliveries(self) -> list[Delivery]:
        """Return what each input has given, of the documents that were taken."""
        from geomap.store import Delivery

        return [
            Delivery(
                input=name,
                documents=_given(name, basket.documents),
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
    from geomap.documents.given import given_text, is_text
    from geomap.documents.reading import STDIN

    if name == STDIN:
        return name
    if is_text(name):
        return given_text(name).source.name
    return os.fsencode(Path(name).resolve()).decode("utf-8", "backslashreplace")


def _given(name: str, documents: Iterable[Document]) -> Iterator[Given]:
    """Yield the documents of an input, each with the file that holds it and nothing else."""
    from geomap.store import Given

    folder = os.path.isdir(name)  # noqa: PTH112 - a name that is no path is no folder
    for document in documents:
        file = f"{name}/{document.id}" if folder else name
        alone = os.path.isfile(file) if folder else Path(name).name == document.id  # noqa: PTH113
        yield Given(document, file if alone else None)
