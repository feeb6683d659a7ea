"""Verbs that attribute, in their plain order and as the way to the others."""

from __future__ import annotations

from typing import NamedTuple

from geomap.attributions.contents import (
    clause_behind_aside,
    content_of,
    place_before,
    pointed_back_to,
    rest_from,
    up_to_comment,
)
from geomap.attributions.kinds import appeals, kind_of, witness_kind
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
    CHAIN,
    CLAUSAL,
    COLON,
    COMMA,
    COORDINATOR,
    DASH,
    DENY,
    DETERMINER,
    DISTANT,
    DOCUMENT,
    ENEMY,
    EVIDENCE,
    FINITE,
    GERUND,
    HEARSAY,
    JOINER,
    NAMING,
    NOUN,
    OUTCOME,
    PARTICLE,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    REGISTERING,
    SEMICOLON,
    SPEAKER,
    SPEECH,
    TELL,
    THAT,
    TIME,
    UNASSERTED,
    WHO,
)
from geomap.attributions.orders import (
    inverted_subject,
    is_agent,
    is_hearer,
    is_terse_rumour,
    read_gerund,
    read_infinitive,
    read_object_first,
    read_passive,
    read_rumour,
    read_set_off,
    read_told_of,
)
from geomap.attributions.phrases import (
    clause_before,
    opens_infinitive,
    sets_apart,
    subject_at,
    subject_before_quote,
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
    issuer_of,
    speaks,
)
from geomap.language import Sense

LONGEST_TITLE = 5
"""Tokens from the preposition to the noun of a document: *in its operational morning report*."""


NO_SUBJECT = DETERMINER | PREPOSITION | WALL | COORDINATOR
"""What no subject ends with before a form that may be a noun."""


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


class Form(NamedTuple):
    """A verb cue with what it can be and what stands on its two sides."""

    v: int
    bit: int
    before: int
    """Senses of the word on its left, auxiliaries and adverbs left out; 0 at the beginning."""
    after: int
    """Senses of the next word; 0 at the end."""
    left: Left


def left_of(r: Reading, v: int) -> Left:
    """Return what stands between a verb and its subject on the left."""
    bits, lo = r.bits, r.lo
    i = v - 1
    be = helped = hearsay = unasserted = False
    while i >= lo and (bits[i] & (AUX | ADVERB | BE) or r.lowers[i].endswith(r.grammar.adverb_ending)):
        word = bits[i]
        be = be or bool(word & BE)
        helped = helped or bool(word & (AUX | BE))
        hearsay = hearsay or bool(word & HEARSAY)
        unasserted = unasserted or bool(word & UNASSERTED)
        i -= 1
    i = before_adverbials(r, i)
    if i > lo and bits[i] & POSSESSIVE and r.words[i][0] in "'’":
        gerund = bits[v] & GERUND
        if gerund or bits[i - 1] & PRONOUN:
            be = be or bool(gerund)
            helped = True
            i -= 1
    return Left(i, be, helped, hearsay, unasserted)


def before_adverbials(r: Reading, i: int) -> int:
    """Return the token at which a subject ends before times and documents: X *in a report on 5 May* says."""
    bits, lo = r.bits, r.lo
    at = i + 1
    while lo < i < at:
        at = i
        while i > lo and (bits[i] & TIME or (r.words[i].isdecimal() and bits[at] & TIME)):
            i -= 1
        for led in (DETERMINER, PREPOSITION):
            if i < at and i > lo and bits[i] & led:
                i -= 1
        if bits[i] & DOCUMENT and r.words[i].islower():
            lead = next((x for x in range(i - 1, max(lo, i - LONGEST_TITLE), -1) if bits[x] & PREPOSITION), 0)
            i = lead - 1 if lead and not bits[lead] & JOINER else i
    return i


def read_verb(r: Reading, v: int) -> Relation | None:
    """Read a verb cue in any of its forms."""
    left = left_of(r, v)
    form = Form(
        v=v,
        bit=r.bits[v],
        before=r.bits[left.last] if left.last >= r.lo else 0,
        after=r.bits[v + 1] if v + 1 < r.hi else 0,
        left=left,
    )
    if form.after & (AUX | BE | ENEMY) or (form.bit & CHAIN and form.bit & CLAUSAL and form.after & PARTICLE):
        return None  # відкинули противника; continues to fire
    kind = kind_of(r, v, form.bit, form.after)
    bare = bool(kind & CLAUSAL)
    kind &= ~CLAUSAL
    is_other, relation = read_other_form(r, form, kind, bare=bare)
    if is_other or (is_name(r, v) and v > r.sentences[r.sentence].first and not is_headline(r)):
        return relation
    if (kind == SPEECH or form.bit & REGISTERING) and not r.grammar.articles:
        told = read_told_of(r, v, left.last, form.after) or read_object_first(r, v, left.last)
        if told:
            return told
    source, inverted = source_of(r, form, kind)
    source = source and issuer_of(r, source)
    if source is None or not may_say(r, form, source):
        return None
    rumour = form.bit & HEARSAY and not left.helped and not form.after & (THAT | QUOTE) and not inverted
    loose = form.after & PREPOSITION and not form.after & PARTICLE
    if rumour and (not speaks(r, source) or (loose and is_fragment(r, source, v))):
        return read_hearsay(r, v)
    return read_active(r, v, source, kind, left, inverted=inverted, bare=bare)


def may_say(r: Reading, form: Form, source: Stretch) -> bool:
    """Tell whether a phrase can be who says what a form tells: no thing that is *called* “First” does."""
    if not is_plausible(r, source) or is_object(r, source, form.v):
        return False
    named = form.bit & NAMING and form.bit & PAST and form.after & QUOTE and not form.left.helped
    known = head_bits(r, source) & (SPEAKER | PRONOUN | WHO) or is_name(r, source.last - 1)
    return bool(known or not named)


def read_other_form(r: Reading, form: Form, kind: int, *, bare: bool) -> tuple[bool, Relation | None]:
    """Tell whether a verb is no finite active one, or a noun, and read it as what it is."""
    v, bit, before, after, left = form
    if bit & GERUND:
        if left.be:
            return False, None
        return True, None if bare or kind != SPEECH else read_gerund(r, v, before, kind)
    if bit & PAST and (left.be or (after & AGENT and not left.helped and is_agent(r, v + 2))):
        return True, read_passive(r, v, left.last, kind)
    if before & PARTICLE and bit & BASE:
        return True, None if bare else read_infinitive(r, v, left.last, kind)
    stance = left.be and not bit & FINITE and after & (THAT | PREPOSITION)  # was adamant that, about
    if not stance and (not bit & FINITE or (left.be and not bit & PAST)):
        return True, None
    return (False, None) if left.helped else read_as_noun(r, form)


def read_as_noun(r: Reading, form: Form) -> tuple[bool, Relation | None]:
    """Tell whether a form without an auxiliary is a participle or noun, and read it as what it is."""
    v, bit, before, after, left = form
    opens = left.last < r.lo
    led = (opens and r.grammar.articles) or before & (ARTICLE | POSSESSIVE | PREPOSITION)
    if bit & HEARSAY and (led or after & OUTCOME):
        return True, read_hearsay(r, v)
    if not opens and is_terse_rumour(r, v):
        return True, read_rumour(r, v)
    told = bit & TELL and bit & PAST and after & PREPOSITION and not before & SPEAKER
    if before & (ARTICLE | POSSESSIVE) or told:
        return True, None
    other = bit & PAST and not opens and not after & (THAT | QUOTE | COMMA) and is_other_verb(r, left.last)
    if other and clause_before(r, left.last) < 0:
        return True, None  # forces conducted | confirmed advances
    if bit & ALSO_NOUN and (opens or not is_verb(r, v, left.last, before, after)):
        return True, read_set_off(r, v, before, after) if before & (COMMA | DASH | QUOTE) else None
    return False, None


def is_object(r: Reading, source: Stretch, v: int) -> bool:
    """Tell whether one word before a verb in the plural is its object: *тревогу* объявили."""
    if r.grammar.articles or source.last - source.first > 1 or source.first > v:
        return False
    word, verb = r.lowers[source.first], r.lowers[v]
    return verb.endswith(r.grammar.plural_verbs) and word.endswith(r.grammar.accusative_endings)


def is_other_verb(r: Reading, i: int) -> bool:
    """Tell whether a word is a verb by its ending, in a language where endings of nouns are others."""
    if not r.grammar.articles or r.bits[i] & SPEAKER or not r.words[i].islower():
        return False
    return r.lowers[i].endswith(r.grammar.finite_endings)


def source_of(r: Reading, form: Form, kind: int) -> tuple[Stretch | None, bool]:
    """Return the subject of a finite active verb, and whether it follows the verb."""
    bits, lo = r.bits, r.lo
    v, bit, before, _, left = form
    i = left.last
    invertible = kind == SPEECH and not bit & TELL
    if invertible and is_hearer(r, i):
        return inverted_subject(r, v), True
    if invertible:
        after_quote = before & QUOTE or (before & (COMMA | DASH) and i > lo and bits[i - 1] & QUOTE)
        points_back = lo + 1 < v and bits[lo] & ABOUT and bits[lo + 1] & ANAPHOR
        if i < lo or after_quote or before & (AS | ANAPHOR) or points_back:
            source = inverted_subject(r, v)
            if source is not None:
                return source, True
    if i < lo:
        return None, False
    source = subject_before_quote(r, i) if before & QUOTE else subject_at(r, i)
    if invertible and before & (COMMA | DASH) and not left.helped:
        right = inverted_subject(r, v)
        closes = right is not None and right.last == r.hi and not r.grammar.articles
        if right is not None and (
            source is None
            or (closes and speaks(r, right))  # жителей X вывезли, сообщил губернатор
            or not sets_apart(r, source, i)
            or (speaks(r, right) and not head_bits(r, source) & (SPEAKER | PRONOUN))
        ):
            return right, True
    return source, False


def read_active(
    r: Reading, v: int, source: Stretch, kind: int, left: Left, *, inverted: bool, bare: bool
) -> Relation | None:
    """Return the relation of a verb in the active voice and its source."""
    bits = r.bits
    bit = bits[v]
    after = bits[v + 1] if v + 1 < r.hi else 0
    if kind == ATTITUDE:
        right = rest_from(r, v + 1)
        if right is None or after & COMMA:
            return None
        return Relation(source, Stretch(v, v + 1), right, (), kind, left.hearsay, denial=False)
    first = source.first
    claim = bits[first] & ARTICLE and source.last - first > 2 and bits[first + 1] & NOUN & ~SPEAKER
    if claim and not bits[first + 2] & PREPOSITION:
        # X, a claim Kyiv denied: the stance to a claim, not another claim.
        source, kind = Stretch(first + 2, source.last), ATTITUDE
    content = pointed_back_to(r, v) or content_of(r, v, source, inverted=inverted)
    if content is None or (bare and content[0].last > v):
        return None
    unsaid = left.unasserted and not bit & DENY
    if is_nobody(r, source):
        kind = ATTITUDE
    elif kind != ATTITUDE and (bit & EVIDENCE or kind == EVIDENCE):
        kind = witness_kind(r, source, kind, registered=kind == EVIDENCE and bool(bit & REGISTERING))
    elif unsaid or (bit & APPEAL and content[0].last > v and appeals(r, v)):
        kind = ATTITUDE
    if kind == SPEECH and (bit & NAMING or not bits[content[0].first] & QUOTE):
        content = up_to_comment(r, v, content[0]), content[1]
    if not inverted and content[0].first > v and (where := place_before(r, source)) is not None:
        content = content[0], (*content[1], where)
    return Relation(source, Stretch(v, v + 1), *content, kind, left.hearsay, denial=bool(bit & DENY))


def is_nobody(r: Reading, source: Stretch) -> bool:
    """Tell whether a phrase says that there is no such speaker: *no official* confirmed; but *No 10* said."""
    second = r.words[source.first + 1] if source.last - source.first > 1 else ""
    return bool(r.bits[source.first] & Sense.NEGATION) and second.isalpha()


def is_fragment(r: Reading, source: Stretch, v: int) -> bool:
    """Tell whether one capitalised noun opens a caption: Explosions reported in the port."""
    bits = r.bits
    opens = source.first == r.lo or bool(bits[source.first - 1] & COLON)
    if not opens or source.last - source.first > 1 or bits[source.first] & (SPEAKER | PRONOUN):
        return False
    return not any(bits[x] & THAT for x in range(v + 1, min(r.hi, v + 7)))


def is_verb(r: Reading, v: int, i: int, before: int, after: int) -> bool:
    """Tell whether a form that may be a noun is a verb here, after the token ``i``."""
    if (before & QUOTE and after & THAT) or (before & (PRONOUN | WHO) and not after & PREPOSITION):
        return True  # "Rybar" reports that
    if after & COMMA and clause_behind_aside(r, v + 1) and not before & NO_SUBJECT:
        return True
    claims = r.bits[v] & DISTANT and opens_infinitive(r, v + 1)  # Minsk claims to hold X
    noun = after & FINITE and not after & (ALSO_NOUN | PAST)  # social media reports indicate
    heading = after & COLON and i == r.lo and r.lowers[i].endswith(r.grammar.finite_endings)
    noun = noun or heading  # Unconfirmed claims:
    if before & NO_SUBJECT or (after & PREPOSITION and not claims) or noun:
        return False
    if is_name(r, v) and is_name(r, i) and not is_headline(r):
        return False
    return bool(before & (SPEAKER | DOCUMENT)) or (
        is_name(r, i) and not before & ADJECTIVE and not r.lowers[i].endswith(r.grammar.adjective_endings)
    )


def read_hearsay(r: Reading, i: int) -> Relation | None:
    """Read an adverb of rumour: its clause is the content, without a source."""
    bits, lo, hi = r.bits, r.lo, r.hi
    j = i + 1
    while j < hi and bits[j] & (ADVERB | AUX | BE):
        j += 1
    if bits[i] & ADVERB and j < hi and bits[j] & FINITE and read_verb(r, j) is not None:
        return None
    first = i
    while first > lo and not bits[first - 1] & (COMMA | SEMICOLON | COLON | DASH | QUOTE):
        first -= 1
    last = i
    while last < hi and not bits[last] & (SEMICOLON | QUOTE):
        last += 1
    return Relation(None, Stretch(i, i + 1), Stretch(first, last), (), SPEECH, hearsay=True, denial=False)
