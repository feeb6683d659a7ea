"""Spellings that rules of romanisation make of the Cyrillic names in a user's file."""

from __future__ import annotations

import re
from collections.abc import Iterable

from geomap.gazetteer import spellings
from geomap.gazetteer.importers.rows import NameRow
from geomap.gazetteer.romanisation import BGN_RU, PLAIN_RU

CYRILLIC = re.compile(r"[\u0400-\u052f]")
UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]|['’ʼ]")
RUSSIAN = re.compile(r"[ыэёъЫЭЁЪ]")
UNTOLD = {"UA": ("uk", "ru"), "RU": ("ru",), "BY": ("ru",)}
"""Languages that a Cyrillic name of no stated language may be in, by country."""


def generated(names: Iterable[NameRow], country: str | None) -> tuple[NameRow, ...]:
    """Return the spellings by rule that the names do not hold: romanised, and Russian of Ukrainian.

    >>> [name.text for name in generated([NameRow("Білогірка", "official", "uk")], "UA")][:3]
    ['Bilohirka', 'Белогорка', 'Belogorka']
    """
    names = tuple(names)
    made: dict[str, NameRow] = {}
    for name in names:
        if CYRILLIC.search(name.text):
            for language in languages_of(name, country):
                for text, spoken in _made_of(name.text, language):
                    made.setdefault(text, NameRow(text, "generated", spoken))
    for name in names:
        made.pop(name.text, None)
    return tuple(made.values())


def _made_of(text: str, language: str) -> list[tuple[str, str | None]]:
    if language == "uk":
        return [(spelling.text, spelling.language) for spelling in spellings.generated(text)]
    return [(rule(text), "en") for rule in (BGN_RU, PLAIN_RU)]


def languages_of(name: NameRow, country: str | None) -> tuple[str, ...]:
    """Return the languages, of those with rules, that a Cyrillic name may be in: stated, or by letters."""
    if name.language is not None:
        return (name.language,) if name.language in ("uk", "ru") else ()
    if UKRAINIAN.search(name.text):
        return ("uk",)
    if RUSSIAN.search(name.text):
        return ("ru",)
    return UNTOLD.get(country or "", ())
