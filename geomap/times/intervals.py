"""Intervals of the calendar: months, quarters, weeks, seasons and feasts as days."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from geomap.language.rules.times import HolidayRule, Part, Season, Unit
from geomap.spans import Days
from geomap.times.expressions import Share

YEAR = 365
SPOKEN = range(1500, 2101)
"""The years that a text speaks of; longer ago, and later, numbers that look like years seldom are."""
SEASON_MONTHS: dict[Season, int] = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""First months of the meteorological seasons, which news and the languages covered here use."""


def in_reach(days: Days) -> bool:
    """Tell whether an interval lies within the years that texts speak of."""
    return days.start.year in SPOKEN and days.end.year in SPOKEN


def year_days(year: int) -> Days:
    """Return the days of a year."""
    return Days(date(year, 1, 1), date(year, 12, 31))


def month_days(year: int, month: int) -> Days:
    """Return the days of a month, whose number may run past the year's ends.

    >>> month_days(2022, 14).edtf()
    '2023-02'
    """
    years, index = divmod(month - 1, 12)
    year, month = year + years, index + 1
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def quarter_days(year: int, quarter: int) -> Days:
    """Return the days of a quarter, whose number may run past the year's ends."""
    first = 3 * quarter - 2
    return Days(month_days(year, first).start, month_days(year, first + 2).end)


def season_days(year: int, season: Season) -> Days:
    """Return the days of a season by the year it begins in."""
    first = SEASON_MONTHS[season]
    return Days(month_days(year, first).start, month_days(year, first + 2).end)


def week_days(day: date) -> Days:
    """Return the week, Monday to Sunday, that holds a day."""
    monday = day - timedelta(day.weekday())
    return Days(monday, monday + timedelta(6))


def add_months(day: date, months: int) -> date:
    """Return the same day of another month, or that month's last day where it has none."""
    days = month_days(day.year, day.month + months)
    return min(days.start + timedelta(day.day - 1), days.end)


def unit_days(day: date, unit: Unit, shift: int) -> Days | None:
    """Return the unit of the calendar ``shift`` units from the one that holds ``day``."""
    match unit:
        case "day":
            return Days.one(day + timedelta(shift))
        case "week":
            return week_days(day + timedelta(7 * shift))
        case "weekend":
            week = week_days(day + timedelta(7 * shift))
            return Days(week.start + timedelta(5), week.end)
        case "month":
            return month_days(day.year, day.month + shift)
        case "quarter":
            return quarter_days(day.year, (day.month - 1) // 3 + 1 + shift)
        case "year":
            return year_days(day.year + shift)
        case "decade":
            first = day.year // 10 * 10 + 10 * shift
            return Days(date(first, 1, 1), date(first + 9, 12, 31))
        case _:
            return None


def stepped(day: date, unit: Unit, count: int) -> date | None:
    """Return the day ``count`` units on, keeping the day of the month where it can.

    None where that leaves the years that texts speak of, as "9999 months ago" does.
    """
    try:
        found = _stepped(day, unit, count)
    except (ValueError, OverflowError):
        return None
    return found if found is not None and found.year in SPOKEN else None


def _stepped(day: date, unit: Unit, count: int) -> date | None:
    match unit:
        case "day":
            return day + timedelta(count)
        case "week" | "weekend":
            return day + timedelta(7 * count)
        case "month":
            return add_months(day, count)
        case "quarter":
            return add_months(day, 3 * count)
        case "year":
            return add_months(day, 12 * count)
        case _:
            return None


def years_on(days: Days, years: int) -> Days | None:
    """Return the same days so many years on; None where that leaves the years that texts speak of."""
    start, end = stepped(days.start, "year", years), stepped(days.end, "year", years)
    return None if start is None or end is None else Days(start, end)


def part_of(days: Days, part: Part | Share) -> Days:
    """Return a share of an interval, or its first, second or last third, as early, mid and late are meant.

    What reaches beyond it, as a sixth week of a month, is the whole of it.

    >>> part_of(month_days(2023, 3), "early").edtf()
    '2023-03-01/2023-03-10'
    >>> part_of(month_days(2023, 3), Share("week", -1)).edtf()
    '2023-03-25/2023-03-31'
    >>> part_of(month_days(2023, 3), Share("half", 2)).edtf()
    '2023-03-16/2023-03-31'
    """
    if isinstance(part, Share):
        if part.unit == "half":
            whole_year = days.length >= YEAR
            middle = add_months(days.start, 6) if whole_year else days.start + timedelta(days.length // 2)
            return Days(days.start, middle - timedelta(1)) if part.number == 1 else Days(middle, days.end)
        length = 7 if part.unit == "week" else 1
        off = days.length - length if part.number < 0 else length * (part.number - 1)
        if not 0 <= off < days.length:
            return days
        start = days.start + timedelta(off)
        return Days(start, min(days.end, start + timedelta(length - 1)))
    third = max(1, days.length // 3)
    first = days.start + timedelta({"early": 0, "mid": third, "late": days.length - third}[part])
    last = {"early": first + timedelta(third - 1), "mid": first + timedelta(third - 1), "late": days.end}[
        part
    ]
    return Days(first, min(last, days.end))


def easter(year: int) -> date:
    """Return Easter Sunday of the western churches.

    >>> easter(2022).isoformat()
    '2022-04-17'
    """
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def orthodox_easter(year: int) -> date:
    """Return Easter Sunday of the eastern churches, by the Gregorian calendar (right from 1900 to 2099).

    >>> orthodox_easter(2022).isoformat()
    '2022-04-24'
    """
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(13)


def holiday(rule: HolidayRule, year: int) -> date:
    """Return the day of a feast in a year."""
    kind, a, b, c = rule
    match kind:
        case "fixed":
            return date(year, a, b)
        case "easter":
            return easter(year) + timedelta(a)
        case "orthodox_easter":
            return orthodox_easter(year) + timedelta(a)
        case "nth":
            month = month_days(year, a)
            if c < 0:
                return month.end - timedelta((month.end.weekday() - b) % 7)
            return month.start + timedelta((b - month.start.weekday()) % 7 + 7 * (c - 1))
