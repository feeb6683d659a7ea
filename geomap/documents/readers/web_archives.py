"""Web archives (WARC): the pages that a crawler was given, under their addresses.

A record is a head of fields, an empty line and as many bytes as the head says. Only answers of servers are
read, and of these only pages.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator, Mapping
from email import message_from_bytes
from email.message import Message
from typing import IO, NamedTuple

from geomap.documents.document import Refusal, Settings
from geomap.documents.kinds import Found, Read, Skipped, Source
from geomap.documents.readers.archives import FAULTS, TooMuchError, measured
from geomap.documents.readers.page_within import Page, page_within
from geomap.documents.readers.signs import WARC
from geomap.documents.readers.whole import too_large

PAGES = frozenset(
    {"text/html", "application/xhtml+xml", "application/pdf", "application/rss+xml", "application/atom+xml"}
)
"""What is read of a crawl; scripts, pictures and answers to scripts are not."""
HEAVIER = 5
"""How many times the size of a document a page may have: some hold pictures, which are left out."""
LONGEST = 65_536
"""Bytes of a line of a head, and of the head of an answer."""
LINES = 200
"""Lines of a head."""
CHUNK = 1 << 16
FOUND = "200"
GONE = "pages that the server did not have, or that lie elsewhere"
REVISITS = "pages that had not changed since an earlier visit"
OTHERS = "pictures and other files that belong to pages"
TWICE = "pages that stand in the archive twice"
UNPACKABLE = "pages packed with Brotli; pip install 'geomap-frontline[archive]' reads them"
DAMAGED = "damaged here; what stands up to the next record is lost"


class _Record(NamedTuple):
    """A record, of whose block only as much is held as a page may have."""

    fields: Mapping[str, str]
    block: bytes
    whole: bool


class _Answer(NamedTuple):
    """What a server sent."""

    status: str
    kind: str
    charset: str
    packed: str
    chunked: bool
    body: bytes


def read(source: Source, settings: Settings) -> Iterator[Read]:
    """Yield what the pages give; the same page fetched again counts once unless it has changed."""
    empty = True
    try:
        for item in _read(source, settings):
            empty = False
            yield item
        if empty:
            yield Refusal(source.where, "a web archive without a page")
    except TooMuchError as error:
        yield Refusal(source.where, str(error))
    except FAULTS as error:
        what = " ".join(str(error).split())[:200]
        yield Refusal(source.where, f"damaged from here on ({what}); fetch the archive again")


def _read(source: Source, settings: Settings) -> Iterator[Read]:
    seen: dict[str, str] = {}
    with source.open() as head:
        packed = not head.read(len(WARC)).startswith(WARC)
    with source.open() as stream:
        unpacked = measured(gzip.GzipFile(fileobj=stream), stream, settings) if packed else stream
        for record in _records(unpacked, HEAVIER * settings.largest):
            if record is None:
                yield Refusal(source.where, DAMAGED)
            else:
                yield from _pages(record, source.where, settings, seen)


def _records(stream: IO[bytes], most: int) -> Iterator[_Record | None]:
    """Yield the records, None for each stretch that is none."""
    lost = False
    while line := stream.readline(LONGEST):
        if not line.startswith(WARC):
            if line.strip() and not lost:
                lost = True
                yield None
            continue
        lost = False
        fields: dict[str, str] = {}
        for _ in range(LINES):
            name, _, value = stream.readline(LONGEST).decode(errors="replace").partition(":")
            if not name.strip():
                break
            fields.setdefault(name.strip().lower(), value.strip())
        length = fields.get("content-length", "")
        if not length.isdecimal():
            yield None
            continue
        left = int(length)
        block = stream.read(min(left, most))
        whole = left <= most
        left -= len(block)
        while left > 0 and (passed := stream.read(min(left, CHUNK))):
            left -= len(passed)
        yield _Record(fields, block, whole) if left <= 0 else None


def _pages(record: _Record, where: str, settings: Settings, seen: dict[str, str]) -> Iterator[Read]:
    address = record.fields.get("warc-target-uri", "").strip("<>")
    where = f"{where}: {address}"
    kind = record.fields.get("warc-type")
    if kind not in ("response", "resource", "revisit") or not address.startswith("http"):
        return
    answer = _answer(record) if kind != "revisit" else None
    if answer is None or (what := _left_out(answer)):
        yield Skipped(where, REVISITS if kind == "revisit" else what if answer else OTHERS)
        return
    data = _unpacked(answer, HEAVIER * settings.largest + 1)
    if not record.whole or len(data) > HEAVIER * settings.largest:
        yield too_large(where, settings)
        return
    digest = hashlib.sha256(data).hexdigest()
    if seen.get(address) == digest:
        yield Skipped(where, TWICE)
        return
    name = f"{address}@{record.fields.get('warc-date', digest)}" if address in seen else address
    seen[address] = digest
    if "html" in answer.kind:
        yield from page_within(Page(where, name, data, answer.charset, address), settings)
        return
    file = Source(where=where, name=name, open=lambda: io.BytesIO(data), depth=1)
    for item in _read_file(file, settings):
        yield item._replace(given={"url": address, **item.given}) if isinstance(item, Found) else item


def _read_file(file: Source, settings: Settings) -> Iterator[Read]:
    from geomap.documents.readers import read_source

    return read_source(file, settings)


def _answer(record: _Record) -> _Answer | None:
    """Return what a server sent, or a file that was put into the archive by itself; None if it is neither."""
    if record.fields.get("warc-type") == "resource":
        headers = Message()
        headers["Content-Type"] = record.fields.get("content-type", "")
        return _described(FOUND, headers, record.block)
    first, _, rest = record.block.partition(b"\n")
    end = next((mark for mark in (b"\r\n\r\n", b"\n\n") if mark in rest[:LONGEST]), b"")
    if not first.startswith(b"HTTP/") or not end:
        return None
    head, _, body = rest.partition(end)
    headers = message_from_bytes(head)
    return _described(first.decode("latin-1").split(" ")[1:2][0] if b" " in first else "", headers, body)


def _described(status: str, headers: Message, body: bytes) -> _Answer:
    return _Answer(
        status=status.strip(),
        kind=headers.get_content_type() if headers["Content-Type"] else "",
        charset=headers.get_content_charset() or "",
        packed=str(headers.get("Content-Encoding", "")).strip().lower(),
        chunked=str(headers.get("Transfer-Encoding", "")).strip().lower() == "chunked",
        body=body,
    )


def _left_out(answer: _Answer) -> str:
    """Return what an answer is that is not read; nothing for a page."""
    if answer.status != FOUND:
        return GONE
    if answer.kind not in PAGES:
        return OTHERS
    return UNPACKABLE if answer.packed == "br" and not _has_brotli() else ""


def _unpacked(answer: _Answer, most: int) -> bytes:
    """Return the body of an answer, no more than so many bytes of it.

    Many archives hold bodies that are joined or unpacked already, whatever the head says.
    """
    body = _joined(answer.body) if answer.chunked else answer.body
    if answer.packed in ("gzip", "x-gzip", "deflate"):
        for bits in (47, -15):
            try:
                return zlib.decompressobj(wbits=bits).decompress(body, most)
            except zlib.error:
                continue
    if answer.packed == "br":
        import brotli

        unpacker, whole = brotli.Decompressor(), b""
        try:
            for start in range(0, len(body), CHUNK):
                whole += unpacker.process(body[start : start + CHUNK])
                if len(whole) > most:
                    break
        except brotli.error:
            return body
        return whole
    return body


def _joined(body: bytes) -> bytes:
    """Return a body that was sent in chunks as one; as it is where it is not in chunks."""
    pieces: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at, at + LINES)
        try:
            size = int(body[at:end].split(b";")[0], 16) if end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            return b"".join(pieces) if pieces else body
        if size == 0:
            return b"".join(pieces)
        pieces.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2


def _has_brotli() -> bool:
    try:
        import brotli  # noqa: F401
    except ImportError:
        return False
    return True
