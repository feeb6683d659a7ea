"""Generic nouns beside a name: they tell its type, and some belong to its span."""

from __future__ import annotations

from geomap.gazetteer import Candidate, Gazetteer
from geomap.languages.rules.toponyms import PlaceType, ToponymRules
from geomap.mentions.scan import Match
from geomap.mentions.weights import COUNTRY_CODES
from geomap.text import Text

CODES: dict[PlaceType, frozenset[str]] = {
    "admin1": frozenset({"ADM1"}),
    "admin2": frozenset({"ADM2"}),
    "admin3": frozenset({"ADM3"}),
    "country": frozenset({"PCLI", "PCLD", "PCLS", "PCLF", "PCLIX"}),
}
LARGE_TOWN = 100_000
LONGEST_LIST = 16
"""Names of a list that are looked at for the noun that closes it, so that endless lists stay cheap."""
LONGEST_LINK = 8
"""Tokens between a noun and the name it leads to."""
UNITS: frozenset[PlaceType] = frozenset({"admin1", "admin2", "admin3", "area"})


def of_type(candidates: tuple[Candidate, ...], wanted: PlaceType) -> tuple[Candidate, ...]:
    """Return the candidates that are places of the stated type."""
    if wanted in CODES:
        codes = CODES[wanted]
        return tuple(c for c in candidates if c.entry.feature_code in codes)
    if wanted == "settlement":
        return tuple(c for c in candidates if c.entry.feature_class == "P")
    if wanted == "water":
        return tuple(c for c in candidates if c.entry.feature_class == "H")
    return tuple(c for c in candidates if c.entry.feature_class in "AL" and c.entry.feature_code != "PCLI")


def read_heads(text: Text, matches: list[Match], rules: ToponymRules, gazetteer: Gazetteer) -> list[Match]:
    """Return the matches with their types told by the words beside them, spans widened over their heads.

    A name that is said to be a water is left out where the gazetteer knows only a town of that name.
    """
    read = [
        match if match.kind == "demonym" else _read_head(text, match, n, matches, rules, gazetteer)
        for n, match in enumerate(matches)
    ]
    return [match for match in read if match.candidates]


def _read_head(
    text: Text, match: Match, n: int, matches: list[Match], rules: ToponymRules, gazetteer: Gazetteer
) -> Match:
    lowers = text.lowers
    sentence = text.sentences[match.sentence]
    last = match.last
    after = lowers[last] if last < sentence.last else ""
    stated: PlaceType | None
    if after in rules.head_modifiers and last + 1 < sentence.last and lowers[last + 1] in rules.heads_after:
        last += 1
        after = lowers[last]
    if last - match.first > 1 and lowers[last - 1] in rules.heads_after:
        stated = rules.heads_after[lowers[last - 1]]
    elif after in rules.heads_after:
        stated = rules.heads_after[after]
        last += 1
    elif after in rules.loose_heads_after:
        stated = rules.loose_heads_after[after]
    elif after in rules.plural_heads_after:
        stated = rules.plural_heads_after[after]
    elif after in rules.water_after or _is_river(text, match, after, rules):
        stated = "water"
    else:
        stated = _shared_head(text, n, matches, rules)
        if stated is None:
            stated = _head_before(text, sentence.first, match.first, rules)
    if stated is None:
        return match
    if stated in UNITS:
        found = _units(text, match, stated, rules, gazetteer)
        if match.candidates[0].entry.feature_code in COUNTRY_CODES and not of_type(found, "admin1"):
            # "The northern region of China" is no county called so.
            return match
    else:
        found = of_type(match.candidates, stated)
        if (
            stated == "settlement"
            and match.candidates[0].entry.feature_code in COUNTRY_CODES
            and not any(c.entry.population >= LARGE_TOWN for c in found)
        ):
            # "The capital of Ukraine" is no town called so.
            return match
    return match._replace(
        last=last,
        candidates=found or (() if stated == "water" else match.candidates),
        stated_type=stated,
        named=True,
    )


def _is_river(text: Text, match: Match, after: str, rules: ToponymRules) -> bool:
    """Tell whether a name that rivers and towns share is marked as the river's: "across the Dnipro"."""
    if not match.first or text.lowers[match.first] not in rules.rivers or match.last > match.first + 1:
        return False
    if text.lowers[match.first - 1] not in rules.river_marks:
        return False
    following = text.words[match.last] if match.last < len(text.words) else ""
    return (
        not following[:1].isupper()
        and after not in rules.heads_after
        and after not in rules.loose_heads_after
    )


def _shared_head(text: Text, n: int, matches: list[Match], rules: ToponymRules) -> PlaceType | None:
    """Return the type that a noun in the plural at the end of a list tells of a name within it."""
    lowers = text.lowers
    here = matches[n]
    for following in matches[n + 1 : n + LONGEST_LIST]:
        gap = lowers[here.last : following.first]
        if following.sentence != here.sentence or not 0 < len(gap) <= 2:
            return None
        if not all(word in rules.conjunctions for word in gap):
            return None
        head = lowers[following.last] if following.last < len(lowers) else ""
        if head in rules.plural_heads_after:
            return rules.plural_heads_after[head]
        here = following
    return None


def _head_before(text: Text, begin: int, first: int, rules: ToponymRules) -> PlaceType | None:
    """Return the type that a noun before a name tells: "village of", "the city"."""
    lowers = text.lowers
    at = first - 1
    begin = max(begin, first - LONGEST_LINK)
    linked = False
    while at >= begin and (lowers[at] in rules.linking or lowers[at] == "."):
        linked = linked or lowers[at] != "."
        at -= 1
    if at < begin:
        return None
    stated = rules.heads_before.get(lowers[at])
    if (
        stated is not None
        and not linked
        and (stated in UNITS or (at > begin and text.words[at][0].isupper()))
    ):
        return None
    if stated is None and lowers[at] in rules.water_before:
        return "water"
    return stated


def _units(
    text: Text, match: Match, wanted: PlaceType, rules: ToponymRules, gazetteer: Gazetteer
) -> tuple[Candidate, ...]:
    """Return the units of that type and name, under whichever head noun the gazetteer files them."""
    found = of_type(match.candidates, wanted)
    if wanted == "area":
        found = _regions(found, match.candidates)
    if found:
        return found
    name = text.body[text.starts[match.first] : text.ends[match.last - 1]]
    for noun in rules.unit_names.get(wanted, ()):
        found = of_type(gazetteer.candidates(f"{name} {noun}"), wanted)
        if wanted == "area":
            found = _regions(found, match.candidates)
        if found:
            return found
    return ()


def _regions(units: tuple[Candidate, ...], places: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the regions of an untold rank: first-level ones, or those around the place of that name.

    "The Houston region" is where Houston lies, not a county of that name elsewhere.
    """
    first = tuple(c for c in units if c.entry.feature_code == "ADM1" or c.entry.feature_class == "L")
    town = next((c.entry for c in places if c.entry.feature_class == "P"), None)
    if town is None:
        return first or units
    around = tuple(c for c in first or units if c.entry.id in town.path)
    if around or town.population < LARGE_TOWN:
        return around or first
    return ()
