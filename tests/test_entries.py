"""Lists and entries of bulletins in the shapes they are written in, each beside what only looks like one.

The same two or three places, what is told of them and what it is told with are put together in every way.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.documents import Document
from geomap.gazetteer import open_gazetteer
from geomap.pipeline import analyse
from tests.test_word_order import QUIET

PLACES = {
    "en": ("Kupiansk", "Lyman", "Avdiivka"),
    "uk": ("Куп'янськ", "Лиман", "Авдіївка"),
    "ru": ("Купянск", "Лиман", "Авдеевка"),
}
LISTS: dict[str, Callable[[str, tuple[str, ...]], str]] = {
    "commas": lambda head, of: f"{head}: {of[0]}, {of[1]}, {of[2]}.",
    "semicolons": lambda head, of: f"{head}: {of[0]}; {of[1]}; {of[2]}.",
    "a dash": lambda head, of: f"{head} – {of[0]}, {of[1]}, {of[2]}.",
    "counts": lambda head, of: f"{head}: {of[0]} – 3, {of[1]} – 2, {of[2]} – 1.",
    "counts in brackets": lambda head, of: f"{head}: {of[0]} (3), {of[1]} (2), {of[2]} (1).",
    "bullets": lambda head, of: f"{head}:\n• {of[0]};\n• {of[1]};\n• {of[2]}.",
    "lines": lambda head, of: f"{head}:\n{of[0]}\n{of[1]}\n{of[2]}",
    "numbers": lambda head, of: f"{head}:\n1. {of[0]}\n2. {of[1]}\n3. {of[2]}",
    "bold": lambda head, of: f"**{head}:** {of[0]}, {of[1]}, {of[2]}.",
    "slashes": lambda head, of: f"{head}: {of[0]} / {of[1]} / {of[2]}",
}
HEADS = [
    ("en", "Shelled", "struck"),
    ("en", "Assaults repelled", "attacked"),
    ("en", "Strikes were recorded", "struck"),
    ("uk", "Обстріляно", "struck"),
    ("uk", "Відбито атаки", "attacked"),
    ("uk", "Звільнені населені пункти", "reclaimed"),
    ("ru", "Обстреляны", "struck"),
    ("ru", "Отражены атаки", "attacked"),
    ("ru", "Освобождённые населённые пункты", "captured"),
]
NO_HEADS = [
    ("en", "Read also"),
    ("en", "Main effort"),
    ("uk", "Погода на завтра"),
    ("ru", "Наши корреспонденты"),
]
HEADED = {
    "en": (
        "Nikopol",
        "The village of Nikopol",
        "Nikopol (Dnipropetrovsk Oblast)",
        "Nikopol district",
        "South of Nikopol",
    ),
    "uk": (
        "Нікополь",
        "м. Нікополь",
        "Нікополь (Дніпропетровська область)",
        "Нікопольська громада",
        "Під Нікополем",
    ),
    "ru": (
        "Никополь",
        "г. Никополь",
        "Никополь (Днепропетровская область)",
        "Никополь и Марганец",
        "По Никополю",
    ),
}
BEFORE = ("", "▪️ ", "1) ", "14:20 ")
BETWEEN = (" – ", ": ", ", ", ". ", "\n")
TOLD = {
    "en": ("two people wounded", "FPV drone hit a car", "drone debris fell on a garage"),
    "uk": ("поранено двох", "приліт у склад", "ворог вдарив з «Градів»"),
    "ru": ("двое погибших", "прилёт по складу", "враг ударил из «Градов»"),
}
UNTOLD = {
    "en": ("a town of millers on the river", "our correspondent"),
    "uk": ("вокзал, восьма ранку: поранений солдат чекає поїзда", "розклад потягів"),
    "ru": ("город на реке", "расписание автобусов"),
}


def told(text: str, language: str) -> list[tuple[str, str]]:
    quiet = QUIET[language].strip()
    document = Document(id="t", text=f"{quiet}\n\n{text}\n\n{quiet}", language=language)
    return [
        (reading.resolution.mention.toponym, reading.event.action)
        for reading in analyse(document, open_gazetteer()).readings
        if reading.event is not None
    ]


@pytest.mark.parametrize("shape", LISTS)
@pytest.mark.parametrize(("language", "head", "action"), HEADS)
def test_each_place_of_a_list_has_what_its_head_tells(
    language: str, head: str, action: str, shape: str
) -> None:
    found = told(LISTS[shape](head, PLACES[language]), language)
    assert found == [(place, action) for place in PLACES[language]]


@pytest.mark.parametrize("shape", LISTS)
@pytest.mark.parametrize(("language", "head"), NO_HEADS)
def test_a_list_of_something_else_tells_nothing(language: str, head: str, shape: str) -> None:
    assert told(LISTS[shape](head, PLACES[language]), language) == []


@pytest.mark.parametrize("between", BETWEEN)
@pytest.mark.parametrize("language", HEADED)
def test_the_place_at_the_head_of_an_entry_has_what_it_tells(language: str, between: str) -> None:
    other = []
    for number, head in enumerate(HEADED[language]):
        for before in BEFORE:
            what = TOLD[language][number % len(TOLD[language])]
            opens = between in (". ", "\n")
            entry = f"{before}{head}{between}{what[0].upper() + what[1:] if opens else what}."
            if {action for _, action in told(entry, language)} != {"struck"}:
                other.append(entry)
    assert not other


@pytest.mark.parametrize("between", BETWEEN)
@pytest.mark.parametrize("language", HEADED)
def test_an_entry_of_something_else_tells_nothing(language: str, between: str) -> None:
    entries = [f"{HEADED[language][0]}{between}{what}." for what in UNTOLD[language]]
    assert [told(entry, language) for entry in entries] == [[], []]


def test_sectors_and_districts_are_named_in_short_behind_the_first() -> None:
    text = (
        "🔹 На Куп’янському та Харківському напрямках – вісім боєзіткнень.\n"
        "🔹 На Лиманському загарбник 19 разів атакував.\n"
        "🔹 Сіверський: зупинено чотири наступальні дії (Переїзне).\n"
        "🔹 На Новопавлівському Сили оборони відбили 15 атак."
    )
    found = [name for name, action in told(text, "uk") if action == "attacked"]
    assert found == [
        "Куп’янському",
        "Харківському",
        "Лиманському",
        "Сіверський",
        "Переїзне",
        "Новопавлівському",
    ]
    text = "02:14 Киевский район: прямое попадание в дом.\n02:31 Холодногорский: воронка у дороги."
    assert [action for _, action in told(text, "ru")] == ["struck", "struck"]
    assert told("Книги: Лиманский – поэт.", "ru") == []


def test_the_stamped_heading_of_an_entry_has_what_the_entry_tells() -> None:
    shells = "The mayor says that shells had fallen on the streets of the town for weeks before help came."
    assert told(f"20:15 GMT – Bucha\n{shells}", "en") == [("Bucha", "struck")]
    assert told("20:15 GMT – Bucha\nThe G7 ministers will meet in London.", "en")[0][0] == "London"


def test_lines_of_towns_and_of_villages_belong_to_the_head_above_them() -> None:
    villages = "города Лиман, Дружковка;\nпосёлок Ясногорка;\nсёла Торское, Шахово."
    text = f"Под огнём оказались 5 населённых пунктов:\n{villages}"
    assert [action for _, action in told(text, "ru")] == ["struck"] * 5
    text = "Знеструмлено на 9:00\n• Одещина – 94 тис. споживачів\n• Львівщина, Закарпаття – 46 сіл"
    assert [action for _, action in told(text, "uk")] == ["other"] * 3
    assert told("Weather report\n• Lviv – rain\n• Sumy – snow", "en") == []


def test_buildings_that_are_counted_among_strikes_are_damage() -> None:
    text = "— Курахове: двоє поранених\n— Гродівка – 9 будинків\n— Дружківка: новий садок на 200 місць"
    assert told(text, "uk") == [("Курахове", "struck"), ("Гродівка", "struck")]
    assert told("— Гродівка – 9 будинків", "uk") == []


@pytest.mark.parametrize(
    ("language", "entry", "modality"),
    [
        ("en", "Nikopol – missile, no casualties.", "factual"),
        ("en", "Nikopol: two drones, nobody hurt.", "factual"),
        ("en", "Nikopol: no shelling.", "negated"),
        ("uk", "Нікополь – ракета, без постраждалих.", "factual"),
        ("ru", "Никополь: обстрелов не было.", "negated"),
    ],
)
def test_a_strike_that_hurt_nobody_is_one(language: str, entry: str, modality: str) -> None:
    quiet = QUIET[language].strip()
    document = Document(id="t", text=f"{quiet}\n\n{entry}\n\n{quiet}", language=language)
    (event,) = [one.event for one in analyse(document, open_gazetteer()).readings if one.event]
    assert (event.action, event.modality) == ("struck", modality)


def test_a_count_over_each_region_in_a_line_belongs_to_what_was_counted() -> None:
    text = (
        "За ночь уничтожены 19 беспилотников:\n"
        "▫️ 12 – над территорией Саратовской области, \n"
        "▫️ 5 – над Брянской областью;\n"
        "2 - над Москвой."
    )
    assert [action for _, action in told(text, "ru")] == ["struck"] * 3
    text = "За ніч збито 9 дронів.\n✅ 7 — на Сумщині\n✅ один — над Одесою"
    assert [action for _, action in told(text, "uk")] == ["struck", "struck"]
    text = "За ночь выпал снег:\n▫️ 42 см – в Саратовской области,\n▫️ 12 см – в Брянской области."
    assert told(text, "ru") == []
    assert told("За год построены школы:\n▫️ 3 – в Саратовской области;", "ru") == []
