"""What a mention does in its text: the place of an event, plain geography, a state, a body, furniture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from geomap.events import Event, governing_hit, is_nominal, make_event
from geomap.furniture import furniture_blocks
from geomap.grammar import NAME, Hit, Left, Right, Scene, lexicon_of, look_left, look_right, read_scene
from geomap.languages.rules import events as sense
from geomap.places import Resolution
from geomap.text import Text

Role = Literal[
    "event_location",
    "location_other",
    "state_actor",
    "organisation_part",
    "person_name",
    "boilerplate",
    "demonym",
]
Level = Literal["country", "capital", "power", "region", "settlement", "object"]

SHORT_TEXT = 3
"""Sentences up to which a text is a caption or headline rather than an article."""
QUOTES = "\"'“”‘’«»„"
DASHES = ("-", "–", "—", "--")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A resolved mention with its role; ``event`` is there exactly where the role is ``event_location``."""

    resolution: Resolution
    role: Role
    reason: str
    """The rule that decided, in words for the reader."""
    event: Event | None


class Verdict(NamedTuple):
    """A role, why, and the event if there is one."""

    role: Role
    reason: str
    event: Event | None = None
    aside: bool = False
    """Whether the name only locates another one."""


class Name(NamedTuple):
    """A mention as the rules see it; tokens are those of its scene."""

    number: int
    resolution: Resolution
    level: Level
    country: str | None
    first: int
    last: int
    left: Left
    right: Right


def read_roles(text: Text, resolutions: tuple[Resolution, ...]) -> tuple[Reading, ...]:
    """Tell the role of each mention and, for event locations, the event; one result a mention, in order."""
    furniture = furniture_blocks(text)
    verdicts: dict[int, Verdict] = {}
    by_sentence: dict[int, list[int]] = {}
    demonyms: dict[int, list[int]] = {}
    for number, resolution in enumerate(resolutions):
        mention = resolution.mention
        if mention.kind == "demonym" and not _names_body(text, resolution):
            verdicts[number] = Verdict("demonym", "an adjective or the name of a people")
            demonyms.setdefault(mention.sentence, []).append(mention.last - 1)
        elif text.sentences and text.sentences[mention.sentence].block in furniture:
            verdicts[number] = Verdict("boilerplate", "in a menu, a list of links or other page furniture")
        else:
            by_sentence.setdefault(mention.sentence, []).append(number)
    brief = len(text.sentences) <= SHORT_TEXT
    for sentence, numbers in by_sentence.items():
        adjectives = demonyms.get(sentence, ())
        _read_sentence(text, resolutions, sentence, numbers, adjectives, verdicts, brief=brief)
    return tuple(
        Reading(
            resolution=resolution,
            role=verdicts[number].role,
            reason=verdicts[number].reason,
            event=verdicts[number].event,
        )
        for number, resolution in enumerate(resolutions)
    )


def _names_body(text: Text, resolution: Resolution) -> bool:
    """Tell whether an adjective of a region opens the name of a body there: Kharkivska administration."""
    mention = resolution.mention
    rules, lexicon = lexicon_of(text.language)
    if not rules.adjectives or mention.last >= len(text.lowers):
        return False
    chosen = resolution.chosen
    regional = chosen is not None and not chosen.entry.feature_code.startswith("PCL")
    return regional and bool(lexicon[text.lowers[mention.last]][0] & (sense.BODY | sense.TITLE))


def _read_sentence(
    text: Text,
    resolutions: tuple[Resolution, ...],
    sentence: int,
    numbers: list[int],
    demonyms: Sequence[int],
    verdicts: dict[int, Verdict],
    *,
    brief: bool,
) -> None:
    first, last = text.sentences[sentence].first, text.sentences[sentence].last
    opening = resolutions[numbers[0]].mention
    if opening.first == first:
        first = _carried_from(text, sentence)
    spans = []
    for number in numbers:
        mention = resolutions[number].mention
        spans.append((mention.first, mention.last, number))
    scene = read_scene(text, first, last, spans, [token for token in demonyms if first <= token < last])
    names = {
        number: Name(
            number,
            resolutions[number],
            _level(scene, resolutions[number]),
            _country(resolutions[number]),
            start - first,
            min(end, last) - first,
            look_left(scene, start - first),
            look_right(scene, min(end, last) - first),
        )
        for start, end, number in spans
    }
    for number in numbers:
        verdicts[number] = _judge(scene, names, names[number], verdicts, brief=brief)


def _carried_from(text: Text, sentence: int) -> int:
    """Return the first token of the line before, where a lost link or break cut the sentence after it."""
    first = text.sentences[sentence].first
    if sentence == 0:
        return first
    before = text.sentences[sentence - 1]
    if before.last == before.first or before.block == text.sentences[sentence].block:
        return first
    tail = read_scene(text, before.last - 1, before.last, ())
    return before.first if tail.senses[0] & sense.PREPOSITION else first


def _level(scene: Scene, resolution: Resolution) -> Level:
    mention = resolution.mention
    chosen = resolution.chosen or (resolution.ranked[0] if resolution.ranked else None)
    usual = mention.candidates[0].entry.feature_code if mention.candidates else ""
    if mention.toponym.lower().removeprefix("the ") in scene.rules.powers:
        return "power"
    if usual == "PPLC" or (chosen is not None and chosen.entry.feature_code == "PPLC"):
        return "capital"
    if chosen is None:
        return "settlement"
    if usual.startswith("PCL") and chosen.entry.feature_class == "P":
        return "country"
    code = chosen.entry.feature_code
    if code.startswith("PCL"):
        return "country"
    if chosen.entry.feature_class == "P":
        return "settlement"
    if chosen.entry.feature_class in "AL":
        return "country" if code == "CONT" else "region"
    return "object"


def _country(resolution: Resolution) -> str | None:
    chosen = resolution.chosen or (resolution.ranked[0] if resolution.ranked else None)
    return chosen.entry.country if chosen else None


# --- the decision -----------------------------------------------------------------------------------------
def _judge(
    scene: Scene, names: dict[int, Name], name: Name, verdicts: dict[int, Verdict], *, brief: bool
) -> Verdict:
    """Return the verdict on one name; those before it in the sentence are already judged."""
    found = _compound(scene, name)
    if found:
        return found
    left, right = name.left, name.right
    return (
        _named_after(scene, name, left)
        or _dateline(scene, name)
        or (None if brief else _byline(scene, name, left))
        or _body(scene, name, left, right)
        or _aside(_reference(scene, names, name, left, right))
        or _listed(scene, names, name, left, right, verdicts)
        or (
            _state(scene, names, name, verdicts)
            if name.level in ("country", "power")
            else _capital(scene, name, left, right)
            if name.level == "capital"
            else None
        )
        or _place(scene, names, name, verdicts, brief=brief)
    )


def _aside(verdict: Verdict | None) -> Verdict | None:
    """Return the verdict marked as one that only locates another name."""
    return verdict._replace(aside=True) if verdict is not None else None


def _compound(scene: Scene, name: Name) -> Verdict | None:
    """Judge a name inside a hyphenated word: pro-Moscow, US-led."""
    mention = name.resolution.mention
    text = scene.text
    span = mention.span
    if text.starts[mention.first] == span.start and text.ends[mention.last - 1] == span.end:
        return None
    head = text.body[text.starts[mention.first] : mention.span.start].lower()
    tail = text.body[mention.span.end : text.ends[mention.last - 1]].lower()
    if head.rstrip("-‑") in scene.rules.pro and head:
        return Verdict("state_actor", f"“{head}” before the name makes it a state")
    if tail.lstrip("-‑").split("-")[0] in scene.rules.led and tail:
        return Verdict("state_actor", f"“{tail}” after the name makes it a state")
    return None


def _named_after(scene: Scene, name: Name, left: Left) -> Verdict | None:
    """Judge a nickname in quotes: the “Butcher of X”."""
    words = scene.words
    if name.last < len(words) and scene.senses[name.last] & sense.THING and not left.geographic:
        return Verdict("location_other", "the name of a thing that is not at the place")
    before = name.first - 1
    while before > 0 and scene.senses[before] & sense.DETERMINER:
        before -= 1
    if before > 0 and scene.relations(before) == "n" and scene.senses[before - 1] & sense.THING:
        return Verdict("location_other", "the name of a thing that is not at the place")
    before = name.first - 1
    if before >= 0 and words[before] in QUOTES:
        before -= 1
    if before >= 0 and scene.senses[before] & sense.THING:
        return Verdict("location_other", "the name of a thing that is not at the place")
    at = left.of
    if at < 1 or left.geographic:
        return None
    quoted = words[at - 1] in QUOTES or (at > 1 and words[at - 2] in QUOTES)
    closed = name.last < len(words) and words[name.last] in QUOTES
    if quoted and closed and words[at][0].isupper() and not scene.senses[at] & (sense.BODY | sense.TITLE):
        return Verdict("person_name", "part of a nickname")
    return None


def _dateline(scene: Scene, name: Name) -> Verdict | None:
    """Judge a name that opens a paragraph before a dash: where the report was written."""
    if name.first > 3 or scene.text.sentences[name.resolution.mention.sentence].block != _block_opening(
        scene
    ):
        return None
    words = scene.words
    if not all(scene.senses[k] & NAME or words[k] == "," for k in range(name.first)):
        return None
    capital = words[name.first].isupper() and len(words[name.first]) > 2
    if capital and name.first == 0 and words[name.last : name.last + 1] in ((",",), (".",)):
        later = [word for word in words[name.last :] if word[0].isalpha()]
        if later and sum(word.isupper() for word in later) < 0.5 * len(later):
            return Verdict("location_other", "a dateline: where the report was written")
    for k in range(name.last, min(name.last + 9, len(words))):
        if words[k] in DASHES:
            upper = scene.words[name.first].isupper() and len(scene.words[name.first]) > 2
            agency = any(words[n] == "(" for n in range(name.last, k))
            if upper or agency:
                return Verdict("location_other", "a dateline: where the report was written")
            return None
        if scene.at.get(k) is not None or scene.senses[k] & (sense.PREPOSITION | sense.BE):
            return None
    return None


def _byline(scene: Scene, name: Name, left: Left) -> Verdict | None:
    """Judge a name in a short line of names without a verb: who wrote, and where."""
    words = scene.words
    if len(words) > 12 or not left.relations or scene.hits or words[-1] in ".!?…":
        return None
    if any(
        s & (sense.BE | sense.AUXILIARY | sense.SPEECH | sense.FACILITY | sense.FORCE) for s in scene.senses
    ):
        return None
    capital = sum(word[0].isupper() for word in words)
    return Verdict("location_other", "a byline") if name.first >= 3 and capital >= 0.6 * len(words) else None


def _block_opening(scene: Scene) -> int:
    """Return the block that the scene's first token opens, or -1 where it stands inside one."""
    text = scene.text
    start = text.starts[scene.offset]
    sentence = text.sentences[text.sentence_at(start)]
    return sentence.block if text.blocks[sentence.block].start == start else -1


def _body(scene: Scene, name: Name, left: Left, right: Right) -> Verdict | None:
    """Judge a name inside the name or title of a body, office or medium."""
    if right.senses & (sense.BODY | sense.TITLE) and not right.name and _heads(scene, name, left, right):
        state = right.senses & sense.FORCE and not right.senses & sense.TITLE
        if not (state and name.level in ("country", "power", "capital") and _bodyless(scene, name, right)):
            return Verdict("organisation_part", "part of the name or title of a body or office")
    if left.of >= 0:
        here = scene.senses[left.of]
        if here & (sense.BODY | sense.TITLE) or _chained(scene, left.of):
            return Verdict("organisation_part", "a body or office “of” the place")
        if name.level in ("country", "power", "capital") and here & (sense.FORCE | sense.PERSON):
            return Verdict("state_actor", "the people or forces of a state")
    governor = left.governor
    if governor > 0 and set(left.relations) & set("tl") and scene.lowers[governor] == scene.words[governor]:
        envoy = scene.senses[governor - 1] & sense.TITLE and not scene.senses[governor - 1] & sense.GEOGRAPHIC
        if envoy and name.level in ("country", "power") and "t" in left.relations:
            return Verdict("organisation_part", "the post of an envoy to it")
    neighbour = name.last < len(scene.senses) and scene.senses[name.last] & NAME
    if name.level == "settlement" and not left.relations and neighbour and not scene.rules.genitive:
        one = scene.words[name.first][0].isupper() and name.last - name.first == 1
        if one and scene.names[name.last] != name.number:
            return Verdict("person_name", "a first name before a surname")
    longer = right.proper and not scene.rules.genitive and not right.senses & sense.GEOGRAPHIC
    if longer and not _struck(scene, name, left, right):
        person = name.level not in ("country", "power", "capital") and right.after == name.last
        following = scene.senses[name.last] & sense.FACILITY
        article = name.first > 0 and scene.senses[name.first - 1] & sense.DETERMINER
        second = scene.words[name.last + 1 : name.last + 2]
        lone = not article and not (second and second[0][0].isupper())
        if person and lone and not left.relations and not following:
            return Verdict("person_name", "a first name before a surname")
        if not left.relations or following:
            return Verdict("organisation_part", "part of a longer proper name")
    return None


def _chained(scene: Scene, index: int) -> bool:
    """Tell whether the noun before "of" belongs to the name of a body: the Ministry of Defence of."""
    senses, words = scene.senses, scene.words
    k = index
    while k >= 0 and index - k < 7:
        if senses[k] & (sense.BODY | sense.TITLE):
            return True
        if not (
            words[k][0].isupper() or senses[k] & (sense.PREPOSITION | sense.DETERMINER | sense.CONJUNCTION)
        ):
            return (
                scene.rules.genitive and k == index and bool(k and senses[k - 1] & (sense.BODY | sense.TITLE))
            )
        k -= 1
    return False


def _heads(scene: Scene, name: Name, left: Left, right: Right) -> bool:
    """Tell whether the body after a name bears it: no building that was hit, no body that merely follows."""
    if scene.rules.adjectives and not scene.lowers[name.last - 1].endswith(scene.rules.adjectives):
        return False
    if right.senses & sense.TITLE:
        return True
    if right.head >= 0 and scene.senses[right.head] & (sense.FACILITY | sense.BODY) == sense.FACILITY:
        return False
    return not _struck(scene, name, left, right)


def _struck(scene: Scene, name: Name, left: Left, right: Right) -> bool:
    """Tell whether what bears the name is something that was hit, so that it stands for its place."""
    hit = left.hit or _passive(scene, name, right)
    if hit is None and set(left.relations) & set("at") and left.governor >= 0:
        hit = governing_hit(scene, left.governor, left.relations, name.last, far=False)
    return hit is not None and hit.trigger.action == "struck"


def _bodyless(scene: Scene, name: Name, right: Right) -> bool:
    """Tell whether the only word for a body after the name also means the state (authorities)."""
    return all(
        not scene.senses[k] & sense.BODY or scene.senses[k] & sense.FORCE
        for k in range(name.last, right.after)
    )


def _reference(scene: Scene, names: dict[int, Name], name: Name, left: Left, right: Right) -> Verdict | None:
    """Judge a name that only locates another one: a container, a former name, a point of reference."""
    governor = left.governor
    if left.distance:
        return Verdict("location_other", "a point from which a distance is measured")
    if governor >= 0 and scene.senses[governor] & sense.FORMER:
        return Verdict("location_other", "a former name")
    large = name.level in ("country", "region")
    before_it = names.get(left.sibling) if left.sibling is not None else None
    if left.bearing and before_it is not None and not before_it.left.bearing:
        return Verdict("location_other", "a point of reference for the place before it")
    if left.bearing and right.after < len(scene.words) and _near_follows(scene, right.after):
        return Verdict("location_other", "a point of reference for the places after it")
    if right.possessive and right.name:
        return Verdict("location_other", "the larger unit that holds the place named after it")
    if large and left.sibling is not None and left.sibling in names:
        other = names[left.sibling]
        smaller = other.level in ("settlement", "capital") or (
            name.level == "country" and other.level == "region"
        )
        comma = governor >= 0 and scene.words[governor] == ","
        if smaller and comma and not _list_goes_on(scene, name.last):
            return Verdict("location_other", "the larger unit that holds the place named before it")
    touching = governor >= 0 and governor == name.first - 1 and scene.senses[governor] & NAME
    if large and scene.rules.genitive and touching:
        return Verdict("location_other", "the larger unit that holds the place named before it")
    if governor > 0 and scene.words[governor] in ("(", "[") and scene.senses[governor - 1] & NAME:
        held = names.get(scene.names[governor - 1])
        if held is not None and (held.level == name.level == "country" or name.level == "power"):
            return None
        return Verdict("location_other", "in brackets after the place it explains")
    if governor > 0 and "l" in left.relations:
        before = scene.senses[governor - 1]
        held = names[scene.names[governor - 1]] if before & NAME else None
        ends = held is not None and "t" in left.relations and "f" in held.left.relations
        if held is not None and not held.left.bearing and not ends:
            return Verdict("location_other", "the unit or neighbour that locates the place named before it")
        if large and before & sense.GEOGRAPHIC and _apposed(scene, governor - 1):
            return Verdict("location_other", "the larger unit that holds the place named before it")
    if governor > 0 and scene.senses[governor] & sense.PREPOSITION:
        before = scene.senses[governor - 1]
        people = "f" in left.relations and before & sense.PERSON
        if before & sense.ORIGIN or (
            people and governing_hit(scene, governor, left.relations, name.last, far=False) is None
        ):
            return Verdict("location_other", "where somebody comes from")
    return None


def _near_follows(scene: Scene, index: int) -> bool:
    """Tell whether "near Y" follows a bearing, so that Y is the place and X its point of reference."""
    if scene.words[index] == ",":
        index += 1
    if index + 1 >= len(scene.words) or "l" not in scene.relations(index):
        return False
    return any(scene.senses[k] & NAME for k in range(index + 1, min(index + 5, len(scene.words))))


def _list_goes_on(scene: Scene, index: int) -> bool:
    """Tell whether "and Z" follows, so that the name is one of a list."""
    k = index
    while k < len(scene.words) and scene.senses[k] & sense.GEOGRAPHIC:
        k += 1
    if k >= len(scene.words) or not scene.senses[k] & sense.CONJUNCTION:
        return False
    return any(scene.senses[n] & NAME for n in range(k + 1, min(k + 3, len(scene.words))))


def _apposed(scene: Scene, index: int) -> bool:
    """Tell whether a geographic noun explains the name before it: ``X, a town in``."""
    k = index
    while k >= 0 and scene.senses[k] & (
        sense.DETERMINER | sense.MODIFIER | sense.GEOGRAPHIC | sense.FACILITY
    ):
        k -= 1
    return k > 0 and scene.words[k] == "," and bool(scene.senses[k - 1] & NAME)


def _listed(
    scene: Scene, names: dict[int, Name], name: Name, left: Left, right: Right, verdicts: dict[int, Verdict]
) -> Verdict | None:
    """Judge a name in a list as the first of the list was judged."""
    if left.sibling is None or left.sibling not in names:
        return None
    number = left.sibling
    while number - 1 in names and verdicts[number].aside:
        number -= 1
    known, other = verdicts[number], names[number]
    if scene.words[left.governor] in ";," and not _item_ends(scene, right.after):
        return None
    if known.role == "event_location" and known.event is not None:
        if right.possessive and right.senses & sense.FORCE:
            return None
        if name.level in ("country", "power") and other.level not in ("country", "power"):
            return None
        return Verdict("event_location", f"in one list with {other.resolution.mention.toponym}", known.event)
    if known.role in ("state_actor", "location_other") and {name.level, other.level} & {
        "country",
        "capital",
        "power",
    }:
        both = name.level in ("country", "capital", "power") and other.level in (
            "country",
            "capital",
            "power",
        )
        if both and known.role == "state_actor":
            return Verdict("state_actor", f"in one list with {other.resolution.mention.toponym}")
        return None
    if (
        known.role == "location_other"
        and other.level == name.level
        and scene.senses[left.governor] & sense.CONJUNCTION
    ):
        return Verdict("location_other", f"in one list with {other.resolution.mention.toponym}")
    return None


def _item_ends(scene: Scene, index: int) -> bool:
    """Tell whether no verb follows, so that the name before is one of a list and no subject."""
    if index >= len(scene.words):
        return True
    hit = scene.at.get(index)
    if hit is not None and hit.trigger.form in ("verb", "past"):
        return False
    return not scene.senses[index] & (sense.BE | sense.AUXILIARY | sense.MODAL | sense.SPEECH)


def _event(scene: Scene, name: Name, hit: Hit, how: str) -> Verdict:
    """Return the verdict that the event of ``hit`` happens at the name."""
    words = " ".join(scene.words[hit.first : hit.last + 1])
    return Verdict("event_location", f"{how} “{words}”", make_event(scene, hit, name.country))


def _state(scene: Scene, names: dict[int, Name], name: Name, verdicts: dict[int, Verdict]) -> Verdict:
    """Judge a country: a state, unless something happens there by a preposition or verb of place."""
    left, right = name.left, name.right
    if right.name and right.possessive:
        return Verdict("location_other", "the larger unit that holds the place named after it")
    people = sense.FORCE | sense.PERSON | sense.TITLE
    if right.senses & sense.WAR and not scene.senses[right.head] & people:
        if right.possessive:
            return Verdict("state_actor", "whose war or policy it is")
        return Verdict("location_other", "names the war, not a place of an event")
    if right.possessive and right.senses & sense.GEOGRAPHIC and not right.senses & sense.FORCE:
        place = _thing(scene, name, left, "a part of the country")
        return place or Verdict("location_other", "a part of the country, without an event of its own")
    if right.possessive and right.senses & sense.FACILITY and not right.senses & sense.FORCE:
        return Verdict("location_other", "something that stands in the country")
    if right.possessive:
        return Verdict("state_actor", "a possessive: the state whose army, policy or act it is")
    if right.senses & (sense.FORCE | sense.PERSON):
        return Verdict("state_actor", "the state whose forces or officials they are")
    if right.hit is not None and not left.relations and name.level != "power":
        if right.hit.trigger.action == "visited":
            return _event(scene, name, right.hit, "the place stands before")
        return Verdict("state_actor", "the state whose act it is")
    war = left.governor > 0 and scene.senses[left.governor - 1] & sense.WAR
    if war and set(left.relations) & set("ln") and not _pairs(scene, left.governor):
        return Verdict("location_other", "names the war, not a place of an event")
    if left.quarter:
        return _governed(scene, names, name, verdicts, brief=False)
    return (
        _thing(scene, name, left, "")
        or _background(scene, name, left)
        or Verdict("state_actor", "a country without a preposition of place stands for the state")
    )


def _thing(scene: Scene, name: Name, left: Left, why: str) -> Verdict | None:
    """Return the event that happens in or to a country, where one is plain."""
    del why
    if left.hit is not None:
        trigger = left.hit.trigger
        if left.relations == "n":
            if trigger.action == "struck" and trigger.strength == 3:
                return _event(scene, name, left.hit, "target of")
            return None
        if (
            "o" in trigger.governs
            and trigger.strength > 1
            and (
                trigger.action in ("visited", "moved")
                or "q" in trigger.governs
                or (trigger.action == "struck" and trigger.strength == 3)
            )
        ):
            return _event(scene, name, left.hit, "object of")
        return None
    relations = left.relations
    if not relations or name.level == "power" or left.governor < 0:
        return None
    hit = governing_hit(scene, left.governor, relations, name.last, far=False)
    if hit is not None and hit.first > left.governor:
        hit = None
    if "i" in relations and scene.senses[left.governor - 1] & sense.FORCE:
        into = hit if hit is not None and "t" in hit.trigger.governs else None
        event = make_event(scene, into, name.country, near=left.governor, fallback="attacked")
        return Verdict("event_location", "forces went into it", event)
    if hit is None:
        return None
    trigger = hit.trigger
    if trigger.strength < 2:
        return None
    if "t" in relations or "f" in relations:
        if set(relations) & set(trigger.governs):
            verdict = _event(scene, name, hit, "an end of the move named by")
            if verdict.event is not None and verdict.event.modality == "negated":
                return None
            return verdict
        return None
    between = range(hit.last + 1, left.governor)
    direct = not any(scene.senses[k] & sense.PREPOSITION and scene.relations(k) != "n" for k in between)
    if "a" in relations and trigger.action == "struck" and "a" in trigger.governs and direct:
        return _event(scene, name, hit, "target of")
    people = trigger.action in ("visited", "moved") and "l" in trigger.governs
    if "l" in relations and people and left.governor - hit.last <= 6:
        return _event(scene, name, hit, "where it happens:")
    return None


def _background(scene: Scene, name: Name, left: Left) -> Verdict | None:
    """Judge a country as plain geography: in it, or as the object of an invasion."""
    relations, governor = left.relations, left.governor
    if governor > 0 and "c" in relations and scene.senses[governor - 1] & sense.GEOGRAPHIC:
        return Verdict("location_other", "a neighbour")
    if left.hit is not None and left.hit.trigger.action == "attacked":
        return Verdict("location_other", "names the war, not a place of an event")
    if governor >= 0 and relations:
        if _pairs(scene, governor):
            return None
        if "l" in relations and "a" not in relations and left.sibling is None:
            return Verdict("location_other", "where it lies, without an event of its own")
        if "t" in relations and governing_hit(scene, governor, relations, name.last, far=False):
            return Verdict("location_other", "where something is said not to go")
        if relations == "n" and left.geographic:
            return Verdict("location_other", "a part of the country, without an event of its own")
    return None


def _pairs(scene: Scene, governor: int) -> bool:
    """Tell whether the preposition joins two parties (between X and Y)."""
    return "c" in scene.relations(governor)


def _capital(scene: Scene, name: Name, left: Left, right: Right) -> Verdict | None:
    """Judge a capital as a state where it has no sign of place; None where it is read as a settlement."""
    if (
        right.possessive
        and right.senses & (sense.GEOGRAPHIC | sense.FACILITY)
        and not right.senses & sense.FORCE
    ):
        return None
    if right.possessive:
        return Verdict("state_actor", "a capital's army, policy or act: the state")
    if right.senses & sense.FORCE and not right.senses & (sense.FACILITY | sense.GEOGRAPHIC):
        return Verdict("state_actor", "a capital's forces or officials: the state")
    if left.geographic or right.senses & (sense.FACILITY | sense.GEOGRAPHIC):
        return None
    if left.hit is not None:
        if "o" in left.hit.trigger.governs or left.relations == "n":
            return None
        return Verdict("state_actor", "the object of a verb that takes no place")
    relations = left.relations
    if left.bearing or left.distance:
        return None
    if relations:
        word = scene.lowers[left.governor]
        if _pairs(scene, left.governor):
            return Verdict("state_actor", "a party to talks or a quarrel")
        if _thrown(scene, left):
            return None
        if "l" in relations and "a" not in relations:
            abroad = name.country not in scene.rules.sides.values()
            if abroad and any(s & sense.SPEECH for s in scene.senses) and left.governor == 0:
                return Verdict("location_other", "where a speaker is, not where it happened")
            return None
        hit = governing_hit(scene, left.governor, relations, name.last, far=False)
        if hit is not None and hit.trigger.strength > 1 and (hit.first < left.governor or left.governor == 0):
            if "l" in relations:
                return None
            if relations == "r":
                return None if is_nominal(scene, hit) else Verdict("state_actor", "those for whom it is done")
            if relations == "a" and hit.trigger.action != "struck":
                return Verdict("state_actor", "the opponent, not the place")
            return None
        return Verdict("state_actor", f"a capital after “{word}” without an event of place: the state")
    if _passive(scene, name, right) is not None:
        return None
    return Verdict("state_actor", "a capital as subject or party: the state")


def _passive(scene: Scene, name: Name, right: Right) -> Hit | None:
    """Return the verb that says what befell the name: X was shelled, X fell, X is on fire."""
    senses = scene.senses
    start = _past_place(scene, right.after if right.head >= 0 else name.last)
    apposed = name.first > 0 and scene.words[name.first - 1] == ","
    if apposed and start < len(senses) and scene.words[start] == ",":
        start += 1
    auxiliary = False
    for k in range(start, min(start + 7, len(senses))):
        here = senses[k]
        hit = scene.at.get(k)
        if hit is None and k + 1 < len(senses):
            later = scene.at.get(k + 1)
            if later is not None and later.first == k:
                hit = later
        if hit is not None:
            trigger = hit.trigger
            if "s" in trigger.governs:
                return hit
            if auxiliary and trigger.form in ("past", "either", "base") and "o" in trigger.governs:
                return hit
            if (
                k == start
                and trigger.form == "past"
                and "o" in trigger.governs
                and not _has_object(scene, k + 1)
            ):
                return hit
            if auxiliary and trigger.form == "noun":
                return None
            if not auxiliary:
                return None
            continue
        if here & sense.BE:
            auxiliary = True
            continue
        if here & (
            sense.AUXILIARY | sense.MODAL | sense.NEGATION | sense.MODIFIER | sense.REAL | sense.INFINITIVE
        ):
            continue
        if here & (sense.BREAK | sense.PREPOSITION | sense.SPEECH | sense.CONJUNCTION):
            return None
        if scene.words[k] in (",", ".") or k > start + 3:
            return None
    return None


def _past_place(scene: Scene, index: int) -> int:
    """Return the token after "near Y" or ", in Y," that may stand between a name and its verb."""
    end = len(scene.words)
    k = index + 1 if index < end and scene.words[index] == "," else index
    if k >= end or "l" not in scene.relations(k):
        return index
    for n in range(k + 1, min(k + 6, end)):
        if scene.senses[n] & NAME and (n + 1 >= end or not scene.senses[n + 1] & (NAME | sense.GEOGRAPHIC)):
            after = n + 1
            while after < end and (scene.words[after] == "," or scene.senses[after] & sense.GEOGRAPHIC):
                after += 1
            return after
    return index


def _befell_later(scene: Scene, name: Name) -> Hit | None:
    """Return a second verb that says what befell the name that opens the sentence: X is ... and has burnt."""
    if name.first != 0:
        return None
    for hit in scene.hits:
        if hit.first > name.last and "s" in hit.trigger.governs:
            before = scene.senses[max(name.last, hit.first - 4) : hit.first]
            if any(s & sense.CONJUNCTION for s in before) and any(
                s & (sense.AUXILIARY | sense.BE) for s in before
            ):
                return hit
    return None


def _has_object(scene: Scene, index: int) -> bool:
    if index >= len(scene.senses):
        return False
    here = scene.senses[index]
    return bool(here & (sense.DETERMINER | NAME | sense.SIDE | sense.FORCE | sense.FACILITY))


def _place(
    scene: Scene, names: dict[int, Name], name: Name, verdicts: dict[int, Verdict], *, brief: bool
) -> Verdict:
    """Judge a settlement or region; in a caption or headline, a settlement is where it happens."""
    left = name.left
    verdict = _governed(scene, names, name, verdicts, brief=brief)
    if verdict.event is not None or not brief or name.level in ("region", "country", "object", "power"):
        return verdict
    if left.relations and _speaker(scene, name):
        return verdict
    near = min(scene.hits, key=lambda hit: abs(hit.last - name.first), default=None)
    event = make_event(scene, near, name.country, near=name.first)
    return Verdict("event_location", "a caption or headline about the place", event)


def _governed(
    scene: Scene, names: dict[int, Name], name: Name, verdicts: dict[int, Verdict], *, brief: bool
) -> Verdict:
    """Judge a settlement or region: the place of an event where a verb or noun of event governs it."""
    left, right = name.left, name.right
    large = name.level in ("region", "country", "object")
    if _is_water(name):
        return Verdict("location_other", "a water, not a place of an event")
    people = right.senses & (sense.FORCE | sense.PERSON)
    if right.hit is not None and not people and right.hit.trigger.strength > 1:
        return _event(scene, name, right.hit, "the place stands before")
    if left.hit is not None:
        takes = left.relations == "n" or set("on") & set(left.hit.trigger.governs) or scene.rules.genitive
        if takes:
            how = "object of" if left.relations != "n" else "the place of"
            return _event(scene, name, left.hit, how)
    relations = left.relations
    if "g" in relations and (left.geographic or right.senses & (sense.GEOGRAPHIC | sense.FACILITY)):
        relations += "l"
    if relations and left.governor >= 0:
        if relations == "e":
            return _exemplified(scene, names, name, verdicts)
        if "x" in relations:
            return Verdict("location_other", "mentioned, not placed")
        if left.of >= 0:
            undergone = _undergone(scene, left.of)
            if undergone is not None:
                return _event(scene, name, undergone, "those there are the object of")
            return Verdict("location_other", "belongs to what is named before it")
        if "l" in relations and _speaker(scene, name):
            return Verdict("location_other", "where a speaker is, not where it happened")
        hit = governing_hit(scene, left.governor, relations, name.last, far=not large or brief)
        if hit is not None:
            if scene.senses[left.governor] & sense.NEARBY and hit.first > left.governor:
                return Verdict("location_other", "a neighbour")
            if "f" in relations and "f" not in hit.trigger.governs:
                return Verdict("location_other", "where something comes from")
            if set(relations) <= {"b", "c"}:
                return Verdict("location_other", "named beside the event, not as its place")
            return _event(scene, name, hit, "where it happens:" if "l" in relations else "aim or end of")
        if _thrown(scene, left):
            event = make_event(scene, None, name.country, near=left.governor, fallback="struck")
            return Verdict("event_location", "a weapon is thrown at it", event)
        if "l" in relations and not large and not _only_spoken(scene):
            return Verdict(
                "event_location",
                "something is said to happen there",
                make_event(
                    scene,
                    None,
                    name.country,
                    near=left.governor,
                    fallback="attacked" if _at_front(scene, right) else "other",
                ),
            )
        return Verdict("location_other", "no event is tied to it")
    if scene.rules.genitive and left.governor >= 0 and scene.senses[left.governor] & sense.BE:
        for hit in reversed(scene.hits):
            if hit.last < left.governor and "s" in hit.trigger.governs:
                return _event(scene, name, hit, "subject of")
    befell = _passive(scene, name, right) or _befell_later(scene, name)
    if befell is not None:
        return _event(scene, name, befell, "subject of")
    return Verdict("location_other", "no event is tied to it")


def _thrown(scene: Scene, left: Left) -> bool:
    """Tell whether a weapon goes to the place: drones sent against it."""
    if "a" not in left.relations or left.governor < 1:
        return False
    for k in range(left.governor - 1, max(-1, left.governor - 5), -1):
        here = scene.senses[k]
        if here & sense.AERIAL:
            return True
        if here & (sense.BREAK | sense.PREPOSITION | sense.FORCE | NAME) or (
            k in scene.at and here & sense.PLAN
        ):
            return False
    return False


def _is_water(name: Name) -> bool:
    chosen = name.resolution.chosen
    return chosen is not None and chosen.entry.feature_class == "H"


def _undergone(scene: Scene, noun: int) -> Hit | None:
    """Return the event that people or things of a place undergo: evacuated the population of X."""
    senses = scene.senses
    if senses[noun] & ~sense.PERSON:
        return None
    for hit in reversed(scene.hits):
        if hit.last < noun:
            gap = senses[hit.last + 1 : noun]
            of = sum(bool(s & sense.PREPOSITION) for s in gap)
            near = len(gap) <= 4 and not any(s & (sense.BREAK | sense.CONJUNCTION | NAME) for s in gap)
            direct = of == 0 or (of == 1 and "n" in scene.relations(hit.last + 1))
            strong = hit.trigger.action in ("struck", "moved", "other", "attacked")
            return hit if near and direct and strong and set(hit.trigger.governs) & set("on") else None
    return None


def _exemplified(scene: Scene, names: dict[int, Name], name: Name, verdicts: dict[int, Verdict]) -> Verdict:
    """Judge a name after "including" as what the list before it undergoes."""
    for hit in reversed(scene.hits):
        if hit.last < name.left.governor and hit.trigger.strength > 1:
            return _event(scene, name, hit, "one of those named by")
    for hit in scene.hits:
        befallen = hit.trigger.form in ("past", "either") and "o" in hit.trigger.governs
        if hit.first > name.last and befallen and scene.senses[hit.first - 1] & (sense.BE | sense.AUXILIARY):
            return _event(scene, name, hit, "one of those that are subject of")
    known = verdicts.get(name.number - 1)
    if name.number - 1 in names and known is not None and known.event is not None:
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
    if senses[k] & sense.SPEECH and not senses[k] & sense.PREPOSITION and not reported:
        return True
    if not senses[k] & sense.PERSON:
        joined = False
        while k >= 0 and governor - k < 8 and (scene.words[k][0].isupper() or senses[k] & sense.PREPOSITION):
            if joined and senses[k] & sense.BODY and scene.words[k][0].isupper():
                return True  # the seat of an institute
            joined = joined or bool(senses[k] & sense.PREPOSITION)
            k -= 1
        return False
    if not scene.hits and name.level == "capital":
        return True
    if any(k - 7 < hit.last < k for hit in scene.hits):
        return False  # they are its object: killed one person in
    commas = 0
    for n in range(name.last, min(name.last + 11, len(senses))):
        commas += scene.words[n] == ","
        if senses[n] & sense.SPEECH:
            m = n - 1
            while (m > name.last and senses[m] & (sense.AUXILIARY | sense.BE | sense.MODAL)) or senses[
                m
            ] == sense.MODIFIER:
                m -= 1
            return not commas or scene.words[m] == ","
        if scene.at.get(n) is not None:
            break
    return any(senses[n] & sense.SPEECH for n in range(max(0, governor - 6), governor - 1))


def _at_front(scene: Scene, right: Right) -> bool:
    """Tell whether the name stands for a stretch of the front: the Pokrovsk direction."""
    return right.head >= 0 and bool(scene.senses[right.head] & sense.FRONT)


def _only_spoken(scene: Scene) -> bool:
    """Tell whether the sentence does nothing but report speech."""
    return any(s & sense.SPEECH for s in scene.senses) and not any(
        s & (sense.BE | sense.AUXILIARY) for s in scene.senses
    )
