import re
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import escape, unescape
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree as ET

import geopandas
import pandas
import pyogrio
import pytest
import shapely
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from geomap.files.kml import NAMESPACE, RINGS, write_kml, write_kmz
from geomap.files.kml_doubt import joined
from geomap.files.qml import RING_FROM, style
from geomap.gazetteer import LonLat
from geomap.layers import to_layers
from geomap.records import Record, Report, Status, make_records
from geomap.spans import Days
from geomap.tables import plain
from tests.hostile import HOSTILE
from tests.places_of import DONBAS, KHERSON_OBLAST, UKRAINE, entry
from tests.records_of import LYMAN, report

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


UNDATED: dict[str, Any] = {"days": None, "edtf": None, "basis": "none"}
OUTLET: dict[str, Any] = {"modality": "negated", "claimant": None}
TOLD = (
    report(),
    report(document="b", modality="planned"),
    report(document="c", modality="negated"),
    report(document="d", **OUTLET),
    report(document="e", hearsay=True, action="moved"),
    report(document="f", action="visited", basis="publication"),
    report(document="g", place=DONBAS, modality="planned"),
    report(document="h", **UNDATED),
    report(document="i", modality="planned", **UNDATED),
    report(document="j", basis="publication", modality="planned", action="captured"),
    report(document="k", action="captured", **OUTLET, **UNDATED),
    report(document="l", basis="publication", hearsay=True, action="captured"),
)
DENIED = "Lyman (did not happen)"
SEEN = {
    "a.txt": ("Points", "Lyman", "reclaimed-reported", "(reported as happened)"),
    "b": ("Points", "Lyman (planned)", "reclaimed-planned", "(planned)"),
    "c": ("Points", DENIED, "reclaimed-negated", "(denied by Ukrainian General Staff)"),
    "d": ("Points", DENIED, "reclaimed-negated", "(did not happen, says the outlet)"),
    "e": ("Points", "Lyman (doubtful)", "moved-doubtful", "(doubtful)"),
    "f": ("Points", "Lyman", "visited-by-report", "(reported as happened)"),
    "g": ("Areas", "Donbas (planned)", "reclaimed-planned", "(planned)"),
    "h": ("Points", "Lyman", "reclaimed-undated", "(reported as happened)"),
    "i": ("Points", "Lyman (planned)", "reclaimed-planned-undated", "(planned)"),
    "j": ("Points", "Lyman (planned)", "captured-planned-by-report", "(planned)"),
    "k": ("Points", DENIED, "captured-negated-undated", "(did not happen, says the outlet)"),
    "l": ("Points", "Lyman (doubtful)", "captured-doubtful-by-report", "(doubtful)"),
}


def written(told: Iterable[Report], folder: Path) -> ET.Element:
    path = write_kml(to_layers(make_records(told)), folder / "claims.kml")
    return ET.parse(path).getroot()  # noqa: S314 - our own file


def styles_of(root: ET.Element) -> dict[str, bytes]:
    found = root.iterfind(".//k:Style", KML)
    return {style.get("id", ""): ET.tostring(style).split(b">", 1)[1] for style in found}


def test_what_did_not_happen_has_a_name_and_a_style_of_its_own(tmp_path: Path) -> None:
    root = written(TOLD, tmp_path)
    styles = styles_of(root)
    seen = {}
    for mark in root.iterfind(".//k:Folder/k:Placemark", KML):
        document = mark.findtext("k:ExtendedData/k:SchemaData/k:SimpleData[@name='document']", "", KML)
        url = mark.findtext("k:styleUrl", "", KML).removeprefix("#")
        assert url in styles
        told_of = mark.findtext("k:description", "", KML).partition("</p>")[0]
        kind = "Areas" if mark.find("k:Point", KML) is None else "Points"
        name = mark.findtext("k:name", "", KML)
        seen[document] = (kind, name, url, unescape(told_of).rpartition("; ")[2])
    assert seen == SEEN
    assert styles["reclaimed-undated"] not in {styles[f"reclaimed-{status}"] for status in get_args(Status)}
    assert styles["reclaimed-planned"] != styles["reclaimed-reported"] != styles["reclaimed-negated"]
    assert "reported by 2022-10-01" in (tmp_path / "claims.kml").read_text("utf-8")
    folders = [folder.findtext("k:name", "", KML) for folder in root.iterfind(".//k:Folder", KML)]
    assert folders == ["2022-10", "day unknown"]


@pytest.mark.parametrize("status", get_args(Status))
def test_each_status_is_paler_where_only_the_report_is_dated_and_faint_without_a_day(
    tmp_path: Path, status: str
) -> None:
    styles = styles_of(written((), tmp_path))
    before = "" if status == "reported" else f"{status}-"
    densities = []
    for look in (status, f"{before}by-report", f"{before}undated"):
        (colour,) = re.findall(rb"IconStyle>\s*<\w*:?color>(\w\w)", styles[f"captured-{look}"])
        densities.append(int(colour, 16))
    assert densities == sorted(set(densities), reverse=True)


VILLAGE = entry(
    id="geonames:9", name="Mala Village", point=LonLat(35.5, 48.25), precision="hromada", radius_km=25.0
)


def of_days(first: int, last: int, **changes: Any) -> Report:
    days = Days(date(2022, 10, first), date(2022, 10, last))
    return report(document=f"{first}-{last}", days=days, edtf=days.edtf(), **changes)


def test_a_place_known_to_some_kilometres_has_a_ring_and_the_claims_stay_points(tmp_path: Path) -> None:
    made = [of_days(1, 3, place=VILLAGE), of_days(3, 4, place=VILLAGE), of_days(9, 9, place=VILLAGE)]
    told = make_records([*made, of_days(2, 2), of_days(5, 5, place=DONBAS)])
    path = write_kml(to_layers(told), tmp_path / "claims.kml")
    layers: list[str] = pyogrio.list_layers(path)[:, 0].tolist()
    assert layers == ["2022-10", f"2022-10{RINGS}"]
    claims: geopandas.GeoDataFrame = pyogrio.read_dataframe(path, layer="2022-10")
    assert sorted(claims["record_id"]) == sorted(record.id for record in told)
    assert set(claims[claims["level"] == "point"].geom_type) == {"Point"}
    rings: geopandas.GeoDataFrame = pyogrio.read_dataframe(path, layer=f"2022-10{RINGS}")
    assert rings["Name"].tolist() == ["Mala Village: known to 25 km"] * 2
    assert set(rings["place_id"]) == {VILLAGE.id}, "an exact town has none, an area neither"
    assert [(b.day, e.day) for b, e in zip(rings["begin"], rings["end"], strict=True)] == [(1, 5), (9, 10)]
    assert ["2 claims" in told for told in rings["description"]] == [True, False]
    for ring in rings.geometry:
        away = [geodesic((48.25, 35.5), (lat, lon)).km for lon, lat in shapely.get_coordinates(ring).tolist()]
        assert min(away) > 24.99
        assert max(away) < 25.01


@pytest.mark.parametrize(("metres", "ringed"), [(4_999, False), (5_000, True)])
def test_rings_begin_where_those_of_qgis_do(tmp_path: Path, metres: int, ringed: bool) -> None:  # noqa: FBT001
    assert f'"uncertainty_m" &gt;= {RING_FROM}' in style("points").replace("&quot;", '"')
    place = replace(VILLAGE, radius_km=metres / 1000)
    path = write_kml(to_layers(make_records([report(place=place)])), tmp_path / "claims.kml")
    assert (RINGS in path.read_text("utf-8")) == ringed
    assert "known to 5 km" in path.read_text("utf-8"), "words are told of every place that is not exact"


SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 9)).map(lambda span: (span[0], span[0] + span[1])),
    min_size=1,
)


@given(SPANS, st.integers(0, 60), st.integers(1, 9))
def test_a_ring_is_shown_when_any_claim_at_its_place_is(
    spans: list[tuple[int, int]], begin: int, length: int
) -> None:
    def shown(edges: Iterable[tuple[int, int]]) -> bool:
        return any(first < begin + length and last > begin for first, last in edges)

    start = datetime(2022, 1, 1, tzinfo=UTC)
    fewest = joined((start + timedelta(a), start + timedelta(b)) for a, b in spans)
    assert shown([((f.begin - start).days, (f.end - start).days) for f in fewest]) == shown(spans)
    assert sum(f.marks for f in fewest) == len(spans)
    assert all(one.end < other.begin for one, other in pairwise(fewest)), "no two rings lie on each other"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, None),
        ({"place": VILLAGE}, "Place known to 25 km: only its hromada is known."),
        (
            {"place": replace(VILLAGE, precision="near", radius_km=0.8), "certainty": "uncertain"},
            "Place known to 800 m: marked near the place, not at it; place uncertain.",
        ),
        ({"place": replace(LYMAN, radius_km=14.2)}, "Place known to 14.2 km: the place is that wide itself."),
        (
            {"modality": "planned", "certainty": "less-certain", "claim_certainty": "uncertain"},
            "Place less certain; reading uncertain.",
        ),
        ({"hearsay": True}, "Told as a rumour."),
        ({"place": KHERSON_OBLAST}, "Somewhere in this area."),
    ],
)
def test_a_balloon_says_what_is_not_sure(tmp_path: Path, changes: dict[str, Any], words: str | None) -> None:
    path = write_kml(to_layers(make_records([report(**changes)])), tmp_path / "claims.kml")
    root = ET.parse(path).getroot()  # noqa: S314 - our own file
    told = root.findtext(".//k:Placemark/k:description", "", KML)
    paragraphs = re.findall("<p>(.*?)</p>", told)
    assert paragraphs[1:-1] == ([] if words is None else [words])


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
