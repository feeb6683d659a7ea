"""Relations of attribution between tokens: a shallow grammar around each cue."""

from __future__ import annotations

from geomap.attributions.contents import SHORTEST_CONTENT
from geomap.attributions.lexicon import (
    ADJECTIVE,
    ADVERB,
    ALSO_NOUN,
    ATTITUDE,
    AUX,
    BE,
    COLON,
    COMMA,
    CUE,
    DASH,
    DETERMINER,
    DOCUMENT,
    END,
    FINITE,
    HEARSAY,
    ISSUE,
    JOINER,
    LABEL,
    NOUN,
    OPENER,
    PARTICLE,
    PHRASE,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    RUMOURED,
    SHOWS,
    SPEAKER,
    SPEECH,
    THAT,
    TIME,
    VERB,
)
from geomap.attributions.phrases import WALL, Relation, Stretch
from geomap.attributions.quotes import Quote
from geomap.attributions.verbs import Verbs

LONGEST_NAME = 4
"""Tokens of a name by itself before the colon of a headline."""
LONGEST_LABEL = 7
"""Tokens before a colon or after a dash that may name a source."""


class Reader(Verbs):
    """Reads the relations of one text, cue by cue."""

    def read(self) -> list[Relation]:
        """Return all relations in the order of their cues."""
        bits, sentences = self.bits, self.sentences
        number = -1
        end = closed = -1
        quotes, q = self.quotes, 0
        opened = quotes[0].open if quotes else len(bits)
        cues = [i for i, bit in enumerate(bits) if bit & CUE]
        for i in cues:
            # 34-year-old: a hyphen without spaces parts no phrases.
            if bits[i] & DASH and self._is_hyphen(i):
                bits[i] = 0
        for i in cues:
            while opened < i:
                closed = quotes[q].close
                q += 1
                opened = quotes[q].open if q < len(quotes) else len(bits)
            if i <= closed:
                if bits[i] & SPEECH and bits[i - 1] & DASH and (relation := self._inserted(i, quotes[q - 1])):
                    self.found.append(relation)
                continue
            if i >= end:
                if self.here:
                    self._close_sentence()
                while i >= end:
                    number += 1
                    end = sentences[number].last
                self._open_sentence(number)
            if self.narrow:
                self._narrow(i)
            bit = bits[i]
            if bit & VERB:
                relation = self._verb(i)
                if relation is None and bit & NOUN:
                    relation = self._noun(i)
                if relation is None and bit & RUMOURED:
                    relation = self._rumour(i)
            elif bit & PHRASE:
                relation = self._phrase(i)
            elif bit & NOUN:
                relation = self._noun(i)
            elif bit & SHOWS:
                relation = self._shown(i)
            elif bit & HEARSAY:
                relation = self._hearsay(i)
            elif bit & COLON:
                relation = self._colon(i)
            elif bit & DASH:
                relation = self._dash(i)
            else:
                relation = self._rumour(i)
            if relation is not None:
                self.here.append(relation)
                if bit & VERB and relation.source is not None:
                    self.subject = relation.source
                if relation.kind == SPEECH and relation.source is not None:
                    self.speaker = relation.source
        if self.here:
            self._close_sentence()
        return self.found

    def _inserted(self, v: int, quote: Quote) -> Relation | None:
        """Read a speaker set between dashes into the quotation itself: «..., — said X. — ...»."""
        bits = self.bits
        if self.has_articles or not bits[v - 2] & (COMMA | END | QUOTE):
            return None
        last = v + 1
        while last < quote.close and not bits[last] & (COMMA | END | QUOTE | DASH):
            last += 1
        source = Stretch(v + 1, last)
        if last == v + 1 or not any(bits[x] & SPEAKER or self._is_name(x) for x in range(*source)):
            return None
        rest = last
        while rest < quote.close and bits[rest] & (COMMA | END | DASH):
            rest += 1
        goes_on = rest < quote.close and bits[rest - 1] & DASH
        more = (Stretch(rest, quote.close + 1),) if goes_on else ()
        content = Stretch(quote.open, v - 1)
        return Relation(source, Stretch(v, v + 1), content, more, SPEECH, hearsay=False, denial=False)

    def _is_hyphen(self, i: int) -> bool:
        starts, ends = self.starts, self.ends
        return 0 < i < len(starts) - 1 and ends[i - 1] == starts[i] and ends[i] == starts[i + 1]

    def _noun(self, n: int) -> Relation | None:
        """Read a noun cue with its possessor: Russia's claim that."""
        bits, lo, hi = self.bits, self.lo, self.hi
        i = n - 1
        if (
            i > lo
            and not bits[i] & (POSSESSIVE | WALL | DETERMINER | PREPOSITION)
            and bits[i - 1] & POSSESSIVE
        ):
            i -= 1
        if i < lo or not bits[i] & POSSESSIVE or n + 1 >= hi:
            return None
        if self.words[i][0] in "'’":
            source = self._scan_left(i - 1) if i > lo else None
        else:
            source = Stretch(i, i + 1)
        after = bits[n + 1]
        if source is None or not after & (THAT | PREPOSITION | PARTICLE):
            return None
        content = self._right(n + 1)
        if content is None:
            return None
        kind = SPEECH if after & THAT else ATTITUDE
        return Relation(source, Stretch(n, n + 1), content, (), kind, hearsay=False, denial=False)

    def _shown(self, n: int) -> Relation | None:
        """Read pictures that somebody gives out: the brigade released *footage of* a raid."""
        bits = self.bits
        verb = next((x for x in range(n - 1, max(self.lo, n - LONGEST_NAME), -1) if bits[x] & ISSUE), 0)
        if not verb or n + 2 >= self.hi or bits[n + 1] & WALL:
            return None
        if not bits[n + 1] & PREPOSITION and self.has_articles:
            return None
        source = self._subject(self._left_of(verb).last) if verb > self.lo else None
        if source is None or not self._head_bits(source) & SPEAKER or self._head_bits(source) & SHOWS:
            return None
        content = Stretch(n + 1, self.hi)
        return Relation(source, Stretch(verb, verb + 1), content, (), SPEECH, hearsay=False, denial=False)

    def _phrase(self, p: int) -> Relation | None:
        """Read a cue phrase that its source follows: according to."""
        lowers, bits, lo, hi = self.lowers, self.bits, self.lo, self.hi
        for phrase in self.phrases[lowers[p]]:
            last = p + len(phrase)
            if lowers[p:last] == phrase:
                break
        else:
            return None
        owner = next((x for x in range(p + 1, last) if bits[x] & POSSESSIVE), 0)
        source: Stretch | None = None
        if owner:
            source = Stretch(owner, owner + 1)  # in his words
        elif last < hi:
            source = self._scan_right(last)
        if source is None or bits[source.last - 1] & (DETERMINER | JOINER):
            return None
        if len(phrase) == 1 and not self._is_name(last) and not bits[last] & (DETERMINER | SPEAKER):
            return None
        if not owner and not self._is_plausible(source):
            return None  # according to plan
        begin = lo
        for relation in self.here:
            if relation.content.last <= relation.cue.first and relation.cue.last <= p:
                begin = max(begin, relation.cue.last, relation.source.last if relation.source else 0)
        while begin < p and bits[begin] & (COMMA | TIME):
            begin += 1
        end = p
        while end > begin and bits[end - 1] & (COMMA | DASH | ADVERB | OPENER):
            end -= 1
        left = Stretch(begin, end) if end - begin >= 2 else None
        j = max(source.last, last)
        while j < hi and not bits[j] & COMMA:
            j += 1
        right = self._right(j + 1)
        if left is None:
            content = right or self._right(source.last)
            return (
                None
                if content is None
                else Relation(source, Stretch(p, last), content, (), SPEECH, hearsay=False, denial=False)
            )
        if right and (left.last - left.first <= SHORTEST_CONTENT or self._is_lead_in(left)):
            left, right = right, left
        more = (right,) if right else ()
        return Relation(source, Stretch(p, last), left, more, SPEECH, hearsay=False, denial=False)

    def _colon(self, c: int) -> Relation | None:
        """Read a source before a colon, or after it at the end of a headline."""
        return self._label(c) or self._credit(c)

    def _credit(self, c: int) -> Relation | None:
        """Read a source that closes a headline after a colon: Troops leave town: governor."""
        bits, lo, hi = self.bits, self.lo, self.hi
        if hi - c - 1 > LONGEST_NAME or c - lo < SHORTEST_CONTENT or c + 1 >= hi:
            return None
        # The sentence that opens a text may be its headline, where no article comes after the colon.
        opens = self.sentence == 0 and not bits[c + 1] & DETERMINER
        if not opens and not self._is_headline():
            return None
        source = self._scan_right(c + 1)
        if source is None or source.last < hi or bits[c + 1] & SHOWS:
            return None
        initials = hi - c == 2 and self.words[c + 1].isupper() and len(self.words[c + 1]) > 1
        if not bits[hi - 1] & SPEAKER and not initials:
            return None
        return Relation(source, Stretch(c, c + 1), Stretch(lo, c), (), SPEECH, hearsay=False, denial=False)

    def _label(self, c: int) -> Relation | None:
        """Read a label with a colon at the start of a sentence: Zelensky: ..."""
        bits, lo = self.bits, self.lo
        if not lo < c <= lo + LONGEST_LABEL or c + 1 >= self.hi or bits[lo] & (LABEL | PRONOUN):
            return None
        if lo != self.sentences[self.sentence].first or self.here:
            return None
        some, x, named = 0, lo, True
        while x < c:
            bit = bits[x]
            if bit & QUOTE and (close := self._quoted_name(x)):
                x = close + 1
                continue
            if bit & (WALL | AUX | BE | TIME) or (bit & FINITE and not bit & (ALSO_NOUN | SPEAKER)):
                return None
            # Head of the region: is a source; Strike on the bridge: is not.
            if bit & PREPOSITION and not (x > lo and bits[x - 1] & SPEAKER):
                return None
            named = named and self._is_name(x)
            some |= bit
            x += 1
        # Eastern front: is the heading of what follows, as no name of a speaker begins so.
        title = named and not bits[lo] & ADJECTIVE
        title = title and c - lo <= LONGEST_NAME and self.sentences[self.sentence].block == 0
        if not (some & SPEAKER or title or bits[c + 1] & QUOTE) or not self._is_name(lo) or x > c:
            return None
        content = self._right(c + 1)
        if content is None:
            return None
        return Relation(Stretch(lo, c), Stretch(c, c + 1), content, (), SPEECH, hearsay=False, denial=False)

    def _dash(self, d: int) -> Relation | None:
        """Read a source that closes a headline or a quotation after a dash."""
        bits, lo, hi = self.bits, self.lo, self.hi
        if hi - d - 1 > LONGEST_LABEL or d - lo < SHORTEST_CONTENT or d + 1 >= hi:
            return None
        sentence = self.sentences[self.sentence]
        closes = sentence.end == self.blocks[sentence.block].end
        # A comma or a closing quotation before the dash tells that what went before was said.
        said = bits[d - 1] & (QUOTE | COMMA)
        if not said and not self._is_headline() and not (closes and sentence.block == 0):
            return None
        source = self._scan_right(d + 1)
        if source is None or source.last < hi or bits[d + 1] & SHOWS:
            return None
        named = self._is_name(d + 1)
        some = 0
        for x in range(*source):
            some |= bits[x] if not bits[x] & DOCUMENT or self.words[x].islower() else 0
        if not some & (SPEAKER | DOCUMENT) and not (named and said):
            return None
        end = d
        while end > lo and bits[end - 1] & (COMMA | END):
            end -= 1
        return Relation(source, Stretch(d, d + 1), Stretch(lo, end), (), SPEECH, hearsay=False, denial=False)
