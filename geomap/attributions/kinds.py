"""What a form asserts: that somebody says it, holds it true, bears it out, or only takes a stance."""

from __future__ import annotations

from geomap.attributions.contents import after_hearer
from geomap.attributions.lexicon import (
    ABOUT,
    ALSO_NOUN,
    ATTITUDE,
    AUX,
    BE,
    BELIEF,
    BODY,
    CLAUSAL,
    COLON,
    COMMA,
    DENY,
    DOCUMENT,
    EVIDENCE,
    FINITE,
    GERUND,
    OPENER,
    PARTICLE,
    PERSON,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    REGISTERING,
    SHOWS,
    SPEAKER,
    SPEECH,
    THAT,
)
from geomap.attributions.reading import WALL, Reading, Stretch, head_bits, is_abbreviation, speaks
from geomap.language import Sense

LONGEST_OBJECT = 5
"""Tokens within which the noun of an object stands."""


def kind_of(r: Reading, v: int, bit: int, after: int) -> int:
    """Return what a form asserts, with CLAUSAL where no clause follows that it would need."""
    kind = SPEECH if bit & SPEECH else BELIEF if bit & BELIEF else EVIDENCE if bit & EVIDENCE else ATTITUDE
    if kind == ATTITUDE or bit & DENY or (kind == SPEECH and not bit & (CLAUSAL | ATTITUDE)):
        return kind
    stance = not bit & (FINITE | GERUND)
    if stance or (after & COMMA and v + 2 < r.hi and r.bits[v + 2] & THAT):
        return kind
    if after & (THAT | QUOTE | COLON) or clause_at(r, v + 1):
        return kind | CLAUSAL if bit & Sense.UNDERGO and after & QUOTE else kind  # saw “some success”
    if kind == BELIEF and bit & FINITE and infinitive_at(r, v + 1):
        return kind
    if bit & REGISTERING and has_object(r, v + 1):
        return EVIDENCE
    return ATTITUDE if bit & ATTITUDE else kind | CLAUSAL


def witness_kind(r: Reading, source: Stretch, kind: int, *, registered: bool = False) -> int:
    """Return whether somebody says, or a thing only shows, what a verb of evidence or registering tells."""
    some = head_bits(r, source)
    if some & SHOWS or (registered and not registers(r, source)):
        return EVIDENCE
    if some & DOCUMENT:
        return kind
    told = some & SPEAKER or registered or (kind == SPEECH and speaks(r, source))
    return SPEECH if told else EVIDENCE


def has_object(r: Reading, i: int) -> bool:
    """Tell whether what was registered begins at ``i``: recorded *ten blasts*, not *as* or *a film*."""
    if not r.grammar.articles:
        return True
    ahead = r.bits[i : min(r.hi, i + LONGEST_OBJECT)]
    return (
        bool(ahead)
        and not ahead[0] & (PREPOSITION | WALL | OPENER)
        and not any(bit & (SHOWS | DOCUMENT) for bit in ahead)
    )


def registers(r: Reading, source: Stretch) -> bool:
    """Tell whether a phrase names a body, its initials, or several people who watch: monitors."""
    if head_bits(r, source) & BODY:
        return True
    plural = r.grammar.plural_endings
    return any(
        is_abbreviation(r, x) or (r.bits[x] & PERSON and r.lowers[x].endswith(plural)) for x in range(*source)
    )


def appeals(r: Reading, v: int) -> bool:
    """Tell whether a verb only appeals to somebody: called on, urged them to."""
    bits, hi = r.bits, r.hi
    if v + 1 < hi and bits[v + 1] & PREPOSITION and not bits[v + 1] & ABOUT:
        return True
    j = after_hearer(r, v + 1)
    return j < hi and bool(bits[j] & PARTICLE)


def infinitive_at(r: Reading, i: int) -> bool:
    """Tell whether a subject and an infinitive begin at ``i``: expects *the push to fail*."""
    j = after_hearer(r, i)
    return i < j < r.hi and bool(r.bits[j] & PARTICLE)


def clause_at(r: Reading, i: int) -> bool:
    """Tell whether a clause of its own begins at ``i``: a subject and soon a verb."""
    bits = r.bits
    for j in range(i, min(r.hi, i + 9)):
        bit = bits[j]
        if bit & (THAT | BE | AUX) or (bit & PRONOUN and not bit & POSSESSIVE and j == i):
            return True
        if bit & (WALL | OPENER | PARTICLE) or (j > i and bit & FINITE and not bit & ALSO_NOUN):
            return False
    return False
