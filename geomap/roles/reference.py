"""Cases that look at other names: what only locates another place, and lists."""

from __future__ import annotations

from geomap.events import governing_hit
from geomap.grammar import NAME, Left, Right, Scene
from geomap.languages.rules import events as sense
from geomap.roles.names import Name, Verdict


def judge_reference(
    scene: Scene, names: dict[int, Name], name: Name, left: Left, right: Right
) -> Verdict | None:
    """Judge a name that only locates another one: a container, a former name, a point of reference."""
    governor = left.governor
    if left.distance:
        return Verdict("location_other", "a point from which a distance is measured")
    if governor >= 0 and scene.senses[governor] & sense.FORMER:
        return Verdict("location_other", "a former name")
    large = name.level in ("country", "region")
    before_it = names.get(left.sibling) if left.sibling is not None else None
    if left.bearing and before_it is not None and not before_it.left.bearing:
        return Verdict("location_other", "a point of reference for the place before it")
    if left.bearing and right.after < len(scene.words) and _near_follows(scene, right.after):
        return Verdict("location_other", "a point of reference for the places after it")
    if (
        left.bearing
        and scene.rules.genitive
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
    touching = governor >= 0 and governor == name.first - 1 and scene.senses[governor] & NAME
    if large and scene.rules.genitive and touching:
        return Verdict("location_other", "the larger unit that holds the place named before it")
    if governor > 0 and scene.words[governor] in ("(", "[") and scene.senses[governor - 1] & NAME:
        held = names.get(scene.names[governor - 1])
        if held is not None and (held.level == name.level == "country" or name.level == "power"):
            return None
        return Verdict("location_other", "in brackets after the place it explains")
    if governor > 0 and "l" in left.relations:
        before = scene.senses[governor - 1]
        held = names[scene.names[governor - 1]] if before & NAME else None
        ends = held is not None and "t" in left.relations and "f" in held.left.relations
        front = right.head >= 0 and scene.senses[right.head] & sense.FRONT
        water = (
            held is not None and held.resolution.chosen and held.resolution.chosen.entry.feature_class == "H"
        )
        if held is not None and not held.left.bearing and not ends and not front and not water:
            return Verdict("location_other", "the unit or neighbour that locates the place named before it")
        if large and governor > 2 and before & sense.RELATIVE and scene.senses[governor - 3] & NAME:
            return Verdict("location_other", "the larger unit that holds the place named before it")
        if large and before & sense.GEOGRAPHIC and _apposed(scene, governor - 1):
            return Verdict("location_other", "the larger unit that holds the place named before it")
    if governor > 0 and scene.senses[governor] & sense.PREPOSITION:
        before = scene.senses[governor - 1]
        people = "f" in left.relations and before & sense.PERSON
        if before & sense.ORIGIN or (
            people and governing_hit(scene, governor, left.relations, name.last, far=False) is None
        ):
            return Verdict("location_other", "where somebody comes from")
    return None


def _near_follows(scene: Scene, index: int) -> bool:
    """Tell whether "near Y" follows a bearing, so that Y is the place and X its point of reference."""
    if scene.words[index] == ",":
        index += 1
    if index + 1 >= len(scene.words) or "l" not in scene.relations(index):
        return False
    return any(scene.senses[k] & NAME for k in range(index + 1, min(index + 5, len(scene.words))))


def _list_goes_on(scene: Scene, index: int) -> bool:
    """Tell whether "and Z" follows, so that the name is one of a list."""
    k = index
    while k < len(scene.words) and scene.senses[k] & sense.GEOGRAPHIC:
        k += 1
    if k >= len(scene.words) or not scene.senses[k] & sense.CONJUNCTION:
        return False
    return any(scene.senses[n] & NAME for n in range(k + 1, min(k + 3, len(scene.words))))


def _apposed(scene: Scene, index: int) -> bool:
    """Tell whether a geographic noun explains the name before it: ``X, a town in``."""
    k = index
    while k >= 0 and scene.senses[k] & (
        sense.DETERMINER | sense.MODIFIER | sense.GEOGRAPHIC | sense.FACILITY
    ):
        k -= 1
    return k > 0 and scene.words[k] == "," and bool(scene.senses[k - 1] & NAME)


def judge_listed(
    scene: Scene, names: dict[int, Name], name: Name, left: Left, right: Right, verdicts: dict[int, Verdict]
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
        if right.possessive and right.senses & sense.FORCE:
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
        and scene.senses[left.governor] & sense.CONJUNCTION
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
    return not scene.senses[index] & (sense.BE | sense.AUXILIARY | sense.MODAL | sense.SPEECH)
