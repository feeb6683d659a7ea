"""Stage 4, beside the day: the deeper facts of a strike, found in the sentence of each claim.

A sentence is cut into pieces between its joiners and marks. A fact belongs to the places of its own piece,
else to those before it, or to those of the clause that tells when. A count that several places share is
given to none of them: it would be counted once for each.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from geomap.events import Event
from geomap.facts.counts import HURT, Field, Tally, tallies, unsure
from geomap.facts.fact import COUNTS, NO_FACTS, Arm, Count, Facts, Struck, merged
from geomap.facts.pieces import Piece, Said, home_of, read_pieces
from geomap.gazetteer import Entry
from geomap.grammar import ENDS_PHRASE, Scene
from geomap.language import Relation, Sense, language_of
from geomap.language.rules.facts import Fact, FactWords, Target, Weapon
from geomap.mentions import Mention
from geomap.places import Resolution
from geomap.scenes import Scenes
from geomap.spans import Days, Span
from geomap.times import TimeExpression

__all__ = [
    "COUNTS",
    "NO_FACTS",
    "Arm",
    "Count",
    "Facts",
    "Happening",
    "Struck",
    "Target",
    "Weapon",
    "merged",
    "read_facts",
]

LOSSES = ("killed", "wounded")
STRIKES = ("struck", "attacked")
"""Actions that have such facts."""
SLACK = 1
"""Days that a time may lie off the day of the claim and still be of it: a night has two."""
BY_CODE: dict[str, Target] = {
    **dict.fromkeys("PS PSH PSN PSTB OILR OILT OILF GASF DAM".split(), "energy"),
    **dict.fromkeys("AIRB AIRF INSM MILB NVB BRKS".split(), "military"),
    **dict.fromkeys("AIRP PRT RSTN BDG DCKY TRMO".split(), "transport"),
    **dict.fromkeys("MFG MFGM MNFE MN MNA MNC INDS".split(), "industry"),
    **dict.fromkeys("HSP CTRM".split(), "medical"),
    **dict.fromkeys("SCH SCHC UNIV".split(), "school"),
}
"""The kind of object that a place of a feature code is."""


class Happening(NamedTuple):
    """An event at a place, with its days."""

    resolution: Resolution
    event: Event
    days: Days | None

    @property
    def mention(self) -> Mention:
        """Where the text names the place."""
        return self.resolution.mention

    @property
    def entry(self) -> Entry | None:
        """The place, where one was chosen."""
        chosen = self.resolution.chosen
        return chosen.entry if chosen is not None else None


def read_facts(
    scenes: Scenes, happenings: Sequence[Happening], times: Sequence[TimeExpression]
) -> tuple[Facts, ...]:
    """Return the facts of each event, in order; planned and denied ones have none, and neither do others."""
    words = language_of(scenes.text.language).facts
    found = [NO_FACTS] * len(happenings)
    by_scene: dict[tuple[int, int], tuple[Scene, dict[int, int]]] = {}
    for number, happening in enumerate(happenings):
        mention = happening.mention
        scene = scenes.at(mention.sentence, mention.first)
        _, places = by_scene.setdefault((mention.sentence, scene.offset), (scene, {}))
        places[mention.first - scene.offset] = number
    starts = [time.span.start for time in times]
    for scene, places in by_scene.values():
        if not any(_is_strike(happenings[number].event) for number in places.values()):
            continue
        first, last = scene.text.starts[scene.offset], scene.text.ends[scene.last - 1]
        told = times[bisect_left(starts, first) : bisect_left(starts, last)]
        if not words.tell(scene.lowers):
            for number in places.values():
                found[number] = _of_place(happenings[number])
            continue
        for number, facts in _Sentence(scene, words, places, happenings, told).facts():
            found[number] = facts
    _tell_losses(scenes, happenings, starts, found)
    return tuple(found)


def _tell_losses(
    scenes: Scenes, happenings: Sequence[Happening], starts: Sequence[int], found: list[Facts]
) -> None:
    """Add the dead and wounded that the sentence behind a strike tells, where that names nothing else.

    "Russia struck X. Three people were killed": no other place, time or event.
    """
    by_sentence: dict[int, list[int]] = defaultdict(list)
    for number, happening in enumerate(happenings):
        by_sentence[happening.mention.sentence].append(number)
    named = {resolution.mention.sentence for resolution in scenes.resolutions}
    for sentence, numbers in by_sentence.items():
        behind = sentence + 1
        if behind in named or behind >= len(scenes.text.sentences):
            continue
        struck = [n for n in numbers if _is_strike(happenings[n].event)]
        places = {entry.id for n in struck if (entry := happenings[n].entry) is not None}
        if len(places) != 1 or any(found[n].killed or found[n].wounded for n in struck):
            continue
        losses = _losses_in(scenes, behind, starts)
        for n in struck if losses else ():
            found[n] = replace(found[n], killed=losses.get("killed"), wounded=losses.get("wounded"))


def _losses_in(scenes: Scenes, number: int, starts: Sequence[int]) -> dict[Field, Count]:
    """Return the dead and wounded of a sentence of the same paragraph that tells of nothing else."""
    text = scenes.text
    here, before = text.sentences[number], text.sentences[number - 1]
    words = language_of(text.language).facts
    first, last = text.starts[here.first], text.ends[here.last - 1]
    if here.block != before.block or bisect_left(starts, first) != bisect_left(starts, last):
        return {}
    scene = scenes.at(number, here.first)
    if not words.tell(scene.lowers):
        return {}
    teller = _Sentence(scene, words, {}, (), ())
    return teller.losses()


def _of_place(happening: Happening) -> Facts:
    """Return what a strike hit by the place alone, where that is an object."""
    own = _own_target(happening)
    struck = happening.event.action == "struck" and happening.event.modality == "factual"
    return Facts(targets=own) if own and struck else NO_FACTS


def _own_target(happening: Happening) -> tuple[Struck, ...]:
    code = BY_CODE.get(happening.entry.feature_code) if happening.entry is not None else None
    return (Struck(target=code, span=None),) if code is not None else ()


def _is_strike(event: Event) -> bool:
    return event.modality == "factual" and event.action in STRIKES


class _Sentence:
    """One sentence, with the events in it."""

    def __init__(
        self,
        scene: Scene,
        words: FactWords,
        places: dict[int, int],
        happenings: Sequence[Happening],
        times: Sequence[TimeExpression],
    ) -> None:
        self._scene = scene
        self._places = places
        self._happenings = happenings
        self._times = [(time, self._token(time.span.start), self._token(time.span.end - 1)) for time in times]
        self._pieces = read_pieces(scene, words, places)
        self._groups: dict[int, list[int]] = defaultdict(list)
        for piece in self._pieces:
            self._groups[piece.group] += [places[token] for token in piece.names]

    def _token(self, position: int) -> int:
        return self._scene.text.token_at(position) - self._scene.offset

    def facts(self) -> Iterator[tuple[int, Facts]]:
        """Yield the facts of each strike of the sentence."""
        pieces = self._pieces
        holding = {token: piece for piece in pieces for token in piece.names}
        weapons: dict[int, list[Arm]] = defaultdict(list)
        by_clause: dict[tuple[int, int], list[Arm]] = defaultdict(list)
        targets: dict[int, list[Struck]] = defaultdict(list)
        for number, piece in enumerate(pieces):
            arms = tuple(self._arms(piece))
            by_clause[piece.clause, piece.stretch] += arms
            struck = tuple(self._struck(piece))
            for place in self._members(home_of(pieces, number), piece) if arms or struck else ():
                weapons[place] += arms
                targets[place] += struck
        counts: dict[int, list[Tally]] = defaultdict(list)
        for tally in tallies(self._scene, pieces, self._is_time):
            piece = pieces[tally.piece]
            members = self._members(home_of(pieces, tally.piece), piece)
            if not piece.names:
                members = list(dict.fromkeys(map(self._within, members)))
            for place in () if piece.elsewhere else members if tally.each else self._only(members):
                counts[place].append(tally)
        for token, place in self._places.items():
            if not _is_strike(self._happenings[place].event):
                continue
            holder = holding.get(token)
            arms = tuple(weapons[place])
            if not arms and holder is not None and not holder.verbal:  # one more place of a list
                arms = tuple(by_clause[holder.clause, holder.stretch])
            # Who storms a town fights in its plants and houses; what flies hits them.
            strikes = bool(arms) or self._happenings[place].event.action == "struck"
            own = _own_target(self._happenings[place])
            count = self._counts(counts[place])
            yield (
                place,
                Facts(
                    weapons=_first_of_each(arms),
                    launched=count.get("launched"),
                    shot_down=count.get("shot_down"),
                    killed=count.get("killed"),
                    wounded=count.get("wounded"),
                    targets=_first_target_of_each((*own, *targets[place])) if strikes else (),
                ),
            )

    def losses(self) -> dict[Field, Count]:
        """Return the dead and wounded of a sentence without places; none where it tells of another event."""
        if any(piece.flags & Fact.TOTAL for piece in self._pieces):
            return {}
        hurt = {said.first for piece in self._pieces for said in piece.said if said.word.flags & HURT}
        if any(hit.first not in hurt and hit.last not in hurt for hit in self._scene.hits):
            return {}
        told = [t for t in tallies(self._scene, self._pieces, self._is_time) if t.field in LOSSES]
        return self._counts([tally for tally in told if not self._pieces[tally.piece].elsewhere])

    def _members(self, home: int | None, piece: Piece) -> list[int]:
        """Return the strikes of a group of which a piece tells: factual, and of the days that it names."""
        if home is None:
            return []
        days = [
            time.event_days or time.days
            for time, first, _ in self._times
            if self._scene.clause_of(first).number == piece.clause
        ]
        return [
            place
            for place in self._groups[home]
            if _is_strike(self._happenings[place].event) and _is_of(self._happenings[place].days, days)
        ]

    def _only(self, members: Sequence[int]) -> Sequence[int]:
        """Return the mentions of the one place of which a count can be told, however often it is named."""
        entries = [self._happenings[place].entry for place in members]
        holding = {unit for entry in entries if entry is not None for unit in entry.path if unit != entry.id}
        kept = [
            (place, entry.id)
            for place, entry in zip(members, entries, strict=True)
            if entry is not None and entry.id not in holding
        ]
        return [place for place, _ in kept] if len({identity for _, identity in kept}) == 1 else []

    def _within(self, place: int) -> int:
        """Return the place that a unit only locates: Chasiv Yar, in Donetsk Oblast, was hit: two died."""
        unit = self._happenings[place].entry
        if unit is None:
            return place
        for token, other in sorted(self._places.items(), reverse=True):
            entry = self._happenings[other].entry
            held = entry is not None and unit.id in entry.path and entry.id != unit.id
            if held and token < self._token(self._happenings[place].mention.span.start):
                return other if _is_strike(self._happenings[other].event) else place
        return place

    def _is_time(self, first: int, last: int) -> bool:
        return any(begin < last and first <= end for _, begin, end in self._times)

    # --- facts of one piece -------------------------------------------------------------------------------
    def _span(self, first: int, last: int) -> Span:
        text, offset = self._scene.text, self._scene.offset
        return Span(text.starts[offset + first], text.ends[offset + last - 1])

    def _arms(self, piece: Piece) -> Iterator[Arm]:
        if piece.flags & Fact.SUPPLIED:
            return
        for place, said in enumerate(piece.said):
            verb = said.first and self._scene.senses[said.first - 1] & Sense.INFINITIVE  # to shell
            if said.word.weapon and not verb and not _stands_by_idle(self._scene, piece.said, place):
                yield Arm(weapon=said.word.weapon, span=self._span(said.first, said.last))

    def _struck(self, piece: Piece) -> Iterator[Struck]:
        if not any(said.word.target for said in piece.said) or unsure(self._scene, piece):
            return
        for place, said in enumerate(piece.said):
            if said.word.target is None or not self._was_hit(piece, place, said):
                continue
            if piece.flags & Fact.DAMAGE or self._is_hit(piece, said):
                yield Struck(target=said.word.target, span=self._span(said.first, said.last))

    def _is_hit(self, piece: Piece, said: Said) -> bool:
        """Tell whether a word of the clause strikes; one that only tells of people strikes no building."""
        people = {said.first for said in piece.said if said.word.flags & HURT}
        hits = [hit for hit in self._scene.hits if self._scene.clause_of(hit.first).number == piece.clause]
        own = [hit for hit in hits if piece.first <= hit.first < said.first] or hits
        last = own[-1:] if own is not hits else own  # seized a hospital after strikes
        return any(
            hit.trigger.action in STRIKES and hit.trigger.kind != "intercept" and hit.first not in people
            for hit in last
        )

    def _was_hit(self, piece: Piece, place: int, said: Said) -> bool:
        scene = self._scene
        if place and piece.said[place - 1].word.flags & Fact.BESIDE:
            return False
        following = piece.said[place + 1 : place + 2]
        people = Fact.PEOPLE | Fact.PERSON
        if following and following[0].first == said.last and following[0].word.flags & people:
            return False  # a school director
        chunk = scene.chunks[scene.chunk_of[said.first]]
        start = chunk.prep >= 0 and scene.relations(chunk.prep) == Relation.START
        after = scene.senses[chunk.last] if chunk.last < len(scene.senses) else 0
        return not start and not after & Sense.REPORT

    def _counts(self, told: Sequence[Tally]) -> dict[Field, Count]:
        """Return the counts of one place, those of one field added up."""
        by_field: dict[Field, list[Tally]] = defaultdict(list)
        for tally in told:
            by_field[tally.field].append(tally)
        return {
            field: Count(
                least=sum(t.least for t in those),
                most=None if any(t.most is None for t in those) else sum(t.most or 0 for t in those),
                spans=tuple(self._span(*tokens) for t in those for tokens in t.tokens),
            )
            for field, those in by_field.items()
        }


def _is_of(days: Days | None, told: Sequence[Days | None]) -> bool:
    """Tell whether an event of these days can be what a clause with those times tells of."""
    known = [those for those in told if those is not None]
    if not known:
        return True
    return days is not None and any(
        those.start.toordinal() - SLACK <= days.end.toordinal()
        and days.start.toordinal() <= those.end.toordinal() + SLACK
        for those in known
    )


def _stands_by_idle(scene: Scene, said: Sequence[Said], place: int) -> bool:
    """Tell whether a weapon is one that was made or feared: a drone factory, загроза БпЛА."""
    here = said[place]
    after = said[place + 1] if place + 1 < len(said) else None
    if after is not None and after.first == here.last and after.word.flags & Fact.IDLE:
        return True
    before = next((s for s in reversed(said[:place]) if s.word.flags & Fact.IDLE), None)
    if before is None:
        return False
    gap = [k for k in range(before.last, here.first) if scene.relations(k) != Relation.GENITIVE]
    return len(gap) <= 1 and not any(scene.senses[k] & ENDS_PHRASE or k in scene.names for k in gap)


def _first_of_each(arms: Sequence[Arm]) -> tuple[Arm, ...]:
    return tuple({arm.weapon: arm for arm in reversed(arms)}.values())[::-1]


def _first_target_of_each(targets: Sequence[Struck]) -> tuple[Struck, ...]:
    return tuple({struck.target: struck for struck in reversed(targets)}.values())[::-1]
