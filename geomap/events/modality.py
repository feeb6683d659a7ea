"""Whether an event is said to have happened, to be meant to happen, or not to have happened."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Literal

from msgspec import Struct

from geomap.grammar import Chunk, Clause, Hit, Scene, is_converb, is_nominal
from geomap.language import Relation, Sense, language_of

Modality = Literal["factual", "planned", "negated"]

PURPOSE = Sense.COMPLEMENTIZER | Sense.BREAK
"""Senses of a word that opens what is wanted (чтобы), where others open what is told (что)."""
REACH = 12
"""Tokens before an event word in which a plan or denial can govern it."""


class Mood(Struct):
    """The state of a walk from an event word to the left: the token it stands at, and what it has found."""

    scene: Scene
    hit: Hit
    verbal: bool
    k: int
    planned: bool = False
    infinitive: bool = False
    joined: bool = False
    """Whether the event word is the second of two verbs: will come and take."""
    aimed: bool = False
    """Whether it is the aim of a plan or of attempts, which may themselves go on."""
    parted: bool = False
    """Whether the walk has come to another clause, whose negation says nothing of this one."""

    @property
    def here(self) -> int:
        """The senses of the token it stands at."""
        return self.scene.senses[self.k]

    @property
    def gap(self) -> int:
        """Tokens from there to the event word."""
        return self.hit.first - self.k

    @property
    def fight(self) -> bool:
        """Whether it is a fight, which is one also where it fails."""
        return self.hit.trigger.action in ("attacked", "struck")


Step = Callable[[Mood], "Modality | Literal['end'] | None"]
"""A case of the walk: the answer, the end of the walk, or None to go on."""


def modality_of(scene: Scene, hit: Hit) -> Modality:
    """Tell whether the event is said to have happened, to be meant to happen, or not to have happened."""
    if scene.senses[hit.last] & Sense.NEGATION:
        return "negated"  # не пустили
    verbal = not is_nominal(scene, hit)
    late = scene.grammar.genitive and (not verbal or hit.trigger.strength == 1 or _is_tried(scene, hit))
    if (
        _disowned(scene, hit)
        or (late and _undone_after(scene, hit))
        or (not verbal and _named_false(scene, hit))
    ):
        return "negated"
    mood = Mood(scene, hit, verbal, hit.first, planned=bool(scene.senses[hit.last] & Sense.PLAN))
    if hit.trigger.form == "base":
        mood.infinitive = scene.grammar.genitive
        mood.planned = mood.planned or mood.infinitive
    clause = scene.clause_of(hit.first)
    mood.planned = mood.planned or _is_objective(scene, clause) or _is_purpose(scene, clause)
    mood.planned = mood.planned or (verbal and (_is_awaited(scene, hit) or _is_nearly(scene, hit)))
    mood.planned = mood.planned or _is_asked(scene, hit)
    return _before(mood) or _after(mood) or ("planned" if mood.planned else "factual")


def _is_tried(scene: Scene, hit: Hit) -> bool:
    """Tell whether an infinitive is what an attempt is at: попыток прорваться к X не отмечено."""
    before = scene.senses[max(0, hit.first - 2) : hit.first]  # спроб ворога прорватися
    return hit.trigger.form == "base" and any(senses & Sense.TRIAL for senses in before)


def _before(mood: Mood) -> Modality | None:
    """Walk over the words before an event word, as far as they can govern it."""
    first = mood.hit.first
    set_off = mood.verbal and mood.scene.lowers[first - 1] == ","
    if set_off and (is_converb(mood.scene, first) or _is_predicate(mood)):
        return None  # tried to reach X | , having brought guns up to Y; could not hold it | , X is left
    for k in range(first - 1, max(-1, first - 1 - REACH), -1):
        here = mood.scene.senses[k]
        if here & Sense.BREAK and not here & Sense.CONDITION:
            return None
        mood.parted = mood.parted or _parts(mood.scene, k, first)
        if not here & MOODS:
            continue
        mood.k = k
        for sense, step in STEPS.items():
            if not here & sense:
                continue
            found = step(mood)
            if found == "end":
                return None
            if found is not None:
                return found
    return None


def _parts(scene: Scene, k: int, first: int) -> bool:
    """Tell whether a comma ends another clause: если обстрелы не прекратятся | , придется брать X."""
    if scene.lowers[k] != "," or scene.senses[k + 1] & (Sense.RELATIVE | Sense.BREAK):
        return False
    between = (token for token in range(k + 1, first) if token not in scene.at)
    return any(scene.chunks[scene.chunk_of[token]].kind == "verb" for token in between)


def _is_predicate(mood: Mood) -> bool:
    """Tell whether an event word is a participle that is a clause by itself: залишено, оставлен."""
    endings = mood.scene.grammar.predicates
    return mood.hit.trigger.form == "past" and mood.scene.lowers[mood.hit.last].endswith(endings)


def _after(mood: Mood) -> Modality | None:
    """Look at what follows an event noun, and at what is said of the whole."""
    scene, hit = mood.scene, mood.hit
    if not mood.verbal and hit.last + 1 < len(scene.senses) and _plans_after(scene.senses[hit.last + 1]):
        mood.planned = True
    if mood.infinitive and scene.grammar.genitive and _failed_after(scene, hit, fight=mood.fight):
        return "negated"
    if mood.planned:
        return None
    if not mood.verbal and (_is_meant(scene, hit) or _is_near(scene, hit)):
        mood.planned = True
        return None
    if not mood.verbal and _is_yet_to_come(scene, scene.clause_of(hit.first)):
        mood.planned = True
        return None
    if not mood.verbal or (hit.trigger.form == "gerund" and not _describes(scene, hit)):
        mood.planned, negated = _said_after(scene, hit)
        if negated:
            return "negated"
    return "negated" if mood.verbal and not mood.planned and _untrue(scene, hit) else None


def _describes(scene: Scene, hit: Hit) -> bool:
    """Tell whether a gerund says which forces are meant: troops heading for X | did not meet resistance."""
    before = scene.senses[hit.first - 1] if hit.first else 0
    return bool(before & (Sense.FORCE | Sense.KIT | Sense.AERIAL))


# --- the steps ----------------------------------------------------------------------------------------------
def _other_matter(mood: Mood) -> Modality | Literal["end"] | None:
    """End at "after": what stands before "after strikes" is another matter."""
    return "end" if mood.scene.relations(mood.k) & Relation.WHEN else None


def _joining(mood: Mood) -> Modality | Literal["end"] | None:
    """Note that the event word is the second of two verbs; end where a new predicate begins: and has been."""
    scene, k = mood.scene, mood.k
    if not scene.grammar.genitive and mood.gap > 2 and scene.found[k + 1].senses & Sense.AUXILIARY:
        return None if scene.found[k + 2].senses & (Sense.DETERMINER | Sense.POSSESSIVE) else "end"
    if mood.gap == 1 and mood.hit.trigger.form in ("base", "either"):
        mood.joined = True
    return None


def _condition(mood: Mood) -> Modality | Literal["end"] | None:
    """Plan what stands under a condition: if they take X."""
    if mood.gap > 1:
        mood.planned = True
    return None


def _undone(mood: Mood) -> Modality | Literal["end"] | None:
    """Negate after a negation, a denial or, save for a fight, a failure: did not, denied, failed to."""
    if mood.verbal and mood.here & Sense.PREPOSITION and mood.hit.trigger.form != "gerund":
        return None  # without warning, shells hit X
    if mood.here & Sense.DENIAL and _goes_with(mood.scene, mood.k, mood.hit):
        return None  # he denied the charge and entered X
    if mood.here & Sense.NEGATION and (mood.parted or _is_closed(mood)):
        return None
    if not mood.here & Sense.SPEECH and _has_own_subject(mood):
        return None  # not: denied that tanks came and troops took X
    near = mood.gap <= (5 if mood.verbal else 4)
    # Who failed in an attack has attacked; who failed to advance has not.
    done = mood.fight and not (
        mood.infinitive and mood.scene.chunks[mood.scene.chunk_of[mood.k]].kind == "verb"
    )
    failed = mood.here & Sense.FAILURE and mood.gap <= 5 and not done
    if (mood.here & Sense.NEGATION and near) or mood.here & Sense.DENIAL or failed:
        return "negated"
    return None


def _is_closed(mood: Mood) -> bool:
    """Tell whether another clause begins between a negation and a verb: no casualties | when a missile hit X.

    Where a negation can be a predicate, a comma ends its clause: загиблих немає | , у X пошкоджено ліцей.
    """
    scene, first = mood.scene, mood.hit.first
    if not mood.verbal:
        return False
    if scene.grammar.genitive:
        return scene.lowers[mood.k + 1] == "," and scene.lowers[mood.k + 1 : first].count(",") == 1
    for number in range(scene.chunk_of[mood.k] + 1, scene.chunk_of[first]):
        chunk = scene.chunks[number]
        here = scene.senses[chunk.first]
        if chunk.kind == "opener" and here & Sense.RELATIVE and not here & Sense.OBJECTIVE:
            return True
    return False


def _has_own_subject(mood: Mood) -> bool:
    """Tell whether a conjunction and a subject part a verb from a word: did not sound | and a shell hit X."""
    scene, joined = mood.scene, False
    after = scene.senses[mood.hit.last + 1] if mood.hit.last + 1 < len(scene.senses) else 0
    if not mood.verbal and not after & (Sense.DETERMINER | Sense.NAME):
        return False  # no drones or strikes in X; not: and a shell hit the yard
    last = scene.chunk_of[mood.hit.first]
    for number in range(scene.chunk_of[mood.k] + 1, last + 1):
        chunk = scene.chunks[number]
        if chunk.kind == "join":
            joined = joined or any(word[0].isalpha() for word in scene.lowers[chunk.first : chunk.last])
            continue
        bare = joined and chunk.kind == "phrase" and chunk.prep < 0 and not chunk.senses & Sense.TIME
        if bare and (number == last or scene.chunks[number + 1].kind == "verb"):
            return True
    return False


def _realised(mood: Mood) -> Modality | Literal["end"] | None:
    """End at what makes an infinitive a fact: managed to, was forced to."""
    if not mood.infinitive or mood.gap > 8:
        return None
    if any(s & Sense.NEGATION for s in mood.scene.senses[max(0, mood.k - 2) : mood.k]):
        return "negated"  # did not manage to
    mood.planned = mood.aimed  # went on with attempts to
    return "end"


def _infinitive(mood: Mood) -> Modality | Literal["end"] | None:
    """Plan an infinitive, but not what is reported to be going on, nor a cause."""
    if _is_going_on(mood.scene, mood.k) or _is_told_apart(mood):
        return None
    if mood.k and _is_cause(mood.scene, mood.k - 1, mood.hit):
        return None
    if not mood.infinitive and _marks_verb(
        mood.scene, mood.k, mood.hit, verbal=mood.verbal, joined=mood.joined
    ):
        mood.infinitive = mood.planned = True
    return None


def _is_going_on(scene: Scene, particle: int) -> bool:
    """Tell whether an infinitive says what is told to be going on: reported | to be storming X."""
    before = scene.senses[particle - 1] if particle else 0
    reported = before & (Sense.REPORT | Sense.BELIEF) and not before & Sense.PLAN
    doing = particle + 2
    if not reported or doing >= len(scene.words) or not scene.found[particle + 1].senses & Sense.BE:
        return False
    return scene.lowers[doing].endswith(scene.grammar.gerund_endings or "\n")


def _modal(mood: Mood) -> Modality | Literal["end"] | None:
    """Plan what will or may be, but not what may have been."""
    if not mood.verbal:
        dealt = mood.scene.grammar.genitive and 1 < mood.gap <= 3  # a strike will be dealt
        mood.planned = mood.planned or dealt
    elif mood.gap <= (REACH if mood.joined else 5):
        after = mood.scene.senses[mood.k + 1 : min(mood.k + 3, mood.hit.first)]
        mood.planned = mood.planned or not any(s & Sense.AUXILIARY for s in after)
    return None


def _trial(mood: Mood) -> Modality | Literal["end"] | None:
    """Take a tried fight for a fight, and anything else tried for a plan."""
    if mood.gap > 5:
        return None
    before = mood.scene.senses[max(0, mood.k - 2) : mood.k]
    if any(s & Sense.NEGATION and s & Sense.DETERMINER for s in before[-1:]):
        return "negated"  # there were no attempts to break into X
    yet_to_try = any(s & Sense.MODAL for s in before) or _is_future(mood.scene, mood.k)
    if mood.fight and not mood.here & Sense.PLAN and not yet_to_try:
        return "planned" if mood.planned and not mood.infinitive else "factual"
    mood.planned = True
    # Efforts to fortify are work that goes on; efforts to take a town have not taken it.
    mood.aimed = mood.hit.trigger.action in ("captured", "reclaimed")
    return None


def _plan(mood: Mood) -> Modality | Literal["end"] | None:
    """Plan what a word of intent, order, demand or forecast governs."""
    if _is_cause(mood.scene, mood.k, mood.hit) or (not mood.here & Sense.BELIEF and _is_told_apart(mood)):
        return None
    if _plans(mood.scene, mood.k, mood.hit, infinitive=mood.infinitive):
        before = mood.scene.senses[mood.k - 1] if mood.k else 0
        if before & Sense.NEGATION and before & Sense.DETERMINER:
            return "negated"  # no order to leave X
        mood.planned = True
        # Who goes on preparing for an attack has not attacked; who prepares lines builds them.
        mood.aimed = mood.verbal or mood.scene.chunks[mood.scene.chunk_of[mood.hit.first]].prep >= 0
    return None


STEPS: dict[int, Step] = {
    Sense.PREPOSITION: _other_matter,
    Sense.CONJUNCTION: _joining,
    Sense.CONDITION: _condition,
    Sense.NEGATION | Sense.DENIAL | Sense.FAILURE: _undone,
    Sense.REAL: _realised,
    Sense.INFINITIVE: _infinitive,
    Sense.MODAL: _modal,
    Sense.TRIAL: _trial,
    Sense.PLAN: _plan,
}
"""The cases in the order in which they are tried, by the senses of the words that they know."""
MOODS = reduce(or_, STEPS)


# --- what they ask ------------------------------------------------------------------------------------------
def _is_told_apart(mood: Mood) -> bool:
    """Tell whether a passive tells of what a word describes: a base built to store arms | was hit."""
    scene = mood.scene
    if scene.grammar.genitive or not mood.verbal:
        return False
    number = scene.chunk_of[mood.hit.first]
    chunk = scene.chunks[number]
    opens = scene.senses[chunk.first]
    told = chunk.kind == "verb" and chunk.first < mood.hit.first and bool(opens & Sense.LINKING)
    parted = told and not opens & Sense.MODAL and mood.k < chunk.first
    between = scene.chunks[scene.chunk_of[mood.k] + 1 : number]
    return parted and not any(one.kind == "opener" for one in between)  # but: order that X is taken


def _is_cause(scene: Scene, k: int, hit: Hit) -> bool:
    """Tell whether what follows a word of intent and its particle is a noun: hurt due to strikes on X."""
    if k + 1 >= hit.first or not scene.senses[k] & Sense.CAUSAL or not scene.senses[k + 1] & Sense.INFINITIVE:
        return False
    chunk = scene.chunks[scene.chunk_of[hit.first]]
    plural = k + 2 == hit.first and scene.lowers[hit.first].endswith(scene.grammar.present_ending)
    return plural or (chunk.kind == "phrase" and chunk.prep == k + 1)


def _is_objective(scene: Scene, clause: Clause) -> bool:
    """Tell whether a clause names an aim: after a label, verbs without a subject (Main effort: take X)."""
    if scene.grammar.genitive or clause.verb < 0 or clause.kind not in ("label", "joined"):
        return False
    verb = scene.chunks[clause.verb]
    bare = bool(verb.hits) and verb.first == verb.hits[0].first and verb.last == verb.hits[0].last + 1
    bare = bare and not is_nominal(scene, verb.hits[0])
    opens = all(scene.chunks[n].kind in ("opener", "join", "mark") for n in clause.chunks if n < clause.verb)
    if not bare or not opens or verb.hits[0].trigger.form not in ("base", "either"):
        return False
    if scene.lowers[verb.first].endswith(scene.grammar.present_ending):
        return False  # attacks all day
    return clause.kind == "label" or _is_objective(scene, scene.clauses[clause.parent])


def _is_purpose(scene: Scene, clause: Clause) -> bool:
    """Tell whether a clause tells what is wanted, though its verb is in the past: чтобы войска ушли."""
    opener = scene.chunks[clause.chunks[0]] if clause.chunks else None
    if opener is None or opener.kind != "opener":
        return False
    return scene.found[opener.first].senses & PURPOSE == PURPOSE


def _is_awaited(scene: Scene, hit: Hit) -> bool:
    """Tell whether a clause of time in the present waits for its event: they will fight until X falls."""
    clause = scene.clause_of(hit.first)
    opener = scene.chunks[clause.chunks[0]] if clause.chunks else None
    if opener is None or opener.prep < 0 or not scene.relations(opener.prep) & Relation.WHEN:
        return False
    return scene.lowers[hit.first].endswith(scene.grammar.present_ending)


def _is_asked(scene: Scene, hit: Hit) -> bool:
    """Tell whether an event is what is asked: unclear whether X fell; невідомо, чи взяли X; взяли ли X."""
    if hit.last + 1 < len(scene.found) and scene.found[hit.last + 1].senses & Sense.ASKED:
        return True
    for k in range(hit.first - 1, max(-1, hit.first - 1 - REACH), -1):
        if scene.found[k].senses & Sense.ASKED:
            # Where the same word joins, it asks behind a mark alone: обстріляли чи штурмували X.
            return not (scene.senses[k] & Sense.CONJUNCTION and k and scene.words[k - 1][0].isalnum())
        if scene.words[k] == "," or k in scene.at:
            return False
    return False


def _is_nearly(scene: Scene, hit: Hit) -> bool:
    """Tell whether a place was nearly taken: майже захопили X; almost forty attacks are no such thing."""
    before = scene.found[hit.first - 1].senses if hit.first else 0
    return hit.trigger.action in ("captured", "reclaimed") and bool(before & Sense.NEARLY)


def _named_false(scene: Scene, hit: Hit) -> bool:
    """Tell whether an event noun is called false: назвал потерю X выдумкой, the fall of X - a lie."""
    clause = scene.clause_of(hit.first)
    if clause.verb < 0 and any(_denies(scene, one) for one in scene.clauses if one.parent == clause.number):
        return True
    verb = scene.chunks[clause.verb] if clause.verb >= 0 else None
    if verb is None or not any(scene.found[k].senses & Sense.NAMING for k in range(verb.first, verb.last)):
        return False
    return any(
        scene.senses[k] & Sense.DENIAL and scene.clause_of(k) is clause
        for k in range(hit.last + 1, min(hit.last + REACH, len(scene.senses)))
    )


def _is_near(scene: Scene, hit: Hit) -> bool:
    """Tell whether a place is said to be taken soon: взятие X – дело нескольких дней, nearing its capture."""
    if hit.trigger.action not in ("captured", "reclaimed"):
        return False
    clause, number = scene.clause_of(hit.first), scene.chunk_of[hit.first]
    chunk = scene.chunks[number]
    ahead = chunk.prep >= 0 and scene.relations(chunk.prep) & Relation.GOAL
    before = scene.chunks[number - 1].hits if number else ()
    advance = any(
        one.trigger.action in ("moved", "attacked") and not is_nominal(scene, one) for one in before
    )
    if advance and (ahead or chunk.prep < 0):
        return True
    counted = (scene.chunks[n] for n in clause.chunks if n > number)
    if ahead and any(one.senses & Sense.PLAN and one.prep < 0 for one in counted):
        return True  # до взяття X лічені дні
    labels = (one for one in scene.clauses if one.parent == clause.number and one.kind == "label")
    return clause.verb < 0 and any(
        scene.chunks[n].senses & Sense.PLAN and scene.chunks[n].prep < 0
        for one in labels
        for n in one.chunks[:2]
    )


def _plans_after(senses: int) -> bool:
    """Tell whether a word right after an event noun makes it a plan; for whom it is done does not."""
    return bool(senses & Sense.PLAN and not senses & Sense.PREPOSITION)


def _goes_with(scene: Scene, verb: int, hit: Hit) -> bool:
    """Tell whether a verb in the past goes on with an earlier one by "and", rather than hangs on it."""
    joined = hit.trigger.form == "past" and scene.senses[hit.first - 1] & Sense.CONJUNCTION
    return bool(joined) and not any(verb < other.first < hit.first for other in scene.hits)


def _disowned(scene: Scene, hit: Hit) -> bool:
    """Tell whether a report of the event is called false: rumours that X fell are groundless.

    The report is a noun that stands before the event, in its clause or one that this hangs on; what denies it
    may stand in any of these.
    """
    if not scene.total & (Sense.DENIAL | Sense.NEGATION) or not scene.total & Sense.REPORT:
        return False
    clause = scene.clause_of(hit.first)
    reported = denied = False
    while True:
        for number in clause.chunks:
            chunk = scene.chunks[number]
            noun = chunk.kind == "phrase" and chunk.senses & Sense.REPORT and chunk.first < hit.first
            reported = reported or bool(noun)
            denied = denied or bool(chunk.senses & Sense.DENIAL)
            denied = denied or _is_undone(chunk, Sense.CONFIRM)
        if reported and not denied:
            denied = any(_denies(scene, label) for label in scene.clauses if label.parent == clause.number)
        if clause.parent == clause.number:
            return reported and denied
        clause = scene.clauses[clause.parent]


def _is_undone(chunk: Chunk, senses: int = Sense.CONFIRM | Sense.LIGHT) -> bool:
    """Tell whether a verb group says that something was not borne out, or not done."""
    return chunk.kind == "verb" and bool(chunk.senses & Sense.NEGATION and chunk.senses & senses)


def _moves(scene: Scene, verb: Chunk) -> bool:
    """Tell whether a verb group tells of a move."""
    hits = (scene.at[k] for k in range(verb.first, verb.last) if k in scene.at)
    return any(hit.trigger.action in ("moved", "withdrew", "visited") for hit in hits)


def _denies(scene: Scene, clause: Clause) -> bool:
    """Tell whether a clause after a dash calls the one before it false: reports of X's fall - a fake."""
    return clause.kind == "label" and any(scene.chunks[n].senses & Sense.DENIAL for n in clause.chunks)


def _is_future(scene: Scene, index: int) -> bool:
    """Tell whether the ending of a verb says that it is yet to be done."""
    return bool(scene.grammar.future_endings) and scene.lowers[index].endswith(scene.grammar.future_endings)


def _is_meant(scene: Scene, hit: Hit) -> bool:
    """Tell whether an event noun is the object of what will or may be done: may stage a parade."""
    clause, number = scene.clause_of(hit.first), scene.chunk_of[hit.first]
    if (
        scene.grammar.genitive
        or clause.verb < 0
        or number != clause.verb + 1
        or scene.chunks[number].prep >= 0
    ):
        return False
    verb = scene.chunks[clause.verb]
    helpers = [scene.senses[k] for k in range(verb.first, verb.last)]
    done = any(s & Sense.AUXILIARY and not s & Sense.MODAL for s in helpers)  # may have staged
    return any(s & Sense.MODAL for s in helpers) and not done and not verb.senses & Sense.UNDERGO


def _is_yet_to_come(scene: Scene, clause: Clause) -> bool:
    """Tell whether the verb of a clause is in the future by its ending: евакуаційний автобус ходитиме."""
    if clause.verb < 0:
        return False
    verb = scene.chunks[clause.verb]
    return verb.last - verb.first == 1 and _is_future(scene, verb.first)


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
    planned = False
    for k in range(near - 1, max(-1, near - 1 - REACH), -1):
        here = scene.senses[k]
        if here & Sense.BREAK:
            break
        if here & Sense.DENIAL and k and scene.senses[k - 1] & (Sense.LINKING | Sense.AUXILIARY):
            break  # flights were suspended: that is the event
        if here & Sense.NEGATION or here & Sense.DENIAL:
            return "negated"
        planned = planned or bool(
            here & Sense.MODAL or (here & Sense.PLAN and not here & Sense.PREPOSITION)
        )  # go on: they denied that they had aimed at X
    if planned:
        return "planned"
    if scene.grammar.genitive and near < len(scene.words):
        if _undone_below(scene, near):
            return "negated"
        if _is_yet_to_be(scene, scene.clause_of(near)):
            return "planned"
    for k in range(near + 1, min(near + 8, len(scene.senses) - 1)):
        here = scene.senses[k]
        if here & (Sense.BREAK | Sense.LINKING | Sense.AUXILIARY) or k in scene.at or scene.lowers[k] == ",":
            break
        if here & Sense.MODAL:  # the bridge at X would be opened
            sure = not scene.found[k].senses & Sense.UNASSERTED  # the bridge will open; people could hear it
            return "planned" if sure or scene.senses[k + 1] & Sense.LINKING else "factual"
    return "factual"


def _is_yet_to_be(scene: Scene, clause: Clause) -> bool:
    """Tell whether the verb of a clause has a future of its own: відкриватимуть."""
    verb = scene.chunks[clause.verb] if clause.verb >= 0 else None
    return verb is not None and any(_is_future(scene, k) for k in range(verb.first, verb.last))


def _undone_below(scene: Scene, near: int) -> bool:
    """Tell whether the verb that follows a place says that something was not done there.

    Languages with cases put the verb last: a curfew in X they did not impose. What is not so at present, as
    where pumps do not run, is a state of things.
    """
    clause = scene.clause_of(near)
    verb = scene.chunks[clause.verb] if clause.verb >= 0 else None
    if verb is None or verb.first < near or not verb.senses & Sense.NEGATION:
        return False
    past = language_of(scene.text.language).times.past_endings + scene.grammar.predicates
    done = any(word.endswith(past) for word in scene.lowers[verb.first : verb.last])
    return (done or bool(verb.senses & Sense.LACKING)) and _within(scene, near, verb)


def _called_off(scene: Scene, token: int) -> bool:
    """Tell whether a clause ends in that it was called off: works in X, he said, are called off."""
    for number in scene.clause_of(token).chunks:
        chunk = scene.chunks[number]
        alone = chunk.kind == "verb" or (chunk.prep < 0 and chunk.last - chunk.first == 1)
        if chunk.first > token and alone and chunk.senses & Sense.DENIAL:
            return _within(scene, token, chunk)
    return False


def _within(scene: Scene, token: int, chunk: Chunk) -> bool:
    """Tell whether nothing parts a token from what follows it, save a stretch between two commas."""
    return scene.lowers[token : chunk.first].count(",") != 1


def _undone_after(scene: Scene, hit: Hit) -> bool:
    """Tell whether what follows an event noun says that there was none, or that a report of it is denied.

    Languages with cases put the denial last: of explosions there were none; rumours of a raid he denied.
    """
    senses = scene.senses
    if is_nominal(scene, hit) and any(
        scene.relations(k) & Relation.WHEN for k in range(max(0, hit.first - 2), hit.first)
    ):
        return False  # після скиду з дрона в X немає жодного цілого вікна
    reported = any(scene.relations(k) & Relation.ELSE for k in range(max(0, hit.first - 2), hit.first))
    undertaken = hit.trigger.action in ("visited", "moved", "announced", "other")
    undertaken = undertaken or (hit.trigger.action == "attacked" and is_nominal(scene, hit))
    if undertaken and _called_off(scene, hit.last):
        return True
    for k in range(hit.last + 1, min(hit.last + REACH, len(senses))):
        here = senses[k]
        joins = here & Sense.CONJUNCTION and not senses[k - 1] & Sense.NAME  # прорыва у X и Y не было
        if here & Sense.BREAK or joins or k in scene.at or scene.lowers[k] == ",":
            return False
        if here & Sense.NEGATION:
            following = senses[k + 1] if k + 1 < len(senses) else 0
            undone = Sense.LIGHT | Sense.UNDERGO | Sense.PLAN  # евакуації X не планують
            return bool((here | following) & Sense.LACKING or following & undone)
        said = scene.found[k].senses & Sense.SPEECH and is_nominal(scene, hit)
        if here & Sense.DENIAL and (reported or said):
            return True  # утрату X отрицают
    return False


def _failed_after(scene: Scene, hit: Hit, *, fight: bool) -> bool:
    """Tell whether what follows an infinitive undoes it: высадиться у X не удалось, никто не собирается.

    A fight that failed was one.
    """
    clause = scene.clause_of(hit.first)
    for k in range(hit.last + 1, min(hit.last + REACH, len(scene.senses))):
        here = scene.senses[k]
        if here & Sense.BREAK or scene.lowers[k] == ",":
            return False
        if (here & Sense.FAILURE and not fight) or (
            here & Sense.PLAN and scene.senses[k - 1] & Sense.NEGATION
        ):
            return scene.clause_of(k) is clause
    return False


def _marks_verb(scene: Scene, k: int, hit: Hit, *, verbal: bool, joined: bool) -> bool:
    """Tell whether the "to" at ``k`` makes the event word, or the verb it is the object of, an infinitive."""
    gap = hit.first - k
    if joined:
        return True
    if any(scene.senses[n] & Sense.AUXILIARY for n in range(k + 1, hit.first)):
        return False  # "to have taken"
    if verbal:
        if scene.senses[hit.first - 1] & Sense.NAME:
            return False  # on its way to X crashed
        return gap <= 2 and hit.trigger.form in ("base", "either", "past")
    noun = Sense.NAME | Sense.DETERMINER | Sense.GEOGRAPHIC | Sense.SIDE | Sense.FORCE | Sense.MODIFIER
    after, ending = scene.lowers[k + 1], scene.grammar.present_ending
    if after.endswith(ending) and not after.endswith(2 * ending):
        return False  # woke to news of an attack
    return 1 < gap <= 6 and not scene.senses[k + 1] & noun and after.isalpha()


def _plans(scene: Scene, k: int, hit: Hit, *, infinitive: bool) -> bool:
    """Tell whether a word of planning at ``k`` governs the event word."""
    gap = hit.first - k
    if scene.senses[k] & Sense.PREPOSITION:
        return gap == 1 and is_nominal(scene, hit)  # для звільнення X
    if infinitive:
        return True
    if hit.trigger.form == "past":
        ordered = any(scene.senses[n] & Sense.NAME for n in range(k + 1, hit.first))
        helpers = Sense.AUXILIARY | Sense.LINKING
        helped = any(scene.senses[n] & helpers for n in range(max(0, k - 2), hit.first))
        return gap <= 5 and ordered and not helped and not scene.senses[k] & Sense.REPORT
    return gap <= (3 if hit.trigger.form in ("verb", "base") else 7)


def _said_after(scene: Scene, hit: Hit) -> tuple[bool, bool]:
    """Tell whether the words after an event noun make it a plan, or undo it (the meeting was postponed)."""
    senses = scene.senses
    clause = scene.clause_of(hit.first)
    if clause.verb > scene.chunk_of[hit.first]:
        verb = scene.chunks[clause.verb]
        stayed = hit.trigger.action == "moved" and verb.senses & Sense.NEGATION and _moves(scene, verb)
        if stayed or _is_undone(verb):
            return False, True  # the capture of X was not confirmed; the convoy to X did not depart
        if verb.senses & Sense.PLAN and scene.lowers[verb.last - 1].endswith(scene.grammar.reflexive_endings):
            return True, False  # штурм X очікується
    for k in range(hit.last + 1, min(hit.last + 9, len(senses) - 1)):
        here = senses[k]
        after = scene.clause_of(k)
        another = clause.verb < 0 and after.parent == clause.number and after.kind == "joined"
        if here & (Sense.BREAK | Sense.CONJUNCTION | Sense.RELATIVE | Sense.REPORT) or another:
            break  # shelling near X suggests | that an assault is planned; X без світла | , половина має воду
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
