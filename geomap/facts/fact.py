"""What a text says of a strike beyond that it happened, each fact with the words that tell it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from msgspec import Struct

from geomap.language.rules.facts import Target, Weapon
from geomap.spans import Span


class Arm(Struct, frozen=True, kw_only=True):
    """A class of weapon that is said to have been used."""

    weapon: Weapon
    span: Span


class Struck(Struct, frozen=True, kw_only=True):
    """A kind of object that is said to have been hit."""

    target: Target
    span: Span | None
    """None where the place itself is such an object."""


class Count(Struct, frozen=True, kw_only=True):
    """How many are said to have been launched, shot down, killed or wounded."""

    least: int
    most: int | None
    """None where the text leaves it open: at least five."""
    spans: tuple[Span, ...]
    """The numbers, or the words that stand for one; several where they add up."""


class Facts(Struct, frozen=True, kw_only=True):
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
COUNTS = ("launched", "shot_down", "killed", "wounded")
"""The fields that are counts, in the order in which they are shown."""


def merged(told: Iterable[Facts]) -> Facts:
    """Return what several reports of one strike tell together, whatever their order.

    All weapons and objects count; a number goes from the least to the most that any of them tells, and has no
    spans. Of a weapon or object told twice the first span is kept.
    """
    known = sorted(filter(None, told), key=repr)
    if not known:
        return NO_FACTS
    arms = {arm.weapon: arm for facts in reversed(known) for arm in reversed(facts.weapons)}
    targets = {struck.target: struck for facts in reversed(known) for struck in reversed(facts.targets)}
    return Facts(
        weapons=tuple(arms[name] for name in get_args(Weapon) if name in arms),
        launched=_spanning(facts.launched for facts in known),
        shot_down=_spanning(facts.shot_down for facts in known),
        killed=_spanning(facts.killed for facts in known),
        wounded=_spanning(facts.wounded for facts in known),
        targets=tuple(targets[name] for name in get_args(Target) if name in targets),
    )


def _spanning(counts: Iterable[Count | None]) -> Count | None:
    known = [count for count in counts if count is not None]
    if not known:
        return None
    open_ended = any(count.most is None for count in known)
    return Count(
        least=min(count.least for count in known),
        most=None if open_ended else max(count.most or 0 for count in known),
        spans=(),
    )
