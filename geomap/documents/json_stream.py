"""JSON read as it comes, so that an export of any size takes the memory of one of its objects."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import IO, Any, NamedTuple, cast

from geomap.documents.document import Settings
from geomap.documents.encodings import EncodingError, decode, utf16_of
from geomap.documents.json_lines import DEEPEST, peekable

HEAD = 4_096
PIECE = 65_536
"""Bytes that are read at once."""


class Event(NamedTuple):
    """A piece of JSON: the names that lead to it, with "item" for each list, what it is, and its value."""

    prefix: str
    what: str
    value: Any


class JsonError(ValueError):
    """JSON that cannot be read on; the message says why, and what to do."""


class Events:
    """The pieces of a file of JSON, one after another.

    ``object_is_done`` is called after each object that was taken: what lies between two calls may not be
    larger than a document.
    """

    def __init__(self, file: IO[bytes], settings: Settings) -> None:
        self.largest = settings.largest
        self.since = 0
        self.ended = False
        try:
            self.file, self.remark = _utf8(file, settings)
        except EncodingError as error:
            raise JsonError(str(error)) from None

    def read(self, size: int = PIECE) -> bytes:
        """Return the next bytes; a line end after the last, at which a string that was cut off is noticed."""
        data = self.file.read(min(size, PIECE))
        if size and not data and not self.ended:
            self.ended = True
            data = b"\n"
        self.since += len(data)
        if self.since > self.largest + 2 * PIECE:
            raise JsonError(f"more than {self.largest / 1e6:g} MB in one piece; raise --max-size, or cut it")
        return data

    def object_is_done(self) -> None:
        """Begin to count anew."""
        self.since = 0

    def __iter__(self) -> Iterator[Event]:
        import ijson  # late, as below: most runs read no JSON in this way

        try:
            for prefix, what, value in ijson.parse(self._basic()):
                yield Event(prefix, what, value)
        except (ijson.JSONError, UnicodeError) as error:
            raise JsonError(f"malformed JSON ({_why(error)})") from None

    def _basic(self) -> Iterator[tuple[str, Any]]:
        import ijson

        depth = 0
        for event, value in ijson.basic_parse(self, buf_size=PIECE, use_float=True, multiple_values=True):
            if event in ("start_map", "start_array"):
                depth += 1
                if depth > DEEPEST:
                    raise JsonError(f"nested more than {DEEPEST} deep; leave such fields out")
            elif event in ("end_map", "end_array"):
                depth -= 1
            yield event, value


def _why(error: Exception) -> str:
    """Return the reason of a parser without the picture of the bytes, which is of no use in one line."""
    reason = str(error).removeprefix("b'").split("\n")[0]
    return reason.replace("\\n", " ").strip(" .")[:80]


def value_of(first: Event, events: Iterator[Event]) -> Any:
    """Return the value that begins with an event, with the events that belong to it."""
    if first.what not in ("start_map", "start_array"):
        return first.value
    from ijson import ObjectBuilder

    builder = ObjectBuilder()
    builder.event(first.what, first.value)
    end = first.what.replace("start", "end")
    for event in events:
        builder.event(event.what, event.value)
        if event.prefix == first.prefix and event.what == end:
            break
    return builder.value


def pass_by(first: Event, events: Iterator[Event]) -> None:
    """Read over the value that begins with an event."""
    end = first.what.replace("start", "end")
    if first.what != end:
        next(event for event in events if event.prefix == first.prefix and event.what == end)


def _utf8(file: IO[bytes], settings: Settings) -> tuple[IO[bytes], str]:
    """Return a stream of UTF-8 and what is to be said of its encoding, which is told from its head."""
    reader = peekable(file)
    head = reader.peek(HEAD)[:HEAD]
    wide = utf16_of(head)
    if encoding := settings.encoding or wide:
        return cast(
            "IO[bytes]", codecs.EncodedFile(reader, "utf-8", encoding)
        ), "read as UTF-16" if wide else ""
    if head.startswith(codecs.BOM_UTF8):
        reader.read(len(codecs.BOM_UTF8))
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        data = reader.read(settings.largest + 1)
        if len(data) <= settings.largest:
            text, remark = decode(data)
            return io.BytesIO(text.encode()), remark
        raise JsonError("not UTF-8; name its encoding with --encoding, or save it as UTF-8") from None
    return reader, ""
