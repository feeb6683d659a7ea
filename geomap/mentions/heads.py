"""Generic nouns beside a name: they tell its type, and some belong to its span."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from geomap.gazetteer import Candidate, Entry, Gazetteer
from geomap.language import Sense, lexicon_of
from geomap.language.rules.toponyms import PlaceType, ToponymRules
from geomap.mentions.scan import Match
from geomap.mentions.waters import is_marked, waters_of
from geomap.mentions.weights import COUNTRY_CODES
from geomap.text import Text

CODES: dict[PlaceType, frozenset[str]] = {
    "admin1": frozenset({"ADM1"}),
    "admin2": frozenset({"ADM2"}),
    "admin3": frozenset({"ADM3"}),
    "country": frozenset({"PCLI", "PCLD", "PCLS", "PCLF", "PCLIX"}),
}
LARGE_TOWN, SMALL_TOWN = 100_000, 5_000
LONGEST_LIST = 16
"""Names of a list that are looked at for the noun that closes it, so that endless lists stay cheap."""
LONGEST_GAP = 5
"""Tokens between two names of a list, where a name that nobody knows may stand."""
LONGEST_LINK = 8
"""Tokens between a noun and the name it leads to."""
SAME_START = 4
"""Letters that a town and the hromada called after it share."""
AFTER_RIVER = (
    Sense.PREPOSITION | Sense.CONJUNCTION | Sense.AUXILIARY | Sense.LINKING | Sense.MODAL | Sense.RELATIVE
    | Sense.BREAK | Sense.CONDITION | Sense.DATE | Sense.TIME | Sense.ADVERB | Sense.VERB | Sense.NEGATION
)  # fmt: skip
"""Senses of words that may follow a river's name: "across the Dnipro on Tuesday"."""
UNITS: frozenset[PlaceType] = frozenset({"admin1", "admin2", "admin3", "area"})


def of_type(candidates: tuple[Candidate, ...], wanted: PlaceType) -> tuple[Candidate, ...]:
    """Return the candidates that are places of the stated type."""
    if wanted in CODES:
        codes = CODES[wanted]
        return tuple(c for c in candidates if c.entry.feature_code in codes)
    if wanted == "settlement":
        return tuple(c for c in candidates if c.entry.feature_class == "P")
    if wanted == "front":
        return tuple(c for c in candidates if c.entry.feature_class == "P")
    if wanted == "water":
        return tuple(c for c in candidates if c.entry.feature_class == "H")
    return tuple(c for c in candidates if c.entry.feature_class in "AL" and c.entry.feature_code != "PCLI")


def read_heads(text: Text, matches: list[Match], rules: ToponymRules, gazetteer: Gazetteer) -> list[Match]:
    """Return the matches with their types told by the words beside them, spans widened over their heads.

    A name that is said to be a water is left out where the gazetteer knows only a town of that name.
    """
    read: list[Match] = []
    for n, match in enumerate(matches):
        told = match
        if match.stated_type is None:
            told = _read_head(text, match, n, matches, rules, gazetteer)
            if told.stated_type is None and read and _goes_on(text, read[-1], match, rules):
                told = _as_before(text, read[-1], match, rules, gazetteer)
            if told.kind == "demonym" and rules.place_adjectives and _is_listed(text, matches, n, rules):
                told = _settlement(told)
        read.append(told)
    return [match for match in read if match.candidates]


def _goes_on(text: Text, before: Match, here: Match, rules: ToponymRules) -> bool:
    """Tell whether a name stands in a list that a noun in the plural opened: "the regions of A, B"."""
    if not before.opens_list or here.sentence != before.sentence or here.first - before.last > LONGEST_GAP:
        return False
    words, lowers = text.words, text.lowers
    gap = range(before.last, here.first)
    joined = [lowers[k] in rules.conjunctions for k in gap]
    return any(joined) and all(join or words[k][0].isupper() for join, k in zip(joined, gap, strict=True))


def _is_listed(text: Text, matches: list[Match], n: int, rules: ToponymRules) -> bool:
    """Tell if what looks like an adjective stands by itself in a list of towns: «A, Невельського й B»."""
    here = matches[n]
    after = text.lowers[here.last] if here.last < text.sentences[here.sentence].last else ""
    if after[:1].isalnum() and after not in rules.conjunctions:
        return False
    for one, two in ((n - 1, n), (n, n + 1)):
        if one < 0 or two >= len(matches):
            continue
        gap = text.lowers[matches[one].last : matches[two].first]
        other = matches[one if two == n else two]
        town = other.kind == "name" and other.candidates and other.candidates[0].entry.feature_class == "P"
        if town and 0 < len(gap) <= 2 and all(low in rules.conjunctions for low in gap):
            return other.sentence == here.sentence
    return False


def _as_before(text: Text, before: Match, here: Match, rules: ToponymRules, gazetteer: Gazetteer) -> Match:
    """Return a name of a list as the type that its first name was said to be."""
    if before.stated_type is None:
        return here
    return _typed(text, here, here.last, before.stated_type, rules, gazetteer)._replace(opens_list=True)


def _read_head(
    text: Text, match: Match, n: int, matches: list[Match], rules: ToponymRules, gazetteer: Gazetteer
) -> Match:
    lowers = text.lowers
    sentence = text.sentences[match.sentence]
    noun = _noun_before(text, sentence.first, match.first, rules)
    last = match.last
    before = lowers[match.first - 1] if match.first > sentence.first else ""
    if before in rules.directions and match.candidates[0].entry.feature_code in COUNTRY_CODES:
        part = gazetteer.candidates(f"{before} {text.words[match.first]}") if last == match.first + 1 else ()
        if part and part[0].entry.feature_code == "RGN":
            # "Eastern Ukraine": a region of its own, however it is written.
            return match._replace(candidates=part, stated_type="area", kind="name", named=True)
    if match.kind == "demonym":
        return _adjective(match, noun, loose_head(lowers, last, sentence.last, rules), lowers, rules)
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
    elif (loose := loose_head(lowers, last, sentence.last, rules)) is not None:
        stated = loose
    elif after in rules.plural_heads_after:
        stated = rules.plural_heads_after[after]
    elif after in rules.water_after or _is_river(text, matches, n, after, rules):
        stated = "water"
    else:
        stated = _shared_head(text, n, matches, rules)
        if stated is None and noun.stated is not None:
            told = _typed(text, match, last, noun.stated, rules, gazetteer)
            return told._replace(opens_list=noun.plural, noun=noun.opens)
    return match if stated is None else _typed(text, match, last, stated, rules, gazetteer)


def loose_head(lowers: Sequence[str], at: int, end: int, rules: ToponymRules) -> PlaceType | None:
    """Return the type that a noun of one word or two tells of the name before it, and is no part of.

    The body that governs a unit tells of the unit: «Сумської | ОВА», "Sumy | regional administration".
    """
    if at >= end:
        return None
    one = rules.loose_heads_after.get(lowers[at])
    two = f"{lowers[at]} {lowers[at + 1]}" if at + 1 < end else ""
    return rules.loose_heads_after.get(two, one)


def _typed(
    text: Text, match: Match, last: int, stated: PlaceType, rules: ToponymRules, gazetteer: Gazetteer
) -> Match:
    """Return a match as the type of place that the words beside it say it is, unless it can be none such."""
    if match.kind == "demonym":
        listed = stated == "settlement" and text.lowers[match.first] not in rules.demonyms
        return _settlement(match) if listed else match
    if stated == "front" and text.lowers[match.first] in rules.directions:
        return match  # "the southern axis" is named after no town
    country = match.candidates[0].entry.feature_code in COUNTRY_CODES
    if stated in UNITS:
        found = _units(text, match, stated, rules, gazetteer)
        if country and not of_type(found, "admin1"):
            # "The northern region of China" is no county called so.
            return match
    else:
        found = of_type(match.candidates, stated)
        if stated == "water" and not found and not _goes_with_noun(text, match, rules):
            found = waters_of(text.words[match.first], rules, gazetteer)
        if stated == "front":
            found = _regions_of_front(match.candidates) or found
        if stated == "settlement" and _is_region(text, match, rules):
            return match._replace(candidates=of_type(match.candidates, "admin1"))
        if stated == "settlement" and country and not any(c.entry.population >= LARGE_TOWN for c in found):
            # "The capital of Ukraine" is no town called so.
            return match
    return match._replace(
        last=last,
        candidates=found or (() if stated == "water" else match.candidates),
        stated_type=stated,
        named=stated != "front" or text.lowers[match.first] not in rules.common_words,
    )


def _is_region(text: Text, match: Match, rules: ToponymRules) -> bool:
    """Tell whether a name after a noun of settlements is the oblast that they lie in: «5 сіл Харківщини».

    «У селі Харківщина» is a village called so: its name stands in the nominative.
    """
    low = text.lowers[match.first]
    return match.candidates[0].entry.feature_code == "ADM1" and any(
        not case.head and low.endswith(case.endings) and not low.endswith(case.nominative)
        for case in rules.region_names
    )


def _adjective(
    match: Match, noun: NounBefore, behind: PlaceType | None, lowers: Sequence[str], rules: ToponymRules
) -> Match:
    """Return an adjective as the unit whose body it names, «Харківська ОВА», or as the village it is."""
    if behind == "admin1":
        found = of_type(match.candidates, "admin1")
        return match._replace(candidates=found, stated_type="admin1") if found else match
    if noun.stated != "settlement" or lowers[match.first] in rules.demonyms:
        return match
    return _settlement(match)._replace(opens_list=noun.plural, noun=noun.opens)


def _regions_of_front(places: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the regions that a stretch of front is called after unless a town is: "the Tavria direction"."""
    if any(c.entry.feature_class == "P" and c.entry.population >= SMALL_TOWN for c in places):
        return ()
    return tuple(c for c in places if c.entry.feature_class == "L" and c.spelling.kind == "official")


def _settlement(match: Match) -> Match:
    """Return what looks like an adjective as the settlement it is said to be: «село Невельське»."""
    found = tuple(c for c in of_type(match.candidates, "settlement") if c.spelling.kind != "demonym")
    if not found:
        return match
    return match._replace(candidates=found, kind="name", stated_type="settlement", named=True)


def _is_river(text: Text, matches: list[Match], n: int, after: str, rules: ToponymRules) -> bool:
    """Tell whether a name that rivers and towns share is marked as the river's, or the one before it is."""
    match = matches[n]
    if not match.first or text.lowers[match.first] not in rules.rivers or match.last > match.first + 1:
        return False
    gap = text.lowers[matches[n - 1].last : match.first] if n else ()
    joins = 0 < len(gap) <= LONGEST_GAP and all(word in rules.conjunctions for word in gap)
    if not is_marked(text, match.first, match.sentence, rules) and not (
        joins and is_marked(text, matches[n - 1].first, match.sentence, rules)
    ):
        return False
    following = text.words[match.last] if match.last < len(text.words) else ""
    return (
        not following[:1].isupper()
        and after not in rules.heads_after
        and after not in rules.loose_heads_after
    )


def _goes_with_noun(text: Text, match: Match, rules: ToponymRules) -> bool:
    """Tell whether a noun may follow a name after an article: "in the Dnipro attack" is told of the city."""
    end = text.sentences[match.sentence].last
    if text.lowers[match.first - 1] not in rules.articles or match.last >= end:
        return False
    after = text.lowers[match.last]
    known = lexicon_of(text.language)[after]
    acts = known.event is not None and known.event.form in ("verb", "past")
    return after[:1].isalpha() and not acts and not known.senses & AFTER_RIVER


def _shared_head(text: Text, n: int, matches: list[Match], rules: ToponymRules) -> PlaceType | None:
    """Return the type that a noun in the plural at the end of a list tells of a name within it."""
    lowers = text.lowers
    here = matches[n]
    for following in matches[n + 1 : n + LONGEST_LIST]:
        gap = lowers[here.last : following.first]
        if gap and gap[-1] in rules.directions:  # Donetska and southern Mykolaivska oblasts
            gap = gap[:-1]
        if following.sentence != here.sentence or not 0 < len(gap) <= 2:
            return None
        if not all(word in rules.conjunctions for word in gap):
            return None
        head = lowers[following.last] if following.last < len(lowers) else ""
        if head in rules.plural_heads_after:
            return rules.plural_heads_after[head]
        here = following
    return None


class NounBefore(NamedTuple):
    """A generic noun that stands before a name: "village of", "н.п."."""

    stated: PlaceType | None = None
    plural: bool = False
    """Opens a list of names."""
    opens: int | None = None
    """Its first token, where it is abbreviated and so belongs to the name rather than to the sentence."""


NO_NOUN = NounBefore()


def _noun_before(text: Text, begin: int, first: int, rules: ToponymRules) -> NounBefore:
    """Return the noun before a name that tells its type."""
    lowers = text.lowers
    at = first - 1
    begin = max(begin, first - LONGEST_LINK)
    linked = dotted = False
    while at >= begin and (lowers[at] in rules.linking or lowers[at] == "."):
        linked = linked or lowers[at] != "."
        dotted = lowers[at] == "."
        at -= 1
    if at < begin:
        return NO_NOUN
    noun, start = lowers[at], at
    stated = rules.heads_before.get(noun)
    if stated is None and noun in rules.head_tails:
        for start in (at - 2, at) if dotted else (at - 1,):
            longer = " ".join(lowers[max(begin, start) : at + 1 + dotted])
            if longer in rules.heads_before:
                noun, stated = longer, rules.heads_before[longer]
                break
    if (
        stated is not None
        and not linked
        and (stated in UNITS or (at > begin and text.words[at][0].isupper()))
    ):
        return NO_NOUN
    if dotted and start > begin and lowers[start - 1][0].isdigit():
        return NO_NOUN  # "в 1999 г.": a year
    if stated is None and lowers[at] in rules.water_before:
        return NounBefore("water")
    return NounBefore(stated, noun in rules.plural_heads_before, start if stated and dotted else None)


def _units(
    text: Text, match: Match, wanted: PlaceType, rules: ToponymRules, gazetteer: Gazetteer
) -> tuple[Candidate, ...]:
    """Return the units of that type and name, under whichever head noun the gazetteer files them."""
    found = of_type(match.candidates, wanted)
    if wanted == "area":
        found = _regions(found, match.candidates)
    if found and not (wanted == "area" and _is_city(found[0].entry, match.candidates)):
        return found
    city = found
    name = text.body[text.starts[match.first] : text.ends[match.last - 1]]
    for noun in rules.unit_names.get(wanted, ()):
        found = of_type(gazetteer.candidates(f"{name} {noun}"), wanted)
        if wanted == "area" and not city:
            # "Leningrad region" lies around no town of that name, but is really called so.
            called = tuple(c for c in found if c.spelling.kind == "official")
            found = _regions(found, match.candidates) or called
        if found:
            return found
    if wanted == "admin3":
        return _hromadas(match.candidates, gazetteer)
    return city


def _hromadas(places: tuple[Candidate, ...], gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Return the hromadas that towns give their name to: "the Znob-Novhorodske community"."""
    found = []
    for place in places:
        unit = gazetteer.entry(place.entry.path[-1]) if place.entry.path else None
        if (
            unit is not None
            and unit.feature_code == "ADM3"
            and unit.name[:SAME_START] == place.entry.name[:SAME_START]
        ):
            found.append(replace(place, entry=unit))
    return tuple(found)


def _is_city(unit: Entry, places: tuple[Candidate, ...]) -> bool:
    """Tell whether a first-level unit is a city by itself, as Kyiv is: its region lies around it."""
    return unit.feature_code == "ADM1" and any(
        place.entry.feature_class == "P" and place.entry.name == unit.name and unit.id in place.entry.path
        for place in places
    )


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
