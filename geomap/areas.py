"""Which outline a place of the gazetteer has: a unit, a union of units, a sea, or a circle of its radius.

Raions and hromadas of Ukraine have one that is drawn by their towns, which is approximate.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from math import cos, radians, sqrt
from typing import TYPE_CHECKING, Literal

from geographiclib.geodesic import Geodesic

from geomap.gazetteer import Entry, LonLat
from geomap.gazetteer.cells import unpacked
from geomap.geography import Shape, geography, inmost, outlines, valid

if TYPE_CHECKING:
    import shapely
    from shapely.geometry.base import BaseGeometry
else:
    from geomap.later import shapely

Standing = Literal["point", "area", "listed"]
Outline = Literal["unit", "union", "water", "approximate", "circle"]

COUNTRY_CODES = frozenset({"PCL", "PCLD", "PCLF", "PCLH", "PCLI", "PCLIX", "PCLS", "TERR"})
CONTINENTS = frozenset({"CONT", "OCN"})
STREAMS = frozenset({"STM", "STMS", "CNL"})
ROADS = frozenset({"RD"})
"""A numbered road of a hundred kilometres is at no point, and no outline of it is known."""
SPOT_CLASSES = frozenset("RSTUV")
"""Feature classes of GeoNames that are points where they are small: roads, spots, mountains, woods."""
WIDEST_SPOT_KM = 25.0
WIDEST_CIRCLE_KM = 250.0
"""A place without an outline that is larger than this is listed: a circle would say nothing."""
POLAR = 87.0
"""Degrees of latitude beyond which a circle would hold the pole, which no flat polygon can."""
CORNERS = 48
"""Corners of a circle: its edge then lies within 0.3 % of the radius."""
GENERAL = 0.02
"""Degrees by which ``area_of`` simplifies unless told otherwise: an oblast has about 100 corners then."""
WGS_84 = Geodesic(6378.137, 1 / 298.257223563)
"""The ellipsoid in kilometres, as geopy has it, which would load every geocoder for a circle."""
BANK = 0.03
"""Degrees on both sides of a river's line that stand for the river: about 3 km."""
ALIKE = 5.0
"""How many times a unit found by position may be larger or smaller than the place says it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """The outline of a place, as far as it is known."""

    geometry: BaseGeometry
    """A valid polygon or multipolygon, in degrees."""
    outline: Outline
    """What it is made of. Approximate is what lies nearest to the towns of the unit: it is right to some
    kilometres. A circle only says how far the place may reach."""
    vague: bool
    """Whether speakers differ on the edge, so that no edge should be drawn."""
    label: LonLat
    """Where a label stands farthest from the edge of the largest part."""


def standing_of(entry: Entry) -> Standing:
    """Tell whether a map shows a place as a point, as an area, or only in a list.

    Countries, continents and roads are listed: neither their middle nor their whole says where something
    happened.
    """
    if entry.feature_code in COUNTRY_CODES or entry.feature_code in CONTINENTS:
        return "listed"
    if entry.feature_code in ROADS:
        return "listed"
    if entry.feature_class == "P" and entry.precision != "area":
        return "point"
    spot = entry.feature_class in SPOT_CLASSES or entry.precision == "near" or entry.derived is not None
    if spot and entry.radius_km <= WIDEST_SPOT_KM:
        return "point"
    if _shape_of(entry) or _courses(entry.id):
        return "area"
    # A circle says nothing of where a river runs, nor of half a continent, and none fits at a pole.
    too_much = (
        entry.feature_code in STREAMS or entry.radius_km > WIDEST_CIRCLE_KM or abs(entry.point.lat) > POLAR
    )
    return "listed" if too_much else "area"


@lru_cache(maxsize=4096)
def area_of(entry: Entry, tolerance: float = GENERAL) -> Area | None:
    """Return the outline of a place that stands as an area, None for points and listed places.

    Neighbours of one tolerance share their edges. A place without an outline gets the circle of its radius.
    Approximate outlines, and the circles of units, are cut to the first-level unit that holds them.
    """
    if standing_of(entry) != "area":
        return None
    source = geography()
    courses = _courses(entry.id)
    if courses:
        lines = shapely.MultiLineString(
            [arc for shape in courses for ns in shape.arcs for arc in source.arcs(ns)]
        )
        return _area(shapely.buffer(lines, BANK, quad_segs=2), "water", vague=True)
    shape = _shape_of(entry)
    if shape is None:
        by_towns = _drawn_by_towns(entry)
        inside = _within_unit(by_towns, entry, tolerance) if by_towns else None
        if inside:
            return _area(inside, "approximate", vague=False)
        drawn = circle(entry.point, max(entry.radius_km, 0.1))
        inside = _within_unit(drawn, entry, tolerance) if entry.feature_class in "AP" else None
        return _area(inside or drawn, "circle", vague=True)
    outline: Outline = "unit" if shape.country else "union" if shape.id else "water"
    return _area(source.geometry(shape, source.coarser(tolerance)), outline, vague=shape.vague)


@lru_cache(maxsize=256)
def country_area(country: str, tolerance: float = GENERAL) -> Area | None:
    """Return a country as the union of its first-level units, None where none is known.

    Crimea and Sevastopol are Ukraine's, as in ISO 3166-2.

    >>> area = country_area("UA")
    >>> bool(area and area.geometry.covers(shapely.Point(34.1, 44.95)))
    True
    """
    source = geography()
    arc = source.coarser(tolerance)
    parts = [
        source.geometry(shape, arc) for shape in source.objects["units"] if shape.country == country.upper()
    ]
    return _area(shapely.union_all(parts), "union", vague=False) if parts else None


def circle(centre: LonLat, radius_km: float) -> BaseGeometry:
    """Return a polygon whose corners lie ``radius_km`` from the centre; the antimeridian cuts it in two."""
    around = (WGS_84.Direct(centre.lat, centre.lon, 360 * -n / CORNERS, radius_km) for n in range(CORNERS))
    points = [(centre.lon + (p["lon2"] - centre.lon + 180) % 360 - 180, p["lat2"]) for p in around]
    whole = shapely.Polygon(points)
    west, _, east, _ = whole.bounds
    if west >= -180 and east <= 180:
        return whole
    from shapely.affinity import translate  # late, as shapely itself

    turns = (translate(whole, xoff=turn) for turn in (-360, 0, 360))
    return valid(shapely.union_all([shapely.clip_by_rect(turned, -180, -90, 180, 90) for turned in turns]))


def first_level_of(entry: Entry) -> str | None:
    """Return the id of the first-level unit that a place is or lies in, mostly its ISO 3166-2 code."""
    unit = _unit_of(entry) if entry.feature_code == "ADM1" else _unit_around(entry)
    return unit.id if unit else None


def _shape_of(entry: Entry) -> Shape | None:
    """Return the shape of a place: by id, as a first-level unit, or as a water by its name."""
    region = _by_id("regions").get(entry.id)
    if region:
        return region
    if entry.feature_class == "H":
        return _waters().get(entry.name.casefold())
    return _unit_of(entry) if entry.feature_code == "ADM1" else None


@lru_cache(maxsize=4096)
def _unit_of(entry: Entry) -> Shape | None:
    """Return the unit that a first-level place is: by its GeoNames id, else by where its point lies."""
    unit = _by_geonames().get(entry.id)
    if unit:
        return unit
    around = _unit_around(entry)
    if around is None:
        return None
    west, south, east, north = geography().geometry(around).bounds
    reach = 111.2 * sqrt((east - west) * cos(radians(entry.point.lat)) * (north - south)) / 2
    return around if entry.radius_km / ALIKE <= reach <= entry.radius_km * ALIKE else None


@lru_cache(maxsize=4096)
def _unit_around(entry: Entry) -> Shape | None:
    for ancestor in entry.path:
        if ancestor in _by_geonames():
            return _by_geonames()[ancestor]
    point = shapely.Point(entry.point)
    source = geography()
    for shape in source.objects["units"]:
        if shape.country == entry.country and source.geometry(shape).intersects(point):
            return shape
    return None


@cache
def _by_id(kind: Literal["units", "regions"]) -> dict[str, Shape]:
    return {shape.id: shape for shape in geography().objects[kind]}


@cache
def _by_geonames() -> dict[str, Shape]:
    return {f"geonames:{s.geonames}": s for s in geography().objects["units"] if s.geonames}


def _drawn_by_towns(entry: Entry) -> BaseGeometry | None:
    """Return the outline of a raion or hromada, not cut to its oblast: the entry's own before the shipped."""
    if entry.outline:
        return valid(unpacked(entry.outline))
    shape = _by_towns().get(entry.id)
    return outlines().geometry(shape) if shape else None


@cache
def _by_towns() -> dict[str, Shape]:
    """Return the outlines of raions and hromadas by their ids."""
    return {shape.id: shape for shapes in outlines().objects.values() for shape in shapes}


@cache
def _all_courses() -> dict[str, tuple[Shape, ...]]:
    courses: dict[str, tuple[Shape, ...]] = {}
    for shape in geography().objects["rivers"]:
        if shape.place:
            courses[shape.place] = (*courses.get(shape.place, ()), shape)
    return courses


def _courses(place: str) -> tuple[Shape, ...]:
    """Return the lines of a river by its id."""
    return _all_courses().get(place, ())


@cache
def _waters() -> dict[str, Shape]:
    """Return seas and lakes by their names in lower case; of two of a name the first stands."""
    waters: dict[str, Shape] = {}
    for shape in (*geography().objects["seas"], *geography().objects["lakes"]):
        if shape.name:
            waters.setdefault(shape.name.casefold(), shape)
    return waters


def _within_unit(geometry: BaseGeometry, entry: Entry, tolerance: float) -> BaseGeometry | None:
    """Return what of a geometry lies in the first-level unit that holds a place, None where nothing does."""
    unit = _unit_around(entry)
    if unit is None:
        return None
    source = geography()
    inside = shapely.intersection(geometry, source.geometry(unit, source.coarser(tolerance)))
    polygons = [part for part in shapely.get_parts(inside) if part.geom_type == "Polygon"]
    return valid(shapely.union_all(polygons)) if polygons else None


def _area(geometry: BaseGeometry, outline: Outline, *, vague: bool) -> Area:
    return Area(geometry=geometry, outline=outline, vague=vague, label=LonLat(*inmost(geometry)))
