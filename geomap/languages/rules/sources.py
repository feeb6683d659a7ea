"""Rules for who says so: cues of attribution and the words that shape a source."""

from __future__ import annotations

from dataclasses import dataclass

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verbs:
    """The forms of a class of verbs, all in lower case; a form may stand in several fields."""

    finite: frozenset[str] = NOTHING
    """Forms that take a subject as they stand: says, said."""
    base: frozenset[str] = NOTHING
    """Forms that also follow an auxiliary or a particle: say."""
    past: frozenset[str] = NOTHING
    """Forms that turn passive after a form of *be*: said, reported."""
    gerund: frozenset[str] = NOTHING
    """Forms that share the subject of the main clause: saying."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRules:
    """Rules for who says so: cues of attribution and the words that shape a source."""

    speech: Verbs = Verbs()
    """Verbs by which somebody asserts a content: say, report, deny."""
    belief: Verbs = Verbs()
    """Verbs by which somebody holds a content true: believe, expect."""
    evidence: Verbs = Verbs()
    """Verbs by which a thing bears a content out: show, indicate."""
    attitude: Verbs = Verbs()
    """Verbs that ascribe a stance but assert nothing: want, criticise."""
    tell: frozenset[str] = NOTHING
    """Forms that always name their hearer first, so that none of them is inverted: told, urged."""
    hear: frozenset[str] = NOTHING
    """Forms that may name their hearer first: warned, asked."""
    clausal: frozenset[str] = NOTHING
    """Forms of speech that attribute only a clause or a quotation: continued, concluded."""
    appeals: frozenset[str] = NOTHING
    """Forms that assert nothing before a preposition or an infinitive: called on, urged to."""
    naming: frozenset[str] = NOTHING
    """Forms that only give a thing a name, up to the next comma: called."""
    distant: frozenset[str] = NOTHING
    """Forms from which the author keeps a distance, and may contradict in the same sentence: claimed."""
    contrasts: frozenset[str] = NOTHING
    """Conjunctions that open such a contradiction: but, though."""
    deny: frozenset[str] = NOTHING
    """Forms that assert the contrary of what they name."""
    nouns: frozenset[str] = NOTHING
    """Nouns that attribute: claim, announcement."""
    also_nouns: frozenset[str] = NOTHING
    """Verb forms that are as often nouns or adjectives: report, claims."""
    phrases: tuple[tuple[str, ...], ...] = ()
    """Word sequences that a source follows: according to, as reported by."""
    hearsay: frozenset[str] = NOTHING
    """Adverbs and participles of rumour: reportedly, alleged."""
    outcomes: frozenset[str] = NOTHING
    """Words before which a participle of rumour is passive: three reported *dead*."""
    rumoured: frozenset[str] = NOTHING
    """Participles of rumour before the particle: is *said* to have fled."""
    particle: frozenset[str] = NOTHING
    """The infinitive's particle: to."""
    agent: frozenset[str] = NOTHING
    """Prepositions before the agent of a passive: by."""
    complementizers: frozenset[str] = NOTHING
    """Words that open a content clause: that, whether."""
    relatives: frozenset[str] = NOTHING
    """Relative pronouns that can stand for a source: who, which."""
    be: frozenset[str] = NOTHING
    """Forms of *be* that make a passive or a progressive."""
    auxiliaries: frozenset[str] = NOTHING
    """All other words between a subject and its verb: has, would, not."""
    unasserted: frozenset[str] = NOTHING
    """Auxiliaries by which the saying itself is denied or only possible: not, may."""
    adverbs: frozenset[str] = NOTHING
    """Adverbs between a subject and its verb: also, later."""
    adverb_ending: str = "\n"
    """The ending by which any word is an adverb."""
    chains: frozenset[str] = NOTHING
    """Verbs that pass their subject on to an infinitive: continued, refused."""
    person_pronouns: frozenset[str] = NOTHING
    """Pronouns for one person other than the speaker: he."""
    group_pronouns: frozenset[str] = NOTHING
    """Pronouns for several: they."""
    thing_pronouns: frozenset[str] = NOTHING
    """Pronouns for a body or thing: it."""
    own_pronouns: frozenset[str] = NOTHING
    """Pronouns that name no claimant: for the author or reader, for nobody, for all: I, you, nobody."""
    person_owners: frozenset[str] = NOTHING
    """Possessives for one person: his."""
    group_owners: frozenset[str] = NOTHING
    """Possessives for several: their."""
    possessives: frozenset[str] = NOTHING
    """Possessive pronouns and endings: his, 's."""
    determiners: frozenset[str] = NOTHING
    """Articles and the like, by which a noun phrase opens."""
    articles: frozenset[str] = NOTHING
    """Words that only a noun phrase can follow; empty where the language has no articles."""
    indefinite: frozenset[str] = NOTHING
    """Words that open a phrase for somebody new, never carried back: a, some."""
    adjectives: frozenset[str] = NOTHING
    """Capitalised adjectives, which are no subject by themselves."""
    adjective_endings: tuple[str, ...] = ("\n",)
    """Endings of further capitalised adjectives."""
    plural_endings: tuple[str, ...] = ("\n",)
    """Endings of plural nouns."""
    prepositions: frozenset[str] = NOTHING
    joiners: frozenset[str] = NOTHING
    """Prepositions that bind two nouns into one name: of, for."""
    coordinators: frozenset[str] = NOTHING
    """and, or, but."""
    clause_openers: frozenset[str] = NOTHING
    """Conjunctions and the like at which a subject cannot go on to the left: because, while."""
    comparators: frozenset[str] = NOTHING
    """Conjunctions before a source that comments on the main clause: *as* the army said."""
    anaphors: frozenset[str] = NOTHING
    """Pronouns for what was said before: *this* the army reported."""
    hearers: frozenset[str] = NOTHING
    """Nouns, in the case of a hearer, between a verb and the subject that follows it."""
    topics: frozenset[str] = NOTHING
    """Prepositions that open what is reported on: reported *on* the capture."""
    seats: frozenset[str] = NOTHING
    """Prepositions before the body in which somebody speaks: reported *at* the staff."""
    times: frozenset[str] = NOTHING
    """Weekdays and other words of time, which are no part of a source."""
    cased_times: frozenset[str] = NOTHING
    """Words of time that only their capital tells from other words: May."""
    cased_names: frozenset[str] = NOTHING
    """Names that only their capitals tell from other words: US."""
    persons: frozenset[str] = NOTHING
    """Nouns and titles for people: spokesman, officials."""
    bodies: frozenset[str] = NOTHING
    """Nouns for bodies that can speak: ministry, command."""
    documents: frozenset[str] = NOTHING
    """Nouns for what a source issues: statement, post."""
    evidences: frozenset[str] = NOTHING
    """Nouns for things that show rather than say: footage, images."""
    labels: frozenset[str] = NOTHING
    """Words before a colon that name no source: update, photo."""
