"""Kinds of clues to the day of print: each with sentences that bound it, and look-alikes that must not."""

from datetime import date

import pytest

from geomap.documents import Document
from geomap.publication import Publication, date_document
from geomap.spans import Days
from geomap.text import read_text


def dated(body: str, language: str = "en") -> Publication:
    return date_document(read_text(Document(id="x", text=body, language=language)))


def between(start: str, end: str) -> Days:
    return Days(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("language", "body", "start", "end"),
    [
        (
            "ru",
            "Прошло более трёх недель с начала вторжения ВСУ в Курскую область. Дрон попал в бак в среду.",
            "2024-08-27",
            "2024-09-10",
        ),
        ("ru", "Идёт третья неделя вторжения ВСУ в Курскую область.", "2024-08-16", "2024-08-27"),
        (
            "en",
            "Two months into the invasion of Kursk, shells hit Rylsk on Wednesday.",
            "2024-09-28",
            "2024-10-28",
        ),
        (
            "en",
            "Two months into the invasion of Ukraine, shells hit Popasna on Monday.",
            "2022-04-16",
            "2022-05-16",
        ),
        (
            "en",
            "Ten months into Russia's war on its neighbour, drones hit Izmail on Tuesday.",
            "2022-12-16",
            "2023-01-15",
        ),
        (
            "en",
            "Ten months into the war, drones in Gaza were shown to visitors on Tuesday.",
            "2022-12-16",
            "2023-01-15",
        ),
        (
            "ru",
            "Прошло десять месяцев с начала войны на Украине. Дроны ударили по Измаилу во вторник.",
            "2022-12-16",
            "2023-01-15",
        ),
    ],
)
def test_a_count_is_told_from_the_event_that_is_named(language: str, body: str, start: str, end: str) -> None:
    assert dated(body, language).days == between(start, end)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", "Nearly nine months into the conflict in eastern Ukraine, rockets hit Mariupol on Saturday."),
        ("en", "Ten months into the fighting in Gaza, Russian drones hit Izmail on Tuesday."),
        ("en", "Two weeks into the war between Israel and Iran, missiles hit Kyiv on Tuesday."),
        ("en", "More than two years since the war in Gaza began, drones hit Izmail on Tuesday."),
        ("en", "Three weeks after the war in Lebanon began, drones hit Izmail on Tuesday."),
        ("en", "The war in Gaza enters its fifth month."),
        ("uk", "Минуло шість місяців від початку війни в Газі. Дрони вдарили по Ізмаїлу у вівторок."),
        ("uk", "Минув рік від початку вторгнення Росії в Грузію. Снаряди впали на Горі у вівторок."),
        ("ru", "Прошло два месяца с начала войны в Донбассе. Снаряды упали на Горловку в пятницу."),
    ],
)
def test_a_count_from_another_war_dates_nothing(language: str, body: str) -> None:
    assert dated(body, language).days is None
