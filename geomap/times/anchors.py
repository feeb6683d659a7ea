"""Dated events of general note, towns fought over and offices, by which a text can be dated."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from msgspec import Struct

from geomap.errors import GeomapError
from geomap.spans import YEARS, Days

SHIPPED = Path(__file__).with_name("anchors.toml")
SHARED = re.compile(r"@([^\s|]+)")
"""A list of words that a clause names."""

Words = tuple[str, ...]
T = TypeVar("T")


class AnchorError(GeomapError, ValueError):
    """A table of anchor events cannot be read."""


class Stems(Generic[T]):
    """What is known by words, and by the beginnings of words: ``бахмут*``."""

    def __init__(self, known: Iterable[tuple[str, T]] = ()) -> None:
        """Take words, each with what it stands for; a ``*`` at the end makes a beginning of one."""
        self._words: dict[str, list[T]] = {}
        self._stems: dict[str, list[T]] = {}
        for word, what in known:
            stem = word.endswith("*")
            (self._stems if stem else self._words).setdefault(word.rstrip("*"), []).append(what)
        lengths = [len(stem) for stem in self._stems]
        shortest = min(lengths, default=0)
        self._lengths = range(shortest, max(lengths, default=-1) + 1)
        self._begins = frozenset(stem[:shortest] for stem in self._stems)
        """How stems begin, as far as the shortest goes: few words of a text begin so."""

    def find(self, word: str) -> list[T]:
        """Return all that a word in lower case stands for."""
        found = list(self._words.get(word, ()))
        if word[: self._lengths.start] not in self._begins:
            return found
        for length in self._lengths:
            if length <= len(word):
                found += self._stems.get(word[:length], ())
        return found


def is_phrase(words: Sequence[str], phrase: Words) -> bool:
    """Tell whether words are those of a phrase of the table, of which some may be beginnings only."""
    return len(words) == len(phrase) and all(
        word.startswith(part[:-1]) if part.endswith("*") else word == part
        for word, part in zip(words, phrase, strict=True)
    )


class Clause(NamedTuple):
    """How a clause tells of an event: by a word of each group, and none that would make it another."""

    days: Days
    groups: tuple[Stems[bool], ...]
    others: Stems[bool]

    def told_in(self, words: Sequence[str]) -> int:
        """Return after how many of the words the event has been told, 0 where it is not."""
        last = 0
        for group in self.groups:
            at = next((n for n, word in enumerate(words, 1) if group.find(word)), 0)
            if not at:
                return 0
            last = max(last, at)
        return 0 if any(self.others.find(word) for word in words) else last


class Open(NamedTuple):
    """Days that may have no last one yet."""

    start: date
    end: date | None


class Scope(NamedTuple):
    """What may follow the name of an event, and what makes it another one."""

    places: Stems[bool]
    """Where it was: the invasion of Ukraine."""
    parties: Stems[bool]
    """Against or between whom: the war with Russia."""
    others: Stems[bool]
    """Words that never belong to it: the war in eastern Ukraine."""


class Town(Struct, frozen=True, kw_only=True):
    """A town that was fought over: when, and when it changed hands."""

    of: str
    fought: Open | None
    taken: Open | None
    freed: Open | None


class Tenure(Struct, frozen=True, kw_only=True):
    """Who held an office, and when: text that names the holder by it was printed in those days."""

    titles: tuple[Words, ...]
    days: Open
    office: str


class Anchors(Struct, frozen=True, kw_only=True):
    """The table, arranged for look-up; all words in lower case."""

    edition: date
    """The last day that the table knows of."""
    daily: Days | None
    """The event whose days chronicles count in their headings."""
    lasting: frozenset[Days]
    """The events whose names stand for all that came after them: the war."""
    nouns: Mapping[str, Mapping[str, tuple[tuple[Words, Days], ...]]]
    """By language and first word: what "ten months into the ..." names; longest first."""
    scopes: Mapping[str, Mapping[Days, Scope]]
    """By language and event: what may follow its nouns, for the events that tell it."""
    clauses: Mapping[str, tuple[Clause, ...]]
    """By language: what "seven months after ..." tells in a clause."""
    phrases: Stems[tuple[Words, Days]]
    """By first word: phrases that cannot stand in a text printed before these days."""
    before: Stems[tuple[Words, Days]]
    """By first word: phrases that cannot stand in a text printed after these days."""
    towns: Stems[Town]
    fronts: Stems[tuple[str, Open]]
    """By adjective or town: a stretch of the front and when bulletins spoke of it."""
    tenures: Stems[Tenure]
    """By surname."""


@cache
def shipped_anchors() -> Anchors:
    """Return the table that comes with the package."""
    return read_anchors(SHIPPED)


def read_anchors(*paths: Path) -> Anchors:
    """Return the table of one or more TOML files; ``anchors.toml`` beside this module says what they hold.

    Raises ``AnchorError`` for a file that cannot be read, and for the first entry that lacks a day or a name,
    ends before it starts or is later than the edition of its table.
    """
    rows = _Rows()
    for path in paths:
        rows.read(path)
    return Anchors(
        edition=rows.edition,
        daily=rows.daily,
        lasting=frozenset(
            days for words in rows.nouns.values() for named in words.values() for _, days in named
        ),
        nouns={language: _longest_first(words) for language, words in rows.nouns.items()},
        scopes=rows.scopes,
        clauses={language: tuple(told) for language, told in rows.clauses.items()},
        phrases=_by_first_word(rows.phrases),
        before=_by_first_word(rows.before),
        towns=Stems(rows.towns),
        fronts=Stems(rows.fronts),
        tenures=Stems(rows.tenures),
    )


class _Rows:
    """The entries of all files, as they are read."""

    def __init__(self) -> None:
        self.edition = date(YEARS[0], 1, 1)
        self.daily: Days | None = None
        self.nouns: dict[str, dict[str, list[tuple[Words, Days]]]] = {}
        self.scopes: dict[str, dict[Days, Scope]] = {}
        self.clauses: dict[str, list[Clause]] = {}
        self.phrases: list[tuple[str, Days]] = []
        self.before: list[tuple[str, Days]] = []
        self.towns: list[tuple[str, Town]] = []
        self.fronts: list[tuple[str, tuple[str, Open]]] = []
        self.tenures: list[tuple[str, Tenure]] = []

    def read(self, path: Path) -> None:
        """Add the entries of a file."""
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise AnchorError(
                f"{path}: it cannot be read as TOML: {error}; mend it or leave it out"
            ) from None
        edition = table.get("edition", date(YEARS[-1], 12, 31))
        shared = table.get("words", {})
        for event, where in _entries(table, path, "event", "id"):
            self._add_event(event, where, edition, shared)
        for row, where in _entries(table, path, "town", "of"):
            town = _town(row, where, edition)
            self.towns += [(name, town) for name in _names(row, where, "names")]
        for row, where in _entries(table, path, "front", "of"):
            front = row.get("of", where), _pair(row, where, edition, "used")
            self.fronts += [(name, front) for name in _names(row, where, "names")]
        for row, where in _entries(table, path, "tenure", "office"):
            tenure = _tenure(row, where, edition)
            self.tenures += [(name, tenure) for name in _names(row, where, "surnames")]
        if "edition" in table:
            self.edition = max(self.edition, edition)

    def _add_event(
        self, event: dict[str, Any], where: str, edition: date, shared: Mapping[str, Mapping[str, list[str]]]
    ) -> None:
        span = _open(event, where, edition, *(("day", "day") if "day" in event else ("from", "to")))
        if span.end is None:
            raise AnchorError(f"{where}: to: no date; give the last day, or day = for a single one")
        days = Days(span.start, span.end)
        self.daily = days if event.get("daily") else self.daily
        for language, names in event.get("nouns", {}).items():
            for name in names:
                words = tuple(name.split())
                self.nouns.setdefault(language, {}).setdefault(words[0], []).append((words, days))
        scope = [event.get(key, {}) for key in ("places", "parties", "others")]
        for language in {language for words in scope for language in words}:
            places, parties, others = (
                Stems((word, True) for word in words.get(language, ())) for words in scope
            )
            self.scopes.setdefault(language, {})[days] = Scope(places, parties, others)
        for language, told in event.get("clauses", {}).items():
            foreign = event.get("others", {}).get(language, [])
            spelled = (_spelled(one, language, shared, where) for one in told)
            self.clauses.setdefault(language, []).extend(_clause(one, days, foreign) for one in spelled)
        self.phrases += [(name, days) for names in event.get("phrases", {}).values() for name in names]
        self.before += [(name, days) for names in event.get("before", {}).values() for name in names]


def _names(row: dict[str, Any], where: str, key: str) -> list[str]:
    names = row.get(key)
    if not isinstance(names, list) or not all(isinstance(name, str) and name.split() for name in names):
        raise AnchorError(f'{where}: {key}: no names; give them as ["one", "other*"], in lower case')
    return names


def _entries(table: dict[str, Any], path: Path, kind: str, name: str) -> list[tuple[dict[str, Any], str]]:
    """Return the entries of a kind, each with where it stands."""
    rows = table.get(kind, ())
    return [
        (row, f"{path.name}: {kind} {number} ({row.get(name, 'no ' + name)})")
        for number, row in enumerate(rows, 1)
    ]


def _spelled(told: str, language: str, shared: Mapping[str, Mapping[str, list[str]]], where: str) -> str:
    """Return a clause with the words that its lists stand for: ``!@not-the-town``."""

    def words(named: re.Match[str]) -> str:
        found = shared.get(named[1], {}).get(language)
        if not found:
            raise AnchorError(
                f"{where}: @{named[1]}: no such words; give them as [words.{named[1]}] {language} = [...]"
            )
        return "|".join(found)

    return SHARED.sub(words, told)


def _clause(told: str, days: Days, foreign: list[str]) -> Clause:
    groups: list[list[str]] = []
    others: list[list[str]] = [foreign]
    for group in told.split():
        (others if group.startswith("!") else groups).append(group.lstrip("!").split("|"))
    return Clause(
        days,
        tuple(Stems((word, True) for word in group) for group in groups),
        Stems((word, True) for group in others for word in group),
    )


def _town(row: dict[str, Any], where: str, edition: date) -> Town:
    fought, taken, freed = (
        _pair(row, where, edition, key) if key in row else None for key in ("fought", "taken", "freed")
    )
    return Town(of=row.get("of", where), fought=fought, taken=taken, freed=freed)


def _tenure(row: dict[str, Any], where: str, edition: date) -> Tenure:
    return Tenure(
        titles=tuple(tuple(title.split()) for title in _names(row, where, "titles")),
        days=_open(row, where, edition, "from", "to"),
        office=row.get("office", where),
    )


def _pair(row: dict[str, Any], where: str, edition: date, key: str) -> Open:
    """Return the days of a list of a first and a last one, or of a first one alone."""
    pair = row.get(key)
    if not isinstance(pair, list) or len(pair) not in (1, 2):
        raise AnchorError(
            f"{where}: {key}: no days; give them as [2022-02-24, 2022-03-01], or only the first"
        )
    return _open(dict(zip(("from", "to"), pair, strict=False)), where, edition, "from", "to")


def _open(row: dict[str, Any], where: str, edition: date, first: str, last: str) -> Open:
    start, end = row.get(first), row.get(last)
    if not isinstance(start, date):
        raise AnchorError(f"{where}: no day; give day = 2022-02-24, or from and to")
    if end is not None and not isinstance(end, date):
        raise AnchorError(f"{where}: {last}: no date; give it as 2022-02-24, or leave it out")
    if end is not None and end < start:
        raise AnchorError(f"{where}: it ends on {end}, before it starts; give the earlier day first")
    if start.year not in YEARS or (end or start).year not in YEARS:
        raise AnchorError(f"{where}: {start} to {end}: the years must lie in {YEARS[0]} to {YEARS[-1]}")
    if (end or start) > edition:
        raise AnchorError(f"{where}: {end or start} is later than the edition, {edition}; set that anew")
    return Open(start, end)


def _by_first_word(names: list[tuple[str, Days]]) -> Stems[tuple[Words, Days]]:
    return Stems((words[0], (words, days)) for name, days in names for words in (tuple(name.split()),))


def _longest_first(words: dict[str, list[tuple[Words, Days]]]) -> dict[str, tuple[tuple[Words, Days], ...]]:
    return {word: tuple(sorted(found, key=lambda x: -len(x[0]))) for word, found in words.items()}
