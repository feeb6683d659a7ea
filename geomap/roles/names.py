"""What the cases of roles share: a name as the rules see it, and a verdict on it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from msgspec.structs import replace

from geomap.events import Event, Ground, begun, make_event
from geomap.events.control import is_told_of
from geomap.gazetteer import Entry
from geomap.grammar import Hit, Scene, is_nominal
from geomap.language import Relation
from geomap.leads import Left, look_left
from geomap.places import Resolution
from geomap.tails import Right, look_right

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
STATES: tuple[Level, ...] = ("country", "power")
"""Levels of names that stand for a state."""
RULING: tuple[Level, ...] = (*STATES, "capital")
"""Levels of names that can stand for a state."""
WIDEST_SPOT_KM = 35.0
"""Radius up to which an object, a spit or an island, is read as a settlement is."""


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
    ground: Ground
    first: int
    last: int
    left: Left
    right: Right


def read_name(scene: Scene, number: int, resolution: Resolution) -> Name:
    """Return a mention as the rules see it in its scene."""
    mention = resolution.mention
    first, last = mention.first - scene.offset, min(mention.last, scene.last) - scene.offset
    return Name(
        number,
        resolution,
        level_of(scene, resolution),
        ground_of(resolution),
        first,
        last,
        look_left(scene, first),
        look_right(scene, last),
    )


def level_of(scene: Scene, resolution: Resolution) -> Level:
    """Return what kind of place a mention is taken for: a namesake town does not make a country less one."""
    mention = resolution.mention
    chosen = resolution.chosen or (resolution.ranked[0] if resolution.ranked else None)
    usual = mention.candidates[0].entry.feature_code if mention.candidates else ""
    if mention.toponym.lower().removeprefix("the ") in scene.grammar.powers:
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
    if chosen.entry.feature_class == "P" or _is_spot(chosen.entry):
        return "settlement"
    if chosen.entry.feature_class in "AL":
        return "country" if code == "CONT" else "region"
    return "object"


def _is_spot(entry: Entry) -> bool:
    """Tell whether an object is as small as a settlement, so that things happen there: an airfield."""
    return entry.precision == "near" or (entry.feature_class in "ST" and entry.radius_km <= WIDEST_SPOT_KM)


def ground_of(resolution: Resolution) -> Ground:
    """Return whose ground the place is, or the likeliest one where none was chosen."""
    chosen = resolution.chosen or (resolution.ranked[0] if resolution.ranked else None)
    if chosen is None:
        return Ground(None, None, None)
    entry = chosen.entry
    held = entry.feature_code == "RGN" and is_told_of(entry.country, entry.name)  # Crimea
    region = entry.name if entry.feature_code == "ADM1" or held else entry.admin1
    raion = entry.name if entry.feature_code == "ADM2" else entry.admin2
    return Ground(entry.country, region, raion, entry.name if entry.feature_code == "ADM3" else entry.admin3)


def as_aside(verdict: Verdict | None) -> Verdict | None:
    """Return the verdict marked as one that only locates another name."""
    return verdict._replace(aside=True) if verdict is not None else None


def event_at(scene: Scene, name: Name, hit: Hit, how: str, *, loosely: bool = False) -> Verdict:
    """Return the verdict that the event of ``hit`` happens at the name.

    ``loosely`` where the frame ties the two less surely than a verb its object: certain becomes less so.
    """
    hit = begun(scene, hit)
    words = " ".join(scene.words[hit.first : hit.last + 1])
    event = make_event(scene, hit, name.ground)
    if event.action == "withdrew" and _is_reached(scene, name, hit):
        event = replace(event, action="moved")
    if loosely and event.certainty == "certain":
        event = replace(event, certainty="less-certain")
    return Verdict("event_location", f"{how} “{words}”", event)


def _is_reached(scene: Scene, name: Name, hit: Hit) -> bool:
    """Tell whether a place is where those who withdraw go: fell back to X, відкотилися в X."""
    governor = name.left.governor
    relations = scene.relations(governor) if governor >= 0 else 0
    if not relations & hit.trigger.relations & Relation.GOAL or "," in scene.lowers[hit.last + 1 : governor]:
        return False
    return not relations & Relation.WITHIN or not is_nominal(scene, hit)
