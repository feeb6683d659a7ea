"""The table of kinds: what geomap reads, told by content first and by the ending where content does not tell.

A kind is one module. The modules are light; what a kind needs beyond the standard library is imported when a
file of it is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from geomap.documents.document import Refusal, Settings
from geomap.documents.encodings import utf16_of
from geomap.documents.kinds import HEAD, Kind, Read, Source
from geomap.documents.readers import captions, delimited, feeds, json_rows, pages, telegram, texts
from geomap.documents.readers.signs import ARCHIVES, MAILS, OFFICE, WEB_ARCHIVE
from geomap.documents.readers.unread import unread

KINDS: tuple[Kind, ...] = (
    *(*OFFICE, WEB_ARCHIVE, *ARCHIVES, *MAILS),
    *(telegram.KIND, pages.KIND, *feeds.KINDS, *json_rows.KINDS),
    *(captions.KIND, delimited.KIND, *texts.KINDS),
)
"""Every kind that is read; of two that fit a file the first is taken."""
SUFFIXES = tuple(dict.fromkeys(suffix for kind in KINDS for suffix in kind.suffixes))
"""Endings under which the files of a folder are documents, or are refused."""


def kind_of(head: bytes, suffix: str) -> Kind | None:
    """Return the kind of a file by its first ``HEAD`` bytes and its lower-case ending; None if none fits."""
    if wide := utf16_of(head):
        head = head[: len(head) // 2 * 2].decode(wide, "ignore").encode()
    return next((kind for kind in KINDS if kind.fits(head, suffix)), None)


def kind_of_source(source: Source) -> Kind | None:
    """Return the kind of a file, or of a member of an archive; None if it is none that is read."""
    return kind_of(*_signs(source))


def not_read(source: Source) -> Refusal:
    """Return what is said of a file of a kind that is not read: what it is, where that is known."""
    known = unread(*_signs(source))
    what = f": {known}" if known else f" ({', '.join(SUFFIXES)})"
    return Refusal(source.where, f"not a kind of file geomap reads{what}")


def _signs(source: Source) -> tuple[bytes, str]:
    with source.open() as file:
        head = file.read(HEAD)
    return head, PurePath(source.name).suffix.lower()


def read_source(source: Source, settings: Settings) -> Iterator[Read]:
    """Yield what a file holds, by the reader of its kind."""
    kind = kind_of_source(source)
    if kind is None:
        yield not_read(source)
        return
    yield from kind.read(source, settings)
