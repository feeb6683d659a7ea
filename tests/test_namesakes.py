# ruff: noqa: E501
"""Of several places of one name it is the one that the words beside it tell: a front, a unit, a city."""

from __future__ import annotations

import pytest

from geomap.documents import Document
from geomap.gazetteer import Gazetteer, open_gazetteer
from geomap.mentions import find_mentions
from geomap.places import resolve
from geomap.text import read_text


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    return open_gazetteer()


CASES = [
    # sentence, name as written, first-level unit
    ("Ворог обстріляв Нью-Йорк і Торецьк.", "Нью-Йорк", "Donetsk Oblast"),
    ("Окупанти просунулися в Нью-Йорку, звідки до Торецька п'ять кілометрів.", "Нью-Йорку", "Donetsk Oblast"),
    ("Рада Безпеки зібралася в Нью-Йорку через удар по Торецьку.", "Нью-Йорку", "New York"),
    ("Президент вилетів до Нью-Йорка на Генасамблею.", "Нью-Йорка", "New York"),
    ("Отражены атаки у Стельмаховки и Макеевки ЛНР.", "Макеевки", "Luhansk Oblast"),
    ("Отражены атаки у Макеевки ДНР.", "Макеевки", "Donetsk Oblast"),
    ("Поражены склады возле Вознесенска Николаевской области, Славянска, Гуляйполя.", "Гуляйполя", "Zaporizhzhia Oblast"),
    ("They fired around Malaya Tokmachka and Kamenskoye, Zaporozhye Region, and in Sadovoye, Kherson Region.", "Malaya Tokmachka", "Zaporizhzhia Oblast"),
    ("They fired around Malaya Tokmachka and Kamenskoye, Zaporozhye Region, and in Sadovoye, Kherson Region.", "Sadovoye", "Kherson Oblast"),
    ("В Киевском районе Донецка ранены двое.", "Киевском районе", "Donetsk Oblast"),
    ("У Київському районі Харкова впав дрон.", "Київському районі", "Kharkiv Oblast"),
    ("40 дронов сбиты над Курской, восемь над Белгородской, по одному над Брянской областью и Крымом.", "Курской", None),
    ("Освобождены Цегельное и Вильча Харьковской области.", "Вильча", "Kharkiv Oblast"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "name", "unit"), CASES)
def test_the_words_beside_a_name_tell_which_place_it_is(
    world: Gazetteer, sentence: str, name: str, unit: str | None
) -> None:
    text = read_text(Document(id="t", text=sentence))
    answers = resolve(text, find_mentions(text, world), world)
    found = next(answer.chosen for answer in answers if answer.mention.toponym == name)
    assert found is not None
    assert found.entry.admin1 == unit
    assert unit or found.entry.name == "Kursk Oblast"


def test_a_quarter_of_a_city_is_no_town_of_its_size(world: Gazetteer) -> None:
    quarter = next(c.entry for c in world.candidates("Obolon") if c.entry.feature_code == "PPLX")
    assert quarter.admin1 == "Kyiv"
    assert quarter.population < 20_000
    assert world.candidates("Oleksiivka")[0].entry.population < 20_000
    # Irpin and Makiivka lie beside cities, and are towns.
    for name in ("Irpin", "Makiivka"):
        assert world.candidates(name)[0].entry.feature_code != "PPLX"


def test_no_city_has_a_byname_that_many_villages_bear(world: Gazetteer) -> None:
    assert "Donetsk" not in {c.entry.name for c in world.candidates("Олександрівка")}
    assert world.candidates("Юзівка")[0].entry.name == "Donetsk"
