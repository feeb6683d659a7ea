"""The dates that a page and its address give themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from geomap.documents import Document
from geomap.publication.evidence import LINE, Evidence, day_of
from geomap.spans import Days
from geomap.text import read_text
from geomap.times import shipped_anchors
from geomap.times.expressions import Day, Month
from geomap.times.intervals import month_days
from geomap.times.scan import scan

Told = tuple[Days, Literal["page", "url"], str]
"""Days, where they are told, and how in words for the reader."""

URL_DAY = re.compile(
    r"(?<!\d)(20\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?!\d)|(?<!\d)(20\d\d)/(\d{1,2})/(\d{1,2})(?!\d)"
)
URL_MONTH = re.compile(r"/(20\d\d)/([01]\d)/")
WORD = re.compile(r"[a-zA-Z]+|\d+")


def told_dates(e: Evidence) -> Iterator[Told]:
    """Yield the dates that page and address give, the likeliest first."""
    for one in e.lines:
        if isinstance(one.value, Day) and one.value.year is not None and one.value.other is None:
            told = day_of(one.value.year, one.value.month, one.value.day)
            if told is not None:
                yield Days.one(told), "page", f"the page is dated “{e.words(one)}”"
    yield from _url_dates(e.text.document)
    for one in e.lines:
        if isinstance(one.value, Month) and one.value.year is not None:
            days = month_days(one.value.year, one.value.month)
            yield days, "page", f"the page is dated “{e.words(one)}”"


def covered_day(e: Evidence) -> date | None:
    """Return the day, with its year, in the heading of a bulletin."""
    text = e.text
    for one in e.found:
        if not (isinstance(one.value, Day) and one.value.year is not None):
            continue
        block = text.blocks[text.sentences[one.sentence].block]
        if block.end - block.start > 2 * LINE or not _is_bulletin(e, block.start, block.end):
            continue
        return day_of(one.value.year, one.value.month, one.value.day)
    return None


def _is_bulletin(e: Evidence, start: int, end: int) -> bool:
    words = e.text.lowers[e.text.token_at(start) : e.text.token_at(end - 1) + 1]
    return any(
        words[i : i + len(run)] == run for run in e.rules.bulletin for i in range(len(words) - len(run) + 1)
    )


def _url_dates(document: Document) -> Iterator[Told]:
    """Yield the day, or else the month, that an address names."""
    url = document.url
    if not url:
        return
    for found in URL_DAY.finditer(url):
        year, month, day = (int(x) for x in (found.groups()[:3] if found[1] else found.groups()[3:]))
        told = day_of(year, month, day)
        if told is not None:
            yield Days.one(told), "url", f"the address holds {found.group()}"
    words = read_text(Document(id="url", text=" ".join(WORD.findall(url)), language="en"))
    for one in scan(words, shipped_anchors()):
        if isinstance(one.value, Day) and one.value.year is not None:
            told = day_of(one.value.year, one.value.month, one.value.day)
            if told is not None:
                yield Days.one(told), "url", f"the address holds {told}"
    for found in URL_MONTH.finditer(url):
        if 1 <= int(found[2]) <= 12:
            yield month_days(int(found[1]), int(found[2])), "url", f"the address holds {found.group()}"
