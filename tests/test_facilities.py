"""Objects that strikes name: found by the noun beside their name, and nothing else is taken for one."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from geomap.documents import Document
from geomap.gazetteer import Gazetteer, open_gazetteer
from geomap.language import TableError
from geomap.language.classes import read_facilities
from geomap.mentions import find_mentions
from geomap.pipeline import analyse
from geomap.text import read_text

TABLE = Path(__file__).parent.parent / "gazetteer" / "tables" / "facilities.csv"
QUIET = {
    "en": " Nobody slept that night. It rained until dawn.",
    "uk": " Тієї ночі ніхто не спав. До ранку йшов дощ.",
    "ru": " Той ночью никто не спал. До утра шёл дождь.",
}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def objects_of(sentence: str, language: str, gazetteer: Gazetteer) -> list[str]:
    """Return the names of the objects that are the place of an event."""
    document = Document(id="t", text=sentence + QUIET[language], language=language)
    return [
        reading.resolution.chosen.entry.name
        for reading in analyse(document, gazetteer).readings
        if reading.resolution.chosen is not None and reading.role == "event_location"
    ]


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("en", "Drones hit the Morozovsk military airfield.", ["Morozovsk airfield"]),
        (
            "en",
            "Missiles struck the Dzhankoi and Belbek air bases.",
            ["Dzhankoi airfield", "Belbek airfield"],
        ),
        ("en", "A fire broke out at the Slavyansk oil refinery.", ["Slavyansk refinery"]),
        ("en", "The Trypillia thermal power plant was destroyed.", ["Trypillia TPP"]),
        ("en", "Two shells hit the port of Berdiansk.", ["Berdiansk port"]),
        ("uk", "Уражено аеродром «Бельбек».", ["Belbek airfield"]),
        ("uk", "Ракета влучила в Бурштинську теплову електростанцію.", ["Burshtyn TPP"]),
        ("uk", "Окупанти обстріляли мікрорайон Північна Салтівка.", ["Northern Saltivka district"]),
        ("uk", "Вибухи пролунали на Саратовському нафтопереробному заводі.", ["Saratov refinery"]),
        ("ru", "Пожар начался на Туапсинском НПЗ.", ["Tuapse refinery"]),
        ("ru", "Российские войска высадились на острове Большой Потёмкин.", ["Velykyi Potomkin island"]),
        ("ru", "Взрывы прогремели на аэродроме Энгельс-2.", ["Engels-2 airfield"]),
    ],
)
def test_an_object_is_known_by_the_noun_beside_its_name(
    language: str, sentence: str, expected: list[str], gazetteer: Gazetteer
) -> None:
    assert objects_of(sentence, language, gazetteer) == expected


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("en", "In Nikopol, drones hit a school.", ["Nikopol"]),  # no "Nikopol drones"
        ("en", "Shells fell on Morozovsk.", ["Morozovsk"]),
        ("uk", "У Чугуївському районі снаряди влучили в школу.", ["Chuhuiv Raion"]),
        ("uk", "Снаряди впали на Бурштин.", ["Burshtyn"]),
        ("ru", "Снаряды упали на Саратов.", ["Saratov"]),
    ],
)
def test_a_town_without_such_a_noun_is_the_town(
    language: str, sentence: str, expected: list[str], gazetteer: Gazetteer
) -> None:
    assert objects_of(sentence, language, gazetteer) == expected


def test_what_only_holds_an_object_is_no_second_mark(gazetteer: Gazetteer) -> None:
    sentence = "Drones hit the Ilsky and Afipsky refineries in Krasnodar Krai."
    assert objects_of(sentence, "en", gazetteer) == ["Ilsky refinery", "Afipsky refinery"]
    district = objects_of("Обстріляно Індустріальний район Харкова.", "uk", gazetteer)
    assert district == ["Industrialnyi district"]
    sentence = "The Motor Sich plant in Zaporizhzhia was hit by two missiles."
    assert objects_of(sentence, "en", gazetteer) == ["Motor Sich plant", "Zaporizhzhia"]


@pytest.mark.parametrize(("town", "expected"), [("Невинномиську", "Nevinnomyssk"), ("Черкасах", "Cherkasy")])
def test_of_objects_called_alike_the_one_in_the_town_is_meant(
    town: str, expected: str, gazetteer: Gazetteer
) -> None:
    named = objects_of(f"Завод «Азот» у {town} горить.", "uk", gazetteer)
    assert named[0] == f"{expected} Azot plant" or named[0].startswith(expected)


def test_a_district_is_that_of_the_city_in_the_text(gazetteer: Gazetteer) -> None:
    def cities(text: str) -> set[str | None]:
        found = find_mentions(read_text(Document(id="t", text=text, language="uk")), gazetteer)
        return {c.entry.admin1 for m in found if m.stated_type == "facility" for c in m.candidates}

    assert cities("У Харкові обстріляно Індустріальний район.") == {"Kharkiv Oblast"}
    assert cities("У Дніпрі обстріляно Індустріальний район.") <= {"Dnipropetrovsk Oblast"}


def test_for_an_unknown_object_its_town_stands_and_says_so(gazetteer: Gazetteer) -> None:
    document = Document(id="t", text="Горит Урюпинская нефтебаза." + QUIET["ru"], language="ru")
    resolution = analyse(document, gazetteer).readings[0].resolution
    assert resolution.chosen is not None
    assert resolution.chosen.entry.name == "Uryupinsk"
    assert resolution.certainty != "certain"
    assert "the object itself is not known" in resolution.reason


def test_the_shipped_gazetteer_knows_every_row_of_the_table(gazetteer: Gazetteer) -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert len(table) > 1000
    lost = [
        row["id"]
        for row in table
        for spoken in ("en", "uk", "ru")
        for name in row[spoken].split("|")[:1]
        if f"geomap:{row['id']}" not in {c.entry.id for c in gazetteer.candidates(name)}
    ]
    assert not lost


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("port\tport\tcity", "2: 'city' is no fallback"),
        ("port\t\ttown", "2: 'port' has no head; give"),
        ("port\tport\nport\tport", "3: 'port' stands here twice"),
    ],
)
def test_a_faulty_table_of_nouns_says_where_and_what(tmp_path: Path, row: str, message: str) -> None:
    path = tmp_path / "facilities.tsv"
    path.write_text(f"noun\theads\tfallback\tfiled\n{row}\n", encoding="utf-8")
    with pytest.raises(TableError, match=message):
        read_facilities(path)


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("en", "Drones hit the Lukoil refinery in Kstovo.", ["Nizhny Novgorod refinery"]),
        ("en", "A fire broke out at the oil depot in the city of Engels.", ["Kristall oil depot"]),
        ("uk", "Уражено нафтопереробний завод у Туапсе.", ["Tuapse refinery"]),
        ("ru", "Горит НПЗ в Сызрани.", ["Syzran refinery"]),
        ("uk", "Горить нафтобаза у Гвардійському.", ["Hvardiiske oil depot"]),
        ("en", "Drones hit a school near the refinery in Kstovo.", ["Kstovo"]),
        ("uk", "Пожежа неподалік нафтобази в Енгельсі.", ["Engels"]),
        ("en", "A plant in Syzran burned.", ["Syzran"]),
    ],
)
def test_a_noun_in_a_town_is_the_one_object_of_its_kind_there(
    language: str, sentence: str, expected: list[str], gazetteer: Gazetteer
) -> None:
    assert objects_of(sentence, language, gazetteer) == expected


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("ru", "Атакованы Рязанский и Саратовский НПЗ.", ["Ryazan refinery", "Saratov refinery"]),
        ("uk", "Уражено Саратовський та Волгоградський НПЗ.", ["Saratov refinery", "Volgograd refinery"]),
        ("uk", "Пошкоджено Печенізьку дамбу на Харківщині.", ["Pechenihy dam"]),
        ("uk", "Російські війська зайшли на Авдіївський коксохім.", ["Avdiivka coke plant"]),
        ("en", "Drones hit the Astrakhan gas processing plant.", ["Astrakhan gas processing plant"]),
        ("uk", "Бійці ГУР висадилися на косі Тендра.", ["Tendra Spit"]),
        ("uk", "Ворог захопив шахту «Південнодонбаська №3».", ["Pivdennodonbaska mine No. 3, Vuhledar"]),
        ("ru", "Взяли шахту «Южнодонбасская-1».", ["Pivdennodonbaska mine No. 1, Vuhledar"]),
        ("ru", "Обстрелян канал Днепр — Донбасс.", ["Dnipro–Donbas canal"]),
        ("en", "Drones hit the Dnipro–Donbas canal.", ["Dnipro–Donbas canal"]),
        ("uk", "Бої тривають від Сіверського Дінця до Донбасу.", ["Donbas"]),
        (
            "ru",
            "Удары наносились по Купянскому и Изюмскому районам Харьковской области.",
            ["Kupiansk Raion", "Izium Raion"],
        ),
    ],
)
def test_objects_of_lists_and_with_numbers_or_two_ends(
    language: str, sentence: str, expected: list[str], gazetteer: Gazetteer
) -> None:
    assert objects_of(sentence, language, gazetteer) == expected
