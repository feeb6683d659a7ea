"""Verbs in other than their plain order: inverted, as participles and infinitives, passive, and in rumour."""

from __future__ import annotations

from abc import ABC, abstractmethod

from geomap.attributions.contents import Contents
from geomap.attributions.lexicon import (
    ADVERB,
    AGENT,
    AS,
    AUX,
    BE,
    BODY,
    CHAIN,
    CLAUSAL,
    COLON,
    COMMA,
    COORDINATOR,
    DASH,
    DENY,
    DETERMINER,
    END,
    EVIDENCE,
    FINITE,
    HEAR,
    HEARER,
    PARTICLE,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    RUMOURED,
    SEAT,
    SEMICOLON,
    SHOWS,
    SPEAKER,
    SPEECH,
    TELL,
    THAT,
    THING_PRONOUN,
    TIME,
)
from geomap.attributions.phrases import WALL, Relation, Stretch

LONGEST_ADJUNCT = 7
"""Tokens between a verb and its subject after it: wrote *on his page in a network* the governor."""


class Voices(Contents, ABC):
    """Reads the relations of verbs whose source is not on their left, or nowhere."""

    @abstractmethod
    def _verb(self, v: int) -> Relation | None:
        """Read a verb cue in any of its forms."""

    def _inverted(self, v: int) -> Stretch | None:
        """Return the subject that follows its verb: said Peskov."""
        if v + 1 >= self.hi:
            return None
        bits, hi = self.bits, self.hi
        first = self._after_adjuncts(v + 1)
        if first >= hi:
            return None
        if bits[first] & (PREPOSITION | TIME):
            # reported at the staff; reported on Telegram governor X
            reach = min(hi, first + LONGEST_ADJUNCT)
            speaker = next((x for x in range(first, reach) if bits[x] & (SPEAKER | WALL)), hi)
            if speaker == hi or not bits[speaker] & SPEAKER:
                return None
            if bits[first] & SEAT and not any(bits[x] & PREPOSITION for x in range(first + 1, speaker)):
                first = first + 1 if bits[speaker] & BODY else speaker
            elif self.has_articles:
                return None
            else:
                first = speaker
        right = self._scan_right(first)
        if right is None:
            return None
        stop = bits[right.last] if right.last < self.hi else END
        if stop & (AUX | BE | FINITE | PRONOUN | PARTICLE):
            return None
        set_off = not self.has_articles and v > self.lo and bits[v - 1] & (COMMA | DASH)
        if set_off or any(self._is_name(x) or bits[x] & (SPEAKER | PRONOUN) for x in range(*right)):
            return right
        return None

    def _after_adjuncts(self, first: int) -> int:
        """Return where the subject may begin after hearers and times: told *on Friday reporters* X."""
        bits, hi = self.bits, self.hi
        while first + 1 < hi:
            bit = bits[first]
            if bit & (HEARER | TIME | ADVERB) or (self.words[first].isdecimal() and bits[first + 1] & TIME):
                first += 1
            elif bit & PREPOSITION and (end := self._time_after(first + 1)):
                first = end
            elif bit & COORDINATOR and bits[first + 1] & SPEAKER and not self.has_articles:
                first += 1  # confirmed *also* the staff
            else:
                break
        return first

    def _time_after(self, first: int) -> int:
        """Return where a time that begins at ``first`` ends, 0 where none does: *5 May*, *Sunday evening*."""
        bits, hi = self.bits, self.hi
        last = first
        while last < hi and (self.words[last][0].isdecimal() or bits[last] & TIME):
            last += 1
        return last if last > first and bits[last - 1] & TIME and last < hi else 0

    def _gerund(self, v: int, before: int, kind: int) -> Relation | None:
        if before & (DETERMINER | POSSESSIVE) or v + 1 >= self.hi:
            return None
        source = self.subject
        if source is None:
            source = self._opening_subject(v) if v > self.lo else self._subject_after(v)
            if source is not None and self.bits[source.first] & THING_PRONOUN:
                return None
        if source is None or source.first == v:
            return None
        first = self._after_hearer(v + 1) if self.bits[v] & (TELL | HEAR) else v + 1
        content = self._right(first)
        if content is None or self.bits[v + 1] & PREPOSITION:
            return None
        if self.bits[v] & EVIDENCE:
            kind = EVIDENCE
        if v == self.lo:
            comma = next((x for x in range(v, self.hi) if self.bits[x] & COMMA), self.hi)
            content = Stretch(v + 1, comma)
        return Relation(
            source, Stretch(v, v + 1), content, (), kind, hearsay=False, denial=bool(self.bits[v] & DENY)
        )

    def _subject_after(self, v: int) -> Stretch | None:
        """Return the subject of the main clause after an opening participle clause."""
        comma = next((x for x in range(v, self.hi) if self.bits[x] & COMMA), -1)
        if comma < 0 or comma + 1 >= self.hi:
            return None
        return self._scan_right(comma + 1)

    def _infinitive(self, v: int, particle: int, kind: int) -> Relation | None:
        """Read a cue after *to*: its subject is that of the verb before it."""
        bits, lo = self.bits, self.lo
        i = particle - 1
        if i < lo or not bits[i] & CHAIN:
            return None
        while i >= lo and bits[i] & (CHAIN | AUX | ADVERB | BE):
            i -= 1
        source = self._subject(i) if i >= lo else None
        content = self._right(self._after_hearer(v + 1) if bits[v] & (TELL | HEAR) else v + 1)
        if source is None or content is None:
            return None
        return Relation(
            source, Stretch(v, v + 1), content, (), kind, hearsay=False, denial=bool(bits[v] & DENY)
        )

    def _passive(self, v: int, i: int, kind: int) -> Relation | None:
        """Read a passive cue: its agent is the source, or nobody is (it is believed that)."""
        bits, hi = self.bits, self.hi
        j = v + 1
        if j < hi and bits[j] & AGENT:
            source = self._scan_right(j + 1) if j + 1 < hi else None
            subject = self._subject(i) if i >= self.lo else None
            if source is None or subject is None:
                return None
            if bits[v] & CLAUSAL:
                return None
            shown = any(bits[x] & SHOWS for x in range(*subject))
            more = (Stretch(source.last, hi),) if source.last < hi and bits[source.last] & (AS | THAT) else ()
            kind = EVIDENCE if shown else kind
            return Relation(source, Stretch(v, j + 1), subject, more, kind, hearsay=False, denial=False)
        if bits[v] & RUMOURED:
            return self._rumour(v)
        return None

    def _rumour(self, v: int) -> Relation | None:
        """Read hearsay without a source: is said to have fled, it is believed that."""
        bits, lo, hi = self.bits, self.lo, self.hi
        i = v - 1
        be = False
        while i >= lo and bits[i] & (AUX | ADVERB | BE):
            be = be or bool(bits[i] & BE)
            i -= 1
        if not be or v + 1 >= hi or not bits[v] & RUMOURED:
            return None
        if bits[v + 1] & THAT:
            content = self._right(v + 2)
        elif bits[v + 1] & PARTICLE:
            subject = self._subject(i)
            content = Stretch(subject.first if subject else lo, hi)
        else:
            return None
        if content is None:
            return None
        return Relation(None, Stretch(v, v + 1), content, (), SPEECH, hearsay=True, denial=False)

    def _hearsay(self, i: int) -> Relation | None:
        """Read an adverb of rumour: its clause is the content, without a source."""
        bits, lo, hi = self.bits, self.lo, self.hi
        j = i + 1
        while j < hi and bits[j] & (ADVERB | AUX | BE):
            j += 1
        if bits[i] & ADVERB and j < hi and bits[j] & FINITE and self._verb(j) is not None:
            return None
        first = i
        while first > lo and not bits[first - 1] & (COMMA | SEMICOLON | COLON | DASH | QUOTE):
            first -= 1
        last = i
        while last < hi and not bits[last] & (SEMICOLON | QUOTE):
            last += 1
        return Relation(None, Stretch(i, i + 1), Stretch(first, last), (), SPEECH, hearsay=True, denial=False)
