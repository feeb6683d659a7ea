"""Rules for cutting text into sentences and for telling the language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRules:
    """Rules for cutting text into sentences and for telling the language."""

    abbreviations: frozenset[str] = frozenset()
    """Lower-case words, without their dot, after which a dot ends no sentence."""
    closing: frozenset[str] = frozenset()
    """Those abbreviations that may also close a sentence: where an opener or a quotation follows."""
    openers: frozenset[str] = frozenset()
    """Lower-case words that open sentences and are no names."""
    function_words: frozenset[str] = frozenset()
    """Lower-case words after which a sentence goes on: small ones."""
    letters: frozenset[str] = frozenset()
    """Lower-case letters that this language has and its neighbours lack."""
    telling_words: frozenset[str] = frozenset()
    """Lower-case words that this language has and its neighbours lack."""
    telling_endings: tuple[str, ...] = ()
    """The same of endings, met in most sentences."""
