"""JSON: an object a line, one object, a list of them, or a list within what an interface wraps around it."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator, Mapping

from msgspec import structs

from geomap.documents.document import Refusal, Remark, Settings
from geomap.documents.fields import TEXTS, field_name, fields_of
from geomap.documents.json_lines import Line, read_lines, without_loose
from geomap.documents.json_stream import Event, Events, JsonError, value_of
from geomap.documents.kinds import Kind, Read, Skipped, Source
from geomap.documents.rows import Rows, together

LINES = (".jsonl", ".ndjson")
ENDINGS = (".json", ".txt", ".text", "")
"""Endings under which JSON may hold documents; of others, such as .geojson, the ending tells more."""
BEGINS = re.compile(rb'\s*(?:\[\s*[\[{\]"]|\{\s*["}])')
SPREAD = re.compile(rb"\s*(?:\[|\{[ \t\r]*\n)")
"""How JSON begins that is no object a line: a list, or an object over several lines."""
LISTS = (
    *("articles", "data", "items", "messages", "text_messages", "results", "posts", "documents", "docs"),
    *("stories", "entries", "news", "hits", "records", "rows"),
)
"""Names of a list of documents."""
OUTER = ("response", "result", "data", "hits", "feed", "payload", "articles")
"""Names of an object that holds such a list."""
POSTS = ("messages", "text_messages", "posts")
"""Names of a list of posts, whose publisher is what holds it; or of an object that has them by number."""
SHARED = ("publisher", "source", "channel", "channel_username", "sitename", "outlet", "language", "lang")
"""What an object may say of all documents in its list."""
NAMES = ("title", "name", "username")
"""What a channel is called in what holds its posts."""


def _lines(source: Source, settings: Settings) -> Iterator[Read]:
    rows = Rows(source.name, exact=True, named=settings.columns)
    with source.open() as stream:
        for line in read_lines(source.where, stream, settings):
            yield rows.read(line.where, line.row) if isinstance(line, Line) else line


def _documents(source: Source, settings: Settings) -> Iterator[Read]:
    yield from together(_each(source, settings))


def _each(source: Source, settings: Settings) -> Iterator[Read]:
    rows, number = Rows(source.name, named=settings.columns), 0
    with source.open() as file:
        try:
            events = Events(file, settings)
            if events.remark:
                yield Remark(source.where, events.remark)
            for number, row in enumerate(_values(events), 1):
                where = f"{source.where}#{number}"
                events.object_is_done()
                yield rows.read(where, row) if isinstance(row, dict) else Skipped(where, "values, no objects")
        except JsonError as error:
            if not number and (loose := _loose(source, settings)):
                yield from _each(structs.replace(source, open=lambda: io.BytesIO(loose)), settings)
                return
            yield Refusal(source.where, f"{error}{'; what stands before it is read' if number else ''}")
            return
    if not number:
        yield Refusal(source.where, "empty; there is nothing to read")


def _loose(source: Source, settings: Settings) -> bytes:
    """Return a file of JSON with null for NaN; nothing where it has none, or is too large to be held."""
    if source.path is None:
        return b""  # what has come by standard input is gone
    with source.open() as file:
        data = file.read(settings.largest + 1)
    if len(data) > settings.largest:
        return b""
    text = data.decode("utf-8", "surrogateescape")
    mended = without_loose(text)
    return mended.encode("utf-8", "surrogateescape") if mended != text else b""


def _values(events: Events) -> Iterator[object]:
    """Yield the objects of a file: at the top, in a list, or in the list of an object."""
    pieces = iter(events)
    for event in pieces:
        if event.prefix == "" and event.what == "start_map":
            yield from _of_object(pieces)
        elif event.prefix == "item":
            yield from _within(value_of(event, pieces))
        elif event.prefix == "" and event.what not in ("start_array", "end_array"):
            yield event.value


def _of_object(pieces: Iterator[Event]) -> Iterator[object]:
    """Yield the objects of the lists of an object, with what it says of all; the object where it has none."""
    own: dict[str, object] = {}
    listed = False
    for event in pieces:
        if event.what in ("map_key", "end_map"):
            if event.prefix == "" and event.what == "end_map":
                break
            continue
        *outer, name = event.prefix.split(".")
        within = all(one in OUTER for one in outer)
        if event.what == "start_map" and within and name in OUTER:
            continue
        if event.what == "start_array" and within and name in LISTS and not _has_text(own):
            listed = True
            shared = _shared(own, name)
            for item in pieces:
                if item.prefix == event.prefix:
                    break
                value = value_of(item, pieces)
                yield _with(shared, value)
        else:
            own[name] = value_of(event, pieces)
    if not listed:
        yield from _within(own)


def _within(value: object) -> Iterator[object]:
    """Yield the posts that an object holds, such as a channel in a list of channels; or the object itself."""
    if isinstance(value, dict) and not _has_text(value):
        for name in POSTS:
            posts = value.get(name)
            if isinstance(posts, dict):
                posts = [{"id": key, **one} for key, one in posts.items() if isinstance(one, dict)]
            if isinstance(posts, list) and posts:
                shared = _shared(value, name)
                yield from (_with(shared, one) for one in posts)
                return
    yield value


def _shared(own: Mapping[str, object], name: str) -> dict[str, object]:
    """Return the fields that an object gives all in its list of that name."""
    given = {key: own[key] for key in SHARED if own.get(key)}
    called = next((own[key] for key in NAMES if own.get(key)), "") if name in POSTS else ""
    fields = fields_of({"outlet": called, **given})[0]
    shared: dict[str, object] = {field: one.value for field, one in fields.items()}
    names = {key: given[key] for key in ("channel", "channel_username") if key in given}
    if "channel" in names:  # the id of a post is made with it, and the publisher found under it
        shared.pop("publisher", None)
    return shared | names


def _with(shared: Mapping[str, object], row: object) -> object:
    """Return a row with what holds for all rows, where it says nothing itself."""
    if not shared or not isinstance(row, dict):
        return row
    own = fields_of(row)[0]
    return {**{key: value for key, value in shared.items() if key not in own}, **row}


def _has_text(row: Mapping[str, object]) -> bool:
    return any(field_name(name) in TEXTS for name in row)


def _is_document(head: bytes, suffix: str) -> bool:
    bare = head.removeprefix(codecs.BOM_UTF8)
    if suffix in LINES:
        return bool(SPREAD.match(bare))
    return suffix == ".json" or (suffix in ENDINGS and bool(BEGINS.match(bare)))


DOCUMENTS_KIND = Kind("JSON", (".json",), _is_document, _documents)
LINES_KIND = Kind("JSON lines", LINES, lambda _, suffix: suffix in LINES, _lines)
KINDS = (DOCUMENTS_KIND, LINES_KIND)
