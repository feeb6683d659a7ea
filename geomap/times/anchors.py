"""Dated events of general note, towns fought over and offices, by which a text can be dated."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from geomap.errors import GeomapError
from geomap.spans import YEARS, Days

SHIPPED = Path(__file__).with_name("anchors.toml")

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
        self._lengths = range(min(lengths, default=0), max(lengths, default=-1) + 1)

    def find(self, word: str) -> list[T]:
        """Return all that a word in lower case stands for."""
        found = list(self._words.get(word, ()))
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A town that was fought over: when, and when it changed hands."""

    of: str
    fought: Open | None
    taken: Open | None
    freed: Open | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """Who held an office, and when: text that names the holder by it was printed in those days."""

    titles: tuple[Words, ...]
    days: Open
    office: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """The table, arranged for look-up; all words in lower case."""

    edition: date
    """The last day that the table knows of."""
    daily: Days | None
    """The event whose days chronicles count in their headings."""
    lasting: frozenset[Days]
    """The events whose names stand for all that came after them: the war."""
    nouns: Mapping[str, Mapping[str, tuple[tuple[Words, Days], ...]]]
    """By language and first word: what "ten months into the ..." names; longest first."""
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


def read_anchors(path: Path) -> Anchors:
    """Return a table from a TOML file; ``anchors.toml`` beside this module says what it may hold.

    Raises ``AnchorError`` for the first entry that lacks a day, ends before it starts or is later than the
    edition of the table.
    """
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    edition = table.get("edition", date(YEARS[-1], 12, 31))
    daily: Days | None = None
    nouns: dict[str, dict[str, list[tuple[Words, Days]]]] = {}
    clauses: dict[str, list[Clause]] = {}
    phrases: list[tuple[str, Days]] = []
    before: list[tuple[str, Days]] = []
    for event, where in _entries(table, path, "event", "id"):
        span = _open(event, where, edition, *(("day", "day") if "day" in event else ("from", "to")))
        if span.end is None:
            raise AnchorError(f"{where}: to: no date; give the last day, or day = for a single one")
        days = Days(span.start, span.end)
        daily = days if event.get("daily") else daily
        for language, names in event.get("nouns", {}).items():
            for name in names:
                words = tuple(name.split())
                nouns.setdefault(language, {}).setdefault(words[0], []).append((words, days))
        for language, told in event.get("clauses", {}).items():
            clauses.setdefault(language, []).extend(_clause(one, days) for one in told)
        phrases += [(name, days) for names in event.get("phrases", {}).values() for name in names]
        before += [(name, days) for names in event.get("before", {}).values() for name in names]
    return Anchors(
        edition=edition,
        daily=daily,
        lasting=frozenset(days for words in nouns.values() for named in words.values() for _, days in named),
        nouns={language: _longest_first(words) for language, words in nouns.items()},
        clauses={language: tuple(told) for language, told in clauses.items()},
        phrases=_by_first_word(phrases),
        before=_by_first_word(before),
        towns=Stems(
            (name, town)
            for row, where in _entries(table, path, "town", "of")
            for town in (_town(row, where, edition),)
            for name in row["names"]
        ),
        fronts=Stems(
            (name, (row["of"], _pair(row, where, edition, "used")))
            for row, where in _entries(table, path, "front", "of")
            for name in row["names"]
        ),
        tenures=Stems(
            (name, tenure)
            for row, where in _entries(table, path, "tenure", "office")
            for tenure in (_tenure(row, where, edition),)
            for name in row["surnames"]
        ),
    )


def _entries(table: dict[str, Any], path: Path, kind: str, name: str) -> list[tuple[dict[str, Any], str]]:
    """Return the entries of a kind, each with where it stands."""
    rows = table.get(kind, ())
    return [
        (row, f"{path.name}: {kind} {number} ({row.get(name, 'no ' + name)})")
        for number, row in enumerate(rows, 1)
    ]


def _clause(told: str, days: Days) -> Clause:
    groups: list[list[str]] = []
    others: list[list[str]] = []
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
    return Town(of=row["of"], fought=fought, taken=taken, freed=freed)


def _tenure(row: dict[str, Any], where: str, edition: date) -> Tenure:
    return Tenure(
        titles=tuple(tuple(title.split()) for title in row["titles"]),
        days=_open(row, where, edition, "from", "to"),
        office=row["office"],
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
