"""The compact files of the built-in gazetteer: how they are laid out, written and read in place.

Seven files, all little-endian, none inflated at start:

``names.trie``    folded names and, after ``~``, sounds (marisa trie, mapped into memory)
``postings.bin``  for each name one number: a posting, or where its list begins in ``lists.bin``
``lists.bin``     lists of postings, each preceded by its length
``texts.trie``    every display name and attested spelling as written (marisa trie)
``places.bin``    one row of fixed width a place, ordered by id
``spellings.bin`` the attested spellings of each place
``ranks.bin``     the rows of countries and capitals, preceded by how many they are, then those of settlements
                  of known size; the largest first

A posting packs a place's row, the kind of the spelling and its language into 32 bits.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, get_args

import marisa_trie

from geomap.errors import GazetteerError
from geomap.gazetteer.entries import Precision, SpellingKind

KINDS: tuple[SpellingKind, ...] = (
    "official",
    "alternate",
    "former",
    "russian",
    "historic",
    "abbreviation",
    "demonym",
    "generated",
)
"""Kinds as numbered in the files: the order is part of the format."""
LANGUAGES: tuple[str | None, ...] = (None, "en", "uk", "ru")
PRECISIONS: tuple[Precision, ...] = get_args(Precision)
"""Precisions as numbered in the files: the order is part of the format; a new one needs a new ``FORMAT``."""
FORMAT = 4

ROW = struct.Struct("<iiIIIIBBBBH")
POINT = struct.Struct("<ii")
"""Where a row begins."""
NO_PARENT = 0xFFFFFFFF
ROW_BITS, KIND_BITS = 20, 4
TEXT_BITS = 24
DATED = 1 << 31
"""A spelling packs its text, kind and language likewise; this bit says that two days follow."""
LIST = 1 << 31
GEONAMES, KATOTTG, OWN = 0, 1, 2
"""Where an id comes from; the two top bits of its number in the row."""
SOUND_MARK = "~"


class Row(NamedTuple):
    """A row of ``places.bin``."""

    lon: int
    lat: int
    population: int
    name: int
    parent: int
    id: int
    country: int
    feature: int
    precision: int
    prior: int
    radius: int


def posting(row: int, kind: SpellingKind, language: str | None) -> int:
    """Return a row, a kind and a language packed into one number."""
    spoken = LANGUAGES.index(language) if language in LANGUAGES else 0
    return row | KINDS.index(kind) << ROW_BITS | spoken << (ROW_BITS + KIND_BITS)


class Mapped:
    """A file read through the memory map."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self.map: mmap.mmap | bytes = b""
            if path.stat().st_size:
                self.map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def u32(self, index: int) -> int:
        """Return the 32-bit number at an index."""
        number: int = U32.unpack_from(self.map, 4 * index)[0]
        return number

    def u32s(self, first: int, count: int) -> tuple[int, ...]:
        """Return consecutive 32-bit numbers."""
        return struct.unpack_from(f"<{count}I", self.map, 4 * first)


U32 = struct.Struct("<I")


def u32s(numbers: Sequence[int]) -> bytes:
    """Return numbers as the files hold them."""
    return struct.pack(f"<{len(numbers)}I", *numbers)


def open_trie(path: Path) -> marisa_trie.Trie:
    """Return a trie mapped into memory; say what to do where it is missing or broken."""
    try:
        return marisa_trie.Trie().mmap(str(path))
    except (OSError, RuntimeError) as error:
        message = f"{path}: not a file of the gazetteer ({error}); install geomap again"
        raise GazetteerError(message) from error
