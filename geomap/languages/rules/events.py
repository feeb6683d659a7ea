"""Rules for what happened: the words of events, of bodies and states, of plans and denials.

A word is known by its *senses*, a sum of the constants below; a word of an event also has a ``Trigger``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Action = Literal[
    "captured", "reclaimed", "withdrew", "attacked", "struck", "moved", "visited", "announced", "other"
]
Kind = Literal[
    "air",
    "shelling",
    "mine",
    "intercept",
    "killing",
    "sexual",
    "abduction",
    "looting",
    "arrest",
    "protest",
    "agreement",
    "aid",
]
"""What a verb or noun says beyond its action, for the codings of others."""
Form = Literal["base", "verb", "past", "gerund", "noun", "either"]
"""``base``: infinitive; ``past``: participle too; ``either``: noun or verb."""

DETERMINER = 1 << 0  # the, its: stands before a noun phrase
MODIFIER = 1 << 1  # western, occupied, almost: steps aside for the noun
GEOGRAPHIC = 1 << 2  # city, outskirts, direction: a place by another word
PARTITIVE = 1 << 3  # most, remainder: a share of the place
FACILITY = 1 << 4  # airfield, street: a thing that stands in the place
BODY = 1 << 5  # ministry, administration: makes the name a part of its own
TITLE = 1 << 6  # president, mayor
FORCE = 1 << 7  # army, troops, leadership: the state in arms
PERSON = 1 << 8  # official, resident
BE = 1 << 9  # is, were
MODAL = 1 << 10  # will, may: not yet
NEGATION = 1 << 11  # not, no, without
SPEECH = 1 << 12  # said, denied
BREAK = 1 << 13  # while, but: a new clause
PREPOSITION = 1 << 14
CONJUNCTION = 1 << 15  # and, or: joins names of a list
BEARING = 1 << 16  # north, southwest
DISTANCE = 1 << 17  # km, miles
PLAN = 1 << 18  # plans, aims, ordered: what follows is meant to happen
REAL = 1 << 19  # managed, began, forced: what follows did happen
DENIAL = 1 << 20  # denied, cancelled, prevented: what follows did not happen
WAR = 1 << 21  # war, invasion: names the country it is fought in
INFINITIVE = 1 << 22  # to
TRIAL = 1 << 23  # tried, attempted: a plan, but for a fight a fact
FAILURE = 1 << 24  # failed, unable
CONDITION = 1 << 25  # if, unless
AUXILIARY = 1 << 26  # has, had, did
RELATIVE = 1 << 27  # which, who, where
FORMER = 1 << 28  # formerly, "then known as"
ORIGIN = 1 << 29  # native, born, citizen: where somebody is from
SIDE = 1 << 30  # Russian, Ukraine's: told apart by ``sides``
NAMED = 1 << 31  # dubbed, nicknamed
KIT = 1 << 32  # industry, vehicles: after a noun of event, makes it an adjective
AERIAL = 1 << 33  # drone, missile: makes an attack a strike
EXAMPLE = 1 << 36  # including, among them: what follows belongs to the list before
FRONT = 1 << 37  # direction, axis: a stretch of the front
DATE = 1 << 38  # Monday, June: a capital that is no name
HELD = 1 << 39  # occupied, besieged: an adjective unless somebody does it
NEARBY = 1 << 42  # close to, next to: a preposition of place in several words
PRONOUN = 1 << 44  # he, Putin: one person
RECORD = 1 << 43  # footage, camera: what it captures is a picture
QUARTER = 1 << 35  # eastern, central: makes a country a part of it
OBJECTIVE = 1 << 45  # which, that: stands for the thing before it
LACKING = 1 << 46  # there was: with a negation, what is named did not happen
UNDERGO = 1 << 47  # suffered, took: what the noun after it names befalls the subject
LIGHT = 1 << 48  # carried out, inflicted: the noun after it names the event
VERB = 1 << 49  # any other finite verb
IDLE = 1 << 52  # cost, remain, are shown: what a weapon does without striking
ENEMY = 1 << 53  # the enemy: the side that the text is not on
FIGHT = 1 << 54  # battle, clash: both sides act
REPEL = 1 << 55  # repelled, beaten off: the other side attacked
UNDER = 1 << 50  # under: what the event noun after it names befalls the subject
CARRIES = 1 << 51  # these, among, then: opens a sentence that goes on with the list before it
THING = 1 << 34  # pipeline, street, missile: bears a place's name without standing there


class Trigger(NamedTuple):
    """A word that names an event, seen from the place."""

    action: Action
    form: Form
    governs: str
    """The relations in which the place may stand to it, one letter each:

    ``o`` object, ``s`` subject of an intransitive verb, ``n`` genitive, ``t`` goal, ``f`` start, ``a`` target
    (on, at, against), ``r`` prize (for), ``c`` with. ``p``: a visit where a person does it; ``q``: an attack
    or withdrawal where a force does it, else a move; ``m``: a taking of places, of soldiers (a fight) or of others. Every trigger takes a place in which it happens (``l``).
    """
    strength: int
    """3: names the event alone; 2: an event by most accounts; 1: what an event leaves behind, or a state."""
    inverse: bool = False
    """Whether the subject is the one who loses the place."""
    fixed: bool = False
    """Whether the word itself tells former holder from newcomer (retake), whoever the subject is."""


class Phrase(NamedTuple):
    """Words that follow the first of a fixed phrase, and what the whole means."""

    rest: tuple[str, ...]
    senses: int
    trigger: Trigger | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FurnitureRules:
    """Words by which a page marks off what is not the article."""

    headings: frozenset[str] = frozenset()
    """Whole lines, in lower case, that open a list of other articles or the comments."""
    comments: frozenset[str] = frozenset()
    """Whole lines, in lower case and without a count, that open the comments of readers."""
    leads: tuple[str, ...] = ()
    """Beginnings of short lines, in lower case, that open such a list."""
    openings: tuple[str, ...] = ()
    """Beginnings of lines, in lower case, that point to another article, a newsletter or the comments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRules:
    """Rules for what happened: verbs and nouns of events, and the words that frame a place name."""

    senses: Mapping[str, int] = field(default_factory=dict)
    triggers: Mapping[str, Trigger] = field(default_factory=dict)
    phrases: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    """Fixed phrases by their first word."""
    prepositions: Mapping[str, str] = field(default_factory=dict)
    """The relations a preposition can express, in the letters of ``Trigger.governs``, with ``l`` for within or
    near, ``b`` for by, ``n`` for of, ``x`` for none of these, ``y`` where it is one of time, ``e`` for including,
    ``g`` for "on" and ``i`` for "into"."""
    stems: Mapping[str, tuple[int, Trigger | None]] = field(default_factory=dict)
    """What all words beginning with a stem mean; the longest stem counts."""
    adjectives: tuple[str, ...] = ()
    """Endings of adjectives made of names; only such a form can name a body with the noun after it. Where the
    tuple is empty, any name can (the Kherson council)."""
    endings: tuple[tuple[str, Form], ...] = ()
    """Endings that tell the form of a verb known by its stem, the longest first."""
    adjectival: tuple[str, ...] = ()
    """Endings that make an adjective of the stem of an event noun."""
    future_endings: tuple[str, ...] = ()
    """Endings of verbs in the future tense, where it has its own."""
    verb_endings: tuple[str, ...] = ()
    """Endings that tell a finite verb that we do not know, where a noun stands before it."""
    sides: Mapping[str, str] = field(default_factory=dict)
    """Words for the parties to the war, and the ISO 3166-1 code of the country each fights for."""
    voices: Mapping[str, str] = field(default_factory=dict)
    """Words, or beginnings of such, that only one side uses of the war, with the side; "" is the side that
    a text in this language is taken to be on where no such word tells."""
    powers: frozenset[str] = frozenset()
    """Names, in lower case, that mostly stand for a state though they are no country: Kremlin."""
    pro: frozenset[str] = frozenset()
    """First members of compounds that make the name a state: ``pro-``."""
    led: frozenset[str] = frozenset()
    """Last members of compounds that make the name a state: ``-led``."""
    genitive: bool = False
    """Whether a noun or verb governs a name directly, by case, without a preposition."""
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    """Beginnings of event words, in lower case, that say more than their action."""
    furniture: FurnitureRules = field(default_factory=FurnitureRules)


Rows = Iterable[tuple[Action, str, int, str]]
"""Action, what it governs, strength, and the words or stems, parted by spaces."""


def stem_table(
    senses: Mapping[int, str], verbs: Rows, nouns: Rows, *, fixed: frozenset[str] = frozenset()
) -> dict[str, tuple[int, Trigger | None]]:
    """Return the stems of a language: those of plain senses, of verbs, whose ending tells the form, and of nouns."""
    table: dict[str, tuple[int, Trigger | None]] = {}
    for sense, stems in senses.items():
        for stem in stems.split():
            table[stem] = (table.get(stem, (0, None))[0] | sense, None)
    for rows, form in ((verbs, "verb"), (nouns, "noun")):
        for action, governs, strength, stems in rows:
            for stem in stems.split():
                known = table.get(stem, (0, None))[0]
                trigger = Trigger(action, form, governs, strength, fixed=stem in fixed)  # type: ignore[arg-type]
                table[stem] = (known, trigger)
    return table


def with_frames(senses: Mapping[str, int], frames: Mapping[int, str]) -> dict[str, int]:
    """Return the senses of words with those of verbs that frame an event."""
    table = dict(senses)
    for meaning, words in frames.items():
        for word in words.split():
            table[word] = table.get(word, 0) | meaning
    return table


def future_table(rows: Rows) -> dict[str, Trigger]:
    """Return the triggers of whole verb forms that tell what is yet to come."""
    return {
        word: Trigger(action, "base", governs, strength)
        for action, governs, strength, words in rows
        for word in words.split()
    }


def kind_table(rows: Mapping[Kind, str]) -> dict[str, Kind]:
    """Return the beginnings of words, given by kind and parted by spaces, with their kinds."""
    return {stem: kind for kind, stems in rows.items() for stem in stems.split()}
