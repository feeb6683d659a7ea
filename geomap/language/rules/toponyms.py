"""Rules for recognising and typing place names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from geomap.language.rules.facilities import FacilityNouns

PlaceType = Literal[
    "settlement", "admin1", "admin2", "admin3", "area", "country", "water", "front", "facility"
]
"""What the words beside a name say it is; ``area`` is a unit or region of untold rank.

``front`` is a stretch of front, named after a town: ``the Lyman direction``. ``facility`` is an object with a
place of its own, or the town that stands for it: ``the Belbek airfield``.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEndings:
    """How an adjective of place leads back to its unit: ``Херсонській`` to ``Херсонська область``.

    For a stretch of front, to the adjective itself: ``Лиманському`` to ``лиманський``.
    """

    endings: tuple[str, ...]
    """Endings of the adjective in all cases, longest first, cut from the word."""
    nominative: str
    """What takes their place before the head noun."""
    head: str
    """The head noun in the nominative; none for a stretch of front."""
    unit: PlaceType
    """The type of unit that the head noun tells."""
    units_only: bool = False
    """Names a unit or nothing: "Sovetsky district" is no place of the city's that bears the name, too."""
    lead: str = ""
    """The preposition after which the adjective alone means the unit: «на Лиманському тихо»."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToponymRules:
    """Rules for recognising and typing place names. All words are in lower case unless said otherwise."""

    heads_after: Mapping[str, PlaceType] = field(default_factory=dict)
    """Generic nouns that follow a name and belong to it: ``Kharkiv region``."""
    loose_heads_after: Mapping[str, PlaceType] = field(default_factory=dict)
    """Generic nouns that follow a name, stay outside and tell its type: ``Mariupol city``."""
    plural_heads_after: Mapping[str, PlaceType] = field(default_factory=dict)
    """The same for all names of a list: ``Donetsk and Luhansk regions``."""
    surroundings: frozenset[str] = frozenset()
    """Nouns that follow a name used as an adjective and stay outside: ``the Bakhmut area``, ``Saky airport``.

    They leave its type open and close lists: ``the Kupyansk and Lyman directions``.
    """
    head_modifiers: frozenset[str] = frozenset()
    """Words between a name and its noun that belong to the span: ``Soledar urban hromada``."""
    heads_before: Mapping[str, PlaceType] = field(default_factory=dict)
    """Generic nouns, with or without ``of``, that stand before a name and tell its type: ``village of``.

    Several tokens, such as an abbreviation that needs its dot, count as one: ``населених пунктів``,
    ``н . п .``.
    """
    plural_heads_before: frozenset[str] = frozenset()
    """Those of them that speak of a whole list of names: ``villages of``."""
    head_tails: frozenset[str] = field(default=frozenset(), init=False)
    """Last words of those of several tokens, their dots put aside."""
    village_nouns: frozenset[str] = frozenset()
    """Those of one village, whose name is one also where no gazetteer has it: ``в селе``."""
    linking: frozenset[str] = frozenset()
    """Words that may stand between such a noun and the name (``of``); a unit's noun needs one of them."""
    place_endings: tuple[str, ...] = ()
    """Endings of names of places: an unknown word that has one may be a place misspelt."""
    sure_endings: tuple[str, ...] = ()
    """Endings that hardly any other word has: a place also where its capital opens a sentence: ``-івка``."""
    sequels: frozenset[str] = frozenset()
    """Capitalised words after a name that make a thing of another kind of it: ``Road``, ``Avenue``."""
    directions: frozenset[str] = frozenset()
    """Compass words before a name that narrow it down and stay outside."""
    locatives: frozenset[str] = frozenset()
    """Prepositions after which a capitalised word is likely a place."""
    containing: frozenset[str] = frozenset()
    """Words before a unit in which a clause says something happens: ``in``, ``в``, ``на території``."""
    leading_out: frozenset[str] = frozenset()
    """Prepositions before a place that may lie outside the unit the clause plays in: ``from``, ``из``."""
    weak_locatives: frozenset[str] = frozenset()
    """Prepositions that stand before places and other things alike: ``shelling of``."""
    suffered: frozenset[str] = frozenset()
    """Nouns before a weak preposition whose object is a place: ``shelling of``, ``residents of``."""
    articles: frozenset[str] = frozenset()
    """Words after which a small place is unlikely: ``the Lyman``."""
    conjunctions: frozenset[str] = frozenset()
    """Words that join names of one kind in a list."""
    locative_nouns: frozenset[str] = frozenset()
    """Nouns that do as locatives do where one stands before them: ``в направлении``."""
    common_words: frozenset[str] = frozenset()
    """Ordinary words of the language; in capitals they are no evidence of a place."""
    opening_words: frozenset[str] = frozenset()
    """Ordinary words in all their forms that are also names of places: no evidence where a sentence opens."""
    titles: frozenset[str] = frozenset()
    """Words before a person's name: ``mr``, ``general``, ``spokesman``."""
    given_names: frozenset[str] = frozenset()
    """Given names, in all case forms where the language has cases."""
    surnames: frozenset[str] = frozenset()
    """Surnames that are commoner than most places of that name."""
    surname_endings: tuple[str, ...] = ()
    """Endings that mark surnames rather than places."""
    name_particles: frozenset[str] = frozenset()
    """Small words inside a person's name: ``de``, ``van``, ``bin``."""
    inner_words: frozenset[str] = frozenset()
    """Words in lower case inside names of places: ``Isle of Man``, ``Trinidad and Tobago``."""
    saying: frozenset[str] = frozenset()
    """Verbs right before which stands who says something: ``Voloshyn said``."""
    saying_before: frozenset[str] = frozenset()
    """Those that stand before who says it: ``додав Волошин``."""
    speaker_leads: frozenset[str] = frozenset()
    """Two words that lead to who says something: ``according to``."""
    person_verbs: frozenset[str] = frozenset()
    """Verbs and relative words after a bare surname: ``said``, ``who``."""
    objects_before: frozenset[str] = frozenset()
    """Nouns before the name of a thing that is no place: ``missile``, ``pipeline``, ``ship``."""
    object_stems: tuple[str, ...] = ()
    """The same as beginnings of words, where the language has many forms."""
    name_openers: frozenset[str] = frozenset()
    """Adjectives with which names of villages begin: ``новый``, ``stara``."""
    building_stems: tuple[str, ...] = ()
    """What is hit in a village and bears no name: a house, a barn."""
    arm_stems: tuple[str, ...] = ()
    """Beginnings of weapons: before the name of a town they do something to it, others are named so."""
    objects_after: frozenset[str] = frozenset()
    """The same after the name: ``Druzhba pipeline``."""
    object_modifiers: frozenset[str] = frozenset()
    """Words that may stand between: ``Iskander ballistic missiles``."""
    water_before: frozenset[str] = frozenset()
    """Words before a name that make it a water: ``river``, ``bank of the``."""
    rivers: frozenset[str] = frozenset()
    """Rivers, in all case forms, that share their name with a town."""
    river_marks: frozenset[str] = frozenset()
    """Words before such a name that mean the river: ``the Dnipro``, ``через Дніпро``."""
    river_ons: frozenset[str] = frozenset()
    """Prepositions that mean the river before such a name in ``river_locatives``: ``на Дніпрі``."""
    river_locatives: frozenset[str] = frozenset()
    """Case forms of such names that, after these prepositions, are said of rivers alone."""
    river_beyonds: frozenset[str] = frozenset()
    """Prepositions of what lies behind such a river: ``за`` Дніпром; or of a retreat there."""
    river_beyond_forms: frozenset[str] = frozenset()
    """Case forms of such names that, after these, are said of rivers alone."""
    river_ins: frozenset[str] = frozenset()
    """Prepositions that mean the river before a name in ``river_locatives`` where something sinks: ``у``."""
    river_deeds: tuple[str, ...] = ()
    """Beginnings of what is done in water alone: ``затон`` of a boat."""
    water_after: frozenset[str] = frozenset()
    """Words after a name that make it a water."""
    demonyms: Mapping[str, str] = field(default_factory=dict)
    """Adjectives and peoples to the name under which the gazetteer has their country or continent."""
    place_adjectives: tuple[CaseEndings, ...] = ()
    adjective_endings: tuple[str, ...] = field(default=(), init=False)
    """All endings of ``place_adjectives``."""
    front_heads: frozenset[str] = field(default=frozenset(), init=False)
    """Nouns of a stretch of front that such an adjective stands before."""
    adjective_names: Mapping[str, str] = field(default_factory=dict)
    """Adjectives of stretches of front, in the nominative, whose place no rule finds, with its name."""
    thing_stems: tuple[str, ...] = ()
    """Beginnings of nouns of things that an adjective of place tells apart: ``Покровський собор``."""
    travel_stems: tuple[str, ...] = ()
    """Beginnings of words of trains, roads and tickets: a direction in such a sentence is no front."""
    region_names: tuple[CaseEndings, ...] = ()
    """Endings of names that stand for a unit without a head noun, tried in turn: ``Нікопольщині``."""
    acronyms: Mapping[str, str] = field(default_factory=dict)
    """Acronyms as written, with and without dots, to the name under which the gazetteer has the place."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Names of several words, or bynames, in lower case, to the name that the gazetteer has for the place."""
    alias_heads: frozenset[str] = field(default=frozenset(), init=False)
    """First words of the names of several words among ``aliases`` and ``demonyms``."""
    suspects: frozenset[str] = field(default=frozenset(), init=False)
    """First words of ``other_names``, and the words of direction."""
    other_names: frozenset[str] = frozenset()
    """Names of parties, firms, feasts and days, of one or two words: no places, whatever villages bear."""
    contraction_tails: frozenset[str] = frozenset()
    """What stands after the apostrophe of a contraction: ``we'll``."""
    compound_tails: frozenset[str] = frozenset()
    """Second parts of compounds that leave the first a place: ``Seattle-based``, ``Saudi-led``."""
    headline_capitals: bool = False
    """Headlines of the language may capitalise every word."""
    opening_cost: float = 0.0
    """What it costs a name to stand at the opening of a sentence, where every word is capitalised."""
    expansions: Mapping[str, str] = field(default_factory=dict)
    """Abbreviated first words of names to the full word: ``st`` to ``Saint``."""
    unit_names: Mapping[PlaceType, tuple[str, ...]] = field(default_factory=dict)
    """Head nouns under which the gazetteer may file a unit of a type: ``admin2`` to ``Raion``, ``County``."""
    container_links: frozenset[str] = frozenset()
    """Words that may stand between a place and the unit that holds it: ``Lozove in the Kherson region``."""
    goal_endings: tuple[str, ...] = ()
    """Endings of a unit into which something goes, and which so holds nothing: в Белгородскую ``область``."""
    bearings: Mapping[str, float] = field(default_factory=dict)
    """Words of direction to degrees clockwise from north: ``southwest``, ``північніше``."""
    lengths: Mapping[str, float] = field(default_factory=dict)
    """Units of length to kilometres."""
    near_words: frozenset[str] = frozenset()
    """Words between a place and a town that lies close by: ``the village of X near Y``."""
    measure_words: frozenset[str] = frozenset()
    """What else stands in "(about 12 km southwest of X)"."""
    measure_leads: frozenset[str] = frozenset()
    """Words before a distance that belong to it: ``some`` fifteen miles, ``за`` 5 км."""
    between_words: frozenset[str] = frozenset()
    """Prepositions of what lies between two places."""
    ways_to: frozenset[str] = frozenset()
    """Words before the other end of a way: "the road from A ``to`` B"."""
    road_nouns: frozenset[str] = frozenset()
    """Nouns of a road that is named after its ends: ``the Pokrovsk-Kostiantynivka road``."""
    outskirts: frozenset[str] = frozenset()
    """Nouns of the edge of a place: ``outskirts``."""
    side_adjectives: Mapping[str, float] = field(default_factory=dict)
    """Adjectives of a side to degrees clockwise from north: ``northern``."""
    facilities: FacilityNouns = field(default_factory=FacilityNouns)
    """Nouns of objects that have places of their own: ``airfield``, ``НПЗ``."""
    facility_modifiers: frozenset[str] = frozenset()
    """Words that may stand between a name and such a noun: ``Saky military airfield``."""
    facility_links: frozenset[str] = frozenset()
    """Words that may stand between such a noun and the name after it: ``port of Odesa``."""
    outlet_words: tuple[str, ...] = ()
    """Words of which outlets' names and addresses are made, longest first: ``tribune``, ``news``."""
    scene: frozenset[str] = frozenset()
    """ISO codes of the countries where the news of this language play unless it says otherwise."""
    home_countries: frozenset[str] = frozenset()
    """ISO codes of the countries whose local press writes this language."""

    def __post_init__(self) -> None:
        """Note the words that need a second look: first words of longer names, and names barred."""
        names = (*self.aliases, *self.demonyms)
        heads = frozenset(name.split()[0] for name in names if " " in name)
        object.__setattr__(self, "alias_heads", heads)
        suspects = frozenset(name.split()[0] for name in self.other_names) | self.directions
        object.__setattr__(self, "suspects", suspects)
        longer = (noun.removesuffix(" .").split() for noun in self.heads_before if " " in noun)
        object.__setattr__(self, "head_tails", frozenset(words[-1] for words in longer))
        endings = dict.fromkeys(ending for case in self.place_adjectives for ending in case.endings)
        object.__setattr__(self, "adjective_endings", tuple(endings))
        nouns = (self.heads_after, self.plural_heads_after, self.loose_heads_after)
        fronts = frozenset(word for table in nouns for word, stated in table.items() if stated == "front")
        object.__setattr__(self, "front_heads", fronts if endings else frozenset())
