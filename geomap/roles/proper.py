"""Cases that look at the proper name around a place: compounds, nicknames, datelines, bodies, persons."""

from __future__ import annotations

from geomap.grammar import Scene
from geomap.language import Relation, Sense
from geomap.roles.cases import EARLIEST, Cases, Sight, Sign, case
from geomap.roles.names import RULING, STATES, Verdict
from geomap.roles.ties import befallen

QUOTES = "\"'“”‘’«»„"
OPENING, CLOSING = '«„“"', '»”"'
LONGEST_TITLE = 7
"""Tokens from the mark that opens a title to a name in it."""
DASHES = ("-", "–", "—", "--")
NUMBERED = (*QUOTES, "№", "#")
"""What stands between a train and its name, besides its number."""


# --- compounds and things that bear the name ----------------------------------------------------------------
@case(
    "a prefix that makes it a state",
    holds="A pro-[Moscow|capital] poet read.",
    fails="A mid-[Moscow|capital] poet read.",
    needs=Sign.INSIDE,
)
def _prefixed(sight: Sight) -> Verdict | None:
    text, mention = sight.scene.text, sight.name.resolution.mention
    start = text.starts[mention.first]
    if start == mention.span.start:
        return None
    head = text.body[start : mention.span.start].lower()
    if head.rstrip("-‑") not in sight.scene.grammar.pro or not head:
        return None
    return Verdict("state_actor", f"a prefix that makes it a state: “{head}”")


@case(
    "a participle that makes it a state",
    holds="A [Moscow|capital]-backed poet read.",
    fails="A [Moscow|capital]-born poet read.",
    needs=Sign.INSIDE,
)
def _led(sight: Sight) -> Verdict | None:
    text, mention = sight.scene.text, sight.name.resolution.mention
    end = text.ends[mention.last - 1]
    if end == mention.span.end:
        return None
    tail = text.body[mention.span.end : end].lower()
    if tail.lstrip("-‑").split("-")[0] not in sight.scene.grammar.led or not tail:
        return None
    return Verdict("state_actor", f"a participle that makes it a state: “{tail}”")


@case(
    "a thing that bears the name stands after it",
    holds="The [Druzhba] pipeline is shut.",
    fails="The [Druzhba] gate is shut.",
)
def _thing_after(sight: Sight) -> Verdict | None:
    senses, last = sight.scene.senses, sight.name.last
    if last >= len(senses) or not senses[last] & Sense.THING or sight.left.geographic:
        return None
    return Verdict("location_other", "a thing that bears the name stands after it")


@case(
    "a thing of the name stands before it",
    holds="The river of [Oskil] is wide.",
    fails="The gate of [Oskil] is wide.",
)
def _thing_of(sight: Sight) -> Verdict | None:
    scene, before = sight.scene, sight.name.first - 1
    while before > 0 and scene.senses[before] & Sense.DETERMINER:
        before -= 1
    if before <= 0 or scene.relations(before) != Relation.GENITIVE or not _bears_name(sight, before - 1):
        return None
    return Verdict("location_other", "a thing of the name stands before it")


@case(
    "within the title of what stands before it",
    holds="The book “The battle for [Izium]” is out.",
    fails="The soldier called “the battle for [Izium]” hell.",
)
def _in_title(sight: Sight) -> Verdict | None:
    words, first = sight.scene.words, sight.name.first
    opened = next((k for k in range(first - 1, max(0, first - LONGEST_TITLE), -1) if words[k] in OPENING), 0)
    if opened < 1 or any(words[k] in CLOSING for k in range(opened + 1, first)):
        return None
    if not sight.scene.senses[opened - 1] & Sense.THING:
        return None
    return Verdict("location_other", "within the title of what stands before it")


@case(
    "a thing that bears the name stands before it",
    holds="The cruiser [Varyag] sank.",
    fails="The village [Varyag] sank.",
)
def _thing_before(sight: Sight) -> Verdict | None:
    before = sight.name.first - 1
    if before >= 0 and sight.scene.words[before] in QUOTES:
        before -= 1
    if before < 0 or not _bears_name(sight, before):
        return None
    return Verdict("location_other", "a thing that bears the name stands before it")


@case(
    "a train or flight called after its two ends",
    holds="The train [Lviv] – [Kharkiv] is late.",
    fails="The line [Lviv] – [Kharkiv] is long.",
)
def _ends_of_a_run(sight: Sight) -> Verdict | None:
    scene, name = sight.scene, sight.name
    first, last = name.first, name.last
    if last + 1 < len(scene.words) and scene.words[last] in DASHES and last + 1 in scene.names:
        last = sight.names[scene.names[last + 1]].last
    elif first > 1 and scene.words[first - 1] in DASHES and first - 2 in scene.names:
        first = sight.names[scene.names[first - 2]].first
    else:
        return None
    while first > 0 and (scene.words[first - 1] in NUMBERED or scene.words[first - 1][0].isdigit()):
        first -= 1
    while last < len(scene.words) and scene.words[last] in QUOTES:
        last += 1
    beside = (*scene.found[max(0, first - 1) : first], *scene.found[last : last + 1])
    if not any(word.senses & Sense.RUN for word in beside):
        return None
    return Verdict("location_other", "a train or flight called after its two ends")


@case(
    "a body that bears the name",
    holds="Battlegroup [Dnepr] fired all night.",
    fails="Troops in [Dnepr] fired all night.",
)
def _body_before(sight: Sight) -> Verdict | None:
    scene, before = sight.scene, sight.name.first - 1
    if scene.grammar.genitive or before < 0 or not scene.words[before].istitle():
        return None
    if not scene.senses[before] & (Sense.BODY | Sense.FORCE) or sight.name.level != "settlement":
        return None
    return Verdict("organisation_part", "a body that bears the name")


@case(
    "part of a nickname",
    holds="They call him the “Fox of [Izium]”.",
    fails="They call him the fox of [Izium].",
    needs=Sign.OF,
)
def _nickname(sight: Sight) -> Verdict | None:
    at, last, words = sight.left.of, sight.name.last, sight.scene.words
    if at < 1 or sight.left.geographic or last >= len(words) or words[last] not in QUOTES:
        return None
    if words[at - 1] not in QUOTES and (at == 1 or words[at - 2] not in QUOTES):
        return None
    if not words[at][0].isupper() or sight.scene.senses[at] & (Sense.BODY | Sense.TITLE):
        return None
    return Verdict("person_name", "part of a nickname")


# --- datelines and bylines ----------------------------------------------------------------------------------
@case(
    "a dateline before a comma or stop",
    holds="[LVIV], May 3. Shells fell.",
    fails="[Lviv], May 3. Shells fell.",
    needs=Sign.EARLY,
)
def _dateline_in_capitals(sight: Sight) -> Verdict | None:
    name, words = sight.name, sight.scene.words
    if name.first or not _capitals(sight) or name.last >= len(words) or words[name.last] not in (",", "."):
        return None
    later = [word for word in words[name.last :] if word[0].isalpha()]
    if not later or sum(word.isupper() for word in later) >= 0.5 * len(later):
        return None
    if not _opens_block(sight):
        return None
    return Verdict("location_other", "a dateline before a comma or stop")


@case(
    "a dateline before a dash",
    holds="[Lviv] (Agency) — Shells fell.",
    fails="[Lviv] — Shells fell.",
    needs=Sign.EARLY,
)
def _dateline_before_a_dash(sight: Sight) -> Verdict | None:
    scene, name = sight.scene, sight.name
    if name.first > EARLIEST or not _opens_block(sight):
        return None
    if not all(scene.senses[k] & Sense.NAME or scene.words[k] == "," for k in range(name.first)):
        return None
    for k in range(name.last, min(name.last + 9, len(scene.words))):
        if scene.words[k] in DASHES:
            agency = any(scene.words[n] == "(" for n in range(name.last, k))
            dateline = Verdict("location_other", "a dateline before a dash")
            return dateline if agency or _capitals(sight) else None
        if k in scene.at or scene.senses[k] & (Sense.PREPOSITION | Sense.LINKING):
            return None
    return None


@case(
    "a byline",
    holds="Nothing is known\n\nOlha Koval, Petro Hai, in [Lviv]\n\nIt rained.",
    fails="Nothing is known\n\nShe wrote about birds in [Lviv]\n\nIt rained.",
    needs=Sign.LED,
)
def _byline(sight: Sight) -> Verdict | None:
    scene, words = sight.scene, sight.scene.words
    if sight.brief or len(words) > 12 or not sight.left.relations or scene.hits or words[-1] in ".!?…":
        return None
    telling = Sense.LINKING | Sense.AUXILIARY | Sense.REPORT | Sense.FACILITY | Sense.FORCE
    if sight.name.first < 3 or any(s & telling for s in scene.senses):
        return None
    capital = sum(word[0].isupper() for word in words)
    return Verdict("location_other", "a byline") if capital >= 0.6 * len(words) else None


# --- bodies and persons -------------------------------------------------------------------------------------
@case(
    "part of the name or title of a body or office",
    holds="The [Sumy] ministry sang.",
    fails="The [Sumy] market sang.",
    needs=Sign.FOLLOWED,
)
def _body_after(sight: Sight) -> Verdict | None:
    right = sight.right
    if not right.senses & (Sense.BODY | Sense.TITLE) or right.name or not _heads(sight):
        return None
    forces = right.senses & Sense.FORCE and not right.senses & Sense.TITLE
    if forces and sight.name.level in RULING and _bodyless(sight):
        return None
    return Verdict("organisation_part", "part of the name or title of a body or office")


@case(
    "a body or office “of” the place",
    holds="The mayor of [Enerhodar] spoke.",
    fails="The poets of [Enerhodar] spoke.",
    needs=Sign.OF,
)
def _body_of(sight: Sight) -> Verdict | None:
    of = sight.left.of
    if of < 0 or not (sight.scene.senses[of] & (Sense.BODY | Sense.TITLE) or _chained(sight.scene, of)):
        return None
    return Verdict("organisation_part", "a body or office “of” the place")


@case(
    "the people or forces of a state",
    holds="The people of [Ukraine|country] sang.",
    fails="The people of [Lyman] sang.",
    needs=Sign.OF,
)
def _people_of(sight: Sight) -> Verdict | None:
    of = sight.left.of
    if of < 0 or sight.name.level not in RULING:
        return None
    if not sight.scene.senses[of] & (Sense.FORCE | Sense.PERSON):
        return None
    return Verdict("state_actor", "the people or forces of a state")


@case(
    "the post of an envoy to it",
    holds="The ambassador to [Ukraine|country] sang.",
    fails="The road to [Ukraine|country] is long.",
    needs=Sign.LED,
)
def _envoy(sight: Sight) -> Verdict | None:
    governor, scene = sight.left.governor, sight.scene
    if not sight.left.relations & Relation.GOAL or sight.name.level not in STATES:
        return None
    if not sight.before & Sense.TITLE or sight.before & Sense.GEOGRAPHIC:
        return None
    if scene.lowers[governor] != scene.words[governor]:
        return None
    return Verdict("organisation_part", "the post of an envoy to it")


@case(
    "a first name before another name",
    holds="[Oleksandr] [Lyman] sang.",
    fails="[Oleksandr], [Lyman] and Yampil sang.",
)
def _first_name(sight: Sight) -> Verdict | None:
    name, scene = sight.name, sight.scene
    if name.level != "settlement" or sight.left.relations or scene.grammar.genitive:
        return None
    if name.last >= len(scene.senses) or not scene.senses[name.last] & Sense.NAME:
        return None
    if not scene.words[name.first][0].isupper() or name.last - name.first != 1:
        return None
    if scene.names[name.last] == name.number:
        return None
    return Verdict("person_name", "a first name before another name")


@case(
    "a first name before a surname",
    holds="[Oleksandr] Bondarchuk sang for an hour.",
    fails="The [Oleksandr] Bondarchuk sang for an hour.",
    needs=Sign.PROPER,
)
def _given_name(sight: Sight) -> Verdict | None:
    name, scene = sight.name, sight.scene
    if not _longer(sight) or name.level in RULING or sight.left.relations:
        return None
    if sight.right.after != name.last or scene.senses[name.last] & Sense.FACILITY:
        return None
    article = name.first > 0 and scene.senses[name.first - 1] & Sense.DETERMINER
    second = scene.words[name.last + 1 : name.last + 2]
    if article or (second and second[0][0].isupper()):
        return None
    return Verdict("person_name", "a first name before a surname") if not _struck(sight) else None


@case(
    "part of a longer proper name",
    holds="The [Azov] Bondarchuk Choir sang for an hour.",
    fails="The [Azov] choir sang for an hour.",
    needs=Sign.PROPER,
)
def _longer_name(sight: Sight) -> Verdict | None:
    if not _longer(sight):
        return None
    if sight.left.relations and not sight.scene.senses[sight.name.last] & Sense.FACILITY:
        return None
    return Verdict("organisation_part", "part of a longer proper name") if not _struck(sight) else None


PROPER_CASES = Cases(
    _prefixed,
    _led,
    _thing_after,
    _thing_of,
    _in_title,
    _thing_before,
    _ends_of_a_run,
    _body_before,
    _nickname,
    _dateline_in_capitals,
    _dateline_before_a_dash,
    _byline,
    _body_after,
    _body_of,
    _people_of,
    _envoy,
    _first_name,
    _given_name,
    _longer_name,
)
"""The cases of names within a proper name or line of its own, in the order in which they are tried."""


# --- what they ask ------------------------------------------------------------------------------------------
def _bears_name(sight: Sight, index: int) -> bool:
    """Tell whether a thing bears the name and lies elsewhere; the bank of a region or river is its part."""
    here, chosen = sight.scene.senses[index], sight.name.resolution.chosen
    if chosen is not None and chosen.entry.feature_class == "H":
        return False
    return bool(here & Sense.THING) and not (sight.name.level == "region" and here & Sense.GEOGRAPHIC)


def _capitals(sight: Sight) -> bool:
    """Tell whether the name begins with a word in capitals that is no abbreviation of two letters."""
    word = sight.scene.words[sight.name.first]
    return word.isupper() and len(word) > 2


def _opens_block(sight: Sight) -> bool:
    """Tell whether the sentence of the name opens a paragraph."""
    text = sight.scene.text
    return text.sentences[sight.name.resolution.mention.sentence].block == _block_opening(sight.scene)


def _block_opening(scene: Scene) -> int:
    """Return the block that the scene's first token opens, or -1 where it stands inside one."""
    text = scene.text
    start = text.starts[scene.offset]
    sentence = text.sentences[text.sentence_at(start)]
    return sentence.block if text.blocks[sentence.block].start == start else -1


def _longer(sight: Sight) -> bool:
    """Tell whether a capitalised word that we do not know goes on with the name."""
    right = sight.right
    return right.proper and not sight.scene.grammar.genitive and not right.senses & Sense.GEOGRAPHIC


def _chained(scene: Scene, index: int) -> bool:
    """Tell whether the noun before "of" belongs to the name of a body: the Ministry of Defence of."""
    senses, words = scene.senses, scene.words
    k = index
    while k >= 0 and index - k < 7:
        if senses[k] & (Sense.BODY | Sense.TITLE):
            return True
        if not (
            words[k][0].isupper() or senses[k] & (Sense.PREPOSITION | Sense.DETERMINER | Sense.CONJUNCTION)
        ):
            return (
                scene.grammar.genitive
                and k == index
                and bool(k and senses[k - 1] & (Sense.BODY | Sense.TITLE))
            )
        k -= 1
    return False


def _heads(sight: Sight) -> bool:
    """Tell whether the body after a name bears it: no building that was hit, no body that merely follows."""
    scene, right = sight.scene, sight.right
    endings = scene.grammar.name_adjectives
    if endings and not scene.lowers[sight.name.last - 1].endswith(endings):
        return False
    if right.senses & Sense.TITLE:
        return True
    if right.head >= 0 and scene.senses[right.head] & (Sense.FACILITY | Sense.BODY) == Sense.FACILITY:
        return False
    return not _struck(sight)


def _struck(sight: Sight) -> bool:
    """Tell whether what bears the name is something that was hit, so that it stands for its place."""
    hit = sight.left.hit or befallen(sight.scene, sight.name)
    if hit is None and sight.left.relations & (Relation.TARGET | Relation.GOAL):
        hit = sight.near
    return hit is not None and hit.trigger.action == "struck"


def _bodyless(sight: Sight) -> bool:
    """Tell whether the only word for a body after the name also means the state (authorities)."""
    senses = sight.scene.senses[sight.name.last : sight.right.after]
    return all(not here & Sense.BODY or here & Sense.FORCE for here in senses)
