"""The points of front villages that are written by hand: where they lie, and that readers are told."""

from __future__ import annotations

import csv
import json
import re
from functools import cache
from pathlib import Path

import shapely
from typer.testing import CliRunner

from geomap.areas import area_of
from geomap.files.columns import ROUGH
from geomap.files.explain import explain
from geomap.files.linkedplaces import write_linked_places
from geomap.gazetteer import Entry, Gazetteer
from geomap.gazetteer.adding import add
from geomap.gazetteer.builtin import BuiltIn
from geomap.gazetteer.matching import distance_km
from geomap.gazetteer.user import UserSource
from geomap.layers import to_layers
from geomap.records import make_records
from tests.command_line import app
from tests.places_of import entry
from tests.records_of import report

TABLE = Path(__file__).parent.parent / "gazetteer" / "tables" / "front_points.csv"
BORDER = TABLE.with_name("border_points.csv")
FARTHEST_KM = 40.0
"""No village of a front hromada lies farther from the middle of what is known of it."""


@cache
def rows() -> list[tuple[dict[str, str], Entry]]:
    """Return the rows of the table with the shipped entries that they mend."""
    shipped = BuiltIn()
    with TABLE.open(encoding="utf-8", newline="") as file:
        listed = [(row, shipped.entry(f"katottg:{row['code']}")) for row in csv.DictReader(file)]
    return [(row, found) for row, found in listed if found is not None]


def test_every_row_is_in_the_shipped_gazetteer_as_near() -> None:
    with TABLE.open(encoding="utf-8") as file:
        assert len(rows()) == len({row["code"] for row, _ in rows()}) == len(file.readlines()) - 1
    for row, place in rows():
        assert (place.name, place.admin1) == (row["name"], row["oblast"])
        assert (place.precision, place.radius_km) == ("near", 10.0)
        assert (place.point.lat, place.point.lon) == (float(row["lat"]), float(row["lon"]))


def test_every_point_lies_in_its_oblast_and_by_its_hromada() -> None:
    shipped = BuiltIn()
    for row, place in rows():
        oblast, hromada = shipped.entry(place.path[1]), shipped.entry(place.path[-1])
        assert oblast is not None
        assert hromada is not None
        area = area_of(oblast, 0.0)
        assert area is not None
        assert area.geometry.covers(shapely.Point(place.point)), row
        assert distance_km(hromada.point, place.point) <= FARTHEST_KM, row


def test_a_point_of_the_users_takes_the_place_of_one_by_hand(tmp_path: Path) -> None:
    (village,) = [place for row, place in rows() if row["name"] == "Robotyne"]
    base, target = BuiltIn(), tmp_path / "user.sqlite"
    dump = tmp_path / "own.csv"
    dump.write_text(f"name,lat,lon,katottg\nRobotyne,47.449,35.839,{village.id[8:]}\n", encoding="utf-8")
    assert add([dump], target, base).linked.upgraded == 1
    better = UserSource(target, base).upgrade(village.id)
    assert better is not None
    assert (better.precision, better.point) == ("exact", (35.839, 47.449))


def test_lookup_and_info_say_that_a_point_is_near_and_by_whom() -> None:
    nowhere = {"GEOMAP_GAZETTEER": ""}
    found = CliRunner().invoke(app, ["gazetteer", "lookup", "Robotyne", "--json"], env=nowhere)
    best = json.loads(found.stdout)["candidates"][0]
    assert (best["precision"], best["radius_km"]) == ("near", 10.0)
    told = CliRunner().invoke(app, ["gazetteer", "info"], env=nowhere).stdout
    near = re.search(r"([\d,]+)  near", told)
    assert near is not None
    assert int(near[1].replace(",", "")) >= len(rows())
    assert "written by hand for geomap" in told


def border() -> list[tuple[dict[str, str], Entry]]:
    """Return the villages of Russia by the border, with the shipped entries that they have become."""
    shipped = BuiltIn()
    with BORDER.open(encoding="utf-8", newline="") as file:
        listed = [(row, shipped.entry(f"geomap:{row['id']}")) for row in csv.DictReader(file)]
    assert all(found is not None for _, found in listed)
    return [(row, found) for row, found in listed if found is not None]


def test_border_villages_lie_in_their_oblast_and_by_their_district() -> None:
    shipped = BuiltIn()
    for row, place in border():
        oblast = shipped.entry(place.path[1])
        assert oblast is not None
        area = area_of(oblast, 0.0)
        assert area is not None
        assert area.geometry.covers(shapely.Point(place.point)), row
        assert (place.precision, place.radius_km) == (("near", 10.0) if row["lat"] else ("raion", 40.0)), row
        seats = [
            c.entry
            for c in Gazetteer((shipped,)).candidates(row["seat"])
            if c.entry.path[:2] == place.path[:2]
        ]
        assert any(distance_km(seat.point, place.point) <= 60.0 for seat in seats), row


def test_border_villages_are_found_in_three_languages() -> None:
    shipped = Gazetteer((BuiltIn(),))
    for name in ("Malaya Loknya", "Малая Локня", "Мала Локня", "Mala Loknia", "Malaia Loknia"):
        assert "Kursk Oblast" in [c.entry.admin1 for c in shipped.candidates(name)][:1], name


def test_a_dump_gives_a_border_village_its_own_point(tmp_path: Path) -> None:
    base, target = BuiltIn(), tmp_path / "user.sqlite"
    own = tmp_path / "own.csv"
    own.write_text("name,lat,lon,country\nMalaya Loknya,51.285,35.185,RU\n", encoding="utf-8")
    assert add([own], target, base).linked.upgraded == 1
    better = UserSource(target, base).upgrade("geomap:krs-malaya-loknya")
    assert better is not None
    assert (better.precision, better.point) == ("exact", (35.185, 51.285))


def test_explain_exports_and_page_say_that_a_point_is_near(tmp_path: Path) -> None:
    place = entry(precision="near", radius_km=10.0)
    (record,) = make_records([report(place=place)])
    assert "near: the true place may lie 10 km off" in explain(record)
    write_linked_places(to_layers((record,)), tmp_path / "places.json")
    (feature,) = json.loads((tmp_path / "places.json").read_text("utf-8"))["features"]
    assert (feature["geometry"]["precision"], feature["geometry"]["certainty"]) == ("near", "less-certain")
    assert "near" in ROUGH, "the page draws the circle in which it lies"
