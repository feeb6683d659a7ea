"""Verbs that attribute, in their plain order and as the way to the others."""

from __future__ import annotations

from typing import NamedTuple

from geomap.attributions.lexicon import (
    ABOUT,
    ADJECTIVE,
    ADVERB,
    AGENT,
    ALSO_NOUN,
    ANAPHOR,
    APPEAL,
    ARTICLE,
    AS,
    ATTITUDE,
    AUX,
    BASE,
    BE,
    BELIEF,
    BODY,
    BRACKET,
    CLAUSAL,
    COLON,
    COMMA,
    CONTRAST,
    COORDINATOR,
    DASH,
    DENY,
    DETERMINER,
    DISTANT,
    DOCUMENT,
    EVIDENCE,
    FINITE,
    GERUND,
    HEARSAY,
    NAMING,
    NOUN,
    OPENER,
    OUTCOME,
    PARTICLE,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    SEAT,
    SHOWS,
    SPEAKER,
    SPEECH,
    TELL,
    THAT,
    TIME,
    UNASSERTED,
    WHO,
)
from geomap.attributions.phrases import LONGEST_QUOTED_NAME, WALL, Relation, Stretch
from geomap.attributions.voices import Voices


class Left(NamedTuple):
    """What stands between a verb and its subject."""

    last: int
    """The token on the left at which the subject, or what closes it, ends."""
    be: bool
    helped: bool
    """Whether an auxiliary stands there."""
    hearsay: bool
    unasserted: bool
    """Whether the saying itself is denied or only possible: did not say, may say."""


class Verbs(Voices):
    """Reads the relations of verb cues."""

    def _left_of(self, v: int) -> Left:
        """Return what stands between a verb and its subject on the left."""
        bits, lo = self.bits, self.lo
        i = v - 1
        be = helped = hearsay = unasserted = False
        while i >= lo and (bits[i] & (AUX | ADVERB | BE) or self.lowers[i].endswith(self.adverb_ending)):
            word = bits[i]
            be = be or bool(word & BE)
            helped = helped or bool(word & (AUX | BE))
            hearsay = hearsay or bool(word & HEARSAY)
            unasserted = unasserted or bool(word & UNASSERTED)
            i -= 1
        if i > lo and bits[i] & TIME:
            while i > lo and bits[i] & TIME:
                i -= 1
            if i > lo and bits[i] & (DETERMINER | PREPOSITION):
                i -= 1
        if i > lo and bits[i] & POSSESSIVE and self.words[i][0] in "'’":
            gerund = bits[v] & GERUND
            if gerund or bits[i - 1] & PRONOUN:
                be = be or bool(gerund)
                helped = True
                i -= 1
        return Left(i, be, helped, hearsay, unasserted)

    def _verb(self, v: int) -> Relation | None:
        """Read a verb cue in any of its forms."""
        bits, lo = self.bits, self.lo
        bit = bits[v]
        left = self._left_of(v)
        i = left.last
        before = bits[i] if i >= lo else 0
        after = bits[v + 1] if v + 1 < self.hi else 0
        if after & (AUX | BE):
            return None
        kind = self._kind(v, bit, after)
        bare = bool(kind & CLAUSAL)
        kind &= ~CLAUSAL
        if bit & GERUND:
            if not left.be:
                return None if bare or kind != SPEECH else self._gerund(v, before, kind)
        elif bit & PAST and (left.be or (after & AGENT and not left.helped and self._is_agent(v + 2))):
            return self._passive(v, i, kind)
        elif before & PARTICLE and bit & BASE:
            return None if bare else self._infinitive(v, i, kind)
        elif left.be and not bit & PAST:
            return None
        elif not left.helped:
            if bit & HEARSAY and (
                (i < lo and self.has_articles)
                or before & (ARTICLE | POSSESSIVE | PREPOSITION)
                or after & OUTCOME
            ):
                return self._hearsay(v)
            if before & (ARTICLE | POSSESSIVE):
                return None
            if bit & TELL and bit & PAST and after & PREPOSITION and not before & SPEAKER:
                return None
            if bit & ALSO_NOUN and not (i >= lo and self._is_verb(v, i, before, after)):
                return self._set_off(v, before, after) if before & (COMMA | DASH | QUOTE) else None
        if self._is_name(v) and v > self.sentences[self.sentence].first and not self._is_headline():
            return None
        if kind == SPEECH and not self.has_articles:
            told = self._told_of(v, i, after) or self._object_first(v, i)
            if told:
                return told
        source = None
        inverted = False
        if kind == SPEECH and not bit & TELL:
            after_quote = before & QUOTE or (before & (COMMA | DASH) and i > lo and bits[i - 1] & QUOTE)
            points_back = lo + 1 < v and bits[lo] & ABOUT and bits[lo + 1] & ANAPHOR
            if i < lo or after_quote or before & (AS | ANAPHOR) or points_back:
                source = self._inverted(v)
                inverted = source is not None
        if source is None and i >= lo:
            source = self._before_quote(i) if before & QUOTE else self._subject(i)
            if kind == SPEECH and before & (COMMA | DASH) and not left.helped and not bit & TELL:
                right = self._inverted(v)
                if right is not None and (
                    source is None
                    or not self._sets_apart(source, i)
                    or (self._speaks(right) and not self._head_bits(source) & (SPEAKER | PRONOUN))
                ):
                    source, inverted = right, True
        if source is None or not self._is_plausible(source):
            return None
        rumour = bit & HEARSAY and not left.helped and not after & (THAT | QUOTE) and not inverted
        if rumour and (
            not self._speaks(source)
            or (after & PREPOSITION and not after & PARTICLE and self._is_fragment(source, v))
        ):
            return self._hearsay(v)
        return self._active(v, source, kind, left, inverted=inverted, bare=bare)

    def _is_agent(self, i: int) -> bool:
        """Tell whether whoever does it begins at ``i``: said *by the army*, and not said by phone."""
        return i < self.hi and (self._is_name(i) or bool(self.bits[i] & (DETERMINER | SPEAKER | POSSESSIVE)))

    def _set_off(self, v: int, before: int, after: int) -> Relation | None:
        """Read a form that may be a noun where only a name follows: ..., reports Meduza."""
        if not self._kind(v, self.bits[v], after) & SPEECH or v + 1 >= self.hi or not before & WALL:
            return None
        if not self._is_name(v + 1) or after & ADJECTIVE:
            return None
        if self.lowers[v + 1].endswith(self.adjective_endings):
            return None
        source = self._inverted(v)
        content = self._content(v, source, inverted=True) if source else None
        if source is None or content is None or content[0].last > v:
            return None
        return Relation(source, Stretch(v, v + 1), *content, SPEECH, hearsay=False, denial=False)

    def _told_of(self, v: int, i: int, after: int) -> Relation | None:
        """Read two orders of languages without articles: *of the strike* told X, and: added, that ..."""
        bits, lo = self.bits, self.lo
        if i < lo and after & COMMA and v + 2 < self.hi and bits[v + 2] & THAT:
            content = self._right(v + 2)
            if self.speaker is None or content is None:
                return None
            return Relation(self.speaker, Stretch(v, v + 1), content, (), SPEECH, hearsay=False, denial=False)
        if not bits[lo] & ABOUT or lo + 1 >= v or bits[lo + 1] & ANAPHOR:
            return None
        if any(bits[x] & WALL for x in range(lo, v)):
            return None
        source = self._inverted(v)
        if source is None:
            return None
        return Relation(
            source, Stretch(v, v + 1), Stretch(lo, v), (), SPEECH, hearsay=False, denial=bool(bits[v] & DENY)
        )

    def _object_first(self, v: int, i: int) -> Relation | None:
        """Read what is told before its verb, without a comma, in languages with cases.

        *The talk of a raid* denied the staff; *the talk of a raid* the staff, or in the staff, denied.
        """
        bits, lo = self.bits, self.lo
        if i <= lo or bits[i] & WALL or self.here:
            return None
        first = i
        while first > lo and not bits[first - 1] & (WALL | OPENER | TIME):
            first -= 1
        if self._speaks(Stretch(first, i + 1)) and not bits[i] & SPEAKER:
            return None
        right = self._inverted(v + 2 if bits[v] & NAMING and v + 2 < self.hi else v)
        if right is None and bits[v] & NAMING:
            right = self._inverted(v)
        source, content = right, Stretch(first, i + 1)
        if source is None or not any(bits[x] & SPEAKER for x in range(*source)):
            held = next((x for x in range(i, max(first, i - 3), -1) if bits[x - 1] & SEAT), 0)
            if held and bits[held] & BODY:
                source, content = Stretch(held, i + 1), Stretch(first, held - 1)
            elif bits[i] & SPEAKER and any(bits[x] & ABOUT for x in range(first, i)) and bits[v] & NAMING:
                source, content = Stretch(i, i + 1), Stretch(first, i)
            else:
                return None
        elif self._head_bits(Stretch(first, i + 1)) & (SPEAKER | PRONOUN):
            return None
        if content.last - content.first < 2 or not any(
            bits[x] & PREPOSITION or self._is_name(x) for x in range(*content)
        ):
            return None
        denial = bool(bits[v] & (DENY | NAMING))
        return Relation(source, Stretch(v, v + 1), content, (), SPEECH, hearsay=False, denial=denial)

    def _active(
        self, v: int, source: Stretch, kind: int, left: Left, *, inverted: bool, bare: bool
    ) -> Relation | None:
        """Return the relation of a verb in the active voice and its source."""
        bits = self.bits
        bit = bits[v]
        after = bits[v + 1] if v + 1 < self.hi else 0
        if kind == ATTITUDE:
            right = self._right(v + 1)
            if right is None or after & COMMA:
                return None
            return Relation(source, Stretch(v, v + 1), right, (), kind, left.hearsay, denial=False)
        first = source.first
        claim = bits[first] & ARTICLE and source.last - first > 2 and bits[first + 1] & NOUN & ~SPEAKER
        if claim and not bits[first + 2] & PREPOSITION:
            # X, a claim Kyiv denied: the stance to a claim, not another claim.
            source, kind = Stretch(first + 2, source.last), ATTITUDE
        content = self._before(v) or self._content(v, source, inverted=inverted)
        if content is None or (bare and content[0].last > v):
            return None
        if kind == ATTITUDE:
            pass
        elif bit & EVIDENCE:
            kind = self._witness(source, kind)
        elif (left.unasserted and not bit & DENY) or (
            bit & APPEAL and content[0].last > v and self._appeals(v)
        ):
            kind = ATTITUDE
        if kind == SPEECH and (bit & NAMING or not bits[content[0].first] & QUOTE):
            content = self._up_to_comment(v, content[0]), content[1]
        return Relation(source, Stretch(v, v + 1), *content, kind, left.hearsay, denial=bool(bit & DENY))

    def _witness(self, source: Stretch, kind: int) -> int:
        """Return whether somebody says, or a thing only shows, what a verb of evidence tells."""
        some = self._head_bits(source)
        if some & SHOWS:
            return EVIDENCE
        if some & DOCUMENT:
            return kind
        return SPEECH if some & SPEAKER or (kind == SPEECH and self._speaks(source)) else EVIDENCE

    def _appeals(self, v: int) -> bool:
        """Tell whether a verb only appeals to somebody: called on, urged them to."""
        bits, hi = self.bits, self.hi
        if v + 1 < hi and bits[v + 1] & PREPOSITION and not bits[v + 1] & ABOUT:
            return True
        j = self._after_hearer(v + 1)
        return j < hi and bool(bits[j] & PARTICLE)

    def _up_to_comment(self, v: int, content: Stretch) -> Stretch:
        """Cut off what the author adds: an inference (indicating, which may show) or a contradiction."""
        bits = self.bits
        if content.first < v:
            return content
        distant, naming = bits[v] & DISTANT, bits[v] & NAMING
        for x in range(content.first + 1, content.last - 2):
            if bits[x] & COMMA:
                after = bits[x + 1]
                inferred = after & EVIDENCE and after & GERUND
                if after & WHO:
                    inferred = any(bits[y] & EVIDENCE for y in range(x + 2, min(x + 5, content.last)))
                if inferred or (naming and not after & THAT) or (distant and after & CONTRAST):
                    return Stretch(content.first, x)
        return content

    def _before_quote(self, i: int) -> Stretch | None:
        """Return the subject whose last words, in quotation marks, close at ``i``."""
        quote = self._quote_at(i)
        if quote is None or quote.open <= self.lo or quote.close - quote.open > LONGEST_QUOTED_NAME + 2:
            return None
        if self.bits[quote.open - 1] & (WALL | THAT):
            return None
        if not self.has_articles and quote.open - 1 > self.lo:
            kind = self._scan_left(quote.open - 1)  # the outlet «X», the command «South»
            if kind is not None and (kind.last - kind.first == 1 or self.bits[kind.first] & SPEAKER):
                return Stretch(kind.first, i + 1)
        return self._before_apposition(quote.open)

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
        if kind == BELIEF and bit & FINITE and self._infinitive_at(v + 1):
            return kind
        return ATTITUDE if bit & ATTITUDE else kind | CLAUSAL

    def _head_bits(self, source: Stretch) -> int:
        """Return the bits of a phrase up to its first preposition: in fire on the staff no staff speaks."""
        some = 0
        for x in range(*source):
            bit = self.bits[x]
            if bit & PREPOSITION and x > source.first:
                break
            some |= bit
        return some

    def _is_plausible(self, source: Stretch) -> bool:
        """Tell whether a stretch can be a noun phrase: it has a name, a determiner, a speaker or a plural."""
        bits = self.bits
        if not self.has_articles:
            return True
        if bits[source.first] & (DETERMINER | PRONOUN | WHO | POSSESSIVE):
            return True
        if self.lowers[source.last - 1].endswith(self.plural_endings):
            return True
        return any(bits[x] & (SPEAKER | SHOWS | DOCUMENT) or self._is_name(x) for x in range(*source))

    def _speaks(self, source: Stretch) -> bool:
        """Tell whether a phrase names somebody: crater reported in the yard is no report by the crater."""
        bits = self.bits
        if self._head_bits(source) & (SPEAKER | PRONOUN | WHO):
            return True
        last = source.last - 1
        return (
            self._is_name(last)
            and not bits[last] & ADJECTIVE
            and not any(bits[x] & PREPOSITION for x in range(*source))
        )

    def _is_fragment(self, source: Stretch, v: int) -> bool:
        """Tell whether one capitalised noun opens a caption: Explosions reported in the port."""
        bits = self.bits
        opens = source.first == self.lo or bool(bits[source.first - 1] & COLON)
        if not opens or source.last - source.first > 1 or bits[source.first] & (SPEAKER | PRONOUN):
            return False
        return not any(bits[x] & THAT for x in range(v + 1, min(self.hi, v + 7)))

    def _infinitive_at(self, i: int) -> bool:
        """Tell whether a subject and an infinitive begin at ``i``: expects *the push to fail*."""
        j = self._after_hearer(i)
        return i < j < self.hi and bool(self.bits[j] & PARTICLE)

    def _clause_at(self, i: int) -> bool:
        """Tell whether a clause of its own begins at ``i``: a subject and soon a verb."""
        bits = self.bits
        for j in range(i, min(self.hi, i + 9)):
            bit = bits[j]
            if bit & (THAT | BE | AUX) or (bit & PRONOUN and not bit & POSSESSIVE and j == i):
                return True
            if bit & (WALL | OPENER | PARTICLE) or (j > i and bit & FINITE and not bit & ALSO_NOUN):
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
        return bool(before & (SPEAKER | DOCUMENT)) or (
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
