"""One way to compare names: case, accents, apostrophes, hyphens, soft signs, look-alikes put aside."""

from __future__ import annotations

import re
import unicodedata
from typing import NewType

Key = NewType("Key", str)
"""A folded name; only ``fold`` makes one."""
Sound = NewType("Sound", str)
"""A folded Latin name reduced to what romanisations of one Slavic name share; only ``sound`` makes one."""

# Letters that Unicode does not decompose into a base letter and an accent.
SPECIAL = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "đ": "d",
        "ð": "d",
        "ı": "i",
        "þ": "th",
        "ħ": "h",
        "ŋ": "n",
        "ə": "a",
        "ґ": "г",
        "ё": "е",
        "ѐ": "е",
        "ѝ": "и",
        "ї": "і",
        "ў": "у",
        "ъ": None,
        "ь": None,
    }
)
ABOVE = re.compile(r"[\u0300-\u036f\u0483-\u0487\u200b-\u200f\u2060\ufeff\u00ad]")
APOSTROPHES = re.compile(r"['’‘ʼʹʺ`´′″“”„\"«».·,;:!?()\[\]{}]")
SPACES = re.compile(r"[\s\-‐‑‒–—−_/]+")
ASCII_MARKS = str.maketrans("-_/", "   ", "'`\".,;:!?()[]{}")
"""What the two patterns above do to ASCII, and several times as fast."""
MARKED = re.compile(r"[^a-z ]")

# Latin letters that look like Cyrillic ones, and back, for words typed with both.
TO_CYRILLIC = str.maketrans("aceiopxykmth", "асеіорхукмтн")
TO_LATIN = str.maketrans("асеіорхукмтњ", "aceiopxykmth")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
LATIN = re.compile(r"[a-z]")


def fold(name: str) -> Key:
    """Return the key under which a name is filed; the empty key where nothing is left.

    >>> fold("Слов’янськ"), fold("Sloviansʹk"), fold("Івано-Франківськ")
    ('словянск', 'sloviansk', 'івано франківск')
    """
    text = name.lower()
    if text.isascii():
        if not text.isalpha():
            text = " ".join(text.translate(ASCII_MARKS).split())
        return Key(text)
    text = unicodedata.normalize("NFKC", text).casefold()
    text = text.replace("й", "\ue000")
    text = ABOVE.sub("", unicodedata.normalize("NFD", text))
    text = unicodedata.normalize("NFC", text).replace("\ue000", "й").translate(SPECIAL)
    text = SPACES.sub(" ", APOSTROPHES.sub("", text)).strip()
    if CYRILLIC.search(text) and LATIN.search(text):
        text = " ".join(_one_script(word) for word in text.split(" "))
    return Key(text)


def _one_script(word: str) -> str:
    """Put look-alike letters of the other script right in a word that mixes both."""
    cyrillic, latin = len(CYRILLIC.findall(word)), len(LATIN.findall(word))
    if not cyrillic or not latin:
        return word
    table = TO_CYRILLIC if cyrillic >= latin else TO_LATIN
    return word.translate(table)


HYPHENS = re.compile(r"[\-‐‑‒–—−]")
# What the romanisations of one Cyrillic letter have in common, in this order: sounds that Latin writes with
# two or more letters become one upper-case letter, then letters that stand for one sound become one.
GROUPS = (
    ("shch", "S"), ("sch", "S"), ("sh", "S"), ("zgh", "zg"), ("zh", "Z"), ("kh", "H"), ("ch", "C"),
    ("ts", "c"), ("tz", "c"), ("x", "ks"),
)  # fmt: skip
ALIKE = str.maketrans("hwyj", "gvii")
SOFTENING = re.compile(r"(?<!i)i++(?=[aeou])")
DOUBLED = re.compile(r"(.)(?=\1)")
SHORTEST_SOUND = 4
"""Shorter names sound like too much else."""


def sound(name: str) -> Sound:
    """Return what the romanisations of a Slavic name share; the empty sound where that is too little.

    >>> sound("Gulyai-Pole") == sound("Huliaipole") == sound("Guliajpole")
    True
    """
    joined = name if name.isalpha() else HYPHENS.sub("", name)
    text: str = joined.lower() if joined.isascii() and joined.isalpha() else fold(joined)
    if not text.isascii() or MARKED.search(text):
        return Sound("")
    for group, sign in GROUPS:
        if group in text:
            text = text.replace(group, sign)
    text = DOUBLED.sub("", SOFTENING.sub("", text.translate(ALIKE)))
    return Sound(text) if len(text) >= SHORTEST_SOUND else Sound("")
