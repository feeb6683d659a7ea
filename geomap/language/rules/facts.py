"""Words by which a text tells the deeper facts of a strike: weapons, counts, casualties, what was hit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal, NamedTuple

Weapon = Literal["drone", "missile", "glide-bomb", "artillery", "mortar", "mine", "small-arms"]
Target = Literal["energy", "housing", "medical", "school", "transport", "military", "industry"]
MEMO_LIMIT = 50_000
"""Words whose facts are kept."""


class Fact:
    """What a word can be to the facts of a strike; plain integers, for they are tested for every word."""

    KILLED: Final = 1 << 0
    """killed, dead: who is counted beside it lost his life."""
    WOUNDED: Final = 1 << 1
    """wounded, hurt."""
    UNHURT: Final = 1 << 2
    """no casualties: nobody was killed or wounded."""
    NOBODY: Final = 1 << 3
    """nobody: none of those of whom the words beside it tell."""
    PEOPLE: Final = 1 << 4
    """people, soldiers: what is counted are people."""
    PERSON: Final = 1 << 5
    """a woman: one of them, without a number."""
    THING: Final = 1 << 6
    """cars, windows: what is counted is no people."""
    LAUNCHED: Final = 1 << 7
    """fired, launched: the weapons counted beside it were sent."""
    DOWNED: Final = 1 << 8
    """shot down: the weapons counted beside it did not arrive."""
    SHARE: Final = 1 << 9
    """of, out of: a part of the weapons counted after it."""
    LEAST: Final = 1 << 10
    """at least."""
    MORE: Final = 1 << 11
    """more than."""
    MOST: Final = 1 << 12
    """up to."""
    ABOUT: Final = 1 << 13
    """about: steps aside before a number."""
    WITHIN: Final = 1 << 14
    """including: whom it counts are counted already."""
    TOTAL: Final = 1 << 15
    """since the start: what is counted is of no one strike."""
    IDLE: Final = 1 << 16
    """factory, threat: a weapon right beside it is one that was made or feared, not one that struck."""
    SUPPLIED: Final = 1 << 17
    """bought: the weapons of which it is said struck nobody, and nobody was killed."""
    DAMAGE: Final = 1 << 18
    """damaged, burned: the objects beside it were hit."""
    DESTROYED: Final = 1 << 19
    """destroyed: of weapons counted as its object, shot down."""
    EACH: Final = 1 << 20
    """each: what is counted beside it is told of every place."""
    BESIDE: Final = 1 << 21
    """near: what follows was not hit itself."""
    ANYONE: Final = 1 << 22
    """people, residents: those of whom it may be said next, one by one, who they are."""


TELLING = Fact.KILLED | Fact.WOUNDED | Fact.UNHURT
"""What makes a fact by itself, besides weapons and objects."""
FACTS: Mapping[str, int] = {
    name.lower(): flag for name, flag in vars(Fact).items() if not name.startswith("_")
}


class FactWord(NamedTuple):
    """What a word, or a phrase of several, says."""

    rest: tuple[str, ...] = ()
    """The words of a phrase after its first; a stem ends in ``*``."""
    flags: int = 0
    weapon: Weapon | None = None
    target: Target | None = None
    number: int | None = None


NOTHING: Sequence[FactWord] = ()


class FactWords(dict[str, Sequence[FactWord]]):
    """The words of one language: for each, the phrases that it can open and itself, the longest first."""

    def __init__(self, table: Mapping[str, FactWord]) -> None:
        """Take in the rows of a table; a stem ends in ``*``, a phrase has spaces in it."""
        super().__init__()
        self._rows: dict[str, list[FactWord]] = {}
        self._telling: set[str] = set()
        for written, meaning in table.items():
            first, *rest = written.split(" ")
            self._rows.setdefault(first, []).append(meaning._replace(rest=tuple(rest)))
        for found in self._rows.values():
            found.sort(key=lambda word: -len(word.rest))
        self._lengths = sorted({len(first) - 1 for first in self._rows if first.endswith("*")}, reverse=True)

    def __missing__(self, word: str) -> Sequence[FactWord]:
        plain = word.replace("ё", "е") if "ё" in word and word not in self._rows else word
        rows = list(self._rows.get(plain, ()))
        # A whole word counts before a stem, a longer stem before a shorter one; phrases of all are tried.
        for length in self._lengths if len(plain) >= (self._lengths or [0])[-1] else ():
            if length <= len(plain):
                rows += self._rows.get(plain[:length] + "*", ())
        found = tuple(sorted(rows, key=lambda row: -len(row.rest))) or NOTHING
        if any(row.weapon or row.target or row.flags & TELLING for row in found):
            self._telling.add(word)
        if len(self) < MEMO_LIMIT:
            self[word] = found
        return found

    def tell(self, lowers: Sequence[str]) -> bool:
        """Tell whether any of these words can be that of a fact; most sentences have none."""
        return any(self[word] and word in self._telling for word in lowers)

    def at(self, lowers: Sequence[str], index: int, last: int) -> FactWord | None:
        """Return the longest entry that begins at a token and ends before ``last``."""
        for word in self[lowers[index]]:
            end = index + 1 + len(word.rest)
            if end <= last and all(map(_is, lowers[index + 1 : end], word.rest)):
                return word
        return None


def _is(word: str, written: str) -> bool:
    return word.startswith(written[:-1]) if written.endswith("*") else word == written
