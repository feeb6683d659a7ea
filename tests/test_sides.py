"""On whose side the one who acts is: by the words of the text, by whom it calls the enemy, by the ground."""

import pytest

from geomap.documents import Document
from geomap.gazetteer import Gazetteer, open_gazetteer
from geomap.pipeline import analyse
from tests.test_word_order import QUIET

NAMES = {"en": "Avdiivka", "uk": "Авдіївка", "ru": "Авдеевка"}
"""A town that either side may strike, for the front ran through its raion: the ground tells nothing."""


def side(language: str, sentence: str, gazetteer: Gazetteer) -> str | None:
    body = sentence.format(n=NAMES[language]) + QUIET[language]
    readings = analyse(Document(id="x", text=body, language=language), gazetteer).readings
    town = next(one for one in readings if one.resolution.mention.toponym == NAMES[language])
    assert town.event is not None
    return town.event.side


@pytest.mark.parametrize(
    ("language", "day", "body", "sides"),
    [
        # Who sent what is shot down strikes, whoever fires at it; what has a crew is struck itself.
        (
            "en",
            "2024-05-26",
            "Russian air defence shot down seven drones over Kursk Region.",
            {"Kursk Region": "UA"},
        ),
        ("en", "2024-05-26", "Ukraine's air force downed 59 Russian drones over Poltava.", {"Poltava": "RU"}),
        ("ru", "2024-05-26", "Силы ПВО сбили семь вражеских беспилотников над Брянском.", {"Брянском": "UA"}),
        ("en", "2024-05-26", "Ukrainian forces shot down a Russian helicopter near Sumy.", {"Sumy": "UA"}),
        # Each place of a list has the side that can be meant there.
        ("en", "2024-05-26", "Kyiv and Kharkiv hit by missiles.", {"Kyiv": "RU", "Kharkiv": "RU"}),
        ("en", "2024-05-26", "Kyiv hit Belgorod and Shebekino.", {"Belgorod": "UA", "Shebekino": "UA"}),
        ("en", "2024-05-26", "Besieged Russians in Kupiansk hold on.", {"Kupiansk": "UA"}),
        ("en", "2024-05-26", "The besieged Ukrainians in Lyman hold on.", {"Lyman": "RU"}),
        ("en", "2024-05-26", "Ukrainian forces besieged Russians in Kupiansk.", {"Kupiansk": "UA"}),
        ("en", "2024-05-26", "Belgorod and Kharkiv were shelled.", {"Belgorod": "UA", "Kharkiv": "RU"}),
        ("ru", "2024-05-26", "Под обстрел попали Шебекино и Волчанск.", {"Шебекино": "UA", "Волчанск": "RU"}),
        (
            "en",
            "2022-10-27",
            "Kyiv region and Poltava were hit by new strikes.",
            {"Kyiv region": "RU", "Poltava": "RU"},
        ),
        # An attempt is theirs who make it, and not theirs who throw it back.
        ("en", None, "Ukrainian forces repelled Russian attempts to advance near Lyman.", {"Lyman": "RU"}),
        (
            "en",
            None,
            "Russian troops foiled an attempt by the AFU to break through near Lyman.",
            {"Lyman": "UA"},
        ),
        ("uk", None, "Сили оборони відбили спробу росіян прорватися біля Лимана.", {"Лимана": "RU"}),
        ("en", None, "Ukrainian forces are conducting operations near Lyman.", {"Lyman": "UA"}),
        ("en", None, "Russian forces retook Robotyne.", {"Robotyne": "RU"}),
    ],
)
def test_the_side_is_that_of_who_sent_or_tried_it(
    language: str, day: str | None, body: str, sides: dict[str, str]
) -> None:
    document = Document(id="x", text=body + QUIET[language], language=language, published=day)
    readings = analyse(document, open_gazetteer()).readings
    told = {r.resolution.mention.toponym: r.event.side for r in readings if r.event}
    assert told == sides


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        # Who strikes stands with the noun that is undergone, or behind it.
        ("en", "{n} came under Russian fire on Monday.", "RU"),
        ("en", "{n} came under fire from Ukrainian forces.", "UA"),
        ("en", "{n} was subjected to Russian shelling.", "RU"),
        ("en", "Shelling by Russian troops damaged a school in {n}.", "RU"),
        ("en", "Shelling damaged a school in {n}.", None),
        ("uk", "Під ворожим вогнем перебували міста {n}, Красногорівка.", "RU"),
        ("uk", "Під вогнем перебували міста {n}, Красногорівка.", None),
        ("uk", "Обстрілів з боку росіян зазнала {n}.", "RU"),
        ("ru", "Под удары ВСУ попал город {n}.", "UA"),
        ("ru", "Под удары попал город {n}.", None),
        # Whom several strike, without a word on who they are, they fight.
        ("ru", "Под городом {n} подбили танк ВСУ.", "RU"),
        ("ru", "Под городом {n} подбили танк российских военных.", "UA"),
        ("uk", "Під містом {n} збили російські дрони.", "RU"),
        ("uk", "Під містом {n} обстріляли російські військові лікарню.", "RU"),
        ("uk", "Під містом {n} українські захисники просунулися на кілометр.", "UA"),
        ("uk", "Під містом {n} росіяни просунулися на кілометр.", "RU"),
        # Whose office tells of a strike on the ground of the other has struck.
        ("ru", "Минобороны России сообщило об ударе по складу в городе {n}.", "RU"),
        ("ru", "Минобороны России сообщило об ударе ВСУ по складу в городе {n}.", "UA"),
        ("ru", "Мэр сообщил об ударе по складу в городе {n}.", None),
        # What stands behind a noun of destroying is destroyed, behind one of striking it strikes.
        ("ru", "Штаб сообщил об уничтожении складов ВСУ под городом {n}.", "RU"),
        ("ru", "Штаб сообщил об уничтожении складов войсками ВСУ под городом {n}.", "UA"),
        ("ru", "Штаб сообщил об ударах ВСУ под городом {n}.", "UA"),
        ("uk", "Бригада показала знищення танка росіян під містом {n}.", "UA"),
        # To whom a blow is dealt they have not dealt it; a name may stand in any quotation marks.
        ("ru", "Под городом {n} нанесено поражение украинским вооружённым формированиям.", "RU"),
        ("ru", "Под городом {n} бригады нанесли поражение российским войскам.", "UA"),
        ("ru", "Под городом {n} нанесли поражение российские войска.", "RU"),
        ("ru", 'Подразделения группировки "Север" поразили силы ВСУ под городом {n}.', "RU"),
        ("ru", 'Под городом {n} показали фильм "Север" о силах ВСУ.', None),
        ("uk", "Під містом {n} прикордонники завдали ураження російським військам.", "UA"),
        # Who is doing something is no object of it.
        ("en", "Russia was sending reserve troops to {n}.", "RU"),
        ("en", "Russian forces are regrouping in {n}.", "RU"),
        ("en", "Reserves were sent to {n}.", None),
        ("en", "Russian troops were driven from {n}.", "RU"),
        ("en", "Ukrainian troops were withdrawn from {n}.", "UA"),
        # Who tells of it does not do it.
        ("en", "Ukrainian officials say Russian forces captured {n}.", "RU"),
        ("en", "Russian officials said Ukrainian forces are shelling villages near {n}.", "UA"),
        ("en", "Ukrainian officials said {n} had fallen to Russian forces.", "RU"),
        ("en", "Ukrainian officials said that Russian forces, backed by tanks, took {n}.", "RU"),
        ("en", "Ukrainian forces admitted losing {n}.", "RU"),
        ("uk", "Російські війська втратили місто {n}.", "UA"),
        ("en", "Kyiv accused Russian forces of shelling villages near {n}.", "RU"),
        # Politicians whom news name by surname alone; one who tells takes nothing.
        ("en", "Putin made a rare trip to {n} on Monday.", "RU"),
        ("uk", "Зеленський відвідав місто {n} у понеділок.", "UA"),
        ("ru", "Шойгу посетил город {n} в понедельник.", "RU"),
        ("en", "The UN chief visited {n} on Monday.", None),
        # The enemy of a text is told by its words for the war: a staff that it cites, but not its own words.
        ("ru", "Враг штурмовал город {n}, говорится в сводке Генштаба ВСУ.", "RU"),
        ("ru", "Наши защитники держат оборону. Противник атаковал город {n}.", "RU"),
        ("ru", "Подразделения ВСУ отступили. Противник обстрелял город {n}.", "UA"),
        ("ru", "Люди собрали свои вещи. Противник обстрелял город {n}.", None),
        ("uk", "Ворог отримав відсіч поблизу міста {n}.", "RU"),
    ],
)
def test_the_side_that_acts(language: str, sentence: str, expected: str | None, gazetteer: Gazetteer) -> None:
    assert side(language, sentence, gazetteer) == expected


@pytest.mark.parametrize(
    ("body", "who"),
    [
        ("Ночью сбит 91 дрон, сообщило министерство. Из них над Тверской областью — восемь.", "министерство"),
        ("Ночью сбит 91 дрон. Из них над Тверской областью — восемь.", None),
        ("Было тихо, сообщило министерство. Вчера дрон сбили над Тверской областью.", None),
    ],
)
def test_a_list_that_goes_on_is_told_by_who_told_of_it(body: str, who: str | None) -> None:
    claims = analyse(Document(id="x", text=body + QUIET["ru"], language="ru"), open_gazetteer()).claims
    assert [claim.claimant for claim in claims] == [who]
