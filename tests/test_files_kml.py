import re
import zipfile
from dataclasses import replace
from html import escape, unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pandas
import pyogrio

from geomap.files.kml import NAMESPACE, write_kml, write_kmz
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
    dated = pyogrio.read_dataframe(path, layer="2022-10")
    undated = pyogrio.read_dataframe(path, layer="day unknown")
    assert (len(dated), len(undated)) == (2, 1)
    assert {geometry.geom_type.removeprefix("Multi") for geometry in dated.geometry} == {"Point", "Polygon"}
    assert undated.geometry.iloc[0].x == 37.8
    assert not dated[["begin", "end"]].isna().any().any()
    begins = {pandas.Timestamp(t).tz_localize(None) for t in dated["begin"]}
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
            document = mark.findtext("k:ExtendedData/k:SchemaData/k:SimpleData[@name='document']", "", KML)
            url = mark.findtext("k:styleUrl", "", KML).removeprefix("#")
            assert url in styles
            told_of = mark.findtext("k:description", "", KML).partition("</p>")[0]
            kind = "Areas" if mark.find("k:Point", KML) is None else "Points"
            name = mark.findtext("k:name", "", KML)
            seen[document] = (kind, name, url, unescape(told_of).rpartition("; ")[2])
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
    assert [folder.findtext("k:name", "", KML) for folder in root.iterfind(".//k:Folder", KML)] == ["2022-10"]


def test_every_column_is_extended_data(tmp_path: Path) -> None:
    layers = to_layers(records())
    root = ET.parse(write_kml(layers, tmp_path / "claims.kml")).getroot()  # noqa: S314 - our own file
    placemark = root.find(".//k:Placemark", KML)
    assert placemark is not None
    names = [data.get("name") for data in placemark.iterfind(".//k:SimpleData", KML)]
    assert names == [c for c in layers.areas.columns if c not in ("geometry", "start_time", "end_time")]
    types = {field.get("name"): field.get("type") for field in root.iterfind(".//k:SimpleField", KML)}
    assert list(types) == names
    assert (types["uncertainty_m"], types["lon"], types["claim"]) == ("int", "double", "string")


def test_a_balloon_links_to_the_article_and_counts_the_other_reports(tmp_path: Path) -> None:
    address = "https://example.org/?a=1&b='"
    made = make_records([report(url=address), report(document="b"), report(document="c", url=None)])
    root = ET.parse(write_kml(to_layers(made), tmp_path / "claims.kml")).getroot()  # noqa: S314
    told = root.findtext(".//k:Placemark/k:description", "", KML)
    assert f'<a href="{escape(address)}">Example Post</a> and 2 more reports' in told


def test_a_packed_file_holds_the_same(tmp_path: Path) -> None:
    whole = write_kml(to_layers(records()), tmp_path / "claims.kml")
    packed = write_kmz(to_layers(records()), tmp_path / "claims.kmz")
    assert zipfile.ZipFile(packed).read("doc.kml") == whole.read_bytes()


def test_the_same_layers_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = (write_kml(to_layers(records()), tmp_path / name) for name in ("1.kml", "2.kml"))
    assert one.read_bytes() == two.read_bytes()


def test_no_records_still_give_a_document(tmp_path: Path) -> None:
    root = ET.parse(write_kml(to_layers([]), tmp_path / "claims.kml")).getroot()  # noqa: S314
    assert not root.findall(".//k:Folder", KML)
    assert root.find("k:Document/k:Schema", KML) is not None


def test_hostile_text_is_neither_markup_nor_a_broken_file(tmp_path: Path) -> None:
    made = [
        replace(make_records([report(quote=text, title=text)])[0], id=f"{n:04}", claimant=text)
        for n, text in enumerate(HOSTILE)
    ]
    root = ET.parse(write_kml(to_layers(made), tmp_path / "claims.kml")).getroot()  # noqa: S314
    for placemark in root.iterfind(".//k:Placemark", KML):
        told = placemark.findtext("k:description", "", KML)
        own = {"<p>", "</p>", '<a href="https://example.org/lyman">', "</a>"}
        assert set(re.findall("<[^>]*>?", told)) <= own, "a balloon shows its text as HTML"
        number = int((placemark.get("id") or "").removeprefix("r-"))
        assert plain(HOSTILE[number]) in unescape(told)
