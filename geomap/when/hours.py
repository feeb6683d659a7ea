"""Times of day against the hour of print: "at 22:00", in print at half past eight, was the day before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time

from msgspec.structs import replace

from geomap.grammar import Scene
from geomap.language.rules.times import TimeRules
from geomap.publication import Publication
from geomap.spans import Days, moved
from geomap.text import Text
from geomap.when.told import When

CLOCK = re.compile(r"([01]?[0-9]|2[0-3])([:.])([0-5][0-9])")
EVENING = time(17)
"""The hour from which on it is evening."""
NOON = 12
ENTRIES = 3
"""Lines that open with an hour in a running report."""
LED = 2
"""Tokens before an hour written with a point in which the word stands that leads it: at about 10.30."""


def is_running(text: Text) -> bool:
    """Tell whether a text reports by the hour, line after line: it went on after it was first printed."""
    opening = (text.words[text.token_at(block.start)] for block in text.blocks if block.end > block.start)
    return sum(CLOCK.fullmatch(word) is not None for word in opening) >= ENTRIES


def as_print_allows(
    when: When, printed: datetime | None, publication: Publication, hours: Sequence[time]
) -> When:
    """Return the days of what happened at some hours, the day before where they had not come by print.

    ``printed`` is the hour of print by the clocks where it happened, ``hours`` those of the event's clause.
    """
    days = publication.days
    if printed is None or days is None or not hours or when.days != days or days.length > 1:
        return when
    if printed.date() != days.start or when.basis not in ("publication", "relative", "document_date"):
        return when
    ahead = [hour for hour in hours if hour > printed.time()]
    if not ahead:
        return when
    before = moved(days.start, -1)
    days = Days(before, before if len(ahead) == len(hours) else days.start)
    reason = f"{when.reason}; the hour had not come by print, so that it was the day before"
    return replace(when, days=days, edtf=days.edtf(), reason=reason)


def hours_in(scene: Scene, rules: TimeRules) -> dict[int, list[time]]:
    """Return the times of day that each clause of a sentence tells."""
    told: dict[int, list[time]] = {}
    for token in range(len(scene.lowers)):
        if (hour := _hour(scene, rules, token)) is not None:
            told.setdefault(scene.chunks[scene.chunk_of[token]].clause, []).append(hour)
    return told


def _hour(scene: Scene, rules: TimeRules, token: int) -> time | None:
    words = scene.lowers
    word = words[token]
    if word in rules.evenings and (not token or scene.words[token].islower()):
        return EVENING
    if not word[0].isdecimal():
        return None
    if (found := CLOCK.fullmatch(word)) is not None:
        led = not rules.hour_leads.isdisjoint(words[max(token - LED, 0) : token])
        if found[2] == ":" or led:
            return _past_noon(int(found[1]), int(found[3]), after=_is_past_noon(words, rules, token))
    if word.isdecimal() and len(word) <= LED and 0 < int(word) <= NOON and _is_past_noon(words, rules, token):
        return _past_noon(int(word), 0, after=True)
    return None


def _is_past_noon(words: Sequence[str], rules: TimeRules, token: int) -> bool:
    return any(tuple(words[token + 1 : token + 1 + len(run)]) == run for run in rules.past_noon)


def _past_noon(hour: int, minute: int, *, after: bool) -> time:
    return time(hour % NOON + NOON if after and hour <= NOON else hour, minute)
