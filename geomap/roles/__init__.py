"""What a mention does in its text: the place of an event, plain geography, a state, a body, furniture."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.events import Event
from geomap.furniture import furniture_blocks
from geomap.grammar import Scene
from geomap.places import Resolution
from geomap.roles.continued import continue_lists
from geomap.roles.names import Name, Role, Verdict, as_aside, read_name
from geomap.roles.places import judge_place
from geomap.roles.proper import judge_body, judge_byline, judge_compound, judge_dateline, judge_nickname
from geomap.roles.reference import judge_listed, judge_reference
from geomap.roles.states import judge_capital, judge_state
from geomap.scenes import Scenes

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
                verdicts[number] = _judge(scene, names, names[number], verdicts, brief=brief)
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
