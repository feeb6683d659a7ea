"""How many sources a claim rests on: publishers that are one count once, and so does a copied text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

ALIKE = 0.5
"""Share of the word triples of two sentences from which they are one text. Of the 219 pairs of sentences by
which two of 233 articles tell a claim, copies share 0.58 and more, sentences of two writers 0.27 at most."""
WORDS = 10
"""Words from which sentences may be one text though they differ; shorter ones are alike by chance."""
MOST_TEXTS = 100
"""Different sentences of one claim that are compared with each other; where there are more, only equal ones
count as copies, for all pairs would grow as the square."""

_WORD = re.compile(r"\w+")
Triples = frozenset[tuple[str, ...]]


class Telling(NamedTuple):
    """One report of a claim, as far as it tells where it comes from."""

    document: str
    text: str
    keys: frozenset[str]
    """What tells its publisher; empty where nobody knows it."""


class Support(NamedTuple):
    """What stands behind a claim."""

    independent: int
    """Known publishers that must at least have written it, each in words of its own; at least 1."""
    copies: int
    """Articles that print one text, the most of any text of the claim; 1 where none is copied."""


def support_of(tellings: Iterable[Telling]) -> Support:
    """Return what stands behind a claim, whatever the order of its reports.

    >>> post, ledger = frozenset({"post"}), frozenset({"ledger"})
    >>> text = "Lyman fell, the army said."
    >>> support_of([Telling("a", text, post), Telling("b", text, ledger)])
    Support(independent=1, copies=2)
    >>> support_of([Telling("a", text, post), Telling("b", "Lyman is lost.", ledger)])
    Support(independent=2, copies=1)
    """
    told = set(tellings)
    if len({(telling.document, telling.keys) for telling in told}) == 1:
        return Support(1, 1)
    text_of = _texts({telling.text for telling in told})
    printed: dict[int, set[str]] = defaultdict(set)
    for telling in told:
        printed[text_of[telling.text]].add(telling.document)
    family_of = _families({telling.keys for telling in told if telling.keys})
    printers: dict[int, set[str]] = defaultdict(set)
    for telling in told:
        if telling.keys:
            printers[text_of[telling.text]].add(family_of[telling.keys])
    independent = _origins(map(frozenset, printers.values()))
    return Support(max(1, independent), max(map(len, printed.values())))


def _texts(texts: set[str]) -> dict[str, int]:
    """Return which text each sentence is: the same where the words are, or nearly so."""
    words = {text: tuple(_WORD.findall(text.casefold())) for text in texts}
    different = sorted(set(words.values()))
    numbers: dict[tuple[str, ...], int] = {}
    first: list[tuple[int, Triples]] = []
    for number, one in enumerate(different):
        near = len(one) >= WORDS and len(different) <= MOST_TEXTS
        triples = frozenset(zip(one, one[1:], one[2:], strict=False)) if near else frozenset()
        same = (n for n, other in first if _alike(triples, other)) if triples else iter(())
        numbers[one] = next(same, number)
        if triples and numbers[one] == number:
            first.append((number, triples))
    return {text: numbers[one] for text, one in words.items()}


def _alike(one: Triples, other: Triples) -> bool:
    return len(one & other) >= ALIKE * len(one | other)


def _families(publishers: set[frozenset[str]]) -> dict[frozenset[str], str]:
    """Return a name for the family of each publisher: those that share a key, over others too, are one."""
    head: dict[str, str] = {}

    def of(key: str) -> str:
        while head.setdefault(key, key) != key:
            key = head[key]
        return key

    for keys in publishers:
        heads = sorted({of(key) for key in keys})
        for key in heads:
            head[key] = heads[0]
    return {keys: of(min(keys)) for keys in publishers}


def _origins(printers: Iterable[frozenset[str]]) -> int:
    """Return how many families must at least have written texts, of which each is printed by some.

    A text that only one prints is its own. Who has such a one may have written all that it prints; of the
    other texts, those that have a printer in common may have one writer.
    """
    told = set(printers)
    writers = {family for only in told if len(only) == 1 for family in only}
    others = _families({several for several in told if writers.isdisjoint(several)})
    return len(writers) + len(set(others.values()))
