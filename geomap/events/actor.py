"""Who acts in an event, as written, and on whose side."""

from __future__ import annotations

from geomap.grammar import NAME, Hit, Scene, is_nominal
from geomap.languages.rules import events as sense
from geomap.spans import Span


def side_of(scene: Scene, hit: Hit) -> str | None:
    """Return the country whose side acts: the nearest one named before the event word, or after "by"."""
    sides, lowers = scene.rules.sides, scene.lowers
    for k in range(hit.last + 1, min(hit.last + 7, len(lowers) - 1)):
        if "b" in scene.relations(k):
            for n in range(k + 1, min(k + 4, len(lowers))):
                if lowers[n] in sides:
                    return sides[lowers[n]]
    nominal = is_nominal(scene, hit)
    if hit.trigger.form == "past" and any(
        s & sense.BE for s in scene.senses[max(0, hit.first - 3) : hit.first]
    ):
        return None  # a passive: what stands before it is taken and takes not
    for k in range(hit.first - 1, -1, -1):
        if scene.senses[k] & sense.BREAK and lowers[k] in (";", ":"):
            break
        found = sides.get(lowers[k])
        if nominal and (hit.first - k > 3 or scene.senses[k] & (sense.SPEECH | sense.NEGATION)):
            break
        if found is not None and scene.senses[k + 1] & (sense.GEOGRAPHIC | sense.FACILITY | sense.QUARTER):
            continue
        if found is not None and not (k and set(scene.relations(k - 1)) & set("af")):
            return found
    return None


def actor_of(scene: Scene, hit: Hit) -> str | None:
    """Return who does it: the noun phrase before the verb, or the one after "by" of a passive."""
    senses, lowers = scene.senses, scene.lowers
    start = end = -1
    if hit.trigger.form in ("past", "noun", "either"):
        for k in range(hit.last + 1, min(hit.last + 9, len(lowers))):
            if "b" in scene.relations(k):
                start, end = k + 1, _phrase_end(scene, k + 1)
                break
            if senses[k] & (sense.BREAK | sense.SPEECH):
                break
    if start < 0 or end <= start:
        k = hit.first - 1
        while (
            k >= 0
            and senses[k] & (sense.MODIFIER | sense.AUXILIARY | sense.BE | sense.MODAL)
            and not senses[k] & sense.SIDE
        ):
            k -= 1
        end = k + 1
        while k >= 0 and (
            senses[k] & (NAME | sense.SIDE | sense.FORCE | sense.PERSON | sense.MODIFIER)
            or scene.words[k][0].isupper()
        ):
            k -= 1
        start = k + 1
    while start < end and senses[start] & sense.DETERMINER:
        start += 1
    if end <= start or not any(scene.words[k][0].isalpha() for k in range(start, end)):
        return None
    text, offset = scene.text, scene.offset
    return Span(text.starts[offset + start], text.ends[offset + end - 1]).of(text.body)


def _phrase_end(scene: Scene, start: int) -> int:
    k = start
    stop = sense.PREPOSITION | sense.BE | sense.BREAK | sense.SPEECH | sense.CONJUNCTION | sense.RELATIVE
    while (
        k < len(scene.lowers)
        and k < start + 6
        and not scene.senses[k] & stop
        and scene.lowers[k] not in ",.()"
    ):
        k += 1
    return k
