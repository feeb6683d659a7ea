"""Rules as named cases: small functions tried in the order of one list, each with a sentence for and against.

A case that has no sentences cannot be registered. The guide and the corpus test are made of what stands here:
``docs/roles-and-actions.md`` lists the cases of every list, and a test reads both sentences of each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from geomap.events import governing_hit
from geomap.grammar import Hit, Scene
from geomap.language import Relation, Sense
from geomap.leads import Left
from geomap.roles.names import Name, Verdict
from geomap.tails import Right


class Sign:
    """What is plain of a name before any case is asked; a case is asked only where its signs stand."""

    INSIDE = 1 << 0
    """The name is part of a longer word."""
    EARLY = 1 << 1
    """It stands among the first words of its sentence."""
    GOVERNED = 1 << 2
    """Something stands before its phrase."""
    LED = 1 << 3
    """A preposition leads it."""
    WITHIN = 1 << 4
    """One of place does."""
    TAKEN = 1 << 5
    """An event word takes it directly."""
    SIBLING = 1 << 6
    """Another name stands before it in a list, or at once."""
    BEARING = 1 << 7
    """A bearing is taken from it."""
    OF = 1 << 8
    """A noun that is no place stands before "of"."""
    POSSESSIVE = 1 << 9
    FOLLOWED = 1 << 10
    """Known nouns follow in its phrase."""
    EVENT = 1 << 11
    """An event noun does."""
    PROPER = 1 << 12
    """A capitalised word that nobody knows follows at once."""


EARLIEST = 3
"""The last token of a sentence that counts as among its first."""


def signs_of(scene: Scene, name: Name) -> int:
    """Return the signs that a name bears."""
    left, right, mention, text = name.left, name.right, name.resolution.mention, scene.text
    relations, span = left.relations, mention.span
    inside = text.starts[mention.first] != span.start or text.ends[mention.last - 1] != span.end
    return (
        (Sign.INSIDE if inside else 0)
        | (Sign.EARLY if name.first <= EARLIEST else 0)
        | (Sign.GOVERNED if left.governor >= 0 else 0)
        | (Sign.LED if relations else 0)
        | (Sign.WITHIN if relations & Relation.WITHIN else 0)
        | (Sign.TAKEN if left.hit is not None else 0)
        | (Sign.SIBLING if left.sibling is not None else 0)
        | (Sign.BEARING if left.bearing else 0)
        | (Sign.OF if left.of >= 0 else 0)
        | (Sign.POSSESSIVE if right.possessive else 0)
        | (Sign.FOLLOWED if right.senses else 0)
        | (Sign.EVENT if right.hit is not None else 0)
        | (Sign.PROPER if right.proper else 0)
    )


class Sight(Struct, eq=False, dict=True):
    """All that a case may look at: a name in its scene, the other names, and the verdicts so far.

    It is not to be changed, yet not frozen either: one is made for each name, and freezing takes time.
    """

    scene: Scene
    names: Mapping[int, Name]
    name: Name
    left: Left
    """What leads up to the name."""
    right: Right
    """What follows it."""
    verdicts: Mapping[int, Verdict]
    signs: int
    brief: bool
    """Whether the text is a caption or headline rather than an article."""

    @property
    def large(self) -> bool:
        """Whether the name is of more than a settlement."""
        return self.name.level in ("region", "country", "object")

    @cached_property
    def relations(self) -> int:
        """How the preposition relates the name; 0 where none governs it."""
        relations = self.left.relations
        if self.left.governor < 0:
            return 0
        placed = self.left.geographic or self.right.senses & (Sense.GEOGRAPHIC | Sense.FACILITY)
        return relations | Relation.WITHIN if relations & Relation.ON and placed else relations

    @cached_property
    def governing(self) -> Hit | None:
        """The event word to which the phrase of the name belongs; None where no preposition leads it."""
        if not self.relations:
            return None
        far = not self.large or self.brief
        return governing_hit(self.scene, self.left.governor, self.relations, self.name.last, far=far)

    @cached_property
    def near(self) -> Hit | None:
        """The event word to which the phrase belongs within its own clause, by the preposition alone."""
        left = self.left
        if left.governor < 0 or not left.relations:
            return None
        return governing_hit(self.scene, left.governor, left.relations, self.name.last, far=False)

    @property
    def sibling(self) -> Name | None:
        """The name before it in a list, or that it follows at once; None where none is known."""
        number = self.left.sibling
        return self.names.get(number) if number is not None else None

    @property
    def pairs(self) -> bool:
        """Whether the preposition joins two parties (between X and Y)."""
        return bool(self.scene.relations(self.left.governor) & Relation.COMPANION)

    @property
    def before(self) -> int:
        """The senses of the token before the governor; 0 where there is none."""
        return self.scene.senses[self.left.governor - 1] if self.left.governor > 0 else 0


Judge = Callable[[Sight], "Verdict | None"]


class Case(NamedTuple):
    """A rule: what it is called, its two sentences, and the function that judges by it."""

    name: str
    """The words by which its verdicts say why; a verdict may add to them."""
    holds: str
    """A sentence with a place in square brackets of which the case decides."""
    fails: str
    """One that looks like it, and of which it must not."""
    language: str
    needs: int
    """Signs without which it cannot hold."""
    judge: Judge


def case(
    name: str, *, holds: str, fails: str, language: str = "en", needs: int = 0
) -> Callable[[Judge], Case]:
    """Register a function as a case; a ValueError where a sentence has no place in square brackets."""
    for sentence in (holds, fails):
        if "[" not in sentence:
            raise ValueError(f"{name}: {sentence!r} marks no place; put one in square brackets")

    def registered(judge: Judge) -> Case:
        return Case(name, holds, fails, language, needs, judge)

    return registered


PASSED = Verdict("location_other", "left to the next list")
"""What a case says by which no later one of its list is asked, and the next list is."""


class Cases:
    """A list of cases in the order in which they are tried."""

    def __init__(self, *cases: Case) -> None:
        """Keep the cases."""
        self.all = cases
        self._asked: dict[int, tuple[Judge, ...]] = {}

    def asked(self, signs: int) -> tuple[Judge, ...]:
        """Return the judges of the cases that can hold for a name with these signs."""
        judges = self._asked.get(signs)
        if judges is None:
            judges = tuple(one.judge for one in self.all if one.needs & signs == one.needs)
            self._asked[signs] = judges
        return judges


def first_verdict(cases: Cases, sight: Sight) -> Verdict | None:
    """Return the verdict of the first case that has one; None also where that leaves it to the next list."""
    for judge in cases.asked(sight.signs):
        verdict = judge(sight)
        if verdict is not None:
            return None if verdict is PASSED else verdict
    return None
