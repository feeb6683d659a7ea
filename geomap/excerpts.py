"""Long sentences cut for display, with the name that is spoken of in view."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from geomap.spans import Span

LONGEST = 600
"""Characters of a quote as files and the page show it. Of 36,526 sentences of articles 21 were longer; but a
list or a broken page may be one "sentence" of a megabyte, and whole beside each of its names it would make
files that grow as its square."""
LONGEST_TITLE = 300
"""Characters of a title or the name of a publisher, which are told again beside each claim."""
MARK = "…"
"""Stands where something was cut off."""
NEAR = 80
"""Characters from the edge within which a better place to cut is looked for."""
_WORD_START = re.compile(r"(?<=\s)\S")
_WORD_END = re.compile(r"(?<=\S)(?=\s)")
_ITEM_START = re.compile(r"(?<=[,;:]\s)\S|(?<=[,;:]\s\s)\S")
_ITEM_END = re.compile(r"(?<=[,;:])(?=\s)")


@lru_cache(maxsize=4096)  # the table and the page show the same reports
def in_view(text: str, name: Span, longest: int = LONGEST) -> Span:
    """Return the part of a sentence to show: all of it, or at most ``longest`` characters around a name.

    The two marks of a cut are counted in. A cut falls between words, where possible after a comma and never
    in a name of several words; the name itself is always whole, however long.

    >>> text = "Shells hit Orikhiv, Huliaipole and Kryvyi Rih"
    >>> shown(text, in_view(text, Span(20, 30), 30))
    '…Orikhiv, Huliaipole and…'
    """
    if len(text) <= longest:
        return Span(0, len(text))
    start = min(max(0, name.start), len(text))
    end = min(max(start, name.end), len(text))
    room = max(0, longest - 2 * len(MARK) - (end - start))
    # Half on each side; what one side has no use for goes to the other.
    before = min(start, max(room // 2, room - (len(text) - end)))
    first, last = start - before, min(len(text), end + room - before)
    return Span(_opening(text, first, start), _closing(text, end, last))


def shown(text: str, view: Span) -> str:
    """Return the part in view, with a mark at each end that was cut."""
    return (MARK if view.start else "") + view.of(text) + (MARK if view.end < len(text) else "")


def clipped(text: str, longest: int = LONGEST_TITLE) -> str:
    """Return the head of a text, with a mark where it goes on.

    >>> clipped("Shells hit Orikhiv", 8)
    'Shells …'
    """
    return text if len(text) <= longest else text[: longest - len(MARK)] + MARK


def _opening(text: str, first: int, name: int) -> int:
    """Return where a word starts, at ``first`` or soon after; the name's start where no other word does."""
    if first == 0:
        return 0
    end = min(first + NEAR + 1, name)
    if listed := _ITEM_START.search(text, first, end):
        return listed.start()
    starts = [found.start() for found in _WORD_START.finditer(text, first, end)]
    if starts:
        return _between_words(text, starts)
    far = _WORD_START.search(text, first, name)
    return far.start() if far else name


def _closing(text: str, name: int, last: int) -> int:
    """Return where a word ends, at ``last`` or shortly before; the name's end where no other word does."""
    if last == len(text):
        return last
    near = max(name, last - NEAR)
    if listed := [found.start() for found in _ITEM_END.finditer(text, near, last + 1)]:
        return listed[-1]
    ends = [found.start() for found in _WORD_END.finditer(text, near, last + 1)]
    if ends:
        return _between_words(text, ends[::-1])
    far = [found.start() for found in _WORD_END.finditer(text, name, near)]
    return far[-1] if far else name


def _between_words(text: str, places: Sequence[int]) -> int:
    """Return the first place that does not part what looks like one name, else the first of all."""
    return next((place for place in places if not _parts_a_name(text, place)), places[0])


def _parts_a_name(text: str, place: int) -> bool:
    if not text[place : place + NEAR].lstrip()[:1].isupper():
        return False
    left = text[max(0, place - NEAR) : place].split()
    return bool(left) and left[-1][0].isupper()
