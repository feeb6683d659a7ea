"""What stage 1 hands on: documents, what could not be used, and what is to be said of the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.attempts import Failure
from geomap.errors import InputError
from geomap.spans import Days

LARGEST = 10_000_000
"""Bytes of one document, unless told otherwise: reading takes some 70 times its size in memory."""


if TYPE_CHECKING:

    class Published:
        """What is taken for the day of publication, and what is had of it, for checkers of types."""

        def __get__(self, document: object, owner: object) -> Days | None: ...
        def __set__(self, document: object, given: Days | date | str | None) -> None: ...

else:
    Published = Days | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article. All offsets of later stages count Python characters of ``text``."""

    id: str
    text: str
    title: str | None = None
    published: Published = None  # type: ignore[assignment]
    """The day or days of publication that the user gave; None where nobody said. A date or text will do."""
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    """BCP 47 tag that the user gave; None lets the text tell."""
    via: str | None = None
    """Who printed it again, where the publisher is the one it was taken over from."""
    zone: str | None = None
    """The zone in which the day of publication was taken, where a time in UTC was given."""
    day_there: date | None = None
    """The day in Kyiv, or in the user's zone, at the hour of print, where clocks there showed another one."""

    printed_there: datetime | None = None
    """The hour of print in Kyiv, or in the user's zone, where a time of day in a zone was given."""

    def __post_init__(self) -> None:
        """Refuse what later stages would stumble over; a day of publication may be a date or a text."""
        for name in ("id", "text"):
            if not isinstance(getattr(self, name), str):
                raise InputError(f"document: {name}: {getattr(self, name)!r} is no text")
        for name in ("title", "publisher", "url", "language", "via", "zone"):
            if not isinstance(getattr(self, name), str | None):
                what = f"{getattr(self, name)!r} is no text; give one, or leave it out"
                raise InputError(f"document {self.id!r}: {name}: {what}")
        if self.published is not None and not isinstance(self.published, Days):
            from geomap.documents.published import as_days, read_published

            written = self.published
            try:
                object.__setattr__(self, "published", as_days(written))
            except InputError as error:
                raise InputError(f"document {self.id!r}: published: {error}") from None
            if isinstance(written, str) and self.day_there is None:
                printed = read_published(written)
                object.__setattr__(self, "day_there", printed.day_there)
                object.__setattr__(self, "printed_there", printed.printed_there)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something handed in that could not be used: where it stands, what is wrong, what to do."""

    where: str
    what: str
    documents: int = 1
    """How many documents are lost by it; none where only a field was refused, or a table beside them."""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that the user should know of what was read: nothing was refused."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class PassedOver:
    """What the folders hold beside documents: each kind, and how many there are of it."""

    kinds: tuple[tuple[str, int], ...]
    count: int
    """How many they are without the files that geomap wrote itself."""

    def __str__(self) -> str:
        told = ", ".join(f"{count} {kind}" for kind, count in self.kinds)
        return f"passed over in folders: {told}; geomap run --help names what is read"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What the files that were read hold beside documents, such as notes of service and pictures."""

    kinds: tuple[tuple[str, int, str], ...]
    """What it is, how many there are of it, and where the first stands."""

    @property
    def count(self) -> int:
        """How many they are."""
        return sum(number for _, number, _ in self.kinds)

    def __str__(self) -> str:
        told = "; ".join(f"{what}: {number}, the first at {where}" for what, number, where in self.kinds)
        return f"left out within files: {told}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What became of the documents that were handed in: those found are the read, refused and failed ones."""

    read: int
    refused: int = 0
    failed: int = 0
    without_claims: int = 0
    """How many of those that were read hold no claim."""
    passed_over: int = 0
    """Files in folders that are no documents geomap reads, its own aside."""
    left_out: int = 0
    """What the files that were read hold beside documents."""

    @property
    def found(self) -> int:
        """How many documents were handed in."""
        return self.read + self.refused + self.failed


Item = Document | Refusal | Failure | Remark | PassedOver | LeftOut


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the user wants inputs to be read."""

    encoding: str | None = None
    """The encoding of every file; None tells it from each file."""
    largest: int = LARGEST
    """Bytes of one document above which it is refused."""
    output: Path | None = None
    """The folder that is written to, which is never read."""
    language: str | None = None
    """The language of every text; None tells it from each text."""
    published: Days | None = None
    """The days of publication of documents that say none themselves."""
    publisher: str | None = None
    """The publisher of documents that name none themselves."""
    zone: tzinfo | None = None
    """The zone in which the day of a time in UTC is taken; None is Kyiv."""
    settled: float = 0
    """Seconds for which a file of a folder must have been left alone: a younger one may be half written."""
    seconds: float | None = None
    """Seconds of the processor's time that one document may take; None for as long as it takes."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """The column or name under which a field is given, where the user says so; an empty one for none."""
    date_order: str | None = None
    """``dmy`` or ``mdy`` for days in figures; None lets their column tell."""
