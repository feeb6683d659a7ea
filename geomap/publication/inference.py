"""What a text tells against a date, and the date that its clues and its days without a year leave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from geomap.publication.bounds import AFTERMATH, AHEAD, Bounds, horizon_of
from geomap.publication.evidence import Evidence, day_of, named_day
from geomap.publication.stretches import EVER, Clue, Stretches, left_by, meet, stretches
from geomap.spans import YEARS, Days, moved
from geomap.times.expressions import Anaphor, Day, Found, Offset, Vague, Weekday
from geomap.times.intervals import stepped
from geomap.times.tense import is_past_form, is_stated, tense_of

FAR_WEEKDAY = 4
"""Days between a page's date and the nearest past weekday from which on they contradict each other: in 135
articles with known dates, none of those that tell weekdays in the past reaches so far."""
HOLDERS = 2
"""Holders of offices named in office who together outweigh a date after they left: one may be history."""
FRESH = 28
"""Days after the latest past date told without a year within which the text was printed: in the same articles
all but the three whose date stood alone and late."""
STALE = 62
"""Days between a page's date and the latest date without a year from which on they contradict each other."""
TOGETHER = 122
"""Days that lie between the first and the last of the days that news tells without a year."""
SINCE_REACH = 183
"""Days after "since November 2025" in which a date without a year is of the next year."""
LEAD = 12
"""Sentences in which a single date without a year is taken for news."""
NEXT_DAY = 1
"""Days after the first weekday it tells within which a dated page is printed: nine of ten are."""
FRIDAY, WEEKEND = 4, 3
"""The weekday, as ``date.weekday`` counts, of which a page of Monday may still tell; the days between."""
LONGEST = 366
"""Longest interval, in days, that is worth telling."""
WHOLE_YEAR = 365


def conflict_with(e: Evidence, bounds: Bounds, days: Days) -> str | None:
    """Return why the text cannot have been printed then, None where it can."""
    late = [clue for clue in [*bounds.floors, *bounds.holders] if days.end < clue.allowed[0].start]
    early = [clue for clue in bounds.holders if days.start > clue.allowed[-1].end]
    if len({clue.why for clue in early}) < HOLDERS:
        early = []
    against = [f"{c.why}, so it was printed on {c.allowed[0].start} or later" for c in late]
    against += [f"{c.why}, so it was printed on {c.allowed[-1].end} or earlier" for c in early]
    if days.length == 1:
        against += [why for why in (_weekday_conflict(e, days.start), _stale(e, days.start)) if why]
    return "; ".join(dict.fromkeys(against)) or None


def _stale(e: Evidence, day: date) -> str | None:
    """Return how old the news of the text would be, where it tells only days without a year long before."""
    if e.years:
        return None  # it may tell of a year gone by
    ages = [
        (min(past), one)
        for one, value in _yearless(e)
        if e.is_running(one) and one.relation == "at" and tense_of(e.text, e.rules, one) == -1
        if (past := [(day - told).days for told in Told(one, _days_of(value)).days if told <= day])
    ]
    if not ages or any(isinstance(one.value, Weekday) for one in e.found):
        return None
    age, one = min(ages, key=lambda told: told[0])
    if age <= STALE:
        return None
    return f"news of “{e.words(one)}” is not printed {age} days later"


def _weekday_conflict(e: Evidence, day: date) -> str | None:
    """Return how far off the weekdays of the text lie, where all are too far for news."""
    nearest: tuple[int, Found] | None = None
    for one in e.found:
        if _is_near(e, one, day):
            return None
        if not isinstance(one.value, Weekday):
            continue
        if one.value.shift is not None or tense_of(e.text, e.rules, one) != -1:
            return None  # it may lie ahead, or a week back
        behind = (day.weekday() - one.value.weekday) % 7
        if nearest is None or behind < nearest[0]:
            nearest = (behind, one)
    if nearest is None or nearest[0] < FAR_WEEKDAY:
        return None
    return f"news of “{e.words(nearest[1])}” is not printed {nearest[0]} days later, on a {day:%A}"


def _is_near(e: Evidence, one: Found, day: date) -> bool:
    """Tell whether running text names a day shortly before ``day``."""
    value = named_day(one)
    if value is None or not e.is_running(one):
        return False
    told = day_of(value.year or day.year, value.month, value.day)
    return told is not None and 0 <= (day - told).days < FAR_WEEKDAY


def inferred(e: Evidence, bounds: Bounds) -> tuple[Days | None, list[str]]:
    """Return the days that all clues leave, None where they leave no end or contradict, and the reasons."""
    clues = [*bounds.clues, *_event_of_this_year(e, bounds)]
    reasons = [_in_words(clue) for clue in _that_narrow(clues)]
    left = left_by(clues)
    if not left:
        return None, [f"its clues contradict each other: {'; '.join(reasons)}"]
    fresh = _fresh(e, left)
    if fresh is not None:
        left = meet(left, fresh.allowed)
        reasons.append(fresh.why)
    left = _before(left, horizon_of(e))
    days = Days(left[0].start, left[-1].end)
    if len(left) > 1 or days.length > LONGEST:
        return None, reasons
    return days, reasons


def _that_narrow(clues: Sequence[Clue]) -> Iterator[Clue]:
    """Yield the clues that exclude days which all before them leave, once each."""
    left = EVER
    for clue in clues:
        narrower = meet(left, clue.allowed)
        if narrower != left:
            yield clue
            left = narrower


def _in_words(clue: Clue) -> str:
    first, last = clue.allowed[0], clue.allowed[-1]
    if first.start == EVER[0].start and len(clue.allowed) > 1:
        return clue.why
    if last.end == EVER[0].end:
        return f"{clue.why}: not before {first.start}"
    if first.start == EVER[0].start:
        return f"{clue.why}: not after {last.end}"
    return f"{clue.why}: {Days(first.start, last.end).edtf()}"


def _before(left: Stretches, horizon: date) -> Stretches:
    """Return the stretches that begin before the horizon; all where none does, for the text forces them."""
    return tuple(days for days in left if days.start <= horizon) or left


def _event_of_this_year(e: Evidence, bounds: Bounds) -> Iterator[Clue]:
    """Yield an anchor event that the text dates by day and month alone, as news does within a year."""
    anchor_days = {
        (days.start.month, days.start.day): days.start
        for nouns in e.anchors.nouns.values()
        for named in nouns.values()
        for _, days in named
    }
    for one in e.found:
        if isinstance(one.value, Day) and one.value.year is None and one.value.weekday is None:
            anchor = anchor_days.get((one.value.month, one.value.day))
            if anchor is None or anchor.year in e.years or one.sentence in e.history:
                continue
            if anchor in bounds.told:
                why = f"it dates an event of {anchor.year} “{e.words(one)}” without the year"
                yield Clue((Days(anchor, anchor + timedelta(WHOLE_YEAR)),), why)
                return


class Told(NamedTuple):
    """A past day told without its year, with every day that it can be."""

    one: Found
    days: tuple[date, ...]


def _fresh(e: Evidence, left: Stretches) -> Clue | None:
    """Return when the text was printed by the days that it tells without a year, where that can be told.

    A line that dates the page tells the day itself. Else the text was printed soon after the latest day, of
    which only one year is possible, if need be by the towns that it tells to be fought over.
    """
    heads = [(one, value) for one, value in _yearless(e) if e.is_line(one)]
    if heads:
        return _by_head(e, heads, left)
    told = [
        Told(one, _days_of(value))
        for one, value in _yearless(e)
        if one.relation != "until" and _is_over(e, one)
    ]
    if not told or e.is_chronicle:
        return None
    reach = _reach(e)
    if reach is None:
        return None
    return _by_latest(e, told, left, reach) or _by_latest(e, told, meet(left, _battles(e)), reach)


def _reach(e: Evidence) -> int | None:
    """Return in how many days after its latest day a text was printed; None where that cannot be told.

    A day ahead tells that itself: nothing is told to come half a year on that has passed. What is counted on
    from the latest day ("seven weeks later") comes on top of what passes until it is printed, and a span that
    has passed since ("two months have passed") cannot be set against anything.
    """
    if any(_has_passed(e, one) for one in e.found):
        return None
    on = [
        (stepped(EVER[0].start, one.value.unit, one.value.number) or EVER[0].start) - EVER[0].start
        for one in e.found
        if isinstance(one.value, Anaphor) and one.value.counted and one.value.number > 0
    ]
    ahead = any(named_day(one) is not None and e.lies_ahead(one) for one in e.found)
    return (AHEAD if ahead else FRESH) + sum(days.days for days in on)


def _has_passed(e: Evidence, one: Found) -> bool:
    """Tell whether weeks, months or years are told to have passed since a time that is not named."""
    words = e.text.lowers
    beside = {words[one.first - 1] if one.first else "", *words[one.last : one.last + 2]}
    units = {e.rules.units.get(word) for word in words[one.first : one.last]}
    passed = isinstance(one.value, Vague | Offset) and not e.rules.passed.isdisjoint(beside)
    return passed and not units.isdisjoint(("week", "month", "year"))


def _is_over(e: Evidence, one: Found) -> bool:
    """Tell whether a day is told as past, or as nothing; where tenses have endings, one has to show."""
    tense = tense_of(e.text, e.rules, one)
    if tense or not e.rules.future_endings:
        return tense <= 0
    return any(is_past_form(word, e.rules) for word in e.words_of(one.sentence))


def _yearless(e: Evidence) -> Iterator[tuple[Found, Day]]:
    """Yield the days told without a year, but those of events that texts of every year tell so."""
    known = {
        (days.start.month, days.start.day)
        for nouns in e.anchors.nouns.values()
        for named in nouns.values()
        for _, days in named
    }
    for one in e.found:
        value = named_day(one)
        if value is not None and value.year is None and (value.month, value.day) not in known:
            yield one, value


def _days_of(value: Day) -> tuple[date, ...]:
    days = (day_of(year, value.month, value.day) for year in YEARS)
    return tuple(day for day in days if day and value.weekday in (None, day.weekday()))


def _by_head(e: Evidence, heads: list[tuple[Found, Day]], left: Stretches) -> Clue | None:
    """Return the day of the line that dates the page: its latest, and right after the first past weekday."""
    days: list[tuple[date, str]] = []
    for one, value in heads:
        possible = [day for day in _days_of(value) if meet(left, (Days.one(day),))]
        weekday = e.past_weekday
        if value.weekday is None and weekday is not None:
            late = WEEKEND if weekday == FRIDAY else NEXT_DAY  # on Friday, says a Monday's page
            agreeing = [day for day in possible if (day.weekday() - weekday) % 7 <= late]
            possible = agreeing or possible
        possible = [day for day in possible if day <= horizon_of(e)]
        if len(possible) != 1:
            return None
        days.append((possible[0], e.words(one)))
    day, words = max(days)
    return Clue((Days.one(day),), f"the page is dated “{words}”, which can only be {day}")


def _by_latest(e: Evidence, told: list[Told], left: Stretches, reach: int) -> Clue | None:
    """Return the days after the latest told one, where only one year is possible."""
    teller = {day: one for one in told for day in one.days}
    every = sorted(teller)
    last = [day for day, after in pairwise(every) if after > moved(day, FRESH)] + every[-1:]
    windows = {
        days: (teller[day], day) for day in last for days in meet(left, (Days(day, moved(day, reach)),))
    }
    if len(windows) > 1:
        horizon = horizon_of(e)
        windows = {days: latest for days, latest in windows.items() if days.start <= horizon}
    if len(windows) > 1 and e.since is not None:
        # "since November 2025 ... on January 14": the year is told because another one has begun.
        recent = Days(e.since, moved(e.since, SINCE_REACH))
        windows = {
            days: why for days, why in windows.items() if recent.holds(Days.one(days.start))
        } or windows
    if len(windows) > 1:
        # Days of one year: of those told, none was told long before the others.
        windows = {days: why for days, why in windows.items() if _age(told, why[1]) <= TOGETHER}
    if len(windows) != 1:
        return None
    ((days, (latest, day)),) = windows.items()
    if day.year in e.years or not _is_news(e, latest.one):
        return None
    words = e.words(latest.one)
    return Clue((days,), f"the latest date told without a year is “{words}”, which can only be {day}")


def _age(told: list[Told], latest: date) -> int:
    """Return how many days before the latest of them the oldest day told lies."""
    nearest = (max((day for day in one.days if day <= latest), default=one.days[0]) for one in told)
    return max((latest - day).days for day in nearest)


def _is_news(e: Evidence, one: Found) -> bool:
    """Tell whether a single date stands high in the text or dates a statement."""
    stated = is_stated(e.text, e.rules, one.first, one.last, one.sentence)
    return stated or one.sentence <= LEAD


def _battles(e: Evidence) -> Stretches:
    """Return the days on which every town was fought over that the text tells so of; none without any."""
    if not e.battles:
        return ()
    return left_by(
        Clue(stretches([Days(b.start, moved(b.end or EVER[0].end, AFTERMATH))]), "") for b in e.battles
    )
