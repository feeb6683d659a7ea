"""The offline gazetteer: names to places, with precision and every spelling's standing."""

from geomap.gazetteer.entries import Candidate, Credit, Entry, LonLat, Precision, Spelling, SpellingKind
from geomap.gazetteer.lookup import Gazetteer, open_gazetteer

__all__ = [
    "Candidate",
    "Credit",
    "Entry",
    "Gazetteer",
    "LonLat",
    "Precision",
    "Spelling",
    "SpellingKind",
    "open_gazetteer",
]
