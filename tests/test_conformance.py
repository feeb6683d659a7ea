"""Every format is opened by real clients, which must find the same claims, days and sides.

Clients that are not installed are named and skipped.
``pip install --group clients`` brings those of Python, ``make test`` geojsonhint.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import geopandas
import pandas
import pyogrio
import pytest
from geojson_pydantic import FeatureCollection

from geomap.files.formats import FORMATS, write_layers
from geomap.files.geojson import write_geojson
from geomap.files.kml import RINGS
from geomap.layers import to_layers
from geomap.records import Record
from geomap.selection import select
from geomap.tables import level_of, to_tables
from tests.page_node import ask, needs_node
from tests.page_records import records

RECORDS = records(400, places=40, days=60)
OUTLETS = {report.publisher or "" for record in RECORDS for report in record.reports}
DAY = date(2031, 3, 20)
KEPT = ["record_id", "start_time", "end_time", "dated", "side", "source"]
Reader = Callable[[Path], pandas.DataFrame]
FRAMES: dict[str, Reader] = {}
HINT = Path(sys.prefix) / "geojsonhint" / "geojsonhint.js"


def client(ending: str, name: str) -> Callable[[Reader], Reader]:
    def added(read: Reader) -> Reader:
        FRAMES[f"{ending} {name}"] = read
        return read

    return added


def missing(name: str) -> NoReturn:
    """Skip a test whose client is not installed."""
    pytest.skip(f"{name} is not installed")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the same claims in every format."""
    folder = tmp_path_factory.mktemp("formats")
    layers = to_layers(RECORDS)
    for ending in FORMATS:
        write_layers(layers, folder / f"claims{ending}")
    return folder


def is_drawn(record: Record) -> bool:
    return level_of(record.place) in ("point", "area")


@client(".geojson", "GDAL")
@client(".geojsonl", "GDAL")
@client(".fgb", "GDAL")
def _by_gdal(path: Path) -> pandas.DataFrame:
    frame: geopandas.GeoDataFrame = pyogrio.read_dataframe(path)
    assert frame.crs == "EPSG:4326"
    return frame


@client(".pmtiles", "GDAL")
def _tiles(path: Path) -> pandas.DataFrame:
    # Tiles cut areas; a claim is what has its id.
    frame: pandas.DataFrame = pyogrio.read_dataframe(path, ZOOM_LEVEL=0)
    return frame.drop_duplicates("record_id")


@client(".gpkg", "GDAL")
def _geopackage(path: Path) -> pandas.DataFrame:
    return _layers(path, "mentions_points", "mentions_areas", "unlocated")


@client(".kml", "GDAL")
def _kml(path: Path) -> pandas.DataFrame:
    return _kml_at(str(path))


@client(".kmz", "GDAL")
def _kmz(path: Path) -> pandas.DataFrame:
    # GDAL knows the columns of a packed file only where it is told of the file within.
    return _kml_at(f"/vsizip/{path}/doc.kml")


def _kml_at(path: str) -> pandas.DataFrame:
    names: list[str] = pyogrio.list_layers(path)[:, 0].tolist()
    around = [name for name in names if name.endswith(RINGS)]
    points = {r.place for r in RECORDS if r.place and level_of(r.place) == "point"}
    wide = {place.id for place in points if place.radius_km >= 5}
    assert len(wide) < len(points)
    assert set(_layers(path, *around)["place_id"]) == wide, "who counts claims leaves the rings out"
    frame = _layers(path, *(name for name in names if name not in around))
    assert frame["uncertainty_m"].dtype.kind in "if", "numbers come as numbers"
    return frame.rename(columns={"begin": "start_time", "end": "end_time"})


def _layers(path: Path | str, *names: str) -> pandas.DataFrame:
    frames: list[pandas.DataFrame] = [pyogrio.read_dataframe(path, layer=name) for name in names]
    return pandas.concat(frames, ignore_index=True)


@client(".csv", "pandas")
def _pandas(path: Path) -> pandas.DataFrame:
    return pandas.read_csv(path)


@client(".csv", "DuckDB")
@client(".parquet", "DuckDB")
def _duckdb(path: Path) -> pandas.DataFrame:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    # In words of SQL, as a user would: a reserved word among the names would end it here.
    query = (
        "select record_id, start_time, end_time, dated, side, source, place_name, action, modality,"  # noqa: S608
        f" precision, level from '{path}' where start_time < end_time"
    )
    return duckdb.connect().sql(f"set timezone = 'UTC'; {query}").df()  # type: ignore[no-any-return]


@client(".csv", "csvw")
def _csvw(path: Path) -> pandas.DataFrame:
    csvw = pytest.importorskip("csvw", reason="csvw is not installed")
    group = csvw.CSVW(str(path.with_name(path.name + "-metadata.json")), validate=True)
    assert group.is_valid
    return pandas.DataFrame(group.t.tables[0])


@client(".csv", "LibreOffice")
@client(".xlsx", "LibreOffice")
def _libreoffice(path: Path) -> pandas.DataFrame:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        missing("LibreOffice")
    there = path.parent / f"office{path.suffix}"
    # Without a window that asks, a table is taken for Latin: commas, double quotes, UTF-8, from line 1.
    read = ["--infilter=CSV:44,34,76,1"] if path.suffix == ".csv" else []
    # One profile serves one process: a second one would wait for the first without end.
    profile = f"-env:UserInstallation={(there / 'profile').as_uri()}"
    subprocess.run(
        [office, profile, "--headless", *read, "--convert-to", "ods", "--outdir", str(there), str(path)],
        check=True,
        timeout=120,
    )
    made = there / f"{path.stem}.ods"
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(made) as book:
            assert b'xlink:href="https://outlet' in book.read("content.xml"), "an article can be opened"
    return pandas.read_excel(made, engine="calamine")


@client(".xlsx", "openpyxl")
def _openpyxl(path: Path) -> pandas.DataFrame:
    return pandas.read_excel(path, sheet_name="claims", engine="openpyxl")


@client(".xlsx", "calamine")
def _calamine(path: Path) -> pandas.DataFrame:
    return pandas.read_excel(path, engine="calamine")


@client(".parquet", "geopandas")
def _geoparquet(path: Path) -> pandas.DataFrame:
    frame = geopandas.read_parquet(path)
    assert frame.crs == "EPSG:4326"
    east = geopandas.read_parquet(path, bbox=(37.0, 44.0, 41.0, 53.0))
    assert 0 < len(east) < len(frame), "the boxes of rows are there to filter by"
    return frame


@client(".geojson", "geojson-pydantic")
def _pydantic(path: Path) -> pandas.DataFrame:
    collection = json.loads(path.read_text("utf-8"))
    FeatureCollection.model_validate(collection)
    return pandas.DataFrame([feature["properties"] for feature in collection["features"]])


@client(".kml", "fastkml")
def _fastkml(path: Path) -> pandas.DataFrame:
    fastkml = pytest.importorskip("fastkml", reason="fastkml is not installed")
    from fastkml.utils import find_all
    from fastkml.validator import validate

    assert validate(file_to_validate=path)
    rows = []
    marks: Any = find_all(fastkml.KML.parse(path), of_type=fastkml.Placemark)
    for mark in marks:
        if not mark.id:  # a ring, which is no claim
            continue
        data = {item.name: item.value for item in mark.extended_data.elements[0].data}
        rows.append({**data, "start_time": mark.times.begin.dt, "end_time": mark.times.end.dt})
    return pandas.DataFrame(rows)


@pytest.mark.parametrize("name", FRAMES)
def test_a_client_finds_the_claims_those_of_a_day_and_those_of_a_side(folder: Path, name: str) -> None:
    ending = name.split(" ", maxsplit=1)[0]
    frame = FRAMES[name](folder / f"claims{ending}")[KEPT]
    known = RECORDS if FORMATS[ending].listed else tuple(filter(is_drawn, RECORDS))
    assert sorted(frame["record_id"]) == sorted(record.id for record in known)
    start, end = (pandas.to_datetime(frame[edge], utc=True, format="mixed") for edge in KEPT[1:3])
    day = pandas.Timestamp(DAY, tz="UTC")
    dated = frame["dated"].astype(int) == 1
    found = frame[(start < day + pandas.Timedelta(days=1)) & (end > day) & dated]
    wanted = {record.id for record in select(known, valid_in=(DAY, DAY))}
    assert set(found["record_id"]) == wanted
    assert wanted
    assert set(frame["source"].fillna("")) == OUTLETS, "Cyrillic too"
    of_side = frame[frame["side"] == "russian"]
    assert set(of_side["record_id"]) == {record.id for record in select(known, side="russian")}


def faults(texts: list[str], folder: Path) -> list[list[str]]:
    """Return what geojsonhint finds wrong of each text."""
    if not HINT.exists():
        missing("geojsonhint")
    answer = f"answer = questions.map(require({json.dumps(str(HINT))}).hint);"
    return [[found["message"] for found in one] for one in ask(answer, {}, texts, folder, "")]


@needs_node
def test_geojsonhint_finds_nothing_wrong_of_a_file_of_both_layers_and_of_each_line(
    folder: Path, tmp_path: Path
) -> None:
    layers = to_layers(RECORDS)
    tables = write_geojson(to_tables(RECORDS), tmp_path / "run")
    frames = write_geojson(layers, tmp_path / "frames")
    empty = write_geojson(to_layers(()), tmp_path / "empty")
    wholes = (folder / "claims.geojson", *tables, *frames, *empty)
    lines = (folder / "claims.geojsonl").read_text("utf-8").splitlines()
    assert len(lines) == len(layers.points) + len(layers.areas)
    texts = [path.read_text("utf-8") for path in wholes] + lines
    assert faults(texts, tmp_path) == [[]] * len(texts)


@needs_node
def test_geojsonhint_tells_of_what_is_wrong(tmp_path: Path) -> None:
    twice = '{"type": "Point", "type": "Point", "coordinates": [37.8, 48.9]}'
    clockwise = '{"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [0, 0]]]}'
    double, turned, cut = faults([twice, clockwise, clockwise[:-1]], tmp_path)
    assert "duplicate members" in double[0]
    assert "right-hand rule" in turned[0]
    assert "Parse error" in cut[0]


def test_places_and_reports_are_the_same_in_all_tables(folder: Path) -> None:
    gpkg = folder / "claims.gpkg"
    reports = [
        pyogrio.read_dataframe(gpkg, layer="reports"),
        pandas.read_csv(folder / "claims-reports.csv"),
        pandas.read_parquet(folder / "claims-reports.parquet"),
        pandas.read_excel(folder / "claims.xlsx", sheet_name="reports", engine="calamine"),
    ]
    wanted = {f"{r.id}.{n}" for r in RECORDS for n, _ in enumerate(r.reports, 1)}
    assert all(set(frame["report_id"]) == wanted and len(frame) == len(wanted) for frame in reports)
    places = [
        pandas.read_csv(folder / "claims-places.csv"),
        geopandas.read_parquet(folder / "claims-places.parquet"),
        pandas.read_excel(folder / "claims.xlsx", sheet_name="places", engine="calamine"),
    ]
    counts = [dict(zip(frame["place_id"], frame["n_claims"], strict=True)) for frame in places]
    assert counts[0] == counts[1] == counts[2]
    drawn = _layers(gpkg, "places_points", "places_areas")
    assert dict(zip(drawn["place_id"], drawn["n_claims"], strict=True)).items() <= counts[0].items()


def test_linked_places_are_valid_by_the_schema_of_the_world_historical_gazetteer(folder: Path) -> None:
    """Where ``GEOMAP_LPF_SCHEMA`` names lpf_v2.0.jsonld or schema_lpf_v1.2.2.json of WHG's repositories.

    Their licence (BSD-3-Clause) would let the project hold them. They stay outside, for no package has them:
    a copy could be neither pinned nor renewed, and what WHG accepts is what its own file says today.
    """
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    named = os.environ.get("GEOMAP_LPF_SCHEMA")
    if not named:
        pytest.skip("GEOMAP_LPF_SCHEMA names no schema of WHG")
    schema = json.loads(Path(named).read_text("utf-8"))
    collection = json.loads((folder / "claims.lpf.json").read_text("utf-8"))
    whole = "features" in schema["properties"]
    schema["properties"].pop("citation", None)  # it lies at another address
    for value in [collection] if whole else collection["features"]:
        jsonschema.validate(value, schema)


def test_annotations_have_what_the_model_requires(folder: Path) -> None:
    page = json.loads((folder / "claims.annotations.jsonld").read_text("utf-8"))
    assert len(page["items"]) == sum(len(record.reports) for record in RECORDS)
    assert len({item["id"] for item in page["items"]}) == len(page["items"])
    for item in page["items"]:
        assert item["type"] == "Annotation"
        assert item["target"]["source"]
        (quoted, *_) = item["target"]["selector"]
        assert quoted["exact"]
