"""What is said: the stretches before and after a cue."""

from __future__ import annotations

from geomap.attributions.lexicon import (
    ABOUT,
    ADVERB,
    ANAPHOR,
    ARTICLE,
    AS,
    AUX,
    BE,
    BRACKET,
    COLON,
    COMMA,
    CONTRAST,
    DASH,
    DENY,
    DETERMINER,
    DISTANT,
    EVIDENCE,
    FINITE,
    GERUND,
    HEAR,
    HEARSAY,
    NAMING,
    OPENER,
    PARTICLE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    RELATIVE,
    SEMICOLON,
    SPEECH,
    TELL,
    THAT,
    TIME,
    WHO,
)
from geomap.attributions.phrases import opens_infinitive
from geomap.attributions.reading import WALL, Reading, Stretch, block_of, is_name

SHORTEST_CONTENT = 2
"""Tokens; less before a subject is a lead-in, not a content."""
LONGEST_ASIDE = 6
"""Tokens between a verb and the comma before its content: said in a statement on Friday, ..."""
LONGEST_ADVERBIAL = 20
"""Tokens between a verb and the mark after which its content begins."""
LONGEST_LEAD = 3
"""Sentences of a paragraph that one pointing back can attribute."""
EMPHASIS = "*_"
"""Marks around words that a text sets off; they part nothing."""


ADVERBIAL = TIME | PREPOSITION | ADVERB | DASH | BRACKET | GERUND | OPENER | SEMICOLON
Content = tuple[Stretch, tuple[Stretch, ...]]
"""What is said, and its further stretches."""


def rest_from(r: Reading, first: int) -> Stretch | None:
    """Return the content that begins at ``first`` and goes to the end of sentence or quotation."""
    return Stretch(first, r.far) if first < r.far else None


def content_of(r: Reading, v: int, source: Stretch, *, inverted: bool) -> Content | None:
    """Return what is said around the verb ``v`` and its subject, before them, after them or both."""
    bits, hi = r.bits, r.hi
    left, boundary = told_before(r, min(source.first, v))
    quoted = bits[boundary] & QUOTE
    j = max(source.last, v + 1) if inverted else v + 1
    if bits[v] & (TELL | HEAR) and not inverted:
        j = after_hearer(r, j)
    if j >= hi:
        return alone(left)
    if left and hi - j > 2 and bits[hi - 1] & GERUND and bits[hi - 1] & SPEECH and bits[hi - 2] & AS:
        return left, ()  # X, the agency cited a guard as saying
    bit = bits[j]
    closes = bit & COLON and j + 1 >= hi
    if left is not None and not (bit & (COMMA | TIME | PREPOSITION) or closes) and is_lead_in(r, left):
        left = None
    if bit & COMMA:
        j = j if quoted else clause_behind_aside(r, j) or j
        opens_clause = j + 1 < hi and bits[j + 1] & THAT and not quoted
        if left is None and not opens_clause:
            return around(r, min(source.first, v), boundary, j + 1)
        return alone(rest_from(r, j + 1)) if left is None or opens_clause else with_rest(r, left, j + 1)
    if bit & (THAT | QUOTE | COLON) or (bit & ABOUT and not quoted):
        right = rest_from(r, j + 1 if bit & COLON else j)
        if right is None:
            return alone(left)
        goes_on = quoted or (inverted and bit & COLON)  # shells hit X, said the mayor: two shops burned
        return (left, (right,)) if left is not None and goes_on and not bit & THAT else (right, ())
    if not bits[v] & (FINITE | GERUND) and not inverted and not quoted:
        return alone(rest_from(r, j))  # was firm on the issue of X, calling it ...
    if bits[v] & DISTANT and bit & PARTICLE and not quoted and opens_infinitive(r, j):
        return alone(rest_from(r, j))
    if bit & ADVERBIAL or inverted:
        return after_adverbial(r, v, j, left, quoted=bool(quoted))
    return (left, ()) if left is not None and quoted else alone(rest_from(r, j))


def clause_behind_aside(r: Reading, comma: int) -> int:
    """Return the comma at which a clause opens behind an aside: said, *in particular,* that; else 0."""
    bits = r.bits
    last = min(r.hi - 1, comma + LONGEST_ASIDE)
    close = next((x for x in range(comma + 2, last) if bits[x] & WALL), 0)
    return close if close and bits[close] & COMMA and bits[close + 1] & THAT else 0


def around(r: Reading, start: int, boundary: int, first: int) -> Content | None:
    """Return what goes on after a saying between commas, and its subject: *X*, officials say, *fell*."""
    rest, begin = rest_from(r, first), begin_before(r, start)
    if rest is None or not begin < boundary or not r.bits[boundary] & COMMA:
        return alone(rest)
    subject = Stretch(begin, boundary)
    return (rest, ()) if is_lead_in(r, subject) else (rest, (subject,))


def alone(stretch: Stretch | None) -> Content | None:
    """Return a content of one stretch."""
    return (stretch, ()) if stretch else None


def begin_before(r: Reading, limit: int) -> int:
    """Return where what is said before the cue at ``limit`` begins: after what others were said to say."""
    begin = r.lo
    for relation in r.here:
        if relation.content.last <= relation.cue.first and relation.cue.last <= limit:
            begin = max(begin, relation.cue.last, relation.source.last if relation.source else 0)
    while begin < limit and r.bits[begin] & (COMMA | TIME):
        begin += 1
    return begin


def told_before(r: Reading, start: int) -> tuple[Stretch | None, int]:
    """Return what is said before the cue or subject at ``start``, and the mark that parts them."""
    bits = r.bits
    begin = begin_before(r, start)
    boundary = start - 1
    while boundary > begin and r.words[boundary] in EMPHASIS:
        boundary -= 1
    if boundary > begin and bits[boundary] & (AS | ADVERB):
        boundary -= 1  # «...», so said X
    if boundary - begin < 1 or not bits[boundary] & (COMMA | QUOTE | DASH):
        return None, boundary
    end = boundary + 1 if bits[boundary] & QUOTE else boundary
    while end > begin and bits[end - 1] & (COMMA | DASH):
        end -= 1
    enough = end - begin >= SHORTEST_CONTENT or (end > begin and bits[end - 1] & QUOTE)
    return Stretch(begin, end) if enough else None, boundary


def with_rest(r: Reading, left: Stretch, first: int) -> Content:
    """Return what was said before the verb with what goes on after the comma before ``first``."""
    rest = rest_from(r, first)
    if rest is None or r.bits[first] & GERUND:
        return left, ()
    return (rest, (left,)) if is_lead_in(r, left) else (left, (rest,))


def after_adverbial(r: Reading, v: int, j: int, left: Stretch | None, *, quoted: bool) -> Content | None:
    """Return what is said where an adverbial follows the verb: said *on Friday in a post* that ..."""
    bits, hi = r.bits, r.hi
    t = j
    while t < hi and t - j < LONGEST_ADVERBIAL and not bits[t] & (THAT | QUOTE | COLON | COMMA):
        t += 1
    mark = bits[t] if t < hi else 0
    if mark & THAT and not (left and quoted):
        return alone(rest_from(r, t))
    if left is not None:
        rest = rest_from(r, t + 1) if mark & (COMMA | COLON) else None
        return left, ((rest,) if rest and not bits[t + 1] & GERUND else ())
    aside = mark & COMMA and (t - j > LONGEST_ASIDE or bits[v] & (TELL | HEAR))
    if mark & (QUOTE | COLON | COMMA) and not bits[j] & OPENER and not aside:
        return alone(rest_from(r, t if mark & QUOTE else t + 1))
    return alone(rest_from(r, j))


def pointed_back_to(r: Reading, v: int) -> Content | None:
    """Return the sentences before this one that it points back to: *this* the army said, announced *this*."""
    bits, lo = r.bits, r.lo
    if r.sentence and v + 1 < r.hi and bits[v + 1] & ANAPHOR and bits[v + 1] & DETERMINER:
        closes = v + 2 >= r.hi or bits[v + 2] & (PREPOSITION | COMMA)
        if closes and not bits[v] & DENY and r.grammar.articles:
            return sentences_before(r), ()
    if lo + 1 >= v or not bits[lo + 1] & ANAPHOR or not bits[lo] & PREPOSITION or r.sentence == 0:
        return None
    return sentences_before(r), ()


def place_before(r: Reading, source: Stretch) -> Stretch | None:
    """Return the place that opens a sentence before who speaks: what is said happened there.

    In X, officials said that two people had died; in X the officials said so. A time would be that of the
    saying.
    """
    bits, lo, last = r.bits, r.lo, source.first
    if last > lo and bits[last - 1] & COMMA:
        last -= 1
    elif r.grammar.articles and not bits[last] & ARTICLE:
        return None
    opens = last - lo > 1 and bits[lo] & PREPOSITION and is_name(r, last - 1)
    timed = any(bits[x] & (TIME | WALL) or r.is_deed(x) for x in range(lo, last))  # after a raid on X
    return Stretch(lo, last) if opens and not timed else None


def sentences_before(r: Reading) -> Stretch:
    """Return the sentence before this one; at the start of a paragraph the last ones of that before."""
    block = block_of(r)
    last = first = r.sentence - 1
    if r.sentences[last].block != block:
        block = r.sentences[last].block
        while first > 0 and r.sentences[first - 1].block == block and last - first < LONGEST_LEAD - 1:
            first -= 1
    return Stretch(r.sentences[first].first, r.sentences[last].last)


def is_lead_in(r: Reading, left: Stretch) -> bool:
    """Tell whether a stretch before a subject only sets the scene: At the forum, he said ..."""
    bits = r.bits
    first = bits[left.first]
    return bool(first & (PREPOSITION | OPENER | TIME | ADVERB | GERUND)) and not any(
        bits[x] & (COMMA | QUOTE | SEMICOLON) for x in range(*left)
    )


def after_hearer(r: Reading, j: int) -> int:
    """Return the index after the hearer that begins at ``j``."""
    bits, hi = r.bits, r.hi
    first = j
    while j < hi and j - first < 8:
        bit = bits[j]
        if bit & (WALL | THAT | TIME | PREPOSITION | PARTICLE | OPENER | AUX | BE):
            break
        if j > first and not is_name(r, j) and bit & (PRONOUN | DETERMINER) and not bits[j - 1] & DETERMINER:
            break
        j += 1
    return j


def up_to_comment(r: Reading, v: int, content: Stretch) -> Stretch:
    """Cut off what the author adds: an inference (indicating, which may show) or a contradiction."""
    bits = r.bits
    if content.first < v:
        return content
    distant, naming = bits[v] & DISTANT, bits[v] & NAMING
    opened = next((x for x in range(*content) if bits[x] & COLON), None) if naming else None
    if opened is not None and opened + 1 < content.last:
        return Stretch(opened + 1, content.last)  # named some of them: they had entered X, Y and Z
    for x in range(content.first + 1, content.last - 2):
        if bits[x] & COMMA:
            after = bits[x + 1]
            inferred = after & EVIDENCE and after & GERUND
            if after & WHO:
                inferred = any(bits[y] & EVIDENCE for y in range(x + 2, min(x + 5, content.last)))
            told = any(bits[y] & (THAT | RELATIVE | HEARSAY) for y in range(x + 1, min(x + 3, content.last)))
            if inferred or (naming and not told) or (distant and after & CONTRAST):
                return Stretch(content.first, x)
    return content
