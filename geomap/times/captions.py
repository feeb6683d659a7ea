"""Captions of pictures: what they tell is no part of the running text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from geomap.language.rules.times import TimeRules
from geomap.spans import Days
from geomap.text import Text
from geomap.times.expressions import Day, Found

LONGEST = 60
"""Tokens of the longest line that is a caption."""
SIGNED = 8
"""Tokens of the longest signature behind the date of a caption: "(AP Photo/A. Name)"."""
OPENING, CLOSING = frozenset("([|/"), frozenset(":/©|")
SLASH = "/"


def is_caption(text: Text, rules: TimeRules, block: int) -> bool:
    """Tell whether a line credits a picture: "(photo: agency)", "Фото: agency"."""
    first, last = _tokens(text, block)
    if last - first > LONGEST:
        return False
    return any(
        text.lowers[i] in rules.credits
        and ((i > first and text.words[i - 1] in OPENING) or (i + 1 < last and text.words[i + 1] in CLOSING))
        for i in range(first, last)
    )


def captions_days(text: Text, rules: TimeRules, found: Sequence[Found]) -> dict[int, Days]:
    """Return the day of each caption that ends with one, by its line: "overnight" there counts from it."""
    by_line: dict[int, list[Found]] = {}
    for one in found:
        if isinstance(one.value, Day) and one.value.year is not None:
            by_line.setdefault(text.sentences[one.sentence].block, []).append(one)
    dated = ((block, dates[0]) for block, dates in by_line.items() if len(dates) == 1)
    days = ((block, _day(one)) for block, one in dated if _is_signed(text, rules, one, block))
    return {block: day for block, day in days if day is not None}


def _is_signed(text: Text, rules: TimeRules, one: Found, block: int) -> bool:
    """Tell whether a line ends with a date and who took the picture: "..., June 21, 2022. (Agency)"."""
    first, last = _tokens(text, block)
    tail = text.words[one.last : last]
    if last - first > LONGEST or one.first == first or len(tail) > SIGNED:
        return False
    named = [word for word in tail if word[0].isalnum()]
    if not named or not named[0][0].isupper():
        return False
    return (
        tail[-1] in {")", "]"} or SLASH in tail or not rules.credits.isdisjoint(text.lowers[one.last : last])
    )


def _day(one: Found) -> Days | None:
    value = one.value
    if not isinstance(value, Day) or value.year is None:
        return None
    try:
        return Days.one(date(value.year, value.month, value.day))
    except ValueError:
        return None


def _tokens(text: Text, block: int) -> tuple[int, int]:
    """Return the first token of a line and the one after its last."""
    return text.token_at(text.blocks[block].start), text.token_at(text.blocks[block].end - 1) + 1
