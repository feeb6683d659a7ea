"""Which of several days an event has that is called the first or the latest of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from geomap.language.rules.times import TimeRules
from geomap.text import Text
from geomap.when.told import Told, dates_an_event

FEWEST, LONGEST = 2, 12
REACH = 14
"""Tokens between a list and the event of which a word tells which of its days it has."""


def one_of_a_list(text: Text, rules: TimeRules, here: Sequence[Told], mention: int) -> Told | None:
    """Return the day of an event that is the latest or the first of those listed before it in its sentence.

    "Talks were held on 4 May, 9 May and 17 May, the latest in Geneva."
    """
    at = bisect_right(here, mention, key=_last)
    before = here[max(at - LONGEST, 0) : at]
    if not before or mention - before[-1].last > REACH:
        return None
    between = range(before[-1].last, mention)
    words = text.lowers
    latest = any(words[token] in rules.latest for token in between)
    first = any(rules.ordinals.get(words[token]) == 1 for token in between)
    if latest == first:
        return None
    listed = [part for told in _listed(text, rules, before) for part in (told.parts or (told,))]
    days = [told for told in listed if told.days is not None and dates_an_event(text, rules, told)]
    if len(days) < max(FEWEST, len(listed)):
        return None
    return max(days, key=_end) if latest else min(days, key=_end)


def _last(told: Told) -> int:
    return told.last


def _end(told: Told) -> int:
    return told.days.end.toordinal() if told.days is not None else 0


def _listed(text: Text, rules: TimeRules, before: Sequence[Told]) -> list[Told]:
    """Return the last times and those that a comma or "and" joins to them."""
    run = [before[-1]]
    for told in reversed(before[:-1]):
        between = text.lowers[told.last : run[-1].first]
        if not between or not all(word in rules.joins or word in rules.leads for word in between):
            break
        run.append(told)
    return run
