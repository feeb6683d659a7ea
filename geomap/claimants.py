"""Who a claimant is, as far as the words of the name tell: the same as another, and on whose side."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from msgspec import Struct

Side = Literal["ukrainian", "russian", "other", "author"]
"""A filter for readers, never a judgement; "other" is everyone whom the words do not place."""

WORD = re.compile(r"[^\W_]+(?:[-'’ʼ][^\W_]+)*")


class _Table(Struct, frozen=True):
    titles: frozenset[str]
    articles: frozenset[str]
    bodies: tuple[str, ...]
    sides: tuple[tuple[Side, tuple[str, ...]], ...]


@lru_cache(maxsize=1)
def _table() -> _Table:
    table = tomllib.loads(files("geomap").joinpath("data/claimants.toml").read_text(encoding="utf-8"))
    return _Table(
        titles=frozenset(table["titles"]),
        articles=frozenset(table["articles"]),
        bodies=tuple(table["bodies"]),
        sides=(
            ("ukrainian", tuple(table["ukrainian"]["stems"])),
            ("russian", tuple(table["russian"]["stems"])),
        ),
    )


@lru_cache(maxsize=4096)
def side_of(claimant: str | None, context: str = "") -> Side:
    """Return the side of a claimant, by its own words first, then by those that introduce it.

    The first telling word counts, so that "a Russian-installed official in Kyiv" is on the Russian side.

    >>> side_of("General Staff of the Armed Forces of Ukraine")
    'ukrainian'
    >>> side_of(None)
    'author'
    """
    if claimant is None:
        return "author"
    for words in (claimant, context):
        for word in WORD.findall(words.lower()):
            for side, stems in _table().sides:
                if word.startswith(stems):
                    return side
    return "other"


@lru_cache(maxsize=4096)
def claimant_key(claimant: str | None) -> str:
    """Return what two namings of one claimant share: a person's surname, a body's words whatever their order.

    >>> claimant_key("Natalia Humeniuk") == claimant_key("Ms Humeniuk")
    True
    >>> claimant_key("Russian Defence Ministry") == claimant_key("Ukrainian Defence Ministry")
    False
    """
    if claimant is None:
        return ""
    name = claimant.split(",")[0]
    said: list[str] = [word.casefold() for word in WORD.findall(name)]
    words = [word for word in said if word not in _table().titles] or said
    if not words:
        return claimant.casefold()
    if any(word.startswith(_table().bodies) for word in words):
        return " ".join(sorted(set(words)))
    return words[-1]


def plain_key(claimant: str) -> str:
    """Return what two namings of one claimant share that differ by an article at the head and by capitals.

    >>> plain_key("The Ukrainian General staff")
    'ukrainian general staff'
    >>> plain_key("A")
    'a'
    """
    first, _, rest = " ".join(claimant.casefold().split()).partition(" ")
    return rest if rest and first in _table().articles else f"{first} {rest}".strip()
