"""What a text says of a strike beyond that it happened, each fact with the words that tell it."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.language.rules.facts import Target, Weapon
from geomap.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm:
    """A class of weapon that is said to have been used."""

    weapon: Weapon
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Struck:
    """A kind of object that is said to have been hit."""

    target: Target
    span: Span | None
    """None where the place itself is such an object."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many are said to have been launched, shot down, killed or wounded."""

    least: int
    most: int | None
    """None where the text leaves it open: at least five."""
    spans: tuple[Span, ...]
    """The numbers, or the words that stand for one; several where they add up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The deeper facts of one strike; None or empty for what the text does not say."""

    weapons: tuple[Arm, ...] = ()
    launched: Count | None = None
    shot_down: Count | None = None
    killed: Count | None = None
    wounded: Count | None = None
    targets: tuple[Struck, ...] = ()

    def __bool__(self) -> bool:
        return self != NO_FACTS


NO_FACTS = Facts()
