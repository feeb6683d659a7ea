"""What a text has last spoken of, while it is read through: its day, its period, its section."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal, NamedTuple

from msgspec import Struct

from geomap.language.rules.times import Unit
from geomap.spans import Days
from geomap.times.expressions import (
    Anaphor,
    AnchorDay,
    Day,
    DayRange,
    Found,
    InYear,
    Lag,
    Month,
    SeasonOf,
    Vague,
    Value,
    Year,
)

PERIOD_TALK = 2
"""Sentences after "the autumn of 2022" in which a day of it needs no year."""
QUARTER_TALK = 3
"""Sentences over which "a year earlier" keeps meaning the quarter last spoken of."""
AFTER_DAY = 183
"""Days after a full date in which the dates told after it in a flashback lie."""
AFTER_AGO = 31
"""The same where the day is told as one of so many years ago, and no news can be meant."""
LONGEST = 366
"""Days of the longest stretch that two months of one sentence are taken to be: "from March to May"."""
NIGHT = 2
"""Days of the longest time that counts as a day."""


class Period(NamedTuple):
    """A stretch of time that a text has begun to tell of."""

    days: Days
    sentence: int
    """The last sentence that told of it."""
    block: int
    sure: bool
    """Whether its dates are of it even where they could be news: of a year or a day, only once taken up."""
    is_year: bool = False


class Focus(Struct):
    """What was last spoken of."""

    days: Days | None = None
    day: Days | None = None
    day_sentence: int = -99
    told_block: int = -1
    block: int = -1
    """The paragraph that is read."""
    sentence: int = -99
    quarter: tuple[int, int] | None = None
    quarter_sentence: int = -99
    period: Period | None = None
    section: Days | None = None
    """What the last heading of a year or month with its year names: all below is of it."""
    section_level: int = 0
    part: Days | None = None
    """What the last heading below that one names."""

    def is_near(self, sentence: int, unit: Unit) -> bool:
        """Tell whether this sentence or one just before, of one paragraph, has told a day, or any time."""
        told = self.day_sentence if unit == "day" else self.sentence
        reach = 1 if unit == "day" else PERIOD_TALK
        return sentence - told <= reach and self.told_block == self.block

    def stretch(self, sentence: int) -> Days | None:
        """Return the stretch told since the last day, of which "the next day" is: in July 2022 it opened."""
        if self.days is None or self.days is self.day or not self.is_near(sentence, "month"):
            return None
        return None if self.day is not None and self.days.overlaps(self.day) else self.days

    def note(self, days: Days, sentence: int) -> None:
        """Note what was just told of."""
        self.days, self.sentence, self.told_block = days, sentence, self.block
        if days.length <= NIGHT:
            self.day, self.day_sentence = days, sentence

    def period_at(self, sentence: int, block: int) -> Period | None:
        """Return the period that a sentence still tells of; a new paragraph ends it."""
        period = self.period
        if period is None or period.block != block or sentence - period.sentence > PERIOD_TALK:
            return None
        return period

    def take_up(self, sentence: int, block: int) -> None:
        """Note that a sentence has told on of the period."""
        if self.period is not None:
            self.period = self.period._replace(sentence=sentence, block=block, sure=True)

    def go_on(self, days: Days, sentence: int, block: int) -> None:
        """Note the month or season to which a story has gone on from its period."""
        self.period = Period(days, sentence, block, sure=True)

    def follow(self, one: Found, days: Days | None, block: int, *, opens: bool) -> None:
        """Note the period that an expression opens, or that it leaves for another day.

        The start of a war since which something is counted does neither.
        """
        if is_count_since(one):
            return
        kind = period_kind(one, opens=opens)
        if kind is not None and days is not None:
            if kind in ("day", "ago"):
                if self.period is not None and self.period.days.holds(days):
                    return
                days = Days(days.start, days.start + timedelta(AFTER_DAY if kind == "day" else AFTER_AGO))
            before = self.period
            if before is not None and before.sure and before.sentence == one.sentence and kind == "month":
                both = Days(min(before.days.start, days.start), max(before.days.end, days.end))
                days = both if both.length <= LONGEST else days
            self.period = Period(
                days, one.sentence, block, sure=kind in ("month", "ago"), is_year=kind == "year"
            )
        elif self.period is not None and _leaves(self.period, one.value, days):
            self.period = None

    def open_section(self, one: Found, days: Days | None, level: int) -> None:
        """Note a heading that is nothing but a time."""
        value = one.value
        if isinstance(value, Year) or (isinstance(value, Month | SeasonOf) and value.year is not None):
            inside = self.section is not None and days is not None and self.section.holds(days)
            if inside and days != self.section:
                self.part = days
            else:
                self.section, self.part, self.section_level = days, None, level
        elif self.section is not None:
            self.part = days

    def close_section(self, level: int) -> None:
        """Note a heading of another kind, which ends a section of its own level or a lower one."""
        if level <= self.section_level:
            self.section = self.part = None


def is_count_since(one: Found) -> bool:
    """Tell whether an expression counts since an event of general note: "since the war started"."""
    return one.relation == "since" and isinstance(one.value, AnchorDay)


def period_kind(one: Found, *, opens: bool) -> Literal["month", "year", "day", "ago"] | None:
    """Return what kind of period an expression with its year opens, None where it opens none.

    A year does where it opens its sentence: "the floods of 1970" only names them.
    """
    value = one.value
    if one.relation != "at":
        return None
    if isinstance(value, InYear):
        return "ago" if isinstance(value.value, Day | DayRange) else "month"
    if _names_a_stretch(value):
        return "month"
    if isinstance(value, Year) and opens:
        return "year"
    if isinstance(value, Day) and value.year is not None and value.other is None:
        return "day"
    return None


def _leaves(period: Period, value: Value, days: Days | None) -> bool:
    """Tell whether an expression is of another time than a period; where it has no days, by its kind.

    Without a day of print one that counts from it has none, and yet leaves the period.
    """
    if days is not None:
        return not period.days.overlaps(days)
    if isinstance(value, Anaphor):
        return value.unit == "year"
    return not isinstance(value, Lag | Vague)


def _names_a_stretch(value: Value) -> bool:
    """Tell whether a value is a month or season of a year that is told, or of one before: last summer."""
    if isinstance(value, AnchorDay):
        return value.anchor.length > 1  # the first weeks of the war
    if isinstance(value, DayRange):
        return value.first.year is not None
    if not isinstance(value, Month | SeasonOf):
        return False
    return value.year is not None or value.back or min(value.shift or 0, value.years or 0) < 0
