"""Tables of word classes: what a word is to one stage, with a value where the class has one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, cast, get_args

from geomap.language.rules.facilities import FacilityNouns
from geomap.language.rules.facts import FACTS, FactWord, FactWords, Target, Weapon
from geomap.language.rules.text import TextRules
from geomap.language.rules.times import Part, Relation, Season, TimeRules, Unit
from geomap.language.rules.toponyms import PlaceType, ToponymRules
from geomap.language.schema import APOSTROPHES, TableError, one_of, rows
from geomap.language.words import word_list

CLASS_COLUMNS = ("word", "classes")
NAME_COLUMNS = ("name", "class", "place")
FACILITY_COLUMNS = ("noun", "heads", "fallback", "filed")
NAME_CLASSES = {
    "demonym": "demonyms",
    "acronym": "acronyms",
    "alias": "aliases",
    "expansion": "expansions",
    "adjective": "adjective_names",
}
Key = Callable[[str], Any]
Value = Callable[[str, str], Any]


class Class(NamedTuple):
    """How the rows of a class become a field of rules."""

    collect: Callable[[Iterable[Any]], Any]
    """Makes the field of its words, or of pairs of word and value."""
    value: Value | None = None
    """Reads the value of a word, given where it stands; None for a class without values."""
    key: Key = str


def _number(cell: str, where: str) -> int:
    try:
        return int(cell)
    except ValueError:
        raise TableError(f"{where}: {cell!r} is no whole number; give one") from None


def _measure(cell: str, where: str) -> float:
    try:
        return float(cell)
    except ValueError:
        raise TableError(f"{where}: {cell!r} is no number; give one such as 1.609") from None


def _choice(kind: object, noun: str) -> Value:
    return lambda cell, where: one_of(cell, get_args(kind), noun, where)


def _offset(cell: str, where: str) -> tuple[str, int, int]:
    """Read a unit with the first and the last of them, counted from the day of publication."""
    unit, *ends = cell.split(",")
    if len(ends) != 2:
        raise TableError(f"{where}: {cell!r} is no offset; give unit, first and last, such as day,-1,0")
    return one_of(unit, get_args(Unit), "unit", where), _number(ends[0], where), _number(ends[1], where)


def _holiday(cell: str, where: str) -> tuple[str, int, int, int]:
    """Read the rule of a holiday."""
    rule, *numbers = cell.split(",")
    if len(numbers) != 3:
        raise TableError(f"{where}: {cell!r} is no holiday; give a rule and three numbers: fixed,12,25,0")
    one_of(rule, ("fixed", "easter", "orthodox_easter", "nth"), "rule of a holiday", where)
    first, second, third = (_number(number, where) for number in numbers)
    return rule, first, second, third


def _words(written: str) -> tuple[str, ...]:
    return tuple(written.split(" "))


def _ending(written: str) -> str:
    return written.removeprefix("*")


def _stem(written: str) -> str:
    return written.removesuffix("*")


WORDS = Class(frozenset)
PHRASES = Class(frozenset, key=_words)
ENDINGS = Class(tuple, key=_ending)
STEMS = Class(tuple, key=_stem)
NUMBERS = Class(dict, _number)
MEASURES = Class(dict, _measure)
PLACE_TYPES = Class(dict, _choice(PlaceType, "type of place"))
FIELDS: Mapping[str, Class] = {
    "months": NUMBERS,
    "short_months": NUMBERS,
    "weekdays": NUMBERS,
    "short_weekdays": NUMBERS,
    "units": Class(dict, _choice(Unit, "unit")),
    "seasons": Class(dict, _choice(Season, "season")),
    "offsets": Class(dict, _offset),
    "phrases": Class(dict, _offset, _words),
    "clock": Class(tuple, key=_words),
    "numbers": NUMBERS,
    "ordinals": NUMBERS,
    "ordinal_endings": ENDINGS,
    "centuries": NUMBERS,
    "parts": Class(dict, _choice(Part, "part")),
    "joined_parts": Class(tuple),
    "relations": Class(dict, _choice(Relation, "relation")),
    "holidays": Class(dict, _holiday, _words),
    "future_endings": ENDINGS,
    "present_endings": ENDINGS,
    "future_pairs": PHRASES,
    "infinitive_endings": ENDINGS,
    "participle_endings": ENDINGS,
    "exact_after": PHRASES,
    "past_noon": PHRASES,
    "plain_feasts": PHRASES,
    "describing_endings": ENDINGS,
    "past_endings": ENDINGS,
    "bulletin": PHRASES,
    "reckoned": PHRASES,
    "heads_after": PLACE_TYPES,
    "loose_heads_after": PLACE_TYPES,
    "plural_heads_after": PLACE_TYPES,
    "heads_before": PLACE_TYPES,
    "telling_endings": ENDINGS,
    "place_endings": ENDINGS,
    "sure_endings": ENDINGS,
    "surname_endings": ENDINGS,
    "goal_endings": ENDINGS,
    "building_stems": STEMS,
    "object_stems": STEMS,
    "arm_stems": STEMS,
    "thing_stems": STEMS,
    "travel_stems": STEMS,
    "river_deeds": STEMS,
    "bearings": MEASURES,
    "lengths": MEASURES,
    "side_adjectives": MEASURES,
    "outlet_words": Class(lambda words: tuple(sorted(words, key=lambda word: (-len(word), word)))),
}
"""The classes that are more than a set of words, by the field they fill; every other field is a set."""


def read_classes(path: Path, fields: Iterable[str]) -> dict[str, Any]:
    """Return the fields that a table of classes fills."""
    known = {field.replace("_", "-"): field for field in fields}
    found: dict[str, list[Any]] = {}
    seen: set[str] = set()
    for number, (word, cell) in rows(path, CLASS_COLUMNS):
        where = f"{path}:{number}"
        if word in seen:
            raise TableError(f"{where}: {word!r} stands here twice; put its classes into one row")
        seen.add(word)
        for written in cell.split(" "):
            name, _, value = written.partition("=")
            field = known[one_of(name, known, "class", where)]
            kind = FIELDS.get(field, WORDS)
            if bool(value) != (kind.value is not None):
                need = "a value, as in months=5" if kind.value else "no value"
                raise TableError(f"{where}: {name!r} takes {need}; write it so")
            for spelling in _spellings(word):
                key = kind.key(spelling)
                found.setdefault(field, []).append(
                    (key, kind.value(value, where)) if kind.value is not None else key
                )
    return {field: FIELDS.get(field, WORDS).collect(items) for field, items in found.items()}


def read_names(path: Path) -> dict[str, dict[str, str]]:
    """Return the names of a table for which the gazetteer has another, by the field they belong to."""
    found: dict[str, dict[str, str]] = {field: {} for field in NAME_CLASSES.values()}
    for number, (name, kind, place) in rows(path, NAME_COLUMNS):
        field = NAME_CLASSES[one_of(kind, NAME_CLASSES, "class", f"{path}:{number}")]
        if name in found[field]:
            raise TableError(f"{path}:{number}: {name!r} stands here twice; keep one row")
        for spelling in _spellings(name):
            found[field][spelling] = place
    return found


def read_facilities(path: Path) -> FacilityNouns:
    """Return the nouns of objects in a table; a language may have none."""
    found: dict[str, tuple[tuple[str, ...], bool, str]] = {}
    for number, (noun, heads, fallback, filed) in rows(path, FACILITY_COLUMNS) if path.exists() else ():
        where = f"{path}:{number}"
        if noun in found:
            raise TableError(f"{where}: {noun!r} stands here twice; keep one row")
        if not heads:
            raise TableError(
                f"{where}: {noun!r} has no head; give the noun under which the gazetteer files it"
            )
        town = one_of(fallback, ("town", ""), "fallback", where) == "town"
        found[noun] = (tuple(heads.split("|")), town, filed)
    return FacilityNouns(found)


def read_facts(path: Path) -> FactWords:
    """Return the words of the deeper facts of a strike; a language may have none."""
    found: dict[str, FactWord] = {}
    for number, (word, classes) in rows(path, CLASS_COLUMNS) if path.exists() else ():
        where = f"{path}:{number}"
        if word in found:
            raise TableError(f"{where}: {word!r} stands here twice; put its classes into one row")
        for spelling in _spellings(word):
            found[spelling] = _fact_word(classes, where)
    return FactWords(found)


def _fact_word(classes: str, where: str) -> FactWord:
    word = FactWord()
    for written in classes.split(" "):
        name, _, value = written.partition("=")
        if value and name == "weapon":
            word = word._replace(weapon=cast(Weapon, one_of(value, get_args(Weapon), "weapon", where)))
        elif value and name == "target":
            word = word._replace(target=cast(Target, one_of(value, get_args(Target), "target", where)))
        elif value and name == "number":
            word = word._replace(number=_number(value, where))
        else:
            word = word._replace(flags=word.flags | FACTS[one_of(written, FACTS, "class of facts", where)])
    return word


def _spellings(word: str) -> tuple[str, ...]:
    """Return a word with each apostrophe that texts write; the tables have the plain one."""
    if "'" not in word or word == "'":
        return (word,)
    return word, *(word.replace("'", mark) for mark in APOSTROPHES[:2])


def text_rules(folder: Path) -> TextRules:
    """Return the rules for sentences and for telling the language."""
    return TextRules(**read_classes(folder / "text.tsv", TextRules.__dataclass_fields__))


def time_rules(folder: Path, settings: Mapping[str, Any]) -> TimeRules:
    """Return the rules for times."""
    return TimeRules(**read_classes(folder / "times.tsv", TimeRules.__dataclass_fields__), **settings)


def toponym_rules(folder: Path, settings: Mapping[str, Any]) -> ToponymRules:
    """Return the rules for place names."""
    fields = read_classes(folder / "toponyms.tsv", ToponymRules.__dataclass_fields__)
    given = dict(settings)
    for field in ("common_words", "opening_words", "given_names", "surnames"):
        fields[field] = frozenset(fields.get(field, ())).union(*map(word_list, given.pop(field)))
    fields |= read_names(folder / "names.tsv")
    fields["facilities"] = read_facilities(folder / "facilities.tsv")
    return ToponymRules(**fields, **given)
