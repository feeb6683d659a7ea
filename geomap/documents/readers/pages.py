"""Saved pages: the body of an article, the entries of a live page, the posts of a channel's page.

What only pages need is imported when one is read: the table of kinds imports this module in every run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING

from geomap.attempts import time_limit
from geomap.documents.document import Refusal, Remark, Settings
from geomap.documents.encodings import Decoded, EncodingError, decode
from geomap.documents.kinds import Found, Kind, Read, Source
from geomap.documents.readers.whole import too_large

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from geomap.documents.readers.page_fields import PageFields

ENDINGS = (".html", ".htm", ".xhtml")
BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]{0,200}\?>\s*+)?(?:<!--(?:(?!-->).)*+-->\s*+)*+"
    rb"<(?:!doctype\s+html|(?:html|head|body)[\s>])",
    re.IGNORECASE | re.DOTALL,
)
DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
HEAVIER = 5
"""How many times the size of a document a page may have: some hold pictures, which are left out at once."""
PICTURES = re.compile(r"data:[\w.+/-]{0,60}(?:;[\w=.-]{0,40}){0,4},[\w+/=%.-]*", re.IGNORECASE)
TOOLBAR = ("<!-- BEGIN WAYBACK TOOLBAR INSERT -->", "<!-- END WAYBACK TOOLBAR INSERT -->")
"""Between what the archive's own words stand."""
FEW = 3
A_HEADING = 60
"""Words to each heading that is a link, below which a page is a list of articles."""
EXPORTED = 'class="page_body chat_page"'
"""What the pages hold as which Telegram Desktop exports a chat."""
WHOLE = 30
"""Words below which an article was probably not saved whole."""


def _fits(head: bytes, suffix: str) -> bool:
    return suffix in ENDINGS or bool(BEGINS.match(head))


def _read(source: Source, settings: Settings) -> Iterator[Read]:
    with source.open() as file:
        data = file.read(HEAVIER * settings.largest + 1)
    if len(data) > HEAVIER * settings.largest:
        yield too_large(source.where, settings)
        return
    try:
        html, remark = decode_page(data, settings)
    except EncodingError as error:
        yield Refusal(source.where, str(error))
        return
    if remark:
        yield Remark(source.where, remark)
    yield from read_page(source.where, source.name, html, settings)


def decode_page(data: bytes, settings: Settings) -> Decoded:
    """Return the text of a page, in the encoding that it is in or, where that cannot be told, declares."""
    try:
        return decode(data, settings.encoding)
    except EncodingError:
        if b"\0" in data:
            return decode_page(data.replace(b"\0", b""), settings)
        declared = DECLARED.search(data[:4_096])
        if declared is None or settings.encoding:
            raise
        try:
            return Decoded(data.decode(declared[1].decode()))
        except (LookupError, UnicodeError):
            pass
        raise


def read_page(where: str, name: str, html: str, settings: Settings, address: str = "") -> Iterator[Read]:
    """Yield the article, entries or posts of a page; ``address`` is where it was, if the file says so."""
    before, _, after = html.partition(TOOLBAR[0])
    html = PICTURES.sub("", before + (after.partition(TOOLBAR[1])[2] or after)).replace("\0", "")
    if len(html) > settings.largest:
        yield too_large(where, settings)
        return
    with time_limit(settings.seconds):
        yield from list(_read_page(where, name, html, address))


def _read_page(where: str, name: str, html: str, address: str) -> Iterator[Read]:
    import lxml.html
    from lxml.etree import LxmlError

    from geomap.documents.readers.channel_pages import MARK, posts
    from geomap.documents.readers.live_pages import entries
    from geomap.documents.readers.page_fields import page_fields

    if not html.strip():
        yield Refusal(where, "empty; there is nothing to read")
        return
    try:
        parser = lxml.html.HTMLParser(encoding="utf-8")
        page = lxml.html.document_fromstring(html.encode(errors="replace"), parser=parser)
    except (LxmlError, ValueError) as error:
        yield Refusal(
            where, f"no page that can be read ({' '.join(str(error).split())[:80]}); save it as text"
        )
        return
    if MARK in html:
        yield from posts(where, page)
        return
    if EXPORTED in html:
        yield Refusal(where, "an export of Telegram that does not say what is private; export it as JSON")
        return
    fields = page_fields(page, html, address)
    if live := [*entries(where, name, page, fields)]:
        yield from live
        return
    yield from _article(where, name, page, fields)


def _article(where: str, name: str, page: HtmlElement, fields: PageFields) -> Iterator[Read]:
    from geomap.documents.readers.live_pages import drop_cards

    cards = drop_cards(page, fields)
    lines, headings = _without_links(page)
    lines, headings = lines + cards, headings + cards
    text = _body(page)
    words = len(text.split())
    teasers = headings >= FEW and words < A_HEADING * headings
    if not fields.is_article and (teasers or (lines >= FEW and not words) or _is_list(text, page)):
        yield Refusal(where, "a list of articles, not one; save the pages that it leads to")
        return
    if not text:
        yield Refusal(
            where, "a page without the text of an article; save it as text, or from another browser"
        )
        return
    if words < WHOLE:
        yield Remark(where, f"only {words} words; the page was probably not saved whole")
    yield Found(where, name, text, fields.given, fields.language)


def _is_list(text: str, page: HtmlElement) -> bool:
    """Tell whether most words of a text stand in lines that are links."""
    links = {" ".join(link.text_content().split()) for link in page.xpath("//body//a")}
    linked = sum(len(line.split()) for line in text.split("\n") if line.strip() in links)
    return 2 * linked > len(text.split())


def _body(page: HtmlElement) -> str:
    """Return the text of the article on a page; of a page with next to nothing on it its paragraphs.

    Of a page with so little on it trafilatura takes the menu for text.
    """
    import logging

    import trafilatura

    from geomap.documents.markup import tidy

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it says of a page is no news to a user
    text: str | None = trafilatura.extract(page, include_comments=False, include_tables=False)
    if text is None or len(text.split()) < WHOLE:
        rest = deepcopy(page)
        for one in rest.xpath("//nav | //aside | //footer | //header"):  # a form may be around all there is
            one.drop_tree()
        text = (
            trafilatura.extract(rest, include_comments=False, include_tables=False)
            or "\n\n".join(one.text_content() for one in rest.iter("p"))
            or text
            or ""
        )
    return tidy(text)


def _without_links(page: HtmlElement) -> tuple[int, int]:
    """Take out lines that are links to other articles; return how many, and how many were headings."""
    from geomap.documents.markup import LINKED
    from geomap.documents.readers.live_pages import is_aside

    lines = headings = 0
    for one in page.xpath(
        "//body//*[self::p or self::li or self::h2 or self::h3 or self::h4 or self::h5][.//a]"
    ):
        linked = sum(len("".join(link.itertext())) for link in one.iter("a"))
        if linked < LINKED * len("".join(one.itertext()).strip()) or one.getparent() is None:
            continue
        if not is_aside(one):
            lines += 1
            headings += one.tag[0] == "h"
        one.drop_tree()
    return lines, headings


KIND = Kind("saved page", ENDINGS, _fits, _read, single=True)
