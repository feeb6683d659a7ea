"""How likely each candidate is in its context, and what made it so."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import NamedTuple

from geomap.gazetteer import Candidate, Entry
from geomap.mentions import Mention
from geomap.mentions.weights import home_weight
from geomap.places.context import Anchors, Link, Scene, inside
from geomap.places.fronts import THEATRE, Front
from geomap.places.outlets import Home

# Gains in powers of ten of people, as the priors are. Set by hand on what a reader would find telling, then
# rounded where the development sets told no difference.
COUNTRY_SHARE, ADMIN1_SHARE, ADMIN2_SHARE = 2.2, 1.8, 1.0
VOTED = 1.3
NEAR, NEAR_KM = 1.8, 50.0
BESIDE, BESIDE_KM = 1.6, 40.0
HOME_COUNTRY, NAMESAKE_OF_OUTLET = 0.8, 2.2
FOUGHT, SHELLED = 0.9, 0.4
ALTERNATE = 0.6
"""What a byname costs on top of its cost at home: of two places the one really called so is meant."""
BARE_UNIT = 1.5
"""What it costs a unit to go by the name of its seat: Kherson is the city until the text says oblast."""


class Ranked:
    """A candidate with its score in context and the strongest reason for it."""

    __slots__ = ("candidate", "gain", "score", "words")

    def __init__(self, candidate: Candidate, score: float, gain: float = 0.0, words: str = "") -> None:
        """Start from the prior."""
        self.candidate = candidate
        self.score = score
        self.gain = gain
        self.words = words

    def add(self, gain: float, words: str) -> None:
        """Add to the score; remember the words of the greatest gain."""
        self.score += gain
        if gain > self.gain:
            self.gain, self.words = gain, words


class Context(NamedTuple):
    """All that a document says of where it plays."""

    scene: Scene
    anchors: Anchors
    votes: dict[str, float]
    """Names that might lie in a first-level unit, each with the share of its namesakes that do."""
    home: Home
    home_countries: frozenset[str]
    front: Front | None


def prior(candidate: Candidate) -> float:
    """Return how likely a candidate is without context, in powers of ten of people."""
    value = home_weight(candidate)
    if candidate.spelling.kind == "alternate" and candidate.entry.country != "UA":
        value -= ALTERNATE
    return value


def rank(candidates: Sequence[Candidate]) -> list[Ranked]:
    """Return the candidates by their priors."""
    ranked = [Ranked(candidate, prior(candidate)) for candidate in candidates]
    if len(ranked) > 1:
        held = {unit for c in candidates if c.entry.feature_class == "P" for unit in c.entry.path}
        for r in ranked:
            entry = r.candidate.entry
            if entry.id in held and (r.candidate.spelling.kind != "official" or entry.country in THEATRE):
                r.score -= BARE_UNIT
        ranked.sort(key=lambda r: -r.score)
    return ranked


def votes_of(ranked: list[Ranked]) -> dict[str, float]:
    """Return for each first-level unit the share of a name's candidates that it holds."""
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


def weigh_document(ranked: list[Ranked], context: Context, sentences: set[int]) -> None:
    """Add what the whole document says of the candidates of one name."""
    scene, anchors, votes, home, countries, front = context
    units, total = scene.units, scene.total
    own = votes_of(ranked)
    for r in ranked:
        entry = r.candidate.entry
        path = entry.path
        depth = len(path)
        if total and entry.country is not None:
            if entry.country in THEATRE:
                country = sum(scene.countries[code] for code in THEATRE)
            else:
                country = scene.countries.get(entry.country, 0.0)
            if country:
                r.add(COUNTRY_SHARE * country / total, "the text is about that country")
            if depth > 1 and path[1] in units:
                share = min(1.0, 1.5 * units[path[1]] / total)
                r.add(ADMIN1_SHARE * share, f"the text names {entry.admin1 or 'its region'}")
                if depth > 2 and path[2] in units:
                    share = min(1.0, 2.0 * units[path[2]] / total)
                    r.add(ADMIN2_SHARE * share, f"the text is about {entry.admin2 or 'its district'}")
        unit = path[1] if depth > 1 else entry.id
        support = votes.get(unit, 0.0) - own.get(unit, 0.0)
        if support > 0:
            r.add(VOTED * (1.0 - exp(-support)), f"other names of the text also occur in {entry.admin1}")
        if entry.feature_class == "P":
            _weigh_distance(r, entry, anchors, sentences)
        if home.country is not None and entry.country == home.country:
            r.add(HOME_COUNTRY, "the outlet's own country")
        if entry.id in home.named and entry.country in countries:
            r.add(NAMESAKE_OF_OUTLET, "the outlet is named after it")
        if front is not None and entry.admin1 is not None:
            if entry.admin1 in front.fought:
                r.add(FOUGHT, "in an oblast fought over at that time")
            elif entry.admin1 in front.shelled:
                r.add(SHELLED, "in an oblast under fire at that time")


def _weigh_distance(r: Ranked, entry: Entry, anchors: Anchors, sentences: set[int]) -> None:
    close = anchors.near(entry.point, sentences, entry.id)
    if not close:
        return
    km, other, _ = min(close, key=lambda found: found[0])
    r.add(NEAR * exp(-km / NEAR_KM), f"{km:.0f} km from {other.name}, named in the text")
    beside = [found for found in close if found[2]]
    if beside:
        km, other, _ = min(beside, key=lambda found: found[0])
        r.add(BESIDE * exp(-km / BESIDE_KM), f"{km:.0f} km from {other.name}, named beside it")


def weigh_links(
    ranked: list[Ranked], links: list[Link], mentions: tuple[Mention, ...]
) -> list[tuple[float, str]]:
    """Return what the units named around one mention add to each candidate, and how to say so."""
    gains = [(0.0, "")] * len(ranked)
    for link in links:
        unit = mentions[link.unit]
        holders = unit.candidates[:3]
        how = "in the same phrase" if link.stated else "in the same sentence"
        for i, r in enumerate(ranked):
            if link.strength > gains[i][0] and inside(r.candidate.entry, holders):
                gains[i] = (link.strength, f"named with {unit.toponym} {how}")
    return gains
