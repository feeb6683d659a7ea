"""Lists that go on in the next sentence or in lines of their own: "Among them are X and Y", "- X".

A sentence or line that tells nothing itself but names places, and that opens as such lists open, takes the
event of the sentence that it goes on from.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from geomap.events import Event, Ground, make_event
from geomap.events.parts import armed, is_attributive
from geomap.grammar import Scene
from geomap.language import Relation, Sense, lexicon_of
from geomap.roles.names import Verdict, ground_of
from geomap.roles.ties import VIOLENT
from geomap.scenes import Scenes
from geomap.text import Text

TELL_NOTHING = Sense.LINKING | Sense.UNDERGO | Sense.LIGHT | Sense.CARRIES | Sense.EXAMPLE
"""Senses of verbs that only tie a list to what it is a list of: among them are, it continued in."""
BULLETS = frozenset("-–—•*·▪●+")
PICTURES = "So"
"""Unicode category of the pictures that posts use for bullets: ▫, ✅."""
NUMBERED = frozenset(".)")
LONGEST_LINE = 80
"""Tokens of a line that is an item without a bullet: the villages of a district."""
LONGEST_HEAD = 10
"""Tokens of a line that heads items without a colon."""
MOST_WORDS = 14
"""Words before the last name in a sentence that does no more than go on with a list; the longest of the
texts written for it, "And, for the first time this winter, X", has eight."""


def continue_lists(scenes: Scenes, names: Mapping[int, list[int]], verdicts: dict[int, Verdict]) -> None:
    """Give the names of sentences that go on with a list the event that it is a list of.

    ``names`` are the numbers, by sentence, of the mentions that stand for places.
    """
    heads = _heads_of_items(scenes)
    told: dict[int, Event | None] = {}
    for sentence in sorted(names):
        if not sentence or scenes.of(sentence).total & Sense.CALM:
            continue
        elliptical = _is_elliptical(scenes, sentence)
        counted = sentence in heads and _is_counted(scenes.of(sentence))
        aimed = _is_aimed(scenes.of(sentence))
        waiting = [
            number
            for number in names[sentence]
            if verdicts[number].role == "location_other"
            or ((elliptical or counted or aimed) and _is_vague(verdicts[number]))
            or (counted and _is_capital(scenes, number))
        ]
        told_here = any(verdicts[number].event for number in names[sentence] if number not in waiting)
        if told_here or not waiting:
            continue
        opening = heads[sentence] if counted else _opening(scenes.text, sentence, heads)
        opening = sentence - 1 if aimed and opening < 0 else opening
        if opening < 0 or not (elliptical or counted or aimed or _only_lists(scenes.of(sentence))):
            continue
        if opening not in told:
            own = (verdicts[number].event for number in reversed(names.get(opening, ())))
            told[opening] = next((event for event in own if event is not None), None)
        for number in waiting:
            if verdicts[number].aside:
                continue
            event = told[opening] or _as_a_whole(scenes, opening, ground_of(scenes.resolutions[number]))
            if event is not None and not (aimed and event.action != "struck"):
                verdicts[number] = Verdict("event_location", "in a list that goes on from before", event)


def _is_elliptical(scenes: Scenes, sentence: int) -> bool:
    """Tell whether a sentence goes on with the verb of the one before: A drone hit X. And a bus in Y."""
    scene = scenes.of(sentence)
    opens = bool(scene.senses) and bool(scene.senses[0] & Sense.CONJUNCTION)
    if not opens or scene.hits or any(clause.verb >= 0 for clause in scene.clauses):
        return False
    endings = (*(ending for ending, _ in scene.grammar.verb_endings), *scene.grammar.plural_verbs)
    strange = (low for low, known in zip(scene.lowers, scene.senses, strict=True) if not known)
    return not any(low.endswith(endings) for low in strange)


def _is_aimed(scene: Scene) -> bool:
    """Tell whether a sentence says no more than at what and when was fired: «О 12:00 по селах X та Y»."""
    if scene.hits or not scene.names or any(clause.verb >= 0 for clause in scene.clauses):
        return False
    first = min(scene.names)
    k = first - 1
    while k >= 0 and scene.senses[k] & Sense.GEOGRAPHIC:
        k -= 1
    plain = Sense.TIME | Sense.DATE | Sense.PREPOSITION | Sense.SOURCE_PREPOSITION | Sense.ADVERB
    timed = all(scene.found[j].senses & plain or not scene.words[j][0].isalpha() for j in range(k))
    return k > 0 and timed and bool(scene.relations(k) & Relation.TARGET)


def _is_counted(scene: Scene) -> bool:
    """Tell whether a line only counts something at places: "▫️ 42 – over the X region,"."""
    if scene.hits or not scene.names:
        return False
    first = next((k for k, word in enumerate(scene.words) if word[0].isalnum()), 0)
    counts = scene.words[first].isdecimal() or scene.senses[first] & Sense.DETERMINER
    places = Sense.NAME | Sense.GEOGRAPHIC | Sense.CONJUNCTION
    led = False
    for k in range(first + 1, len(scene.words)):
        preposition = scene.senses[k] & Sense.PREPOSITION
        within = preposition and scene.relations(k) & Relation.WITHIN
        if scene.words[k][0].isalnum() and not within and not scene.senses[k] & places:
            return False
        led = led or bool(within)
    return bool(counts) and led


def _is_capital(scenes: Scenes, number: int) -> bool:
    """Tell whether a name is of a capital, which a line that counts names as a place."""
    chosen = scenes.resolutions[number].chosen
    return chosen is not None and chosen.entry.feature_code == "PPLC"


def _is_vague(verdict: Verdict) -> bool:
    """Tell whether no word says what happens at a place, only that something does."""
    event = verdict.event
    return event is not None and event.action == "other" and event.trigger is None


def lead_on(scenes: Scenes, names: Mapping[int, list[int]], verdicts: dict[int, Verdict]) -> None:
    """Give a stretch of front that is a sentence by itself what the next one tells of the places it holds.

    So do bulletins: "Лиманський напрямок. Бої біля Невського". What is told is violent.
    """
    text = scenes.text
    for sentence in sorted(names):
        following = sentence + 1
        scene = scenes.of(sentence)
        if following >= len(text.sentences) or not any(here & Sense.FRONT for here in scene.senses):
            continue
        here, after = text.sentences[sentence], text.sentences[following]
        alone = all(
            k in scene.names or not word[0].isalnum() or scene.senses[k] & (Sense.FRONT | Sense.DETERMINER)
            for k, word in enumerate(scene.words)
        )
        if not alone or here.block != after.block or here.start != text.blocks[here.block].start:
            continue
        for number in names[sentence]:
            if scenes.resolutions[number].chosen is None or verdicts[number].event is not None:
                continue
            told = (verdicts[other].event for other in names.get(following, ()))
            event = next((one for one in told if one is not None), None)
            event = event or _as_a_whole(scenes, following, ground_of(scenes.resolutions[number]))
            if event is not None and event.action in VIOLENT:
                verdicts[number] = Verdict("event_location", "what is told right after its name", event)


def _heads_of_items(scenes: Scenes) -> dict[int, int]:
    """Return for each sentence that is an item the last one before it that is none."""
    text = scenes.text
    heads: dict[int, int] = {}
    for sentence in range(1, len(text.sentences)):
        here = text.sentences[sentence]
        if here.first == here.last:
            continue
        before = heads.get(sentence - 1, sentence - 1)
        if _is_item(text, sentence) or (
            _ends_in_colon(text, before)
            and (
                _is_bare(scenes, sentence)
                or (_opens_line(text, sentence) and _is_counted(scenes.of(sentence)))
            )
        ):
            heads[sentence] = before
    return heads


def _opening(text: Text, sentence: int, heads: Mapping[int, int]) -> int:
    """Return the sentence whose list this one goes on with, or -1 where it does not."""
    lexicon = lexicon_of(text.language)
    here = text.sentences[sentence]
    if here.first >= here.last:
        return -1
    if sentence in heads:
        before = heads[sentence]
        return before if _ends_in_colon(text, before) or _is_heading(text, before) else -1
    first = lexicon[text.lowers[here.first]].senses
    if first & Sense.PREPOSITION and here.last - here.first > 1:
        first |= lexicon[text.lowers[here.first + 1]].senses & Sense.CARRIES  # из них
    if first & (Sense.CARRIES | Sense.CONJUNCTION | Sense.EXAMPLE):
        return sentence - 1
    return -1


def _ends_in_colon(text: Text, sentence: int) -> bool:
    last = text.sentences[sentence].last
    return bool(last) and text.words[last - 1] == ":"


def _is_heading(text: Text, sentence: int) -> bool:
    """Tell whether a sentence is a short line by itself: "No power at 9:00"."""
    here = text.sentences[sentence]
    block = text.blocks[here.block]
    whole = here.start == block.start and here.end >= block.end
    return whole and text.words[here.last - 1][0].isalnum() and here.last - here.first <= LONGEST_HEAD


def _opens_line(text: Text, sentence: int) -> bool:
    here = text.sentences[sentence]
    return here.start == text.blocks[here.block].start


def _is_item(text: Text, sentence: int) -> bool:
    """Tell whether a sentence opens a line of its own with a bullet or a number: "1. X"."""
    here, words = text.sentences[sentence], text.words
    if not _opens_line(text, sentence) or here.last - here.first == 1:
        return False
    first = words[here.first]
    numbered = first.isdecimal() and words[here.first + 1] in NUMBERED
    return first in BULLETS or unicodedata.category(first[0]) == PICTURES or numbered


def _is_bare(scenes: Scenes, sentence: int) -> bool:
    """Tell whether a sentence is a line with names of places, their kinds and counts, and no more."""
    text, here = scenes.text, scenes.text.sentences[sentence]
    if not _opens_line(text, sentence) or here.last - here.first > LONGEST_LINE:
        return False
    scene = scenes.of(sentence)
    known = Sense.GEOGRAPHIC | Sense.NAME | Sense.CONJUNCTION
    words = zip(scene.words, scene.senses, strict=True)
    return bool(scene.names) and all(senses & known or not word[0].islower() for word, senses in words)


def _only_lists(scene: Scene) -> bool:
    """Tell whether a sentence names places and tells nothing of its own."""
    if any(hit.trigger.strength > 1 and not is_attributive(scene, hit) for hit in scene.hits):
        return False
    last = max(scene.names, default=-1)
    verbs = [chunk for chunk in scene.chunks if chunk.kind == "verb" and chunk.first < last]
    then_came = scene.senses[0] & Sense.CARRIES and len(verbs) == 1 and verbs[0].last in scene.names
    if not then_came and any(not verb.senses & TELL_NOTHING for verb in verbs):
        return False  # in particular, trains will run to X again
    others = sum(scene.words[k][0].isalpha() and k not in scene.names for k in range(last))
    return others <= MOST_WORDS


def _as_a_whole(scenes: Scenes, sentence: int, ground: Ground) -> Event | None:
    """Return what a sentence tells where it tells nothing of the places that it names."""
    scene = scenes.of(sentence)
    hits = [hit for hit in scene.hits if hit.trigger.strength > 1 and not is_attributive(scene, hit)]
    if any(scene.found[hit.last].senses & (Sense.TRIAL | Sense.PLAN) for hit in hits):
        return None  # Main effort: X
    if hits:
        return make_event(scene, max(hits, key=lambda hit: hit.trigger.strength), ground)
    if scene.clauses and armed(scene, scene.clauses[0]):
        return make_event(scene, None, ground, near=len(scene.words), fallback="struck")
    return None
