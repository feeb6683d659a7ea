"""Dates told with their year beside them: "a year ago, in June", "July of that year"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from geomap.language.rules.times import TimeRules
from geomap.spans import Days
from geomap.text import Text
from geomap.times.cursor import Cursor
from geomap.times.expressions import (
    Anaphor,
    Dated,
    Day,
    DayRange,
    Feast,
    Found,
    InYear,
    Month,
    Offset,
    SeasonOf,
    Vague,
    Weekday,
    YearsBefore,
)
from geomap.times.intervals import holiday, month_days, season_days

GAP = 3
"""Tokens that may stand between a date and its year: a comma, a preposition and an article."""
RANGE_GAP = 2
"""Tokens that may stand between the two ends of a range."""
BACK = 2
"""How many times as far a month before the time spoken of counts than one after it."""
NEAR_DAY = 62
"""Days from the latest day a text tells with its year to one without, in a text of unknown day of print."""
MARKS = frozenset({",", "("})
APPOSED = frozenset({(",",), ("(",)})
"""What stands between "today" and its date."""


def join_years(c: Cursor, found: Sequence[Found]) -> tuple[Found, ...]:
    """Return the expressions, those of a date and the year beside it as one."""
    joined: list[Found] = []
    for one in _with_shared_years(c, found):
        both = _joined(c, joined[-1], one) if joined else None
        if both is None:
            joined.append(one)
        else:
            joined[-1] = both
    return tuple(joined)


def with_dates_told(text: Text, found: Sequence[Found]) -> tuple[Found, ...]:
    """Return the expressions, "today" and "yesterday" as the date that stands in apposition to them.

    "Today, 23 November" is that day whenever it is printed; a night into today and its date are one.
    """
    told: list[Found] = []
    for one in found:
        before = told[-1] if told else None
        told.append(one)
        if before is None or not isinstance(before.value, Offset) or not isinstance(one.value, Day):
            continue
        unit, first, last, nearness = before.value
        between = text.lowers[before.last : one.first]
        if (unit, nearness) != ("day", "unit") or not first <= last <= 0 or between not in APPOSED:
            continue
        named = before._replace(value=one.value._replace(nights=first - last))
        told[-2:] = [named, one] if first == last else [named._replace(last=one.last)]
    return tuple(told)


def _joined(c: Cursor, before: Found, after: Found) -> Found | None:
    if before.sentence != after.sentence or after.first - before.last > GAP:
        return None
    rules = c.rules
    between = c.w[before.last : after.first]
    if not all(w in MARKS or w in rules.leads or w in rules.articles or w in rules.of for w in between):
        return None
    this_day = _this_day(c, before, after) or _this_day(c, after, before)
    if (day := this_day or _weekday_of_years_ago(c, before, after, between)) is not None:
        return Found(before.first, after.last, before.sentence, day, before.relation)
    for dated, told in ((before, after), (after, before)):
        value, year = dated.value, told.value
        if not isinstance(value, Day | DayRange | Month | SeasonOf) or has_year(value):
            continue
        if isinstance(value, Month | SeasonOf) and year == Offset("year", 1, 1):  # наступного року, в січні
            return dated._replace(first=before.first, last=after.last, value=value._replace(years=1))
        if told.relation == "at" and isinstance(year, Offset | Anaphor) and _tells_a_year(c, told, dated):
            around = not rules.ago.isdisjoint(c.w[told.first : told.last])
            relation = before.relation if told is before else dated.relation
            return dated._replace(
                first=before.first, last=after.last, value=InYear(value, year, around), relation=relation
            )
    return None


def _weekday_of_years_ago(
    c: Cursor, before: Found, after: Found, between: Sequence[str]
) -> YearsBefore | None:
    """Return "three years ago on Friday" as the date of that Friday so many years ago.

    Languages without articles say so of a weekday of that time.
    """
    year, weekday = before.value, after.value
    if not isinstance(weekday, Weekday) or weekday != Weekday(weekday.weekday):
        return None
    if not c.rules.articles or len(between) > 1 or not c.rules.leads.issuperset(between):
        return None
    if c.rules.ago.isdisjoint(c.w[before.first : before.last]):
        return None
    if isinstance(year, Anaphor) and year[:2] == ("year", -1):
        return YearsBefore(weekday.weekday, 1)
    if isinstance(year, Offset) and year.unit == "year" and year.first == year.last < 0:
        return YearsBefore(weekday.weekday, -year.first)
    return None


def _this_day(c: Cursor, now: Found, told: Found) -> Offset | None:
    """Return "this day last year" and "two years ago this week" as the day so many years ago."""
    year = told.value
    if not isinstance(now.value, Vague | Offset) or c.w[now.first] not in c.rules.this:
        return None
    if c.rules.units.get(c.w[now.last - 1]) not in ("day", "week"):
        return None
    if isinstance(year, Anaphor) and year[:2] == ("year", -1):
        return Offset("year", -1, -1, "day")
    if isinstance(year, Offset) and year.unit == "year" and year.first == year.last < 0:
        return year._replace(nearness="day")
    return None


def _with_shared_years(c: Cursor, found: Sequence[Found]) -> list[Found]:
    """Return the expressions, with the year that the last of a range tells for all: May to July 2022."""
    shared: list[Found] = []
    for one in reversed(found):
        shared.append(_with_year_of(c, one, shared[-1]) if shared else one)
    return shared[::-1]


def _with_year_of(c: Cursor, one: Found, after: Found) -> Found:
    value, other = one.value, after.value
    if isinstance(other, DayRange):
        other = other.first
    if not isinstance(value, Day | Month) or not isinstance(other, Day | Month):
        return one
    if has_year(value) or other.year is None or one.sentence != after.sentence:
        return one
    between = c.w[one.last : after.first]
    listed = between == (",",) and type(value) is type(other)
    if not listed and not _joins_a_range(c.rules, between):
        return one
    year = other.year - 1 if value.month > other.month else other.year
    return one._replace(value=value._replace(year=year))


def _joins_a_range(rules: TimeRules, between: Sequence[str]) -> bool:
    """Tell whether words stand between the ends of a range, or of two dates with one year: to, and in."""
    if not 1 <= len(between) <= RANGE_GAP:
        return False
    first, *others = between
    if first not in rules.ranges and rules.relations.get(first) != "until":
        return False
    return all(w in rules.leads or w in rules.articles for w in others)


def _tells_a_year(c: Cursor, told: Found, dated: Found) -> bool:
    """Tell whether an expression names a past year as a whole, or, after a date, the one spoken of."""
    year = told.value
    if told.last < len(c.w) and c.w[told.last] in c.rules.possessives:
        return False
    if isinstance(year, Offset):
        return year.unit == "year" and year.first == year.last < 0 and year.nearness in ("unit", "ago")
    if not isinstance(year, Anaphor) or year.unit != "year":
        return False
    if year.number == -1 and not c.rules.ago.isdisjoint(c.w[told.first : told.last]):
        return True
    return dated.first < told.first or year.number == 1


def has_year(value: Dated) -> bool:
    """Tell whether a date tells its year, or counts it from that of publication or the time spoken of."""
    if isinstance(value, DayRange):
        return has_year(value.last)
    if isinstance(value, Month | SeasonOf) and (value.years is not None or value.back):
        return True
    return value.year is not None or value.shift is not None


def in_year(value: Dated, year: int) -> Days | None:
    """Return the days of a date in a year; None where that year has none such."""
    if isinstance(value, SeasonOf):
        return season_days(year, value.season)
    if isinstance(value, Month):
        return month_days(year, value.month)
    if isinstance(value, Feast):
        return with_nights(holiday(value.rule, year), value.nights)
    if isinstance(value, DayRange):
        first, last = in_year(value.first, year), in_year(value.last, year)
        return Days(first.start, last.end) if first and last and first.start <= last.end else None
    if value.day > month_days(year, value.month).length:
        return None
    day = date(year, value.month, value.day)
    return None if value.weekday not in (None, day.weekday()) else with_nights(day, value.nights)


def with_nights(day: date, nights: int) -> Days:
    """Return a day with those that a night before or after it adds."""
    other = date.fromordinal(day.toordinal() + nights)
    return Days(min(day, other), max(day, other))


def of_frame(value: Day | DayRange | Month | SeasonOf, frame: Days) -> Days | None:
    """Return the days of a date of which most lie in a stretch of some year's length."""
    years = range(frame.start.year - 1, frame.end.year + 1)
    found = [days for year in years if (days := in_year(value, year)) is not None and days.overlaps(frame)]
    return max(found, key=lambda days: _shared(days, frame), default=None)


def _shared(days: Days, frame: Days) -> int:
    return (min(days.end, frame.end) - max(days.start, frame.start)).days


def latest_full_day(found: Sequence[Found], begun: Days | None) -> date | None:
    """Return the latest day that a text tells with its year; None where it tells none, or of two years.

    What it counts from ("since 24 February 2022") and the day on which the war began may be years before.
    """
    values = (
        one.value.last if isinstance(one.value, DayRange) else one.value
        for one in found
        if one.relation not in ("since", "after")
    )
    full = (value for value in values if isinstance(value, Day) and value.year is not None)
    told = [
        days for day in full if day.year is not None and (days := in_year(day, day.year)) not in (None, begun)
    ]
    ends = [days.end for days in told if days is not None]
    return max(ends) if len({end.year for end in ends}) == 1 else None


def near_to(value: Day | DayRange, told: date) -> Days | None:
    """Return the day or days of no year that lie nearest to a day; None where they are far from it."""
    found = (
        days for year in range(told.year - 1, told.year + 2) if (days := in_year(value, year)) is not None
    )
    best = min(found, key=lambda days: abs((days.end - told).days), default=None)
    return best if best is not None and abs((best.end - told).days) <= NEAR_DAY else None


def nearest(value: Month | SeasonOf, told: Days) -> Days:
    """Return the month or season nearest to the time spoken of: that summer.

    A story goes on rather than back: one before counts as twice as far.
    """
    years = range(told.start.year - 1, told.end.year + 2)
    found = [days for year in years if (days := in_year(value, year)) is not None]
    return min(found, key=lambda days: max((days.start - told.end).days, BACK * (told.start - days.end).days))


def next_after(value: Dated, told: Days) -> Days | None:
    """Return the day, month, season or feast that follows a stretch of time within the year."""
    found = [
        days
        for year in range(told.start.year, told.end.year + 2)
        if (days := in_year(value, year)) is not None and days.start > told.start and days.end > told.end
    ]
    return min(found, key=lambda days: days.start, default=None)
