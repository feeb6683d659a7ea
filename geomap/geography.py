"""The shipped TopoJSON: units, land, borders, lakes, rivers and seas, which share the arcs of one network."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any, Literal, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

Coordinates = npt.NDArray[np.float64]
ArcReader = Callable[[int], Coordinates]
"""Gives the points of an arc by its reference; ``~n`` is arc n from its end."""
OUTLINES = "outlines.topojson"
"""The file of the gazetteer that holds the outlines of raions and hromadas, by the ids of their entries."""
Polygons = Literal["units", "regions", "land", "lakes", "seas"]
Lines = Literal["borders", "disputed", "first_level", "rivers"]


class Extent(NamedTuple):
    """A box in degrees, longitudes and latitudes; it does not cross the antimeridian."""

    west: float
    south: float
    east: float
    north: float

    def grown(self, degrees: float) -> Extent:
        """Return the box with a margin on every side, within the bounds of the world."""
        return Extent(
            max(-180.0, self.west - degrees),
            max(-90.0, self.south - degrees),
            min(180.0, self.east + degrees),
            min(90.0, self.north + degrees),
        )

    def within(self, other: Extent) -> Extent:
        """Return the part of the box that lies in the other; an edge of it where they are apart."""
        west, east = (min(max(x, other.west), other.east) for x in (self.west, self.east))
        south, north = (min(max(y, other.south), other.north) for y in (self.south, self.north))
        return Extent(west, south, east, north)

    def overlaps(self, other: Extent) -> bool:
        """Tell whether the boxes share a point."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One geometry of an object, by references to arcs."""

    id: str
    country: str | None
    """ISO 3166-1 alpha-2; None where it has no country or several claim it."""
    geonames: int | None
    place: str | None
    """Id of the gazetteer's entry for a river, where it is known."""
    vague: bool
    """Whether speakers differ on the edge of a region."""
    name: str
    """Natural Earth's name of a lake, river or sea; empty for units, which the gazetteer names."""
    arcs: Any
    """As in TopoJSON: lists of references for lines, lists of lists of lists for polygons."""


class Geography:
    """The decoded file. All arcs are decoded at once: that costs less than a few thousand one by one."""

    def __init__(self, raw: bytes) -> None:
        topology = msgspec.json.decode(raw)
        self._points, starts = _decoded(topology["arcs"], topology["transform"]["scale"][0])
        self._starts: list[int] = starts.tolist()
        self._least: list[list[float]] = np.minimum.reduceat(self._points, starts[:-1]).tolist()
        self._most: list[list[float]] = np.maximum.reduceat(self._points, starts[:-1]).tolist()
        self._coarser: dict[float, ArcReader] = {}
        self.objects: dict[str, tuple[Shape, ...]] = {
            name: tuple(_shape(item) for item in collection["geometries"])
            for name, collection in topology["objects"].items()
        }

    def arc(self, reference: int) -> Coordinates:
        """Return the points of an arc; ``~n`` is arc n from its end."""
        number = max(reference, ~reference)
        points = self._points[self._starts[number] : self._starts[number + 1]]
        return points if reference >= 0 else points[::-1]

    def box(self, *references: int) -> Extent:
        """Return the box of arcs, by their references."""
        numbers = [max(reference, ~reference) for reference in references]
        wests, souths = zip(*(self._least[number] for number in numbers), strict=True)
        easts, norths = zip(*(self._most[number] for number in numbers), strict=True)
        return Extent(min(wests), min(souths), max(easts), max(norths))

    def coarser(self, tolerance: float) -> ArcReader:
        """Return a reader of arcs simplified by ``tolerance`` degrees, each once: neighbours still meet."""
        if tolerance not in self._coarser:
            self._coarser[tolerance] = cache(lambda number: _simplified(self.arc(number), tolerance))
        simplified = self._coarser[tolerance]
        return lambda reference: simplified(reference) if reference >= 0 else simplified(~reference)[::-1]

    def unit(self, place: str) -> BaseGeometry | None:
        """Return a first-level unit in full detail by the id of its entry, None where none is known by it."""
        for shape in self.objects["units"]:
            if place == f"geonames:{shape.geonames}":
                return self.geometry(shape)
        return None

    def polygons(
        self, shape: Shape, arc: ArcReader | None = None, *, box: Extent | None = None
    ) -> Iterator[shapely.Polygon]:
        """Yield the polygons of a shape, its arcs read by ``arc`` where given; the smallest may vanish.

        Where a box is given, those whose own does not meet it are left out.
        """
        fetch = arc or self.arc
        for rings in shape.arcs:
            if box is not None and not self.box(*rings[0]).overlaps(box):
                continue
            shell, *holes = (_ring(references, fetch) for references in rings)
            if len(shell) > 3:
                yield shapely.Polygon(shell, [hole for hole in holes if len(hole) > 3])

    def geometry(self, shape: Shape, arc: ArcReader | None = None) -> BaseGeometry:
        """Return a shape as one valid (multi)polygon; where ``arc`` leaves nothing of it, in full detail."""
        parts = list(self.polygons(shape, arc)) or list(self.polygons(shape))
        return valid(parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts))


def _decoded(arcs: list[list[list[int]]], scale: float) -> tuple[Coordinates, npt.NDArray[np.int64]]:
    """Return the points of all arcs one after the other, and where each arc starts; last, where all end."""
    starts = np.cumsum([0, *map(len, arcs)], dtype=np.int64)
    steps = np.array(list(chain.from_iterable(arcs)), dtype=np.int64)
    walked = np.cumsum(steps, axis=0)
    firsts = starts[:-1]
    before = np.repeat(walked[firsts] - steps[firsts], np.diff(starts), axis=0)
    # Divided, not multiplied: 1 / 0.001 keeps three decimals exact to the last bit.
    return (walked - before) / round(1 / scale), starts


@cache
def geography() -> Geography:
    """Return the shipped geography, read once."""
    return Geography(files("geomap").joinpath("data/geography.topojson").read_bytes())


@cache
def outlines() -> Geography:
    """Return the approximate outlines of raions and hromadas, read once; they are not cut to their oblast."""
    return Geography(files("geomap").joinpath(f"data/gazetteer/{OUTLINES}").read_bytes())


def _shape(item: dict[str, Any]) -> Shape:
    properties = item.get("properties", {})
    return Shape(
        id=item.get("id", ""),
        country=properties.get("country") or None,
        geonames=properties.get("geonames"),
        place=properties.get("place"),
        vague=properties.get("vague", False),
        name=properties.get("name", ""),
        arcs=item["arcs"],
    )


def _ring(references: Sequence[int], fetch: Callable[[int], Coordinates]) -> Coordinates:
    parts = [fetch(reference) for reference in references]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])


def _simplified(points: Coordinates, tolerance: float) -> Coordinates:
    if len(points) < 3:
        return points
    line = shapely.simplify(shapely.linestrings(points), tolerance, preserve_topology=False)
    return shapely.get_coordinates(line)


def valid(geometry: BaseGeometry) -> BaseGeometry:
    """Return the polygons of a geometry, mended where simplifying made two edges meet."""
    if not geometry.is_valid:
        return shapely.make_valid(geometry, method="structure", keep_collapsed=False)
    return geometry
