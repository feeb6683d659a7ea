"""The day of publication as people write it."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from geomap.spans import Days

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?")
MONTH = re.compile(r"(\d{4})-(\d\d)")
YEAR = re.compile(r"\d{4}")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_NAME = rf"({'|'.join(MONTHS)})[a-z]*\.?"
DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?[ -]{MONTH_NAME},?[ -](\d{{4}})\b", re.IGNORECASE)
MONTH_FIRST = re.compile(rf"\b{MONTH_NAME} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b", re.IGNORECASE)


def parse_published(written: str) -> Days:
    """Return the days of an ISO 8601 date, date-time, month or year, or of a date with its month in words.

    Month names are English, as in feeds and mail headers. Other dates in figures are refused, because
    5/9 is a day in May as well as in September. A ValueError says what is wrong.

    >>> parse_published("2022-09").edtf()
    '2022-09'
    >>> parse_published("Mon, 05 Sep 2022 10:00:00 GMT").edtf()
    '2022-09-05'
    """
    value = written.strip()
    try:
        if found := DAY.fullmatch(value):
            return Days.one(date(*map(int, found.groups())))
        if found := MONTH.fullmatch(value):
            year, month = map(int, found.groups())
            return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        if YEAR.fullmatch(value):
            return Days(date(int(value), 1, 1), date(int(value), 12, 31))
        if found := DAY_FIRST.search(value):
            return Days.one(date(int(found[3]), MONTHS.index(found[2].lower()) + 1, int(found[1])))
        if found := MONTH_FIRST.search(value):
            return Days.one(date(int(found[3]), MONTHS.index(found[1].lower()) + 1, int(found[2])))
    except ValueError:
        pass
    raise ValueError(f"{value[:40]!r} is no date; give ISO 8601, such as 2022-09-05, or leave it out")
