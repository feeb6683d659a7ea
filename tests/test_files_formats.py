import csv
import io
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import get_args

import openpyxl
import pyogrio
import pytest
from typer.testing import CliRunner, Result

from geomap.errors import OutputError
from geomap.events import Action
from geomap.files import workbook
from geomap.files.formats import FORMATS, write_layers
from geomap.files.records import Archive, write_records
from geomap.layers import to_layers
from geomap.publication import Publication
from geomap.records import Record, make_records
from geomap.spans import Days
from tests.command_line import app
from tests.hostile import HOSTILE
from tests.places_of import DONBAS, UKRAINE
from tests.records_of import report

LATER = Days.one(date(2022, 11, 5))


def records() -> tuple[Record, ...]:
    return make_records(
        [
            report(),
            report(document="b", days=LATER, edtf=LATER.edtf()),
            report(document="c", days=None, edtf=None, basis="none"),
            report(document="d", place=DONBAS, action="struck"),
            report(document="e", place=UKRAINE, claimant="a minister in Moscow"),
        ]
    )


def archive(folder: Path) -> Path:
    path = folder / "records.jsonl"
    write_records(Archive(documents=(), records=records()), path)
    return path


def export(*args: str) -> Result:
    return CliRunner().invoke(app, ["export", *args])


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


@pytest.mark.parametrize("ending", FORMATS)
def test_the_name_tells_the_format_and_what_was_written_is_said(tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"claims{ending}"
    result = export(str(archive(tmp_path)), "-o", str(target))
    assert result.exit_code == 0, result.stderr
    count = 5 if FORMATS[ending].listed else 4
    assert f"{count} of 5 claims: 3 at places, 1 in regions, 1 on no map" in result.stdout
    beside = FORMATS[ending].beside(target)
    assert {p.name for p in tmp_path.iterdir()} == {"records.jsonl", target.name, *(b.name for b in beside)}
    assert all(file.name in result.stdout for file in (target, *beside))


@pytest.mark.parametrize("ending", FORMATS)
def test_the_same_records_give_the_same_bytes(tmp_path: Path, ending: str) -> None:
    written = []
    for name, told in (("1", records()), ("2", tuple(reversed(records())))):
        (tmp_path / name).mkdir()
        target = write_layers(to_layers(told), tmp_path / name / f"x{ending}")
        written.append([path.read_bytes() for path in (target, *FORMATS[ending].beside(target))])
    assert written[0] == written[1]


def test_what_a_format_leaves_out_is_said(tmp_path: Path) -> None:
    unresolved = report(document="f", place=None, toponym="Nowhere")
    told = make_records([report(), report(document="e", place=UKRAINE), unresolved])
    source = tmp_path / "records.jsonl"
    write_records(Archive(documents=(), records=told), source)
    places = export(str(source), "-o", str(tmp_path / "x.lpf.json"))
    assert "2 of 3 claims: 1 at places, 0 in regions, 1 on no map, 1 of unresolved names" in places.stdout
    points = export(str(source), "-o", str(tmp_path / "x.geojson"))
    assert "1 of 3 claims: 1 at places, 0 in regions, 2 on no map are left out" in points.stdout


PLACES_ONLY = (".lpf.json", ".pmtiles")
"""Formats that cannot hold nothing."""


@pytest.mark.parametrize("ending", PLACES_ONLY)
def test_linked_places_and_tiles_without_a_place_are_refused(tmp_path: Path, ending: str) -> None:
    result = export(str(archive(tmp_path)), "-o", str(tmp_path / f"x{ending}"), "--since", "2030-01-01")
    assert result.exit_code == 1
    assert f"x{ending}: no claim has a place" in result.stderr
    assert not (tmp_path / f"x{ending}").exists()


@pytest.mark.parametrize("ending", [ending for ending in FORMATS if ending not in PLACES_ONLY])
def test_nothing_asked_for_is_said_and_written(tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"none{ending}"
    result = export(str(archive(tmp_path)), "-o", str(target), "--since", "2030-01-01")
    assert result.exit_code == 0, result.stderr
    assert "none of 5 claims is what was asked for" in result.stdout
    assert target.exists()


def test_quiet_says_nothing_of_what_was_written(tmp_path: Path) -> None:
    source = str(archive(tmp_path))
    for target in (str(tmp_path / "x.csv"), "-"):
        loud, quiet = export(source, "-o", target), export(source, "-o", target, "-q", "--force")
        assert (loud.exit_code, quiet.exit_code) == (0, 0)
        assert "of 5 claims" in loud.output
        assert "of 5 claims" not in quiet.output


FILTERS: dict[str, Callable[[Record], bool]] = {
    "--since 2022-11-01": lambda r: r.days == LATER,
    "--until 2022-10-31 --dated": lambda r: r.days is not None and r.days != LATER,
    "--undated": lambda r: r.days is None,
    "--action struck": lambda r: r.action == "struck",
    "--action struck --action reclaimed": lambda _: True,
    "--side russian": lambda r: r.side == "russian",
    "--claimant minister": lambda r: r.claimant == "a minister in Moscow",
    "--publisher EXAMPLE": lambda _: True,
    "--within Донбас": lambda r: r.place == DONBAS,
    "--within Donbas": lambda r: r.place == DONBAS,
    "--bbox 37,48,38,49.5 --only points": lambda r: r.place is not None and r.place.name == "Lyman",
    "--only areas": lambda r: r.place == DONBAS,
    "--country UA --modality factual --status reported --certainty certain": lambda r: (
        r.place is not None and r.place.country == "UA" and r.status == "reported"
    ),
}


@pytest.mark.parametrize("given", FILTERS)
def test_filters_leave_what_they_ask_for(tmp_path: Path, given: str) -> None:
    target = tmp_path / "some.csv"
    result = export(str(archive(tmp_path).parent), "-o", str(target), *given.split())
    assert result.exit_code == 0, result.stderr
    wanted = {record.id for record in records() if FILTERS[given](record)}
    assert {row["record_id"] for row in rows(target)} == wanted
    assert wanted


@pytest.mark.parametrize("given", ["--undated", "--within Lyman", "--only points"])
def test_a_claim_has_the_same_times_whatever_stands_beside_it(tmp_path: Path, given: str) -> None:
    unknown = Publication(days=None, basis="unknown", reason="")
    undated = report(document="b", days=None, edtf=None, basis="none", published=unknown)
    later = report(document="c", place=DONBAS, published=Publication(days=LATER, basis="given", reason=""))
    source = tmp_path / "records.jsonl"
    write_records(Archive(documents=(), records=make_records([report(), undated, later])), source)
    for name, filters in (("all.csv", []), ("some.csv", given.split())):
        assert export(str(source), "-o", str(tmp_path / name), *filters).exit_code == 0
    whole, some = (
        {row["record_id"]: (row["start_time"], row["end_time"]) for row in rows(tmp_path / name)}
        for name in ("all.csv", "some.csv")
    )
    assert 0 < len(some) < len(whole)
    assert some.items() <= whole.items()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("--since 2022-10-02 --until 2022-10-01", "give the earlier day first"),
        ("--since foo", "'foo' is no date"),
        ("--country Ukraine", "country: 'Ukraine' is no code"),
        ("--within Kharkuiv", "is Kharkiv or Kharkiv Oblast meant?"),
        ("--action taken", "'taken' is not one of captured"),
        ("--bbox 1,2,3", "give west,south,east,north"),
        ("--only lines", "is not one of points, areas"),
        ("--format tiff", "no format is called .tiff"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_nothing_written(tmp_path: Path, given: str, said: str) -> None:
    result = export(str(archive(tmp_path)), "-o", str(tmp_path / "x.gpkg"), *given.split())
    assert result.exit_code == 2
    assert said in result.stderr
    assert not (tmp_path / "x.gpkg").exists()


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("claims.shp", "end the name in .gpkg"),
        ("claims.json", "in .geojson, or in .lpf.json"),
        ("claims.jsonl", "end the name in .geojsonl"),
        ("claims", "end the name in .geojson, .geojsonl"),
    ],
)
def test_an_unknown_format_is_refused_with_the_way_out(tmp_path: Path, name: str, remedy: str) -> None:
    result = export(str(archive(tmp_path)), "-o", str(tmp_path / name))
    assert result.exit_code == 2
    assert remedy in result.stderr


@pytest.mark.parametrize("name", ["claims.kml", "claims-reports.csv", "claims.csv-metadata.json"])
def test_nothing_is_overwritten_unless_it_is_forced(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("not ours")
    target = tmp_path / ("claims.kml" if name.endswith("kml") else "claims.csv")
    with pytest.raises(OutputError, match=rf"{name}: there is one already.* with force=True$"):
        write_layers(to_layers([]), target)
    refused = export(str(archive(tmp_path)), "-o", str(target))
    assert f"{name}: there is one already; name another file, or write over it with --force" in refused.stderr
    assert (tmp_path / name).read_text() == "not ours"
    assert export(str(archive(tmp_path)), "-o", str(target), "--force").exit_code == 0
    assert "not ours" not in (tmp_path / name).read_text()


@pytest.mark.parametrize("ending", FORMATS)
def test_where_a_folder_is_missing_the_file_that_was_asked_for_is_named(tmp_path: Path, ending: str) -> None:
    with pytest.raises(
        OutputError, match=rf"gone/claims{ending}: cannot be written: there is no such folder"
    ):
        write_layers(to_layers(records()), tmp_path / "gone" / f"claims{ending}")


def test_standard_output_gets_lines_of_geojson_or_what_is_wanted(tmp_path: Path) -> None:
    path = str(archive(tmp_path))
    lines = export(path, "-o", "-")
    features = [json.loads(line) for line in lines.stdout.splitlines()]
    assert {f["id"] for f in features} == {r.id for r in records() if r.place != UKRAINE}
    assert "4 of 5 claims" in lines.stderr
    table = export(path, "-o", "-", "--format", "csv", "--action", "struck")
    (row,) = csv.DictReader(io.StringIO(table.stdout.removeprefix("\ufeff")))
    assert row["place_name"] == "Donbas"


def test_lines_are_the_features_of_the_collection(tmp_path: Path) -> None:
    told = [report(document=str(n), quote=text, title=text) for n, text in enumerate(HOSTILE)]
    layers = to_layers(make_records([*told, report(place=DONBAS)]))
    whole = json.loads(write_layers(layers, tmp_path / "x.geojson").read_text("utf-8"))
    lines = write_layers(layers, tmp_path / "x.geojsonl").read_text("utf-8").split("\n")
    assert [json.loads(line) for line in lines if line] == whole["features"]
    assert {f["geometry"]["type"] for f in whole["features"]} == {"Point", "MultiPolygon"}


def test_a_table_has_every_claim_with_its_position_and_pairs_with_the_others(tmp_path: Path) -> None:
    claims = rows(write_layers(to_layers(records()), tmp_path / "x.csv"))
    reports, places = rows(tmp_path / "x-reports.csv"), rows(tmp_path / "x-places.csv")
    assert {row["record_id"] for row in claims} == {r.id for r in records()}
    by_level = {row["level"]: row for row in claims}
    assert (by_level["point"]["lon"], by_level["point"]["lat"]) == ("37.8", "48.98")
    assert by_level["point"]["wkt"] == "POINT (37.8 48.98)"
    assert by_level["area"]["wkt"].startswith("MULTIPOLYGON (((")
    assert (by_level["country"]["lon"], by_level["country"]["wkt"]) == ("", "")
    assert {row["record_id"] for row in reports} == {row["record_id"] for row in claims}
    assert {row["place_id"] for row in places} == {row["place_id"] for row in claims}
    assert sum(int(row["n_claims"]) for row in places) == len(claims)
    assert (tmp_path / "x.csv").read_bytes().startswith(b"\xef\xbb\xbf"), "so that Excel reads UTF-8"


def test_no_text_of_a_workbook_or_a_table_runs_as_a_formula(tmp_path: Path) -> None:
    told = [report(document=str(n), quote=text, title=text, claimant=text) for n, text in enumerate(HOSTILE)]
    layers = to_layers(make_records([*told, report(quote='=HYPERLINK("x")', document="f", action="moved")]))
    book = openpyxl.load_workbook(write_layers(layers, tmp_path / "x.xlsx"))
    assert book.sheetnames == ["claims", "reports", "places", "about"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert any(cell.value == '=HYPERLINK("x")' for cell in cells)
    written = rows(write_layers(layers, tmp_path / "x.csv"))
    assert all(not row["claim"].startswith(("=", "@")) for row in written)


def test_a_workbook_has_days_as_days_and_none_before_its_calendar(tmp_path: Path) -> None:
    old = Days.one(date(1812, 9, 7))
    layers = to_layers(make_records([report(), report(document="b", days=old, edtf=old.edtf())]))
    sheet = openpyxl.load_workbook(write_layers(layers, tmp_path / "x.xlsx"))["claims"]
    names = [cell.value for cell in next(sheet.iter_rows())]
    days = [str(row[names.index("start_time")].value) for row in sheet.iter_rows(min_row=2)]
    assert sorted(days) == ["1812-09-07 00:00:00", "2022-10-01 00:00:00"]


def test_a_workbook_can_be_read_as_it_opens_and_leads_to_the_articles(tmp_path: Path) -> None:
    query, cyrillic = "https://example.org/a?b=1&c=2", "https://example.org/Київ"
    addresses = (query, cyrillic, "https://приклад.укр/", None, "ftp://x/")
    pairs = zip(addresses, get_args(Action), strict=False)
    made = make_records([report(document=f"{url}", url=url, action=action) for url, action in pairs])
    book = openpyxl.load_workbook(write_layers(to_layers(made), tmp_path / "x.xlsx"))
    for sheet in book:
        assert sheet.freeze_panes == "A2"
    for name in ("claims", "reports"):
        head = [cell.value for cell in book[name][1]]
        cells = [row[head.index("url")] for row in book[name].iter_rows(min_row=2)]
        led = {cell.value: cell.hyperlink.target for cell in cells if cell.hyperlink}
        assert led == {query: query, cyrillic: "https://example.org/%D0%9A%D0%B8%D1%97%D0%B2"}
        assert all((cell.font.u == "single") == (cell.value in led) for cell in cells)
        columns = book[name].column_dimensions.values()
        width = {head[column.min - 1]: column.width for column in columns if column.min == column.max}
        assert width["claim"] > width["edtf"] > width["claim_start"]


def test_a_workbook_has_no_more_links_than_excel_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_LINKS", 2)
    made = make_records([report(document=str(n), action=a) for n, a in enumerate(get_args(Action))])
    sheet = openpyxl.load_workbook(write_layers(to_layers(made), tmp_path / "x.xlsx"))["claims"]
    assert sum(cell.hyperlink is not None for row in sheet for cell in row) == 2
    assert workbook.link_target("https://example.org/" + "x" * workbook.LONGEST_LINK) is None


def test_a_missing_library_is_named_with_what_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layers = to_layers(records())
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(OutputError, match="needs pyarrow; install it with pip install 'geomap-frontline"):
        write_layers(layers, tmp_path / "x.parquet")
    assert list(tmp_path.iterdir()) == []


def test_flatgeobuf_holds_points_and_areas(tmp_path: Path) -> None:
    frame = pyogrio.read_dataframe(write_layers(to_layers(records()), tmp_path / "x.fgb"))
    assert sorted(frame["record_id"]) == sorted(r.id for r in records() if r.place != UKRAINE)
    assert frame.crs.to_epsg() == 4326


def test_an_annotation_finds_the_name_in_its_sentence(tmp_path: Path) -> None:
    made = make_records([report(), report(document="a b.txt", url=None, place=None)])
    page = json.loads(write_layers(to_layers(made), tmp_path / "x.annotations.jsonld").read_text("utf-8"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    by_source = {item["target"]["source"]: item for item in page["items"]}
    linked, stored = by_source["https://example.org/lyman"], by_source["urn:x-geomap:document:a%20b.txt"]
    (quoted,) = linked["target"]["selector"]
    assert (quoted["prefix"], quoted["exact"]) == ("Troops entered ", "Lyman")
    assert linked["body"][0]["source"] == "https://sws.geonames.org/702972/"
    assert stored["motivation"] == "describing"
    assert stored["target"]["selector"][1] == {"type": "TextPositionSelector", "start": 15, "end": 20}
