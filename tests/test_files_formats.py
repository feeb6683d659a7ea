from datetime import date
from pathlib import Path

import pyogrio
import pytest
from typer.testing import CliRunner, Result

from geomap.cli import app
from geomap.errors import OutputError
from geomap.files.formats import WRITERS, write_layers
from geomap.files.records import Archive, write_records
from geomap.layers import to_layers
from geomap.records import make_records
from geomap.spans import Days
from tests.records_of import report


def archive(folder: Path) -> Path:
    later = Days.one(date(2022, 11, 5))
    reports = [
        report(),
        report(document="b", days=later, edtf=later.edtf()),
        report(document="c", days=None, edtf=None, basis="none"),
    ]
    path = folder / "records.jsonl"
    write_records(Archive(documents=(), records=make_records(reports)), path)
    return path


def export(*args: str) -> Result:
    return CliRunner().invoke(app, ["export", *args])


@pytest.mark.parametrize("ending", [ending for ending in WRITERS if ending != ".json"])
def test_the_name_tells_the_format(tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"claims{ending}"
    result = export(str(archive(tmp_path)), "-o", str(target))
    assert result.exit_code == 0, result.stderr
    layer = pyogrio.list_layers(target)[0][0]
    assert len(pyogrio.read_dataframe(target, layer=layer)) == 3
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([target.name, "records.jsonl"])


def test_a_window_leaves_out_what_lies_outside_and_what_is_undated(tmp_path: Path) -> None:
    target = tmp_path / "october.gpkg"
    export(str(archive(tmp_path)), "-o", str(target), "--since", "2022-10-01", "--until", "2022-10-31")
    assert len(pyogrio.read_dataframe(target, layer="mentions_points")) == 1


def test_a_window_that_ends_before_it_starts_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "never.gpkg"
    result = export(
        str(archive(tmp_path)), "-o", str(target), "--since", "2022-10-02", "--until", "2022-10-01"
    )
    assert result.exit_code == 1
    assert "give the earlier day first" in result.stderr


@pytest.mark.parametrize(
    ("name", "remedy"), [("claims.shp", "end the name in .gpkg"), ("claims", "end the name")]
)
def test_an_unknown_format_is_refused_with_those_there_are(tmp_path: Path, name: str, remedy: str) -> None:
    result = export(str(archive(tmp_path)), "-o", str(tmp_path / name))
    assert result.exit_code == 1
    assert remedy in result.stderr


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "claims.kml"
    target.write_text("mine")
    with pytest.raises(OutputError, match="there is one already"):
        write_layers(to_layers([]), target)
    assert target.read_text() == "mine"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write_layers(to_layers([]), tmp_path / "gone" / "claims.kml")
