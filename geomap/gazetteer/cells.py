"""Outlines of units by the settlements known to lie in them: a spot belongs to the unit of the nearest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import accumulate, pairwise
from math import cos, pi, radians, sqrt
from typing import TYPE_CHECKING, NamedTuple

from geomap.gazetteer.entries import LonLat, Rings
from geomap.geography import valid

if TYPE_CHECKING:
    import numpy as np
    import shapely
    from shapely.geometry.base import BaseGeometry
else:
    from geomap.later import np, shapely

DECIMALS = 3
"""To a hundred metres, as outlines are stored: corners that neighbours share are then the same numbers."""
LONELY = 5.0
"""Degrees around the one site of a diagram that has no other: wider than any oblast."""
KM_A_DEGREE = 111.2
BLUR_KM = 8.0
"""Added to the radius of a circle as large as a hromada: 95 of 100 settlements lie within it of the middle
(measured on 18,693 of a dump: 95.4 %, in hromadas of 80 km2 as in large ones)."""


def cells(sites: Mapping[LonLat, str]) -> dict[str, BaseGeometry]:
    """Return what is nearest to the sites of each unit: polygons that share their edges and fill a wide box.

    Take the sites of one oblast at a time and cut the cells to it, for its border is known.

    >>> halves = cells({LonLat(30.0, 50.0): "west", LonLat(31.0, 50.0): "east"})
    >>> sorted(halves), halves["west"].bounds[2]
    (['east', 'west'], 30.5)
    """
    points = sorted(sites)
    if len(points) == 1:
        return {unit: shapely.Point(at).buffer(LONELY, quad_segs=1) for at, unit in sites.items()}
    # Shrinking longitudes makes the nearest on the map the nearest on the ground.
    shrink = [cos(radians(sum(at.lat for at in points) / len(points))), 1.0]
    diagram = shapely.voronoi_polygons(shapely.MultiPoint(np.array(points) * shrink), ordered=True)
    around = shapely.transform(shapely.get_parts(diagram), lambda xy: np.round(xy / shrink, DECIMALS))
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    for at, cell in zip(points, around, strict=True):
        parts[sites[at]].append(cell)
    return {unit: _united(parts[unit]) for unit in sorted(parts)}


def _united(parts: list[BaseGeometry]) -> BaseGeometry:
    """Return polygons that share edges as one; where rounding has let two edges cross, slower."""
    try:
        return shapely.coverage_union_all(parts)
    except shapely.GEOSException:
        return shapely.union_all(shapely.make_valid(parts))


class Cell(NamedTuple):
    """A raion or hromada as its settlements tell it."""

    geometry: BaseGeometry
    """Not cut to the oblast."""
    middle: LonLat
    """The centroid of what lies in the oblast."""
    reach_km: float
    """How far from the middle its settlements lie, 95 of 100 of a hromada's, rounded to 0.1."""


class Drawn(NamedTuple):
    """The units of an oblast by their ids. None is left out but those without any ground in the oblast."""

    raions: dict[str, Cell]
    hromadas: dict[str, Cell]


def drawn(sites: Mapping[LonLat, tuple[str, str]], border: BaseGeometry) -> Drawn:
    """Return the raions and hromadas of an oblast by the raion and the hromada of each known settlement."""
    hromadas = _with_ground(cells({at: hromada for at, (_, hromada) in sites.items()}), border)
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    for raion, hromada in sorted(set(sites.values())):
        if hromada in hromadas:
            parts[raion].append(hromadas[hromada].geometry)
    return Drawn(
        _with_ground({raion: _united(parts[raion]) for raion in sorted(parts)}, border),
        hromadas,
    )


def _with_ground(units: Mapping[str, BaseGeometry], border: BaseGeometry) -> dict[str, Cell]:
    """Return the units that have ground within the border."""
    return {unit: cell for unit, geometry in units.items() if (cell := _cell(geometry, border))}


def _cell(geometry: BaseGeometry, border: BaseGeometry) -> Cell | None:
    # Of a unit of a few hundred metres, rounded corners may lie across each other.
    inside = shapely.intersection(valid(geometry), border)
    if not inside.area:
        return None
    middle = inside.centroid
    km2 = inside.area * KM_A_DEGREE**2 * cos(radians(middle.y))
    point = LonLat(round(middle.x, 5), round(middle.y, 5))
    return Cell(geometry, point, round(sqrt(km2 / pi) + BLUR_KM, 1))


def packed(geometry: BaseGeometry) -> Rings:
    """Return the polygons of a geometry as whole steps of a thousandth of a degree.

    >>> import shapely
    >>> packed(shapely.box(30, 50, 31, 51))
    (((31000, 50000, 0, 1000, -1000, 0, 0, -1000),),)
    """

    def steps(ring: BaseGeometry) -> tuple[int, ...]:
        corners = [(round(x * 10**DECIMALS), round(y * 10**DECIMALS)) for x, y in ring.coords[:-1]]
        return tuple(n for a, b in pairwise([(0, 0), *corners]) for n in (b[0] - a[0], b[1] - a[1]))

    return tuple(
        tuple(steps(ring) for ring in (part.exterior, *part.interiors))
        for part in shapely.get_parts(geometry)
        if part.geom_type == "Polygon" and not part.is_empty
    )


def unpacked(rings: Rings) -> BaseGeometry:
    """Return the polygons that were packed.

    >>> unpacked((((31000, 50000, 0, 1000, -1000, 0, 0, -1000),),)).bounds
    (30.0, 50.0, 31.0, 51.0)
    """

    def ring(steps: tuple[int, ...]) -> list[tuple[float, float]]:
        east, north = accumulate(steps[::2]), accumulate(steps[1::2])
        return [(x / 10**DECIMALS, y / 10**DECIMALS) for x, y in zip(east, north, strict=True)]

    polygons = [shapely.Polygon(ring(shell), [ring(hole) for hole in holes]) for shell, *holes in rings]
    return shapely.MultiPolygon(polygons)
