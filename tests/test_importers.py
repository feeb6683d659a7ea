from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import InputError
from geomap.gazetteer.features import everything, newsworthy
from geomap.gazetteer.importers import recognise
from geomap.gazetteer.importers.rows import AlternateRow, Fault, PlaceRow, Row, Unwanted, Wanted, clean_name
from geomap.gazetteer.importers.streams import LONGEST_LINE, open_stream

AT = [33.1, 47.2]


def dump_line(number: int | str = 1, **changed: str) -> str:
    fields = {
        "id": str(number),
        "name": "Bilyi Hai",
        "ascii": "Bilyi Hai",
        "names": "Білий Гай,Belyy Gay,UAXYZ,白い森",
        "lat": "47.5",
        "lon": "33.25",
        "class": "P",
        "code": "PPL",
        "country": "UA",
        "cc2": "",
        "admin1": "08",
        "admin2": "",
        "admin3": "",
        "admin4": "",
        "population": "120",
        "elevation": "",
        "dem": "80",
        "timezone": "Europe/Kyiv",
        "day": "2021-05-01",
    }
    return "\t".join((fields | changed).values())


def read(path: Path, wanted: Wanted = newsworthy) -> list[Row]:
    rows: list[Row] = []
    for found in recognise(path):
        with open_stream(found.source) as stream:
            rows += found.importer.rows(stream, wanted)
    return rows


def written(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_a_dump_row_keeps_its_readable_names_only(tmp_path: Path) -> None:
    (row,) = read(written(tmp_path / "any.name", dump_line(42) + "\n"))
    assert isinstance(row, PlaceRow)
    assert (row.id, row.point, row.country, row.admin1) == ("geonames:42", (33.25, 47.5), "UA", "08")
    assert [name.text for name in row.names] == ["Bilyi Hai", "Білий Гай", "Belyy Gay"]


@pytest.mark.parametrize("packing", ["plain", "gzip", "zip", "bom", "crlf"])
def test_packing_changes_nothing(tmp_path: Path, packing: str) -> None:
    text = dump_line(1) + "\n" + dump_line(2, name="Зелений Яр") + "\n"
    path = tmp_path / "noname"
    if packing == "gzip":
        written(path, gzip.compress(text.encode()))
    elif packing == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "About this file. " * 500)
            archive.writestr("XX.txt", text)
    elif packing == "bom":
        written(path, b"\xef\xbb\xbf" + text.encode())
    else:
        written(path, text.replace("\n", "\r\n") if packing == "crlf" else text)
    plain = read(written(tmp_path / "plain", text))
    assert read(path) == plain
    assert len(plain) == 2


def test_what_news_name_as_a_scene_is_taken_in() -> None:
    scenes = (
        "S.AIRF S.PS S.PSH S.OILR S.OILT S.BDG S.MFG S.MN S.RSTN S.INSM H.STM H.CNL H.LK V.FRST L.INDS L.OILF"
    )
    assert [scene for scene in scenes.split() if not newsworthy(*scene.split("."))] == []
    others = "S.FRM S.HTL S.SCH S.CH H.SPNG T.HLL R.RD L.LCTY V.VIN U.RDGU P.PPLCH"
    assert [other for other in others.split() if newsworthy(*other.split("."))] == []


def test_farms_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    path = written(tmp_path / "x", dump_line(1) + "\n" + dump_line(2, **{"class": "S", "code": "FRM"}) + "\n")
    assert [type(row) for row in read(path)] == [PlaceRow, Unwanted]
    assert [type(row) for row in read(path, everything)] == [PlaceRow, PlaceRow]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (dump_line(lat="nan"), "latitude nan, longitude 33.25 lies outside"),
        (dump_line(lat="91"), "latitude 91"),
        (dump_line(lon="inf"), "longitude inf"),
        (dump_line(lat="47,5"), "must be numbers"),
        (dump_line(lat="0", lon="0"), "stands for an unknown point"),
        (dump_line("12a"), "'12a' is no number"),
        (dump_line(name="A\x00b"), "control characters"),
        (dump_line(name=" "), "the name is empty"),
        (dump_line(name="x" * 500), "too long"),
        ("1\tKyiv\t50.4", "3 columns instead of 19"),
        (dump_line(names="x" * LONGEST_LINE), "the line is longer"),
    ],
)
def test_a_bad_row_is_told_by_line_and_left_out(tmp_path: Path, line: str, problem: str) -> None:
    path = written(tmp_path / "x", "\n".join([dump_line(1), dump_line(2), line, dump_line(3)]) + "\n")
    rows = read(path)
    assert [type(row) for row in rows] == [PlaceRow, PlaceRow, Fault, PlaceRow]
    assert isinstance(fault := rows[2], Fault)
    assert fault.line == 3
    assert problem in fault.problem


def test_bytes_that_are_no_utf8_spoil_their_own_row_only(tmp_path: Path) -> None:
    lines = [dump_line(n).encode() for n in (1, 2, 3)]
    lines[1] = lines[1].replace(b"Bilyi", b"B\xffyi")
    assert [type(row) for row in read(written(tmp_path / "x", b"\n".join(lines)))] == [
        PlaceRow,
        Fault,
        PlaceRow,
    ]


def test_alternate_names_have_kind_language_and_dates(tmp_path: Path) -> None:
    lines = (
        "1\t42\tuk\tБілий Гай\t1\t\t\t\t\t",
        "2\t42\tru\tБелый Гай\t\t\t\t\t\t",
        "3\t42\ten\tPershotravneve\t\t\t\t1\t1925\t20160519",
        "4\t42\tlink\thttps://example.org/x\t\t\t\t\t\t",
        "5\t42\tja\t白い森\t\t\t\t\t\t",
        "6\t42\tiata\tBHY\t\t\t\t\t\t",
        "7\tx\ten\tNowhere\t\t\t\t\t\t",
    )
    rows = read(written(tmp_path / "x", "\n".join(lines)))
    names = [row.name for row in rows if isinstance(row, AlternateRow)]
    assert [(n.text, n.kind, n.language) for n in names] == [
        ("Білий Гай", "alternate", "uk"),
        ("Белый Гай", "russian", "ru"),
        ("Pershotravneve", "former", "en"),
    ]
    assert (names[2].since, names[2].until) == ("1925-01-01", "2016-05-19")
    assert [type(row) for row in rows[3:]] == [Unwanted, Unwanted, Unwanted, Fault]


def test_linked_places_give_names_points_and_links(tmp_path: Path) -> None:
    features = [
        {
            "@id": "https://example.org/places/7",
            "type": "Feature",
            "properties": {"title": "Stare Selo", "ccodes": ["UA"], "fclasses": ["P"]},
            "names": [
                {"toponym": "Старе Село", "lang": "uk"},
                {"toponym": "Chervone", "lang": "en", "when": {"timespans": [{"end": {"in": "2016"}}]}},
            ],
            "geometry": {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": AT}]},
            "links": [{"type": "closeMatch", "identifier": "gn:42"}],
        },
        {"type": "Feature", "properties": {"title": "Nowhere"}, "geometry": None},
        {"properties": {"title": "Far"}, "geometry": {"type": "Point", "coordinates": [47.2, 133]}},
        {
            "type": "Feature",
            "properties": {"title": "Field"},
            "geometry": {"type": "Polygon", "coordinates": [[[30, 50], [32, 50], [32, 51], [30, 50]]]},
        },
    ]  # fmt: skip
    path = written(tmp_path / "x", json.dumps({"type": "FeatureCollection", "features": features}))
    first, second, third, fourth = read(path)
    assert isinstance(first, PlaceRow)
    assert (first.id, first.point) == ("user:https://example.org/places/7", (33.1, 47.2))
    assert first.same_as == ("geonames:42",)
    assert [(n.text, n.kind) for n in first.names] == [
        ("Stare Selo", "official"),
        ("Старе Село", "alternate"),
        ("Chervone", "former"),
    ]
    assert second == Fault(2, "has no geometry")
    assert isinstance(third, Fault)
    assert isinstance(fourth, PlaceRow)
    assert fourth.point == (31, 50.5)


def test_json_that_breaks_off_is_refused_with_the_feature(tmp_path: Path) -> None:
    whole = {"properties": {"title": "Stare"}, "geometry": {"type": "Point", "coordinates": [33.1, 47.2]}}
    text = json.dumps({"type": "FeatureCollection", "features": [whole, whole]})
    with pytest.raises(InputError, match="x: after feature 1 this is no JSON"):
        read(written(tmp_path / "x", text[:-40]))


@pytest.mark.parametrize(
    "inside",
    ["[" * 100_000, '{"geometry":' * 100_000, '{"properties":{},"geometry":{"coordinates":' + "[" * 61],
)
def test_json_that_is_nested_too_deeply_is_refused_before_it_takes_all_memory(
    tmp_path: Path, inside: str
) -> None:
    text = '{"type":"FeatureCollection","features":[' + inside
    with pytest.raises(InputError, match="x: is nested more than 64 levels deep"):
        read(written(tmp_path / "x", text))


def test_shapes_of_many_rings_are_not_too_deep(tmp_path: Path) -> None:
    ring: object = [[33.0, 47.0], [34.0, 47.0], [34.0, 48.0], [33.0, 47.0]]
    shape = {"type": "MultiPolygon", "coordinates": [[ring, ring]] * 3}
    place = {
        "properties": {"title": "Stare"},
        "geometry": {"type": "GeometryCollection", "geometries": [shape]},
    }
    (row,) = read(written(tmp_path / "x", json.dumps({"type": "FeatureCollection", "features": [place]})))
    assert isinstance(row, PlaceRow)
    assert row.point == (33.5, 47.5)


def test_a_table_may_name_its_columns_as_spreadsheets_do(tmp_path: Path) -> None:
    text = (
        "Longitude;Latitude;Title;Variants;geonameid;Country\n"
        '33.5;47.1;"Ruda; Mala";Руда|Rudoye;42;ua\n'
        "33.5;here;Ruda;;;\n"
        "33.5;47.2;Ruda;;;\n"
    )
    named, fault, plain = read(written(tmp_path / "x", text))
    assert isinstance(named, PlaceRow)
    assert (named.id, named.point, named.country) == ("geonames:42", (33.5, 47.1), "UA")
    assert [name.text for name in named.names] == ["Ruda; Mala", "Руда", "Rudoye"]
    assert isinstance(fault, Fault)
    assert fault.line == 3
    assert isinstance(plain, PlaceRow)
    assert plain.id.startswith("user:")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"<!DOCTYPE html><html>Not found</html>", "is a web page"),
        (b"SQLite format 3\x00", "is a database"),
        ("name,lat,lon".encode("utf-16"), "UTF-16"),
        (b"name,place\nKyiv,here\n", "is of no format"),
        (b'{"type": "Feature"}', "is of no format"),
        (b"PK\x03\x04 broken", "cut short or damaged"),
        (b"\x1f\x8b\x08 broken", "cut short or damaged"),
    ],
)
def test_a_wrong_file_is_refused_with_what_it_is(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        recognise(written(tmp_path / "x", content))


def test_what_was_expected_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"expected a GeoNames dump .* Linked Places GeoJSON, or CSV"):
        recognise(written(tmp_path / "x", "a letter\n"))


def test_a_cut_archive_is_refused_when_its_end_is_met(tmp_path: Path) -> None:
    lines = "".join(dump_line(n, names=str(n * 7919)) + "\n" for n in range(1, 4000))
    packed = gzip.compress(lines.encode())
    with pytest.raises(InputError, match="cut short or damaged"):
        read(written(tmp_path / "x", packed[: len(packed) // 2]))


def test_an_archive_that_blows_up_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geomap.gazetteer.importers.streams.BOMB_FLOOR", 1 << 20)
    path = written(tmp_path / "x", gzip.compress((dump_line(1) + "\n").encode() * 50_000))
    with pytest.raises(InputError, match="over 100 times its size"):
        read(path)


@given(st.text(max_size=40))
def test_a_cleaned_name_is_clean(text: str) -> None:
    name = clean_name(text)
    assert name is None or (name.isprintable() and name == name.strip() and clean_name(name) == name)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_recognition(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes"
    path.write_bytes(content)
    try:
        read(path)
    except InputError as error:
        assert str(error)  # noqa: PT017
