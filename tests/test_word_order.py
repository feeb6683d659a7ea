"""Sentences whose order or wholes decide: verbs at the end, what fails, whose attack it is, bare leads."""

from __future__ import annotations

import pytest

from geomap.documents import Document
from geomap.gazetteer import Gazetteer, open_gazetteer
from geomap.pipeline import analyse

QUIET = {
    "en": " Nobody slept that night. It rained until dawn. The shops were shut.",
    "uk": " Тієї ночі ніхто не спав. До ранку йшов дощ. Крамниці не працювали.",
    "ru": " Той ночью никто не спал. До утра шёл дождь. Магазины не работали.",
}
Told = dict[str, tuple[str, str, str | None]]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def told(sentence: str, language: str, gazetteer: Gazetteer) -> Told:
    """Return action, modality and side by the toponym of each event place."""
    document = Document(id="t", text=sentence + QUIET[language], language=language)
    return {
        reading.resolution.mention.toponym: (reading.event.action, reading.event.modality, reading.event.side)
        for reading in analyse(document, gazetteer).readings
        if reading.event is not None
    }


@pytest.mark.parametrize(
    ("language", "sentence", "place", "action", "modality"),
    [
        ("ru", "За три дня из Лисичанска вывезли четыре тысячи человек.", "Лисичанска", "moved", "factual"),
        ("uk", "Наступного тижня з Межової планують вивезти архіви.", "Межової", "moved", "planned"),
        ("ru", "Высадиться у Алёшек диверсантам так и не удалось.", "Алёшек", "moved", "negated"),
        (
            "uk",
            "Ніякого наказу залишити Часів Яр командири не отримували.",
            "Часів Яр",
            "withdrew",
            "negated",
        ),
        (
            "uk",
            "На Оріхівському напрямку ворог наступальних дій не проводив.",
            "Оріхівському",
            "attacked",
            "negated",
        ),
        ("uk", "Командири отримали наказ залишити Часів Яр.", "Часів Яр", "withdrew", "planned"),
        ("uk", "Після атаки БпЛА в Павлограді горіла крамниця.", "Павлограді", "struck", "factual"),
        ("uk", "Після атаки піхоти в Павлограді стало тихо.", "Павлограді", "attacked", "factual"),
        ("ru", "Информация о падении ракеты в Ейске недостоверна.", "Ейске", "struck", "negated"),
        (
            "uk",
            "Заяви про захоплення Торського не відповідають дійсності.",
            "Торського",
            "captured",
            "negated",
        ),
        ("uk", "Повідомлення про захоплення Торського — фейк.", "Торського", "captured", "negated"),
        ("uk", "Новини про обстріл Торського — головна тема.", "Торського", "struck", "factual"),
        ("ru", "Взрыва в Джанкое не было, говорит глава района.", "Джанкое", "struck", "negated"),
        ("ru", "Взрыва в Джанкое хватило на три дома.", "Джанкое", "struck", "factual"),
        ("ru", "Атаку на Сумы отразили к вечеру.", "Сумы", "attacked", "factual"),
        ("en", "Men who were captured near Vuhledar were led away.", "Vuhledar", "other", "factual"),
        ("uk", "Для звільнення Торського потрібні танки.", "Торського", "reclaimed", "planned"),
        ("uk", "Для жителів звільнення Торського стало святом.", "Торського", "reclaimed", "factual"),
        ("uk", "Під ворожим вогнем були Торське й Терни.", "Торське", "struck", "factual"),
        ("uk", "Під ворожим вогнем кухар у Торському варив кашу.", "Торському", "struck", "factual"),
        ("ru", "Под ударами ствольной артиллерии побывали Льгов и Коренево.", "Льгов", "struck", "factual"),
        ("ru", "Под Новый год в гостях побывали Льгов и Коренево.", "Льгов", "visited", "factual"),
        ("uk", "У Торському крилата ракета впала за сто метрів від школи.", "Торському", "struck", "factual"),
        ("en", "The attacks wounded three people in Vuhledar.", "Vuhledar", "struck", "factual"),
        ("en", "Shells fell on Vuhledar and Terny as residents fled.", "Terny", "struck", "factual"),
        ("en", "Shells fell on Vuhledar, and Terny fled as one.", "Terny", "moved", "factual"),
        ("en", "Troops left Vuhledar as shells hit Terny.", "Vuhledar", "withdrew", "factual"),
        ("en", "Troops are reported to be fighting in Vuhledar.", "Vuhledar", "attacked", "factual"),
        ("en", "Troops are expected to be fighting in Vuhledar.", "Vuhledar", "attacked", "planned"),
        ("en", "A base designed to store shells was hit near Vuhledar.", "Vuhledar", "struck", "factual"),
        ("en", "A base capable of storing shells was hit near Vuhledar.", "Vuhledar", "struck", "factual"),
        ("en", "They have missiles capable of hitting Vuhledar.", "Vuhledar", "struck", "planned"),
        ("en", "Troops liberated dozens of villages and Vuhledar.", "Vuhledar", "reclaimed", "factual"),
        ("en", "Troops hold ten villages and Vuhledar is encircled.", "Vuhledar", "attacked", "factual"),
        ("en", "The Ukrainians attacked and took Vuhledar back.", "Vuhledar", "reclaimed", "factual"),
        ("en", "They took him back to Vuhledar.", "Vuhledar", "moved", "factual"),
        ("en", "Troops mount offensive operations toward Vuhledar.", "Vuhledar", "attacked", "factual"),
        ("en", "Air raid sirens echoed over Vuhledar at noon.", "Vuhledar", "other", "factual"),
        ("en", "Troops attacked in the Lyman–Vuhledar direction.", "Vuhledar", "attacked", "factual"),
        ("uk", "Лиман–Торське обстріляли вночі.", "Торське", "struck", "factual"),
        ("en", "From Kharkiv to Kherson, shells fell all night.", "Kherson", "struck", "factual"),
        ("en", "From Kharkiv to Kherson, shells fell all night.", "Kharkiv", "struck", "factual"),
        ("en", "Fighting goes on from Kupiansk to Vuhledar.", "Vuhledar", "attacked", "factual"),
        ("en", "Troops retreated from Terny to Vuhledar.", "Vuhledar", "moved", "factual"),
        ("en", "In Kharkiv two fell, and in Derhachi shells hit a house.", "Kharkiv", "struck", "factual"),
        ("en", "Vuhledar was surrounded and then fell to Russian troops.", "Vuhledar", "captured", "factual"),
        ("en", "Vuhledar was shelled and later occupied.", "Vuhledar", "captured", "factual"),
        ("en", "Vuhledar was shelled, and Yampil fell.", "Vuhledar", "struck", "factual"),
        ("en", "Vuhledar was bombed and troops then captured Yampil.", "Vuhledar", "struck", "factual"),
        ("en", "The attacks on Vuhledar failed.", "Vuhledar", "attacked", "factual"),
        ("uk", "Дрони били по Покровському на Донеччині.", "Покровському", "struck", "factual"),
        ("ru", "Взрывы прогремели в Армянске.", "Армянске", "struck", "factual"),
        ("ru", "Через Льгов прошла колонна техники.", "Льгов", "moved", "factual"),
        (
            "uk",
            "Ворог здійснив обстріли трьох громад: Краснопільської, Глухівської.",
            "Глухівської",
            "struck",
            "factual",
        ),
        ("uk", "У Сумській сьогодні вночі пролунали вибухи.", "Сумській", "struck", "factual"),
        (
            "uk",
            "Відбито атаки на бахмутському та лиманському напрямках.",
            "лиманському",
            "attacked",
            "factual",
        ),
        ("uk", "Противник намагався просунутися у бік Терпіння.", "Терпіння", "attacked", "factual"),
        ("uk", "За підтримки авіації вів штурмові дії біля Торського.", "Торського", "attacked", "factual"),
        (
            "ru",
            "Село Архангельское подверглось атаке вражеского беспилотника.",
            "Архангельское",
            "struck",
            "factual",
        ),
        ("ru", "В Козинке после атак FPV-дронов разрушен гараж.", "Козинке", "struck", "factual"),
        ("uk", "Росіяни атакували Харків ударними дронами.", "Харків", "struck", "factual"),
        ("uk", "Росіяни атакували Харків силами двох рот.", "Харків", "attacked", "factual"),
        ("uk", "У Нікополі після обстрілу загорілася крамниця.", "Нікополі", "struck", "factual"),
        ("en", "Two soldiers were captured near Vuhledar.", "Vuhledar", "other", "factual"),
        ("en", "Vuhledar was captured on Monday.", "Vuhledar", "captured", "factual"),
        (
            "en",
            "A choir sang in Vuhledar before news of the offensive in Sumy.",
            "Vuhledar",
            "other",
            "factual",
        ),
        ("en", "Drones churned the fields of Yunakivka.", "Yunakivka", "struck", "factual"),
        ("en", "In Izium a drone hit a car.", "Izium", "struck", "factual"),
        ("en", "Two rockets burst beside the station of Kramatorsk.", "Kramatorsk", "struck", "factual"),
    ],
)
def test_what_stands_after_a_place_counts_as_much_as_what_stands_before(  # noqa: PLR0913, PLR0917
    language: str, sentence: str, place: str, action: str, modality: str, gazetteer: Gazetteer
) -> None:
    assert told(sentence, language, gazetteer)[place][:2] == (action, modality)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ru", "Из Лисичанска родом известный художник."),
        ("uk", "З Межової видно гору."),
        ("en", "The Lyman school choir sang."),
        ("uk", "У Покровському музеї відкрили виставку."),
        ("uk", "На українському та російському напрямках мовознавства тихо."),
        ("uk", "Позиції підрозділів Сил оборони ворог обстріляв."),
        ("uk", "На Волинському та Поліському напрямках обстановка без суттєвих змін."),
        ("en", "In Lyman, a centre with major defence factories, the choir sang."),
        ("en", "Authorities in Lyman appeared to confirm the news."),
    ],
)
def test_a_place_without_any_such_word_is_none_of_an_event(
    language: str, sentence: str, gazetteer: Gazetteer
) -> None:
    assert not [event for event in told(sentence, language, gazetteer).values() if event[0] != "other"]


@pytest.mark.parametrize(
    ("language", "sentence", "side"),
    [
        ("en", "Russian attacks on Lyman were repelled.", "RU"),
        ("en", "Ukrainian troops repelled attacks on Lyman.", "RU"),
        ("ru", "У Лимана отражены восемь атак украинских подразделений.", "UA"),
        ("en", "Kyiv launched an attack on Lyman.", "UA"),
        ("en", "Ukrainian defenders held a hill, while fighting continues near Lyman.", "both"),
    ],
)
def test_an_attack_is_theirs_whose_it_is_called(
    language: str, sentence: str, side: str, gazetteer: Gazetteer
) -> None:
    assert [event[2] for event in told(sentence, language, gazetteer).values()] == [side]


def test_a_post_that_opens_with_a_town_alone_tells_of_it(gazetteer: Gazetteer) -> None:
    assert told("Нікополь. Обстріл із важкої артилерії.", "uk", gazetteer)["Нікополь"][0] == "struck"
    assert told("Таганрог! Взрыв у набережной.", "ru", gazetteer)["Таганрог"][0] == "struck"
    assert "Одеса" not in told("Одеса. Концерт перенесено.", "uk", gazetteer)
    assert "Суми" not in told("Суми. Обстріл Охтирки тривав годину.", "uk", gazetteer)


def places(sentence: str, language: str, gazetteer: Gazetteer) -> list[tuple[str, str | None]]:
    """Return the name and first-level unit of each place that is told."""
    document = Document(id="t", text=sentence + QUIET[language], language=language)
    chosen = [r.resolution.chosen for r in analyse(document, gazetteer).readings if r.role != "demonym"]
    return [(c.entry.name, c.entry.admin1) for c in chosen if c is not None]


def test_neighbours_in_a_list_tell_a_village_from_a_city(gazetteer: Gazetteer) -> None:
    sentence = "Troops probed the line at Makiivka, Nevske and Novoliubivka."
    assert ("Makiivka", "Luhansk Oblast") in places(sentence, "en", gazetteer)
    assert ("Makiivka", "Donetsk Oblast") in places(
        "Shells hit Makiivka, Donetsk and Horlivka.", "en", gazetteer
    )


def test_a_town_called_like_a_state_holds_no_list(gazetteer: Gazetteer) -> None:
    found = places("Дрони пошкодили підстанції в Борзні, Мені й Бахмачі.", "uk", gazetteer)
    assert {unit for _, unit in found} == {"Chernihiv Oblast"}


def test_a_village_that_no_one_knows_lies_somewhere_in_the_oblast_that_is_stated(
    gazetteer: Gazetteer,
) -> None:
    document = Document(id="t", text="In Dubrovka, Belgorod Oblast, a shell hit a barn." + QUIET["en"])
    reading = analyse(document, gazetteer).readings[0]
    assert reading.resolution.chosen is not None
    entry = reading.resolution.chosen.entry
    assert (entry.name, entry.precision) == ("Dubrovka (somewhere in Belgorod Oblast)", "area")
    assert reading.event is not None


@pytest.mark.parametrize(
    ("language", "sentence", "place", "expected"),
    [
        # A clause that opens with its place after a semicolon or comma tells its own event.
        (
            "uk",
            "У Званівці горіли сараї; у Соледарі за добу обстрілів не зафіксовано.",
            "Соледарі",
            ("struck", "negated"),
        ),
        (
            "uk",
            "На Миколаївку впали бомби, у Святогірську люди виїхали.",
            "Святогірську",
            ("moved", "factual"),
        ),
        # A converb tells what was done, whatever the verb before it plans.
        (
            "ru",
            "Рота планирует прорваться к Тёткино, подтянув технику к Рыжевке.",
            "Рыжевке",
            ("moved", "factual"),
        ),
        ("ru", "Рота планирует подтянуть технику к Рыжевке.", "Рыжевке", ("moved", "planned")),
        # A participle before its noun only describes that.
        (
            "uk",
            "Ворог зосередив зусилля на утриманні зайнятих рубежів поблизу Тернової.",
            "Тернової",
            ("other", "factual"),
        ),
        ("uk", "Ворог зайняв рубежі та захопив Тернову.", "Тернову", ("captured", "factual")),
        # Houses are shelled, people are killed.
        ("uk", "Танк розстріляв будинки у Лукашівці.", "Лукашівці", ("struck", "factual")),
        ("uk", "Окупанти розстріляли людей у Лукашівці.", "Лукашівці", ("other", "factual")),
        # A verb in the future makes a plan of what a noun names.
        ("uk", "Евакуаційний автобус ходитиме з Білицького.", "Білицького", ("moved", "planned")),
        ("uk", "Евакуаційний автобус ходив з Білицького.", "Білицького", ("moved", "factual")),
        ("ru", "В ближайшие дни войска попытаются взять Сватово.", "Сватово", ("captured", "planned")),
        # A relative clause with "that" ends where the verb of its noun comes.
        (
            "en",
            "The battalion that had held Dachne fell back to Kostiantynopil.",
            "Kostiantynopil",
            ("moved", "factual"),
        ),
        ("en", "The battalion said that it had held Dachne to the end.", "Dachne", ("other", "factual")),
        # Who denied that they had aimed at it denies the strike.
        ("en", "Moscow denied that it had aimed at homes in Lutsk.", "Lutsk", ("other", "negated")),
        ("en", "The checkpoint in Shchastia will open on Monday.", "Shchastia", ("other", "planned")),
        ("en", "People in Shchastia could hear the guns.", "Shchastia", ("other", "factual")),
        # Where somebody was born or studied is no event.
        ("ru", "Он родился в Виннице и учился в Полтаве.", "Полтаве", None),
        ("ru", "Он ранен в Виннице и лечился в Полтаве.", "Виннице", ("struck", "factual")),
    ],
)
def test_a_clause_tells_of_its_own_place(
    language: str, sentence: str, place: str, expected: tuple[str, str] | None, gazetteer: Gazetteer
) -> None:
    found = told(sentence, language, gazetteer).get(place)
    assert (found and found[:2]) == expected


@pytest.mark.parametrize(
    ("language", "sentence", "place", "action", "side"),
    [
        ("ru", "В Лутугино подняли украинский флаг.", "Лутугино", "reclaimed", "UA"),
        ("ru", "В Лутугино подняли российский флаг.", "Лутугино", "captured", "RU"),
        ("ru", "Нанесено поражение двум бригадам ВСУ под Волчанском.", "Волчанском", "struck", "RU"),
        ("ru", "Группировка «Восток» отразила контратаки у Волчанска.", "Волчанска", "attacked", "RU"),
        ("uk", "Українські оборонці відбили атаки біля Кам'янського.", "Кам'янського", "attacked", "RU"),
    ],
)
def test_a_flag_and_those_who_are_hit_tell_the_side(  # noqa: PLR0913, PLR0917
    language: str, sentence: str, place: str, action: str, side: str, gazetteer: Gazetteer
) -> None:
    found = told(sentence, language, gazetteer)[place]
    assert (found[0], found[2]) == (action, side)


def test_a_town_that_looks_like_an_adjective_is_one_before_its_unit(gazetteer: Gazetteer) -> None:
    sentence = "Снаряды упали у Каменского Запорожской области."
    assert ("Kamianske", "Zaporizhzhia Oblast") in places(sentence, "ru", gazetteer)
    sentence = "Снаряды упали у Каменского района Запорожской области."
    assert all(name != "Kamianske" for name, _ in places(sentence, "ru", gazetteer))


@pytest.mark.parametrize(
    ("language", "sentence", "place", "expected"),
    [
        ("uk", "Ворог силкувався вибити наші підрозділи з позицій поблизу Греківки.", "Греківки", "attacked"),
        ("en", "Moscow may stage a parade in Mariupol.", "Mariupol", "planned"),
        ("en", "Moscow may have staged a parade in Mariupol.", "Mariupol", "factual"),
        ("uk", "На підступах до Охтирки хлопці спалили танк.", "Охтирки", "factual"),
        ("ru", "Жителей хутора Киреевка на ночь вывезли в школу.", "Киреевка", "moved"),
        ("uk", "Мешканців Орлівки відселили до Генічеська.", "Орлівки", "moved"),
        ("uk", "Мешканців Орлівки привітали з Генічеська.", "Орлівки", None),
        (
            "uk",
            "На Лиманському напрямку тихо. На Краматорському ворог атакував біля Ступочок.",
            "Краматорському",
            "attacked",
        ),
        ("uk", "На Краматорському концерті співали в Ступочках.", "Краматорському", None),
        ("uk", "Танки підуть на Охтирку.", "Охтирку", "attacked"),
        ("uk", "Діти підуть на Охтирку.", "Охтирку", "moved"),
    ],
)
def test_who_is_driven_off_moved_or_meant_to_go(
    language: str, sentence: str, place: str, expected: str | None, gazetteer: Gazetteer
) -> None:
    found = told(sentence, language, gazetteer).get(place)
    assert (found is None) == (expected is None)
    assert found is None or expected in found[:2]


@pytest.mark.parametrize(
    ("language", "sentence", "place", "modality"),
    [
        ("uk", "Генштаб спростовує, що ворог зайшов у Локню.", "Локню", "negated"),
        ("uk", "Генштаб підтверджує, що ворог зайшов у Локню.", "Локню", "factual"),
        ("uk", "Заява про взяття Лимана — вигадка, відреагували у війську.", "Лимана", "negated"),
        ("uk", "Заява про взяття Лимана — радість, відреагували у війську.", "Лимана", "factual"),
        ("ru", "Прорыва границы у Демидовки и Прилесья не было.", "Прилесья", "negated"),
        ("ru", "Прорыв границы у Демидовки и Прилесья был.", "Прилесья", "factual"),
        ("ru", "Заявления об оставлении войсками Работино – ложь.", "Работино", "negated"),
        ("ru", "Об оставлении войсками Работино сообщили утром.", "Работино", "factual"),
        ("ru", "Эвакуацию жителей Орловки власти не объявляли.", "Орловки", "negated"),
    ],
)
def test_what_denies_a_report_may_stand_far_off(
    language: str, sentence: str, place: str, modality: str, gazetteer: Gazetteer
) -> None:
    assert told(sentence, language, gazetteer)[place][1] == modality


@pytest.mark.parametrize(
    ("language", "sentence", "place", "expected"),
    [
        ("uk", "Від вогню ворожої артилерії потерпали Клюси та Хотінь.", "Клюси", ("struck", "RU")),
        ("uk", "Від вогню каміна потерпали Клюси та Хотінь.", "Клюси", None),
        ("ru", "Штаб размещается в Белгороде.", "Белгороде", None),
        ("ru", "Штаб в Белгороде горел.", "Белгороде", ("struck", "UA")),
        ("en", "The office of the mission is located in Kyiv.", "Kyiv", None),
        ("en", "A depot located in Melitopol was blown up.", "Melitopol", ("struck", "UA")),
        ("uk", "Піхотинці вибили загарбників із Дудчан.", "Дудчан", ("reclaimed", "UA")),
        ("ru", "Ночью «Герани» прилетели по депо в Конотопе.", "Конотопе", ("struck", "RU")),
        ("ru", "Ночью делегаты прилетели в Конотоп.", "Конотоп", ("moved", None)),
    ],
)
def test_where_something_stands_is_told_from_what_befalls_it(
    language: str, sentence: str, place: str, expected: tuple[str, str | None] | None, gazetteer: Gazetteer
) -> None:
    found = told(sentence, language, gazetteer).get(place)
    assert (found and (found[0], found[2])) == expected


def test_rockets_and_headwords_are_no_places(gazetteer: Gazetteer) -> None:
    assert set(told("Утром те лупили «Градами» по Дергачам.", "ru", gazetteer)) == {"Дергачам"}
    assert set(told("Хорошее: ВСУ выбили рашистов из Циркунов.", "ru", gazetteer)) == {"Циркунов"}
    assert told("Президент исключил отвод войск из Купянска.", "ru", gazetteer)["Купянска"][1] == "negated"
    assert told("Президент подтвердил отвод войск из Купянска.", "ru", gazetteer)["Купянска"][1] == "factual"


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        # a clause of its own tells of the name before its verb, a list does not
        (
            "ru",
            "Бои идут у Торецка, а Константиновку обстреливают с утра.",
            {"Торецка": "attacked", "Константиновку": "struck"},
        ),
        (
            "uk",
            "Обстріляли Торецьк, Костянтинівку та Дружківку.",
            {"Торецьк": "struck", "Костянтинівку": "struck", "Дружківку": "struck"},
        ),
        # brackets that tell where the place before them lies, and such that go on
        ("ru", "Колонна сгорела у Снагости (это под Коренево).", {"Снагости": "struck"}),
        ("en", "Shells hit Nikopol (and near Marhanets).", {"Nikopol": "struck", "Marhanets": "struck"}),
        # where nothing goes on, and where it did
        ("en", "The situation in Luhansk was calm.", {}),
        ("uk", "У Сумах спокійно, у Харкові пролунали вибухи.", {"Харкові": "struck"}),
        ("ru", "После обстрела в Никополе спокойно.", {"Никополе": "struck"}),
        # where those are who tell it
        ("en", "A train burned in Kerch, say channels in occupied Crimea.", {"Kerch": "struck"}),
        ("en", "A train burned in Kerch, and a house in Yalta.", {"Kerch": "struck", "Yalta": "struck"}),
    ],
)  # fmt: skip
def test_each_clause_and_bracket_tells_of_its_own(
    language: str, sentence: str, expected: dict[str, str], gazetteer: Gazetteer
) -> None:
    assert {name: event[0] for name, event in told(sentence, language, gazetteer).items()} == expected


@pytest.mark.parametrize(
    ("language", "sentence", "place", "modality"),
    [
        ("uk", "Втримати лінію не вдалося, залишено Торське.", "Торське", "factual"),
        ("uk", "Ворогу не вдалося захопити Торське.", "Торське", "negated"),
        ("ru", "Удержать оборону не удалось, оставлен Лиман.", "Лиман", "factual"),
    ],
)
def test_what_failed_in_the_clause_before_leaves_a_participle_alone(
    language: str, sentence: str, place: str, modality: str, gazetteer: Gazetteer
) -> None:
    assert told(sentence, language, gazetteer)[place][1] == modality


@pytest.mark.parametrize(
    ("place", "side"),
    [
        ("Makiivka", "UA"), ("Melitopol", "UA"), ("Kramatorsk", "RU"), ("Zaporizhzhia", "RU"),
        ("Bakhmut", None), ("Kherson", None), ("Tokmak", "UA"), ("Enerhodar", None),
    ],
)  # fmt: skip
def test_who_alone_can_have_struck_is_told_by_the_raion(
    place: str, side: str | None, gazetteer: Gazetteer
) -> None:
    assert told(f"Shells hit a house in {place}.", "en", gazetteer)[place] == ("struck", "factual", side)


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("uk", "Ворог сунувся у бік Оріхова.", {"Оріхова": "attacked"}),
        ("uk", "Гладка шкіра Оріхова вразила всіх.", {}),
        ("ru", "Суджа потеряна.", {"Суджа": "captured"}),
        ("ru", "В Судже потеряна связь.", {"Судже": "other"}),
        ("ru", "Запад давит на Киев.", {}),
    ],
)
def test_a_direction_makes_a_place_and_a_loss_takes_one(
    language: str, sentence: str, expected: dict[str, str], gazetteer: Gazetteer
) -> None:
    assert {name: event[0] for name, event in told(sentence, language, gazetteer).items()} == expected


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("ru", "В Курской области дрон атаковал Рыльск.", {"Рыльск"}),
        ("uk", "У Шосткинському районі вночі обстріляли Середину-Буду.", {"Середину-Буду"}),
        ("en", "In Kharkiv Oblast, shells hit Izium.", {"Izium"}),
        ("en", "In Kharkiv Oblast, a strike on the city of Izium killed a man.", {"Izium"}),
        ("en", "In the Belgorod region, in Shebekino, a drone was shot down.", {"Shebekino"}),
        ("en", "In the Belgorod region, Shebekino came under fire.", {"Shebekino"}),
        (
            "en",
            "In the Belgorod region and in Shebekino drones were shot down.",
            {"Belgorod region", "Shebekino"},
        ),
        ("ru", "В Шебекинском районе под обстрел попало село Новая Таволжанка.", {"Новая Таволжанка"}),
        ("en", "Shells fell in Kharkiv Oblast and in Kharkiv.", {"Kharkiv Oblast", "Kharkiv"}),
        ("en", "Shells fell in Kharkiv Oblast, and drones hit Izium.", {"Kharkiv Oblast", "Izium"}),
        ("en", "In Kharkiv Oblast, shells hit Sumy.", {"Kharkiv Oblast", "Sumy"}),
        ("uk", "В Ізюмському районі обстріляно школу (с. Оскіл).", {"Ізюмському районі", "Оскіл"}),
        # A colon opens up what happened in the unit.
        ("ru", "В Шебекинском округе без раненых: в Шебекине повреждён дом.", {"Шебекине"}),
        ("en", "In Sumy Oblast two strikes were reported: a drone hit Konotop.", {"Konotop"}),
        ("uk", "Вибухи в Сумській області: влада мовчить.", {"Сумській області"}),
        # Those in a place may tell of it by another word.
        ("en", "Officials in Sumy and Kharkiv said their cities were under fire.", {"Sumy", "Kharkiv"}),
        ("en", "Officials in Sumy said the border had been shelled.", set()),
        ("en", "Officials in Sumy said Nikopol had been shelled.", {"Nikopol"}),
        # A town only frames what is told of a smaller place close by.
        ("en", "In the south of Kyiv, a strike on a school in Markhalivka killed a man.", {"Markhalivka"}),
        ("en", "In Kyiv the president visited Bucha and Irpin.", {"Bucha", "Irpin"}),
        ("uk", "У Харкові снаряд влучив у школу в Дергачах.", {"Дергачах"}),
        ("en", "In Kharkiv and Derhachi, shells hit houses.", {"Kharkiv", "Derhachi"}),
        ("en", "Near Vovchansk, troops attacked Tykhe.", {"Vovchansk", "Tykhe"}),
        ("ru", "В Белгороде сбили дрон, летевший на Шебекино.", {"Белгороде", "Шебекино"}),
    ],
)
def test_a_unit_only_frames_the_event_of_a_place_within_it(
    language: str, sentence: str, expected: set[str], gazetteer: Gazetteer
) -> None:
    assert set(told(sentence, language, gazetteer)) == expected


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("en", "The enemy tried to take Lyman, without success.", {"Lyman": ("attacked", "factual")}),
        ("en", "The enemy tried in vain to capture Lyman.", {"Lyman": ("attacked", "factual")}),
        ("en", "The enemy tries to capture Lyman.", {"Lyman": ("captured", "planned")}),
        ("en", "The enemy failed to take Lyman.", {"Lyman": ("captured", "negated")}),
        ("ru", "Пехота пыталась взять Лиман, безуспешно.", {"Лиман": ("attacked", "factual")}),
        ("ru", "Пехота пыталась взять Лиман.", {"Лиман": ("captured", "planned")}),
        ("uk", "Ворог марно намагався захопити Лиман.", {"Лиман": ("attacked", "factual")}),
        (
            "en",
            "Russian forces made marginal territorial gains south of Lyman.",
            {"Lyman": ("attacked", "factual")},
        ),
        ("en", "The firm made marginal gains.", {}),
        ("en", "The enemy does not abandon attempts to take Lyman.", {"Lyman": ("captured", "planned")}),
        ("ru", "Противник не прекращает попыток взять Лиман.", {"Лиман": ("captured", "planned")}),
        ("uk", "Окупанти не припиняють обстрілювати Лиман.", {"Лиман": ("struck", "factual")}),
        ("uk", "Окупанти припиняють обстрілювати Лиман.", {"Лиман": ("struck", "planned")}),
        (
            "en",
            "Ukrainian troops retreated in late April west from the village of Lyman.",
            {"Lyman": ("withdrew", "factual")},
        ),
        ("en", "The hills lie west from Lyman.", {}),
        ("en", "Drones attacked Ukraine's river port of Lyman.", {"Lyman": ("struck", "factual")}),
        ("en", "Russian forces focus their efforts near Lyman.", {"Lyman": ("attacked", "factual")}),
        ("en", "The hill is crucial for advances toward Lyman.", {"Lyman": ("attacked", "planned")}),
        (
            "en",
            "According to the head of the region, near the village of Lyman, a car was hit by a drone.",
            {"Lyman": ("struck", "factual")},
        ),
        (
            "en",
            "The invaders announced the capture (in their terms, 'liberation') of the town of Lyman.",
            {"Lyman": ("captured", "factual")},
        ),
        ("uk", "Того ж тижня ворога вибили з Лимана.", {"Лимана": ("reclaimed", "factual")}),
        ("uk", "Із Лимана окупантів вигнали 4 жовтня.", {"Лимана": ("reclaimed", "factual")}),
        ("ru", "Утрату Лимана в штабе отрицали.", {"Лимана": ("captured", "negated")}),
        ("uk", "Втрату Лимана в штабі визнали.", {"Лимана": ("captured", "factual")}),
        ("uk", "В адміністрації кажуть, що евакуації Лимана не планують.", {"Лимана": ("moved", "negated")}),
    ],
)
def test_what_was_tried_or_denied_is_told_from_what_happened(
    language: str, sentence: str, expected: dict[str, tuple[str, str]], gazetteer: Gazetteer
) -> None:
    assert {name: event[:2] for name, event in told(sentence, language, gazetteer).items()} == expected


@pytest.mark.parametrize(
    ("sentence", "place", "action"),
    [
        ("Ukrainian troops have driven the Russians from Tsyrkuny.", "Tsyrkuny", "reclaimed"),
        ("Ukrainian forces pushed the enemy out of Kupiansk.", "Kupiansk", "reclaimed"),
        ("Russian forces drove Ukrainian troops out of Soledar.", "Soledar", "captured"),
        ("Russian forces were driven out of Kupiansk.", "Kupiansk", "withdrew"),
        ("Rescuers drove sixty people out of Kupiansk.", "Kupiansk", "moved"),
    ],
)
def test_who_drives_the_other_side_out_takes_the_place(
    sentence: str, place: str, action: str, gazetteer: Gazetteer
) -> None:
    assert told(sentence, "en", gazetteer)[place][0] == action


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("ru", "В Туле простились с бойцом, погибшим под Суджей.", {"Туле": "other", "Суджей": "struck"}),
        ("ru", "В Клинцах, обстрелянных ночью, нет света.", {"Клинцах": "struck"}),
        ("en", "Shells hit Kivsharivka, a village near Kupiansk.", {"Kivsharivka": "struck"}),
        ("en", "Shells hit a village near Kupiansk.", {"Kupiansk": "struck"}),
    ],
)  # fmt: skip
def test_what_tells_of_another_noun_tells_nothing_of_the_place(
    language: str, sentence: str, expected: dict[str, str], gazetteer: Gazetteer
) -> None:
    assert {name: event[0] for name, event in told(sentence, language, gazetteer).items()} == expected


@pytest.mark.parametrize(
    ("language", "sentence", "place", "action"),
    [
        # What stands between a preposition and a name: adjectives that no table knows, and their adverbs.
        ("uk", "Ворог ударив по багатостраждальному Нікополю вночі.", "Нікополю", "struck"),
        ("uk", "Дрони влучили в уже порожній Вугледар.", "Вугледар", "struck"),
        ("uk", "У тимчасово окупованому Мелітополі підірвали авто.", "Мелітополі", "struck"),
        ("uk", "У вже звільненій Балаклії підірвали авто.", "Балаклії", "struck"),
        ("ru", "Удар пришёлся по ночному Энгельсу.", "Энгельсу", "struck"),
        ("ru", "Во временно оккупированном Токмаке взорвали мост.", "Токмаке", "struck"),
        ("ru", "Под самым Угледаром горит колонна.", "Угледаром", "struck"),
        ("uk", "Ворог зайшов у сам Вугледар.", "Вугледар", "attacked"),
        ("uk", "Противник намагався просунутися повз Вугледар.", "Вугледар", "attacked"),
        # An adjective of what is only remembered, or a week before a participle, ties nothing.
        ("uk", "Виставка про довоєнний Вугледар мандрує світом.", "Вугледар", None),
        ("ru", "Фильм о довоенном Донецке понравился зрителям.", "Донецке", None),
        ("ru", "За неделю взяты Малая Локня и ещё дюжина сёл.", "Малая Локня", "captured"),
    ],
)
def test_adjectives_lead_from_a_preposition_to_a_name(
    language: str, sentence: str, place: str, action: str | None, gazetteer: Gazetteer
) -> None:
    assert told(sentence, language, gazetteer).get(place, (None,))[0] == action


@pytest.mark.parametrize(
    ("language", "sentence", "place", "modality"),
    [
        ("uk", "Вибухи в Кролевці – фейк.", "Кролевці", "negated"),
        ("ru", "Взятие Угледара – выдумка, бои идут у Курахова.", "Угледара", "negated"),
        (
            "ru",
            "Сообщения о высадке в Приморском действительности не соответствуют.",
            "Приморском",
            "negated",
        ),
        ("ru", "Обстрел Угледара – двое раненых.", "Угледара", "factual"),
    ],
)
def test_what_is_called_false_behind_a_dash_did_not_happen(
    language: str, sentence: str, place: str, modality: str, gazetteer: Gazetteer
) -> None:
    assert told(sentence, language, gazetteer)[place][1] == modality


@pytest.mark.parametrize(
    ("language", "sentence", "place", "action"),
    [
        # Whose residents a strike hurts; of who fell elsewhere or did it themselves nothing is known.
        ("uk", "Унаслідок удару дрона поранено жителя Нікополя.", "Нікополя", "struck"),
        ("uk", "Постраждав 60-річний житель Нікополя: біля нього вибухнув дрон.", "Нікополя", "struck"),
        ("uk", "На війні загинув житель Нікополя.", "Нікополя", None),
        ("uk", "Житель Нікополя убив сусіда.", "Нікополя", None),
        ("ru", "При обстреле погибли двое жителей Угледара.", "Угледара", "struck"),
        ("ru", "Житель Угледара получил премию.", "Угледара", None),
        # The way in and out.
        ("uk", "На виїзді із Нікополя від удару дрона згорів автобус.", "Нікополя", "struck"),
        ("ru", "На въезде в Угледар взорвался автомобиль.", "Угледар", "struck"),
        ("uk", "У райцентрі Нікополь снаряд поцілив у школу.", "Нікополь", "struck"),
        # What somebody remembers of a place is no event there.
        ("uk", "До війни він тримав бджіл у Вугледарі.", "Вугледарі", None),
        ("ru", "Когда-то я два года прожил в Угледаре и ловил рыбу.", "Угледаре", None),
        ("en", "Before the war he kept bees in Vuhledar.", "Vuhledar", None),
    ],
)
def test_residents_ways_in_and_memories(
    language: str, sentence: str, place: str, action: str | None, gazetteer: Gazetteer
) -> None:
    assert told(sentence, language, gazetteer).get(place, (None,))[0] == action


@pytest.mark.parametrize(
    ("sentence", "place", "told_of_it"),
    [
        # A day behind "on" ends no verb, and who stands before a town that fell did not take it.
        ("Kupiansk fell on Friday after a long siege.", "Kupiansk", ("captured", "factual", "RU")),
        ("Kupiansk, in Ukraine's east, fell to Russian troops.", "Kupiansk", ("captured", "factual", "RU")),
        ("Kupiansk fell to Ukrainian forces.", "Kupiansk", ("reclaimed", "factual", "UA")),
        ("Shells fell on Sumy on Friday.", "Sumy", ("struck", "factual", "RU")),
    ],
)
def test_a_town_falls_to_whom_it_falls(
    sentence: str, place: str, told_of_it: tuple[str, str, str], gazetteer: Gazetteer
) -> None:
    assert told(sentence, "en", gazetteer)[place] == told_of_it


@pytest.mark.parametrize(
    ("language", "sentence", "place", "modality"),
    [
        ("en", "Russia is days away from taking Vuhledar.", "Vuhledar", "planned"),
        ("en", "Russian troops came close to seizing Vuhledar.", "Vuhledar", "planned"),
        ("uk", "Росіяни за крок від захоплення Вугледара.", "Вугледара", "planned"),
        ("ru", "Россияне близки к захвату Угледара.", "Угледара", "planned"),
        ("ru", "Взятие Угледара – дело нескольких дней.", "Угледара", "planned"),
        ("ru", "Удар по Энгельсу – план «Паутина» в действии.", "Энгельсу", "factual"),
        ("en", "Shells fell close to Vuhledar.", "Vuhledar", "factual"),
        ("uk", "Про удар по Вугледару повідомив мер.", "Вугледару", "factual"),
    ],
)
def test_what_is_nearly_taken_is_not_taken(
    language: str, sentence: str, place: str, modality: str, gazetteer: Gazetteer
) -> None:
    assert told(sentence, language, gazetteer)[place][1] == modality


@pytest.mark.parametrize(
    ("language", "sentence", "place", "told_of_it"),
    [
        # The state in which a place is left is no withdrawal.
        ("en", "Russian shelling cut it, leaving Kupiansk without heat.", "Kupiansk", ("other", "factual")),
        ("en", "Russian bombs left Kupiansk in ruins.", "Kupiansk", ("struck", "factual")),
        ("en", "Ukrainian troops left Kupiansk on Friday.", "Kupiansk", ("withdrew", "factual")),
        # What another clause denies is none of this one, and a cause happened.
        ("ru", "Если обстрелы не прекратятся, придется брать Угледар.", "Угледар", ("captured", "planned")),
        (
            "ru",
            "После сброса с дрона в Угледаре нет ни одного целого окна.",
            "Угледаре",
            ("struck", "factual"),
        ),
        ("ru", "Враг не смог взять Угледар.", "Угледар", ("captured", "negated")),
        # A square of a town, not one that is called so; whither and whence.
        ("uk", "На центральній площі Бердянська вибухнула машина.", "Бердянська", ("struck", "factual")),
        ("uk", "Тікаючи зі Снігурівки, окупанти замінували школу.", "Снігурівки", ("withdrew", "factual")),
        ("ru", "Отряды накапливаются для броска на Угледар.", "Угледар", ("attacked", "planned")),
        ("uk", "Енергетики повернули світло 3200 родинам в Охтирці.", "Охтирці", ("other", "factual")),
    ],
)
def test_states_causes_and_squares(
    language: str, sentence: str, place: str, told_of_it: tuple[str, str], gazetteer: Gazetteer
) -> None:
    assert told(sentence, language, gazetteer)[place][:2] == told_of_it


@pytest.mark.parametrize(
    ("language", "sentence", "place", "action"),
    [
        # A verb before its subject: the object is told by its form.
        ("uk", "Штурмує ворог Вугледар третій тиждень.", "Вугледар", "attacked"),
        ("uk", "Захопив ворог Авдіївку ще взимку.", "Авдіївку", "captured"),
        ("ru", "Обстреляли россияне Марьинку ночью.", "Марьинку", "struck"),
        ("ru", "Обстреляли защитники Марьинки колонну.", "Марьинки", None),
        ("uk", "Захопили воїни Вугледара позиції ворога.", "Вугледара", None),
    ],
)
def test_an_object_may_stand_behind_who_does_it(
    language: str, sentence: str, place: str, action: str | None, gazetteer: Gazetteer
) -> None:
    assert told(sentence, language, gazetteer).get(place, (None,))[0] == action


@pytest.mark.parametrize(
    ("language", "sentence", "place", "action"),
    [
        # What is said may stand without "that".
        ("en", "Officials said Kupiansk was shelled.", "Kupiansk", "struck"),
        ("en", "The ministry said the town of Kupiansk had been hit twice.", "Kupiansk", "struck"),
        ("en", "Ukraine said Izium and Kupiansk were shelled.", "Kupiansk", "struck"),
        ("en", "Ukrainian officials said Kupiansk, a town of 5,000, was shelled.", "Kupiansk", "struck"),
        ("en", "Officials in Kupiansk said the bridge was shelled.", "Kupiansk", None),
        ("en", "It was hell, said Kupiansk, a farmer.", "Kupiansk", None),
        ("ru", "Угледар оставлен.", "Угледар", "withdrew"),
        ("uk", "Речник визнав: Вугледар залишено.", "Вугледар", "withdrew"),
    ],
)
def test_what_is_said_without_a_conjunction(
    language: str, sentence: str, place: str, action: str | None, gazetteer: Gazetteer
) -> None:
    assert told(sentence, language, gazetteer).get(place, (None,))[0] == action


@pytest.mark.parametrize(
    ("language", "body", "event"),
    [
        ("uk", "Втрату Лимана Київ не підтвердив.", False),
        ("ru", "Удар по Токмаку Киев не комментировал.", False),
        ("uk", "За удар по Одесі Москва заплатить.", False),
        ("ru", "После удара по Одессе Киев обстреляли снова.", True),
        ("uk", "Після обстрілу Одеси Київ теж обстріляли.", True),
        ("uk", "Обстріляли Одесу, Київ, Суми.", True),
    ],
)
def test_a_capital_behind_another_place_is_no_item_of_a_list(
    language: str, body: str, *, event: bool
) -> None:
    claims = analyse(Document(id="x", text=body, language=language), open_gazetteer()).claims
    told = {claim.reading.resolution.mention.toponym for claim in claims}
    assert bool(told & {"Київ", "Киев", "Москва"}) == event


@pytest.mark.parametrize(
    ("body", "claimant"),
    [
        ("Після удару по Новій Каховці Київ заявив, що під Бахмутом тихо, а Лиман обстріляли.", "Київ"),
        ("Після удару по Одесі президент заявив, що Лиман обстріляли.", "президент"),
        (
            "Представник штабу в Одесі Андрій Юсов сказав, що Лиман обстріляли.",
            "Представник штабу в Одесі Андрій Юсов",
        ),
    ],
)
def test_who_speaks_begins_behind_the_place_of_another_phrase(body: str, claimant: str) -> None:
    claims = analyse(Document(id="x", text=body, language="uk"), open_gazetteer()).claims
    (last,) = [claim for claim in claims if claim.reading.resolution.mention.toponym == "Лиман"]
    assert last.claimant == claimant


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("en", "Shells hit Pisochyn, a suburb of Kharkiv.", {"Pisochyn"}),
        ("en", "Shells hit Derhachi, on the outskirts of Kharkiv.", {"Derhachi"}),
        ("en", "The Pisochyn suburb of Kharkiv was shelled.", {"Pisochyn"}),
        ("en", "The Kharkiv suburb of Pisochyn was shelled.", {"Pisochyn"}),
        ("en", "Guns hit the Donetsk town of Lyman.", {"Lyman"}),
        ("en", "A missile hit Izium, Kharkiv, on Friday.", {"Izium"}),
        ("en", "Missiles hit Izium, Kharkiv and Sumy.", {"Izium", "Kharkiv", "Sumy"}),
        ("en", "Units attacked Lysychansk of Luhansk oblast and Popasna.", {"Lysychansk", "Popasna"}),
        ("uk", "Росіяни обстріляли Пісочин, передмістя Харкова.", {"Пісочин"}),
        ("en", "A drone hit a suburb of Kharkiv.", {"Kharkiv"}),
        ("en", "Drones hit Kharkiv, the outskirts of Sumy and Poltava.", {"Kharkiv", "Sumy", "Poltava"}),
        ("ru", "Обстреляны Дубовое и пригород Белгорода.", {"Дубовое", "Белгорода"}),
    ],
)
def test_a_suburb_is_marked_and_not_its_town(
    language: str, sentence: str, expected: set[str], gazetteer: Gazetteer
) -> None:
    assert set(told(sentence, language, gazetteer)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Two people suffered injuries due to Russian strikes against Kupiansk.", ("struck", "factual")),
        ("Troops are due to withdraw from Kupiansk on Monday.", ("withdrew", "planned")),
        ("Kupiansk is close to the border and has been under constant shelling.", ("struck", "factual")),
        ("Heavy shelling near Kupiansk suggests that Russia is preparing to attack.", ("struck", "factual")),
        ("A child died in a Russian attack on Kupiansk.", ("struck", "factual")),
        ("The attack on Kupiansk left a house burning.", ("struck", "factual")),
        ("Forty soldiers were wounded in the attack on Kupiansk.", ("attacked", "factual")),
        ("Forces breached fortified Russian defenses near Kupiansk.", ("attacked", "factual")),
        ("Kupiansk was affected by shelling.", ("struck", "factual")),
        ("Kupiansk is cold and was never shelled.", ("struck", "negated")),
    ],
)
def test_what_an_attack_did_and_what_is_only_meant(
    sentence: str, expected: tuple[str, str], gazetteer: Gazetteer
) -> None:
    assert told(sentence, "en", gazetteer)["Kupiansk"][:2] == expected
