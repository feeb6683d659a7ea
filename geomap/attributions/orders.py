"""Verbs in other than their plain order: inverted, object first, participles, passives, rumour."""

from __future__ import annotations

from geomap.attributions.contents import (
    after_hearer,
    content_of,
    place_before,
    rest_from,
    sentences_before,
)
from geomap.attributions.kinds import kind_of, witness_kind
from geomap.attributions.lexicon import (
    ABOUT,
    ADJECTIVE,
    ADVERB,
    AGENT,
    ANAPHOR,
    AS,
    AUX,
    BE,
    BODY,
    CHAIN,
    CLAUSAL,
    COMMA,
    COORDINATOR,
    DASH,
    DENY,
    DETERMINER,
    DISTANT,
    END,
    EVIDENCE,
    FINITE,
    HEAR,
    HEARER,
    NAMING,
    OPENER,
    PARTICLE,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    REGISTERING,
    RUMOURED,
    SEAT,
    SHOWS,
    SPEAKER,
    SPEECH,
    TELL,
    THAT,
    THING_PRONOUN,
    TIME,
    WHO,
)
from geomap.attributions.phrases import (
    opening_subject,
    opens_infinitive,
    phrase_right,
    quoted_name,
    source_right,
    subject_after_clause,
    subject_at,
    with_holder,
)
from geomap.attributions.quotes import Quote
from geomap.attributions.reading import (
    WALL,
    Reading,
    Relation,
    Stretch,
    head_bits,
    is_abbreviation,
    is_headline,
    is_name,
    is_plausible,
    speaks,
)

LONGEST_ADJUNCT = 7
"""Tokens between a verb and its subject after it: wrote *on his page in a network* the governor."""


def inverted_subject(r: Reading, v: int) -> Stretch | None:
    """Return the subject that follows its verb: said Peskov."""
    if v + 1 >= r.hi:
        return None
    bits, hi = r.bits, r.hi
    first = after_adjuncts(r, v + 1)
    if first >= hi:
        return None
    if bits[first] & (PREPOSITION | TIME):
        # reported at the staff; reported on Telegram governor X
        speaker = speaker_behind(r, first)
        if is_abbreviation(r, first + 1) and bits[first] & SEAT:
            speaker = first + 1  # reported at the JCCC
        elif speaker == hi:
            return None
        if bits[first] & SEAT and not any(bits[x] & PREPOSITION for x in range(first + 1, speaker)):
            first = first + 1 if bits[speaker] & BODY or speaker == first + 1 else speaker
        elif r.grammar.articles:
            return None
        else:
            first = speaker
    right = with_holder(r, phrase_right(r, past_object(r, first)))
    if right is None or is_told_to(r, right):
        return None
    stop = bits[right.last] if right.last < r.hi else END
    if stop & (AUX | BE | FINITE | PRONOUN | PARTICLE):
        return None
    set_off = not r.grammar.articles and v > r.lo and bits[v - 1] & (COMMA | DASH)
    if set_off or any(is_name(r, x) or bits[x] & (SPEAKER | PRONOUN) for x in range(*right)):
        return right
    return None


def is_told_to(r: Reading, right: Stretch) -> bool:
    """Tell whether a phrase behind a verb is in a case of whom one tells: *поінформував Бориса* про удар."""
    noun = r.declension.noun(r.words[right.first])
    governed = r.bits[right.first - 1] & PREPOSITION
    return noun is not None and noun.is_plain and not governed


def past_object(r: Reading, first: int) -> int:
    """Return where the subject begins behind an object of one word: described *the morning* the head."""
    if r.grammar.articles or first + 1 >= r.hi or r.bits[first] & (SPEAKER | WALL) or is_name(r, first):
        return first
    noun = r.declension.noun(r.lowers[first + 1]) if r.bits[first + 1] & SPEAKER else None
    return first + 1 if noun is not None and noun.nominative == r.lowers[first + 1] else first


def speaker_behind(r: Reading, first: int) -> int:
    """Return where the speaker begins behind an adjunct, ``r.hi`` where none does.

    A name in quotation marks belongs to the adjunct: said *on the air of «Echo»* the governor. A person of
    whom no office is told speaks where both names end the sentence: reported *in his channel* Petro Ivanov.
    """
    bits, hi = r.bits, r.hi
    x, reach = first, first + LONGEST_ADJUNCT
    while x < min(hi, reach):
        if bits[x] & SPEAKER:
            return x
        close = quoted_name(r, x) if bits[x] & QUOTE and not r.grammar.articles else 0
        if close:
            x, reach = close + 1, reach + close + 1 - x
            continue
        if bits[x] & WALL:
            return hi
        named = x > first and not bits[x - 1] & PREPOSITION and x + 2 == hi
        if named and not r.grammar.articles and is_name(r, x) and is_name(r, x + 1):
            return x
        x += 1
    return hi


def after_adjuncts(r: Reading, first: int) -> int:
    """Return where the subject may begin after hearers and times: told *on Friday reporters* X."""
    bits, hi = r.bits, r.hi
    dative = r.grammar.dative_adjectives
    while first + 1 < hi:
        bit = bits[first]
        if bit & (HEARER | TIME | ADVERB) or (r.words[first].isdecimal() and bits[first + 1] & TIME):
            first += 1
        elif bits[first + 1] & HEARER and (bit & POSSESSIVE or r.lowers[first].endswith(dative)):
            first += 2  # told *our paper* X
        elif bit & PREPOSITION and (end := time_after(r, first + 1)):
            first = end
        elif bit & COORDINATOR and bits[first + 1] & SPEAKER and not r.grammar.articles:
            first += 1  # confirmed *also* the staff
        else:
            break
    return first


def time_after(r: Reading, first: int) -> int:
    """Return where a time that begins at ``first`` ends, 0 where none does: *5 May*, *Sunday evening*."""
    bits, hi = r.bits, r.hi
    last = first
    while last < hi and (r.words[last][0].isdecimal() or bits[last] & TIME):
        last += 1
    return last if last > first and bits[last - 1] & TIME and last < hi else 0


def read_gerund(r: Reading, v: int, before: int, kind: int) -> Relation | None:
    """Read a participle, which shares the subject of the main clause: ..., adding that."""
    owned = v - 1 > r.lo and r.bits[v - 2] & (DETERMINER | POSSESSIVE) and not before & (SPEAKER | WALL)
    owned = owned and not is_name(r, v - 1)  # its usual reporting
    if before & (DETERMINER | POSSESSIVE) or owned or v + 1 >= r.hi:
        return None
    source = speaker_of_main(r) or r.subject if before & COMMA else r.subject
    if source is None:
        source = opening_subject(r, v) if v > r.lo else subject_after_clause(r, v)
        if source is not None and r.bits[source.first] & THING_PRONOUN:
            return None
    if source is None or source.first == v:
        return None
    first = after_hearer(r, v + 1) if r.bits[v] & (TELL | HEAR) else v + 1
    content = rest_from(r, first)
    if content is None or r.bits[v + 1] & PREPOSITION:
        return None
    if r.bits[v] & EVIDENCE:
        kind = EVIDENCE
    if v == r.lo:
        comma = next((x for x in range(v, r.hi) if r.bits[x] & COMMA), r.hi)
        if comma == v + 1:
            return None
        content = Stretch(v + 1, comma)
    return Relation(
        source, Stretch(v, v + 1), content, (), kind, hearsay=False, denial=bool(r.bits[v] & DENY)
    )


def speaker_of_main(r: Reading) -> Stretch | None:
    """Return who spoke last in the sentence by a verb: X said that Y refuses to go, *denying* this."""
    bits = r.bits
    told = (one for one in reversed(r.here) if one.kind == SPEECH and bits[one.cue.first] & SPEECH)
    return next((one.source for one in told if one.source), None)


def read_infinitive(r: Reading, v: int, particle: int, kind: int) -> Relation | None:
    """Read a cue after *to*: its subject is that of the verb before it."""
    bits, lo = r.bits, r.lo
    i = particle - 1
    if i < lo or not bits[i] & CHAIN:
        return None
    while i > lo and (bits[i] & (CHAIN | AUX | ADVERB | BE) or (bits[i] & PARTICLE and bits[i - 1] & CHAIN)):
        i -= 1
    source = subject_at(r, i) if i >= lo else None
    content = rest_from(r, after_hearer(r, v + 1) if bits[v] & (TELL | HEAR) else v + 1)
    if source is None or content is None:
        return None
    return Relation(source, Stretch(v, v + 1), content, (), kind, hearsay=False, denial=bool(bits[v] & DENY))


def read_passive(r: Reading, v: int, i: int, kind: int) -> Relation | None:
    """Read a passive cue: its agent is the source, or nobody is (it is believed that)."""
    bits, hi = r.bits, r.hi
    j = v + 1
    if j < hi and bits[j] & AGENT:
        source = source_right(r, j + 1)
        subject = subject_at(r, i) if i >= r.lo else None
        if source is None or subject is None:
            return None
        if bits[v] & CLAUSAL and not bits[v] & REGISTERING:
            return None
        if r.sentence and subject == Stretch(r.lo, r.lo + 1) and bits[r.lo] & ANAPHOR:
            subject = sentences_before(r)  # This was announced by the governor.
        if bits[v] & TELL:
            return read_told_by(r, v, source, subject)
        shown = any(bits[x] & SHOWS for x in range(*subject)) or head_bits(r, source) & SHOWS
        more = (Stretch(source.last, hi),) if source.last < hi and bits[source.last] & (AS | THAT) else ()
        if bits[v] & REGISTERING:
            kind = witness_kind(r, source, kind, registered=True)
        kind = EVIDENCE if shown else kind
        return Relation(source, Stretch(v, j + 1), subject, more, kind, hearsay=False, denial=False)
    if bits[v] & RUMOURED:
        return read_rumour(r, v)
    return None


def read_told_by(r: Reading, v: int, source: Stretch, hearer: Stretch) -> Relation | None:
    """Read a passive whose subject is who was told: the mission *was told by* the guards that ..."""
    told = source.last < r.hi and r.bits[source.last] & THAT
    if not told or not is_plausible(r, source):
        return None
    where = place_before(r, hearer)
    content = Stretch(source.last, r.hi), (where,) if where else ()
    return Relation(source, Stretch(v, v + 2), *content, SPEECH, hearsay=False, denial=False)


def is_agent(r: Reading, i: int) -> bool:
    """Tell whether whoever does it begins at ``i``: said *by the army*, and not said by phone."""
    return i < r.hi and (is_name(r, i) or bool(r.bits[i] & (DETERMINER | SPEAKER | POSSESSIVE)))


def read_rumour(r: Reading, v: int) -> Relation | None:
    """Read hearsay without a source: is said to have fled, it is believed that."""
    bits, lo, hi = r.bits, r.lo, r.hi
    i = v - 1
    be = False
    while i >= lo and bits[i] & (AUX | ADVERB | BE):
        be = be or bool(bits[i] & BE)
        i -= 1
    if v + 1 >= hi or not bits[v] & RUMOURED or not (be or (i == v - 1 and is_terse_rumour(r, v))):
        return None
    if bits[v + 1] & THAT:
        content = rest_from(r, v + 2)
    elif bits[v + 1] & PARTICLE:
        subject = subject_at(r, i)
        content = Stretch(subject.first if subject else lo, hi)
    else:
        return None
    if content is None:
        return None
    return Relation(None, Stretch(v, v + 1), content, (), SPEECH, hearsay=True, denial=False)


def is_terse_rumour(r: Reading, v: int) -> bool:
    """Tell whether a participle of rumour before an infinitive has its *be* left out: Troops *said* to flee.

    *Reported to* the governor, or to parliament, is no rumour; a bare infinitive is one in a headline only.
    """
    bits = r.bits
    if bits[v] & DISTANT or not opens_infinitive(r, v + 1):
        return False
    return is_headline(r) or bool(bits[v + 2] & (BE | AUX))


def read_set_off(r: Reading, v: int, before: int, after: int) -> Relation | None:
    """Read a form that may be a noun where only a name follows: ..., reports Meduza."""
    if not kind_of(r, v, r.bits[v], after) & SPEECH or v + 1 >= r.hi or not before & WALL:
        return None
    if not is_name(r, v + 1) or after & ADJECTIVE:
        return None
    if r.lowers[v + 1].endswith(r.grammar.adjective_endings):
        return None
    source = inverted_subject(r, v)
    content = content_of(r, v, source, inverted=True) if source else None
    if source is None or content is None or content[0].last > v:
        return None
    return Relation(source, Stretch(v, v + 1), *content, SPEECH, hearsay=False, denial=False)


def read_told_of(r: Reading, v: int, i: int, after: int) -> Relation | None:
    """Read two orders of languages without articles: *of the strike* told X, and: added, that ..."""
    bits, lo = r.bits, r.lo
    if i < lo and after & COMMA and v + 2 < r.hi and bits[v + 2] & THAT:
        content = rest_from(r, v + 2)
        if r.speaker is None or content is None:
            return None
        return Relation(r.speaker, Stretch(v, v + 1), content, (), SPEECH, hearsay=False, denial=False)
    if not bits[lo] & ABOUT or lo + 1 >= v or bits[lo + 1] & ANAPHOR:
        return None
    if any(bits[x] & WALL for x in range(lo, v)):
        return None
    source, content = inverted_subject(r, v), Stretch(lo, v)
    if source is None:
        source = subject_at(r, i)  # of the raid X told in his channel
        seated = source is not None and is_seat(r, source.first - 1, v)
        if source is None or not (seated or is_subject_behind(r, source)):
            return None
        content = Stretch(lo, source.first - seated)
    denial = bool(bits[v] & DENY)
    return Relation(source, Stretch(v, v + 1), content, (), SPEECH, hearsay=False, denial=denial)


def is_seat(r: Reading, i: int, v: int) -> bool:
    """Tell whether a preposition before who speaks is that of a seat: *in* Moscow they said."""
    return i > r.lo and bool(r.bits[i] & SEAT) and r.lowers[v].endswith(r.grammar.plural_verbs)


def is_subject_behind(r: Reading, source: Stretch) -> bool:
    """Tell whether a phrase behind what is told can be who tells, and no part of it: a name or an office."""
    bits, first = r.bits, source.first
    named = all(is_name(r, x) or bits[x] & SPEAKER or x < source.last - 1 for x in range(*source))
    governed = bits[first - 1] & PREPOSITION or r.is_deed(first - 1)
    return first > r.lo + 1 and named and not governed


def is_hearer(r: Reading, i: int) -> bool:
    """Tell whether what stands before a verb up to ``i`` is only who was told: *журналістам* сказав мер."""
    if r.grammar.articles or i < r.lo or not r.bits[i] & HEARER:
        return False
    first = i
    while first > r.lo and not r.bits[first - 1] & (WALL | THAT | OPENER | WHO):
        first -= 1
    ours = r.bits[first] & POSSESSIVE or r.lowers[first].endswith(r.grammar.dative_adjectives)
    return first == i or (first == i - 1 and bool(ours))


def read_object_first(r: Reading, v: int, i: int) -> Relation | None:
    """Read what is told before its verb, without a comma, in languages with cases.

    *The talk of a raid* denied the staff; *the talk of a raid* the staff, or in the staff, denied.
    """
    bits, lo = r.bits, r.lo
    if i <= lo or bits[i] & (WALL | ANAPHOR) or r.here or is_hearer(r, i):
        return None
    first = i
    while first > lo and not bits[first - 1] & (WALL | OPENER | TIME):
        first -= 1
    points_back = bits[first] & ABOUT and bits[first + 1] & ANAPHOR
    deed = is_deed_told(r, first, v)
    if points_back or (not deed and speaks(r, Stretch(first, i + 1)) and not bits[i] & SPEAKER):
        return None
    right = inverted_subject(r, v + 2 if bits[v] & NAMING and v + 2 < r.hi else v)
    if right is None and bits[v] & NAMING:
        right = inverted_subject(r, v)
    source, content = right, Stretch(first, i + 1)
    if source is None or not (deed or any(bits[x] & SPEAKER for x in range(*source))):
        held = next((x for x in range(i, max(first, i - 3), -1) if bits[x - 1] & SEAT), 0)
        if held and bits[held] & BODY:
            source, content = Stretch(held, i + 1), Stretch(first, held - 1)
        elif bits[i] & SPEAKER and any(bits[x] & ABOUT for x in range(first, i)) and bits[v] & NAMING:
            source, content = Stretch(i, i + 1), Stretch(first, i)
        else:
            return None
    elif head_bits(r, Stretch(first, i + 1)) & (SPEAKER | PRONOUN):
        return None
    if content.last - content.first < 2 or not any(
        bits[x] & PREPOSITION or is_name(r, x) for x in range(*content)
    ):
        return None
    denial = bool(bits[v] & (DENY | NAMING))
    return Relation(source, Stretch(v, v + 1), content, (), SPEECH, hearsay=False, denial=denial)


def is_deed_told(r: Reading, first: int, v: int) -> bool:
    """Tell whether a noun of an event opens what stands before a verb, and a name or office follows the verb.

    *The loss of X* confirmed *Kyiv*; but the loss of X confirmed the weakness of the army.
    """
    at = v + 1
    if at + 1 < r.hi and r.bits[at] & SEAT and r.lowers[v].endswith(r.grammar.plural_verbs):
        at += 1  # confirmed in the administration
    if at >= r.hi or r.bits[first] & SPEAKER:
        return False
    behind = is_name(r, at) or r.bits[at] & SPEAKER
    adjective = r.lowers[at].endswith(r.grammar.attributive_endings) and at + 1 < r.hi
    behind = behind or (adjective and r.bits[at + 1] & SPEAKER)
    return bool(behind) and (r.is_deed(first) or (first + 1 < v and r.is_deed(first + 1)))


def read_inserted(r: Reading, v: int, quote: Quote) -> Relation | None:
    """Read a speaker set between dashes into the quotation itself: «..., — said X. — ...»."""
    bits = r.bits
    if r.grammar.articles or not bits[v - 2] & (COMMA | END | QUOTE):
        return None
    last = v + 1
    while last < quote.close and not bits[last] & (COMMA | END | QUOTE | DASH):
        last += 1
    source = Stretch(v + 1, last)
    if last == v + 1 or not any(bits[x] & SPEAKER or is_name(r, x) for x in range(*source)):
        return None
    rest = last
    while rest < quote.close and bits[rest] & (COMMA | END | DASH):
        rest += 1
    goes_on = rest < quote.close and bits[rest - 1] & DASH
    more = (Stretch(rest, quote.close + 1),) if goes_on else ()
    content = Stretch(quote.open, v - 1)
    return Relation(source, Stretch(v, v + 1), content, more, SPEECH, hearsay=False, denial=False)
