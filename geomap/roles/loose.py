"""Cases of places to which no event word is tied, tried last: what else in the sentence tells of them."""

from __future__ import annotations

from geomap.events import make_event
from geomap.grammar import Scene, is_nominal
from geomap.language import Relation, Sense
from geomap.roles.cases import Cases, Sight, Sign, case
from geomap.roles.names import Verdict, event_at
from geomap.roles.ties import VIOLENT

HEAD = Sense.GEOGRAPHIC | Sense.DETERMINER | Sense.MODIFIER | Sense.NAME
"""Words of the head of an entry: the village of X, Y district."""


@case(
    "head of an entry:",
    holds="[Popasna], two people wounded, a school damaged.",
    fails="[Popasna], a town of millers, sold flour to the army.",
)
def _heads_entry(sight: Sight) -> Verdict | None:
    """Judge a name before the first comma of what happened there, told without another place."""
    scene, name = sight.scene, sight.name
    if sight.large or sight.right.possessive or "," not in scene.words[name.last :]:
        return None
    comma = scene.words.index(",", name.last)
    if any(
        (word[0].isalnum() and not senses & HEAD) or word == "," for word, senses in _before(scene, comma)
    ):
        return None
    rest = [hit for hit in scene.hits if hit.first > comma]
    if not rest or rest[0].trigger.action not in VIOLENT or any(k > comma for k in scene.names):
        return None
    hit, predicates = rest[0], scene.grammar.predicates
    if hit.trigger.strength == 1 and not (predicates and scene.lowers[hit.last].endswith(predicates)):
        return None  # a wounded soldier waits for his train
    return event_at(scene, name, hit, "head of an entry:", loosely=True)


def _before(scene: Scene, token: int) -> zip[tuple[str, int]]:
    return zip(scene.words[:token], scene.senses[:token], strict=True)


@case(
    "where a ground attack comes from:",
    holds="There were six assaults, mostly from [Terny].",
    fails="There were six drones, mostly from [Terny].",
    needs=Sign.LED,
)
def _attacked_from(sight: Sight) -> Verdict | None:
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
def _carried(sight: Sight) -> Verdict | None:
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
def _predicate(sight: Sight) -> Verdict | None:
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
    "in the list headed by",
    holds="Clashes over the past day: Siversk – 14, [Popasna] – 9.",
    fails="Clashes over the past day in Siversk: 14, as at [Popasna].",
)
def _listed(sight: Sight) -> Verdict | None:
    """Judge a name in the list that an event noun heads: Clashes: X – 14, Y – 9. No power: X, Y."""
    scene, name = sight.scene, sight.name
    clause = scene.clause_of(name.first)
    if scene.chunks[scene.chunk_of[name.first]].prep >= 0 or sight.right.possessive:
        return None
    while clause.kind == "label":
        opener = scene.words[scene.chunks[clause.chunks[0]].first]
        clause = scene.clauses[clause.parent]
        chunks = [scene.chunks[number] for number in clause.chunks]
        hits = [hit for chunk in chunks for hit in chunk.hits]
        if opener != ":":
            if hits or clause.verb >= 0:
                return None  # what is told of the item before
            continue
        headed = hits and clause.verb < 0 and not any(chunk.names for chunk in chunks)
        return event_at(scene, name, hits[0], "in the list headed by") if headed else None
    return None


LOOSE_CASES = Cases(_heads_entry, _attacked_from, _carried, _predicate, _listed)
"""The cases tried where no other ties an event to the name, and the text is no caption."""
