"""Expressions set against the day of publication: which days they name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from geomap.language import language_of
from geomap.language.rules.times import HolidayRule, TimeRules
from geomap.spans import Days, Span
from geomap.text import Text
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
    Offset,
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
    holiday,
    in_reach,
    month_days,
    part_of,
    quarter_days,
    season_days,
    stepped,
    unit_days,
    year_days,
)
from geomap.times.tense import Tense, tense_of

CLOCK = re.compile(r"\d{1,2}[.:]\d\d$")
WESTERN: HolidayRule = ("easter", 0, 0, 0)
EASTERN: HolidayRule = ("orthodox_easter", 0, 0, 0)
EASTER_WEEK = 8
"""Within so many days of Orthodox Easter, "Easter" is the nearer of the two."""
AGAINST_TENSE = 3
"""How much farther off a month may lie on the tense's own side than on the other."""
RECENT = {"day": 7, "week": 28, "month": 92, "quarter": 276, "year": 1096}
"""How many days back "recent days, weeks, months" are taken to reach: a stated guess."""
SATURDAY = 5
QUARTER_TALK = 3
"""Sentences over which "a year earlier" keeps meaning the quarter last spoken of."""
SLACK = {"day": 0, "week": 3, "month": 15, "quarter": 45, "year": 91}
"""Half a unit, in days: the doubt in a count of round units."""
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


@dataclass(slots=True)
class _Focus:
    """What was last spoken of, while a text is read through."""

    days: Days | None = None
    day: Days | None = None
    sentence: int = -99
    quarter: tuple[int, int] | None = None
    quarter_sentence: int = -99


def place_on_calendar(
    text: Text, found: tuple[Found, ...], reference: Days | None
) -> tuple[TimeExpression, ...]:
    """Return the expressions with their days; those that need a day of publication have none without."""
    rules = language_of(text.language).times
    focus = _Focus()
    stamps = _stamps(text, found)
    placed = []
    for one in found:
        if one.first in stamps:
            reference = stamps[one.first]
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


def _placed(
    text: Text, rules: TimeRules, one: Found, reference: Days | None, focus: _Focus
) -> TimeExpression:
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


def _over(value: Value, reference: Days | None, tense: Tense, focus: _Focus, sentence: int) -> Days | None:
    """Place a value for each end of an uncertain day of publication; None where the ends lie far apart."""
    if reference is None:
        return _days(value, None, tense, focus, sentence)
    early = _days(value, reference.start, tense, focus, sentence)
    if early is None or reference.start == reference.end:
        return early
    late = _days(value, reference.end, tense, focus, sentence)
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


def _days(value: Value, ref: date | None, tense: Tense, focus: _Focus, sentence: int) -> Days | None:
    match value:
        case Day():
            return _day(value, ref, tense)
        case DayRange(first, last):
            start, end = _day(first, ref, tense), _day(last, ref, tense)
            return Days(start.start, end.end) if start and end and start.start <= end.end else None
        case Month(year, month, shift, years):
            if year is not None:
                return month_days(year, month)
            if ref is None:
                return None
            if years is not None:
                return month_days(ref.year + years, month)
            ahead = (month - ref.month) % 12
            if shift == -1:
                return month_days(ref.year, ref.month + ahead - 12)
            if shift == 1:
                return month_days(ref.year, ref.month + (ahead or 12))
            if shift == 0:
                return month_days(ref.year, month)
            return month_days(ref.year, ref.month + _nearer(ahead, 12, tense))
        case Year(year):
            return year_days(year)
        case Decade(year):
            return Days(date(year, 1, 1), date(year + 9, 12, 31))
        case Quarter():
            if value.year is not None:
                return quarter_days(value.year, value.quarter)
            if ref is None:
                return None
            if value.years is not None:
                return quarter_days(ref.year + value.years, value.quarter)
            now = (ref.month + 2) // 3
            ahead = (value.quarter - now) % 4
            back = ahead != 0 and (ahead > 1 or tense < 0)
            return quarter_days(ref.year, now + ahead - (4 if back else 0))
        case SeasonOf(year, season, shift, years):
            if year is not None:
                return season_days(year, season)
            if ref is None:
                return None
            if years is not None:
                return season_days(ref.year + years, season)
            options = [season_days(ref.year + y, season) for y in (-1, 0, 1)]
            if shift == -1:
                return max((o for o in options if o.end < ref), key=lambda o: o.end)
            if shift == 1 or tense == 1:
                return min(
                    (o for o in options if o.end >= ref and not (shift == 1 and o.start <= ref)),
                    key=lambda o: o.end,
                )
            if shift == 0:
                return min(options, key=lambda o: abs((o.start - ref).days + 45))
            if tense == 0:
                return min(options, key=lambda o: 0 if o.start <= ref <= o.end else _away(o, ref))
            return max((o for o in options if o.start <= ref), key=lambda o: o.end)
        case Weekday(weekday, shift, nights):
            if ref is None:
                return None
            behind = (ref.weekday() - weekday) % 7
            if shift == -1:
                day = ref - timedelta(behind or 7)
            elif shift == 1 or (shift == 0 and tense >= 0) or tense == 1:
                day = ref + timedelta(((weekday - ref.weekday()) % 7) or (7 if shift == 1 else 0))
            else:
                day = ref - timedelta(behind)
            return _with_nights(day, nights)
        case Feast(rule, year, shift):
            if year is not None:
                return Days.one(holiday(rule, year))
            if ref is None:
                return None
            if rule == WESTERN and abs((holiday(EASTERN, ref.year) - ref).days) < EASTER_WEEK:
                rule = min(WESTERN, EASTERN, key=lambda rite: abs((holiday(rite, ref.year) - ref).days))
            feasts = [holiday(rule, ref.year + y) for y in (-1, 0, 1)]
            if shift == -1:
                return Days.one(max(f for f in feasts if f < ref))
            if shift == 1:
                return Days.one(min(f for f in feasts if f > ref))
            return Days.one(min(feasts, key=lambda f: _distance(f, ref, tense)))
        case Offset():
            return _offset(value, ref, tense)
        case Anaphor():
            return _anaphor(value, ref, focus, sentence)
        case Trailing(unit, count):
            if ref is None or count is None or count == 0:
                return None
            if unit == "hour":
                unit, count = "day", round(count / 24) + (1 if count > 0 else 0)
            other = stepped(ref, unit, -count)
            if other is None:
                return None
            if count > 0:
                return Days(other + timedelta(1), ref)
            return Days(ref + timedelta(1), other)
        case SinceAnchor(anchor, unit, count, approximate, _, lasting):
            if lasting or (ref is not None and ref < anchor.start):
                return None
            point = stepped(anchor.start, unit, count)
            if point is None:
                return None
            slack = SLACK.get(unit, 0)
            match approximate:
                case "almost":
                    return Days(point - timedelta(slack), point)
                case "more":
                    return Days(point, point + timedelta(2 * slack))
                case "exactly":
                    return Days(point - timedelta(slack // 2), point + timedelta(slack))
        case AnchorDay(anchor):
            return None if ref is not None and ref < anchor.start else anchor
        case Lag() | Vague():
            return None


def _day(value: Day, ref: date | None, tense: Tense) -> Days | None:
    year, month, day, weekday, shift, nights, other = value
    if year is not None:
        found = date(year, month, day)
        if other is not None:
            second = date(year, *other)
            if weekday is not None and found.weekday() != weekday == second.weekday():
                found = second
            elif ref is None:
                return None
            else:
                found = min(found, second, key=lambda d: abs((d - ref).days))
        return _with_nights(found, nights)
    if ref is None:
        return None
    if shift is not None:
        return _with_nights(date(ref.year + shift, month, day), nights)
    options = []
    for y in range(ref.year - 1, ref.year + 2):
        if month == 2 and day == 29 and month_days(y, 2).length < 29:
            continue
        options.append(date(y, month, day))
    if weekday is not None:
        options = [o for o in options if o.weekday() == weekday] or options
    return _with_nights(min(options, key=lambda o: _distance(o, ref, tense)), nights)


def _with_nights(day: date, nights: int) -> Days:
    other = day + timedelta(nights)
    return Days(min(day, other), max(day, other))


def _away(days: Days, ref: date) -> int:
    """Return how far an interval lies from publication, farther where it lies ahead."""
    return (ref - days.end).days if days.end < ref else 2 * (days.start - ref).days


def _distance(day: date, ref: date, tense: Tense) -> int:
    """Return how far a day lies from publication, more where it lies on the side the tense speaks against."""
    away = (day - ref).days
    if tense == 1:
        return away if away >= 0 else -AGAINST_TENSE * away
    return -away if away <= 0 else (2 if tense == 0 else AGAINST_TENSE) * away


def _nearer(ahead: int, cycle: int, tense: Tense) -> int:
    """Return how many units to go to a name that lies ``ahead`` of now, or ``cycle`` less behind."""
    if ahead == 0 or tense == 1:
        return ahead
    behind = ahead - cycle
    if tense == -1:
        return behind
    return ahead if AGAINST_TENSE * ahead < -behind else behind


def _offset(value: Offset, ref: date | None, tense: Tense) -> Days | None:
    unit, first, last = value
    if ref is None:
        return None
    if unit == "hour":
        return Days.one(ref)
    if unit == "weekend" and last == 0:  # "the weekend", "this weekend"
        week = 0 if ref.weekday() >= SATURDAY or tense == 1 or (first == 0 and tense == 0) else -1
        return unit_days(ref, unit, week)
    one, two = unit_days(ref, unit, first), unit_days(ref, unit, last)
    return Days(one.start, two.end) if one and two else None


def _anaphor(value: Anaphor, ref: date | None, focus: _Focus, sentence: int) -> Days | None:
    unit, count = value
    quarterly = focus.quarter if sentence - focus.quarter_sentence <= QUARTER_TALK else None
    if unit == "year" and count == -1 and quarterly is not None:
        return quarter_days(quarterly[0] - 1, quarterly[1])
    if unit == "quarter":
        return quarter_days(focus.quarter[0], focus.quarter[1] + count) if focus.quarter else None
    base = focus.day if unit == "day" else focus.days
    if unit == "year" and (base is None or sentence - focus.sentence > 1):
        base = Days.one(ref) if ref is not None and count <= 0 else None
    if base is None:
        return None
    return unit_days(base.start if count < 0 else base.end, unit, count)
