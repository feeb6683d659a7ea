"""What happens, seen from the place."""

from __future__ import annotations

from geomap.clauses import NOUNS
from geomap.events.control import Ground, is_far, is_out_of_reach
from geomap.events.parts import armed, begins, doers_of, is_passive, object_of
from geomap.events.side import OPPONENT, Side
from geomap.grammar import OPENING, TRANSPARENT, Chunk, Clause, Hit, Scene, is_nominal
from geomap.language import Action, Relation, Sense, Trait, language_of
from geomap.language.rules.facts import Fact

FARTHEST_TRIAL = 4
"""Tokens before what is tried: tried once more to take."""
FARTHEST_OUTCOME = 10
"""Tokens behind it within which the outcome is told: took X and Y, without success."""

HARM = Fact.KILLED | Fact.WOUNDED | Fact.DAMAGE | Fact.DESTROYED
VIOLENT = ("struck", "attacked", "captured", "reclaimed")
"""Actions of war, which neither hail nor an outage does."""


def action_at(scene: Scene, hit: Hit, side: Side | None, ground: Ground) -> Action:
    """Return the action seen from the place: the side that takes it tells captured from reclaimed."""
    trigger, country = hit.trigger, ground.country
    clause = scene.clause_of(hit.first)
    if _is_thrown(scene, hit, clause):
        return "struck"
    if trigger.traits & Trait.FIRE and is_far(ground) and not _is_at_war(scene):
        return "other"
    # An assault is one on the ground, whatever supports it.
    assault = trigger.action == "attacked" and trigger.traits & Trait.FIXED
    if trigger.action == "attacked" and not assault and _by_air(scene, hit, side, ground):
        return "struck"
    if trigger.kind == "killing" and not is_nominal(scene, hit) and _is_built(scene, hit):
        return "struck"  # a tank shot up houses
    if trigger.action == "other" and _is_done_by_strike(scene, hit, clause):
        return "struck"
    told = _by_doer(scene, hit, clause)
    if told is not None:
        return told
    taken = trigger.action in ("captured", "reclaimed") or _drives_off(scene, hit, side)
    if not taken or trigger.traits & Trait.FIXED:
        return trigger.action
    if trigger.traits & Trait.STATE and side is None:
        return "other"  # under the control of whom?
    if side not in OPPONENT or country not in OPPONENT:
        return trigger.action
    if trigger.traits & Trait.INVERSE:
        side = OPPONENT[side]
    if side != country:
        return "captured"
    return "other" if trigger.traits & Trait.STATE else "reclaimed"


def is_beaten_off(scene: Scene, hit: Hit) -> bool:
    """Tell whether a place is one that somebody tried to take, and could not: an attack, which happened.

    An aim of which no outcome is told stays a plan to take it.
    """
    if hit.trigger.action not in ("captured", "reclaimed") or hit.trigger.form not in ("base", "either"):
        return False
    before = range(max(0, hit.first - FARTHEST_TRIAL), hit.first)
    trial = next((k for k in reversed(before) if scene.senses[k] & Sense.TRIAL), None)
    if trial is None or any(
        s & (Sense.NEGATION | Sense.MODAL) for s in scene.senses[max(0, trial - 2) : trial]
    ):
        return False
    around = scene.senses[max(0, trial - 2) : hit.last + FARTHEST_OUTCOME]
    return any(s & Sense.FAILURE for s in around)


def _drives_off(scene: Scene, hit: Hit, side: Side | None) -> bool:
    """Tell whether those who act make the other side leave, and so take the place: drove the Russians from X.

    Who only were driven out withdrew: nobody says who came.
    """
    if hit.trigger.action != "withdrew" or is_nominal(scene, hit) or side not in OPPONENT:
        return False
    if is_passive(scene, scene.clause_of(hit.first)):
        return False
    driven = object_of(scene, hit)
    tokens = [*range(hit.first, hit.last + 1), *(range(driven.first, driven.last) if driven else ())]
    return any(scene.found[k].side == OPPONENT[side] or scene.senses[k] & Sense.ENEMY for k in tokens)


def _by_doer(scene: Scene, hit: Hit, clause: Clause) -> Action | None:
    """Return what a verb tells by who does it, or whom it befalls: a person, a force, a weapon."""
    trigger = hit.trigger
    if trigger.action in VIOLENT and _in_peace(scene, hit, clause):
        return "other"
    if trigger.strength == 1 and trigger.action == "struck" and _fell_in_battle(scene, hit, clause):
        return "attacked"
    if trigger.traits & Trait.PERSONAL and _is_personal(scene, hit):
        return "visited"
    if trigger.traits & Trait.ARMED:
        withdrawal = trigger.action == "withdrew"
        cause = _cause(scene, hit) if withdrawal else None
        if cause is not None:
            return cause
        if is_civil(scene, hit) if withdrawal else not _is_forceful(scene, hit):
            return "moved"
    if trigger.action == "withdrew" and trigger.traits & Trait.TAKING:
        state = _state_after(scene, hit)
        if state is not None:
            return state
    if trigger.action == "withdrew" and _leads_civilians(scene, hit):
        return "moved"
    if not is_nominal(scene, hit) and _by_civilians(scene, hit, clause):
        if trigger.action == "attacked":
            return "other"
        if trigger.action == "withdrew" and trigger.relations & Relation.START:
            return "moved"  # families flee from X
    return None


def _in_peace(scene: Scene, hit: Hit, clause: Clause) -> bool:
    """Tell whether those who act make no war: hail pounded X, fans stormed a stadium, police raided a bar."""
    if is_nominal(scene, hit):  # a thunderstorm hit X, whose verb may be a noun; but: a police raid on X
        chunk = scene.chunks[scene.chunk_of[hit.first]]
        tokens = list(range(chunk.first, hit.first)) if hit.trigger.form == "either" else []
        peaceful = Sense.NATURE
    elif is_passive(scene, clause):
        return False
    else:
        chunks = [chunk for chunk in doers_of(scene, clause) if chunk.first < hit.first]
        tokens = [k for chunk in chunks for k in range(chunk.first, min(chunk.last, hit.first))]
        # Rescuers pull people out of rubble, which was struck; tourists enter a town.
        warlike = hit.trigger.action != "struck" and not hit.trigger.traits & Trait.ARMED
        peaceful = Sense.NATURE | (Sense.PEACEFUL if warlike else 0)
    arms = Sense.FORCE | Sense.SIDE | Sense.AERIAL | Sense.ENEMY
    if any(scene.senses[k] & arms for k in tokens):
        return False
    # A hail of shells is none, nor is a «Град».
    return any(
        scene.senses[k] & peaceful
        and not scene.senses[k + 1] & (Sense.LINKING | Sense.PREPOSITION)
        and not (k and scene.words[k - 1] in OPENING)
        for k in tokens
    )


def _state_after(scene: Scene, hit: Hit) -> Action | None:
    """Return what the state is in which a place is left, where nobody leaves it: left X without power."""
    state = next((other for other in scene.hits if other.first > hit.last), None)
    if state is None or state.trigger.action not in ("other", "struck") or not is_nominal(scene, state):
        return None
    passed = Sense.NAME | Sense.GEOGRAPHIC | Sense.PARTITIVE | Sense.CONJUNCTION | TRANSPARENT
    between = range(hit.last + 1, state.first)
    named = all(scene.senses[k] & passed or scene.lowers[k] == "," for k in between)
    return state.trigger.action if named else None


def _by_civilians(scene: Scene, hit: Hit, clause: Clause) -> bool:
    """Tell whether those who do it are no force: fans stormed the box office."""
    if hit.trigger.form != "gerund" and is_passive(scene, clause):
        return False
    arms = Sense.FORCE | Sense.SIDE
    doers = [chunk.senses for chunk in doers_of(scene, clause) if chunk.senses & (Sense.PERSON | arms)]
    return bool(doers) and not any(d & arms and not d & Sense.ORIGIN for d in doers)  # people are no force


def _leads_civilians(scene: Scene, hit: Hit) -> bool:
    """Tell whether those who are led out are no force: rescuers led sixty people out of a hostel."""
    led = None if is_nominal(scene, hit) else object_of(scene, hit)
    return led is not None and bool(led.senses & Sense.PERSON) and not led.senses & Sense.FORCE


def _is_thrown(scene: Scene, hit: Hit, clause: Clause) -> bool:
    """Tell whether a weapon is what falls, lands or flies: a missile fell, rockets keep flying into X."""
    if is_nominal(scene, hit):
        return False
    if hit.trigger.action == "visited":  # «Герані» навідалися в Суми; not: завод дронів відвідав міністр
        return any(c.senses & Sense.AERIAL and not c.senses & Sense.FACILITY for c in doers_of(scene, clause))
    if hit.trigger.action not in ("moved", "captured", "other"):
        return False
    if hit.trigger.action == "captured" and hit.trigger.relations & Relation.OBJECT:
        return False  # to take X and push back the guns
    return armed(scene, clause)


def _by_effect(scene: Scene, hit: Hit, clause: Clause) -> bool:
    """Tell whether an attack does what a strike does: the attacks killed two, damaged a school."""
    number = scene.chunk_of[hit.first]
    if not is_nominal(scene, hit) or scene.senses[hit.last] & Sense.FIGHT:
        return False
    if scene.grammar.genitive and _is_cause(scene, number):
        return _leaves_dark(scene, clause)
    if clause.verb <= number or is_passive(scene, clause):
        return False
    if scene.chunks[number].prep >= 0 or any(scene.chunks[n].hits for n in range(number + 1, clause.verb)):
        return False
    done = scene.chunks[clause.verb].hits
    return any(other.trigger.action == "struck" and not begins(scene, other) for other in done)


def _harms_civilians(scene: Scene, hit: Hit, clause: Clause) -> bool:
    """Tell whether an attack is one that hurts residents or damages houses: a child died in an attack on X.

    Soldiers fall in ground attacks, too; and what is told of another place is no harm of this one.
    """
    if not hit.trigger.traits & Trait.RAID or any(scene.found[k].senses & Sense.REPEL for k in scene.at):
        return False
    for other in scene.hits:
        there = scene.clause_of(other.first)
        near = (
            there is clause or clause.number in (there.parent, there.number) or clause.parent == there.number
        )
        if other is hit or not near or is_nominal(scene, other) or not _is_harm(scene, other):
            continue
        target = scene.chunk_of[hit.last] + 1  # attacked a checkpoint, killing two soldiers
        chunks = [scene.chunks[number] for number in there.chunks if number != target]
        if (there is clause or not any(c.names for c in chunks)) and any(map(_is_civil, chunks)):
            return True
    return False


def _is_done_by_strike(scene: Scene, hit: Hit, clause: Clause) -> bool:
    """Tell whether a strike does it, or leaves a place in that state: обстрел обесточил X."""
    if not scene.grammar.genitive:
        return False
    if is_nominal(scene, hit):
        state = hit.first < hit.last and hit.trigger.relations & Relation.SUBJECT
        causes = [n for n in clause.chunks if scene.chunks[n].kind == "phrase" and _is_cause(scene, n)]
    else:
        state = hit.trigger.relations & Relation.OBJECT and not is_passive(scene, clause)
        causes = [n for n in clause.chunks if n < scene.chunk_of[hit.first] and scene.chunks[n].prep < 0]
    strikes = (one for n in causes for one in scene.chunks[n].hits if one is not hit)
    return bool(state) and any(one.trigger.action == "struck" and is_nominal(scene, one) for one in strikes)


def _by_air(scene: Scene, hit: Hit, side: Side | None, ground: Ground) -> bool:
    """Tell whether an attack is made by what flies: it says so, does what that does, or must be."""
    clause = scene.clause_of(hit.first)
    if _by_effect(scene, hit, clause) or _harms_civilians(scene, hit, clause):
        return True
    if not hit.trigger.relations & Relation.OBJECT:
        return False
    after = scene.relations(hit.last + 1) if hit.last + 1 < len(scene.words) else 0
    if scene.grammar.genitive and after & Relation.TARGET and not after & Relation.GOAL:
        return True  # атака по X
    remote = is_out_of_reach(ground, side) and bool(hit.trigger.traits & Trait.RAID)
    return _from_afar(scene, hit) or (remote and not _in_peace(scene, hit, clause))


def _is_at_war(scene: Scene) -> bool:
    """Tell whether a sentence tells of weapons or of a strike, other than of a fire."""
    others = (hit for hit in scene.hits if not hit.trigger.traits & Trait.FIRE and is_nominal(scene, hit))
    told = any(hit.trigger.action in VIOLENT and hit.trigger.strength > 1 for hit in others)
    return told or bool(scene.total & (Sense.AERIAL | Sense.FORCE | Sense.ENEMY))


def _is_cause(scene: Scene, number: int) -> bool:
    """Tell whether a phrase tells by what, or after what, something came: внаслідок атаки, из-за атаки."""
    prep = scene.chunks[number].prep
    if prep < 0 or scene.relations(prep) & ~(Relation.ELSE | Relation.WHEN | Relation.GOAL):
        return False
    return prep + 1 == scene.chunks[number].first or not scene.relations(prep)


def _leaves_dark(scene: Scene, clause: Clause) -> bool:
    """Tell whether a clause tells of a lack of light or water: залишилося без світла."""
    hits = (hit for number in clause.chunks for hit in scene.chunks[number].hits)
    return any(
        hit.first < hit.last
        and hit.trigger.action == "other"
        and hit.trigger.relations & Relation.SUBJECT
        and is_nominal(scene, hit)
        for hit in hits
    )


def _is_harm(scene: Scene, hit: Hit) -> bool:
    """Tell whether an event word says that somebody was hurt or something damaged; not: severed a road."""
    if hit.trigger.action != "struck":
        return False
    word = language_of(scene.text.language).facts.at(scene.lowers, hit.first, hit.last + 1)
    return word is not None and bool(word.flags & HARM)


def _is_civil(chunk: Chunk) -> bool:
    """Tell whether a phrase is of people or buildings that are no force."""
    force = chunk.senses & Sense.FORCE and not chunk.senses & Sense.ORIGIN  # people are called a force, too
    return bool(chunk.senses & (Sense.PERSON | Sense.FACILITY)) and not force


def _fell_in_battle(scene: Scene, hit: Hit, clause: Clause) -> bool:
    """Tell whether one soldier died near a place, and nothing tells how: він загинув під X."""
    if is_nominal(scene, hit) or scene.lowers[hit.last].endswith(scene.grammar.plural_verbs):
        return False
    doers = [(c, k) for c in doers_of(scene, clause) if c.last <= hit.first for k in range(c.first, c.last)]
    soldier = any(c.senses & Sense.FORCE or scene.found[k].senses & Sense.PERSON_PRONOUN for c, k in doers)
    beside = any(s & Sense.BESIDE for s in scene.senses[hit.last :])
    return soldier and beside and not scene.total & Sense.AERIAL


def _is_built(scene: Scene, hit: Hit) -> bool:
    """Tell whether what a verb is done to is a building or a place rather than people."""
    target = object_of(scene, hit)
    things = Sense.FACILITY | Sense.GEOGRAPHIC | Sense.NAME
    return target is not None and bool(target.senses & things and not target.senses & Sense.PERSON)


def _from_afar(scene: Scene, hit: Hit) -> bool:
    """Tell whether an attack is made by drones, missiles or shells."""
    senses = scene.senses
    for k in range(hit.first - 1, max(0, hit.first - 4) - 1, -1):
        if senses[k] & Sense.REPEL:
            break  # drones repelled an assault
        if senses[k] & Sense.AERIAL:
            return True
    genitive = scene.grammar.genitive and is_nominal(scene, hit) and hit.last + 1 < len(senses)
    if genitive and any(s & Sense.AERIAL for s in _described(scene, hit.last + 1)):
        return True  # атака БпЛА, атаке украинского беспилотника
    if scene.grammar.genitive and not is_nominal(scene, hit):
        clause = scene.clause_of(hit.first)
        for number in clause.chunks:
            chunk = scene.chunks[number]
            if (
                chunk.kind == "phrase"
                and chunk.prep < 0
                and chunk.first > hit.last
                and chunk.senses & Sense.AERIAL
            ):
                return True  # атакували X ударними дронами
    clause = scene.clause_of(hit.first)
    if clause.verb >= 0 and scene.chunks[clause.verb].senses & Sense.REPEL:
        return False  # beat off an attack with guns
    for k in range(hit.last + 1, min(hit.last + 14, len(senses))):
        if senses[k] & (Sense.BREAK | Sense.REPEL):
            return False  # an attack was beaten off with drones
        if senses[k] & Sense.AERIAL and any(
            scene.relations(n) & Relation.COMPANION for n in range(max(hit.last, k - 6), k)
        ):
            return True
    return False


def _described(scene: Scene, index: int) -> list[int]:
    """Return the senses of the noun at a token, over an adjective before it: of an enemy drone."""
    adjective = not scene.senses[index] & (NOUNS & ~Sense.FORCE | Sense.NAME | Sense.PREPOSITION)
    plain = adjective and scene.words[index].islower()
    return scene.senses[index : index + (2 if plain else 1)]


def _is_personal(scene: Scene, hit: Hit) -> bool:
    """Tell whether the one who travels is a person with a name or title rather than a force or a good."""
    senses, words = scene.senses, scene.words
    if (
        hit.last + 1 < len(senses) and scene.relations(hit.last + 1) == Relation.GENITIVE
    ):  # the return of: they follow
        return any(
            s & (Sense.TITLE | (Sense.ONE_PERSON | Sense.LEADER)) for s in senses[hit.last + 2 : hit.last + 6]
        )
    capital = 0
    for k in range(hit.first - 1, max(-1, hit.first - 12), -1):
        here = senses[k]
        if here & (Sense.FORCE | Sense.KIT | Sense.AERIAL) or here & Sense.BREAK:
            return False
        if here & (Sense.TITLE | (Sense.ONE_PERSON | Sense.LEADER)):
            return True
        capital = capital + 1 if words[k][0].isupper() and not here & (Sense.NAME | Sense.SIDE) else 0
        if capital == 2:
            return True
    if any(senses[k] & Sense.TITLE for k in range(hit.last + 1, min(hit.last + 4, len(senses)))):
        return True
    return scene.grammar.genitive and _is_of_author(scene, hit)


def _is_of_author(scene: Scene, hit: Hit) -> bool:
    """Tell whether one person tells of himself, by a pronoun or none: учора їздив у X, я съездил в X."""
    clause = scene.clause_of(hit.first)
    if clause.kind != "main" or scene.lowers[hit.last].endswith(scene.grammar.plural_verbs):
        return False
    return all(
        scene.senses[k] & Sense.TIME or scene.found[k].senses & Sense.NARRATOR
        for chunk in doers_of(scene, clause)
        for k in range(chunk.first, chunk.last)
    )


def _is_forceful(scene: Scene, hit: Hit) -> bool:
    """Tell whether the subject is an army, a weapon or a party to the war; or ours, who bear no noun."""
    arms = Sense.FORCE | Sense.AERIAL | Sense.KIT
    if hit.first and scene.found[hit.first - 1].senses & Sense.POSSESSIVE and not is_nominal(scene, hit):
        return True  # наші зайшли в X
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


def is_civil(scene: Scene, hit: Hit) -> bool:
    """Tell whether the nearest one named before the word is a person rather than a force or party."""
    for k in range(hit.first - 1, max(-1, hit.first - 13), -1):
        here = scene.senses[k]
        if here & (Sense.ONE_PERSON | Sense.LEADER) or (
            here & Sense.PERSON and (here & Sense.ORIGIN or not here & Sense.FORCE)
        ):
            return True
        if here & (Sense.BREAK | Sense.FORCE | Sense.SIDE | Sense.KIT | Sense.AERIAL):
            return False
    return False
