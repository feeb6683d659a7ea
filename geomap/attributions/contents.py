"""Contents around a cue, and the sentences and quotations they lie in."""

from __future__ import annotations

from bisect import bisect_right

from geomap.attributions.lexicon import (
    ABOUT,
    ADVERB,
    ANAPHOR,
    AS,
    AUX,
    BE,
    BRACKET,
    COLON,
    COMMA,
    DASH,
    DETERMINER,
    END,
    GERUND,
    HEAR,
    OPENER,
    PARTICLE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    SEMICOLON,
    SPEECH,
    TELL,
    THAT,
    TIME,
)
from geomap.attributions.phrases import WALL, Phrases, Stretch
from geomap.attributions.quotes import Quote

SHORTEST_CONTENT = 2
"""Tokens; less before a subject is a lead-in, not a content."""


EMPHASIS = "*_"
"""Marks around words that a text sets off; they part nothing."""
LONGEST_SENTENCE = 240
"""Tokens; what is longer is a list or has lost its stops."""
MOST_RELATIONS = 8
"""Relations of such a sentence that are kept in view."""
LONGEST_ASIDE = 6
"""Tokens between a verb and the comma before its content: said in a statement on Friday, ..."""
LONGEST_LEAD = 3
"""Sentences of a paragraph that one pointing back can attribute."""


class Contents(Phrases):
    """What is said: the stretches before and after a cue, and quotations that go on."""

    def _open_sentence(self, number: int) -> None:
        sentence = self.sentences[number]
        self.sentence = number
        lo, hi = sentence.first, sentence.last
        while hi > lo and (self.bits[hi - 1] & END or self.words[hi - 1] in EMPHASIS):
            hi -= 1
        quote = self._quote_at(lo)
        self.lo = quote.open if quote else lo
        self.hi = self.far = hi
        quote = self._quote_at(hi - 1) if hi > lo else None
        if quote and quote.close >= hi:
            self.far = quote.close + 1
        self.here = []
        self.subject = None
        self.whole = self.lo, self.hi, self.far
        self.narrow = self.hi - self.lo > LONGEST_SENTENCE

    def _narrow(self, i: int) -> None:
        """Look only at the neighbourhood of token ``i`` of a sentence without an end, for linear time."""
        lo, hi, far = self.whole
        self.lo, self.hi = max(lo, i - LONGEST_SENTENCE // 2), min(hi, i + LONGEST_SENTENCE // 2)
        self.far = far if self.hi == hi else self.hi
        if len(self.here) > MOST_RELATIONS:
            self.found.extend(self.here[:-MOST_RELATIONS])
            del self.here[:-MOST_RELATIONS]

    def _quote_at(self, i: int) -> Quote | None:
        """Return the quotation that holds token ``i``."""
        if not self.opens:
            return None
        q = bisect_right(self.opens, i) - 1
        return self.quotes[q] if q >= 0 and self.quotes[q].close >= i else None

    def _close_sentence(self) -> None:
        """Add to the last quoted content the quotations that go on in the sentences after it."""
        last = self.here[-1]
        if last.kind == SPEECH and last.source is not None:
            more = list(last.more)
            block, number = self._block(), self.sentence + 1
            while number < len(self.sentences):
                sentence = self.sentences[number]
                if (
                    sentence.block == block
                    and self.bits[sentence.first] & DASH
                    and self.bits[last.cue.first - 1] & DASH
                ):
                    more.append(Stretch(sentence.first + 1, sentence.last))  # — ..., — said X. — ...
                    number += 1
                    continue
                quote = self._quote_at(sentence.first)
                if quote is None or quote.open < sentence.first:
                    break
                final = self._sentence_with(quote.close, number)
                if final is None or self.sentences[final].last - quote.close > 2:
                    break
                if sentence.block != block:
                    # A paragraph of its own goes on only where it is a quotation and nothing else.
                    alone = (
                        final + 1 == len(self.sentences) or self.sentences[final + 1].block != sentence.block
                    )
                    if not alone or sentence.block != block + 1:
                        break
                    block = sentence.block
                more.append(Stretch(quote.open, quote.close + 1))
                number = final + 1
            if len(more) > len(last.more):
                self.here[-1] = last._replace(more=tuple(more))
        self.found.extend(self.here)
        self.here = []

    def _block(self) -> int:
        return self.sentences[self.sentence].block

    def _sentence_with(self, i: int, number: int) -> int | None:
        """Return the number, from ``number`` on, of the sentence that holds token ``i``."""
        while number < len(self.sentences):
            if self.sentences[number].last > i:
                return number
            number += 1
        return None

    def _right(self, first: int) -> Stretch | None:
        """Return the content that begins at ``first`` and goes to the end of sentence or quotation."""
        return Stretch(first, self.far) if first < self.far else None

    def _content(
        self, v: int, source: Stretch, *, inverted: bool
    ) -> tuple[Stretch, tuple[Stretch, ...]] | None:
        """Return what is said around the verb ``v`` and its subject, before them, after them or both."""
        bits, lo, hi = self.bits, self.lo, self.hi
        start = min(source.first, v)
        after = max(source.last, v + 1) if inverted else v + 1
        begin = lo
        for relation in self.here:
            if relation.content.last <= relation.cue.first and relation.cue.last <= start:
                begin = max(begin, relation.cue.last, relation.source.last if relation.source else 0)
        while begin < start and bits[begin] & (COMMA | TIME):
            begin += 1
        boundary = start - 1
        while boundary > begin and self.words[boundary] in EMPHASIS:
            boundary -= 1
        if boundary > begin and bits[boundary] & AS:
            boundary -= 1
        left = None
        if boundary - begin >= 1 and bits[boundary] & (COMMA | QUOTE | DASH):
            end = boundary + 1 if bits[boundary] & QUOTE else boundary
            while end > begin and bits[end - 1] & (COMMA | DASH):
                end -= 1
            if end - begin >= SHORTEST_CONTENT or (end > begin and bits[end - 1] & QUOTE):
                left = Stretch(begin, end)
        j = after
        if bits[v] & (TELL | HEAR) and not inverted:
            j = self._after_hearer(j)
        if j >= hi:
            return (left, ()) if left else None
        if left and hi - j > 2 and bits[hi - 1] & GERUND and bits[hi - 1] & SPEECH and bits[hi - 2] & AS:
            return left, ()  # X, the agency cited a guard as saying
        bit = bits[j]
        closes = bit & COLON and j + 1 >= hi
        if left is not None and not (bit & (COMMA | TIME | PREPOSITION) or closes) and self._is_lead_in(left):
            left = None
        if bit & COMMA:
            if left is None or (j + 1 < hi and bits[j + 1] & THAT and not bits[boundary] & QUOTE):
                right = self._right(j + 1)
                return (right, ()) if right else None
            rest = self._right(j + 1)
            if rest is None or bits[j + 1] & GERUND:
                return left, ()
            return (rest, (left,)) if self._is_lead_in(left) else (left, (rest,))
        if bit & (THAT | QUOTE | COLON) or (bit & ABOUT and not bits[boundary] & QUOTE):
            right = self._right(j + 1 if bit & COLON else j)
            if right is None:
                return (left, ()) if left else None
            if left is not None and bits[boundary] & QUOTE and not bit & THAT:
                return left, (right,)
            return right, ()
        if bit & (TIME | PREPOSITION | ADVERB | DASH | BRACKET | GERUND | OPENER | SEMICOLON) or inverted:
            t = j
            while t < hi and t - j < 20 and not bits[t] & (THAT | QUOTE | COLON | COMMA):
                t += 1
            if t < hi and bits[t] & THAT and not (left and bits[boundary] & QUOTE):
                right = self._right(t)
                return (right, ()) if right else None
            if left is not None:
                rest = self._right(t + 1) if t < hi and bits[t] & (COMMA | COLON) else None
                return left, ((rest,) if rest and not bits[t + 1] & GERUND else ())
            aside = (
                bits[t] & COMMA and (t - j > LONGEST_ASIDE or bits[v] & (TELL | HEAR)) if t < hi else False
            )
            if t < hi and bits[t] & (QUOTE | COLON | COMMA) and not bit & OPENER and not aside:
                right = self._right(t if bits[t] & QUOTE else t + 1)
                return (right, ()) if right else None
        if left is not None and bits[boundary] & QUOTE:
            return left, ()
        right = self._right(j)
        return (right, ()) if right else None

    def _before(self, v: int) -> tuple[Stretch, tuple[Stretch, ...]] | None:
        """Return the sentences before this one that its opening points back to: *This* the army said."""
        bits, lo = self.bits, self.lo
        if lo + 1 >= v or not bits[lo + 1] & ANAPHOR or not bits[lo] & PREPOSITION or self.sentence == 0:
            return None
        block = self._block()
        last = first = self.sentence - 1
        if self.sentences[last].block != block:
            block = self.sentences[last].block
            while first > 0 and self.sentences[first - 1].block == block and last - first < LONGEST_LEAD - 1:
                first -= 1
        return Stretch(self.sentences[first].first, self.sentences[last].last), ()

    def _is_lead_in(self, left: Stretch) -> bool:
        """Tell whether a stretch before a subject only sets the scene: At the forum, he said ..."""
        bits = self.bits
        first = bits[left.first]
        return bool(first & (PREPOSITION | OPENER | TIME | ADVERB | GERUND)) and not any(
            bits[x] & (COMMA | QUOTE | SEMICOLON) for x in range(*left)
        )

    def _after_hearer(self, j: int) -> int:
        """Return the index after the hearer that begins at ``j``."""
        bits, hi = self.bits, self.hi
        first = j
        while j < hi and j - first < 8:
            bit = bits[j]
            if bit & (WALL | THAT | TIME | PREPOSITION | PARTICLE | OPENER | AUX | BE):
                break
            if (
                j > first
                and not self._is_name(j)
                and bit & (PRONOUN | DETERMINER)
                and not bits[j - 1] & DETERMINER
            ):
                break
            j += 1
        return j
