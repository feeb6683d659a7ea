"""What is said of a document beside its text, under whatever name it is given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import unescape
from typing import NamedTuple

FIELDS = ("title", "published", "publisher", "via", "url", "language")
IDS = ("id", "guid", "message_id", "event_id_cnty", "stories_id", "uuid", "post_id", "msg_id", "article_id")
"""The names under which a row gives its id."""
TEXTS = (
    *("text", "body", "content", "full_text", "article", "message", "notes", "text_content", "articlebody"),
    "article_body",
    *("content_text", "content_html", "article_text", "post_text", "message_text", "plaintext"),
    *("maintext", "main_text", "body_text", "bodytext", "opening_text", "full_article"),
    *("текст_повідомлення", "текст_сообщения", "текст_новини", "текст_новости", "текст_статті"),
    *("текст_статьи", "текст_поста", "зміст", "содержание"),
    *("source_headline", "description", "summary", "текст", "повідомлення", "сообщение"),
    *("lead_paragraph", "abstract", "snippet"),
)
"""The names under which a row gives its text."""
ALIASES: dict[str, tuple[str, ...]] = {
    "title": (
        "title",
        "headline",
        "upload_title",
        "subject",
        "article_title",
        "web_title",
        "заголовок",
        "назва",
        "название",
    ),
    "published": (
        *("published", "date_published", "datepublished", "published_at", "publishedat", "published_on"),
        *("publish_date", "publication_date", "pubdate", "pub_date", "published_date", "published_time"),
        *("publishing_date", "date_of_publication", "article_date", "post_date", "posted_at"),
        *("date_publish", "web_publication_date", "published_utc", "publish_time", "publication_time"),
        *("date_time", "posted_on", "message_date", "post_time", "дата_і_час", "дата_та_час"),
        *("дата_и_время", "час_публікації", "время_публикации"),
        *("upload_timestamp", "source_date", "date", "datetime", "created_at", "timestamp"),
        *("дата_публікації", "дата_публикации", "дата"),
    ),
    "publisher": (
        *("publisher", "source", "source_hostname", "sitename", "site_name", "meta_site_name", "media_name"),
        *("source_name", "outlet_name", "channel_name", "channel_title", "chat_title", "source_domain"),
        *("source_office", "outlet", "newspaper", "channel", "domain", "джерело", "видання", "источник"),
        *("издание", "канал"),
    ),
    "via": ("via",),
    "url": (
        *("url", "link", "canonical", "permalink", "source_url", "url_alias", "article_url", "post_url"),
        *("web_url", "article_link", "source_link", "page_url", "href", "посилання", "ссылка"),
    ),
    "language": ("language", "lang", "inlanguage", "in_language", "мова", "язык"),
}
"""The names under which a field is given, as clippers, site generators and scrapers write them; the first
that has a value counts. Days of change, of collecting and of the event are no days of publication."""
FIELD_OF = {alias: field for field, aliases in ALIASES.items() for alias in aliases}
CODES = {
    "ua": "uk",
    "ukr": "uk",
    "ukrainian": "uk",
    "українська": "uk",
    "rus": "ru",
    "russian": "ru",
    "русский": "ru",
    "eng": "en",
    "english": "en",
}
"""Codes and names in use that are no BCP 47 tag of the language."""
INNER = ("shortname", "name", "title", "code", "original", "rendered", "main", "$date", "$numberLong")
"""The names under which an object says what it is: a source its name, a date the first one."""
CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


class Given(NamedTuple):
    """A value with the name it was given under."""

    value: str
    name: str


@lru_cache(maxsize=4096)
def field_name(name: str) -> str:
    """Return a name without the difference of case, blanks, hyphens and capitals within.

    >>> field_name(" Publish-Date"), field_name("publishDate")
    ('publish_date', 'publish_date')
    """
    return plain_name(CAPITAL.sub("_", name.strip()))


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """Return a name without the difference of case, blanks and hyphens, as those of known tables are told."""
    return re.sub(r"[\s-]+", "_", name.strip().casefold())


def fields_of(
    given: Mapping[str, object], known: Iterable[str] = ()
) -> tuple[dict[str, Given], tuple[str, ...]]:
    """Return the fields that are given, and the names that were not used; ``known`` are used elsewhere."""
    names: dict[str, str] = {}
    for name in given:
        names.setdefault(field_name(name), name)
    found: dict[str, Given] = {}
    address: Given | None = None
    for field, aliases in ALIASES.items():
        for alias in aliases:
            if alias in names and field not in found and (value := as_text(given[names[alias]])):
                one = Given(unescape(value) if field == "title" else value, names[alias])
                if field == "publisher" and ADDRESS.fullmatch(value):
                    address = address or one
                else:
                    found[field] = one
    if address:
        found.setdefault("url", address)
    if language := found.get("language"):
        code = language.value.casefold()
        found["language"] = language._replace(value=CODES.get(code, language.value))
    used = {one.name for one in found.values()} | set(known)
    empty = {name for name in given if field_name(name) in FIELD_OF and not as_text(given[name])}
    return found, tuple(name for name in given if name not in used and name not in empty)


def as_text(value: object) -> str:
    """Return a value as text: of an object its name, of a list its texts; of anything deeper nothing.

    >>> as_text([{"name": "Lowland Post", "url": "https://lowland.example"}])
    'Lowland Post'
    """
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return ", ".join(text for one in value if isinstance(one, str | dict) and (text := as_text(one)))
    if isinstance(value, dict):
        inner = (value[key] for key in INNER if isinstance(value.get(key), str | int | dict))
        return next((text for one in inner if (text := as_text(one))), "")
    return ""
