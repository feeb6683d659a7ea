"""Rules for cutting text into sentences and for telling the language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRules:
    """Rules for cutting text into sentences and for telling the language."""

    abbreviations: frozenset[str]
    """Lower-case words, without their dot, after which a dot ends no sentence."""
    closing: frozenset[str] = frozenset()
    """Those abbreviations that may also close a sentence: where an opener or a quotation follows."""
    openers: frozenset[str] = frozenset()
    """Lower-case words that open sentences and are no names."""
    function_words: frozenset[str]
    """Small words in lower case, after which a sentence goes on."""
    letters: frozenset[str] = frozenset()
    """Lower-case letters that this language has and its neighbours lack."""
    letter_share: float = 0.0
    """Which share of the language's letters these are: a longer text without any is hardly of it."""
    telling_words: frozenset[str] = frozenset()
    """Lower-case words that this language has and its neighbours lack."""
    telling_endings: tuple[str, ...] = ()
    """The same of endings, met in most sentences."""
