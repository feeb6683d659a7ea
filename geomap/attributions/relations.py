"""Relations of attribution between tokens: a shallow reading around each cue."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import Final, NamedTuple

from geomap.attributions.contents import EMPHASIS
from geomap.attributions.cues import read_colon, read_dash, read_noun, read_phrase, read_shown
from geomap.attributions.lexicon import (
    BRACKET,
    COLON,
    COMMA,
    CUE,
    DASH,
    DETERMINER,
    END,
    HEARSAY,
    NOUN,
    PHRASE,
    RUMOURED,
    SHOWS,
    SPEECH,
    TIME,
    VERB,
    WHO,
)
from geomap.attributions.orders import read_inserted, read_rumour
from geomap.attributions.quotes import Quote
from geomap.attributions.reading import Reading, Relation, Stretch, block_of, is_name, quote_around
from geomap.attributions.verbs import read_hearsay, read_verb
from geomap.language import Lexicon, declension_of
from geomap.signatures import signature
from geomap.text import LONGEST_SENTENCE, Text

LONGEST_DATELINE = 12
"""Tokens up to the dash behind a place, a date and an agency."""
MOST_RELATIONS = 8
"""Relations of such a sentence that are kept in view."""


class CueReader(NamedTuple):
    """Reads one kind of cue: a token with some of the senses and none of those of other kinds."""

    senses: int
    without: int
    read: Callable[[Reading, int], Relation | None]


READERS: Final = (
    CueReader(VERB, 0, read_verb),
    CueReader(PHRASE, VERB, read_phrase),
    CueReader(NOUN, PHRASE, read_noun),
    CueReader(SHOWS, VERB | PHRASE | NOUN, read_shown),
    CueReader(HEARSAY, VERB | PHRASE | NOUN, read_hearsay),
    CueReader(COLON, 0, read_colon),
    CueReader(DASH, 0, read_dash),
    CueReader(RUMOURED, 0, read_rumour),
)
"""In the order in which they are tried; the first that makes out a relation counts."""


def read_relations(
    text: Text, bits: list[int], quotes: tuple[Quote, ...], lexicon: Lexicon
) -> list[Relation]:
    """Return all relations of a text in the order of their cues."""
    words = text.words

    def has_form(forms: Collection[str], i: int) -> bool:
        event = lexicon[words[i]].event
        return event is not None and event.form in forms

    r = Reading(
        words=words,
        lowers=text.lowers,
        starts=text.starts,
        ends=text.ends,
        sentences=text.sentences,
        blocks=text.blocks,
        bits=bits,
        quotes=quotes,
        opens=[quote.open for quote in quotes],
        cue_phrases=lexicon.cues,
        grammar=lexicon.grammar,
        declension=declension_of(text.language),
        is_deed=partial(has_form, ("noun", "either")),
        is_done=partial(has_form, ("verb", "past")),
        signature=partial(signature, text, lexicon=lexicon),
    )
    cues = [i for i, bit in enumerate(bits) if bit & CUE]
    for i in cues:
        # 34-year-old: a hyphen without spaces parts no phrases.
        if bits[i] & DASH and is_hyphen(r, i):
            bits[i] = 0
    found: list[Relation] = []
    end = number = -1
    whole = 0, 0, 0
    q, last_quote = 0, len(quotes)
    for i in cues:
        while q < last_quote and quotes[q].close < i:
            q += 1
        if q < last_quote and quotes[q].open < i:
            if bits[i] & SPEECH and bits[i - 1] & DASH and (relation := read_inserted(r, i, quotes[q])):
                found.append(relation)
            continue
        if i >= end:
            close_sentence(r, found)
            while i >= end:
                number += 1
                end = r.sentences[number].last
            whole = open_sentence(r, number)
        if whole[1] - whole[0] > LONGEST_SENTENCE:
            narrow(r, i, whole, found)
        bit = bits[i]
        for senses, without, reader in READERS:
            if bit & senses and not bit & without and (relation := reader(r, i)) is not None:
                note_relation(r, relation, bit)
                break
    close_sentence(r, found)
    return found


def note_relation(r: Reading, relation: Relation, bit: int) -> None:
    """Remember a relation, and its source for what follows it; ``bit`` is what its cue can be."""
    r.here.append(relation)
    if relation.source is not None:
        first, last = relation.source
        those = last - first > 1 and r.bits[last - 1] & WHO and r.bits[last - 2] & DETERMINER  # those who
        if bit & VERB and not those:
            r.subject = relation.source
        if relation.kind == SPEECH:
            r.speaker = relation.source


def open_sentence(r: Reading, number: int) -> tuple[int, int, int]:
    """Go on to a sentence, and return its limits."""
    sentence = r.sentences[number]
    r.sentence = number
    lo, hi = sentence.first, sentence.last
    while hi > lo and (r.bits[hi - 1] & END or r.words[hi - 1] in EMPHASIS):
        hi -= 1
    quote = quote_around(r, lo)
    r.lo = quote.open if quote else after_dateline(r, lo, hi)
    r.hi = r.far = hi
    quote = quote_around(r, hi - 1) if hi > lo else None
    if quote and quote.close >= hi:
        r.far = quote.close + 1
    r.here = []
    r.subject = None
    return r.lo, r.hi, r.far


def after_dateline(r: Reading, lo: int, hi: int) -> int:
    """Return where a sentence begins behind a dateline: *KYIV, June 5 (Agency) -* Russia said ..."""
    if not r.words[lo].isupper():
        return lo
    for i in range(lo + 1, min(hi - 1, lo + LONGEST_DATELINE)):
        if r.bits[i] & DASH and not is_hyphen(r, i):
            return i + 1
        if not (is_name(r, i) or r.words[i].isdecimal() or r.bits[i] & (TIME | COMMA | BRACKET)):
            break
    return lo


def narrow(r: Reading, i: int, whole: tuple[int, int, int], found: list[Relation]) -> None:
    """Look only at the neighbourhood of token ``i`` of a sentence without an end, for linear time."""
    lo, hi, far = whole
    r.lo, r.hi = max(lo, i - LONGEST_SENTENCE // 2), min(hi, i + LONGEST_SENTENCE // 2)
    r.far = far if r.hi == hi else r.hi
    if len(r.here) > MOST_RELATIONS:
        found.extend(r.here[:-MOST_RELATIONS])
        del r.here[:-MOST_RELATIONS]


def close_sentence(r: Reading, found: list[Relation]) -> None:
    """Keep the relations of a sentence, with the quotations that go on in the sentences after it."""
    if r.here:
        last = r.here[-1]
        if last.kind == SPEECH and last.source is not None:
            r.here[-1] = last._replace(more=(*last.more, *quotations_after(r, last)))
        found.extend(r.here)
        r.here = []


def quotations_after(r: Reading, last: Relation) -> list[Stretch]:
    """Return the quotations, and the dialogue in dashes, that go on after the sentence of a speech."""
    more = []
    dialogue = r.bits[last.cue.first - 1] & DASH
    block, number = block_of(r), r.sentence + 1
    while number < len(r.sentences):
        sentence = r.sentences[number]
        if sentence.block == block and dialogue and r.bits[sentence.first] & DASH:
            more.append(Stretch(sentence.first + 1, sentence.last))  # — ..., — said X. — ...
            number += 1
            continue
        quote = quote_around(r, sentence.first)
        if quote is None or quote.open < sentence.first:
            break
        final = sentence_with(r, quote.close, number)
        if final is None or r.sentences[final].last - quote.close > 2:
            break
        if sentence.block != block:
            # A paragraph of its own goes on only where it is a quotation and nothing else.
            alone = final + 1 == len(r.sentences) or r.sentences[final + 1].block != sentence.block
            if not alone or sentence.block != block + 1:
                break
            block = sentence.block
        more.append(Stretch(quote.open, quote.close + 1))
        number = final + 1
    return more


def sentence_with(r: Reading, i: int, number: int) -> int | None:
    """Return the number, from ``number`` on, of the sentence that holds token ``i``."""
    while number < len(r.sentences):
        if r.sentences[number].last > i:
            return number
        number += 1
    return None


def is_hyphen(r: Reading, i: int) -> bool:
    """Tell whether a dash stands between two tokens without a space."""
    starts, ends = r.starts, r.ends
    return 0 < i < len(starts) - 1 and ends[i - 1] == starts[i] and ends[i] == starts[i + 1]
