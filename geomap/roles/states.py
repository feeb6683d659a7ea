"""Cases of countries and capitals: a state, unless something happens there."""

from __future__ import annotations

from dataclasses import replace

from geomap.events import make_event
from geomap.grammar import Hit, is_nominal
from geomap.language import Relation, Sense, Trait
from geomap.roles.cases import PASSED, Cases, Sight, Sign, case, first_verdict
from geomap.roles.names import Verdict, event_at
from geomap.roles.places import governed_place, is_thrown
from geomap.roles.ties import befallen

ENDS = Relation.GOAL | Relation.START
BUILT = Sense.GEOGRAPHIC | Sense.FACILITY


# --- countries: what follows the name -----------------------------------------------------------------------
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
    return event_at(sight.scene, sight.name, hit, "the place stands before")


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
    if not within or not sight.before & Sense.WAR or _pairs(sight):
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
    if hit is None or sight.left.relations == Relation.GENITIVE:
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
    if hit is None or hit.first > sight.left.governor or hit.trigger.strength <= 1:
        return None
    if not hit.trigger.relations & sight.left.relations:
        return None
    verdict = event_at(sight.scene, sight.name, hit, "an end of the move named by")
    return None if verdict.event is not None and verdict.event.modality == "negated" else verdict


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
    fails="The minister slept in [Poland|country].",
    needs=Sign.WITHIN,
)
def _where_they_go(sight: Sight) -> Verdict | None:
    relations = sight.left.relations
    if not relations & Relation.WITHIN or relations & ENDS or not _led(sight):
        return None
    hit, governor = sight.near, sight.left.governor
    if hit is None or hit.first > governor or hit.trigger.strength <= 1 or governor - hit.last > 6:
        return None
    if hit.trigger.action not in ("visited", "moved") or not hit.trigger.relations & Relation.WITHIN:
        return None
    return event_at(sight.scene, sight.name, hit, "where it happens:")


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
    if _pairs(sight):
        return None
    return Verdict("location_other", "where it lies, without an event of its own")


@case(
    "where something is said not to go",
    holds="The president did not travel to [Finland|country].",
    fails="The president travelled to [Finland|country].",
    needs=Sign.LED,
)
def _not_gone_to(sight: Sight) -> Verdict | None:
    if not sight.left.relations & Relation.GOAL or sight.near is None or _pairs(sight):
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
    _neighbour,
    _invasion,
    _lies_in,
    _not_gone_to,
    _part_of,
    _state,
)
"""The cases of countries and of groups of them, in the order in which they are tried."""


# --- capitals -----------------------------------------------------------------------------------------------
@case(
    "a capital's army, policy or act: the state",
    holds="[Kyiv|capital]'s hopes are high.",
    fails="[Kyiv|capital]'s suburbs are green.",
    needs=Sign.POSSESSIVE,
)
def _capital_possessor(sight: Sight) -> Verdict | None:
    right = sight.right
    if not right.possessive or (right.senses & BUILT and not right.senses & Sense.FORCE):
        return None
    return Verdict("state_actor", "a capital's army, policy or act: the state")


@case(
    "a capital's forces or officials: the state",
    holds="The [Kyiv|capital] army sang.",
    fails="The [Kyiv|capital] army barracks burned.",
    needs=Sign.FOLLOWED,
)
def _capital_forces(sight: Sight) -> Verdict | None:
    if not sight.right.senses & Sense.FORCE or sight.right.senses & BUILT:
        return None
    return Verdict("state_actor", "a capital's forces or officials: the state")


@case(
    "a part or building of a capital: read as a settlement",
    holds="The suburbs of [Kyiv|capital] are green.",
    fails="The hopes of [Kyiv|capital] are high.",
)
def _capital_part(sight: Sight) -> Verdict | None:
    return PASSED if sight.left.geographic or sight.right.senses & BUILT else None


@case(
    "an event word takes the capital: read as a settlement",
    holds="They bombed [Kyiv|capital].",
    fails="The withdrawal [Kyiv|capital] wanted is late.",
    needs=Sign.TAKEN,
)
def _capital_object(sight: Sight) -> Verdict | None:
    hit = sight.left.hit
    if hit is None:
        return None
    takes = hit.trigger.relations & Relation.OBJECT or sight.left.relations == Relation.GENITIVE
    return PASSED if takes else None


@case(
    "the object of a verb that takes no place",
    holds="The withdrawal [Kyiv|capital] wanted is late.",
    fails="The withdrawal from [Kyiv|capital] is late.",
    needs=Sign.TAKEN,
)
def _capital_untaken(sight: Sight) -> Verdict | None:
    if sight.left.hit is None:
        return None
    return Verdict("state_actor", "the object of a verb that takes no place")


@case(
    "a bearing from a capital: read as a settlement",
    holds="Лелеки гніздяться західніше [Києва|capital].",
    fails="Лелеки гніздяться всупереч [Києву|capital].",
    language="uk",
    needs=Sign.BEARING,
)
def _capital_bearing(sight: Sight) -> Verdict | None:
    return PASSED if sight.left.bearing else None


@case(
    "a party to talks or a quarrel",
    holds="Talks with [Kyiv|capital] broke down.",
    fails="Talks in [Kyiv|capital] broke down.",
    needs=Sign.LED,
)
def _capital_party(sight: Sight) -> Verdict | None:
    if not sight.left.relations or not _pairs(sight):
        return None
    return Verdict("state_actor", "a party to talks or a quarrel")


@case(
    "a weapon is thrown at a capital: read as a settlement",
    holds="Thirty drones flew against [Kyiv|capital].",
    fails="Thirty poets wrote against [Kyiv|capital].",
    needs=Sign.LED,
)
def _capital_thrown(sight: Sight) -> Verdict | None:
    return PASSED if sight.left.relations and is_thrown(sight.scene, sight.left) else None


@case(
    "a capital's government: the state",
    holds="No government in [Kyiv|capital] could accept it.",
    fails="No garden in [Kyiv|capital] could flower.",
    needs=Sign.WITHIN,
)
def _capital_government(sight: Sight) -> Verdict | None:
    ruling = Sense.BODY | Sense.FORCE
    if not sight.left.relations & Relation.WITHIN or sight.before & ruling != ruling:
        return None
    return Verdict("state_actor", "a capital's government: the state")


@case(
    "where a speaker is, not where it happened",
    holds="In [Paris|capital], officials said that nothing had changed.",
    fails="In [Paris|capital], nothing had changed.",
    needs=Sign.WITHIN,
)
def _capital_speaker(sight: Sight) -> Verdict | None:
    if not _in_capital(sight) or sight.left.governor:
        return None
    scene = sight.scene
    if sight.name.ground.country in scene.parties or not any(s & Sense.REPORT for s in scene.senses):
        return None
    return Verdict("location_other", "where a speaker is, not where it happened")


@case(
    "in a capital: read as a settlement",
    holds="Storks nest in [Kyiv|capital].",
    fails="Storks trust [Kyiv|capital].",
    needs=Sign.WITHIN,
)
def _capital_within(sight: Sight) -> Verdict | None:
    return PASSED if _in_capital(sight) else None


@case(
    "those for whom it is done",
    holds="Soldiers fought for [Kyiv|capital].",
    fails="The battle for [Kyiv|capital] went on.",
    needs=Sign.LED,
)
def _capital_served(sight: Sight) -> Verdict | None:
    hit = _tied(sight)
    if hit is None or sight.left.relations != Relation.PRIZE or is_nominal(sight.scene, hit):
        return None
    return Verdict("state_actor", "those for whom it is done")


@case(
    "the opponent, not the place",
    holds="Rebels fought against [Kyiv|capital].",
    fails="Rebels fought in [Kyiv|capital].",
    needs=Sign.LED,
)
def _capital_opponent(sight: Sight) -> Verdict | None:
    hit = _tied(sight)
    if hit is None or sight.left.relations != Relation.TARGET or hit.trigger.action == "struck":
        return None
    return Verdict("state_actor", "the opponent, not the place")


@case(
    "tied to an event by its preposition: read as a settlement",
    holds="Buses drove to [Kyiv|capital].",
    fails="Poets wrote to [Kyiv|capital].",
    needs=Sign.LED,
)
def _capital_tied(sight: Sight) -> Verdict | None:
    return PASSED if _tied(sight) is not None else None


@case(
    "a capital as a state after",
    holds="Poets wrote to [Kyiv|capital].",
    fails="Buses drove to [Kyiv|capital].",
    needs=Sign.LED,
)
def _capital_untied(sight: Sight) -> Verdict | None:
    if not sight.left.relations:
        return None
    word = sight.scene.lowers[sight.left.governor]
    return Verdict("state_actor", f"a capital as a state after: “{word}”")


@case(
    "something befell a capital: read as a settlement",
    holds="[Kyiv|capital] was bombed at noon.",
    fails="[Kyiv|capital] was hopeful at noon.",
)
def _capital_befallen(sight: Sight) -> Verdict | None:
    return PASSED if befallen(sight.scene, sight.name, as_object=False) is not None else None


@case(
    "a capital as subject or party: the state",
    holds="[Kyiv|capital] was hopeful at noon.",
    fails="[Kyiv|capital] was bombed at noon.",
)
def _capital(sight: Sight) -> Verdict | None:
    del sight
    return Verdict("state_actor", "a capital as subject or party: the state")


CAPITAL_CASES = Cases(
    _capital_possessor,
    _capital_forces,
    _capital_part,
    _capital_object,
    _capital_untaken,
    _capital_bearing,
    _capital_party,
    _capital_thrown,
    _capital_government,
    _capital_speaker,
    _capital_within,
    _capital_served,
    _capital_opponent,
    _capital_tied,
    _capital_untied,
    _capital_befallen,
    _capital,
)
"""The cases of capitals, in the order in which they are tried; some leave the name to those of places."""


# --- what they ask ------------------------------------------------------------------------------------------
def _before_war(sight: Sight) -> bool:
    """Tell whether the name stands before a war, and not before the people of one."""
    people = Sense.FORCE | Sense.PERSON | Sense.TITLE
    right = sight.right
    return bool(right.senses & Sense.WAR) and not sight.scene.senses[right.head] & people


def _bare(sight: Sight) -> bool:
    """Tell whether a country stands without a preposition; a group of countries never does."""
    return not sight.left.relations and sight.name.level != "power"


def _led(sight: Sight) -> bool:
    """Tell whether a preposition leads to a country, and no event word takes it directly."""
    left = sight.left
    return left.hit is None and left.relations > 0 and sight.name.level != "power"


def _pairs(sight: Sight) -> bool:
    """Tell whether the preposition joins two parties (between X and Y)."""
    return bool(sight.scene.relations(sight.left.governor) & Relation.COMPANION)


def _in_capital(sight: Sight) -> bool:
    """Tell whether a preposition says that something is in the capital, and not thrown at it."""
    return sight.left.relations & (Relation.WITHIN | Relation.TARGET) == Relation.WITHIN


def _tied(sight: Sight) -> Hit | None:
    """Return the event word to which the phrase of a capital belongs, where it stands before it."""
    hit, governor = sight.near, sight.left.governor
    if hit is None or hit.trigger.strength <= 1 or (governor and hit.first >= governor):
        return None
    return hit
