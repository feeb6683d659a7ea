"""Stretches of text and of time: the two measures that every stage shares."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from msgspec import Struct

YEARS = range(1900, 2101)
"""The years that a document can be printed in, or an event of general note be dated in."""
FIRST, LAST = date.min.toordinal(), date.max.toordinal()


def moved(day: date, days: int) -> date:
    """Return the day so many days on or back, which never leaves the calendar: it stops at its ends.

    >>> moved(date(2022, 9, 5), -5)
    datetime.date(2022, 8, 31)
    """
    return date.fromordinal(min(max(day.toordinal() + days, FIRST), LAST))


class Span(NamedTuple):
    """Characters ``start`` to ``end`` (exclusive) of a document's text, counted as Python counts them."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters that the span covers.

        >>> Span(0, 4).of("Lyman fell")
        'Lyma'
        """
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


class Days(Struct, frozen=True):
    """An interval of whole days, both ends included; it never ends before it starts.

    >>> Days(date(2022, 9, 5), date(2022, 9, 11)).edtf()
    '2022-09-05/2022-09-11'
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"days: {self.end} is before {self.start}; give the earlier day first")

    @classmethod
    def one(cls, day: date) -> Days:
        """Return the interval of a single day."""
        return cls(day, day)

    @property
    def length(self) -> int:
        """How many days the interval holds."""
        return (self.end - self.start).days + 1

    def shifted(self, days: int) -> Days:
        """Return the interval moved by so many days."""
        return Days(moved(self.start, days), moved(self.end, days))

    def widened(self, days: int) -> Days:
        """Return the interval with so many days more at each end."""
        return Days(moved(self.start, -days), moved(self.end, days))

    def overlaps(self, other: Days) -> bool:
        """Tell whether the two intervals share a day."""
        return self.start <= other.end and other.start <= self.end

    def holds(self, other: Days) -> bool:
        """Tell whether the other interval lies wholly within this one."""
        return self.start <= other.start and other.end <= self.end

    def edtf(self) -> str:
        """Return the shortest EDTF (ISO 8601-2) string: a day, a month, a year or an interval.

        >>> Days(date(2022, 9, 1), date(2022, 9, 30)).edtf()
        '2022-09'
        """
        if self.start == self.end:
            return self.start.isoformat()
        after = moved(self.end, 1)
        if self.start.day == 1 and after.day == 1:
            if (after.year, after.month) == (
                self.start.year + self.start.month // 12,
                self.start.month % 12 + 1,
            ):
                return self.start.isoformat()[:7]
            if self.start.month == 1 and after.month == 1 and after.year == self.start.year + 1:
                return str(self.start.year).zfill(4)
        return f"{self.start.isoformat()}/{self.end.isoformat()}"


def days_of_edtf(edtf: str) -> Days | None:
    """Return the days that ``Days.edtf`` wrote as this; None where they cannot be told from it.

    >>> days_of_edtf("2022-09") == Days(date(2022, 9, 1), date(2022, 9, 30))
    True
    >>> days_of_edtf("2022-09-31")
    """
    try:
        days = _days_written(edtf)
    except (ValueError, OverflowError):  # a year of forty digits
        return None
    return days if days.edtf() == edtf else None


def _days_written(edtf: str) -> Days:
    first, _, last = edtf.partition("/")
    year, month, day = [*map(int, first.split("-")), 0, 0][:3]
    if last or day:
        return Days(date.fromisoformat(first), date.fromisoformat(last or first))
    if month:
        return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    return Days(date(year, 1, 1), date(year, 12, 31))
