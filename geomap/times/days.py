"""The days that a value names, seen from the day of publication: one case a kind of value."""

from __future__ import annotations

from datetime import date, timedelta

from geomap.language.rules.times import HolidayRule, Unit
from geomap.spans import Days
from geomap.times.expressions import (
    Anaphor,
    AnchorDay,
    Anniversary,
    Dated,
    Day,
    DayOfMonth,
    DayRange,
    Decade,
    Feast,
    InYear,
    Lag,
    Month,
    Offset,
    Quarter,
    SeasonOf,
    SinceAnchor,
    Trailing,
    Vague,
    Value,
    Weekday,
    Year,
    YearsBefore,
)
from geomap.times.focus import QUARTER_TALK, Focus
from geomap.times.intervals import (
    holiday,
    month_days,
    quarter_days,
    season_days,
    stepped,
    unit_days,
    year_days,
    years_on,
)
from geomap.times.tense import Tense
from geomap.times.years import has_year, in_year, nearest, of_frame, with_nights

WESTERN: HolidayRule = ("easter", 0, 0, 0)
EASTERN: HolidayRule = ("orthodox_easter", 0, 0, 0)
EASTER_WEEK = 8
"""Within so many days of Orthodox Easter, "Easter" is the nearer of the two."""
AGAINST_TENSE = 3
"""How much farther off a month may lie on the tense's own side than on the other."""
SATURDAY = 5
SLACK = {"day": 0, "week": 3, "month": 15, "quarter": 45, "year": 91}
"""Half a unit, in days: the doubt in a count of round units."""
HALF_YEAR = 182
"""Days on either side of the one so many years ago in which a date told so lies."""
HALF_WEEK = 3
YEAR_TALK = 3
"""Sentences over which "that year" keeps meaning the one last spoken of."""
LONGEST_MONTH = 31
PAST_STORY = 2
"""Days before print from which on the eve of a day is counted from that day."""
HALF_SEASON = 45
"""Days from the first of a season to its middle, by which "this summer" is the nearest one."""


def days_of(value: Value, ref: date | None, tense: Tense, focus: Focus, sentence: int) -> Days | None:
    """Return the days that a value names; None where it names none, or none without a day of publication.

    Raises ValueError or OverflowError for a day that no calendar has.
    """
    match value:
        case Day():
            return _day(value, ref, tense)
        case DayRange():
            return _day_range(value, ref, tense)
        case DayOfMonth():
            return _day_of_month(value, ref, tense, focus, sentence)
        case Month():
            return nearest(value, focus.days) if value.back and focus.days else _month(value, ref, tense)
        case Year(year):
            return year_days(year)
        case Decade(year):
            return Days(date(year, 1, 1), date(year + 9, 12, 31))
        case Quarter():
            return _quarter(value, ref, tense)
        case SeasonOf():
            return nearest(value, focus.days) if value.back and focus.days else _season(value, ref, tense)
        case Weekday():
            return _that_weekday(value, focus, sentence) or _weekday(value, ref, tense)
        case Feast():
            return _feast(value, ref, tense)
        case Offset():
            told = _eve(value, ref, focus, sentence)
            return told or _offset(value, ref, tense)
        case InYear():
            return _of_year(value, ref, focus, sentence)
        case YearsBefore(weekday, years):
            return None if ref is None else years_on(_nearest_weekday(weekday, ref), -years)
        case Anaphor():
            return _anaphor(value, ref, focus, sentence)
        case Trailing():
            return _trailing(value, ref)
        case SinceAnchor():
            return _since_anchor(value, ref)
        case AnchorDay(anchor):
            return None if ref is not None and ref < anchor.start else anchor
        case Anniversary(anchor, number):
            return years_on(anchor, number)
        case Lag() | Vague():
            return None


def _day_of_month(
    value: DayOfMonth, ref: date | None, tense: Tense, focus: Focus, sentence: int
) -> Days | None:
    """Return the day of that number in the month spoken of, else the last one before print, or the next."""
    if value.months is not None:
        return None if ref is None else _in_month(value, month_days(ref.year, ref.month + value.months))
    told = focus.days
    if told is not None and told.length <= LONGEST_MONTH and focus.is_near(sentence, "month"):
        return with_nights(told.start.replace(day=value.day), value.nights)
    if ref is None:
        return None
    months = (divmod(ref.year * 12 + ref.month - 1 + shift, 12) for shift in range(-2, 3))
    fits = [(year, month + 1) for year, month in months if value.day <= month_days(year, month + 1).length]
    found = min((date(*month, value.day) for month in fits), key=lambda o: _distance(o, ref, tense))
    return with_nights(found, value.nights)


def _in_month(value: DayOfMonth, month: Days) -> Days | None:
    """Return the day of that number in a month; None where it has none."""
    if value.day > month.length:
        return None
    return with_nights(month.start.replace(day=value.day), value.nights)


def in_month_of_print(value: DayOfMonth, reference: Days) -> Days | None:
    """Return the day of that number in the month of print, where that alone is known of it."""
    month = month_days(reference.start.year, reference.start.month)
    return _in_month(value, month) if reference == month and value.months is None else None


def within(value: Value, frame: Days) -> Days | None:
    """Return the days that a date without a year names within a stretch of time; None where outside.

    A date that several years of the stretch have is not told by it.
    """
    if not isinstance(value, Dated) or has_year(value):
        return None
    years = range(frame.start.year, frame.end.year + 1)
    found = [days for year in years if (days := in_year(value, year)) is not None and frame.holds(days)]
    return found[0] if len(found) == 1 else None


def _day_range(value: DayRange, ref: date | None, tense: Tense) -> Days | None:
    start, end = _day(value.first, ref, tense), _day(value.last, ref, tense)
    return Days(start.start, end.end) if start and end and start.start <= end.end else None


def _told_year(value: Month | Quarter | SeasonOf, ref: date | None) -> int | None:
    """Return the year that is written, or counted from that of publication: "June last year"."""
    if value.year is not None or ref is None or value.years is None:
        return value.year
    return ref.year + value.years


def _month(value: Month, ref: date | None, tense: Tense) -> Days | None:
    year = _told_year(value, ref)
    if year is not None:
        return month_days(year, value.month)
    if ref is None:
        return None
    ahead = (value.month - ref.month) % 12
    match value.shift:
        case -1 | -2 as shift:
            return month_days(ref.year, ref.month + ahead + 12 * shift)
        case 0:
            return month_days(ref.year, value.month)
        case 1:
            return month_days(ref.year, ref.month + (ahead or 12))
        case None:
            return month_days(ref.year, ref.month + _nearer(ahead, 12, tense))


def _quarter(value: Quarter, ref: date | None, tense: Tense) -> Days | None:
    year = _told_year(value, ref)
    if year is not None:
        return quarter_days(year, value.quarter)
    if ref is None:
        return None
    now = (ref.month + 2) // 3
    ahead = (value.quarter - now) % 4
    back = ahead != 0 and (ahead > 1 or tense < 0)
    return quarter_days(ref.year, now + ahead - (4 if back else 0))


def _season(value: SeasonOf, ref: date | None, tense: Tense) -> Days | None:
    year = _told_year(value, ref)
    if year is not None:
        return season_days(year, value.season)
    if ref is None:
        return None
    options = [season_days(ref.year + y, value.season) for y in (-3, -2, -1, 0, 1)]
    shift = value.shift
    if shift in (-1, -2):
        return [o for o in options if o.end < ref][shift]
    if shift == 1:
        return min((o for o in options if o.start > ref), key=lambda o: o.end)
    if tense == 1:
        return min((o for o in options if o.end >= ref), key=lambda o: o.end)
    if shift == 0:
        return min(options, key=lambda o: abs((o.start - ref).days + HALF_SEASON))
    if tense == 0:
        return min(options, key=lambda o: 0 if o.start <= ref <= o.end else _away(o, ref))
    return max((o for o in options if o.start <= ref), key=lambda o: o.end)


def _weekday(value: Weekday, ref: date | None, tense: Tense) -> Days | None:
    if ref is None:
        return None
    ahead = (value.weekday - ref.weekday()) % 7
    behind = -ahead % 7
    if value.shift == -1:
        days = -(behind or 7)
    elif value.shift == 1:
        days = ahead or 7
    elif tense == 1 or (value.shift == 0 and tense == 0):
        days = ahead
    else:
        days = -behind
    return with_nights(ref + timedelta(days), value.nights)


def _that_weekday(value: Weekday, focus: Focus, sentence: int) -> Days | None:
    """Return the weekday nearest to the day spoken of: that Sunday."""
    if not value.back or focus.day is None or sentence - focus.day_sentence > YEAR_TALK:
        return None
    return _nearest_weekday(value.weekday, focus.day.start)


def _nearest_weekday(weekday: int, day: date) -> Days:
    ahead = (weekday - day.weekday()) % 7
    return Days.one(day).shifted(ahead if ahead <= HALF_WEEK else ahead - 7)


def _feast(value: Feast, ref: date | None, tense: Tense) -> Days | None:
    rule = value.rule
    if value.year is not None:
        return with_nights(holiday(rule, value.year), value.nights)
    if ref is None:
        return None
    if rule == WESTERN and abs((holiday(EASTERN, ref.year) - ref).days) < EASTER_WEEK:
        rule = min(WESTERN, EASTERN, key=lambda rite: abs((holiday(rite, ref.year) - ref).days))
    feasts = [holiday(rule, ref.year + y) for y in (-1, 0, 1)]
    if value.shift == -1:
        return with_nights(max(f for f in feasts if f < ref), value.nights)
    if value.shift == 1:
        return with_nights(min(f for f in feasts if f > ref), value.nights)
    return with_nights(min(feasts, key=lambda f: _distance(f, ref, tense)), value.nights)


def _trailing(value: Trailing, ref: date | None) -> Days | None:
    unit, count = value
    if ref is None or not count:
        return None
    if unit == "hour":
        unit, count = "day", round(count / 24) + (1 if count > 0 else 0)
    other = stepped(ref, unit, -count)
    if other is None:
        return None
    if count > 0:
        return Days(other + timedelta(1), ref)
    return Days(ref + timedelta(1), other)


def _since_anchor(value: SinceAnchor, ref: date | None) -> Days | None:
    start = value.anchor.start
    if value.lasting or (ref is not None and ref < start):
        return None
    point = stepped(start + timedelta(value.days), value.unit, value.number)
    if point is None:
        return None
    if value.ordinal and value.unit != "day":
        after = stepped(point, value.unit, 1)
        return None if after is None else Days(point, after - timedelta(1))
    slack = SLACK.get(value.unit, 0)
    match value.approximate:
        case "almost":
            return Days(point - timedelta(slack), point)
        case "more":
            return Days(point, point + timedelta(2 * slack))
        case "exactly":
            return Days(point - timedelta(slack // 2), point + timedelta(slack))


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
        return with_nights(found, nights)
    if ref is None:
        return None
    if shift is not None:
        return with_nights(date(ref.year + shift, month, day), nights)
    options = []
    for y in range(ref.year - 1, ref.year + 2):
        if month == 2 and day == 29 and month_days(y, 2).length < 29:
            continue
        options.append(date(y, month, day))
    if weekday is not None:
        options = [o for o in options if o.weekday() == weekday] or options
    return with_nights(min(options, key=lambda o: _distance(o, ref, tense)), nights)


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
    unit, first, last, nearness = value
    if ref is None:
        return None
    if nearness in ("about", "day"):
        return about(ref, unit, first, SLACK.get(unit, 0) // 2 if nearness == "about" else 0)
    if unit == "hour":
        return Days.one(ref)
    if unit == "weekend" and last == 0:  # "the weekend", "this weekend"
        week = 0 if ref.weekday() >= SATURDAY or tense == 1 or (first == 0 and tense == 0) else -1
        return unit_days(ref, unit, week)
    one, two = unit_days(ref, unit, first), unit_days(ref, unit, last)
    return Days(one.start, two.end) if one and two else None


def _eve(value: Offset, ref: date | None, focus: Focus, sentence: int) -> Days | None:
    """Return the day before the one that the sentence or the one before told, where that is no news.

    So too the month of which an end is told: "they came on 3 March 2022 and left at the end of the month".
    """
    told = focus.day if value.unit == "day" else focus.days
    if value.nearness != "told" or told is None or not focus.is_near(sentence, value.unit):
        return None
    if ref is not None and (ref - told.end).days < PAST_STORY:
        return None
    return unit_days(told.start, value.unit, value.first)


def _of_year(value: InYear, ref: date | None, focus: Focus, sentence: int) -> Days | None:
    """Return the days of a date in the year told beside it."""
    year = value.year
    if value.around:
        back = year.first if isinstance(year, Offset) else year.number
        frame = None if ref is None else about(ref, "year", back, HALF_YEAR)
    elif isinstance(year, Offset):
        frame = _offset(year, ref, 0)
    else:
        told = focus.days if sentence - focus.sentence <= YEAR_TALK else None
        frame = None if told is None else year_days(told.start.year + year.number)
    return None if frame is None else of_frame(value.value, frame)


def about(ref: date, unit: Unit, count: int, slack: int) -> Days | None:
    """Return the days around the one so many units from publication."""
    point = stepped(ref, unit, count)
    return None if point is None else Days.one(point).widened(slack)


def _anaphor(value: Anaphor, ref: date | None, focus: Focus, sentence: int) -> Days | None:
    unit, count = value.unit, value.number
    if value.few:
        return None
    quarterly = focus.quarter if sentence - focus.quarter_sentence <= QUARTER_TALK else None
    if unit == "year" and count == -1 and quarterly is not None:
        return quarter_days(quarterly[0] - 1, quarterly[1])
    if unit == "quarter":
        return quarter_days(focus.quarter[0], focus.quarter[1] + count) if focus.quarter else None
    if unit == "day" and focus.stretch(sentence) is not None:
        return None
    base = focus.day if unit == "day" else focus.days
    if unit == "year" and (base is None or sentence - focus.sentence > 1):
        base = Days.one(ref) if ref is not None and count <= 0 else None
    if base is None:
        return None
    return unit_days(base.start if count < 0 else base.end, unit, count)
