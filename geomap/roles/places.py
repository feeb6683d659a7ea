"""Cases of settlements and regions: the place of an event where an event word governs the name."""

from __future__ import annotations

from geomap.clauses import means_a_place
from geomap.events import make_event
from geomap.events.governing import dates
from geomap.events.parts import antecedent_of, armed, is_passive
from geomap.grammar import LIST_OPENERS, Chunk, Clause, Hit, Scene, is_nominal
from geomap.language import Action, Relation, Sense, language_of
from geomap.leads import Left
from geomap.mentions.weights import COUNTRY_CODES
from geomap.roles.befallen import happened_there, relative_hit
from geomap.roles.cases import Cases, Sight, Sign, case, first_verdict
from geomap.roles.labels import listed_under, told_after
from geomap.roles.loose import attacked_from, carried, in_brackets, predicate
from geomap.roles.names import Name, Verdict, event_at
from geomap.roles.ties import VIOLENT, befallen, done_by, said_of_subject, undergone_by, won_back

BEFALLS_GARRISONS = VIOLENT | {"withdrew", "captured"}
"""What tells of a place when its garrison does it, or it is done to that."""
PLACES = (
    Sense.GEOGRAPHIC | Sense.FACILITY | Sense.PARTITIVE | Sense.QUARTER | Sense.DETERMINER | Sense.MODIFIER
)
"""Before a name: it is of this kind, or agrees with it."""
LONGEST_DOER = 4
"""Tokens of those who do it, between their verb and its object."""
LONGEST_PAIR = 6
"""Tokens after a name within which the noun of a list of directions stands."""
SEAS = frozenset(("SEA", "OCN", "GULF", "BAY", "STRT"))
CANAL = "CNL"
"""Of what is built, and so struck and held like a bridge."""
AWAY = Relation.START | Relation.ELSE | Relation.WHEN | Relation.COMPANION | Relation.AGENT
"""Relations in which a place is not where a weapon goes: from, about, after, with, by."""


def judge_place(sight: Sight) -> Verdict:
    """Judge a settlement or region; in a caption or headline, a settlement is where it happens."""
    verdict = governed_place(sight)
    if verdict.event is None:
        verdict = first_verdict(LAST_CASES, sight) or verdict
    return verdict


def governed_place(sight: Sight) -> Verdict:
    """Judge a settlement or region: the place of an event where a verb or noun of event governs it."""
    return first_verdict(CASES, sight) or Verdict("location_other", "no event is tied to it")


@case(
    "a water, not a place of an event",
    holds="The ferry crossed the [Dnieper|water] at dawn.",
    fails="The ferry reached [Kherson] at dawn.",
)
def _water(sight: Sight) -> Verdict | None:
    chosen = sight.name.resolution.chosen
    if chosen is None or chosen.entry.feature_class != "H" or chosen.entry.feature_code == CANAL:
        return None
    first, scene = sight.name.first, sight.scene
    if scene.grammar.genitive and first and scene.senses[first - 1] & Sense.FACILITY:
        return None  # дамба Печенізького водосховища
    if _is_only_place(sight):
        return None
    return Verdict("location_other", "a water, not a place of an event")


def _is_only_place(sight: Sight) -> bool:
    """Tell whether a river or lake is all that a clause names of where something is: "sunk on the Dnipro".

    Beside a town it only says where that lies; what is across, near or west of it is not there, and a sea is
    too wide.
    """
    left, entry = sight.left, sight.name.resolution.chosen
    if (
        left.governor < 0
        or left.bearing
        or left.distance
        or entry is None
        or entry.entry.feature_code in SEAS
    ):
        return False
    rules = language_of(sight.scene.text.language).toponyms
    word = sight.scene.lowers[left.governor]
    if word not in rules.containing and word not in rules.river_ons:
        return False
    others = (name.resolution for name in sight.names.values() if name is not sight.name)
    chosen = (r.chosen for r in others if r.mention.kind == "name" and r.chosen is not None)
    return all(c.entry.feature_class == "H" or c.entry.feature_code in COUNTRY_CODES for c in chosen)


@case(
    "the place stands before",
    holds="The [Kharkiv] offensive went on.",
    fails="The [Kharkiv] garrison sang.",
    needs=Sign.EVENT,
)
def _before_the_event(sight: Sight) -> Verdict | None:
    right = sight.right
    people = right.senses & (Sense.FORCE | Sense.PERSON)
    if right.hit is None or people or right.hit.trigger.strength < 2:
        return None
    return event_at(sight.scene, sight.name, right.hit, "the place stands before", loosely=True)


@case(
    "subject behind a phrase:",
    holds="Після тижнів боїв [Лиман] опинився в руках ворога.",
    fails="Після штурму [Лимана] загін опинився в руках ворога.",
    needs=Sign.TAKEN,
    language="uk",
)
def _subject_behind_a_phrase(sight: Sight) -> Verdict | None:
    """Judge a name that the noun before it cannot own, for want of a genitive, and the verb after it can."""
    scene, left = sight.scene, sight.left
    clause = scene.clause_of(sight.name.first)
    follows = clause.verb == scene.chunk_of[sight.name.last - 1] + 1
    if left.hit is None or not follows or left.geographic or not is_nominal(scene, left.hit):
        return None
    if not scene.grammar.genitive:
        dated = left.hit.last + 1 == sight.name.first and dates(scene, left.hit)
        said = said_of_subject(scene, clause) if dated else None
    else:
        said = _said_by_form(sight, clause)
    if said is None or said.trigger.action == "other":
        return None  # of a town without light after a strike, the strike is the news
    return event_at(scene, sight.name, said, "subject behind a phrase:")


def _said_by_form(sight: Sight, clause: Clause) -> Hit | None:
    """Return what the verb of a clause tells of a name before it, whose form is that of subject or object."""
    subject = _is_nominative(sight)
    said = said_of_subject(sight.scene, clause) if subject else None
    taken = _is_accusative(sight) or (subject and _may_be_object(sight))
    return said or (done_by(sight.scene, clause) if taken else None)


@case(
    "subject behind an adverbial:",
    holds="У результаті [Лиман] обстріляли.",
    fails="У центрі [Лимана] обстріляли ринок.",
    language="uk",
)
def _subject_behind_an_adverbial(sight: Sight) -> Verdict | None:
    """Judge a name before its verb that the plain noun before it cannot own, for want of a genitive."""
    scene, first = sight.scene, sight.name.first
    if not scene.grammar.genitive or sight.left.hit is not None or sight.left.geographic or not first:
        return None
    before, word = scene.senses[first - 1], scene.words[first - 1]
    if before & (PLACES | Sense.PREPOSITION | Sense.NAME) or not word.isalpha() or not word.islower():
        return None
    clause = scene.clause_of(first)
    if clause.verb != scene.chunk_of[sight.name.last - 1] + 1:
        return None
    said = _said_by_form(sight, clause)
    return said and event_at(scene, sight.name, said, "subject behind an adverbial:")


@case(
    "the place of",
    holds="The shelling of [Nikopol] went on all night.",
    fails="The poets of [Nikopol] read all night.",
    needs=Sign.TAKEN,
)
def _genitive_of_the_event(sight: Sight) -> Verdict | None:
    left = sight.left
    if left.hit is None or left.relations != Relation.GENITIVE:
        return None
    return event_at(sight.scene, sight.name, left.hit, "the place of", loosely=True)


@case(
    "object of",
    holds="Soldiers captured [Lyman].",
    fails="Soldiers captured a fox near [Lyman].",
    needs=Sign.TAKEN,
)
def _object_of_the_event(sight: Sight) -> Verdict | None:
    hit = sight.left.hit
    if hit is None:
        return None
    takes = hit.trigger.relations & (Relation.OBJECT | Relation.GENITIVE)
    if not takes and not sight.scene.grammar.genitive:
        return None
    if (told := _told_of_described(sight, hit)) is not None:
        return event_at(sight.scene, sight.name, told, "object of")
    return event_at(sight.scene, sight.name, won_back(sight.scene, hit), "object of")


def _told_of_described(sight: Sight, hit: Hit) -> Hit | None:
    """Return what the verb tells of a place that a participle describes: окуповану [X] | обстріляли.

    The verb may also stand before both: обстріляли | окуповану [X].
    """
    scene, number = sight.scene, sight.scene.chunk_of[sight.name.last - 1] + 1
    after = scene.chunks[number] if number < len(scene.chunks) else None
    attribute = scene.grammar.genitive and scene.lowers[hit.last].endswith(scene.grammar.attributive_endings)
    describes = (hit.trigger.form == "past" or attribute) and hit.last + 1 == sight.name.first
    if not describes:
        return None
    if attribute and (before := _verb_before(scene, hit)) is not None:
        return before
    if after is None or after.kind != "verb" or not after.hits:
        return None
    told = after.hits[-1]
    return told if told.trigger.relations & (Relation.OBJECT | Relation.SUBJECT) else None


def _verb_before(scene: Scene, hit: Hit) -> Hit | None:
    """Return the event verb that a participle before a name follows, None where there is none."""
    number = scene.chunk_of[hit.first]
    chunk = scene.chunks[number]
    if chunk.kind == "verb" and chunk.hits and chunk.hits[0].first < hit.first:
        return next(other for other in reversed(chunk.hits) if other.last < hit.first)
    if chunk.prep < 0 and number > 1 and _is_adverb(scene.chunks[number - 1]):
        number -= 1  # відвідав | щойно | звільнену X
    before = scene.chunks[number - 1] if number and chunk.prep < 0 else None
    return before.hits[-1] if before is not None and before.kind == "verb" and before.hits else None


def _is_adverb(chunk: Chunk) -> bool:
    """Tell whether a phrase is one word that names nothing."""
    alone = chunk.kind == "phrase" and chunk.prep < 0 and chunk.last - chunk.first == 1
    return alone and not chunk.hits and not chunk.senses & ~Sense.ADVERB


@case(
    "one of those",
    holds="Troops shelled five villages, including [Terny].",
    fails="Troops shelled five villages, unlike [Terny].",
    needs=Sign.LED,
)
def _example(sight: Sight) -> Verdict | None:
    if sight.relations != Relation.EXAMPLE:
        return None
    return exemplified(sight)


@case(
    "subject of the clause of time:",
    holds="Families left after [Orikhiv] was shelled.",
    fails="Families left after [Orikhiv], which was quiet.",
    needs=Sign.LED,
)
def _subject_of_time(sight: Sight) -> Verdict | None:
    """Judge the subject of a clause that a word opens which is a preposition elsewhere: before [X] fell."""
    scene, name = sight.scene, sight.name
    clause, number = scene.clause_of(name.first), scene.chunk_of[name.first]
    if scene.grammar.genitive or not sight.relations & Relation.WHEN or clause.verb <= number:
        return None
    between = scene.chunks[number + 1 : clause.verb]
    listed = all(
        one.kind == "join" or (one.kind == "phrase" and one.names and one.prep < 0) for one in between
    )
    said = said_of_subject(scene, clause) if listed else None
    return event_at(scene, name, said, "subject of the clause of time:") if said else None


@case(
    "mentioned, not placed",
    holds="The report about [Terny] was long.",
    fails="The battle in [Terny] was long.",
    needs=Sign.LED,
)
def _mentioned(sight: Sight) -> Verdict | None:
    return Verdict("location_other", "mentioned, not placed") if sight.relations & Relation.ELSE else None


@case(
    "subject of a gerund:",
    holds="Talk of [Lyman] having been captured was premature.",
    fails="Talk of [Lyman] having a mayor was premature.",
    needs=Sign.LED,
)
def _subject_of_a_gerund(sight: Sight) -> Verdict | None:
    """Judge a name of which a gerund tells what befell it: rumours of X being shelled."""
    scene, name = sight.scene, sight.name
    number = scene.chunk_of[name.last - 1] + 1
    verb = scene.chunks[number] if number < len(scene.chunks) else None
    if verb is None or verb.kind != "verb" or not verb.hits or verb.first != name.last:
        return None
    if sight.relations != Relation.GENITIVE or not scene.found[verb.first].senses & Sense.GERUND:
        return None
    hit = verb.hits[-1]
    passive = any(scene.found[k].senses & Sense.BE for k in range(verb.first, hit.first))
    befalls = hit.trigger.relations & (Relation.OBJECT if passive else Relation.SUBJECT)
    return event_at(scene, name, hit, "subject of a gerund:") if befalls else None


@case(
    "those there are the object of",
    holds="Police evacuated the residents of [Orikhiv].",
    fails="Police thanked the residents of [Orikhiv].",
    needs=Sign.LED,
)
def _those_there(sight: Sight) -> Verdict | None:
    if not sight.relations or sight.left.of < 0:
        return None
    hit = _undergone(sight.scene, sight.left.of)
    return event_at(sight.scene, sight.name, hit, "those there are the object of") if hit else None


@case(
    "those there undergo",
    holds="Residents of [Orikhiv] heard a blast.",
    fails="Residents of [Orikhiv] heard a concert.",
)
def _those_there_undergo(sight: Sight) -> Verdict | None:
    people = sight.relations and sight.left.of >= 0 and sight.scene.senses[sight.left.of] & Sense.PERSON
    hit = undergone_by(sight.scene, sight.left.of) if people else None
    if hit is None or hit.trigger.action not in VIOLENT:
        return None
    return event_at(sight.scene, sight.name, hit, "those there undergo")


@case(
    "its garrison:",
    holds="The defenders of [Orikhiv] were surrounded.",
    fails="The defenders of [Orikhiv] were praised.",
    needs=Sign.LED,
)
def _garrison(sight: Sight) -> Verdict | None:
    """Judge whose garrison fights, leaves or comes under fire, where its clause names no other place."""
    scene, of = sight.scene, sight.left.of
    if not sight.relations or of < 0 or not scene.senses[of] & Sense.GARRISON:
        return None
    clause = scene.clause_of(of)
    verbs = scene.chunks[clause.verb].hits if clause.verb >= 0 else []
    undergone = undergone_by(scene, of)
    hit = next((one for one in reversed(verbs) if not is_nominal(scene, one)), undergone)
    if hit is None or hit.trigger.action not in BEFALLS_GARRISONS:
        return None
    befalls = is_passive(scene, clause) or hit is undergone or hit.trigger.relations & Relation.SUBJECT
    befalls = befalls or scene.lowers[of].endswith(scene.grammar.oblique_nouns)  # захисників | обстріляли
    if not befalls and hit.trigger.action in ("captured", "struck"):
        return None  # whom they shell may be anywhere
    others = (k for k, number in scene.names.items() if number != sight.name.number)
    elsewhere = any(scene.clause_of(k) is clause and not scene.found[k].side for k in others)
    if elsewhere and hit.trigger.action != "withdrew":
        return None
    return event_at(scene, sight.name, hit, "its garrison:")


@case(
    "those there are moved",
    holds="Residents of [Orikhiv] were evacuated on Monday.",
    fails="Residents of [Orikhiv] sang on Monday.",
    needs=Sign.LED,
)
def _those_there_move(sight: Sight) -> Verdict | None:
    scene, of = sight.scene, sight.left.of
    if not sight.relations or of < 0 or not scene.senses[of] & Sense.PERSON:
        return None
    clause = scene.clause_of(of)
    for hit in scene.hits:
        if hit.first < sight.name.last or scene.clause_of(hit.first) is not clause:
            continue
        moved = hit.trigger.action == "moved" and not is_nominal(scene, hit)
        return event_at(scene, sight.name, hit, "those there are moved") if moved else None
    return None


@case(
    "those there are hurt:",
    holds="A resident of [Orikhiv] was wounded by shelling.",
    fails="A resident of [Orikhiv] was wounded in the war.",
    needs=Sign.LED,
)
def _those_there_are_hurt(sight: Sight) -> Verdict | None:
    """Judge whose residents a strike of the sentence hurts, where it names no other place.

    Of who fell nobody knows where: only what strikes tells that it was at home.
    """
    scene, of = sight.scene, sight.left.of
    dwellers = sight.relations and of >= 0 and scene.senses[of] & Sense.PERSON
    others = (k for k, number in scene.names.items() if number != sight.name.number)
    elsewhere = scene.total & Sense.FRONT or any(not scene.found[k].side for k in others)
    if not dwellers or elsewhere or scene.senses[of] & (Sense.TITLE | Sense.FORCE | Sense.BODY):
        return None
    strikes = any(hit.trigger.action == "struck" and hit.trigger.strength > 1 for hit in scene.hits)
    if not strikes and not any(_is_weapon(scene, chunk) for chunk in scene.chunks):
        return None
    hurt = next((hit for hit in scene.hits if _hurts(scene, hit, of)), None)
    return event_at(scene, sight.name, hurt, "those there are hurt:", loosely=True) if hurt else None


@case(
    "belongs to what is named before it",
    holds="Police thanked the residents of [Orikhiv].",
    fails="Police evacuated the residents of [Orikhiv].",
    needs=Sign.LED,
)
def _owned(sight: Sight) -> Verdict | None:
    if not sight.relations or sight.left.of < 0:
        return None
    return Verdict("location_other", "belongs to what is named before it")


@case(
    "whose officials tell what befell it:",
    holds="Officials in [Sumy] said the city had been shelled.",
    fails="Officials in [Sumy] said the border had been shelled.",
    needs=Sign.WITHIN,
)
def _told_by_its_own(sight: Sight) -> Verdict | None:
    """Judge the seat of those who speak where they tell of it by another word: their region was hit."""
    scene, name = sight.scene, sight.name
    clause = scene.clause_of(name.first)
    verb = scene.chunks[clause.verb] if clause.verb >= 0 else None
    if verb is None or verb.first < name.last or not verb.senses & Sense.REPORT or verb.hits:
        return None
    said = next((later for later in scene.clauses[clause.number + 1 :] if later.verb >= 0), None)
    if said is None or said.parent != clause.number:
        return None
    before = [scene.chunks[n] for n in said.chunks if n < said.verb and scene.chunks[n].kind == "phrase"]
    if len(before) != 1 or not means_a_place(scene, before[0]):
        return None
    hit = said_of_subject(scene, said)
    if hit is None or hit.trigger.action not in VIOLENT:
        return None
    return event_at(scene, name, hit, "whose officials tell what befell it:", loosely=True)


@case(
    "where a speaker is, not where it happened",
    holds="Officials in [Sumy] say that shells hit the border.",
    fails="Shells killed officials in [Sumy].",
    needs=Sign.LED,
)
def _seat_of_a_speaker(sight: Sight) -> Verdict | None:
    if not sight.relations & Relation.WITHIN or not _speaker(sight.scene, sight.name):
        return None
    return Verdict("location_other", "where a speaker is, not where it happened")


@case(
    "a neighbour",
    holds="Close to [Lyman], shells fell on a wood.",
    fails="Shells fell close to [Lyman].",
    needs=Sign.LED,
)
def _neighbour(sight: Sight) -> Verdict | None:
    hit, governor = sight.governing, sight.left.governor
    if hit is None or not sight.scene.senses[governor] & Sense.NEARBY or hit.first < governor:
        return None
    return Verdict("location_other", "a neighbour")


@case(
    "where something comes from",
    holds="Зустріч із [Лимана] показали в новинах.",
    fails="Війська відступили з [Лимана].",
    language="uk",
    needs=Sign.LED,
)
def _origin(sight: Sight) -> Verdict | None:
    hit = sight.governing
    if hit is None or not sight.relations & Relation.START or hit.trigger.relations & Relation.START:
        return None
    return Verdict("location_other", "where something comes from")


@case(
    "named beside the event, not as its place",
    holds="The minister met with [Kharkiv] on Friday.",
    fails="The minister met envoys in [Kharkiv] on Friday.",
    needs=Sign.LED,
)
def _beside(sight: Sight) -> Verdict | None:
    if sight.governing is None or sight.relations & ~(Relation.AGENT | Relation.COMPANION):
        return None
    return Verdict("location_other", "named beside the event, not as its place")


@case(
    "where nothing goes on",
    holds="The situation in [Luhansk] was calm.",
    fails="After the raid on [Luhansk] it was calm.",
    needs=Sign.WITHIN,
)
def _calm(sight: Sight) -> Verdict | None:
    if not sight.left.relations & Relation.WITHIN or not _is_calm(sight.scene, sight.left.governor):
        return None
    return Verdict("location_other", "where nothing goes on")


@case(
    "one of those named before a dash:",
    holds="Серед обстріляних сіл – [Лиман].",
    fails="Серед мальовничих сіл – [Лиман].",
    needs=Sign.WITHIN,
    language="uk",
)
def _among(sight: Sight) -> Verdict | None:
    scene, first = sight.scene, sight.name.first
    if scene.words[first - 1] not in LIST_OPENERS or not sight.left.geographic:
        return None
    hits = (hit for hit in scene.hits if sight.left.governor < hit.first < first)
    hit = next((one for one in hits if one.trigger.action in VIOLENT), None)
    return event_at(scene, sight.name, hit, "one of those named before a dash:") if hit else None


@case(
    "where it happens:",
    holds="Two people were killed in [Nikopol].",
    fails="Two people were killed on the way to [Nikopol].",
    needs=Sign.LED,
)
def _where(sight: Sight) -> Verdict | None:
    hit = sight.governing
    if hit is None or not sight.relations & Relation.WITHIN:
        return None
    return event_at(sight.scene, sight.name, hit, "where it happens:")


@case(
    "aim or end of",
    holds="Troops withdrew from [Lyman].",
    fails="Troops captured [Lyman].",
    needs=Sign.LED,
)
def _end(sight: Sight) -> Verdict | None:
    hit = sight.governing
    return event_at(sight.scene, sight.name, hit, "aim or end of") if hit is not None else None


@case(
    "a weapon is thrown at it",
    holds="Дрони по [Одесі] всю ніч.",
    fails="Автобуси по [Одесі] всю ніч.",
    language="uk",
    needs=Sign.LED,
)
def _thrown(sight: Sight) -> Verdict | None:
    if not sight.relations or not is_thrown(sight.scene, sight.left):
        return None
    event = make_event(sight.scene, None, sight.name.ground, near=sight.left.governor, fallback="struck")
    return Verdict("event_location", "a weapon is thrown at it", event)


@case(
    "where it happens, by the clause on it:",
    holds="The station in [Kramatorsk], where a missile killed sixty people, is shut.",
    fails="The station in [Kramatorsk], where sixty people work, is shut.",
    needs=Sign.LED,
)
def _told_there(sight: Sight) -> Verdict | None:
    if not sight.relations & Relation.WITHIN:
        return None
    hit = happened_there(sight.scene, sight.name)
    return event_at(sight.scene, sight.name, hit, "where it happens, by the clause on it:") if hit else None


@case(
    "something is said to happen there",
    holds="Bread is scarce in [Poltava] today.",
    fails="Officials spoke to journalists in [Poltava].",
    needs=Sign.LED,
)
def _something_there(sight: Sight) -> Verdict | None:
    if not sight.relations & Relation.WITHIN or _only_spoken(sight.scene, sight.left.governor):
        return None
    scene, governor = sight.scene, sight.left.governor
    by_weapon = armed(scene, scene.clause_of(governor))
    if sight.large and not by_weapon:
        return None
    follows = scene.grammar.genitive and scene.senses[sight.name.last : sight.name.last + 1]
    if _is_sited(scene, governor) or (follows and follows[0] & Sense.SITED):
        return None
    front = _at_front(scene, sight.name)
    if front and (_says_of_quiet(scene, governor) or sight.name.ground.country not in scene.parties - {"RU"}):
        return None
    if not by_weapon and _of_somebody(scene, governor):
        return None
    labelled = _labelled(scene, governor) if front else None
    if labelled is not None:
        return event_at(scene, sight.name, labelled, "where it happens:")
    action: Action = "other"
    if by_weapon:
        action = "struck"
    elif front or _is_at_the_gates(sight):
        action = "attacked"
    elif attended(scene, governor):
        action = "visited"
    event = make_event(scene, None, sight.name.ground, near=governor, fallback=action)
    return Verdict("event_location", "something is said to happen there", event)


@case(
    "a weapon is all that is told of it",
    holds="[Nikopol], [Marhanets]: artillery, two houses without roofs.",
    fails="[Nikopol], [Marhanets]: tulips, two houses without roofs.",
)
def _weapon_alone(sight: Sight) -> Verdict | None:
    scene, mark = sight.scene, sight.name.last
    while mark < len(scene.words) and _lists(scene, mark):
        mark += 1
    first = mark + 1
    if first >= len(scene.words) or scene.words[mark] not in LIST_OPENERS:
        return None
    if not all(_lists(scene, k) or not scene.words[k][0].isalpha() for k in range(sight.name.first)):
        return None
    chunk = scene.chunks[scene.chunk_of[first]]
    told = scene.clause_of(first).verb >= 0
    if told or chunk.kind != "phrase" or chunk.prep >= 0 or not chunk.senses & Sense.AERIAL:
        return None
    if chunk.senses & Sense.NEGATION:
        return None  # X: no shelling
    event = make_event(scene, None, sight.name.ground, near=first, fallback="struck")
    return Verdict("event_location", "a weapon is all that is told of it", event)


def _lists(scene: Scene, index: int) -> bool:
    """Tell whether a token is one of a bare list of names: a name, known or not, or what joins two."""
    capital = scene.words[index][0].isupper()
    return capital or scene.words[index] == "," or bool(scene.senses[index] & Sense.CONJUNCTION)


@case(
    "an end of the stretch in which it happens:",
    holds="From [Kharkiv] to [Kherson], shells fell all night.",
    fails="From [Kharkiv] to [Kherson], people prayed all night.",
    needs=Sign.LED,
)
def _end_of_a_stretch(sight: Sight) -> Verdict | None:
    """Judge the two ends of a stretch along which there is fighting or shelling, and nobody moves."""
    scene, name = sight.scene, sight.name
    ends = (name, _far_end(sight)) if sight.relations & Relation.START else (_near_end(sight), name)
    start, goal = ends
    if start is None or goal is None or scene.clause_of(start.first) is not scene.clause_of(goal.first):
        return None
    clause = scene.clause_of(name.first)
    told = [hit for hit in scene.hits if scene.clause_of(hit.first) is clause]
    moves = any(hit.trigger.relations & Relation.START for hit in told)
    hit = next((one for one in told if one.trigger.action in VIOLENT and one.trigger.strength > 1), None)
    if hit is None or moves or _tells_when(scene, hit):
        return None
    verb = scene.chunks[clause.verb] if clause.verb >= 0 else None
    if verb is not None and goal.last <= verb.first and verb.last <= hit.first:
        return None  # from X to Y it is far, and shells fall
    if verb is not None and verb.hits and verb.first < start.first:
        return None  # drones were launched from X towards Y
    return event_at(scene, name, hit, "an end of the stretch in which it happens:", loosely=True)


def _tells_when(scene: Scene, hit: Hit) -> bool:
    """Tell whether an event says when something else was: no trains from X to Y | after the attack."""
    prep = scene.chunks[scene.chunk_of[hit.first]].prep
    return prep >= 0 and bool(scene.relations(prep) & Relation.WHEN)


def _far_end(sight: Sight) -> Name | None:
    """Return the name that "to" leads to right behind the name: from X | to Y."""
    ends = (other for other in sight.names.values() if _near_end_of(sight, other) is sight.name)
    return next(ends, None)


def _near_end(sight: Sight) -> Name | None:
    """Return the name that "from" leads to right before the name: from X | to [Y]."""
    start = _near_end_of(sight, sight.name)
    return start if start is not None and start.left.relations & Relation.START else None


def _near_end_of(sight: Sight, goal: Name) -> Name | None:
    """Return the name that ends right before the preposition that leads to another as an aim."""
    governor = goal.left.governor
    if governor < 1 or not goal.left.relations & Relation.GOAL:
        return None
    number = sight.scene.names.get(governor - 1)
    return sight.names.get(number) if number is not None else None


@case(
    "no event is tied to it",
    holds="The road to [Poltava] is long.",
    fails="Buses drove to [Poltava].",
    needs=Sign.LED,
)
def _untied(sight: Sight) -> Verdict | None:
    return Verdict("location_other", "no event is tied to it") if sight.relations else None


@case(
    "subject of",
    holds="[Nikopol], Marhanets and Tomakivka were shelled.",
    fails="Troops in [Nikopol] were shelled.",
)
def _befallen(sight: Sight) -> Verdict | None:
    scene, governor = sight.scene, sight.left.governor
    if scene.grammar.genitive and governor >= 0 and scene.senses[governor] & Sense.LINKING:
        for hit in reversed(scene.hits):
            if hit.last < governor and hit.trigger.relations & Relation.SUBJECT:
                return event_at(scene, sight.name, hit, "subject of")
    befell = befallen(scene, sight.name)
    return event_at(scene, sight.name, won_back(scene, befell), "subject of") if befell is not None else None


@case(
    "object behind who does it:",
    holds="Штурмує ворог [Лиман] третій тиждень.",
    fails="Штурмує ворог позиції мера [Лимана].",
    language="uk",
)
def _object_behind_doer(sight: Sight) -> Verdict | None:
    """Judge the object of a verb that stands before its subject, as languages with cases may put it."""
    scene, name = sight.scene, sight.name
    clause = scene.clause_of(name.first)
    if clause.verb < 0 or not _may_be_object(sight):
        return None
    verb = scene.chunks[clause.verb]
    doers = Sense.FORCE | Sense.PERSON | Sense.SIDE | Sense.ENEMY | Sense.AERIAL | Sense.KIT
    between = range(verb.last, name.first)
    plain = all(scene.words[k][0].isalnum() and not scene.relations(k) for k in between)
    if not plain or not 0 < len(between) <= LONGEST_DOER:
        return None
    if not any(scene.senses[k] & doers for k in between):
        return None
    takes = Relation.OBJECT | Relation.START  # залишили наші [Лиман]
    hit = next((one for one in verb.hits if one.trigger.relations & takes), None)
    if hit is None or is_nominal(scene, hit) or hit.trigger.form == "past":
        return None
    return event_at(scene, name, hit, "object behind who does it:")


def _may_be_object(sight: Sight) -> bool:
    """Tell whether the form of a name is that of an object: Лиман, Авдіївку; not Авдіївка, Лимана."""
    grammar, mention = sight.scene.grammar, sight.name.resolution.mention
    low = sight.scene.lowers[sight.name.last - 1]
    if not grammar.accusative_endings or not mention.candidates:
        return False
    if mention.candidates[0].spelling.kind == "inflected":
        return low.endswith(grammar.accusative_endings)
    return not low.endswith(grammar.subject_endings)


def _is_accusative(sight: Sight) -> bool:
    """Tell whether the form of a name is an accusative that is nothing else: Авдіївку; not Криму, Лиман."""
    mention, grammar = sight.name.resolution.mention, sight.scene.grammar
    last = sight.scene.lowers[sight.name.last - 1]
    if not mention.candidates or not last.endswith(grammar.accusative_endings or "\n"):
        return False
    spelling = mention.candidates[0].spelling
    return spelling.kind == "inflected" and spelling.text.lower().endswith(grammar.subject_endings)


def _is_nominative(sight: Sight) -> bool:
    """Tell whether the form of a name is its nominative and no genitive: Лиман, Авдіївка; not США, Осло."""
    mention, endings = sight.name.resolution.mention, sight.scene.grammar.unbending_endings
    last = sight.scene.words[sight.name.last - 1]
    if not endings or not mention.candidates or last.isupper():
        return False
    return mention.candidates[0].spelling.kind != "inflected" and not last.lower().endswith(endings)


CASES = Cases(
    _water,
    listed_under,
    _before_the_event,
    _subject_behind_a_phrase,
    _subject_behind_an_adverbial,
    _genitive_of_the_event,
    _object_of_the_event,
    _object_behind_doer,
    _example,
    _subject_of_time,
    _mentioned,
    _subject_of_a_gerund,
    _those_there,
    _those_there_undergo,
    _garrison,
    _those_there_move,
    _those_there_are_hurt,
    _owned,
    _told_by_its_own,
    _seat_of_a_speaker,
    _calm,
    _neighbour,
    _origin,
    _beside,
    _among,
    _where,
    _end,
    _thrown,
    _told_there,
    _something_there,
    _weapon_alone,
    told_after,
    _end_of_a_stretch,
    _untied,
    _befallen,
)
"""The cases of settlements and regions, in the order in which they are tried."""


@case(
    "object of the clause on it:",
    holds="He loved [Popasna], which they shelled for weeks.",
    fails="He loved [Popasna], which lies in the east.",
)
def _told_of(sight: Sight) -> Verdict | None:
    told = relative_hit(sight.scene, sight.name)
    return event_at(sight.scene, sight.name, told, "object of the clause on it:") if told else None


@case(
    "a weapon does something there",
    holds="Drones churned the fields of [Yunakivka].",
    fails="Farmers churned the fields of [Yunakivka].",
)
def _weapon_reaches(sight: Sight) -> Verdict | None:
    scene, name = sight.scene, sight.name
    clause = scene.clause_of(name.first)
    if name.level not in ("settlement", "region", "capital"):
        return None
    if clause.verb < 0 or scene.chunk_of[name.first] <= clause.verb or not armed(scene, clause):
        return None
    taken = any(
        number in sight.verdicts and sight.verdicts[number].event and scene.clause_of(other.first) is clause
        for number, other in sight.names.items()
    )
    if taken or sight.left.bearing or sight.right.possessive or sight.left.relations & AWAY:
        return None
    event = make_event(scene, None, name.ground, near=name.first, fallback="struck")
    return Verdict("event_location", "a weapon does something there", event)


@case(
    "a caption or headline about the place",
    holds="Ruins, [Popasna].",
    fails="Ruins, [Donbas|area].",
)
def _caption(sight: Sight) -> Verdict | None:
    scene, name = sight.scene, sight.name
    if not sight.brief or sight.large or name.level == "power" or (sight.relations and _speaker(scene, name)):
        return None
    if (_at_front(scene, name) and _says_of_quiet(scene, name.first)) or _is_calm(scene, name.first):
        return None
    about = sight.relations & (Relation.ELSE | Relation.WHEN) == Relation.ELSE
    if about and not scene.found[sight.left.governor].senses & Sense.COMPARATOR:
        return None  # a film about X; such towns as X are told of
    if scene.senses[0] & (Sense.CARRIES | Sense.EXAMPLE):
        return None  # among them are X and Y: the sentence before tells of them
    words = zip(scene.words, scene.senses, strict=True)
    if len(scene.text.blocks) > 1 and all(s & Sense.NAME or not word[0].isalnum() for word, s in words):
        return None  # a line of names alone, such as a menu, tells nothing; a caption may be no more
    near = min(scene.hits, key=lambda hit: abs(hit.last - name.first), default=None)
    event = make_event(scene, near, name.ground, near=name.first)
    return Verdict("event_location", "a caption or headline about the place", event)


LAST_CASES = Cases(_told_of, _weapon_reaches, _caption, attacked_from, carried, predicate, in_brackets)
"""The cases tried where those of ``CASES`` tie no event to the name."""


def is_thrown(scene: Scene, left: Left) -> bool:
    """Tell whether a weapon goes to the place: drones sent against it."""
    if not left.relations & (Relation.TARGET | Relation.GOAL) or left.governor < 1 or left.bearing:
        return False
    start = left.governor - 1
    clause = scene.clause_of(left.governor)
    if not left.relations & Relation.TARGET and clause.verb >= 0:
        return False  # only where no verb tells what becomes of the weapon: drones towards X
    if clause.verb >= 0 and scene.chunks[clause.verb].senses & Sense.IDLE:
        return False  # drones circled over it
    if scene.lowers[start] == ":" or (
        scene.senses[start] & Sense.PREPOSITION and start
    ):  # drones again: over X
        start -= 1
    for k in range(start, max(-1, start - 4), -1):
        here = scene.senses[k]
        if here & Sense.AERIAL:
            return True
        if here & (Sense.BREAK | Sense.PREPOSITION | Sense.FORCE | Sense.NAME) or (
            k in scene.at and here & Sense.PLAN
        ):
            return False
    return False


def _undergone(scene: Scene, noun: int) -> Hit | None:
    """Return the event that people or things of a place undergo: evacuated the population of X."""
    senses = scene.senses
    if senses[noun] & ~Sense.PERSON:
        return None
    for hit in reversed(scene.hits):
        if hit.last < noun:
            gap = senses[hit.last + 1 : noun]
            of = sum(bool(s & Sense.PREPOSITION) for s in gap)
            near = len(gap) <= 4 and not any(s & (Sense.BREAK | Sense.CONJUNCTION | Sense.NAME) for s in gap)
            direct = of == 0 or (of == 1 and scene.relations(hit.last + 1) & Relation.GENITIVE)
            at = scene.relations(hit.last + 1) & hit.trigger.relations & Relation.TARGET
            if near and of == 1 and at and hit.trigger.action in VIOLENT:
                return hit  # the attack on the civilians of X
            strong = hit.trigger.action in ("struck", "moved", "other", "attacked")
            return (
                hit
                if near
                and direct
                and strong
                and hit.trigger.relations & (Relation.OBJECT | Relation.GENITIVE)
                else None
            )
    return None


def _is_weapon(scene: Scene, chunk: Chunk) -> bool:
    """Tell whether a phrase is of a weapon, and not of somebody who works with it."""
    arms = Sense.AERIAL | Sense.KIT
    first = chunk.first if chunk.prep < 0 else chunk.prep + 1
    return chunk.kind == "phrase" and any(
        scene.senses[k] & arms and (k == first or chunk.prep >= 0) for k in range(first, chunk.last)
    )


def _hurts(scene: Scene, hit: Hit, noun: int) -> bool:
    """Tell whether a verb says that a person was wounded or killed: the person kills nobody."""
    clause = scene.clause_of(hit.first)
    if hit.trigger.action != "struck" or is_nominal(scene, hit) or scene.clause_of(noun) is not clause:
        return False
    acts = hit.trigger.kind == "killing" and hit.first > noun and not is_passive(scene, clause)
    return hit.trigger.strength == 1 and not acts


def exemplified(sight: Sight) -> Verdict:
    """Judge a name after "including" as what the list before it undergoes."""
    scene, name = sight.scene, sight.name
    for hit in reversed(scene.hits):
        if hit.last < name.left.governor and hit.trigger.strength > 1:
            return event_at(scene, name, hit, "one of those named by")
    for hit in scene.hits:
        befallen = hit.trigger.form in ("past", "either") and hit.trigger.relations & Relation.OBJECT
        helped = scene.senses[hit.first - 1] & (Sense.LINKING | Sense.AUXILIARY)
        if hit.first > name.last and befallen and helped:
            return event_at(scene, name, hit, "one of those that are subject of")
    clause = scene.clause_of(name.first)
    said = said_of_subject(scene, clause) if clause.verb > scene.chunk_of[name.first] else None
    if said is not None:
        return event_at(scene, name, said, "one of those that are subject of")
    known = sight.verdicts.get(name.number - 1)
    if name.number - 1 in sight.names and known is not None and known.event is not None:
        return Verdict("event_location", "one of those named before", known.event)
    return Verdict("location_other", "no event is tied to it")


def _speaker(scene: Scene, name: Name) -> bool:
    """Tell whether the words before a preposition name people who speak, so that it only seats them."""
    governor = name.left.governor
    if governor < 1:
        return False
    senses = scene.senses
    k = governor - 1
    reported = any(k - 8 < hit.last < k for hit in scene.hits)
    if senses[k] & Sense.REPORT and not senses[k] & Sense.PREPOSITION and not reported:
        return True
    if not senses[k] & (Sense.PERSON | Sense.BODY) and not scene.found[k].senses & Sense.SOURCE_BODY:
        joined = False
        while k >= 0 and governor - k < 8 and (scene.words[k][0].isupper() or senses[k] & Sense.PREPOSITION):
            if joined and senses[k] & Sense.BODY and scene.words[k][0].isupper():
                return True  # the seat of an institute
            joined = joined or bool(senses[k] & Sense.PREPOSITION)
            k -= 1
        return False
    if not scene.hits and name.level == "capital":
        return True
    if any(k - 7 < hit.last < k and "," not in scene.lowers[hit.last + 1 : k] for hit in scene.hits):
        return False  # they are its object: killed one person in
    commas = 0
    for n in range(name.last, min(name.last + 11, len(senses))):
        commas += scene.words[n] == ","
        if senses[n] & Sense.REPORT:
            m = n - 1
            while (m > name.last and senses[m] & (Sense.AUXILIARY | Sense.LINKING | Sense.MODAL)) or senses[
                m
            ] == Sense.MODIFIER:
                m -= 1
            return not commas or scene.words[m] == ","
        if scene.at.get(n) is not None:
            break
    return any(senses[n] & Sense.REPORT for n in range(max(0, governor - 6), governor - 1))


def _says_of_quiet(scene: Scene, token: int) -> bool:
    """Tell whether the clause of a token says that nothing goes on: quiet, without change."""
    clause = scene.clause_of(token)
    if any(later.kind == "label" and later.parent == clause.number for later in scene.clauses):
        return False  # without change: they try to take X
    return any(scene.chunks[number].senses & Sense.IDLE for number in clause.chunks)


def _is_calm(scene: Scene, token: int) -> bool:
    """Tell whether all that is said of a place is that nothing goes on there: the situation in X was calm."""
    clause = scene.clause_of(token)
    if any(later.kind == "label" and later.parent == clause.number for later in scene.clauses):
        return False  # without change: they try to take X
    chunks = [scene.chunks[number] for number in clause.chunks]
    if scene.chunks[scene.chunk_of[token]].senses & Sense.CALM:
        chunks = [chunk for chunk in chunks if chunk.start <= token]  # calm in X, and in Y a blast
    return any(chunk.senses & Sense.CALM for chunk in chunks) and not any(chunk.hits for chunk in chunks)


def _of_somebody(scene: Scene, token: int) -> bool:
    """Tell whether a clause only says who somebody is: a driver who trained in X."""
    clause = scene.clause_of(token)
    opener = scene.chunks[clause.chunks[0]]
    before = antecedent_of(scene, clause)
    if before is None or not opener.senses & Sense.SOURCE_RELATIVE:
        return False
    return bool(before.senses & (Sense.PERSON | Sense.TITLE | Sense.ONE_PERSON))


def _is_sited(scene: Scene, token: int) -> bool:
    """Tell whether a clause only says where somebody or something is: rents a room in X, has a son in X."""
    clause = scene.clause_of(token)
    if token and scene.senses[token - 1] & Sense.SITED:
        return True
    said = (scene.chunks[n] for n in clause.chunks if n == clause.verb or scene.chunks[n].last <= token)
    return any(
        scene.senses[k] & Sense.SITED and not scene.senses[k] & Sense.PERSON
        for chunk in said
        for k in range(chunk.first, chunk.last)
    )


def _at_front(scene: Scene, name: Name) -> bool:
    """Tell whether the name stands for a stretch of the front: the Pokrovsk direction, X and Y directions."""
    if name.resolution.mention.stated_type == "front":
        return True  # На Покровському без змін
    for k in range(name.last, min(name.last + LONGEST_PAIR, len(scene.senses))):
        if scene.senses[k] & Sense.FRONT:
            return True
        if not scene.senses[k] & (Sense.NAME | Sense.CONJUNCTION) and scene.words[k] != ",":
            return False
    return False


def _labelled(scene: Scene, token: int) -> Hit | None:
    """Return the fighting that a label of the clause of a token tells: на Лиманському – шість боїв біля X."""
    clause = scene.clause_of(token)
    for label in scene.clauses:
        if label.kind == "label" and label.parent == clause.number:
            hits = (hit for number in label.chunks for hit in scene.chunks[number].hits)
            return next((hit for hit in hits if hit.trigger.action in VIOLENT), None)
    return None


def attended(scene: Scene, governor: int) -> bool:
    """Tell whether an official, delegation or other person is said to be at the place."""
    people = Sense.TITLE | Sense.ONE_PERSON | Sense.LEADER
    clause = scene.clause_of(governor)
    if any(scene.clause_of(hit.first) is clause for hit in scene.hits):
        return False
    if clause.verb < 0:  # Zelensky in X
        who = _all_before(scene, clause, governor)
        named = all(scene.words[k][0].isupper() or scene.senses[k] & (people | Sense.SIDE) for k in who)
        return named and any(scene.senses[k] & people for k in who)
    for k in range(governor - 1, max(0, governor - 9), -1):
        if scene.senses[k] & Sense.LINKING:
            return any(s & people for s in scene.senses[max(0, k - 8) : k])
    return False


def _all_before(scene: Scene, clause: Clause, token: int) -> range:
    """Return the tokens of a clause before a token that belongs to it."""
    return range(scene.chunks[clause.chunks[0]].first, token)


def _is_at_the_gates(sight: Sight) -> bool:
    """Tell whether all that is said is that the enemy is there, or a force on the outskirts: ворог у X."""
    scene, governor = sight.scene, sight.left.governor
    clause = scene.clause_of(governor)
    if clause.verb >= 0 or scene.hits:
        return False
    who = [scene.senses[k] for k in _all_before(scene, clause, governor)]
    armed_ones = Sense.ENEMY | (Sense.FORCE if sight.left.geographic else 0)
    return all(who) and any(s & armed_ones and not s & Sense.PERSON for s in who)


def _only_spoken(scene: Scene, token: int) -> bool:
    """Tell whether the clause of a token does nothing but report speech."""
    clause = scene.clause_of(token)
    verbs = [scene.chunks[number].senses for number in clause.chunks if scene.chunks[number].kind == "verb"]
    if not verbs:
        return any(s & Sense.REPORT for s in scene.senses) and not any(
            s & (Sense.LINKING | Sense.AUXILIARY) for s in scene.senses
        )
    return all(senses & Sense.REPORT for senses in verbs) and not any(
        senses & (Sense.LINKING | Sense.AUXILIARY) for senses in verbs
    )
