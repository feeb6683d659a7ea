"""What a text tells against a date, and the date that its bounds and its days without a year leave."""

from __future__ import annotations

from datetime import date, timedelta

from geomap.publication.bounds import Bounds
from geomap.publication.evidence import Evidence, day_of, named_day
from geomap.spans import YEARS, Days
from geomap.times.expressions import Day, Found, Weekday
from geomap.times.tense import is_stated, tense_of

FAR_WEEKDAY = 4
"""Days between a page's date and the nearest past weekday from which on they contradict each other: in 135
articles with known dates, none of those that tell weekdays in the past reaches so far."""
HOLDERS = 2
"""Holders of offices named in office who together outweigh a date after they left: one may be history."""
FRESH = 28
"""Days after the latest past date told without a year within which the text was printed: in the same articles
all but the three whose date stood alone and late."""
LEAD = 12
"""Sentences in which a single date without a year is taken for news."""
NEXT_DAY = 1
"""Days after the first weekday it tells within which a dated page is printed: nine of ten are."""
YEARS_AHEAD = 5
"""How far a year is sought that fits a weekday: longer, and a second one would fit."""
AFTERMATH = 14
"""Days after a battle in which news still tells of it as going on."""
LONGEST = 366
"""Longest interval, in days, that is worth telling."""


def conflict_with(e: Evidence, bounds: Bounds, days: Days) -> str | None:
    """Return why the text cannot have been printed then, None where it can."""
    late = [bound for bound in bounds.after if days.end < bound.day]
    early = [bound for bound in bounds.before if days.start > bound.day]
    if len({bound.why for bound in early}) < HOLDERS:
        early = []
    against = [f"{bound.why}, so it was printed on {bound.day} or later" for bound in late]
    against += [f"{bound.why}, so it was printed on {bound.day} or earlier" for bound in early]
    weekday = _weekday_conflict(e, days.start) if days.length == 1 else None
    return "; ".join([*dict.fromkeys(against), *([weekday] if weekday else [])]) or None


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
    """Return the days that all bounds leave, None where an end is missing, and the reasons."""
    after = max(bounds.after, key=lambda b: b.day, default=None)
    before = min(bounds.before, key=lambda b: b.day, default=None)
    reasons = []
    start = after.day if after else None
    end = before.day if before else None
    if after:
        reasons.append(f"{after.why}: not before {after.day}")
    if before:
        reasons.append(f"{before.why}: not after {before.day}")
    for window, why in bounds.windows:
        if (end is None or window.start <= end) and (start is None or window.end >= start):
            start = window.start if start is None else max(start, window.start)
            end = window.end if end is None else min(end, window.end)
            reasons.append(f"{why}: {window.edtf()}")
    if end is None and (anchor := _anchor_without_year(e, bounds)) is not None:
        end = anchor[0] + timedelta(365)
        start = max(start, anchor[0]) if start else anchor[0]
        reasons.append(f"it dates an event of {anchor[0].year} “{anchor[1]}” without the year")
    fresh = _fresh_day(e, start, end)
    if fresh is not None:
        day, words, latest = fresh
        start = max(start, day) if start else day
        end = min(end, latest) if end else latest
        reasons.append(f"the latest date told without a year is “{words}”, which can only be {day}")
    if start is None or end is None or start > end or (end - start).days >= LONGEST:
        return None, reasons
    return Days(start, end), reasons


def _anchor_without_year(e: Evidence, bounds: Bounds) -> tuple[date, str] | None:
    """Return an anchor event that the text dates by day and month alone, as news does within a year."""
    anchor_days = {
        (days.start.month, days.start.day): days.start
        for nouns in e.anchors.nouns.values()
        for named in nouns.values()
        for _, days in named
    }
    spoken_of = {bound.day for bound in bounds.after}
    for one in e.found:
        if isinstance(one.value, Day) and one.value.year is None and one.value.weekday is None:
            anchor = anchor_days.get((one.value.month, one.value.day))
            if anchor is None or anchor.year in e.years:
                continue
            if anchor in spoken_of:
                return anchor, e.words(one)
    return None


def _fresh_day(e: Evidence, start: date | None, end: date | None) -> tuple[date, str, date] | None:
    """Return the latest past day told without a year, where only one year is possible.

    With it come its words and the last day on which a text that tells it was printed: a line that dates the
    page tells the day itself.
    """
    known = {(d.start.month, d.start.day) for d in e.anchors.days}
    told: list[tuple[Found, Day]] = []
    for one in e.found:
        value = named_day(one)
        if value is None or value.year is not None or (value.month, value.day) in known:
            continue
        if e.is_line(one) or (one.relation != "until" and tense_of(e.text, e.rules, one) <= 0):
            told.append((one, value))
    if head := [t for t in told if e.is_line(t[0])]:
        told = head
    elif not told or (len(told) == 1 and not _is_news(e, told[0][0])):
        return None
    named = frozenset() if head else e.years
    days = []
    for one, value in told:
        if head and value.weekday is None:
            possible = _years_by_weekday(e, value, start, end) or _years_of(e, value, start, end)
        else:
            possible = _years_of(e, value, start, end)
        if len(possible) != 1 or possible[0].year in named:
            return None
        days.append((possible[0], e.words(one)))
    day, words = max(days)
    return day, words, day if head else day + timedelta(FRESH)


def _years_by_weekday(e: Evidence, value: Day, start: date | None, end: date | None) -> list[date]:
    """Return the days of this name on or right after the first weekday that the text tells as past."""
    weekday = e.past_weekday
    if weekday is None or start is None:
        return []
    last = end or date(start.year + YEARS_AHEAD, start.month, 1)
    days = (day_of(year, value.month, value.day) for year in _years(start.year, last.year))
    return [day for day in days if day and start <= day <= last and (day.weekday() - weekday) % 7 <= NEXT_DAY]


def _years(first: int, last: int) -> range:
    """Return the years from one to another in which an article can have been published."""
    return range(max(first, YEARS[0]), min(last, YEARS[-1]) + 1)


def _is_news(e: Evidence, one: Found) -> bool:
    """Tell whether a single date stands high in the text or dates a statement."""
    stated = is_stated(e.text, e.rules, one.first, one.last, one.sentence)
    return stated or one.sentence <= LEAD


def _years_of(e: Evidence, value: Day, start: date | None, end: date | None) -> list[date]:
    """Return the days of this name within the bounds, or before them by what news still tells."""
    if end is None and value.weekday is None:
        return _days_in_battles(e, value, start)
    if start is None:
        return []
    last = end or date(start.year + YEARS_AHEAD, start.month, 1)
    days = []
    for year in _years(start.year - 1, last.year):
        day = day_of(year, value.month, value.day)
        if day is None or (value.weekday is not None and day.weekday() != value.weekday):
            continue
        if start - timedelta(FRESH) <= day <= last:
            days.append(day)
    return days if len(days) == 1 else _days_in_battles(e, value, start)


def _days_in_battles(e: Evidence, value: Day, start: date | None) -> list[date]:
    """Return the days of this name on which every town was fought over that the text tells so of."""
    battles = e.battles
    if not battles:
        return []
    first, last = max(b.start for b in battles), min(b.end for b in battles) + timedelta(AFTERMATH)
    days = (day_of(year, value.month, value.day) for year in range(first.year, last.year + 1))
    return [
        day
        for day in days
        if day and first <= day <= last and (start is None or start - timedelta(FRESH) <= day)
    ]
