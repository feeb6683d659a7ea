"""Headlines that end in who says them, behind a dash: «Росіяни обстріляли Нікополь – Лисак»."""

from __future__ import annotations

from geomap.language import Lexicon, Sense
from geomap.text import Text

DASHES = ("–", "—", "-")
LONGEST_NAME = 3
"""Capitalised words of a name that signs a headline."""
SHORTEST_NAME = 4
"""Letters of its last word: shorter ones are initials."""
SHORTEST_HEADLINE = 3
"""Words before the dash: of fewer, one may tell what the other is."""


def signature(text: Text, number: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Return the first token of the name that signs a headline, and the one behind its last.

    A headline is a sentence that is a line of its own and tells something; ``number`` is its. What a noun of
    place stands before is a place: «взяли село – Роботине»; so is a name of which nothing is told: «Під
    обстрілом – Лиман».
    """
    words, sentence = text.words, text.sentences[number]
    block = text.blocks[sentence.block]
    if (sentence.start, sentence.end) != (block.start, block.end):
        return None
    last = sentence.last
    while last > sentence.first and not words[last - 1][0].isalnum():
        last -= 1
    first = last
    while first > sentence.first and words[first - 1][0].isupper():
        first -= 1
    dash = first - 1
    named = 0 < last - first <= LONGEST_NAME and len(words[last - 1]) >= SHORTEST_NAME
    if not named or dash - sentence.first < SHORTEST_HEADLINE or words[dash] not in DASHES:
        return None
    if text.ends[dash] == text.starts[first]:
        return None  # a pair of names: X–Y
    if lexicon[text.lowers[dash - 1]].senses & (Sense.GEOGRAPHIC | Sense.PARTITIVE | Sense.PREPOSITION):
        return None
    return (first, last) if _tells(text, sentence.first, dash, lexicon) else None


def _tells(text: Text, first: int, last: int, lexicon: Lexicon) -> bool:
    """Tell whether words say what happens: they hold a verb of an event, or name somebody or some place."""
    for k in range(first, last):
        event = lexicon[text.lowers[k]].event
        if (event is not None and event.form != "noun") or (k > first and text.words[k][0].isupper()):
            return True
    return False
