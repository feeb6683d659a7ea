"""The day of publication as people write it."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from typing import NamedTuple

from geomap.errors import InputError
from geomap.language import LANGUAGES
from geomap.spans import YEARS, Days

YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ,].*)?")
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4}(?:\d\d)?Z?)?")
MONTH = re.compile(r"(\d{4})-(\d\d)")
YEAR = re.compile(r"\d{4}")
YEAR_LAST = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?![\d./-])")
UNIX = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d*)?")
"""Seconds or milliseconds since 1970, from 2001 on."""
UNIVERSAL = re.compile(r"(?<!\d)([01]\d|2[0-3]):?([0-5]\d)(?::?\d\d(?:[.,]\d+)?)? ?(?:Z|UTC|GMT|[+-]00:?00)$")
"""A time of day in universal time: a program wrote it, and no reader's calendar."""
ELSEWHERE = re.compile(r"(?<!\d)([01]\d|2[0-3]):?([0-5]\d)(?::?\d\d(?:[.,]\d+)?)? ?([+-])(\d\d):?(\d\d)$")
"""A time of day by the clocks of some other place."""
KYIV = timedelta(hours=2)
"""Ahead of universal time, by an hour more in summer. Not every system has a data base of time zones."""
DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})(?:-?[^\W\d_]{1,3})?[\s,.-]+([^\W\d_]{3,})\.?,?[\s-]+(\d{4})(?!\d)")
MONTH_FIRST = re.compile(r"(?<![^\W\d_])([^\W\d_]{3,})\.?\s+(\d{1,2})(?:[^\W\d_]{2})?,?\s+(\d{4})(?!\d)")
STAMP = re.compile(r"([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d [+-]\d{4}) (\d{4})$")
"""The end of a time as networks write it, the year last: Mon Sep 05 21:30:00 +0000 2022."""
LONGEST = 200
"""Characters of a date beyond which nothing is looked for."""


Day = Days | date | str
"""A day, or days, as Python users have them; a text is as people write dates of publication."""


class Published(NamedTuple):
    """A date of publication, and whether its day depends on a zone."""

    days: Days
    universal: bool
    """Whether it was a time in UTC, of which the day is that in some zone."""
    day_there: date | None = None
    """The day in the zone, where clocks elsewhere showed another one."""
    printed_there: datetime | None = None
    """The hour of print in the zone, without its name; None where no time of day in a zone is told."""


def parse_published(written: str, zone: tzinfo | None = None) -> Days:
    """Return the days of a date, date-time, month or year of publication.

    Read are ISO 8601 with or without its hyphens, figures with the year first, days first with points
    (5.9.2022), months in words of every language geomap reads, and Unix time. The day is the one that is
    written, whatever its offset; of a time in UTC, which nobody lives by, it is the day in ``zone``, Kyiv
    unless given. 5/9/2022 is refused, because it is a day in May as well as in September, and so are years
    that no article is from. A ValueError says what is wrong.

    >>> parse_published("2022-09").edtf()
    '2022-09'
    >>> parse_published("Mon, 05 Sep 2022 23:30:00 -0400").edtf()
    '2022-09-05'
    >>> parse_published("2022-09-05T22:30:00Z").edtf()
    '2022-09-06'
    """
    return read_published(written, zone).days


def read_published(written: str, zone: tzinfo | None = None) -> Published:
    """Return what ``parse_published`` does, and whether the day depends on the zone."""
    value = STAMP.sub(r"\2 \1 \4 \3", written.strip())
    universal = bool(UNIX.fullmatch(value) or UNIVERSAL.search(value))
    try:
        days = _in_zone(value, _days(value[:LONGEST], zone), zone)
    except _ReadingsError as error:
        raise ValueError(f"{value[:40]!r} {error}") from None
    except ValueError:
        days = None
    if days is None:
        raise ValueError(f"{value[:40]!r} is no date; give ISO 8601, such as 2022-09-05, or leave it out")
    if days.start.year not in YEARS:
        raise ValueError(
            f"{value[:40]!r} lies outside the years {YEARS[0]} to {YEARS[-1]}; mend it or leave it out"
        )
    instant = _instant(value, days)
    printed = None if instant is None else _clock(instant, zone)
    there = None if universal or printed is None else printed.date()
    return Published(
        days,
        universal and days.length == 1,
        there if there != days.start else None,
        None if _is_a_mere_day(value) else printed,
    )


def as_days(given: Day) -> Days:
    """Return a day, or days, in whatever form Python has them; an InputError tells what is none.

    >>> as_days("2022-09").edtf(), as_days(datetime(2022, 9, 5, 23)).edtf()
    ('2022-09', '2022-09-05')
    """
    if isinstance(given, Days):
        return given
    if isinstance(given, datetime):
        return Days.one(given.date())
    if isinstance(given, date):
        return Days.one(given)
    if not isinstance(given, str):
        raise InputError(f"{given!r} is no day; give a date, Days or a text such as '2022-09-05'")
    try:
        return parse_published(given)
    except ValueError as error:
        raise InputError(str(error)) from None


class _ReadingsError(ValueError):
    """A date that can be read in two ways."""


def _in_zone(value: str, days: Days | None, zone: tzinfo | None) -> Days | None:
    """Return the day in a zone where a time of day is written in UTC."""
    hours = UNIVERSAL.search(value)
    if days is None or days.length > 1 or hours is None:
        return days
    instant = datetime.combine(days.start, time(int(hours[1]), int(hours[2])), UTC)
    return Days.one(_clock(instant, zone).date())


def _instant(value: str, days: Days) -> datetime | None:
    """Return the instant in UTC of a time of day in a zone; ``days`` are those that are read of it."""
    if UNIX.fullmatch(value):
        return datetime.fromtimestamp(int(value[:10]), UTC)
    written = _days(value[:LONGEST], None)
    told = UNIVERSAL.search(value) or ELSEWHERE.search(value)
    if told is None or written is None or days.length > 1:
        return None
    instant = datetime.combine(written.start, time(int(told[1]), int(told[2])), UTC)
    if told.re is UNIVERSAL:
        return instant
    ahead = timedelta(hours=int(told[4]), minutes=int(told[5]))
    return instant - ahead if told[3] == "+" else instant + ahead


def _is_a_mere_day(value: str) -> bool:
    """Tell whether a time of day is midnight, which programs write where they know the day only."""
    told = UNIVERSAL.search(value) or ELSEWHERE.search(value)
    return told is not None and (told[1], told[2]) == ("00", "00")


def _clock(instant: datetime, zone: tzinfo | None) -> datetime:
    """Return what clocks in a zone show at an instant; in Kyiv summer time is that of the European Union."""
    if zone is not None:
        return instant.astimezone(zone).replace(tzinfo=None)
    first, last = (_last_sunday(instant.year, month) for month in (3, 10))
    return (instant + KYIV + timedelta(hours=first <= instant < last)).replace(tzinfo=None)


def _last_sunday(year: int, month: int) -> datetime:
    """Return one o'clock UTC of the last Sunday of a month of 31 days."""
    end = datetime(year, month, 31, 1, tzinfo=UTC)
    return end - timedelta((end.weekday() + 1) % 7)


def _days(value: str, zone: tzinfo | None) -> Days | None:
    if found := YEAR_FIRST.fullmatch(value):
        return Days.one(date(int(found[1]), int(found[3]), int(found[4])))
    if found := MONTH.fullmatch(value):
        year, month = map(int, found.groups())
        return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    if YEAR.fullmatch(value):
        return Days(date(int(value), 1, 1), date(int(value), 12, 31))
    if found := UNIX.fullmatch(value):
        return Days.one(_clock(datetime.fromtimestamp(int(found[1]), UTC), zone).date())
    if found := COMPACT.fullmatch(value):
        return Days.one(date(*map(int, found.groups())))
    if found := YEAR_LAST.search(value):
        return Days.one(_year_last(int(found[1]), int(found[3]), int(found[4]), points=found[2] == "."))
    for found in DAY_FIRST.finditer(value):
        if month := _months().get(found[2].lower(), 0):
            return Days.one(date(int(found[3]), month, int(found[1])))
    for found in MONTH_FIRST.finditer(value):
        if month := _months().get(found[1].lower(), 0):
            return Days.one(date(int(found[3]), month, int(found[2])))
    return None


def _year_last(first: int, second: int, year: int, *, points: bool) -> date:
    """Return the day of three figures; points stand where the day comes first, the rest is as it can be."""
    if points or first > 12 or first == second:
        return date(year, second, first)
    if second > 12:
        return date(year, first, second)
    either, other = date(year, second, first), date(year, first, second)
    raise _ReadingsError(f"may be {either} or {other}; give it as ISO 8601, like these, or leave it out")


@cache
def _months() -> dict[str, int]:
    """Return the names of the months in every language, with their abbreviations."""
    return {
        name: number
        for language in LANGUAGES.values()
        for names in (language.times.short_months, language.times.months)
        for name, number in names.items()
    }
