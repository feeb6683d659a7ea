"""What a document says about where it plays: units, anchors, containers, the outlet, the front."""

from __future__ import annotations

from collections import defaultdict
from math import floor
from typing import NamedTuple

from geomap.gazetteer import Candidate, Entry, LonLat
from geomap.languages.rules.toponyms import ToponymRules
from geomap.mentions import Mention
from geomap.mentions.weights import COUNTRY_CODES
from geomap.places.distance import haversine_km
from geomap.text import Text

AREA_CLASSES = frozenset("AL")
NEAR_TOKENS = 12
"""A unit named within so many words is about this place rather than about another of the sentence."""
LARGEST_REGION_KM = 600.0
"""A region of a greater radius holds too much to tell namesakes apart."""

# How much a unit named nearby is worth, in powers of ten of people.
STATED = 6.0
FOLLOWS = 4.5
PRECEDES = 3.5
SAME_SENTENCE = 1.6
FAR_IN_SENTENCE = 0.8
COUNTRY_NEARBY = 0.3
"""A country that is named in the sentence and does not hold the place by its wording."""

RANKS = {"CONT": -1, "ADM1": 1, "ADM2": 2, "ADM3": 3}


class Link(NamedTuple):
    """A unit named beside a place, and how closely the text ties the two."""

    unit: int
    """Index of the mention that names the unit."""
    strength: float
    stated: bool
    """The phrase itself says that the unit holds the place."""


def rank_of(candidates: tuple[Candidate, ...]) -> int:
    """Return the rank of the likeliest reading of a name: 0 a country, 1 to 3 its units, 9 a settlement."""
    entry = candidates[0].entry
    if entry.feature_code in COUNTRY_CODES:
        return 0
    return RANKS.get(entry.feature_code, 4 if entry.feature_class in AREA_CLASSES else 9)


def links_of(text: Text, mentions: tuple[Mention, ...], n: int, rules: ToponymRules) -> list[Link]:
    """Return the units named in the same sentence as a mention, those that bind it closest first."""
    here = mentions[n]
    found: list[Link] = []
    for step in (1, -1):
        m = n + step
        while 0 <= m < len(mentions) and mentions[m].sentence == here.sentence:
            other = mentions[m]
            if other.toponym != here.toponym and names_unit(other):
                link = _link(text.lowers, mentions, n, m, rules)
                if link is not None:
                    found.append(link)
            m += step
    found.sort(key=lambda link: -link.strength)
    return found


def names_unit(mention: Mention) -> bool:
    """Tell whether a mention may name a unit that holds other places."""
    if mention.stated_type == "settlement":
        return False
    return any(c.entry.feature_class in AREA_CLASSES for c in mention.candidates[:3])


def _link(
    lowers: tuple[str, ...], mentions: tuple[Mention, ...], n: int, m: int, rules: ToponymRules
) -> Link | None:
    here, other = mentions[n], mentions[m]
    own_rank, other_rank = rank_of(here.candidates), rank_of(other.candidates)
    # Names of one rank side by side are a list: "France, Belgium", "Ohio, Pennsylvania".
    listed = own_rank <= other_rank and own_rank < 9 and here.stated_type is None
    after = m > n
    gap = _gap(lowers, mentions, n, m) if after else _gap(lowers, mentions, m, n)
    if other.kind == "demonym":
        return Link(m, PRECEDES, stated=False) if not after and not gap else None
    if not listed:
        if after:
            if gap in ((",",), ("(",)):
                return Link(m, STATED, stated=True)
            if len(gap) <= NEAR_TOKENS and all(word in rules.container_links for word in gap):
                return Link(m, FOLLOWS, stated=True)
        elif len(gap) <= 4 and all(word in rules.container_links or word in POSSESSIVES for word in gap):
            return Link(m, PRECEDES, stated=True)
    elif gap == (",",) and after and other_rank == 0 and own_rank == 0:
        return None
    if other_rank <= 0:
        return Link(m, COUNTRY_NEARBY, stated=False)
    if listed:
        return None
    return Link(m, SAME_SENTENCE if len(gap) <= NEAR_TOKENS else FAR_IN_SENTENCE, stated=False)


POSSESSIVES = frozenset({"'s", "’s", "-", "–", ":"})


def _gap(lowers: tuple[str, ...], mentions: tuple[Mention, ...], one: int, two: int) -> tuple[str, ...]:
    """Return the words between two mentions, those of mentions between them left out."""
    if two == one + 1:
        return lowers[mentions[one].last : mentions[two].first][: NEAR_TOKENS + 1]
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
        if (
            unit.feature_class == "L"
            and unit.radius_km <= LARGEST_REGION_KM
            and haversine_km(unit.point, entry.point) <= unit.radius_km
        ):
            return True
    return False


class Anchors:
    """Places already told, on a grid of whole degrees, by which their neighbours are judged."""

    def __init__(self) -> None:
        """Start with none."""
        self._cells: dict[tuple[int, int], dict[str, tuple[Entry, set[int]]]] = {}

    def add(self, entry: Entry, sentences: set[int]) -> None:
        """Add a settlement that is named in these sentences."""
        cell = (floor(entry.point.lat), floor(entry.point.lon))
        known = self._cells.setdefault(cell, {})
        if entry.id in known:
            known[entry.id][1].update(sentences)
        else:
            known[entry.id] = (entry, set(sentences))

    def near(self, point: LonLat, sentences: set[int], own: str) -> list[tuple[float, Entry, bool]]:
        """Return distance, entry and whether it shares a sentence, for the anchors within a degree or so.

        ``own`` is the id of the place itself, which is no evidence for itself.
        """
        if not self._cells:
            return []
        row, column = floor(point.lat), floor(point.lon)
        found = []
        for lat in (row - 1, row, row + 1):
            for lon in (column - 1, column, column + 1):
                for entry, where in self._cells.get((lat, lon), {}).values():
                    if entry.id != own:
                        km = haversine_km(point, entry.point)
                        if km > SAME_PLACE_KM:
                            found.append((km, entry, not sentences.isdisjoint(where)))
        return found


SAME_PLACE_KM = 1.5
"""Two records so close are one place under two names."""


class Scene:
    """The units in which a document plays, counted over the places told so far."""

    def __init__(self) -> None:
        """Start with nothing known."""
        self.units: defaultdict[str, float] = defaultdict(float)
        self.countries: defaultdict[str, float] = defaultdict(float)
        self.total = 0.0

    def add(self, entry: Entry, weight: float) -> None:
        """Count a place and the units that hold it."""
        self.units[entry.id] += weight
        for unit in entry.path:
            self.units[unit] += weight
        if entry.country is not None:
            self.countries[entry.country] += weight
        self.total += weight

    def expect(self, country: str) -> None:
        """Count a country that the language of the text alone suggests."""
        self.countries[country] += 1.0
        self.total += 1.0
