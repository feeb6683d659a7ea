"""Deeds that show a place: what is taken, freed or struck, though its name is an ordinary word or adjective.

Languages that write nationalities and common adjectives small spell only a name with a capital: «освободили
Песчаное», «Красное взято».
"""

from __future__ import annotations

from typing import Literal

from geomap.language import Event, Lexicon, Relation, Sense, dotless, lexicon_of
from geomap.text import Text

TAKING = frozenset({"captured", "reclaimed", "attacked", "struck"})
"""Actions that are done to a place."""
WON = frozenset({"captured", "reclaimed"})
LONGEST_HELP = 3
"""Tokens within which the verb follows its subject: X | has now been taken."""
HELP = Sense.ADVERB | Sense.AUXILIARY | Sense.LINKING | Sense.BE | Sense.TIME | Sense.NEARLY
"""Senses of the words between, where they have any."""
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


def befalls(text: Text, lexicon: Lexicon, at: int, end: int) -> Literal["surely", "maybe"] | None:
    """Tell whether a deed befalls what stands before a token: X обстріляли, X had fallen.

    A participle without a doer of its own does so surely: who or what is taken is named before it.
    """
    grammar, helped = lexicon.grammar, False
    for k in range(at, min(at + LONGEST_HELP, end)):
        word, known = text.lowers[k], lexicon[text.lowers[k]]
        event = known.event
        if event is not None and event.form != "noun":
            if grammar.genitive:
                taken = takes(event)
                if taken and word.endswith(grammar.predicates) and event.action in WON:
                    return "surely"
                return (
                    "maybe" if taken and word.endswith((*grammar.plural_verbs, *grammar.predicates)) else None
                )
            falls = event.action in WON and event.relations & Relation.SUBJECT
            return "maybe" if falls or (helped and event.form == "past" and takes(event)) else None
        if (
            not text.words[k].isalpha()
            or not text.words[k].islower()
            or (known.senses and not known.senses & HELP)
        ):
            return None
        helped = helped or bool(known.senses & Sense.BE)
    return None


def _deed_before(text: Text, lexicon: Lexicon, first: int, start: int) -> Event | None:
    """Return the event word or phrase that ends right before a token: взяли под контроль | Песчаное."""
    if first - 1 < start:
        return None
    begin = max(start, first - LONGEST_DEED)
    plain = dotless(text.lowers[begin:first])
    for k in range(len(plain) - 1):
        for phrase in lexicon[text.lowers[begin + k]].phrases:
            if not phrase.event or not phrase.can_follow(plain[k + 1]):
                continue
            if phrase.end(plain, k, lambda i: text.words[begin + i].islower()) == len(plain):
                return phrase.event
    return lexicon[text.lowers[first - 1]].event
