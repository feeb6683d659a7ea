"""What a gazetteer knows of a place, and how it answers a name."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal, NamedTuple

from msgspec import Struct

Precision = Literal[
    "exact",
    "near",  # a point written by hand, from knowledge: the village stands near it
    "hromada",  # the centre of the unit that holds it
    "raion",
    "area",
    "sector",  # a stretch of front: the town that it is named after
]
DerivationKind = Literal["offset", "between", "along", "outskirts", "coordinates"]
SpellingKind = Literal[
    "official",  # the name in force
    "alternate",  # attested, of no known standing
    "former",  # attested, in force until a known or unknown day
    "russian",  # attested Russian name or its romanisation
    "historic",
    "abbreviation",
    "demonym",  # an adjective or the name of its people: Russian, Ukrainians, бахмутський
    "generated",  # made by a transliteration rule, seen in no source
    "inflected",  # a case form that a rule leads back to a name
    "fuzzy",  # last resort
]

Rings = tuple[tuple[tuple[int, ...], ...], ...]
"""Polygons, each a shell and its holes: steps of 0.001 degrees, east and north in turn, the first from 0, 0.
The first corner is not told again at the end."""


class LonLat(NamedTuple):
    """A WGS 84 point in degrees, longitude first."""

    lon: float
    lat: float


class Derivation(Struct, frozen=True, kw_only=True):
    """How a text describes a place that no gazetteer holds: 5 km north of X."""

    origins: tuple[str, ...]
    """Ids of the places that it starts from; none for coordinates."""
    relation: DerivationKind
    km: float | None = None
    """Kilometres from the origin, or between the two."""
    bearing: float | None = None
    """Degrees clockwise from north, as seen from the origin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One place of the gazetteer, in the words of GeoNames."""

    id: str
    """``geonames:703448``, ``katottg:UA65…`` or ``geomap:donbas``."""
    name: str
    """The name to show, in Latin letters, official form."""
    point: LonLat
    country: str | None
    """ISO 3166-1 alpha-2; None for seas, continents and cross-border regions."""
    admin1: str | None
    """Name of the first-level unit, as shown: ``Kherson Oblast``."""
    admin2: str | None
    """Name of the second-level unit (raion, county)."""
    admin3: str | None
    """Name of the third-level unit (hromada)."""
    path: tuple[str, ...]
    """Ids of the units that hold it, country first: entries with a common head lie in a common unit."""
    feature_class: str
    """A unit or region, H water, L area, P settlement, S spot, T mountain."""
    feature_code: str
    """GeoNames feature code: PPL, PPLA, PPLC, ADM1, PCLI, RGN ..."""
    population: int
    """0 where unknown."""
    precision: Precision
    radius_km: float
    """How far the true place may lie from ``point``; for an area, the radius of its extent."""
    derived: Derivation | None = None
    """How the place was worked out, where no gazetteer holds it."""
    outline: Rings = ()
    """Of a raion or hromada, where the user's places tell it better than shipped; not cut to the oblast."""

    def plain(self) -> Entry:
        """Return the same entry as a plain value, free of the files that a gazetteer may read it from."""
        if type(self) is Entry:
            return self
        return Entry(**{field.name: getattr(self, field.name) for field in fields(Entry)})


class Spelling(Struct, frozen=True, kw_only=True):
    """A name of a place as some source writes it."""

    text: str
    kind: SpellingKind
    language: str | None = None
    since: str | None = None
    """ISO day from which the name was in force, where known."""
    until: str | None = None
    """ISO day until which the name was in force, where known."""


class Candidate(Struct, frozen=True, kw_only=True):
    """One answer to a name: an entry, the spelling that led to it, and how likely it is without context."""

    entry: Entry
    spelling: Spelling
    score: float
    """Prior between 0 and 1; only the order and rough size within one answer mean something."""


class Credit(Struct, frozen=True, kw_only=True):
    """The licence line of a source of place data."""

    source: str
    licence: str
    line: str
