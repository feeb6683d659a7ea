import json
from datetime import UTC, date, datetime
from typing import Any

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.facts import Count, Facts
from geomap.files.vectors import on_the_map
from geomap.gazetteer import Entry
from geomap.layers import Layers, tabled, to_layers, whole
from geomap.publication import Publication, PublicationBasis
from geomap.records import Record, by_day, make_records
from geomap.related import places_of, reports_of
from geomap.selection import select
from geomap.spans import Days, Span
from geomap.tables import HORIZON_UNKNOWN, horizon_of, last_publication, plain, to_tables
from tests.places_of import DONBAS, KHERSON_OBLAST, UKRAINE, entry
from tests.records_of import LYMAN, STRIKE, report
from tests.rows_of import rows_of

PLACES = (LYMAN, KHERSON_OBLAST, DONBAS, UKRAINE, entry(precision="hromada", radius_km=12.0), None)
UNPUBLISHED = Publication(days=None, basis="unknown", reason="nobody says")


def records_at(*places: Entry | None) -> tuple[Record, ...]:
    return make_records(report(document=str(n), place=place) for n, place in enumerate(places))


def ids(layers: Layers) -> list[str]:
    tables = (layers.points, layers.areas, layers.unlocated)
    return [record_id for table in tables for record_id in table["record_id"]]


def test_every_record_is_in_one_layer() -> None:
    records = records_at(*PLACES)
    layers = to_layers(records)
    assert sorted(ids(layers)) == sorted(record.id for record in records)
    assert set(layers.points["place_name"]) == {"Lyman", "Somewhere"}
    assert set(layers.areas["place_name"]) == {"Kherson Oblast", "Donbas"}
    assert sorted(layers.unlocated["level"]) == ["country", "unresolved"]


def test_longitude_comes_first() -> None:
    layers = to_layers(records_at(LYMAN))
    point = layers.points.geometry.iloc[0]
    assert point.coords[:] == [(37.8, 48.98)]
    assert layers.points.crs == "EPSG:4326"


def test_an_area_is_a_multipolygon_with_a_place_for_its_label() -> None:
    layers = to_layers(records_at(KHERSON_OBLAST, DONBAS))
    assert set(layers.areas.geom_type) == {"MultiPolygon"}
    donbas = layers.areas[layers.areas["place_id"] == "geomap:donbas"].iloc[0]
    assert (donbas["outline"], donbas["vague"]) == ("union", 1)
    assert 36 < donbas["lon"] < 40


def test_every_table_says_how_sure_the_reading_is_beside_the_place() -> None:
    layers = to_layers(
        make_records(
            report(document=str(n), place=p, claim_certainty="uncertain") for n, p in enumerate(PLACES)
        )
    )
    for table in (layers.points, layers.areas, layers.unlocated):
        assert set(table["claim_certainty"]) == {"uncertain"}
        assert set(table["certainty"]) == {"certain"}


def test_the_facts_of_a_strike_have_columns_without_nulls() -> None:
    later = Facts(killed=Count(least=5, most=5, spans=()))
    layers = to_layers(make_records([report(facts=STRIKE), report(document="b", facts=later)]))
    row = layers.points.iloc[0]
    assert (row["weapons"], row["targets"]) == ("drone; missile", "energy; school")
    assert (row["launched_min"], row["launched_max"]) == (30, 30)
    assert (row["shot_down_min"], row["shot_down_max"]) == (-1, -1)
    assert (row["killed_min"], row["killed_max"]) == (2, -1), "the least of both, and no upper end"
    assert (row["wounded_min"], row["wounded_max"]) == (0, 0)


def test_a_badly_known_village_says_so() -> None:
    layers = to_layers(records_at(entry(precision="hromada", radius_km=12.3)))
    row = layers.points.iloc[0]
    assert (row["precision"], row["uncertainty_m"]) == ("hromada", 12300)


def test_a_village_placed_by_hand_says_so() -> None:
    row = to_layers(records_at(entry(precision="near", radius_km=10.0))).points.iloc[0]
    assert (row["precision"], row["uncertainty_m"]) == ("near", 10000)


def test_days_become_half_open_utc() -> None:
    days = Days(date(2022, 9, 5), date(2022, 9, 11))
    layers = to_layers(make_records([report(days=days, edtf=days.edtf())]))
    row = layers.points.iloc[0]
    assert row["start_time"] == pandas.Timestamp("2022-09-05T00:00:00Z")
    assert row["end_time"] == pandas.Timestamp("2022-09-12T00:00:00Z")
    assert row["dated"] == 1


def test_an_undated_claim_spans_the_horizon_and_says_that_it_is_undated() -> None:
    records = make_records([report(), report(document="b", days=None, edtf=None, basis="none")])
    layers = to_layers(records)
    undated = layers.points[layers.points["dated"] == 0].iloc[0]
    assert undated["edtf"] == ""
    assert (undated["start_time"], undated["end_time"]) == layers.horizon
    assert layers.horizon == (datetime(2022, 10, 1, tzinfo=UTC), datetime(2022, 10, 2, tzinfo=UTC))


def test_an_undated_claim_ends_with_its_article_but_a_plan_may_come_after() -> None:
    undated = {"days": None, "edtf": None, "basis": "none"}
    later = Publication(days=Days.one(date(2022, 11, 5)), basis="given", reason="given")
    between = Publication(
        days=Days(date(2022, 10, 2), date(2022, 10, 20)), basis="inferred", reason="worked out"
    )
    records = make_records(
        [
            report(document="early", **undated),
            report(document="plan", modality="planned", **undated),
            report(document="late", published=later, **undated),
            report(document="unknown", published=UNPUBLISHED, **undated),
            report(document="between", published=between, **undated),
        ]
    )
    layers = to_layers(records)
    ends = dict(zip(layers.points["document"], layers.points["end_time"], strict=True))
    assert set(layers.points["start_time"]) == {pandas.Timestamp("2022-10-01T00:00:00Z")}
    whole = pandas.Timestamp("2022-11-06T00:00:00Z")
    assert ends == {
        "early": pandas.Timestamp("2022-10-02T00:00:00Z"), "plan": whole, "late": whole, "unknown": whole,
        "between": pandas.Timestamp("2022-10-21T00:00:00Z"),
    }  # fmt: skip


def test_the_horizon_comes_from_publications_and_not_from_what_they_tell_of() -> None:
    recalled = report(document="old", days=Days.one(date(1943, 2, 2)), action="captured")
    slip = report(document="slip", days=Days.one(date(2030, 2, 24)), action="struck")
    assert horizon_of(make_records([report(), recalled, slip])) == horizon_of(make_records([report()]))
    worked_out = {
        when: report(document="c", published=Publication(days=Days.one(when), basis="inferred", reason=""))
        for when in (date(2022, 12, 1), date(2030, 6, 24))
    }
    assert last_publication(make_records([report(), worked_out[date(2022, 12, 1)]])) == date(2022, 12, 1)
    assert last_publication(make_records([report(), worked_out[date(2030, 6, 24)]])) == date(2022, 10, 1)
    assert last_publication(make_records([worked_out[date(2030, 6, 24)]])) == date(2030, 6, 24)
    unpublished = make_records([report(published=UNPUBLISHED)])
    assert last_publication(unpublished) is None
    assert horizon_of(unpublished) == horizon_of(make_records([report()]))


def publication(first: date, last: date, basis: PublicationBasis) -> Publication:
    return Publication(days=Days(first, last), basis=basis, reason="")


@pytest.mark.parametrize(
    ("others", "last"),
    [
        ((date(2022, 10, 4), date(2022, 10, 27), "inferred"), date(2022, 10, 27)),
        ((date(2022, 10, 4), date(2022, 11, 3), "inferred"), date(2022, 11, 3)),
        ((date(2022, 10, 4), date(2023, 2, 24), "inferred"), date(2022, 10, 4)),
        ((date(2022, 8, 4), date(2023, 2, 24), "inferred"), date(2022, 10, 1)),
        ((date(2022, 10, 4), date(2023, 2, 24), "given"), date(2023, 2, 24)),
    ],
)
def test_a_publication_worked_out_widely_moves_the_last_day_to_its_first_only(
    others: tuple[date, date, PublicationBasis], last: date
) -> None:
    told = [report(), report(document="wide", published=publication(*others))]
    assert last_publication(make_records(told)) == last
    assert last_publication(make_records(told[1:])) == others[1], "alone it is all that is known"


LATE = Days.one(date(2022, 10, 5))


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"published": UNPUBLISHED}, "doubtful"),
        ({"published": UNPUBLISHED, "modality": "planned"}, "planned"),
        ({"published": UNPUBLISHED, "modality": "negated"}, "negated"),
        ({"published": UNPUBLISHED, "days": Days.one(date(2022, 10, 1))}, "reported"),
        ({"published": UNPUBLISHED, "days": Days(date(2022, 9, 30), date(2022, 10, 9))}, "reported"),
        ({"published": UNPUBLISHED, "days": None, "basis": "none"}, "reported"),
        ({}, "doubtful"),
        ({"published": publication(date(2022, 9, 4), date(2023, 2, 24), "inferred")}, "reported"),
        ({"published": publication(date(2030, 9, 4), date(2030, 9, 4), "inferred")}, "doubtful"),
    ],
)
def test_a_fact_of_days_after_all_that_was_printed_is_doubtful(changes: dict[str, Any], status: str) -> None:
    late = report(**{"document": "late", "action": "struck", "days": LATE, **changes})
    records = make_records([report(), late])
    tables = to_tables(records)
    shown = dict(
        zip(tables.points.columns["document"].values, tables.points.columns["status"].values, strict=True)
    )
    assert shown == {"a.txt": "reported", "late": status}
    (wanted,) = (record for record in records if record.reports[0].document == "late")
    assert [r.id for r in select(records, status=status) if r.action == "struck"] == [wanted.id]
    # Of a selection the horizon is that of all: alone an article of no day tells of none that is late.
    alone = [r for r in records if r.action == "struck"]
    assert select(alone, horizon=tables.horizon, status=status) == (wanted,)
    counts = places_of(records).points.columns
    assert counts[f"n_{status}"].values == (1 + (status == "reported"),)


def test_every_table_tells_status_sources_and_who_may_differ() -> None:
    told = []
    for place in PLACES:
        told += [
            report(place=place, action="captured", claim_certainty="uncertain"),
            report(place=place, action="captured", modality="negated", claimant="a resident"),
            report(place=place, publisher="ISW", url=None),
            report(place=place, document="b", publisher="Critical Threats", url=None),
        ]
    layers = to_layers(make_records(told))
    for table in (layers.points, layers.areas, layers.unlocated):
        by_status = table.set_index(table["status"])
        assert set(by_status.index) == {"doubtful", "negated", "reported"}
        assert set(by_status.loc[["reported"], "n_sources"]) == {2}
        assert set(by_status.loc[["reported"], "n_independent"]) == {1}
        assert set(by_status.loc[["reported"], "n_copies"]) == {2}
        ids_of = set(table["record_id"])
        resolved = table[(table["place_id"] != "") & (table["status"] != "reported")]
        assert set(resolved["may_differ"]) <= ids_of
        assert set(table["contradicted"]) == {0}


def test_where_nothing_is_dated_the_horizon_is_the_documented_one() -> None:
    records = make_records([report(days=None, edtf=None, basis="none", published=UNPUBLISHED)])
    assert horizon_of(records) == HORIZON_UNKNOWN
    assert horizon_of([]) == HORIZON_UNKNOWN


def test_the_last_day_of_the_calendar_does_not_overflow() -> None:
    days = Days.one(date.max)
    layers = to_layers(make_records([report(days=days, edtf=days.edtf())]))
    assert layers.points["end_time"].iloc[0] >= layers.points["start_time"].iloc[0]


def test_a_merged_claim_names_its_first_report_and_counts_all() -> None:
    records = make_records([report(), report(document="b", publisher="Other Post", url=None)])
    row = to_layers(records).points.iloc[0]
    assert (row["n_reports"], row["n_sources"]) == (2, 2)
    assert (row["source"], row["title"], row["document"]) == ("Example Post", "Troops enter Lyman", "a.txt")
    nameless = make_records([report(publisher=None), report(document="b", publisher=None, url=None)])
    row_of_nobody = to_layers(nameless).points.iloc[0]
    assert (row_of_nobody["n_reports"], row_of_nobody["n_sources"]) == (2, 1)  # unknown is not independent
    assert row["url"] == "https://example.org/lyman"


def test_what_is_read_first_stands_first() -> None:
    first = "place_name edtf action modality side claim claimant source url certainty precision uncertainty_m"
    assert list(to_layers([]).points.columns)[:12] == first.split()


def test_no_column_has_a_name_that_query_languages_reserve() -> None:
    layers = to_layers([])
    columns = {*layers.points.columns, *layers.areas.columns, *reports_of(()).columns}
    assert not columns & {"start", "end", "order", "group", "user", "date", "time", "when", "desc"}


def test_points_say_their_longitude_and_latitude() -> None:
    row = to_layers(records_at(LYMAN)).points.iloc[0]
    assert (row["lon"], row["lat"]) == (37.8, 48.98)


def test_layers_as_one_frame_hold_every_record_with_the_types_of_their_columns() -> None:
    layers = to_layers(records_at(*PLACES))
    joined = whole(layers.points, layers.areas, layers.unlocated)
    assert sorted(joined["record_id"]) == sorted(ids(layers))
    assert set(joined["level"]) == {"point", "area", "country", "unresolved"}
    on_no_map = joined["geometry"].isna()
    assert on_no_map.sum() == 2
    assert set(joined.columns[joined.isna().any()]) == {"geometry", "lon", "lat"}
    assert (on_no_map == joined["lon"].isna()).all()
    assert {name: str(dtype) for name, dtype in joined.dtypes.items()} == {
        name: str(dtype) for name, dtype in layers.areas.dtypes.items()
    }


def test_layers_as_one_frame_are_a_chronicle() -> None:
    later, undated = Days.one(date(2022, 11, 5)), {"days": None, "edtf": None, "basis": "none"}
    records = make_records(
        [
            report(days=later, edtf=later.edtf()),
            report(document="b", **undated),
            report(document="c", place=KHERSON_OBLAST),
            report(document="d", place=UKRAINE, days=later, edtf=later.edtf()),
            report(document="e", place=DONBAS, **undated),
        ]
    )
    layers = to_layers(records)
    in_order = [record.id for record in sorted(records, key=by_day)]
    assert list(tabled(layers).claims["record_id"]) == in_order
    drawn = {*layers.points["record_id"], *layers.areas["record_id"]}
    assert list(on_the_map(layers)["record_id"]) == [id_ for id_ in in_order if id_ in drawn]


def test_layers_are_short_in_a_notebook_and_their_frames_can_be_passed_on() -> None:
    layers = to_layers(records_at(LYMAN, entry(precision="near"), DONBAS))
    assert repr(layers) == "<geomap.Layers: 2 claims at places, 1 in regions, 0 on no map>"
    for frame in (layers.points, layers.areas):
        feature, *_ = json.loads(frame.to_json())["features"]
        assert feature["properties"]["start_time"] == "2022-10-01T00:00:00+00:00"


def test_a_long_sentence_is_cut_in_its_row_and_found_whole_by_its_characters() -> None:
    sentence = "Shells hit " + ", ".join(f"Lyman {n}" for n in range(300)) + "."
    text = f"Before. {sentence} After."
    at = text.index("Lyman 200")
    long = report(quote=sentence, quote_span=Span(8, 8 + len(sentence)), toponym_span=Span(at, at + 5))
    row = to_layers(make_records([long])).points.iloc[0]
    (told,) = rows_of(reports_of(make_records([long])))
    assert "Lyman 200" in row["claim"]
    assert row["claim"] == told["claim"] == long.excerpt
    assert len(row["claim"]) <= 600
    assert row["claim_cut"] == 1
    for found in (row, told):
        assert text[found["claim_start"] : found["claim_end"]] == sentence
    assert row["document"] == long.document
    short = to_layers(make_records([report()])).points.iloc[0]
    assert (short["claim"], short["claim_cut"]) == (report().quote, 0)


def test_no_value_is_null_and_none_is_a_boolean() -> None:
    bare = report(
        title=None,
        publisher=None,
        url=None,
        claimant=None,
        source_words=None,
        actor=None,
        days=None,
        edtf=None,
        time_words=None,
        published=UNPUBLISHED,
        candidates=(),
    )
    layers = to_layers(make_records([bare]))
    assert not layers.points.isna().any().any()
    assert "bool" not in {str(dtype) for dtype in layers.points.dtypes}


def test_layers_without_records_have_their_columns() -> None:
    layers = to_layers([])
    assert layers.points.empty
    assert "record_id" in layers.areas.columns
    assert "level" in layers.unlocated.columns


@st.composite
def dated_records(draw: st.DrawFn) -> tuple[Record, ...]:
    reports = []
    for number in range(draw(st.integers(0, 8))):
        start = draw(st.dates(date(2022, 2, 1), date(2022, 3, 15)))
        end = draw(st.dates(start, date(2022, 3, 31)))
        days = draw(st.sampled_from([None, Days(start, end)]))
        edtf = days.edtf() if days else None
        place = draw(st.sampled_from(PLACES))
        reports.append(report(document=str(number), days=days, edtf=edtf, place=place))
    return make_records(reports)


@settings(max_examples=30, deadline=None)
@given(records=dated_records(), day=st.dates(date(2022, 1, 25), date(2022, 4, 5)))
def test_a_day_s_filter_finds_in_the_layers_what_it_finds_in_the_records(
    records: tuple[Record, ...], day: date
) -> None:
    layers = to_layers(records)
    start = pandas.Timestamp(day, tz="UTC")
    found = set()
    for table in (layers.points, layers.areas, layers.unlocated):
        hit = table[(table["start_time"] < start + pandas.Timedelta(days=1)) & (table["end_time"] > start)]
        found |= set(hit[hit["dated"] == 1]["record_id"])
    assert found == {record.id for record in select(records, valid_in=(day, day))}


@given(st.text())
def test_plain_text_is_one_line_that_can_be_encoded(text: str) -> None:
    cleaned = plain(text)
    assert cleaned == plain(cleaned)
    assert "\n" not in cleaned
    cleaned.encode("utf-8")


@pytest.mark.parametrize("text", ["Сухий Ставок", "كييف", "a – b", "👩‍🚒"])
def test_plain_text_keeps_what_people_write(text: str) -> None:
    assert plain(text) == text
