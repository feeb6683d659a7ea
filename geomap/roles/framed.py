"""Units that only frame an event: in Kursk Oblast a drone hit Rylsk, which is where it happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geomap.grammar import Scene
from geomap.language import Relation, Sense
from geomap.roles.names import Name, Verdict
from geomap.roles.reference import holds, is_large

FRAME = "the larger unit in which the place of the event lies"


def frame_units(
    scene: Scene, names: Mapping[int, Name], own: Iterable[int], verdicts: dict[int, Verdict]
) -> None:
    """Take the event from each of ``own`` that is a unit and holds a place of which the same is told.

    What stands in brackets only adds to what is told of the unit.
    """
    for number in own:
        unit = names[number]
        if not is_large(unit) or unit.left.governor < 0 or not unit.left.relations & Relation.WITHIN:
            continue
        if _is_listed(unit, names.values()):
            continue  # took ground across the oblasts of A and B, east of X
        if any(_tells_more(scene, unit, names[other], verdicts) for other in names if other != number):
            verdicts[number] = Verdict("location_other", FRAME, aside=True)


def _is_listed(unit: Name, names: Iterable[Name]) -> bool:
    """Tell whether a unit is one of a list of units."""
    return any(
        is_large(one) and (one.left.sibling == unit.number or unit.left.sibling == one.number)
        for one in names
    )


def _tells_more(scene: Scene, unit: Name, other: Name, verdicts: Mapping[int, Verdict]) -> bool:
    """Tell whether a name is of the place of the unit's event, and of one that lies in it."""
    here, there = (verdicts.get(name.number) for name in (unit, other))
    if here is None or there is None or here.event is None or there.event is None:
        return False
    if _is_opened_up(scene, unit, other):
        return holds(unit, other) and here.event.modality == there.event.modality
    own, clause = scene.clause_of(unit.first), scene.clause_of(other.first)
    if clause.kind == "aside" or not (own is clause or own.kind == "aside" or _stands_alone(scene, unit)):
        return False
    same = here.event.trigger is not None and here.event.trigger == there.event.trigger
    adjoined = other.left.governor == unit.last and scene.senses[unit.last] & Sense.PREPOSITION
    later = any(h.first >= other.last and scene.clause_of(h.first) is clause for h in scene.hits)
    if later and not same and not adjoined:
        return False  # over the oblast drones were shot down, and in X two people hurt
    # In the oblast, shells hit X: the noun tells of the one and the verb of the other.
    alike = (here.event.action, here.event.modality) == (there.event.action, there.event.modality)
    if not (same or (own is clause and alike)):
        return False
    return holds(unit, other) and not _listed_with(scene, unit, other)


def _is_opened_up(scene: Scene, unit: Name, other: Name) -> bool:
    """Tell whether a colon behind a unit opens up what happened in it: «В районе два пожара: в X и в Y»."""
    return ":" in scene.words[unit.last : other.first]


def _stands_alone(scene: Scene, unit: Name) -> bool:
    """Tell whether a unit is all that its clause holds: В области, ...; In the oblast - shells hit X."""
    clause = scene.clause_of(unit.first)
    told = [number for number in clause.chunks if scene.chunks[number].kind not in ("join", "mark")]
    return told == [scene.chunk_of[unit.first]]


def _listed_with(scene: Scene, unit: Name, other: Name) -> bool:
    """Tell whether a place goes on with a list that the unit is in: in the oblast, and in the city.

    A comma alone lists no unit with what lies in it: in the oblast, X was hit.
    """
    if unit.number == other.left.sibling:
        return bool(scene.senses[other.left.governor] & Sense.CONJUNCTION)
    if other.number == unit.left.sibling:
        return True
    return unit.last < other.first and bool(scene.senses[unit.last] & Sense.CONJUNCTION)
