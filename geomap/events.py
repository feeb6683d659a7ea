"""The grammar of events: what a sentence says happened at a place, by verb and relation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geomap.grammar import NAME, Hit, Scene, is_nominal
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
    )


def governing_hit(scene: Scene, governor: int, relations: str, last: int, *, far: bool) -> Hit | None:
    """Return the event word to which a prepositional phrase belongs.

    ``governor`` is the preposition, ``last`` the token after the name. The nearest fitting word before the
    phrase counts, within the clause; then, for an adjunct of place, the first one after it; ``far`` allows
    other clauses.
    """
    within = "l" in relations
    beyond = False
    fallback: Hit | None = None
    for hit in reversed(scene.hits):
        if hit.last >= governor or (scene.asides and _aside(scene, hit, governor)):
            continue
        if not beyond and _broken(scene, hit.last + 1, governor):
            beyond = True
        governs = hit.trigger.governs
        fits = any(letter in governs for letter in relations if letter != "l")
        if "m" in governs and not fits and not beyond:
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
            or (within and "l" in governs)
        ):
            return _striking(scene, _stronger(scene, hit, governor))
    senses = scene.senses
    opens = not any(senses[k] & ~sense.DETERMINER for k in range(governor))
    if within or opens:
        for hit in scene.hits:
            if hit.first >= last and not (scene.asides and _aside(scene, hit, governor)):
                if _broken(scene, last, hit.first):
                    break
                told = governor > 0 and senses[governor - 1] & sense.BE
                if told and any("y" in scene.relations(k) for k in range(last, hit.first)):
                    break  # was in X a day after the raid
                if not opens and any(senses[k] & sense.SPEECH for k in range(last, hit.first)):
                    break
                governs = hit.trigger.governs
                fits = any(letter in governs for letter in relations if letter != "l")
                if fits or (within and (hit.trigger.strength > 1 or "l" in governs)):
                    return _stronger(scene, hit, last)
    return fallback if far else None


def _taking(scene: Scene, hit: Hit, governor: int, relations: str, last: int) -> Hit | None:
    """Return what a word of taking or losing tells of a place it does not take: a move, a fight or else.

    None where what is taken is itself a place, or is not told after the word.
    """
    senses = scene.senses
    ends = range(last, min(last + 4, len(senses)))
    if "t" in relations or ("f" in relations and any("t" in scene.relations(k) for k in ends)):
        return Hit(hit.first, hit.last, hit.trigger._replace(action="moved", governs="tf", inverse=False))
    total = 0
    if hit.trigger.action == "withdrew" and "," in scene.lowers[hit.last + 1 : governor]:
        return None
    for k in range(hit.last + 1, governor):
        total |= senses[k]
    place = sense.GEOGRAPHIC | sense.FACILITY | sense.PARTITIVE
    if total & NAME:
        return None
    if "l" not in relations or governor == hit.last + 1 or (total & place and not _is_civil(scene, hit)):
        return None
    fight = hit.trigger.inverse and total & (sense.FORCE | sense.KIT)
    action: Action = "attacked" if fight else "other"
    return Hit(hit.first, hit.last, hit.trigger._replace(action=action, governs="l", inverse=False))


def _striking(scene: Scene, hit: Hit) -> Hit:
    """Return the verb whose object a noun of movement is, rather than the noun: struck a convoy."""
    if hit.trigger.action == "moved" and is_nominal(scene, hit):
        for other in scene.hits:
            if 0 < hit.first - other.last <= 4 and other.trigger.action in ("struck", "attacked"):
                between = scene.senses[other.last + 1 : hit.first]
                if not is_nominal(scene, other) and not any(s & sense.PREPOSITION for s in between):
                    return other
    return hit


def _aside(scene: Scene, hit: Hit, governor: int) -> bool:
    """Tell whether an event word stands in brackets that do not hold the place too."""
    return any(a < hit.first < b and not a < governor < b for a, b in scene.asides)


def _broken(scene: Scene, start: int, end: int) -> bool:
    """Tell whether a new clause begins between two tokens; a colon before a count opens a list."""
    senses = scene.senses
    for k in range(start, end):
        if senses[k] & sense.BREAK and not (
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
    if trigger.action == "attacked" and "o" in trigger.governs and _from_afar(scene, hit):
        return "struck"
    if "p" in trigger.governs and _is_personal(scene, hit):
        return "visited"
    if "q" in trigger.governs:
        withdrawal = trigger.action == "withdrew"
        cause = _cause(scene, hit) if withdrawal else None
        if cause is not None:
            return cause
        if _is_civil(scene, hit) if withdrawal else not _is_forceful(scene, hit):
            return "moved"
    if trigger.action not in ("captured", "reclaimed") or trigger.fixed:
        return trigger.action
    side = side_of(scene, hit)
    parties = set(scene.rules.sides.values())
    if side is None or country not in parties:
        return trigger.action
    if trigger.inverse:
        side = next(iter(parties - {side}), side)
    return "reclaimed" if side == country else "captured"


def _from_afar(scene: Scene, hit: Hit) -> bool:
    """Tell whether an attack is made by drones, missiles or shells."""
    senses = scene.senses
    if any(senses[k] & sense.AERIAL for k in range(max(0, hit.first - 4), hit.first)):
        return True
    for k in range(hit.last + 1, min(hit.last + 14, len(senses))):
        if senses[k] & sense.BREAK:
            return False
        if senses[k] & sense.AERIAL and any(
            "c" in scene.relations(n) for n in range(max(hit.last, k - 6), k)
        ):
            return True
    return False


def _is_personal(scene: Scene, hit: Hit) -> bool:
    """Tell whether the one who travels is a person with a name or title rather than a force or a good."""
    senses, words = scene.senses, scene.words
    if hit.last + 1 < len(senses) and scene.relations(hit.last + 1) == "n":  # the return of: they follow
        return any(s & (sense.TITLE | sense.PRONOUN) for s in senses[hit.last + 2 : hit.last + 6])
    capital = 0
    for k in range(hit.first - 1, max(-1, hit.first - 12), -1):
        here = senses[k]
        if here & (sense.FORCE | sense.KIT | sense.AERIAL) or here & sense.BREAK:
            return False
        if here & (sense.TITLE | sense.PRONOUN):
            return True
        capital = capital + 1 if words[k][0].isupper() and not here & (NAME | sense.SIDE) else 0
        if capital == 2:
            return True
    return any(senses[k] & sense.TITLE for k in range(hit.last + 1, min(hit.last + 4, len(senses))))


def _is_forceful(scene: Scene, hit: Hit) -> bool:
    """Tell whether the subject is an army, a weapon or a party to the war."""
    arms = sense.FORCE | sense.AERIAL | sense.KIT
    for k in range(hit.first - 1, max(-1, hit.first - 9), -1):
        here = scene.senses[k]
        if here & sense.BREAK:
            break
        if here & arms and not here & sense.PERSON:
            return True
    return False


def _cause(scene: Scene, hit: Hit) -> Action | None:
    """Return the event that is the subject of the word: the strikes left X in the dark."""
    for k in range(hit.first - 1, max(-1, hit.first - 6), -1):
        if scene.senses[k] & (sense.BREAK | sense.FORCE | sense.PERSON | sense.RELATIVE):
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
        if here & sense.PRONOUN or (here & sense.PERSON and (here & sense.ORIGIN or not here & sense.FORCE)):
            return True
        if here & (sense.BREAK | sense.FORCE | sense.SIDE | sense.KIT | sense.AERIAL):
            return False
    return False


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


# --- whether ------------------------------------------------------------------------------------------------
def modality_of(scene: Scene, hit: Hit) -> Modality:
    """Tell whether the event is said to have happened, to be meant to happen, or not to have happened."""
    senses = scene.senses
    trigger = hit.trigger
    verbal = not is_nominal(scene, hit)
    if scene.rules.genitive and (not verbal or trigger.strength == 1) and _undone_after(scene, hit):
        return "negated"
    fight = trigger.action in ("attacked", "struck")
    planned = bool(senses[hit.last] & sense.PLAN)
    infinitive = joined = False
    objective = hit.first > 0 and scene.lowers[hit.first - 1] == ":"
    if trigger.form == "base" and objective:
        planned = True
    if trigger.form == "base" and scene.rules.genitive:
        infinitive = planned = True
    for k in range(hit.first - 1, max(-1, hit.first - 1 - REACH), -1):
        here = senses[k]
        gap = hit.first - k
        if here & sense.BREAK and not here & sense.CONDITION:
            break
        if not here:
            continue
        if here & sense.PREPOSITION and "y" in scene.relations(k):
            break  # "after strikes": what precedes is another matter
        if gap == 1 and here & sense.CONJUNCTION and trigger.form in ("base", "either"):
            joined = True
        if here & sense.CONDITION and gap > 1:
            planned = True
        if here & sense.NEGATION and gap <= (5 if verbal else 4):
            return "negated"
        if here & sense.DENIAL:
            return "negated"
        if here & sense.FAILURE and gap <= 5 and not fight:
            return "negated"
        if here & sense.REAL and infinitive and gap <= 8:
            planned = False
            break
        if (
            here & sense.INFINITIVE
            and not infinitive
            and _marks_verb(scene, k, hit, verbal=verbal, joined=joined)
        ):
            infinitive = planned = True
            continue
        if here & sense.MODAL and not verbal and scene.rules.genitive and 1 < gap <= 3:
            planned = True  # a strike will be dealt
        if here & sense.MODAL and verbal and gap <= (REACH if joined else 5):
            planned = planned or not any(
                senses[n] & sense.AUXILIARY for n in range(k + 1, min(k + 3, hit.first))
            )
        if here & sense.TRIAL and gap <= 5:
            if fight and not (here & sense.PLAN):
                return "factual" if infinitive else "planned" if planned else "factual"
            planned = True
        if here & sense.PLAN and _plans(scene, k, hit, gap, infinitive=infinitive, verbal=verbal):
            planned = True
    if not verbal and hit.last + 1 < len(senses) and senses[hit.last + 1] & sense.PLAN:
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
        if senses[k] & (sense.BREAK | sense.CONJUNCTION | sense.RELATIVE) or scene.lowers[k] == ",":
            return False
        if senses[k] & sense.BE:
            told = any(
                senses[n] & sense.RELATIVE and senses[n - 1] & sense.SPEECH
                for n in range(max(1, hit.first - 8), hit.first)
            )
            return told and bool(senses[k + 1] & sense.DENIAL)
    return False


def mood_before(scene: Scene, near: int) -> Modality:
    """Return the modality that the words before a token give to an event that none of them names."""
    for k in range(near - 1, max(-1, near - 1 - REACH), -1):
        here = scene.senses[k]
        if here & sense.BREAK:
            break
        if here & sense.DENIAL and k and scene.senses[k - 1] & (sense.BE | sense.AUXILIARY):
            break  # flights were suspended: that is the event
        if here & sense.NEGATION or here & sense.DENIAL:
            return "negated"
        if here & (sense.MODAL | sense.PLAN):
            return "planned"
    for k in range(near + 1, min(near + 8, len(scene.senses) - 1)):
        here = scene.senses[k]
        if here & (sense.BREAK | sense.BE | sense.AUXILIARY) or k in scene.at or scene.lowers[k] == ",":
            break
        if here & sense.MODAL:  # the bridge at X would be opened
            return "planned" if scene.senses[k + 1] & sense.BE else "factual"
    return "factual"


def _undone_after(scene: Scene, hit: Hit) -> bool:
    """Tell whether what follows an event noun says that there was none, or that a report of it is denied.

    Languages with cases put the denial last: of explosions there were none; rumours of a raid he denied.
    """
    senses = scene.senses
    reported = any("x" in scene.relations(k) for k in range(max(0, hit.first - 2), hit.first))
    for k in range(hit.last + 1, min(hit.last + REACH, len(senses))):
        here = senses[k]
        if here & (sense.BREAK | sense.CONJUNCTION) or k in scene.at or scene.lowers[k] == ",":
            return False
        if here & sense.NEGATION:
            return bool((here | (senses[k + 1] if k + 1 < len(senses) else 0)) & sense.LACKING)
        if reported and here & sense.DENIAL:
            return True
    return False


def _marks_verb(scene: Scene, k: int, hit: Hit, *, verbal: bool, joined: bool) -> bool:
    """Tell whether the "to" at ``k`` makes the event word, or the verb it is the object of, an infinitive."""
    gap = hit.first - k
    if joined:
        return True
    if any(scene.senses[n] & sense.AUXILIARY for n in range(k + 1, hit.first)):
        return False  # "to have taken"
    if verbal:
        return gap <= 2 and hit.trigger.form in ("base", "either", "past")
    noun = NAME | sense.DETERMINER | sense.GEOGRAPHIC | sense.SIDE | sense.FORCE | sense.MODIFIER
    return 1 < gap <= 6 and not scene.senses[k + 1] & noun and scene.lowers[k + 1].isalpha()


def _plans(scene: Scene, k: int, hit: Hit, gap: int, *, infinitive: bool, verbal: bool) -> bool:
    """Tell whether a word of planning at ``k`` governs the event word."""
    if infinitive:
        return True
    form = hit.trigger.form
    if form == "past":
        ordered = any(scene.senses[n] & NAME for n in range(k + 1, hit.first))
        helped = any(scene.senses[n] & (sense.AUXILIARY | sense.BE) for n in range(max(0, k - 2), hit.first))
        return gap <= 5 and ordered and not helped and not scene.senses[k] & sense.SPEECH
    if form in ("verb", "base"):
        return gap <= 3
    del verbal
    return gap <= 7


def _said_after(scene: Scene, hit: Hit) -> tuple[bool, bool]:
    """Tell whether the words after an event noun make it a plan, or undo it (the meeting was postponed)."""
    senses = scene.senses
    for k in range(hit.last + 1, min(hit.last + 9, len(senses) - 1)):
        here = senses[k]
        if here & (sense.BREAK | sense.CONJUNCTION):
            break
        if here & sense.MODAL:
            denied = any(senses[n] & sense.NEGATION for n in range(k + 1, min(k + 3, len(senses))))
            return not denied, denied
        if here & sense.BE:
            for n in range(k + 1, min(k + 4, len(senses))):
                if senses[n] & sense.DENIAL:
                    return False, True
                if senses[n] & sense.PLAN:
                    return True, False
            break
    return False, False
