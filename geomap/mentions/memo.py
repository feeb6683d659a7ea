"""Answers worked out once for each answer of the gazetteer, which hands out the same tuple every time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from geomap.gazetteer import Candidate

Value = TypeVar("Value")

MOST = 20_000
"""Answers kept; beyond it the memo starts anew, so that memory stays bounded on any text."""


class Memo(Generic[Value]):
    """What a pure function says of tuples of candidates, by the identity of the tuple."""

    def __init__(self, function: Callable[[tuple[Candidate, ...]], Value]) -> None:
        """Remember the answers of a function."""
        self._function = function
        self._known: dict[int, tuple[tuple[Candidate, ...], Value]] = {}

    def __call__(self, candidates: tuple[Candidate, ...]) -> Value:
        """Return what the function says; the tuple is kept, so that its identity is not given away."""
        known = self._known.get(id(candidates))
        if known is not None:
            return known[1]
        value = self._function(candidates)
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[id(candidates)] = candidates, value
        return value
