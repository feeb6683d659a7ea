"""Dated events of general note, and the offices by whose holders a text can be dated."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from geomap.errors import GeomapError
from geomap.spans import YEARS, Days

SHIPPED = Path(__file__).with_name("anchors.toml")

Words = tuple[str, ...]


class AnchorError(GeomapError, ValueError):
    """A table of anchor events cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """Who held an office, and when: text that names the holder by it was printed in those days."""

    titles: tuple[Words, ...]
    surname: str
    start: date
    end: date | None
    office: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """The table, arranged for look-up by first word; all words in lower case."""

    nouns: Mapping[str, Mapping[str, tuple[tuple[Words, Days], ...]]]
    """By language and first word: what "ten months into the ..." names; longest first."""
    phrases: Mapping[str, tuple[tuple[Words, Days], ...]]
    """By first word: phrases that cannot stand in a text printed before these days."""
    days: tuple[Days, ...]
    """The days of all events."""
    battles: Mapping[str, Days]
    """By name of the town that was fought over."""
    tenures: Mapping[str, tuple[Tenure, ...]]
    """By surname."""
    triggers: frozenset[str]
    """Every word by which phrases, battles and tenures are looked up."""


@cache
def shipped_anchors() -> Anchors:
    """Return the table that comes with the package."""
    return read_anchors(SHIPPED)


def read_anchors(path: Path) -> Anchors:
    """Return a table from a TOML file; ``anchors.toml`` beside this module says what it may hold.

    Raises ``AnchorError`` for the first entry that lacks a day or ends before it starts.
    """
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    nouns: dict[str, dict[str, list[tuple[Words, Days]]]] = {}
    phrases: dict[str, list[tuple[Words, Days]]] = {}
    tenures: dict[str, list[Tenure]] = {}
    all_days: list[Days] = []
    for number, event in enumerate(table.get("event", ()), 1):
        days = _days(event, f"{path.name}: event {number} ({event.get('id', 'no id')})")
        all_days.append(days)
        for language, names in event.get("nouns", {}).items():
            for name in names:
                words = tuple(name.split())
                nouns.setdefault(language, {}).setdefault(words[0], []).append((words, days))
        for names in event.get("phrases", {}).values():
            for name in names:
                words = tuple(name.split())
                phrases.setdefault(words[0], []).append((words, days))
    battles: dict[str, Days] = {}
    for number, battle in enumerate(table.get("battle", ()), 1):
        days = _days(battle, f"{path.name}: battle {number} ({battle.get('of', 'no name')})")
        battles.update(dict.fromkeys(battle["names"], days))
    for number, row in enumerate(table.get("tenure", ()), 1):
        where = f"{path.name}: tenure {number} ({row.get('office', 'no office')})"
        if not isinstance(row.get("from"), date):
            raise AnchorError(f"{where}: from: no date; give it as 2022-02-24")
        for surname in row["surnames"]:
            tenures.setdefault(surname, []).append(
                Tenure(
                    titles=tuple(tuple(title.split()) for title in row["titles"]),
                    surname=surname,
                    start=row["from"],
                    end=row.get("to"),
                    office=row["office"],
                )
            )
    return Anchors(
        nouns={
            language: {word: tuple(sorted(found, key=lambda x: -len(x[0]))) for word, found in words_.items()}
            for language, words_ in nouns.items()
        },
        phrases={word: tuple(sorted(found, key=lambda x: -len(x[0]))) for word, found in phrases.items()},
        days=tuple(all_days),
        battles=battles,
        triggers=frozenset((*phrases, *battles, *tenures)),
        tenures={surname: tuple(found) for surname, found in tenures.items()},
    )


def _days(event: dict[str, Any], where: str) -> Days:
    start = event.get("day", event.get("from"))
    end = event.get("day", event.get("to"))
    if not isinstance(start, date) or not isinstance(end, date):
        raise AnchorError(f"{where}: no day; give day = 2022-02-24, or from and to")
    if end < start:
        raise AnchorError(f"{where}: it ends on {end}, before it starts; give the earlier day first")
    if start.year not in YEARS or end.year not in YEARS:
        raise AnchorError(f"{where}: {start} to {end}: the years must lie in {YEARS[0]} to {YEARS[-1]}")
    return Days(start, end)
