"""All that is known of a language: tables that a schema checks, and the lexicon made of them."""

from __future__ import annotations

from geomap.language.declension import Declension
from geomap.language.languages import LANGUAGES, Language, declension_of, language_of, lexicon_of
from geomap.language.lexicon import MEMO_LIMIT, Lexicon
from geomap.language.schema import Action, Event, Form, Kind, Phrase, TableError, Word, dotless
from geomap.language.sense import Relation, Sense, Trait

__all__ = [
    "LANGUAGES",
    "MEMO_LIMIT",
    "Action",
    "Declension",
    "Event",
    "Form",
    "Kind",
    "Language",
    "Lexicon",
    "Phrase",
    "Relation",
    "Sense",
    "TableError",
    "Trait",
    "Word",
    "declension_of",
    "dotless",
    "language_of",
    "lexicon_of",
]
