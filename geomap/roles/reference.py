"""Cases that look at other names: what only locates another place, and lists."""

from __future__ import annotations

from geomap.events import on_ground
from geomap.grammar import ENDS_PHRASE, LIST_OPENERS, Clause, Scene
from geomap.language import Relation, Sense
from geomap.places.distance import haversine_km
from geomap.roles.cases import Cases, Sight, Sign, case
from geomap.roles.names import RULING, STATES, Name, Role, Verdict

BRACKETS = ("(", "[")
PARTS = Sense.BEARING | Sense.PARTITIVE | Sense.QUARTER | Sense.GEOGRAPHIC
"""What a part of a unit is called by: north, corner, eastern."""
SAYS = Sense.SPEECH | Sense.BELIEF | Sense.ATTITUDE | Sense.REPORT
"""Senses of verbs by which those in a capital or an office speak, think or keep silent."""
SEATS = ("R", "S")
"""Feature classes of seats of power that are used as names: the Kremlin, the Pentagon."""
DESCRIBING = (
    Sense.GEOGRAPHIC
    | Sense.SUBURB
    | Sense.DETERMINER
    | Sense.MODIFIER
    | Sense.QUARTER
    | Sense.BEARING
    | Sense.PERSON
    | Sense.FORCE
    | Sense.SIDE
    | Sense.HELD
)
SETTING_OFF = (",", "-", "–", "—")
EVENT_NOUNS = ("noun", "either", "gerund")
"""Forms of event words that can be nouns."""
LONGEST_HEADING = 7
"""Tokens of a heading that names an event and where; captions and headlines tell more."""
PARAGRAPH = 12
"""Tokens from which on a sentence is no line of a list."""
LONGEST_NOUN = 6
"""Tokens between the name of an object and the word that says where it stands: «Азот» chemical plant in."""


# --- points of reference ------------------------------------------------------------------------------------
@case(
    "a point from which a distance is measured",
    holds="Shells fell 6 km from [Lyman].",
    fails="Shells fell not far from [Lyman].",
)
def _measured_from(sight: Sight) -> Verdict | None:
    if not sight.left.distance:
        return None
    return Verdict("location_other", "a point from which a distance is measured")


@case(
    "a former name",
    holds="Shells fell on [Bakhmut], previously [Artemivsk].",
    fails="Shells fell on [Bakhmut], then [Artemivsk].",
    needs=Sign.GOVERNED,
)
def _former(sight: Sight) -> Verdict | None:
    scene, governor = sight.scene, sight.left.governor
    if governor < 0 or not scene.senses[governor] & Sense.FORMER:
        return None
    opens = not governor or scene.words[governor - 1][0].isalnum()
    if opens and scene.found[governor].senses & Sense.ADVERB:
        return None  # earlier they shelled X: it is set off where it tells a name
    return Verdict("location_other", "a former name")


@case(
    "a point of reference for the place before it",
    holds="Shells fell on [Terny], west of [Lyman].",
    fails="Shells fell west of [Terny], north of [Lyman].",
    needs=Sign.BEARING,
)
def _bearing_of_the_place_before(sight: Sight) -> Verdict | None:
    if not sight.left.bearing:
        return None
    other = sight.sibling
    if other is None or other.left.bearing:
        return None
    return Verdict("location_other", "a point of reference for the place before it")


@case(
    "a point of reference for the places after it",
    holds="North of [Lyman], near [Terny], shells fell.",
    fails="North of [Lyman], shells fell near [Terny].",
    needs=Sign.BEARING,
)
def _bearing_of_the_places_after(sight: Sight) -> Verdict | None:
    if not sight.left.bearing or not _near_follows(sight.scene, sight.right.after):
        return None
    return Verdict("location_other", "a point of reference for the places after it")


@case(
    "a point of reference for a place of the same sentence",
    holds="Західніше [Лимана] впали снаряди, горить [Терни].",
    fails="Західніше [Лимана] впали снаряди.",
    language="uk",
    needs=Sign.BEARING,
)
def _bearing_of_another(sight: Sight) -> Verdict | None:
    if not sight.left.bearing or not sight.scene.grammar.genitive:
        return None
    others = sight.names.values()
    if not any(other.level == "settlement" and not other.left.bearing for other in others):
        return None
    return Verdict("location_other", "a point of reference for a place of the same sentence")


# --- larger units -------------------------------------------------------------------------------------------
@case(
    "the larger unit that holds the place named after it",
    holds="Shells hit [Ukraine|country]'s [Donbas|area].",
    fails="Shells hit [Ukraine|country]'s pride.",
    needs=Sign.POSSESSIVE,
)
def _holder_of_the_next(sight: Sight) -> Verdict | None:
    if not sight.right.possessive or not sight.right.name:
        return None
    return Verdict("location_other", "the larger unit that holds the place named after it")


@case(
    "the larger unit after a comma",
    holds="Shells fell on [Lyman], [Donetsk Oblast|region].",
    fails="Shells fell on [Lyman], [Terny].",
    needs=Sign.SIBLING,
)
def _holder_after_a_comma(sight: Sight) -> Verdict | None:
    other, name, scene = sight.sibling, sight.name, sight.scene
    if other is None or scene.words[sight.left.governor] != ",":
        return None
    if _names_its_region(sight, other):
        return Verdict("location_other", "the larger unit after a comma")
    if not is_large(name):
        return None
    country = name.level == "country" and other.level == "region"
    smaller = other.level in ("settlement", "capital") or country or holds(name, other)
    if not smaller or _list_goes_on(scene, name.last):
        return None
    return Verdict("location_other", "the larger unit after a comma")


@case(
    "the larger unit in which the place is set",
    holds="Shells fell on a school in [Yalta], in occupied [Crimea|area], on Monday.",
    fails="Shells fell on a school in [Yalta], in [Terny], on Monday.",
    needs=Sign.WITHIN,
)
def _holder_set_off(sight: Sight) -> Verdict | None:
    scene, k = sight.scene, sight.left.governor - 1
    if (
        k < 1
        or not sight.left.relations & Relation.WITHIN
        or not is_large(sight.name)
        or scene.words[k] != ","
    ):
        return None
    held = sight.names.get(scene.names[k - 1]) if scene.senses[k - 1] & Sense.NAME else None
    if held is None or not holds(sight.name, held) or _list_goes_on(scene, sight.name.last):
        return None
    return Verdict("location_other", "the larger unit in which the place is set")


@case(
    "the larger unit that heads what is told of its places",
    holds="[Donbas|area]: shells hit [Lyman] on Monday.",
    fails="[Donbas|area]: shells hit a school on Monday.",
)
def _heads_its_places(sight: Sight) -> Verdict | None:
    name, scene = sight.name, sight.scene
    if not is_large(name) or name.last >= len(scene.words) or scene.words[name.last] not in LIST_OPENERS:
        return None
    if any(word.isalnum() for word in scene.words[: name.first]):
        return None
    if not any(other.first > name.last and holds(name, other) for other in sight.names.values()):
        return None
    return Verdict("location_other", "the larger unit that heads what is told of its places")


@case(
    "the heading of a section",
    holds="Новини [Лимана]: під [Торським] чути вибухи.",
    fails="Новини [Лимана]: у порту чути вибухи.",
    language="uk",
)
def _heads_a_section(sight: Sight) -> Verdict | None:
    scene, name = sight.scene, sight.name
    led = range(name.first)
    titled = led and all(scene.found[k].senses & Sense.MEDIUM for k in led)
    if not titled or scene.words[name.last : name.last + 1] not in ([":"], (":",)):
        return None
    if not any(other.first > name.last for other in sight.names.values()):
        return None  # all that follows is told of it
    return Verdict("boilerplate", "the heading of a section")


@case(
    "a heading without a verb",
    holds="It rained.\n\nShelling of [Lyman]\n\nThe mayor said on Monday that the shops of the old town, "
    "the bank and the post would open again on Friday at noon.",
    fails="It rained.\n\n[Lyman] shelled\n\nThe mayor said on Monday that the shops of the old town, "
    "the bank and the post would open again on Friday at noon.",
)
def _in_a_heading(sight: Sight) -> Verdict | None:
    """Judge a line of an event noun and its places alone, above a paragraph within the text."""
    scene, text = sight.scene, sight.scene.text
    here = sight.name.resolution.mention.sentence
    block, last = text.sentences[here].block, len(text.sentences) - 1
    if scene.grammar.genitive or not block or here == last or len(scene.words) > LONGEST_HEADING:
        return None
    if text.sentences[here - 1].block == block or text.sentences[here + 1].block == block:
        return None
    opens = scene.hits and not scene.hits[0].first and scene.hits[0].trigger.form in EVENT_NOUNS
    if not opens:
        return None
    named = Sense.NAME | Sense.CONJUNCTION | Sense.PREPOSITION | Sense.GEOGRAPHIC | Sense.QUARTER
    if not all(scene.senses[k] & named for k in range(scene.hits[0].last + 1, len(scene.words))):
        return None
    below = text.sentences[here + 1]
    if below.last - below.first < PARAGRAPH:
        return None
    return Verdict("boilerplate", "a heading without a verb")


@case(
    "the larger unit right after the place",
    holds="Снаряди впали на [Лиман] [Донецької області|region].",
    fails="Снаряди впали на [Лиман] та [Донецьку область|region].",
    language="uk",
    needs=Sign.GOVERNED,
)
def _holder_next_to_it(sight: Sight) -> Verdict | None:
    governor, scene = sight.left.governor, sight.scene
    if not scene.grammar.genitive or governor < 0:
        return None
    if not is_large(sight.name) and not _names_object(sight, governor):
        return None
    if not scene.senses[governor] & Sense.NAME:
        return None
    # Right after it, or after the noun that belongs to it: A and B communities of C.
    touching = governor == sight.name.first - 1 or holds(sight.name, sight.names[scene.names[governor]])
    return Verdict("location_other", "the larger unit right after the place") if touching else None


@case(
    "in brackets after the place it explains",
    holds="Shells fell on [Lyman] ([Donbas|area]).",
    fails="Shells fell on a town ([Lyman]).",
    needs=Sign.GOVERNED,
)
def _bracketed(sight: Sight) -> Verdict | None:
    governor, scene, level = sight.left.governor, sight.scene, sight.name.level
    if governor <= 0 or scene.words[governor] not in BRACKETS or not sight.before & Sense.NAME:
        return None
    held = sight.names.get(scene.names[governor - 1])
    if held is not None and (held.level == level == "country" or level == "power"):
        return None
    return Verdict("location_other", "in brackets after the place it explains")


@case(
    "in brackets that tell where the place before them lies",
    holds="Shells fell on [Lyman] (near [Terny]).",
    fails="Shells fell on [Lyman] (and near [Terny]).",
    needs=Sign.WITHIN,
)
def _glossing(sight: Sight) -> Verdict | None:
    scene, k = sight.scene, sight.left.governor - 1
    clause = scene.clause_of(sight.name.first)
    while k > 0 and scene.clause_of(k) is clause and scene.words[k] not in BRACKETS:
        if scene.senses[k] & (Sense.CONJUNCTION | Sense.NAME) or k in scene.at:
            return None
        k -= 1
    opened = k > 0 and scene.words[k] in BRACKETS and bool(scene.senses[k - 1] & Sense.NAME)
    closed = scene.words[sight.name.last : sight.name.last + 1] in ([")"], ["]"], (")",), ("]",))
    if not (opened and closed):
        return None
    return Verdict("location_other", "in brackets that tell where the place before them lies")


@case(
    "the larger unit in a part of which the place lies",
    holds="Shells fell on [Lyman], in the north of [Donetsk Oblast|region].",
    fails="Shells fell on a mill in the north of [Donetsk Oblast|region].",
    needs=Sign.WITHIN,
)
def _holder_of_a_part(sight: Sight) -> Verdict | None:
    scene, k = sight.scene, sight.name.first - 1
    if not is_large(sight.name):
        return None
    part = led = 0
    while k >= 0 and scene.senses[k] & (PARTS | Sense.DETERMINER | Sense.PREPOSITION | Sense.MODIFIER):
        part |= scene.senses[k] & PARTS
        led |= scene.relations(k) & Relation.WITHIN
        k -= 1
    k -= k > 0 and scene.words[k] == ","
    held = sight.names.get(scene.names[k]) if k >= 0 and scene.senses[k] & Sense.NAME else None
    if not part or not led or held is None or held.level != "settlement":
        return None
    return Verdict("location_other", "the larger unit in a part of which the place lies")


@case(
    "the unit or neighbour that locates the place named before it",
    holds="Shells fell on [Lyman] in [Donbas|area].",
    fails="Shells fell on a town in [Donbas|area].",
    needs=Sign.LED,
)
def _locating(sight: Sight) -> Verdict | None:
    left, right, scene = sight.left, sight.right, sight.scene
    if not left.relations & Relation.WITHIN and not _owns(sight):
        return None
    k = _object_before(sight, left.governor - 1)
    if k < 0 or not scene.senses[k] & Sense.NAME:
        return None
    held = sight.names[scene.names[k]]
    facility = held.resolution.mention.stated_type == "facility" and not _names_object(sight, k)
    if facility or _village_by(scene, held) == sight.name.number:
        return None
    wider = held.level in STATES or (is_large(held) and holds(held, sight.name))
    if wider and not is_large(sight.name):
        return None  # на западе Крыма | в районе X, на переговоры с Россией | в X
    travels = left.relations & Relation.GOAL and held.left.relations & Relation.START
    ends = travels and not holds(sight.name, held)
    front = right.head >= 0 and scene.senses[right.head] & Sense.FRONT
    chosen = held.resolution.chosen
    water = chosen is not None and chosen.entry.feature_class == "H"
    if held.left.bearing or ends or front or water:
        return None
    return Verdict("location_other", "the unit or neighbour that locates the place named before it")


@case(
    "the town by which the village named after it lies",
    holds="Під [Лиманом] у селі [Торське] тривають бої.",
    fails="Під [Лиманом] у лісі тривають бої.",
    language="uk",
    needs=Sign.LED,
)
def _neighbour_of_a_village(sight: Sight) -> Verdict | None:
    if sight.name.level != "settlement" or _village_by(sight.scene, sight.name) is None:
        return None
    return Verdict("location_other", "the town by which the village named after it lies")


def _village_by(scene: Scene, town: Name) -> int | None:
    """Return the number of the village named right after the town by which it lies: під X у селі Y."""
    governor, k = town.left.governor, town.last
    if (
        governor < 0
        or not scene.senses[governor] & (Sense.BESIDE | Sense.NEARBY)
        or k + 2 >= len(scene.words)
    ):
        return None
    within = scene.senses[k] & Sense.PREPOSITION and scene.relations(k) & Relation.WITHIN
    if not within or scene.senses[k] & Sense.BESIDE or not scene.senses[k + 1] & Sense.GEOGRAPHIC:
        return None
    return scene.names.get(k + 2) if not scene.senses[k + 1] & (Sense.FRONT | Sense.QUARTER) else None


@case(
    "the unit or neighbour of which a clause on the place tells",
    holds="Снаряди впали на [Лиман], що на [Донеччині|region].",
    fails="Снаряди впали на завод, що на [Донеччині|region].",
    language="uk",
    needs=Sign.WITHIN,
)
def _holder_in_a_clause(sight: Sight) -> Verdict | None:
    governor, scene = sight.left.governor, sight.scene
    if not sight.left.relations & Relation.WITHIN:
        return None
    k = governor - 1
    while k > 0 and scene.senses[k] & Sense.SITED:
        k -= 1  # которое находится | возле X
    if k < 2 or not scene.senses[k] & Sense.RELATIVE or not scene.senses[k - 2] & Sense.NAME:
        return None
    beside = scene.senses[governor] & (Sense.BESIDE | Sense.NEARBY)
    if not is_large(sight.name) and not (beside and _ends_clause(scene, sight.right.after)):
        return None
    return Verdict("location_other", "the unit or neighbour of which a clause on the place tells")


@case(
    "what locates a town that explains the place",
    holds="Shells fell on [Lyman], a town in [Donbas|area].",
    fails="Shells fell on a town in [Donbas|area].",
    needs=Sign.LED,
)
def _holder_of_a_town(sight: Sight) -> Verdict | None:
    # a suburb of X, a village near X
    locates = sight.left.relations & (Relation.WITHIN | Relation.GENITIVE)
    if not locates or not sight.before & Sense.GEOGRAPHIC:
        return None
    if not _apposed(sight.scene, sight.left.governor - 1):
        return None
    return Verdict("location_other", "what locates a town that explains the place")


@case(
    "the town of which the place is a suburb",
    holds="Shells fell on [Terny], the northern suburb of [Lyman].",
    fails="Shells fell on the northern suburb of [Lyman].",
)
def _holder_of_a_suburb(sight: Sight) -> Verdict | None:
    scene, k = sight.scene, sight.name.first - 1
    beside = led = 0
    while k >= 0 and not scene.senses[k] & (Sense.NAME | Sense.CONJUNCTION):
        if within := scene.relations(k) & (Relation.WITHIN | Relation.ON | Relation.GENITIVE):
            led |= within
        elif scene.senses[k] & ~DESCRIBING or scene.words[k] in SETTING_OFF:
            break  # what else is unknown describes: the rebel-held suburb of
        beside |= scene.senses[k] & Sense.SUBURB
        k -= 1
    apart = k > 0 and scene.words[k] in SETTING_OFF
    k -= apart
    held = sight.names.get(scene.names[k]) if k >= 0 and scene.senses[k] & Sense.NAME else None
    if not beside or held is None or held.level != "settlement" or not (apart or led):
        return None
    if not apart and led == Relation.GENITIVE and _people(held) > _people(sight.name):
        return None  # the X suburb of Y
    if not led & (Relation.WITHIN | Relation.ON) and _list_goes_on(scene, sight.name.last):
        return None  # X, the outskirts of Y and Z
    return Verdict("location_other", "the town of which the place is a suburb")


@case(
    "the unit whose town or village is named after it",
    holds="Shells fell on the [Donetsk] town of [Lyman].",
    fails="Shells fell on [Donetsk] south of [Lyman].",
    needs=Sign.FOLLOWED,
)
def _holder_of_a_named_town(sight: Sight) -> Verdict | None:
    scene, k, beside = sight.scene, sight.name.last, 0
    if scene.grammar.genitive:
        return None
    apart = Sense.BEARING | Sense.PARTITIVE  # X, south of Y; X, part of Y
    while k < len(scene.words) and scene.senses[k] & Sense.GEOGRAPHIC and k not in scene.at:
        if scene.senses[k] & apart:
            return None
        beside |= scene.senses[k] & Sense.SUBURB
        k += 1
    if k == sight.name.last or k + 1 >= len(scene.words):
        return None
    k += scene.relations(k) == Relation.GENITIVE
    held = sight.names.get(scene.names[k]) if k < len(scene.words) and k in scene.names else None
    if held is None or held.level != "settlement" or held.first != k:
        return None
    if beside and _people(held) > _people(sight.name):
        return None  # the X suburb of Y
    return Verdict("location_other", "the unit whose town or village is named after it", aside=True)


@case(
    "where a clock is read",
    holds="It is 8am in [Lyman], and here is what we know.",
    fails="It is on fire in [Lyman], and here is what we know.",
    needs=Sign.WITHIN,
)
def _clock(sight: Sight) -> Verdict | None:
    scene, governor = sight.scene, sight.left.governor
    clause = scene.clause_of(sight.name.first)
    begin = scene.chunks[clause.chunks[0]].start if clause.chunks else governor
    told = range(begin, governor)
    known = Sense.THING_PRONOUN | Sense.LINKING | Sense.ADVERB | Sense.TIME | Sense.PREPOSITION
    opens = governor - begin > 1 and scene.found[begin].senses & Sense.THING_PRONOUN
    if not opens or any(
        not (scene.found[k].senses & known or scene.words[k][0].isdigit() or scene.words[k][0] in "'’")
        for k in told
    ):
        return None
    hour = any(scene.words[k][0].isdigit() or scene.found[k].senses & Sense.TIME for k in told)
    return Verdict("location_other", "where a clock is read") if hour else None


@case(
    "an end of a road that links places",
    holds="The road that links [Lyman] with [Terny] was laid in 1970.",
    fails="The road that links two farms was shelled at [Lyman].",
)
def _linked(sight: Sight) -> Verdict | None:
    scene, first = sight.scene, sight.name.first
    clause = scene.clause_of(first)
    begin = scene.chunks[clause.chunks[0]].first if clause.chunks else first
    for k in range(first - 1, begin - 1, -1):
        if k in scene.at:
            return None  # who linked up with others attacked X
        if scene.senses[k] & Sense.TIES:
            return Verdict("location_other", "an end of a road that links places")
    return None


@case(
    "whose seat speaks, not where it happened",
    holds="У [Лимані] назвали удар по [Тернах] злочином.",
    fails="У [Лимані] повідомили про вибухи.",
    language="uk",
    needs=Sign.WITHIN,
)
def _seat(sight: Sight) -> Verdict | None:
    scene, name = sight.scene, sight.name
    if not scene.grammar.genitive or not sight.left.relations & Relation.WITHIN:
        return None
    clause = scene.clause_of(name.first)
    verb = scene.chunks[clause.verb] if clause.verb >= 0 else None
    if verb is None or verb.hits or not scene.lowers[verb.last - 1].endswith(scene.grammar.plural_verbs):
        return None
    if not any(scene.found[k].senses & SAYS for k in range(verb.first, verb.last)):
        return None
    if any(scene.chunks[n].prep < 0 and scene.chunks[n].senses & Sense.AERIAL for n in clause.chunks):
        return None  # дрони помітили над X
    chosen = name.resolution.chosen
    depot = name.resolution.mention.stated_type == "facility"  # нафтобазі у Ровеньках
    seat = chosen is not None and chosen.entry.feature_class in SEATS and not depot
    palace = name.level == "power" or seat
    if not palace and not _tells_of_elsewhere(sight, clause):
        return None
    role: Role = "state_actor" if palace or name.level in RULING else "location_other"
    return Verdict(role, "whose seat speaks, not where it happened")


@case(
    "where somebody comes from",
    holds="A teacher from [Lyman] lost her house.",
    fails="A teacher withdrew from [Lyman].",
    needs=Sign.GOVERNED,
)
def _origin(sight: Sight) -> Verdict | None:
    governor = sight.left.governor
    if governor <= 0 or not sight.scene.senses[governor] & Sense.PREPOSITION:
        return None
    people = sight.left.relations & Relation.START and sight.before & Sense.PERSON
    there = sight.before & Sense.PERSON and sight.left.relations & Relation.WITHIN  # people at X
    of = sight.before & Sense.ORIGIN and not there
    if not of and not (people and sight.near is None):
        return None
    return Verdict("location_other", "where somebody comes from")


REFERENCE_CASES = Cases(
    _measured_from,
    _former,
    _bearing_of_the_place_before,
    _bearing_of_the_places_after,
    _bearing_of_another,
    _holder_of_the_next,
    _holder_after_a_comma,
    _holder_set_off,
    _heads_its_places,
    _heads_a_section,
    _in_a_heading,
    _holder_next_to_it,
    _bracketed,
    _glossing,
    _locating,
    _neighbour_of_a_village,
    _holder_in_a_clause,
    _holder_of_a_town,
    _holder_of_a_part,
    _holder_of_a_suburb,
    _holder_of_a_named_town,
    _clock,
    _linked,
    _seat,
    _origin,
)
"""The cases of names that only locate another one, in the order in which they are tried."""


# --- lists --------------------------------------------------------------------------------------------------
@case(
    "in one list with a place of an event",
    holds="Guns struck [Terny] and [Yampil].",
    fails="Guns struck [Terny] and [Yampil]'s army.",
    needs=Sign.SIBLING,
)
def _listed_event(sight: Sight) -> Verdict | None:
    found = _first_of_list(sight)
    if found is None:
        return None
    known, other = found
    if known.role != "event_location" or known.event is None:
        return None
    if sight.right.possessive and sight.right.senses & Sense.FORCE:
        return None
    if sight.name.level in STATES and other.level not in STATES:
        return None
    if _has_own_verb(sight, other):
        return None
    event = on_ground(sight.scene, known.event, sight.name.ground)
    return Verdict("event_location", f"in one list with a place of an event: {_toponym(other)}", event)


def _has_own_verb(sight: Sight, other: Name) -> bool:
    """Tell whether a name opens a clause with its own verb: взят X, Y обстреливают; and Kyiv promised."""
    clause = sight.scene.clause_of(sight.name.first)
    if clause is sight.scene.clause_of(other.first) or clause.verb < 0:
        return False
    verb, own = sight.scene.chunks[clause.verb], sight.scene.chunk_of[sight.name.last - 1]
    return clause.verb == own + 1 or (verb.first >= sight.name.last and bool(verb.hits))


@case(
    "in one list with a state",
    holds="[Russia|country] and [Minsk|capital] agreed.",
    fails="[Russia|country] and [Luhansk] agreed.",
    needs=Sign.SIBLING,
)
def _listed_state(sight: Sight) -> Verdict | None:
    found = _first_of_list(sight)
    if found is None:
        return None
    known, other = found
    if known.role != "state_actor" or sight.name.level not in RULING or other.level not in RULING:
        return None
    return Verdict("state_actor", f"in one list with a state: {_toponym(other)}")


@case(
    "in one list with plain geography",
    holds="The poets of [Lyman] and [Terny] read.",
    fails="The poets of [Lyman], [Terny] read.",
    needs=Sign.SIBLING,
)
def _listed_geography(sight: Sight) -> Verdict | None:
    found = _first_of_list(sight)
    if found is None:
        return None
    known, other = found
    if known.role != "location_other" or other.level != sight.name.level or other.level in RULING:
        return None
    if not sight.scene.senses[sight.left.governor] & Sense.CONJUNCTION:
        return None
    return Verdict("location_other", f"in one list with plain geography: {_toponym(other)}")


LISTED_CASES = Cases(_listed_event, _listed_state, _listed_geography)
"""The cases of names that go on with a list, judged as the first of it was."""


# --- what they ask ------------------------------------------------------------------------------------------
def holds(unit: Name, other: Name) -> bool:
    """Tell whether a unit holds another place, as far as the gazetteer knows.

    A region that is no unit, such as Crimea, holds what lies within its radius, and so does a district
    places of its region whose own district the gazetteer does not tell.
    """
    if unit.resolution.chosen is None or other.resolution.chosen is None:
        return False
    outer, inner = unit.resolution.chosen.entry, other.resolution.chosen.entry
    untold = outer.feature_code == "ADM2" and inner.admin2 is None and outer.admin1 == inner.admin1
    if outer.feature_code == "RGN" or (untold and outer.country == inner.country):
        return haversine_km(outer.point, inner.point) <= outer.radius_km
    return outer.id in inner.path


def _names_its_region(sight: Sight, other: Name) -> bool:
    """Tell whether a seat of a region stands for it between two commas: Lyman, Donetsk, was hit."""
    name, scene = sight.name, sight.scene
    here, there = name.resolution.chosen, other.resolution.chosen
    if here is None or there is None or here.entry.feature_code != "PPLA" or scene.grammar.genitive:
        return False
    if here.entry.admin1 != there.entry.admin1 or there.entry.feature_class != "P":
        return False
    alone = other.left.sibling is None and name.first == other.last + 1
    closed = scene.words[name.last : name.last + 1] in ([","], (",",))
    goes_on = any(s & (Sense.NAME | Sense.CONJUNCTION) for s in scene.senses[name.last + 1 : name.last + 3])
    return alone and closed and not goes_on


def _owns(sight: Sight) -> bool:
    """Tell whether a unit owns, by "of", a place in it that stands right before: Lysychansk of X oblast."""
    scene, k = sight.scene, sight.left.governor - 1
    if sight.left.relations != Relation.GENITIVE or k < 0 or not scene.senses[k] & Sense.NAME:
        return False
    return is_large(sight.name) and holds(sight.name, sight.names[scene.names[k]])


def _object_before(sight: Sight, last: int) -> int:
    """Return the last token of the object whose noun or quotation mark ends at a token: «Азот» у Черкасах.

    Where there is none, the token itself.
    """
    scene = sight.scene
    for k in range(last, max(-1, last - LONGEST_NOUN), -1):
        if scene.senses[k] & Sense.NAME:
            return k if _names_object(sight, k) else last
        if scene.senses[k] & ENDS_PHRASE or k in scene.at or scene.words[k] == ",":
            break
    return last


def _names_object(sight: Sight, token: int) -> bool:
    """Tell whether a token names what the name itself only holds: an object of a region, a town's district.

    The town of a plant or airfield is as much the scene as the object is, and most readers know it better.
    """
    number = sight.scene.names.get(token)
    other = sight.names.get(number) if number is not None else None
    if other is None or other.resolution.mention.stated_type != "facility":
        return False
    chosen = other.resolution.chosen
    return is_large(sight.name) or (chosen is not None and chosen.entry.feature_class == "P")


def is_large(name: Name) -> bool:
    """Tell whether a name is of a unit that holds others."""
    return name.level in ("country", "region")


def _ends_clause(scene: Scene, index: int) -> bool:
    """Tell whether a mark or the end of the sentence stands at a token."""
    return index >= len(scene.words) or not scene.words[index][0].isalnum()


def _first_of_list(sight: Sight) -> tuple[Verdict, Name] | None:
    """Return the first name of the list with which the name goes on, and the verdict on it."""
    if sight.sibling is None:
        return None
    if sight.scene.words[sight.left.governor] in ";," and not _item_ends(sight.scene, sight.right.after):
        return None
    number = sight.sibling.number
    while number - 1 in sight.names and sight.verdicts[number].aside:
        number -= 1
    return sight.verdicts[number], sight.names[number]


def _people(name: Name) -> int:
    chosen = name.resolution.chosen
    return chosen.entry.population if chosen is not None else 0


def _toponym(name: Name) -> str:
    return name.resolution.mention.toponym


def _near_follows(scene: Scene, index: int) -> bool:
    """Tell whether "near Y" follows a bearing, so that Y is the place and X its point of reference."""
    if index < len(scene.words) and scene.words[index] == ",":
        index += 1
    if index + 1 >= len(scene.words) or not scene.relations(index) & Relation.WITHIN:
        return False
    return any(scene.senses[k] & Sense.NAME for k in range(index + 1, min(index + 5, len(scene.words))))


def _tells_of_elsewhere(sight: Sight, clause: Clause) -> bool:
    """Tell whether all events that a clause tells of have places of their own, or it tells of none."""
    scene, own = sight.scene, sight.name
    for number in clause.chunks:
        for hit in scene.chunks[number].hits:
            places = (other for other in sight.names.values() if other is not own and other.first > hit.last)
            if hit.first < own.first or not any(scene.clause_of(p.first) is clause for p in places):
                return False
    return True


def _list_goes_on(scene: Scene, index: int) -> bool:
    """Tell whether "and Z" follows, so that the name is one of a list."""
    k = index
    while k < len(scene.words) and scene.senses[k] & Sense.GEOGRAPHIC:
        k += 1
    if k >= len(scene.words) or not scene.senses[k] & Sense.CONJUNCTION:
        return False
    return any(scene.senses[n] & Sense.NAME for n in range(k + 1, min(k + 3, len(scene.words))))


def _apposed(scene: Scene, index: int) -> bool:
    """Tell whether a geographic noun explains the name before it: ``X, a town in``."""
    k = index
    while k >= 0 and scene.senses[k] & (
        Sense.DETERMINER | Sense.MODIFIER | Sense.GEOGRAPHIC | Sense.FACILITY
    ):
        k -= 1
    return k > 0 and scene.words[k] == "," and bool(scene.senses[k - 1] & Sense.NAME)


def _item_ends(scene: Scene, index: int) -> bool:
    """Tell whether no verb follows, so that the name before is one of a list and no subject."""
    if index >= len(scene.words):
        return True
    hit = scene.at.get(index)
    if hit is not None and hit.trigger.form in ("verb", "past"):
        return False
    return not scene.senses[index] & (Sense.LINKING | Sense.AUXILIARY | Sense.MODAL | Sense.REPORT)
