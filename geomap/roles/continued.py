"""Lists that go on in the next sentence or in lines of their own: "Among them are X and Y", "- X".

A sentence or line that tells nothing itself but names places, and that opens as such lists open, takes the
event of the sentence that it goes on from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from geomap.events import Event, make_event
from geomap.events.parts import armed, is_attributive
from geomap.grammar import Scene, lexicon_of
from geomap.languages.rules import events as sense
from geomap.roles.names import Verdict
from geomap.text import Text

BULLETS = frozenset("-–—•*·▪●+")
MOST_WORDS = 14
"""Words before the last name in a sentence that does no more than go on with a list; the longest of the
texts written for it, "And, for the first time this winter, X", has eight."""


def continue_lists(
    text: Text,
    names: Mapping[int, list[int]],
    countries: Mapping[int, str | None],
    verdicts: dict[int, Verdict],
    read: Callable[[int], Scene],
) -> None:
    """Give the names of sentences that go on with a list the event that it is a list of.

    ``names`` are the mentions of each sentence that stand for places, ``countries`` those of the mentions;
    ``read`` returns the scene of a sentence.
    """
    for sentence in sorted(names):
        waiting = [number for number in names[sentence] if verdicts[number].role == "location_other"]
        if not sentence or any(verdicts[number].event for number in names[sentence]) or not waiting:
            continue
        opening = _opening(text, sentence)
        if opening < 0 or not _only_lists(read(sentence)):
            continue
        for number in waiting:
            if verdicts[number].aside:
                continue
            event = _told(opening, names, verdicts, read, countries[number])
            if event is not None:
                verdicts[number] = Verdict("event_location", "in a list that goes on from before", event)


def _opening(text: Text, sentence: int) -> int:
    """Return the sentence whose list this one goes on with, or -1 where it does not."""
    _, lexicon = lexicon_of(text.language)
    here = text.sentences[sentence]
    if here.first >= here.last:
        return -1
    if _is_item(text, sentence):
        before = sentence - 1
        while before > 0 and _is_item(text, before):
            before -= 1
        colon = text.words[text.sentences[before].last - 1] == ":" if text.sentences[before].last else False
        return before if colon else -1
    first = lexicon[text.lowers[here.first]][0]
    if first & (sense.CARRIES | sense.CONJUNCTION | sense.EXAMPLE):
        return sentence - 1
    return -1


def _is_item(text: Text, sentence: int) -> bool:
    """Tell whether a sentence opens a line of its own with a bullet."""
    here = text.sentences[sentence]
    opens = here.start == text.blocks[here.block].start
    return opens and text.words[here.first] in BULLETS and here.last - here.first > 1


def _only_lists(scene: Scene) -> bool:
    """Tell whether a sentence names places and tells nothing of its own."""
    if any(hit.trigger.strength > 1 and not is_attributive(scene, hit) for hit in scene.hits):
        return False
    last = max(scene.names, default=-1)
    others = sum(scene.words[k][0].isalpha() and k not in scene.names for k in range(last))
    return others <= MOST_WORDS


def _told(
    sentence: int,
    names: Mapping[int, list[int]],
    verdicts: Mapping[int, Verdict],
    read: Callable[[int], Scene],
    country: str | None,
) -> Event | None:
    """Return what a sentence tells: of the last place that it names, or else as a whole."""
    told = [event for number in names.get(sentence, ()) if (event := verdicts[number].event) is not None]
    if told:
        return told[-1]
    scene = read(sentence)
    hits = [hit for hit in scene.hits if hit.trigger.strength > 1 and not is_attributive(scene, hit)]
    if hits:
        return make_event(scene, max(hits, key=lambda hit: hit.trigger.strength), country)
    if scene.clauses and armed(scene, scene.clauses[0]):
        return make_event(scene, None, country, near=len(scene.words), fallback="struck")
    return None
