from __future__ import annotations

import itertools
import sys
from types import FrameType
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.documents import Document
from geomap.gazetteer import Gazetteer, open_gazetteer
from geomap.mentions import Mention, find_mentions
from geomap.text import read_text

if TYPE_CHECKING:
    from _typeshed import TraceFunction


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    return open_gazetteer()


def found(body: str, world: Gazetteer, language: str | None = None) -> list[Mention]:
    document = Document(id="x", text=body, language=language)
    return list(find_mentions(read_text(document, lambda name: bool(world.candidates(name))), world))


def names(body: str, world: Gazetteer, language: str | None = None) -> list[str]:
    return [m.toponym for m in found(body, world, language) if m.kind == "name"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Two shells landed in Kharkiv's suburbs on Monday.", ["Kharkiv"]),
        ("Crews crossed the Kharkiv region overnight.", ["Kharkiv region"]),
        ("Alarms rang in the Sumy and Poltava regions.", ["Sumy", "Poltava"]),
        ("Trains to Kryvyi\nRih were late.", ["Kryvyi\nRih"]),
        ("SIRENS HEARD IN ODESA AND MYKOLAIV", ["ODESA", "MYKOLAIV"]),
        ("KYIV — A depot burned.", ["KYIV"]),
        ("U.S. envoys flew to the U.K. and the UAE.", ["U.S.", "U.K.", "UAE"]),
        (
            "He moved from St. Petersburg to Charleston, W.Va., in May.",
            ["St. Petersburg", "Charleston", "W.Va."],
        ),
        ("The mood in eastern Ukraine was calm.", ["Ukraine"]),
        ("The Kharkiv City Council met.", ["Kharkiv City"]),
        ("A Seattle-based firm sold the Kherson-Mykolaiv line.", ["Seattle", "Kherson", "Mykolaiv"]),
        ("Turkey and China abstained.", ["Turkey", "China"]),
        ("New York's harbour was dark.", ["New York"]),
        ("Guns fired all day in the Siversk area.", ["Siversk"]),
        ("The envoy flew to Saint Petersburg late on Friday.", ["Saint Petersburg"]),
        ("The strikes on Lyman went on; the Stepnohirsk settlement burned.", ["Lyman", "Stepnohirsk"]),
        ("Envoys of the People’s Republic of China came.", ["People’s Republic of China"]),
        ("Moscow-appointed clerks left Kherson.", ["Moscow", "Kherson"]),
        ("He said that Terny was lost.", ["Terny"]),
        ("The brigade holds the Toretsk, Lyman and Kupiansk directions.", ["Toretsk", "Lyman", "Kupiansk"]),
        ("Smoke rose above the Dzhankoi airfield.", ["Dzhankoi"]),
        ("Water poured through the Kakhovka dam and the Chonhar bridge fell.", ["Kakhovka", "Chonhar"]),
        ("Envoys of the Donetsk People’s Republic came.", ["Donetsk People’s Republic"]),
    ],
)
def test_a_name_is_found_with_its_exact_span(body: str, expected: list[str], world: Gazetteer) -> None:
    assert names(body, world) == expected


@pytest.mark.parametrize(
    "body",
    [
        "But nobody came.",
        "One said so.",
        "Mr. Lyman told the court that he was ill.",
        "The Lyman reforms failed.",
        "The Mission wrote down what the witnesses saw.",
        "Polls by the Levada Center differ.",
        "Nobody believed Stanislav Kovalenko.",
        "He arrived on Thursday and left in March.",
        "Police closed the bank.",
        "Orange juice was sold out.",
        "I've seen the film.",
        "A Kherson-born singer gave a concert.",
        "Officials of NATO and the WHO agreed.",
        "She lives at 12 Dublin Road.",
    ],
)
def test_words_and_persons_that_are_also_places_stay_out(body: str, world: Gazetteer) -> None:
    assert names(body, world) == []


def test_a_person_once_introduced_keeps_the_surname_through_the_text(world: Gazetteer) -> None:
    body = "Pavlo Lyman leads the unit. The men trust Lyman. They rest in Poltava."
    assert names(body, world) == ["Poltava"]


def test_a_given_name_that_is_a_great_city_stays_a_city_before_an_ordinary_word(world: Gazetteer) -> None:
    assert names("London Mayor Sadiq Khan spoke.", world) == ["London"]
    assert names("Austin Fletcher spoke.", world) == []


def test_a_people_is_no_village(world: Gazetteer) -> None:
    (people,) = found("Українці відійшли на світанку.", world, "uk")
    assert people.kind == "demonym"
    (village,) = found("Живуть в Українці.", world, "uk")
    assert village.kind == "name"


def test_adjectives_and_peoples_are_demonyms_with_their_country(world: Gazetteer) -> None:
    mentions = found("Russian troops met South African and Saudi envoys.", world)
    assert [(m.toponym, m.kind, m.candidates[0].entry.country) for m in mentions] == [
        ("Russian", "demonym", "RU"),
        ("South African", "demonym", "ZA"),
        ("Saudi", "demonym", "SA"),
    ]


def test_the_words_beside_a_name_tell_its_type(world: Gazetteer) -> None:
    body = "Izium district lies in Kharkiv Oblast. The village of Kamianka and the city of Kherson were hit."
    assert [(m.toponym, m.stated_type) for m in found(body, world)] == [
        ("Izium district", "admin2"),
        ("Kharkiv Oblast", "admin1"),
        ("Kamianka", "settlement"),
        ("Kherson", "settlement"),
    ]


@pytest.mark.parametrize(
    ("body", "language", "expected"),
    [
        ("Уночі вибухи пролунали у Харкові та під Ізюмом.", "uk", ["Харкові", "Ізюмом"]),
        ("Тривога в Херсонській та Запорізькій областях.", "uk", ["Херсонській", "Запорізькій"]),
        ("Постраждали жителі Сумської області.", "uk", ["Сумської області"]),
        ("Ночью взрывы прогремели в Харькове и под Изюмом.", "ru", ["Харькове", "Изюмом"]),
        ("Мер Полтави Олександр Коваленко виступив.", "uk", ["Полтави"]),
        ("Снаряды везли из Валуек, бои идут на улицах Крынок.", "ru", ["Валуек", "Крынок"]),
        ("Удар нанесли в направлении Липцев.", "ru", ["Липцев"]),
        ("Стояли у Верхній Терсі та біля Нижньої Дуванки.", "uk", ["Верхній Терсі", "Нижньої Дуванки"]),
        # Weapons are named after no town: what stands behind them is hit.
        ("Атакували ворожі дрони Харків.", "uk", ["Харків"]),
        ("Накрыли снаряды Харьков.", "ru", ["Харьков"]),
    ],
)
def test_case_forms_lead_to_the_name(body: str, language: str, expected: list[str], world: Gazetteer) -> None:
    assert names(body, world, language) == expected


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("Зупинив роботу нафтопровід «Дружба».", "uk"),
        ("Показали нову ракету «Паляниця».", "uk"),
        ("Сгорела подстанция «Луч».", "ru"),
        ("Порт закрили до ранку.", "uk"),
        ("Вдарили по вулицях Культури та Перемоги.", "uk"),
        ("Ракети Град летіли над полем.", "uk"),
        ("Дроны «Лубны» показали на выставке.", "ru"),
        ("Корвет Лубни вийшов у море.", "uk"),
    ],
)
def test_things_called_like_villages_stay_out(body: str, language: str, world: Gazetteer) -> None:
    assert names(body, world, language) == []


@pytest.mark.parametrize(
    ("body", "language", "expected"),
    [
        (
            "На Сіверському й Оріхівському напрямках тихо.",
            "uk",
            {"Сіверському": "front", "Оріхівському": "front"},
        ),
        ("Гуляйпільський напрямок: дві атаки.", "uk", {"Гуляйпільський": "front"}),
        (
            "На Времевском направлении снег, на Купянском — дождь.",
            "ru",
            {"Времевском": "front", "Купянском": "front"},
        ),
        ("Crews left the Lyman and Siversk directions.", "en", {"Lyman": "front", "Siversk": "front"}),
        ("Під вогнем Сумський та Охтирський райони.", "uk", {"Сумський": "admin2", "Охтирський": "admin2"}),
        (
            "У Чугуївському районі – дім, в Ізюмському – склад.",
            "uk",
            {"Чугуївському районі": "admin2", "Ізюмському": "admin2"},
        ),
        (
            "Дроны были над Тверской – пять, над Калужской областью – два.",
            "ru",
            {"Тверской": "admin1", "Калужской областью": "admin1"},
        ),
        (
            "На Лиманському напрямку тихо. На Сіверському боїв удвічі менше. На Курахівському — два.",
            "uk",
            {"Лиманському": "front", "Сіверському": "front", "Курахівському": "front"},
        ),
        (
            "На Лиманском направлении тихо. На Торецком идут бои.",
            "ru",
            {"Лиманском": "front", "Торецком": "front"},
        ),
        (
            "На Лиманському напрямку тихо. На Торецькому ринку торгують.",
            "uk",
            {"Лиманському": "front"},
        ),
        (
            "У Богодухівському районі горів склад, в Ізюмському та Куп'янському пошкоджено доми.",
            "uk",
            {"Богодухівському районі": "admin2", "Ізюмському": "admin2", "Куп'янському": "admin2"},
        ),
        (
            "Під обстрілом Золочівська й Дергачівська територіальні громади.",
            "uk",
            {"Золочівська": "admin3", "Дергачівська": "admin3"},
        ),
        ("Били по сёлам Купянского, Чугуевского…", "ru", {"Купянского": "admin2", "Чугуевского": "admin2"}),
        ("Мины нашли в Марганецкой громаде.", "ru", {"Марганецкой громаде": "admin3"}),
        ("Сбиты дроны над Московским регионом.", "ru", {"Московским регионом": "admin1"}),
        ("Help reached Donetska and Sumska oblasts.", "en", {"Donetska": "admin1", "Sumska": "admin1"}),
        (
            "Eastern Donetska and southern Sumska oblasts wait.",
            "en",
            {"Donetska": "admin1", "Sumska": "admin1"},
        ),
        (
            "Help reached Bilozerska Hromada, Khersonska Oblast.",
            "en",
            {"Bilozerska Hromada": "admin3", "Khersonska Oblast": "admin1"},
        ),
        ("Ships left the regions of Odesa and Mykolaiv.", "en", {"Odesa": "area", "Mykolaiv": "area"}),
    ],
)
def test_an_adjective_of_place_is_the_place_that_its_noun_says(
    body: str, language: str, expected: dict[str, str], world: Gazetteer
) -> None:
    mentions = found(body, world, language)
    assert {m.toponym: m.stated_type for m in mentions if m.kind == "name"} == expected


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("Лиманський ліцей виграв олімпіаду.", "uk"),
        ("На Лозівському напрямку електрички стоять.", "uk"),
        ("Продали харківський трактор і Сумську вишивку.", "uk"),
        ("На Покровском рынке и в Северском храме людно.", "ru"),
        ("Орловская рысистая обошла всех.", "ru"),
        ("Встретились команды Купянского, Чугуевского...", "ru"),
        ("The shop is at Sumska Street 5.", "en"),
    ],
)
def test_an_adjective_of_a_thing_is_no_place(body: str, language: str, world: Gazetteer) -> None:
    assert names(body, world, language) == []


@pytest.mark.parametrize(
    ("body", "language", "expected"),
    [
        ("Горить сарай у с. Дружба та дім у смт Печеніги.", "uk", ["Дружба", "Печеніги"]),
        ("У н.п. Надія чути постріли.", "uk", ["Надія"]),
        ("Бои идут у н. п. Крынки и п. Октябрьский.", "ru", ["Крынки", "Октябрьский"]),
        ("Зайняли село Невельське.", "uk", ["Невельське"]),
        ("Стріляли біля населених пунктів Степове, Вільне та Надія.", "uk", ["Степове", "Вільне", "Надія"]),
        ("Ворог бив по Оріхову, Степовому та Запорізькому.", "uk", ["Оріхову", "Степовому", "Запорізькому"]),
        ("Приз вручив п. Степовий, див. с. 48.", "uk", []),
        ("В 1999 г. Свобода слова стала законом.", "ru", []),
        ("Дружба міцна, а Степове господарство росте.", "uk", []),
    ],
)
def test_what_is_said_to_be_a_settlement_is_one_whatever_the_word(
    body: str, language: str, expected: list[str], world: Gazetteer
) -> None:
    assert names(body, world, language) == expected


def test_an_abbreviated_noun_belongs_to_the_tokens_of_its_name(world: Gazetteer) -> None:
    text = read_text(Document(id="x", text="Вдарили по м. Нікополь.", language="uk"))
    (mention,) = find_mentions(text, world)
    assert (mention.toponym, text.words[mention.first : mention.last]) == ("Нікополь", ("м", ".", "Нікополь"))


def test_eastern_ukraine_is_a_region_and_not_the_country(world: Gazetteer) -> None:
    east, whole = found("Guns fired in eastern Ukraine. Ukraine is large.", world)
    assert east.candidates[0].entry.feature_code == "RGN"
    assert whole.candidates[0].entry.feature_code == "PCLI"


@pytest.mark.parametrize(
    ("body", "language", "expected"),
    [
        ("Тоді стріляли. Біля Ізюма тихо. Решта ракет впала.", "uk", ["Ізюма"]),
        ("Комбат пояснив: «Силу вибуху чули всі».", "uk", []),
        ("БІЛЯ ЛИМАНА ТРИВАЮТЬ БОЇ ЗА СЕЛО.", "uk", ["ЛИМАНА"]),
        ("ОВА: двоє загиблих у Нікополі.", "uk", ["Нікополі"]),
        ("Целью был Изюм. Зимой стреляли чаще. Меры усилены.", "ru", ["Изюм"]),
        # The same words, and others like them, where they are places.
        ("Лиман обстріляли. Суми під ударом. Рівне чекає.", "uk", ["Лиман", "Суми", "Рівне"]),
        ("Мирне, Степове та Гуляйполе обстріляли.", "uk", ["Мирне", "Степове", "Гуляйполе"]),
        ("Мирне населення, Лиман і Торське чекали.", "uk", ["Лиман", "Торське"]),
        ("Весна і Лиман чекають.", "uk", ["Лиман"]),
        ("Сумы обстреляли. Изюм под ударом. Киев ждёт.", "ru", ["Сумы", "Изюм", "Киев"]),
        ("Поїзд до Зими рушив. Літак сів у Темі.", "uk", ["Зими", "Темі"]),
        # No other words end so, but for a few.
        ("Варварівка відійшла їм. Листівка прийшла.", "uk", ["Варварівка"]),
        ("Дронівку обстріляли. Дрони летіли далі.", "uk", ["Дронівку"]),
    ],
)
def test_an_ordinary_word_that_opens_a_sentence_is_no_place(
    body: str, language: str, expected: list[str], world: Gazetteer
) -> None:
    assert names(body, world, language) == expected


def test_names_joined_before_people_s_republics_are_republics_both(world: Gazetteer) -> None:
    body = "Rostov Region borders on the Donetsk and Lugansk People's Republics."
    places = [m.candidates[0].entry.name for m in found(body, world)]
    assert places == ["Rostov Oblast", "Donetsk People's Republic", "Luhansk People's Republic"]


@pytest.mark.parametrize(
    ("body", "language", "expected"),
    [
        ("На Нікопольщині було гучно.", "uk", {"Нікопольщині": "Nikopol Raion"}),
        ("Доброго вечора, Сумщино!", "uk", {"Сумщино": "Sumy Oblast"}),
        ("На Черниговщине тихо.", "ru", {"Черниговщине": "Chernihiv Oblast"}),
    ],
)
def test_names_of_regions_made_from_towns_lead_to_their_units(
    body: str, language: str, expected: dict[str, str], world: Gazetteer
) -> None:
    assert {m.toponym: m.candidates[0].entry.name for m in found(body, world, language)} == expected


@pytest.mark.parametrize("phrase", ["the capital of Ukraine", "the towns of Poland"])
def test_a_country_whose_towns_are_spoken_of_stays_a_country(phrase: str, world: Gazetteer) -> None:
    (mention,) = found(f"Sirens woke {phrase} at dawn.", world)
    assert mention.candidates[0].entry.feature_code == "PCLI"


def test_a_district_named_in_the_text_speaks_for_towns_within_it(world: Gazetteer) -> None:
    body = "У Синельниківському районі минулої ночі обстріляна Межова."
    assert "Межова" in names(body, world, "uk")
    assert "Межова" not in names("Учора приїхала Межова.", world, "uk")


def test_words_of_the_other_script_are_read_by_their_own_language(world: Gazetteer) -> None:
    assert names("The caption read: вибухи у Харкові. Crews left Kharkiv.", world) == ["Харкові", "Kharkiv"]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "Kyiv",
                "Kharkiv",
                "region",
                "Mr.",
                "Lyman",
                "U.S.",
                "in",
                "the",
                ",",
                "and",
                "\n\n",
                "Харкові",
                "St.",
            ]
        ),
        max_size=30,
    ).map(" ".join)
    | st.text(max_size=120)
)
def test_spans_slice_to_their_toponyms_in_order_and_apart(body: str) -> None:
    world = open_gazetteer_once()
    text = read_text(Document(id="x", text=body))
    mentions = find_mentions(text, world)
    for mention in mentions:
        assert body[mention.span.start : mention.span.end] == mention.toponym
        assert mention.toponym == mention.toponym.strip()
        assert mention.candidates
    for one, two in itertools.pairwise(mentions):
        assert one.span.end <= two.span.start
    assert mentions == find_mentions(text, world)


_OPENED: list[Gazetteer] = []


def open_gazetteer_once() -> Gazetteer:
    if not _OPENED:
        _OPENED.append(open_gazetteer())
    return _OPENED[0]


@pytest.mark.parametrize(
    "part",
    [
        "Kyiv, Kharkiv, Lyman and Ivanivka, ",
        "Сумського, Харківського та Ізюмського, ",
        "у Сумському районі, у Харківському – дім, ",
    ],
)
def test_an_endless_list_costs_no_more_than_it_is_long(part: str, world: Gazetteer) -> None:
    def lines_run(times: int) -> int:
        text = read_text(Document(id="x", text=part * times))
        find_mentions(text, world)  # the first reading also fills the memories
        count = 0

        def trace(_frame: FrameType, event: str, _value: object) -> TraceFunction:
            nonlocal count
            count += event == "line"
            return trace

        before = sys.gettrace()
        sys.settrace(trace)
        try:
            find_mentions(text, world)
        finally:
            sys.settrace(before)
        return count

    # Squared, four times the text would take sixteen times the work.
    assert lines_run(400) < 4.4 * lines_run(100)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("В селе Двулучное посекло окна.", ["Двулучное"]),
        ("Обстреляны сёла Двулучное, Дорогощь и Санково.", ["Двулучное", "Дорогощь", "Санково"]),
        ("Обстреляны сёла Двулучное и Дорогощь, Марченко ранен.", ["Двулучное", "Дорогощь"]),
        ("Танки вошли в село Долгое Поречное Курской области.", ["Долгое Поречное", "Курской области"]),
        ("Shells hit the village of Gruzskoye and a road.", ["Gruzskoye"]),
        ("A drone fell by the hamlet of Russkoye Porechnoye on Monday.", ["Russkoye Porechnoye"]),
        ("У селищі Зорепадне вибило вікна.", ["Зорепадне"]),
        # No persons, offices, units or things.
        ("Глава села Перепелиценко молчит.", []),
        ("Жители села Светлана и Олег уехали.", []),
        ("The village Assembly met, and a settlement of Monday was signed.", []),
        ("У селі Рубіжне Вовчанської громади горить хата.", ["Рубіжне"]),
        ("Загинув боєць із села.", []),
        ("Село Радостное — не Двулучное.", ["Радостное"]),
    ],
)
def test_a_village_is_one_by_its_noun_alone(body: str, expected: list[str], world: Gazetteer) -> None:
    assert [m.toponym for m in found(body, world) if m.stated_type != "admin3"] == expected


def test_a_village_that_nobody_knows_has_no_candidates(world: Gazetteer) -> None:
    (village,) = found("В селе Двулучное посекло окна.", world)
    assert (village.candidates, village.stated_type) == ((), "settlement")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Shells hit Nikopol, according to Voloshyn.", ["Nikopol"]),
        ("Nazar Voloshyn spoke at noon. Nikopol was hit, Voloshyn said.", ["Nikopol"]),
        ("За словами Волошина, обстріляно Нікополь.", ["Нікополь"]),
        ("Обстреляна Балаклея, добавил Лисогор.", ["Балаклея"]),
        # Capitals speak, too, and a village is one where something leads to it.
        ("Shells hit Nikopol, according to Kyiv.", ["Nikopol", "Kyiv"]),
        ("Moscow said Nikopol was hit.", ["Moscow", "Nikopol"]),
        ("The column drove to Voloshyn.", ["Voloshyn"]),
        ("За словами мера, у Волошині тихо.", ["Волошині"]),
    ],
)
def test_a_surname_that_says_something_is_no_village(
    body: str, expected: list[str], world: Gazetteer
) -> None:
    assert names(body, world) == expected


@pytest.mark.parametrize(
    ("language", "body", "names"),
    [
        ("ru", "Дроны ударили по Новому Пути и Сушанам.", ["Новому Пути", "Сушанам"]),
        ("ru", "ВСУ обстреляли Старую Нелидовку.", ["Старую Нелидовку"]),
        # What is known as a whole, or stands by itself.
        ("uk", "Обстріляно Велику Рогозянку.", ["Велику Рогозянку"]),
        ("ru", "Обстреляны Новое и Красное.", ["Новое", "Красное"]),
        ("en", "Shells hit Nove, Kharkiv Oblast.", ["Nove", "Kharkiv Oblast"]),
    ],
)
def test_an_adjective_of_a_name_of_two_words_is_no_village(
    language: str, body: str, names: list[str]
) -> None:
    text = read_text(Document(id="x", text=body, language=language))
    assert [mention.toponym for mention in find_mentions(text, open_gazetteer())] == names
