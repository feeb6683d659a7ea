"""Places described by others: "Lozove (12 km southwest of Davydiv Brid)"."""

from __future__ import annotations

import re
from math import atan2, cos, degrees, exp, radians, sin
from typing import NamedTuple

from geomap.gazetteer import Entry, LonLat
from geomap.language.rules.toponyms import ToponymRules
from geomap.mentions import Mention
from geomap.places.distance import haversine_km
from geomap.text import Text

LONGEST = 14
"""Words that such a description may have."""
LONGEST_GAP, LONGEST_LIST = 3, 6
"""Words between two names of "west of Y near X", and names behind "near"."""
MEASURED, LOOSE = 4.0, 3.0
"""What a fitting description is worth, with and without a distance in it, in powers of ten of people."""
LOOSE_KM = 50.0
NEAR, NEAR_KM, NEAR_SLACK_KM = 8.0, 25.0, 25.0
"""What it is worth to lie near a town as the text says, how far that reaches, and how it fades."""
SLACK_SHARE, SLACK_KM = 0.35, 6.0
"""Writers measure from the edge of a city or its centre, by road or by air."""
WRONG_WAY, WRONG_WAY_KM, WRONG_WAY_SHARE = 75.0, 8.0, 0.25
NUMBER = re.compile(r"(\d+(?:[.,]\d+)?)[\s-]*(\w*)")


class Bearing(NamedTuple):
    """Where a place is said to lie as seen from another."""

    origin: int
    """Index of the mention of the other place."""
    degrees: float | None
    """Clockwise from north; None where only a distance is given."""
    km: float | None
    near: bool = False
    """Said to lie close by."""
    ahead: bool = False
    """Whether the other place stands before this one: west of Y near X."""


def bearing_of(text: Text, mentions: tuple[Mention, ...], n: int, rules: ToponymRules) -> Bearing | None:
    """Return where the words around a mention say that it lies; None where they do not.

    «X, 12 km south of Y»; "west of Y near X and Z".
    """
    return _behind(text, mentions, n, rules) or _ahead(text, mentions, n, rules)


def _ahead(text: Text, mentions: tuple[Mention, ...], n: int, rules: ToponymRules) -> Bearing | None:
    """Return the direction of this one from the mention before: "west of Y near X"."""
    before = text.lowers[mentions[n].first - 1] if n else ""
    if before not in rules.near_words and before not in rules.conjunctions:
        return None
    origin = n - 1
    for _ in range(LONGEST_LIST):
        if origin < 0 or mentions[origin].sentence != mentions[n].sentence:
            return None
        gap = text.lowers[mentions[origin].last : mentions[origin + 1].first]
        if not gap or len(gap) > LONGEST_GAP or not all(low in rules.conjunctions for low in gap):
            break
        origin -= 1  # near X and Z
    if not 0 < len(gap) <= LONGEST_GAP or gap[-1] not in rules.near_words:
        return None
    if not all(low in rules.near_words or low in rules.conjunctions for low in gap):
        return None
    bound = text.sentences[mentions[n].sentence].first
    at = mentions[origin].first - 1
    least = max(bound, mentions[origin].first - LONGEST_GAP)
    while at >= least and text.lowers[at] not in rules.bearings:
        at -= 1
    if at < least:
        return None
    return Bearing(origin, rules.bearings[text.lowers[at]], None, near=True, ahead=True)


def _behind(text: Text, mentions: tuple[Mention, ...], n: int, rules: ToponymRules) -> Bearing | None:
    """Return where the words between a mention and the next one say that it lies."""
    if n + 1 >= len(mentions) or mentions[n + 1].sentence != mentions[n].sentence:
        return None
    first, last = mentions[n].last, mentions[n + 1].first
    if not 0 < last - first <= LONGEST:
        return None
    direction: float | None = None
    km: float | None = None
    near = text.lowers[first] in rules.near_words
    for i in range(first, last):
        low = text.lowers[i]
        if low in rules.bearings:
            direction = rules.bearings[low]
        elif low[0].isdigit():
            found = NUMBER.match(low)
            unit = (found[2] or text.lowers[i + 1]) if found and i + 1 < len(text.lowers) else ""
            if found is None or unit not in rules.lengths:
                return None
            km = float(found[1].replace(",", ".")) * rules.lengths[unit]
        elif low not in rules.measure_words and low not in rules.lengths and not (near and i == first):
            return None
    if direction is None and km is None:
        return Bearing(n + 1, None, None, near=True) if near else None
    return Bearing(n + 1, direction, km)


def fit(entry: Entry, origin: Entry, bearing: Bearing) -> float:
    """Return what a description is worth to a candidate, in powers of ten of people."""
    km = haversine_km(origin.point, entry.point)
    blur = min(entry.radius_km, 25.0) / 2 + min(origin.radius_km, 25.0) / 2
    if bearing.near:
        worth = NEAR * exp(-max(0.0, km - blur - NEAR_KM) / NEAR_SLACK_KM)
    elif bearing.km is None:
        worth = LOOSE * exp(-max(0.0, km - blur) / LOOSE_KM)
    else:
        off = max(0.0, abs(km - bearing.km) - blur)
        worth = MEASURED * exp(-off / (SLACK_SHARE * bearing.km + SLACK_KM))
    if bearing.degrees is not None and km > WRONG_WAY_KM + blur:
        turn = abs(azimuth(origin.point, entry.point) - bearing.degrees) % 360.0
        if min(turn, 360.0 - turn) > WRONG_WAY:
            worth *= WRONG_WAY_SHARE
    return worth


def azimuth(one: LonLat, two: LonLat) -> float:
    """Return the direction of the second point as seen from the first, in degrees clockwise from north.

    >>> round(azimuth(LonLat(30, 50), LonLat(31, 50)))
    90
    """
    lat1, lat2, turn = radians(one.lat), radians(two.lat), radians(two.lon - one.lon)
    east = sin(turn) * cos(lat2)
    north = cos(lat1) * sin(lat2) - sin(lat1) * cos(lat2) * cos(turn)
    return degrees(atan2(east, north)) % 360.0
