"""What befell a name that is the subject: X was shelled, X fell, X is on fire."""

from __future__ import annotations

from geomap.grammar import Hit, Right, Scene
from geomap.language import Relation, Sense
from geomap.roles.names import Name


def passive_hit(scene: Scene, name: Name, right: Right) -> Hit | None:
    """Return the verb that says what befell the name: X was shelled, X fell, X is on fire."""
    senses = scene.senses
    start = _past_place(scene, right.after if right.head >= 0 else name.last)
    apposed = name.first > 0 and scene.words[name.first - 1] == ","
    if apposed and start < len(senses) and scene.words[start] == ",":
        start += 1
    elif not apposed and start < len(senses) and scene.words[start] == ",":
        start = _past_aside(scene, start)
    auxiliary = False
    for k in range(start, min(start + 7, len(senses))):
        here = senses[k]
        hit = scene.at.get(k)
        if hit is None and k + 1 < len(senses):
            later = scene.at.get(k + 1)
            if later is not None and later.first == k:
                hit = later
        if hit is not None:
            trigger = hit.trigger
            if trigger.relations & Relation.SUBJECT:
                return hit
            if (
                auxiliary
                and trigger.form in ("past", "either", "base")
                and trigger.relations & Relation.OBJECT
            ):
                return hit
            if (
                k == start
                and trigger.form == "past"
                and trigger.relations & Relation.OBJECT
                and not _has_object(scene, k + 1)
            ):
                return hit
            if auxiliary and trigger.form == "noun":
                return None
            if not auxiliary:
                return None
            continue
        if here & Sense.LINKING:
            auxiliary = True
            continue
        if here & (
            Sense.AUXILIARY | Sense.MODAL | Sense.NEGATION | Sense.MODIFIER | Sense.REAL | Sense.INFINITIVE
        ):
            continue
        if here & (Sense.BREAK | Sense.PREPOSITION | Sense.REPORT | Sense.CONJUNCTION):
            return None
        if scene.words[k] in (",", ".") or k > start + 3:
            return None
    return None


def _past_aside(scene: Scene, comma: int) -> int:
    """Return the token after an aside between commas where the verb of the name follows, else the comma."""
    for k in range(comma + 2, min(comma + 18, len(scene.words) - 1)):
        if scene.senses[k] & Sense.BREAK:
            break
        if scene.words[k] == "," and scene.senses[k + 1] & (Sense.LINKING | Sense.AUXILIARY | Sense.MODAL):
            return k + 1
    return comma


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


def _past_place(scene: Scene, index: int) -> int:
    """Return the token after "near Y" or ", in Y," that may stand between a name and its verb."""
    end = len(scene.words)
    k = index + 1 if index < end and scene.words[index] == "," else index
    if k >= end or not scene.relations(k) & Relation.WITHIN:
        return index
    for n in range(k + 1, min(k + 6, end)):
        if scene.senses[n] & Sense.NAME and (
            n + 1 >= end or not scene.senses[n + 1] & (Sense.NAME | Sense.GEOGRAPHIC)
        ):
            after = n + 1
            while after < end and (scene.words[after] == "," or scene.senses[after] & Sense.GEOGRAPHIC):
                after += 1
            return after
    return index


def later_hit(scene: Scene, name: Name) -> Hit | None:
    """Return a second verb that says what befell the name that opens the sentence: X is ... and has burnt."""
    if name.first != 0:
        return None
    for hit in scene.hits:
        if hit.first > name.last and hit.trigger.relations & Relation.SUBJECT:
            before = scene.senses[max(name.last, hit.first - 4) : hit.first]
            if any(s & Sense.CONJUNCTION for s in before) and any(
                s & (Sense.AUXILIARY | Sense.LINKING) for s in before
            ):
                return hit
    return None


def _has_object(scene: Scene, index: int) -> bool:
    if index >= len(scene.senses):
        return False
    here = scene.senses[index]
    return bool(here & (Sense.DETERMINER | Sense.NAME | Sense.SIDE | Sense.FORCE | Sense.FACILITY))
