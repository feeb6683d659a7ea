"""Deeds that show a place: what is taken, freed or struck, though its name is an ordinary word or adjective.

Languages that write nationalities and common adjectives small spell only a name with a capital: «освободили
Песчаное», «Красное взято».
"""

from __future__ import annotations

from geomap.language import Event, Lexicon, Relation, Sense, lexicon_of
from geomap.text import Text

TAKING = frozenset({"captured", "reclaimed", "attacked", "struck"})
"""Actions that are done to a place."""
LONGEST_DEED = 4
"""Tokens of a phrase that names a deed: взяли под полный контроль."""
ALONE = (
    Sense.PREPOSITION
    | Sense.CONJUNCTION
    | Sense.RELATIVE
    | Sense.DATE
    | Sense.TIME
    | Sense.AUXILIARY
    | Sense.LINKING
    | Sense.NEGATION
)
"""Senses of words after a name that are no noun to which the name is an adjective."""


def is_done_to(text: Text, first: int, last: int, sentence: int) -> bool:
    """Tell whether the tokens stand by themselves as that to which a deed is done.

    Not where a noun follows, of which they may be the adjective: «захватили Народное собрание».
    """
    lexicon = lexicon_of(text.language)
    if not lexicon.grammar.genitive:
        return False
    bounds = text.sentences[sentence]
    after = text.lowers[last] if last < bounds.last else ""
    deed = lexicon[after].event if after[:1].isalpha() else None
    if deed is not None and after.endswith(lexicon.grammar.predicates) and takes(deed):
        led = lexicon[text.lowers[first - 1]].senses & Sense.PREPOSITION if first > bounds.first else 0
        return not led  # Красное взято; not: у Красному захоплено склад
    alone = not after[:1].isalnum() or deed is not None or bool(lexicon[after].senses & ALONE)
    return alone and takes(_deed_before(text, lexicon, first, bounds.first))


def takes(event: Event | None) -> bool:
    """Tell whether an event has the place it is done to as its object, or as the genitive of its noun."""
    if event is None or event.action not in TAKING:
        return False
    return bool(event.relations & (Relation.GENITIVE if event.form == "noun" else Relation.OBJECT))


def _deed_before(text: Text, lexicon: Lexicon, first: int, start: int) -> Event | None:
    """Return the event word or phrase that ends right before a token: взяли под контроль | Песчаное."""
    if first - 1 < start:
        return None
    for k in range(max(start, first - LONGEST_DEED), first - 1):
        for phrase in lexicon[text.lowers[k]].phrases:
            if phrase.event and phrase.end(text.lowers, k, lambda i: text.words[i].islower()) == first:
                return phrase.event
    return lexicon[text.lowers[first - 1]].event
