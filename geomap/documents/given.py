"""What is handed in without a file: a text as it is, what comes by standard input, rows of a data frame."""

from __future__ import annotations

import io
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from geomap.documents.document import Settings
from geomap.documents.kinds import HEAD, Kind, Read, Source
from geomap.documents.readers import json_rows, kind_of, texts
from geomap.documents.readers.signs import ARCHIVES, OFFICE, WEB_ARCHIVE
from geomap.documents.tables import Advice, Cells, read_table
from geomap.excerpts import clipped

if TYPE_CHECKING:
    import pandas

PATH = re.compile(r"(?:~|\.{0,2}[/\\]|[A-Za-z]:[/\\])|.*(?:[/\\]|\.\w{1,8})\Z")
"""How one line begins or ends that names a file or folder."""
ENDED = re.compile(r"[.!?…][\"'»”’)]*\Z")
"""How a sentence ends."""
SENTENCE, LINE = 3, 5
"""Words of a sentence, and of a line without its full stop, from which one is a text."""
BLANK = b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"
"""What may stand before JSON: spaces, and marks of UTF-8 and UTF-16."""
IN_PYTHON = Advice(
    'call it text, with frame.rename(columns={"COLUMN": "text"})', "pandas.to_datetime(..., dayfirst=True)"
)
"""What is to be done where a data frame does not tell."""
SHOWN = 50
"""Characters of a text that messages name."""


HELD = "input"
MOST_HELD, PIECE = 100, 1 << 20
"""How many documents' worth of an archive is taken from standard input, and bytes at once."""


class Given(NamedTuple):
    """Something that is no file of its own, and how it is read."""

    source: Source
    kind: Kind


def is_text(given: str) -> bool:
    """Tell whether what was handed in is a text: it names no file, and is no path that is mistyped.

    >>> is_text("Shells hit Kharkiv."), is_text("my old articles"), is_text("of the last week.txt")
    (True, False, False)
    """
    line = given.strip()
    if os.path.lexists(given):
        return False
    if "\n" in line:
        return True
    words = len(line.split())
    return not PATH.match(line) and words >= (SENTENCE if ENDED.search(line) else LINE)


def given_text(text: str) -> Given:
    """Return a text as it was handed in; the same text has the same name, and a page is one still."""
    data = text.encode("utf-8", "replace")
    return _given(data, repr(clipped(" ".join(text.split()), SHOWN)))


def given_stream(stream: io.BufferedReader, where: str, settings: Settings) -> Given:
    """Return what comes by standard input, told by its beginning: JSON lines, a page, a table, or a text."""
    head = stream.peek(HEAD)[:HEAD]
    kind = kind_of(head, ".jsonl") or json_rows.LINES_KIND
    if kind in (*ARCHIVES, *OFFICE, WEB_ARCHIVE):
        return Given(Source(where=where, name=where, open=_again(stream, settings)), kind)
    if kind is not json_rows.LINES_KIND or head.lstrip(BLANK)[:1] in (b"", b"{", b"["):
        return Given(Source(where=where, name=where, open=lambda: stream), kind)
    return _given(stream.read(settings.largest + 1), where)


def _again(stream: io.BufferedReader, settings: Settings) -> Callable[[], IO[bytes]]:
    """Return what opens a stream from its start, as often as wanted: meanwhile it lies in a file."""
    kept: list[tempfile.TemporaryDirectory[str]] = []

    def opened() -> IO[bytes]:
        if not kept:
            kept.append(tempfile.TemporaryDirectory(prefix="geomap-"))
            with (Path(kept[0].name) / HELD).open("wb") as file:
                left = MOST_HELD * settings.largest
                while left > 0 and (piece := stream.read(min(PIECE, left))):
                    left -= file.write(piece)
        return (Path(kept[0].name) / HELD).open("rb")

    return opened


def _given(data: bytes, where: str) -> Given:
    name = f"text-{blake2b(data.strip(), digest_size=4).hexdigest()}"
    source = Source(where=where, name=name, open=lambda: io.BytesIO(data))
    return Given(source, kind_of(data[:HEAD], "") or texts.TEXT_KIND)


def given_frame(frame: pandas.DataFrame) -> Given:
    """Return the rows of a data frame; its columns are told as those of any table."""

    def rows() -> Iterator[Cells]:
        known = frame.astype(object).where(frame.notna(), None)
        yield Cells("data frame", list(map(str, frame.columns)))
        for number, values in enumerate(known.itertuples(index=False, name=None), 1):
            yield Cells(f"data frame: row {number}", values)

    def read(source: Source, settings: Settings) -> Iterator[Read]:
        yield from read_table(source.where, source.name, rows, settings, IN_PYTHON)

    source = Source(where="data frame", name="data frame", open=io.BytesIO)
    return Given(source, Kind("data frame", (), lambda *_: False, read))
