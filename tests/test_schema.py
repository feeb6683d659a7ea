"""The published schema holds for what is written, and for nothing that lacks what every row has."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from geomap.documents import Document
from geomap.files.packing import rows_of
from geomap.files.records import Archive, write_records
from geomap.files.schema import REQUIRED, line_schema
from geomap.records import Record, make_records
from tests.command_line import app
from tests.places_of import DONBAS, UKRAINE
from tests.records_of import STRIKE, report

jsonschema: Any = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
SAMPLE = Path(__file__).parent.parent / "maps" / "records.jsonl"


def records() -> tuple[Record, ...]:
    return make_records(
        [
            report(facts=STRIKE, corrected=("side: said author",), copy_of="c.txt"),
            report(document="b", modality="negated", claimant="a resident", url=None, title=None),
            report(place=DONBAS, days=None, edtf=None, basis="none"),
            report(place=UKRAINE, candidates=()),
            report(place=None),
        ]
    )


def lines(folder: Path) -> list[dict[str, Any]]:
    archive = Archive(documents=(Document(id="a.txt", text="Lyman."),), records=records())
    found = []
    for one in (archive, archive.without_texts()):
        write_records(one, folder / "x.jsonl")
        found += [json.loads(line) for line in (folder / "x.jsonl").read_bytes().splitlines()]
    return found


def test_every_line_that_is_written_is_valid(tmp_path: Path) -> None:
    schema = line_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    valid = jsonschema.Draft202012Validator(schema)
    sample = [json.loads(line) for line in SAMPLE.read_bytes().splitlines()]
    for line in [*lines(tmp_path), *sample]:
        assert valid.is_valid(line), line


@pytest.mark.parametrize("kind", ["document", "place", "record"])
def test_a_row_that_lacks_what_all_have_is_not(kind: str) -> None:
    valid = jsonschema.Draft202012Validator(line_schema())
    told = rows_of([Document(id="a.txt", text="Lyman.")], records())
    row = {"type": kind, **next(json.loads(json.dumps(r, default=vars_of)) for k, r in told if k == kind)}
    assert valid.is_valid(row)
    for name in REQUIRED[kind]:
        assert not valid.is_valid({key: value for key, value in row.items() if key != name}), name


def vars_of(value: Any) -> Any:
    import msgspec

    return msgspec.to_builtins(value)


def test_the_command_prints_it() -> None:
    told = CliRunner().invoke(app, ["schema"])
    assert json.loads(told.stdout) == json.loads(json.dumps(line_schema()))


def test_the_schema_tells_what_is_meant_where_a_row_is_silent() -> None:
    *_, place, record = line_schema()["oneOf"]
    assert place["properties"]["population"]["default"] == 0
    assert record["properties"]["claim_certainty"]["default"] == "certain", "of a row, not of a made record"
    assert "default" not in record["properties"]["days"], "they follow from what is told"
