from dataclasses import replace
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pandas
import pyogrio

from geomap.files.kml import NAMESPACE, write_kml
from geomap.layers import to_layers
from geomap.records import Record, make_records
from geomap.tables import plain
from tests.hostile import HOSTILE
from tests.places_of import DONBAS, UKRAINE
from tests.records_of import report

KML = {"k": NAMESPACE}


def records() -> tuple[Record, ...]:
    return make_records(
        [
            report(),
            report(document="b", days=None, edtf=None, basis="none"),
            report(document="c", place=DONBAS),
            report(document="d", place=UKRAINE),
        ]
    )


def test_a_client_reads_places_and_time_spans(tmp_path: Path) -> None:
    path = write_kml(to_layers(records()), tmp_path / "claims.kml")
    points = pyogrio.read_dataframe(path, layer="Points")
    areas = pyogrio.read_dataframe(path, layer="Areas")
    assert (len(points), len(areas)) == (2, 1)
    assert set(points.geom_type) == {"Point"}
    assert set(areas.geom_type) <= {"Polygon", "MultiPolygon"}
    assert points.geometry.iloc[0].x == 37.8
    assert not points[["begin", "end"]].isna().any().any()
    begins = {pandas.Timestamp(t).tz_localize(None) for t in points["begin"]}
    assert begins == {pandas.Timestamp("2022-10-01")}


def test_what_did_not_happen_has_a_name_and_a_style_of_its_own(tmp_path: Path) -> None:
    told = [
        report(),
        report(document="b", modality="planned"),
        report(document="c", modality="negated"),
        report(document="d", modality="negated", claimant=None),
        report(document="e", hearsay=True, action="moved"),
        report(document="f", action="visited", basis="publication"),
        report(document="g", place=DONBAS, modality="planned"),
    ]
    path = write_kml(to_layers(make_records(told)), tmp_path / "claims.kml")
    root = ET.parse(path).getroot()  # noqa: S314 - our own file
    styles = {
        style.get("id"): ET.tostring(style).split(b">", 1)[1] for style in root.iterfind(".//k:Style", KML)
    }
    seen = {}
    for folder in root.iterfind(".//k:Folder", KML):
        for mark in folder.iterfind("k:Placemark", KML):
            document = mark.findtext("k:ExtendedData/k:Data[@name='document']/k:value", "", KML)
            url = mark.findtext("k:styleUrl", "", KML).removeprefix("#")
            assert url in styles
            text = unescape(mark.findtext("k:description", "", KML)).rpartition("; ")[2]
            seen[document] = (folder.findtext("k:name", "", KML), mark.findtext("k:name", "", KML), url, text)
    assert seen == {
        "a.txt": ("Points", "Lyman", "reclaimed-reported", "(reported as happened)"),
        "b": ("Points", "Lyman (planned)", "reclaimed-planned", "(planned)"),
        "c": (
            "Points",
            "Lyman (did not happen)",
            "reclaimed-negated",
            "(denied by Ukrainian General Staff)",
        ),
        "d": (
            "Points",
            "Lyman (did not happen)",
            "reclaimed-negated",
            "(did not happen, says the outlet)",
        ),
        "e": ("Points", "Lyman (doubtful)", "moved-doubtful", "(doubtful)"),
        "f": ("Points", "Lyman", "visited-reported", "(reported as happened)"),
        "g": ("Areas", "Donbas (planned)", "reclaimed-planned", "(planned)"),
    }
    assert styles["reclaimed-planned"] != styles["reclaimed-reported"] != styles["reclaimed-negated"]
    assert "reported by 2022-10-01" in path.read_text("utf-8")
    assert pyogrio.list_layers(path)[:, 0].tolist() == ["Points", "Areas"], (
        "a client that reads one has them all"
    )


def test_every_column_is_extended_data(tmp_path: Path) -> None:
    layers = to_layers(records())
    root = ET.parse(write_kml(layers, tmp_path / "claims.kml")).getroot()  # noqa: S314 - our own file
    placemark = root.find(".//k:Placemark", KML)
    assert placemark is not None
    names = {data.get("name") for data in placemark.iterfind(".//k:Data", KML)}
    assert names == set(layers.points.columns) - {"geometry", "start_time", "end_time"}


def test_the_same_layers_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = (write_kml(to_layers(records()), tmp_path / name) for name in ("1.kml", "2.kml"))
    assert one.read_bytes() == two.read_bytes()


def test_no_records_still_give_a_document(tmp_path: Path) -> None:
    root = ET.parse(write_kml(to_layers([]), tmp_path / "claims.kml")).getroot()  # noqa: S314
    assert len(root.findall(".//k:Folder", KML)) == 2


def test_hostile_text_is_neither_markup_nor_a_broken_file(tmp_path: Path) -> None:
    made = [
        replace(make_records([report(quote=text, title=text)])[0], id=f"{n:04}", claimant=text)
        for n, text in enumerate(HOSTILE)
    ]
    root = ET.parse(write_kml(to_layers(made), tmp_path / "claims.kml")).getroot()  # noqa: S314
    for placemark in root.iterfind(".//k:Placemark", KML):
        told = placemark.findtext("k:description", "", KML)
        assert "<" not in told, "a balloon shows its text as HTML"
        number = int((placemark.get("id") or "").removeprefix("r-"))
        assert plain(HOSTILE[number]) in unescape(told)
