"""What a mention does in its text: the place of an event, plain geography, a state, a body, furniture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from geomap.events import Event
from geomap.furniture import furniture_blocks
from geomap.places import Derived, Resolution
from geomap.roles.capitals import CAPITAL_CASES
from geomap.roles.cases import Cases, Sight, first_verdict, signs_of
from geomap.roles.continued import continue_lists, lead_on
from geomap.roles.described import (
    REFERENCE,
    judge_described,
    judge_point,
    narrowed_by,
    resolution_of,
    told_nearest,
)
from geomap.roles.entries import read_entries
from geomap.roles.framed import frame_units
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


class Reading(Struct, frozen=True, kw_only=True):
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
    starting = {derived.origins[0]: derived for derived in scenes.derived if derived.origins}
    described: list[tuple[Derived, Verdict | None]] = []
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
                if number in starting and not starting[number].on_name:
                    described.append((starting[number], judge_described(sight, starting[number])))
            frame_units(scene, names, own, verdicts)
    for number in (number for derived, _ in described for number in derived.origins):
        if verdicts[number].role in ("event_location", "location_other"):
            verdicts[number] = Verdict("location_other", REFERENCE, aside=True)
    continue_lists(scenes, judged, verdicts)
    lead_on(scenes, judged, verdicts)
    read_entries(scenes, judged, verdicts)
    described += _pinpointed(scenes, judged, verdicts)
    readings = [
        *(
            _reading(narrowed_by(starting.get(number), resolution, verdicts[number]), verdicts[number])
            for number, resolution in enumerate(resolutions)
        ),
        *(_reading(resolution_of(text, d, resolutions), verdict) for d, verdict in described if verdict),
    ]
    return tuple(sorted(readings, key=lambda reading: reading.resolution.mention.span.start))


def _reading(resolution: Resolution, verdict: Verdict) -> Reading:
    return Reading(resolution=resolution, role=verdict.role, reason=verdict.reason, event=verdict.event)


def _pinpointed(
    scenes: Scenes, judged: Mapping[int, list[int]], verdicts: Mapping[int, Verdict]
) -> Iterator[tuple[Derived, Verdict]]:
    """Yield the coordinates of a text, each with what is told of the place that they say more of."""
    for derived in scenes.derived:
        if derived.origins:
            continue
        numbers = judged.get(scenes.text.sentence_at(derived.span.start), [])
        verdict = told_nearest(derived, numbers, verdicts, scenes.resolutions)
        if verdict is None and all(scenes.resolutions[number].chosen is None for number in numbers):
            verdict = judge_point(scenes, derived)
        yield derived, verdict or Verdict("location_other", "a point that no event is tied to")


def judge_name(sight: Sight) -> Verdict:
    """Return the verdict on one name; those before it in the sentence are already judged."""
    return (
        first_verdict(PROPER_CASES, sight)
        or as_aside(first_verdict(REFERENCE_CASES, sight))
        or first_verdict(LISTED_CASES, sight)
        or first_verdict(BY_LEVEL.get(sight.name.level, NONE), sight)
        or judge_place(sight)
    )
