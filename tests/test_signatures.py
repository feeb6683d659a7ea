"""Headlines that are signed behind a dash: who signs says it, and is no village."""

import pytest

from geomap.documents import Document
from geomap.gazetteer import open_gazetteer
from geomap.language import lexicon_of
from geomap.pipeline import run
from geomap.signatures import signature
from geomap.text import read_text

REST = {
    "en": "\n\nThe evening was quiet, and the shops were open.",
    "uk": "\n\nУвечері було тихо, крамниці працювали.",
    "ru": "\n\nВечером было тихо, магазины работали.",
}


def signed(line: str, language: str) -> str | None:
    text = read_text(Document(id="t", text=line + REST[language], language=language))
    found = signature(text, 0, lexicon_of(language))
    return None if found is None else " ".join(text.words[slice(*found)])


@pytest.mark.parametrize(
    ("line", "language", "name"),
    [
        ("Росіяни обстріляли Нікополь – Лисак", "uk", "Лисак"),
        ("🔴 Вибухи в Оріхові — Федоров.", "uk", "Федоров"),
        ("В Шебекине прогремели взрывы - Гладков", "ru", "Гладков"),
        ("Дроны атаковали Таганрог – Юрий Слюсарь", "ru", "Юрий Слюсарь"),
        ("Russian troops shell Kupiansk – Syniehubov", "en", "Syniehubov"),
        # What a noun of place stands before is a place, and so is a name of which nothing is told.
        ("Росіяни взяли ще одне село – Роботине", "uk", None),
        ("Під обстрілом два міста – Лиман", "uk", None),
        ("Під обстрілом знову – Лиман", "uk", None),
        ("Ворог обстріляв Лиман – Торське без світла", "uk", None),
        ("Ворог наступає на Лиман–Торське", "uk", None),
        ("Лиман – Торське", "uk", None),
    ],
)
def test_a_headline_may_end_in_who_says_it(line: str, language: str, name: str | None) -> None:
    assert signed(line, language) == name


def test_a_sentence_within_a_paragraph_is_no_headline() -> None:
    assert signed("Росіяни обстріляли Нікополь – Лисак. Увечері було тихо.", "uk") is None


def test_who_signs_is_the_claimant_and_no_place() -> None:
    document = Document(id="t", text="Росіяни обстріляли Харків – Терехов" + REST["uk"], language="uk")
    reports = [report for record in run([document], open_gazetteer()).records for report in record.reports]
    assert [(report.toponym, report.claimant) for report in reports] == [("Харків", "Терехов")]
