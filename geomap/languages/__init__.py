"""What is known of each language, apart from the engine: one package a language, one module a stage.

A fourth language is a fourth package with the same five modules, added to ``LANGUAGES``.
"""

from __future__ import annotations

from geomap.languages import en, ru, uk
from geomap.languages.rules import Language

LANGUAGES: dict[str, Language] = {
    language.code: language for language in (en.LANGUAGE, uk.LANGUAGE, ru.LANGUAGE)
}

__all__ = ["LANGUAGES", "Language", "language_of"]


def language_of(code: str | None) -> Language:
    """Return the rules of a BCP 47 tag; those of English where the language is unknown to us.

    >>> language_of("uk-UA").code
    'uk'
    """
    return LANGUAGES.get((code or "en").split("-")[0].lower(), LANGUAGES["en"])
