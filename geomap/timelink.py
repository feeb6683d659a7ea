"""The link from an event to its time: which days a claim speaks of, and how that is known.

The expression in the event's own clause counts first, then one elsewhere in its sentence, then the time that
the sentence before has told. A time beside a verb of saying dates the statement, and the event on that day or
the one before. Where the text gives no day, the day that a bulletin covers stands in, or else the day of
publication, marked as such.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from geomap.language import language_of
from geomap.publication import Publication
from geomap.roles import Reading
from geomap.spans import Days, Span, moved
from geomap.text import Text
from geomap.times import TimeExpression, in_reach
from geomap.times.tense import is_stated

WhenBasis = Literal[
    "explicit_date", "weekday", "relative", "month", "season", "publication", "document_date", "none"
]

DAYLIKE = 3
"""Longest interval, in days, that is carried over to a sentence without a time of its own."""
NEWS = 31
"""Days before publication beyond which a time is background and is not carried over."""
CARRY = 3
"""How many sentences on a time may be carried."""
BULLETIN_LAG = 2
"""How many days after the day it covers a bulletin may be printed."""
LEAD = 5
"""Sentences, from the top, in which news tells the day it is about."""
HEADING = 180
"""Longest line, in characters, that can head a bulletin."""
HEAD = 40
"""Sentences, from the top, in which a bulletin names itself and its day."""
OTHER_CLAUSE = 15
SUBORDINATE = 60
TOO_FAR = 60
STATEMENT = 25
BACKGROUND = 20
"""Costs, in tokens, of an expression in another clause, in a subordinate one, beside a verb of saying, or by
which an event is only ranked."""
OUT_OF_REACH = TOO_FAR + STATEMENT
"""Tokens from which no expression can govern an event."""
LONGEST_RANGE = 62
"""Longest time, in days, that two expressions joined by "and" or "to" are taken to span."""
YEAR = 365
LONG_SINCE = 183
LONG_COUNT = 31
"""Days after which "since March" and "since the start of the war" tell the background of an event only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The days a claim speaks of."""

    days: Days | None
    edtf: str | None
    basis: WhenBasis
    expression: Span | None
    """The words that tell the time, where there are any."""
    reason: str
    """How the days follow, in words for the reader."""


class _Timed(NamedTuple):
    """An expression with its place among the tokens, and whether it dates a statement."""

    expression: TimeExpression
    days: Days | None
    first: int
    last: int
    stated: bool


class _Clause(NamedTuple):
    first: int
    last: int
    subordinate: bool


def _first(stretch: _Timed | _Clause) -> int:
    return stretch.first


def _clause_at(clauses: Sequence[_Clause], token: int) -> _Clause | None:
    """Return the clause that holds a token; clauses stand in order, without gaps."""
    index = bisect_right(clauses, token, key=_first) - 1
    return clauses[index] if index >= 0 and token < clauses[index].last else None


def _is_bare(clause: _Clause, told: int) -> bool:
    """Tell whether a clause holds little but times, ``told`` being the tokens of those."""
    return bool(told) and clause.last - clause.first - told <= 3


def _between(timed: Sequence[_Timed], first: int, last: int) -> Sequence[_Timed]:
    """Return those of the expressions, in order, that begin from token ``first`` on, before ``last``."""
    return timed[bisect_left(timed, first, key=_first) : bisect_left(timed, last, key=_first)]


class TimeLinker:
    """Links the readings of one text to its times; what all of them need is worked out once."""

    def __init__(self, text: Text, times: Sequence[TimeExpression], publication: Publication) -> None:
        """Arrange the expressions by sentence and tell whether the text is a bulletin of its day."""
        self.text = text
        self.rules = language_of(text.language).times
        self.publication = publication
        self.by_sentence: dict[int, list[_Timed]] = {}
        for time in times:
            first = text.token_at(time.span.start)
            last = text.token_at(time.span.end - 1) + 1
            sentence = text.sentence_at(time.span.start)
            days = time.event_days or time.days
            here = self.by_sentence.setdefault(sentence, [])
            if here and (joined := self._joined(here[-1], days, first)) is not None:
                here[-1] = here[-1]._replace(days=joined, last=last)
                continue
            here.append(_Timed(time, days, first, last, is_stated(text, self.rules, first, last, sentence)))
        self.lags = {
            sentence: lags
            for sentence, here in self.by_sentence.items()
            if (lags := [t for t in here if t.expression.lag is not None])
        }
        self.timed = frozenset(
            sentence
            for sentence, here in self.by_sentence.items()
            if any(t.days is not None or text.lowers[t.first] in self.rules.vague for t in here)
        )
        self._known_clauses: dict[tuple[int, bool], tuple[list[_Timed], list[_Clause]]] = {}
        self._known_carried: dict[int, When | None] = {}
        self._known_bases: dict[tuple[int, bool], Days | None] = {}
        self.bulletin_day = self._bulletin_day()
        self.lead_day = self._lead_day()

    def _joined(self, before: _Timed, days: Days | None, first: int) -> Days | None:
        """Return the days of a range told by its two ends: "on May 3 and May 4", "from Monday to Friday"."""
        if before.days is None or days is None or before.last + 1 != first:
            return None
        if self.text.lowers[before.last] not in self.rules.ranges or days.end <= before.days.start:
            return None
        if before.expression.days is not None and days.start <= before.expression.days.end:
            return None
        opening = self.text.lowers[before.first - 1] if before.first else ""
        start = before.expression.days.start if before.expression.days else before.days.start
        both = Days(start, days.end)
        led = opening in self.rules.range_leads
        return both if led or both.length <= LONGEST_RANGE else None

    def link(self, reading: Reading) -> When:
        """Return the days of the event at a reading."""
        text = self.text
        mention = reading.resolution.mention
        event = reading.event
        position = mention.first
        if event is not None and event.trigger is not None:
            trigger = text.token_at(event.trigger.start)
            sentence = text.sentences[mention.sentence]
            if sentence.first <= trigger < sentence.last:
                position = trigger
        lag = self._lag_before(mention.sentence, mention.first)
        if lag is not None:
            return self._lagged(lag, mention.sentence)
        planned = event is not None and event.modality == "planned"
        own = self._governing(mention.sentence, position, mention.first, planned=planned)
        if own is not None:
            return self._said(own, "in the same sentence", planned=planned)
        if not planned:
            if mention.sentence not in self._known_carried:
                self._known_carried[mention.sentence] = self._carried(mention.sentence)
            carried = self._known_carried[mention.sentence]
            if carried is not None:
                return carried
        return self._fallback()

    # --- the sentence itself ----------------------------------------------------------------------

    def _governing(self, sentence: int, position: int, mention: int, *, planned: bool) -> _Timed | None:
        """Return the expression in a sentence that governs the event at token ``position``."""
        here, clauses = self._told(sentence, planned=planned)
        if not here:
            return None
        own = _clause_at(clauses, position) or clauses[0]
        named = _clause_at(clauses, mention) or own

        words = self.text.lowers

        def cost(timed: _Timed) -> int:
            where = _clause_at(clauses, timed.first) or clauses[0]
            away = min(abs(timed.first - position), abs(timed.first - mention))
            if where not in (own, named):
                away += SUBORDINATE if where.subordinate else OTHER_CLAUSE
                if timed.expression.relation == "since" and words[where.first] in self.rules.clause_openers:
                    away += TOO_FAR  # a kindergarten "that has been shut since March" is hit today
            if timed is not here[0] and self._opens_item(timed) and max(position, mention) < timed.first:
                away += OTHER_CLAUSE
            return away + (STATEMENT if timed.stated else 0) + (BACKGROUND if self._ranks(timed) else 0)

        near = _between(here, min(position, mention) - OUT_OF_REACH, max(position, mention) + OUT_OF_REACH)
        if not near:
            return None
        best = min(near, key=cost)
        return best if cost(best) < TOO_FAR + (STATEMENT if best.stated else 0) else None

    def _told(self, sentence: int, *, planned: bool) -> tuple[list[_Timed], list[_Clause]]:
        """Return the expressions in a sentence that can date an event, and its clauses if there are any."""
        known = self._known_clauses.get((sentence, planned))
        if known is None:
            timed = self.by_sentence.get(sentence, ())
            here = [t for t in timed if self._dates_an_event(t, planned=planned)]
            known = here, self._clauses(sentence, here) if here else []
            self._known_clauses[sentence, planned] = known
        return known

    def _opens_item(self, timed: _Timed) -> bool:
        """Tell whether a time opens the second of two items: "tomorrow in Rome, next week in Oslo"."""
        words = self.text.lowers
        after = words[timed.last] if timed.last < len(words) else ""
        return words[timed.first - 1] == "," and after in self.rules.leads

    def _ranks(self, timed: _Timed) -> bool:
        """Tell whether a long time only says among what an event ranks: "the worst raid of the winter"."""
        words = self.text.lowers
        if timed.days is None or timed.days.length <= NEWS or timed.first == 0:
            return False
        at = timed.first - 1
        if at and words[at] in self.rules.articles:
            at -= 1
        return words[at] in self.rules.of

    def _dates_an_event(self, timed: _Timed, *, planned: bool) -> bool:
        """Tell whether an expression can date an event; one of saying never dates what is only planned."""
        days = timed.days
        if days is None or timed.expression.to_print:
            return False
        before = self.text.lowers[timed.first - 1] if timed.first else ""
        if days.length >= YEAR and before not in self.rules.leads:
            return False  # "the 1949 conventions" names them and dates nothing
        if timed.expression.relation == "since":
            longest = LONG_COUNT if timed.expression.basis == "relative" else LONG_SINCE
            if days.length > longest:
                return False
        published = self.publication.days
        return not timed.stated if planned else published is None or days.start <= published.end

    def _clauses(self, sentence: int, timed: Sequence[_Timed]) -> list[_Clause]:
        """Cut a sentence into clauses at marks and at words that open a subordinate one."""
        words, rules = self.text.lowers, self.rules
        start, stop = self.text.sentences[sentence].first, self.text.sentences[sentence].last
        inside = {i for t in timed for i in range(t.first - 1, t.last)}
        clauses: list[_Clause] = []
        first, subordinate = start, words[start] in rules.clause_openers if start < stop else False
        for i in range(start + 1, stop):
            if i in inside:
                continue
            word = words[i]
            opens = word in rules.clause_openers
            mark = word in {";", "—", "–"} or (
                word == "," and i + 1 < stop and self._closes(i + 1, subordinate=subordinate)
            )
            if (opens or mark) and i > first:
                clauses.append(_Clause(first, i, subordinate and self._has_verb(first, i)))
                first, subordinate = (
                    i,
                    opens or (mark and i + 1 < stop and words[i + 1] in rules.clause_openers),
                )
        clauses.append(_Clause(first, stop, subordinate and self._has_verb(first, stop)))
        return self._without_bare(clauses, timed)

    def _has_verb(self, first: int, last: int) -> bool:
        """Tell a clause from a phrase: "after they took it" from "after the bombardment"."""
        rules = self.rules
        endings = rules.past_endings + rules.gerund_endings
        return any(
            word in rules.past
            or word in rules.present
            or word in rules.future
            or (len(word) > 4 and word.endswith(endings) and word not in rules.event_nouns)
            for word in self.text.lowers[first + 1 : last]
        )

    def _closes(self, i: int, *, subordinate: bool) -> bool:
        """Tell whether a comma before token ``i`` ends a clause rather than an item of a list."""
        word = self.text.words[i]
        return subordinate or word.lower() in self.rules.clause_openers or not word[:1].isupper()

    def _without_bare(self, clauses: list[_Clause], timed: Sequence[_Timed]) -> list[_Clause]:
        """Join a clause that holds little but a time to the next: "On Monday, troops left"."""
        joined: list[_Clause] = []
        told_before = 0
        for clause in clauses:
            told = sum(t.last - t.first for t in _between(timed, clause.first, clause.last))
            before = joined[-1] if joined else None
            if before is not None and _is_bare(before, told_before):
                joined[-1] = _Clause(before.first, clause.last, clause.subordinate)
            elif before is not None and _is_bare(clause, told):
                joined[-1] = _Clause(before.first, clause.last, before.subordinate)
            else:
                joined.append(clause)
                told_before = 0
            told_before += told
        return joined

    # --- from the sentences before ----------------------------------------------------------------

    def _lag_before(self, sentence: int, mention: int) -> _Timed | None:
        """Return "three days after" where the mention stands in the clause that follows it."""
        for timed in _between(self.lags.get(sentence, ()), mention - OUT_OF_REACH, mention):
            if timed.last <= mention and "," not in self.text.lowers[timed.last : mention]:
                return timed
        return None

    def _lagged(self, lag: _Timed, sentence: int) -> When:
        """Return the days of the event that another is said to come so many days after or before.

        The other is what the sentence or the one before dates; where the lag opens the sentence, the text
        counts from its own day: "Four days after the flood at the dam, nobody knows".
        """
        opens = lag.first <= self.text.sentences[sentence].first + 1
        if (sentence, opens) not in self._known_bases:
            self._known_bases[sentence, opens] = next(
                (
                    timed.days
                    for number in ((sentence,) if opens else (sentence, sentence - 1))
                    for timed in reversed(self.by_sentence.get(number, ()))
                    if timed.days is not None and timed.days.length <= DAYLIKE
                ),
                self.publication.days,
            )
        base = self._known_bases[sentence, opens]
        if base is None or base.length > DAYLIKE:
            return self._fallback()
        told = base.shifted(-(lag.expression.lag or 0))
        if not in_reach(told):
            return self._fallback()
        return When(
            days=told,
            edtf=told.edtf(),
            basis="relative",
            expression=lag.expression.span,
            reason="counted from the day of the event or of print that it is set against",
        )

    def _carried(self, sentence: int) -> When | None:
        """Return the time that goes on from a sentence before, where this one tells on."""
        text = self.text
        block = text.sentences[sentence].block
        if sentence in self.timed:
            return None  # it tells a time of its own, if only "now"
        for back in range(1, CARRY + 1):
            other = sentence - back
            if other < 0:
                return None
            timed = [
                t
                for t in self.by_sentence.get(other, ())
                if t.days is not None
                and t.days.length <= DAYLIKE
                and t.expression.relation == "at"
                and self._dates_an_event(t, planned=False)
                and self._is_news(t)
            ]
            same_block = text.sentences[other].block == block
            if timed:
                goes_on = same_block and back == 1
                if goes_on or self._takes_up(sentence) or self._shares_event(sentence, other):
                    return self._said(timed[-1], "in a sentence before", planned=False)
                return None
        return None

    def _is_news(self, timed: _Timed) -> bool:
        """Tell whether a time is near enough to publication to be what the text goes on about."""
        published = self.publication.days
        if published is None or timed.days is None:
            return True
        return (published.start - timed.days.end).days <= NEWS

    def _shares_event(self, sentence: int, other: int) -> bool:
        """Tell whether two sentences name the same kind of event, and this one not in the present."""
        words, rules = self.text.lowers, self.rules
        here, there = self.text.sentences[sentence], self.text.sentences[other]
        said = set(words[here.first : here.last])
        shared = said.intersection(words[there.first : there.last])
        return not shared.isdisjoint(rules.event_nouns) and said.isdisjoint(rules.present)

    def _takes_up(self, sentence: int) -> bool:
        """Tell whether a sentence takes up an event told before: "the strike", "these attacks"."""
        words, rules = self.text.lowers, self.rules
        bounds = self.text.sentences[sentence]
        return any(
            words[i] in rules.definite
            and (words[i + 1] in rules.event_nouns or words[min(i + 2, bounds.last - 1)] in rules.event_nouns)
            for i in range(bounds.first, bounds.last - 1)
        )

    def _said(self, timed: _Timed, where: str, *, planned: bool) -> When:
        """Return the days of an expression; a statement's event lies on its day or the one before.

        Of an interval that holds the day of print, such as "this week", what happened lies in the days up to
        it and what is planned in those from it.
        """
        days = timed.days
        if days is None:
            return self._fallback()
        reason = f"told {where}"
        published = self.publication.days
        if timed.stated and days.length == 1:
            days = Days(moved(days.start, -1), days.end)
            reason = f"the statement is dated {where}: the event is put on that day or the one before"
        elif published is not None and published.length == 1 and days.overlaps(published):
            days = Days(published.start, days.end) if planned else Days(days.start, published.end)
        return When(
            days=days,
            edtf=days.edtf(),
            basis=timed.expression.basis or "relative",
            expression=timed.expression.span,
            reason=reason,
        )

    # --- without a time ---------------------------------------------------------------------------

    def _bulletin_day(self) -> Days | None:
        """Return the day that a bulletin says it covers, where it is one."""
        text, rules = self.text, self.rules
        published = self.publication.days
        for number, sentence in enumerate(text.sentences[:HEAD]):
            block = text.blocks[sentence.block]
            if block.end - block.start > HEADING:
                continue
            head = text.lowers[sentence.first : sentence.last]
            if not any(words[0] in head and _holds(head, words) for words in rules.bulletin):
                continue
            for timed in self.by_sentence.get(number, ()):
                days = timed.days
                if days is None or days.length != 1:
                    continue
                if published is None or published.shifted(-BULLETIN_LAG).start <= days.start <= published.end:
                    return days
        if published is None or published.length > 1:
            return None
        own = [
            timed.days
            for times in self.by_sentence.values()
            for timed in times
            if timed.days is not None and timed.days.length == 1 and timed.expression.basis == "explicit_date"
        ]
        covered = [d for d in own if moved(published.start, -1) <= d.start <= published.start]
        if covered and len(covered) * 2 > len(own) and not self._has_weekdays():
            times_told = Counter(covered)
            return max(covered, key=lambda d: (times_told[d], d.start))
        return None

    def _lead_day(self) -> Days | None:
        """Return the first day that the opening tells, where publication is known to some weeks only."""
        published = self.publication.days
        if published is None or published.length <= DAYLIKE:
            return None
        for number in range(LEAD):
            for timed in self.by_sentence.get(number, ()):
                days = timed.days
                if days is not None and days.length == 1 and days.overlaps(published):
                    return days
        return None

    def _has_weekdays(self) -> bool:
        return any(
            timed.expression.basis in ("weekday", "relative")
            for times in self.by_sentence.values()
            for timed in times
        )

    def _fallback(self) -> When:
        if self.bulletin_day is not None:
            return When(
                days=self.bulletin_day,
                edtf=self.bulletin_day.edtf(),
                basis="document_date",
                expression=None,
                reason="the text gives no day of its own: the day that the bulletin covers",
            )
        if self.lead_day is not None:
            return When(
                days=self.lead_day,
                edtf=self.lead_day.edtf(),
                basis="document_date",
                expression=None,
                reason="the text gives no day and its day of print is uncertain: the day it leads with",
            )
        published = self.publication.days
        if published is None:
            return When(days=None, edtf=None, basis="none", expression=None, reason="no date is known")
        return When(
            days=published,
            edtf=published.edtf(),
            basis="publication",
            expression=None,
            reason=f"the text gives no day: the day of publication ({self.publication.basis})",
        )


def link_time(
    text: Text, reading: Reading, times: Sequence[TimeExpression], publication: Publication
) -> When:
    """Return the days of one reading's event; for all of a text, make a ``TimeLinker`` once."""
    return TimeLinker(text, times, publication).link(reading)


def _holds(words: tuple[str, ...], run: tuple[str, ...]) -> bool:
    return any(words[i : i + len(run)] == run for i in range(len(words) - len(run) + 1))
