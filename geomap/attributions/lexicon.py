"""The senses that count in an attribution, by short names."""

from __future__ import annotations

from typing import Final

from geomap.language import Sense
from geomap.language.sense import MARKS

COMMA: Final = Sense.COMMA
END: Final = Sense.END
QUOTE: Final = Sense.QUOTE
DASH: Final = Sense.DASH
COLON: Final = Sense.COLON
BRACKET: Final = Sense.BRACKET
SEMICOLON: Final = Sense.SEMICOLON
AUX: Final = Sense.SOURCE_AUXILIARY
BE: Final = Sense.BE
ADVERB: Final = Sense.ADVERB
OPENER: Final = Sense.OPENER
COORDINATOR: Final = Sense.COORDINATOR
PERSON_PRONOUN: Final = Sense.PERSON_PRONOUN
GROUP_PRONOUN: Final = Sense.GROUP_PRONOUN
THING_PRONOUN: Final = Sense.THING_PRONOUN
OWN_PRONOUN: Final = Sense.OWN_PRONOUN
POSSESSIVE: Final = Sense.POSSESSIVE
DETERMINER: Final = Sense.SOURCE_DETERMINER
PREPOSITION: Final = Sense.SOURCE_PREPOSITION
JOINER: Final = Sense.JOINER
TIME: Final = Sense.TIME
PERSON: Final = Sense.SOURCE_PERSON
BODY: Final = Sense.SOURCE_BODY
THAT: Final = Sense.COMPLEMENTIZER
RELATIVE: Final = Sense.RELATIVE
WHO: Final = Sense.SOURCE_RELATIVE
FINITE: Final = Sense.FINITE
GERUND: Final = Sense.GERUND
ALSO_NOUN: Final = Sense.ALSO_NOUN
ARTICLE: Final = Sense.ARTICLE
PARTICLE: Final = Sense.INFINITIVE
SPEECH: Final = Sense.SPEECH
BELIEF: Final = Sense.BELIEF
ENEMY: Final = Sense.ENEMY
EVIDENCE: Final = Sense.EVIDENCE
ATTITUDE: Final = Sense.ATTITUDE
BASE: Final = Sense.BASE
PAST: Final = Sense.PAST
TELL: Final = Sense.TELL
DENY: Final = Sense.CONTRARY
NOUN: Final = Sense.SPEECH_NOUN
PHRASE: Final = Sense.CUE_PHRASE
HEARSAY: Final = Sense.HEARSAY
REGISTERING: Final = Sense.REGISTERING
RUMOURED: Final = Sense.RUMOURED
AGENT: Final = Sense.AGENT
CHAIN: Final = Sense.CHAIN
DOCUMENT: Final = Sense.DOCUMENT
SHOWS: Final = Sense.EVIDENCE_NOUN
LABEL: Final = Sense.LABEL
CLAUSAL: Final = Sense.CLAUSAL
ADJECTIVE: Final = Sense.ADJECTIVE
INDEFINITE: Final = Sense.INDEFINITE
AS: Final = Sense.COMPARATOR
ANAPHOR: Final = Sense.ANAPHOR
SEAT: Final = Sense.SEAT
ABOUT: Final = Sense.TOPIC
HEARER: Final = Sense.HEARER
OUTCOME: Final = Sense.OUTCOME
UNASSERTED: Final = Sense.UNASSERTED
APPEAL: Final = Sense.APPEAL
DISTANT: Final = Sense.DISTANT
CONTRAST: Final = Sense.CONTRAST
HEAR: Final = Sense.HEAR
NAMING: Final = Sense.NAMING
HIS: Final = Sense.PERSON_OWNER
THEIR: Final = Sense.GROUP_OWNER
THERE: Final = Sense.THERE
BACKWARD: Final = Sense.BACKWARD
ISSUE: Final = Sense.ISSUE
ACCOUNT: Final = Sense.ACCOUNT
NARRATOR: Final = Sense.NARRATOR
REPORTER: Final = Sense.REPORTER
MEDIUM: Final = Sense.MEDIUM
DEPARTURE: Final = Sense.DEPARTURE

VERB: Final = SPEECH | BELIEF | EVIDENCE | ATTITUDE
CUE: Final = VERB | NOUN | PHRASE | HEARSAY | RUMOURED | COLON | DASH | SHOWS
PRONOUN: Final = PERSON_PRONOUN | GROUP_PRONOUN | THING_PRONOUN | OWN_PRONOUN
BREAK: Final = COMMA | END | QUOTE | DASH | COLON | BRACKET | SEMICOLON
SPEAKER: Final = PERSON | BODY
QUOTATION_MARKS: Final = frozenset(mark for mark, sense in MARKS.items() if sense == QUOTE)
