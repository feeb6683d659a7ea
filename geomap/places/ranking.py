"""How likely each candidate is in its context, and what made it so."""

from __future__ import annotations

from math import exp, floor, hypot
from typing import NamedTuple

from geomap.gazetteer import Candidate, Entry
from geomap.gazetteer.user import BEHIND_SETTLEMENTS
from geomap.mentions import Mention
from geomap.mentions.memo import Memo
from geomap.mentions.weights import home_weight
from geomap.places.context import IN_OBLAST, Anchors, Link, Scene, beside, inside
from geomap.places.distance import geodesic_km
from geomap.places.fronts import THEATRE, Front, km_to_line
from geomap.places.outlets import Home

# Gains in powers of ten of people, as the priors are. Set by hand on what a reader would find telling, then
# rounded where the development sets told no difference.
COUNTRY_SHARE, ADMIN1_SHARE, ADMIN2_SHARE = 2.2, 1.8, 1.0
VOTED, VOTED_NEAR = 1.3, 1.3
LEAST_VOTE = 0.02
CELL_LAT, CELL_LON = 0.4, 0.6
"""Degrees of a cell: about 45 km either way at the latitude of the front."""
NEAR, NEAR_KM = 1.8, 50.0
BESIDE, BESIDE_KM = 1.6, 40.0
USUAL_SHARE = 0.5
"""Share of its radius that a place known by its raion, or by a point written by hand, usually lies off."""
OF_HROMADA_KM = 12.5
"""The same of a village known by its hromada: its size, which the radius follows, tells little of it."""
METROPOLIS, METROPOLITAN = 250_000, 0.6
HOME_COUNTRY, NAMESAKE_OF_OUTLET = 0.8, 2.2
FOUGHT, SHELLED = 0.9, 0.4
AT_LINE, AT_LINE_KM, LINE_KM = 1.2, 15.0, 25.0
"""What it is worth to lie by the line of contact, how near that is, and how fast it fades with the distance.
Of four settings tried (1.2 to 2.5; 25 and 40 km) none moved a development set by more than half a point."""
AT_ANY_DISTANCE = 10_000
"""People from which a town of the countries at war is in the news wherever it lies."""
ALTERNATE = 0.6
"""What a byname costs on top of its cost at home: of two places the one really called so is meant."""
LARGE, ONLY_ALIKE = 50_000, 1.5
"""What it costs a hamlet to be called nearly so where a city of that name is known: Luhanske, Luhansk."""
CITY, VILLAGE, VILLAGE_GAIN = 100_000, 10_000, 1.2
"""Beside a city of that name a village gains no more than this from the country and units that a text names:
in Kharkiv Oblast, too, Poltava is the city, unless a list or a stated unit tells; neighbours tell where
fighting is told of the name, or where the city is no seat of an oblast."""
SEATS = frozenset(("PPLA", "PPLC"))
NAMED_AFTER = 3.0
"""What it costs a station or stream of the user's to bear the name of a settlement, which is meant then."""
SEAT = 4.5
BARE_UNIT = 1.5
"""What it costs a unit to go by the name of its seat: Kherson is the city until the text says oblast."""


class Why(NamedTuple):
    """The strongest reason for a candidate, put into words only where it is chosen."""

    words: str
    """A phrase with ``{}`` for the name, if there is one, and ``{km}`` for the distance."""
    name: str = ""
    place: Entry | None = None
    """The place from which the distance is measured."""

    def told(self, entry: Entry) -> str:
        """Return the reason for choosing an entry in words, distances measured on the ellipsoid."""
        if self.place is not None:
            return self.words.format(self.place.name, km=f"{geodesic_km(entry.point, self.place.point):.0f}")
        return self.words.format(self.name)


NONE = Why("")
OF_COUNTRY = Why("the text is about that country")
VOTED_AROUND = Why("other names of the text also occur around it")
OWN_COUNTRY = Why("the outlet's own country")
NAMESAKE = Why("the outlet is named after it")
IN_FRONT = Why("in a region fought over at that time")
AT_FRONT = Why("near the line of contact of that time")
UNDER_FIRE = Why("in a region under fire at that time")


class Ranked:
    """A candidate with its score in context and the strongest reason for it."""

    __slots__ = ("candidate", "gain", "score", "why")

    def __init__(self, candidate: Candidate, score: float, gain: float = 0.0, why: Why = NONE) -> None:
        """Start from the prior."""
        self.candidate = candidate
        self.score = score
        self.gain = gain
        self.why = why

    def add(self, gain: float, why: Why) -> None:
        """Add to the score; remember the reason of the greatest gain."""
        self.score += gain
        if gain > self.gain:
            self.gain, self.why = gain, why


class Context(NamedTuple):
    """All that a document says of where it plays."""

    scene: Scene
    anchors: Anchors
    votes: dict[str, float]
    """Names that might lie in a first-level unit, each with the share of its namesakes that do."""
    cells: dict[tuple[int, int, int], float]
    """The same for cells of a grid."""
    home: Home
    home_countries: frozenset[str]
    front: Front | None


def prior(candidate: Candidate) -> float:
    """Return how likely a candidate is without context, in powers of ten of people."""
    value = home_weight(candidate)
    if candidate.spelling.kind == "alternate" and candidate.entry.country != "UA":
        value -= ALTERNATE
    return value


class Priors:
    """The candidates of a name as they stand before any context."""

    __slots__ = ("cells", "ranked", "votes")

    def __init__(self, candidates: tuple[Candidate, ...]) -> None:
        """Rank the candidates by their priors; ``ranked`` must not be changed."""
        self.ranked = _rank(candidates)
        self.votes = _votes(self.ranked)
        """For each first-level unit the share of the candidates that it holds."""
        self.cells = _cells(self.ranked)
        """For each cell of two grids, shifted by half a cell, the share of the candidates that it holds."""


priors_of = Memo(Priors)


def _rank(candidates: tuple[Candidate, ...]) -> list[Ranked]:
    ranked = [Ranked(candidate, prior(candidate)) for candidate in candidates]
    if len(ranked) > 1:
        towns = [r for r in ranked if r.candidate.entry.feature_class == "P"]
        held = {unit for r in towns for unit in r.candidate.entry.path}
        cities = [r for r in towns if r.candidate.entry.population >= LARGE]
        large = bool(cities)
        called = {r.candidate.entry.name for r in cities}
        large_by_name = any(r.candidate.spelling.kind in ("official", "inflected") for r in cities)
        seats = {r.candidate.entry.country for r in towns if r.score >= SEAT}
        for r in ranked:
            entry = r.candidate.entry
            if towns and entry.feature_class not in ("P", "A") and r.candidate.score <= BEHIND_SETTLEMENTS:
                r.score -= NAMED_AFTER
            if r.candidate.spelling.kind == "official":
                bare = entry.id in held and entry.country in THEATRE
            else:
                bare = entry.id in held or (entry.feature_code == "ADM1" and entry.country in seats)
            if bare:
                r.score -= BARE_UNIT
            kind = r.candidate.spelling.kind
            alike = kind == "generated" and entry.name not in called
            if entry.population < LARGE and ((large and alike) or (large_by_name and kind == "alternate")):
                r.score -= ONLY_ALIKE
        ranked.sort(key=lambda r: -r.score)
    return ranked


def _votes(ranked: list[Ranked]) -> dict[str, float]:
    if not ranked:
        return {}
    top = ranked[0].score
    shares: dict[str, float] = {}
    total = 0.0
    for r in ranked:
        share = exp(r.score - top)
        total += share
        path = r.candidate.entry.path
        unit = path[1] if len(path) > 1 else r.candidate.entry.id
        shares[unit] = shares.get(unit, 0.0) + share
    return {unit: share / total for unit, share in shares.items()}


def _cells(ranked: list[Ranked]) -> dict[tuple[int, int, int], float]:
    if not ranked:
        return {}
    top = ranked[0].score
    parts = [exp(r.score - top) for r in ranked]
    total = sum(parts)
    shares: dict[tuple[int, int, int], float] = {}
    for r, part in zip(ranked, parts, strict=True):
        if r.candidate.entry.feature_class == "P":
            for cell in cells_of(r.candidate.entry):
                shares[cell] = shares.get(cell, 0.0) + part / total
    return shares


def cells_of(entry: Entry) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """Return the cells of about 45 km in which a place lies, one of each grid."""
    lat, lon = entry.point.lat / CELL_LAT, entry.point.lon / CELL_LON
    return (0, floor(lat), floor(lon)), (1, floor(lat + 0.5), floor(lon + 0.5))


def weigh_document(
    ranked: list[Ranked], name: Priors, context: Context, sentences: set[int], *, fought: bool
) -> None:
    """Add what the whole document says of the candidates of one name, ``fought`` over or not."""
    scene, _, votes, _, home, countries, front = context
    own = name.votes
    units, total = scene.units, scene.total
    theatre = sum(scene.countries[code] for code in THEATRE)
    cities = [r.candidate.entry for r in ranked if _is_city(r.candidate)]
    seat = any(entry.feature_code in SEATS for entry in cities)
    for r in ranked:
        before = r.score
        entry = r.candidate.entry
        path = entry.path
        depth = len(path)
        if total and entry.country is not None:
            country = theatre if entry.country in THEATRE else scene.countries.get(entry.country, 0.0)
            if country:
                r.score += COUNTRY_SHARE * country / total
                if r.why is NONE:
                    r.why = OF_COUNTRY
            if depth > 1 and path[1] in units:
                share = min(1.0, 1.5 * units[path[1]] / total)
                r.add(ADMIN1_SHARE * share, Why("the text names {}", entry.admin1 or "its region"))
                if depth > 2 and path[2] in units:
                    share = min(1.0, 2.0 * units[path[2]] / total)
                    r.add(ADMIN2_SHARE * share, Why("the text is about {}", entry.admin2 or "its district"))
        unit = path[1] if depth > 1 else entry.id
        support = votes.get(unit, 0.0) - own.get(unit, 0.0)
        if support > 0:
            r.add(
                VOTED * (1.0 - exp(-support)),
                Why("other names of the text also occur in {}", entry.admin1 or ""),
            )
        village = entry.feature_class == "P" and entry.population < VILLAGE and entry.country in THEATRE
        if cities and village:
            r.score = min(r.score, before + VILLAGE_GAIN)
        if entry.feature_class == "P":
            _weigh_neighbours(r, entry, name, context, sentences)
        if seat and village and not fought:
            r.score = min(r.score, before + VILLAGE_GAIN)
        if home.country is not None and entry.country == home.country:
            r.add(HOME_COUNTRY, OWN_COUNTRY)
        if entry.id in home.named and entry.country in countries:
            r.add(NAMESAKE_OF_OUTLET, NAMESAKE)
        if front is not None:
            _weigh_front(r, entry, front)


def _weigh_neighbours(r: Ranked, entry: Entry, name: Priors, context: Context, sentences: set[int]) -> None:
    """Add what other names of the text say of a settlement by how near they lie, or may lie, to it."""
    if context.cells:
        together = max(context.cells.get(c, 0.0) - name.cells.get(c, 0.0) for c in cells_of(entry))
        if together > LEAST_VOTE:
            r.add(VOTED_NEAR * (1.0 - exp(-2.0 * together)), VOTED_AROUND)
    nearest, beside = context.anchors.near(entry, sentences)
    doubt = _doubt_km(entry)
    if nearest is not None:
        r.add(
            NEAR * _standing(nearest[1]) * exp(-hypot(nearest[0], doubt) / NEAR_KM),
            Why("{km} km from {}, named in the text", place=nearest[1]),
        )
    if beside is not None:
        r.add(
            BESIDE * _standing(beside[1]) * exp(-hypot(beside[0], doubt) / BESIDE_KM),
            Why("{km} km from {}, named beside it", place=beside[1]),
        )


def _is_city(candidate: Candidate) -> bool:
    """Tell whether a city of the war goes by the name today: Stanislav is a village, not Ivano-Frankivsk."""
    entry, kind = candidate.entry, candidate.spelling.kind
    known = entry.population >= CITY and entry.feature_class == "P" and entry.country in THEATRE
    return known and kind in ("official", "inflected", "russian")


def _weigh_front(r: Ranked, entry: Entry, front: Front) -> None:
    """Add what is known of the front of the time: its regions and, of villages, how near the line."""
    fought, shelled = entry.admin1 in front.fought, entry.admin1 in front.shelled
    if fought:
        r.add(FOUGHT, IN_FRONT)
    elif shelled:
        r.add(SHELLED, UNDER_FIRE)
    if not front.lines or entry.country not in THEATRE:
        return
    if entry.feature_class != "P" or entry.population >= AT_ANY_DISTANCE:
        r.score += AT_LINE  # large enough to be in the news wherever it lies
    elif fought or shelled:
        away = max(0.0, hypot(km_to_line(front.lines, entry.point), _doubt_km(entry)) - AT_LINE_KM)
        r.add(AT_LINE * exp(-away / LINE_KM), AT_FRONT)


def _doubt_km(entry: Entry) -> float:
    """Return how far off its point a place usually lies."""
    if entry.precision == "hromada":
        return OF_HROMADA_KM
    return 0.0 if entry.precision == "exact" else USUAL_SHARE * entry.radius_km


def _standing(anchor: Entry) -> float:
    """Return how well a place speaks for its neighbours: a metropolis is named for much else."""
    return METROPOLITAN if anchor.population >= METROPOLIS else 1.0


def _gain(told: tuple[float, Why]) -> float:
    return told[0]


def weigh_links(
    ranked: list[Ranked], links: list[Link], mentions: tuple[Mention, ...]
) -> list[tuple[float, Why]]:
    """Return what the units named around one mention add to each candidate, and why."""
    gains = [(0.0, NONE)] * len(ranked)
    for link in links:
        unit = mentions[link.unit]
        holders = unit.candidates[:3]
        how = "named with {} in the same phrase" if link.stated else "named with {} in the same sentence"
        why = Why(how, unit.toponym)
        for i, r in enumerate(ranked):
            if link.strength > gains[i][0] and inside(r.candidate.entry, holders):
                gains[i] = (link.strength, why)
            elif link.stated and beside(r.candidate.entry, holders):
                gains[i] = max(gains[i], (IN_OBLAST * link.strength, why), key=_gain)
    return gains
