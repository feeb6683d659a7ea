"""Stage 1: articles as they were handed in, with what is known about their origin."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.spans import Days


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
