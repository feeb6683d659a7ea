"""Case forms led back to the names they are forms of, by rules that are data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import product

from geomap.gazetteer.folding import Key

MOST_BASES = 12
"""Bases tried for a word; the rules give fewer for all but a few words."""
LONGEST_ENDING = 8
"""Letters of the longest ending of the rules: пілскому."""
MOST_KEYS = 96
"""Combinations tried for a name of several words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRules:
    """How the place names of a language change their endings, written in folded letters."""

    language: str
    alphabet: str
    """Folded letters of the language; a word with any other is none of its words."""
    endings: dict[str, tuple[str, ...]]
    """Ending of a case form to the endings that the name itself may have."""
    adjectives: dict[str, tuple[str, ...]]
    """Ending of an adjective made from a place name to the endings that the name itself may have."""
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Whole words that change inside, as parts of a name."""
    shortest: int = 2
    """Letters that must stand before an ending."""
    shortest_adjective: int = 4
    """Letters that must stand before the ending of an adjective."""
    foreign: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "foreign", re.compile(f"[^{self.alphabet} ]"))

    def speaks(self, key: str) -> bool:
        """Tell whether all letters are the language's."""
        return not self.foreign.search(key)

    def bases(self, word: str) -> tuple[str, ...]:
        """Return the names that a word may be a case form of, longest ending first."""
        return (*self.words.get(word, ()), *self._bases(word, self.endings, self.shortest))

    def named_by(self, word: str) -> tuple[str, ...]:
        """Return the names that a word may be an adjective of."""
        return self._bases(word, self.adjectives, self.shortest_adjective)

    def _bases(self, word: str, endings: dict[str, tuple[str, ...]], shortest: int) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for length in range(min(LONGEST_ENDING, len(word) - shortest), -1, -1):
            cut = len(word) - length
            for ending in endings.get(word[cut:], ()):
                found[word[:cut] + ending] = None
        found.pop(word, None)
        return tuple(found)[:MOST_BASES]


def base_keys(key: Key, rules: CaseRules) -> tuple[Key, ...]:
    """Return the folded names that a folded name may be a case form of, itself left out."""
    words = key.split(" ")
    if len(words) == 1:
        return tuple(Key(base) for base in rules.bases(key))
    if len(words) > 4:
        return ()
    options = [(word, *rules.bases(word)) for word in words]
    made: list[Key] = []
    for words_tried in product(*options):
        made.append(Key(" ".join(words_tried)))
        if len(made) > MOST_KEYS:
            break
    return tuple(made[1:])
