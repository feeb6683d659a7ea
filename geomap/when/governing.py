"""Which time of its own sentence an event has: named cases, tried in the order of ``CASES``.

A time belongs to the verb group and the clause it stands in. It dates events of other clauses only where no
relative clause, aside or the like shuts it in: "Orikhiv, which floods hit in 2019, was shelled".
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from geomap.grammar import Chunk, Scene
from geomap.language import Relation, Sense
from geomap.language.rules.times import TimeRules
from geomap.times.tense import is_past_form
from geomap.when.told import NEWS, YEAR, Told

BOUND, BOUND_PLACE = 4, 7
"""Tokens after an adjective of time in which its event's noun and place stand: Friday's strike on Izmail."""
RECKONED = 8
"""Tokens before a time in which "as of" stands, the hour between them."""
LED = 4
"""Chunks before a dash within which the item's time stands: a day later drones - Orikhiv."""
BESIDE = 2
"""Tokens before a time in which the noun stands on which it hangs: the raid on Saturday."""
REACH = 45
"""Tokens from the event beyond which a time of another clause is about something else. Found on the gold
texts: it may be anything from 30 to 60, and only bounds what long lines cost."""


class Placed(NamedTuple):
    """A time in its scene: its token, clause and verb group, and what it is told of."""

    told: Told
    at: int
    clause: int
    verb: int
    """The chunk of the verb group that it goes with; -1 where its clause has none."""
    stated: bool
    """Whether it dates a statement: "told reporters on Friday"."""
    ranks: bool
    """Whether it only says among what an event ranks: "the worst raid of the winter"."""
    opens: bool
    """Whether it opens an item: "tomorrow in Rome, next week in Oslo"."""
    other: bool
    """Whether it is of an event that only tells the time of this one: "after a raid on Monday"."""
    ends: int
    """The token after it."""
    bound: bool
    """Whether it dates only the event whose noun it stands before: "last year's strike"."""
    inside: tuple[int, int] | None
    """The tokens of the clause that describes a noun, where it stands in one: the unit that took X in May."""


class Asked(NamedTuple):
    """The event whose time is asked for: its event word, its place, the clauses of both, its verb group."""

    trigger: int
    mention: int
    clause: int
    named: int
    verb: int

    def away(self, time: Placed) -> int:
        """Return how many tokens lie between the event and a time."""
        return min(abs(time.at - self.trigger), abs(time.at - self.mention))


class SceneTimes:
    """The times of one sentence by clause and verb group; made once for all its events."""

    def __init__(self, scene: Scene, rules: TimeRules, told: Sequence[Told]) -> None:
        """Place each time in the scene."""
        self.scene = scene
        self.rules = rules
        self._before, self._after = _verbs(scene)
        self._joins = _joins(scene)
        self._shut, self._last = _shut(scene)
        placed = [self._placed(one) for one in told]
        self.times = [time for time in placed if not self._counts_victims(time)]
        self.told = [time.told for time in self.times]
        self.tolls = len(self.times) < len(placed)
        """Whether a time of a mere count of victims was left out: "the toll rose on Wednesday"."""
        self._bound = any(time.bound or time.inside for time in self.times)
        self._by: dict[tuple[object, ...], list[Placed]] = {}
        for time in self.times:
            kind = "stated" if time.stated else "ranks" if time.ranks else "plain"
            self._by.setdefault((kind, time.clause), []).append(time)
            self._by.setdefault((kind, time.clause, time.verb), []).append(time)
            self._by.setdefault((kind, "chunk", scene.chunk_of[time.at]), []).append(time)

    def _placed(self, told: Told) -> Placed:
        scene = self.scene
        at = max(told.first - scene.offset, 0)
        number = scene.chunk_of[at]
        led = self._led_chunk(number)
        verb = self._verb_of_time(number) if led < 0 else self._after[led]
        return Placed(
            told,
            at,
            scene.chunks[max(number, led)].clause,
            verb,
            stated=self._is_stated(told, number, verb),
            ranks=self._ranks(told),
            opens=number > 0 and scene.chunks[number - 1].kind == "join",
            other=bool(self._led_by(number) & Relation.WHEN),
            ends=told.last - scene.offset,
            bound=self._is_bound(told),
            inside=self._participle(number, verb) or self._description(number, verb),
        )

    def _led_chunk(self, number: int) -> int:
        """Return the chunk at which the clause goes on that a time opens: "that on Monday, they took X".

        Its comma parts it from the clause; -1 where it opens none so.
        """
        scene = self.scene
        clause = scene.clauses[scene.chunks[number].clause]
        beyond = number + BESIDE
        alone = clause.verb < 0 and clause.chunks[-1] == number and len(clause.chunks) > 1
        if not alone or scene.chunks[clause.chunks[0]].kind != "opener" or beyond >= len(scene.chunks):
            return -1
        goes_on = scene.chunks[number + 1].kind == "join" and self._after[beyond] >= 0
        return beyond if goes_on and scene.chunks[beyond].kind == "phrase" else -1

    def _description(self, number: int, verb: int) -> tuple[int, int] | None:
        """Return the tokens of the participle or relative clause that describes a noun and holds a time.

        The verb of such a clause may be one that was not read as such: "the brigade that broke the siege in
        March 2022 said".
        """
        scene = self.scene
        chunks = scene.chunks
        if 0 < verb < number and chunks[verb - 1].kind == "join":
            if not scene.lowers[chunks[verb].first].endswith(self.rules.describing_endings):
                return None
            stop = next((k for k in range(number, len(chunks)) if chunks[k].kind == "join"), len(chunks))
            return chunks[verb].start, chunks[stop - 1].last
        clause = scene.clauses[chunks[number].clause]
        if clause.kind != "relative" or verb < number or len(clause.chunks) < BESIDE:
            return None
        opener, opening = (chunks[k] for k in clause.chunks[:BESIDE])
        if opener.kind != "opener" or opening.kind != "phrase" or clause.chunks[1] == number:
            return None
        if not is_past_form(scene.lowers[opening.start], self.rules):
            return None
        return opener.start, chunks[verb].start

    def _participle(self, number: int, verb: int) -> tuple[int, int] | None:
        """Return the tokens of a participle with its doer and time: "guns promised by X in April arrived"."""
        chunks, beyond = self.scene.chunks, self._after[number]
        if not 0 < verb < number < beyond or chunks[verb].last - chunks[verb].first > 1:
            return None
        doer = chunks[verb + 1]
        if doer.kind != "phrase" or doer.prep < 0 or not self.scene.relations(doer.prep) & Relation.AGENT:
            return None
        if self._joins[verb] != self._joins[beyond] or chunks[verb - 1].kind != "phrase":
            return None
        if self._says(chunks[beyond]):
            return None  # footage released by X on Monday shows
        return chunks[verb].start, chunks[beyond].start

    def _is_bound(self, told: Told) -> bool:
        """Tell whether a time is the adjective, or a whole year the possessor, of a noun of an event."""
        rules, words = self.rules, self.scene.text.lowers
        if words[told.first] in rules.attributes and told.last - told.first == 1:
            return True
        year = told.expression.days is not None and told.expression.days.length >= YEAR
        return year and told.last < len(words) and words[told.last] in rules.possessives

    def _may_be_of(self, asked: Asked, time: Placed) -> bool:
        """Tell whether an event is that of the noun after a bound time, by its word or by its place."""
        if time.inside is not None and not time.inside[0] <= asked.trigger < time.inside[1]:
            return False
        if not time.bound:
            return True
        for token, reach in ((asked.trigger, BOUND), (asked.mention, BOUND_PLACE)):
            between = self.scene.lowers[time.ends : token + 1]
            parted = any(word == "," or is_past_form(word, self.rules) for word in between)
            if 0 <= token - time.ends <= reach and not parted:
                return True
        return False

    def _led_by(self, number: int) -> int:
        """Return the relations of the preposition that leads the phrase on which a time's phrase hangs."""
        chunk, before = self.scene.chunks[number], self.scene.chunks[number - 1]
        if not number or chunk.prep < 0 or before.kind != "phrase" or before.prep < 0:
            return 0
        return self.scene.relations(before.prep)

    def asked(self, trigger: int, mention: int) -> Asked:
        """Return an event by its event word and its place."""
        scene = self.scene
        chunk = scene.chunk_of[trigger]
        return Asked(
            trigger,
            mention,
            scene.chunks[chunk].clause,
            scene.clause_of(mention).number,
            self._verb_of(chunk),
        )

    # --- what a time goes with ----------------------------------------------------------------------------
    def _verb_of(self, chunk: int) -> int:
        here = self.scene.chunks[chunk]
        if here.kind == "verb" and not self.scene.senses[here.first] & Sense.INFINITIVE:
            return chunk
        return self._before[chunk] if self._before[chunk] >= 0 else self._after[chunk]

    def _verb_of_time(self, chunk: int) -> int:
        """Return the verb group of a time: the one before it, or the next where it opens a clause."""
        before, after = self._before[chunk], self._after[chunk]
        opens = before < 0 or self.scene.chunks[chunk - 1].kind == "join"
        if opens and after >= 0 and self._joins[after] == self._joins[chunk]:
            return after
        return before if before >= 0 else after

    def _is_stated(self, told: Told, chunk: int, verb: int) -> bool:
        """Tell whether a time dates a statement: it goes with a verb of saying or the noun of a statement."""
        scene = self.scene
        if (verb >= 0 and self._says(scene.chunks[verb])) or self._reckons(told):
            return True
        first = scene.chunks[chunk].start
        if chunk and scene.chunks[chunk].prep >= 0 and scene.chunks[chunk - 1].kind == "phrase":
            first = scene.chunks[chunk - 1].first
        last = min(max(told.last - scene.offset, 0) + 2, scene.chunks[chunk].last)
        if verb < 0 and chunk + 1 < len(scene.chunks):
            last = scene.chunks[chunk + 1].last  # its verb may be one that was not read as such
        return not self.rules.reporting.isdisjoint(scene.lowers[first:last])

    def _reckons(self, told: Told) -> bool:
        """Tell whether a time is one up to which is reckoned: "as of 6 a.m. on 17 May"."""
        words = self.scene.text.lowers
        before = words[max(told.first - RECKONED, 0) : told.first]
        return any(before[i : i + len(run)] == run for run in self.rules.reckoned for i in range(len(before)))

    def _counts_victims(self, time: Placed) -> bool:
        """Tell whether a time dates the count of an event's victims and not the event."""
        scene, rules = self.scene, self.rules
        if not rules.event_nouns.isdisjoint(scene.lowers[max(time.at - BESIDE, 0) : time.at]):
            return False  # the toll of the raid on Saturday
        owner, *owned = [*scene.lowers[time.ends : time.ends + BOUND], ""]
        if time.bound or (owner in rules.possessives and not rules.event_nouns.isdisjoint(owned)):
            return False  # the toll of Saturday's strike
        parts = [scene.chunks[number] for number in scene.clauses[time.clause].chunks]
        told = [scene.chunks[time.verb]] if time.verb >= 0 else parts  # or a verb that was not read as such
        return _has(scene, told, rules.mounting) and _has(scene, parts, rules.tolls)

    def _says(self, verb: Chunk) -> bool:
        scene = self.scene
        if any(not scene.senses[hit.last] & Sense.REPORT for hit in verb.hits):
            return False  # confirmed shelling
        said = not self.rules.reporting.isdisjoint(scene.lowers[verb.first : verb.last])
        return said or bool(verb.senses & Sense.REPORT)

    def _ranks(self, told: Told) -> bool:
        words = self.scene.text.lowers
        if told.days is None or told.days.length <= NEWS or told.first == 0:
            return False
        at = told.first - 1
        if at and words[at] in self.rules.articles:
            at -= 1
        return words[at] in self.rules.of

    # --- look-up ------------------------------------------------------------------------------------------
    def nearest(self, asked: Asked, *key: object) -> Placed | None:
        """Return the nearest time of a list, one of the event's own item before those of another item."""
        times = self._by.get(key)
        if not times:
            return None
        times = [time for time in times if self._may_be_of(asked, time)] if self._bound else times
        found = {index for token in (asked.trigger, asked.mention) for index in _beside(times, token)}
        return self._best(asked, [times[index] for index in sorted(found)])

    def around(self, asked: Asked) -> list[Placed]:
        """Return the times near the event, of any clause that is open to it."""
        found = {
            index
            for token in (asked.trigger, asked.mention)
            for index in range(*_window(self.times, token - REACH, token + REACH))
        }
        return [self.times[index] for index in sorted(found) if self._is_open(asked, self.times[index])]

    def _is_open(self, asked: Asked, time: Placed) -> bool:
        """Tell whether a time can be the event's: no clause about something else shuts it in."""
        if not self._may_be_of(asked, time):
            return False
        if time.clause == asked.clause:
            return True
        if time.told.expression.relation == "since" and not self._shares_subject(time.clause):
            return False  # the school has been shut since March, and is hit today
        shut = self._shut[time.clause]
        return shut < 0 or shut <= asked.clause <= self._last[shut]

    def _shares_subject(self, clause: int) -> bool:
        """Tell whether a clause goes on with the subject before it: "and has shelled it since Monday"."""
        kinds = [self.scene.chunks[number].kind for number in self.scene.clauses[clause].chunks[:2]]
        return kinds == ["join", "verb"]

    def _best(self, asked: Asked, times: Sequence[Placed]) -> Placed | None:
        """Return the nearest time, one that opens another item or is of another event only failing others."""

        def key(time: Placed) -> tuple[bool, bool, int, bool]:
            before = time.at < max(asked.trigger, asked.mention)
            return time.opens and not before, time.other, asked.away(time), before

        return min(times, key=key, default=None)


# --- the cases --------------------------------------------------------------------------------------------
def before_its_dash(times: SceneTimes, asked: Asked) -> Placed | None:
    """Return the time by which an item is led: "on May 3 they shelled Izium, on May 4 - [Orikhiv]"."""
    clause = times.scene.clauses[asked.named]
    if clause.kind != "label":
        return None
    for number in range(clause.chunks[0] - 1, max(clause.chunks[0] - 1 - LED, -1), -1):
        if times.scene.chunks[number].kind == "join":
            return None
        if (found := times.nearest(asked, "plain", "chunk", number)) is not None:
            return found
    return None


def with_its_verb(times: SceneTimes, asked: Asked) -> Placed | None:
    """Return a time that goes with the event's own verb: "was [shelled] on Monday and rebuilt on Friday"."""
    return times.nearest(asked, "plain", asked.clause, asked.verb)


def in_its_clause(times: SceneTimes, asked: Asked) -> Placed | None:
    """Return another time of the event's clause, or of the clause of its place."""
    found = times.nearest(asked, "plain", asked.clause) or times.nearest(asked, "plain", asked.named)
    return found if found is not None and asked.away(found) <= REACH else None


def in_the_clause_above(times: SceneTimes, asked: Asked) -> Placed | None:
    """Return a time of the clause that the event's hangs on: "left on Monday, when shells hit [Orikhiv]"."""
    above = times.scene.clauses[asked.clause].parent
    found = times.nearest(asked, "plain", above)
    return found if found is not None and asked.away(found) <= REACH else None


def in_a_clause_around(times: SceneTimes, asked: Asked) -> Placed | None:
    """Return the nearest time of another clause that does not shut it in."""
    near = [time for time in times.around(asked) if not time.stated and not time.ranks]
    return min(near, key=asked.away, default=None)


def of_the_statement(times: SceneTimes, asked: Asked) -> Placed | None:
    """Return the time of the statement: "shells hit [Orikhiv], the mayor said on Tuesday"."""
    own = times.nearest(asked, "stated", asked.clause)
    return own or min((time for time in times.around(asked) if time.stated), key=asked.away, default=None)


def of_its_rank(times: SceneTimes, asked: Asked) -> Placed | None:
    """Return the season that an event is ranked in, where nothing else tells its time."""
    own = times.nearest(asked, "ranks", asked.clause)
    return own or min((time for time in times.around(asked) if time.ranks), key=asked.away, default=None)


def in_its_brackets(times: SceneTimes, asked: Asked) -> Placed | None:
    """Return the time in brackets behind the place: "struck [Izmail] (2 August) and Reni (3 August)"."""
    behind = times.scene.chunk_of[asked.mention] + 1
    if behind + 2 >= len(times.scene.chunks) or times.scene.lowers[times.scene.chunks[behind].first] != "(":
        return None
    found = times.nearest(asked, "plain", "chunk", behind + 1)
    if found is None or times.scene.lowers[found.ends : found.ends + 1] != (")",):
        return None
    return found if found.at == times.scene.chunks[behind].last else None


Case = Callable[[SceneTimes, Asked], Placed | None]
CASES: tuple[Case, ...] = (
    in_its_brackets,
    before_its_dash,
    with_its_verb,
    in_its_clause,
    in_the_clause_above,
    in_a_clause_around,
    of_the_statement,
    of_its_rank,
)


def governing(times: SceneTimes, asked: Asked) -> Placed | None:
    """Return the time of the event's sentence that dates it, by the first case that has one."""
    return next((found for case in CASES if (found := case(times, asked)) is not None), None)


# --- what is worked out once a sentence -------------------------------------------------------------------
def _has(scene: Scene, chunks: Sequence[Chunk], words: frozenset[str]) -> bool:
    return any(not words.isdisjoint(scene.lowers[chunk.start : chunk.last]) for chunk in chunks)


def _at(time: Placed) -> int:
    return time.at


def _window(times: Sequence[Placed], first: int, last: int) -> tuple[int, int]:
    return bisect_left(times, first, key=_at), bisect_right(times, last, key=_at)


def _beside(times: Sequence[Placed], token: int) -> range:
    """Return the numbers of the last time before a token and the first one after it."""
    after = bisect_left(times, token, key=_at)
    return range(max(after - 1, 0), min(after + 1, len(times)))


def _verbs(scene: Scene) -> tuple[list[int], list[int]]:
    """Return for each chunk the verb group before it in its clause, and the one after it; -1 for none.

    An infinitive goes with the verb that leads to it.
    """
    leads = {
        number
        for number, chunk in enumerate(scene.chunks)
        if chunk.kind == "verb" and not scene.senses[chunk.first] & Sense.INFINITIVE
    }

    def nearest(order: Sequence[int]) -> list[int]:
        last: dict[int, int] = {}
        found = [-1] * len(scene.chunks)
        for number in order:
            chunk = scene.chunks[number]
            found[number] = last.get(chunk.clause, -1)
            if number in leads:
                last[chunk.clause] = number
        return found

    numbers = range(len(scene.chunks))
    return nearest(numbers), nearest(numbers[::-1])


def _joins(scene: Scene) -> list[int]:
    """Return for each chunk how many commas and conjunctions stand before it."""
    counts, count = [], 0
    for chunk in scene.chunks:
        count += chunk.kind == "join"
        counts.append(count)
    return counts


def _shut(scene: Scene) -> tuple[list[int], list[int]]:
    """Return for each clause the innermost one about something else that holds it, and its last clause below.

    Clauses are numbered from above, each before those that hang on it: the ones below it are a stretch.
    """
    shut: list[int] = []
    last = list(range(len(scene.clauses)))
    for clause in scene.clauses:
        own = clause.kind in ("relative", "aside") or _at_another_time(scene, clause.chunks)
        shut.append(clause.number if own else shut[clause.parent] if clause.number else -1)
    for clause in reversed(scene.clauses):
        last[clause.parent] = max(last[clause.parent], last[clause.number])
    return shut, last


def _at_another_time(scene: Scene, chunks: Sequence[int]) -> bool:
    """Tell whether a clause opens with a word that sets it apart in time or thought: after, although."""
    if not chunks:
        return False
    opening = scene.chunks[chunks[0]]
    if opening.kind == "opener":
        goes_on = len(chunks) > 1 and scene.chunks[chunks[1]].kind == "verb"  # shelled it but left on Monday
        return scene.words[opening.first][0].isalpha() and not goes_on
    return opening.kind == "phrase" and bool(scene.relations(opening.start) & Relation.WHEN)
