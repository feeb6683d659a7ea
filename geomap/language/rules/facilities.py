"""Nouns of the objects that have places of their own: airfields, power plants, bridges, districts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

REMEMBERED = 4096
"""Words whose nouns are kept."""


class FacilityNoun(NamedTuple):
    """A noun, or a phrase of several words, for a kind of object."""

    words: tuple[str, ...]
    """In lower case; one that ends in ``*`` stands for all words that begin so."""
    heads: tuple[str, ...]
    """The nouns under which the gazetteer files such objects, the likeliest first: ``airfield``."""
    fallback: bool
    """Whether the town beside it stands for an object that has no entry of its own."""
    filed: str
    """The English noun of objects that are told by the town they stand in: ``refinery``; none for others."""


class FacilityNouns:
    """The nouns of a language, found by the words that they begin or end with."""

    def __init__(self, nouns: Mapping[str, tuple[tuple[str, ...], bool, str]] | None = None) -> None:
        """Take in the phrases with their heads, and whether a town may stand for the object."""
        made = [FacilityNoun(tuple(p.split(" ")), *said) for p, said in (nouns or {}).items()]
        self._nouns = sorted(made, key=lambda noun: (-len(noun.words), noun.words))
        self._by_first = lru_cache(REMEMBERED)(self._beginning_with)
        self._by_last = lru_cache(REMEMBERED)(self._ending_with)

    def __bool__(self) -> bool:
        return bool(self._nouns)

    def at(self, lowers: tuple[str, ...], first: int, limit: int) -> FacilityNoun | None:
        """Return the longest noun that begins at a token and ends before ``limit``."""
        if first >= limit:
            return None
        for noun in self._by_first(lowers[first]):
            last = first + len(noun.words)
            if last <= limit and _are(lowers[first:last], noun.words):
                return noun
        return None

    def before(self, lowers: tuple[str, ...], last: int, begin: int) -> FacilityNoun | None:
        """Return the longest noun that ends right before a token and begins no earlier than ``begin``."""
        if last <= begin:
            return None
        for noun in self._by_last(lowers[last - 1]):
            first = last - len(noun.words)
            if first >= begin and _are(lowers[first:last], noun.words):
                return noun
        return None

    def _beginning_with(self, word: str) -> tuple[FacilityNoun, ...]:
        return tuple(noun for noun in self._nouns if _is(word, noun.words[0]))

    def _ending_with(self, word: str) -> tuple[FacilityNoun, ...]:
        return tuple(noun for noun in self._nouns if _is(word, noun.words[-1]))


def _is(word: str, written: str) -> bool:
    return word.startswith(written[:-1]) if written.endswith("*") else word == written


def _are(words: tuple[str, ...], written: tuple[str, ...]) -> bool:
    return all(map(_is, words, written))
