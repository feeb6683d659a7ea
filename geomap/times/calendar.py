"""Expressions set against the day of publication: which days they name."""

from __future__ import annotations

import re
from datetime import date, timedelta

from msgspec.structs import replace

from geomap.language import language_of
from geomap.language.rules.times import TimeRules, Unit
from geomap.spans import Days, Span
from geomap.text import Text
from geomap.times.captions import captions_days, is_caption
from geomap.times.days import about, days_of, in_month_of_print
from geomap.times.expressions import (
    Anaphor,
    AnchorDay,
    Day,
    DayOfMonth,
    DayRange,
    Decade,
    Feast,
    Found,
    InYear,
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
from geomap.times.focus import Focus, is_count_since
from geomap.times.intervals import in_reach, part_of, stepped, year_days
from geomap.times.stories import Seen, of_story, seen_in
from geomap.times.tense import Tense, tense_of
from geomap.times.years import has_year, latest_full_day, near_to, with_dates_told

CLOCK = re.compile(r"\d{1,2}[.:]\d\d$")
HEADING = re.compile(r"#{1,6}(?=\s)")
ALONE = re.compile(r"[\s#*_:.,=|()\[\]–—-]*")
"""What may stand beside a time in a heading that is nothing but that time."""
MARKS = 40
FEW: dict[Unit, tuple[int, int]] = {"day": (2, 6), "week": (2, 5), "month": (2, 5)}
"""How many "a few" are taken to be: a stated guess."""
DAYS_OF_HOURS = 2
"""Longest time, in days, within which "three hours later" lies."""
LONGEST_STORY = 100
"""Days of the longest time from which "a week later" is counted."""
FAR_AHEAD = 30
"""Days ahead of print by which no more is mostly set for a day."""
FEW_WEEKS = 2
"""Weeks up to which who counts them counts to the day."""
HALF_SPAN = 91
"""Days around the day so many years ago in which an event told to be "two years ago" lies."""
RECENT = {"day": 7, "week": 28, "month": 92, "quarter": 276, "year": 1096}
"""How many days back "recent days, weeks, months" are taken to reach: a stated guess."""
LAG_DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
BASES: dict[type, TimeBasis] = {
    Day: "explicit_date",
    DayRange: "explicit_date",
    DayOfMonth: "explicit_date",
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
    text: Text, found: tuple[Found, ...], reference: Days | None, begun: Days | None
) -> tuple[TimeExpression, ...]:
    """Return the expressions with their days; those that need a day of publication have none without.

    ``begun`` is the day on which the war began, which texts of every year tell.
    """
    rules = language_of(text.language).times
    focus = Focus()
    stamps = _stamps(text, found)
    told = latest_full_day(found, begun) if reference is None else None
    captions = captions_days(text, rules, found)
    headings = _headings(text)
    placed = []
    block = -1
    for one in with_dates_told(text, found):
        if one.first in stamps:
            reference = stamps[one.first]
        before, block = block, text.sentences[one.sentence].block
        for other in range(before + 1, block):
            if headings.get(other):
                focus.close_section(headings[other])
        heads = isinstance(one.value, Day | Month | SeasonOf | Year) and _stands_alone(text, one, block)
        if not heads and block > before and headings.get(block):
            focus.close_section(headings[block])
        # What a caption tells is no talk of the text.
        own = Focus() if block in captions or is_caption(text, rules, block) else focus
        own.block = block
        time = _placed(text, rules, one, captions.get(block, reference), own)
        if time.days is None and told is not None:
            time = _dated_by(text, rules, time, one, told)
        if heads:
            focus.open_section(one, time.days, headings.get(block, 0))
        placed.append(time)
    return tuple(placed)


def _dated_by(text: Text, rules: TimeRules, time: TimeExpression, one: Found, told: date) -> TimeExpression:
    """Return days without a year, of an undated text, as those nearest to the latest day it tells.

    What is yet to come is told of the year of print, which nobody knows.
    """
    value = one.value
    if not isinstance(value, Day | DayRange) or has_year(value) or tense_of(text, rules, one) > 0:
        return time
    days = near_to(value, told)
    if days is None or not in_reach(days):
        return time
    return replace(time, days=days, edtf=days.edtf(), basis=_basis(value), event_days=days)


def _headings(text: Text) -> dict[int, int]:
    """Return the level of each line that is marked as a heading."""
    marks = ((n, HEADING.match(text.body, block.start)) for n, block in enumerate(text.blocks))
    return {number: len(mark[0]) for number, mark in marks if mark}


def _stands_alone(text: Text, one: Found, block: int) -> bool:
    """Tell whether an expression fills its line, but for marks."""
    start, end = text.blocks[block].start, text.blocks[block].end
    left = text.body[start : text.starts[one.first]]
    right = text.body[text.ends[one.last - 1] : end]
    return len(left) + len(right) <= MARKS and ALONE.fullmatch(left + right) is not None


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
    reference = _as_seen_there(text, rules, one, reference)
    span = Span(text.starts[one.first], text.ends[one.last - 1])
    if isinstance(value, Vague):
        if text.lowers[one.first] in rules.now:
            focus.period = None
        return TimeExpression(span=span, days=None, edtf=None, basis=None)
    if isinstance(value, Lag):
        lag = LAG_DAYS.get(value.unit, 0) * value.number
        return TimeExpression(span=span, days=None, edtf=None, basis=None, relation=one.relation, lag=lag)
    seen = seen_in(text, rules, one)
    try:
        days = of_story(seen, reference, focus)
        if days is None:
            days = _over(value, reference, seen.tense, focus, one.sentence)
        event_days = _counted_on(value, focus, one.sentence) or _event_days(seen, days, reference)
    except (ValueError, OverflowError):  # a day that no calendar has, such as 31 April
        days = event_days = None
    if not all(in_reach(d) for d in (days, event_days) if d is not None):
        days = event_days = None
    focus.follow(one, days, seen.block, opens=seen.opens)
    names = not (isinstance(value, Anaphor) and value.unit == "year") and not is_count_since(one)
    if days is not None and names:
        focus.note(event_days if isinstance(value, Anaphor) and event_days else days, one.sentence)
        if isinstance(value, Quarter):
            focus.quarter = (days.start.year, (days.start.month + 2) // 3)
            focus.quarter_sentence = one.sentence
    return TimeExpression(
        span=span,
        days=days,
        edtf=days.edtf() if days else None,
        basis=_basis(value) if days or event_days else None,
        relation=one.relation,
        event_days=event_days,
        to_print=isinstance(value, SinceAnchor) and not value.ordinal,
    )


def _as_seen_there(text: Text, rules: TimeRules, one: Found, reference: Days | None) -> Days | None:
    """Return the day of print by the clocks where it happens, for a weekday that has already begun there.

    What a paper overseas prints late on Monday of "Tuesday morning" is no week old.
    """
    there = text.document.day_there
    return Days.one(there) if there is not None and tells_day_there(text, rules, one) else reference


def tells_day_there(text: Text, rules: TimeRules, one: Found) -> bool:
    """Tell whether an expression is the weekday of the day that it was where clocks are ahead of print's."""
    there, value = text.document.day_there, one.value
    if there is None or not isinstance(value, Weekday) or value.shift is not None:
        return False
    return value.weekday == there.weekday() and tense_of(text, rules, one) != 1


def _basis(value: Value) -> TimeBasis:
    return BASES.get(type(value.value if isinstance(value, InYear) else value), "relative")


def _counted_on(value: Value, focus: Focus, sentence: int) -> Days | None:
    """Return the days of an event told by how long after another it came, by the days of that."""
    if not isinstance(value, Anaphor):
        return None
    if value.unit == "day" and (stretch := focus.stretch(sentence)) is not None:
        return stretch if stretch.length <= LONGEST_STORY else None
    return _later(value, focus) if value.counted else None


def _later(value: Anaphor, focus: Focus) -> Days | None:
    """Return the days some hours, a few days or so many weeks or months after what was told."""
    told = focus.day if value.unit == "day" else focus.days
    if told is None or told.length > LONGEST_STORY:
        return None
    if value.unit == "hour":
        return told if told.length <= DAYS_OF_HOURS else None
    counts = _counts(value)
    if counts is None:
        return None
    start = stepped(told.start, value.unit, counts[0])
    after = stepped(
        told.end + timedelta(1), value.unit, counts[1]
    )  # a month from November is all of December
    return Days(start, max(start, after - timedelta(1))) if start and after else None


def _counts(value: Anaphor) -> tuple[int, int] | None:
    """Return the least and the most units that a count tells; None for days and years told as a number."""
    if not value.few:
        return (value.number, value.number) if value.unit in ("week", "month") else None
    few = FEW.get(value.unit)
    if few is None or value.number > 0:
        return few
    return -few[1], -few[0]


def _over(value: Value, reference: Days | None, tense: Tense, focus: Focus, sentence: int) -> Days | None:
    """Place a value for each end of an uncertain day of publication; None where the ends lie far apart."""
    if reference is None:
        return days_of(value, None, tense, focus, sentence)
    if isinstance(value, DayOfMonth) and (day := in_month_of_print(value, reference)) is not None:
        return day
    early = days_of(value, reference.start, tense, focus, sentence)
    if early is None or reference.start == reference.end:
        return early
    late = days_of(value, reference.end, tense, focus, sentence)
    if late is None or late == early:
        return late
    both = Days(min(early.start, late.start), max(early.end, late.end))
    return both if both.length < early.length + 7 else None


def _event_days(seen: Seen, days: Days | None, reference: Days | None) -> Days | None:
    one, value = seen.one, seen.one.value
    if days is None:
        if (
            isinstance(value, Trailing)
            and value.number is None
            and reference is not None
            and value.unit in RECENT
        ):
            return Days(reference.start - timedelta(RECENT[value.unit]), reference.end)
        return None
    if reference is not None and (told := _counted_back(seen, days, reference)) is not None:
        return told
    if one.part is not None and days.length > 2:
        days = part_of(days, one.part)
    if one.relation == "since" and reference is not None and reference.end >= days.start:
        return Days(days.start, reference.end)
    return days


def _counted_back(seen: Seen, days: Days, reference: Days) -> Days | None:
    """Return the days of an event that is told by how long ago it was, or by a day that cannot lie ahead."""
    value = seen.one.value
    if back := _years_back(value, days, reference):
        return about(reference.end, "year", -back, HALF_SPAN)
    if weeks := _weeks_back(value):
        return reference.shifted(-7 * weeks)
    return _a_year_before(seen, days, reference)


def _a_year_before(seen: Seen, days: Days, reference: Days) -> Days | None:
    """Return the same day of the year before, where what happened on a day of no year would lie far ahead.

    What was only set for a day lies ahead, too, but seldom by more than some weeks.
    """
    ahead = (days.start - reference.end).days
    if seen.tense >= 0 or ahead <= FAR_AHEAD or not isinstance(seen.one.value, Day) or days.length > 2:
        return None
    month, day = days.start.month, days.start.day
    return None if (month, day) == (2, 29) else Days.one(days.start.replace(year=days.start.year - 1))


def _weeks_back(value: Value) -> int:
    """Return how many weeks back an event that is told to be "a week ago" lies; 0 where none is so told."""
    if not isinstance(value, Offset) or value.unit != "week" or value.nearness != "ago":
        return 0
    return -value.first if -FEW_WEEKS <= value.first == value.last < 0 else 0


def _years_back(value: Value, days: Days, reference: Days) -> int:
    """Return how many years ago an event lies that is told to be "two years ago"; 0 where nothing is so told.

    Of the calendar's whole year, which the words name, an event told so lies nearer to that day.
    """
    if isinstance(value, Offset) and value.unit == "year" and value.nearness == "ago":
        return -value.first if value.first < -1 else 0
    counts_from_print = isinstance(value, Anaphor) and (value.unit, value.number) == ("year", -1)
    return 1 if counts_from_print and days == year_days(reference.end.year - 1) else 0
