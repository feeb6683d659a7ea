"""The scan for time: expressions in a text, before they are set against a calendar.

Only the tokens that can open an expression are looked at; each rule then reads a few tokens around them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from geomap.language import language_of, lexicon_of
from geomap.text import Text
from geomap.times import counts, dates, since
from geomap.times.anchors import Anchors
from geomap.times.cursor import Cursor
from geomap.times.expressions import Anaphor, Decade, Feast, Found, Month, SeasonOf, Vague, Weekday, Year
from geomap.times.lexicon import Kind
from geomap.times.years import join_years

QUOTES = frozenset("\"“”„«»'’‘")


def scan(text: Text, anchors: Anchors) -> tuple[Found, ...]:
    """Return the expressions of time in a text, in order, none overlapping."""
    cursor = Cursor(text, language_of(text.language).times, anchors)
    kinds = cursor.lexicon.kinds
    sentences = text.sentences
    found = []
    done = 0
    for i in [i for i, w in enumerate(text.lowers) if w in kinds or ("." in w and w[0].isdecimal())]:
        if i < done:
            continue
        while sentences[cursor.sentence].last <= i and cursor.sentence + 1 < len(sentences):
            cursor.sentence += 1
        sentence = sentences[cursor.sentence]
        cursor.low = max(done, sentence.first)
        cursor.high = sentence.last
        one = _read(cursor, i)
        if one is not None and not (_is_a_title(cursor, one) or _is_in_a_name(cursor, one)):
            one = dates.with_weekday(cursor, one)
            found.append(one)
            done = one.last
    return join_years(cursor, found)


def _is_a_title(c: Cursor, one: Found) -> bool:
    """Tell whether a month, a year or the like is all that stands in quotation marks: кінотеатр «Жовтень»."""
    if not isinstance(one.value, Month | Year | SeasonOf | Weekday | Feast):
        return False
    return c.at(one.first - 1) in QUOTES and c.at(one.last) in QUOTES


def _is_in_a_name(c: Cursor, one: Found) -> bool:
    """Tell whether a month alone ends a name of two words where months have no capital: Красный Октябрь."""
    before = one.first - 1
    if one.last != one.first + 1 or not isinstance(one.value, Month) or before <= c.low:
        return False
    name = c.text.words[before].istitle() and c.text.words[one.first].istitle()
    return name and lexicon_of(c.text.language).grammar.genitive


READERS: Mapping[Kind | None, Callable[[Cursor, int], Found | None]] = {
    None: dates.pointed_date,
    "month": dates.month,
    "short_month": dates.month,
    "joined_months": dates.months,
    "weekday": dates.weekday,
    "short_weekday": dates.weekday,
    "year": dates.year,
    "season": dates.season,
    "holiday": dates.holiday,
    "century": dates.spelled_year,
    "day_noun": dates.day_of_month,
    "unit": counts.unit,
    "offset": counts.offset,
    "part_of_day": counts.part_of_day,
    "joined_ago": counts.joined_ago,
    "anchor_lead": since.anchor_lead,
    "anniversary": since.anniversary,
    "morrow": lambda c, i: c.make(i, i + 1, Anaphor("day", 1)),
}
"""What reads an expression by the kind of its opening word, where that is a rule of its own."""


def _read(c: Cursor, i: int) -> Found | None:
    word = c.w[i]
    kind = c.lexicon.kinds.get(word)
    if kind in READERS:
        return READERS[kind](c, i)
    match kind:
        case "joined_month":
            prefix, month = word.split("-", 1)
            number = c.rules.months.get(month) or c.rules.short_months[month]
            last = c.skip_point(i + 1) if month in c.rules.short_months else i + 1
            year, end = c.year_after(last)
            return c.make(i, end if year else last, Month(year, number), c.rules.parts.get(prefix))
        case "joined_year":
            prefix, year_word = word.split("-", 1)
            return c.make(i, i + 1, Year(int(year_word)), c.rules.parts.get(prefix))
        case "joined_quarter":
            return counts.quarter(c, i, i, c.rules.ordinals[word.rsplit("-", 1)[0]])
        case "decade":
            return c.make(i, i + 1, Decade(int(word[:4])))
        case _:
            return Found(i, i + 1, c.sentence, Vague())  # recurring, vague
