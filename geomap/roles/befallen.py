"""What befell a name that is the subject: X was shelled, X fell, X is on fire."""

from __future__ import annotations

from geomap.grammar import Hit, Scene
from geomap.language import Relation, Sense
from geomap.roles.names import Name
from geomap.roles.ties import VIOLENT


def relative_hit(scene: Scene, name: Name) -> Hit | None:
    """Return the verb whose object the name is by a relative clause: X, which they shelled."""
    k = name.right.after if name.right.head >= 0 else name.last
    if k + 2 >= len(scene.words) or scene.words[k] != "," or not scene.senses[k + 1] & Sense.OBJECTIVE:
        return None
    if (
        scene.senses[k + 2] & (Sense.LINKING | Sense.AUXILIARY | Sense.MODAL | Sense.PREPOSITION)
        or k + 2 in scene.at
    ):
        return None  # the name is the subject, or where it happens
    for n in range(k + 2, min(k + 10, len(scene.words))):
        if scene.senses[n] & (Sense.BREAK | Sense.REPORT) or scene.words[n] == ",":
            return None
        hit = scene.at.get(n)
        if hit is None or hit.trigger.form in ("noun", "gerund"):
            continue
        if (
            not hit.trigger.relations & Relation.OBJECT
            or hit.trigger.strength < 2
            or _has_object(scene, n + 1)
        ):
            return None
        return hit
    return None


def happened_there(scene: Scene, name: Name) -> Hit | None:
    """Return what a clause right after the name says happened there: X, where a missile fell."""
    for clause in scene.clauses:
        opener = scene.chunks[clause.chunks[0]] if clause.chunks else None
        if opener is None or clause.kind != "relative" or not name.last <= opener.first <= name.last + 1:
            continue
        if opener.senses & Sense.OBJECTIVE or scene.words[opener.first - 1] != ",":
            return None
        placed = any(scene.chunks[number].names for number in clause.chunks)
        hits = [hit for number in clause.chunks for hit in scene.chunks[number].hits]
        violent = [hit for hit in hits if hit.trigger.action in VIOLENT]
        return violent[0] if violent and not placed else None
    return None


def _has_object(scene: Scene, index: int) -> bool:
    if index >= len(scene.senses):
        return False
    here = scene.senses[index]
    return bool(here & (Sense.DETERMINER | Sense.NAME | Sense.SIDE | Sense.FORCE | Sense.FACILITY))
