"""Events told by how long after another they came: "two weeks after drones hit Izmail on 2 August"."""

from __future__ import annotations

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
            last = text.sentences[sentence].last
            stops = [told.first for told in counts[1:]] + [last]
            found[sentence] = tuple(
                _lag(text, rules, told, here, stop) for told, stop in zip(counts, stops, strict=True)
            )
    return {sentence: lags for sentence, lags in found.items() if lags}


def _counts_from_an_event(text: Text, rules: TimeRules, told: Told) -> bool:
    """Tell whether "after" ends an expression or stands behind one that counts: через тиждень після."""
    if told.expression.lag is not None:
        return True
    words = text.lowers
    counts = any(rules.units.get(word) is not None for word in words[told.first : told.last])
    return counts and told.last < len(words) and rules.relations.get(words[told.last]) == "after"


def _lag(text: Text, rules: TimeRules, told: Told, here: Sequence[Told], stop: int) -> Lag:
    held = {token for one in here for token in range(one.first, one.last)}  # on Tuesday, 10 May
    ends = [token for token in range(told.last, stop) if text.lowers[token] == "," and token not in held]
    ends = [token for token in ends if text.lowers[min(token + 1, stop - 1)] not in rules.clause_links]
    last = ends[0] if ends else stop
    dated = any(told.last <= one.first < last and dates_an_event(text, rules, one) for one in here)
    if dated:  # what describes its last noun is of the phrase: "in a house, which fell in March"
        words, openers = text.lowers, rules.clause_openers
        last = next((end for end in ends if openers.isdisjoint(words[end + 1 : min(end + 3, stop)])), stop)
    return Lag(told, told.last, last, dated)


def lag_around(lags: Sequence[Lag], token: int) -> Lag | None:
    """Return the lag in whose phrase a token stands."""
    return next((lag for lag in lags if lag.holds(token)), None)


def of_its_phrase(lags: Sequence[Lag], token: int, told: Sequence[Told]) -> list[Told]:
    """Return the times that can date what is told at a token: those of its phrase, or those of none."""
    dated = [lag for lag in lags if lag.dated]
    own = lag_around(dated, token)
    return [one for one in told if lag_around(dated, one.first) is own]


def after_its_lag(lags: Sequence[Lag], first: int, token: int, told: Sequence[Told]) -> Told | None:
    """Return the day so long after that of the phrase which opens a sentence: "a day after 2 May, X fell"."""
    for lag in lags:
        days = lag.told.expression.lag
        if not lag.dated or days is None or abs(days) > EXACT or lag.told.first > first or token < lag.last:
            continue
        for one in told:
            if lag.holds(one.first) and one.days is not None and one.days.length <= DAYLIKE:
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
