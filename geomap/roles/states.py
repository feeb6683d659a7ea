"""Cases of countries: a state, unless something happens there."""

from __future__ import annotations

from msgspec.structs import replace

from geomap.events import make_event
from geomap.events.parts import is_passive
from geomap.grammar import Hit, is_nominal
from geomap.language import Relation, Sense, Trait
from geomap.roles.cases import Cases, Sight, Sign, case, first_verdict
from geomap.roles.names import STATES, Verdict, event_at
from geomap.roles.places import attended, governed_place

ENDS = Relation.GOAL | Relation.START
LEADS = Sense.PREPOSITION | Sense.DETERMINER | Sense.MODIFIER | Sense.QUARTER | Sense.CONJUNCTION
"""What may stand before a country in its own phrase."""
LONGEST_REACH = 5
"""Tokens between a word that may be a noun of a strike and the preposition of the country in which it is."""


# --- countries: what follows the name -----------------------------------------------------------------------
@case(
    "who did it to what is named before: the state",
    holds="Troops left the towns [Ukraine|country] had lost.",
    fails="Troops left towns in [Ukraine|country].",
)
def _doer_of_relative(sight: Sight) -> Verdict | None:
    scene, name = sight.scene, sight.name
    if scene.grammar.genitive or not name.first or name.last >= len(scene.words):
        return None
    before, after = scene.senses[name.first - 1], scene.found[name.last].senses
    noun = before & (Sense.GEOGRAPHIC | Sense.FACILITY | Sense.FORCE | Sense.PERSON) and not before & LEADS
    if not noun or not after & Sense.AUXILIARY or sight.name.level != "country":
        return None
    return Verdict("state_actor", "who did it to what is named before: the state")


@case(
    "whose war or policy it is",
    holds="[Russia|country]'s war drags on.",
    fails="[Russia|country]'s warlords met.",
    needs=Sign.POSSESSIVE | Sign.FOLLOWED,
)
def _whose_war(sight: Sight) -> Verdict | None:
    if not sight.right.possessive or not _before_war(sight):
        return None
    return Verdict("state_actor", "whose war or policy it is")


@case(
    "the war that is named after it",
    holds="The [Ukraine|country] war drags on.",
    fails="The [Ukraine|country] war minister spoke.",
    needs=Sign.FOLLOWED,
)
def _named_war(sight: Sight) -> Verdict | None:
    return Verdict("location_other", "the war that is named after it") if _before_war(sight) else None


@case(
    "a part of the country",
    holds="Birds rest on [Ukraine|country]'s coast.",
    fails="Birds rest on [Ukraine|country]'s bridges.",
    needs=Sign.POSSESSIVE | Sign.FOLLOWED,
)
def _part(sight: Sight) -> Verdict | None:
    right = sight.right
    if not right.possessive or not right.senses & Sense.GEOGRAPHIC or right.senses & Sense.FORCE:
        return None
    told = first_verdict(THING_CASES, sight)
    if told is None:
        return Verdict("location_other", "a part of the country, without an event of its own")
    return told._replace(reason=f"a part of the country: {told.reason}")


@case(
    "something that stands in the country",
    holds="Birds rest on [Ukraine|country]'s bridges.",
    fails="Birds rest on [Ukraine|country]'s tanks.",
    needs=Sign.POSSESSIVE | Sign.FOLLOWED,
)
def _building(sight: Sight) -> Verdict | None:
    right = sight.right
    if not right.possessive or not right.senses & Sense.FACILITY or right.senses & Sense.FORCE:
        return None
    return Verdict("location_other", "something that stands in the country")


@case(
    "a possessive: the state whose army, policy or act it is",
    holds="[Ukraine|country]'s hopes are high.",
    fails="[Ukraine|country]'s coast is long.",
    needs=Sign.POSSESSIVE,
)
def _possessor(sight: Sight) -> Verdict | None:
    if not sight.right.possessive:
        return None
    return Verdict("state_actor", "a possessive: the state whose army, policy or act it is")


@case(
    "the state whose forces or officials they are",
    holds="The [Ukraine|country] army sang.",
    fails="The [Ukraine|country] song won.",
    needs=Sign.FOLLOWED,
)
def _forces(sight: Sight) -> Verdict | None:
    if not sight.right.senses & (Sense.FORCE | Sense.PERSON):
        return None
    return Verdict("state_actor", "the state whose forces or officials they are")


@case(
    "the place stands before",
    holds="The [Ukraine|country] visit was short.",
    fails="The [Ukraine|country] attack was short.",
    needs=Sign.EVENT,
)
def _before_the_visit(sight: Sight) -> Verdict | None:
    hit = sight.right.hit
    if hit is None or hit.trigger.action != "visited" or not _bare(sight):
        return None
    return event_at(sight.scene, sight.name, hit, "the place stands before", loosely=True)


@case(
    "the state whose act it is",
    holds="The [Ukraine|country] attack was short.",
    fails="The [Ukraine|country] visit was short.",
    needs=Sign.EVENT,
)
def _act(sight: Sight) -> Verdict | None:
    if sight.right.hit is None or not _bare(sight):
        return None
    return Verdict("state_actor", "the state whose act it is")


@case(
    "the war in or of the country",
    holds="The war in [Ukraine|country] drags on.",
    fails="The war between [Ukraine|country] and its foe drags on.",
    needs=Sign.LED,
)
def _war_in(sight: Sight) -> Verdict | None:
    within = sight.left.relations & (Relation.WITHIN | Relation.GENITIVE)
    if not within or not sight.before & Sense.WAR or sight.pairs:
        return None
    return Verdict("location_other", "the war in or of the country")


@case(
    "a quarter of the country",
    holds="Storks nest in eastern [Ukraine|country].",
    fails="Storks nest in [Ukraine|country].",
)
def _quarter(sight: Sight) -> Verdict | None:
    if not sight.left.quarter:
        return None
    verdict = governed_place(replace(sight, brief=False) if sight.brief else sight)
    return verdict._replace(reason=f"a quarter of the country: {verdict.reason}")


# --- countries: what happens in or to them ------------------------------------------------------------------
@case(
    "target of",
    holds="The bombardment of [Ukraine|country] went on.",
    fails="The invasion of [Ukraine|country] went on.",
    needs=Sign.TAKEN,
)
def _genitive_of_a_strike(sight: Sight) -> Verdict | None:
    hit = sight.left.hit
    if hit is None or sight.left.relations != Relation.GENITIVE:
        return None
    if hit.trigger.action != "struck" or hit.trigger.strength < 3:
        return None
    return event_at(sight.scene, sight.name, hit, "target of")


@case(
    "object of",
    holds="The president visited [Finland|country].",
    fails="The president loved [Finland|country].",
    needs=Sign.TAKEN,
)
def _object(sight: Sight) -> Verdict | None:
    hit = sight.left.hit
    if hit is None or sight.left.relations == Relation.GENITIVE or _strikes_itself(sight, hit):
        return None
    trigger = hit.trigger
    if not trigger.relations & Relation.OBJECT or trigger.strength <= 1:
        return None
    moved = trigger.action in ("visited", "moved")
    attacked = trigger.action == "attacked" and trigger.traits & Trait.ARMED
    if not moved and not attacked and not (trigger.action == "struck" and trigger.strength == 3):
        return None
    return event_at(sight.scene, sight.name, hit, "object of")


@case(
    "forces went into it",
    holds="He sent his army into [Ukraine|country].",
    fails="He sent his letters into [Ukraine|country].",
    needs=Sign.LED,
)
def _invaded(sight: Sight) -> Verdict | None:
    if not _led(sight) or not sight.left.relations & Relation.INTO or not sight.before & Sense.FORCE:
        return None
    governor, hit = sight.left.governor, sight.near
    into = hit is not None and hit.first <= governor and hit.trigger.relations & Relation.GOAL
    event = make_event(
        sight.scene, hit if into else None, sight.name.ground, near=governor, fallback="attacked"
    )
    return Verdict("event_location", "forces went into it", event)


@case(
    "an end of the move named by",
    holds="The president travelled to [Finland|country].",
    fails="The president wrote to [Finland|country].",
    needs=Sign.LED,
)
def _end_of_a_move(sight: Sight) -> Verdict | None:
    if not sight.left.relations & ENDS or not _led(sight):
        return None
    hit = sight.near
    if hit is None or hit.first > sight.left.governor:
        return None
    if hit.trigger.strength <= 1 and not _is_predicate(sight, hit):
        return None
    verb, chunk_of = sight.scene.clause_of(hit.first).verb, sight.scene.chunk_of
    if hit.trigger.form == "gerund" and chunk_of[hit.first] < verb < chunk_of[sight.left.governor]:
        return None  # those meeting in X sent aid to Y
    shared = hit.trigger.relations & sight.left.relations
    background = hit.trigger.action == "other" and hit.trigger.kind is None and is_nominal(sight.scene, hit)
    if not shared & (ENDS | Relation.WITHIN) or (background and not shared & ENDS):
        return None  # talks with it; since the operation in it began, during an alert there
    verdict = event_at(sight.scene, sight.name, hit, "an end of the move named by", loosely=True)
    return None if verdict.event is not None and verdict.event.modality == "negated" else verdict


def _is_predicate(sight: Sight, hit: Hit) -> bool:
    """Tell whether a move is what somebody was doing, not a noun: they were crossing."""
    before = sight.scene.senses[hit.first - 1] if hit.first else 0
    return hit.trigger.action == "moved" and not is_nominal(sight.scene, hit) and bool(before & Sense.LINKING)


@case(
    "something is thrown at it by",
    holds="Crews fired missiles at [Ukraine|country].",
    fails="Crews fired missiles in anger at [Ukraine|country].",
    needs=Sign.LED,
)
def _target(sight: Sight) -> Verdict | None:
    relations = sight.left.relations
    if not relations & Relation.TARGET or relations & ENDS or not _led(sight):
        return None
    hit, governor = sight.near, sight.left.governor
    if hit is None or hit.first > governor or hit.trigger.strength <= 1:
        return None
    if hit.trigger.action != "struck" or not hit.trigger.relations & Relation.TARGET:
        return None
    scene = sight.scene
    between = [k for k in range(hit.last + 1, governor) if scene.senses[k] & Sense.PREPOSITION]
    if any(scene.relations(k) != Relation.GENITIVE for k in between):
        return None
    return event_at(scene, sight.name, hit, "something is thrown at it by")


@case(
    "where it happens:",
    holds="The minister arrived in [Poland|country].",
    fails="The ministers arrived for talks between [Poland|country] and Spain.",
    needs=Sign.WITHIN,
)
def _where_they_go(sight: Sight) -> Verdict | None:
    relations = sight.left.relations
    if not relations & Relation.WITHIN or relations & ENDS or not _led(sight) or sight.pairs:
        return None
    hit, governor = sight.near, sight.left.governor
    if hit is None or hit.first > governor or hit.trigger.strength <= 1 or governor - hit.last > 6:
        return None
    if hit.trigger.action not in ("visited", "moved") or not hit.trigger.relations & Relation.WITHIN:
        return None
    return event_at(sight.scene, sight.name, hit, "where it happens:")


@case(
    "struck somewhere in the country:",
    holds="Explosions rang out in several cities in [Ukraine|country].",
    fails="Explosions rang out in [Lviv] and other cities in [Ukraine|country].",
    needs=Sign.WITHIN,
)
def _struck_somewhere(sight: Sight) -> Verdict | None:
    """Judge a country in which something is struck of which the sentence names no nearer place."""
    relations = sight.left.relations
    if not relations & Relation.WITHIN or relations & Relation.TARGET or not _led(sight) or sight.pairs:
        return None
    if any(other.level not in STATES for other in sight.names.values()):
        return None
    told = replace(sight, brief=False) if sight.brief else sight
    if told.governing is None or not _strikes_there(told, told.governing):
        return None
    verdict = governed_place(told)
    if verdict.event is None or (verdict.event.action, verdict.event.modality) != ("struck", "factual"):
        return None
    return verdict._replace(reason=f"struck somewhere in the country: {verdict.reason}")


def _strikes_there(sight: Sight, hit: Hit) -> bool:
    """Tell whether a word tells that something is struck in the country: not who was killed there, some day.

    What stands in the country may be struck by a verb behind it; those who live there may be struck anywhere.
    """
    scene, governor = sight.scene, sight.left.governor
    if hit.first > governor:
        built = scene.senses[governor - 1] & (Sense.FACILITY | Sense.GEOGRAPHIC) if governor else 0
        return bool(built) and is_passive(scene, scene.clause_of(hit.first))
    if hit.trigger.form in ("noun", "either") and governor - hit.last > LONGEST_REACH:
        return False  # attacks followed several days of quiet in X
    strikes = (one for one in scene.hits if one.trigger.action == "struck" and one.trigger.strength > 1)
    return any(strikes) or any(scene.senses[k] & Sense.AERIAL for k in range(governor))


@case(
    "whom it receives",
    holds="The minister was in [Poland|country] on Monday.",
    fails="The painter was in [Poland|country] on Monday.",
    needs=Sign.WITHIN,
)
def _receives(sight: Sight) -> Verdict | None:
    """Judge a country in which all that is said of an official is that he was there."""
    scene, governor = sight.scene, sight.left.governor
    if not sight.left.relations & Relation.WITHIN or not _led(sight) or sight.pairs or sight.right.possessive:
        return None
    if not sight.before & Sense.LINKING or not attended(scene, governor):
        return None
    if any(other.level not in STATES for other in sight.names.values()):
        return None
    event = make_event(scene, None, sight.name.ground, near=governor, fallback="visited")
    return Verdict("event_location", "whom it receives", event)


THING_CASES = Cases(_genitive_of_a_strike, _object, _invaded, _end_of_a_move, _target, _where_they_go)
"""The cases of events that happen in or to a country, or a part of it."""


# --- countries: plain geography -----------------------------------------------------------------------------
@case(
    "a neighbour",
    holds="Storks nest along the border with [Poland|country].",
    fails="Storks nest along the roads to [Poland|country].",
    needs=Sign.LED,
)
def _neighbour(sight: Sight) -> Verdict | None:
    if not sight.left.relations & Relation.COMPANION or not sight.before & Sense.GEOGRAPHIC:
        return None
    return Verdict("location_other", "a neighbour")


@case(
    "the war that an attack on it began",
    holds="They invaded [Ukraine|country].",
    fails="They bombed [Ukraine|country].",
    needs=Sign.TAKEN,
)
def _invasion(sight: Sight) -> Verdict | None:
    hit = sight.left.hit
    if hit is None or hit.trigger.action != "attacked":
        return None
    return Verdict("location_other", "the war that an attack on it began")


@case(
    "where it lies, without an event of its own",
    holds="Storks nest in [Ukraine|country].",
    fails="Storks trust [Ukraine|country].",
    needs=Sign.WITHIN,
)
def _lies_in(sight: Sight) -> Verdict | None:
    relations = sight.left.relations
    if not relations & Relation.WITHIN or relations & Relation.TARGET or sight.left.sibling is not None:
        return None
    if sight.pairs:
        return None
    return Verdict("location_other", "where it lies, without an event of its own")


@case(
    "where something is said not to go",
    holds="The president did not travel to [Finland|country].",
    fails="The president travelled to [Finland|country].",
    needs=Sign.LED,
)
def _not_gone_to(sight: Sight) -> Verdict | None:
    if not sight.left.relations & Relation.GOAL or sight.near is None or sight.pairs:
        return None
    return Verdict("location_other", "where something is said not to go")


@case(
    "a part of the country by “of”",
    holds="The birds of the coast of [Ukraine|country] sing.",
    fails="The birds of [Ukraine|country] sing.",
    needs=Sign.LED,
)
def _part_of(sight: Sight) -> Verdict | None:
    left = sight.left
    if left.relations != Relation.GENITIVE or not left.geographic:
        return None
    return Verdict("location_other", "a part of the country by “of”")


@case(
    "a country without a preposition of place stands for the state",
    holds="Sanctions against [Russia|country] will stay.",
    fails="Storks in [Russia|country] will stay.",
)
def _state(sight: Sight) -> Verdict | None:
    del sight
    return Verdict("state_actor", "a country without a preposition of place stands for the state")


STATE_CASES = Cases(
    _doer_of_relative,
    _whose_war,
    _named_war,
    _part,
    _building,
    _possessor,
    _forces,
    _before_the_visit,
    _act,
    _war_in,
    _quarter,
    *THING_CASES.all,
    _struck_somewhere,
    _receives,
    _neighbour,
    _invasion,
    _lies_in,
    _not_gone_to,
    _part_of,
    _state,
)
"""The cases of countries and of groups of them, in the order in which they are tried."""


# --- what they ask ------------------------------------------------------------------------------------------
def _before_war(sight: Sight) -> bool:
    """Tell whether the name stands before a war, and not before the people of one."""
    people = Sense.FORCE | Sense.PERSON | Sense.TITLE
    right = sight.right
    return bool(right.senses & Sense.WAR) and not sight.scene.senses[right.head] & people


def _strikes_itself(sight: Sight, hit: Hit) -> bool:
    """Tell whether a country behind the noun of a strike is the one that strikes: удари Росії по X.

    The clause then names what is struck, by a preposition or as another place.
    """
    scene, name = sight.scene, sight.name
    if (
        not scene.grammar.genitive
        or not is_nominal(scene, hit)
        or not hit.trigger.relations & Relation.TARGET
    ):
        return False
    after = sight.right.after
    if after < len(scene.words) and scene.relations(after) & Relation.TARGET:
        return True
    clause = scene.clause_of(name.first)
    others = (one for one in sight.names.values() if one is not name and one.level not in STATES)
    return any(scene.clause_of(one.first) is clause for one in others)


def _bare(sight: Sight) -> bool:
    """Tell whether a country stands without a preposition; a group of countries never does."""
    return not sight.left.relations and sight.name.level != "power"


def _led(sight: Sight) -> bool:
    """Tell whether a preposition leads to a country, and no event word takes it directly."""
    left = sight.left
    return left.hit is None and left.relations > 0 and sight.name.level != "power"
