"""Captions of pictures: what they tell is no part of the running text."""

from __future__ import annotations

from geomap.language.rules.times import TimeRules
from geomap.text import Text

LONGEST = 60
"""Tokens of the longest line that is a caption."""
OPENING, CLOSING = frozenset("([|/"), frozenset(":/©|")


def is_caption(text: Text, rules: TimeRules, block: int) -> bool:
    """Tell whether a line credits a picture: "(photo: agency)", "Фото: agency"."""
    first = text.token_at(text.blocks[block].start)
    last = text.token_at(text.blocks[block].end - 1) + 1
    if last - first > LONGEST:
        return False
    return any(
        text.lowers[i] in rules.credits
        and ((i > first and text.words[i - 1] in OPENING) or (i + 1 < last and text.words[i + 1] in CLOSING))
        for i in range(first, last)
    )
