"""How likely each candidate is in its context, and what made it so."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import exp
from typing import NamedTuple

from geomap.gazetteer import Candidate, Entry
from geomap.mentions import Mention
from geomap.mentions.judging import weight
from geomap.places.context import Anchor, Link, Scene, inside, nearest
from geomap.places.fronts import Front
from geomap.places.outlets import Home

KIND_COST = {"alternate": 0.4, "russian": 0.3, "former": 0.3, "historic": 1.2, "generated": 0.6, "fuzzy": 2.0}
BARE_UNIT_COST = 0.6
"""A unit under the bare name of its seat: Kherson is the city until the text says that it is the oblast."""
COUNTRY_SHARE, ADMIN1_SHARE, ADMIN2_SHARE = 2.2, 1.8, 1.0
NEAR, NEAR_KM = 1.8, 50.0
BESIDE, BESIDE_KM = 1.6, 40.0
HOME_COUNTRY, NAMESAKE_OF_OUTLET = 0.8, 2.2
FOUGHT, SHELLED = 0.9, 0.4
TYPE_MISSED = -3.0


class Reason(NamedTuple):
    """What a piece of context added to a candidate, and how to say so."""

    gain: float
    words: str


@dataclass(slots=True)
class Ranked:
    """A candidate with its score in context and the strongest reason for it."""

    candidate: Candidate
    prior: float
    score: float = 0.0
    reason: Reason = field(default=Reason(0.0, ""))

    def add(self, gain: float, words: str) -> None:
        """Add to the score; remember the words of the greatest gain."""
        self.score += gain
        if gain > self.reason.gain:
            self.reason = Reason(gain, words)


def prior(candidate: Candidate) -> float:
    """Return how likely a candidate is without context, in powers of ten of people."""
    entry = candidate.entry
    value = weight(entry) - KIND_COST.get(candidate.spelling.kind, 0.0)
    if entry.feature_code.startswith("ADM") and candidate.spelling.kind != "official":
        value -= BARE_UNIT_COST
    return value


def rank(candidates: tuple[Candidate, ...]) -> list[Ranked]:
    """Return the candidates by their priors."""
    ranked = [Ranked(candidate, value, value) for candidate in candidates for value in (prior(candidate),)]
    ranked.sort(key=lambda r: -r.score)
    return ranked


class Context(NamedTuple):
    """All that a document says of where it plays."""

    scene: Scene
    anchors: list[Anchor]
    home: Home
    home_countries: frozenset[str]
    front: Front | None


def weigh_document(
    ranked: list[Ranked], context: Context, mentions: tuple[Mention, ...], members: list[int]
) -> None:
    """Add what the whole document says of the candidates of one name."""
    scene, anchors, home, countries, front = context
    own = set(members)
    sentences = {mentions[n].sentence for n in members}
    beside = [anchor for anchor in anchors if anchor.sentence in sentences]
    for r in ranked:
        entry = r.candidate.entry
        path = entry.path
        if path and scene.total:
            share = scene.units.get(path[0], 0.0) / scene.total
            if share:
                r.add(COUNTRY_SHARE * share, "the text is about that country")
            if len(path) > 1:
                share = scene.units.get(path[1], 0.0) / scene.total
                if share:
                    r.add(
                        ADMIN1_SHARE * min(1.0, 1.5 * share), f"the text names {entry.admin1 or 'its region'}"
                    )
            if len(path) > 2 and path[2] in scene.units:
                r.add(
                    ADMIN2_SHARE * min(1.0, 2.0 * scene.units[path[2]] / scene.total),
                    f"the text is about {entry.admin2}",
                )
        if entry.feature_class == "P":
            _weigh_distance(r, entry, anchors, beside, own)
        if home.country is not None and entry.country == home.country:
            r.add(HOME_COUNTRY, "the outlet's own country")
        if entry.id in home.named and entry.country in countries:
            r.add(NAMESAKE_OF_OUTLET, "the outlet is named after it")
        if front is not None and entry.admin1 is not None:
            if entry.admin1 in front.fought:
                r.add(FOUGHT, "in an oblast fought over at that time")
            elif entry.admin1 in front.shelled:
                r.add(SHELLED, "in an oblast under fire at that time")


def _weigh_distance(
    r: Ranked, entry: Entry, anchors: list[Anchor], beside: list[Anchor], own: set[int]
) -> None:
    for group, gain, scale, words in (
        (beside, BESIDE, BESIDE_KM, "named beside it"),
        (anchors, NEAR, NEAR_KM, "named in the text"),
    ):
        km, anchor = nearest(entry.point, [a for a in group if a.entry.feature_class == "P"], own)
        if anchor is not None and km < 4 * scale:
            r.add(gain * exp(-km / scale), f"{max(1, round(km))} km from {anchor.entry.name}, {words}")


def weigh_links(ranked: list[Ranked], links: tuple[Link, ...], mentions: tuple[Mention, ...]) -> list[Reason]:
    """Return what the units named around one mention add to each candidate."""
    gains = [Reason(0.0, "")] * len(ranked)
    for link in links:
        unit = mentions[link.unit]
        hits = [inside(r.candidate.entry, unit.candidates[:3]) for r in ranked]
        if not any(hits):
            continue
        how = "in the same phrase" if link.stated else "in the same sentence"
        for i, hit in enumerate(hits):
            if hit and link.strength > gains[i].gain:
                gains[i] = Reason(link.strength, f"named with {unit.toponym} {how}")
    return gains
