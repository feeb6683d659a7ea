"""Names that are ordinary adjectives: a deed shows the place, a noun after it the thing."""

from __future__ import annotations

import pytest

from geomap.documents import Document
from geomap.gazetteer import Gazetteer, open_gazetteer
from geomap.mentions import find_mentions
from geomap.text import read_text


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    return open_gazetteer()


PLACES = [
    ("uk", "Окупанти захопили Степове.", "Степове"),
    ("uk", "Сили оборони звільнили Благодатне, кажуть у штабі.", "Благодатне"),
    ("ru", "ВС РФ освободили Песчаное.", "Песчаное"),
    ("ru", "Наступающие заняли Весёлое на прошлой неделе.", "Весёлое"),
    ("ru", "Войсками группировки взято под контроль Новотроицкое.", "Новотроицкое"),
    ("ru", "После боя Красное взято в понедельник.", "Красное"),
]
THINGS = [
    ("uk", "Учора захопили Народну раду активісти.", "Народну"),
    ("ru", "Боевики захватили Народное собрание.", "Народное"),
    ("ru", "Артиллерия обстреляла Восточный вокзал.", "Восточный"),
    ("ru", "Они взяли Первое место на конкурсе.", "Они"),
    ("ru", "Авиация накрыла Южную группировку.", "Южную"),
]


def _places(language: str, sentence: str, world: Gazetteer) -> set[str]:
    text = read_text(Document(id="t", text=sentence, language=language))
    return {mention.toponym for mention in find_mentions(text, world) if mention.kind == "name"}


@pytest.mark.parametrize(("language", "sentence", "name"), PLACES)
def test_what_a_deed_is_done_to_is_a_place(world: Gazetteer, language: str, sentence: str, name: str) -> None:
    assert name in _places(language, sentence, world)


@pytest.mark.parametrize(("language", "sentence", "word"), THINGS)
def test_the_adjective_of_a_thing_is_none(world: Gazetteer, language: str, sentence: str, word: str) -> None:
    assert word not in _places(language, sentence, world)
