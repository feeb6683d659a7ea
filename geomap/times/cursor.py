"""A stretch of tokens that a rule of time may read, and the small readings that all rules share."""

from __future__ import annotations

from geomap.language import lexicon_of
from geomap.language.rules.times import Part, Relation, TimeRules
from geomap.text import Text
from geomap.times.anchors import Anchors
from geomap.times.expressions import DayRange, Found, Month, Offset, SeasonOf, Share, Shift, Value, Year
from geomap.times.intervals import SPOKEN
from geomap.times.lexicon import lexicon_of as openings_of

NOUN_PHRASE = 3
"""Tokens after "Friday" within which it is told of what event it was: Friday heavy missile strike."""
EVENT_NOUNS = frozenset({"noun", "gerund", "either"})
YEARS_SURE = 1900
"""From here on four figures after a day or month are a year whatever follows."""


CENTURY = 2000
"""The century of a year told by its last two figures."""
ROUND = 50
"""Counts are round: "on 5 May 2000 soldiers" is doubtful, "on 7 April 2022 soldiers" tells a year."""


def may_count(number: int) -> bool:
    """Tell whether four figures may count things: they are round, or tell no year of these times."""
    return number < YEARS_SURE or number % ROUND == 0


class Cursor:
    """A text with the bounds, in tokens, within which the next expression may reach."""

    def __init__(self, text: Text, rules: TimeRules, anchors: Anchors) -> None:
        """Set the bounds to nothing; the scan moves them."""
        self.text = text
        self.w = text.lowers
        self.rules = rules
        self.anchors = anchors.nouns.get(text.language, {})
        self.daily = anchors.daily
        self.scopes = anchors.scopes.get(text.language, {})
        self.clauses = anchors.clauses.get(text.language, ())
        self.lexicon = openings_of(rules)
        self.low = 0
        self.high = 0
        self.sentence = 0

    def at(self, i: int) -> str:
        """Return the token at ``i``, or nothing outside the stretch that may be read."""
        return self.w[i] if self.low <= i < self.high else ""

    def is_capital(self, i: int) -> bool:
        """Tell whether token ``i`` is written with a capital."""
        return self.text.words[i][:1].isupper()

    def day_number(self, i: int) -> int | None:
        """Return the day of a month that token ``i`` tells in figures or as an ordinal."""
        word = self.at(i)
        if not word or not word[0].isdecimal():
            return None
        if len(word) > 2:
            for ending in self.rules.ordinal_endings:
                word = word.removesuffix(ending)
        if len(word) <= 2 and word.isdecimal() and 1 <= int(word) <= 31:
            return int(word)
        return None

    def year_number(self, i: int) -> int | None:
        """Return the year that token ``i`` tells in four figures."""
        word = self.at(i)
        if len(word) == 4 and word.isdecimal() and int(word) in SPOKEN:
            return int(word)
        return None

    def number(self, i: int) -> int | None:
        """Return the count that token ``i`` tells in figures or words."""
        word = self.at(i)
        if not word:
            return None
        if word.isdecimal() and len(word) <= 4:
            return int(word)
        return self.rules.numbers.get(word)

    def skip_point(self, i: int) -> int:
        """Return the token after ``i`` where that is the point of an abbreviation."""
        return i + 1 if self.at(i) == "." else i

    def shift_of(self, word: str) -> Shift | None:
        """Return which way a word points: last, this, next; None for any other word."""
        rules = self.rules
        if word in rules.last:
            return -1
        if word in rules.this:
            return 0
        if word in rules.next:
            return 1
        return None

    def that_before(self, i: int) -> int | None:
        """Return where a word before token ``i`` begins that points back, past what stresses it (того ж)."""
        rules = self.rules
        k = i - 1
        while self.at(k) in rules.emphatics:
            k -= 1
        if self.at(k) not in rules.same or self.at(k - 1) in rules.reporting:
            return None
        return k - 1 if self.at(k - 1) in rules.same or self.at(k - 1) in rules.articles else k

    def years_after(self, k: int) -> tuple[int, int] | None:
        """Return how many years off the year told from token ``k`` is, and its end: of last year."""
        if self.at(k) in self.rules.of:
            k += 1
        word = self.at(k)
        years = -2 if word in self.rules.before_last else self.shift_of(word)
        if years is None or self.rules.units.get(self.at(k + 1)) != "year":
            return None
        return years, k + 2

    def before_last(self, i: int, last: int) -> tuple[int, int] | None:
        """Return where "the summer before last" (позаминулого літа) begins and ends; None for others."""
        rules = self.rules
        if self.at(i - 1) in rules.before_last:
            return i - 1, last
        tells = self.at(last) in rules.before_that and self.at(last + 1) in rules.last
        return (i, last + 2) if tells and self.at(last + 2) not in rules.units else None

    def share_before(self, first: int) -> tuple[int, Part | Share] | None:
        """Return where the words begin that tell a share of the time at ``first``: the last week of May."""
        rules = self.rules
        k = first - 1
        if self.at(k) in rules.of:
            k -= 1
        elif rules.articles:
            return None
        word, lead = self.at(k), self.at(k - 1)
        number = rules.ordinals.get(lead) or (1 if lead in rules.openings else None)
        if number is None:
            if lead not in rules.last and lead not in rules.recent:
                return None
            number = -1
        if word in rules.halves:
            return k - 1, Share("half", number)
        if word in rules.plurals or word in rules.month_dates:
            return (k - 1, "early" if number == 1 else "late") if number in (1, -1) else None
        unit = rules.units.get(word)
        return (k - 1, Share(unit, number)) if unit in ("week", "day") else None

    def is_shared(self, i: int) -> bool:
        """Tell whether the unit at ``i`` is a share of the month or season behind it."""
        of = i + 1 + (self.at(i + 1) in self.rules.of)
        shared = self.at(of) in self.rules.months or self.at(of) in self.rules.seasons
        return shared and self.share_before(of) is not None

    def leads_to_event(self, i: int) -> bool:
        """Tell whether the noun of an event stands at or near token ``i``: Friday missile ``strike``."""
        rules, words = self.rules, lexicon_of(self.text.language)
        for k in range(i, i + NOUN_PHRASE):
            word = self.at(k)
            if not word[:1].isalpha() or word in rules.leads or word in rules.of:
                return False
            event = words[word].event
            if word in rules.event_nouns or (event is not None and event.form in EVENT_NOUNS):
                return True
        return False

    def make(self, first: int, last: int, value: Value, part: Part | Share | None = None) -> Found:
        """Close an expression: read the part and the relation that stand before it."""
        rules = self.rules
        while True:
            word = self.at(first - 1)
            if not word:
                break
            if word in rules.parts:
                part = part or rules.parts[word]
                first -= 1
            elif (word in rules.of and self.at(first - 2) in rules.parts) or (
                word in rules.part_links and self.at(first - 2) in rules.joined_parts
            ):
                first -= 1
            elif word in rules.articles and (
                self.at(first - 2) in rules.of and self.at(first - 3) in rules.parts
            ):
                first -= 2
            else:
                break
        whole = part is None and isinstance(value, Month | Year | SeasonOf)
        if whole and (share := self.share_before(first)):
            first, part = share
        before = self.at(first - 1)
        if before in rules.articles:
            before = self.at(first - 2)
        relation: Relation = "at" if isinstance(value, DayRange) else rules.relations.get(before, "at")
        if relation == "since" and self.at(first - 2) in rules.dated_things:
            relation = "at"
        return Found(first, last, self.sentence, value, relation, part)

    def year_after(self, j: int) -> tuple[int | None, int]:
        """Return the year that follows token ``j``, past a comma or "of", and where it ends."""
        rules = self.rules
        k = j
        if self.at(k) == "," or self.at(k) in rules.of:
            k += 1
        year = self.year_number(k)
        if year is None and (short := self.short_year(k)) is not None:
            return short, k + 3
        if year is None or (self.at(k + 1) in rules.not_year_before and may_count(year)):
            return None, j
        if year < YEARS_SURE and self.at(k + 1) and self.text.words[k + 1].isupper():
            return None, j  # "1500 ET" is an hour
        k += 1
        if self.at(k) in {"-", "–"} and self.at(k + 1) in rules.ordinal_suffixes:
            k += 2
        if self.at(k) in rules.year_words:
            k = self.skip_point(k + 1)
        return year, k

    def short_year(self, k: int) -> int | None:
        """Return the year that two figures with an ending tell after a month or season: летом 22-го."""
        word = self.at(k)
        if len(word) != 2 or not word.isdecimal() or self.at(k + 1) not in {"-", "–"}:
            return None
        beyond = self.at(k + 3)
        if beyond in self.rules.months or beyond in self.rules.not_year_before:
            return None
        return CENTURY + int(word) if self.at(k + 2) in self.rules.ordinal_suffixes else None

    def figure_ordinal(self, i: int) -> int | None:
        """Return the number that token ``i`` tells as an ordinal in figures (53rd)."""
        word = self.at(i)
        for ending in self.rules.ordinal_endings:
            if word.endswith(ending) and word.removesuffix(ending).isdecimal():
                return int(word.removesuffix(ending)[:6])
        return None

    def opens_phrase(self, i: int) -> bool:
        """Tell whether several words that count from publication begin at token ``i``."""
        phrases = (words for some in self.lexicon.phrases.values() for words, _ in some)
        return any(self.w[i : i + len(words)] == words for words in phrases)

    def phrase(self, i: int) -> Found | None:
        """Read several words that end at token ``i`` and count from publication."""
        for words, value in self.lexicon.phrases.get(self.w[i], ()):
            first = i + 1 - len(words)
            if first >= self.low and self.w[first : i + 1] == words:
                return self.make(first, i + 1, Offset(*value))
        return None
