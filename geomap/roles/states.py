"""Cases of countries and capitals: a state, unless something happens there."""

from __future__ import annotations

from geomap.events import governing_hit, make_event
from geomap.grammar import Scene, is_nominal
from geomap.language import Relation, Sense, Trait
from geomap.leads import Left
from geomap.roles.names import Name, Verdict, event_at
from geomap.roles.places import governed_place, is_thrown
from geomap.roles.ties import befallen
from geomap.tails import Right


def judge_state(scene: Scene, names: dict[int, Name], name: Name, verdicts: dict[int, Verdict]) -> Verdict:
    """Judge a country: a state, unless something happens there by a preposition or verb of place."""
    left, right = name.left, name.right
    if right.name and right.possessive:
        return Verdict("location_other", "the larger unit that holds the place named after it")
    people = Sense.FORCE | Sense.PERSON | Sense.TITLE
    if right.senses & Sense.WAR and not scene.senses[right.head] & people:
        if right.possessive:
            return Verdict("state_actor", "whose war or policy it is")
        return Verdict("location_other", "names the war, not a place of an event")
    if right.possessive and right.senses & Sense.GEOGRAPHIC and not right.senses & Sense.FORCE:
        place = _thing(scene, name, left, "a part of the country")
        return place or Verdict("location_other", "a part of the country, without an event of its own")
    if right.possessive and right.senses & Sense.FACILITY and not right.senses & Sense.FORCE:
        return Verdict("location_other", "something that stands in the country")
    if right.possessive:
        return Verdict("state_actor", "a possessive: the state whose army, policy or act it is")
    if right.senses & (Sense.FORCE | Sense.PERSON):
        return Verdict("state_actor", "the state whose forces or officials they are")
    if right.hit is not None and not left.relations and name.level != "power":
        if right.hit.trigger.action == "visited":
            return event_at(scene, name, right.hit, "the place stands before")
        return Verdict("state_actor", "the state whose act it is")
    war = left.governor > 0 and scene.senses[left.governor - 1] & Sense.WAR
    if war and left.relations & (Relation.WITHIN | Relation.GENITIVE) and not _pairs(scene, left.governor):
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
        if left.relations == Relation.GENITIVE:
            if trigger.action == "struck" and trigger.strength == 3:
                return event_at(scene, name, left.hit, "target of")
            return None
        if (
            trigger.relations & Relation.OBJECT
            and trigger.strength > 1
            and (
                trigger.action in ("visited", "moved")
                or (trigger.traits & Trait.ARMED and trigger.action == "attacked")
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
    if relations & Relation.INTO and scene.senses[left.governor - 1] & Sense.FORCE:
        into = hit if hit is not None and hit.trigger.relations & Relation.GOAL else None
        event = make_event(scene, into, name.ground, near=left.governor, fallback="attacked")
        return Verdict("event_location", "forces went into it", event)
    if hit is None:
        return None
    trigger = hit.trigger
    if trigger.strength < 2:
        return None
    if relations & Relation.GOAL or relations & Relation.START:
        if relations & trigger.relations:
            verdict = event_at(scene, name, hit, "an end of the move named by")
            if verdict.event is not None and verdict.event.modality == "negated":
                return None
            return verdict
        return None
    between = range(hit.last + 1, left.governor)
    direct = not any(
        scene.senses[k] & Sense.PREPOSITION and scene.relations(k) != Relation.GENITIVE for k in between
    )
    if (
        relations & Relation.TARGET
        and trigger.action == "struck"
        and trigger.relations & Relation.TARGET
        and direct
    ):
        return event_at(scene, name, hit, "target of")
    people = trigger.action in ("visited", "moved") and trigger.relations & Relation.WITHIN
    if relations & Relation.WITHIN and people and left.governor - hit.last <= 6:
        return event_at(scene, name, hit, "where it happens:")
    return None


def _background(scene: Scene, name: Name, left: Left) -> Verdict | None:
    """Judge a country as plain geography: in it, or as the object of an invasion."""
    relations, governor = left.relations, left.governor
    if governor > 0 and relations & Relation.COMPANION and scene.senses[governor - 1] & Sense.GEOGRAPHIC:
        return Verdict("location_other", "a neighbour")
    if left.hit is not None and left.hit.trigger.action == "attacked":
        return Verdict("location_other", "names the war, not a place of an event")
    if governor >= 0 and relations:
        if _pairs(scene, governor):
            return None
        if relations & Relation.WITHIN and not relations & Relation.TARGET and left.sibling is None:
            return Verdict("location_other", "where it lies, without an event of its own")
        if relations & Relation.GOAL and governing_hit(scene, governor, relations, name.last, far=False):
            return Verdict("location_other", "where something is said not to go")
        if relations == Relation.GENITIVE and left.geographic:
            return Verdict("location_other", "a part of the country, without an event of its own")
    return None


def _pairs(scene: Scene, governor: int) -> bool:
    """Tell whether the preposition joins two parties (between X and Y)."""
    return bool(scene.relations(governor) & Relation.COMPANION)


def judge_capital(scene: Scene, name: Name, left: Left, right: Right) -> Verdict | None:
    """Judge a capital as a state where it has no sign of place; None where it is read as a settlement."""
    if (
        right.possessive
        and right.senses & (Sense.GEOGRAPHIC | Sense.FACILITY)
        and not right.senses & Sense.FORCE
    ):
        return None
    if right.possessive:
        return Verdict("state_actor", "a capital's army, policy or act: the state")
    if right.senses & Sense.FORCE and not right.senses & (Sense.FACILITY | Sense.GEOGRAPHIC):
        return Verdict("state_actor", "a capital's forces or officials: the state")
    if left.geographic or right.senses & (Sense.FACILITY | Sense.GEOGRAPHIC):
        return None
    if left.hit is not None:
        if left.hit.trigger.relations & Relation.OBJECT or left.relations == Relation.GENITIVE:
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
        ruling = Sense.BODY | Sense.FORCE
        if (
            relations & Relation.WITHIN
            and left.governor
            and scene.senses[left.governor - 1] & ruling == ruling
        ):
            return Verdict("state_actor", "a capital's government: the state")
        if relations & Relation.WITHIN and not relations & Relation.TARGET:
            abroad = name.ground.country not in scene.parties
            if abroad and any(s & Sense.REPORT for s in scene.senses) and left.governor == 0:
                return Verdict("location_other", "where a speaker is, not where it happened")
            return None
        hit = governing_hit(scene, left.governor, relations, name.last, far=False)
        if hit is not None and hit.trigger.strength > 1 and (hit.first < left.governor or left.governor == 0):
            if relations & Relation.WITHIN:
                return None
            if relations == Relation.PRIZE:
                return None if is_nominal(scene, hit) else Verdict("state_actor", "those for whom it is done")
            if relations == Relation.TARGET and hit.trigger.action != "struck":
                return Verdict("state_actor", "the opponent, not the place")
            return None
        return Verdict("state_actor", f"a capital after “{word}” without an event of place: the state")
    if befallen(scene, name, as_object=False) is not None:
        return None
    return Verdict("state_actor", "a capital as subject or party: the state")
