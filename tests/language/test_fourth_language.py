"""A fourth language is data only: a small Polish, in a folder of these tests, needs no line of the engine."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import geomap
from geomap.language import LANGUAGES
from geomap.language.languages import read_languages
from geomap.pipeline import analyse
from geomap.spans import Days
from geomap.text import detect_language

POLISH = (
    "Wojska rosyjskie ostrzelały w poniedziałek Nikopol i Marhanets, powiedział gubernator. "
    "Mieszkańcy opuścili domy, ale nie wszyscy, oraz że po ataku nie było prądu."
)


@pytest.fixture
def polish(monkeypatch: pytest.MonkeyPatch) -> None:
    for code, language in read_languages(Path(__file__).parent).items():
        monkeypatch.setitem(LANGUAGES, code, language)


@pytest.mark.usefixtures("polish")
def test_a_language_in_a_folder_is_told_from_others_of_its_script() -> None:
    assert detect_language(POLISH) == "pl"
    assert detect_language("Russian forces shelled Nikopol on Monday, the governor said.") == "en"
    assert detect_language("Війська обстріляли Нікополь") == "uk"


def test_without_its_folder_it_is_none_that_we_know() -> None:
    assert detect_language(POLISH) == "en"


@pytest.mark.usefixtures("polish")
def test_a_language_in_a_folder_is_read_by_every_stage() -> None:
    document = geomap.Document(id="pl", text=POLISH, published=Days(date(2023, 5, 17), date(2023, 5, 17)))
    found = analyse(document, geomap.open_gazetteer())
    told = {
        claim.reading.resolution.mention.toponym: (claim.event.action, claim.claimant, claim.when.days)
        for claim in found.claims
    }
    monday = Days(date(2023, 5, 15), date(2023, 5, 15))
    assert told == dict.fromkeys(("Nikopol", "Marhanets"), ("struck", "gubernator", monday))
