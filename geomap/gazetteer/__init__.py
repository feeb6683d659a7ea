"""The offline gazetteer: names to places, with precision and every spelling's standing."""

from geomap.gazetteer.entries import (
    Candidate,
    Credit,
    Derivation,
    DerivationKind,
    Entry,
    LonLat,
    Precision,
    Spelling,
    SpellingKind,
)
from geomap.gazetteer.lookup import Gazetteer, given_or_opened, open_gazetteer

__all__ = [
    "Candidate",
    "Credit",
    "Derivation",
    "DerivationKind",
    "Entry",
    "Gazetteer",
    "LonLat",
    "Precision",
    "Spelling",
    "SpellingKind",
    "given_or_opened",
    "open_gazetteer",
]
