import json

import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.basemap import UKRAINE, Basemap, Path, basemap, drawn, extents_of
from geomap.gazetteer import LonLat
from geomap.geography import Extent

SOUTH = Extent(30.0, 45.0, 36.0, 48.0)


def paths(ground: Basemap) -> list[Path]:
    rings = [ring for polygon in (*ground.land, *ground.lakes) for ring in polygon]
    return [*rings, *ground.rivers, *ground.first_level, *ground.borders, *ground.disputed]


def on_land(ground: Basemap, lon: float, lat: float) -> bool:
    point = shapely.Point(lon, lat)
    return any(shapely.Polygon(p[0], p[1:]).covers(point) for p in ground.land)


def near(lines: tuple[Path, ...], lon: float, lat: float) -> bool:
    return shapely.MultiLineString(lines).distance(shapely.Point(lon, lat)) < 0.15


def test_land_is_land_and_sea_is_sea() -> None:
    ground = basemap(UKRAINE)
    assert on_land(ground, 30.52, 50.45)
    assert on_land(ground, 34.1, 44.95)
    assert not on_land(ground, 31.0, 44.5)
    assert not on_land(ground, 36.6, 46.0)


def test_the_edge_of_crimea_is_dashed_and_no_border() -> None:
    ground = basemap(SOUTH)
    assert near(ground.disputed, 33.7, 46.1)
    assert not near(ground.borders, 33.7, 46.1)
    assert near(ground.disputed, 29.2, 47.4), "the edge of Transnistria"
    caucasus = basemap(Extent(39.0, 41.0, 46.0, 44.0))
    assert near(caucasus.disputed, 41.6, 42.5), "the edge of Abkhazia"
    assert near(caucasus.borders, 44.0, 42.6)


def test_the_border_of_ukraine_is_a_border() -> None:
    ground = basemap(UKRAINE)
    assert near(ground.borders, 39.7, 48.8)
    assert near(ground.borders, 36.4, 50.3)
    assert not near(ground.disputed, 39.7, 48.8)


def test_a_map_of_the_east_is_small() -> None:
    ground = basemap(Extent(30.0, 46.0, 39.0, 51.0))
    assert len(json.dumps(paths(ground), separators=(",", ":"))) < 300_000


def test_a_far_place_costs_little() -> None:
    extent, focus = extents_of(
        [LonLat(37.8, 48.0), LonLat(33.5, 47.5), LonLat(36.2, 50.0), LonLat(-77.0, 38.9)]
    )
    assert extent == Extent(-77.0, 38.9, 37.8, 50.0)
    assert focus == Extent(33.5, 47.5, 37.8, 50.0)
    ground = basemap(extent, focus=focus)
    assert on_land(ground, -79.0, 38.0)
    assert len(json.dumps(paths(ground), separators=(",", ":"))) < 400_000


def test_without_points_ukraine_is_shown() -> None:
    extent, focus = extents_of([])
    assert extent == focus
    assert extent.west < 30.5 < extent.east


def test_what_lies_in_ukraine_gets_its_ground_which_is_kept_ready() -> None:
    assert basemap(SOUTH) == basemap(UKRAINE) == drawn(UKRAINE), "run make gazetteer"
    assert basemap(Extent(30.0, 45.0, 41.0, 48.0)).extent.east == 47.0


def test_the_same_extent_gives_the_same_map() -> None:
    assert basemap(SOUTH) == basemap(SOUTH)


@settings(max_examples=15, deadline=None)
@given(
    west=st.floats(-180, 170),
    south=st.floats(-80, 75),
    width=st.floats(0, 60),
    height=st.floats(0, 40),
)
def test_everything_lies_inside_the_box_with_three_decimals(
    west: float, south: float, width: float, height: float
) -> None:
    ground = basemap(Extent(west, south, min(180.0, west + width), min(85.0, south + height)), margin=1.0)
    box = ground.extent.grown(0.001)
    for path in paths(ground):
        assert len(path) > 1
        for lon, lat in path:
            assert box.west <= lon <= box.east
            assert box.south <= lat <= box.north
            assert (round(lon, 3), round(lat, 3)) == (lon, lat)
