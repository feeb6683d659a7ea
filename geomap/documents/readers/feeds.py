"""Feeds: RSS, Atom and JSON Feed, each entry a document with its own day."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from geomap.attempts import time_limit
from geomap.documents.document import Refusal, Remark, Settings
from geomap.documents.encodings import Decoded, EncodingError, decode
from geomap.documents.fields import as_text
from geomap.documents.kinds import Found, Kind, Read, Skipped, Source
from geomap.documents.readers.whole import read_whole
from geomap.documents.rows import digest_of

FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*+<(?:\?xml|!doctype\s+rss|!--|rss|feed|rdf:RDF)", re.IGNORECASE)
JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:(?:\\?/){2}jsonfeed\.org')
DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
DECLARED = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w-]{3,20})")
ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
ENTRY = re.compile(r"<(?:item|entry)[\s>]")
FULL = re.compile(r"(?:\w+_)?full[-_]?text", re.IGNORECASE)
"""Elements of some feeds, such as ``yandex:full-text``, that hold the text of which the summary tells."""
SHORT_YEAR = re.compile(r"^((?:[A-Za-z]{3}, *)?\d{1,2} [A-Za-z]{3} )(\d\d)(?= \d\d:)")
"""A year of two figures, as the mails of old have it, from which RSS has its dates."""


def _feed(source: Source, settings: Settings) -> Iterator[Read]:
    data = read_whole(source, settings)
    if isinstance(data, Refusal):
        yield data
        return
    try:
        text, remark = _decoded(data, settings)
    except EncodingError as error:
        yield Refusal(source.where, str(error))
        return
    if remark:
        yield Remark(source.where, remark)
    if ENTITY.search(text):
        yield Refusal(source.where, "a feed that defines entities of its own; take out its <!DOCTYPE ...>")
        return
    with time_limit(settings.seconds):
        yield from list(_entries(source, text))


def _decoded(data: bytes, settings: Settings) -> Decoded:
    """Return the text of a feed; where it is no UTF-8, in the encoding that it declares if it is in that."""
    declared = DECLARED.match(data.lstrip())
    if declared and not settings.encoding:
        try:
            data.decode()
        except UnicodeDecodeError:
            try:
                return Decoded(data.decode(declared[1].decode()))
            except (LookupError, UnicodeError):
                pass
    return decode(data, settings.encoding)


def _entries(source: Source, text: str) -> Iterator[Read]:
    import feedparser

    declared = DECLARATION.match(text)
    body = text[declared.end() :] if declared else text
    # A stream, never an address: feedparser would fetch it. What it makes of dates is not used: it guesses.
    feed = feedparser.parse(
        io.BytesIO(f'<?xml version="1.0" encoding="utf-8"?>{body}'.encode(errors="replace")),
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not feed.entries and feed.bozo:
        why = " ".join(str(feed.bozo_exception).split())[:80]
        yield Refusal(source.where, f"a feed that cannot be read ({why}); save it again from its source")
        return
    if feed.bozo:
        yield Remark(
            source.where, "a feed that is damaged or cut off; the entries that could be told are read"
        )
    starts = [found.start() for found in ENTRY.finditer(text)]
    told = len(starts) == len(feed.entries)
    line = 1
    for number, entry in enumerate(feed.entries):
        if told:
            line += text.count("\n", starts[number - 1] if number else 0, starts[number])
        where = f"{source.where}:{line}" if told else f"{source.where}#{number + 1}"
        yield _entry(source, where, entry, feed)
    if not feed.entries:
        yield Refusal(source.where, "a feed without entries; there is nothing to read")


def _entry(source: Source, where: str, entry: Mapping[str, Any], feed: Mapping[str, Any]) -> Read:
    from geomap.documents.markup import text_of_html

    contents = [one.get("value", "") for one in entry.get("content", ())]
    full = [value for name, value in entry.items() if FULL.fullmatch(name) and isinstance(value, str)]
    html = max(contents, key=len, default="") or max([entry.get("summary", ""), *full], key=len)
    published = entry.get("published") or ""
    if not published and feed["version"].startswith("rss") and "updated" in entry:
        published = entry["updated"]  # the one date of Dublin Core
    given = {
        "title": text_of_html(entry.get("title", "")),
        "published": SHORT_YEAR.sub(r"\g<1>20\2", published),
        "publisher": entry.get("source", {}).get("title") or feed["feed"].get("title"),
        "url": entry.get("link"),
    }
    own = entry.get("id") or _name(source, html, given)
    return _found(where, own, html, given, feed["feed"].get("language"))


def _json_feed(source: Source, settings: Settings) -> Iterator[Read]:
    data = read_whole(source, settings)
    if isinstance(data, Refusal):
        yield data
        return
    try:
        feed = msgspec.json.decode(decode(data, settings.encoding).text)
        items = [item for item in feed["items"] if isinstance(item, dict)]
    except (msgspec.DecodeError, EncodingError, KeyError, TypeError, RecursionError) as error:
        yield Refusal(source.where, f"no JSON Feed that can be read ({str(error)[:80]}); save it again")
        return
    for number, item in enumerate(items, 1):
        html = item.get("content_html") or item.get("content_text") or item.get("summary")
        given = {
            "title": item.get("title"),
            "published": item.get("date_published"),
            "publisher": feed.get("title"),
            "url": item.get("url") or item.get("external_url"),
        }
        own = as_text(item.get("id")) or _name(source, html, given)
        language = as_text(item.get("language") or feed.get("language"))
        yield _found(f"{source.where}#{number}", own, html, given, language)
    if not items:
        yield Refusal(source.where, "a feed without entries; there is nothing to read")


def _name(source: Source, html: object, given: Mapping[str, object]) -> str:
    """Return the id of an entry that has none of its own."""
    return as_text(given["url"]) or f"{source.name}#{digest_of(as_text(given['title']) + as_text(html))}"


def _found(
    where: str, own: str, html: object, given: Mapping[str, object], language: str | None
) -> Found | Skipped:
    """Return an entry; one without a text is its headline."""
    from geomap.documents.markup import text_of_html

    text = (text_of_html(html, links=False) if isinstance(html, str) else "") or as_text(given["title"])
    return Found(where, own, text, given, language) if text else Skipped(where, "entries without words")


def _fits(head: bytes, suffix: str) -> bool:
    if suffix in (".rss", ".atom"):
        return True
    return bool(XML.match(head) and FEED.search(head))


KINDS = (
    Kind("feed", (".rss", ".atom"), _fits, _feed),
    Kind("JSON Feed", (), lambda head, _: bool(JSON_FEED.search(head)), _json_feed),
)
