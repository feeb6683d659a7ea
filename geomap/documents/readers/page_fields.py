"""What a page says of itself: by JSON-LD, by OpenGraph and other ``meta``, by its canonical address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import TYPE_CHECKING, Any, NamedTuple

from geomap.documents.addresses import publishers_address

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ARTICLE = re.compile(r"\w*Article|BlogPosting|LiveBlogPosting|SocialMediaPosting|Report")
LARGEST = 2_000_000
"""Characters of JSON-LD beyond which it is not looked at."""
PUBLISHED = (
    *("article:published_time", "og:article:published_time", "article:published", "datepublished"),
    *("date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "published_time"),
    *("dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "parsely-pub-date", "sailthru.date"),
)
"""Names under which ``meta`` gives the day of publication; days of change are not among them."""
SAVED = re.compile(r"^[ \t]*+url:[ \t]*+(https?://\S+)|saved from url=\(\d+\)(https?://\S+)", re.MULTILINE)
"""Where SingleFile and browsers note the address of a page they save."""


class PageFields(NamedTuple):
    """What a page says of itself."""

    given: Mapping[str, object]
    language: str
    is_article: bool
    """Whether it says that it is one article."""
    is_live: bool
    """Whether it says that it is a live page."""
    updates: tuple[Mapping[str, Any], ...] = ()
    """The entries of a live page."""


def page_fields(page: HtmlElement, html: str, address: str = "") -> PageFields:
    """Return the fields of a page; ``address`` is where it was, if that is known from elsewhere."""
    things = tuple(_things(page))
    articles = [thing for thing in things if _is_article(thing)]
    live = next((thing for thing in articles if isinstance(thing.get("liveBlogUpdate"), list)), None)
    article = live or (articles[0] if len({str(one.get("headline")) for one in articles}) == 1 else {})
    meta = _meta(page)
    given = {
        "title": _string(article.get("headline")) or meta.get("og:title") or _heading(page),
        "published": _string(article.get("datePublished"))
        or next((meta[name] for name in PUBLISHED if name in meta), "")
        or next(
            iter(page.xpath("//*[@itemprop='datePublished']/@datetime | //time[@pubdate]/@datetime")), ""
        ),
        "publisher": _publisher(article, things) or meta.get("og:site_name", ""),
        "url": publishers_address(_address(page, html, meta) or address),
    }
    language = _string(article.get("inLanguage")) or next(iter(page.xpath("/html/@lang")), "")
    is_article = bool(article) or meta.get("og:type") == "article" or "article:published_time" in meta
    updates = tuple(one for one in (live or {}).get("liveBlogUpdate", ()) if isinstance(one, dict))
    is_live = any("LiveBlogPosting" in _types(thing) for thing in things) or bool(
        page.xpath("//*[contains(@itemtype, '/LiveBlogPosting')]")
    )
    return PageFields(given, language, is_article, is_live, updates)


def _things(page: HtmlElement) -> Iterator[Mapping[str, Any]]:
    """Yield the things that JSON-LD tells of, those at the top of each script and in its graph."""
    for script in page.xpath("//script[@type='application/ld+json']"):
        text = (script.text or "").strip().removeprefix("<!--").removesuffix("-->")
        if len(text) > LARGEST:
            continue
        try:
            told = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in told if isinstance(told, list) else [told]:
            if isinstance(thing, dict):
                graph = thing.get("@graph")
                inner = graph if isinstance(graph, list) else [thing, thing.get("mainEntity")]
                yield from (one for one in inner if isinstance(one, dict))


def _is_article(thing: Mapping[str, Any]) -> bool:
    return any(ARTICLE.fullmatch(one) for one in _types(thing))


def _types(thing: Mapping[str, Any]) -> list[str]:
    types = thing.get("@type")
    return [one for one in (types if isinstance(types, list) else [types]) if isinstance(one, str)]


def _publisher(article: Mapping[str, Any], things: tuple[Mapping[str, Any], ...]) -> str:
    """Return the name of the publisher, who may be told of elsewhere under an id."""
    publisher = article.get("publisher")
    if isinstance(publisher, list):
        publisher = next(iter(publisher), None)
    if isinstance(publisher, dict) and "name" not in publisher:
        publisher = next((thing for thing in things if thing.get("@id") == publisher.get("@id")), None)
    return _string(publisher.get("name")) if isinstance(publisher, dict) else _string(publisher)


def _meta(page: HtmlElement) -> dict[str, str]:
    """Return what ``meta`` says, by its name in lower case; the first counts."""
    found: dict[str, str] = {}
    for one in page.xpath("//meta[@content]"):
        name = (one.get("property") or one.get("name") or one.get("itemprop") or "").strip().lower()
        content = one.get("content").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _heading(page: HtmlElement) -> str:
    for path in ("//h1", "/html/head/title"):
        for one in page.xpath(path):
            if title := " ".join(one.text_content().split()):
                return title
    return ""


def _address(page: HtmlElement, html: str, meta: Mapping[str, str]) -> str:
    there = [*page.xpath("//link[@rel='canonical']/@href"), meta.get("og:url", "")]
    if found := SAVED.search(html[:4_000]):
        there.append(found[1] or found[2])
    return next((one.strip() for one in there if re.match(r"\s*https?://", one)), "")


def _string(value: object) -> str:
    if isinstance(value, list):
        value = next(iter(value), "")
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""
