"""What is said of a document beside its text, under whatever name it is given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

FIELDS = ("title", "published", "publisher", "url", "language")
ALIASES: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "заголовок"),
    "published": (
        *("published", "date_published", "datepublished", "published_at", "published_on", "publish_date"),
        *(
            "publication_date",
            "pubdate",
            "pub_date",
            "published_date",
            "published_time",
            "date",
            "created_at",
        ),
        *("timestamp", "дата"),
    ),
    "publisher": (
        *("publisher", "source", "sitename", "site_name", "media_name", "outlet", "channel", "domain"),
        *("source_hostname", "джерело", "источник"),
    ),
    "url": ("url", "link", "canonical", "permalink", "source_url"),
    "language": ("language", "lang", "inlanguage"),
}
"""The names under which a field is given, as clippers, site generators and scrapers write them; the first
that has a value counts. Days of change, of collecting and of the event are no days of publication."""
FIELD_OF = {alias: field for field, aliases in ALIASES.items() for alias in aliases}
CODES = {"ua": "uk", "ukr": "uk", "rus": "ru", "eng": "en"}
"""Codes in use that are no BCP 47 tag of the language."""
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


class Given(NamedTuple):
    """A value with the name it was given under."""

    value: str
    name: str


@lru_cache(maxsize=4096)
def field_name(name: str) -> str:
    """Return a name without the difference of case, blanks and hyphens.

    >>> field_name(" Publish-Date")
    'publish_date'
    """
    return re.sub(r"[\s-]+", "_", name.strip().casefold())


def fields_of(
    given: Mapping[str, object], known: Iterable[str] = ()
) -> tuple[dict[str, Given], tuple[str, ...]]:
    """Return the fields that are given, and the names that were not used; ``known`` are used elsewhere."""
    names: dict[str, str] = {}
    for name in given:
        names.setdefault(field_name(name), name)
    found: dict[str, Given] = {}
    for field, aliases in ALIASES.items():
        for alias in aliases:
            if alias in names and field not in found and (value := _text(given[names[alias]])):
                found[field] = Given(value, names[alias])
    publisher = found.get("publisher")
    if publisher and ADDRESS.fullmatch(publisher.value):
        found.setdefault("url", publisher)
        del found["publisher"]
    if language := found.get("language"):
        code = language.value.casefold()
        found["language"] = language._replace(value=CODES.get(code, language.value))
    used = {one.name for one in found.values()} | set(known)
    empty = {name for name in given if field_name(name) in FIELD_OF and not _text(given[name])}
    return found, tuple(name for name in given if name not in used and name not in empty)


def _text(value: object) -> str:
    """Return a value as text: of a list its texts; of anything deeper nothing."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return ", ".join(one.strip() for one in value if isinstance(one, str) and one.strip())
    return ""
