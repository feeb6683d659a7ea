"""How likely a mere name is this place rather than another or none."""

from __future__ import annotations

from math import log10

from geomap.gazetteer import Candidate, Entry

# Weights are powers of ten of people: a place ten times as large is named ten times as often.
COUNTRY_CODES = frozenset({"PCLI", "PCLD", "PCLS", "PCLF", "PCLIX", "PCL"})
LEAST_COUNTRY = 6.4
UNIT_WEIGHT = {"CONT": 7.0, "ADM2": 3.6, "ADM3": 3.0}
FEDERATIONS = frozenset(
    "US CA AU GB UA RU BY IN CN MX BR AR DE AT CH IT ES NG PK ZA MY ET AE BE VE JP".split()
)
STATE, LESSER_STATE = 6.0, 5.2
"""First-level units that news name by themselves, and those of other countries."""
CURATED, CURATED_WEIGHT = "geomap:", 6.1
"""Regions and seats of power that the gazetteer lists by hand because news name them."""
CLASS_WEIGHT = {"A": 3.0, "L": 5.4, "H": 4.5, "P": 2.0, "S": 4.5, "T": 3.5}
CAPITAL_WEIGHT, SMALLEST_CAPITAL = 6.3, 100_000
"""Capitals stand for their country in the news, those of the smallest states apart."""
KNOWN_TO_THE_HAMLET, HAMLET_AT_WAR = frozenset({"UA"}), 3.4
"""Hamlets of the country at war make the news as elsewhere only towns of some hundreds do."""
OWN_NAME = 0.1
"""Most hamlets there are known by their register alone: the transliteration is the name they go by."""
KIND_COST = {
    "alternate": 0.5,
    "russian": 0.2,
    "former": 0.2,
    "historic": 1.2,
    "demonym": 1.5,
    "generated": 0.6,
    "inflected": 0.1,
    "fuzzy": 2.0,
}


def weight(entry: Entry) -> float:
    """Return how often a place is named, in powers of ten of people."""
    code = entry.feature_code
    known = UNIT_WEIGHT.get(code)
    if known is not None:
        return known
    if code == "ADM1":
        return STATE if entry.country in FEDERATIONS else LESSER_STATE
    if entry.id.startswith(CURATED):
        return CURATED_WEIGHT
    population = entry.population
    people = log10(population + 1) if population else 0.0
    if code == "PPLC" and population >= SMALLEST_CAPITAL:
        return max(CAPITAL_WEIGHT, people)
    if code in COUNTRY_CODES:
        return max(LEAST_COUNTRY, people)
    if entry.country in KNOWN_TO_THE_HAMLET and entry.feature_class == "P":
        return max(HAMLET_AT_WAR, people)
    return max(CLASS_WEIGHT.get(entry.feature_class, 2.0), people)


def home_weight(candidate: Candidate) -> float:
    """Return the weight of a place under the spelling that led to it."""
    kind = candidate.spelling.kind
    value = weight(candidate.entry)
    if kind == "official":
        return value
    if kind == "generated" and candidate.spelling.text == candidate.entry.name.lower():
        return value - OWN_NAME
    return value - KIND_COST.get(kind, 0.0)
