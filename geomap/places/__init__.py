"""Stage 3: which place a mention means."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from math import exp

from geomap.gazetteer import Gazetteer
from geomap.languages import language_of
from geomap.mentions import Mention
from geomap.places.context import Anchor, Scene, links_of
from geomap.places.fronts import front_on
from geomap.places.outlets import home_of
from geomap.places.ranking import Context, Ranked, Reason, rank, weigh_document, weigh_links
from geomap.places.resolution import Certainty, Resolution
from geomap.text import Text

__all__ = ["Certainty", "Resolution", "resolve"]

KEPT = 5
"""Candidates kept for the reader."""
DOMINANT = 2.2
"""Lead of a prior, in powers of ten of people, that only a unit named beside the place can overturn."""
SETTLED = 1.2
"""Lead in context that makes a place an anchor for its neighbours."""
ANCHOR_WEIGHT = 1.0
DEMONYM_WEIGHT = 0.4
SHARPNESS = 1.6
"""Turns leads into shares of certainty; found by calibration on the development sets."""
CERTAIN, LIKELY = 0.9, 0.6
HOPELESS = 0.2
"""Share below which a place stays unresolved."""


def resolve(text: Text, mentions: tuple[Mention, ...], gazetteer: Gazetteer) -> tuple[Resolution, ...]:
    """Choose a place for each mention, with the whole document as context; one result a mention, in order."""
    return _Resolver(text, mentions, gazetteer).answers()


class _Resolver:
    """One document's names, settled in order of how much they need their context."""

    def __init__(self, text: Text, mentions: tuple[Mention, ...], gazetteer: Gazetteer) -> None:
        self._text = text
        self._mentions = mentions
        self._rules = language_of(text.language).toponyms
        self._scene = Scene()
        self._anchors: list[Anchor] = []
        published = text.document.published
        self._context = Context(
            self._scene,
            self._anchors,
            home_of(text.document, gazetteer, self._rules.outlet_words),
            self._rules.home_countries,
            front_on(published.start if published else None),
        )
        self._groups: dict[tuple[str, str | None], list[int]] = defaultdict(list)
        for n, mention in enumerate(mentions):
            self._groups[(mention.toponym.casefold(), mention.stated_type)].append(n)
        self._done: dict[int, tuple[list[Ranked], Reason]] = {}

    def answers(self) -> tuple[Resolution, ...]:
        """Settle the clear names first, then those that lean on them, then the rest."""
        open_groups = []
        for members in self._groups.values():
            candidates = self._mentions[members[0]].candidates
            if not candidates:
                continue
            ranked = rank(candidates)
            if len(ranked) == 1 or ranked[0].score - ranked[1].score >= DOMINANT:
                links = self._links(members, ranked) if len(ranked) > 1 else {}
                if not any(reason.gain > DOMINANT for gains in links.values() for reason in gains[1:]):
                    for n in members:
                        self._done[n] = (ranked, Reason(0.0, ""))
                    self._anchor(members, ranked)
                    continue
            open_groups.append(members)
        for last in (False, True):
            open_groups = [group for group in open_groups if not self._settle(group, last_round=last)]
        return tuple(self._answer(n) for n in range(len(self._mentions)))

    def _links(self, members: list[int], ranked: list[Ranked]) -> dict[int, list[Reason]]:
        found = {}
        for n in members:
            links = links_of(self._text, self._mentions, n, self._rules)
            if links:
                found[n] = weigh_links(ranked, links, self._mentions)
        return found

    def _settle(self, members: list[int], *, last_round: bool) -> bool:
        """Rank one name's candidates in context; settle it if the lead is clear or it is the last round."""
        ranked = rank(self._mentions[members[0]].candidates)
        weigh_document(ranked, self._context, self._mentions, members)
        links = self._links(members, ranked)
        shared = [
            max((gains[i] for gains in links.values()), default=Reason(0.0, "")) for i in range(len(ranked))
        ]
        results = {}
        clear = True
        for n in members:
            gains = links.get(n)
            if gains is None or not any(reason.gain > 3 for reason in gains):
                gains = shared
            scored = []
            for r, reason in zip(ranked, gains, strict=True):
                copy = Ranked(r.candidate, r.prior, r.score, r.reason)
                copy.add(reason.gain, reason.words)
                scored.append(copy)
            scored.sort(key=lambda r: -r.score)
            results[n] = scored
            if len(scored) > 1 and scored[0].score - scored[1].score < SETTLED:
                clear = False
        if not clear and not last_round:
            return False
        for n, scored in results.items():
            self._done[n] = (scored, scored[0].reason)
        if clear:
            self._anchor(members, results[members[0]])
        return True

    def _anchor(self, members: list[int], ranked: list[Ranked]) -> None:
        entry = ranked[0].candidate.entry
        for n in members:
            mention = self._mentions[n]
            size = DEMONYM_WEIGHT if mention.kind == "demonym" else ANCHOR_WEIGHT
            self._scene.add(entry, size)
            self._anchors.append(Anchor(n, mention.sentence, entry, size))

    def _answer(self, n: int) -> Resolution:
        mention = self._mentions[n]
        if n not in self._done:
            return Resolution(
                mention=mention,
                ranked=(),
                chosen=None,
                certainty="uncertain",
                reason="no place of that name is known",
            )
        ranked, reason = self._done[n]
        top = ranked[0].score
        shares = [exp(SHARPNESS * (r.score - top)) for r in ranked]
        total = sum(shares)
        share = shares[0] / total
        kept = tuple(
            replace(r.candidate, score=round(s / total, 4))
            for r, s in zip(ranked[:KEPT], shares, strict=False)
        )
        if share < HOPELESS:
            return Resolution(
                mention=mention,
                ranked=kept,
                chosen=None,
                certainty="uncertain",
                reason=f"{len(ranked)} places of that name, and nothing in the text to tell them apart",
            )
        certainty: Certainty = (
            "certain" if share >= CERTAIN else "less-certain" if share >= LIKELY else "uncertain"
        )
        if reason.words:
            words = reason.words
        elif len(ranked) == 1:
            words = "the only place of that name known"
        else:
            words = (
                "by far the largest place of that name"
                if share >= CERTAIN
                else "the largest place of that name"
            )
        return Resolution(mention=mention, ranked=kept, chosen=kept[0], certainty=certainty, reason=words)
