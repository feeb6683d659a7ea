"""Cases of a place of which a clause of its own tells, after a colon or dash."""

from __future__ import annotations

from geomap.grammar import LIST_OPENERS, Clause, Hit, Scene, is_nominal
from geomap.language import Relation, Sense
from geomap.roles.cases import Sight, case
from geomap.roles.names import Verdict, event_at
from geomap.roles.ties import VIOLENT

OF_A_LIST = Sense.NAME | Sense.GEOGRAPHIC | Sense.CONJUNCTION
"""Words of a list of places that a label opens, beside numbers and marks."""
DONE_TO_PLACES = frozenset({"captured", "reclaimed", "struck", "attacked"})


@case(
    "what is told after it:",
    holds="[Dnipro] had its worst night: three drones hit flats.",
    fails="The mayor of [Dnipro] had his worst night: three drones hit flats.",
)
def told_after(sight: Sight) -> Verdict | None:
    """Judge the subject of a clause that a label goes on to explain: X had a bad night: drones hit flats."""
    scene, name = sight.scene, sight.name
    clause = scene.clause_of(name.first)
    opener = scene.chunks[clause.chunks[0]]
    labelled = clause.kind == "label"  # Лиманський напрямок: X, Y – ворога зупинено
    if (clause.number and not labelled) or sight.right.possessive or sight.large:
        return None
    if name.left.governor >= 0 and not (labelled and name.left.governor == opener.first):
        return None
    first = opener.last if labelled else 0
    if any(scene.senses[k] & ~(Sense.DETERMINER | Sense.MODIFIER) for k in range(first, name.first)):
        return None
    own = any(scene.chunks[number].hits for number in clause.chunks)
    hit = None if own else _told_in(scene, clause)
    return event_at(scene, name, hit, "what is told after it:", loosely=True) if hit is not None else None


def _told_in(scene: Scene, clause: Clause) -> Hit | None:
    """Return what the label of a clause tells, where it names no place of its own."""
    for label in scene.clauses:
        if label.kind != "label" or label.parent != clause.number:
            continue
        opener = scene.chunks[label.chunks[0]]
        chunks = [scene.chunks[number] for number in label.chunks]
        if scene.words[opener.start] not in LIST_OPENERS or any(chunk.names for chunk in chunks):
            return None
        for chunk in chunks:
            for hit in chunk.hits:
                if hit.trigger.action in VIOLENT and hit.trigger.strength > 1:
                    return hit
    return None


@case(
    "in the list headed by",
    holds="Assaults repelled: [Siversk] – 14, [Popasna] – 9.",
    fails="Assaults repelled: poets of [Siversk] sang of [Popasna].",
)
def listed_under(sight: Sight) -> Verdict | None:
    """Judge a name in the list that an event heads: Clashes: X – 14, Y – 9. No power: X, Y."""
    scene = sight.scene
    clause = scene.clause_of(sight.name.first)
    if clause.kind != "label" or sight.right.possessive:
        return None
    opener = ""
    while clause.kind == "label":
        first, *rest = (scene.chunks[number] for number in clause.chunks)
        opener, above = scene.words[first.first], scene.clauses[clause.parent]
        if above.kind == "label" and rest and not rest[0].names and rest[0].kind == "phrase":
            rest = rest[1:]  # X – 14 assaults
        if not all(_is_of_a_list(scene, k) for chunk in rest for k in range(chunk.start, chunk.last)):
            return None
        clause = above
    chunks = [scene.chunks[number] for number in clause.chunks]
    if not chunks or any(chunk.names for chunk in chunks):
        return None
    if opener != ":" and (len(scene.names) == 1 or chunks[0].prep >= 0 or sight.large):
        return None  # Counteroffensives – eastern Ukraine: a heading
    hit = _heading(scene, clause)
    if hit is None or scene.found[hit.last].senses & (Sense.TRIAL | Sense.PLAN):
        return None  # Main effort: X
    return event_at(scene, sight.name, hit, "in the list headed by")


def _is_of_a_list(scene: Scene, token: int) -> bool:
    if scene.senses[token] & Sense.PREPOSITION:
        return bool(scene.relations(token) & Relation.WITHIN)  # in X – 3, over Y – 2
    return bool(scene.senses[token] & OF_A_LIST) or not scene.words[token][0].isalpha()


def _heading(scene: Scene, clause: Clause) -> Hit | None:
    """Return what the head of a list tells: a noun of event before the verb that says it was one."""
    hits = [hit for number in clause.chunks for hit in scene.chunks[number].hits]
    nouns = [hit for hit in hits if is_nominal(scene, hit)]
    if hits:
        return max(nouns or hits, key=lambda hit: hit.trigger.strength)
    for number in clause.chunks:
        for k in range(scene.chunks[number].start, scene.chunks[number].last):
            event = scene.found[k].event  # liberated | settlements: an adjective of what was done to them
            rest = scene.senses[k + 1 : scene.chunks[number].last]
            if event is None or event.action not in DONE_TO_PLACES:
                continue
            if any(senses & Sense.GEOGRAPHIC for senses in rest):
                return Hit(k, k, event)
    return None
