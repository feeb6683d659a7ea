"""What a mention does in its text: the place of an event, plain geography, a state, a body, furniture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geomap.events import Event
from geomap.furniture import furniture_blocks
from geomap.grammar import Scene, look_left, look_right, read_scene
from geomap.language import Sense, lexicon_of
from geomap.places import Resolution
from geomap.roles.names import Name, Role, Verdict, as_aside, country_of, level_of
from geomap.roles.places import judge_place
from geomap.roles.proper import judge_body, judge_byline, judge_compound, judge_dateline, judge_nickname
from geomap.roles.reference import judge_listed, judge_reference
from geomap.roles.states import judge_capital, judge_state
from geomap.text import Text

__all__ = ["Reading", "Role", "read_roles"]

SHORT_TEXT = 3
"""Sentences up to which a text is a caption or headline rather than an article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A resolved mention with its role; ``event`` is there exactly where the role is ``event_location``."""

    resolution: Resolution
    role: Role
    reason: str
    """The rule that decided, in words for the reader."""
    event: Event | None


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
    lexicon = lexicon_of(text.language)
    if not lexicon.grammar.name_adjectives or mention.last >= len(text.lowers):
        return False
    chosen = resolution.chosen
    regional = chosen is not None and not chosen.entry.feature_code.startswith("PCL")
    return regional and bool(lexicon[text.lowers[mention.last]].senses & (Sense.BODY | Sense.TITLE))


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
            level_of(scene, resolutions[number]),
            country_of(resolutions[number]),
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
    return before.first if tail.senses[0] & Sense.PREPOSITION else first


def _judge(
    scene: Scene, names: dict[int, Name], name: Name, verdicts: dict[int, Verdict], *, brief: bool
) -> Verdict:
    """Return the verdict on one name; those before it in the sentence are already judged."""
    found = judge_compound(scene, name)
    if found:
        return found
    left, right = name.left, name.right
    return (
        judge_nickname(scene, name, left)
        or judge_dateline(scene, name)
        or (None if brief else judge_byline(scene, name, left))
        or judge_body(scene, name, left, right)
        or as_aside(judge_reference(scene, names, name, left, right))
        or judge_listed(scene, names, name, left, right, verdicts)
        or (
            judge_state(scene, names, name, verdicts)
            if name.level in ("country", "power")
            else judge_capital(scene, name, left, right)
            if name.level == "capital"
            else None
        )
        or judge_place(scene, names, name, verdicts, brief=brief)
    )
