"""Days written in figures with the year last: which figure is the day is told by the whole column."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

Order = Literal["dmy", "mdy"]
ORDERS: dict[str, Order] = {"dmy": "dmy", "mdy": "mdy"}
IN_FIGURES = re.compile(
    r"\s*(\d{1,2})(?:([./])(\d{1,2})\2(\d{4}|\d\d)|-(\d{1,2})-(\d{4}))(?!\d)(.*)", re.DOTALL
)
MONTHS = 12


class DayColumn(Struct):
    """What the days of a column tell of their order."""

    any: bool = False
    """Whether the column holds anything at all."""
    day_first: bool = False
    """Whether a day stands in it that can only be read with the day first."""
    month_first: bool = False
    either: str = ""
    """The first day that can be read both ways."""

    def add(self, value: str) -> None:
        """Take in one value of the column."""
        self.any = self.any or bool(value)
        found = IN_FIGURES.match(value)
        if found is None:
            return
        first, second = _pair(found)
        if first == second or first > MONTHS < second:
            return
        self.day_first = self.day_first or first > MONTHS
        self.month_first = self.month_first or second > MONTHS
        if not self.either and first <= MONTHS and second <= MONTHS:
            self.either = value

    def order(self) -> Order | None:
        """Return the order of the column; None where nothing in it tells, or it tells both."""
        if self.day_first == self.month_first:
            return None
        return "dmy" if self.day_first else "mdy"


def in_order(value: str, order: Order | None) -> str | None:
    """Return a value with its day as ISO 8601; None for a day that can be read both ways without an order.

    >>> in_order("05.09.2022 14:30", "dmy"), in_order("05.09.2022", None), in_order("26.09.22", None)
    ('2022-09-05 14:30', None, '2022-09-26')
    """
    found = IN_FIGURES.match(value)
    if found is None:
        return value
    first, second = _pair(found)
    if first != second and first <= MONTHS and second <= MONTHS and order is None:
        return None
    swapped = second > MONTHS if order is None else order == "mdy"
    day, month = (second, first) if swapped else (first, second)
    year = found[4] or found[6]
    return f"{('20' + year)[-4:]}-{month:02}-{day:02}{found[7]}"


def _pair(found: re.Match[str]) -> tuple[int, int]:
    return int(found[1]), int(found[3] or found[5])
