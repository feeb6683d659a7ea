"""Relations of attribution between tokens: a shallow grammar around each cue."""

from __future__ import annotations

from geomap.attributions.contents import SHORTEST_CONTENT, Contents
from geomap.attributions.lexicon import (
    ADJECTIVE,
    ADVERB,
    AGENT,
    ALSO_NOUN,
    ANAPHOR,
    ARTICLE,
    AS,
    ATTITUDE,
    AUX,
    BASE,
    BE,
    BELIEF,
    BODY,
    BRACKET,
    CHAIN,
    CLAUSAL,
    COLON,
    COMMA,
    COORDINATOR,
    DASH,
    DENY,
    DETERMINER,
    DOCUMENT,
    END,
    EVIDENCE,
    FINITE,
    GERUND,
    HEARER,
    HEARSAY,
    JOINER,
    LABEL,
    NOUN,
    OPENER,
    OUTCOME,
    PARTICLE,
    PAST,
    PHRASE,
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
    TIME,
    VERB,
    WHO,
)
from geomap.attributions.phrases import WALL, Relation, Stretch

LONGEST_NAME = 4
"""Tokens of a name by itself before the colon of a headline."""
LONGEST_LABEL = 7
"""Tokens before a colon or after a dash that may name a source."""


class Reader(Contents):
    """Reads the relations of one text, cue by cue."""

    def read(self) -> list[Relation]:
        """Return all relations in the order of their cues."""
        bits, sentences = self.bits, self.sentences
        number = -1
        end = closed = -1
        quotes, q = self.quotes, 0
        opened = quotes[0].open if quotes else len(bits)
        for i in [i for i, word in enumerate(self.lowers) if word in self.cues]:
            if i <= closed:
                continue
            while opened < i:
                closed = quotes[q].close
                q += 1
                opened = quotes[q].open if q < len(quotes) else len(bits)
            if i <= closed:
                continue
            if i >= end:
                if self.here:
                    self._close_sentence()
                while i >= end:
                    number += 1
                    end = sentences[number].last
                self._open_sentence(number)
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
        if self.here:
            self._close_sentence()
        return self.found

    def _verb(self, v: int) -> Relation | None:
        bits, lo = self.bits, self.lo
        bit = bits[v]
        i = v - 1
        be = helped = hearsay = False
        while i >= lo and (bits[i] & (AUX | ADVERB | BE) or self.lowers[i].endswith(self.adverb_ending)):
            be = be or bool(bits[i] & BE)
            helped = helped or bool(bits[i] & (AUX | BE))
            hearsay = hearsay or bool(bits[i] & HEARSAY)
            i -= 1
        if i > lo and bits[i] & TIME:
            while i > lo and bits[i] & TIME:
                i -= 1
            if i > lo and bits[i] & (DETERMINER | PREPOSITION):
                i -= 1
        if (
            i > lo
            and bits[i] & POSSESSIVE
            and self.words[i][0] in "'’"
            and (bit & GERUND or bits[i - 1] & PRONOUN)
        ):
            be = be or bool(bit & GERUND)
            helped = True
            i -= 1
        before = bits[i] if i >= lo else 0
        after = bits[v + 1] if v + 1 < self.hi else 0
        kind = self._kind(v, bit, after)
        bare = bool(kind & CLAUSAL)
        kind &= ~CLAUSAL
        if after & (AUX | BE):
            return None
        if bit & GERUND:
            if not be:
                return None if bare or kind != SPEECH else self._gerund(v, before, kind)
        elif (be and bit & PAST) or (after & AGENT and bit & PAST and not helped):
            return self._passive(v, i, kind)
        elif before & PARTICLE and bit & BASE:
            return None if bare else self._infinitive(v, i, kind)
        elif not helped and i >= lo:
            if before & (ARTICLE | POSSESSIVE) or (before & PREPOSITION and bit & HEARSAY):
                return self._hearsay(v) if bit & HEARSAY else None
            if bit & HEARSAY and after & OUTCOME:
                return self._hearsay(v)
            if bit & ALSO_NOUN and not self._is_verb(v, i, before, after):
                return None
        if self._is_name(v) and v > self.sentences[self.sentence].first and not self._is_headline():
            return None
        quoted_before = i >= lo and (
            before & QUOTE or (before & (COMMA | DASH) and i > lo and bits[i - 1] & QUOTE)
        )
        source = None
        inverted = False
        if i < lo and bit & HEARSAY and self.has_articles:
            return self._hearsay(v)
        if kind == SPEECH and (i < lo or quoted_before or before & (AS | ANAPHOR)):
            source = self._inverted(v)
            inverted = source is not None
        if source is None and i >= lo and not before & QUOTE:
            source = self._subject(i)
            if kind == SPEECH and before & (COMMA | DASH) and not helped:
                right = self._inverted(v)
                if right is not None and (source is None or not self._sets_apart(source, i)):
                    source, inverted = right, True
        if source is None:
            return None
        if bit & HEARSAY and not helped and not after & (THAT | QUOTE) and not self._speaks(source):
            return self._hearsay(v)
        if kind == ATTITUDE:
            right = self._right(v + 1)
            if right is None or after & COMMA:
                return None
            return Relation(source, Stretch(v, v + 1), right, (), kind, hearsay, denial=False)
        if bit & EVIDENCE:
            some = 0
            for x in range(*source):
                some |= bits[x]
            if some & SHOWS:
                kind = EVIDENCE
            elif some & SPEAKER and not some & DOCUMENT:
                kind = SPEECH
        elif after & PREPOSITION and bit & TELL:
            kind = ATTITUDE
        content = self._before(v) or self._content(v, source, inverted=inverted)
        if content is None or (bare and content[0].last > v):
            return None
        return Relation(source, Stretch(v, v + 1), *content, kind, hearsay, denial=bool(bit & DENY))

    def _kind(self, v: int, bit: int, after: int) -> int:
        """Return what a form asserts, with CLAUSAL where no clause follows that it would need."""
        kind = (
            SPEECH if bit & SPEECH else BELIEF if bit & BELIEF else EVIDENCE if bit & EVIDENCE else ATTITUDE
        )
        if kind == ATTITUDE or bit & DENY or (kind == SPEECH and not bit & (CLAUSAL | ATTITUDE)):
            return kind
        if after & COMMA and v + 2 < self.hi and self.bits[v + 2] & THAT:
            return kind
        if after & (THAT | QUOTE | COLON) or self._clause_at(v + 1):
            return kind
        return ATTITUDE if bit & ATTITUDE else kind | CLAUSAL

    def _speaks(self, source: Stretch) -> bool:
        """Tell whether a phrase names somebody: crater reported in the yard is no report by the crater."""
        bits = self.bits
        if any(bits[x] & (SPEAKER | PRONOUN | WHO) for x in range(*source)):
            return True
        last = source.last - 1
        return (
            self._is_name(last)
            and not bits[last] & ADJECTIVE
            and not any(bits[x] & PREPOSITION for x in range(*source))
        )

    def _clause_at(self, i: int) -> bool:
        """Tell whether a clause of its own begins at ``i``: a subject and soon a verb."""
        bits = self.bits
        for j in range(i, min(self.hi, i + 9)):
            bit = bits[j]
            if bit & (THAT | BE | AUX) or (bit & PRONOUN and not bit & POSSESSIVE and j == i):
                return True
            if bit & (WALL | OPENER | PARTICLE):
                return False
        return False

    def _is_verb(self, v: int, i: int, before: int, after: int) -> bool:
        """Tell whether a form that may be a noun is a verb here, after the token ``i``."""
        if before & (DETERMINER | PREPOSITION | WALL | COORDINATOR) or after & PREPOSITION:
            return False
        if before & (PRONOUN | WHO):
            return True
        if self._is_name(v) and self._is_name(i) and not self._is_headline():
            return False
        return bool(before & SPEAKER) or (
            self._is_name(i)
            and not before & ADJECTIVE
            and not self.lowers[i].endswith(self.adjective_endings)
        )

    def _is_headline(self) -> bool:
        sentence = self.sentences[self.sentence]
        block = self.blocks[sentence.block]
        return sentence.start == block.start and sentence.end == block.end

    def _sets_apart(self, source: Stretch, comma: int) -> bool:
        """Tell whether a subject reaches the verb over an apposition that closes at ``comma``."""
        return any(self.bits[x] & COMMA for x in range(source.first, comma)) or (
            source.last < comma and bool(self.bits[source.last] & (COMMA | BRACKET | DASH))
        )

    def _inverted(self, v: int) -> Stretch | None:
        """Return the subject that follows its verb: said Peskov."""
        if v + 1 >= self.hi:
            return None
        bits, hi = self.bits, self.hi
        first = v + 1
        while first + 1 < hi and bits[first] & HEARER:
            first += 1
        if bits[first] & (PREPOSITION | TIME):
            # reported at the staff; reported on Telegram governor X
            speaker = next((x for x in range(first, min(hi, first + 6)) if bits[x] & (SPEAKER | WALL)), hi)
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

    def _gerund(self, v: int, before: int, kind: int) -> Relation | None:
        if before & (DETERMINER | POSSESSIVE) or v + 1 >= self.hi:
            return None
        source = self.subject
        if source is None:
            source = self._opening_subject(v) if v > self.lo else self._subject_after(v)
        if source is None or source.first == v:
            return None
        first = self._after_hearer(v + 1) if self.bits[v] & TELL else v + 1
        content = self._right(first)
        if content is None or self.bits[v + 1] & PREPOSITION:
            return None
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
        content = self._right(self._after_hearer(v + 1) if bits[v] & TELL else v + 1)
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
            content = subject if source.last >= hi or kind != SPEECH else Stretch(source.last, hi)
            return Relation(source, Stretch(v, j + 1), content, (), kind, hearsay=False, denial=False)
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
        if j < hi and bits[j] & SPEECH and bits[j] & FINITE:
            return None
        first = i
        while first > lo and not bits[first - 1] & (COMMA | SEMICOLON | COLON | DASH | QUOTE):
            first -= 1
        last = i
        while last < hi and not bits[last] & (SEMICOLON | QUOTE):
            last += 1
        return Relation(None, Stretch(i, i + 1), Stretch(first, last), (), SPEECH, hearsay=True, denial=False)

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

    def _phrase(self, p: int) -> Relation | None:
        """Read a cue phrase that its source follows: according to."""
        lowers, bits, lo, hi = self.lowers, self.bits, self.lo, self.hi
        for phrase in self.phrases[lowers[p]]:
            last = p + len(phrase)
            if lowers[p:last] == phrase:
                break
        else:
            return None
        source = self._scan_right(last) if last < hi else None
        if source is None or bits[source.last - 1] & (DETERMINER | JOINER):
            return None
        if len(phrase) == 1 and not self._is_name(last) and not bits[last] & (DETERMINER | SPEAKER):
            return None
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
        j = source.last
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
        title = named and c - lo <= LONGEST_NAME and self.sentences[self.sentence].block == 0
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
        quoted = bits[d - 1] & QUOTE and closes
        if not quoted and not self._is_headline() and not (closes and sentence.block == 0):
            return None
        source = self._scan_right(d + 1)
        if source is None or source.last < hi:
            return None
        named = self._is_name(d + 1)
        if not (
            any(bits[x] & SPEAKER for x in range(*source)) or (named and (quoted or bits[d - 1] & COMMA))
        ):
            return None
        end = d
        while end > lo and bits[end - 1] & (COMMA | END):
            end -= 1
        return Relation(source, Stretch(d, d + 1), Stretch(lo, end), (), SPEECH, hearsay=False, denial=False)
