"""Cases of a place of which a clause of its own tells, after a colon or dash."""

from __future__ import annotations

from geomap.grammar import LIST_OPENERS, Clause, Hit, Scene
from geomap.language import Sense
from geomap.roles.cases import Sight, case
from geomap.roles.names import Verdict, event_at
from geomap.roles.ties import VIOLENT


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
