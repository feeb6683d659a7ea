"""Spellings made by rule from a Ukrainian name: the romanisations in use and the Russian form."""

from __future__ import annotations

from geomap.gazetteer.entries import Spelling
from geomap.gazetteer.romanisation import BGN_RU, BGN_UK, KMU, PLAIN_RU
from geomap.gazetteer.russian import russian_forms

SHORTENED = (("ske", 1), ("skoe", 2), ("yne", 1), ("ino", 1))
"""Neuter endings that newspapers drop, as if of a town (Novoluhansk, Robotyn), and letters dropped."""
SHORTEST = 8
"""Letters of a name whose ending is dropped; shorter ones would become other names."""


def generated(name: str) -> tuple[Spelling, ...]:
    """Return the generated spellings of a Ukrainian name in Ukrainian letters, likeliest first.

    >>> [s.text for s in generated("Авдіївка")][:4]
    ['Avdiivka', 'Avdiyivka', 'Авдеевка', 'Avdeyevka']
    """
    texts: dict[str, str] = {}
    for latin in (KMU(name), BGN_UK(name)):
        texts.setdefault(latin, "en")
    for russian in russian_forms(name):
        texts.setdefault(russian, "ru")
        for latin in (BGN_RU(russian), PLAIN_RU(russian)):
            texts.setdefault(latin, "en")
    for latin in tuple(texts):
        for ending, dropped in SHORTENED:
            if latin.endswith(ending) and len(latin) >= SHORTEST:
                texts.setdefault(latin[:-dropped], "en")
    texts.pop(name, None)
    return tuple(Spelling(text=text, kind="generated", language=spoken) for text, spoken in texts.items())
