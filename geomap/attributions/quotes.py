"""Pairs of quotation marks."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import NamedTuple

from geomap.attributions.lexicon import QUOTATION_MARKS
from geomap.text import Text

PAIRS = {"“": "”", "«": "»", "„": "“”", "‘": "’"}
CLOSERS = "”»’"
_open = attrgetter("open")
OPEN_AFTER = "([—–-“‘:/"


class Quote(NamedTuple):
    """A quotation by its marks: indices of the first token of the opening and the last of the closing one."""

    open: int
    close: int


def quote_at(quotes: tuple[Quote, ...], i: int) -> Quote | None:
    """Return the quotation that holds token ``i``."""
    q = bisect_right(quotes, i, key=_open) - 1
    return quotes[q] if q >= 0 and quotes[q].close >= i else None


def find_quotes(text: Text) -> tuple[Quote, ...]:
    """Return the outermost quotations in order; a mark without a partner is left alone.

    A quotation ends with its block, unless the next block opens with the same mark and this one has
    not closed: then the quotation goes on, as print does it.
    """
    marks = [i for i, word in enumerate(text.words) if word in QUOTATION_MARKS]
    if not marks:
        return ()
    words, starts, ends, body, blocks = text.words, text.starts, text.ends, text.body, text.blocks
    quotes: list[Quote] = []
    opened, block_of_opened, wanted = -1, 0, ""
    inner, closing = 0, -1
    number = 0
    skip = -1
    for i in marks:
        if i == skip:
            continue
        start, end, word, width = starts[i], ends[i], words[i], 1
        # Two single marks side by side are one double mark of the typewriter.
        if word in "'’‘" and body.startswith(word, end) and i + 1 < len(words) and words[i + 1] == word:
            width, word, end, skip = 2, '"', end + 1, i + 1
        while start >= blocks[number].end:
            number += 1
        if opened >= 0 and number != block_of_opened:
            goes_on = number == block_of_opened + 1 and start == blocks[number].start
            if goes_on and word not in CLOSERS and starts[opened] == blocks[block_of_opened].start:
                block_of_opened = number
                continue
            if closing >= 0:
                quotes.append(Quote(opened, closing))
            else:
                _leave_open(text, quotes, opened, i)
            opened = -1
        if opened >= 0:
            if word in wanted and word in "\"'" and _opens(body, start, end):
                inner += word == '"'  # a name in the same marks: "The "North" group ..."
            elif word in wanted:
                closing = i + width - 1
                inner -= 1
                if inner < 0:
                    quotes.append(Quote(opened, closing))
                    opened = -1
        elif word in PAIRS or (word in "\"'" and _opens(body, start, end)):
            opened, block_of_opened, wanted = i, number, PAIRS.get(word, word)
            inner, closing = 0, -1
    if opened >= 0 and closing >= 0:
        quotes.append(Quote(opened, closing))
    elif opened >= 0:
        _leave_open(text, quotes, opened, len(words))
    return tuple(quotes)


def _opens(body: str, start: int, end: int) -> bool:
    """Tell whether a mark that serves both ways stands where one opens."""
    before = body[start - 1] if start else " "
    after = body[end] if end < len(body) else " "
    return not after.isspace() and (before.isspace() or before in OPEN_AFTER)


def _leave_open(text: Text, quotes: list[Quote], opened: int, limit: int) -> None:
    """Close an unclosed quotation with its block where it opens the block, else forget it."""
    block = text.blocks[bisect_right(text.blocks, text.starts[opened], key=lambda b: b.end)]
    if text.starts[opened] != block.start or text.words[opened] in "'’‘":
        return
    last = opened
    while last + 1 < limit and text.starts[last + 1] < block.end:
        last += 1
    quotes.append(Quote(opened, last))
