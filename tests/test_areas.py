from pathlib import Path

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geomap.areas import area_of, country_area, first_level_of, standing_of
from geomap.gazetteer import Entry, LonLat
from geomap.geography import geography
from tests.places_of import CRIMEA, DONBAS, DONETSK_OBLAST, KHERSON_OBLAST, UKRAINE, entry, unit

SIMFEROPOL = shapely.Point(34.1, 44.95)
MELITOPOL_RAION = entry(
    name="Melitopol Raion",
    point=LonLat(35.32, 46.83),
    path=("geonames:690791", "geonames:687699"),
    feature_class="A",
    feature_code="ADM2",
    precision="area",
    radius_km=60.0,
)


def test_an_oblast_is_its_own_outline() -> None:
    area = area_of(KHERSON_OBLAST)
    assert area is not None
    assert area.outline == "unit"
    assert area.geometry.covers(shapely.Point(33.6, 46.8))
    assert not area.geometry.covers(shapely.Point(37.8, 48.0))
    assert area.geometry.covers(shapely.Point(area.label))


def test_crimea_is_ukraine_s() -> None:
    ukraine, russia = country_area("UA"), country_area("RU")
    assert ukraine is not None
    assert russia is not None
    assert ukraine.geometry.covers(SIMFEROPOL)
    assert not russia.geometry.intersects(SIMFEROPOL)
    assert first_level_of(CRIMEA) == "UA-43"


def test_neighbours_share_their_edges() -> None:
    """Simplifying one border once leaves neither gaps nor overlaps; Ukraine has 27 first-level units."""
    source = geography()
    arc = source.coarser(0.02)
    oblasts = [source.geometry(s, arc) for s in source.objects["units"] if s.country == "UA"]
    whole = shapely.union_all(oblasts)
    assert len(oblasts) == 27
    assert sum(o.area for o in oblasts) == pytest.approx(whole.area, rel=1e-4)
    mainland = max(shapely.get_parts(whole), key=lambda part: part.area)
    assert sum(shapely.Polygon(hole).area for hole in mainland.interiors) < 0.01


def test_donbas_is_two_oblasts_with_a_vague_edge() -> None:
    area, donetsk = area_of(DONBAS), area_of(DONETSK_OBLAST)
    assert area is not None
    assert donetsk is not None
    assert area.vague
    assert area.outline == "union"
    assert area.geometry.area == pytest.approx(6.5, rel=0.1)
    assert shapely.intersection(area.geometry, donetsk.geometry).area == pytest.approx(donetsk.geometry.area)


def test_a_unit_of_no_known_town_is_a_circle_inside_its_oblast() -> None:
    area = area_of(MELITOPOL_RAION)
    assert area is not None
    assert (area.outline, area.vague) == ("circle", True)
    assert area.geometry.covers(shapely.Point(MELITOPOL_RAION.point))
    assert not area.geometry.intersects(shapely.Point(35.4, 46.2)), "the Sea of Azov is no part of a raion"


@pytest.mark.parametrize(
    "place",
    [
        UKRAINE,
        entry(feature_class="L", feature_code="CONT", radius_km=3000.0),
        entry(feature_class="L", feature_code="RGN", radius_km=900.0),
        entry(feature_class="T", feature_code="PT", point=LonLat(0.0, 90.0), radius_km=50.0),
    ],
)
def test_what_is_too_large_is_listed(place: Entry) -> None:
    assert standing_of(place) == "listed"
    assert area_of(place) is None


def test_a_village_is_a_point_however_badly_it_is_known() -> None:
    assert standing_of(entry(precision="hromada", radius_km=12.0)) == "point"


def test_a_sea_is_found_by_name() -> None:
    azov = entry(
        id="geomap:azov",
        name="Sea of Azov",
        point=LonLat(36.5, 46.0),
        country=None,
        feature_class="H",
        feature_code="SEA",
        radius_km=150.0,
    )
    area = area_of(azov)
    assert area is not None
    assert area.outline == "water"
    assert area.geometry.covers(shapely.Point(36.5, 46.0))


def test_a_river_is_a_strip_along_its_course() -> None:
    dnipro = entry(
        id="geomap:dnipro-river",
        name="Dnipro River",
        feature_class="H",
        feature_code="STM",
        precision="area",
        radius_km=450.0,
    )
    area = area_of(dnipro)
    assert area is not None
    assert area.outline == "water"
    assert shapely.distance(area.geometry, shapely.Point(35.05, 48.47)) < 0.1, "it flows through Dnipro"
    assert area.geometry.area < 2


def test_a_river_of_unknown_course_is_listed() -> None:
    assert standing_of(entry(feature_class="H", feature_code="STM", radius_km=130.0)) == "listed"


def test_a_mountain_range_is_no_point() -> None:
    assert standing_of(entry(feature_class="T", feature_code="MTS", radius_km=450.0)) == "listed"
    assert standing_of(entry(feature_class="T", feature_code="SPIT", radius_km=35.0)) == "area"
    assert standing_of(entry(feature_class="T", feature_code="ISL", radius_km=1.0)) == "point"


def test_a_unit_without_an_id_is_found_by_where_it_lies() -> None:
    bavaria = unit(2951839, "Bavaria", 11.4, 49.0, country="DE", radius_km=209.0)
    assert first_level_of(bavaria) == "DE-BY"
    lombardy = unit(3174618, "Lombardy", 9.6, 45.6, country="IT", radius_km=155.0)
    assert first_level_of(lombardy) == "IT:Lombardia"


@given(lon=st.floats(-180, 180), lat=st.floats(-85, 85), radius=st.floats(0, 240))
def test_every_circle_is_valid_and_covers_its_middle(lon: float, lat: float, radius: float) -> None:
    area = area_of(
        entry(point=LonLat(lon, lat), country=None, feature_class="L", feature_code="AREA", radius_km=radius)
    )
    assert area is not None
    assert shapely.is_valid(area.geometry)
    west, _, east, _ = shapely.bounds(area.geometry)
    assert -180 <= west <= east <= 180
    assert shapely.distance(area.geometry, shapely.Point(lon, lat)) < 1e-6


def test_every_region_of_the_gazetteer_s_tables_is_drawn_or_listed_on_purpose() -> None:
    """A region that is renamed in one table and not in the other would lose its outline."""
    import csv
    import tomllib

    root = Path(__file__).parent.parent / "gazetteer"
    with (root / "tables" / "areas.csv").open(encoding="utf-8", newline="") as lines:
        known = {f"geomap:{row['id']}" for row in csv.DictReader(lines)}
    manifest = tomllib.loads((root / "areas.toml").read_text("utf-8"))
    assert {region["id"] for region in manifest["region"]} <= known
    assert set(manifest["rivers"].values()) <= known
    assert {region["id"] for region in manifest["region"]} == {s.id for s in geography().objects["regions"]}


def test_the_shipped_geography_is_the_one_that_was_built() -> None:
    import hashlib
    import tomllib

    root = Path(__file__).parent.parent
    manifest = tomllib.loads((root / "gazetteer" / "areas.toml").read_text("utf-8"))
    shipped = (root / "geomap" / "data" / "geography.topojson").read_bytes()
    assert hashlib.sha256(shipped).hexdigest() == manifest["sha256"]
    assert len(shipped) < 3_000_000
