"""Whose statement a bulletin, post or report is, and how far it goes on without saying so again.

Decided by the shape of the text, never in ordinary prose, where each sentence has a speaker of its own: a
short text whose publisher is an office, or which opens with a heading or a sentence that announces an
account (*The governor summed up the night.*), or whose lead has a source and whose paragraphs are a list of
places. It goes on until another speaker is named, or the text leaves it.
"""

from __future__ import annotations

from typing import NamedTuple

from geomap.attributions.lexicon import (
    ABOUT,
    ACCOUNT,
    ADVERB,
    ALSO_NOUN,
    AUX,
    BE,
    BELIEF,
    BODY,
    COLON,
    COMMA,
    DASH,
    DEPARTURE,
    DOCUMENT,
    END,
    FINITE,
    ISSUE,
    LABEL,
    MEDIUM,
    NARRATOR,
    OPENER,
    POSSESSIVE,
    PREPOSITION,
    QUOTE,
    REPORTER,
    SPEAKER,
    SPEECH,
    THAT,
    TIME,
    WHO,
)
from geomap.attributions.names import Names
from geomap.attributions.quotes import quote_at
from geomap.attributions.reading import Relation, Stretch

LONGEST_STATEMENT = 1500
"""Tokens; what is longer has more than one source, or an author."""
LONGEST_LED = 700
"""Tokens of a text whose only sign is the source of its lead."""
LONGEST_HEADING = 24
"""Tokens of a heading or of a sentence that only announces an account."""
LEAD = 4
"""Sentences from the beginning, headings included, among which the one stands that names the source."""
PLACE_WITHIN = 4
"""Tokens from its beginning within which a paragraph of a list of places names one: In the village of X."""
TITLE_WITHIN = 4
"""Tokens within which a heading that is the title of an account names it: Evening operational *update*."""
VERBAL = FINITE | AUX | BE
NOMINAL = DOCUMENT | ACCOUNT | SPEAKER | ALSO_NOUN
LONGEST_TAIL = 9
"""Tokens of a heading after the source: as of 10 p.m. on 5 May."""
LONGEST_APPOSITION = 10
"""Tokens between a name and the verb: Olena Kim, *the head of the regional council*, named ..."""
BULLETS = frozenset("-–—•*▪●·")


class Told(NamedTuple):
    """A relation and who asserts its content."""

    relation: Relation
    claimant: str | None


class Issuer(NamedTuple):
    """Who gives out a text, and from which sentence on."""

    claimant: str
    source: Stretch | None
    """The words that name it; None where the publisher does."""
    first: int
    """The first sentence that goes on."""


class Carried(NamedTuple):
    """A sentence that stands under a source named before it."""

    claimant: str
    source: Stretch | None
    content: Stretch


def find_carried(names: Names, told: list[Told]) -> list[Carried]:
    """Return what stands under a source that only an earlier sentence, or the publisher, names."""
    text = names.text
    if not text.sentences:
        return []
    latest = {text.sentence_at(text.starts[one.relation.cue.first]): one for one in told if one.claimant}
    lists = [item for sentence, one in latest.items() for item in _after_colon(names, sentence, one)]
    issuer = _issuer(names, told) if len(text.words) <= LONGEST_STATEMENT else None
    return lists + (_carry(names, issuer, told) if issuer else [])


def _issuer(names: Names, told: list[Told]) -> Issuer | None:
    text = names.text
    found = None
    for number in range(min(LEAD, len(text.sentences))):
        found = _headed(names, number)
        if found is not None:
            return found
        if not _is_heading(names, number):
            found = _announced(names, number, told)
            break
    publisher = text.document.publisher
    if publisher and is_office(names, publisher):
        found = Issuer(publisher, None, 0)
    if found is None and len(text.words) <= LONGEST_LED:
        found = _led(names, told)
    return found if found is not None and not _is_narrated(names, Stretch(0, len(text.words))) else None


def is_office(names: Names, publisher: str) -> bool:
    """Tell whether a publisher is a source itself: a body, and no outlet or think tank."""
    some = 0
    for word in publisher.split():
        plain = word.strip(".,«»\"'")
        if not plain or not plain[0].isalpha():
            return False
        some |= names.lexicon[plain].senses
    return bool(some & BODY) and not some & MEDIUM


def _is_heading(names: Names, number: int) -> bool:
    """Tell whether a sentence is a line of its own without a stop."""
    sentence = names.text.sentences[number]
    block = names.text.blocks[sentence.block]
    alone = sentence.start == block.start and sentence.end == block.end
    last = names.bits[sentence.last - 1] if sentence.last > sentence.first else 0
    return alone and not last & (END | COLON | QUOTE) and sentence.last - sentence.first <= LONGEST_HEADING


def _headed(names: Names, number: int) -> Issuer | None:
    """Return the body whose account a heading names: Evening bulletin *of the General Staff*."""
    bits, sentence = names.bits, names.text.sentences[number]
    tokens = range(sentence.first, sentence.last)
    if len(tokens) > LONGEST_HEADING or any(bits[x] & VERBAL and not bits[x] & NOMINAL for x in tokens):
        return None
    for x in tokens[:TITLE_WITHIN]:
        if bits[x] & (DOCUMENT | ACCOUNT) and x + 1 < sentence.last:
            if names.has_articles and not bits[x + 1] & PREPOSITION:
                continue
            source = names.opening(x + 1, sentence.last, BODY)
            if source is not None and _closes(names, source.last, sentence.last):
                claimant = names.named(source)
                return Issuer(claimant, source, number + 1) if claimant else None
    source = names.opening(sentence.first, sentence.last, BODY)
    if source is None or source.last >= sentence.last or not bits[source.last] & (COLON | DASH | COMMA):
        return None
    if not any(bits[x] & (DOCUMENT | ACCOUNT) for x in range(source.last, sentence.last)):
        return None
    claimant = names.named(source)
    return Issuer(claimant, source, number + 1) if claimant else None


def _closes(names: Names, first: int, last: int) -> bool:
    """Tell whether a heading only tells its time after the source: as of noon, for the past day."""
    return last - first <= LONGEST_TAIL and not any(names.bits[x] & COMMA for x in range(first, last))


def _announced(names: Names, number: int, told: list[Told]) -> Issuer | None:
    """Return who gives an account that the sentence only announces: The mayor *named the aftermath*."""
    bits, sentence = names.bits, names.text.sentences[number]
    first, last = sentence.first, sentence.last
    if last - first > LONGEST_HEADING:
        return None
    if any(bits[x] & QUOTE and not _in_name(names, x) for x in range(first, last)):
        return None
    found = _subject_of_issue(names, first, last) or _told_last(told, first, last)
    if found is None:
        return None
    source, v, rest = found
    if bits[v] & COLON:  # The head of the region:
        claimant = names.named(source)
        return Issuer(claimant, source, number + 1) if claimant else None
    if names.words[v][0].isupper() or (bits[v - 1] & AUX and names.is_negated(v - 1)):
        return None
    some = 0
    for x in rest:
        some |= bits[x]
        if bits[x] & (THAT | WHO) or (bits[x] & (BE | OPENER) and not bits[x] & PREPOSITION):
            return None
    said = [x for x in rest if not bits[x] & END]
    topic = bool(said) and bits[said[0]] & ABOUT
    bare = not said and bits[v] & SPEECH
    if not (some & (ACCOUNT | DOCUMENT | REPORTER) or topic or bare or bits[last - 1] & COLON):
        return None
    claimant = names.named(source)
    return Issuer(claimant, source, number + 1) if claimant else None


def _subject_of_issue(names: Names, first: int, last: int) -> tuple[Stretch, int, range] | None:
    """Return who gives out an account, the verb or colon, and the rest: In its report *the staff* listed."""
    bits = names.bits
    starts = [first]
    if bits[first] & PREPOSITION:
        starts += [x + 1 for x in range(first, last - 1) if bits[x] & (COMMA | DOCUMENT)]
    for start in starts:
        source = names.opening(start, last, SPEAKER)
        if source is None:
            continue
        v = _after_apposition(names, source.last, last)
        while v < last and bits[v] & (AUX | ADVERB | BE):
            v += 1
        if v < last and (bits[v] & (ISSUE | SPEECH) or (v == last - 1 and bits[v] & COLON)):
            return source, v, range(v + 1, last)
    return None


def _told_last(told: list[Told], first: int, last: int) -> tuple[Stretch, int, range] | None:
    """Return the same of a sentence that ends with its source: *of the raid told the governor*."""
    for one in told:
        source, cue = one.relation.source, one.relation.cue
        if first <= cue.first < last and source is not None and source > cue:
            return source, cue.first, range(first, cue.first)
    return None


def _after_apposition(names: Names, i: int, last: int) -> int:
    """Return where the sentence goes on after an apposition that a comma opens at ``i``."""
    if i >= last or not names.bits[i] & COMMA:
        return i
    for x in range(i + 1, min(last, i + LONGEST_APPOSITION)):
        if names.bits[x] & (COMMA | COLON):
            return x + 1 if names.bits[x] & COMMA else x
    return i


def _in_name(names: Names, i: int) -> bool:
    quote = quote_at(names.quotes, i)
    return quote is not None and names.is_quoted_name(quote)


def _led(names: Names, told: list[Told]) -> Issuer | None:
    """Return the source of the lead, where it is the only speaker and the rest is a list of places."""
    text = names.text
    speakers = [one for one in told if one.claimant and one.relation.kind & (SPEECH | BELIEF)]
    speakers.sort(key=lambda one: one.relation.cue)
    if not speakers or speakers[0].claimant is None:
        return None
    lead, *others = speakers
    source, claimant = lead.relation.source, speakers[0].claimant
    number = text.sentence_at(text.starts[lead.relation.cue.first])
    if source is None or number >= LEAD or any(not _is_same(names, claimant, one) for one in others):
        return None
    if not any(names.bits[x] & SPEAKER for x in range(*source)):
        return None
    block = text.sentences[number].block
    if text.words[text.token_at(text.blocks[block].start)] in BULLETS:
        return None  # an item of a list has its own source
    if names.bits[text.sentences[number].last - 1] & COLON:
        return None  # the list after it is all that it tells
    sourced = {_block_of(names, one) for one in speakers}
    loose = [block for block in range(block + 1, len(text.blocks)) if block not in sourced]
    places = sum(_opens_with_place(names, block) for block in loose)
    return Issuer(claimant, source, number + 1) if places and 2 * places >= len(loose) else None


def _block_of(names: Names, one: Told) -> int:
    text = names.text
    return text.sentences[text.sentence_at(text.starts[one.relation.cue.first])].block


def _opens_with_place(names: Names, block: int) -> bool:
    """Tell whether a paragraph opens as an item of a list of places does: In X, near X, a bullet."""
    text, bits = names.text, names.bits
    i = text.token_at(text.blocks[block].start)
    if text.words[i] in BULLETS:
        return True
    ahead = range(i + 1, min(i + 1 + PLACE_WITHIN, len(text.words)))
    return bool(bits[i] & PREPOSITION) and any(
        text.words[x][0].isupper() and not bits[x] & (TIME | SPEAKER) for x in ahead
    )


def _is_same(names: Names, claimant: str, one: Told) -> bool:
    """Tell whether a relation has the speaker ``claimant`` or a document of his."""
    source = one.relation.source
    if one.claimant is None or one.claimant == claimant:
        return True
    if source is not None and any(names.bits[x] & DOCUMENT for x in range(*source)):
        return True
    return bool(names.stems_of(claimant) & names.stems_of(one.claimant))


def _is_narrated(names: Names, where: Stretch) -> bool:
    """Tell whether an author speaks of himself outside quotations: we, our reporter."""
    bits = names.bits
    for x in range(*where):
        if bits[x] & (NARRATOR | REPORTER):
            owned = any(bits[y] & POSSESSIVE for y in range(max(where.first, x - 2), x))
            if (owned or bits[x] & NARRATOR) and not quote_at(names.quotes, x):
                return True
    return False


def _carry(names: Names, issuer: Issuer, told: list[Told]) -> list[Carried]:
    """Return the sentences under an issuer, up to where another speaks or the text leaves it."""
    text, bits = names.text, names.bits
    end = len(text.sentences)
    for one in told:
        if one.relation.kind & (SPEECH | BELIEF) and not _is_same(names, issuer.claimant, one):
            number = text.sentence_at(text.starts[one.relation.cue.first])
            if number >= issuer.first:
                end = min(end, number)
    carried: list[Carried] = []
    for number in range(issuer.first, end):
        sentence = text.sentences[number]
        opening = bits[sentence.first] if sentence.last > sentence.first else 0
        content = Stretch(sentence.first, sentence.last)
        if opening & (DEPARTURE | LABEL) or _is_narrated(names, content):
            break
        if sentence.last > sentence.first:
            carried.append(Carried(issuer.claimant, issuer.source, content))
    return carried


def _after_colon(names: Names, announcing: int, one: Told) -> list[Carried]:
    """Return the items of a list that a sentence with a source announces: ..., the blog reckons: - X - Y."""
    text, bits = names.text, names.bits
    sentence = text.sentences[announcing]
    block = sentence.block
    if not bits[sentence.last - 1] & COLON or sentence.end != text.blocks[block].end or one.claimant is None:
        return []
    if text.words[sentence.first] in BULLETS:
        return []  # an item announces no more than itself
    items = []
    for number in range(announcing + 1, len(text.sentences)):
        sentence = text.sentences[number]
        if sentence.block > block:
            if text.words[sentence.first] not in BULLETS:
                break
            block = sentence.block
        items.append(Carried(one.claimant, one.relation.source, Stretch(sentence.first, sentence.last)))
    return items
