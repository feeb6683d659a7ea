"""The sentence that is read for attributions: its tokens, its limits, and what the text said before it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from typing import NamedTuple

from msgspec import Struct, field

from geomap.attributions.lexicon import (
    ADJECTIVE,
    ANAPHOR,
    ARTICLE,
    AUX,
    BE,
    BRACKET,
    COLON,
    COMMA,
    DASH,
    DETERMINER,
    DOCUMENT,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    SEMICOLON,
    SHOWS,
    SPEAKER,
    WHO,
)
from geomap.attributions.quotes import Quote
from geomap.language.declension import Declension
from geomap.language.schema import Grammar
from geomap.text import Block, Sentence

WALL = COMMA | QUOTE | DASH | COLON | BRACKET | SEMICOLON
SHORTEST_ABBREVIATION = 3
"""Letters of a name of a body; one or two are initials."""
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


class Reading(Struct):
    """A text being read sentence by sentence; only ``relations`` changes it."""

    words: tuple[str, ...]
    lowers: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[Sentence, ...]
    blocks: tuple[Block, ...]
    bits: list[int]
    """What each token can be."""
    quotes: tuple[Quote, ...]
    opens: list[int]
    """Where the quotations open."""
    cue_phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    grammar: Grammar
    declension: Declension
    is_deed: Callable[[int], bool]
    """Whether a token is a noun of an event: the shelling."""
    is_done: Callable[[int], bool]
    """Whether a token is a verb of an event, or a participle: shelled."""
    signature: Callable[[int], tuple[int, int] | None]
    """The name that signs a headline, by the number of its sentence."""
    sentence: int = -1
    """The sentence being read."""
    lo: int = 0
    """Its first token, or where the quotation opens that it begins in."""
    hi: int = 0
    """Its last token (exclusive), without its stop."""
    far: int = 0
    """The same, or where the quotation closes that it ends in."""
    subject: Stretch | None = None
    """Subject of the last verb cue of the sentence."""
    speaker: Stretch | None = None
    """Source of the last speech in the text so far."""
    here: list[Relation] = field(default_factory=list)
    """Relations of the sentence so far."""


def is_name(r: Reading, i: int) -> bool:
    """Tell whether a token has a capital."""
    return r.words[i][0].isupper()


def quote_around(r: Reading, i: int) -> Quote | None:
    """Return the quotation that holds token ``i``."""
    if not r.opens:
        return None
    q = bisect_right(r.opens, i) - 1
    return r.quotes[q] if q >= 0 and r.quotes[q].close >= i else None


def is_abbreviation(r: Reading, i: int) -> bool:
    """Tell whether a token is made of capitals, as names of bodies are: СЦКК."""
    return i < r.hi and r.words[i].isupper() and len(r.words[i]) >= SHORTEST_ABBREVIATION


def is_headline(r: Reading) -> bool:
    """Tell whether the sentence being read is a line of its own."""
    sentence = r.sentences[r.sentence]
    block = r.blocks[sentence.block]
    return sentence.start == block.start and sentence.end == block.end


def block_of(r: Reading) -> int:
    """Return the paragraph of the sentence being read."""
    return r.sentences[r.sentence].block


def head_bits(r: Reading, source: Stretch) -> int:
    """Return the bits of a phrase up to its first preposition: in fire on the staff no staff speaks."""
    some = 0
    for x in range(*source):
        bit = r.bits[x]
        if bit & PREPOSITION and x > source.first:
            break
        some |= bit
    return some


def is_plausible(r: Reading, source: Stretch) -> bool:
    """Tell whether a stretch can be a noun phrase that speaks: no clause, no event, and it names somebody."""
    bits = r.bits
    first, last = source
    head = head_at(r, source)
    if r.is_deed(head) and (r.words[head].islower() or source.last - source.first == 1):
        return False  # the advance threatens; but the Territorial Defence
    if not r.grammar.articles:
        this_is = last - first > 1 and bits[first] & ANAPHOR  # це важливий жест, який
        led = last - first > 1 and any(bits[x] & PREPOSITION for x in range(first + 1, last))
        named = any(is_name(r, x) and x > r.sentences[r.sentence].first for x in range(first, last))
        return not this_is and (not led or named or bool(head_bits(r, source) & (SPEAKER | PRONOUN | QUOTE)))
    if is_clause(r, source):
        return False
    if bits[first] & (DETERMINER | PRONOUN | WHO | POSSESSIVE):
        return True
    if r.lowers[last - 1].endswith(r.grammar.plural_endings):
        return True
    return any(bits[x] & (SPEAKER | SHOWS | DOCUMENT) or is_name(r, x) for x in range(first, last))


def head_at(r: Reading, source: Stretch) -> int:
    """Return where the noun of a phrase stands: the last before a preposition, or the first with cases."""
    first, last = source
    if not r.grammar.articles:
        return first
    ends = (x for x in range(first + 1, last) if r.bits[x] & (PREPOSITION | COMMA))
    return next(ends, last) - 1


def is_clause(r: Reading, source: Stretch) -> bool:
    """Tell whether a stretch has a verb in it, or is the predicate of one: *is* hanging banners, X made."""
    bits = r.bits
    first, last = source
    if bits[first] & PREPOSITION and not bits[first] & DETERMINER:
        return True
    if first > r.lo and bits[first - 1] & (BE | AUX) and r.words[first].islower() and last - first > 1:
        return not bits[first] & (SPEAKER | PRONOUN | DETERMINER)
    return verb_within(r, source) > 0


def verb_within(r: Reading, source: Stretch) -> int:
    """Return where a verb stands behind a name within a stretch, 0 if none does: X *amplified* the bill."""
    bits, last = r.bits, source.last
    for x in range(source.first + 1, last):
        acts = r.words[x].islower() and not bits[x] & SPEAKER
        acts = acts and r.lowers[x].endswith(r.grammar.finite_endings)
        ahead = bits[x + 1] & (ARTICLE | POSSESSIVE) if x + 1 < last else is_name(r, x - 1)
        if acts and is_name(r, x - 1) and ahead:
            return x
    return 0


def issuer_of(r: Reading, source: Stretch) -> Stretch:
    """Return who gave out the document that says something: *the staff* issued its report, which notes."""
    first, last = source
    told = r.grammar.articles and r.bits[last - 1] & WHO and any(r.bits[x] & DOCUMENT for x in range(*source))
    v = verb_within(r, source) if told else 0
    return Stretch(first, v) if v else source


def speaks(r: Reading, source: Stretch) -> bool:
    """Tell whether a phrase names somebody: crater reported in the yard is no report by the crater."""
    bits = r.bits
    if head_bits(r, source) & (SPEAKER | PRONOUN | WHO):
        return True
    last = source.last - 1
    return (
        is_name(r, last)
        and not bits[last] & ADJECTIVE
        and not any(bits[x] & PREPOSITION for x in range(*source))
    )
