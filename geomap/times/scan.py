"""The grammar of time: expressions in a text, before they are set against a calendar.

Only the tokens that can open an expression are looked at; each rule then reads a few tokens around them.
"""

from __future__ import annotations

import re

from geomap.languages import language_of
from geomap.languages.rules.times import Part, Relation, TimeRules, Unit
from geomap.spans import Days
from geomap.text import Text
from geomap.times.anchors import Anchors
from geomap.times.expressions import (
    Anaphor,
    AnchorDay,
    Day,
    DayRange,
    Decade,
    Feast,
    Found,
    Lag,
    Month,
    Nearness,
    Offset,
    Quarter,
    SeasonOf,
    Shift,
    SinceAnchor,
    Trailing,
    Vague,
    Value,
    Weekday,
    Year,
)
from geomap.times.lexicon import YEARS, lexicon_of

ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")
POINTED_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})(?:\.(\d{4}|\d\d))?$")
CLOSING = frozenset(
    {"", ".", ",", ";", ":", ")", "]", "!", "?", "-", "–", "—", "'s", "’s", "”", '"', "’", "|"}
)
NOT_BEFORE_YEAR = frozenset({"$", "#", "№", "€", "£", "no", "/", "+", "-"})
LONGEST_FIGURE = 10
LONGEST_ZONE = 4
YEARS_SURE = 1900
"""From here on four figures after a day or month are a year whatever follows."""


def scan(text: Text, anchors: Anchors) -> tuple[Found, ...]:
    """Return the expressions of time in a text, in order, none overlapping."""
    scanner = _Scanner(text, language_of(text.language).times, anchors)
    return scanner.run()


class _Scanner:
    """One pass over a text; holds the bounds within which an expression may reach."""

    def __init__(self, text: Text, rules: TimeRules, anchors: Anchors) -> None:
        self.text = text
        self.w = text.lowers
        self.rules = rules
        self.anchors = anchors.nouns.get(text.language, {})
        self.lexicon = lexicon_of(rules)
        self.low = 0
        self.high = 0
        self.sentence = 0
        self.found: list[Found] = []

    def run(self) -> tuple[Found, ...]:
        kinds = self.lexicon.kinds
        words = self.w
        sentences = self.text.sentences
        done = 0
        for i in [i for i, w in enumerate(words) if w in kinds or ("." in w and w[0].isdigit())]:
            if i < done:
                continue
            while sentences[self.sentence].last <= i and self.sentence + 1 < len(sentences):
                self.sentence += 1
            sentence = sentences[self.sentence]
            self.low = max(done, sentence.first)
            self.high = sentence.last
            one = self.read(i)
            if one is not None:
                self.found.append(one)
                done = one.last
        return tuple(self.found)

    # --- looking around ---------------------------------------------------------------------------

    def at(self, i: int) -> str:
        """Return the token at ``i``, or nothing outside the stretch that may be read."""
        return self.w[i] if self.low <= i < self.high else ""

    def is_capital(self, i: int) -> bool:
        return self.text.words[i][:1].isupper()

    def day_number(self, i: int) -> int | None:
        """Return the day of a month that token ``i`` tells in figures or as an ordinal."""
        word = self.at(i)
        if not word or not word[0].isdigit():
            return None
        if len(word) > 2:
            for ending in self.rules.ordinal_endings:
                word = word.removesuffix(ending)
        if len(word) <= 2 and word.isdigit() and 1 <= int(word) <= 31:
            return int(word)
        return None

    def year_number(self, i: int) -> int | None:
        word = self.at(i)
        if len(word) == 4 and word.isdigit() and int(word) in YEARS:
            return int(word)
        return None

    def number(self, i: int) -> int | None:
        """Return the count that token ``i`` tells in figures or words."""
        word = self.at(i)
        if not word:
            return None
        if word.isdigit() and len(word) <= 4:
            return int(word)
        return self.rules.numbers.get(word)

    def skip_point(self, i: int) -> int:
        return i + 1 if self.at(i) == "." else i

    def shift_of(self, word: str) -> Shift | None:
        rules = self.rules
        if word in rules.last:
            return -1
        if word in rules.this:
            return 0
        if word in rules.next:
            return 1
        return None

    def make(self, first: int, last: int, value: Value, part: Part | None = None) -> Found:
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
        before = self.at(first - 1)
        if before in rules.articles:
            before = self.at(first - 2)
        relation: Relation = "at" if isinstance(value, DayRange) else rules.relations.get(before, "at")
        return Found(first, last, self.sentence, value, relation, part)

    # --- one rule a kind --------------------------------------------------------------------------

    def read(self, i: int) -> Found | None:
        word = self.w[i]
        match self.lexicon.kinds.get(word):
            case None:
                return self.pointed_date(i)
            case "month" | "short_month":
                return self.month(i)
            case "weekday" | "short_weekday":
                return self.weekday(i)
            case "unit":
                return self.unit(i)
            case "offset":
                return self.offset(i)
            case "part_of_day":
                return self.part_of_day(i)
            case "year":
                return self.year(i)
            case "season":
                return self.season(i)
            case "holiday":
                return self.holiday(i)
            case "joined_month":
                prefix, month = word.split("-", 1)
                number = self.rules.months.get(month) or self.rules.short_months[month]
                last = self.skip_point(i + 1) if month in self.rules.short_months else i + 1
                year, end = self.year_after(last)
                return self.make(i, end if year else last, Month(year, number), self.rules.parts.get(prefix))
            case "joined_year":
                prefix, year_word = word.split("-", 1)
                return self.make(i, i + 1, Year(int(year_word)), self.rules.parts.get(prefix))
            case "joined_quarter":
                return self.quarter(i, i, self.rules.ordinals[word.rsplit("-", 1)[0]])
            case "joined_ago":
                return self.joined_ago(i)
            case "decade":
                return self.make(i, i + 1, Decade(int(word[:4])))
            case "anchor_lead":
                return self.anchor_lead(i)
            case "century":
                return self.spelled_year(i)
            case "recurring" | "vague":
                return Found(i, i + 1, self.sentence, Vague())

    def year_after(self, j: int) -> tuple[int | None, int]:
        """Return the year that follows token ``j``, past a comma or "of", and where it ends."""
        rules = self.rules
        k = j
        if self.at(k) == "," or self.at(k) in rules.of:
            k += 1
        year = self.year_number(k)
        if year is None or self.at(k + 1) in rules.not_year_before:
            return None, j
        if year < YEARS_SURE and self.at(k + 1) and self.text.words[k + 1].isupper():
            return None, j  # "1500 ET" is an hour
        k += 1
        if self.at(k) in rules.year_words:
            k = self.skip_point(k + 1)
        return year, k

    def month(self, i: int) -> Found | None:
        rules = self.rules
        word = self.w[i]
        short = word in rules.short_months and word not in rules.months
        number = rules.short_months[word] if short else rules.months[word]
        if word in rules.capitalised and not self.is_capital(i):
            return None
        j = self.skip_point(i + 1) if short else i + 1
        dated = self.dated_month(i, j, number)
        if dated is not None:
            return dated
        year, end = self.year_after(j)
        if year is not None:
            return self.make(i, end, Month(year, number))
        if short and self.at(i + 1) != ".":
            return None
        first = i
        shift = self.shift_of(self.at(i - 1))
        if shift is not None:
            first = i - 1
        elif (
            word in rules.capitalised
            and self.at(i - 1) not in rules.leads
            and self.at(i - 1) not in rules.parts
        ):
            return None
        elif self.at(i - 1) in rules.each:
            return Found(i - 1, j, self.sentence, Vague())
        years = self.shift_of(self.at(j))
        if years is not None and rules.units.get(self.at(j + 1)) == "year":
            return self.make(first, j + 2, Month(None, number, None, years))
        return self.make(first, j, Month(None, number, shift))

    def dated_month(self, i: int, j: int, month: int) -> Found | None:
        """Read a month with the day or days beside it."""
        rules = self.rules
        first, last = i, j
        start: int | None = None
        end: int | None = None
        k = i - 1
        if self.at(k) in rules.of:
            k -= 1
        left = self.day_number(k)
        if left is None and self.at(k) in rules.ordinals and self.at(i - 1) in rules.of:
            left = rules.ordinals[self.at(k)]
        after = self.day_number(j) if self.w[i] in rules.day_after_month else None
        if after is not None and self.at(j + 1) in rules.not_year_before:
            after = None
        if left is not None and not (after is not None and self.at(k - 1) in {".", ":"}):
            first, start = k, left
            if (
                self.at(k - 1) in rules.ranges
                and (opening := self.day_number(k - 2)) is not None
                and opening < left
            ):
                first, start, end = k - 2, opening, left
        elif after is not None:
            last, start = j + 1, after
            if self.at(j + 1) in rules.ranges and (closing := self.day_number(j + 2)) is not None:
                beyond = self.w[j + 3] if j + 3 < len(self.w) else ""
                if closing > after and beyond not in rules.months and beyond not in rules.units:
                    last, end = j + 3, closing
        elif (spelled := rules.ordinals.get(self.at(j))) and self.w[i] in rules.day_after_month:
            last, start = j + 1, spelled
        if start is None:
            return None
        shift: Shift | None = None
        year, last = self.year_after(last)
        if year is None and rules.units.get(self.at(last + 1)) == "year":
            shift = self.shift_of(self.at(last))
            last += 2 if shift is not None else 0
        nights, first = self.night_before(first)
        opened = Day(year, month, start, None, shift, nights if end is None else 0)
        if end is None:
            return self.make(first, last, opened)
        return self.make(first, last, DayRange(opened, Day(year, month, end, None, shift)))

    def night_before(self, first: int) -> tuple[int, int]:
        """Tell whether "the night of/into" stands before a date: days to add, and the new first token."""
        rules = self.rules
        k = first - 1
        if self.at(k) in rules.articles:
            k -= 1
        if self.at(k) in rules.night_before and self.at(k - 1) in rules.nights:
            return -1, k - 1
        if self.at(k) in rules.of and self.at(k - 1) in rules.nights:
            return 1, k - 1
        return 0, first

    def weekday(self, i: int) -> Found | None:
        rules = self.rules
        word = self.w[i]
        short = word not in rules.weekdays
        number = rules.short_weekdays[word] if short else rules.weekdays[word]
        before = self.at(i - 1)
        if before in rules.not_weekday_after or self.at(i + 1) in rules.not_weekday_before:
            return None
        if before in rules.each:
            return Found(i - 1, i + 1, self.sentence, Vague())
        j = self.skip_point(i + 1) if short else i + 1
        while self.at(j) in {",", "("} or self.at(j) in rules.articles:
            j += 1
        dated = self.date_from(j)
        if dated is not None:
            value = dated.value
            if isinstance(value, Day):
                value = value._replace(weekday=number)
            return dated._replace(first=i, value=value)
        if short:
            return None
        j = i + 1
        if self.at(j) in rules.parts_of_day:
            j += 1
        first = self.clock_before(i)
        shift = self.shift_of(before)
        if shift is not None:
            first -= 1
            if self.at(first - 1) in rules.this:
                first -= 1
        nights, opened = self.night_before(first)
        return self.make(opened, j, Weekday(number, shift, nights))

    def clock_before(self, i: int) -> int:
        """Return where a time of day before token ``i`` begins (9 a.m. EST, noon), or ``i``."""
        k = i - 1
        if self.at(k) in self.rules.parts_of_day:
            return k
        if k >= self.low and self.text.words[k].isupper() and 2 < len(self.w[k]) <= LONGEST_ZONE:
            k -= 1
        for words in self.rules.clock:
            first = k + 1 - len(words)
            if first > self.low and self.w[first : k + 1] == words and self.w[first - 1][0].isdigit():
                return first - 1
        return i

    def date_from(self, j: int) -> Found | None:
        """Read a date that begins at token ``j`` and holds a day."""
        rules = self.rules
        for k in range(j, j + 3):
            word = self.at(k)
            if word in rules.months or word in rules.short_months:
                low = self.low
                self.low = max(low, j)
                found = self.month(k)
                self.low = low
                return found if found and isinstance(found.value, Day | DayRange) else None
            if self.day_number(k) is None and word not in rules.of:
                break
        if self.at(j)[:1].isdigit() and "." in self.at(j):
            return self.pointed_date(j)
        if (self.at(j + 1), self.at(j + 3)) == ("/", "/") and self.year_number(j + 4) is not None:
            return self.slashed_date(j + 4)
        return None

    def unit(self, i: int) -> Found | None:
        rules = self.rules
        unit = rules.units[self.w[i]]
        if (phrase := self.phrase(i)) is not None:
            return phrase
        before, after = self.at(i - 1), self.at(i + 1)
        if unit == "quarter":
            ordinal = rules.ordinals.get(before) or self.figure_ordinal(i - 1)
            if ordinal is not None and ordinal <= 4:
                return self.quarter(i - 1, i, ordinal)
        if unit == "day" and (anchored := self.anchor_day(i)) is not None:
            return anchored
        shift = self.shift_of(before)
        if before in rules.each:
            return Found(i - 1, i + 1, self.sentence, Vague())
        if before in rules.recent:
            return self.make(i - 1, i + 1, Trailing(unit, None))
        if before in rules.same:
            first = i - 2 if self.at(i - 2) in rules.same or self.at(i - 2) in rules.articles else i - 1
            return self.make(first, i + 1, Anaphor(unit, 0))
        if shift is not None and self.w[i] in rules.plurals:
            first = i - 2 if self.at(i - 2) in rules.articles else i - 1
            return self.make(first, i + 1, Trailing(unit, None) if shift == -1 else Vague())
        if shift is not None and unit not in ("hour", "century"):
            first = i - 1
            value: Value = Offset(unit, shift, shift)
            if self.at(i - 2) in rules.articles:
                first = i - 2
                if unit in ("day", "hour") or before in rules.anaphoric:
                    value = Anaphor(unit, shift)
            elif unit == "day":
                value = Vague()
            end = i + 1
            if unit == "day" and self.at(i + 1) in rules.parts_of_day:
                end += 1
            if unit == "year" and shift is not None and self.at(end) in {"'s", "’s"}:
                ordinal = rules.ordinals.get(self.at(end + 1))
                if ordinal and rules.units.get(self.at(end + 2)) == "quarter":
                    return self.make(first, end + 3, Quarter(None, ordinal, shift))
            return self.make(first, end, value)
        count = self.number(i - 1)
        first = i - 1
        if count is None and rules.bare_count and (after in rules.ago or self.at(i - 1) in rules.hence):
            count, first = 1, i
        if count is not None:
            return self.counted(first, i, unit, count)
        if unit == "weekend" and (before in rules.articles or before in rules.leads):
            return self.make(i, i + 1, Offset("weekend", -1, 0))
        if before in rules.articles and (unit == "quarter" or (unit == "year" and after in {"'s", "’s"})):
            return self.make(i - 1, i + 1, Anaphor(unit, 0))
        return Found(i, i + 1, self.sentence, Vague())

    def counted(self, first: int, i: int, unit: Unit, count: int) -> Found | None:
        """Read a number of units: since when, how long ago, how long after what, or a mere duration."""
        rules = self.rules
        before, after = self.at(first - 1), self.at(i + 1)
        if before in rules.hence:
            return self.make(first - 1, i + 1, Anaphor(unit, count))
        if after in rules.ago:
            if (unit, count) == ("year", 1):
                return self.make(first, i + 2, Anaphor("year", -1))
            return self.make(first, i + 2, Offset(unit, -count, -count))
        if (anchored := self.since_anchor(first, i, unit, count)) is not None:
            return anchored
        if after in rules.later or after in rules.earlier:
            sign = 1 if after in rules.later else -1
            beyond = self.at(i + 2)
            if after in rules.relations and beyond not in CLOSING:
                return Found(first, i + 2, self.sentence, Lag(unit, sign * count))
            return self.make(first, i + 2, Anaphor(unit, sign * count))
        if before in rules.trailing:
            return self.make(first - 1, i + 1, Trailing(unit, count))
        if before in rules.next:
            return self.make(first - 1, i + 1, Trailing(unit, -count))
        return Found(first, i + 1, self.sentence, Vague())

    def figure_ordinal(self, i: int) -> int | None:
        word = self.at(i)
        for ending in self.rules.ordinal_endings:
            if word.endswith(ending) and word.removesuffix(ending).isdigit():
                return int(word.removesuffix(ending)[:6])
        return None

    def quarter(self, first: int, i: int, quarter: int) -> Found:
        """Read a numbered quarter whose words end at token ``i``."""
        rules = self.rules
        last = i + 1
        year, end = self.year_after(last)
        years: int | None = None
        if year is not None:
            last = end
        else:
            k = last + 1 if self.at(last) in rules.of else last
            shift = self.shift_of(self.at(k))
            if shift is not None and rules.units.get(self.at(k + 1)) == "year":
                years, last = shift, k + 2
        if self.at(first - 1) in rules.fiscal:
            first -= 1
        if self.at(first - 1) in {"'s", "’s"} and rules.units.get(self.at(first - 2)) == "year":
            shift = self.shift_of(self.at(first - 3))
            if shift is not None:
                years = shift
                first -= 3
        return self.make(first, last, Quarter(year, quarter, years))

    def joined_ago(self, i: int) -> Found:
        unit = self.rules.units[self.w[i].split("-", 1)[0]]
        last = i + 1
        if self.rules.units.get(self.at(last)) is not None:
            last += 1
        return self.make(i, last, Anaphor(unit, -1))

    def phrase(self, i: int) -> Found | None:
        """Read several words that end at token ``i`` and count from publication."""
        for words, value in self.lexicon.phrases.get(self.w[i], ()):
            first = i + 1 - len(words)
            if first >= self.low and self.w[first : i + 1] == words:
                return self.make(first, i + 1, Offset(*value))
        return None

    def offset(self, i: int) -> Found | None:
        if (phrase := self.phrase(i)) is not None:
            return phrase
        if self.w[i] in self.rules.nights and self.names_a_day(i + 1):
            return None  # "overnight into Tuesday" is read at Tuesday
        unit, low, high = self.rules.offsets[self.w[i]]
        last = i + 1
        if self.at(last) in self.rules.parts_of_day:
            last += 1
        return self.make(i, last, Offset(unit, low, high))

    def names_a_day(self, i: int) -> bool:
        rules = self.rules
        while self.at(i) in rules.night_before or self.at(i) in rules.part_links:
            i += 1
        return self.at(i) in rules.weekdays or self.at(i) in rules.months or self.at(i + 1) in rules.months

    def part_of_day(self, i: int) -> Found | None:
        if (phrase := self.phrase(i)) is not None:
            return phrase
        before = self.at(i - 1)
        if before in self.rules.same:
            return self.make(i - 1, i + 1, Anaphor("day", 0))
        if before in self.rules.next and self.at(i - 2) in self.rules.articles:
            return self.make(i - 2, i + 1, Anaphor("day", 1))
        return None

    def year(self, i: int) -> Found | None:
        rules = self.rules
        if self.at(i + 1) == "-" and (iso := ISO_DATE.match(self.text.body, self.text.starts[i])):
            last = i + 1
            while last < self.high and self.text.starts[last] < iso.end():
                last += 1
            return self.make(i, last, Day(int(iso[1]), int(iso[2]), int(iso[3])))
        before, after = self.at(i - 1), self.at(i + 1)
        if before == "/":
            return self.slashed_date(i)
        year = int(self.w[i])
        if after in rules.year_words:
            return self.make(i, self.skip_point(i + 2), Year(year))
        if before in NOT_BEFORE_YEAR or after in rules.not_year_before or after in {"%", "°"}:
            return None
        first = i - 1 if before in rules.fiscal else i
        if not 1900 <= year < 2100 and before not in rules.leads:
            return None
        led = before in rules.leads or before in rules.articles or before in {"(", ""} or before in rules.of
        if not (led or before in rules.fiscal or before in rules.parts or after in CLOSING):
            return None
        return self.make(first, i + 1, Year(year))

    def slashed_date(self, i: int) -> Found | None:
        """Read 27/02/2026 or 02/27/2026, whose year is token ``i``; both readings are kept where both fit."""
        one, two = self.at(i - 4), self.at(i - 2)
        if not (
            one.isdigit() and two.isdigit() and self.at(i - 3) == "/" and len(one) <= 2 and len(two) <= 2
        ):
            return None
        a, b, year = int(one), int(two), int(self.w[i])
        other = (a, b) if a <= 12 and a != b else None
        if b > 12:
            a, b, other = b, a, None
        return self.make(i - 4, i + 1, Day(year, b, a, other=other))

    def pointed_date(self, i: int) -> Found | None:
        """Read 05.09.2022, or 5.09 where a word before it asks for a date."""
        word = self.w[i]
        if len(word) > LONGEST_FIGURE or (found := POINTED_DATE.match(word)) is None:
            return None
        day, month, year = int(found[1]), int(found[2]), found[3]
        if not (1 <= day <= 31 and 1 <= month <= 12):
            return None
        if year is None:
            led = self.at(i - 1) in self.rules.date_leads and len(found[2]) == 2
            return self.make(i, i + 1, Day(None, month, day)) if led else None
        return self.make(i, i + 1, Day(int(year) if len(year) == 4 else 2000 + int(year), month, day))

    def season(self, i: int) -> Found | None:
        rules = self.rules
        season = rules.seasons[self.w[i]]
        year, last = self.year_after(i + 1)
        before = self.at(i - 1)
        shift = self.shift_of(before)
        years: int | None = None
        if year is None and rules.units.get(self.at(i + 2)) == "year":
            years = self.shift_of(self.at(i + 1))
            last = i + 3 if years is not None else last
        sure = year is not None or shift is not None or years is not None
        if not sure:
            led = before in rules.articles and self.at(i - 2) in rules.leads
            if self.w[i] in rules.doubtful_seasons:
                if not led or self.at(i + 1) in rules.of:  # "in the fall of the town"
                    return None
            elif not (led or rules.bare_seasons or before in rules.leads or before in rules.parts):
                return None
        return self.make(i if shift is None else i - 1, last, SeasonOf(year, season, shift, years))

    def holiday(self, i: int) -> Found | None:
        for words, rule in self.lexicon.holidays[self.w[i]]:
            last = i + len(words)
            if last <= self.high and self.w[i:last] == words and self.is_capital(i):
                year, last = self.year_after(last)
                shift = self.shift_of(self.at(i - 1))
                if self.rules.units.get(self.at(last)) == "week":
                    return Found(i, last + 1, self.sentence, Feast(rule, year, shift))
                return self.make(i if shift is None else i - 1, last, Feast(rule, year, shift))
        return None

    def spelled_year(self, i: int) -> Found | None:
        rest = self.rules.numbers.get(self.at(i + 1), 0)
        if 10 <= rest <= 99:
            return self.make(i, i + 2, Year(100 * self.rules.centuries[self.w[i]] + rest))
        return None

    # --- events of general note -------------------------------------------------------------------

    def anchor_at(self, i: int) -> tuple[Days, int] | None:
        """Return the event of general note named at token ``i``, past articles, and where the name ends."""
        while self.at(i) in self.rules.articles or self.at(i) in self.rules.anchor_fillers:
            i += 1
        for words, days in self.anchors.get(self.at(i), ()):
            last = i + len(words)
            if last <= self.high and self.w[i:last] == words:
                return days, last
        return None

    def anchor_day(self, i: int) -> Found | None:
        """Read "the 53rd day of the war"."""
        rules = self.rules
        k = i + 2 if self.at(i + 1) in rules.of else i + 1
        if k == i + 1 and not rules.bare_count:
            return None
        ordinal = rules.ordinals.get(self.at(i - 1)) or self.figure_ordinal(i - 1)
        first = i - 1
        if ordinal is None and rules.bare_count and self.at(i - 2) in {"-", "–"} and self.at(i - 3).isdigit():
            ordinal, first = int(self.at(i - 3)[:6]), i - 3
        if ordinal is None:
            return None
        anchor = self.anchor_at(k)
        if anchor is None:
            return None
        return Found(
            first,
            anchor[1],
            self.sentence,
            SinceAnchor(anchor[0], "day", ordinal - 1, "exactly", ordinal=True),
        )

    def since_anchor(self, first: int, i: int, unit: Unit, count: int) -> Found | None:
        """Read "almost ten months into the invasion"."""
        rules = self.rules
        if self.at(i + 1) not in rules.into:
            return None
        k = i + 2
        if self.at(k) in rules.articles and self.at(k + 1) in rules.parts:
            k += 2
            if self.at(k) in rules.of:
                k += 1
        anchor = self.anchor_at(k)
        if anchor is None:
            return None
        before = self.at(first - 1)
        approximate: Nearness = (
            "almost" if before in rules.almost else "more" if before in rules.more else "exactly"
        )
        if approximate != "exactly":
            first -= 1
        return Found(
            first,
            anchor[1],
            self.sentence,
            SinceAnchor(
                anchor[0], unit, count, approximate, ordinal=False, lasting=self.at(i + 1) in rules.of
            ),
        )

    def anchor_lead(self, i: int) -> Found | None:
        """Read "since the start of the war"."""
        anchor = self.anchor_at(i + 1)
        return None if anchor is None else self.make(i + 1, anchor[1], AnchorDay(anchor[0]))
