import json
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas
import pytest
from geojson_pydantic import FeatureCollection

from geomap.excerpts import clipped
from geomap.files.features import at_antimeridian
from geomap.files.geojson import write_geojson
from geomap.gazetteer import Credit, Entry, LonLat
from geomap.layers import to_layers
from geomap.records import Record, make_records
from geomap.spans import Days
from geomap.tables import plain, to_tables
from tests.hostile import HOSTILE
from tests.places_of import DONBAS, KHERSON_OBLAST, UKRAINE, entry
from tests.records_of import LYMAN, STRIKE, report

CREDIT = Credit(source="GeoNames", licence="CC BY 4.0", line="Places: GeoNames, CC BY 4.0")


def records() -> tuple[Record, ...]:
    return make_records(
        [
            report(),
            report(document="b", place=entry(), days=None, edtf=None, basis="none", title=None, url=None),
            report(document="c", place=KHERSON_OBLAST),
            report(document="d", place=DONBAS),
            report(document="e", place=UKRAINE),
            report(document="f", place=None),
        ]
    )


def written(folder: Path, of: tuple[Record, ...]) -> list[dict[str, Any]]:
    paths = write_geojson(to_layers(of, [CREDIT]), folder)
    return [json.loads(path.read_text("utf-8")) for path in paths]


def test_both_files_are_valid_and_complete(tmp_path: Path) -> None:
    points, areas = written(tmp_path, records())
    for collection in (points, areas):
        FeatureCollection.model_validate(collection)
        assert "crs" not in collection
    assert {f["properties"]["place_name"] for f in points["features"]} == {"Lyman", "Somewhere"}
    assert {f["properties"]["place_name"] for f in areas["features"]} == {"Kherson Oblast", "Donbas"}
    assert {f["geometry"]["type"] for f in points["features"]} == {"Point"}
    assert {f["geometry"]["type"] for f in areas["features"]} == {"MultiPolygon"}


def test_features_stand_by_day_and_say_their_id_twice(tmp_path: Path) -> None:
    days = [date(2022, 9, 12), None, date(2022, 9, 3)]
    made = make_records(
        report(document=str(day), days=day and Days.one(day), edtf=day and day.isoformat()) for day in days
    )
    points, _ = written(tmp_path, made)
    ids = [f["id"] for f in points["features"]]
    assert [f["properties"]["edtf"] for f in points["features"]] == ["2022-09-03", "2022-09-12", ""]
    assert ids == [f["properties"]["record_id"] for f in points["features"]]


def test_no_property_is_null_or_boolean_and_all_have_the_same(tmp_path: Path) -> None:
    for collection in written(tmp_path, records()):
        first = collection["features"][0]["properties"]
        for feature in collection["features"]:
            assert list(feature["properties"]) == list(first)
            assert {type(v) for v in feature["properties"].values()} <= {str, int, float}


def test_times_are_full_utc_instants(tmp_path: Path) -> None:
    points, _ = written(tmp_path, records())
    lyman = next(f["properties"] for f in points["features"] if f["properties"]["place_name"] == "Lyman")
    assert (lyman["start_time"], lyman["end_time"]) == ("2022-10-01T00:00:00Z", "2022-10-02T00:00:00Z")


def test_the_box_the_licence_and_the_credit_are_there(tmp_path: Path) -> None:
    points, areas = written(tmp_path, records())
    assert points["bbox"] == [35.0, 48.0, 37.8, 48.98]
    assert len(areas["bbox"]) == 4
    assert points["license"] == "CC BY 4.0; public domain"
    assert "Natural Earth" in points["credit"]
    assert points["horizon"] == ["2022-10-01T00:00:00Z", "2022-10-02T00:00:00Z"]


def test_rings_turn_as_the_rfc_wants(tmp_path: Path) -> None:
    _, areas = written(tmp_path, records())
    for feature in areas["features"]:
        for polygon in feature["geometry"]["coordinates"]:
            shell = polygon[0]
            area = sum((x2 - x1) * (y2 + y1) for (x1, y1), (x2, y2) in pairwise(shell))
            assert area < 0, "shells run counter-clockwise"


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    one = write_geojson(to_layers(records()), tmp_path / "one")
    two = write_geojson(to_layers(reversed(records())), tmp_path / "two")
    assert [p.read_bytes() for p in one] == [p.read_bytes() for p in two]


def test_no_records_still_give_two_files(tmp_path: Path) -> None:
    points, areas = written(tmp_path, ())
    assert points["features"] == areas["features"] == []
    assert "credit" in points


def test_gis_reads_dates_as_dates(tmp_path: Path) -> None:
    write_geojson(to_layers(records()), tmp_path)
    frame = geopandas.read_file(tmp_path / "mentions_points.geojson")
    assert str(frame["start_time"].dtype).startswith("datetime64")
    assert len(frame) == 2


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(tmp_path: Path, text: str) -> None:
    told = report(quote=text, title=text, publisher=text, url=text, place=LYMAN)
    record = replace(make_records([told])[0], toponym=text, claimant=text, actor=text)
    points, _ = written(tmp_path, (record,))
    (feature,) = points["features"]
    assert feature["properties"]["claim"] == plain(told.excerpt)
    assert feature["properties"]["title"] == clipped(plain(text))


ANTIMERIDIAN = entry(
    id="geomap:x", name="Chukotka", point=LonLat(179.5, 66.0), feature_class="L", radius_km=90.0
)
ACROSS_ZERO = entry(id="geomap:y", name="Wold", point=LonLat(0.01, 51.0), feature_class="L", radius_km=40.0)


def many() -> tuple[Record, ...]:
    """Return records of every kind of column and outline, with every hostile text."""
    told = [
        report(
            document=f"{i}", quote=text, title=text, publisher=text, claimant=text, place=place, facts=STRIKE
        )
        for i, text in enumerate(HOSTILE)
        for place in (
            LYMAN,
            entry(point=LonLat(-1 / 3, 2e-8)),
            KHERSON_OBLAST,
            DONBAS,
            ACROSS_ZERO,
            UKRAINE,
            None,
        )
    ]
    return make_records([*told, report(document="u", days=None, edtf=None, basis="none")])


@pytest.mark.parametrize("place", [LYMAN, ANTIMERIDIAN])
def test_tables_give_the_bytes_that_gdal_gives_for_layers(tmp_path: Path, place: Entry) -> None:
    records = make_records(
        [*(r for record in many() for r in record.reports), report(document="z", place=place)]
    )
    by_gdal = write_geojson(to_layers(records, [CREDIT]), tmp_path / "layers")
    by_hand = write_geojson(to_tables(records, [CREDIT]), tmp_path / "tables")
    assert [path.read_bytes() for path in by_hand] == [path.read_bytes() for path in by_gdal]


def test_no_tables_give_the_bytes_of_no_layers(tmp_path: Path) -> None:
    by_gdal = write_geojson(to_layers(()), tmp_path / "layers")
    by_hand = write_geojson(to_tables(()), tmp_path / "tables")
    assert [path.read_bytes() for path in by_hand] == [path.read_bytes() for path in by_gdal]


def test_what_gdal_would_cut_at_the_antimeridian_is_told() -> None:
    near, far = (to_tables(make_records([report(place=place)])).areas for place in (DONBAS, ANTIMERIDIAN))
    assert not at_antimeridian(near)
    assert at_antimeridian(far)
