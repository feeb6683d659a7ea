"""What stage 1 hands on: a document, or the refusal of what could not be used."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.spans import Days

FIELDS = ("title", "published", "publisher", "url", "language")
"""What may be said of a document beside its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article. All offsets of later stages count Python characters of ``text``."""

    id: str
    text: str
    title: str | None = None
    published: Days | None = None
    """The day or days of publication that the user gave; None where nobody said."""
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    """BCP 47 tag that the user gave; None lets the text tell."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something handed in that could not be used: where it stands, what is wrong, what to do."""

    where: str
    what: str
    whole: bool = True
    """False where only a field of a document was refused: the document follows without it."""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"
