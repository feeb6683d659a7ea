"""The scan for time: expressions in a text, before they are set against a calendar.

Only the tokens that can open an expression are looked at; each rule then reads a few tokens around them.
"""

from __future__ import annotations

from geomap.language import language_of
from geomap.text import Text
from geomap.times import counts, dates, since
from geomap.times.anchors import Anchors
from geomap.times.cursor import Cursor
from geomap.times.expressions import Anaphor, Decade, Found, Month, Vague, Year
from geomap.times.years import join_years


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
        if one is not None:
            one = dates.with_weekday(cursor, one)
            found.append(one)
            done = one.last
    return join_years(cursor, found)


def _read(c: Cursor, i: int) -> Found | None:
    word = c.w[i]
    match c.lexicon.kinds.get(word):
        case None:
            return dates.pointed_date(c, i)
        case "month" | "short_month":
            return dates.month(c, i)
        case "weekday" | "short_weekday":
            return dates.weekday(c, i)
        case "unit":
            return counts.unit(c, i)
        case "offset":
            return counts.offset(c, i)
        case "part_of_day":
            return counts.part_of_day(c, i)
        case "year":
            return dates.year(c, i)
        case "season":
            return dates.season(c, i)
        case "holiday":
            return dates.holiday(c, i)
        case "morrow":
            return c.make(i, i + 1, Anaphor("day", 1))
        case "joined_month":
            prefix, month = word.split("-", 1)
            number = c.rules.months.get(month) or c.rules.short_months[month]
            last = c.skip_point(i + 1) if month in c.rules.short_months else i + 1
            year, end = c.year_after(last)
            return c.make(i, end if year else last, Month(year, number), c.rules.parts.get(prefix))
        case "joined_months":
            return dates.months(c, i)
        case "joined_year":
            prefix, year_word = word.split("-", 1)
            return c.make(i, i + 1, Year(int(year_word)), c.rules.parts.get(prefix))
        case "joined_quarter":
            return counts.quarter(c, i, i, c.rules.ordinals[word.rsplit("-", 1)[0]])
        case "joined_ago":
            return counts.joined_ago(c, i)
        case "decade":
            return c.make(i, i + 1, Decade(int(word[:4])))
        case "anchor_lead":
            return since.anchor_lead(c, i)
        case "century":
            return dates.spelled_year(c, i)
        case "recurring" | "vague":
            return Found(i, i + 1, c.sentence, Vague())
