from __future__ import annotations

from datetime import date

import pytest

from geomap.documents import Document
from geomap.gazetteer import Gazetteer, LonLat, open_gazetteer
from geomap.language import LANGUAGES
from geomap.mentions import find_mentions
from geomap.places import Resolution, resolve
from geomap.places.bearings import bearing_of
from geomap.places.distance import geodesic_km, haversine_km
from geomap.places.fronts import front_on, km_to_line
from geomap.places.outlets import home_of
from geomap.spans import Days
from geomap.text import read_text


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    return open_gazetteer()


def resolved(
    body: str, world: Gazetteer, day: str | None = None, url: str | None = None, language: str | None = None
) -> list[Resolution]:
    published = Days.one(date.fromisoformat(day)) if day else None
    text = read_text(Document(id="x", text=body, published=published, url=url, language=language))
    return list(resolve(text, find_mentions(text, world), world))


def where(resolutions: list[Resolution], toponym: str) -> tuple[str | None, str | None]:
    chosen = next(r.chosen for r in resolutions if r.mention.toponym == toponym)
    assert chosen is not None
    return chosen.entry.country, chosen.entry.admin1


def test_a_stated_oblast_decides_between_villages_of_one_name(world: Gazetteer) -> None:
    for oblast in ("Kharkiv", "Kherson", "Zaporizhzhia"):
        answers = resolved(f"A shell hit Novopetrivka, {oblast} Oblast, at noon.", world)
        if answers[0].chosen is not None:
            assert where(answers, "Novopetrivka") == ("UA", f"{oblast} Oblast")


def test_neighbours_named_in_the_text_decide_between_namesakes(world: Gazetteer) -> None:
    answers = resolved("They left Kramatorsk, passed Sloviansk and took Lyman by noon.", world)
    assert where(answers, "Lyman") == ("UA", "Donetsk Oblast")
    answers = resolved("The roads from Balakliia and Chuhuiv meet near Lyman.", world)
    assert where(answers, "Lyman")[0] == "UA"


def test_a_state_after_a_comma_decides_and_holds_for_later_mentions(world: Gazetteer) -> None:
    answers = resolved("A fire broke out in Paris, Texas. By night Paris was quiet.", world)
    assert [r.chosen.entry.admin1 for r in answers if r.chosen and r.mention.toponym == "Paris"] == [
        "Texas",
        "Texas",
    ]


def test_two_places_of_one_name_keep_the_units_said_beside_each(world: Gazetteer) -> None:
    answers = resolved("She left Springfield, Missouri, for Springfield, Massachusetts.", world)
    assert [r.chosen.entry.admin1 for r in answers if r.chosen and r.mention.toponym == "Springfield"] == [
        "Missouri",
        "Massachusetts",
    ]


def test_countries_in_a_list_are_countries(world: Gazetteer) -> None:
    answers = resolved("Envoys of Croatia, Morocco, Mexico, Italy and the US signed.", world)
    assert [r.chosen.entry.feature_code[:3] for r in answers if r.chosen] == ["PCL"] * 5


def test_a_region_is_an_area_and_its_bare_name_the_city(world: Gazetteer) -> None:
    answers = resolved("Kherson was shelled; so was the rest of Kherson region.", world)
    city, region = (r.chosen.entry for r in answers if r.chosen)
    assert (city.feature_class, region.feature_code) == ("P", "ADM1")
    assert region.precision == "area"


@pytest.mark.parametrize(
    ("body", "unit"),
    [
        ("A depot burned in Moscow region.", "Moscow Oblast"),
        ("A depot burned in the Kyiv region.", "Kyiv Oblast"),
        ("A depot burned in Leningrad region.", "Leningrad Oblast"),
        ("A depot burned in Sumy region.", "Sumy Oblast"),
    ],
)
def test_the_region_of_a_city_that_is_a_unit_by_itself_lies_around_it(
    body: str, unit: str, world: Gazetteer
) -> None:
    (answer,) = resolved(body, world)
    assert answer.chosen is not None
    assert answer.chosen.entry.name == unit


def test_units_of_a_list_hold_what_stands_before_them_only(world: Gazetteer) -> None:
    answers = resolved(
        "They hit Piatykhatky in the Zaporizhzhia region and Ivanivka in the Kherson region.", world
    )
    assert where(answers, "Piatykhatky") == ("UA", "Zaporizhzhia Oblast")
    assert where(answers, "Ivanivka") == ("UA", "Kherson Oblast")
    assert all(answer.chosen is not None for answer in answers)
    answers = resolved("They hit Lyman, Kramatorsk Raion, Donetsk Oblast.", world)
    assert "Donetsk Oblast" in [r.chosen.entry.name for r in answers if r.chosen]


def test_a_city_is_no_answer_where_another_oblast_is_stated(world: Gazetteer) -> None:
    (murom, _) = resolved("Guns fired on Murom in Belgorod Oblast.", world)
    assert murom.chosen is None or murom.chosen.entry.admin1 == "Belgorod Oblast"
    answers = resolved("Guns fired on Kharkiv, Sumy Oblast and Chernihiv Oblast.", world)
    assert where(answers, "Kharkiv") == ("UA", "Kharkiv Oblast")  # a list


def test_a_village_stated_to_lie_where_none_is_known_stays_unresolved(world: Gazetteer) -> None:
    answers = resolved("Guns fired on Storozhevoye in Donetsk Oblast.", world)
    village = answers[0]
    if village.ranked and all(c.entry.admin1 != "Donetsk Oblast" for c in village.ranked):
        assert village.chosen is None
        assert "Donetsk Oblast" in village.reason


def test_namesakes_without_any_context_stay_unresolved_with_a_reason(world: Gazetteer) -> None:
    (answer,) = resolved("There was a fire in Springfield.", world)
    assert answer.chosen is None
    assert "nothing in the text" in answer.reason
    assert len(answer.ranked) == 5


def test_candidates_are_ranked_and_certainty_follows_their_lead(world: Gazetteer) -> None:
    (kyiv,) = resolved("Trams run in Kyiv.", world)
    assert kyiv.chosen == kyiv.ranked[0]
    assert kyiv.certainty == "certain"
    scores = [c.score for c in kyiv.ranked]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_an_outlet_named_after_a_town_means_that_town(world: Gazetteer) -> None:
    home = home_of(Document(id="x", text="", url="http://www.theparisnews.com/story"), world, ("news", "the"))
    assert any(world.entry(i) is not None and world.entry(i).country == "US" for i in home.named)  # type: ignore[union-attr]
    assert home_of(Document(id="x", text="", url="https://www.bbc.co.uk/1"), world, ()).country == "GB"


def test_the_front_moves_with_time() -> None:
    spring = front_on(date(2022, 3, 10))
    winter = front_on(date(2023, 1, 10))
    assert spring is not None
    assert winter is not None
    assert "Kyiv Oblast" in spring.fought
    assert "Kyiv Oblast" not in winter.fought
    assert front_on(date(2010, 1, 1)) is None


def test_the_line_of_contact_runs_where_it_ran() -> None:
    robotyne, lviv, kherson = LonLat(35.83, 47.45), LonLat(24.03, 49.84), LonLat(32.61, 46.64)
    for day in (date(2023, 8, 20), None):
        front = front_on(day)
        assert front is not None
        assert km_to_line(front.lines, robotyne) < 10
        assert km_to_line(front.lines, kherson) < 15
        assert km_to_line(front.lines, lviv) > 400
    before = front_on(date(2022, 10, 1))
    assert before is not None
    assert km_to_line(before.lines, LonLat(33.5, 47.35)) < 15  # the right bank, then still fought over


@pytest.mark.parametrize(
    ("name", "day", "unit"),
    [
        ("Verbove", "2023-09-10", "Polohivskyi Raion"),  # a village by the line, not its namesakes
        ("Novopavlivka", "2025-07-01", "Synelnykove Raion"),
        ("Synelnykove", "2024-09-10", "Synelnykove Raion"),  # a town, far from the line
        ("Pryluky", "2024-12-10", "Prylutskyi Raion"),
    ],
)
def test_of_villages_the_one_by_the_line_is_meant_of_towns_the_largest(
    name: str, day: str, unit: str, world: Gazetteer
) -> None:
    (answer,) = resolved(f"A shell hit {name} at noon.", world, day)
    assert answer.chosen is not None
    assert answer.chosen.entry.admin2 == unit


def test_a_stretch_of_front_called_after_an_oblast_seat_runs_through_the_oblast(world: Gazetteer) -> None:
    body = "На Запорожском направлении заняты позиции севернее Вербового."
    answers = resolved(body, world, "2023-12-10", language="ru")
    assert where(answers, "Вербового") == ("UA", "Zaporizhzhia Oblast")
    answers = resolved(
        "На Херсонском направлении заняты позиции у Вербового.", world, "2023-12-10", language="ru"
    )
    assert where(answers, "Вербового") == ("UA", "Kherson Oblast")


def test_a_unit_that_ends_a_list_holds_all_of_it(world: Gazetteer) -> None:
    answers = resolved("Обстреляли Гончаровку и Суджу Курской области.", world)
    assert answers[0].chosen is not None  # known only elsewhere, and so somewhere in the unit
    assert (answers[0].chosen.entry.admin1, answers[0].chosen.entry.precision) == ("Kursk Oblast", "area")
    assert where(answers, "Суджу") == ("RU", "Kursk Oblast")
    answers = resolved("Обстріляно Андріївку та Лебедин Сумської області; Липці Харківської області.", world)
    assert where(answers, "Липці") == ("UA", "Kharkiv Oblast")
    assert where(answers, "Андріївку") == ("UA", "Sumy Oblast")


@pytest.mark.parametrize(
    ("body", "language", "day", "name", "unit"),
    [
        ("На Северском направлении идут бои.", "ru", "2024-12-03", "Siversk", "Donetsk Oblast"),
        ("На Торецькому напрямку гучно.", "uk", "2024-12-03", "Toretsk", "Donetsk Oblast"),
        ("На Краснолиманском направлении снег.", "ru", "2023-01-10", "Lyman", "Donetsk Oblast"),
        ("Новопавлівський напрямок: тихо.", "uk", None, "Novopavlivka", "Dnipropetrovsk Oblast"),
        ("Crews left the Kyiv axis.", "en", "2022-03-20", "Kyiv", "Kyiv"),
        ("На Придніпровському напрямку без змін.", "uk", "2025-03-20", "Kherson Oblast", None),
    ],
)
def test_a_stretch_of_front_is_the_town_there_that_it_is_named_after(
    body: str, language: str, day: str | None, name: str, unit: str | None, world: Gazetteer
) -> None:
    (answer,) = resolved(body, world, day, language=language)
    assert answer.chosen is not None
    entry = answer.chosen.entry
    assert (entry.name.removesuffix(" direction"), entry.admin1) == (name, unit)
    assert answer.certainty == "certain"
    if entry.feature_class == "P":
        assert (entry.precision, entry.radius_km) == ("sector", 25.0)


@pytest.mark.parametrize(
    ("body", "language", "toponym", "unit"),
    [
        (
            "На Олександрівському напрямку бої біля Січневого та Вербового.",
            "uk",
            "Олександр",
            "Dnipropetrovsk",
        ),
        ("На Олександрівському напрямку бої біля Черкаського та Степанівки.", "uk", "Олександр", "Donetsk"),
        ("На Миколаївському напрямку тихо, на Антонівському – бої.", "uk", "Антонівському", "Kherson"),
        ("The Siverskyi and Lymanskyi directions are quiet.", "en", "Siverskyi", "Donetsk"),
    ],
)
def test_of_many_called_so_a_front_is_named_after_that_by_its_villages(
    body: str, language: str, toponym: str, unit: str, world: Gazetteer
) -> None:
    answers = resolved(body, world, "2025-10-10", language=language)
    chosen = next(a.chosen for a in answers if a.mention.toponym.startswith(toponym))
    assert chosen is not None
    assert (chosen.entry.precision, chosen.entry.admin1) == ("sector", f"{unit} Oblast")


def test_a_village_beside_a_front_is_no_other_front(world: Gazetteer) -> None:
    answers = resolved("На Лиманському напрямку бої поблизу Торського. На Сіверському відбито атаку.", world)
    assert [a.mention.stated_type for a in answers] == ["front", None, "front"]


@pytest.mark.parametrize(
    ("body", "unit"),
    [
        ("Обстріляно три населені пункти Харківщини.", "Kharkiv Oblast"),
        ("У селах Харківщини та Сумщини немає світла.", "Kharkiv Oblast"),
        ("В сёлах Харьковщины нет света.", "Kharkiv Oblast"),
        ("У селі Харківщина немає світла.", "Kharkivshchyna"),
    ],
)
def test_settlements_of_an_oblast_are_no_village_called_so(body: str, unit: str, world: Gazetteer) -> None:
    chosen = resolved(body, world)[0].chosen
    assert chosen is not None
    assert chosen.entry.name == unit


def test_a_town_of_the_same_name_is_told_apart_where_no_front_is_named(world: Gazetteer) -> None:
    answers = resolved("В Северске Томской области тихо.", world, "2024-12-03", language="ru")
    assert where(answers, "Северске") == ("RU", "Tomsk Oblast")


def test_the_genitive_of_a_unit_after_a_village_holds_it(world: Gazetteer) -> None:
    for oblast, unit in (("Сумської", "Sumy Oblast"), ("Херсонської", "Kherson Oblast")):
        answers = resolved(f"Горить село Іванівка {oblast} області.", world, language="uk")
        assert where(answers, "Іванівка") == ("UA", unit)
    answers = resolved("Troops took Terny in the DPR.", world)
    assert where(answers, "Terny") == ("UA", "Donetsk Oblast")


def test_the_sifting_distance_is_close_to_the_reported_one() -> None:
    kyiv, kharkiv = LonLat(30.52, 50.45), LonLat(36.23, 49.99)
    assert haversine_km(kyiv, kharkiv) == pytest.approx(geodesic_km(kyiv, kharkiv), rel=0.006)


def test_order_of_sentences_about_other_things_changes_no_resolution(world: Gazetteer) -> None:
    one = "Shells fell on Lyman and Sloviansk."
    two = "Talks went on in Geneva."
    first = {r.mention.toponym: r.chosen.entry.id for r in resolved(f"{one} {two}", world) if r.chosen}
    second = {r.mention.toponym: r.chosen.entry.id for r in resolved(f"{two} {one}", world) if r.chosen}
    assert first == second


def test_a_place_described_by_another_lies_where_the_description_says(world: Gazetteer) -> None:
    text = read_text(
        Document(id="x", text="Guns fired near Lozove (about 12km southwest of Davydiv Brid) at noon.")
    )
    mentions = find_mentions(text, world)
    bearing = bearing_of(text, mentions, 0, LANGUAGES["en"].toponyms)
    assert bearing is not None
    assert (bearing.degrees, bearing.km) == (225.0, 12.0)
    near, far = resolve(text, mentions, world)
    assert near.chosen is not None
    assert far.chosen is not None
    assert near.chosen.entry.admin1 == "Kherson Oblast"


def test_an_advance_is_no_description_of_the_place_named_before(world: Gazetteer) -> None:
    text = read_text(Document(id="x", text="They attacked Bakhmut and advanced 5 km north of Soledar."))
    assert bearing_of(text, find_mentions(text, world), 0, LANGUAGES["en"].toponyms) is None


@pytest.mark.parametrize(
    ("body", "toponym", "unit"),
    [
        ("Дрон упав у Кривій Балці Зміївської громади.", "Кривій", "Kharkiv Oblast"),
        ("Дрон упав у Кривій Балці Веснянської громади.", "Кривій", "Mykolaiv Oblast"),
        ("Shells fell on Zelenyi Kut in the Znob-Novhorodske community.", "Zelenyi", "Sumy Oblast"),
        ("Горить хата в Миколаївці Сумської громади Сумської області.", "Миколаївці", "Sumy Oblast"),
    ],
)
def test_a_village_lies_in_the_hromada_that_is_stated(
    body: str, toponym: str, unit: str, world: Gazetteer
) -> None:
    chosen = next(a.chosen for a in resolved(body, world) if a.mention.toponym.startswith(toponym))
    assert chosen is not None
    assert chosen.entry.admin1 == unit


def test_of_many_villages_in_a_stated_oblast_none_is_picked(world: Gazetteer) -> None:
    answer = resolved("Горить хата в Новоселівці Харківської області.", world)[0]
    assert answer.chosen is not None
    assert (answer.chosen.entry.admin1, answer.chosen.entry.precision) == ("Kharkiv Oblast", "area")
    assert answer.certainty != "certain"


@pytest.mark.parametrize(
    ("body", "toponym", "unit"),
    [
        ("Вовчанськ горить. На Чернігівщині обстріляно Миколаївку й Янжулівку.", "Микол", "Chernihiv Oblast"),
        ("Вовчанськ горить. Миколаївку обстріляно зранку.", "Микол", "Kharkiv Oblast"),
        ("В Шебекинском округе – сёла Муром и Архангельское.", "Архан", "Belgorod Oblast"),
        ("В Харківській області – бої, а Миколаївку в Донецькій обстріляли.", "Микол", "Donetsk Oblast"),
    ],
)
def test_a_unit_holds_the_list_that_it_opens(body: str, toponym: str, unit: str, world: Gazetteer) -> None:
    answers = resolved(body, world, "2024-08-20")
    chosen = next(a.chosen for a in answers if a.mention.toponym.startswith(toponym))
    assert chosen is not None
    assert chosen.entry.admin1 == unit


def test_a_name_said_on_two_stretches_of_front_is_two_places(world: Gazetteer) -> None:
    body = (
        "На Костянтинівському напрямку бої біля Полтавки. На Гуляйпільському напрямку бої біля Полтавки. "
        "На Покровському напрямку тихо."
    )
    answers = resolved(body, world, "2025-10-10")
    found = [a.chosen.entry.admin1 for a in answers if a.mention.toponym == "Полтавки" and a.chosen]
    assert found == ["Donetsk Oblast", "Zaporizhzhia Oblast"]


@pytest.mark.parametrize(
    ("toponym", "unit"), [("Макіївки", "Luhansk Oblast"), ("Нью-Йорка", "Donetsk Oblast")]
)
def test_a_stretch_of_front_outweighs_the_rest_of_a_text_and_large_cities(
    toponym: str, unit: str, world: Gazetteer
) -> None:
    body = (
        "На Лиманському напрямку бої біля Макіївки. На Торецькому – біля Нью-Йорка. Авіація вдарила по "
        "Донеччині, зокрема по Курахівці, Селидовому й Часовому Яру."
    )
    (found,) = (a.chosen for a in resolved(body, world, "2024-10-22") if a.mention.toponym == toponym)
    assert found is not None
    assert found.entry.admin1 == unit


def test_a_stretch_of_front_speaks_for_the_next_sentences_of_its_paragraph(world: Gazetteer) -> None:
    front = "На Оріхівському напрямку відбито дві атаки."
    village = "Найважче було біля Степового."
    for gap, same in ((" ", True), ("\n\n", False)):
        answer = resolved(f"{front}{gap}{village}", world, "2025-10-10")[-1]
        assert ("stretch of front" in answer.reason) == same


@pytest.mark.parametrize(
    ("body", "toponym", "unit"),
    [
        # Nova Mykolaivka is known by Izium and far off, Holiatyn in Zakarpattia alone.
        ("Обстріляно Гуляйполе, Залізничне, Нову Миколаївку та Малинівку.", "Нову", None),
        ("Обстріляно Ізюм, Борову, Нову Миколаївку та Оскіл.", "Нову", "Kharkiv Oblast"),
        ("На Лиманському напрямку бої біля Зарічного та Голятина.", "Голятина", "Donetsk Oblast"),
        ("На Лиманському напрямку поранений боєць родом з Голятина.", "Голятина", "Zakarpattia Oblast"),
    ],
)
def test_a_village_far_from_its_list_or_front_is_sooner_another(
    body: str, toponym: str, unit: str | None, world: Gazetteer
) -> None:
    answers = resolved(body, world, "2025-03-20")
    answer = next(a for a in answers if a.mention.toponym.startswith(toponym))
    assert (answer.chosen.entry.admin1 if answer.chosen else None) == unit


def test_a_village_far_from_all_towns_of_the_text_is_not_certain(world: Gazetteer) -> None:
    text = "Бої в Лимані. Бої в Торецьку. Бої в Покровську. Горів Голятин."
    for body, certain in ((text, False), ("Горів Голятин.", True)):
        assert (resolved(body, world, "2024-03-20")[-1].certainty == "certain") == certain


@pytest.mark.parametrize(
    ("body", "toponym", "unit"),
    [
        # Villages called so lie near Chuhuiv and near Myrnohrad.
        (
            "My brother drove us through Spodobivka and Chuhuiv to a dormitory in Poltava.",
            "Poltava",
            "Poltava",
        ),
        ("Через Чугуїв ми дісталися Сум.", "Сум", "Sumy"),
        ("Ворог штурмував Рівне біля Мирнограда.", "Рівне", "Donetsk"),
        ("ВС РФ взяли Ровное под Мирноградом.", "Ровное", "Donetsk"),
        ("Ракетами атаковано Рівне, уламки впали й біля Здолбунова.", "Рівне", "Rivne"),
        ("Прикордонники з Рівного відбили атаку біля Мирнограда.", "Рівного", "Rivne"),
    ],
)
def test_a_village_called_as_a_seat_is_meant_where_the_ground_is_fought_over(
    body: str, toponym: str, unit: str, world: Gazetteer
) -> None:
    answer = next(a for a in resolved(body, world, "2025-02-20") if a.mention.toponym == toponym)
    assert answer.chosen is not None
    assert answer.chosen.entry.admin1 == f"{unit} Oblast"


@pytest.mark.parametrize(
    ("body", "toponym", "unit", "area"),
    [
        # What is called a village lies in the unit that opens its clause, behind colons and commas, too.
        (
            "В Белгородском районе без раненых: в селе Малиновка горит дом, в посёлке Северный – сарай.",
            "Малиновка",
            "Belgorod Oblast",
            True,
        ),
        ("В Сумській області дві пожежі: у селі Горове та у селищі Десна.", "Десна", "Sumy Oblast", True),
        # It holds the villages of the next sentences of its paragraph ...
        (
            "В Брянской области ранены двое. В селе Покровка горит дом. В селе Малиновка – сарай.",
            "Малиновка",
            "Bryansk Oblast",
            True,
        ),
        (
            "In the Shebekino district two were hurt. In the village of Malynivka a barn burned.",
            "Malynivka",
            "Belgorod Oblast",
            True,
        ),
        # ... until a town or another unit is named, or a paragraph ends, and not what is led out of it.
        (
            "В Брянской области ранены двое. Харьков обстрелян. В селе Малиновка горит дом.",
            "Малиновка",
            "Zaporizhzhia Oblast",
            False,
        ),
        (
            "В Брянской области ранены двое.\n\nВ селе Малиновка горит дом.",
            "Малиновка",
            "Zaporizhzhia Oblast",
            False,
        ),
        (
            "В Брянской области ранены двое. Автобус шёл из села Малиновка.",
            "Малиновка",
            "Zaporizhzhia Oblast",
            False,
        ),
        # A heading holds the villages under it.
        ("Валуйский округ. В хуторе Бабка сгорели два дома.", "Бабка", "Belgorod Oblast", True),
        (
            "Шебекинский округ:\n\nВ селе Малиновка горит дом.",
            "Малиновка",
            "Belgorod Oblast",
            True,
        ),
        # The villages that a governor tells of are those of the region.
        (
            "Губернатор Брянской области сообщил: в посёлке Мирный горит дом.",
            "Мирный",
            "Bryansk Oblast",
            True,
        ),
        (
            "The governor of the Kursk region said a drone hit the village of Malynivka.",
            "Malynivka",
            "Kursk Oblast",
            True,
        ),
        # A comma between a village and a unit is no list; what calls itself a republic is a unit.
        ("Shells hit the village of Malynivka, Kursk region.", "Malynivka", "Kursk Oblast", True),
        (
            "They took the villages of Holiatyn and Lozova in the Donetsk People's Republic.",
            "Holiatyn",
            "Donetsk Oblast",
            True,
        ),
        # A unit behind the last of a list need not be that of a town before it.
        (
            "Сбиты дроны над Кременной, Васильевкой Запорожской области и Белгородом.",
            "Кременной",
            "Luhansk Oblast",
            False,
        ),
        # What is known abroad of the name of a village of the list says nothing.
        ("Обстреляны Замостье и Глотово Белгородской области.", "Замостье", "Belgorod Oblast", True),
        ("Обстреляны Замостье и Глотово Грайворонского округа.", "Замостье", "Belgorod Oblast", True),
        ("Под огнём Суджа и Глотово Грайворонского округа.", "Суджа", "Kursk Oblast", False),
        # A city after a comma is of another region.
        (
            "Вибухи були у Харківській області, у Нікополі та в Очакові.",
            "Нікополі",
            "Dnipropetrovsk Oblast",
            False,
        ),
    ],
)
def test_a_village_lies_where_the_clause_or_paragraph_plays(
    body: str, toponym: str, unit: str, *, area: bool, world: Gazetteer
) -> None:
    chosen = next(a.chosen for a in resolved(body, world, "2024-08-20") if a.mention.toponym == toponym)
    assert chosen is not None
    assert (chosen.entry.admin1, chosen.entry.precision == "area") == (unit, area)


@pytest.mark.parametrize(
    ("body", "toponym", "unit"),
    [
        ("A drone hit a house in the village of Oleksiivka near Sumy.", "Oleksiivka", "Sumy Oblast"),
        ("Дрон ударил по автобусу в посёлке Октябрьский под Белгородом.", "Октябрьский", "Belgorod Oblast"),
        ("Ракета впала біля Миколаївки неподалік від Слов'янська.", "Миколаївки", "Donetsk Oblast"),
        # None of that name lies near: it lies somewhere in the oblast of the town.
        ("Грузовики пришли в село Никольское под Белгородом.", "Никольское", "Belgorod Oblast"),
        ("Shells fell on Nova Mykolaivka outside Zaporizhzhia.", "Nova Mykolaivka", "Zaporizhzhia Oblast"),
        # West of one town near others: that is where they lie, whatever the sentence goes on to.
        (
            "They struck southwest of Donetsk City near Novomykhailivka and near Robotyne in Zaporizhzhia.",
            "Novomykhailivka",
            "Donetsk Oblast",
        ),
        ("Бої йшли на південь від Кремінної поблизу Білогорівки.", "Білогорівки", "Luhansk Oblast"),
        # The town may stand behind it unsettled.
        ("Влучання в склад у Любимівці поблизу Каховки не підтвердилося.", "Любимівці", "Kherson Oblast"),
        # A city is known without its neighbour, and a list is no description.
        ("Shells fell on Kharkiv near Zaporizhzhia Street.", "Kharkiv", "Kharkiv Oblast"),
        ("Дрон упал в посёлке Октябрьский, под Белгородом тихо.", "Октябрьский", "Bashkortostan"),
    ],
)
def test_a_village_near_a_town_lies_near_it(body: str, toponym: str, unit: str, world: Gazetteer) -> None:
    answer = next(a for a in resolved(body, world, "2024-08-20") if a.mention.toponym == toponym)
    assert answer.chosen is not None
    assert answer.chosen.entry.admin1 == unit


def test_a_village_that_is_not_known_near_its_town_says_so(world: Gazetteer) -> None:
    answer = resolved("Грузовики пришли в село Никольское под Белгородом.", world)[0]
    assert answer.reason == "said to lie near Белгородом, but no place of that name is known there"
    assert answer.certainty == "less-certain"


def test_a_village_of_a_common_russian_name_lies_in_the_oblast_of_its_list(world: Gazetteer) -> None:
    body = "Север продвинулся в Сумской области, заняв Локню, Беловоды и Константиновку."
    chosen = resolved(body, world, "2025-05-30")[-1].chosen
    assert chosen is not None
    assert chosen.entry.admin1 == "Sumy Oblast"


@pytest.mark.parametrize(
    ("body", "toponym", "name"),
    [
        ("В Октябрьском районе Ростова-на-Дону упал дрон.", "Октябрьском районе", "Rostov-on-Don"),
        ("В Белгороде ранены двое. В Октябрьском районе горит склад.", "Октябрьском районе", "Belgorod"),
        ("В Кировском районе Донецка повреждён дом.", "Кировском районе", "Donetsk"),
    ],
)
def test_a_district_known_in_another_city_lies_in_the_one_that_the_text_names(
    body: str, toponym: str, name: str, world: Gazetteer
) -> None:
    answer = next(r for r in resolved(body, world, language="ru") if r.mention.toponym == toponym)
    assert answer.chosen is not None
    assert answer.chosen.entry.name == f"{toponym} (somewhere in {name})"
    assert answer.certainty == "less-certain"


def test_a_district_is_sure_only_where_its_city_is_named(world: Gazetteer) -> None:
    alone, *_ = resolved("В Октябрьском районе ранены двое.", world, language="ru")
    _, beside = resolved("В Харькове взрывы. В Октябрьском районе ранены двое.", world, language="ru")
    assert (alone.certainty, beside.certainty) == ("less-certain", "certain")
    assert alone.chosen is not None
    assert beside.chosen is not None
    assert alone.chosen.entry.id == beside.chosen.entry.id == "geomap:kharkiv-novobavarskyi-district"


def test_a_city_abroad_gives_way_where_fighting_is_told_after_its_name(world: Gazetteer) -> None:
    body = "Торецьк і Нью-Йорк боронимо від шести наступів одночасно."
    assert where(resolved(body, world, language="uk"), "Нью-Йорк") == ("UA", "Donetsk Oblast")
    body = "У Нью-Йорку відкрили сесію Генасамблеї, у Торецьку тихо."
    assert where(resolved(body, world, language="uk"), "Нью-Йорку") == ("US", "New York")


@pytest.mark.parametrize(
    ("language", "body", "toponym", "oblast"),
    [
        ("en", "Sumy Governor Oleh Hryhorov said drones hit Oleksandrivka.", "Oleksandrivka", "Sumy Oblast"),
        ("en", "The Kherson regional administration said shells hit Ivanivka.", "Ivanivka", "Kherson Oblast"),
        ("uk", "За даними Сумської ОВА, обстріляно Михайлівку.", "Михайлівку", "Sumy Oblast"),
        ("uk", "«Удар по Михайлівці», – сказав глава Чернігівської ОВА.", "Михайлівці", "Chernihiv Oblast"),
        ("ru", "Глава Брянской области об ударе по Александровке.", "Александровке", "Bryansk Oblast"),
        ("ru", "Губернатор Курской области: дроны ударили по Марково.", "Марково", "Kursk Oblast"),
        # A town is known by itself, and what the drones came from is not his.
        ("en", "Sumy Governor Oleh Hryhorov met envoys from Mykolaiv.", "Mykolaiv", "Mykolaiv Oblast"),
        ("ru", "Губернатор Курской области заявил, что дроны летели из села Сопыч.", "Сопыч", "Sumy Oblast"),
    ],
)  # fmt: skip
def test_who_governs_a_unit_tells_of_its_villages(
    language: str, body: str, toponym: str, oblast: str, world: Gazetteer
) -> None:
    assert where(resolved(body, world, language=language), toponym)[1] == oblast


def test_the_body_that_governs_an_oblast_is_named_after_it_not_after_its_seat(world: Gazetteer) -> None:
    told = resolved("Харківська ОВА повідомила про удар.", world, language="uk")
    assert [r.chosen.entry.feature_code for r in told if r.chosen] == ["ADM1"]


@pytest.mark.parametrize(
    ("body", "toponym", "oblast"),
    [
        ("Під обстрілом були Олександрівка, Кізомис, Станіслав.", "Олександрівка", "Kherson Oblast"),
        ("Обстріляно Гаврилівку, Дудчани та Качкарівку.", "Гаврилівку", "Kherson Oblast"),
        ("Бої біля Макіївки та Площанки.", "Макіївки", "Luhansk Oblast"),
        ("Обстріляно Донецьк, Макіївку та Олександрівку.", "Макіївку", "Donetsk Oblast"),
    ],
)
def test_the_only_places_of_their_name_tell_where_a_list_is(
    body: str, toponym: str, oblast: str, world: Gazetteer
) -> None:
    assert where(resolved(body, world, language="uk"), toponym)[1] == oblast


def test_a_town_at_the_other_end_of_the_world_is_no_part_of_a_list(world: Gazetteer) -> None:
    told = resolved("Под удар попали Глушково, Тёткино и Марково.", world, language="ru")
    assert [r.mention.toponym for r in told if r.chosen] == ["Глушково", "Тёткино"]


@pytest.mark.parametrize(
    ("body", "toponym", "code"),
    [
        ("У Синельниківському районі дрон влучив у будинок у Покровському.", "Покровському", "PPL"),
        ("У Нікопольському районі ворог ударив по школі в Покровському.", "Покровському", "PPL"),
        ("У Куп'янському районі пошкоджено склад, в Ізюмському – авто.", "Ізюмському", "ADM2"),
        ("У Нікопольському та Покровському районах лунали вибухи.", "Покровському", "ADM2"),
    ],
)
def test_a_house_stands_in_a_village_and_not_in_an_adjective(
    body: str, toponym: str, code: str, world: Gazetteer
) -> None:
    chosen = {r.mention.toponym: r.chosen for r in resolved(body, world, language="uk")}[toponym]
    assert chosen is not None
    assert chosen.entry.feature_code == code


@pytest.mark.parametrize(
    ("language", "body", "named"),
    [
        ("uk", "Там знищено дві гаубиці.", 0),
        ("uk", "Вони оточені. Так знищено міст.", 0),
        ("ru", "Днём взорван мост. Тут уничтожена РСЗО.", 0),
        ("uk", "Щастя звільнено.", 1),
        ("ru", "Ровно обстреляно ночью.", 1),
    ],
)
def test_an_ordinary_word_to_which_something_is_done_is_no_town_abroad(
    language: str, body: str, named: int, world: Gazetteer
) -> None:
    assert len(resolved(body, world, language=language)) == named


@pytest.mark.parametrize(
    ("body", "oblast"),
    [
        ("ВСУ отошли из Северска.", "Donetsk Oblast"),
        ("ВС РФ взяли Северск.", "Donetsk Oblast"),
        ("В Северске горит склад.", "Tomsk Oblast"),
        ("Рабочие покинули Северск Томской области.", "Tomsk Oblast"),
    ],
)
def test_what_changes_hands_lies_by_the_line(body: str, oblast: str, world: Gazetteer) -> None:
    told = resolved(body, world, language="ru", day="2025-12-20")
    assert where(told, next(r.mention.toponym for r in told if "Северск" in r.mention.toponym))[1] == oblast


@pytest.mark.parametrize(
    ("language", "body", "toponym", "country"),
    [
        ("en", "A drone fell near Baraboi in Moldova's Donduseni district.", "Baraboi", "MD"),
        ("uk", "Рештки дрона знайшли у селі Соколець у Польщі.", "Соколець", "PL"),
        ("ru", "Обломки упали в деревне Петрешты в Молдавии.", "Петрешты", "MD"),
        ("en", "A drone crashed in the village of Oleksow in Poland.", "Oleksow", "PL"),
        # A town whose people are elsewhere, and a list.
        ("ru", "Жители Марьинки в России ждут помощи.", "Марьинки", "UA"),
        ("en", "Envoys of Baraboi and Poland met.", "Baraboi", "UA"),
    ],
)
def test_a_village_in_a_country_is_not_another_of_its_name(
    language: str, body: str, toponym: str, country: str, world: Gazetteer
) -> None:
    assert where(resolved(body, world, language=language), toponym)[0] == country
