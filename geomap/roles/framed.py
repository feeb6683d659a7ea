"""Units that only frame an event: in Kursk Oblast a drone hit Rylsk, which is where it happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geomap.grammar import Scene
from geomap.language import Relation, Sense
from geomap.places.distance import haversine_km
from geomap.roles.names import Name, Verdict
from geomap.roles.reference import holds, is_large

FRAME = "the larger unit in which the place of the event lies"
TOWN = "the town by which the place of the event lies"
CLOSE_BY = Sense.BESIDE | Sense.NEARBY
"""Senses of prepositions that leave open on which side of a town it happens: near X, troops attacked Y."""
SUBURB_KM = 40.0
"""How far from a town lies what is told of its surroundings."""


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
    for number in own:
        town = names[number]
        if _fronts(scene, town) and any(_is_beside(scene, town, names[k], verdicts) for k in names):
            verdicts[number] = Verdict("location_other", TOWN, aside=True)


def _fronts(scene: Scene, town: Name) -> bool:
    """Tell whether a town opens its sentence as that in which all happens: In the south of X, shells."""
    within = town.left.governor >= 0 and town.left.relations & Relation.WITHIN
    front = town.right.senses & Sense.FRONT or town.resolution.mention.stated_type == "front"
    if not within or is_large(town) or front or scene.senses[town.left.governor] & CLOSE_BY:
        return False
    return not any(word[0].isalnum() for word in scene.words[: town.left.governor])


def _is_beside(scene: Scene, town: Name, other: Name, verdicts: Mapping[int, Verdict]) -> bool:
    """Tell whether the event of a town is that of a smaller place of its clause close by."""
    here, there = (verdicts.get(name.number) for name in (town, other))
    if other is town or is_large(other) or here is None or there is None:
        return False
    if here.event is None or there.event is None or other.left.sibling == town.number:
        return False
    within = other.left.relations & (Relation.WITHIN | Relation.TARGET) == Relation.WITHIN
    if other.left.hit is None and other.left.sibling is None and not within:
        return False  # in X they shot down what flew towards Y
    if scene.clause_of(town.first) is not scene.clause_of(other.first):
        return False
    last = other.left.governor + (other.left.sibling is None)
    if any(scene.senses[k] & Sense.CONJUNCTION for k in range(town.last, last)):
        return False  # in X two fell, and in Y three
    alike = (here.event.action, here.event.modality) == (there.event.action, there.event.modality)
    return alike and _lies_beside(town, other)


def _lies_beside(town: Name, other: Name) -> bool:
    """Tell whether a smaller place lies so near to a town that it is the south of it, say."""
    large, small = town.resolution.chosen, other.resolution.chosen
    if large is None or small is None or large.entry.population <= small.entry.population:
        return False
    return haversine_km(large.entry.point, small.entry.point) <= SUBURB_KM


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
