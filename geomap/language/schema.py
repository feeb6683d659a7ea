"""What the tables of a language hold, and how they are checked when they are read."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple, cast, get_args

import msgspec

from geomap.errors import GeomapError
from geomap.language.rules.toponyms import CaseEndings, PlaceType
from geomap.language.sense import Relation, Sense, Trait, names_of

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

SENSES = {**names_of(Sense), "none": 0}
RELATIONS = names_of(Relation)
TRAITS = names_of(Trait)
WORD_COLUMNS = ("word", "senses", "relations", "side")
PEOPLE_COLUMNS = ("name", "office", "side", "from", "until")
EVENT_COLUMNS = (
    "words",
    "action",
    "relations",
    "strength",
    "traits",
    "kind",
    "doers",
    "objects",
    "example",
)
DAY = re.compile(r"(\d{4}(-\d{2}-\d{2})?)?")
"""A day or a year, or nothing."""
APOSTROPHES = "’ʼ`"
"""What texts write for the plain apostrophe of the tables."""
NO_EVENT = "-"
"""The action of a word that names no event though it begins like one."""


class TableError(GeomapError, ValueError):
    """A table of a language says what the schema does not know."""


class Event(NamedTuple):
    """A word that names an event, seen from the place."""

    action: Action
    form: Form
    relations: int
    """The relations in which the place may stand to it."""
    strength: int
    """3: names the event alone; 2: an event by most accounts; 1: what an event leaves behind, or a state."""
    traits: int = 0
    kind: Kind | None = None
    doers: int = 0
    """Senses of those who can do it; 0 where the table does not say."""
    objects: int = 0
    """Senses of what it can be done to, beside a place; 0 where the table does not say."""


GAP = "~"
LONGEST_GAP = 3
SPLIT = "…"
LONGEST_SPLIT = 10


QUOTES = dict.fromkeys("“”„«»", '"')


def dotless(words: Sequence[str]) -> Sequence[str]:
    """Return words without the dots of ё and with straight quotation marks, as phrases are kept.

    A text may write them either way: группировка "Днепр".
    """
    plain = QUOTES.keys().isdisjoint(words) and not any("ё" in word for word in words)
    return words if plain else tuple(QUOTES.get(word) or word.replace("ё", "е") for word in words)


class Phrase(NamedTuple):
    """Words that follow the first of a fixed phrase, and what the whole means."""

    rest: tuple[str, ...]
    """The words after the first.

    ``~`` stands for up to ``LONGEST_GAP`` words that only describe, ``…`` for the object of a verb that is
    split: up to ``LONGEST_SPLIT`` words, names too, but no mark.
    """
    senses: int
    event: Event | None
    relations: int = 0
    """The relations that a preposition of several words can express."""
    side: str = ""
    """ISO 3166-1 code of the country for which the party that the words name fights; empty for others."""

    def can_follow(self, word: str) -> bool:
        """Tell whether a word without the dots of ё can stand right after the first."""
        return self.rest[0] == word or self.rest[0] in (GAP, SPLIT)

    def tail(self, lowers: Sequence[str], index: int) -> range:
        """Return where the rest of a split verb stands whose first word is at ``index``: set X on fire.

        Empty where it does not stand, or where the verb is not split. The words are those of ``dotless``.
        """
        rest = self.rest[1:]
        if self.rest[0] == SPLIT:
            for start in range(index + 2, min(index + 2 + LONGEST_SPLIT, len(lowers) - len(rest) + 1)):
                if lowers[start : start + len(rest)] == rest:
                    return range(start, start + len(rest))
                if not lowers[start][0].isalnum():
                    break
        return range(0)

    def end(self, lowers: Sequence[str], index: int, plain: Callable[[int], bool]) -> int:
        """Return the token after the phrase whose first word stands at ``index``, 0 where it does not stand.

        ``plain`` tells whether a token can stand in the gap. The words are those of ``dotless``.
        """
        last = index + 1 + len(self.rest)
        if GAP not in self.rest:
            return last if lowers[index + 1 : last] == self.rest else 0
        at = self.rest.index(GAP)
        head, tail = self.rest[:at], self.rest[at + 1 :]
        start = index + 1 + at
        if lowers[index + 1 : start] != head:
            return 0
        for stop in range(start, start + LONGEST_GAP + 1):
            if lowers[stop : stop + len(tail)] == tail:
                return stop + len(tail)
            if stop >= len(lowers) or not plain(stop):
                return 0
        return 0


class Word(NamedTuple):
    """All that the tables say of one word."""

    senses: int
    event: Event | None
    relations: int
    """The relations that a preposition can express; 0 for other words."""
    side: str
    """ISO 3166-1 code of the country for which the party named by the word fights; empty for other words."""
    phrases: tuple[Phrase, ...]
    """The phrases that the word can open, the longest first."""
    telling: bool
    """Whether it can name an event, by itself or with the words after it."""


class Entry(NamedTuple):
    """One row of ``words.tsv``."""

    senses: int
    relations: int
    side: str


class Person(NamedTuple):
    """One row of ``people.tsv``: a politician whom news name by surname alone."""

    office: str
    side: str
    """ISO 3166-1 code of the country for which a party to the war that bears the name fights, or nothing."""
    since: str
    """The day or year from which the office is held, as far as known."""
    until: str


class Furniture(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words by which a page marks off what is not the article."""

    headings: frozenset[str] = frozenset()
    """Whole lines, in lower case, that open a list of other articles or the comments."""
    comments: frozenset[str] = frozenset()
    """Whole lines, in lower case and without a count, that open the comments of readers."""
    leads: tuple[str, ...] = ()
    """Beginnings of short lines, in lower case, that open such a list."""
    openings: tuple[str, ...] = ()
    """Beginnings of lines, in lower case, that point to another article, a newsletter or the comments."""
    credits: tuple[str, ...] = ()
    """Words, in lower case, by which a line tells who worked on the article: "contributed to this report"."""


class TimeSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What ``times.tsv`` cannot say by word; see ``rules/times.py``."""

    bare_count: bool = False
    bare_seasons: bool = False


class ToponymSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What ``toponyms.tsv`` cannot say by word; see ``rules/toponyms.py``."""

    headline_capitals: bool = False
    opening_cost: float = 0.0
    scene: frozenset[str] = frozenset()
    home_countries: frozenset[str] = frozenset()
    unit_names: dict[PlaceType, tuple[str, ...]] = {}
    place_adjectives: tuple[CaseEndings, ...] = ()
    region_names: tuple[CaseEndings, ...] = ()
    common_words: tuple[str, ...] = ()
    """Names of word lists that ship with the package, added to the words of the table; so the next three."""
    opening_words: tuple[str, ...] = ()
    given_names: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()


Gender = Literal["m", "f", "n", "p"]
"""Masculine, feminine, neuter; ``p`` is the plural of all."""
GENDERS: tuple[Gender, ...] = get_args(Gender)
Endings = tuple[tuple[str, str], ...]
"""Endings of other cases, the longest first, each with that of the nominative."""


class DeclensionEndings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """What is said of declension as a whole."""

    adjectives: dict[Gender, Endings] = {}
    surnames: dict[Gender, Endings] = {}
    """Of patronymics too."""
    also_plural: dict[Gender, tuple[str, ...]] = {}
    """Endings of forms that are a nominative too, of the plural: адміністрації."""

    @cached_property
    def adjective_endings(self) -> tuple[str, ...]:
        """Those of all genders; too short a one tells nothing by itself."""
        told = (ending for endings in self.adjectives.values() for ending, _ in endings)
        return tuple(sorted({ending for ending in told if len(ending) > 1}))


class Grammar(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is said of a language as a whole: endings, and lists too small for a table."""

    letter_share: float = 0.0
    """Which share of the letters of a text are those that this language alone has: a longer text without any
    is hardly of it."""
    precedence: int
    """Where nothing tells two languages apart, the one with the lower number is meant."""
    articles: bool = False
    """Whether the language has articles."""
    genitive: bool = False
    """Whether a noun or verb governs a name directly, by case, without a preposition."""
    adverb_ending: str = "\n"
    """The ending by which any word is an adverb."""
    present_ending: str = "\n"
    """Ending of verbs in the present that the past has not: falls."""
    adjective_endings: tuple[str, ...] = ("\n",)
    """Endings of capitalised adjectives, which are no source by themselves."""
    attributive_endings: tuple[str, ...] = ()
    """Endings by which a word that no table holds is an adjective before a name: у прифронтовому Нікополі."""
    plural_endings: tuple[str, ...] = ("\n",)
    """Endings of plural nouns."""
    name_adjectives: tuple[str, ...] = ()
    """Endings of adjectives made of names; only such a form can name a body with the noun after it. Where
    there are none, any name can (the Kherson council)."""
    verb_endings: tuple[tuple[str, Form], ...] = ()
    """Endings that tell the form of a verb known by its stem, the longest first."""
    finite_endings: tuple[str, ...] = ()
    """Endings that tell a finite verb that no table holds, where a noun stands before it."""
    instrumental_endings: tuple[str, ...] = ()
    """Endings of the case of those by whom something is done: обстріляно ворогом."""
    dative_endings: tuple[str, ...] = ("\n",)
    """Endings of the plural of those to whom something is done: поражение бригадам."""
    accusative_endings: tuple[str, ...] = ()
    """Endings of inflected names that are objects without a preposition: Авдіївку."""
    subject_endings: tuple[str, ...] = ()
    """Endings of names in the nominative that are no objects: Авдіївка."""
    unbending_endings: tuple[str, ...] = ()
    """Endings of names of which the nominative may stand for another case, too: Осло, Бровари."""
    dative_adjectives: tuple[str, ...] = ("\n",)
    """Endings of adjectives before those to whom something is told: нашому виданню."""
    converb_endings: tuple[str, ...] = ()
    """Endings of verbs in an adverbial form, which make a clause by themselves: подтянув, обстрілявши."""
    plural_adjectives: tuple[str, ...] = ()
    """Endings of adjectives in the plural, in which no town is named by one: Українські підрозділи."""
    reflexive_endings: tuple[str, ...] = ("\n",)
    """Endings of verbs of which the subject does nothing: очікується."""
    genitive_adjectives: tuple[str, ...] = ("\n",)
    """Endings of adjectives and participles in the genitive, which are no predicate: звільненої."""
    oblique_adjectives: tuple[str, ...] = ("\n",)
    """Endings of adjectives in the plural before those to whom something is done: російських солдатів."""
    oblique_nouns: tuple[str, ...] = ("\n",)
    """The same of nouns: окупантів."""
    participle_endings: tuple[str, ...] = ()
    """Endings of participles that stand before their noun like an adjective: зайнятих рубежів."""
    gerund_endings: tuple[str, ...] = ()
    """Endings by which a word that no table holds, behind "is", says what is going on: is conducting."""
    future_endings: tuple[str, ...] = ()
    """Endings of verbs in the future tense, where it has its own."""
    plural_verbs: tuple[str, ...] = ()
    """Endings of verbs whose subject is several, and so no single place: обстріляли."""
    predicates: tuple[str, ...] = ()
    """Endings of participles that are never adjectives: звільнено, освобождён."""
    event_adjectives: tuple[str, ...] = ()
    """Endings that make an adjective of the stem of an event noun."""
    voice: Literal["RU", "UA"] | None = None
    """The side that a text in this language is taken to be on where no word tells."""
    voices: dict[str, Literal["RU", "UA"]] = {}
    """What only one side says of the war, with the side: words, pairs, and with a star their beginnings."""
    pro: frozenset[str] = frozenset()
    """First members of compounds that make the name a state: ``pro-``."""
    led: frozenset[str] = frozenset()
    """Last members of compounds that make the name a state: ``-led``."""
    powers: frozenset[str] = frozenset()
    """Names, in lower case, that mostly stand for a state though they are no country: Kremlin."""
    furniture: Furniture = Furniture()
    declension: DeclensionEndings = DeclensionEndings()
    times: TimeSettings = TimeSettings()
    toponyms: ToponymSettings = ToponymSettings()


class Tables(NamedTuple):
    """The tables of one language as they were read; a stem ends in ``*``, a phrase has spaces in it."""

    words: dict[str, Entry]
    events: dict[str, Event | None]
    people: dict[str, Person]
    grammar: Grammar


def read_grammar(path: Path) -> Grammar:
    """Return the grammar in a file; what the schema does not know raises ``TableError``."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Grammar)
    except msgspec.DecodeError as error:
        raise TableError(f"{path}: {error}; see geomap/language/README.md") from error


def read_words(path: Path) -> dict[str, Entry]:
    """Return the rows of a ``words.tsv`` by their word."""
    found: dict[str, Entry] = {}
    senses, relations = _Flags("sense", SENSES, path), _Flags("relation", RELATIONS, path)
    for number, (word, *cells) in rows(path, WORD_COLUMNS):
        if word in found:
            raise TableError(f"{path}:{number}: {word!r} stands here twice; put its senses into one row")
        found[word] = Entry(senses.of(cells[0], number), relations.of(cells[1], number), cells[2])
    return found


def read_people(path: Path) -> dict[str, Person]:
    """Return the rows of a ``people.tsv`` by name; a language may have none."""
    found: dict[str, Person] = {}
    for number, (name, office, side, *days) in rows(path, PEOPLE_COLUMNS) if path.exists() else ():
        where = f"{path}:{number}"
        if name in found:
            raise TableError(f"{where}: {name!r} stands here twice; keep the office that news mean")
        for day in days:
            if not DAY.fullmatch(day):
                raise TableError(
                    f"{where}: {day!r} is no day; give ISO 8601, such as 2019-05-20, or the year"
                )
        found[name] = Person(office, side, *days)
    return found


def read_events(path: Path) -> dict[str, Event | None]:
    """Return the forms in the rows of an ``events.tsv`` with what they mean."""
    found: dict[str, Event | None] = {}
    reader = _EventReader(path)
    known: dict[tuple[str, ...], Event | None] = {}
    """What forms mean by the cells that tell it: one meaning serves some ten forms."""
    for number, (words, *cells, _) in rows(path, EVENT_COLUMNS):
        for written in words.split(", "):
            word, _, form = written.partition("/")
            if word in found:
                where = f"{path}:{number}"
                raise TableError(f"{where}: {word!r} stands in this table twice; give each form one row")
            key = (form, *cells)
            if key not in known:
                known[key] = reader.event(form, cells, number)
            found[word] = known[key]
    return found


class _EventReader:
    """Reads what the cells of a row of events mean."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._senses, self._relations = _Flags("sense", SENSES, path), _Flags("relation", RELATIONS, path)
        self._traits = _Flags("trait", TRAITS, path)

    def event(self, form: str, cells: Sequence[str], number: int) -> Event | None:
        """Return a form's event; a gerund is a noun too, and takes a genitive: shelling of X."""
        action, related, strength, traits, kind, doers, objects = cells
        where = f"{self._path}:{number}"
        if action == NO_EVENT:
            return None
        form = one_of(form, get_args(Form), "form", where)
        return Event(
            action=cast(Action, one_of(action, get_args(Action), "action", where)),
            form=cast(Form, form),
            relations=self._relations.of(related, number) | (Relation.GENITIVE if form == "gerund" else 0),
            strength=int(one_of(strength, ("1", "2", "3"), "strength", where)),
            traits=self._traits.of(traits, number),
            kind=cast(Kind, one_of(kind, get_args(Kind), "kind", where)) if kind else None,
            doers=self._senses.of(doers, number),
            objects=self._senses.of(objects, number),
        )


def rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the cells of each row; cells that are missing at the end are empty."""
    lines = path.read_text(encoding="utf-8").split("\n")
    if lines[0].split("\t") != list(columns):
        raise TableError(f"{path}:1: the columns are not {', '.join(columns)}; name them so, parted by tabs")
    width = len(columns)
    for number, line in enumerate(lines[1:], 2):
        if line:
            cells = line.split("\t")
            if len(cells) > width:
                raise TableError(f"{path}:{number}: {len(cells)} cells for {width} columns; take out a tab")
            yield number, cells + [""] * (width - len(cells))


class _Flags:
    """Reads cells of flags, each spelling once."""

    def __init__(self, noun: str, flags: Mapping[str, int], path: Path) -> None:
        self._noun, self._flags, self._path = noun, flags, path
        self._known: dict[str, int] = {"": 0}

    def of(self, cell: str, number: int) -> int:
        """Return the sum of the flags named in a cell."""
        found = self._known.get(cell)
        if found is None:
            found = 0
            for name in cell.split(" "):
                found |= self._flags[one_of(name, self._flags, self._noun, f"{self._path}:{number}")]
            self._known[cell] = found
        return found


def one_of(value: str, allowed: Iterable[str], noun: str, where: str) -> str:
    """Return a value that is one of those allowed."""
    if value in allowed:
        return value
    near = difflib.get_close_matches(value, allowed, n=1)
    hint = f"write {near[0]!r}" if near else "see geomap/language/README.md for those there are"
    raise TableError(f"{where}: {value!r} is no {noun}; {hint}")
