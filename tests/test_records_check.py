"""Records files that were edited, by hand or in malice: read, or refused in one sentence."""

import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from geomap.documents import Document
from geomap.errors import InputError
from geomap.files.explain import explain
from geomap.files.formats import FORMATS
from geomap.files.geojson import write_geojson
from geomap.files.html import render_map
from geomap.files.records import Archive, read_records, records_lines, write_records
from geomap.files.unlocated import write_unlocated
from geomap.gazetteer import Entry, LonLat
from geomap.layers import to_layers
from geomap.records import Report, make_records
from geomap.spans import Days, Span
from tests.command_line import app
from tests.hostile import HOSTILE
from tests.records_of import LYMAN, report

OBLAST = replace(
    LYMAN,
    id="geonames:709716",
    name="Donetsk Oblast",
    feature_class="A",
    feature_code="ADM1",
    precision="area",
)


def sound_lines() -> list[bytes]:
    """Return the lines of a sound file, with a point, an area and a name without a place."""
    reports = [
        report(),
        report(document="b.txt", place=OBLAST),
        report(document="c.txt", place=None, days=None, edtf=None, basis="none"),
    ]
    document = Document(id="a.txt", text="Troops entered Lyman.", published=Days.one(date(2022, 10, 1)))
    return file_of(Archive(documents=(document,), records=make_records(reports))).splitlines()


def file_of(archive: Archive) -> bytes:
    return b"".join(records_lines(archive))


SOUND = sound_lines()
NASTY: tuple[Any, ...] = (
    None, True, 0, -1, 1, 10**9, 1 << 63, 1 << 80, 1e308, -1e308, 0.5, 91, -181, "", "x", "certain",
    "2022-09-05", "0001-01-01", "9999-12-31", "10000-01-01", "2022-02-30", [], [None], {}, {"start": 0},
    *HOSTILE,
)  # fmt: skip


def places_in(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every value within a JSON value."""
    yield path
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from places_in(value[key], (*path, key))


@st.composite
def edited(draw: st.DrawFn) -> bytes:
    """Return a file of which one line is edited: a value replaced, taken out, doubled, or bytes changed."""
    lines = list(SOUND)
    number = draw(st.integers(0, len(lines) - 1))
    how = draw(st.sampled_from(["replace", "replace", "replace", "remove", "bytes", "line"]))
    if how == "line":
        lines.insert(draw(st.integers(0, len(lines))), draw(st.sampled_from(lines)))
    elif how == "bytes":
        cut = draw(st.integers(0, len(lines[number])))
        lines[number] = lines[number][:cut] + draw(st.binary(max_size=4)) + lines[number][cut + 1 :]
    else:
        row = json.loads(lines[number])
        *way, last = draw(st.sampled_from([way for way in places_in(row) if way]))
        holder = row
        for key in way:
            holder = holder[key]
        if how == "remove":
            del holder[last]
        else:
            holder[last] = draw(st.sampled_from(NASTY))
        lines[number] = json.dumps(row).encode()
    return b"\n".join(lines) + b"\n"


def use(path: Path, folder: Path) -> None:
    """Take a records file through all that reads it."""
    records = read_records(path).records
    for record in records:
        explain(record, records)
    layers = to_layers(records)
    render_map(records)
    write_geojson(layers, folder)
    write_unlocated(layers, folder)
    for ending, one in FORMATS.items():
        one.write(layers, folder / f"x{ending}")


@settings(max_examples=25)
@given(edited())
def test_an_edited_file_is_read_by_all_or_refused_in_one_sentence(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "records.jsonl"
        path.write_bytes(content)
        said = f"{path}"
        try:
            use(path, Path(name))
        except InputError as error:
            said = str(error)
        assert said.startswith(f"{path}")
        assert "\n" not in said


(RECORD,) = make_records([report()])


def without_sense(place: Entry | None = None, told: Report | None = None, **changes: Any) -> bytes:
    """Return the file of one record with fields replaced by what no run would write."""
    told = told or report(**({"place": place, "candidates": ()} if place else {}))
    fields: dict[str, Any] = {"reports": (told,), "place": place or LYMAN} | changes
    record = replace(RECORD, **fields)
    return file_of(Archive(documents=(), records=(record,)))


def at(**changes: Any) -> bytes:
    return without_sense(place=replace(LYMAN, **changes))


HEAD, *_, LAST = SOUND
NO_SENSE = (
    (without_sense(reports=()), "reports: none; a record rests on at least one"),
    (without_sense(id=""), "id: empty"),
    (file_of(Archive(documents=(), records=(RECORD, RECORD))), "is an earlier record's"),
    (at(radius_km=1e308), "radius_km: 1e+308 is not between 0 and 20040"),
    (at(radius_km=-1.0), "radius_km: -1.0 is not between"),
    (at(point=LonLat(181.0, 0.0)), "point: longitude 181.0, latitude 0.0 is no place on earth"),
    (at(point=LonLat(0.0, -91.0)), "point: longitude 0.0, latitude -91.0 is no place on earth"),
    (at(population=-5), "population: -5 is no number of people"),
    (without_sense(told=report(quote_span=Span(7, 2))), "quote_span: 7 to 2"),
    (without_sense(told=report(toponym_span=Span(-1, 2))), "toponym_span: -1 to 2"),
    (without_sense().replace(RECORD.action.encode(), b"eaten"), "action: invalid enum value 'eaten'"),
    (at(radius_km=float("nan")), "radius_km: expected `float`"),
    (HEAD + b'\n{"type":"record","id":NaN}\n', "no JSON object (JSON is malformed"),
    (HEAD + b'\n{"type":"record"}\n', "equired field"),
    (b'{"type":"geomap-records","version":"a\\nb"}\n', "written in version a b"),
    (HEAD + b'\n{"type":"record","id":' + b"[" * 100_000, "nested too deeply"),
    (HEAD + b'\n["record"]\n', "xpected `object`, got `array`"),
    (HEAD + b"\n\xff\xfe\n", "no JSON object"),
    (HEAD + b"\n" + LAST.replace(b"Lyman", b"\xff"), "not UTF-8"),
)


@pytest.mark.parametrize(("content", "said"), NO_SENSE)
@pytest.mark.parametrize("verb", ["explain", "export"])
def test_a_line_that_makes_no_sense_is_named_with_its_field(
    tmp_path: Path, verb: str, content: bytes, said: str
) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(content)
    how = ("explain", "x", "--records", str(path))
    if verb == "export":
        how = ("export", str(path), "-o", str(tmp_path / "x.kml"))
    result = CliRunner().invoke(app, list(how))
    assert result.exit_code == 1
    assert re.match(rf"geomap: {re.escape(str(path))}:[1-9]: ", result.stderr)
    assert said in result.stderr
    assert result.stderr.endswith("; write the file again with geomap run\n")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("day", [date.min, date(999, 1, 1), date(1812, 9, 7), date.max])
def test_any_day_of_the_calendar_comes_through_every_format(tmp_path: Path, day: date) -> None:
    days = Days.one(day)
    record = report(days=days, edtf=days.edtf(), place=replace(LYMAN, point=LonLat(180.0, 90.0)))
    write_records(Archive(documents=(), records=make_records([record])), tmp_path / "records.jsonl")
    use(tmp_path / "records.jsonl", tmp_path)
    assert day.isoformat() in (tmp_path / "x.kml").read_text("utf-8")
    assert day.isoformat() in (tmp_path / "mentions_points.geojson").read_text("utf-8")
