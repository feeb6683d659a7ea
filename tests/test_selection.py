"""What each filter keeps and what it leaves out."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from geomap.errors import UsageError
from geomap.gazetteer import Candidate, open_gazetteer
from geomap.records import make_records
from geomap.selection import select
from geomap.spans import Days
from tests.places_of import DONBAS, DONETSK_OBLAST, KHERSON_OBLAST, UKRAINE
from tests.records_of import LYMAN, report

HOME = (UKRAINE.id, DONETSK_OBLAST.id)
TOWN = replace(LYMAN, id="geonames:704204", path=HOME)
OBLAST = replace(KHERSON_OBLAST, path=HOME[:1])
ONE = report(
    document="one",
    place=TOWN,
    action="captured",
    claimant="the Ukrainian General Staff",
    publisher="Kyiv Post",
    days=Days(date(2022, 10, 1), date(2022, 10, 2)),
)
OTHER = report(
    document="other",
    place=OBLAST,
    action="attacked",
    modality="planned",
    claimant=None,
    publisher="RIA",
    certainty="uncertain",
    days=None,
)
RECORDS = make_records([ONE, OTHER])


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        ({}, "one other"),
        ({"valid_in": (date(2022, 10, 2), date(2022, 10, 8))}, "one"),
        ({"valid_in": (date(2022, 10, 3), date(2022, 10, 8))}, ""),
        ({"valid_in": "2022-10-02"}, "one"),
        ({"valid_in": date(2022, 10, 3)}, ""),
        ({"valid_in": ("2022-10-03", None)}, ""),
        ({"since": "2022-10-02"}, "one"),
        ({"until": date(2022, 9, 30)}, ""),
        ({"until": "2022-10"}, "one"),
        ({"dated": True}, "one"),
        ({"dated": False}, "other"),
        ({"action": "captured"}, "one"),
        ({"action": ["captured", "attacked"]}, "one other"),
        ({"modality": "planned"}, "other"),
        ({"status": "planned"}, "other"),
        ({"side": "ukrainian"}, "one"),
        ({"side": "author"}, "other"),
        ({"certainty": ["certain", "less-certain"]}, "one"),
        ({"claimant": "general staff"}, "one"),
        ({"publisher": "ria"}, "other"),
        ({"country": "ua"}, "one other"),
        ({"country": "PL"}, ""),
        ({"within": "donetsk oblast"}, "one"),
        ({"within": "Lyman"}, "one"),
        ({"within": "Красный Лиман"}, "one"),
        ({"within": "Донецька область"}, "one"),
        ({"within": "Херсонщина"}, "other"),
        ({"within": "Ukraine"}, "one other"),
        ({"within": ["Польща", "Лиман"]}, "one"),
        ({"within": "Donetsk"}, ""),
        ({"within": "Kharkov"}, ""),
        ({"within": DONETSK_OBLAST.id}, "one"),
        ({"within": KHERSON_OBLAST.id}, "other"),
        ({"bbox": (37, 48, 38, 49)}, "one"),
        ({"bbox": (32, 46, 33.5, 47)}, "other"),
        ({"bbox": (20, 50, 22, 52)}, ""),
        ({"action": "attacked", "dated": True}, ""),
    ],
    ids=str,
)
def test_a_filter_keeps_what_it_says(wanted: dict[str, Any], kept: str) -> None:
    assert sorted(record.reports[0].document for record in select(RECORDS, **wanted)) == kept.split()


def test_a_region_is_in_a_box_by_its_ground_and_a_country_in_none() -> None:
    records = make_records([report(document="donbas", place=DONBAS), report(document="ua", place=UKRAINE)])
    west, everything = (37.0, 47.5, 37.5, 48.0), (-180, -90, 180, 90)
    assert [r.reports[0].document for r in select(records, bbox=west)] == ["donbas"]
    assert [r.reports[0].document for r in select(records, bbox=everything)] == ["donbas"]


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"action": "conquered"}, "action: 'conquered' is not one of"),
        ({"side": ["russian", "red"]}, "side: 'red' is not one of ukrainian, russian, other, author"),
        ({"since": "soon"}, "'soon' is no date; give ISO 8601"),
        ({"since": 5}, "5 is no day; give a date"),
        ({"since": "2022-10-02", "until": "2022-10-01"}, "give the earlier day first"),
        ({"valid_in": (1, 2, 3)}, "since: (1, 2, 3) is no day; give a date"),
        ({"dated": "yes"}, "dated: 'yes' is neither True nor False"),
        ({"country": "Ukraine"}, "country: 'Ukraine' is no code of ISO 3166-1 alpha-2; give two letters"),
        ({"country": ["UA", "UK"]}, "country: 'UK' is no code"),
        ({"country": ""}, "country: '' is no code"),
        ({"country": 5}, "country: 5 is no text"),
        (
            {"within": "Kharkuiv"},
            "within: 'Kharkuiv' is no place that the records or the gazetteer know; is Kharkiv",
        ),
        ({"within": " "}, "within: ' ' is no place"),
        ({"within": "geonames:0"}, "within: 'geonames:0' is no place"),
        ({"claimant": ""}, "claimant: a name is empty; give a part of one"),
        ({"publisher": ["RIA", " "]}, "publisher: a name is empty"),
        ({"place": "Lyman"}, "place: no such filter; there are valid_in, since"),
        ({"bbox": 5}, "give west, south, east and north"),
        ({"bbox": (38, 48, 39)}, "give west, south, east and north"),
        ({"bbox": (38, 48, 37, 49)}, "give west, south, east and north"),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused(wanted: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError, match=re.escape(told)):
        select(RECORDS, **wanted)


def test_a_place_that_the_gazetteer_has_not_is_found_by_the_name_in_the_records() -> None:
    own = replace(TOWN, id="own:1", name="Checkpoint Seven", path=())
    records = make_records([report(document="own", place=own), report(document="one")])
    assert [r.reports[0].document for r in select(records, within="checkpoint seven")] == ["own"]


def test_names_of_a_filter_are_looked_up_once_and_not_for_each_record(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gazetteer = open_gazetteer()
    asked: list[str] = []
    find = gazetteer.candidates

    def counted(name: str) -> tuple[Candidate, ...]:
        asked.append(name)
        return find(name)

    monkeypatch.setattr(gazetteer, "candidates", counted)
    assert len(select(RECORDS, gazetteer, within=["Україна", "Польща"])) == len(RECORDS)
    assert sorted(asked) == ["Польща", "Україна"]
