"""geomap as one would guess it: what read takes, and what its result shows, narrows and writes."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import folium
import geopandas
import pandas
import pytest
import shapely
from folium.plugins import Fullscreen
from typer.testing import CliRunner

import geomap
from tests.command_line import app

ROOT = Path(__file__).resolve().parents[1]
TEXT = "Russian missiles struck Kharkiv on Monday, the mayor said."
NEXT = "Ukrainian forces entered Izium on Saturday, the General Staff said."


@pytest.fixture(scope="module")
def seeds() -> geomap.Result:
    return geomap.read(ROOT / "seeds")


def test_a_text_is_read_with_the_day_that_is_told_for_it() -> None:
    result = geomap.read(TEXT, published="2022-09-06")
    (record,) = result
    assert record.place is not None
    assert (record.place.name, record.edtf, len(result)) == ("Kharkiv", "2022-09-05", 1)
    (undated,) = geomap.read(TEXT)
    assert undated.days is None


def test_everything_that_holds_texts_is_read_alike(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    frame = pandas.DataFrame({"text": [TEXT], "date": [pandas.Timestamp("2022-09-06")]})
    sources: list[Any] = [
        tmp_path,
        tmp_path / "a.txt",
        str(tmp_path / "a.txt"),
        [TEXT],
        geomap.Document(id="a", text=TEXT),
    ]
    told = [geomap.read(source, published=date(2022, 9, 6)) for source in sources]
    told.append(geomap.read(frame))
    assert {record.id for result in told for record in result} == {told[0].records[0].id}


def test_what_cannot_be_read_is_noted_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_bytes(b"")
    with pytest.warns(UserWarning, match="1 document could not be read; notes tell which"):
        result = geomap.read(tmp_path)
    assert len(result.documents) == 1
    assert any("b.txt: empty" in note for note in result.notes)


@pytest.mark.parametrize(
    ("source", "options", "told"),
    [
        ("nowhere.txt", {}, "nowhere.txt: no such file or folder"),
        ([], {}, "there is nothing to read"),
        ("", {}, "'': there is nothing to read; give a text, a file or a folder"),
        (["", " "], {}, "' ': there is nothing to read; give a text, a file or a folder"),
        (
            "https://quay.example/a.html",
            {},
            "an address, and geomap fetches none; save the page, and give its",
        ),
        (5, {}, "int: not read; give a text, a path, a data frame or documents"),
        (TEXT, {"published": "soon"}, "'soon' is no date"),
        (TEXT, {"language": "xx"}, "language: 'xx' is not read; en, uk"),
        (
            pandas.DataFrame({"n": [1]}),
            {},
            'the columns are n: call it text, with frame.rename(columns={"COLUMN": "text"})',
        ),
        (
            [geomap.Document(id="a", text=text) for text in "xy"],
            {},
            "id 'a' is that of several",
        ),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_makes_no_sense_is_refused(source: Any, options: dict[str, Any], told: str) -> None:
    with pytest.raises(geomap.InputError, match=re.escape(told)):
        geomap.read(source, **options)


def test_a_frame_whose_days_may_be_months_is_told_the_way_of_pandas() -> None:
    frame = pandas.DataFrame({"text": [TEXT], "date": ["5/9/2022"]})
    (note,) = [note for note in geomap.read(frame).notes if "may be day.month or month.day" in note]
    assert "say which with pandas.to_datetime(..., dayfirst=True)" in note
    (record,) = geomap.read(frame.assign(date=pandas.to_datetime(frame["date"], dayfirst=True)))
    assert record.edtf == "2022-09-05"


def test_a_result_and_a_run_are_short_in_a_notebook_and_the_map_is_in_it(seeds: geomap.Result) -> None:
    assert repr(seeds) == (
        f"<geomap.Result: {len(seeds)} claims at 23 places, 2022-09-11 to 2022-12-27, from 5 documents>"
    )
    shown = seeds._repr_html_()
    assert shown.count("<iframe") == 1
    assert 'srcdoc="&lt;!DOCTYPE html&gt;' in shown
    assert "<script" not in shown, "what stands in the frame is escaped"
    run = geomap.run(seeds.documents, seeds.gazetteer)
    assert repr(run) == f"<geomap.Run: {len(seeds)} records from 5 documents>"
    archive = geomap.Archive(documents=run.documents, records=run.records)
    assert repr(archive) == f"<geomap.Archive: {len(seeds)} records from 5 documents>"


def test_a_selection_holds_the_documents_that_tell_it(seeds: geomap.Result) -> None:
    chosen = seeds.select(action="reclaimed", within="Kherson Oblast")
    assert 0 < len(chosen) < len(seeds)
    assert {record.action for record in chosen} == {"reclaimed"}
    told = {report.document for record in chosen for report in record.reports}
    assert {document.id for document in chosen.documents} == told
    assert len(seeds.select()) == len(seeds)


def test_what_is_saved_is_what_the_command_writes(seeds: geomap.Result, tmp_path: Path) -> None:
    seeds.save(tmp_path / "own")
    ran = CliRunner().invoke(app, ["run", str(ROOT / "seeds"), "-o", str(tmp_path / "run"), "--no-store"])
    assert ran.exit_code == 0
    own, run = (
        {file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in ("own", "run")
    )
    assert own == run
    for saved in (tmp_path / "own" / "records.jsonl", tmp_path / "own", str(tmp_path / "own")):
        again = geomap.read(saved)
        assert (again.records, again.documents, again.tally) == (seeds.records, seeds.documents, seeds.tally)
    assert geomap.read_records(tmp_path / "own").records == seeds.records
    told = CliRunner().invoke(app, ["explain", seeds.records[0].id, "--records", str(tmp_path / "own")])
    assert seeds.records[0].id in told.stdout


def test_an_export_is_in_the_format_of_its_name(seeds: geomap.Result, tmp_path: Path) -> None:
    path = seeds.select(dated=True).export(str(tmp_path / "claims.gpkg"))
    assert set(geopandas.list_layers(path)["name"]) >= {"mentions_points", "mentions_areas"}
    with pytest.raises(geomap.OutputError, match=r"write over it with force=True$"):
        seeds.export(path)
    assert seeds.export(path, force=True) == path
    assert len(geopandas.read_file(path, layer="reports")) == len(seeds)


def test_a_selection_of_a_selection_has_the_times_of_the_whole(seeds: geomap.Result, tmp_path: Path) -> None:
    def times(result: geomap.Result, name: str) -> dict[str, tuple[str, str]]:
        features = json.loads(result.export(tmp_path / name).read_text("utf-8"))["features"]
        told = [feature["properties"] for feature in features]
        return {row["record_id"]: (row["start_time"], row["end_time"]) for row in told}

    whole = times(seeds, "all.geojson")
    chosen = seeds.select(dated=False).select(country="UA")
    some = times(chosen, "some.geojson")
    assert some
    assert some == {id_: whole[id_] for id_ in some}
    chosen.save(tmp_path / "own")
    points = json.loads((tmp_path / "own" / "mentions_points.geojson").read_text("utf-8"))
    assert {
        tuple(f["properties"][edge] for edge in ("start_time", "end_time")) for f in points["features"]
    } <= {whole[id_] for id_ in some}


def test_the_map_is_one_of_folium_with_layers_of_its_user(seeds: geomap.Result, tmp_path: Path) -> None:
    line = shapely.LineString([(33, 46.5), (38, 50)])
    front = geopandas.GeoDataFrame({"day": [pandas.Timestamp("2022-09-01")]}, geometry=[line], crs=4326)
    (tmp_path / "own.geojson").write_text(json.dumps({"type": "Point", "coordinates": [35, 48]}))
    drawn = seeds.map({"Front <1>": front.to_crs(3857), "own": tmp_path / "own.geojson"}, title="Autumn")
    assert isinstance(drawn, folium.Map)
    folium.CircleMarker([49, 33], popup="Added").add_to(drawn)
    drawn.save(tmp_path / "map.html")
    page = (tmp_path / "map.html").read_text()
    assert "<title>Autumn</title>" in page
    assert r"Front \u0026lt;1\u0026gt;" in page, "a name is no markup"
    assert "2022-09-01 00:00:00" in page
    assert all(mark in page for mark in ("Added", "[35, 48]", "geomap-data"))
    assert "Content-Security-Policy" not in page, "what is added must run"
    assert re.findall(r"<(?:script|link)[^>]+https?:", page) == [], "nothing is loaded that nobody has added"
    Fullscreen().add_to(drawn)  # type: ignore[no-untyped-call]
    assert "<script src=" in drawn.get_root().render(), "what a plugin links to is linked to"


LINE = geopandas.GeoSeries([shapely.Point(35, 48)])


@pytest.mark.parametrize(
    ("layers", "told"),
    [
        (
            {"x": "nosuch.geojson"},
            "layers: x: nosuch.geojson: cannot be read (No such file or directory); check",
        ),
        ({"x": __file__}, "test_results.py: no GeoJSON ("),
        (
            {"x": 5},
            "layers: x: int is no layer; give a frame of geopandas, GeoJSON as a dictionary, or the path",
        ),
        ({"x": {}}, "layers: x: no GeoJSON, which has a type"),
        ({"x": LINE}, "layers: x: the frame has no CRS; name that of its coordinates with set_crs(4326)"),
        (
            LINE.set_crs(4326),
            'layers: GeoSeries has no names; give a dictionary of layers, such as {"Front": frame}',
        ),
        ([LINE], "layers: list has no names"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_no_layer_of_a_map_is_refused(seeds: geomap.Result, layers: Any, told: str) -> None:
    with pytest.raises(geomap.InputError, match=re.escape(told)):
        seeds.map(layers)


def cells(notebook: Path) -> Iterator[str]:
    """Yield the code of a notebook, cell by cell."""
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            yield "".join(cell["source"])


def test_the_notebook_of_the_documents_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for code in (*cells(ROOT / "docs" / "geomap.ipynb"),) * 2:  # a notebook is run again
        exec(compile(code, "geomap.ipynb", "exec"), names)  # noqa: S102
    assert (tmp_path / "week" / "front-line.html").is_file()
    assert len(names["week"]) > 0
