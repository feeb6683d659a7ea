"""Names of one list: what lies together is named together."""

from __future__ import annotations

from math import inf

from geomap.gazetteer import Entry
from geomap.language.rules.toponyms import ToponymRules
from geomap.mentions import Mention
from geomap.places.distance import haversine_km
from geomap.places.ranking import cells_of, priors_of
from geomap.text import Text

LONGEST_GAP = 3
"""Tokens between two names of a list: ", and the"."""
SEEN = 6
"""Names of a list, on either side, that are looked at."""
FEWEST = 2
"""Neighbours in a list from which it says where a name lies."""
HAMLET = 10_000
"""People up to which a place is doubted where it lies far from its neighbours."""
NAMES_FRONT, OFF_FRONT_KM = 2_000, 150.0
"""People of a town that surely names a stretch of front, and how far from it nothing lies on that."""
TOWNLET, ABROAD_KM = 50_000, 1500.0
"""People up to which a place is doubted that lies in quite another part of the world than two neighbours."""
STRANGE_KM, TOGETHER_KM = 100.0, 100.0
"""How far from all its neighbours a village is a stranger in a list, and how near they lie to each other."""


def mates_of(text: Text, mentions: tuple[Mention, ...], rules: ToponymRules) -> list[tuple[int, ...]]:
    """Return for each mention the numbers of the settlements named in one list with it."""
    runs: list[list[int]] = []
    for n, mention in enumerate(mentions):
        if (
            mention.kind != "name"
            or mention.stated_type not in (None, "settlement")
            or not mention.candidates
        ):
            continue
        last = runs[-1][-1] if runs else -1
        if last == n - 1 >= 0 and mentions[last].sentence == mention.sentence:
            gap = text.lowers[mentions[last].last : mention.first]
            if 0 < len(gap) <= LONGEST_GAP and all(low in rules.conjunctions for low in gap):
                runs[-1].append(n)
                continue
        runs.append([n])
    found: list[tuple[int, ...]] = [()] * len(mentions)
    for run in runs:
        if len(run) > FEWEST:
            for i, n in enumerate(run):
                found[n] = (*run[max(0, i - SEEN) : i], *run[i + 1 : i + 1 + SEEN])
    return found


def support(entry: Entry, mates: tuple[int, ...], mentions: tuple[Mention, ...]) -> float:
    """Return how many neighbours of a name in its list may lie around a place, each by its share."""
    cells = cells_of(entry)
    total = 0.0
    for mate in mates:
        shares = priors_of(mentions[mate].candidates).cells
        total += max(shares.get(cell, 0.0) for cell in cells)
    return total


def is_stranger(entry: Entry, neighbours: list[Entry]) -> bool:
    """Tell whether a village lies far from its neighbours in a list, which lie together."""
    if entry.feature_class != "P" or len(neighbours) < FEWEST:
        return False
    small = entry.population < HAMLET and len(neighbours) > FEWEST
    apart = STRANGE_KM if small else ABROAD_KM if entry.population < TOWNLET else inf
    first = neighbours[0].point
    return all(
        haversine_km(entry.point, other.point) > apart and haversine_km(first, other.point) < TOGETHER_KM
        for other in neighbours
    )


def lies_among(entry: Entry, neighbours: list[Entry]) -> bool:
    """Tell whether a place lies near its neighbours in a list."""
    return all(haversine_km(entry.point, other.point) < TOGETHER_KM for other in neighbours)


def is_off_front(entry: Entry, front: Entry) -> bool:
    """Tell whether a village lies far from the town that a stretch of front is called after."""
    small = entry.feature_class == "P" and entry.population < HAMLET
    by_town = front.precision == "sector" and front.population >= NAMES_FRONT
    return small and by_town and haversine_km(entry.point, front.point) > OFF_FRONT_KM
