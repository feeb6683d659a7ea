"""The order in which the names of a document are settled."""

from __future__ import annotations

from math import exp

from geomap.gazetteer import Candidate, Gazetteer
from geomap.languages import language_of
from geomap.mentions import Mention
from geomap.places.context import Anchors, Link, Scene, links_of, names_unit
from geomap.places.distance import haversine_km
from geomap.places.fronts import front_on
from geomap.places.outlets import home_of
from geomap.places.ranking import NONE, Context, Ranked, Why, rank, votes_of, weigh_document, weigh_links
from geomap.places.resolution import Certainty, Resolution
from geomap.text import Text

KEPT = 5
"""Candidates kept for the reader."""
KNOWN = 4.7
"""Weight from which the only place of a name needs no confirmation: 50,000 people, a state."""
DOMINANT = 2.2
"""Lead of a prior, in powers of ten of people, that only a unit named beside the place can overturn."""
SETTLED = 1.2
"""Lead in context that makes a place an anchor for its neighbours."""
NAME_WEIGHT, DEMONYM_WEIGHT = 1.0, 0.4
SHARPNESS = 1.6
"""Turns leads into shares of certainty; found by calibration on the development sets."""
CERTAIN, LIKELY = 0.9, 0.6
HOPELESS = 0.2
"""Share below which a place stays unresolved."""
OWN_LINK = 3.0
"""A mention with a link of this strength of its own does not lean on what is said beside its repetitions."""


class Resolver:
    """One document's names, the clear ones settled first, then those that lean on them."""

    def __init__(self, text: Text, mentions: tuple[Mention, ...], gazetteer: Gazetteer) -> None:
        """Group the mentions by name."""
        self._text = text
        self._mentions = mentions
        self._rules = language_of(text.language).toponyms
        self._scene = Scene()
        for country in sorted(self._rules.scene):
            self._scene.expect(country)
        self._anchors = Anchors()
        self._votes: dict[str, float] = {}
        published = text.document.published
        self._context = Context(
            self._scene,
            self._anchors,
            self._votes,
            home_of(text.document, gazetteer, self._rules.outlet_words),
            self._rules.home_countries,
            front_on(published.start if published else None),
        )
        self._groups: dict[tuple[str, str | None], list[int]] = {}
        for n, mention in enumerate(mentions):
            self._groups.setdefault((mention.toponym.casefold(), mention.stated_type), []).append(n)
        self._units = [names_unit(mention) for mention in mentions]
        self._with_units = {m.sentence for m, unit in zip(mentions, self._units, strict=True) if unit}
        self._known_links: dict[int, list[Link]] = {}
        self._done: list[Resolution | None] = [None] * len(mentions)

    def answers(self) -> tuple[Resolution, ...]:
        """Settle the clear names first, then those that lean on them, then the rest."""
        waiting = []
        for members in self._groups.values():
            candidates = self._mentions[members[0]].candidates
            if not candidates:
                for n in members:
                    self._done[n] = _unknown(self._mentions[n])
                continue
            ranked = rank(candidates)
            if (len(ranked) == 1 and ranked[0].score >= KNOWN) or (
                len(ranked) > 1
                and ranked[0].score - ranked[1].score >= DOMINANT
                and not self._overturned(members, ranked)
            ):
                self._finish(members, ranked)
                self._anchor(members, ranked[0])
            else:
                waiting.append((members, ranked))
        for _, ranked in waiting:
            for unit, share in votes_of(ranked).items():
                self._votes[unit] = self._votes.get(unit, 0.0) + share
        waiting = [w for w in waiting if not self._settle(*w, last_round=False)]
        for members, ranked in waiting:
            self._settle(members, ranked, last_round=True)
        return tuple(done for done in self._done if done is not None)

    def _overturned(self, members: list[int], ranked: list[Ranked]) -> bool:
        """Tell whether a unit named beside a well-known name says that a lesser place is meant."""
        return any(
            gain > DOMINANT > gains[0][0]
            for gains in self._links(members, ranked).values()
            for gain, _ in gains[1:]
        )

    def _links_of(self, n: int) -> list[Link]:
        """Return the units named around a mention."""
        links = self._known_links.get(n)
        if links is None:
            links = []
            if self._mentions[n].sentence in self._with_units:
                links = links_of(self._text, self._mentions, n, self._units, self._rules)
            self._known_links[n] = links
        return links

    def _links(self, members: list[int], ranked: list[Ranked]) -> dict[int, list[tuple[float, Why]]]:
        found = {}
        for n in members:
            links = self._links_of(n)
            if links:
                found[n] = weigh_links(ranked, links, self._mentions)
        return found

    def _settle(self, members: list[int], priors: list[Ranked], *, last_round: bool) -> bool:
        """Rank one name's candidates in context; settle it if the lead is clear or it is the last round."""
        ranked = [Ranked(r.candidate, r.score) for r in priors]
        weigh_document(ranked, self._context, {self._mentions[n].sentence for n in members})
        links = self._links(members, ranked)
        shared = [
            max((gains[i] for gains in links.values()), default=(0.0, NONE), key=_gain)
            for i in range(len(ranked))
        ]
        readings: list[tuple[list[int], list[tuple[float, Why]]]] = []
        common = []
        elsewhere = self._stated_elsewhere(members, ranked)
        for n in members:
            gains = links.get(n)
            if gains is not None and any(gain > OWN_LINK for gain, _ in gains) and len(members) > 1:
                readings.append(([n], gains))
            else:
                common.append(n)
        if common:
            readings.append((common, shared))
        clear = True
        results = []
        for which, gains in readings:
            scored = []
            for r, (gain, why) in zip(ranked, gains, strict=True):
                copy = Ranked(r.candidate, r.score, r.gain, r.why)
                if gain:
                    copy.add(gain, why)
                scored.append(copy)
            scored.sort(key=lambda r: -r.score)
            results.append((which, scored))
            if len(scored) > 1 and scored[0].score - scored[1].score < SETTLED:
                clear = False
        if not clear and not last_round:
            return False
        for which, scored in results:
            self._finish(which, scored, elsewhere)
            if clear and elsewhere is None:
                self._anchor(which, scored[0])
        return True

    def _anchor(self, members: list[int], best: Ranked) -> None:
        entry = best.candidate.entry
        demonym = self._mentions[members[0]].kind == "demonym"
        self._scene.add(entry, len(members) * (DEMONYM_WEIGHT if demonym else NAME_WEIGHT))
        if entry.feature_class == "P":
            self._anchors.add(entry, {self._mentions[n].sentence for n in members})

    def _stated_elsewhere(self, members: list[int], ranked: list[Ranked]) -> str | None:
        """Return the unit that the text says holds a place where none of the places known lies in it.

        What is then known by that name is another place, and pinning it there would be wrong.
        """
        if any(r.score >= KNOWN for r in ranked):
            return None
        for n in members:
            for link in self._links_of(n):
                unit = self._mentions[link.unit]
                units = tuple(c for c in unit.candidates[:3] if c.entry.feature_code == "ADM1")
                if link.stated and units and unit.kind == "name":
                    if all(
                        haversine_km(r.candidate.entry.point, c.entry.point) > 2 * c.entry.radius_km
                        for r in ranked
                        for c in units
                    ):
                        return unit.toponym
                    return None
        return None

    def _finish(self, members: list[int], ranked: list[Ranked], elsewhere: str | None = None) -> None:
        """Write down the outcome for mentions that share it."""
        top = ranked[0].score
        shares = [exp(SHARPNESS * (r.score - top)) for r in ranked]
        total = sum(shares)
        share = 1.0 / total
        kept = tuple(
            Candidate(entry=r.candidate.entry, spelling=r.candidate.spelling, score=round(s / total, 4))
            for r, s in zip(ranked[:KEPT], shares, strict=False)
        )
        chosen: Candidate | None = kept[0]
        certainty: Certainty = (
            "certain" if share >= CERTAIN else "less-certain" if share >= LIKELY else "uncertain"
        )
        if elsewhere is not None:
            chosen = None
            words = f"said to lie in {elsewhere}, but no place of that name is known there"
        elif share < HOPELESS:
            chosen = None
            words = f"{len(ranked)} places of that name, and nothing in the text to tell them apart"
        elif ranked[0].why is not NONE:
            words = ranked[0].why.told(kept[0].entry)
        elif len(ranked) == 1:
            words = "the only place of that name known"
        elif share >= CERTAIN:
            words = "by far the largest place of that name"
        else:
            words = "the largest place of that name"
        for n in members:
            self._done[n] = Resolution(
                mention=self._mentions[n], ranked=kept, chosen=chosen, certainty=certainty, reason=words
            )


def _unknown(mention: Mention) -> Resolution:
    return Resolution(
        mention=mention,
        ranked=(),
        chosen=None,
        certainty="uncertain",
        reason="no place of that name is known",
    )


def _gain(pair: tuple[float, Why]) -> float:
    return pair[0]
