"""The verbs around an expression of time: their tense, and whether they are verbs of saying."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import Literal

from geomap.language import lexicon_of
from geomap.language.rules.times import TimeRules
from geomap.text import Text
from geomap.times.expressions import (
    Day,
    DayRange,
    Feast,
    Found,
    Month,
    Offset,
    Quarter,
    SeasonOf,
    Weekday,
)

Tense = Literal[-1, 0, 1]
"""Past, unknown, future."""

VERB_BEFORE = 60
"""Tokens before an expression in which its verb is sought: a line of many dates is no clause of one verb."""
VERB_AFTER = 12
"""Tokens after an expression in which its verb is sought where none stands before it."""
MARKS = frozenset(",;.")
QUOTES = frozenset('"“”„«»')
STATEMENT_REACH = 6
"""Tokens before an expression in which a verb of saying dates by it."""


def tense_of(text: Text, rules: TimeRules, one: Found) -> Tense:
    """Return the tense of the clause around an expression, by the nearest word before it that tells."""
    if not isinstance(one.value, Day | DayRange | Month | Weekday | SeasonOf | Feast | Quarter | Offset):
        return 0
    words = text.lowers
    sentence = text.sentences[one.sentence]
    before = range(one.first - 1, max(sentence.first, one.first - VERB_BEFORE) - 1, -1)
    after = range(one.last, min(one.last + VERB_AFTER, sentence.last))
    for i in chain(after, before) if _opens_a_clause(text, rules, one) else chain(before, after):
        word = words[i]
        if word[0].isdigit() or word in MARKS:
            continue  # most of a line of many dates
        if (
            is_future_form(word, rules)
            or (words[i - 1], word) in rules.future_pairs
            or _is_to_happen(word, rules, text.language)
        ):
            return 1
        if is_past_form(word, rules):
            if words[i - 1] in rules.infinitives or words[i - 2] in rules.infinitives:
                continue
            return _of_the_past(text, rules, one, i)
    return 0


def _opens_a_clause(text: Text, rules: TimeRules, one: Found) -> bool:
    """Tell whether an expression opens a clause: the verb follows in "said that on Monday they left"."""
    words, at = text.lowers, one.first - 1
    first = text.sentences[one.sentence].first
    while at > first and (words[at] in rules.leads or words[at] in rules.articles or words[at] in QUOTES):
        at -= 1
    return at >= first and (words[at] in rules.clause_openers or words[at] in rules.contents)


def _of_the_past(text: Text, rules: TimeRules, one: Found, verb: int) -> Tense:
    """Return the tense of a time beside a verb in the past: "gave them until Friday" lies ahead.

    "It was quiet until Tuesday, when shells hit" does not: what happened then follows.
    """
    if one.relation != "until" or verb > one.first:
        return -1
    after = text.lowers[one.last : one.last + 2]
    if not rules.clause_openers.isdisjoint(after[1:] if after[:1] == (",",) else after[:1]):
        return -1
    return 1 if isinstance(one.value, Weekday) else 0


def is_stated(text: Text, rules: TimeRules, first: int, last: int, sentence: int) -> bool:
    """Tell whether tokens ``first`` to ``last`` date a statement: "told reporters early on Friday"."""
    words = text.lowers
    bounds = text.sentences[sentence]
    after = words[last] if last < bounds.last else ""
    if after in rules.reporting or (last + 1 < bounds.last and words[last + 1] in rules.reporting):
        return True
    if first - 1 <= bounds.first and _says_next(text, rules, last, bounds.last):
        return True
    if is_past_form(after, rules):
        return False
    for i in range(first - 1, max(bounds.first, first - STATEMENT_REACH) - 1, -1):
        word = words[i]
        if word in rules.reporting:
            return True
        if word in {",", ";"} or word in rules.clause_openers or is_past_form(word, rules):
            return False
    return False


def _says_next(text: Text, rules: TimeRules, first: int, stop: int) -> bool:
    """Tell whether the first verb after a time that opens a sentence is one of saying."""
    for word in text.lowers[first : min(stop, first + VERB_AFTER)]:
        if word in rules.reporting:
            return True
        if is_past_form(word, rules):
            return False
    return False


@lru_cache(maxsize=16_384)
def is_future_form(word: str, rules: TimeRules) -> bool:
    """Tell whether a word puts its clause ahead by the table or by its ending."""
    if word in rules.future:
        return True
    return bool(rules.future_endings) and len(word) > 5 and word.endswith(rules.future_endings)


@lru_cache(maxsize=16_384)
def _is_to_happen(word: str, rules: TimeRules, language: str) -> bool:
    """Tell whether a word is the future of a verb of an event: полізуть, захватят."""
    if not rules.infinitive_endings or word.endswith(rules.infinitive_endings):
        return False
    event = lexicon_of(language)[word].event
    return event is not None and event.form == "base"


@lru_cache(maxsize=16_384)  # asked of every word between a time and its verb
def is_past_form(word: str, rules: TimeRules) -> bool:
    """Tell whether a word is of a past tense by the table or by its ending."""
    return word in rules.past or (len(word) > 3 and word.endswith(rules.past_endings))
