"""A place as the build and the imports know it, before it is filed."""

from __future__ import annotations

import math

from msgspec import Struct

from geomap.gazetteer.entries import LonLat, Precision, Spelling, SpellingKind


class Place(Struct, frozen=True, kw_only=True):
    """A place with all its spellings."""

    id: str
    """``geonames:703448``, ``katottg:UA65…`` or ``geomap:donbas``."""
    name: str
    """The name to show, in Latin letters."""
    point: LonLat
    country: str | None
    """ISO 3166-1 alpha-2."""
    parent: str | None
    """Id of the smallest known unit that holds it."""
    feature_class: str
    feature_code: str
    population: int = 0
    """0 where unknown."""
    townspeople: int = 0
    """People as far as they can be guessed where ``population`` is unknown: those of a unit's known towns, or
    what is usual for the category of a settlement. Only weighs namesakes against each other; never shown."""
    precision: Precision
    radius_km: float
    spellings: tuple[Spelling, ...] = ()
    """Attested and generated names; the name to show needs no repetition."""
    sounds: bool = False
    """Whether its Latin names are romanised from Cyrillic, so that any romanisation may be met."""


# How likely a name without context means a place of this kind, measured by nothing finer than the order
# that news follow: countries before capitals before regions before towns.
FEATURE_PRIOR = {
    "PCLI": 0.95,
    "PCLS": 0.9,
    "PCLD": 0.75,
    "PCLH": 0.6,
    "TERR": 0.75,
    "CONT": 0.93,
    "OCN": 0.85,
    "SEA": 0.8,
    "RGN": 0.85,
    "RGNE": 0.9,
    "ADM1": 0.38,
    "ADM2": 0.2,
    "ADM3": 0.3,
    "STM": 0.55,
    "GOVL": 0.7,
}
GROWTH = {"ADM1": 0.045, "ADM2": 0.04}
"""What a tenfold population adds; units of a level differ by it, countries hardly do."""
SEAT_BONUS = {"PPLC": 0.12, "PPLA": 0.05, "PPLA2": 0.03, "PPLA3": 0.02}
KIND_WEIGHT: dict[SpellingKind, float] = {
    "official": 1.0,
    "alternate": 0.75,
    "former": 0.85,
    "russian": 0.9,
    "historic": 0.5,
    "abbreviation": 0.9,
    "demonym": 0.8,
    "generated": 0.6,
    "inflected": 0.85,
    "fuzzy": 0.2,
}


def prior(feature_code: str, population: int) -> float:
    """Return how likely a name means this place rather than a namesake, between 0 and 1, before any context.

    >>> prior("PPLC", 2_952_301) > prior("PPL", 20_000) > prior("PPL", 0)
    True
    """
    grown = math.log10(population + 1)
    if feature_code.startswith("PPL"):
        return min(0.15 + 0.09 * grown + SEAT_BONUS.get(feature_code, 0.0), 0.92)
    return min(FEATURE_PRIOR.get(feature_code, 0.35) + GROWTH.get(feature_code, 0.005) * grown, 1.0)
