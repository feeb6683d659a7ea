"""The frame of claims: types that pandas works with, and what geopandas and folium make of it."""

import json
from datetime import date
from pathlib import Path
from typing import assert_type

import folium
import geopandas
import pandas
import pytest

from geomap.facts import Count, Facts
from geomap.frames import ClaimFrame, to_frame
from geomap.gazetteer import Entry
from geomap.layers import to_layers
from geomap.records import Record, make_records
from geomap.spans import Days
from tests.places_of import KHERSON_OBLAST, UKRAINE
from tests.records_of import LYMAN, report


def records_at(*places: Entry | None) -> tuple[Record, ...]:
    return make_records(report(document=str(n), place=place) for n, place in enumerate(places))


KILLED = Facts(killed=Count(least=2, most=None, spans=()))
RECORDS = make_records(
    [
        report(document="a", place=LYMAN, days=Days(date(2022, 10, 1), date(2022, 10, 2)), facts=KILLED),
        report(document="b", place=KHERSON_OBLAST, days=None),
        report(document="c", place=UKRAINE, days=None),
    ]
)


def test_columns_have_the_types_that_pandas_works_with() -> None:
    frame = to_frame(RECORDS)
    assert frame.crs == "EPSG:4326"
    assert {str(frame[name].dtype) for name in ("dated", "hearsay", "contradicted", "vague")} == {"bool"}
    assert {str(frame[name].dtype) for name in ("action", "side", "certainty", "level")} == {"category"}
    instants = frame.select_dtypes("datetimetz")
    assert instants.shape[1] == 2, "the first instant of a claim, and that behind its last"
    assert instants.iloc[0].tolist() == [
        pandas.Timestamp("2022-10-01", tz="UTC"),
        pandas.Timestamp("2022-10-03", tz="UTC"),
    ]
    assert str(frame["uncertainty_m"].dtype) == "Int64"


def test_a_type_checker_knows_the_frame_and_what_is_cut_out_of_it() -> None:
    """Mypy fails here where geopandas is untyped: then all of this is Any to it."""
    frame = to_frame(RECORDS)
    assert_type(frame.geometry, geopandas.GeoSeries)
    assert_type(frame[frame["dated"]], ClaimFrame)
    assert_type(frame.head(1), ClaimFrame)
    assert_type(to_layers(RECORDS).areas.geometry, geopandas.GeoSeries)
    assert type(frame.head(1)) is ClaimFrame
    assert type(frame.geometry) is geopandas.GeoSeries


def test_what_is_not_known_is_missing_and_counts_in_no_sum() -> None:
    frame = to_frame(RECORDS)
    assert frame["killed_min"].sum() == 2
    assert frame["killed_max"].isna().all()
    undated = frame[~frame["dated"]]
    assert undated.select_dtypes("datetimetz").isna().all(axis=None)
    assert len(undated) == 1


def test_rows_are_by_id_and_in_the_order_of_the_records() -> None:
    frame = to_frame(RECORDS)
    drawn = [r.id for r in RECORDS if r.place in (LYMAN, KHERSON_OBLAST)]
    assert list(frame.index) == drawn
    assert frame.loc[drawn[0], "place_name"] == "Lyman"


def test_what_no_map_shows_is_in_the_frame_only_where_it_is_asked_for() -> None:
    assert len(to_frame(RECORDS)) == 2
    frame = to_frame(RECORDS, listed=True)
    assert list(frame.index) == [r.id for r in RECORDS]
    assert list(frame[frame.geometry.isna()]["level"]) == ["country"]
    assert to_frame(records_at(UKRAINE)).empty
    assert to_frame([]).empty


def test_json_folium_and_explore_take_the_frame_and_what_is_cut_out_of_it() -> None:
    frame = to_frame(RECORDS)
    for part in (frame, frame[frame["dated"]], frame.to_crs(3857), frame.head(1)):
        assert isinstance(part, ClaimFrame)
        features = json.loads(part.to_json())["features"]
        assert [feature["id"] for feature in features] == list(part.index)
    first, second = json.loads(frame.to_json())["features"]
    assert first["properties"]["dated"] is True
    assert "2022-10-01T00:00:00+00:00" in first["properties"].values()
    assert second["properties"]["killed_min"] is None
    drawn = folium.Map()
    folium.GeoJson(frame, tooltip=folium.GeoJsonTooltip(["place_name", "action"])).add_to(drawn)
    assert "Kherson Oblast" in drawn.get_root().render()
    pytest.importorskip("mapclassify")
    assert "Kherson Oblast" in frame.explore(column="action", tiles=None).get_root().render()


def test_geopandas_writes_the_frame_and_reads_it_again(tmp_path: Path) -> None:
    frame = to_frame(RECORDS)
    frame.to_file(tmp_path / "claims.gpkg")
    frame.to_parquet(tmp_path / "claims.parquet")
    assert list(geopandas.read_file(tmp_path / "claims.gpkg")["record_id"]) == list(frame.index)
    again = geopandas.read_parquet(tmp_path / "claims.parquet")
    assert list(again.index) == list(frame.index)
    assert str(again["action"].dtype) == "category"
    assert again["dated"].tolist() == [True, False]
