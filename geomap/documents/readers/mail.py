"""Mails, mailboxes and pages that a browser saved as MHTML.

Of a mail only what its sender wrote for all is taken: who reads it stands in its headers, and the addresses
in its text carry tokens of the reader. So no address of the text is kept. Of a mail that forwards another the
other is taken: who forwards it is a reader too.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parseaddr
from typing import IO

from geomap.documents.document import Refusal, Settings
from geomap.documents.encodings import EncodingError, decode
from geomap.documents.kinds import Found, Read, Skipped, Source
from geomap.documents.markup import text_of_html
from geomap.documents.published import parse_published
from geomap.documents.readers.forwarded import Forwarded, forwarded_in, subject_of
from geomap.documents.readers.page_within import Page, page_within
from geomap.documents.readers.signs import MAILBOX
from geomap.documents.readers.whole import read_whole, too_large

SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
"""What follows is no part of the text: who sent it, and how to get no more of it."""
ADDRESSES = re.compile(
    r"[<(\[]?(?:https?://|mailto:|www\.)[^\s<>\]]+[>)\]]?|[<(\[]?\b[\w.+-]{1,64}+@(?:[\w-]{1,63}+\.){1,8}\w{2,}[>)\]]?"
)
HEAD = re.compile(r"<head\b.*?</head>", re.IGNORECASE | re.DOTALL)
EMPTY_LINES = re.compile(r"\n\s*\n\s*\n")
LINK = re.compile(r"<?(https?://[^\s<>]+)>?")
OWN = re.compile(r"[\w-]+=\d{1,12}")
"""A parameter of an address that can only be the number of an issue: longer ones may name the reader."""
PUBLIC = ("Archived-At", "List-Post")
READERS = ("To", "Cc", "Bcc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Forwarded-To")
STUB = 4
"""Times the words of the plain text that the HTML has for which the plain text only stands in."""
DEEPEST = 5
"""Mails within mails that are read."""
ATTACHMENTS = "attachments and pictures of mails"


def read_mail(source: Source, settings: Settings) -> Iterator[Read]:
    """Yield the text of a mail, and of the mails that it encloses."""
    data = read_whole(source, settings)
    yield from [data] if isinstance(data, Refusal) else _mail(data, source.where, source.name)


def read_mailbox(source: Source, settings: Settings) -> Iterator[Read]:
    """Yield the mails of a mailbox; one that stands in it twice is read once."""
    seen: set[tuple[str, str]] = set()
    number = 0
    with source.open() as stream:
        for number, data in enumerate(_mails(stream, settings.largest), 1):
            where = f"{source.where}: mail {number}"
            if data is None:
                yield too_large(where, settings)
                continue
            digest = hashlib.sha256(data).hexdigest()[:12]
            for item in _mail(data, where, f"{source.name}#{digest}"):
                if not isinstance(item, Found):
                    yield item
                elif (item.id, item.text) in seen:
                    yield Skipped(where, "mails that stand in the mailbox twice")
                else:
                    seen.add((item.id, item.text))
                    yield item
    if not number:
        yield Refusal(source.where, "a mailbox without a mail; export it again, as UTF-8")


def read_saved_page(source: Source, settings: Settings) -> Iterator[Read]:
    """Yield what the page gives that MHTML holds; its date is the day on which it was saved."""
    data = read_whole(source, settings)
    if isinstance(data, Refusal):
        yield data
        return
    message = _parsed(data)
    pages = (
        [] if message is None else [part for part in message.walk() if part.get_content_type() == "text/html"]
    )
    if message is None or not pages:
        yield Refusal(source.where, "an MHTML file without a page; save the page again")
        return
    charset = pages[0].get_content_charset() or ""
    address = _header(message, "Snapshot-Content-Location") or _header(pages[0], "Content-Location")
    yield from page_within(Page(source.where, source.name, _bytes(pages[0]), charset, address), settings)


def _mail(data: bytes, where: str, name: str, depth: int = 0) -> Iterator[Read]:
    message = _parsed(data)
    if message is None or depth > DEEPEST:
        yield Refusal(where, "nested too deep to be a mail; save its text alone")
        return
    plain, html = "", ""
    others = 0
    enclosed: list[Message] = []
    for part in _parts(message):
        kind = part.get_content_type()
        if kind == "message/rfc822":
            enclosed += [one for one in _payload(part) if isinstance(one, Message)]
        elif part.get_content_disposition() == "attachment" or kind not in ("text/plain", "text/html"):
            others += 1
        elif kind == "text/plain":
            plain = plain or _text(part)
        else:
            html = html or text_of_html(HEAD.sub("", _text(part), count=1))
    body = html if len(plain.split()) * STUB < len(html.split()) else plain
    inner = forwarded_in(body, _header(message, "Subject"))
    text = _public(inner.text if inner else body)
    if others:
        yield Skipped(where, ATTACHMENTS, others)
    if text:
        given = _given_within(message, inner) if inner else _given(message)
        own = "" if inner else _id(message)  # that of who forwards may name him
        yield Found(where, own or name, text, given)
    elif not enclosed:
        yield Refusal(where, "a mail without a text; it may be encrypted, or hold pictures alone")
    for number, one in enumerate(enclosed, 1):
        yield from _mail(one.as_bytes(), f"{where}: enclosed mail {number}", f"{name}#{number}", depth + 1)


def _parsed(data: bytes) -> Message | None:
    try:
        return message_from_bytes(data.lstrip())
    except RecursionError:
        return None


def _parts(message: Message) -> Iterator[Message]:
    """Yield the parts of a mail that are no frames of others, without going into enclosed mails."""
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        if part.get_content_maintype() == "multipart":
            waiting[:0] = _payload(part)
        else:
            yield part


def _payload(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: Message) -> str:
    """Return the text of a part: UTF-8 where it is that, else as it says, else as it looks."""
    data = _bytes(part)
    for charset in ("utf-8", part.get_content_charset() or ""):
        try:
            return _lines(data.decode(charset))
        except (LookupError, ValueError):
            continue
    try:
        return _lines(decode(data).text)
    except EncodingError:
        return ""


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _public(text: str) -> str:
    """Return what a mail says without the addresses in it, up to its signature."""
    cut = SIGNATURE.search(text)
    kept = text[: cut.start()] if cut and text[: cut.start()].strip() else text
    kept = ADDRESSES.sub("", kept)
    return EMPTY_LINES.sub("\n\n", "\n".join(line.rstrip() for line in kept.split("\n"))).strip()


def _header(message: Message, name: str) -> str:
    """Return a header as text on one line; an empty one where it cannot be read."""
    value = message.get(name)
    if value is None:
        return ""
    pieces = []
    try:
        for piece, charset in decode_header(value):
            if isinstance(piece, str):
                pieces.append(piece)
                continue
            try:
                pieces.append(piece.decode(charset or "utf-8"))
            except (LookupError, ValueError):
                pieces.append(decode(piece).text)
    except (ValueError, TypeError, MessageError):  # among them that no encoding fits
        return ""
    return " ".join("".join(pieces).split())


def _id(message: Message) -> str:
    """Return the id of a mail, unless it names a reader."""
    found = re.fullmatch(r"<?([^<>\s]{3,200})>?", _header(message, "Message-ID"))
    readers = _readers(message)
    given = found[1].lower() if found else ""
    # Lists that watch for mails that come back write the reader's address into theirs, with = for @.
    named = any(reader in given or reader.replace("@", "=") in given for reader in readers)
    return found[1] if found and not named else ""


def _readers(message: Message) -> set[str]:
    # Older Pythons lose all addresses over an empty header.
    headers = list(filter(None, (_header(message, name) for name in READERS)))
    return {address.lower() for _, address in getaddresses(headers) if address}


def _given(message: Message) -> dict[str, object]:
    name, address = parseaddr(_header(message, "From"))
    given: dict[str, object] = {
        "title": ADDRESSES.sub("", _header(message, "Subject")).strip(),
        "published": _header(message, "Date"),
    }
    if address.lower() not in _readers(message):  # who forwards a mail to himself is no publisher
        given["publisher"] = ADDRESSES.sub("", name).strip(" \"'") or address.rpartition("@")[2]
    links = (LINK.match(_header(message, header)) for header in PUBLIC)
    if (link := next(filter(None, links), None)) is not None:
        given["url"] = _impersonal(link[1])
    return given


def _given_within(message: Message, inner: Forwarded) -> dict[str, object]:
    """Return what is told of a mail that another forwards; nothing of who forwards it, nor of when."""
    name, address = parseaddr(inner.sender)
    given: dict[str, object] = {
        "title": ADDRESSES.sub("", subject_of(inner.subject or _header(message, "Subject"))).strip()
    }
    forwarder = parseaddr(_header(message, "From"))
    known = {forwarder[1].lower(), *_readers(message)}
    sender = ADDRESSES.sub("", name or inner.sender).strip(" \"'*") or address.rpartition("@")[2]
    if address.lower() not in known and sender.lower() != forwarder[0].lower():
        given["publisher"] = sender
    try:
        parse_published(inner.date)
    except ValueError:
        return given
    return {**given, "published": inner.date}


def _impersonal(address: str) -> str:
    """Return an address without the parameters that may name a reader.

    >>> _impersonal("https://lowland.example/briefing?issue=12&e=9f3c0a7b21")
    'https://lowland.example/briefing?issue=12'
    """
    page, _, query = address.partition("#")[0].partition("?")
    kept = "&".join(one for one in query.split("&") if OWN.fullmatch(one))
    return f"{page}?{kept}" if kept else page


def _mails(stream: IO[bytes], largest: int) -> Iterator[bytes | None]:
    """Yield the mails of a mailbox; None for one that is longer than a document may be."""
    lines: list[bytes] = []
    size = 0
    begun, blank = False, True
    for line in iter(lambda: stream.readline(largest + 1), b""):
        if blank and line.startswith(MAILBOX):
            if begun:
                yield b"".join(lines) if size <= largest else None
            lines, size, begun = [], 0, True
            continue
        blank = line in (b"\n", b"\r\n")
        size += len(line)
        if size <= largest:
            lines.append(line[1:] if re.match(rb">+From ", line) else line)
        else:
            lines = []
    if begun:
        yield b"".join(lines) if size <= largest else None
