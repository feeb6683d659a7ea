"""Names of places on the Ukrainian page: none is made up, none that is known stays in Latin letters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geomap.files.localnames import local_of
from geomap.gazetteer import Derivation, Entry, Spelling, open_gazetteer
from geomap.places.fronts import sector_of
from geomap.records import make_records
from geomap.surroundings import surroundings_of, ukrainian_name
from tests.page_records import columns
from tests.records_of import LYMAN, report

ABROAD = replace(LYMAN, country="RU")


@pytest.mark.parametrize(
    ("entry", "texts", "name"),
    [
        (replace(LYMAN, name="Torske"), ("Торское", "Торське"), "Торське"),
        (replace(LYMAN, name="Ternova"), ("Тернова", "Терновая"), "Тернова"),
        (replace(ABROAD, id="geonames:524901", name="Moscow"), ("Москва", "Масква"), "Москва"),
        (replace(ABROAD, id="geonames:501175", name="Rostov-on-Don"), (), "Ростов-на-Дону"),
        # A name that may be Russian is none: Ukrainian writes Дзержинськ, Гаммерсміт.
        (replace(ABROAD, name="Dzerzhinsk"), ("Дзержинск",), None),
        (replace(ABROAD, name="Hammersmith"), ("Хаммерсмит",), None),
        (replace(LYMAN, name="Krasna Hora"), ("Красная Гора",), None),
    ],
)
def test_a_name_without_a_language_is_ukrainian_where_it_must_be(
    entry: Entry, texts: tuple[str, ...], name: str | None
) -> None:
    spellings = tuple(Spelling(text=text, kind="official") for text in texts)
    assert ukrainian_name(entry, spellings) == name


def of_origin(relation: str, *origins: str, km: float | None = None, bearing: float | None = None) -> Entry:
    how = Derivation(origins=origins, relation=relation, km=km, bearing=bearing)  # type: ignore[arg-type]
    return replace(LYMAN, id=f"derived:{relation}", name="as the text tells it", derived=how)


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        (of_origin("offset", "a", km=10, bearing=135), "Бахмут (10 км на південний схід)"),
        (of_origin("offset", "a", km=2.5), "Бахмут (за 2,5 км)"),
        (of_origin("outskirts", "a"), "Бахмут (околиці)"),
        (of_origin("outskirts", "a", bearing=350), "Бахмут (північні околиці)"),
        (of_origin("along", "a", "sector:b", km=9), "Бахмут – Ізюм (напрямок) (лінія)"),
        (of_origin("between", "a", "b", km=9), "Бахмут – Ізюм (між ними)"),
        (replace(LYMAN, id="sector:b", name="Izium direction"), "Ізюм (напрямок)"),
        (
            replace(LYMAN, id="within:b:foo", name="Foo (somewhere in Izium Raion)", path=("b",)),
            "Foo (десь: Ізюм)",
        ),
        # Where one of them has no name in Ukrainian, the whole has none.
        (of_origin("between", "a", "unknown", km=9), None),
        (of_origin("coordinates"), None),
        (replace(LYMAN, id="sector:unknown"), None),
    ],
)
def test_a_place_that_is_told_by_others_is_named_by_theirs(entry: Entry, name: str | None) -> None:
    assert local_of(entry, {"a": "Бахмут", "b": "Ізюм"}.get) == name


def test_the_page_names_a_stretch_of_front_in_ukrainian() -> None:
    gazetteer = open_gazetteer()
    town = next(c for c in gazetteer.candidates("Izium") if c.entry.feature_class == "P")
    entry = sector_of(town).entry
    made = make_records([report(place=entry, toponym="Izium")])
    places = columns(made, surroundings_of(made, gazetteer))["places"]
    assert (places["name"][0], places["local"][0]) == ("Izium direction", "Ізюм (напрямок)")
