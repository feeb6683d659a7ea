"""Outlines of raions and hromadas by their towns: where they lie, and that readers are told what they are."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geomap.areas import Area, area_of
from geomap.errors import InputError
from geomap.files.explain import explain
from geomap.files.linkedplaces import write_linked_places
from geomap.files.records import Archive, read_records, write_records
from geomap.gazetteer import Entry, Gazetteer, LonLat
from geomap.gazetteer.adding import add
from geomap.gazetteer.builtin import BuiltIn
from geomap.gazetteer.cells import cells, drawn, packed, unpacked
from geomap.gazetteer.user import UserSource
from geomap.geography import geography, outlines
from geomap.layers import to_layers
from geomap.records import Record, make_records
from geomap.surroundings import Surroundings
from tests.page_records import columns
from tests.places_of import DONETSK_OBLAST, entry
from tests.records_of import report

DEGREES = st.floats(0.0, 3.0).map(lambda x: round(x, 3))
SITES = st.dictionaries(st.builds(LonLat, DEGREES, DEGREES), st.sampled_from("abc"), min_size=1, max_size=30)


@cache
def built_in() -> BuiltIn:
    return BuiltIn()


@cache
def drawn_units() -> dict[str, Entry]:
    """Return the raions and hromadas that have an outline, by id."""
    ids = [shape.id for shapes in outlines().objects.values() for shape in shapes]
    found = {unit: built_in().entry(unit) for unit in ids}
    assert all(found.values()), "each outline is of a place that the gazetteer has"
    return {unit: place for unit, place in found.items() if place is not None}


def named(name: str, code: str) -> Entry:
    """Return the unit of a name and level, which must be the only one in Donetsk Oblast."""
    (place,) = (
        p
        for p in drawn_units().values()
        if (p.name, p.feature_code, p.admin1) == (name, code, "Donetsk Oblast")
    )
    return place


def outline_of(place: Entry) -> Area:
    area = area_of(place)
    assert area is not None
    return area


def marked() -> Record:
    """Return a record of a raion with an approximate outline."""
    (record,) = make_records([report(place=named("Pokrovsk Raion", "ADM2").plain())])
    return record


@given(SITES)
def test_a_spot_belongs_to_the_unit_of_the_nearest_site(sites: dict[LonLat, str]) -> None:
    units = cells(sites)
    assert set(units) == set(sites.values())
    for at, unit in sites.items():
        assert shapely.distance(units[unit], shapely.Point(at)) < 0.002
    parts = list(units.values())
    assert shapely.union_all(parts).area == pytest.approx(sum(part.area for part in parts), rel=1e-3)


def test_what_lies_beyond_the_border_has_no_outline() -> None:
    border = shapely.box(0, 0, 2, 2)
    sites = {LonLat(0.5, 1.0): ("r", "west"), LonLat(1.5, 1.0): ("r", "east"), LonLat(9.0, 1.0): ("r", "far")}
    units = drawn(sites, border)
    assert (set(units.raions), set(units.hromadas)) == ({"r"}, {"west", "east"})
    assert units.raions["r"].middle == pytest.approx((1.0, 1.0))
    assert units.hromadas["west"].geometry.intersection(border).area == pytest.approx(2.0)


@given(SITES)
def test_an_outline_comes_back_from_its_steps(sites: dict[LonLat, str]) -> None:
    for geometry in cells(sites).values():
        again = unpacked(packed(geometry))
        assert again.bounds == pytest.approx(geometry.bounds, abs=0.0005)
        assert again.area == pytest.approx(geometry.area, rel=0.01, abs=1e-5)


def test_each_raion_is_its_hromadas_and_lies_in_its_oblast() -> None:
    held: dict[str, list[Entry]] = defaultdict(list)
    raions = [place for place in drawn_units().values() if place.feature_code == "ADM2"]
    for place in drawn_units().values():
        if place.feature_code == "ADM3":
            held[place.path[-1]].append(place)
    assert len(raions) == len(held) == 136
    for raion in raions:
        area = outline_of(raion)
        assert (area.outline, area.vague) == ("approximate", False)
        parts = [outline_of(hromada).geometry for hromada in held[raion.id]]
        assert sum(part.area for part in parts) == pytest.approx(area.geometry.area, rel=1e-3), raion.name
        oblast = geography().unit(raion.path[1])
        assert oblast is not None
        outside = shapely.difference(area.geometry, shapely.buffer(oblast, 0.03))
        assert outside.area < 1e-6, raion.name


def test_the_raions_of_an_oblast_fill_it_without_gap_or_overlap() -> None:
    oblast = area_of(DONETSK_OBLAST)
    assert oblast is not None
    inside = [
        outline_of(place).geometry
        for place in drawn_units().values()
        if place.feature_code == "ADM2" and place.path[1] == DONETSK_OBLAST.id
    ]
    assert sum(part.area for part in inside) == pytest.approx(oblast.geometry.area, rel=1e-3)
    assert shapely.union_all(inside).area == pytest.approx(oblast.geometry.area, rel=1e-3)


def test_towns_lie_in_the_outline_of_their_hromada() -> None:
    towns = [
        place
        for row in range(0, built_in().size, 7)
        if (place := built_in().entry_at(row)).country == "UA" and place.precision == "exact"
        if place.path[-1] in drawn_units() and len(place.path) == 4
    ]
    assert len(towns) > 300
    apart = [
        town
        for town in towns
        if shapely.distance(outlines_by_id()[town.path[-1]], shapely.Point(town.point)) > 0.002
    ]
    # Two towns on one spot: only one hromada can have it.
    assert len(apart) <= len(towns) / 100


@cache
def outlines_by_id() -> dict[str, shapely.Geometry]:
    return {s.id: outlines().geometry(s) for shapes in outlines().objects.values() for s in shapes}


def test_a_village_of_no_known_point_stands_at_the_middle_of_its_hromada() -> None:
    rough = [
        place
        for row in range(0, built_in().size, 97)
        if (place := built_in().entry_at(row)).precision == "hromada" and place.feature_code == "PPL"
    ]
    assert len(rough) > 100
    for village in rough:
        hromada = built_in().entry(village.path[-1])
        assert hromada is not None
        assert (village.point, village.radius_km) == (hromada.point, hromada.radius_km)
        assert hromada.id in drawn_units()
        assert hromada.radius_km == pytest.approx(
            8.0 + 60.0 * outline_of(hromada).geometry.area ** 0.5, rel=0.2
        )


def test_every_output_says_that_an_outline_is_approximate(tmp_path: Path) -> None:
    record = marked()
    layers = to_layers((record,))
    assert (layers.areas["outline"][0], layers.areas["vague"][0]) == ("approximate", 0)
    assert "outline    approximate" in explain(record)
    write_linked_places(layers, tmp_path / "places.json")
    (feature,) = json.loads((tmp_path / "places.json").read_text("utf-8"))["features"]
    geometry = feature["geometry"]
    assert (geometry["outline"], geometry["certainty"]) == ("approximate", "less-certain")
    assert columns((record,), Surroundings())["places"]["outline"] == ["approximate"]


def test_a_known_outline_is_not_called_approximate(tmp_path: Path) -> None:
    (record,) = make_records([report(place=DONETSK_OBLAST)])
    assert "outline" not in explain(record)
    write_linked_places(to_layers((record,)), tmp_path / "places.json")
    (feature,) = json.loads((tmp_path / "places.json").read_text("utf-8"))["features"]
    assert (feature["geometry"]["outline"], feature["geometry"]["certainty"]) == ("unit", "certain")


@pytest.fixture(scope="module")
def redrawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a user gazetteer in which one village of the Pokrovsk hromada lies far in the next raion."""
    folder = tmp_path_factory.mktemp("redrawn")
    (folder / "own.csv").write_text(
        f"name,lat,lon,katottg\nVillage,48.75,37.10,{_village().id[8:]}\n", encoding="utf-8"
    )
    assert add([folder / "own.csv"], folder / "user.sqlite", built_in()).linked.upgraded == 1
    return folder / "user.sqlite"


@cache
def _village() -> Entry:
    hromada = named("Pokrovska hromada", "ADM3")
    return next(
        place
        for row in range(built_in().size)
        if (place := built_in().entry_at(row)).precision == "hromada" and place.path[-1:] == (hromada.id,)
    )


def test_the_users_points_draw_the_units_of_their_oblast_again(redrawn: Path) -> None:
    user = UserSource(redrawn, built_in())
    spot = shapely.Point(37.10, 48.75)
    for name, code in (("Pokrovsk Raion", "ADM2"), ("Pokrovska hromada", "ADM3")):
        old = named(name, code)
        new = user.upgrade(old.id)
        assert new is not None
        assert not outline_of(old).geometry.intersects(spot)
        assert outline_of(new).geometry.intersects(spot)
        assert (outline_of(new).outline, new.point != old.point) == ("approximate", True)
    elsewhere = next(p for p in drawn_units().values() if p.admin1 == "Lviv Oblast")
    assert user.upgrade(elsewhere.id) is None


def test_who_still_has_no_point_stands_at_the_new_middle_and_a_district_at_its_city(redrawn: Path) -> None:
    gazetteer = Gazetteer((built_in(), UserSource(redrawn, built_in())))
    village = _village()
    hromada = gazetteer.entry(village.path[-1])
    assert hromada is not None
    others = [
        place
        for row in range(built_in().size)
        if (place := built_in().entry_at(row)).precision == "hromada" and place.path[:2] == village.path[:2]
    ]
    moved = gazetteer.entry(next(p.id for p in others if p.path == village.path and p.id != village.id))
    assert moved is not None
    assert (moved.point, moved.radius_km, moved.precision) == (hromada.point, hromada.radius_km, "hromada")
    district = next(place for place in others if place.feature_code == "PPLX")
    assert gazetteer.entry(district.id) == district


def test_a_user_file_from_before_is_read_as_it_is(redrawn: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.sqlite"
    old.write_bytes(redrawn.read_bytes())
    with closing(sqlite3.connect(old)) as db:
        db.execute("DROP TABLE redrawn")
    user = UserSource(old, built_in())
    assert user.upgraded == 1
    assert user.upgrade(named("Pokrovsk Raion", "ADM2").id) is None


def test_a_records_file_keeps_what_the_users_points_drew(redrawn: Path, tmp_path: Path) -> None:
    place = UserSource(redrawn, built_in()).upgrade(named("Pokrovsk Raion", "ADM2").id)
    assert place is not None
    write_records(Archive(documents=(), records=make_records([report(place=place)])), tmp_path / "r.jsonl")
    (record,) = read_records(tmp_path / "r.jsonl").records
    assert record.place == place.plain()
    assert outline_of(place).geometry.equals(outline_of(record.place).geometry)


@pytest.mark.parametrize("ring", [(), (1, 2, 3, 4), (0, 0, 1, 1, 1), (0, 0, 9, 0, 0, 95_000)])
def test_an_outline_that_is_none_is_refused(ring: tuple[int, ...], tmp_path: Path) -> None:
    place = replace(entry(feature_class="A", feature_code="ADM3", precision="area"), outline=((ring,),))
    write_records(Archive(documents=(), records=make_records([report(place=place)])), tmp_path / "r.jsonl")
    with pytest.raises(InputError, match=r"place\.outline: no ring of a polygon on earth"):
        read_records(tmp_path / "r.jsonl")
