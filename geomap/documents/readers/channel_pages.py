"""Pages of a channel of Telegram (``t.me/s/...``), as a browser saves them: each post is a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from geomap.documents.kinds import Found, Read, Skipped
from geomap.documents.markup import text_of_html

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MARK = "tgme_widget_message_text"
"""What the source of such a page holds, and no other."""
SERVICE = "service_message"
"""Class of what Telegram itself tells of a channel: which post was pinned, that its name was changed."""


def posts(where: str, page: HtmlElement) -> Iterator[Read]:
    """Yield the posts of a page."""
    from lxml.html import tostring

    for post in page.xpath("//*[@data-post]"):
        name = post.get("data-post")
        at = f"{where}#{name.rpartition('/')[2]}"
        bodies = _of_class(post, "tgme_widget_message_text", "[not(ancestor::*[contains(@class, '_reply')])]")
        text = text_of_html(str(tostring(bodies[-1], encoding="unicode", with_tail=False))) if bodies else ""
        if SERVICE in post.get("class", "").split():
            yield Skipped(at, "notes of service")
            continue
        if not any(map(str.isalpha, text)):
            yield Skipped(at, "posts without words")
            continue
        date = _of_class(post, "tgme_widget_message_date")
        first = _named(post, "tgme_widget_message_forwarded_from_name")
        channel = _named(post, "tgme_widget_message_owner_name") or name.partition("/")[0]
        given = {
            "published": next(iter(date[0].xpath(".//time/@datetime")), "") if date else "",
            "publisher": first or channel,
            "via": channel if first else None,
            "url": f"https://t.me/{name}",
        }
        yield Found(at, name, text, given)


def _of_class(element: HtmlElement, name: str, more: str = "") -> list[HtmlElement]:
    found = element.xpath(f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]{more}")
    return list(found)


def _named(post: HtmlElement, name: str) -> str:
    return next((" ".join(one.text_content().split()) for one in _of_class(post, name)), "")
