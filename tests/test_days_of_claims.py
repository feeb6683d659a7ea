"""The days of claims, from the text to the claim: each kind of time with what holds and what must not."""

from functools import cache

import pytest

from geomap.documents import Document, parse_published
from geomap.gazetteer import Gazetteer, open_gazetteer
from geomap.pipeline import analyse


@cache
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def days(language: str, published: str, body: str) -> dict[str, str | None]:
    """Return the days of the claims of a text, by the name of their place."""
    document = Document(id="x", text=body, language=language, published=parse_published(published))
    claims = analyse(document, gazetteer()).claims
    return {claim.reading.resolution.mention.toponym: claim.when.edtf for claim in claims}


PRINT = "2025-06-17"


@pytest.mark.parametrize(
    ("language", "published", "body", "place", "expected"),
    [
        ("en", PRINT, "Last year drones hit Kyiv.", "Kyiv", "2024"),
        ("uk", "2025-06", "Торік дрони вдарили по Сумах.", "Сумах", "2024"),
        ("en", PRINT, "Earlier this year drones hit Kyiv.", "Kyiv", "2025-01-01/2025-06-17"),
        ("en", PRINT, "Troops will attack Tokmak next year.", "Tokmak", "2026"),
        ("en", PRINT, "Drones hit Kherson for the first time this year.", "Kherson", PRINT),
        ("en", PRINT, "Shells hit Kherson more often than last year.", "Kherson", PRINT),
        ("uk", PRINT, "Торішній удар по Умані забрав 23 життя.", "Умані", "2024"),
        ("uk", PRINT, "Після торішнього удару по Умані снаряд влучив у Канів.", "Канів", PRINT),
        ("uk", PRINT, "Після торішньої повені снаряди влучили в Херсон.", "Херсон", PRINT),
    ],
)
def test_a_year_counted_from_print_dates_an_event(
    language: str, published: str, body: str, place: str, expected: str
) -> None:
    assert days(language, published, body)[place] == expected


@pytest.mark.parametrize(
    ("body", "place", "expected"),
    [
        ("In 2022 tanks attacked Trostianets.", "Trostianets", "2022"),
        ("In all 2022 soldiers were moved to Lozova.", "Lozova", PRINT),
        ("About 2022 soldiers attacked Lozova.", "Lozova", PRINT),
    ],
)
def test_a_clause_opens_with_a_year(body: str, place: str, expected: str) -> None:
    assert days("en", PRINT, body)[place] == expected


@pytest.mark.parametrize(
    ("language", "body", "place", "expected"),
    [
        ("en", "The Saturday market in Konotop was hit by a missile.", "Konotop", PRINT),
        ("en", "The Friday strike on Izmail killed two people.", "Izmail", "2025-06-13"),
        ("en", "Shells hit May 9 Street in Toretsk.", "Toretsk", PRINT),
        ("en", "On May 9 shells hit a street in Toretsk.", "Toretsk", "2025-05-09"),
        ("uk", "Снаряд влучив у недільний ринок у Нікополі.", "Нікополі", PRINT),
        ("uk", "Суботня атака на Нікополь забрала два життя.", "Нікополь", "2025-06-14"),
        ("ru", "При пятничном ударе по Запорожью погибли трое.", "Запорожью", "2025-06-13"),
    ],
)
def test_a_name_holds_no_day(language: str, body: str, place: str, expected: str) -> None:
    assert days(language, PRINT, body)[place] == expected


def test_the_toll_of_a_strike_has_the_day_of_the_strike() -> None:
    body = "The toll of Saturday's missile strike on Dnipro rose to 40 on Tuesday."
    assert days("en", "2023-01-17", body) == {"Dnipro": "2023-01-14"}
