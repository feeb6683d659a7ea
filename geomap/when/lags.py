"""Events told by how long after another they came: "two weeks after drones hit Izmail on 2 August"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from geomap.language.rules.times import TimeRules
from geomap.publication import Publication
from geomap.spans import Days
from geomap.text import Text
from geomap.times import in_reach
from geomap.when.told import DAYLIKE, Told, When, dates_an_event

EXACT = 10
"""Longest lag, in days, that is told to the day."""


class Lag(NamedTuple):
    """A lag with the tokens of the phrase that tells from what it counts."""

    told: Told
    first: int
    last: int
    dated: bool
    """Whether the phrase has a time of its own, which dates what it tells and nothing else."""

    def holds(self, token: int) -> bool:
        """Tell whether a token stands in the phrase."""
        return self.first <= token < self.last


def lags_of(
    text: Text, rules: TimeRules, by_sentence: Mapping[int, Sequence[Told]]
) -> dict[int, tuple[Lag, ...]]:
    """Return the lags of each sentence that has any, in order."""
    found = {}
    for sentence, here in by_sentence.items():
        counts = [told for told in here if _counts_from_an_event(text, rules, told)]
        if counts:
            bounds = text.sentences[sentence]
            stops = [told.first for told in counts[1:]] + [bounds.last]
            commas = _commas(text, rules, here, range(bounds.first, bounds.last))
            found[sentence] = tuple(
                _lag(text, rules, told, here, [*_within(commas, told.last, stop), stop])
                for told, stop in zip(counts, stops, strict=True)
            )
    return found


def _commas(text: Text, rules: TimeRules, here: Sequence[Told], tokens: range) -> list[int]:
    """Return the commas that may end a phrase: none of a time (on Tuesday, 10 May) or before "as"."""
    held = {token for one in here for token in range(one.first, one.last)}
    words = text.lowers
    ends = (token for token in tokens if words[token] == "," and token not in held)
    return [end for end in ends if end + 1 == tokens.stop or words[end + 1] not in rules.clause_links]


def _within(tokens: Sequence[int], first: int, last: int) -> Sequence[int]:
    return tokens[bisect_left(tokens, first) : bisect_left(tokens, last)]


def between(told: Sequence[Told], first: int, last: int) -> Sequence[Told]:
    """Return the times, which stand in order, that begin at tokens of a stretch."""
    return told[bisect_left(told, first, key=_first) : bisect_left(told, last, key=_first)]


def _first(told: Told) -> int:
    return told.first


def _counts_from_an_event(text: Text, rules: TimeRules, told: Told) -> bool:
    """Tell whether "after" ends an expression or stands behind one that counts: через тиждень після."""
    if told.expression.lag is not None:
        return True
    words = text.lowers
    counts = any(rules.units.get(word) is not None for word in words[told.first : told.last])
    return counts and told.last < len(words) and rules.relations.get(words[told.last]) == "after"


def _lag(text: Text, rules: TimeRules, told: Told, here: Sequence[Told], ends: Sequence[int]) -> Lag:
    """Return a lag with its phrase, which goes on to the first of some tokens, the last of them its bound."""
    last, stop = ends[0], ends[-1]
    dated = any(dates_an_event(text, rules, one) for one in between(here, told.last, last))
    if dated:  # what describes its last noun is of the phrase: "in a house, which fell in March"
        words, openers = text.lowers, rules.clause_openers
        last = next(end for end in ends if end == stop or openers.isdisjoint(words[end + 1 : end + 3]))
    return Lag(told, told.last, last, dated)


def lag_around(lags: Sequence[Lag], token: int) -> Lag | None:
    """Return the lag in whose phrase a token stands."""
    at = bisect_right(lags, token, key=lambda lag: lag.first) - 1
    return lags[at] if at >= 0 and lags[at].holds(token) else None


def dated_around(lags: Sequence[Lag], token: int) -> Lag | None:
    """Return the lag in whose phrase a token stands, where that has a time of its own."""
    lag = lag_around(lags, token)
    return lag if lag is not None and lag.dated else None


def of_its_phrase(lags: Sequence[Lag], own: Lag | None, told: Sequence[Told]) -> list[Told]:
    """Return the times that can date what is told in a dated phrase, or, without one, in none."""
    return [one for one in told if dated_around(lags, one.first) is own]


def after_its_lag(lags: Sequence[Lag], first: int, token: int, told: Sequence[Told]) -> Told | None:
    """Return the day so long after that of the phrase which opens a sentence: "a day after 2 May, X fell"."""
    if not lags:
        return None
    lag, days = lags[0], lags[0].told.expression.lag
    if not lag.dated or days is None or abs(days) > EXACT or lag.told.first > first or token < lag.last:
        return None
    for one in between(told, lag.first, lag.last):
        if one.days is not None and one.days.length <= DAYLIKE:
            return one._replace(days=one.days.shifted(days))
    return None


def base_day(
    by_sentence: Mapping[int, Sequence[Told]], publication: Publication, sentence: int, *, opens: bool
) -> Days | None:
    """Return the day from which a lag counts: what the sentence or the one before dates, or that of print.

    Where the lag opens the sentence, the text counts from its own day: "Four days after the flood at the dam,
    nobody knows".
    """
    return next(
        (
            told.days
            for number in ((sentence,) if opens else (sentence, sentence - 1))
            for told in reversed(by_sentence.get(number, ()))
            if told.days is not None and told.days.length <= DAYLIKE
        ),
        publication.days,
    )


def lagged(lag: Told, base: Days | None) -> When | None:
    """Return the days of the event that another is said to come so many days after or before."""
    if base is None or base.length > DAYLIKE:
        return None
    days = base.shifted(-(lag.expression.lag or 0))
    if not in_reach(days):
        return None
    return When(
        days=days,
        edtf=days.edtf(),
        basis="relative",
        expression=lag.expression.span,
        reason="counted from the day of the event or of print that it is set against",
    )
