"""The kinds of file that are read: each is told by its content, and read by one function of one module."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, NamedTuple

from msgspec import Struct

from geomap.documents.document import Refusal, Remark, Settings

HEAD = 8_192
"""Bytes of a file by which its kind is told."""


class Source(Struct, frozen=True, kw_only=True):
    """A file, or a member of an archive, that a reader takes documents from."""

    where: str
    """How messages name it."""
    name: str
    """Its path within the folder or archive that was handed in: the id of a document that has no other."""
    open: Callable[[], IO[bytes]]
    """Opens its bytes, from the start; the reader closes them."""
    path: Path | None = None
    """Where it lies, for readers that need a file; None in archives and for standard input."""
    depth: int = 0
    """How many archives it lies in."""


class Found(NamedTuple):
    """One document as its file gives it, before its fields are judged."""

    where: str
    id: str
    text: str
    given: Mapping[str, object]
    """What the file says beside the text, under the file's own names; see ``fields``."""
    language: str | None = None


class Skipped(NamedTuple):
    """What a file holds beside documents, such as pictures and notes of service: counted, not refused."""

    where: str
    what: str
    number: int = 1


Read = Found | Refusal | Remark | Skipped


class Kind(NamedTuple):
    """A kind of file."""

    name: str
    suffixes: tuple[str, ...]
    """Endings in lower case under which a folder's files are looked at."""
    fits: Callable[[bytes, str], bool]
    """Tells from the first ``HEAD`` bytes and the lower-case ending whether a file is of this kind."""
    read: Callable[[Source, Settings], Iterator[Read]]
    single: bool = False
    """Whether a file is one document, of which a table beside it may tell."""
