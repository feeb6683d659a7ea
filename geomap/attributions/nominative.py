"""Who speaks, in the nominative: «за словами Олега Синєгубова» is said by Олег Синєгубов."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.language.declension import Declension, Noun
from geomap.language.schema import GENDERS

FARTHEST = 5
"""Tokens among which the noun of a phrase is looked for, behind its adjectives."""
LONGEST_NAME = 2
"""Tokens after a given name that decline with it: patronymic and surname."""


def nominative(
    words: Sequence[str], joins: Sequence[bool], declension: Declension, *, governed: bool
) -> list[str]:
    """Return the words of a phrase with its noun, what agrees with it and its name in the nominative.

    ``joins`` tells which words join two nouns (and); ``governed`` whether what stands before the phrase takes
    another case, so that a form which might be a nominative is none. What is not known stays as it is.
    """
    told = list(words)
    at = _head(words, declension)
    if at is None:
        return told
    noun = declension.noun(words[at])
    if noun is None or not (noun.is_plain or governed):
        return told
    before = [declension.adjective(word, noun.gender) for word in words[:at]]
    if None in before:
        return told
    told[:at] = [word for word in before if word]
    told[at] = _as_written(noun.nominative, words[at])
    is_name = _is_given(noun)
    end = _named(told, at, noun, declension) if is_name else at + 1
    for x in range(end, len(told)):
        if joins[x]:
            told[x + 1 :] = nominative(words[x + 1 :], joins[x + 1 :], declension, governed=governed)
            break
        given = declension.noun(words[x])
        has_surname = x + 1 < len(told) and words[x + 1][0].isupper()
        if given and _is_given(given) and not is_name and (has_surname or x == end):
            told[x] = given.nominative
            _named(told, x, given, declension)
            break
    return told


def _head(words: Sequence[str], declension: Declension) -> int | None:
    """Return where the noun of a phrase stands: the first known one that only adjectives stand before."""
    for x, word in enumerate(words[:FARTHEST]):
        noun = declension.noun(word)
        ahead = declension.noun(words[x + 1]) if x + 1 < len(words) else None
        if ahead is not None and not _is_given(ahead) and declension.adjective(word, ahead.gender):
            continue  # військових експертів: here the military are but an adjective
        if noun is not None and (x == 0 or not _is_given(noun)):
            return x
        if not any(declension.adjective(word, gender) for gender in GENDERS):
            return None
    return None


def _named(told: list[str], at: int, given: Noun, declension: Declension) -> int:
    """Put what follows a given name into the nominative, and return where it ends."""
    end = at + 1
    while end < len(told) and end - at <= LONGEST_NAME and told[end][0].isupper():
        told[end] = declension.surname(told[end], given.gender)
        end += 1
    return end


def _is_given(noun: Noun) -> bool:
    return noun.nominative[0].isupper()


def _as_written(nominative: str, word: str) -> str:
    """Return a nominative in the capitals of the word in its place."""
    if word.isupper() and len(word) > 1:
        return nominative.upper()
    return nominative[0].upper() + nominative[1:] if word[0].isupper() else nominative
