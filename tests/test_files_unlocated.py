import csv
from dataclasses import replace
from pathlib import Path

import pandas
import pytest

from geomap.facts import COUNTS
from geomap.files.unlocated import FORMULA_STARTS, write_unlocated
from geomap.layers import to_layers
from geomap.records import make_records
from geomap.tables import to_tables
from tests.hostile import HOSTILE
from tests.places_of import UKRAINE
from tests.records_of import report


def test_what_no_map_should_pin_is_listed(tmp_path: Path) -> None:
    records = make_records(
        [report(place=UKRAINE), report(document="b", place=None, toponym="Nowhere"), report(document="c")]
    )
    path = write_unlocated(to_layers(records), tmp_path)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {(row["place_name"], row["level"]) for row in rows} == {
        ("Ukraine", "country"),
        ("Nowhere", "unresolved"),
    }
    assert rows[0]["start_time"] == "2022-10-01T00:00:00Z"
    assert {row["uncertainty_m"] for row in rows} == {"438400", "-1"}


def test_no_records_still_give_the_header(tmp_path: Path) -> None:
    text = write_unlocated(to_layers([]), tmp_path).read_text("utf-8-sig")
    assert text.startswith("place_name,edtf,action")
    assert text.count("\n") == 1


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_cell_runs_as_a_formula(tmp_path: Path, text: str) -> None:
    told = report(quote=text, title=text, publisher=text, url=text, place=None)
    record = replace(make_records([told])[0], toponym=text, claimant=text, actor=text)
    path = write_unlocated(to_layers([record]), tmp_path)
    frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
    assert len(frame) == 1
    numbers = {"uncertainty_m", "dated", "hearsay", "contradicted"}
    numbers |= {f"{count}_{end}" for count in COUNTS for end in ("min", "max")}
    for name in frame.columns.difference(list(numbers)):
        assert not frame[name].iloc[0].startswith(FORMULA_STARTS)


def test_tables_give_the_bytes_that_pandas_gives_for_layers(tmp_path: Path) -> None:
    told = [report(document=f"{i}", quote=text, title=text, place=None) for i, text in enumerate(HOSTILE)]
    records = make_records([*told, report(document="c", place=UKRAINE), report(document="p")])
    by_pandas = write_unlocated(to_layers(records), tmp_path / "layers")
    by_hand = write_unlocated(to_tables(records), tmp_path / "tables")
    assert by_hand.read_bytes() == by_pandas.read_bytes()
