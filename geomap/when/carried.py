"""The time that goes on from the sentences before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geomap.language.rules.times import TimeRules
from geomap.publication import Publication
from geomap.text import Text
from geomap.times.tense import is_past_form
from geomap.when.told import DAYLIKE, NEWS, Told, dates_an_event, is_past

CARRY = 3
"""How many sentences on a time may be carried."""
TELL = 5
"""The same within a paragraph that tells of the past."""
STORY = 100
"""Longest time, in days, that is carried on within a paragraph that tells of the past."""
LEAD_IN = 3
"""Tokens before a time that opens its sentence: "it was in March 2022 that"."""


def carried(
    text: Text,
    rules: TimeRules,
    by_sentence: Mapping[int, Sequence[Told]],
    publication: Publication,
    sentence: int,
) -> tuple[int, Told] | None:
    """Return the time that goes on from a sentence before, with that sentence, where this one tells on."""
    block = text.sentences[sentence].block
    for other in range(sentence - 1, max(sentence - CARRY, 0) - 1, -1):
        told = [one for one in by_sentence.get(other, ()) if is_news(text, rules, one, publication)]
        if told:
            goes_on = text.sentences[other].block == block and other == sentence - 1
            if goes_on or takes_up(text, rules, sentence) or _shares_event(text, rules, sentence, other):
                return other, told[-1]
            return None
    return None


def told_on(
    text: Text,
    rules: TimeRules,
    by_sentence: Mapping[int, Sequence[Told]],
    publication: Publication,
    sentence: int,
) -> tuple[int, Told] | None:
    """Return the time of which a paragraph goes on to tell: "In March 2022 they came. They shelled the mill".

    Its sentence opens with it, and this one is told in the past, without a word of the present.
    """
    words, bounds = text.lowers, text.sentences[sentence]
    said = words[bounds.first : bounds.last]
    goes_on = {word for word in rules.goes_on.intersection(said) if not is_past_form(word, rules)}
    if goes_on or not rules.present.isdisjoint(said):
        return None
    if not any(is_past_form(word, rules) for word in said):
        return None
    for other in range(sentence - 1, max(sentence - TELL, 0) - 1, -1):
        if text.sentences[other].block != bounds.block:
            return None
        for one in by_sentence.get(other, ()):
            opens = one.first - text.sentences[other].first <= LEAD_IN
            if opens and _is_of_old(one, publication) and dates_an_event(text, rules, one):
                return other, one
        if any(one.days is not None for one in by_sentence.get(other, ())):
            return None
    return None


def is_news(text: Text, rules: TimeRules, told: Told, publication: Publication) -> bool:
    """Tell whether a time is a day on which an event of these weeks happened."""
    if told.days is None or told.days.length > DAYLIKE or told.expression.relation != "at":
        return False
    if not dates_an_event(text, rules, told) or not is_past(told, publication):
        return False
    published = publication.days
    return published is None or (published.start - told.days.end).days <= NEWS


def _is_of_old(told: Told, publication: Publication) -> bool:
    """Tell whether a time is one in which what a paragraph tells can lie, and over before print."""
    days, published = told.days, publication.days
    if days is None or days.length > STORY or told.expression.relation != "at":
        return False
    return published is None or days.end < published.start


def _shares_event(text: Text, rules: TimeRules, sentence: int, other: int) -> bool:
    """Tell whether two sentences name the same kind of event, and this one not in the present."""
    words = text.lowers
    here, there = text.sentences[sentence], text.sentences[other]
    said = set(words[here.first : here.last])
    shared = said.intersection(words[there.first : there.last])
    return not shared.isdisjoint(rules.event_nouns) and said.isdisjoint(rules.present)


def takes_up(text: Text, rules: TimeRules, sentence: int) -> bool:
    """Tell whether a sentence takes up an event told before: "the strike", "these attacks"."""
    words = text.lowers
    bounds = text.sentences[sentence]
    return any(
        words[i] in rules.definite
        and (words[i + 1] in rules.event_nouns or words[min(i + 2, bounds.last - 1)] in rules.event_nouns)
        for i in range(bounds.first, bounds.last - 1)
    )
