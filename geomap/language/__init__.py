"""All that is known of a language: tables that a schema checks, and the lexicon made of them."""

from __future__ import annotations

from geomap.language.lexicon import Lexicon, lexicon_of
from geomap.language.schema import Action, Event, Form, Kind, Phrase, TableError, Word
from geomap.language.sense import Relation, Sense, Trait

__all__ = [
    "Action",
    "Event",
    "Form",
    "Kind",
    "Lexicon",
    "Phrase",
    "Relation",
    "Sense",
    "TableError",
    "Trait",
    "Word",
    "lexicon_of",
]
