"""What an expression of time says, before any day of publication is known, and after."""

from __future__ import annotations

from typing import Literal, NamedTuple

from msgspec import Struct

from geomap.language.rules.times import HolidayRule, Part, Relation, Season, Unit
from geomap.spans import Days, Span

TimeBasis = Literal["explicit_date", "weekday", "relative", "month", "season"]
Nearness = Literal["almost", "exactly", "more"]
Shift = Literal[-2, -1, 0, 1]
"""Before last, last, this, next; an absent shift leaves the direction to the tense."""


class Share(NamedTuple):
    """A half, a week or a day of an interval, by its number; -1 is the last."""

    unit: Literal["half", "week", "day"]
    number: int


class TimeExpression(Struct, frozen=True, kw_only=True):
    """One temporal expression and the days it names."""

    span: Span
    days: Days | None
    """None for durations and vague words, or where the day of publication would be needed and is unknown."""
    edtf: str | None
    basis: TimeBasis | None
    """How the days follow from the words; None where there are none."""
    relation: Relation = "at"
    """Whether an event so dated lies in the days, or from them, until them, before or after them."""
    event_days: Days | None = None
    """The days in which an event so dated lies: narrower than ``days`` for "early March", a stated guess for
    "in recent weeks", open towards publication for "since June"."""
    to_print: bool = False
    """Whether it counts up to the day of print ("ten months into the war") and so dates no event."""
    lag: int | None = None
    """For "three days after [an event]": how many days lie between the two events; negative for before."""


class Day(NamedTuple):
    """A day of a month, with or without its year; ``other`` is a second reading (02/03/2022)."""

    year: int | None
    month: int
    day: int
    weekday: int | None = None
    shift: int | None = None
    """Years from that of publication (6 June last year)."""
    nights: int = 0
    """How many days on the expression reaches: 1 for "the night of 5 July"."""
    other: tuple[int, int] | None = None


class DayRange(NamedTuple):
    """Two days that open and close a range."""

    first: Day
    last: Day


class DayOfMonth(NamedTuple):
    """A day by its number alone: on the 15th."""

    day: int
    nights: int = 0
    months: int | None = None
    """Months from that of publication (the 24th of last month)."""


class Month(NamedTuple):
    """A month, with or without its year."""

    year: int | None
    month: int
    shift: Shift | None = None
    """-2 for the one before the last."""
    years: int | None = None
    """Years from that of publication (June last year)."""
    back: bool = False
    """Whether it is the one nearest to the time spoken of (that June)."""


class Year(NamedTuple):
    """A year."""

    year: int


class Decade(NamedTuple):
    """Ten years by their first."""

    year: int


class Quarter(NamedTuple):
    """A quarter, with or without its year."""

    year: int | None
    quarter: int
    years: int | None = None


class SeasonOf(NamedTuple):
    """A season, with or without its year."""

    year: int | None
    season: Season
    shift: Shift | None = None
    """-2 for the one before the last."""
    years: int | None = None
    back: bool = False
    """Whether it is the one nearest to the time spoken of (that summer)."""


class Weekday(NamedTuple):
    """A day of the week near publication."""

    weekday: int
    shift: Shift | None = None
    nights: int = 0
    back: bool = False
    """Whether it is the one nearest to the day spoken of (that Sunday)."""


class Feast(NamedTuple):
    """A feast day."""

    rule: HolidayRule
    year: int | None
    shift: Shift | None = None
    nights: int = 0
    """How many days on it reaches: 1 for New Year's night."""


Dated = Day | DayRange | Month | SeasonOf | Feast
"""What may stand without its year."""


class Offset(NamedTuple):
    """Units of the calendar counted from that of publication."""

    unit: Unit
    first: int
    last: int
    nearness: Literal["unit", "ago", "about", "day", "told"] = "unit"
    """Whether the whole unit is meant (the year before last), what lies nearest to so many (five years ago),
    the time about that day (it is five years since), the very day (five years ago today), or one counted from
    another day where the text tells of one (the eve)."""


class Anaphor(NamedTuple):
    """Units counted from the time last spoken of (the following day, three weeks later)."""

    unit: Unit
    number: int
    counted: bool = False
    """Whether it is a count (a week later) rather than a unit of the calendar (the following week)."""
    few: bool = False
    """Whether the count is not told (a few days later); ``number`` then only tells the direction."""


class Trailing(NamedTuple):
    """Units that end or begin with the day of publication (the past four days); vague without a number."""

    unit: Unit
    number: int | None


class Lag(NamedTuple):
    """Units between two events (three days after the strike)."""

    unit: Unit
    number: int


class SinceAnchor(NamedTuple):
    """Units counted from an event of general note (almost ten months into the war)."""

    anchor: Days
    unit: Unit
    number: int
    approximate: Nearness
    ordinal: bool
    """Whether one of them is named (the 53rd day, the third year) rather than their sum."""
    lasting: bool = False
    """Whether their sum is a duration (two years of war) rather than a point (two years into the war)."""
    days: int = 0
    """Days more than that (two months and five days)."""
    bare: bool = False
    """Whether the event is not named: "Day 735" as a heading."""


class AnchorDay(NamedTuple):
    """The days of an event of general note."""

    anchor: Days


class Anniversary(NamedTuple):
    """The days of an event of general note so many years on."""

    anchor: Days
    number: int


class InYear(NamedTuple):
    """A date, month or season with the year told beside it: a year ago, in June; July of that year."""

    value: Day | DayRange | Month | SeasonOf
    year: Offset | Anaphor
    around: bool
    """Whether it is the one nearest to the day so many years ago, rather than of that calendar year."""


class YearsBefore(NamedTuple):
    """The date of the weekday nearest to print, in a year before: three years ago on Friday."""

    weekday: int
    years: int


class Vague(NamedTuple):
    """A duration or a word such as ``recently``."""


Value = (
    Day
    | DayRange
    | DayOfMonth
    | Month
    | Year
    | Decade
    | Quarter
    | SeasonOf
    | Weekday
    | Feast
    | Offset
    | Anaphor
    | Trailing
    | Lag
    | SinceAnchor
    | AnchorDay
    | Anniversary
    | InYear
    | YearsBefore
    | Vague
)


class Found(NamedTuple):
    """An expression in its text: tokens ``first`` to ``last`` (exclusive), sentence and meaning."""

    first: int
    last: int
    sentence: int
    value: Value
    relation: Relation = "at"
    part: Part | Share | None = None
