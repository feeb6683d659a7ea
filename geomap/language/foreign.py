"""Which language a text is in that geomap does not read: it is named, and not read as another."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from geomap.language.languages import LANGUAGES

TABLE = Path(__file__).parent / "telling.toml"
SAMPLE = 4_000
"""Characters by which a language is told."""
LETTERS = 40
"""Letters below which a language cannot be told."""
ADDRESS = re.compile(r"https?://[^\s)>]+|www\.[^\s)>]+|@\w+")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SHARE = 0.12
"""Share of a text's words that tell of a language, from which it may be in it."""
MORE = 1.5
"""How many times the telling words of the languages that are read those of another must be."""
FEWEST = 3
"""Telling words without which nothing is told."""


class Foreign(NamedTuple):
    """A language that is not read."""

    code: str
    """Its ISO 639-1 code; empty where only the script is known."""
    name: str


class _Telling(NamedTuple):
    """What tells of languages: the codes of those that a word or a letter speaks for."""

    names: dict[str, str]
    words: dict[str, set[str]]
    letters: dict[str, set[str]]
    lacking: dict[str, set[str]]
    """The languages that have not a letter."""


@cache
def _telling() -> _Telling:
    table = tomllib.loads(TABLE.read_text("utf-8"))
    told = _Telling({}, {}, {}, {})
    for code, row in table.items():
        told.names[code] = row["name"]
        for word in row["words"].split():
            told.words.setdefault(word, set()).add(code)
        for letter in row["letters"]:
            told.letters.setdefault(letter, set()).add(code)
        for letter in row.get("lacks", ""):
            told.lacking.setdefault(letter, set()).add(code)
    return told


def foreign_language(text: str) -> Foreign | None:
    """Return the language of a text if it is told and is none that is read.

    >>> foreign_language("Rosyjskie rakiety uderzyły w Charków w poniedziałek, powiedział mer miasta.").code
    'pl'
    >>> foreign_language("Russian missiles struck Kharkiv on Monday, the mayor of the city said.")
    """
    words = _words(text)
    joined = "".join(words)
    if len(joined) < LETTERS:
        return None
    letters = Counter(() if joined.isascii() else joined)
    known = sum(number for letter, number in letters.items() if _is_known(letter))
    if 2 * known < letters.total():
        script = unicodedata.name(next(one for one, _ in letters.most_common() if not _is_known(one)), "")
        return Foreign("", f"the script {script.split(' ')[0].capitalize()}")
    scores = _scores(Counter(words))
    own = max((score for code, score in scores.items() if code in LANGUAGES), default=0)
    others = {code: score for code, score in scores.items() if code not in LANGUAGES}
    code = max(others, key=lambda code: (others[code], code), default="")
    if code and others[code] >= max(FEWEST, SHARE * len(words), MORE * own):
        return Foreign(code, _telling().names[code])
    return None


def can_be_told(text: str) -> bool:
    """Tell whether a text has letters enough to tell its language."""
    return sum(map(len, _words(text))) >= LETTERS


def _words(text: str) -> list[str]:
    # All are lowered at once, for one by one takes several times as long.
    return " ".join(WORD.findall(ADDRESS.sub(" ", text[:SAMPLE]))).lower().split()


def is_likely(code: str, text: str) -> bool:
    """Tell whether a text may be in a language that is read: by its script, and the letters peculiar to each.

    >>> is_likely("ru", "Війська увійшли до міста"), is_likely("uk", "Війська увійшли до міста")
    (False, True)
    """
    letters = Counter(text[:SAMPLE].lower())
    cyrillic = sum(number for letter, number in letters.items() if "а" <= letter <= "ґ")
    latin = sum(number for letter, number in letters.items() if "a" <= letter <= "z")
    if LANGUAGES[code].cyrillic != (cyrillic > latin):
        return False
    peculiar = {
        other: sum(letters[letter] for letter in language.text.letters)
        for other, language in LANGUAGES.items()
        if language.cyrillic == LANGUAGES[code].cyrillic
    }
    return peculiar[code] == max(peculiar.values())


def _scores(words: Counter[str]) -> Counter[str]:
    """Return for each language how many words are telling words of it or are written with its letters.

    Words with letters that it has not count against it.
    """
    scores: Counter[str] = Counter()
    for word, number in words.items():
        speaking, against = _told_by(word)
        for code in speaking:
            scores[code] += number
        for code in against:
            scores[code] -= number
    return scores


@lru_cache(maxsize=20_000)
def _told_by(word: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the languages that a word speaks for, and those that it speaks against."""
    _, words, letters, lacking = _telling()
    speaking = words.get(word, set()).union(*(letters[one] for one in letters.keys() & set(word)))
    against = set[str]().union(*(lacking[one] for one in lacking.keys() & set(word)))
    return frozenset(speaking), frozenset(against)


@cache
def _is_known(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(("LATIN", "CYRILLIC"))
