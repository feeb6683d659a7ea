"""Sets of days: what one clue after another leaves of the days on which a text can have been printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from geomap.spans import YEARS, Days, moved

FIRST, LAST = date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)

Stretches = tuple[Days, ...]
"""Intervals in order, none touching another."""

EVER: Stretches = (Days(FIRST, LAST),)
"""All days on which a text can have been printed."""


class Clue(NamedTuple):
    """The days that one clue allows, and why."""

    allowed: Stretches
    why: str


def stretches(days: Iterable[Days]) -> Stretches:
    """Return intervals in order, those that overlap or touch made one."""
    joined: list[Days] = []
    for one in sorted(days, key=lambda one: (one.start, one.end)):
        if joined and one.start <= moved(joined[-1].end, 1):
            joined[-1] = Days(joined[-1].start, max(joined[-1].end, one.end))
        else:
            joined.append(one)
    return tuple(joined)


def meet(ones: Sequence[Days], others: Sequence[Days]) -> Stretches:
    """Return the days that both sets hold."""
    found = []
    i = j = 0
    while i < len(ones) and j < len(others):
        start, end = max(ones[i].start, others[j].start), min(ones[i].end, others[j].end)
        if start <= end:
            found.append(Days(start, end))
        if ones[i].end < others[j].end:
            i += 1
        else:
            j += 1
    return tuple(found)


def left_by(clues: Iterable[Clue]) -> Stretches:
    """Return the days that all clues allow; none where they contradict each other."""
    left = EVER
    for clue in clues:
        left = meet(left, clue.allowed)
    return left


def since(day: date) -> Stretches:
    """Return all days from one on."""
    return (Days(day, LAST),) if day <= LAST else ()


def until(day: date) -> Stretches:
    """Return all days up to one."""
    return (Days(FIRST, day),) if day >= FIRST else ()
