from datetime import date

from geomap.gazetteer import Candidate, Spelling
from geomap.records import make_records
from geomap.related import places_of, reports_of
from geomap.spans import Days
from tests.places_of import DONBAS, UKRAINE, entry
from tests.records_of import LYMAN, report
from tests.rows_of import rows_of

LATER = Days(date(2022, 10, 3), date(2022, 10, 9))


def test_every_report_has_a_row_with_its_own_source_and_the_key_of_its_claim() -> None:
    records = make_records([report(), report(document="b", publisher="Other; Post", url=None, title=None)])
    (record,) = records
    rows = rows_of(reports_of(records))
    assert [row["report_id"] for row in rows] == [f"{record.id}.1", f"{record.id}.2"]
    assert {row["record_id"] for row in rows} == {record.id}
    assert [(row["source"], row["title"], row["url"]) for row in rows] == [
        ("Example Post", "Troops enter Lyman", "https://example.org/lyman"),
        ("Other; Post", "", ""),
    ]
    assert rows[0]["date_text"] == "Saturday"


def test_candidates_are_the_other_places_that_may_be_meant_and_not_those_that_cannot() -> None:
    spelling = Spelling(text="Lyman", kind="official")
    told = report(
        candidates=tuple(
            Candidate(entry=place, spelling=spelling, score=score)
            for place, score in ((LYMAN, 0.7), (entry(), 0.25), (DONBAS, 0.004))
        )
    )
    (row,) = rows_of(reports_of(make_records([told])))
    assert row["candidates"] == "Somewhere (UA) 0.25"


def test_every_place_has_one_row_with_its_counts_and_days() -> None:
    records = make_records(
        [
            report(),
            report(document="b"),
            report(action="struck", days=LATER, edtf=LATER.edtf(), modality="planned"),
            report(place=DONBAS, days=None, edtf=None, basis="none"),
            report(place=UKRAINE),
            report(place=None),
        ]
    )
    points, areas, listed = places_of(records)
    (lyman,), (donbas,), (ukraine,) = map(rows_of, (points, areas, listed))
    assert (lyman["place_id"], lyman["n_claims"], lyman["n_reports"]) == (LYMAN.id, 2, 3)
    assert (lyman["first_day"], lyman["last_day"]) == ("2022-10-01", "2022-10-09")
    assert (lyman["n_reclaimed"], lyman["n_struck"], lyman["n_planned"], lyman["n_reported"]) == (1, 1, 1, 1)
    assert (donbas["first_day"], donbas["last_day"], donbas["outline"]) == ("", "", "union")
    assert points.geometry == (LYMAN.point,)
    assert not listed.geometry
    assert ukraine["level"] == "country"


def test_without_records_the_tables_have_their_columns() -> None:
    assert len(reports_of(())) == 0
    assert [len(table) for table in places_of(())] == [0, 0, 0]
    assert "n_claims" in places_of(()).areas.columns
