"""The grammar of events: what a sentence says happened at a place, by verb and relation."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.events.action import action_at
from geomap.events.actor import actor_of
from geomap.events.governing import governing_hit
from geomap.events.modality import Modality, modality_of, mood_before
from geomap.grammar import Hit, Scene
from geomap.languages.rules.events import Action
from geomap.spans import Span

__all__ = ["Action", "Event", "Modality", "governing_hit", "make_event"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What is said to happen at one mention."""

    action: Action
    modality: Modality
    actor: str | None
    """Who does it, as written; None where the text does not say."""
    trigger: Span | None
    """The verb or noun that names the event; None where only the frame tells (a bare headline)."""


def make_event(
    scene: Scene, hit: Hit | None, country: str | None, *, near: int = 0, fallback: Action = "other"
) -> Event:
    """Return the event that an event word names at a place of that country.

    Where no word names it, ``fallback`` is the action, and the words before token ``near`` tell the modality.
    """
    if hit is None:
        return Event(action=fallback, modality=mood_before(scene, near), actor=None, trigger=None)
    text, offset = scene.text, scene.offset
    return Event(
        action=action_at(scene, hit, country),
        modality=modality_of(scene, hit),
        actor=actor_of(scene, hit),
        trigger=Span(text.starts[offset + hit.first], text.ends[offset + hit.last]),
    )
