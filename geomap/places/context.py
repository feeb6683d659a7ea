"""What a document says about where it plays: units, anchors, containers, the outlet, the front."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from math import cos, floor, radians
from typing import NamedTuple

from geomap.gazetteer import Candidate, Entry, LonLat
from geomap.language.rules.toponyms import ToponymRules
from geomap.mentions import Mention
from geomap.mentions.heads import UNITS, loose_head
from geomap.mentions.weights import COUNTRY_CODES
from geomap.places.distance import haversine_km
from geomap.text import Text

AREA_CLASSES = frozenset("AL")
REACH = 15
"""Mentions on either side that are looked at, so that endless lists cost no more than they are long."""
NEAR_TOKENS = 12
"""A unit named within so many words is about this place rather than about another of the sentence."""
LARGEST_REGION_KM = 600.0
"""A region of a greater radius holds too much to tell namesakes apart."""

VAGUE = 1.1
"""A region without a border is a circle: places at its rim are called part of it all the same."""

# How much a unit named nearby is worth, in powers of ten of people.
STATED = 6.0
STATED_OF_VILLAGE = 9.0
"""X, Y Oblast: a comma may part a city from a region in a list; a village is hardly told without its own."""
BINDS = 12.0
"""X in Y Oblast: whatever else the text says, X lies there."""
FOLLOWS = 4.5
CLOSES_LIST = 4.0
PRECEDES = 3.5
GOVERNED = 6.0
"""The governor of the X region tells of villages of his own."""
OPENS, OPENS_LARGE = 6.0, 4.5
"""In X district, a house was hit in the village of Y; the same of an oblast, told of more loosely."""
SAME_SENTENCE = 1.6
FAR_IN_SENTENCE = 0.8
COUNTRY_NEARBY = 0.3
"""A country that is named in the sentence and does not hold the place by its wording."""

SAME_PLACE = 0.0135**2
"""Square of the degrees of latitude, 1.5 km, within which two records are one place under two names."""
MOST_IN_SIGHT = 200
"""Places, the first told, by which their neighbours within a degree or so are judged: a text that tells more
is a register, and each of its names would be set against all others."""
OUT_OF_SIGHT = 4.0
"""Square of the degrees beyond which nothing is near."""

SMALL = 50_000
"""People up to which a town may be followed by the bare name of its oblast's seat: "Toretsk, Donetsk"."""
RANK_OF_PLACE = 9
NO_UNIT = 10
"""A rank below all others."""
OWN_RAION = 3
"""Units that hold a place whose raion is known: the country, the first-level unit, the raion."""
IN_OBLAST = 0.6
"""Share of what a raion named beside a place is worth for the rest of its oblast."""
RAIONS = ("admin2", "admin3")
LED_OUT = 3
"""Words before a village among which one leads out of it: "from the village of X"."""
FARTHEST = 3
"""Sentences over which a unit that opened one holds the villages of the next."""
OPENING = 3
"""Words of a sentence before the unit that opens it: "Earlier, in the X district"."""
LIST_MARKS = (("–",), ("—",), ("-",), (":",))
"""Marks after a unit that open a list of what lies in it."""
RANKS = {"CONT": -1, "ADM1": 1, "ADM2": 2, "ADM3": 3}


class Link(NamedTuple):
    """A unit named beside a place, and how closely the text ties the two."""

    unit: int
    """Index of the mention that names the unit."""
    strength: float
    stated: bool
    """The phrase itself says that the unit holds the place."""


def rank_of(candidates: tuple[Candidate, ...]) -> int:
    """Return the rank of the likeliest reading of a name: 0 a country, 1 to 3 its units, 9 a settlement."""
    if not candidates:
        return RANK_OF_PLACE
    entry = candidates[0].entry
    if entry.feature_code in COUNTRY_CODES:
        return 0
    return RANKS.get(entry.feature_code, 4 if entry.feature_class in AREA_CLASSES else RANK_OF_PLACE)


def links_of(
    text: Text, mentions: tuple[Mention, ...], n: int, units: list[bool], rules: ToponymRules
) -> list[Link]:
    """Return the units named in the same sentence as a mention, those that bind it closest first.

    ``units`` tells for each mention whether it may name a unit.
    """
    here = mentions[n]
    found: list[Link] = []
    told = NO_UNIT
    for step in (1, -1):
        passed = NO_UNIT
        for m in range(n + step, n + step * (REACH + 1), step):
            if not 0 <= m < len(mentions) or mentions[m].sentence != here.sentence:
                break
            if units[m] and mentions[m].toponym != here.toponym:
                link = _link(text.lowers, mentions, n, m, rules)
                if link is not None:
                    # "X in A region, Y in B region": only a larger unit behind the first holds X, too.
                    rank = rank_of(mentions[m].candidates)
                    if link.stated and rank >= min(told, passed):
                        link = Link(m, SAME_SENTENCE, stated=False)
                    elif link.stated and not _bare_seat(mentions[m]):
                        told = rank
                    found.append(link)
                    if not _bare_seat(mentions[m]):
                        passed = min(passed, rank)
    if len(found) > 1:
        found.sort(key=lambda link: -link.strength)
    return found


def names_unit(mention: Mention) -> bool:
    """Tell whether a mention may name a unit that holds other places."""
    if mention.stated_type == "settlement":
        return False
    return any(c.entry.feature_class in AREA_CLASSES for c in mention.candidates[:3])


def _size(mention: Mention) -> int:
    """Return the inhabitants of the likeliest reading of a name; 0 where nobody knows it."""
    return mention.candidates[0].entry.population if mention.candidates else 0


def _bare_seat(mention: Mention) -> bool:
    """Tell whether a mention may as well name the seat of a unit: "Donetsk" without "Oblast"."""
    return mention.stated_type is None and mention.candidates[0].entry.feature_class == "P"


def _link(
    lowers: tuple[str, ...], mentions: tuple[Mention, ...], n: int, m: int, rules: ToponymRules
) -> Link | None:
    here, other = mentions[n], mentions[m]
    own_rank, other_rank = rank_of(here.candidates), rank_of(other.candidates)
    # Names of one rank side by side are a list: "France, Belgium", "Ohio, Pennsylvania".
    after = m > n
    gap = _gap(lowers, mentions, n, m) if after else _gap(lowers, mentions, m, n)
    held_by = after and not gap and other.stated_type is not None  # Вильча Харьковской области is no list
    listed = own_rank <= other_rank and own_rank < 9 and here.stated_type is None and not held_by
    if is_governed(lowers, other, rules) and _is_small(here) and not _is_led_out(lowers, mentions, n, rules):
        return Link(m, GOVERNED, stated=_is_unsure(here))
    if other.kind == "demonym":
        return Link(m, PRECEDES, stated=False) if not after and not gap else None
    if not listed:
        stated = (_behind if after else _ahead)(lowers, mentions, n, m, rules)
        if stated is not None:
            return Link(m, stated, stated=True)
        if _bare_seat(other):
            return None
    elif gap == (",",) and after and other_rank == 0 and own_rank == 0:
        return None
    if other_rank <= 0:
        return Link(m, COUNTRY_NEARBY, stated=False)
    if listed:
        return None
    return Link(m, SAME_SENTENCE if len(gap) <= NEAR_TOKENS else FAR_IN_SENTENCE, stated=False)


def _behind(
    lowers: tuple[str, ...], mentions: tuple[Mention, ...], n: int, m: int, rules: ToponymRules
) -> float | None:
    """Return how closely a unit holds a place that it follows; None where it does not."""
    here, other, gap = mentions[n], mentions[m], _gap(lowers, mentions, n, m)
    own_size = _size(here)
    named = other.stated_type is not None
    held = BINDS if named else FOLLOWS
    if m == n + 1 and gap in ((",",), ("(",)):
        if _bare_seat(other):
            return FOLLOWS if own_size < SMALL else None
        # "the village of X, Y region": no list, as "Kupiansk, Sumy region and Kherson" may be.
        if gap == ("(",) or (named and here.stated_type == "settlement"):
            return max(STATED, held)
        return STATED_OF_VILLAGE if named and own_size < SMALL else STATED
    if _bare_seat(other):
        return None
    if not gap:
        return held
    if gap[-1] in rules.plural_heads_before and not rules.conjunctions.isdisjoint(gap):
        return None  # X and the villages of the Y hromada
    if (
        len(gap) <= NEAR_TOKENS
        and all(word in rules.container_links for word in gap)
        and not all(word in rules.conjunctions for word in gap)
        # "X and in neighbouring Y region": Y does not hold X; in "X and Z in Y region" it does.
        and (m > n + 1 or all(word == "," or word not in rules.conjunctions for word in gap))
    ):
        # "near X and near Y in Z region": the last alone is surely there.
        led_anew = any(one in rules.conjunctions and two in rules.near_words for one, two in pairwise(gap))
        return min(held, CLOSES_LIST) if led_anew else held
    joined = all(word in rules.conjunctions for word in gap)
    # «у Борзні, Мені»: Мена, not Maine
    return CLOSES_LIST if named and joined and _closes_list(lowers, mentions, n, m) else None


def _ahead(
    lowers: tuple[str, ...], mentions: tuple[Mention, ...], n: int, m: int, rules: ToponymRules
) -> float | None:
    """Return how closely a unit holds a place that follows it; None where it does not."""
    here, other, gap = mentions[n], mentions[m], _gap(lowers, mentions, m, n)
    if _bare_seat(other):
        return None
    is_place = rank_of(here.candidates) == RANK_OF_PLACE
    if is_place and rank_of(other.candidates) > 0 and _opens(lowers, mentions, n, m, rules):
        return OPENS if other.stated_type in RAIONS else OPENS_LARGE
    if (
        len(gap) <= 4
        and all(word in rules.container_links or word in POSSESSIVES for word in gap)
        and not _is_owned(lowers, mentions, m)
        # "In X region, and in Y": X does not hold Y; in "in X region's Z and Y" it does.
        and (m < n - 1 or all(word == "," or word not in rules.conjunctions for word in gap))
        # "In X region, in Y and in Z" is a list where Y is a city of another.
        and not (
            "," in gap and _size(here) >= SMALL and not inside(here.candidates[0].entry, other.candidates)
        )
    ):
        return PRECEDES
    return None


def _is_owned(lowers: tuple[str, ...], mentions: tuple[Mention, ...], m: int) -> bool:
    """Tell whether a unit is that of the place right before it: возле Лимана Донецкой области | , Изюма."""
    before = mentions[m - 1] if m else None
    if before is None or before.sentence != mentions[m].sentence or rank_of(before.candidates) < 9:
        return False
    return _gap(lowers, mentions, m - 1, m) in ((), (",",))


def _opens(
    lowers: tuple[str, ...], mentions: tuple[Mention, ...], n: int, m: int, rules: ToponymRules
) -> bool:
    """Tell whether a unit opens the clause or list that names a place: «В X районе сбит дрон над Y, Z».

    A clause ends at a dash and at a comma, but for one right after the unit, and at what joins two; what is
    called a village holds on behind them: «В X районе без раненых: в селе Y горит дом, в селе Z – сарай».
    "from Y" leads out of the unit. Its oblast may stand behind a raion. The villages that its governor tells
    of are its own.
    """
    governed = is_governed(lowers, mentions[m], rules)
    if not (governed or _leads_in(lowers, mentions[m].first, rules)):
        return False
    after = m + 1
    if (
        after < n
        and mentions[after].stated_type == "admin1"
        and _gap(lowers, mentions, m, after) in ((), (",",))
    ):
        after += 1
    if all(mentions[k].stated_type == "settlement" for k in range(after, n + 1)):
        return not _is_led_out(lowers, mentions, n, rules)
    if governed:
        return False
    between = lowers[mentions[after - 1].last : mentions[after].first]
    if len(between) > NEAR_TOKENS or any(rank_of(mentions[k].candidates) < 9 for k in range(after, n)):
        return False
    listed = between[:1] in LIST_MARKS
    if listed or (between[:1] == (",",) and between[1:2] and between[1] not in rules.conjunctions):
        between = between[1:]
    if not listed and all(word in rules.containing for word in between):
        return False  # "in X district in Y": a city's
    if any(word in rules.leading_out for word in between[-2:]):
        return False
    return all(word[0].isalnum() for word in between) and _is_list(lowers, mentions, after, n, rules)


def _leads_in(lowers: tuple[str, ...], first: int, rules: ToponymRules) -> bool:
    """Tell whether something is said to be in what a token begins: "in the neighbouring X district"."""
    at = first - 1
    while at > 0 and (
        lowers[at] in rules.articles
        or (lowers[at] in rules.container_links and lowers[at] not in rules.locatives)
    ):
        at -= 1
    return at >= 0 and lowers[at] in rules.containing


def is_governed(lowers: tuple[str, ...], unit: Mention, rules: ToponymRules) -> bool:
    """Tell whether a unit is named as what somebody heads: "Governor of the X region", «X ОВА»."""
    if unit.stated_type not in UNITS:
        return False
    if unit.stated_type == "admin1" and loose_head(lowers, unit.last, len(lowers), rules) == "admin1":
        return True
    at = unit.first - 1
    while at > 0 and (lowers[at] in rules.articles or lowers[at] in rules.linking):
        at -= 1
    return at >= 0 and lowers[at] in rules.titles


def _is_small(mention: Mention) -> bool:
    """Tell whether a name is a village's, or one that nobody knows, whatever else is called so."""
    if mention.kind != "name" or mention.stated_type not in (None, "settlement"):
        return False
    return rank_of(mention.candidates) == RANK_OF_PLACE and _size(mention) < SMALL


def _is_unsure(mention: Mention) -> bool:
    """Tell whether a name is that of several places, or of none that is known."""
    return len({c.entry.id for c in mention.candidates if c.entry.feature_class == "P"}) != 1


def _is_led_out(lowers: tuple[str, ...], mentions: tuple[Mention, ...], n: int, rules: ToponymRules) -> bool:
    """Tell whether the words right before a name lead out of it, the noun left aside: «из села X»."""
    first = mentions[n].first
    return any(word in rules.leading_out for word in lowers[max(0, first - LED_OUT) : first])


def carried(
    text: Text, mentions: tuple[Mention, ...], n: int, units: list[bool], rules: ToponymRules
) -> Link | None:
    """Return the unit that a sentence before opened, which holds what is called a village since.

    «В X округе ранены двое. В хуторе Y сгорел дом, в селе Z посекло окна.» It holds within the paragraph
    until another unit or a town is named, and not what the words lead out of. Of what is not called a village
    it says no more than which of several places of one name is meant.
    """
    here = mentions[n]
    village = here.stated_type == "settlement"
    large = not village and _size(here) >= SMALL
    if large or (here.stated_type and not village) or _is_led_out(text.lowers, mentions, n, rules):
        return None
    for m in range(n - 1, max(-1, n - 1 - REACH), -1):
        other = mentions[m]
        if here.sentence - other.sentence > FARTHEST:
            break
        if other.stated_type == "settlement" or other.kind == "demonym":
            continue
        if not village and other.stated_type is None and rank_of(other.candidates) == RANK_OF_PLACE:
            continue
        if not units[m] or other.stated_type not in UNITS or other.sentence == here.sentence:
            break
        if m and units[m - 1] and mentions[m - 1].sentence == other.sentence:
            continue  # «У X громаді на Харківщині», "X district, Y region": the smaller stands first
        if _plays_in(text, mentions, n, m, rules):
            told = OPENS if other.stated_type in RAIONS else OPENS_LARGE
            return Link(m, told, stated=True) if village else Link(m, PRECEDES, stated=False)
        break
    return None


def _plays_in(text: Text, mentions: tuple[Mention, ...], n: int, m: int, rules: ToponymRules) -> bool:
    """Tell whether a unit opens a sentence whose paragraph goes on here, or heads what follows."""
    unit, village = mentions[m], mentions[n].stated_type == "settlement"
    sentence = text.sentences[unit.sentence]
    if unit.first - sentence.first > OPENING:
        return False
    last = unit.last
    for other in mentions[m + 1 : n]:
        if other.sentence == unit.sentence and other.first - last <= 1:
            last = other.last  # the larger unit behind it
    after = text.body[text.ends[last - 1] : text.starts[mentions[n].first]]
    if unit.first == sentence.first and sentence.last - last <= 1:
        return village and "\n" not in after.lstrip(".: \n")
    led = _leads_in(text.lowers, unit.first, rules)
    return "\n" not in after and (led or (village and is_governed(text.lowers, unit, rules)))


def _is_list(
    lowers: tuple[str, ...], mentions: tuple[Mention, ...], first: int, last: int, rules: ToponymRules
) -> bool:
    """Tell whether names stand in one list, nouns such as «сёла» before some of them."""
    return all(
        word in rules.conjunctions or word in rules.heads_before or word in rules.linking
        for k in range(first, last)
        for word in lowers[mentions[k].last : mentions[k + 1].first]
    )


def _closes_list(lowers: tuple[str, ...], mentions: tuple[Mention, ...], n: int, m: int) -> bool:
    """Tell whether a unit stands right after the last of a list: Гончаровку и Суджу [Курской области]."""
    if _gap(lowers, mentions, m - 1, m):
        return False
    return all(rank_of(mentions[k].candidates) == 9 for k in range(n + 1, m) if mentions[k].candidates)


POSSESSIVES = frozenset("'s ’s - – : \" « “ „".split())


def _gap(lowers: tuple[str, ...], mentions: tuple[Mention, ...], one: int, two: int) -> tuple[str, ...]:
    """Return the words between two mentions, those of mentions between them left out."""
    if two == one + 1:
        return lowers[mentions[one].last : mentions[two].first][: NEAR_TOKENS + 1]
    words: list[str] = []
    for n in range(one, two):
        words.extend(lowers[mentions[n].last : mentions[n + 1].first])
        if len(words) > NEAR_TOKENS:
            break
    return tuple(words)


def inside(entry: Entry, units: tuple[Candidate, ...]) -> bool:
    """Tell whether a place lies in one of these units; in a vernacular region, by distance.

    A region that is filed under a first-level unit holds what that holds.
    """
    for candidate in units:
        unit = candidate.entry
        if unit.id in entry.path:
            return True
        if (
            unit.feature_code == "ADM2"
            and len(entry.path) < OWN_RAION
            and entry.path[:2] == unit.path[:2]
            and haversine_km(unit.point, entry.point) <= unit.radius_km
        ):
            return True
        if is_republic(unit):
            if oblast_of(unit) in entry.path:
                return True
        elif (
            unit.feature_class == "L"
            and unit.radius_km <= LARGEST_REGION_KM
            and haversine_km(unit.point, entry.point) <= VAGUE * unit.radius_km
        ):
            return True
    return False


def is_republic(unit: Entry) -> bool:
    """Tell whether a unit is what calls itself the republic of Luhansk, say, and claims that oblast."""
    return unit.feature_class == "L" and len(unit.path) > 1


def oblast_of(unit: Entry) -> str:
    """Return the id of the first-level unit that is, or holds, a unit."""
    return unit.path[1] if len(unit.path) > 1 else unit.id


def beside(entry: Entry, units: tuple[Candidate, ...]) -> bool:
    """Tell whether a place lies in the oblast of one of these raions, or within reach of a hromada."""
    for candidate in units:
        unit = candidate.entry
        if unit.feature_code == "ADM2" and oblast_of(unit) in entry.path:
            return True
        if unit.feature_code == "ADM3" and haversine_km(unit.point, entry.point) <= unit.radius_km:
            return True
    return False


Found = tuple[float, Entry]
"""A place and how many kilometres off it lies."""


class Anchors:
    """Places already told, on a grid of whole degrees, by which their neighbours are judged."""

    def __init__(self) -> None:
        """Start with none."""
        self._known: dict[str, set[int]] = {}
        self._cells: dict[tuple[int, int], list[tuple[LonLat, Entry, set[int]]]] = {}

    def add(self, entry: Entry, sentences: set[int]) -> None:
        """Add a settlement that is named in these sentences."""
        if entry.id in self._known:
            self._known[entry.id].update(sentences)
            return
        self._known[entry.id] = where = set(sentences)
        row, column = floor(entry.point.lat), floor(entry.point.lon)
        for lat in (row - 1, row, row + 1):
            for lon in (column - 1, column, column + 1):
                cell = self._cells.setdefault((lat, lon), [])
                if len(cell) < MOST_IN_SIGHT:
                    cell.append((entry.point, entry, where))

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._known)

    def covers(self, entry: Entry) -> bool:
        """Tell whether any anchor lies within a degree or so."""
        return (floor(entry.point.lat), floor(entry.point.lon)) in self._cells

    def near(self, entry: Entry, sentences: set[int]) -> tuple[Found | None, Found | None]:
        """Return the nearest anchor within a degree or so, and the nearest that shares a sentence.

        Each comes with its distance in kilometres; a place is no evidence for itself.
        """
        point = entry.point
        cell = self._cells.get((floor(point.lat), floor(point.lon)))
        if cell is None:
            return None, None
        lon, lat = point
        shrink = cos(radians(lat)) ** 2
        nearest = beside = None
        least = least_beside = OUT_OF_SIGHT
        for (other_lon, other_lat), other, where in cell:
            # Squared degrees are enough to find the nearest; only that one is measured.
            east, north = other_lon - lon, other_lat - lat
            square = north * north + east * east * shrink
            if square < least_beside and square > SAME_PLACE and other.id != entry.id:
                if square < least:
                    least, nearest = square, other
                if not sentences.isdisjoint(where):
                    least_beside, beside = square, other
        return (
            None if nearest is None else (haversine_km(point, nearest.point), nearest),
            None if beside is None else (haversine_km(point, beside.point), beside),
        )


class Scene:
    """The units in which a document plays, counted over the places told so far."""

    def __init__(self) -> None:
        """Start with nothing known."""
        self.units: defaultdict[str, float] = defaultdict(float)
        self.countries: defaultdict[str, float] = defaultdict(float)
        self.total = 0.0

    def add(self, entry: Entry, weight: float) -> None:
        """Count a place and the units that hold it."""
        self.units[entry.id] += weight
        for unit in entry.path:
            self.units[unit] += weight
        if entry.country is not None:
            self.countries[entry.country] += weight
        self.total += weight

    def expect(self, country: str) -> None:
        """Count a country that the language of the text alone suggests."""
        self.countries[country] += 1.0
        self.total += 1.0
