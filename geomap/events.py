"""The grammar of events: what a sentence says happened at a place, by verb and relation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geomap.grammar import Hit, Scene
from geomap.language import Action, Kind, Relation, Sense, Trait
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
    kind: Kind | None = None
    """What that verb or noun says beyond its action."""


def make_event(
    scene: Scene, hit: Hit | None, country: str | None, *, near: int = 0, fallback: Action = "other"
) -> Event:
    """Return the event that an event word names at a place of that country.

    Where no word names it, ``fallback`` is the action, and the words before token ``near`` tell the modality.
    """
    if hit is None:
        return Event(action=fallback, modality=mood_before(scene, near), actor=None, trigger=None)
    text, offset = scene.text, scene.offset
    return Event(
        action=action_at(scene, hit, country),
        modality=modality_of(scene, hit),
        actor=actor_of(scene, hit),
        trigger=Span(text.starts[offset + hit.first], text.ends[offset + hit.last]),
        kind=hit.trigger.kind,
    )


def governing_hit(scene: Scene, governor: int, relations: int, last: int, *, far: bool) -> Hit | None:
    """Return the event word to which a prepositional phrase belongs.

    ``governor`` is the preposition, ``last`` the token after the name. The nearest fitting word before the
    phrase counts, within the clause; then, for an adjunct of place, the first one after it; ``far`` allows
    other clauses.
    """
    within = relations & Relation.WITHIN
    beyond = False
    fallback: Hit | None = None
    for hit in reversed(scene.hits):
        if hit.last >= governor or (scene.asides and _aside(scene, hit, governor)):
            continue
        if not beyond and _broken(scene, hit.last + 1, governor):
            beyond = True
        governs = hit.trigger.relations
        fits = relations & governs & ~Relation.WITHIN
        if hit.trigger.traits & Trait.TAKING and not fits and not beyond:
            other = _taking(scene, hit, governor, relations, last)
            if other is not None:
                return other
        if beyond:
            if (within or fits) and fallback is None:
                fallback = hit
            continue
        if (
            fits
            or (within and hit.trigger.form != "gerund" and hit.trigger.strength > 1)
            or (within and governs & Relation.WITHIN)
        ):
            return _striking(scene, _stronger(scene, hit, governor))
    senses = scene.senses
    opens = not any(senses[k] & ~Sense.DETERMINER for k in range(governor))
    if within or opens:
        for hit in scene.hits:
            if hit.first >= last and not (scene.asides and _aside(scene, hit, governor)):
                if _broken(scene, last, hit.first):
                    break
                told = governor > 0 and senses[governor - 1] & Sense.LINKING
                if told and any(scene.relations(k) & Relation.WHEN for k in range(last, hit.first)):
                    break  # was in X a day after the raid
                if not opens and any(senses[k] & Sense.REPORT for k in range(last, hit.first)):
                    break
                governs = hit.trigger.relations
                fits = relations & governs & ~Relation.WITHIN
                if fits or (within and (hit.trigger.strength > 1 or governs & Relation.WITHIN)):
                    return _stronger(scene, hit, last)
    return fallback if far else None


def _taking(scene: Scene, hit: Hit, governor: int, relations: int, last: int) -> Hit | None:
    """Return what a word of taking or losing tells of a place it does not take: a move, a fight or else.

    None where what is taken is itself a place, or is not told after the word.
    """
    senses = scene.senses
    ends = range(last, min(last + 4, len(senses)))
    if relations & Relation.GOAL or (
        relations & Relation.START and any(scene.relations(k) & Relation.GOAL for k in ends)
    ):
        return Hit(
            hit.first,
            hit.last,
            hit.trigger._replace(action="moved", relations=Relation.GOAL | Relation.START, traits=0),
        )
    total = 0
    if hit.trigger.action == "withdrew" and "," in scene.lowers[hit.last + 1 : governor]:
        return None
    for k in range(hit.last + 1, governor):
        total |= senses[k]
    place = Sense.GEOGRAPHIC | Sense.FACILITY | Sense.PARTITIVE
    if total & Sense.NAME:
        return None
    if (
        not relations & Relation.WITHIN
        or governor == hit.last + 1
        or (total & place and not _is_civil(scene, hit))
    ):
        return None
    fight = hit.trigger.traits & Trait.INVERSE and total & (Sense.FORCE | Sense.KIT)
    action: Action = "attacked" if fight else "other"
    return Hit(hit.first, hit.last, hit.trigger._replace(action=action, relations=Relation.WITHIN, traits=0))


def _striking(scene: Scene, hit: Hit) -> Hit:
    """Return the verb whose object a noun of movement is, rather than the noun: struck a convoy."""
    if hit.trigger.action == "moved" and is_nominal(scene, hit):
        for other in scene.hits:
            if 0 < hit.first - other.last <= 4 and other.trigger.action in ("struck", "attacked"):
                between = scene.senses[other.last + 1 : hit.first]
                if not is_nominal(scene, other) and not any(s & Sense.PREPOSITION for s in between):
                    return other
    return hit


def _aside(scene: Scene, hit: Hit, governor: int) -> bool:
    """Tell whether an event word stands in brackets that do not hold the place too."""
    return any(a < hit.first < b and not a < governor < b for a, b in scene.asides)


def _broken(scene: Scene, start: int, end: int) -> bool:
    """Tell whether a new clause begins between two tokens; a colon before a count opens a list."""
    senses = scene.senses
    for k in range(start, end):
        if senses[k] & Sense.BREAK and not (
            scene.lowers[k] == ":" and k + 1 < len(senses) and scene.lowers[k + 1].isdigit()
        ):
            return True
    return False


def _stronger(scene: Scene, hit: Hit, near: int) -> Hit:
    """Return the word for the event in a clause, rather than one for what it leaves behind (killed)."""
    if hit.trigger.strength > 1:
        return hit
    best, nearest = hit, 2 * REACH
    for other in scene.hits:
        if other.trigger.strength > 1:
            low, high = sorted((other.last, hit.last))
            if high - low < nearest and not _broken(scene, low + 1, high):
                best, nearest = other, high - low
    del near
    return best


# --- what ---------------------------------------------------------------------------------------------------
def action_at(scene: Scene, hit: Hit, country: str | None) -> Action:
    """Return the action seen from the place: who takes it decides between captured and reclaimed."""
    trigger = hit.trigger
    if trigger.action == "attacked" and trigger.relations & Relation.OBJECT and _from_afar(scene, hit):
        return "struck"
    if trigger.traits & Trait.PERSONAL and _is_personal(scene, hit):
        return "visited"
    if trigger.traits & Trait.ARMED:
        withdrawal = trigger.action == "withdrew"
        cause = _cause(scene, hit) if withdrawal else None
        if cause is not None:
            return cause
        if _is_civil(scene, hit) if withdrawal else not _is_forceful(scene, hit):
            return "moved"
    if trigger.action not in ("captured", "reclaimed") or trigger.traits & Trait.FIXED:
        return trigger.action
    side = side_of(scene, hit)
    parties = scene.parties
    if side is None or country not in parties:
        return trigger.action
    if trigger.traits & Trait.INVERSE:
        side = next(iter(parties - {side}), side)
    return "reclaimed" if side == country else "captured"


def _from_afar(scene: Scene, hit: Hit) -> bool:
    """Tell whether an attack is made by drones, missiles or shells."""
    senses = scene.senses
    if any(senses[k] & Sense.AERIAL for k in range(max(0, hit.first - 4), hit.first)):
        return True
    for k in range(hit.last + 1, min(hit.last + 14, len(senses))):
        if senses[k] & Sense.BREAK:
            return False
        if senses[k] & Sense.AERIAL and any(
            scene.relations(n) & Relation.COMPANION for n in range(max(hit.last, k - 6), k)
        ):
            return True
    return False


def _is_personal(scene: Scene, hit: Hit) -> bool:
    """Tell whether the one who travels is a person with a name or title rather than a force or a good."""
    senses, words = scene.senses, scene.words
    if (
        hit.last + 1 < len(senses) and scene.relations(hit.last + 1) == Relation.GENITIVE
    ):  # the return of: they follow
        return any(s & (Sense.TITLE | Sense.ONE_PERSON) for s in senses[hit.last + 2 : hit.last + 6])
    capital = 0
    for k in range(hit.first - 1, max(-1, hit.first - 12), -1):
        here = senses[k]
        if here & (Sense.FORCE | Sense.KIT | Sense.AERIAL) or here & Sense.BREAK:
            return False
        if here & (Sense.TITLE | Sense.ONE_PERSON):
            return True
        capital = capital + 1 if words[k][0].isupper() and not here & (Sense.NAME | Sense.SIDE) else 0
        if capital == 2:
            return True
    return any(senses[k] & Sense.TITLE for k in range(hit.last + 1, min(hit.last + 4, len(senses))))


def _is_forceful(scene: Scene, hit: Hit) -> bool:
    """Tell whether the subject is an army, a weapon or a party to the war."""
    arms = Sense.FORCE | Sense.AERIAL | Sense.KIT
    for k in range(hit.first - 1, max(-1, hit.first - 9), -1):
        here = scene.senses[k]
        if here & Sense.BREAK:
            break
        if here & arms and not here & Sense.PERSON:
            return True
    return False


def _cause(scene: Scene, hit: Hit) -> Action | None:
    """Return the event that is the subject of the word: the strikes left X in the dark."""
    for k in range(hit.first - 1, max(-1, hit.first - 6), -1):
        if scene.senses[k] & (Sense.BREAK | Sense.FORCE | Sense.PERSON | Sense.RELATIVE):
            return None
        event = scene.at.get(k)
        if event is not None:
            violent = event.trigger.action in ("struck", "attacked") and is_nominal(scene, event)
            return event.trigger.action if violent else None
    return None


def _is_civil(scene: Scene, hit: Hit) -> bool:
    """Tell whether the nearest one named before the word is a person rather than a force or party."""
    for k in range(hit.first - 1, max(-1, hit.first - 13), -1):
        here = scene.senses[k]
        if here & Sense.ONE_PERSON or (
            here & Sense.PERSON and (here & Sense.ORIGIN or not here & Sense.FORCE)
        ):
            return True
        if here & (Sense.BREAK | Sense.FORCE | Sense.SIDE | Sense.KIT | Sense.AERIAL):
            return False
    return False


def side_of(scene: Scene, hit: Hit) -> str | None:
    """Return the country whose side acts: the nearest one named before the event word, or after "by"."""
    sides, lowers = scene.sides, scene.lowers
    for k in range(hit.last + 1, min(hit.last + 7, len(lowers) - 1)):
        if scene.relations(k) & Relation.AGENT:
            for n in range(k + 1, min(k + 4, len(lowers))):
                if sides[n]:
                    return sides[n]
    nominal = is_nominal(scene, hit)
    if hit.trigger.form == "past" and any(
        s & Sense.LINKING for s in scene.senses[max(0, hit.first - 3) : hit.first]
    ):
        return None  # a passive: what stands before it is taken and takes not
    for k in range(hit.first - 1, -1, -1):
        if scene.senses[k] & Sense.BREAK and lowers[k] in (";", ":"):
            break
        found = sides[k]
        if nominal and (hit.first - k > 3 or scene.senses[k] & (Sense.REPORT | Sense.NEGATION)):
            break
        if found and scene.senses[k + 1] & (Sense.GEOGRAPHIC | Sense.FACILITY | Sense.QUARTER):
            continue
        if found and not (k and scene.relations(k - 1) & (Relation.TARGET | Relation.START)):
            return found
    return None


def actor_of(scene: Scene, hit: Hit) -> str | None:
    """Return who does it: the noun phrase before the verb, or the one after "by" of a passive."""
    senses, lowers = scene.senses, scene.lowers
    start = end = -1
    if hit.trigger.form in ("past", "noun", "either"):
        for k in range(hit.last + 1, min(hit.last + 9, len(lowers))):
            if scene.relations(k) & Relation.AGENT:
                start, end = k + 1, _phrase_end(scene, k + 1)
                break
            if senses[k] & (Sense.BREAK | Sense.REPORT):
                break
    if start < 0 or end <= start:
        k = hit.first - 1
        while (
            k >= 0
            and senses[k] & (Sense.MODIFIER | Sense.AUXILIARY | Sense.LINKING | Sense.MODAL)
            and not senses[k] & Sense.SIDE
        ):
            k -= 1
        end = k + 1
        while k >= 0 and (
            senses[k] & (Sense.NAME | Sense.SIDE | Sense.FORCE | Sense.PERSON | Sense.MODIFIER)
            or scene.words[k][0].isupper()
        ):
            k -= 1
        start = k + 1
    while start < end and senses[start] & Sense.DETERMINER:
        start += 1
    if end <= start or not any(scene.words[k][0].isalpha() for k in range(start, end)):
        return None
    text, offset = scene.text, scene.offset
    return Span(text.starts[offset + start], text.ends[offset + end - 1]).of(text.body)


def _phrase_end(scene: Scene, start: int) -> int:
    k = start
    stop = Sense.PREPOSITION | Sense.LINKING | Sense.BREAK | Sense.REPORT | Sense.CONJUNCTION | Sense.RELATIVE
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
    senses = scene.senses
    trigger = hit.trigger
    verbal = not is_nominal(scene, hit)
    if scene.grammar.genitive and (not verbal or trigger.strength == 1) and _undone_after(scene, hit):
        return "negated"
    fight = trigger.action in ("attacked", "struck")
    planned = bool(senses[hit.last] & Sense.PLAN)
    infinitive = joined = False
    objective = hit.first > 0 and scene.lowers[hit.first - 1] == ":"
    if trigger.form == "base" and objective:
        planned = True
    if trigger.form == "base" and scene.grammar.genitive:
        infinitive = planned = True
    for k in range(hit.first - 1, max(-1, hit.first - 1 - REACH), -1):
        here = senses[k]
        gap = hit.first - k
        if here & Sense.BREAK and not here & Sense.CONDITION:
            break
        if not here:
            continue
        if here & Sense.PREPOSITION and scene.relations(k) & Relation.WHEN:
            break  # "after strikes": what precedes is another matter
        if gap == 1 and here & Sense.CONJUNCTION and trigger.form in ("base", "either"):
            joined = True
        if here & Sense.CONDITION and gap > 1:
            planned = True
        if here & Sense.NEGATION and gap <= (5 if verbal else 4):
            return "negated"
        if here & Sense.DENIAL:
            return "negated"
        if here & Sense.FAILURE and gap <= 5 and not fight:
            return "negated"
        if here & Sense.REAL and infinitive and gap <= 8:
            planned = False
            break
        if (
            here & Sense.INFINITIVE
            and not infinitive
            and _marks_verb(scene, k, hit, verbal=verbal, joined=joined)
        ):
            infinitive = planned = True
            continue
        if here & Sense.MODAL and not verbal and scene.grammar.genitive and 1 < gap <= 3:
            planned = True  # a strike will be dealt
        if here & Sense.MODAL and verbal and gap <= (REACH if joined else 5):
            planned = planned or not any(
                senses[n] & Sense.AUXILIARY for n in range(k + 1, min(k + 3, hit.first))
            )
        if here & Sense.TRIAL and gap <= 5:
            if fight and not (here & Sense.PLAN):
                return "factual" if infinitive else "planned" if planned else "factual"
            planned = True
        if here & Sense.PLAN and _plans(scene, k, hit, gap, infinitive=infinitive, verbal=verbal):
            planned = True
    if not verbal and hit.last + 1 < len(senses) and senses[hit.last + 1] & Sense.PLAN:
        planned = True
    if not planned and (not verbal or trigger.form == "gerund"):
        planned, negated = _said_after(scene, hit)
        if negated:
            return "negated"
    if not planned and verbal and _untrue(scene, hit):
        return "negated"
    return "planned" if planned else "factual"


def _untrue(scene: Scene, hit: Hit) -> bool:
    """Tell whether what is told of the event is called false after it: claims that X fell are false."""
    senses = scene.senses
    for k in range(hit.last + 1, min(hit.last + 7, len(senses) - 1)):
        if senses[k] & (Sense.BREAK | Sense.CONJUNCTION | Sense.RELATIVE) or scene.lowers[k] == ",":
            return False
        if senses[k] & Sense.LINKING:
            told = any(
                senses[n] & Sense.RELATIVE and senses[n - 1] & Sense.REPORT
                for n in range(max(1, hit.first - 8), hit.first)
            )
            return told and bool(senses[k + 1] & Sense.DENIAL)
    return False


def mood_before(scene: Scene, near: int) -> Modality:
    """Return the modality that the words before a token give to an event that none of them names."""
    for k in range(near - 1, max(-1, near - 1 - REACH), -1):
        here = scene.senses[k]
        if here & Sense.BREAK:
            break
        if here & Sense.DENIAL and k and scene.senses[k - 1] & (Sense.LINKING | Sense.AUXILIARY):
            break  # flights were suspended: that is the event
        if here & Sense.NEGATION or here & Sense.DENIAL:
            return "negated"
        if here & (Sense.MODAL | Sense.PLAN):
            return "planned"
    for k in range(near + 1, min(near + 8, len(scene.senses) - 1)):
        here = scene.senses[k]
        if here & (Sense.BREAK | Sense.LINKING | Sense.AUXILIARY) or k in scene.at or scene.lowers[k] == ",":
            break
        if here & Sense.MODAL:  # the bridge at X would be opened
            return "planned" if scene.senses[k + 1] & Sense.LINKING else "factual"
    return "factual"


def _undone_after(scene: Scene, hit: Hit) -> bool:
    """Tell whether what follows an event noun says that there was none, or that a report of it is denied.

    Languages with cases put the denial last: of explosions there were none; rumours of a raid he denied.
    """
    senses = scene.senses
    reported = any(scene.relations(k) & Relation.ELSE for k in range(max(0, hit.first - 2), hit.first))
    for k in range(hit.last + 1, min(hit.last + REACH, len(senses))):
        here = senses[k]
        if here & (Sense.BREAK | Sense.CONJUNCTION) or k in scene.at or scene.lowers[k] == ",":
            return False
        if here & Sense.NEGATION:
            return bool((here | (senses[k + 1] if k + 1 < len(senses) else 0)) & Sense.LACKING)
        if reported and here & Sense.DENIAL:
            return True
    return False


def is_nominal(scene: Scene, hit: Hit) -> bool:
    """Tell whether an event word stands as a noun here."""
    form = hit.trigger.form
    if form != "either":
        return form == "noun"
    if hit.last + 1 < len(scene.senses) and scene.senses[hit.last + 1] & Sense.DETERMINER:
        return False  # an object follows
    if hit.first == 0:
        return True
    verbal = (
        Sense.LINKING
        | Sense.AUXILIARY
        | Sense.MODAL
        | Sense.INFINITIVE
        | Sense.FORCE
        | Sense.BREAK
        | Sense.RELATIVE
    )
    return not scene.senses[hit.first - 1] & (verbal | Sense.NEGATION | Sense.NAME | Sense.AERIAL)


def _marks_verb(scene: Scene, k: int, hit: Hit, *, verbal: bool, joined: bool) -> bool:
    """Tell whether the "to" at ``k`` makes the event word, or the verb it is the object of, an infinitive."""
    gap = hit.first - k
    if joined:
        return True
    if any(scene.senses[n] & Sense.AUXILIARY for n in range(k + 1, hit.first)):
        return False  # "to have taken"
    if verbal:
        return gap <= 2 and hit.trigger.form in ("base", "either", "past")
    noun = Sense.NAME | Sense.DETERMINER | Sense.GEOGRAPHIC | Sense.SIDE | Sense.FORCE | Sense.MODIFIER
    return 1 < gap <= 6 and not scene.senses[k + 1] & noun and scene.lowers[k + 1].isalpha()


def _plans(scene: Scene, k: int, hit: Hit, gap: int, *, infinitive: bool, verbal: bool) -> bool:
    """Tell whether a word of planning at ``k`` governs the event word."""
    if infinitive:
        return True
    form = hit.trigger.form
    if form == "past":
        ordered = any(scene.senses[n] & Sense.NAME for n in range(k + 1, hit.first))
        helped = any(
            scene.senses[n] & (Sense.AUXILIARY | Sense.LINKING) for n in range(max(0, k - 2), hit.first)
        )
        return gap <= 5 and ordered and not helped and not scene.senses[k] & Sense.REPORT
    if form in ("verb", "base"):
        return gap <= 3
    del verbal
    return gap <= 7


def _said_after(scene: Scene, hit: Hit) -> tuple[bool, bool]:
    """Tell whether the words after an event noun make it a plan, or undo it (the meeting was postponed)."""
    senses = scene.senses
    for k in range(hit.last + 1, min(hit.last + 9, len(senses) - 1)):
        here = senses[k]
        if here & (Sense.BREAK | Sense.CONJUNCTION):
            break
        if here & Sense.MODAL:
            denied = any(senses[n] & Sense.NEGATION for n in range(k + 1, min(k + 3, len(senses))))
            return not denied, denied
        if here & Sense.LINKING:
            for n in range(k + 1, min(k + 4, len(senses))):
                if senses[n] & Sense.DENIAL:
                    return False, True
                if senses[n] & Sense.PLAN:
                    return True, False
            break
    return False, False
