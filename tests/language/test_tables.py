"""What the tables of words may hold: only entries that a text can match."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import fields, is_dataclass

import pytest

from geomap.languages import LANGUAGES
from geomap.languages.lexicon import word_list
from geomap.text import TOKEN

LATIN, CYRILLIC = re.compile("[A-Za-z]"), re.compile("[Ѐ-ӿ]")
BY_CHARACTERS = {"abbreviations", "closing", "acronyms", "powers", "furniture", "outlet_words"}
"""Fields that are compared with characters of a text or with a whole name, not with tokens."""
LISTS_OF_NAMES = {"common_words", "given_names", "surnames"}
"""Fields made by a recipe, which has its own test."""
NO_COMMON_WORDS = frozenset(
    "air-raid air-strike airstrike build-up carpet-bomb ceasefire counter-attack counter-offensive "
    "counteroffensive de-occupation de-occupy demine deoccupation deoccupy destruction drone-attack "
    "encirclement flooding focussed focussing lambast liberation missile-strike mop-up pull-out "
    "reconquest redeployment regrouping relocation resettlement russify salvoes scarper shelling "
    "shellfire".split()
)
"""Words of events and of speech, by their singular or base, that a list of sixty thousand words lacks."""


def entries(value: object) -> Iterator[str]:
    """Yield what a field of rules compares with the text."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | Set | tuple | list):
        for item in value:
            yield from entries(item)
    elif is_dataclass(value):
        for item in fields(value):
            yield from entries(getattr(value, item.name))


def all_entries(code: str) -> Iterator[tuple[str, str]]:
    """Yield every entry of a language, with where it stands."""
    language = LANGUAGES[code]
    for stage in ("text", "toponyms", "events", "sources", "times"):
        rules = getattr(language, stage)
        for item in fields(rules):
            if item.name not in LISTS_OF_NAMES:
                for entry in entries(getattr(rules, item.name)):
                    yield f"{stage}.{item.name}", entry


def bases(word: str) -> Iterator[str]:
    """Yield what an inflected English word may be a form of."""
    yield word
    for ending, instead in (
        ("ies", "y"),
        ("ied", "y"),
        ("s", ""),
        ("ed", ""),
        ("d", ""),
        ("ing", ""),
        ("ing", "e"),
    ):
        if word.endswith(ending):
            yield word.removesuffix(ending) + instead


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_word_of_an_entry_is_one_token(code: str) -> None:
    broken = [
        (where, entry)
        for where, entry in all_entries(code)
        if where.partition(".")[2] not in BY_CHARACTERS
        and any(TOKEN.findall(word) != [word] for word in entry.split())
    ]
    assert not broken


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_word_mixes_two_scripts(code: str) -> None:
    mixed = [
        (where, word)
        for where, entry in all_entries(code)
        for word in entry.split()
        if LATIN.search(word) and CYRILLIC.search(word)
    ]
    assert not mixed


def test_english_verbs_and_nouns_are_conjugated_into_words() -> None:
    rules = LANGUAGES["en"]
    speech = rules.sources
    forms = {*rules.events.triggers, *speech.clausal}
    for verbs in (speech.speech, speech.belief, speech.evidence, speech.attitude):
        forms |= verbs.finite | verbs.base | verbs.past | verbs.gerund
    known = word_list("en-common-words")
    strange = [form for form in forms if form not in known and not NO_COMMON_WORDS & set(bases(form))]
    assert not sorted(strange)
