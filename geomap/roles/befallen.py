"""What befell a name that is the subject: X was shelled, X fell, X is on fire."""

from __future__ import annotations

from geomap.grammar import NAME, Hit, Right, Scene
from geomap.languages.rules import events as sense
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
            if "s" in trigger.governs:
                return hit
            if auxiliary and trigger.form in ("past", "either", "base") and "o" in trigger.governs:
                return hit
            if (
                k == start
                and trigger.form == "past"
                and "o" in trigger.governs
                and not _has_object(scene, k + 1)
            ):
                return hit
            if auxiliary and trigger.form == "noun":
                return None
            if not auxiliary:
                return None
            continue
        if here & sense.BE:
            auxiliary = True
            continue
        if here & (
            sense.AUXILIARY | sense.MODAL | sense.NEGATION | sense.MODIFIER | sense.REAL | sense.INFINITIVE
        ):
            continue
        if here & (sense.BREAK | sense.PREPOSITION | sense.SPEECH | sense.CONJUNCTION):
            return None
        if scene.words[k] in (",", ".") or k > start + 3:
            return None
    return None


def _past_aside(scene: Scene, comma: int) -> int:
    """Return the token after an aside between commas where the verb of the name follows, else the comma."""
    for k in range(comma + 2, min(comma + 18, len(scene.words) - 1)):
        if scene.senses[k] & sense.BREAK:
            break
        if scene.words[k] == "," and scene.senses[k + 1] & (sense.BE | sense.AUXILIARY | sense.MODAL):
            return k + 1
    return comma


def relative_hit(scene: Scene, name: Name) -> Hit | None:
    """Return the verb whose object the name is by a relative clause: X, which they shelled."""
    k = name.right.after if name.right.head >= 0 else name.last
    if k + 2 >= len(scene.words) or scene.words[k] != "," or not scene.senses[k + 1] & sense.OBJECTIVE:
        return None
    if (
        scene.senses[k + 2] & (sense.BE | sense.AUXILIARY | sense.MODAL | sense.PREPOSITION)
        or k + 2 in scene.at
    ):
        return None  # the name is the subject, or where it happens
    for n in range(k + 2, min(k + 10, len(scene.words))):
        if scene.senses[n] & (sense.BREAK | sense.SPEECH) or scene.words[n] == ",":
            return None
        hit = scene.at.get(n)
        if hit is None or hit.trigger.form in ("noun", "gerund"):
            continue
        if "o" not in hit.trigger.governs or hit.trigger.strength < 2 or _has_object(scene, n + 1):
            return None
        return hit
    return None


def _past_place(scene: Scene, index: int) -> int:
    """Return the token after "near Y" or ", in Y," that may stand between a name and its verb."""
    end = len(scene.words)
    k = index + 1 if index < end and scene.words[index] == "," else index
    if k >= end or "l" not in scene.relations(k):
        return index
    for n in range(k + 1, min(k + 6, end)):
        if scene.senses[n] & NAME and (n + 1 >= end or not scene.senses[n + 1] & (NAME | sense.GEOGRAPHIC)):
            after = n + 1
            while after < end and (scene.words[after] == "," or scene.senses[after] & sense.GEOGRAPHIC):
                after += 1
            return after
    return index


def later_hit(scene: Scene, name: Name) -> Hit | None:
    """Return a second verb that says what befell the name that opens the sentence: X is ... and has burnt."""
    if name.first != 0:
        return None
    for hit in scene.hits:
        if hit.first > name.last and "s" in hit.trigger.governs:
            before = scene.senses[max(name.last, hit.first - 4) : hit.first]
            if any(s & sense.CONJUNCTION for s in before) and any(
                s & (sense.AUXILIARY | sense.BE) for s in before
            ):
                return hit
    return None


def _has_object(scene: Scene, index: int) -> bool:
    if index >= len(scene.senses):
        return False
    here = scene.senses[index]
    return bool(here & (sense.DETERMINER | NAME | sense.SIDE | sense.FORCE | sense.FACILITY))
