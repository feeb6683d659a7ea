"""Whether an event is said to have happened, to be meant to happen, or not to have happened."""

from __future__ import annotations

from typing import Literal

from geomap.grammar import Hit, Scene, is_nominal
from geomap.language import Relation, Sense

Modality = Literal["factual", "planned", "negated"]

REACH = 12
"""Tokens before an event word in which a plan or denial can govern it."""


def modality_of(scene: Scene, hit: Hit) -> Modality:
    """Tell whether the event is said to have happened, to be meant to happen, or not to have happened."""
    if _disowned(scene, hit):
        return "negated"
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
            yet_to_try = any(s & Sense.MODAL for s in senses[max(0, k - 2) : k]) or _is_future(scene, k)
            if fight and not (here & Sense.PLAN) and not yet_to_try:
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


def _disowned(scene: Scene, hit: Hit) -> bool:
    """Tell whether a report of the event is called false: rumours that X fell are groundless.

    The report is a noun that stands before the event, in its clause or one that this hangs on; what denies it
    may stand in any of these.
    """
    clause = scene.clause_of(hit.first)
    reported = denied = False
    while True:
        for number in clause.chunks:
            chunk = scene.chunks[number]
            noun = chunk.kind == "phrase" and chunk.senses & Sense.REPORT and chunk.first < hit.first
            reported = reported or bool(noun)
            denied = denied or bool(chunk.senses & Sense.DENIAL)
            unconfirmed = (
                chunk.kind == "verb" and chunk.senses & Sense.NEGATION and chunk.senses & Sense.REPORT
            )
            denied = denied or bool(unconfirmed)
        if clause.parent == clause.number:
            return reported and denied
        clause = scene.clauses[clause.parent]


def _is_future(scene: Scene, index: int) -> bool:
    """Tell whether the ending of a verb says that it is yet to be done."""
    return bool(scene.grammar.future_endings) and scene.lowers[index].endswith(scene.grammar.future_endings)


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
    clause = scene.clause_of(hit.first)
    called_off = hit.trigger.action in ("visited", "moved", "announced") and clause.verb >= 0
    if called_off and scene.chunks[clause.verb].senses & Sense.DENIAL:
        return True
    for k in range(hit.last + 1, min(hit.last + REACH, len(senses))):
        here = senses[k]
        if here & (Sense.BREAK | Sense.CONJUNCTION) or k in scene.at or scene.lowers[k] == ",":
            return False
        if here & Sense.NEGATION:
            return bool((here | (senses[k + 1] if k + 1 < len(senses) else 0)) & Sense.LACKING)
        if reported and here & Sense.DENIAL:
            return True
    return False


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
