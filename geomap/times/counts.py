"""The rules for what is counted: units of the calendar from the day of print, from another time or event."""

from __future__ import annotations

from geomap.language.rules.times import Unit
from geomap.times import dates, since
from geomap.times.cursor import Cursor
from geomap.times.expressions import (
    Anaphor,
    Found,
    Lag,
    Offset,
    Quarter,
    Shift,
    Trailing,
    Vague,
    Value,
)


def unit(c: Cursor, i: int) -> Found | None:
    """Read the unit at token ``i`` with what counts or points to it: last week, three days ago, that year."""
    if c.opens_phrase(i) or c.is_shared(i):
        return None  # day before yesterday, the last week of August: read at their last words
    unit = c.rules.units[c.w[i]]
    return (
        dates.holiday(c, i)  # День Незалежності
        or _phrase(c, i)
        or _before_last(c, i, unit)
        or since.opening_of(c, i, unit)
        or since.since_anchor(c, i)
        or _numbered(c, i, unit)
        or _pointed_to(c, i, unit)
        or _with_count(c, i, unit)
        or _by_itself(c, i, unit)
        or Found(i, i + 1, c.sentence, Vague())
    )


def _phrase(c: Cursor, i: int) -> Found | None:
    """Read several words that count from publication: one that numbers a day only as a sentence opens.

    "Третьего дня" is two days ago, "с третьего дня наступления" is not, nor "третьего дня войны".
    """
    found = c.phrase(i)
    if found is None or c.w[found.first] not in c.rules.ordinals:
        return found
    return None if c.at(found.first - 1) or since.anchor_at(c, i + 1) else found


def _before_last(c: Cursor, i: int, unit: Unit) -> Found | None:
    """Read "the year before last"."""
    found = c.before_last(i, i + 1) if unit in ("week", "month", "year") else None
    return None if found is None else c.make(*found, Offset(unit, -2, -2))


def _numbered(c: Cursor, i: int, unit: Unit) -> Found | None:
    """Read "the third quarter" and "the 53rd day of the war"."""
    if unit == "quarter":
        ordinal = c.rules.ordinals.get(c.at(i - 1)) or c.figure_ordinal(i - 1)
        return quarter(c, i - 1, i, ordinal) if ordinal is not None and ordinal <= 4 else None
    return since.ordinal_since(c, i, unit) if unit in since.IN_DAYS or unit in since.IN_MONTHS else None


def _pointed_to(c: Cursor, i: int, unit: Unit) -> Found | None:
    """Read "every day", "recent weeks", "that same month", "last year"."""
    rules = c.rules
    before, earlier = c.at(i - 1), c.at(i - 2)
    if before in rules.each:
        return Found(i - 1, i + 1, c.sentence, Vague())
    if before in rules.recent:
        return c.make(i - 1, i + 1, Trailing(unit, None))
    that = c.that_before(i)
    if that is not None:
        return c.make(that, i + 1, Anaphor(unit, 0))
    shift = c.shift_of(before)
    if shift is None:
        return None
    if c.w[i] in rules.plurals:
        first = i - 2 if earlier in rules.articles else i - 1
        return c.make(first, i + 1, Trailing(unit, None) if shift == -1 else Vague())
    return None if unit in ("hour", "century") else _shifted(c, i, unit, shift)


def _shifted(c: Cursor, i: int, unit: Unit, shift: Shift) -> Found:
    """Read "last week", "the next day morning" and "last year's second quarter"."""
    rules = c.rules
    article = c.at(i - 2) in rules.articles
    first, end = (i - 2 if article else i - 1), i + 1
    value: Value = Offset(unit, shift, shift)
    if article:
        tells_on = shift == 1 and not c.at(i - 3)  # "The next week shells hit"
        if unit == "day" or tells_on or c.at(i - 1) in rules.anaphoric:
            value = Anaphor(unit, shift)
    elif unit == "day" and shift == 1 and rules.bare_count:
        value = Anaphor(unit, 1)
    elif unit == "day" and not (shift == -1 and rules.bare_count):
        value = Vague()
    if unit == "day" and c.at(end) in rules.parts_of_day:
        end += 1
    if unit == "year" and c.at(end) in rules.possessives:
        ordinal = rules.ordinals.get(c.at(end + 1))
        if ordinal and rules.units.get(c.at(end + 2)) == "quarter":
            return c.make(first, end + 3, Quarter(None, ordinal, shift))
    return c.make(first, end, value)


def _with_count(c: Cursor, i: int, unit: Unit) -> Found | None:
    """Read "three days ago", "a week later", "two and a half months"."""
    rules = c.rules
    before, after = c.at(i - 1), c.at(i + 1)
    count, first = c.number(i - 1), i - 1
    if rules.bare_count and before in rules.halves:
        if (whole := c.number(i - 3)) is not None:
            return counted(c, i - 3, i, unit, whole)  # два з половиною роки
        if unit == "year":
            return counted(c, i - 1, i, "month", 6)  # пів року
    counts = (
        _ago_end(c, i)
        or after in rules.earlier
        or after in rules.later
        or before in rules.hence
        or _hastens(c, i - 1)
        or _told_from(c, i + 1) != 0
    )
    bare = rules.bare_count and bool(counts)
    if count is None and (bare or (before in rules.articles and _stands_alone(c, i))):
        count, first = 1, i
    if count is not None:
        if before in rules.articles and c.at(i - 2) in rules.halves:
            if unit == "year":
                return counted(c, i - 2, i, "month", 6)  # half a year
            return Found(i - 2, i + 1, c.sentence, Vague())  # half a century
        return counted(c, first, i, unit, count)
    if before in rules.halves and c.at(i - 2) in rules.articles and (whole := c.number(i - 4)) is not None:
        return counted(c, i - 4, i, unit, whole)  # two and a half months
    return None


def _by_itself(c: Cursor, i: int, unit: Unit) -> Found | None:
    """Read "weeks ago", "within hours", "the end of the month", "at the weekend", "the year's"."""
    rules = c.rules
    before, after = c.at(i - 1), c.at(i + 1)
    if after in rules.ago and c.w[i] in rules.plurals:
        return c.make(i, i + 2, Trailing(unit, None))
    if unit in ("week", "month", "year") and _ends_or_begins(c, i):
        return c.make(i, i + 1, Offset(unit, 0, 0, "told"))
    if unit in ("month", "year") and _is_within(c, i):
        return c.make(i - 3, i + 1, Offset(unit, 0, 0, "told"))
    if after in rules.later and c.w[i] in rules.plurals and _is_free(c, i + 1):
        return c.make(i, i + 2, _apart(unit, 1, 0))  # hours later
    if before in rules.inside and c.w[i] in rules.plurals and not c.at(i - 2):
        return c.make(i - 1, i + 1, _apart(unit, 1, 0))
    if unit == "weekend" and (before in rules.articles or before in rules.leads):
        return c.make(i, i + 1, Offset("weekend", -1, 0))
    if before in rules.articles and (unit == "quarter" or (unit == "year" and after in rules.possessives)):
        return c.make(i - 1, i + 1, Anaphor(unit, 0))
    return None


def _is_within(c: Cursor, i: int) -> bool:
    """Tell whether "later in the" stands before the unit at token ``i``."""
    led = c.at(i - 3) in c.rules.later or c.at(i - 3) in c.rules.earlier
    return led and c.at(i - 2) in c.rules.part_links and c.at(i - 1) in c.rules.articles


def _stands_alone(c: Cursor, i: int) -> bool:
    """Tell whether "the day before" ends there, rather than naming what it is before."""
    after = c.at(i + 1)
    return (after in c.rules.earlier or after in c.rules.later) and c.at(i + 2) in dates.CLOSING


def _ends_or_begins(c: Cursor, i: int) -> bool:
    """Tell whether "the end of" stands before the unit at token ``i``."""
    rules = c.rules
    k = i - 1
    if c.at(k) in rules.articles:
        k -= 1
    if k < i - 1 or rules.bare_count:
        return c.at(k) in rules.parts or (c.at(k) in rules.of and c.at(k - 1) in rules.parts)
    return False


def counted(c: Cursor, first: int, i: int, unit: Unit, count: int) -> Found:
    """Read a number of units: since when, how long ago, how long after what, or a mere duration."""
    rules = c.rules
    if c.w[i] in rules.pairs:
        count *= 2  # a fortnight ago
    if count == 0 and c.at(first - 1) in rules.articles:  # a few days later
        first -= 1
    before, after = c.at(first - 1), c.at(i + 1)
    if (sign := _told_from(c, i + 1)) != 0:
        return c.make(first, i + 3, _apart(unit, sign, count))
    if before in rules.hence or _hastens(c, first - 1):
        return c.make(first - 1, i + 1, _apart(unit, 1, count))
    if (end := _ago_end(c, i)) > 0:
        return _ago(c, first, end, unit, count)
    if rules.relations.get(after) == "since" and c.at(first - 1) in rules.passed:
        return Found(first, i + 2, c.sentence, Offset(unit, -count, -count, "about"))
    if after in rules.later or after in rules.earlier:
        sign = 1 if after in rules.later else -1
        beyond = c.at(i + 2)
        if after in rules.relations and beyond not in dates.CLOSING:
            return Found(first, i + 2, c.sentence, Lag(unit, sign * count))
        return c.make(first, i + 2, _apart(unit, sign, count))
    if before in rules.trailing:
        return c.make(first - 1, i + 1, Trailing(unit, count or None))
    if before in rules.next:
        return c.make(first - 1, i + 1, Trailing(unit, -count) if count else Vague())
    return Found(first, i + 1, c.sentence, Vague())


def _ago_end(c: Cursor, i: int) -> int:
    """Return where "ago" after token ``i`` ends (год назад, год тому назад); 0 where there is none."""
    if c.at(i + 1) in c.rules.ago:
        return i + 2
    return i + 3 if c.at(i + 1) in c.rules.that_time and c.at(i + 2) in c.rules.ago else 0


def _ago(c: Cursor, first: int, end: int, unit: Unit, count: int) -> Found:
    """Read units counted back from publication whose words end at token ``end``."""
    rules = c.rules
    if count == 0:  # a few weeks ago
        return c.make(first, end, Trailing(unit, None))
    if rules.offsets.get(c.at(end)) == ("day", 0, 0):
        return c.make(first, end + 1, Offset(unit, -count, -count, "day"))
    if (exact := _exact_after(c, end)) is not None:
        return c.make(first, exact, Offset(unit, -count, -count, "day"))
    if unit == "year" and c.at(first - 1) in rules.exact:
        return c.make(first - 1, end, Offset(unit, -count, -count, "day"))
    if (unit, count) == ("year", 1):
        return c.make(first, end, Anaphor("year", -1))
    return c.make(first, end, Offset(unit, -count, -count, "ago"))


def _exact_after(c: Cursor, end: int) -> int | None:
    """Return where words end after "ago" that mean it to the day: two years ago to the day."""
    first = end + 1 if c.at(end) == "," else end
    ends = (first + len(run) for run in c.rules.exact_after if c.w[first : first + len(run)] == run)
    return next((last for last in ends if last <= c.high), None)


def _apart(unit: Unit, sign: int, count: int) -> Anaphor:
    """Return so many units from the time spoken of; a few where the count is 0."""
    return Anaphor(unit, sign * (count or 1), counted=True, few=count == 0)


def _is_free(c: Cursor, i: int) -> bool:
    """Tell whether a word such as "after" at token ``i`` names nothing that units are counted from."""
    return c.at(i) not in c.rules.relations or c.at(i + 1) in dates.CLOSING


def _hastens(c: Cursor, i: int) -> bool:
    """Tell whether token ``i`` counts on only because of what stands beside it: вже за тиждень.

    A few days that open a sentence do so too (за кілька днів).
    """
    if c.at(i) not in c.rules.inside:
        return False
    return c.at(i - 1) in c.rules.hastening or (not c.at(i - 1) and c.number(i + 1) == 0)


def _told_from(c: Cursor, i: int) -> int:
    """Tell which way units before token ``i`` are counted from the time spoken of: до того, по тому.

    "Before that" may go on: за день до того, як.
    """
    rules = c.rules
    if c.at(i + 1) not in rules.that_time or (c.at(i + 2) == "," and c.at(i + 3) in rules.clause_links):
        return 0
    return -1 if c.at(i) in rules.before_that else 1 if c.at(i) in rules.after_that else 0


def quarter(c: Cursor, first: int, i: int, quarter: int) -> Found:
    """Read a numbered quarter whose words end at token ``i``."""
    rules = c.rules
    last = i + 1
    year, end = c.year_after(last)
    years: int | None = None
    if year is not None:
        last = end
    else:
        k = last + 1 if c.at(last) in rules.of else last
        shift = c.shift_of(c.at(k))
        if shift is not None and rules.units.get(c.at(k + 1)) == "year":
            years, last = shift, k + 2
    if c.at(first - 1) in rules.fiscal:
        first -= 1
    if c.at(first - 1) in rules.possessives and rules.units.get(c.at(first - 2)) == "year":
        shift = c.shift_of(c.at(first - 3))
        if shift is not None:
            years = shift
            first -= 3
    return c.make(first, last, Quarter(year, quarter, years))


def joined_ago(c: Cursor, i: int) -> Found:
    """Read "year-earlier" and "year-ago" with the unit they may stand before."""
    unit = c.rules.units[c.w[i].split("-", 1)[0]]
    last = i + 1
    if c.rules.units.get(c.at(last)) is not None:
        last += 1
    return c.make(i, last, Anaphor(unit, -1))


def offset(c: Cursor, i: int) -> Found | None:
    """Read a word that counts from publication: yesterday, overnight."""
    if (phrase := c.phrase(i)) is not None:
        return phrase
    night = c.w[i] in c.rules.nights or c.w[i] in c.rules.parts_of_day
    if night and names_a_day(c, i + 1):
        return None  # "overnight into Tuesday" is read at Tuesday
    after = c.at(i + 1)
    of_a_day = c.rules.offsets[c.w[i]][0] == "day" and (
        c.rules.units.get(after) == "day" or after in c.rules.parts_of_day
    )
    if c.w[i] in c.rules.attributes and not of_a_day:
        if names_a_day(c, i + 1) or c.at(i + 1) in c.rules.units or c.at(i + 1) in c.rules.seasons:
            return None  # торішньої весни: read at its season
        if not c.leads_to_event(i + 1):
            return Found(i, i + 1, c.sentence, Vague())  # торішня повінь
    unit, low, high = c.rules.offsets[c.w[i]]
    last = i + 2 if of_a_day else i + 1
    if c.w[i] in c.rules.eves:
        return c.make(i, last, Offset(unit, low, high, "told"))
    nights, first = dates.night_before(c, i) if unit == "day" and low == high else (0, i)
    return c.make(first, last, Offset(unit, low + min(nights, 0), high + max(nights, 0)))


def names_a_day(c: Cursor, i: int) -> bool:
    """Tell whether a day is named from token ``i`` on, past words such as "into"."""
    rules, begin = c.rules, i
    while c.at(i) in rules.night_before or c.at(i) in rules.part_links:
        i += 1
    if i > begin and rules.offsets.get(c.at(i)) == ("day", 0, 0):
        return True  # overnight into today
    return c.at(i) in rules.weekdays or c.at(i) in rules.months or c.at(i + 1) in rules.months


def part_of_day(c: Cursor, i: int) -> Found | None:
    """Read "last night", "two nights ago", "that evening"; other parts of the day tell no day."""
    if (phrase := c.phrase(i)) is not None:
        led_to_day = c.w[phrase.first] in c.rules.relations and names_a_day(c, i + 1)
        return None if led_to_day else phrase  # с вечера пятницы
    if c.w[i] in c.rules.nights and c.at(i + 1) in c.rules.ago and (count := c.number(i - 1)):
        return c.make(i - 1, i + 2, Offset("day", -count, 1 - count))
    that = c.that_before(i)
    if that is not None:
        return c.make(that, i + 1, Anaphor("day", 0))
    if c.at(i - 1) not in c.rules.next:
        return None
    if c.at(i - 2) in c.rules.articles:
        return c.make(i - 2, i + 1, Anaphor("day", 1))
    return c.make(i - 1, i + 1, Anaphor("day", 1)) if c.rules.bare_count else None
