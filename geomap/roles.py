"""What a mention does in its text: the place of an event, plain geography, a state, a body, furniture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geomap.events import Event
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
    del text
    return tuple(
        Reading(
            resolution=resolution,
            role="demonym" if resolution.mention.kind == "demonym" else "location_other",
            reason="no event is named",
            event=None,
        )
        for resolution in resolutions
    )
