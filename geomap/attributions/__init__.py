"""Who says what: source, cue and content spans, after the PARC model of attribution."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final, Literal

from msgspec import Struct

from geomap.attributions.lexicon import ATTITUDE, AUX, BELIEF, EVIDENCE, SPEECH
from geomap.attributions.names import Names
from geomap.attributions.quotes import find_quotes
from geomap.attributions.reading import Stretch
from geomap.attributions.relations import read_relations
from geomap.attributions.statements import Told, find_carried
from geomap.language import Lexicon, lexicon_of
from geomap.spans import Span
from geomap.text import Text

AttributionKind = Literal["speech", "belief", "evidence", "attitude"]
KINDS: Final[dict[int, AttributionKind]] = {
    SPEECH: "speech",
    BELIEF: "belief",
    EVIDENCE: "evidence",
    ATTITUDE: "attitude",
}
LONGEST_CONTENT: Final = 4000
"""Characters; a content is a sentence or a quotation, and none is longer than a few paragraphs."""


class Attribution(Struct, frozen=True, kw_only=True):
    """One attribution relation."""

    source: Span | None
    """The words that name the source; None where it is unnamed."""
    cue: Span
    """The word or words that attribute: said, according to, reportedly."""
    content: Span
    """What is attributed."""
    claimant: str | None
    """The source by its fullest name in the text: pronouns and short forms are carried back.

    None where nobody is named, where the author or the outlet speaks, and where a thing bears witness
    (footage shows): then the author asserts.
    """
    hearsay: bool = False
    """Whether the cue marks rumour (reportedly, allegedly): the claim is less certain."""
    more: tuple[Span, ...] = ()
    """Further stretches of the same content: after the cue, or a quotation that goes on."""
    kind: AttributionKind = "speech"
    """Whether the source says it, holds it true, bears it out, or only takes a stance to it."""
    denial: bool = False
    """Whether the source asserts the contrary of the content."""
    carried: bool = False
    """Whether the content only goes on with a statement whose source, and cue, stand before it."""


def find_attributions(text: Text) -> tuple[Attribution, ...]:
    """Return the attributions of a text in the order of their content."""
    lexicon = lexicon_of(text.language)
    bits = _senses(text, lexicon)
    quotes = find_quotes(text)
    relations = read_relations(text, bits, quotes, lexicon)
    names = Names(text, bits, quotes, lexicon)
    starts, ends = text.starts, text.ends

    def span(stretch: Stretch) -> Span:
        return Span(starts[stretch.first], ends[stretch.last - 1])

    told = [Told(relation, names.claimant(relation)) for relation in relations]
    found = [
        Attribution(
            source=span(relation.source) if relation.source else None,
            cue=span(relation.cue),
            content=span(relation.content),
            claimant=claimant,
            hearsay=relation.hearsay,
            more=tuple([span(stretch) for stretch in relation.more]),
            kind=KINDS[relation.kind],
            denial=relation.denial,
        )
        for relation, claimant in told
    ]
    for carried in find_carried(names, told):
        source = span(carried.source) if carried.source else None
        found.append(
            Attribution(
                source=source,
                cue=source or Span(0, 0),
                content=span(carried.content),
                claimant=carried.claimant,
                carried=True,
            )
        )
    found.sort(key=lambda attribution: attribution.content)
    return tuple(found)


def _senses(text: Text, lexicon: Lexicon) -> list[int]:
    """Return what each token can be; the first word of a verb of several words is all of it: *ruled* out."""
    words = text.words
    bits: list[int] = []
    for i, word in enumerate(words):
        found = lexicon[word]
        senses = found.senses
        for phrase in () if senses & AUX else found.phrases:
            if phrase.senses & SPEECH and text.lowers[i + 1 : i + 1 + len(phrase.rest)] == phrase.rest:
                senses = phrase.senses
                break
        bits.append(senses)
    return bits


def attribution_of(text: Text, attributions: tuple[Attribution, ...], mention: Span) -> Attribution | None:
    """Return the attribution under which a mention stands, None where the author speaks.

    The innermost of nested attributions that name somebody counts, save that whoever denies a claim is
    nearer to the reader than whoever made it; rumour and evidence count where nobody is named around them.
    A stance (wants, criticises) asserts nothing.
    """
    del text
    best: Attribution | None = None
    best_rank = (True, True, 0)
    first = bisect_left(attributions, mention.start - LONGEST_CONTENT, key=lambda a: a.content.start)
    last = bisect_right(attributions, mention.end + LONGEST_CONTENT, key=lambda a: a.content.start)
    for index in range(first, last):
        attribution = attributions[index]
        if attribution.kind == "attitude":
            continue
        stretches = (attribution.content, *attribution.more) if attribution.more else (attribution.content,)
        for content in stretches:
            if content.start <= mention.start and mention.end <= content.end:
                rank = (attribution.claimant is None, attribution.carried, content.end - content.start)
                shielded = best is not None and best.denial and not attribution.denial
                if best is None or (rank < best_rank and not (shielded and rank[0] == best_rank[0])):
                    best, best_rank = attribution, rank
    return best
