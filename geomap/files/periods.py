"""Which claims stand on one page where they are too many for one: periods of the calendar, as long as may be.

Years are divided into quarters, those into months, weeks and days, only where a page would else hold too
many. A claim is of the period in which it begins; those without a day have a page of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Literal, NamedTuple

from geomap.spans import Days

CLAIMS_A_PAGE = 100_000
"""Claims that one page holds at most.

So many take 100 MB in a browser, and open in seven seconds on a processor a quarter as fast as a desktop's;
twice as many take 280 MB there, and the search for a word 16 seconds.
"""
FEW = 100
"""A year of less than so many parts of a page has few claims: those beside each other stand on one page.

Texts of a war recall others: of a hundred years a handful of claims each would be a hundred pages.
"""
Unit = Literal["years", "quarter", "month", "week", "day", "undated"]
NAME = re.compile(r"\d{4}-\d{4}|\d{4}(-q[1-4]|-\d\d(-\d\d(-\d\d)?)?)?|undated")
"""What periods are called in the names of files."""


class Period(NamedTuple):
    """What stands on one page."""

    unit: Unit
    days: Days | None
    """None for claims without a day."""
    claims: int

    @property
    def name(self) -> str:
        """What its page is called behind the name of the index: 2022, 2022-q1, 2022-02, 2022-02-07-13."""
        if self.days is None:
            return "undated"
        first, last = self.days.start, self.days.end
        year = f"{first.year:04}"
        if self.unit == "years":
            return year if first.year == last.year else f"{year}-{last.year:04}"
        if self.unit == "quarter":
            return f"{year}-q{last.month // 3}"
        month = f"{year}-{first.month:02}"
        if self.unit == "month":
            return month
        day = f"{month}-{first.day:02}"
        return day if self.unit == "day" else f"{day}-{last.day:02}"


def periods_of(counts: Mapping[int, int], undated: int, most: int = CLAIMS_A_PAGE) -> tuple[Period, ...]:
    """Return the periods in which so many claims stand, in order of time; those without a day come last.

    ``counts`` tells of each first day of claims, as ``date.toordinal`` counts them, how many there are. No
    period has more than ``most`` unless it is a single day, or of no day. Where all are no more, there is
    none.
    """
    if sum(counts.values()) + undated <= most:
        return ()
    days = [(date.fromordinal(day), count) for day, count in sorted(counts.items()) if count]
    found = _joined(_divided(days, 0, most), most)
    return (*found, *([Period("undated", None, undated)] if undated else ()))


def numbers_of(periods: Sequence[Period]) -> Callable[[int | None], int]:
    """Return what gives the place of the period in which a claim of that first day stands."""
    starts = [period.days.start.toordinal() for period in periods if period.days]
    return lambda day: len(starts) if day is None else bisect_right(starts, day) - 1


def _divided(days: Sequence[tuple[date, int]], level: int, most: int) -> Iterator[Period]:
    """Yield the units of a level in which days lie, those of too many claims divided further."""
    unit, of_day = UNITS[level]
    for within, group in groupby(days, lambda one: of_day(one[0])):
        held = list(group)
        claims = sum(count for _, count in held)
        if claims <= most or unit == "day":
            yield Period(unit, within, claims)
        else:
            yield from _divided(held, level + 1, most)


def _joined(periods: Iterator[Period], most: int) -> Iterator[Period]:
    """Yield periods, years of few claims that stand beside each other as one."""
    last: Period | None = None
    for period in periods:
        if last and _is_sparse(last, most) and _is_sparse(period, most) and last.days and period.days:
            last = Period("years", Days(last.days.start, period.days.end), last.claims + period.claims)
            continue
        if last:
            yield last
        last = period
    if last:
        yield last


def _is_sparse(period: Period, most: int) -> bool:
    return period.unit == "years" and period.claims * FEW <= most


def _year(day: date) -> Days:
    return Days(date(day.year, 1, 1), date(day.year, 12, 31))


def _quarter(day: date) -> Days:
    last = (day.month + 2) // 3 * 3
    return Days(date(day.year, last - 2, 1), _end_of_month(date(day.year, last, 1)))


def _month(day: date) -> Days:
    return Days(day.replace(day=1), _end_of_month(day))


def _week(day: date) -> Days:
    """Return the part of a week, from Monday, that lies in the month of a day: no week crosses months."""
    month = _month(day)
    before, after = day.weekday(), 6 - day.weekday()
    first = month.start if day.day <= before else day - timedelta(before)
    return Days(first, day + timedelta(min(after, (month.end - day).days)))


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


UNITS: tuple[tuple[Unit, Callable[[date], Days]], ...] = (
    ("years", _year),
    ("quarter", _quarter),
    ("month", _month),
    ("week", _week),
    ("day", Days.one),
)
"""From the longest; each lies within one of the unit before."""
