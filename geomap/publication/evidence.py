"""What a text holds that may tell its date, found once for all rules."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from geomap.language import language_of, lexicon_of
from geomap.spans import Days
from geomap.text import Text
from geomap.times import Anchors
from geomap.times.anchors import Open, Stems, Town, Words, is_phrase
from geomap.times.expressions import (
    Day,
    DayRange,
    Decade,
    Found,
    Month,
    Offset,
    SeasonOf,
    SinceAnchor,
    Weekday,
    Year,
)
from geomap.times.intervals import month_days, year_days
from geomap.times.tense import is_future_form, is_past_form, tense_of

AFTER_NAME = 3
"""Tokens after a town's name up to a word that makes more of it."""
AHEAD = 12
"""Tokens before a day in which a word tells that it lies ahead."""
EARLY, OPENS = 30, 1
"""Days of the war that memories count, too; how many sentences open a text that is of such a day."""
COUNTS = 60
"""Sentences, from the top, in which a count since an event is the text's own."""
CHRONICLE = 3
"""Years that are told in full from which on a text is one of many years."""
CLOSE = 3
"""Tokens between a word of fighting and the one by which it goes on."""
LATELY = 4
"""Tokens before "its fifth month" in which a word ties that to the day of print."""
NEAR = {"hour": 24, "day": 8, "week": 1, "weekend": 1}
"""Units from the day of print within which an event is news."""
LONG = frozenset({"month", "quarter", "year"})
"""Units of the calendar of which the one before is long over."""
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
        tables: tuple[Stems[Any], ...] = (anchors.towns, anchors.fronts, anchors.tenures)
        capitals = [i for i, word in enumerate(text.words) if word[0].isupper()]
        names = {text.lowers[i] for i in capitals}
        known = {name for name in names if any(table.find(name) for table in tables)}
        self.named = [i for i in capitals if text.lowers[i] in known]
        """The tokens that may name a town, a stretch of the front or the holder of an office."""

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

    def _phrases(self, table: Stems[tuple[Words, Days]]) -> list[tuple[int, Words, Days]]:
        words = self.text.lowers
        known = {word: found for word in sorted(set(words)) if (found := table.find(word))}
        return [
            (i, phrase, days)
            for i, word in enumerate(words)
            if word in known
            for phrase, days in known[word]
            if is_phrase(words[i : i + len(phrase)], phrase)
        ]

    @cached_property
    def phrases(self) -> list[tuple[int, Words, Days]]:
        """The phrases that stand in no text printed before an event: token, words and its days."""
        return self._phrases(self.anchors.phrases)

    @cached_property
    def foreboding(self) -> list[tuple[int, Words, Days]]:
        """The phrases that stand in no text printed after an event."""
        return self._phrases(self.anchors.before)

    def names_more(self, i: int) -> bool:
        """Tell whether a town's name is here that of a front or a land: "the Toretsk direction"."""
        after = self.text.lowers[i + 1 : i + AFTER_NAME]
        return not self.rules.fronts.isdisjoint(after) or not self.rules.lands.isdisjoint(after)

    @cached_property
    def is_chronicle(self) -> bool:
        """Whether the text tells of many years, so that a date without one may be of any of them."""
        years = {
            day.year for one in self.found if self.is_running(one) and (day := first_day(one)) is not None
        }
        return len(years) >= CHRONICLE

    @cached_property
    def towns(self) -> list[tuple[int, Town]]:
        """The tokens that name a town that was fought over, with the town."""
        lowers = self.text.lowers
        return [(i, town) for i in self.named for town in self.anchors.towns.find(lowers[i])]

    @cached_property
    def battles(self) -> frozenset[Open]:
        """The battles of the towns of whose fighting at least two sentences tell."""
        told: dict[Open, set[int]] = {}
        for i, town in self.towns:
            sentence = self.sentence_of(i)
            if town.fought is not None and sentence in self._fighting:
                told.setdefault(town.fought, set()).add(sentence)
        return frozenset(battle for battle, sentences in told.items() if len(sentences) >= 2)

    def sentence_of(self, token: int) -> int:
        """Return the number of the sentence that holds a token."""
        return self.text.sentence_at(self.text.starts[token])

    def words_of(self, sentence: int) -> tuple[str, ...]:
        """Return the words of a sentence in lower case."""
        bounds = self.text.sentences[sentence]
        return self.text.lowers[bounds.first : bounds.last]

    @cached_property
    def _fighting(self) -> frozenset[int]:
        """The sentences that tell of fighting."""
        return self._sentences_with(self.rules.fighting)

    @cached_property
    def now(self) -> frozenset[int]:
        """The sentences that speak of the present, or of a day told from that of print."""
        near = {one.sentence for one in self.found if _is_near(one)}
        return self._sentences_with(self.rules.now) | near

    @cached_property
    def near_times(self) -> list[tuple[int, int]]:
        """The tokens of the expressions that count a few days from that of print."""
        return [(one.first, one.last) for one in self.found if _is_near(one)]

    @cached_property
    def fights_now(self) -> frozenset[int]:
        """The sentences that tell of fighting as going on: both words stand close together.

        That of a month or season, "in April fighting raged", may be long past.
        """
        words = self.text.lowers
        told = {
            o.sentence for o in self.found if isinstance(o.value, Month | SeasonOf) and o.relation == "at"
        }
        return frozenset(
            self.sentence_of(i)
            for i, word in enumerate(words)
            if word in self.rules.fighting
            and not self.rules.goes_on.isdisjoint(words[max(i - CLOSE, 0) : i + CLOSE + 1])
            and self.sentence_of(i) not in told
        )

    @cached_property
    def history(self) -> frozenset[int]:
        """The sentences that speak of what is long past."""
        years = {one.sentence for one in self.found if isinstance(one.value, Year | Decade) or _is_old(one)}
        return self.retold | years

    @cached_property
    def retold(self) -> frozenset[int]:
        """The sentences of books, films, memories and the like."""
        return self._sentences_with(self.rules.history)

    def retold_but(self, sentence: int, words: frozenset[str]) -> bool:
        """Tell whether a sentence is of books and memories by other words than these."""
        return not (self.rules.history - words).isdisjoint(self.words_of(sentence))

    @cached_property
    def long_ago(self) -> frozenset[int]:
        """The sentences that tell of the last year or month, or of one so long ago."""
        return frozenset(
            one.sentence
            for one in self.found
            if isinstance(one.value, Offset) and one.value.unit in LONG and one.value.last < 0
        )

    @cached_property
    def since(self) -> date | None:
        """The latest month or day with its year since which something is told to go on."""
        return max(
            (
                start
                for one in self.found
                if one.relation == "since" and _is_old(one) and (start := first_day(one)) is not None
            ),
            default=None,
        )

    def counts_to_print(self, one: Found) -> bool:
        """Tell whether "ten months into the war" is told of the day of print: not "the first ten months"."""
        value = one.value
        past = self.history | self.long_ago
        if not isinstance(value, SinceAnchor) or one.sentence in past or one.sentence > COUNTS:
            return False
        if value.bare:
            return any(days == value.anchor for _, _, days in self.phrases)
        if self.rules.ordinals.get(self.text.lowers[one.first - 1]) == 1:
            return False
        if value.ordinal and value.unit == "day":
            return self._is_day_of_print(one, value.number)
        return self._is_told_now(one, value)

    def _is_told_now(self, one: Found, value: SinceAnchor) -> bool:
        """Tell whether the sentence of a count ties it to the day of print."""
        if value.number + value.days < 2 and not value.ordinal and value.approximate == "exactly":
            # "A week after Russia invaded, on Friday" may be history, "a week has passed" is not
            told = not self.rules.now.isdisjoint(self.words_of(one.sentence))
            return told or (self._goes_on_after(one) and value.unit == "day")
        if value.ordinal:  # "in the fifth month of the war" may be history
            before = self.text.lowers[max(one.first - LATELY, 0) : one.first]
            return not self.rules.now.isdisjoint(before) or value.approximate != "exactly"
        return one.sentence in self.now or value.approximate != "exactly" or self._goes_on_after(one)

    def _goes_on_after(self, one: Found) -> bool:
        """Tell whether the clause after a count tells what goes on, by its verb: люди несут цветы."""
        rules = self.rules
        rest = self.text.lowers[one.last : self.text.sentences[one.sentence].last]
        return (
            bool(rules.present_endings)
            and rules.persons.isdisjoint(rest)
            and any(len(word) > 3 and word.endswith(rules.present_endings) for word in rest)
            and not any(is_past_form(word, rules) or is_future_form(word, rules) for word in rest)
        )

    def _is_day_of_print(self, one: Found, number: int) -> bool:
        """Tell whether a day of the war is that of the text: it heads it, or opens news of what nobody tells.

        On the 25th day of the war, rockets hit Mykolaiv; but: on the 25th day of the war he was born.
        """
        words = self.words_of(one.sentence)
        early = number < EARLY and one.sentence > OPENS  # on the third day of the war they were already here
        if early and any(is_past_form(word, self.rules) for word in words):
            return False
        if one.sentence in self.now:
            return True
        before = self.text.lowers[self.text.sentences[one.sentence].first : one.first]
        opening = self.words_of(0) + (self.words_of(1) if len(self.text.sentences) > 1 else ())
        opens = one.sentence == 0 and all(w in self.rules.leads or w in self.rules.articles for w in before)
        if not opens or not self.rules.persons.isdisjoint(opening):
            return False
        told = opening if len(words) <= one.last - one.first + len(before) + 1 else words
        lexicon = lexicon_of(self.text.language)
        return any(lexicon[word].event is not None for word in told)

    def lies_ahead(self, one: Found) -> bool:
        """Tell whether a time is told as still to come, and not as what once was to come."""
        before = self.text.lowers[max(one.first - AHEAD, 0) : one.first]
        sentence = self.text.sentences[one.sentence]
        said = self.text.lowers[sentence.first : sentence.last]
        return (
            one.sentence not in self.history
            and not self.rules.ahead.isdisjoint(before or said)
            and tense_of(self.text, self.rules, one) == 1
        )

    def _sentences_with(self, words: frozenset[str]) -> frozenset[int]:
        return frozenset(
            number
            for number in range(len(self.text.sentences))
            if not words.isdisjoint(self.words_of(number))
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


def _is_near(one: Found) -> bool:
    """Tell whether an expression counts a few days from the day of print."""
    value = one.value
    if isinstance(value, Weekday):
        return True
    return isinstance(value, Offset) and abs(value.first) <= NEAR.get(value.unit, -1)


def _is_old(one: Found) -> bool:
    """Tell whether an expression names a day or month by its year, as news of its own year does not."""
    return isinstance(one.value, Day | Month) and one.value.year is not None


def first_day(one: Found) -> date | None:
    """Return the first day of a date, month or year that is written with its year."""
    day = named_day(one)
    if day is not None and day.year is not None and day.other is None:
        return day_of(day.year, day.month, day.day)
    value = one.value
    if isinstance(value, Month) and value.year is not None:
        return month_days(value.year, value.month).start
    return year_days(value.year).start if isinstance(value, Year) else None
