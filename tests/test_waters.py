"""Rivers that share their name with a town, and those that nobody else is called after."""

from __future__ import annotations

import pytest

from geomap.documents import Document
from geomap.gazetteer import Gazetteer, open_gazetteer
from geomap.pipeline import analyse


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


RIVERS = (
    ("uk", "Російський човен затонув у [Дніпрі] біля Голої Пристані.", "Dnipro River"),
    ("uk", "За [Дніпром], у Козачих Лагерях, знищено гармату.", "Dnipro River"),
    ("uk", "Росіяни стріляють з того боку [Дніпра] по Херсону.", "Dnipro River"),
    ("uk", "Росіяни накопичуються на лівобережжі [Дніпра] біля Козачих Лагерів.", "Dnipro River"),
    ("ru", "Противник отошел за [Днепр] под Херсоном.", "Dnipro River"),
    ("ru", "Российские десантники переплыли [Днепр] и высадились в Антоновке.", "Dnipro River"),
    ("ru", "С того берега [Днепра] бьют по Никополю.", "Dnipro River"),
    ("ru", "Взрывы прогремели на берегах Днепра и [Ингульца].", "Inhulets River"),
    ("uk", "Човен затонув на [Південному Бузі] біля Миколаєва.", "Southern Bug"),
    ("uk", "На [Сіверському Дінці] знищено понтон.", "Siverskyi Donets"),
    ("ru", "На [Сейме] уничтожен понтон.", "Seim river"),
    ("uk", "На [Сиваші] знищено переправу.", "Sivash"),
    ("uk", "У [Дністрі] знайшли уламки дрона.", "Dniester River"),
    ("uk", "У передмісті [Дніпра] ППО збила дрон.", "Dnipro"),
    ("uk", "У [Дніпрі] горить склад.", "Dnipro"),
    ("uk", "За [Дніпро] вийшли конвої з Павлограда.", "Dnipro"),
    ("uk", "Мер [Дніпра] повідомив про влучання.", "Dnipro"),
    ("ru", "Дроны ударили по посёлку [Оскол] под Изюмом.", "Oskil"),
    ("uk", "У селі [Сиваш] горить склад.", "Syvash"),
    ("uk", "Над [Чорним морем] збито дрони.", "Black Sea"),
    ("ru", "Сбиты дроны в акватории [Азовского моря].", "Sea of Azov"),
    ("ru", "Дрон сбит над [Керченским проливом].", "Kerch Strait"),
    ("ru", "Дрон упал в [Чёрном].", "Chorne"),
)


@pytest.mark.parametrize(("language", "marked", "place"), RIVERS)
def test_a_river_is_told_from_the_town_of_its_name(
    language: str, marked: str, place: str, gazetteer: Gazetteer
) -> None:
    text = marked.replace("[", "").replace("]", "")
    read = analyse(Document(id="x", text=text, language=language), gazetteer).readings
    named = [r for r in read if r.resolution.mention.span.start == marked.index("[")]
    assert [r.resolution.chosen.entry.name for r in named if r.resolution.chosen] == [place]


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("ru", "На Осколе уничтожен понтон.", "Oskil River"),
        ("uk", "На Дунаї дрон ударив по баржі.", "Danube"),
        ("en", "Ukrainian marines held positions on the left bank of the Dnipro on Tuesday.", "Dnipro River"),
        ("uk", "У дельті Дніпра знищено човен.", "Dnipro River"),
        ("uk", "Катер підірвано в заплаві Дніпра біля Кринок.", "Krynky"),
        ("en", "A boat was sunk on the Dnipro near Kherson.", "Kherson"),
        ("en", "Troops crossed the Dnipro on Tuesday.", None),
        ("uk", "У Сеймі ухвалили закон про допомогу.", None),
    ],
)
def test_a_river_is_the_place_where_no_other_is_named(
    language: str, text: str, place: str | None, gazetteer: Gazetteer
) -> None:
    read = analyse(Document(id="x", text=text, language=language), gazetteer).readings
    events = [r.resolution.chosen.entry.name for r in read if r.event and r.resolution.chosen]
    assert events == ([place] if place else [])


@pytest.mark.parametrize(
    "body",
    [
        "Russian forces struck targets across the Dnipro River on Monday.",
        "Russian forces struck positions west of the Inhulets River.",
        "Russian forces established positions near the Dnipro River.",
        "Drones hit a tanker in the Black Sea.",
        "Corridors through the Black Sea were attacked.",
    ],
)
def test_what_is_across_near_or_west_of_a_river_is_not_there(body: str) -> None:
    analysis = analyse(Document(id="x", text=body, language="en"), open_gazetteer())
    assert not any(
        c.reading.resolution.chosen and c.reading.resolution.chosen.entry.feature_class == "H"
        for c in analysis.claims
    )
