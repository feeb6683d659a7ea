"""The rules for what a calendar names: days, months, years, seasons, weekdays and feasts."""

from __future__ import annotations

import re

from geomap.times.cursor import Cursor, may_count
from geomap.times.expressions import (
    Day,
    DayOfMonth,
    DayRange,
    Feast,
    Found,
    Month,
    SeasonOf,
    Vague,
    Weekday,
    Year,
)
from geomap.times.intervals import month_days
from geomap.times.tense import is_past_form

ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")
POINTED_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})(?:\.(\d{4}|\d\d))?$")
CLOSING = frozenset({"", ".", ",", ";", ":", ")", "]", "!", "?", "-", "–", "—", "”", '"', "’", "|"})
HEADING = frozenset({"#", "*"})
"""Marks before a month that stands alone as a heading."""
NOT_BEFORE_YEAR = frozenset({"$", "#", "№", "€", "£", "/", "+", "-"})
LEAP_FREE = 2023
"""A year by which a month without its year is measured."""
BEFORE_WEEKDAY, BEHIND_WEEKDAY = frozenset((",", "(")), frozenset((":", ",", ".", ")", "–", "—", "-", ""))
"""Marks between which a weekday belongs to the date before it; "" is the end of a sentence."""
LONGEST_FIGURE = 10
TEN, LAST_DAY = 10, 31
LONGEST_ZONE = 4


def month(c: Cursor, i: int) -> Found | None:
    """Read the month at token ``i`` with what stands beside it: days, year, last or next, early or late."""
    rules = c.rules
    word = c.w[i]
    short = word in rules.short_months and word not in rules.months
    number = rules.short_months[word] if short else rules.months[word]
    if word in rules.capitalised and not c.is_capital(i):
        return None
    j = c.skip_point(i + 1) if short else i + 1
    dated = dated_month(c, i, j, number)
    if dated is not None:
        named = names_a_street(c, dated.first, dated.last)
        return dated._replace(value=Vague()) if named else dated
    year, end = c.year_after(j)
    if year is not None:
        return c.make(i, end, Month(year, number))
    if short and c.at(i + 1) != ".":
        return None
    first = i
    shift = c.shift_of(c.at(i - 1))
    if (earlier := c.before_last(i, j)) is not None:
        return c.make(*earlier, Month(None, number, -2))
    that = c.that_before(i)
    if that is not None:
        return c.make(that, j, Month(None, number, back=True))
    if shift is not None:
        first = i - 1
    elif word in rules.capitalised and c.at(i - 1) not in rules.leads and c.at(i - 1) not in rules.parts:
        heads = c.at(i - 1) in HEADING and not c.at(j)
        return c.make(i, j, Month(None, number)) if heads else None
    elif c.at(i - 1) in rules.each:
        return Found(i - 1, j, c.sentence, Vague())
    if (told := c.years_after(j)) is not None:
        return c.make(first, told[1], Month(None, number, None, told[0]))
    return c.make(first, j, Month(None, number, shift))


def months(c: Cursor, i: int) -> Found | None:
    """Read two months as one word: у лютому-березні 2022 року."""
    first, last = (c.rules.months[word] for word in c.w[i].split("-"))
    year, end = c.year_after(i + 1)
    if first >= last and year is None:
        return None
    opened = Day(year if year is None or first < last else year - 1, first, 1)
    closed = Day(year, last, month_days(year or LEAP_FREE, last).length)
    return c.make(i, end, DayRange(opened, closed))


def dated_month(c: Cursor, i: int, j: int, month: int) -> Found | None:
    """Read a month with the day or days beside it."""
    rules = c.rules
    first, last = i, j
    start: int | None = None
    end: int | None = None
    k = i - 1
    if c.at(k) in rules.of:
        k -= 1
    k = _before_suffix(c, k)
    left = c.day_number(k)
    if left is None and (told := _spelled_day(c, k, i)) is not None:
        left, k = told
    after = c.day_number(j) if c.w[i] in rules.day_after_month else None
    if after is not None and c.at(j + 1) in rules.not_year_before:
        after = None
    if left is not None and not (after is not None and c.at(k - 1) in {".", ":"}):
        first, start = k, left
        opened_at = _before_suffix(c, k - 2)
        opening = c.day_number(opened_at) if c.at(k - 1) in rules.ranges else None
        if opening is not None and opening < left:
            first, start, end = opened_at, opening, left
    elif after is not None:
        last, start = j + 1, after
        if c.at(j + 1) in rules.ranges and (closing := c.day_number(j + 2)) is not None:
            beyond = c.w[j + 3] if j + 3 < len(c.w) else ""
            if closing > after and beyond not in rules.months and beyond not in rules.units:
                last, end = j + 3, closing
    elif (spelled := rules.ordinals.get(c.at(j))) and c.w[i] in rules.day_after_month:
        last, start = j + 1, spelled
    if start is None:
        return None
    shift: int | None = None
    year, last = c.year_after(last)
    if year is None and (years := c.years_after(last)) is not None:
        shift, last = years
    nights, first = night_before(c, first)
    opened = Day(year, month, start, None, shift, nights if end is None else 0)
    if end is None:
        return c.make(first, last, opened)
    return c.make(first, last, DayRange(opened, Day(year, month, end, None, shift)))


def day_of_month(c: Cursor, i: int) -> Found | None:
    """Read a day by its number alone: 15-го | числа, on the | 15th, the 24th of last month."""
    rules = c.rules
    ordinal = c.day_number(i)
    months, last = _months_after(c, i + 1)
    if ordinal is None:
        first = _before_suffix(c, i - 1)
        day = c.day_number(first)
        if day is None and (told := _spelled_day(c, first, i)) is not None:
            day, first = told
        if day is None:
            return None
    else:
        # A noun behind it has the number: on the 15th floor.
        after = "" if months is not None else c.at(i + 1)
        before = c.at(i - 2)
        led = before in rules.day_leads or (before in rules.of and c.at(i - 3) in rules.parts_of_day)
        counts = after[:1].isalnum() and after not in rules.articles
        if c.at(i - 1) not in rules.articles or not led or counts:
            return None
        first, day = i, ordinal
    nights, opened = night_before(c, first)
    return c.make(opened, last, DayOfMonth(day, nights, months))


def _months_after(c: Cursor, k: int) -> tuple[int | None, int]:
    """Return how many months off the one told from token ``k`` is, and its end: of last month."""
    n = k + 1 if c.at(k) in c.rules.of else k
    shift = -2 if c.at(n) in c.rules.before_last else c.shift_of(c.at(n))
    return (None, k) if shift is None or c.rules.units.get(c.at(n + 1)) != "month" else (shift, n + 2)


def _before_suffix(c: Cursor, k: int) -> int:
    """Return where a day in figures stands that ends at token ``k``, with or without a suffix: 5-го."""
    return k - 2 if c.at(k) in c.rules.ordinal_suffixes and c.at(k - 1) in {"-", "–"} else k


def _spelled_day(c: Cursor, k: int, i: int) -> tuple[int, int] | None:
    """Return the day that words before the month at token ``i`` tell, and where they begin: first of May."""
    rules = c.rules
    day = rules.ordinals.get(c.at(k))
    if day is None or day > LAST_DAY or not (c.at(i - 1) in rules.of or rules.bare_count):
        return None
    tens = rules.numbers.get(c.at(k - 1), 0) if day < TEN else 0
    if tens in (2 * TEN, 3 * TEN) and tens + day <= LAST_DAY:
        return tens + day, k - 1
    return day, k


def names_a_street(c: Cursor, first: int, last: int) -> bool:
    """Tell whether a date is the name of a street: 9 Травня, after вулиця or вул.; May 9 Street."""
    before = c.at(first - 2) if c.at(first - 1) == "." else c.at(first - 1)
    return before in c.rules.streets or (c.at(last) in c.rules.streets and c.is_capital(last))


def names_a_thing(c: Cursor, i: int) -> bool:
    """Tell whether the weekday at token ``i`` only names what follows: the Saturday market.

    Of an event it tells the day: the Friday strike on Izmail.
    """
    rules, after = c.rules, c.at(i + 1)
    if c.leads_to_event(i + 1):
        return False
    if c.w[i] in rules.attributes:
        return True
    if c.at(i - 1) not in rules.articles and c.at(i - 1) not in rules.possessives:
        return False
    tells = (rules.parts_of_day, rules.leads, rules.of, rules.relations, rules.clause_openers, rules.ago)
    goes_on = (rules.earlier, rules.later, rules.joins, rules.reporting, rules.before_last)
    if not after.isalpha() or any(after in words for words in (*tells, *goes_on)):
        return False
    return not is_past_form(after, rules)


def night_before(c: Cursor, first: int) -> tuple[int, int]:
    """Tell whether "the night of/into" stands before a date: days to add, and the new first token."""
    rules = c.rules
    k = first - 1
    if c.at(k) in rules.articles:
        k -= 1
    if c.at(k) in rules.night_before and c.at(k - 1) in rules.nights:
        return -1, k - 1
    if c.at(k) in rules.of and c.at(k - 1) in rules.nights:
        return 1, k - 1
    return 0, first


def weekday(c: Cursor, i: int) -> Found | None:
    """Read the weekday at token ``i``: before a date, with a part of the day, or alone."""
    rules = c.rules
    word = c.w[i]
    short = word not in rules.weekdays
    number = rules.short_weekdays[word] if short else rules.weekdays[word]
    before = c.at(i - 1)
    if before in rules.not_weekday_after or c.at(i + 1) in rules.not_weekday_before:
        return None
    if before in rules.each:
        return Found(i - 1, i + 1, c.sentence, Vague())
    if before in rules.numbers and c.at(i - 2) in rules.day_leads and not c.leads_to_event(i + 1):
        return Found(i, i + 1, c.sentence, Vague())  # on a Friday
    if not short and names_a_thing(c, i):
        return Found(i, i + 1, c.sentence, Vague())
    j = c.skip_point(i + 1) if short else i + 1
    while c.at(j) in {",", "("} or c.at(j) in rules.articles:
        j += 1
    dated = date_from(c, j)
    if dated is not None:
        value = dated.value
        if isinstance(value, Day):
            value = value._replace(weekday=number)
        return dated._replace(first=i, value=value)
    if short:
        return None
    j = i + 1
    if c.at(j) in rules.parts_of_day:
        j += 1
    that = c.that_before(i)
    if that is not None:
        return c.make(that, j, Weekday(number, back=True))
    first = clock_before(c, i)
    shift = c.shift_of(before)
    if shift is not None:
        first -= 1
        if c.at(first - 1) in rules.this:
            first -= 1
    nights, opened = night_before(c, first)
    return c.make(opened, j, Weekday(number, shift, nights))


def with_weekday(c: Cursor, found: Found) -> Found:
    """Take in the weekday behind a date, between marks: "Feb. 24, Thursday:", «5 травня (неділя)»."""
    value, mark = found.value, found.last
    if not isinstance(value, Day) or value.weekday is not None or c.at(mark) not in BEFORE_WEEKDAY:
        return found
    number = c.rules.weekdays.get(c.at(mark + 1))
    if number is None or c.at(mark + 2) not in BEHIND_WEEKDAY:
        return found
    return found._replace(last=mark + 2, value=value._replace(weekday=number))


def clock_before(c: Cursor, i: int) -> int:
    """Return where a time of day before token ``i`` begins (9 a.m. EST, noon), or ``i``."""
    k = i - 1
    if c.at(k) in c.rules.parts_of_day:
        return k
    if k >= c.low and c.text.words[k].isupper() and 2 < len(c.w[k]) <= LONGEST_ZONE:
        k -= 1
    for words in c.rules.clock:
        first = k + 1 - len(words)
        if first > c.low and c.w[first : k + 1] == words and c.w[first - 1][0].isdecimal():
            return first - 1
    return i


def date_from(c: Cursor, j: int) -> Found | None:
    """Read a date that begins at token ``j`` and holds a day."""
    rules = c.rules
    for k in range(j, j + 3):
        word = c.at(k)
        if word in rules.months or word in rules.short_months:
            low = c.low
            c.low = max(low, j)
            found = month(c, k)
            c.low = low
            return found if found and isinstance(found.value, Day | DayRange) else None
        if c.day_number(k) is None and word not in rules.of:
            break
    if c.at(j)[:1].isdecimal() and "." in c.at(j):
        return pointed_date(c, j)
    if (c.at(j + 1), c.at(j + 3)) == ("/", "/") and c.year_number(j + 4) is not None:
        return slashed_date(c, j + 4)
    return None


def year(c: Cursor, i: int) -> Found | None:
    """Read the year at token ``i``, as the head of an ISO date, the tail of a slashed one, or alone."""
    rules = c.rules
    if c.at(i + 1) == "-" and (iso := ISO_DATE.match(c.text.body, c.text.starts[i])):
        last = i + 1
        while last < c.high and c.text.starts[last] < iso.end():
            last += 1
        return c.make(i, last, Day(int(iso[1]), int(iso[2]), int(iso[3])))
    before, after = c.at(i - 1), c.at(i + 1)
    if before == "/":
        return slashed_date(c, i)
    year = int(c.w[i])
    if after in rules.year_words:
        return c.make(i, c.skip_point(i + 2), Year(year))
    if (
        (before in NOT_BEFORE_YEAR and not _is_heading(c, i))
        or before in rules.not_year_after
        or (after in rules.not_year_before and not _opens_with_year(c, i))
        or after in {"%", "°"}
    ):
        return None
    first = i - 1 if before in rules.fiscal else i
    if not 1900 <= year < 2100 and before not in rules.leads:
        return None
    led = before in rules.leads or before in rules.articles or before in {"(", ""} or before in rules.of
    if not (
        led
        or before in rules.fiscal
        or before in rules.parts
        or after in CLOSING
        or after in rules.possessives
    ):
        return None
    return c.make(first, i + 1, Year(year))


def _opens_with_year(c: Cursor, i: int) -> bool:
    """Tell whether a clause opens with a year and goes on with who did what: "In 2022 tanks attacked".

    A round number may count what follows it: "In 2000 homes".
    """
    opens = c.at(i - 2) in {"", ","} or c.at(i - 2) in c.rules.joins
    return opens and c.at(i - 1) in c.rules.part_links and not may_count(int(c.w[i]))


def _is_heading(c: Cursor, i: int) -> bool:
    """Tell whether the mark before token ``i`` makes a heading of it: "## 2022", and not "#2022"."""
    return c.at(i - 1) == "#" and c.text.ends[i - 1] < c.text.starts[i]


def slashed_date(c: Cursor, i: int) -> Found | None:
    """Read 27/02/2026 or 02/27/2026, whose year is token ``i``; both readings are kept where both fit."""
    one, two = c.at(i - 4), c.at(i - 2)
    if not (one.isdecimal() and two.isdecimal() and c.at(i - 3) == "/" and len(one) <= 2 and len(two) <= 2):
        return None
    a, b, year = int(one), int(two), int(c.w[i])
    other = (a, b) if a <= 12 and a != b else None
    if b > 12:
        a, b, other = b, a, None
    return c.make(i - 4, i + 1, Day(year, b, a, other=other))


def pointed_date(c: Cursor, i: int) -> Found | None:
    """Read 05.09.2022, or 5.09 where a word before it asks for a date."""
    word = c.w[i]
    if len(word) > LONGEST_FIGURE or (found := POINTED_DATE.match(word)) is None:
        return None
    day, month, year = int(found[1]), int(found[2]), found[3]
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    if year is None:
        led = len(found[2]) == 2 and _asks_for_a_date(c, i)
        return c.make(i, i + 1, Day(None, month, day)) if led else None
    return c.make(i, i + 1, Day(int(year) if len(year) == 4 else 2000 + int(year), month, day))


def _asks_for_a_date(c: Cursor, i: int) -> bool:
    """Tell whether figures such as 05.09 are a date: after a word that leads one, or as a sentence opens.

    With a noun of measure behind them they count: 10.10 метра.
    """
    rules, before = c.rules, c.at(i - 1)
    if before in rules.date_leads:
        return True
    if before in rules.ranges and i - 2 > c.text.sentences[c.sentence].first:  # с 05.09 по 07.09
        return bool(POINTED_DATE.match(c.w[i - 2])) and c.w[i - 3] in rules.range_leads
    after = c.at(i + 1)
    opens = not before and bool(rules.date_leads) and len(c.w[i]) == len("05.09")
    return opens and after.isalpha() and after not in rules.measured and after not in rules.units


def season(c: Cursor, i: int) -> Found | None:
    """Read the season at token ``i``, where the words around it show that one is meant."""
    rules = c.rules
    season = rules.seasons[c.w[i]]
    year, last = c.year_after(i + 1)
    before = c.at(i - 1)
    shift = c.shift_of(before)
    years: int | None = None
    if year is None and (told := c.years_after(i + 1)) is not None:
        years, last = told
    if year is None and years is None and (earlier := c.before_last(i, i + 1)) is not None:
        return c.make(*earlier, SeasonOf(None, season, -2))
    that = c.that_before(i)
    if that is not None and year is None and years is None:
        return c.make(that, i + 1, SeasonOf(None, season, back=True))
    sure = year is not None or shift is not None or years is not None
    if not sure:
        led = before in rules.articles and c.at(i - 2) in rules.leads
        if c.w[i] in rules.doubtful_seasons:
            if not led or c.at(i + 1) in rules.of:  # "in the fall of the town"
                return None
        elif not (led or rules.bare_seasons or before in rules.leads or before in rules.parts):
            return None
    return c.make(i if shift is None else i - 1, last, SeasonOf(year, season, shift, years))


def holiday(c: Cursor, i: int) -> Found | None:
    """Read the feast whose first word is token ``i``."""
    for words, rule in c.lexicon.holidays.get(c.w[i], ()):
        last = i + len(words)
        named = words in c.rules.plain_feasts or any(c.is_capital(k) for k in range(i, min(last, c.high)))
        if last <= c.high and c.w[i:last] == words and named:
            year, last = c.year_after(last)
            shift = c.shift_of(c.at(i - 1))
            if c.rules.units.get(c.at(last)) == "week":
                return Found(i, last + 1, c.sentence, Feast(rule, year, shift))
            nights = int(words[-1] in c.rules.nights)  # New Year's night is of two days
            return c.make(i if shift is None else i - 1, last, Feast(rule, year, shift, nights))
    return None


def spelled_year(c: Cursor, i: int) -> Found | None:
    """Read a year told in words: nineteen ninety-six."""
    rest = c.rules.numbers.get(c.at(i + 1), 0)
    if 10 <= rest <= 99:
        return c.make(i, i + 2, Year(100 * c.rules.centuries[c.w[i]] + rest))
    return None
