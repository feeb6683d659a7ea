"""Cases of places to which no event word is tied, tried last: what else in the sentence tells of them."""

from __future__ import annotations

from geomap.events import make_event
from geomap.grammar import is_nominal
from geomap.language import Relation, Sense
from geomap.roles.cases import Sight, Sign, case
from geomap.roles.names import Verdict, event_at


@case(
    "where a ground attack comes from:",
    holds="There were six assaults, mostly from [Terny].",
    fails="There were six drones, mostly from [Terny].",
    needs=Sign.LED,
)
def attacked_from(sight: Sight) -> Verdict | None:
    """Judge the start of a ground attack, where fighting goes on too; fire is only sent from there.

    Behind the place that is attacked it is geography.
    """
    scene, name = sight.scene, sight.name
    if (
        sight.large
        or sight.left.bearing
        or not sight.relations & Relation.START
        or scene.total & Sense.AERIAL
    ):
        return None
    clause = scene.clause_of(name.first)
    if any(k < sight.left.governor and scene.clause_of(k) is clause for k in scene.names):
        return None  # the attack is told of where it goes
    hits = [hit for number in clause.chunks for hit in scene.chunks[number].hits]
    if not hits or any(hit.trigger.action != "attacked" for hit in hits):
        return None
    return event_at(scene, name, hits[0], "where a ground attack comes from:")


@case(
    "where somebody or something is carried:",
    holds="Six buses with pensioners for [Lyman] waited at a bridge.",
    fails="Six buses with pensioners for hire waited near [Lyman].",
    needs=Sign.LED,
)
def carried(sight: Sight) -> Verdict | None:
    """Judge the goal or start of buses, reserves, aid, where no verb of the tables tells of the way."""
    scene, name = sight.scene, sight.name
    led = sight.relations & (Relation.GOAL | Relation.START)
    if scene.senses[sight.left.governor] & Sense.MEANT:
        led = Relation.GOAL
    if not led or sight.large or sight.relations & Relation.WITHIN:
        return None
    chunks = [scene.chunks[number] for number in scene.clause_of(name.first).chunks]
    if any(chunk.senses & (Sense.IDLE | Sense.SITED | Sense.TIES) for chunk in chunks):
        return None
    if any(hit.trigger.action != "moved" for chunk in chunks for hit in chunk.hits):
        return None
    if not any(chunk.prep < 0 and _carries(chunk.senses) for chunk in chunks):
        return None
    event = make_event(scene, None, name.ground, near=name.first, fallback="moved")
    return Verdict("event_location", "where somebody or something is carried:", event)


def _carries(senses: int) -> bool:
    return bool(senses & Sense.CARRIER) and not senses & Sense.FACILITY


@case(
    "what it is said to be:",
    holds="The next target will be [Popasna].",
    fails="The next target will be near [Popasna].",
)
def predicate(sight: Sight) -> Verdict | None:
    """Judge the predicate of an event noun that takes a place for its subject: the next target is X."""
    scene, name = sight.scene, sight.name
    clause = scene.clause_of(name.first)
    at = scene.chunk_of[name.first]
    if scene.chunks[at].prep >= 0 or sight.right.possessive or clause.verb < 0:
        return None
    if clause.verb + 1 != at or not scene.chunks[clause.verb].senses & Sense.LINKING:
        return None
    for number in clause.chunks:
        for hit in scene.chunks[number].hits:
            if number < clause.verb and is_nominal(scene, hit) and hit.trigger.relations & Relation.SUBJECT:
                return event_at(scene, name, hit, "what it is said to be:")
    return None


@case(
    "in brackets behind",
    holds="Four assaults were stopped ([Popasna], [Zolote]).",
    fails="Four assaults were stopped (like the train to [Popasna]).",
)
def in_brackets(sight: Sight) -> Verdict | None:
    """Judge a name in brackets that hold places alone, behind what happened there."""
    scene, at = sight.scene, sight.name.first
    inside = next((aside for aside in scene.asides if aside[0] < at < aside[1]), None)
    if inside is None or inside[0] == 0 or scene.senses[inside[0] - 1] & (Sense.NAME | Sense.GEOGRAPHIC):
        return None
    known = Sense.NAME | Sense.GEOGRAPHIC | Sense.CONJUNCTION
    if any(scene.words[k][0].isalpha() and not scene.senses[k] & known for k in range(*inside)):
        return None
    clause = scene.clause_of(inside[0] - 1)
    hits = [hit for number in clause.chunks for hit in scene.chunks[number].hits if hit.last < inside[0]]
    hit = max(hits, key=lambda one: one.trigger.strength, default=None)
    if hit is None or hit.trigger.strength == 1:
        return None
    return event_at(scene, sight.name, hit, "in brackets behind", loosely=True)
