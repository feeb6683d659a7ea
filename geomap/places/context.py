"""What a document says about where it plays: units, anchors, containers, the outlet, the front."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from geomap.gazetteer import Candidate, Entry, LonLat
from geomap.languages.rules.toponyms import ToponymRules
from geomap.mentions import Mention
from geomap.places.distance import haversine_km
from geomap.text import Text

AREA_CLASSES = frozenset("AL")
NEAR_TOKENS = 12
"""A unit named within so many words is about this place rather than about another of the sentence."""


class Link(NamedTuple):
    """A unit named beside a place, and how closely the text ties the two."""

    unit: int
    """Index of the mention that names the unit."""
    strength: float
    stated: bool
    """The phrase itself says that the unit holds the place."""


# How much a link is worth, in powers of ten of people.
STATED = 6.0
FOLLOWS = 4.5
PRECEDES = 3.5
SAME_SENTENCE = 1.6
FAR_IN_SENTENCE = 0.8


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place already told, by which its neighbours are judged."""

    mention: int
    sentence: int
    entry: Entry
    weight: float


def links_of(text: Text, mentions: tuple[Mention, ...], n: int, rules: ToponymRules) -> tuple[Link, ...]:
    """Return the units named in the same sentence as a mention, nearest first."""
    here = mentions[n]
    lowers = text.lowers
    found = []
    for step in (1, -1):
        m = n + step
        while 0 <= m < len(mentions) and mentions[m].sentence == here.sentence:
            other = mentions[m]
            if other.candidates and other.toponym != here.toponym and names_unit(other):
                found.append(_link(lowers, mentions, n, m, rules))
            m += step
    found.sort(key=lambda link: -link.strength)
    return tuple(found)


def names_unit(mention: Mention) -> bool:
    """Tell whether a mention may name a unit that holds other places."""
    return mention.stated_type != "settlement" and any(
        c.entry.feature_class in AREA_CLASSES for c in mention.candidates[:3]
    )


def _link(
    lowers: tuple[str, ...], mentions: tuple[Mention, ...], n: int, m: int, rules: ToponymRules
) -> Link:
    other = mentions[m]
    demonym = other.kind == "demonym"
    if m > n:
        gap = _gap(lowers, mentions, n, m)
        if not demonym:
            if gap in ((",",), ("(",)):
                return Link(m, STATED, stated=True)
            if len(gap) <= NEAR_TOKENS and all(word in rules.container_links for word in gap):
                return Link(m, FOLLOWS, stated=True)
    else:
        gap = _gap(lowers, mentions, m, n)
        if len(gap) <= 4 and (
            not gap or all(word in rules.container_links or word in ("'s", "’s", "-", ":") for word in gap)
        ):
            return Link(m, PRECEDES, stated=not demonym)
    return Link(m, SAME_SENTENCE if len(gap) <= NEAR_TOKENS else FAR_IN_SENTENCE, stated=False)


def _gap(lowers: tuple[str, ...], mentions: tuple[Mention, ...], one: int, two: int) -> tuple[str, ...]:
    """Return the words between two mentions, those of mentions between them left out."""
    words: list[str] = []
    for n in range(one, two):
        words.extend(lowers[mentions[n].last : mentions[n + 1].first])
        if len(words) > NEAR_TOKENS:
            break
    return tuple(words)


def inside(entry: Entry, units: tuple[Candidate, ...]) -> bool:
    """Tell whether a place lies in one of these units; in a vernacular region, by distance."""
    for candidate in units:
        unit = candidate.entry
        if unit.id in entry.path:
            return True
        if unit.feature_class == "L" and haversine_km(unit.point, entry.point) <= unit.radius_km:
            return True
    return False


def nearest(point: LonLat, anchors: list[Anchor], skip: set[int]) -> tuple[float, Anchor | None]:
    """Return the distance in km to the nearest anchor but those of the mentions to skip, and that anchor."""
    best, which = 1e9, None
    for anchor in anchors:
        if anchor.mention not in skip and abs(anchor.entry.point.lat - point.lat) < best / 110.0:
            km = haversine_km(point, anchor.entry.point)
            if km < best:
                best, which = km, anchor
    return best, which


class Scene:
    """The units in which a document plays, counted over its anchors."""

    def __init__(self) -> None:
        """Start with nothing known."""
        self.units: defaultdict[str, float] = defaultdict(float)
        self.total = 0.0

    def add(self, entry: Entry, weight: float) -> None:
        """Count a place and the units that hold it."""
        self.units[entry.id] += weight
        for unit in entry.path:
            self.units[unit] += weight
        self.total += weight
