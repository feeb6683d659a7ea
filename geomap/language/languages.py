"""The languages there are, each read when it is first needed."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from msgspec.structs import asdict

from geomap.language.classes import read_facts, text_rules, time_rules, toponym_rules
from geomap.language.declension import Declension, read_declension
from geomap.language.lexicon import Lexicon
from geomap.language.rules.facts import FactWords
from geomap.language.rules.text import TextRules
from geomap.language.rules.times import TimeRules
from geomap.language.rules.toponyms import ToponymRules
from geomap.language.schema import Grammar, Tables, read_events, read_grammar, read_people, read_words

FOLDER = Path(__file__).parent


class Language:
    """All that the engine must know of one language: the tables in a folder that bears its ISO 639-1 code."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.code = folder.name

    @cached_property
    def grammar(self) -> Grammar:
        """What is said of the language as a whole."""
        return read_grammar(self.folder / "grammar.toml")

    @cached_property
    def lexicon(self) -> Lexicon:
        """What each word means."""
        words, events = read_words(self.folder / "words.tsv"), read_events(self.folder / "events.tsv")
        return Lexicon(Tables(words, events, read_people(self.folder / "people.tsv"), self.grammar))

    @cached_property
    def declension(self) -> Declension:
        """How those who speak are called in the nominative."""
        return read_declension(self.folder / "speakers.tsv", self.grammar.declension)

    @cached_property
    def text(self) -> TextRules:
        """Rules for sentences and for telling the language."""
        return text_rules(self.folder)

    @cached_property
    def cyrillic(self) -> bool:
        """Whether it is written in Cyrillic letters rather than Latin ones."""
        return any("а" <= letter <= "ґ" for word in self.text.function_words for letter in word)

    @cached_property
    def times(self) -> TimeRules:
        """Rules for times."""
        return time_rules(self.folder, asdict(self.grammar.times))

    @cached_property
    def facts(self) -> FactWords:
        """Words of the deeper facts of a strike."""
        return read_facts(self.folder / "facts.tsv")

    @cached_property
    def toponyms(self) -> ToponymRules:
        """Rules for place names."""
        return toponym_rules(self.folder, asdict(self.grammar.toponyms))


def read_languages(folder: Path) -> dict[str, Language]:
    """Return the languages in the folders of a folder, the ones to prefer in doubt first."""
    found = [Language(path.parent) for path in sorted(folder.glob("*/grammar.toml"))]
    return {language.code: language for language in sorted(found, key=lambda x: x.grammar.precedence)}


LANGUAGES = read_languages(FOLDER)


def language_of(code: str | None) -> Language:
    """Return the language of a BCP 47 tag; English where the language is unknown to us.

    >>> language_of("uk-UA").code
    'uk'
    """
    return LANGUAGES.get((code or "en").split("-")[0].lower(), LANGUAGES["en"])


def declension_of(language: str) -> Declension:
    """Return how the nominatives of a language are made."""
    return language_of(language).declension


def lexicon_of(language: str) -> Lexicon:
    """Return the lexicon of a language."""
    return language_of(language).lexicon
