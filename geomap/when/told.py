"""What all rules of when share: the times that a text tells, sentence by sentence, and the answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from geomap.language.rules.times import TimeRules
from geomap.publication import Publication
from geomap.spans import Days, Span
from geomap.text import Text
from geomap.times import TimeExpression
from geomap.times.intervals import year_days

WhenBasis = Literal[
    "explicit_date", "weekday", "relative", "month", "season", "publication", "document_date", "none"
]

DAYLIKE = 3
"""Longest interval, in days, that is carried over to a sentence without a time of its own."""
NEWS = 31
"""Days before publication beyond which a time is background and is not carried over."""
LONGEST_RANGE = 62
"""Longest time, in days, that two expressions joined by "and" or "to" are taken to span."""
ACCESSED = 2
"""Tokens before a day in which the word stands that makes it the day on which a source was looked up."""
YEAR = 365
LONG_AGO = date(1992, 1, 1)
"""Years before it are rather those of things that stand where something happens now."""
LONG_SINCE = 183
RANKED, BESIDE = 12, 4
"""Tokens before and after "this year" in which a word stands that makes it what an event ranks among."""
COUNTED, SHORT = 20, 3
"""Tokens before "since" in which a word ranks an event; letters of a word too short to have an ending."""
LONG_COUNT = 31
"""Days after which "since March" and "since the start of the war" tell the background of an event only."""


class When(Struct, frozen=True, kw_only=True):
    """The days a claim speaks of."""

    days: Days | None
    edtf: str | None
    basis: WhenBasis
    expression: Span | None
    """The words that tell the time, where there are any."""
    reason: str
    """How the days follow, in words for the reader."""


class Told(NamedTuple):
    """An expression of time with the days of an event so dated and its place among the tokens."""

    expression: TimeExpression
    days: Days | None
    first: int
    last: int
    parts: tuple[Told, ...] = ()
    """The times of a list that are taken as one: "on 4 and 5 May and on 17 May"."""


def times_by_sentence(text: Text, rules: TimeRules, times: Sequence[TimeExpression]) -> dict[int, list[Told]]:
    """Return the expressions of each sentence that has any; the two ends of a range are one."""
    by_sentence: dict[int, list[Told]] = {}
    for time in times:
        told = Told(
            time,
            time.event_days or time.days,
            text.token_at(time.span.start),
            text.token_at(time.span.end - 1) + 1,
        )
        if not rules.accessed.isdisjoint(text.lowers[max(told.first - ACCESSED, 0) : told.first]):
            continue  # the day on which somebody looked a source up
        here = by_sentence.setdefault(text.sentence_at(time.span.start), [])
        if here and (joined := _joined(text, rules, here[-1], told)) is not None:
            here[-1] = joined
        else:
            here.append(told)
    return by_sentence


def _joined(text: Text, rules: TimeRules, before: Told, told: Told) -> Told | None:
    """Return the range told by its two ends: "on May 3 and May 4", "from Monday to Friday"."""
    if before.days is None or told.days is None or before.last + 1 != told.first:
        return None
    if text.lowers[before.last] not in rules.ranges or told.days.end <= before.days.start:
        return None
    if before.expression.days is not None and told.days.start <= before.expression.days.end:
        return None
    opening = text.lowers[before.first - 1] if before.first else ""
    start = before.expression.days.start if before.expression.days else before.days.start
    both = Days(start, told.days.end)
    led = opening in rules.range_leads
    if not led and both.length > LONGEST_RANGE:
        return None
    closed = replace(before.expression, relation="at")  # from March to May: it does not last till today
    lists = text.lowers[before.last] in rules.joins and not led
    parts = (*(before.parts or (before,)), told) if lists else ()
    return before._replace(expression=closed, days=both, last=told.last, parts=parts)


def dates_an_event(text: Text, rules: TimeRules, told: Told) -> bool:
    """Tell whether an expression can date any event, rather than name a thing or a long background."""
    days = told.days
    if days is None or told.expression.to_print:
        return False
    before = text.lowers[told.first - 1] if told.first else ""
    if days.length >= YEAR and before not in rules.leads and not _counts_to_a_year(text, rules, told):
        return False  # "the 1949 conventions" names them and dates nothing
    if days.length >= YEAR and days.end < LONG_AGO and _tells_of_a_thing(text, rules, told.first - 2):
        return False
    if told.expression.relation != "since":
        return True
    if counts_since(text, rules, told):
        return False
    return days.length <= (LONG_COUNT if told.expression.basis == "relative" else LONG_SINCE)


def counts_since(text: Text, rules: TimeRules, told: Told) -> bool:
    """Tell whether an event is only ranked among those since a day: "the deadliest raid since 9 June".

    A word of the present between the two tells what lasts: "the largest mill has been shelled since May".
    """
    if told.expression.relation != "since":
        return False
    words, first = text.lowers, text.sentences[text.sentence_at(told.expression.span.start)].first
    for i in range(told.first - 1, max(told.first - COUNTED, first) - 1, -1):
        word = words[i]
        if word in rules.present or (len(word) > SHORT and word.endswith(rules.present_endings)):
            return False
        ranked = word in rules.rankings or (rules.ordinals.get(word) == 1 and text.words[i].islower())
        lead = words[i - 1] if i > first else ""
        if ranked and (not rules.articles or lead in rules.articles or lead in rules.ordinals):
            return True
    return False


def _counts_to_a_year(text: Text, rules: TimeRules, told: Told) -> bool:
    """Tell whether a year counted from that of print dates an event: "was hit last year".

    "Than last year" compares, and in "the first raid this year" it is only what the event ranks among.
    """
    words, year = text.lowers, told.expression.days
    if year is None or told.expression.basis != "relative" or year != year_days(year.start.year):
        return False
    if told.last < len(words) and words[told.last] in rules.possessives:
        return True  # of the event that follows, and of no other
    sentence = text.sentences[text.sentence_at(told.expression.span.start)]
    before = words[max(told.first - RANKED, sentence.first) : told.first]
    if not rules.compared.isdisjoint(before[-2:]):
        return False
    word = words[told.first]
    if word not in rules.this and rules.offsets.get(word) != ("year", 0, 0):
        return True
    around = (*before, *words[told.last : min(told.last + BESIDE, sentence.last)])
    return not any(word in rules.rankings or word in rules.ordinals for word in around)


def _tells_of_a_thing(text: Text, rules: TimeRules, before: int) -> bool:
    """Tell whether a participle has a year: a church built in 1893, the monument to those fallen in 1943."""
    if before < 0 or not text.words[before].islower():
        return False
    return text.lowers[before] in rules.made or text.lowers[before].endswith(rules.participle_endings)


def is_past(told: Told, publication: Publication) -> bool:
    """Tell whether a time has begun by the day of print, so that what happened can lie in it."""
    published = publication.days
    return told.days is not None and (published is None or told.days.start <= published.end)
