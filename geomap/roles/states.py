"""Cases of countries and capitals: a state, unless something happens there."""

from __future__ import annotations

from geomap.events import governing_hit, make_event
from geomap.grammar import Left, Right, Scene, is_nominal
from geomap.languages.rules import events as sense
from geomap.roles.befallen import passive_hit
from geomap.roles.names import Name, Verdict, event_at
from geomap.roles.places import governed_place, is_thrown


def judge_state(scene: Scene, names: dict[int, Name], name: Name, verdicts: dict[int, Verdict]) -> Verdict:
    """Judge a country: a state, unless something happens there by a preposition or verb of place."""
    left, right = name.left, name.right
    if right.name and right.possessive:
        return Verdict("location_other", "the larger unit that holds the place named after it")
    people = sense.FORCE | sense.PERSON | sense.TITLE
    if right.senses & sense.WAR and not scene.senses[right.head] & people:
        if right.possessive:
            return Verdict("state_actor", "whose war or policy it is")
        return Verdict("location_other", "names the war, not a place of an event")
    if right.possessive and right.senses & sense.GEOGRAPHIC and not right.senses & sense.FORCE:
        place = _thing(scene, name, left, "a part of the country")
        return place or Verdict("location_other", "a part of the country, without an event of its own")
    if right.possessive and right.senses & sense.FACILITY and not right.senses & sense.FORCE:
        return Verdict("location_other", "something that stands in the country")
    if right.possessive:
        return Verdict("state_actor", "a possessive: the state whose army, policy or act it is")
    if right.senses & (sense.FORCE | sense.PERSON):
        return Verdict("state_actor", "the state whose forces or officials they are")
    if right.hit is not None and not left.relations and name.level != "power":
        if right.hit.trigger.action == "visited":
            return event_at(scene, name, right.hit, "the place stands before")
        return Verdict("state_actor", "the state whose act it is")
    war = left.governor > 0 and scene.senses[left.governor - 1] & sense.WAR
    if war and set(left.relations) & set("ln") and not _pairs(scene, left.governor):
        return Verdict("location_other", "names the war, not a place of an event")
    if left.quarter:
        return governed_place(scene, names, name, verdicts, brief=False)
    return (
        _thing(scene, name, left, "")
        or _background(scene, name, left)
        or Verdict("state_actor", "a country without a preposition of place stands for the state")
    )


def _thing(scene: Scene, name: Name, left: Left, why: str) -> Verdict | None:
    """Return the event that happens in or to a country, where one is plain."""
    del why
    if left.hit is not None:
        trigger = left.hit.trigger
        if left.relations == "n":
            if trigger.action == "struck" and trigger.strength == 3:
                return event_at(scene, name, left.hit, "target of")
            return None
        if (
            "o" in trigger.governs
            and trigger.strength > 1
            and (
                trigger.action in ("visited", "moved")
                or ("q" in trigger.governs and trigger.action == "attacked")
                or (trigger.action == "struck" and trigger.strength == 3)
            )
        ):
            return event_at(scene, name, left.hit, "object of")
        return None
    relations = left.relations
    if not relations or name.level == "power" or left.governor < 0:
        return None
    hit = governing_hit(scene, left.governor, relations, name.last, far=False)
    if hit is not None and hit.first > left.governor:
        hit = None
    if "i" in relations and scene.senses[left.governor - 1] & sense.FORCE:
        into = hit if hit is not None and "t" in hit.trigger.governs else None
        event = make_event(scene, into, name.ground, near=left.governor, fallback="attacked")
        return Verdict("event_location", "forces went into it", event)
    if hit is None:
        return None
    trigger = hit.trigger
    if trigger.strength < 2:
        return None
    if "t" in relations or "f" in relations:
        if set(relations) & set(trigger.governs):
            verdict = event_at(scene, name, hit, "an end of the move named by")
            if verdict.event is not None and verdict.event.modality == "negated":
                return None
            return verdict
        return None
    between = range(hit.last + 1, left.governor)
    direct = not any(scene.senses[k] & sense.PREPOSITION and scene.relations(k) != "n" for k in between)
    if "a" in relations and trigger.action == "struck" and "a" in trigger.governs and direct:
        return event_at(scene, name, hit, "target of")
    people = trigger.action in ("visited", "moved") and "l" in trigger.governs
    if "l" in relations and people and left.governor - hit.last <= 6:
        return event_at(scene, name, hit, "where it happens:")
    return None


def _background(scene: Scene, name: Name, left: Left) -> Verdict | None:
    """Judge a country as plain geography: in it, or as the object of an invasion."""
    relations, governor = left.relations, left.governor
    if governor > 0 and "c" in relations and scene.senses[governor - 1] & sense.GEOGRAPHIC:
        return Verdict("location_other", "a neighbour")
    if left.hit is not None and left.hit.trigger.action == "attacked":
        return Verdict("location_other", "names the war, not a place of an event")
    if governor >= 0 and relations:
        if _pairs(scene, governor):
            return None
        if "l" in relations and "a" not in relations and left.sibling is None:
            return Verdict("location_other", "where it lies, without an event of its own")
        if "t" in relations and governing_hit(scene, governor, relations, name.last, far=False):
            return Verdict("location_other", "where something is said not to go")
        if relations == "n" and left.geographic:
            return Verdict("location_other", "a part of the country, without an event of its own")
    return None


def _pairs(scene: Scene, governor: int) -> bool:
    """Tell whether the preposition joins two parties (between X and Y)."""
    return "c" in scene.relations(governor)


def judge_capital(scene: Scene, name: Name, left: Left, right: Right) -> Verdict | None:
    """Judge a capital as a state where it has no sign of place; None where it is read as a settlement."""
    if (
        right.possessive
        and right.senses & (sense.GEOGRAPHIC | sense.FACILITY)
        and not right.senses & sense.FORCE
    ):
        return None
    if right.possessive:
        return Verdict("state_actor", "a capital's army, policy or act: the state")
    if right.senses & sense.FORCE and not right.senses & (sense.FACILITY | sense.GEOGRAPHIC):
        return Verdict("state_actor", "a capital's forces or officials: the state")
    if left.geographic or right.senses & (sense.FACILITY | sense.GEOGRAPHIC):
        return None
    if left.hit is not None:
        if "o" in left.hit.trigger.governs or left.relations == "n":
            return None
        return Verdict("state_actor", "the object of a verb that takes no place")
    relations = left.relations
    if left.bearing or left.distance:
        return None
    if relations:
        word = scene.lowers[left.governor]
        if _pairs(scene, left.governor):
            return Verdict("state_actor", "a party to talks or a quarrel")
        if is_thrown(scene, left):
            return None
        ruling = sense.BODY | sense.FORCE
        if "l" in relations and left.governor and scene.senses[left.governor - 1] & ruling == ruling:
            return Verdict("state_actor", "a capital's government: the state")
        if "l" in relations and "a" not in relations:
            abroad = name.ground.country not in scene.rules.sides.values()
            if abroad and any(s & sense.SPEECH for s in scene.senses) and left.governor == 0:
                return Verdict("location_other", "where a speaker is, not where it happened")
            return None
        hit = governing_hit(scene, left.governor, relations, name.last, far=False)
        if hit is not None and hit.trigger.strength > 1 and (hit.first < left.governor or left.governor == 0):
            if "l" in relations:
                return None
            if relations == "r":
                return None if is_nominal(scene, hit) else Verdict("state_actor", "those for whom it is done")
            if relations == "a" and hit.trigger.action != "struck":
                return Verdict("state_actor", "the opponent, not the place")
            return None
        return Verdict("state_actor", f"a capital after “{word}” without an event of place: the state")
    if passive_hit(scene, name, right) is not None:
        return None
    return Verdict("state_actor", "a capital as subject or party: the state")
