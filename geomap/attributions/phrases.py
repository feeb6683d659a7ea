"""Noun phrases around a cue: subjects, agents, appositions."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from geomap.attributions.lexicon import (
    ADVERB,
    AGENT,
    ALSO_NOUN,
    ARTICLE,
    AUX,
    BE,
    BODY,
    BRACKET,
    COLON,
    COMMA,
    COORDINATOR,
    DASH,
    DETERMINER,
    END,
    FINITE,
    GERUND,
    JOINER,
    OPENER,
    PARTICLE,
    PERSON,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    SEAT,
    SEMICOLON,
    SPEAKER,
    THAT,
    TIME,
    WHO,
)
from geomap.attributions.quotes import Quote
from geomap.language import Lexicon
from geomap.text import Text

# An end mark inside a sentence closes an abbreviation, so it breaks no phrase.
WALL = COMMA | QUOTE | DASH | COLON | BRACKET | SEMICOLON
LONGEST_SOURCE = 26
"""Tokens; longer stretches before a verb are no noun phrase."""


SHORT_OFFICE = 4
"""Tokens of an office without an article or a possessive."""
LONGEST_QUOTED_NAME = 5
"""Tokens; a longer quotation is no outlet's name."""


class Stretch(NamedTuple):
    """Tokens ``first`` to ``last`` (exclusive)."""

    first: int
    last: int


class Relation(NamedTuple):
    """An attribution by its tokens."""

    source: Stretch | None
    cue: Stretch
    content: Stretch
    more: tuple[Stretch, ...]
    """Further stretches of the same content."""
    kind: int
    """One of SPEECH, BELIEF, EVIDENCE, ATTITUDE."""
    hearsay: bool
    denial: bool


class Phrases:
    """Noun phrases of one text, found by walking from a cue to the nearest boundary."""

    def __init__(self, text: Text, bits: list[int], quotes: tuple[Quote, ...], lexicon: Lexicon) -> None:
        self.words = text.words
        self.starts = text.starts
        self.ends = text.ends
        self.lowers = text.lowers
        self.sentences = text.sentences
        self.blocks = text.blocks
        self.bits = bits
        self.quotes = quotes
        self.opens = [quote.open for quote in quotes]
        self.phrases = lexicon.cues
        self.adverb_ending = lexicon.grammar.adverb_ending
        self.adjective_endings = lexicon.grammar.adjective_endings
        self.has_articles = lexicon.grammar.articles
        self.plural_endings = lexicon.grammar.plural_endings
        self.lo = self.hi = self.far = 0
        self.sentence = -1
        self.whole = 0, 0, 0
        """``lo``, ``hi`` and ``far`` of the whole present sentence."""
        self.narrow = False
        self.subject: Stretch | None = None
        """Subject of the last verb cue of the present sentence."""
        self.speaker: Stretch | None = None
        """Source of the last speech in the text so far."""
        self.here: list[Relation] = []
        """Relations of the present sentence so far."""
        self.found: list[Relation] = []

    def _is_name(self, i: int) -> bool:
        return self.words[i][0].isupper()

    def _scan_left(self, i: int) -> Stretch | None:
        """Return the noun phrase that ends with token ``i``."""
        bits, lo = self.bits, self.lo
        bit = bits[i]
        if bit & PRONOUN:
            return Stretch(i, i + 1)
        joined = -1
        j = i
        limit = max(lo, i - LONGEST_SOURCE)
        while j >= limit:
            bit = bits[j]
            if bit & WALL:
                break
            if (
                bit & COORDINATOR and j < i and (self._is_name(j - 1) or bits[j - 1] & SPEAKER)
                if j > lo
                else False
            ):
                joined = j
            elif bit & (OPENER | AUX | BE | PRONOUN) or (
                bit & (FINITE | GERUND) and not bit & (ALSO_NOUN | SPEAKER) and not self._is_name(j)
            ):
                if j > lo and bits[j - 1] & WHO and not bit & OPENER:
                    return self._subject(j - 1)
                if joined >= 0 and bit & (AUX | BE | PRONOUN | FINITE):
                    j = joined
                break
            j -= 1
        first = j + 1
        while first <= i and not self.words[first][0].isalnum():
            first += 1
        if first < i and self.words[first][0].isdigit():
            # The date and hour of a live page stand before the sentence: 3 Jul 2022 00.53 The president
            stamp = max(x for x in range(first, min(i, first + 5)) if self.words[x][0].isdigit())
            if self._is_name(stamp + 1) and not bits[stamp + 1] & TIME:
                first = stamp + 1
        while (
            first <= i
            and bits[first] & (ADVERB | TIME | COORDINATOR | OPENER)
            and not bits[first] & DETERMINER
        ):
            first += 1
        if first <= i and bits[first] & PREPOSITION:
            first = self._after_lead_in(first, i)
        if first == i and bits[i] & POSSESSIVE:
            return None
        return Stretch(first, i + 1) if first <= i else None

    def _after_lead_in(self, first: int, i: int) -> int:
        """Return where the noun phrase up to ``i`` begins after an adverbial without a comma."""
        bits = self.bits
        if bits[first] & SEAT and bits[first + 1] & BODY:
            return first + 1  # at the staff of the group they said
        for j in range(i - 1, first, -1):
            if bits[j] & TIME:
                return j + 1
            if bits[j] & DETERMINER and not bits[j - 1] & PREPOSITION:
                return j
        j = i
        while j > first and (self._is_name(j) or bits[j] & (SPEAKER | END)):
            j -= 1
        return j + 1

    def _scan_right(self, i: int) -> Stretch | None:
        """Return the noun phrase that begins with token ``i``."""
        bits, hi = self.bits, self.hi
        j = i
        while j < hi:
            bit = bits[j]
            if bit & QUOTE and not self.has_articles and (close := self._quoted_name(j)):
                j = close + 1
                continue
            if bit & (WALL | AUX | BE | THAT | WHO | TIME | AGENT) and not (bit & DETERMINER and j == i):
                break
            if bit & COORDINATOR:
                if not (j + 1 < hi and (self._is_name(j + 1) or bits[j + 1] & (DETERMINER | SPEAKER))):
                    break
            elif (
                bit & OPENER
                or (bit & PREPOSITION and not bit & JOINER)
                or (bit & PARTICLE and not bit & JOINER)
            ):
                break
            elif bit & JOINER:
                if not (
                    j + 1 < hi and (self._is_name(j + 1) or bits[j + 1] & (DETERMINER | POSSESSIVE | SPEAKER))
                ):
                    break
            elif (bit & PRONOUN and j > i) or (
                bit & (FINITE | GERUND) and not bit & (ALSO_NOUN | SPEAKER) and not self._is_name(j)
            ):
                break
            j += 1
            if bit & PRONOUN:
                break
        return Stretch(i, j) if j > i else None

    def _quoted_name(self, i: int) -> int:
        """Return the closing mark of a name in quotation marks that opens at ``i``, 0 if there is none."""
        q = bisect_right(self.opens, i) - 1
        if q < 0:
            return 0
        quote = self.quotes[q]
        short = quote.open == i and quote.close - i <= LONGEST_QUOTED_NAME
        return quote.close if short and self._is_name(i + 1) else 0

    def _subject(self, i: int) -> Stretch | None:
        """Return the subject whose last token, or the comma after it, is ``i``."""
        bits = self.bits
        if i < self.lo:
            return None
        bit = bits[i]
        if bit & WHO:
            end = i - 1 if i > self.lo and bits[i - 1] & COMMA else i
            before = self._scan_left(end - 1) if end > self.lo else None
            return Stretch(before.first, i + 1) if before else Stretch(i, i + 1)
        if bit & COORDINATOR:
            return self._elided(i)
        if bit & BRACKET and (opening := self._short_form(i)):
            return self._scan_left(opening - 1)
        if bit & (COMMA | BRACKET | DASH):
            return self._before_apposition(i)
        if bit & (WALL | THAT):
            return None
        return self._scan_left(i)

    def _short_form(self, closing: int) -> int:
        """Return where the bracket opens that holds only the initials of the name before it, else 0."""
        opening = closing - 2
        if opening <= self.lo or self.words[opening] not in "([" or not self._is_name(opening - 1):
            return 0
        short = self.words[closing - 1]
        return opening if sum(map(str.isupper, short)) > 1 else 0

    def _elided(self, i: int) -> Stretch | None:
        """Return the subject that a verb after a conjunction shares with the verb before."""
        return self.subject or self._opening_subject(i)

    def _opening_subject(self, limit: int) -> Stretch | None:
        """Return the noun phrase with which the sentence opens, after its lead-in."""
        bits = self.bits
        i = self.lo
        if i < limit and bits[i] & (PREPOSITION | ADVERB | TIME | OPENER | GERUND):
            j = i
            while j < limit and not bits[j] & COMMA:
                j += 1
            if j < limit:
                i = j + 1
            else:
                i += 1
        if i >= limit or bits[i] & WALL:
            return None
        if bits[i] & PRONOUN:
            return Stretch(i, i + 1)
        j = i
        named = False
        while j < limit and j - i < 12:
            bit = bits[j]
            if bit & (WALL | AUX | BE | THAT | WHO | TIME | ADVERB | OPENER | PRONOUN | GERUND):
                break
            name = self._is_name(j)
            if not name:
                if bit & FINITE and not bit & SPEAKER and j > i and not bits[j - 1] & DETERMINER:
                    break
                if bit & PREPOSITION and not bit & JOINER:
                    break
                if named and not bit & (SPEAKER | JOINER | DETERMINER | POSSESSIVE | END):
                    break
            named = named or (name and j > self.lo) or bool(bit & SPEAKER)
            j += 1
        return Stretch(i, j) if j > i else None

    def _is_office(self, phrase: Stretch) -> bool:
        """Tell whether a phrase that opens the sentence is an office before its holder's name."""
        bits, first = self.bits, phrase.first
        if first != self.lo and not bits[first - 1] & QUOTE:
            return False
        office = any(
            bits[x] & PERSON and not self.lowers[x].endswith(self.plural_endings) for x in range(*phrase)
        )
        return office and (
            bits[first] & ARTICLE != 0
            or phrase.last - first <= SHORT_OFFICE
            or any(bits[x] & POSSESSIVE for x in range(*phrase))
        )

    def _before_apposition(self, comma: int) -> Stretch | None:
        """Return the phrase before the appositions and asides that end at ``comma``."""
        bits, lo = self.bits, self.lo
        end = comma
        for _ in range(6):
            p = end - 1
            while p >= lo and not bits[p] & WALL:
                p -= 1
            first = p + 1
            if first >= end:
                return None
            bit = bits[first]
            aside = bit & (PREPOSITION | ADVERB | TIME) and not bit & (DETERMINER | PERSON)
            if bit & OPENER and not aside and not bit & (WHO | DETERMINER):
                return None
            # D-Md., Va.: an abbreviation alone is no name.
            short = end - first == 2 and bits[end - 1] & END
            if not aside and not short and self._is_name(first) and not bit & (DETERMINER | WHO):
                head = self._scan_left(end - 1)
                if head is None:
                    return None
                if p > lo and bits[p] & COMMA and head.first == first:
                    before = self._scan_left(p - 1)
                    if before is not None and self._is_office(before):
                        return Stretch(before.first, comma)
                return Stretch(head.first, comma if comma - end > 0 else end)
            if p < lo or not bits[p] & (COMMA | BRACKET | DASH):
                if not aside and bit & (DETERMINER | SPEAKER):
                    return Stretch(first, end)
                return None
            end = p
        return None
