"""Places worked out from others: offsets, gaps, roads, outskirts and coordinates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.documents import Document
from geomap.gazetteer import Gazetteer, LonLat, open_gazetteer
from geomap.pipeline import analyse
from geomap.places.distance import geodesic_km, moved
from geomap.places.grids import REFERENCE, point_of
from geomap.roles import Reading

QUIET = {
    "en": " Nobody slept that night. It rained until dawn.",
    "uk": " Тієї ночі ніхто не спав. До ранку йшов дощ.",
    "ru": " Той ночью никто не спал. До утра шёл дождь.",
}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def readings_of(sentence: str, language: str, gazetteer: Gazetteer) -> dict[str, Reading]:
    document = Document(id="t", text=sentence + QUIET[language], language=language)
    return {
        reading.resolution.chosen.entry.name: reading
        for reading in analyse(document, gazetteer).readings
        if reading.resolution.chosen is not None
    }


@pytest.mark.parametrize(
    ("language", "sentence", "place", "origin"),
    [
        ("en", "Shells fell five kilometres north of Kreminna.", "5 km north of Kreminna", "Kreminna"),
        ("en", "Shells fell some 15 miles east of Izium.", "24.1 km east of Izium", "Izium"),
        (
            "uk",
            "Бої тривають за 5 км на північний захід від Вугледара.",
            "5 km north-west of Vuhledar",
            "Vuhledar",
        ),
        (
            "uk",
            "За дванадцять кілометрів від Гуляйполя підірвано міст.",
            "12 km from Huliaipole",
            "Huliaipole",
        ),
        (
            "ru",
            "Холм в 7 км юго-западнее Угледара заняли без боя.",
            "7 km south-west of Vuhledar",
            "Vuhledar",
        ),
        ("ru", "В двадцати пяти километрах от Курска дрон сбил вертолёт.", "25 km from Kursk", "Kursk"),
        (
            "en",
            "Shells fell between Dvorichna and Masiutivka.",
            "between Dvorichna and Masiutivka",
            "Masiutivka",
        ),
        (
            "uk",
            "Дрон ударив по авто на трасі Покровськ – Костянтинівка.",
            "the Pokrovsk–Kostiantynivka line",
            "Pokrovsk",
        ),
        (
            "en",
            "Fighting went on along the Kupiansk-Svatove-Kreminna line.",
            "the Kupiansk–Svatove–Kreminna line",
            "Svatove",
        ),
    ],
)
def test_a_described_place_is_worked_out_and_its_origin_is_no_mark(
    language: str, sentence: str, place: str, origin: str, gazetteer: Gazetteer
) -> None:
    readings = readings_of(sentence, language, gazetteer)
    assert readings[place].role == "event_location"
    assert readings[origin].role == "location_other"
    chosen = readings[place].resolution.chosen
    assert chosen is not None
    assert chosen.entry.derived is not None
    assert chosen.entry.precision == "near"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Lyman lies 20 km north of Sloviansk."),
        ("en", "He lives 5 km from Poltava and works in a bank."),
        ("en", "Shells fell near Synkivka, 9 km northeast of Kupiansk."),
        ("en", "Infantry advanced near Mala Tokmachka (9km southeast of Orikhiv)."),
        ("uk", "Автобус їде 40 км до Полтави."),
        ("ru", "Между Полтавой и Харьковом ходит поезд."),
    ],
)
def test_a_remark_on_distances_is_no_event(language: str, sentence: str, gazetteer: Gazetteer) -> None:
    readings = readings_of(sentence, language, gazetteer)
    assert not [r for r in readings.values() if r.resolution.chosen and r.resolution.chosen.entry.derived]


def test_a_line_over_three_towns_is_one_place_that_holds_them(gazetteer: Gazetteer) -> None:
    readings = readings_of("Shells hit the Izium-Lyman-Siversk road.", "en", gazetteer)
    found = {name: one.resolution.chosen.entry for name, one in readings.items() if one.resolution.chosen}
    line = found.pop("the Izium–Lyman–Siversk line")
    assert line.derived is not None
    assert line.derived.origins == tuple(town.id for town in found.values())
    assert all(geodesic_km(line.point, town.point) <= line.radius_km + 0.1 for town in found.values())
    # They share their country and no oblast.
    assert (line.country, line.admin1, len(line.path)) == ("UA", None, 1)


def test_the_edge_of_a_town_stays_a_mark_of_the_town(gazetteer: Gazetteer) -> None:
    readings = readings_of("Fighting went on at the northern outskirts of Toretsk.", "en", gazetteer)
    told = readings["north outskirts of Toretsk"]
    assert told.role == "event_location"
    assert told.resolution.mention.toponym == "Toretsk"


@pytest.mark.parametrize(
    ("written", "lat", "lon"),
    [
        ("48.5931, 38.0007", 48.5931, 38.0007),
        ("48°35'12\"N 38°00'03\"E", 48.58667, 38.00083),
        ("48,59 с. ш. 38,01 в. д.", 48.59, 38.01),
        ("37U DP 26244 82386", 48.59, 38.0),
        ("48°35′24″ пн. ш. 38°00′36″ сх. д.", 48.59, 38.01),
        ("48°35'24\" с.ш. 38°00'36\" в.д.", 48.59, 38.01),
        ("48°35.4' пн.ш., 38°00.6' сх.д.", 48.59, 38.01),
        ("N48 35.400 E38 00.600", 48.59, 38.01),
        ("N48.590 E38.010", 48.59, 38.01),
    ],
)
def test_coordinates_are_a_point_that_says_more_of_the_place(
    written: str, lat: float, lon: float, gazetteer: Gazetteer
) -> None:
    document = Document(
        id="t", text=f"Shells hit Bakhmut ({written}) on Monday." + QUIET["en"], language="en"
    )
    found = [r for r in analyse(document, gazetteer).readings if r.resolution.mention.toponym == written]
    assert [r.role for r in found] == ["event_location"]
    chosen = found[0].resolution.chosen
    assert chosen is not None
    assert geodesic_km(chosen.entry.point, LonLat(lon, lat)) < 1.0
    assert chosen.entry.country == "UA"


@pytest.mark.parametrize(
    "text", ["Harriers beat Foxes 48.5 to 38.0.", "It rose 99.1234, 200.5678 points.", "Open 9-17."]
)
def test_other_numbers_are_no_coordinates(text: str, gazetteer: Gazetteer) -> None:
    document = Document(id="t", text=f"Shells hit Bakhmut. {text}" + QUIET["en"], language="en")
    assert not [
        r
        for r in analyse(document, gazetteer).readings
        if r.resolution.chosen and r.resolution.chosen.entry.derived
    ]


def test_a_stretch_of_front_is_no_point_in_its_town(gazetteer: Gazetteer) -> None:
    chosen = readings_of("Бої тривають на Лиманському напрямку.", "uk", gazetteer)[
        "Lyman direction"
    ].resolution.chosen
    assert chosen is not None
    assert (chosen.entry.precision, chosen.entry.radius_km) == ("sector", 25.0)


@given(st.floats(-179.0, 179.0), st.floats(-80.0, 80.0), st.floats(0.1, 100.0), st.floats(0.0, 359.9))
def test_a_point_is_moved_by_the_distance_told(lon: float, lat: float, km: float, bearing: float) -> None:
    start = LonLat(lon, lat)
    assert geodesic_km(start, moved(start, km, bearing)) == pytest.approx(km, abs=0.01)


@given(st.integers(31, 40), st.sampled_from("STUV"), st.integers(0, 99_999), st.integers(0, 99_999))
def test_a_grid_reference_lies_in_its_zone_and_band(zone: int, band: str, east: int, north: int) -> None:
    column = ("STUVWXYZ", "ABCDEFGH", "JKLMNPQR")[zone % 3][3]
    match = REFERENCE.search(f"{zone}{band} {column}L {east:05} {north:05}")
    assert match is not None
    told = point_of(match)
    assert told is not None
    assert abs(told[0].lon - (6 * zone - 183)) < 5.0
    assert told[1] == 0.001


@pytest.mark.parametrize(
    ("language", "text", "action"),
    [
        (
            "en",
            "Ukrainian drones struck an ammunition depot at 47.9412, 37.5010, the brigade said.",
            "struck",
        ),
        ("uk", "Удар завдано по точці 48.2820, 37.1750.", "struck"),
        ("ru", "Цель поражена в квадрате 37U CQ 5120 3310.", "struck"),
        ("ru", "Уничтожена гаубица по координатам 48,0312 37,7521.", "struck"),
        ("en", "The museum stands at 47.9412, 37.5010.", None),
        ("en", "The index 48.50, 37.20 rose on Tuesday.", None),
        ("en", "The price moved from 48.1234, 37.1234 to nothing.", None),
    ],
)
def test_coordinates_alone_are_the_place_of_an_event(
    language: str, text: str, action: str | None, gazetteer: Gazetteer
) -> None:
    document = Document(id="t", text=text + QUIET[language], language=language)
    events = [r.event.action for r in analyse(document, gazetteer).readings if r.event]
    assert events == ([action] if action else [])


@pytest.mark.parametrize(
    ("language", "text", "described"),
    [
        ("en", "A depot was hit 8 km south-east of Lyman on Tuesday.", "8 km south-east of Lyman"),
        ("en", "A drone hit a tanker 40 nautical miles off Constanta.", "74.1 km from Constanţa"),
        ("en", "Fighting took place 3 miles outside Orikhiv.", "4.8 km from Orikhiv"),
        ("ru", "Танк уничтожен в 3-х км от Дроновки.", "3 km from Dronivka"),
        ("en", "Three died outside Orikhiv.", "Orikhiv"),
    ],
)
def test_distances_at_sea_and_from_towns_with_namesakes(
    language: str, text: str, described: str, gazetteer: Gazetteer
) -> None:
    document = Document(id="t", text=text + QUIET[language], language=language)
    read = [r for r in analyse(document, gazetteer).readings if r.event]
    assert [r.resolution.chosen.entry.name for r in read if r.resolution.chosen] == [described]


@pytest.mark.parametrize(
    ("language", "body", "event", "ends"),
    [
        ("en", "A drone hit a bus on the road from Kostiantynivka to Druzhkivka.", 1, 2),
        ("uk", "Дрон ударив по автобусу на дорозі з Костянтинівки до Дружківки.", 1, 2),
        ("ru", "Дрон ударил по автобусу на дороге из Шебекино в Белгород.", 1, 2),
        ("uk", "Дорогу з Ізюма до Балаклії обстріляли.", 1, 2),
        # What another clause tells did not happen on the way, and a move has two ends.
        ("en", "The road from Izium to Kharkiv was closed, and a shell hit Balakliia.", 0, 2),
        ("en", "Troops drove from Kostiantynivka to Druzhkivka.", 0, 0),
    ],
)
def test_a_way_from_one_place_to_another_is_a_stretch_between_them(
    language: str, body: str, event: int, ends: int
) -> None:
    analysis = analyse(Document(id="x", text=body, language=language), open_gazetteer())
    ways = [c for c in analysis.claims if (entry := c.reading.resolution.chosen) and entry.entry.derived]
    assert len(ways) == event
    roles = [r.role for r in analysis.readings if r.resolution.mention.toponym[:1].isupper()]
    assert roles.count("location_other") >= ends
