"""The nominative of those who speak: nouns and given names by a table, the words around them by endings."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from geomap.language.schema import GENDERS, DeclensionEndings, Endings, Gender, TableError, one_of, rows

COLUMNS = ("nominative", "gender", "forms")


class Noun(NamedTuple):
    """What a form of a noun comes from."""

    nominative: str
    gender: Gender
    is_plain: bool
    """Whether the form is no nominative of any kind."""


class Declension:
    """The forms of one language that are known."""

    def __init__(self, table: Iterable[tuple[str, Gender, list[str]]], endings: DeclensionEndings) -> None:
        self._endings = endings
        self._nouns: dict[str, Noun] = {}
        """By form; a man's name before a woman's where it is anyone's."""
        entries = list(table)
        nominatives = {nominative for nominative, _, _ in entries}
        for nominative, gender, forms in sorted(entries, key=lambda entry: entry[1] == "f"):
            also = endings.also_plural.get(gender, ()) if nominative.islower() else ()
            for form in forms:
                is_plain = form not in nominatives and not form.endswith(also)
                self._nouns.setdefault(form, Noun(nominative, gender, is_plain))

    def noun(self, word: str) -> Noun | None:
        """Return what a form of a noun or of a given name comes from."""
        return self._nouns.get(word) or self._nouns.get(word.lower())

    def adjective(self, word: str, gender: Gender) -> str | None:
        """Return the nominative of an adjective before a noun of a gender, None where it is none."""
        return _exchanged(word, self._endings.adjectives.get(gender, ()))

    def surname(self, word: str, gender: Gender) -> str:
        """Return the nominative of a surname or patronymic; many have but one form."""
        return _exchanged(word, self._endings.surnames.get(gender, ())) or word


def read_declension(path: Path, endings: DeclensionEndings) -> Declension:
    """Return what a ``speakers.tsv`` says; a language without cases has none."""
    found: list[tuple[str, Gender, list[str]]] = []
    for number, (nominative, gender, forms) in rows(path, COLUMNS) if path.exists() else ():
        where = f"{path}:{number}"
        if not forms:
            raise TableError(f"{where}: {nominative!r} has no other form; leave the row out")
        one_of(gender, GENDERS, "gender", where)
        found.append((nominative, gender, forms.split(" ")))  # type: ignore[arg-type]
    return Declension(found, endings)


def _exchanged(word: str, endings: Endings) -> str | None:
    for ending, nominative in endings:
        if word.endswith(ending) and len(word) > len(ending):
            return word[: -len(ending)] + nominative
    return None
