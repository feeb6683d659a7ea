"""Which of GeoNames' alternate names are kept, and what kind of spelling each is."""

from __future__ import annotations

import re

from geomap.gazetteer.entries import Spelling, SpellingKind
from geomap.gazetteer.folding import fold

LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff][A-Za-z\u00c0-\u024f\u1e00-\u1eff\s'’ʼʻʹ`.,\-–/()]*")
UKRAINIAN = re.compile(r"[А-ЩЬЮЯҐЄІЇа-щьюяґєії\s'’ʼ.\-]+")
RUSSIAN = re.compile(r"[А-ЯЁа-яё\s'’.\-]+")
ONLY_UKRAINIAN = re.compile(r"[ґєіїҐЄІЇ'’ʼ]")
ONLY_RUSSIAN = re.compile(r"[ыэъёЫЭЪЁ]")
CODE = re.compile(r"[A-Z]{1,4}")
"""Airport and location codes, which are nobody's way to write the place."""
LONGEST = 45


def keep(name: str) -> bool:
    """Tell whether an alternate name is one that news may use: Latin or East Slavic and no code."""
    if not 3 <= len(name) <= LONGEST or CODE.fullmatch(name) or not name[0].isupper() or "(" in name:
        return False
    return bool(LATIN.fullmatch(name) or UKRAINIAN.fullmatch(name) or RUSSIAN.fullmatch(name))


def language(name: str) -> str | None:
    """Return uk or ru where the letters tell, else None."""
    if ONLY_UKRAINIAN.search(name) and UKRAINIAN.fullmatch(name):
        return "uk"
    if ONLY_RUSSIAN.search(name) and RUSSIAN.fullmatch(name):
        return "ru"
    return None


def alternates(names: list[str], known: set[str], *, home: bool = False) -> list[Spelling]:
    """Return the alternates worth keeping, those that fold like a known name left out.

    At ``home``, in Ukraine, official Cyrillic names are known from elsewhere.
    """
    made = []
    for name in sorted(names):
        if not keep(name):
            continue
        key = fold(name)
        if key in known:
            continue
        known.add(key)
        spoken = language(name)
        # Latin alternates come from any language; a Cyrillic one is what Ukrainians or Russians say.
        kind: SpellingKind = "alternate" if LATIN.fullmatch(name) or home else "official"
        made.append(Spelling(text=name, kind=kind, language=spoken))
    return made
