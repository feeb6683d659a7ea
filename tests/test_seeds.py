"""The map of ``seeds/`` against what a person who has read them would put on it."""

from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

import geomap
from geomap.pipeline import Run

SEEDS = Path(__file__).resolve().parents[1] / "seeds"

# Document -> place -> the actions a reader would accept for it.
EXPECTED: dict[str, dict[str, set[str]]] = {
    "000-night-drones.txt": {
        "Kyiv": {"withdrew", "struck"},
        "Kharkiv": {"withdrew"},
        "Kherson": {"withdrew"},
        "Belarus": {"visited"},
    },
    "001-retaken-villages.md": {
        "Sochi": {"announced", "visited", "other"},
        "Kharkiv Oblast": {"reclaimed", "attacked", "other"},
        "Donetsk Oblast": {"reclaimed"},
        "Vysokopillia": {"reclaimed"},
        "Novovoznesenske": {"reclaimed"},
        "Bilohirka": {"reclaimed"},
        "Myroliubivka": {"reclaimed"},
        "Sukhyi Stavok": {"reclaimed"},
        "Balakliia": {"moved", "withdrew"},
        "Izium": {"moved", "withdrew"},
    },
    "002-what-generals-hide.txt": {},
    "003-goals-out-of-reach.txt": {
        "Kyiv": {"captured", "attacked"},
        "Donbas": {"captured", "attacked"},
        "Lyman": {"reclaimed", "withdrew", "captured"},
        "Kharkiv Oblast": {"reclaimed", "attacked"},
        "Kherson": {"reclaimed"},
        "Georgia": {"moved"},
        "Kazakhstan": {"moved"},
        "Finland": {"moved"},
    },
    "004-stopover.txt": {
        "Rostov-on-Don": {"visited"},
        "Rostov Oblast": {"struck"},
        "Kazakhstan": {"visited"},
    },
}
# What a reader might also put there, or not.
DEBATABLE = {
    ("000-night-drones.txt", "Ukraine"),
    ("001-retaken-villages.md", "Kherson"),
    ("001-retaken-villages.md", "Donetsk"),
    ("001-retaken-villages.md", "Donetsk Oblast"),
    ("001-retaken-villages.md", "Ukraine"),
    ("003-goals-out-of-reach.txt", "Ukraine"),
    # "Luhansk" and "Donetsk" may be read as the cities or as their oblasts; see the test below.
    ("003-goals-out-of-reach.txt", "Luhansk"),
    ("003-goals-out-of-reach.txt", "Luhansk Oblast"),
    ("003-goals-out-of-reach.txt", "Donetsk"),
    ("003-goals-out-of-reach.txt", "Donetsk Oblast"),
}
KEY_POINTS = {  # name: longitude, latitude, country
    "Kharkiv": (36.23, 49.99),
    "Kyiv": (30.52, 50.45),
    "Lyman": (37.80, 48.99),
    "Rostov-on-Don": (39.71, 47.23),
    "Vysokopillia": (33.53, 47.49),
}


@cache
def run() -> Run:
    return geomap.run(geomap.read_documents(SEEDS), geomap.open_gazetteer())


def mapped() -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for record in run().records:
        for report in record.reports:
            if record.place is not None:
                found[report.document, record.place.name].add(record.action)
    return found


@pytest.mark.parametrize("document", EXPECTED)
def test_the_map_of_a_seed_is_what_a_reader_expects(document: str) -> None:
    found = {place: actions for (where, place), actions in mapped().items() if where == document}
    expected = EXPECTED[document]
    assert expected.keys() - found.keys() == set(), "missing from the map"
    surplus = {place for place in found.keys() - expected.keys() if (document, place) not in DEBATABLE}
    assert surplus == set(), "on the map without an event"
    for place, actions in expected.items():
        assert found[place] & actions, f"{place}: {found[place]}"


def test_cities_and_oblasts_of_one_name_are_mapped_as_one_or_the_other() -> None:
    found = {place for where, place in mapped() if where == "003-goals-out-of-reach.txt"}
    assert found & {"Luhansk", "Luhansk Oblast"}
    assert found & {"Donetsk", "Donetsk Oblast"}


def test_the_key_places_are_where_they_belong_with_claim_and_source() -> None:
    for name, (lon, lat) in KEY_POINTS.items():
        records = [r for r in run().records if r.place and r.place.name == name]
        assert records, name
        for record in records:
            assert record.place is not None
            assert abs(record.place.point.lon - lon) < 0.1
            assert abs(record.place.point.lat - lat) < 0.1
            assert all(report.quote and report.publisher for report in record.reports)


def test_the_villages_are_claimed_by_the_spokeswoman_on_monday() -> None:
    (record,) = [r for r in run().records if r.place and r.place.name == "Vysokopillia"]
    assert record.claimant is not None
    assert "Humeniuk" in record.claimant
    assert record.side == "ukrainian"
    assert record.days is not None
    assert record.days.end.isoformat() <= "2022-09-12"


def test_a_misleading_page_date_is_set_aside() -> None:
    visits = [r for r in run().records if r.place and r.place.name == "Rostov-on-Don"]
    assert all(r.days is None or r.days.start.isoformat() < "2024-04-01" for r in visits)


def test_the_same_articles_in_another_order_give_the_same_records() -> None:
    documents = geomap.read_documents(SEEDS)
    assert geomap.run(reversed(documents), geomap.open_gazetteer()).records == run().records
