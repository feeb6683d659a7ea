"""What a page says of itself: by JSON-LD, by OpenGraph and other ``meta``, by its canonical address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import TYPE_CHECKING, Any, NamedTuple

from geomap.documents.addresses import TODAY, publishers_address
from geomap.documents.markup import UNSEEN

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
OF_THE_ARCHIVE = frozenset({*PUBLISHED, "og:site_name", "og:url"})
"""What archive.today writes of itself into the pages that it holds: its name, and when it took them in."""
WITHIN = "ancestor::*[self::article or self::main]"
"""Where the article of a page stands, the innermost last."""
APART = "ancestor::*[self::aside or self::nav or self::footer or contains(@class, 'comment')]"
LINE = 8
"""Words of a line from which it is text, and no line of a head such as the author's."""
LEAD = re.compile(r"^h[2-6] |lead|deck|stand|subtitle|subhead|intro|summary|excerpt|descr")
"""How tags and classes mark the lead of an article."""
CHANGED = re.compile(r"updat|modif|chang|revis|оновл|змін|обновл|измен", re.IGNORECASE)
"""How classes and words mark a day of change."""
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
    meta = _meta(page)
    told = [*_told_addresses(page, html, meta), *filter(None, [address])]
    if any(map(TODAY.match, told)):
        meta = {name: content for name, content in meta.items() if name not in OF_THE_ARCHIVE}
    there = [*map(publishers_address, told), ""]
    url = next((one for one in there if not TODAY.match(one)), "") or there[0]
    article = live or _of_page(articles, page, url)
    given = {
        "title": _string(article.get("headline")) or meta.get("og:title") or _heading(page),
        "published": _string(article.get("datePublished"))
        or next((meta[name] for name in PUBLISHED if name in meta), "")
        or next(iter(page.xpath("//*[@itemprop='datePublished']/@datetime | //time[@pubdate]/@datetime")), "")
        or _time_in_head(page),
        "publisher": _publisher(article, things) or meta.get("og:site_name", ""),
        "url": url,
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


def _of_page(articles: list[Mapping[str, Any]], page: HtmlElement, url: str) -> Mapping[str, Any]:
    """Return the one article that a page is; of several that with its address, else with its heading."""
    headlines = {_string(one.get("headline")) for one in articles}
    if len(headlines) == 1:
        return articles[0]
    heading = _main_heading(page)
    titles = {_page_title(page), "" if heading is None else _words(heading)}
    there = [one for one in articles if url in _addresses(one)] if url else []
    named = [one for one in articles if (title := _string(one.get("headline"))) and title in titles]
    return next((one[0] for one in (there, named) if len(one) == 1), {})


def _addresses(thing: Mapping[str, Any]) -> set[str]:
    """Return the addresses of the page on which a thing stands."""
    main = thing.get("mainEntityOfPage")
    told = (thing.get("url"), thing.get("@id"), main.get("@id") if isinstance(main, dict) else main)
    return {publishers_address(one).partition("#")[0] for one in told if isinstance(one, str)}


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
    """Return the title of a page: its main heading, else what the browser shows as its title."""
    heading = _main_heading(page)
    return _words(heading) if heading is not None else _page_title(page)


def _main_heading(page: HtmlElement) -> HtmlElement | None:
    """Return the first heading within an article, else the longest that the page's title has, else the first.

    Many sites have their own name as a heading above that of the article.
    """
    title = _page_title(page)

    def rank(heading: HtmlElement) -> tuple[bool, bool, int]:
        words = _words(heading)
        named = words in title
        return bool(heading.xpath(WITHIN)), named, len(words) if named else 0

    return max(filter(_words, page.iter("h1")), key=rank, default=None)


def _page_title(page: HtmlElement) -> str:
    return next(filter(None, map(_words, page.xpath("/html/head/title"))), "")


def _words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _time_in_head(page: HtmlElement) -> str:
    """Return the one time beside the main heading, above the text; days of change are passed over."""
    heading = _main_heading(page)
    if heading is None:
        return ""
    told = [time for time in _times_of_head(heading, page) if not time.xpath(APART)]
    for kept in (
        [one for one in told if "publish" in _about(one)],
        [one for one in told if not _changed(one)],
    ):
        days = {one.get("datetime").strip()[:10] for one in kept}
        if len(days) == 1:
            return str(kept[0].get("datetime")).strip()
    return ""


def _times_of_head(heading: HtmlElement, page: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the times from the start of an article to its text, those of other articles not among them."""
    article = next(heading.iterancestors("article"), None)
    within = next(heading.iterancestors("article", "main"), page)
    met = False
    for one in within.iter():
        if not isinstance(one.tag, str) or one.tag in UNSEEN:
            continue
        inside = one is heading or heading in one.iterancestors()
        met = met or inside
        if met and not inside and _is_text(one):
            return
        beside = met or article is not None or one.getparent() is heading.getparent()
        own = beside and next(one.iterancestors("article"), None) is article
        if one.tag == "time" and one.get("datetime", "").strip() and own:
            yield one


def _is_text(element: HtmlElement) -> bool:
    """Tell whether a line of text begins with an element; a lead above the author's name is none."""
    if LEAD.search(f"{element.tag} {_about(element)} {_about(element.getparent())}"):
        return False
    return max(len((text or "").split()) for text in (element.text, element.tail)) >= LINE


def _about(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()


def _changed(time: HtmlElement) -> bool:
    """Tell whether a time is that of a change, by its class or by the words before it."""
    before = " ".join(time.xpath("preceding-sibling::node()[1]//text() | preceding-sibling::text()[1]"))
    return bool(CHANGED.search(f"{_about(time)} {before} {_words(time)}"))


def _told_addresses(page: HtmlElement, html: str, meta: Mapping[str, str]) -> Iterator[str]:
    """Yield the addresses that a page says it has, the surest first."""
    there = [*page.xpath("//link[@rel='canonical']/@href"), meta.get("og:url", "")]
    if found := SAVED.search(html[:4_000]):
        there.append(found[1] or found[2])
    if any(map(TODAY.match, there)):
        there += page.xpath("//link[@rel='bookmark']/@href | //*[@id='HEADER']//input[@name='q']/@value")
    yield from (one.strip() for one in there if re.match(r"\s*https?://", one))


def _string(value: object) -> str:
    if isinstance(value, list):
        value = next(iter(value), "")
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""
