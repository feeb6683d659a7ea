"""The grammar of events: what a sentence says happened at a place, by verb and relation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geomap.grammar import NAME, Hit, Scene
from geomap.languages.rules import events as sense
from geomap.languages.rules.events import Action
from geomap.spans import Span

Modality = Literal["factual", "planned", "negated"]

__all__ = [
    "Action",
    "Event",
    "Modality",
    "action_at",
    "actor_of",
    "governing_hit",
    "make_event",
    "modality_of",
]

REACH = 12
"""Tokens before an event word in which a plan or denial can govern it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What is said to happen at one mention."""

    action: Action
    modality: Modality
    actor: str | None
    """Who does it, as written; None where the text does not say."""
    trigger: Span | None
    """The verb or noun that names the event; None where only the frame tells (a bare headline)."""


def make_event(scene: Scene, hit: Hit | None, country: str | None, *, fallback: Action = "other") -> Event:
    """Return the event that an event word names at a place of that country."""
    if hit is None:
        return Event(action=fallback, modality="factual", actor=None, trigger=None)
    text, offset = scene.text, scene.offset
    return Event(
        action=action_at(scene, hit, country),
        modality=modality_of(scene, hit),
        actor=actor_of(scene, hit),
        trigger=Span(text.starts[offset + hit.first], text.ends[offset + hit.last]),
    )


def governing_hit(scene: Scene, governor: int, relations: str, last: int, *, far: bool) -> Hit | None:
    """Return the event word to which a prepositional phrase belongs.

    ``governor`` is the preposition, ``last`` the token after the name. The nearest fitting word before the
    phrase counts, within the clause; then, for an adjunct of place, the first one after it; ``far`` allows
    other clauses.
    """
    senses = scene.senses
    within = "l" in relations
    beyond = False
    fallback: Hit | None = None
    for hit in reversed(scene.hits):
        if hit.last >= governor:
            continue
        if not beyond and _broken(senses, hit.last + 1, governor):
            beyond = True
        governs = hit.trigger.governs
        fits = any(letter in governs for letter in relations if letter != "l")
        if beyond:
            if (within or fits) and fallback is None:
                fallback = hit
            continue
        if (
            fits
            or (within and hit.trigger.form != "gerund" and hit.trigger.strength > 1)
            or (within and "l" in governs)
        ):
            return _stronger(scene, hit, governor)
    if within:
        for hit in scene.hits:
            if hit.first >= last:
                if _broken(senses, last, hit.first):
                    break
                return _stronger(scene, hit, last)
    return fallback if far else None


def _broken(senses: list[int], start: int, end: int) -> bool:
    """Tell whether a new clause begins between two tokens."""
    return any(senses[k] & sense.BREAK for k in range(start, end))


def _stronger(scene: Scene, hit: Hit, near: int) -> Hit:
    """Return the word for the event in a clause, rather than one for what it leaves behind (killed)."""
    if hit.trigger.strength > 1:
        return hit
    best = hit
    for other in scene.hits:
        if other.trigger.strength > best.trigger.strength and "l" in other.trigger.governs + "l":
            low, high = sorted((other.last, near))
            if not _broken(scene.senses, low + 1, high):
                best = other
    return best


# --- what ---------------------------------------------------------------------------------------------------
def action_at(scene: Scene, hit: Hit, country: str | None) -> Action:
    """Return the action seen from the place: who takes it decides between captured and reclaimed."""
    trigger = hit.trigger
    if trigger.action not in ("captured", "reclaimed") or trigger.fixed:
        return trigger.action
    side = side_of(scene, hit)
    parties = set(scene.rules.sides.values())
    if side is None or country not in parties:
        return trigger.action
    if trigger.inverse:
        side = next(iter(parties - {side}), side)
    return "reclaimed" if side == country else "captured"


def side_of(scene: Scene, hit: Hit) -> str | None:
    """Return the country whose side acts: the nearest one named before the event word, or after "by"."""
    sides, lowers = scene.rules.sides, scene.lowers
    for k in range(hit.last + 1, min(hit.last + 7, len(lowers) - 1)):
        if "b" in scene.relations(k):
            for n in range(k + 1, min(k + 4, len(lowers))):
                if lowers[n] in sides:
                    return sides[lowers[n]]
    for k in range(hit.first - 1, -1, -1):
        if scene.senses[k] & sense.BREAK and lowers[k] in (";", ":"):
            break
        found = sides.get(lowers[k])
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


# --- whether ------------------------------------------------------------------------------------------------
def modality_of(scene: Scene, hit: Hit) -> Modality:
    """Tell whether the event is said to have happened, to be meant to happen, or not to have happened."""
    senses, lowers = scene.senses, scene.lowers
    trigger = hit.trigger
    verbal = trigger.form in ("verb", "past", "gerund", "either")
    fight = trigger.action in ("attacked", "struck")
    planned = False
    infinitive = False
    for k in range(hit.first - 1, max(-1, hit.first - 1 - REACH), -1):
        here = senses[k]
        gap = hit.first - k
        if here & sense.BREAK and lowers[k] not in ("despite",):
            break
        if here & (sense.RELATIVE | sense.CONDITION) and here & sense.CONDITION:
            planned = True
        if here & sense.NEGATION and gap <= (5 if verbal else 4):
            return "negated"
        if here & sense.DENIAL and gap <= REACH:
            return "negated"
        if here & sense.FAILURE and gap <= 5 and not fight:
            return "negated"
        if here & sense.REAL and infinitive and gap <= 4:
            break
        if here & sense.INFINITIVE and gap <= 2 and verbal and trigger.form != "past":
            infinitive = True
            if trigger.form in ("verb", "either"):
                planned = True
            continue
        if here & sense.MODAL and gap <= 5 and verbal:
            perfect = k + 1 < len(lowers) and any(
                senses[n] & sense.AUXILIARY for n in range(k + 1, min(k + 3, hit.first))
            )
            planned = planned or not perfect
        if here & sense.TRIAL and gap <= 4:
            if fight:
                planned = False
                break
            planned = True
        if here & sense.PLAN and _plans(scene, k, hit, gap, infinitive=infinitive):
            planned = True
    if not planned and not verbal:
        planned, negated = _said_after(scene, hit)
        if negated:
            return "negated"
    if planned and infinitive and _was_real(scene, hit):
        planned = False
    return "planned" if planned else "factual"


def _plans(scene: Scene, k: int, hit: Hit, gap: int, *, infinitive: bool) -> bool:
    """Tell whether a word of planning at ``k`` governs the event word."""
    if infinitive:
        return gap <= 9
    form = hit.trigger.form
    if form == "past":
        return gap <= 5 and bool(scene.senses[k] & sense.PLAN) and not scene.senses[k] & sense.SPEECH
    if form == "verb":
        return gap <= 4
    return gap <= 7


def _was_real(scene: Scene, hit: Hit) -> bool:
    """Tell whether the verb that governs an infinitive says that it came about (forced to leave)."""
    senses = scene.senses
    for k in range(hit.first - 1, max(-1, hit.first - 6), -1):
        here = senses[k]
        if here & sense.INFINITIVE:
            for n in range(k - 1, max(-1, k - 4), -1):
                if senses[n] & sense.REAL:
                    return not any(senses[m] & (sense.MODAL | sense.PLAN) for m in range(max(0, n - 3), n))
                if senses[n] & (sense.PLAN | sense.TRIAL):
                    return False
            return False
    return False


def _said_after(scene: Scene, hit: Hit) -> tuple[bool, bool]:
    """Tell whether the words after an event noun make it a plan, or undo it (the meeting was postponed)."""
    senses = scene.senses
    for k in range(hit.last + 1, min(hit.last + 9, len(senses) - 1)):
        here = senses[k]
        if here & sense.BREAK:
            break
        if here & sense.MODAL:
            return True, False
        if here & sense.BE:
            for n in range(k + 1, min(k + 4, len(senses))):
                if senses[n] & sense.DENIAL:
                    return False, True
                if senses[n] & sense.PLAN:
                    return True, False
            break
    return False, False
