"""What a text holds that may tell its date, found once for all rules."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from geomap.language import language_of
from geomap.spans import Days
from geomap.text import Text
from geomap.times import Anchors
from geomap.times.expressions import Day, DayRange, Found, Month, Weekday
from geomap.times.tense import tense_of

LINE = 90
"""Longest line, in characters, that can date a page."""
STRANGERS = 3
"""Words beside date and labels that such a line may hold, an author's name for instance."""
DATELINE = 4
"""Tokens before the date in a paragraph's opening that can still be a place and an agency."""
BODY_LINE = 160
"""Shortest line, in characters, that is running text and no furniture."""
AFTER_BODY = 2
"""Lines after the first of running text in which a page is still dated without a label."""


class Evidence:
    """A text with its expressions of time, and those among them that date the page."""

    def __init__(self, text: Text, found: tuple[Found, ...], anchors: Anchors) -> None:
        """Take a text with what its scan for time has found."""
        self.text = text
        self.rules = language_of(text.language).times
        self.anchors = anchors
        self.found = found
        self.named = [i for i, word in enumerate(text.lowers) if word in anchors.triggers]
        """The tokens that may name an event, a battle or the holder of an office."""

    @cached_property
    def lines(self) -> list[Found]:
        """The expressions in a line of their own at the head of the page, or in a dateline."""
        return [one for one in self.found if self._dates_the_page(one)]

    def words(self, one: Found) -> str:
        """Return an expression as written."""
        return self.text.body[self.text.starts[one.first] : self.text.ends[one.last - 1]]

    @cached_property
    def years(self) -> frozenset[int]:
        """The years of full dates in running text: of its own year news does not tell the year."""
        return frozenset(
            one.value.year
            for one in self.found
            if isinstance(one.value, Day) and one.value.year is not None and self.is_running(one)
        )

    @cached_property
    def battles(self) -> frozenset[Days]:
        """The battles of the towns of whose fighting at least two sentences tell."""
        text = self.text
        told: dict[Days, set[int]] = {}
        for i in self.named:
            if text.lowers[i] in self.anchors.battles:
                sentence = text.sentence_at(text.starts[i])
                if sentence in self._fighting:
                    told.setdefault(self.anchors.battles[text.lowers[i]], set()).add(sentence)
        return frozenset(battle for battle, sentences in told.items() if len(sentences) >= 2)

    @cached_property
    def _fighting(self) -> frozenset[int]:
        """The sentences that tell of fighting."""
        return self._sentences_with(self.rules.fighting)

    @cached_property
    def _now(self) -> frozenset[int]:
        """The sentences that speak of the present."""
        return self._sentences_with(self.rules.now)

    def _sentences_with(self, words: frozenset[str]) -> frozenset[int]:
        text = self.text
        return frozenset(
            number
            for number, sentence in enumerate(text.sentences)
            if not words.isdisjoint(text.lowers[sentence.first : sentence.last])
        )

    @cached_property
    def past_weekday(self) -> int | None:
        """The first weekday that the text tells as past."""
        return next(
            (
                one.value.weekday
                for one in self.found
                if isinstance(one.value, Weekday)
                and one.value.shift is None
                and tense_of(self.text, self.rules, one) == -1
            ),
            None,
        )

    def speaks_of_now(self, one: Found) -> bool:
        """Tell whether the sentence of an expression speaks of the present."""
        return one.sentence in self._now

    @cached_property
    def _line_starts(self) -> frozenset[int]:
        return frozenset(one.first for one in self.lines)

    def is_line(self, one: Found) -> bool:
        """Tell whether an expression dates the page."""
        return one.first in self._line_starts

    def is_running(self, one: Found) -> bool:
        """Tell whether an expression stands in running text and no line of its own."""
        block = self.text.blocks[self.text.sentences[one.sentence].block]
        return block.end - block.start > LINE

    def _dates_the_page(self, one: Found) -> bool:
        if not isinstance(one.value, Day | Month):
            return False
        text = self.text
        number = text.sentences[one.sentence].block
        block = text.blocks[number]
        first = max(text.token_at(block.start), 0)
        if block.end - block.start > LINE:
            opening = 0 <= one.first - first <= DATELINE
            return opening and number <= self._body and self._is_dateline(first, one)
        last = text.token_at(block.end - 1) + 1
        beside = text.lowers[first : one.first] + text.lowers[one.last : last]
        labels = [w for w in beside if w in self.rules.date_labels]
        strangers = [w for w in beside if w not in self.rules.date_labels and not w[0].isdigit()]
        if len(strangers) > STRANGERS:
            return False
        return number <= self._body + AFTER_BODY or any(w.isalpha() and len(w) > 3 for w in labels)

    @cached_property
    def _body(self) -> int:
        """The number of the first line of running text."""
        blocks = self.text.blocks
        return next((n for n, b in enumerate(blocks) if b.end - b.start >= BODY_LINE), len(blocks))

    def _is_dateline(self, first: int, one: Found) -> bool:
        """Tell whether a paragraph opens with place, date and a mark: "KYIV, March 3, 2023 (Agency) -"."""
        text = self.text
        before = text.words[first : one.first]
        after = text.lowers[one.last : one.last + 5]
        capitals = bool(before) and before[0].isupper() and len(before[0]) > 2
        mark = capitals or any(w in {"-", "–", "—", ":", "("} for w in after)
        return mark and all(w[0].isupper() or not w.isalpha() for w in before)


def day_of(year: int, month: int, day: int) -> date | None:
    """Return a day, None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def named_day(one: Found) -> Day | None:
    """Return the day that an expression names, the last of a range; None where it names none."""
    value = one.value.last if isinstance(one.value, DayRange) else one.value
    return value if isinstance(value, Day) else None
