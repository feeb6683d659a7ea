"""The rules for what is counted from an event of general note: "ten months into the war", "its 53rd day"."""

from __future__ import annotations

from typing import NamedTuple

from geomap.language.rules.times import Unit
from geomap.spans import Days, moved
from geomap.times.cursor import Cursor
from geomap.times.expressions import AnchorDay, Anniversary, Found, Nearness, SinceAnchor
from geomap.times.scopes import STOPS, is_another

CLAUSE = 14
"""Tokens in which a clause tells of an event: "after Russian tanks rolled into Ukraine"."""
BACK = 10
"""Tokens before "its fifth month" in which the event is named that is so old."""
FEWEST_DAYS = 30
"""The least number of a day that a heading alone counts from an event."""
THOUSAND = 1000
FILLERS = 3
"""Words between a count and what it counts from: "have passed since"."""
OPENINGS: dict[Unit, int] = {"hour": 1, "day": 7, "week": 28, "month": 92}
"""How many days the first hours, days, weeks or months of an event are taken to be: a stated guess."""
IN_MONTHS: dict[Unit, int] = {"year": 12, "quarter": 3, "month": 1}
IN_DAYS: dict[Unit, int] = {"week": 7, "day": 1}


class Amount(NamedTuple):
    """A count of units: of a larger and a smaller one, "two years and three months"."""

    first: int
    last: int
    unit: Unit
    number: int
    days: int = 0
    more: bool = False
    """Whether the smaller unit is told as more than so many: "and over two months"."""


def since_anchor(c: Cursor, i: int) -> Found | None:
    """Read "almost ten months into the invasion" and "seven months after Russian tanks rolled in"."""
    rules = c.rules
    amount = _amount(c, i)
    if amount is None:
        return None
    k = amount.last
    for _ in range(FILLERS):
        if c.at(k) in rules.passed or c.at(k) in rules.hence:
            k += 1
    if c.at(k) == "," and c.at(k + 1) in rules.into:
        k += 1  # три роки, відколи
    lead = c.at(k)
    if lead not in rules.into and rules.relations.get(lead) not in ("since", "after"):
        return None
    k += 1
    if c.at(k) in rules.articles and c.at(k + 1) in rules.parts:
        k += 2
        if c.at(k) in rules.of:
            k += 1
    anchor = anchor_at(c, k) or clause_at(c, k)
    if anchor is None:
        return None
    first = amount.first
    before = c.at(first - 1)
    more = before in rules.more or amount.more
    near: Nearness = "almost" if before in rules.almost else "more" if more else "exactly"
    while c.at(first - 1) in rules.almost or c.at(first - 1) in rules.more:
        first -= 1
    lasting = lead in rules.of
    value = SinceAnchor(
        anchor[0], amount.unit, amount.number, near, ordinal=False, lasting=lasting, days=amount.days
    )
    return Found(first, anchor[1], c.sentence, value)


def opening_of(c: Cursor, i: int, unit: Unit) -> Found | None:
    """Read "the first weeks of the war"."""
    rules = c.rules
    if unit not in OPENINGS or c.w[i] not in rules.plurals or c.at(i - 1) not in rules.openings:
        return None
    k = i + 2 if c.at(i + 1) in rules.of else i + 1
    anchor = anchor_at(c, k) if k > i + 1 or rules.bare_count else None
    if anchor is None:
        return None
    start = anchor[0].start
    return c.make(i - 1, anchor[1], AnchorDay(Days(start, moved(start, OPENINGS[unit] - 1))))


def _numbered_day(c: Cursor, i: int) -> Found | None:
    """Read "Day 25 of the war"."""
    number = c.at(i + 1)
    if not number.isdecimal() or c.at(i + 2) not in c.rules.of:
        return None
    anchor = anchor_at(c, i + 3)
    if anchor is None or not 0 < int(number[:6]) < 10 * THOUSAND:
        return None
    value = SinceAnchor(anchor[0], "day", int(number[:6]) - 1, "exactly", ordinal=True)
    return Found(i, anchor[1], c.sentence, value)


def ordinal_since(c: Cursor, i: int, unit: Unit) -> Found | None:
    """Read "the 53rd day of the war", "Day 53 of the war" and "the war enters its fifth month"."""
    rules = c.rules
    if unit == "day" and c.w[i] not in rules.plurals and (day := _numbered_day(c, i)) is not None:
        return day
    read = _ordinal(c, i - 1)
    if read is None:
        return None
    ordinal, first = read
    k = i + 2 if c.at(i + 1) in rules.of else i + 1
    anchor = anchor_at(c, k) if k > i + 1 or rules.bare_count else None
    if anchor is None and c.at(first - 1) in rules.own:
        named = _named_before(c, first - 1)
        anchor = (named, i + 1) if named is not None else None
    if anchor is None:
        return _heading(c, first, i, ordinal) if unit == "day" else None
    near: Nearness = "almost" if c.at(first - 2) in rules.almost else "exactly"
    value = SinceAnchor(anchor[0], unit, ordinal - 1, near, ordinal=True)
    return Found(first, anchor[1], c.sentence, value)


def _heading(c: Cursor, first: int, i: int, ordinal: int) -> Found | None:
    """Read "735-й день" where a sentence is nothing else: a chronicle counts the days of its event so."""
    alone = not c.at(first - 1) and (not c.at(i + 1) or c.at(i + 1) in STOPS)
    if c.daily is None or ordinal < FEWEST_DAYS or not alone:
        return None
    value = SinceAnchor(c.daily, "day", ordinal - 1, "exactly", ordinal=True, bare=True)
    return Found(first, i + 1, c.sentence, value)


def anchor_lead(c: Cursor, i: int) -> Found | None:
    """Read "since the start of the war"."""
    anchor = anchor_at(c, i + 1)
    return None if anchor is None else c.make(i + 1, anchor[1], AnchorDay(anchor[0]))


def anniversary(c: Cursor, i: int) -> Found | None:
    """Read "the third anniversary of the invasion"."""
    read = _ordinal(c, i - 1)
    if read is None or (c.rules.articles and c.at(i + 1) not in c.rules.of):
        return None
    k = i + 2 if c.at(i + 1) in c.rules.of else i + 1
    anchor = anchor_at(c, k) or clause_at(c, k)
    return None if anchor is None else c.make(read[1], anchor[1], Anniversary(anchor[0], read[0]))


def anchor_at(c: Cursor, i: int) -> tuple[Days, int] | None:
    """Return the event of general note named at token ``i``, past articles, and where the name ends.

    Where what follows makes it another event, a clause may tell that one: the invasion of Kursk.
    """
    while c.at(i) in c.rules.articles or c.at(i) in c.rules.anchor_fillers:
        i += 1
    for words, days in c.anchors.get(c.at(i), ()):
        last = i + len(words)
        if last <= c.high and c.w[i:last] == words:
            return clause_at(c, i) if is_another(c, last, days) else (days, last)
    return None


def clause_at(c: Cursor, i: int) -> tuple[Days, int] | None:
    """Return the event of general note that a clause tells from token ``i`` on, and where it is told."""
    while c.at(i) and (c.at(i) in c.rules.clause_links or c.at(i) == ","):
        i += 1
    last = i
    while c.at(last) and last - i < CLAUSE and c.at(last) not in STOPS:
        last += 1
    for clause in c.clauses:
        end = clause.told_in(c.w[i:last])
        if end:
            return clause.days, i + end
    return None


def _named_before(c: Cursor, i: int) -> Days | None:
    """Return the event of general note that the sentence has named last before token ``i``."""
    for k in range(i - 1, max(i - BACK, c.text.sentences[c.sentence].first) - 1, -1):
        for words, days in c.anchors.get(c.w[k], ()):
            if c.w[k : k + len(words)] == words and k + len(words) <= i:
                return None if is_another(c, k + len(words), days) else days
    return None


def _amount(c: Cursor, i: int) -> Amount | None:
    """Read the count whose first unit is token ``i``."""
    amount = _units(c, i)
    if amount is None or c.w[i] not in c.rules.pairs:
        return amount
    return amount._replace(number=2 * amount.number)  # a fortnight


def _units(c: Cursor, i: int) -> Amount | None:
    rules = c.rules
    unit = rules.units[c.w[i]]
    if unit not in IN_MONTHS and unit not in IN_DAYS:
        return None
    if c.at(i - 1) in rules.sesqui:
        return _halved(i - 1, i + 1, unit, 3)
    half = i - 2 if c.at(i - 1) in rules.articles else i - 1
    if c.at(half) in rules.halves:
        return _halved(half, i + 1, unit, 1)
    read = _number(c, i - 1) or ((_ordinal(c, i - 1) or (1, i)) if rules.bare_count else None)
    if read is None or read[0] == 0:
        return None
    number, first = read
    more = _and_more(c, Amount(first, i + 1, unit, number)) if c.at(i + 1) in rules.joins else None
    return more or Amount(first, i + 1, unit, number)


def _and_more(c: Cursor, whole: Amount) -> Amount | None:
    """Read what a smaller unit adds after token ``whole.last``: "and three months", "and a half"."""
    rules = c.rules
    k = whole.last + 1
    more = c.at(k) in rules.more
    k += more
    half = k + 1 if c.at(k) in rules.articles else k
    if c.at(half) in rules.halves:
        return _halved(whole.first, half + 1, whole.unit, 2 * whole.number + 1)
    other, at = c.number(k), k + 1
    if other is None and rules.bare_count:
        other, at = 1, k
    smaller = rules.units.get(c.at(at))
    if not other or smaller is None:
        return None
    if smaller in IN_MONTHS and whole.unit == "year":
        months = 12 * whole.number + IN_MONTHS[smaller] * other
        return Amount(whole.first, at + 1, "month", months, more=more)
    return whole._replace(last=at + 1, days=IN_DAYS[smaller] * other) if smaller in IN_DAYS else None


def _halved(first: int, last: int, unit: Unit, halves: int) -> Amount | None:
    """Return so many halves of a unit: a year and a half is 18 months."""
    if unit in IN_MONTHS:
        months = IN_MONTHS[unit] * halves
        return Amount(first, last, "month", months // 2, 15 if months % 2 else 0)
    return Amount(first, last, "day", 0, IN_DAYS[unit] * halves // 2)


def _number(c: Cursor, i: int) -> tuple[int, int] | None:
    """Read the number that ends at token ``i``, of several words too (двадцять два), and where it begins."""
    total = c.number(i)
    if total is None:
        return None
    return _larger(c, i, total)


def _ordinal(c: Cursor, i: int) -> tuple[int, int] | None:
    """Read the ordinal that ends at token ``i``, of several words too, and where it begins."""
    rules = c.rules
    figure = c.figure_ordinal(i)
    if figure is not None:
        return figure, i
    if c.at(i) in rules.ordinals:
        return _larger(c, i, rules.ordinals[c.at(i)])
    if not rules.bare_count:
        return None
    if c.at(i).isdecimal() and c.at(i - 1) not in {"-", "–"}:
        return int(c.at(i)[:6]), i
    if c.at(i - 1) in {"-", "–"} and c.at(i - 2).isdecimal():
        return int(c.at(i - 2)[:6]), i - 2
    return None


def _larger(c: Cursor, i: int, total: int) -> tuple[int, int]:
    """Add the tens, hundreds and thousands before a number."""
    numbers = c.rules.numbers
    below = 10 ** len(str(total))
    while below <= THOUSAND:
        before = i - 2 if c.at(i - 1) in c.rules.joins else i - 1
        more = numbers.get(c.at(before), 0)
        if more < below or more % below:
            break
        i = before
        total += more
        below = 10 ** len(str(total))
    return total, i
