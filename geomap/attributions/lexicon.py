"""What each word can do in an attribution, as bits: one look-up a token."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from geomap.languages import language_of

# Thirty bits make one digit of an integer: what phrases are scanned for comes first, and is read faster.
COMMA: Final = 1 << 0
END: Final = 1 << 1
QUOTE: Final = 1 << 2
DASH: Final = 1 << 3
COLON: Final = 1 << 4
BRACKET: Final = 1 << 5
SEMICOLON: Final = 1 << 6
AUX: Final = 1 << 7
BE: Final = 1 << 8
ADVERB: Final = 1 << 9
OPENER: Final = 1 << 10
COORDINATOR: Final = 1 << 11
PERSON_PRONOUN: Final = 1 << 12
GROUP_PRONOUN: Final = 1 << 13
THING_PRONOUN: Final = 1 << 14
OWN_PRONOUN: Final = 1 << 15
POSSESSIVE: Final = 1 << 16
DETERMINER: Final = 1 << 17
PREPOSITION: Final = 1 << 18
JOINER: Final = 1 << 19
TIME: Final = 1 << 20
PERSON: Final = 1 << 21
BODY: Final = 1 << 22
THAT: Final = 1 << 23
WHO: Final = 1 << 24
FINITE: Final = 1 << 25
GERUND: Final = 1 << 26
ALSO_NOUN: Final = 1 << 27
ARTICLE: Final = 1 << 28
PARTICLE: Final = 1 << 29
SPEECH: Final = 1 << 30
BELIEF: Final = 1 << 31
EVIDENCE: Final = 1 << 32
ATTITUDE: Final = 1 << 33
BASE: Final = 1 << 34
PAST: Final = 1 << 35
TELL: Final = 1 << 36
DENY: Final = 1 << 37
NOUN: Final = 1 << 38
PHRASE: Final = 1 << 39
HEARSAY: Final = 1 << 40
RUMOURED: Final = 1 << 41
AGENT: Final = 1 << 42
CHAIN: Final = 1 << 43
DOCUMENT: Final = 1 << 44
SHOWS: Final = 1 << 45
LABEL: Final = 1 << 46
CLAUSAL: Final = 1 << 47
ADJECTIVE: Final = 1 << 48
INDEFINITE: Final = 1 << 49
AS: Final = 1 << 50
ANAPHOR: Final = 1 << 51
SEAT: Final = 1 << 52
ABOUT: Final = 1 << 53
HEARER: Final = 1 << 54
OUTCOME: Final = 1 << 55
UNASSERTED: Final = 1 << 56
APPEAL: Final = 1 << 57
DISTANT: Final = 1 << 58
CONTRAST: Final = 1 << 59
HEAR: Final = 1 << 60
NAMING: Final = 1 << 61
HIS: Final = 1 << 62
THEIR: Final = 1 << 63

VERB: Final = SPEECH | BELIEF | EVIDENCE | ATTITUDE
CUE: Final = VERB | NOUN | PHRASE | HEARSAY | RUMOURED | COLON | DASH
PRONOUN: Final = PERSON_PRONOUN | GROUP_PRONOUN | THING_PRONOUN | OWN_PRONOUN
BREAK: Final = COMMA | END | QUOTE | DASH | COLON | BRACKET | SEMICOLON
SPEAKER: Final = PERSON | BODY

MARKS: Final = {
    ",": COMMA,
    ".": END,
    "!": END,
    "?": END,
    "…": END,
    '"': QUOTE,
    "“": QUOTE,
    "”": QUOTE,
    "„": QUOTE,
    "«": QUOTE,
    "»": QUOTE,
    "‘": QUOTE,
    "’": QUOTE,
    "'": QUOTE,
    "-": DASH,
    "–": DASH,
    "—": DASH,
    "―": DASH,
    "|": DASH,
    ":": COLON,
    ";": SEMICOLON,
    "(": BRACKET,
    ")": BRACKET,
    "[": BRACKET,
    "]": BRACKET,
}


QUOTATION_MARKS: Final = frozenset(mark for mark, bit in MARKS.items() if bit == QUOTE)


class Lexicon(NamedTuple):
    """The bits of each word of a language as it is written, and its cue phrases by their first word."""

    bits: dict[str, int]
    cues: frozenset[str]
    """The words that may attribute."""
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    adverb_ending: str
    adjective_endings: tuple[str, ...]
    plural_endings: tuple[str, ...]
    has_articles: bool


@lru_cache(maxsize=8)
def lexicon_of(language: str) -> Lexicon:
    """Return the lexicon of a language, with both apostrophes for every contraction."""
    rules = language_of(language).sources
    bits: dict[str, int] = dict(MARKS)

    def mark(words: Iterable[str], bit: int) -> None:
        for word in words:
            variants = {word, word.replace("'", "’"), word.replace("'", "ʼ")} if "'" in word else {word}
            for variant in variants:
                for form in {variant, variant.capitalize(), variant.upper()}:
                    bits[form] = bits.get(form, 0) | bit

    for verbs, kind in (
        (rules.speech, SPEECH),
        (rules.belief, BELIEF),
        (rules.evidence, EVIDENCE),
        (rules.attitude, ATTITUDE),
    ):
        mark(verbs.finite, kind | FINITE)
        mark(verbs.base, kind | BASE)
        mark(verbs.past, kind | PAST)
        mark(verbs.gerund, kind | GERUND)
    for words, bit in (
        (rules.clausal, CLAUSAL),
        (rules.articles, ARTICLE),
        (rules.comparators, AS),
        (rules.person_owners, HIS),
        (rules.group_owners, THEIR),
        (rules.naming, NAMING),
        (rules.hear, HEAR),
        (rules.unasserted, UNASSERTED),
        (rules.appeals, APPEAL),
        (rules.distant, DISTANT),
        (rules.contrasts, CONTRAST),
        (rules.outcomes, OUTCOME),
        (rules.hearers, HEARER),
        (rules.topics, ABOUT),
        (rules.anaphors, ANAPHOR),
        (rules.seats, SEAT),
        (rules.adjectives, ADJECTIVE),
        (rules.indefinite, INDEFINITE),
        (rules.tell, TELL),
        (rules.deny, DENY),
        (rules.nouns, NOUN),
        (rules.also_nouns, ALSO_NOUN),
        (rules.hearsay, HEARSAY),
        (rules.rumoured, RUMOURED),
        (rules.particle, PARTICLE),
        (rules.agent, AGENT),
        (rules.complementizers, THAT),
        (rules.relatives, WHO),
        (rules.be, BE),
        (rules.auxiliaries, AUX),
        (rules.adverbs, ADVERB),
        (rules.chains, CHAIN),
        (rules.person_pronouns, PERSON_PRONOUN),
        (rules.group_pronouns, GROUP_PRONOUN),
        (rules.thing_pronouns, THING_PRONOUN),
        (rules.own_pronouns, OWN_PRONOUN),
        (rules.possessives, POSSESSIVE),
        (rules.determiners, DETERMINER),
        (rules.prepositions, PREPOSITION),
        (rules.joiners, JOINER),
        (rules.coordinators, COORDINATOR),
        (rules.clause_openers, OPENER),
        (rules.times, TIME),
        (rules.persons, PERSON),
        (rules.bodies, BODY),
        (rules.documents, DOCUMENT),
        (rules.evidences, SHOWS),
        (rules.labels, LABEL),
        ({phrase[0] for phrase in rules.phrases}, PHRASE),
    ):
        mark(words, bit)
    # May is a month where it is capitalised, US no pronoun: these stand as they are written.
    bits.update(dict.fromkeys(rules.cased_times, TIME))
    bits.update(dict.fromkeys(rules.cased_names, 0))
    phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted(rules.phrases, key=len, reverse=True):
        phrases[phrase[0]] = (*phrases.get(phrase[0], ()), phrase)
    return Lexicon(
        bits,
        frozenset(word for word, bit in bits.items() if bit & CUE),
        phrases,
        rules.adverb_ending,
        rules.adjective_endings,
        rules.plural_endings,
        bool(rules.articles),
    )
