"""What a mention does in its text: the place of an event, plain geography, a state, a body, furniture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geomap.events import Event
from geomap.furniture import furniture_blocks
from geomap.places import Resolution
from geomap.roles.capitals import CAPITAL_CASES
from geomap.roles.cases import Cases, Sight, first_verdict, signs_of
from geomap.roles.continued import continue_lists
from geomap.roles.names import Role, Verdict, as_aside, read_name
from geomap.roles.places import judge_place
from geomap.roles.proper import PROPER_CASES
from geomap.roles.reference import LISTED_CASES, REFERENCE_CASES
from geomap.roles.states import STATE_CASES
from geomap.scenes import Scenes

__all__ = ["Reading", "Role", "read_roles"]

BY_LEVEL: Mapping[str, Cases] = {
    "country": STATE_CASES,
    "power": STATE_CASES,
    "capital": CAPITAL_CASES,
}
"""The cases of names of one level, asked before those of settlements and regions."""
NONE = Cases()
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


def read_roles(scenes: Scenes) -> tuple[Reading, ...]:
    """Tell the role of each mention and, for event locations, the event; one result a mention, in order."""
    text, resolutions = scenes.text, scenes.resolutions
    furniture = furniture_blocks(text)
    brief = len(text.sentences) <= SHORT_TEXT
    verdicts: dict[int, Verdict] = {}
    for numbers in scenes.demonyms.values():
        for number in numbers:
            verdicts[number] = Verdict("demonym", "an adjective or the name of a people")
    judged: dict[int, list[int]] = {}
    for sentence, numbers in scenes.names.items():
        if text.sentences and text.sentences[sentence].block in furniture:
            for number in numbers:
                verdicts[number] = Verdict(
                    "boilerplate", "in a menu, a list of links or other page furniture"
                )
            continue
        judged[sentence] = numbers
        for scene, known, own in scenes.stretches(sentence):
            names = {number: read_name(scene, number, resolutions[number]) for number in known}
            for number in own:
                name = names[number]
                signs = signs_of(scene, name)
                sight = Sight(scene, names, name, name.left, name.right, verdicts, signs, brief)
                verdicts[number] = judge_name(sight)
    continue_lists(scenes, judged, verdicts)
    return tuple(
        Reading(
            resolution=resolution,
            role=verdicts[number].role,
            reason=verdicts[number].reason,
            event=verdicts[number].event,
        )
        for number, resolution in enumerate(resolutions)
    )


def judge_name(sight: Sight) -> Verdict:
    """Return the verdict on one name; those before it in the sentence are already judged."""
    return (
        first_verdict(PROPER_CASES, sight)
        or as_aside(first_verdict(REFERENCE_CASES, sight))
        or first_verdict(LISTED_CASES, sight)
        or first_verdict(BY_LEVEL.get(sight.name.level, NONE), sight)
        or judge_place(sight)
    )
