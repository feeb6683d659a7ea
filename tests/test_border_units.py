"""The districts of Russia by the border: known in three languages, and binding what is named in them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import shapely

from geomap.areas import area_of
from geomap.documents import Document
from geomap.gazetteer import Entry, Gazetteer, open_gazetteer
from geomap.mentions import find_mentions
from geomap.places import Resolution, resolve
from geomap.text import read_text

TABLE = Path(__file__).parent.parent / "gazetteer" / "tables" / "border_units.csv"


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    return open_gazetteer()


def resolved(body: str, world: Gazetteer) -> list[Resolution]:
    text = read_text(Document(id="x", text=body))
    return list(resolve(text, find_mentions(text, world), world))


def place(body: str, toponym: str, world: Gazetteer) -> Entry | None:
    """Return the place of the first mention that begins so."""
    for answer in resolved(body, world):
        if answer.mention.toponym.startswith(toponym):
            return answer.chosen.entry if answer.chosen else None
    return None


def test_every_district_is_known_and_lies_in_its_oblast(world: Gazetteer) -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    assert len(listed) == len({row["id"] for row in listed})
    count = {unit: sum(row["unit"] == unit for row in listed) for unit in ("RU.BEL", "RU.KRS", "RU.BRY")}
    assert count == {"RU.BEL": 21, "RU.KRS": 28, "RU.BRY": 27}, "all of them"
    genitive = {"RU.KDA": ("Краснодарского", "края"), "RU.BEL": ("Белгородской", "области")}
    genitive |= {"RU.KRS": ("Курской", "области"), "RU.BRY": ("Брянской", "области")}
    genitive |= {"RU.VOR": ("Воронежской", "области"), "RU.ROS": ("Ростовской", "области")}
    genitive |= {"RU.SMO": ("Смоленской", "области")}
    for row in listed:
        found = world.candidates(f"{row['ru']} район {' '.join(genitive[row['unit']])}")
        assert found, row
        district = found[0].entry
        assert (district.feature_code, district.precision) == ("ADM2", "area"), row
        assert district.radius_km == float(row["radius_km"])
        if row["common"] != "yes":
            for name in (f"{row['ru']} район", f"{row['uk']} район", row["name"]):
                ids = [c.entry.id for c in world.candidates(name)]
                assert ids.count(district.id) == 1, (name, ids)
        oblast = world.entry(district.path[1])
        assert oblast is not None
        area = area_of(oblast, 0.0)
        assert area is not None
        assert area.geometry.buffer(0.05).covers(shapely.Point(district.point)), row


def test_no_district_is_there_twice(world: Gazetteer) -> None:
    for name in ("Кореневский район", "Белгородский район", "Севский район", "Почепский район"):
        assert len([c for c in world.candidates(name) if c.entry.country == "RU"]) == 1, name


@pytest.mark.parametrize(
    ("body", "toponym", "name"),
    [
        ("В Грайворонском округе сбит беспилотник.", "Грайворонском", "Grayvoron District"),
        ("В Грайворонском и Шебекинском округах сбиты дроны.", "Грайворонском", "Grayvoron District"),
        ("В Шебекинском городском округе ранен мужчина.", "Шебекинском", "Shebekino District"),
        ("Удар пришёлся по Шебекинскому округу.", "Шебекинскому", "Shebekino District"),
        ("У Суджанському районі тривають бої.", "Суджанському", "Sudzha District"),
        ("У Грайворонському міському окрузі вибухи.", "Грайворонському", "Grayvoron District"),
        ("Troops left the Glushkovsky district.", "Glushkovsky", "Glushkovo District"),
        ("A drone hit Shebekino urban okrug.", "Shebekino", "Shebekino District"),
        ("They advanced in Korenevsky and Glushkovsky districts.", "Korenevsky", "Korenevo District"),
        ("В Борисовском районе Белгородской области взрыв.", "Борисовском", "Borisovka District"),
        ("В Октябрьском районе Курской области взрыв.", "Октябрьском", "Oktyabrskoye District, Kursk Oblast"),
    ],
)
def test_districts_are_told_by_their_adjectives(body: str, toponym: str, name: str, world: Gazetteer) -> None:
    found = place(body, toponym, world)
    assert found is not None
    assert (found.name, found.country) == (name, "RU")


@pytest.mark.parametrize(
    ("body", "toponym", "country"),
    [
        ("В Славянском районе обстреляли село.", "Славянском", "UA"),
        ("У Кам'янському районі Дніпропетровської області вибух.", "Кам'янському", "UA"),
        ("В Борисовском районе Минской области пожар.", "Борисовском", "BY"),
    ],
)
def test_what_is_called_so_elsewhere_stays_there(
    body: str, toponym: str, country: str, world: Gazetteer
) -> None:
    found = place(body, toponym, world)
    assert found is None or found.country == country


@pytest.mark.parametrize(
    ("body", "toponym", "oblast"),
    [
        ("В Краснояружском районе над Вязовым сбит дрон.", "Вязовым", "Belgorod Oblast"),
        ("В посёлке Октябрьский Белгородского района горит дом.", "Октябрьский", "Belgorod Oblast"),
        ("В Краснояружском районе – сёла Илек-Пеньковка и Вязовое.", "Вязовое", "Belgorod Oblast"),
        ("В Шебекинском округе под обстрел попало село Петровка.", "Петровка", "Belgorod Oblast"),
        ("У Суджанському районі біля села Калинівка бої.", "Калинівка", "Kursk Oblast"),
        ("In the Glushkovsky district a drone hit the village of Ivanivka.", "Ivanivka", "Kursk Oblast"),
    ],
)
def test_a_village_lies_in_the_district_that_opens_the_clause(
    body: str, toponym: str, oblast: str, world: Gazetteer
) -> None:
    found = place(body, toponym, world)
    assert found is None or (found.country, found.admin1) == ("RU", oblast)


@pytest.mark.parametrize(
    ("body", "toponym", "oblast"),
    [
        ("Из Суджанского района обстреляли Юнаковку.", "Юнаковку", "Sumy Oblast"),
        ("У Суджанському районі бої, а в Юнаківці загинули двоє.", "Юнаківці", "Sumy Oblast"),
        ("In the Shebekinsky district, and in Vovchansk too, shells fell.", "Vovchansk", "Kharkiv Oblast"),
        ("В Суджанском районе ударили по колонне из Юнаковки.", "Юнаковки", "Sumy Oblast"),
        ("A house in Kirovsky district in Yenakiieve burnt.", "Yenakiieve", "Donetsk Oblast"),
        ("Kherson (Dnipro district of the city)", "Kherson", "Kherson Oblast"),
    ],
)
def test_a_village_elsewhere_by_the_words_stays_there(
    body: str, toponym: str, oblast: str, world: Gazetteer
) -> None:
    found = place(body, toponym, world)
    assert found is not None
    assert found.admin1 == oblast


def test_a_unit_binds_to_the_oblast_behind_it_or_is_none(world: Gazetteer) -> None:
    found = place("В Купянском районе Белгородской области взрыв.", "Купянском", world)
    assert found is None or found.admin1 == "Belgorod Oblast"
    found = place("В Сумском районе и в Белгородской области взрывы.", "Сумском", world)
    assert found is not None
    assert found.admin1 == "Sumy Oblast"


def test_a_country_beside_its_part_and_a_neighbouring_oblast_bind(world: Gazetteer) -> None:
    found = place("A ship was hit at Ochamchire in Georgia's breakaway Abkhazia.", "Ochamchire", world)
    assert found is not None
    assert found.country == "GE"
    found = place("A drone hit Novopavlivka in the neighboring Dnipropetrovsk region.", "Novopavlivka", world)
    assert found is not None
    assert found.admin1 == "Dnipropetrovsk Oblast"
    found = place(
        "Sumy sleeps. In the neighbouring Chernihiv region shells hit Mykolaivka.", "Mykolaivka", world
    )
    assert found is not None
    assert found.admin1 == "Chernihiv Oblast"
    found = place("Shells fell on Sumy and in neighbouring Kharkiv region.", "Sumy", world)
    assert found is not None
    assert found.admin1 == "Sumy Oblast"


def test_directions_named_in_one_breath_hold_the_villages_of_each(world: Gazetteer) -> None:
    body = "На Запорізькому та Херсонському напрямках ворог обстріляв Малу Токмачку і Качкарівку."
    found = place(body, "Малу Токмачку", world)
    assert found is not None
    assert (found.name, found.admin1) == ("Mala Tokmachka", "Zaporizhzhia Oblast")
    alone = place("На Херсонському напрямку обстріл. Були бої у Малій Токмачці.", "Малій Токмачці", world)
    assert alone is None or alone.name != "Kherson"


def test_a_city_is_meant_before_a_village_called_so(world: Gazetteer) -> None:
    body = "У Харківській області обстріли. У Вовчанську поранено людей. Чоловіка затримали в Полтаві."
    found = place(body, "Полтаві", world)
    assert found is not None
    assert found.admin1 == "Poltava Oblast"
    found = place("Чоловіка затримали в селі Полтава Харківської області.", "Полтава", world)
    assert found is None or found.admin1 == "Kharkiv Oblast"


def test_a_city_after_a_comma_holds_no_town(world: Gazetteer) -> None:
    found = place("Российская армия штурмует Авдеевку, Киев просит снарядов.", "Авдеевку", world)
    assert found is not None
    assert found.admin1 == "Donetsk Oblast"
