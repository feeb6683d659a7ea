"""The grammar of events: what a sentence says happened at a place, by verb and relation."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from geomap.events.action import action_at, is_beaten_off
from geomap.events.actor import actor_of, actor_phrases
from geomap.events.control import Ground
from geomap.events.governing import begun, governing_hit
from geomap.events.modality import Modality, modality_of, mood_before
from geomap.events.side import (
    OPPONENT,
    TAKING,
    Side,
    doer_before,
    implied_side,
    reported_own,
    side_of,
    side_there,
)
from geomap.grammar import Hit, Scene, is_quoted
from geomap.language import Action, Kind, Trait
from geomap.places import Certainty
from geomap.spans import Span

__all__ = ["Action", "Event", "Ground", "Modality", "Side", "begun", "governing_hit", "make_event"]


BY_STRENGTH: dict[int, Certainty] = {3: "certain", 2: "less-certain", 1: "uncertain"}
"""How sure an event is by the strength of the word that names it."""


class Event(Struct, frozen=True, kw_only=True):
    """What is said to happen at one mention."""

    action: Action
    modality: Modality
    actor: str | None
    """Who does it, as written; None where the text does not say."""
    side: Side | None
    """The side that acts: the country it fights for, "both" where they fight each other; None if unknown."""
    trigger: Span | None
    """The verb or noun that names the event; None where only the frame tells (a bare headline)."""
    kind: Kind | None = None
    """What that verb or noun says beyond its action."""
    certainty: Certainty = "certain"
    """How sure it is that this is said to happen there: as sure as the words that tell it."""


def make_event(
    scene: Scene, hit: Hit | None, ground: Ground, *, near: int = 0, fallback: Action = "other"
) -> Event:
    """Return the event that an event word names on a ground.

    Where no word names it, ``fallback`` is the action, and the words before token ``near`` tell the modality.
    """
    if hit is None:
        return Event(
            action=fallback,
            modality=mood_before(scene, near),
            actor=None,
            side=implied_side(scene, None, fallback, ground) or side_there(scene, near),
            trigger=None,
            certainty="uncertain",
        )
    known: Event | None = scene.events.get((hit, ground))
    if known is None:
        known = scene.events[hit, ground] = _told(scene, hit, ground)
    return known


def on_ground(scene: Scene, event: Event, ground: Ground) -> Event:
    """Return an event of one place of a list as that of another: two sides shell Belgorod and Kharkiv."""
    if event.trigger is None:
        return event
    start = event.trigger.start
    hit = next((one for one in scene.hits if scene.text.starts[scene.offset + one.first] == start), None)
    if hit is None:
        return event
    there = make_event(scene, hit, ground)
    taken = event.action in TAKING and there.action in TAKING
    if not taken and event.action != there.action:
        return event
    return replace(event, action=there.action, side=there.side)


def _told(scene: Scene, hit: Hit, ground: Ground) -> Event:
    text, offset = scene.text, scene.offset
    beaten_off = is_beaten_off(scene, hit)
    if beaten_off:
        hit = hit.told(action="attacked", relations=hit.trigger.relations)
    if hit.trigger.action == "reclaimed" and is_quoted(scene, hit):  # what they call a "liberation"
        hit = hit._replace(trigger=hit.trigger._replace(action="captured", traits=Trait.FIXED))
    actors = actor_phrases(scene, hit)
    told = side_of(scene, hit, actors)
    action = action_at(scene, hit, told, ground)
    if told in OPPONENT and hit.trigger.traits & Trait.INVERSE and action in TAKING:
        told = OPPONENT[told]  # who loses a place does not take it
    implied = implied_side(scene, hit, action, ground)
    if hit.trigger.traits & Trait.FIXED and action in TAKING:
        subject = doer_before(scene, hit, actors)
        if action == "reclaimed" and subject in OPPONENT and OPPONENT[subject] == ground.country:
            told, action = subject, "captured"  # Russian forces retook X: once more
        else:
            told = implied or told  # "retook" tells who did, whoever is named before
    return Event(
        action=action,
        modality="factual" if beaten_off else modality_of(scene, hit),
        actor=actor_of(scene, actors),
        side=told or implied or reported_own(scene, hit, action, ground),
        trigger=Span(text.starts[offset + hit.first], text.ends[offset + hit.last]),
        kind=hit.trigger.kind,
        certainty=BY_STRENGTH[hit.trigger.strength],
    )
