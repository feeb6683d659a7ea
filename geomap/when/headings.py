"""The days that head the parts of a text: lines of a chronicle («24 лютого»), stamps of a running report."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from geomap.publication import Publication
from geomap.text import Text
from geomap.when.told import DAYLIKE, Told, is_past

CLOCK = re.compile(r"\d{1,2}[.:]\d\d")
RUNNING = 2
"""Days before print in which a running report begins."""
FEWEST = 2
"""Headings that make a chronicle: a single day on a line of its own is that of print."""


class Headings(NamedTuple):
    """The sentences that are nothing but a day, or open with a day and an hour, with what they tell."""

    sentences: tuple[int, ...]
    told: tuple[Told, ...]

    def over(self, sentence: int) -> tuple[int, Told] | None:
        """Return the heading of the part in which a sentence stands, with its own number."""
        at = bisect_right(self.sentences, sentence) - 1
        return (self.sentences[at], self.told[at]) if at >= 0 else None


def headings_of(text: Text, by_sentence: Mapping[int, Sequence[Told]], publication: Publication) -> Headings:
    """Return the days that head the parts of a text; none where it is no chronicle and no running report."""
    stamps = [
        (number, here[0])
        for number, here in sorted(by_sentence.items())
        if _is_a_day(here, publication)
        and _is_of_print(here[0], publication)
        and _is_stamped(text, number, here[0])
    ]
    if len(stamps) >= FEWEST:
        return Headings(tuple(number for number, _ in stamps), tuple(told for _, told in stamps))
    found = [
        (number, here[0])
        for number, here in sorted(by_sentence.items())
        if _is_alone(text, number) and _is_a_day(here, publication) and _is_all(text, number, here)
    ]
    if len({told.days for _, told in found}) < FEWEST:
        return Headings((), ())
    return Headings(tuple(number for number, _ in found), tuple(told for _, told in found))


def _is_of_print(told: Told, publication: Publication) -> bool:
    """Tell whether a day is that of print or just before: lists of other articles have older stamps."""
    published, days = publication.days, told.days
    return published is None or days is None or (published.start - days.end).days <= RUNNING


def _is_stamped(text: Text, number: int, told: Told) -> bool:
    """Tell whether a sentence opens with a day and an hour: "3 Jul 2022 19.09 Shells hit a mill"."""
    opens = told.first == text.sentences[number].first and told.last < len(text.words)
    return opens and CLOCK.fullmatch(text.words[told.last]) is not None


def _is_alone(text: Text, number: int) -> bool:
    """Tell whether a sentence is the whole of its paragraph."""
    block = text.sentences[number].block
    around = text.sentences[max(0, number - 1) : number + 2]
    return sum(sentence.block == block for sentence in around) == 1


def _is_a_day(here: Sequence[Told], publication: Publication) -> bool:
    """Tell whether a sentence begins with the date of a day that has begun by print."""
    days, expression = here[0].days, here[0].expression
    dated = days is not None and days.length <= DAYLIKE and expression.basis == "explicit_date"
    return dated and expression.relation == "at" and is_past(here[0], publication)


def _is_all(text: Text, number: int, here: Sequence[Told]) -> bool:
    """Tell whether a sentence holds no word besides times."""
    bounds = text.sentences[number]
    held = {token for told in here for token in range(told.first, told.last)}
    words = (token for token in range(bounds.first, bounds.last) if text.words[token][0].isalnum())
    return all(token in held for token in words)
