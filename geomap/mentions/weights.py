"""How likely a mere name is this place rather than another or none."""

from __future__ import annotations

from math import log10

from geomap.gazetteer import Candidate, Entry

# Weights are powers of ten of people: a place ten times as large is named ten times as often.
COUNTRY_CODES = frozenset({"PCLI", "PCLD", "PCLS", "PCLF", "PCLIX", "PCL"})
LEAST_COUNTRY = 6.4
UNIT_WEIGHT = {"CONT": 7.0, "ADM2": 3.6, "ADM3": 3.0}
FEDERATIONS = frozenset("US CA AU GB UA RU BY IN CN MX BR AR DE IT ES NG PK ZA MY ET VE JP".split())
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

OLD_NAME, BARE_COUNTY = 3.0, 2.0
ALIKE = 0.3
"""Share of letter pairs that two spellings of one name have in common, found on the gazetteer's bynames."""
FIRST_CYRILLIC = "\u0400"
SOUNDS_LIKE = {
    "а": "aou",
    "б": "b",
    "в": "vwbu",
    "г": "hg",
    "ґ": "g",
    "д": "d",
    "е": "eyi",
    "є": "eyi",
    "ж": "zjg",
    "з": "zs",
    "и": "iyeh",
    "і": "iyeh",
    "ї": "iy",
    "й": "jyi",
    "к": "kcq",
    "л": "l",
    "м": "m",
    "н": "n",
    "о": "oau",
    "п": "p",
    "р": "r",
    "с": "scz",
    "т": "t",
    "у": "uwv",
    "ф": "fpt",
    "х": "khcgj",
    "ц": "tcz",
    "ч": "ct",
    "ш": "s",
    "щ": "s",
    "ы": "yi",
    "э": "eah",
    "ю": "yuij",
    "я": "yij",
}
"""Cyrillic first letters with the Latin ones that the same name may begin with."""


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
    if kind == "alternate" and not alike(candidate.spelling.text, candidate.entry.name):
        return value - OLD_NAME
    if kind in ("alternate", "generated") and candidate.entry.feature_code == "ADM2":
        return value - BARE_COUNTY
    return value - KIND_COST.get(kind, 0.0)


def alike(spelling: str, name: str) -> bool:
    """Tell whether a byname is another spelling of the shown name rather than another name.

    Donetsk was once called Oleksandrivka; a text that says Oleksandrivka hardly means Donetsk.
    """
    first = spelling[:1]
    shown = name.lower()
    if first >= FIRST_CYRILLIC:
        return shown[:1] in SOUNDS_LIKE.get(first, shown[:1])
    pairs = {spelling[i : i + 2] for i in range(len(spelling) - 1)}
    others = {shown[i : i + 2] for i in range(len(shown) - 1)}
    common = len(pairs & others)
    return 2 * common >= ALIKE * (len(pairs) + len(others)) or (first == shown[:1] and common > 1)
