"""Cues other than verbs: nouns, phrases, pictures, colons and dashes."""

from __future__ import annotations

import re

from geomap.attributions.contents import (
    SHORTEST_CONTENT,
    begin_before,
    is_lead_in,
    pointed_back_to,
    rest_from,
)
from geomap.attributions.lexicon import (
    ADJECTIVE,
    ADVERB,
    AGENT,
    ALSO_NOUN,
    ATTITUDE,
    AUX,
    BE,
    BODY,
    COLON,
    COMMA,
    COORDINATOR,
    DASH,
    DETERMINER,
    DOCUMENT,
    END,
    FINITE,
    INDEFINITE,
    ISSUE,
    JOINER,
    LABEL,
    OPENER,
    PARTICLE,
    PAST,
    PERSON,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    SHOWS,
    SPEAKER,
    SPEECH,
    THAT,
    TIME,
)
from geomap.attributions.phrases import (
    closes_inside,
    phrase_left,
    phrase_right,
    quoted_name,
    source_right,
    subject_at,
)
from geomap.attributions.reading import (
    WALL,
    Reading,
    Relation,
    Stretch,
    head_bits,
    is_headline,
    is_name,
    is_plausible,
)
from geomap.attributions.verbs import left_of
from geomap.language import Sense, dotless

GLUED = re.compile(r"[а-яёіїєґ][А-ЯЁІЇЄҐ]")
"""Where a site's label and the first word of a headline have run together: СюжетКострома."""
LONGEST_NAME = 4
"""Tokens of a name by itself before the colon of a headline."""
LONGEST_ZONE = 4
"""Letters of the abbreviation of a time zone."""
LONGEST_STAMP = 6
"""Tokens of the time, and of marks, before the words of an entry."""
LONGEST_LABEL = 7
"""Tokens before a colon or after a dash that may name a source."""
LEAST_TOLD = 2
"""Tokens between a comma and the dash; fewer are what a predicate follows: most – residents of X."""
PLAIN_PHRASE = 2
"""Words of a phrase that always has a source behind it; longer ones may also stand alone."""
LONGEST_TITLED = 14
"""Tokens of a name and an office with a comma between them."""


def read_noun(r: Reading, n: int) -> Relation | None:
    """Read a noun cue with its possessor: Russia's claim that."""
    bits, lo, hi = r.bits, r.lo, r.hi
    i = n - 1
    if i > lo and not bits[i] & (POSSESSIVE | WALL | DETERMINER | PREPOSITION) and bits[i - 1] & POSSESSIVE:
        i -= 1
    if i < lo or not bits[i] & POSSESSIVE or n + 1 >= hi:
        return None
    source: Stretch | None = Stretch(i, i + 1)
    if r.words[i][0] in "'’":
        source = _possessor(r, phrase_left(r, i - 1)) if i > lo else None
    after = bits[n + 1]
    if source is None or not after & (THAT | PREPOSITION | PARTICLE):
        return None
    content = rest_from(r, n + 1)
    if content is None:
        return None
    kind = SPEECH if after & THAT else ATTITUDE
    return Relation(source, Stretch(n, n + 1), content, (), kind, hearsay=False, denial=False)


def _possessor(r: Reading, source: Stretch | None) -> Stretch | None:
    """Return who has a claim or an announcement, without what stands before: *despite* the mayor's claim."""
    if source is None:
        return None
    parts = (x for x in range(source.last - 1, source.first, -1) if r.bits[x] & (PREPOSITION | OPENER))
    last = next((x for x in parts if not r.bits[x] & JOINER), source.first - 1)
    return Stretch(last + 1, source.last)


def read_phrase(r: Reading, p: int) -> Relation | None:
    """Read a cue phrase that its source follows: according to."""
    lowers, bits, hi = r.lowers, r.bits, r.hi
    for phrase in r.cue_phrases[dotless(lowers[p : p + 1])[0]]:
        last = p + len(phrase)
        if dotless(lowers[p:last]) == phrase:
            break
    else:
        return None
    owner = next((x for x in range(p + 1, last) if bits[x] & POSSESSIVE), 0)
    source: Stretch | None = None
    if owner:
        source = Stretch(owner, owner + 1)  # in his words
    elif last < hi:
        source = _author_of(r, source_right(r, last))
    told = _clause_behind(r, last, source) if source and not owner and p == r.lo else 0
    if told and source:
        source = Stretch(last, told)
    if source is None or bits[source.last - 1] & (DETERMINER | JOINER):
        return None
    bare = len(phrase) > PLAIN_PHRASE and not owner and not r.grammar.articles
    if bare and not _is_somebody(r, source):
        return None  # за попередніми даними поранено двох: it needs no source
    if len(phrase) == 1 and not is_name(r, last) and not bits[last] & (DETERMINER | SPEAKER):
        return None
    if not owner and not is_plausible(r, source):
        return None  # according to plan
    if told and (content := rest_from(r, told)) is not None:
        return Relation(source, Stretch(p, last), content, (), SPEECH, hearsay=False, denial=False)
    before = pointed_back_to(r, p)
    if before is not None:
        return Relation(source, Stretch(p, last), *before, SPEECH, hearsay=False, denial=False)
    begin = begin_before(r, p)
    end = p
    while end > begin and bits[end - 1] & (COMMA | DASH | ADVERB | OPENER):
        end -= 1
    left = Stretch(begin, end) if end - begin >= 2 else None
    j = max(source.last, last)
    while j < hi and not bits[j] & (COMMA | COLON) and not closes_inside(r, source):
        j += 1
    right = rest_from(r, j if closes_inside(r, source) else j + 1)
    if left is None:
        content = right or rest_from(r, source.last)
        return (
            None
            if content is None
            else Relation(source, Stretch(p, last), content, (), SPEECH, hearsay=False, denial=False)
        )
    if right and (left.last - left.first <= SHORTEST_CONTENT or is_lead_in(r, left)):
        left, right = right, left
    more = (right,) if right else ()
    return Relation(source, Stretch(p, last), left, more, SPEECH, hearsay=False, denial=False)


def _clause_behind(r: Reading, first: int, source: Stretch) -> int:
    """Return where a clause begins within what was taken for a source, without a comma; 0 where none does.

    Languages with cases tell it: за даними штабу | росіяни обстріляли X; за даними «Рибаря» | горить X.
    """
    if r.grammar.articles:
        return 0
    if r.bits[first] & QUOTE and (close := quoted_name(r, first)):
        after = close + 1
        joined = WALL | COORDINATOR | PREPOSITION
        return after if after < r.hi and r.words[after].islower() and not r.bits[after] & joined else 0
    for x in range(first + 1, source.last):
        force = r.bits[x] & Sense.FORCE and r.bits[x] & (PERSON | Sense.SIDE | Sense.ENEMY)
        if force and r.words[x].islower() and r.lowers[x].endswith(r.grammar.plural_endings):
            return x
    return 0


def _author_of(r: Reading, source: Stretch | None) -> Stretch | None:
    """Return who is behind a document that is named as a source: a statement by *the governor*."""
    if source is None or source.last + 1 >= r.hi:
        return source
    by = source.last + bool(r.bits[source.last] & PAST)  # a report published by
    if not r.bits[by] & AGENT:
        return source
    author = source_right(r, by + 1) if head_bits(r, source) & DOCUMENT else None
    return author or source


def _is_somebody(r: Reading, source: Stretch) -> bool:
    """Tell whether a phrase has a word for a speaker, or a name and surname."""
    first = source.first
    if head_bits(r, source) & (SPEAKER | DOCUMENT) or r.bits[first] & QUOTE:
        return True
    return source.last - first > 1 and is_name(r, first) and is_name(r, first + 1)


def read_shown(r: Reading, n: int) -> Relation | None:
    """Read pictures that somebody gives out: the brigade released *footage of* a raid."""
    bits = r.bits
    verb = next((x for x in range(n - 1, max(r.lo, n - LONGEST_NAME), -1) if bits[x] & ISSUE), 0)
    if not verb or n + 2 >= r.hi or bits[n + 1] & WALL:
        return None
    if not bits[n + 1] & PREPOSITION and r.grammar.articles:
        return None
    source = subject_at(r, left_of(r, verb).last) if verb > r.lo else None
    if source is None or not head_bits(r, source) & SPEAKER or head_bits(r, source) & SHOWS:
        return None
    content = Stretch(n + 1, r.hi)
    return Relation(source, Stretch(verb, verb + 1), content, (), SPEECH, hearsay=False, denial=False)


def read_colon(r: Reading, c: int) -> Relation | None:
    """Read a source before a colon, or after it at the end of a headline."""
    return read_label(r, c) or read_credit(r, c)


def read_credit(r: Reading, c: int) -> Relation | None:
    """Read a source that closes a headline after a colon: Troops leave town: governor."""
    bits, lo, hi = r.bits, r.lo, r.hi
    if hi - c - 1 > LONGEST_NAME or c - lo < SHORTEST_CONTENT or c + 1 >= hi:
        return None
    # The sentence that opens a text may be its headline, where no article comes after the colon.
    opens = r.sentence == 0 and not bits[c + 1] & DETERMINER
    if not opens and not is_headline(r):
        return None
    source = phrase_right(r, c + 1)
    if source is None or source.last < hi or bits[c + 1] & SHOWS:
        return None
    initials = hi - c == 2 and r.words[c + 1].isupper() and len(r.words[c + 1]) > 1
    if not bits[hi - 1] & SPEAKER and not initials:
        return None
    return Relation(source, Stretch(c, c + 1), Stretch(lo, c), (), SPEECH, hearsay=False, denial=False)


def read_label(r: Reading, c: int) -> Relation | None:
    """Read a label with a colon at the start of a sentence: Zelensky: ..."""
    bits = r.bits
    lo = after_stamp(r)
    comma = _between_name_and_office(r, lo, c)
    longest = LONGEST_TITLED if comma else LONGEST_LABEL
    if not lo < c <= lo + longest or c + 1 >= r.hi or bits[lo] & (LABEL | PRONOUN):
        return None
    if r.lo != r.sentences[r.sentence].first or r.here:
        return None
    some, x, named = 0, lo, True
    while x < c:
        bit = bits[x]
        if bit & QUOTE and (close := quoted_name(r, x)):
            x = close + 1
            continue
        if (bit & (WALL | AUX | BE | TIME) and x != comma) or (
            bit & FINITE and not bit & (ALSO_NOUN | SPEAKER)
        ):
            return None
        if x > lo and r.is_done(x) and r.words[x].islower() and not bits[x + 1] & SPEAKER:
            return None  # forces shelled two towns: ...
        # Head of the region, Institute for the Study of War: are sources; Strike on the bridge: is not.
        if bit & PREPOSITION and not (
            x > lo and (bits[x - 1] & SPEAKER or (some & BODY and is_name(r, x - 1)))
        ):
            return None
        named = named and is_name(r, x)
        some |= bit
        x += 1
    # Eastern front: is the heading of what follows, as no name of a speaker begins so.
    glued = not r.grammar.articles and any(GLUED.search(r.words[x]) for x in range(lo, c))
    title = named and not bits[lo] & ADJECTIVE and not glued
    title = title and c - lo <= LONGEST_NAME and (r.sentences[r.sentence].block == 0 or lo > r.lo)
    # «Рыбарь»: a channel's or an agency's name in quotation marks, and nothing else.
    quoted = not r.grammar.articles and bits[lo] & QUOTE and quoted_name(r, lo) == c - 1
    if not (some & SPEAKER or title or quoted or bits[c + 1] & QUOTE) or x > c:
        return None
    if not (quoted or is_name(r, lo)):
        return None
    content = rest_from(r, c + 1)
    if content is None:
        return None
    return Relation(Stretch(lo, c), Stretch(c, c + 1), content, (), SPEECH, hearsay=False, denial=False)


def _between_name_and_office(r: Reading, lo: int, c: int) -> int:
    """Return the comma between a name and an office before a colon, 0 if there is none: X, the mayor: ..."""
    bits = r.bits
    commas = [x for x in range(lo + 1, min(c, lo + LONGEST_TITLED)) if bits[x] & COMMA]
    if len(commas) != 1:
        return 0
    sides = range(lo, commas[0]), range(commas[0] + 1, c)
    for name, office in (sides, sides[::-1]):
        named = 1 < len(name) <= LONGEST_NAME and all(is_name(r, x) and r.words[x].isalpha() for x in name)
        if named and any(bits[x] & PERSON for x in office):
            return commas[0]
    return 0


def after_stamp(r: Reading) -> int:
    """Return where a sentence begins after a bullet or the time of its entry: 10:02 GMT – | the ministry."""
    i, words = r.lo, r.words
    while i + 1 < min(r.hi, r.lo + LONGEST_STAMP) and not r.bits[i] & QUOTE:
        zone = i > r.lo and words[i - 1].isdecimal() and words[i].isupper() and len(words[i]) <= LONGEST_ZONE
        if words[i][0].isalpha() and not (zone and not words[i + 1][0].isalnum()):
            break
        i += 1
    return i


def read_dash(r: Reading, d: int) -> Relation | None:
    """Read a source that closes a headline or a quotation after a dash."""
    bits, lo, hi = r.bits, r.lo, r.hi
    if hi - d - 1 > LONGEST_LABEL or d - lo < SHORTEST_CONTENT or d + 1 >= hi:
        return None
    sentence = r.sentences[r.sentence]
    closes = sentence.end == r.blocks[sentence.block].end
    # A comma or a closing quotation before the dash tells that what went before was said.
    said = bits[d - 1] & (QUOTE | COMMA)
    source = phrase_right(r, d + 1)
    if source is None or source.last < hi or bits[d + 1] & SHOWS or not _may_sign(r, source):
        return None
    told = next((d - 1 - x for x in range(d - 1, lo, -1) if bits[x] & WALL), LEAST_TOLD)
    if not said and told < LEAST_TOLD:
        return None  # a hundred came, most – residents of X
    if not said and not is_headline(r) and not (closes and sentence.block == 0) and not _signs(r, d, source):
        return None
    named = is_name(r, d + 1)
    some = 0
    for x in range(*source):
        some |= bits[x] if not bits[x] & DOCUMENT or r.words[x].islower() else 0
    signed = r.signature(r.sentence) == source
    if not some & (SPEAKER | DOCUMENT) and not (named and (said or signed)):
        return None
    end = d
    while end > lo and bits[end - 1] & (COMMA | END):
        end -= 1
    return Relation(source, Stretch(d, d + 1), Stretch(lo, end), (), SPEECH, hearsay=False, denial=False)


def _may_sign(r: Reading, source: Stretch) -> bool:
    """Tell whether a phrase of a language with cases begins with who signs, and has no verb: *сила* армії."""
    if r.grammar.articles:
        return True
    first = source.first
    adjective = r.lowers[first].endswith(r.grammar.attributive_endings)
    begins = is_name(r, first) or r.bits[first] & (SPEAKER | DOCUMENT | DETERMINER | QUOTE) or adjective
    verbs = (
        r.words[x].islower() and not r.bits[x] and r.lowers[x].endswith(r.grammar.finite_endings)
        for x in range(first + 1, source.last)
    )
    return bool(begins) and not any(verbs)


def _signs(r: Reading, d: int, source: Stretch) -> bool:
    """Tell whether a phrase behind a dash signs a sentence within a text: Troops entered X – the staff.

    It names a body or somebody in office, and nobody of whom the sentence has just spoken: one man – a mayor.
    """
    bits = r.bits
    inside = range(*source)
    if bits[d - 1] & (SPEAKER | PRONOUN | Sense.PERSON) or any(
        bits[x] & (COORDINATOR | COMMA) for x in inside
    ):
        return False
    definite = bits[source.first] & DETERMINER and not bits[source.first] & INDEFINITE
    named = any(is_name(r, x) for x in inside)
    return any(bits[x] & BODY or (bits[x] & PERSON and (definite or named)) for x in inside)
