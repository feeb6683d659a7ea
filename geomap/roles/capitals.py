"""Cases of capitals: a state, unless they are read as a settlement."""

from __future__ import annotations

from geomap.grammar import Hit, is_nominal
from geomap.language import Relation, Sense
from geomap.roles.cases import PASSED, Cases, Sight, Sign, case
from geomap.roles.names import Verdict
from geomap.roles.places import exemplified, is_thrown
from geomap.roles.ties import VIOLENT, befallen

BUILT = Sense.GEOGRAPHIC | Sense.FACILITY


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
    "whose deed is answered: the state",
    holds="У відповідь на атаки [Києва|capital] обстріляли порт.",
    fails="Після атаки [Києва|capital] обстріляли порт.",
    language="uk",
    needs=Sign.TAKEN,
)
def _capital_answered(sight: Sight) -> Verdict | None:
    hit, scene = sight.left.hit, sight.scene
    if hit is None or sight.left.relations or not is_nominal(scene, hit):
        return None
    chunk = scene.chunks[scene.chunk_of[hit.first]]
    answers = chunk.prep >= 0 and scene.senses[chunk.prep] & Sense.REPLY
    return Verdict("state_actor", "whose deed is answered: the state") if answers else None


@case(
    "what is put on a capital: the state",
    holds="Pressure on [Kyiv|capital] grew.",
    fails="Pressure on [Bakhmut] grew.",
    needs=Sign.TAKEN,
)
def _capital_pressed(sight: Sight) -> Verdict | None:
    hit, scene = sight.left.hit, sight.scene
    if hit is None or hit.first == hit.last or not is_nominal(scene, hit):
        return None
    put_on = hit.trigger.action == "attacked" and scene.found[hit.last].relations & Relation.ON
    return Verdict("state_actor", "what is put on a capital: the state") if put_on else None


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
    if not sight.left.relations or not sight.pairs:
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
    "one of the places named before it: read as a settlement",
    holds="Troops shelled several cities, including [Kyiv|capital].",
    fails="Several cities, including [Kyiv|capital], condemned it.",
    needs=Sign.LED,
)
def _capital_among_towns(sight: Sight) -> Verdict | None:
    scene, governor = sight.scene, sight.left.governor
    before = governor - 1 - (governor > 1 and scene.words[governor - 1] == ",")
    if sight.left.relations != Relation.EXAMPLE or before < 0 or not scene.senses[before] & Sense.GEOGRAPHIC:
        return None
    return PASSED if exemplified(sight).event is not None else None


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
    "several strike it: read as a settlement",
    holds="[Київ|capital] обстріляли вночі.",
    fails="[Київ|capital] обстріляв позиції вночі.",
    language="uk",
)
def _capital_struck(sight: Sight) -> Verdict | None:
    scene, name = sight.scene, sight.name
    plural = scene.grammar.plural_verbs
    hit = next((hit for hit in scene.hits if hit.first >= name.last), None)
    if not plural or hit is None or sight.left.sibling is not None:
        return None
    if hit.first - name.last > 1 or any(s & Sense.BREAK for s in scene.senses[name.last : hit.first]):
        return None
    violent = hit.trigger.action in VIOLENT and hit.trigger.relations & Relation.OBJECT
    return PASSED if violent and scene.lowers[hit.last].endswith(plural) else None


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
    _capital_answered,
    _capital_pressed,
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
    _capital_among_towns,
    _capital_untied,
    _capital_struck,
    _capital_befallen,
    _capital,
)
"""The cases of capitals, in the order in which they are tried; some leave the name to those of places."""


# --- what they ask ------------------------------------------------------------------------------------------
def _in_capital(sight: Sight) -> bool:
    """Tell whether a preposition says that something is in the capital, and not thrown at it."""
    return sight.left.relations & (Relation.WITHIN | Relation.TARGET) == Relation.WITHIN


def _tied(sight: Sight) -> Hit | None:
    """Return the event word to which the phrase of a capital belongs, where it stands before it."""
    hit, governor = sight.near, sight.left.governor
    if hit is None or hit.trigger.strength <= 1 or (governor and hit.first >= governor):
        return None
    return hit
