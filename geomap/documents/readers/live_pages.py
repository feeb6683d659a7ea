"""Live pages: the entries of one, each with its own time; what only leads to other pages is no entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin

from geomap.documents.kinds import Found

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from geomap.documents.readers.page_fields import PageFields

ASIDE = "nav aside footer header form".split()
TIMED = (
    "//*[self::article or @itemprop='liveBlogUpdate'][not(.//article or .//*[@itemprop='liveBlogUpdate'])]"
    "[.//time/@datetime]"
)
"""Where the entries of a live page may stand."""
HEADINGS = ".//*[self::h1 or self::h2 or self::h3 or self::h4]"
LINKED = 0.5
"""Share of its letters in one link from which an article is a card that leads to another."""
TITLE = 3
"""Words of a link that may be a title; a name of an author has fewer."""
LINE = 8
"""Words of a line that is a text, and no name of a section."""
OWN = 30
"""Words of text beside what leads elsewhere from which a page has an article of its own."""


class _Timed(NamedTuple):
    """An article on a page, with a time of its own."""

    time: str
    element: HtmlElement
    leads: bool
    """Whether it begins with a link to another page, as a teaser does, and some entries of live pages."""


def is_aside(element: HtmlElement) -> bool:
    """Tell whether an element stands in what surrounds the text of a page."""
    return next(element.iterancestors(*ASIDE), None) is not None


def entries(where: str, name: str, page: HtmlElement, fields: PageFields) -> Iterator[Found]:
    """Yield the entries of a live page, each with its own time; nothing where a page is one article."""
    from geomap.documents.markup import text_of_html

    shown = _entries(page, fields)
    told = [
        (str(one.get("datePublished") or ""), _update_text(one), _anchor(one)) for one in fields.updates
    ] or [
        (one.time, text_of_html(_source_of(one.element), links=False), one.element.get("id") or "")
        for one in shown
    ]
    told = [one for one in told if one[1]]
    if not fields.updates and len({time for time, _, _ in told}) <= 1:
        return
    anchors = {one.time: one.element.get("id") for one in shown if one.element.get("id")}
    met: dict[str, count[int]] = {}
    for time, text, given in told:
        anchor = given or anchors.get(time) or time
        again = next(met.setdefault(anchor, count(1)))
        at = f"#{anchor}" if again == 1 else f"#{anchor}-{again}"
        url = fields.given.get("url")
        own = {
            **fields.given,
            "published": time,
            "url": f"{url}{at}" if url and (given or anchor != time) else url,
        }
        yield Found(where + at, name + at, text, own, fields.language)


def drop_cards(page: HtmlElement, fields: PageFields) -> int:
    """Take the cards of other articles out of a page that is no live page; return how many."""
    url = str(fields.given.get("url") or "")
    cards = [one for one in page.xpath(TIMED) if not _is_apart(one) and _is_card(one, url)]
    if fields.is_article:
        teasers = [one.element for one in _timed(page, url) if one.leads]
        cards += teasers if teasers and _words_beside(page, teasers) >= OWN else []
    for one in cards:
        one.drop_tree()
    return len(cards)


def _entries(page: HtmlElement, fields: PageFields) -> list[_Timed]:
    """Return the articles on a page that are entries of it.

    One that begins with a link to another page is a teaser, unless it stands among entries of its class, or
    the page says that it is an article and has no other text.
    """
    timed = _timed(page, str(fields.given.get("url") or ""))
    plain = [one for one in timed if not one.leads]
    elements = [one.element for one in timed]
    if not plain and fields.is_article and _words_beside(page, elements) < OWN:
        return [one for one in timed if one.element.get("id")]
    inside = sum(len(one.element.text_content().split()) for one in plain)
    if fields.is_article and not fields.is_live and _words_beside(page, elements) > inside:
        return []
    classes = Counter(one.element.get("class") for one in plain)
    return [one for one in timed if not one.leads or classes[one.element.get("class") or ""] > 1]


def _timed(page: HtmlElement, url: str) -> list[_Timed]:
    """Return the innermost articles with a time of their own; comments and cards of others are none."""
    return [
        _Timed(one.xpath(".//time/@datetime")[0].strip(), one, _begins_elsewhere(one, url))
        for one in page.xpath(TIMED)
        if not _is_apart(one) and not _is_card(one, url)
    ]


def _is_apart(element: HtmlElement) -> bool:
    about = " ".join(
        f"{at.get('class') or ''} {at.get('id') or ''}" for at in (element, *element.iterancestors())
    )
    return "comment" in about.lower() or is_aside(element)


def _is_card(element: HtmlElement, url: str) -> bool:
    """Tell whether an article is little more than a link to another page."""
    longest = max((_letters(link) for link in element.iter("a") if _elsewhere(link, url)), default=0)
    return 0 < longest >= LINKED * _letters(element)


def _begins_elsewhere(element: HtmlElement, url: str) -> bool:
    """Tell whether a heading in an article, or what it begins with, is a link to another page."""
    for heading in element.xpath(HEADINGS):
        links = [*heading.iterancestors("a"), *heading.iter("a")]
        if any(_elsewhere(link, url) for link in links):
            return True
    first = next(iter(element.xpath(".//text()[normalize-space()][not(ancestor::time)]")), None)
    link = None if first is None else next(iter(first.getparent().xpath("ancestor-or-self::a")), None)
    if link is None or not _elsewhere(link, url):
        return False
    return len(link.text_content().split()) >= TITLE and not (link.tail or "").strip()


def _elsewhere(link: HtmlElement, url: str) -> bool:
    address = link.get("href") or ""
    return "#" not in address and not (url and address and urljoin(url, address) == url)


def _letters(element: HtmlElement) -> int:
    """Return how many characters an element shows beside its times."""
    return len("".join("".join(element.xpath(".//text()[not(ancestor::time)]")).split()))


def _words_beside(page: HtmlElement, elements: list[HtmlElement]) -> int:
    """Return how many words of text a page has beside these elements, its menus and its comments."""
    from lxml.html import tostring

    from geomap.documents.markup import text_of_html

    for one in elements:
        one.set("data-beside", "")
    rest = deepcopy(page)
    for one in elements:
        del one.attrib["data-beside"]
    for one in rest.xpath("//*[@data-beside] | //head"):
        one.drop_tree()
    for one in rest.xpath("//body//*"):
        if one.tag in ASIDE or "comment" in f"{one.get('class') or ''} {one.get('id') or ''}".lower():
            one.drop_tree()
    text = text_of_html(str(tostring(rest, encoding="unicode")), links=False)
    return sum(len(line.split()) for line in text.split("\n") if len(line.split()) >= LINE)


def _update_text(update: Mapping[str, Any]) -> str:
    from geomap.documents.markup import text_of_html

    headline, body = (
        text_of_html(one) if isinstance(one, str) else ""
        for one in (update.get("headline"), update.get("articleBody"))
    )
    return "\n\n".join(one for one in ("" if body.startswith(headline) else headline, body) if one)


def _anchor(update: Mapping[str, Any]) -> str:
    """Return the name of the place on the page at which an entry stands."""
    for address in (update.get("@id"), update.get("url")):
        if isinstance(address, str) and "#" in address:
            return address.rpartition("#")[2]
    return ""


def _source_of(element: HtmlElement) -> str:
    """Return the HTML of an entry without its time; its heading is its own, even if it is a link."""
    from lxml.html import tostring

    for time in element.xpath(".//time"):
        time.drop_tree()
    for heading in element.xpath(HEADINGS)[:1]:
        for link in heading.xpath(".//a"):
            link.drop_tag()
    return str(tostring(element, encoding="unicode"))
