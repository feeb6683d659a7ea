"""Dates told in a story: the year comes from the time that the text has begun to tell of."""

from __future__ import annotations

from typing import NamedTuple

from geomap.language.rules.times import TimeRules
from geomap.spans import Days
from geomap.text import Text
from geomap.times.days import PAST_STORY, days_of, within
from geomap.times.expressions import Dated, Day, DayRange, Feast, Found, Month, Offset, SeasonOf, Value
from geomap.times.focus import Focus, Period
from geomap.times.intervals import unit_days
from geomap.times.tense import Tense, is_past_form, tense_of
from geomap.times.years import has_year, in_year, next_after

AROUND = 40
"""Tokens on either side of a date in which its sentence tells of the past."""
JOINED = 3
"""Tokens before a time in which "and" joins it to what was told before."""
LONG_PRINT = 31
"""Days in a time of print beyond which the dates without a year that it holds are of it."""
FRESH = 31
"""Days before the day of print in which a date is news, unless the text tells of another year by then."""
LONG_PAST = 92
"""Days before the day of print from which on a date is no news of these weeks."""
SOON = 122
"""Days after the period of a story in which a month or day told after it goes on with it."""
LATELY = 62
"""Days before the day of print in which a date without a year is rather that of now."""
SEQUEL = 2
"""Paragraphs on in which "then" still goes on with a story."""
NEXT_TO = 31
"""Days around what an undated text has told in which a date without its year is next to that."""
DAY_TALK = 21
"""Days after a full date in which one told by the sentences after it is of its year."""


def of_story(seen: Seen, reference: Days | None, focus: Focus) -> Days | None:
    """Return the days of an expression by the story, the section or the long time of print it is told in."""
    return (
        _within_frames(seen, reference, focus)
        or _following(seen, reference, focus)
        or _gone_on_to(seen, reference, focus)
        or _end_of_unit(seen, reference, focus)
        or _beside_what_was_told(seen, reference, focus)
    )


class Seen(NamedTuple):
    """An expression with what its place in the text tells of it."""

    one: Found
    tense: Tense
    block: int
    opens: bool
    """Whether it opens its sentence."""
    goes_on: bool
    """Whether it opens its sentence, or what one goes on with: "came in May, and in July they left"."""
    sequel: bool
    """Whether its sentence opens with a word that goes on with a story: "then"."""
    past: bool
    """Whether its clause tells of the past, or, where that has no tense, its sentence."""


def seen_in(text: Text, rules: TimeRules, one: Found) -> Seen:
    """Return an expression with what its place in the text tells of it."""
    sentence = text.sentences[one.sentence]
    opens = one.first - sentence.first <= 1
    # A day with its year is the same in every tense.
    told_whole = isinstance(one.value, Day | DayRange) and has_year(one.value)
    tense = 0 if told_whole else tense_of(text, rules, one)
    goes_on = opens or _is_joined(text, rules, one)
    sequel = text.lowers[sentence.first] in rules.sequels
    past = tense < 0 or (tense == 0 and _is_told_in_the_past(text, rules, one))
    return Seen(one, tense, sentence.block, opens, goes_on, sequel, past)


def _is_told_in_the_past(text: Text, rules: TimeRules, one: Found) -> bool:
    """Tell whether what stands around an expression has a verb in the past and none in the present."""
    sentence = text.sentences[one.sentence]
    words = text.lowers[max(sentence.first, one.first - AROUND) : min(one.last + AROUND, sentence.last)]
    return rules.present.isdisjoint(words) and any(is_past_form(word, rules) for word in words)


def _is_joined(text: Text, rules: TimeRules, one: Found) -> bool:
    """Tell whether "and", or a comma just before its preposition, joins a time to what was told before."""
    words, first = text.lowers, text.sentences[one.sentence].first
    before = words[max(one.first - JOINED, first) : one.first]
    if any(w.isalpha() and (w in rules.joins or w in rules.hastening) for w in before):
        return True
    return len(before) > 1 and before[-1] in rules.leads and before[-2] in rules.joins


def _within_frames(seen: Seen, reference: Days | None, focus: Focus) -> Days | None:
    """Place a date without its year in the period or section it is told in, or in a long time of print."""
    one, value = seen.one, seen.one.value
    if not isinstance(value, Dated) or has_year(value):
        return None
    period = focus.period_at(one.sentence, seen.block) or _still(seen, reference, focus)
    if period is not None and (days := within(value, period.days)) is not None:
        told_on = seen.opens and isinstance(value, Day | DayRange) and one.sentence > period.sentence
        month_of_it = isinstance(value, Month) and _is_month_of(seen, period, reference)
        told_on = told_on or _follows_a_date(seen, period, days)
        if period.sure or month_of_it or (told_on and not _is_fresh(seen, reference, focus)):
            focus.take_up(one.sentence, seen.block)
            return days
    for frame in (focus.part, focus.section):
        if frame is not None and (days := within(value, frame)) is not None:
            return days
    if reference is not None and reference.length > LONG_PRINT:
        return within(value, reference)
    return None


def _follows_a_date(seen: Seen, period: Period, days: Days) -> bool:
    """Tell whether a date comes soon after a full one: "fell on 3 May 2022. They left on 9 May"."""
    if period.is_year or not seen.past or seen.one.sentence <= period.sentence:
        return False
    return isinstance(seen.one.value, Day | DayRange) and (days.end - period.days.start).days <= DAY_TALK


def _is_month_of(seen: Seen, period: Period, reference: Days | None) -> bool:
    """Tell whether a month is of a period that is not taken up yet: of a year, or what follows a day."""
    if period.is_year:
        return seen.one.sentence == period.sentence
    return seen.opens and _is_old(seen, reference)


def _still(seen: Seen, reference: Days | None, focus: Focus) -> Period | None:
    """Return the period of the paragraph before where this one opens with a date that is long past.

    One that opens with "then" goes on with it from a little farther off, wherever its date stands.
    """
    period = focus.period
    if period is None or not period.sure or reference is None:
        return None
    apart = seen.block - period.block
    if seen.sequel and seen.past and 0 < apart <= SEQUEL:
        return period._replace(block=seen.block) if _is_old(seen, reference) else None
    if not seen.opens or apart != 1:
        return None
    now = days_of(seen.one.value, reference.end, seen.tense, focus, seen.one.sentence)
    if now is None:
        return None
    since = (reference.end - now.end).days
    is_old = since >= LONG_PAST or (since < 0 and seen.past)
    return period._replace(block=seen.block) if is_old else None


def _gone_on_to(seen: Seen, reference: Days | None, focus: Focus) -> Days | None:
    """Place a day, month, season or feast as the next one of a story: "In autumn 2022 .... In May".

    It opens its sentence or soon follows. One that can be news of these days is, unless its sentence joins it
    to the story.
    """
    one, value = seen.one, seen.one.value
    if not isinstance(value, Dated) or has_year(value) or reference is None:
        return None
    same = focus.period_at(one.sentence, seen.block)
    period = same or _still(seen, reference, focus)
    if period is None or not period.sure or seen.tense > 0 or one.relation == "since":
        return None
    days = next_after(value, period.days)
    if days is None or days.end > reference.start:
        return None
    soon = (days.start - period.days.end).days <= SOON
    if isinstance(value, Day | DayRange):
        tells_on = soon and _is_of_another_year(seen, reference)
    elif _is_old(seen, reference):
        tells_on = (seen.goes_on and same is not None) or soon
    else:
        tells_on = soon and seen.goes_on and period.sentence == one.sentence  # in July 2022, and in August
    if not tells_on:
        return None
    focus.go_on(days, one.sentence, seen.block)
    return days


def _is_of_another_year(seen: Seen, reference: Days) -> bool:
    """Tell whether a day without its year is none of the year of print, nor of these weeks.

    News names days of its own year so, and those of the last one with it. After "then" it is of the story.
    """
    if not seen.past or not _is_old(seen, reference):
        return False
    last = _last_one(seen.one.value, reference)
    return seen.sequel or (last is not None and last.end.year < reference.end.year)


def _following(seen: Seen, reference: Days | None, focus: Focus) -> Days | None:
    """Place "the following July" or "July of the next year" of a story by the time told before it."""
    one, value, told = seen.one, seen.one.value, focus.days
    if not isinstance(value, Month | SeasonOf | Feast) or seen.tense >= 0:
        return None
    if reference is None or told is None or not focus.is_near(one.sentence, "month"):
        return None
    days = None
    if value.shift == 1:
        days = next_after(value, told)
    elif not isinstance(value, Feast) and value.years == 1:
        days = in_year(value, told.start.year + 1)
    if days is None or days.end > reference.start or (reference.start - told.end).days < LATELY:
        return None
    focus.go_on(days, one.sentence, seen.block)
    return days


def _end_of_unit(seen: Seen, reference: Days | None, focus: Focus) -> Days | None:
    """Return the month of which an end is told where the paragraph before has told a story of it."""
    value, period, told = seen.one.value, focus.period, focus.days
    if not isinstance(value, Offset) or value.nearness != "told" or value.unit == "day" or not seen.past:
        return None
    if reference is None or told is None:
        return None
    since = (reference.start - told.end).days
    if seen.sequel and 0 < seen.block - focus.told_block <= SEQUEL:
        return unit_days(told.start, value.unit, value.first) if since >= PAST_STORY else None
    if period is None or not period.sure or seen.block != period.block + 1 or since < LONG_PAST:
        return None
    days = unit_days(told.start, value.unit, value.first) if period.days.overlaps(told) else None
    if days is not None:
        focus.take_up(seen.one.sentence, seen.block)
    return days


def _beside_what_was_told(seen: Seen, reference: Days | None, focus: Focus) -> Days | None:
    """Return the days of a date that an undated text tells soon after one with its year, next to that.

    "Tanks came on 27 February 2022. On 1 March they left": a text of another year would say so.
    """
    value, told = seen.one.value, focus.days
    if reference is not None or told is None or told.length > NEXT_TO or seen.tense > 0:
        return None
    if not isinstance(value, Day | DayRange) or has_year(value) or seen.block - focus.told_block > SEQUEL:
        return None
    years = range(told.start.year - 1, told.end.year + 2)
    found = [days for year in years if (days := in_year(value, year)) is not None]
    near = [days for days in found if abs((days.start - told.start).days) <= NEXT_TO]
    return near[0] if len(near) == 1 else None


def _last_one(value: Value, reference: Days) -> Days | None:
    """Return the last days of a name without its year that had begun by print."""
    if not isinstance(value, Dated):
        return None
    years = (reference.end.year, reference.end.year - 1)
    found = (days for year in years if (days := in_year(value, year)) is not None)
    return next((days for days in found if days.start <= reference.end), None)


def _is_old(seen: Seen, reference: Days | None) -> bool:
    """Tell whether a day, month, season or feast is no news of these weeks, by the last one there was."""
    if reference is None:
        return False
    value = seen.one.value
    if isinstance(value, Day | DayRange):
        now = _last_one(value, reference)
    else:
        now = days_of(value, reference.end, -1, Focus(), seen.one.sentence)
    return now is not None and (reference.end - now.end).days >= LATELY


def _is_fresh(seen: Seen, reference: Days | None, focus: Focus) -> bool:
    """Tell whether a date can be news; without a day of print nobody knows.

    The very day of print is told by its date where it is an anniversary.
    """
    if reference is None:
        return True
    try:
        days = days_of(seen.one.value, reference.end, seen.tense, focus, seen.one.sentence)
    except (ValueError, OverflowError):
        return False
    return days is not None and 0 < (reference.end - days.end).days <= FRESH
