"""Expressions set against the day of publication: which days they name."""

from __future__ import annotations

import re
from datetime import date, timedelta

from geomap.language import language_of
from geomap.language.rules.times import TimeRules
from geomap.spans import Days, Span
from geomap.text import Text
from geomap.times.days import Focus, days_of
from geomap.times.expressions import (
    Anaphor,
    AnchorDay,
    Day,
    DayRange,
    Decade,
    Feast,
    Found,
    Lag,
    Month,
    Quarter,
    SeasonOf,
    SinceAnchor,
    TimeBasis,
    TimeExpression,
    Trailing,
    Vague,
    Value,
    Weekday,
    Year,
)
from geomap.times.intervals import (
    in_reach,
    part_of,
)
from geomap.times.tense import Tense, tense_of

CLOCK = re.compile(r"\d{1,2}[.:]\d\d$")
RECENT = {"day": 7, "week": 28, "month": 92, "quarter": 276, "year": 1096}
"""How many days back "recent days, weeks, months" are taken to reach: a stated guess."""
LAG_DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
BASES: dict[type, TimeBasis] = {
    Day: "explicit_date",
    DayRange: "explicit_date",
    Feast: "explicit_date",
    Year: "explicit_date",
    Decade: "explicit_date",
    AnchorDay: "relative",
    Month: "month",
    Quarter: "month",
    SeasonOf: "season",
    Weekday: "weekday",
}


def place_on_calendar(
    text: Text, found: tuple[Found, ...], reference: Days | None
) -> tuple[TimeExpression, ...]:
    """Return the expressions with their days; those that need a day of publication have none without."""
    rules = language_of(text.language).times
    focus = Focus()
    stamps = _stamps(text, found)
    placed = []
    for one in found:
        if one.first in stamps:
            reference = stamps[one.first]
        block = text.sentences[one.sentence].block
        if focus.period is not None and block != text.sentences[focus.period_sentence].block:
            focus.period = None  # a new paragraph
        placed.append(_placed(text, rules, one, reference, focus))
    return tuple(placed)


def _stamps(text: Text, found: tuple[Found, ...]) -> dict[int, Days]:
    """Return the days by which a running report stamps its entries, by first token; none for a single one."""
    stamps = {}
    for one in found:
        value = one.value
        if (
            not isinstance(value, Day)
            or value.year is None
            or one.first != text.sentences[one.sentence].first
        ):
            continue
        if one.last < len(text.words) and CLOCK.match(text.words[one.last]):
            try:
                stamps[one.first] = Days.one(date(value.year, value.month, value.day))
            except ValueError:
                continue
    return stamps if len(stamps) > 1 else {}


def _placed(text: Text, rules: TimeRules, one: Found, reference: Days | None, focus: Focus) -> TimeExpression:
    value = one.value
    span = Span(text.starts[one.first], text.ends[one.last - 1])
    if isinstance(value, Vague):
        return TimeExpression(span=span, days=None, edtf=None, basis=None)
    if isinstance(value, Lag):
        lag = LAG_DAYS.get(value.unit, 0) * value.number
        return TimeExpression(span=span, days=None, edtf=None, basis=None, relation=one.relation, lag=lag)
    tense = tense_of(text, rules, one)
    try:
        days = _over(value, reference, tense, focus, one.sentence)
        event_days = _event_days(one, value, days, reference)
    except (ValueError, OverflowError):  # a day that no calendar has, such as 31 April
        days = event_days = None
    if not all(in_reach(d) for d in (days, event_days) if d is not None):
        days = event_days = None
    _follow(focus, one, days)
    if days is not None and not (isinstance(value, Anaphor) and value.unit == "year"):
        focus.days = days
        focus.sentence = one.sentence
        if days.length <= 2:
            focus.day = days
        if isinstance(value, Quarter):
            focus.quarter = (days.start.year, (days.start.month + 2) // 3)
            focus.quarter_sentence = one.sentence
    return TimeExpression(
        span=span,
        days=days,
        edtf=days.edtf() if days else None,
        basis=BASES.get(type(value), "relative") if days or event_days else None,
        relation=one.relation,
        event_days=event_days,
        to_print=isinstance(value, SinceAnchor) and not value.ordinal,
    )


def _follow(focus: Focus, one: Found, days: Days | None) -> None:
    """Note the period that a text begins to tell of, or has left for another day."""
    value = one.value
    if isinstance(value, Month | SeasonOf) and value.year is not None and one.relation == "at":
        focus.period, focus.period_sentence = days, one.sentence
        return
    period = focus.period
    if period is not None and days is not None and not period.start <= days.start <= days.end <= period.end:
        focus.period = None


def _over(value: Value, reference: Days | None, tense: Tense, focus: Focus, sentence: int) -> Days | None:
    """Place a value for each end of an uncertain day of publication; None where the ends lie far apart."""
    if reference is None:
        return days_of(value, None, tense, focus, sentence)
    early = days_of(value, reference.start, tense, focus, sentence)
    if early is None or reference.start == reference.end:
        return early
    late = days_of(value, reference.end, tense, focus, sentence)
    if late is None or late == early:
        return late
    both = Days(min(early.start, late.start), max(early.end, late.end))
    return both if both.length < early.length + 7 else None


def _event_days(one: Found, value: Value, days: Days | None, reference: Days | None) -> Days | None:
    if days is None:
        if (
            isinstance(value, Trailing)
            and value.number is None
            and reference is not None
            and value.unit in RECENT
        ):
            return Days(reference.start - timedelta(RECENT[value.unit]), reference.end)
        return None
    if one.part is not None and days.length > 2:
        days = part_of(days, one.part)
    if one.relation == "since" and reference is not None and reference.end >= days.start:
        return Days(days.start, reference.end)
    return days
