"""Cases that look at other names: what only locates another place, and lists."""

from __future__ import annotations

from collections.abc import Mapping

from geomap.events import governing_hit
from geomap.grammar import Scene
from geomap.language import Relation, Sense
from geomap.leads import Left
from geomap.roles.names import Name, Verdict
from geomap.tails import Right


def judge_reference(
    scene: Scene, names: Mapping[int, Name], name: Name, left: Left, right: Right
) -> Verdict | None:
    """Judge a name that only locates another one: a container, a former name, a point of reference."""
    governor = left.governor
    if left.distance:
        return Verdict("location_other", "a point from which a distance is measured")
    if governor >= 0 and scene.senses[governor] & Sense.FORMER:
        return Verdict("location_other", "a former name")
    large = name.level in ("country", "region")
    before_it = names.get(left.sibling) if left.sibling is not None else None
    if left.bearing and before_it is not None and not before_it.left.bearing:
        return Verdict("location_other", "a point of reference for the place before it")
    if left.bearing and right.after < len(scene.words) and _near_follows(scene, right.after):
        return Verdict("location_other", "a point of reference for the places after it")
    if (
        left.bearing
        and scene.grammar.genitive
        and any(other.level == "settlement" and not other.left.bearing for other in names.values())
    ):
        return Verdict("location_other", "a point of reference for a place of the same sentence")
    if right.possessive and right.name:
        return Verdict("location_other", "the larger unit that holds the place named after it")
    if large and left.sibling is not None and left.sibling in names:
        other = names[left.sibling]
        smaller = other.level in ("settlement", "capital") or (
            name.level == "country" and other.level == "region"
        )
        comma = governor >= 0 and scene.words[governor] == ","
        if smaller and comma and not _list_goes_on(scene, name.last):
            return Verdict("location_other", "the larger unit that holds the place named before it")
    touching = governor >= 0 and governor == name.first - 1 and scene.senses[governor] & Sense.NAME
    if large and scene.grammar.genitive and touching:
        return Verdict("location_other", "the larger unit that holds the place named before it")
    if governor > 0 and scene.words[governor] in ("(", "[") and scene.senses[governor - 1] & Sense.NAME:
        held = names.get(scene.names[governor - 1])
        if held is not None and (held.level == name.level == "country" or name.level == "power"):
            return None
        return Verdict("location_other", "in brackets after the place it explains")
    if governor > 0 and left.relations & Relation.WITHIN:
        before = scene.senses[governor - 1]
        held = names[scene.names[governor - 1]] if before & Sense.NAME else None
        ends = held is not None and left.relations & Relation.GOAL and held.left.relations & Relation.START
        front = right.head >= 0 and scene.senses[right.head] & Sense.FRONT
        water = (
            held is not None and held.resolution.chosen and held.resolution.chosen.entry.feature_class == "H"
        )
        if held is not None and not held.left.bearing and not ends and not front and not water:
            return Verdict("location_other", "the unit or neighbour that locates the place named before it")
        if large and governor > 2 and before & Sense.RELATIVE and scene.senses[governor - 3] & Sense.NAME:
            return Verdict("location_other", "the larger unit that holds the place named before it")
        if large and before & Sense.GEOGRAPHIC and _apposed(scene, governor - 1):
            return Verdict("location_other", "the larger unit that holds the place named before it")
    if governor > 0 and scene.senses[governor] & Sense.PREPOSITION:
        before = scene.senses[governor - 1]
        people = left.relations & Relation.START and before & Sense.PERSON
        if before & Sense.ORIGIN or (
            people and governing_hit(scene, governor, left.relations, name.last, far=False) is None
        ):
            return Verdict("location_other", "where somebody comes from")
    return None


def _near_follows(scene: Scene, index: int) -> bool:
    """Tell whether "near Y" follows a bearing, so that Y is the place and X its point of reference."""
    if scene.words[index] == ",":
        index += 1
    if index + 1 >= len(scene.words) or not scene.relations(index) & Relation.WITHIN:
        return False
    return any(scene.senses[k] & Sense.NAME for k in range(index + 1, min(index + 5, len(scene.words))))


def _list_goes_on(scene: Scene, index: int) -> bool:
    """Tell whether "and Z" follows, so that the name is one of a list."""
    k = index
    while k < len(scene.words) and scene.senses[k] & Sense.GEOGRAPHIC:
        k += 1
    if k >= len(scene.words) or not scene.senses[k] & Sense.CONJUNCTION:
        return False
    return any(scene.senses[n] & Sense.NAME for n in range(k + 1, min(k + 3, len(scene.words))))


def _apposed(scene: Scene, index: int) -> bool:
    """Tell whether a geographic noun explains the name before it: ``X, a town in``."""
    k = index
    while k >= 0 and scene.senses[k] & (
        Sense.DETERMINER | Sense.MODIFIER | Sense.GEOGRAPHIC | Sense.FACILITY
    ):
        k -= 1
    return k > 0 and scene.words[k] == "," and bool(scene.senses[k - 1] & Sense.NAME)


def judge_listed(
    scene: Scene,
    names: Mapping[int, Name],
    name: Name,
    left: Left,
    right: Right,
    verdicts: Mapping[int, Verdict],
) -> Verdict | None:
    """Judge a name in a list as the first of the list was judged."""
    if left.sibling is None or left.sibling not in names:
        return None
    number = left.sibling
    while number - 1 in names and verdicts[number].aside:
        number -= 1
    known, other = verdicts[number], names[number]
    if scene.words[left.governor] in ";," and not _item_ends(scene, right.after):
        return None
    if known.role == "event_location" and known.event is not None:
        if right.possessive and right.senses & Sense.FORCE:
            return None
        if name.level in ("country", "power") and other.level not in ("country", "power"):
            return None
        return Verdict("event_location", f"in one list with {other.resolution.mention.toponym}", known.event)
    if known.role in ("state_actor", "location_other") and {name.level, other.level} & {
        "country",
        "capital",
        "power",
    }:
        both = name.level in ("country", "capital", "power") and other.level in (
            "country",
            "capital",
            "power",
        )
        if both and known.role == "state_actor":
            return Verdict("state_actor", f"in one list with {other.resolution.mention.toponym}")
        return None
    if (
        known.role == "location_other"
        and other.level == name.level
        and scene.senses[left.governor] & Sense.CONJUNCTION
    ):
        return Verdict("location_other", f"in one list with {other.resolution.mention.toponym}")
    return None


def _item_ends(scene: Scene, index: int) -> bool:
    """Tell whether no verb follows, so that the name before is one of a list and no subject."""
    if index >= len(scene.words):
        return True
    hit = scene.at.get(index)
    if hit is not None and hit.trigger.form in ("verb", "past"):
        return False
    return not scene.senses[index] & (Sense.LINKING | Sense.AUXILIARY | Sense.MODAL | Sense.REPORT)
