"""The shipped TopoJSON: units, land, borders, lakes, rivers and seas, which share the arcs of one network."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import cos, pi
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import shapely
    from shapely.geometry.base import BaseGeometry

    Coordinates = npt.NDArray[np.float64]
    ArcReader = Callable[[Sequence[int]], list[Coordinates]]
    """Gives the points of arcs by their references; ``~n`` is arc n from its end."""
else:
    from geomap.later import np, shapely

OUTLINES = "outlines.topojson"
"""The file of the gazetteer that holds the outlines of raions and hromadas, by the ids of their entries."""
UNBRACKETED = bytes.maketrans(b"[],", b"   ")
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


class _Shapes(msgspec.Struct):
    geometries: msgspec.Raw
    """Not read before the shapes are asked for: no map shows the 3,800 units."""


class _Topology(msgspec.Struct):
    """The file, its numbers left as text."""

    transform: dict[str, list[float]]
    objects: dict[str, _Shapes]
    arcs: msgspec.Raw


class Objects(Mapping[str, tuple[Shape, ...]]):
    """The shapes of a file by the names of their objects, each read when it is first asked for."""

    def __init__(self, objects: Mapping[str, _Shapes]) -> None:
        self._raw = objects
        self._read: dict[str, tuple[Shape, ...]] = {}

    def __getitem__(self, name: str) -> tuple[Shape, ...]:
        if name not in self._read:
            items = msgspec.json.decode(self._raw[name].geometries)
            self._read[name] = tuple(map(_shape, items))
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._raw)

    def __len__(self) -> int:
        return len(self._raw)


class Geography:
    """The decoded file. All arcs are decoded at once: that costs less than a few thousand one by one."""

    def __init__(self, raw: bytes) -> None:
        topology = msgspec.json.decode(raw, type=_Topology)
        self._points, starts = _decoded(bytes(topology.arcs), topology.transform["scale"][0])
        self._starts: list[int] = starts.tolist()
        least = np.minimum.reduceat(self._points, starts[:-1])
        most = np.maximum.reduceat(self._points, starts[:-1])
        self._boxes: list[tuple[float, float, float, float]] = [
            *map(tuple, np.hstack([least, most]).tolist())
        ]
        self._coarser: dict[float, dict[int, Coordinates]] = {}
        self.objects = Objects(topology.objects)

    def arcs(self, references: Sequence[int]) -> list[Coordinates]:
        """Return the points of arcs; ``~n`` is arc n from its end."""
        return [_turned(self._arc(max(r, ~r)), r) for r in references]

    def _arc(self, number: int) -> Coordinates:
        return self._points[self._starts[number] : self._starts[number + 1]]

    def box(self, *references: int) -> Extent:
        """Return the box of arcs, by their references."""
        wests, souths, easts, norths = zip(*(self._boxes[max(r, ~r)] for r in references), strict=True)
        return Extent(min(wests), min(souths), max(easts), max(norths))

    def meets(self, reference: int, box: Extent) -> bool:
        """Tell whether the box of an arc shares a point with a box."""
        west, south, east, north = self._boxes[reference if reference >= 0 else ~reference]
        return west <= box[2] and box[0] <= east and south <= box[3] and box[1] <= north

    def coarser(self, tolerance: float) -> ArcReader:
        """Return a reader of arcs simplified by ``tolerance`` degrees, each once: neighbours still meet."""
        known = self._coarser.setdefault(tolerance, {})

        def read(references: Sequence[int]) -> list[Coordinates]:
            new = [n for n in dict.fromkeys(max(r, ~r) for r in references) if n not in known]
            known.update(zip(new, _simplified([*map(self._arc, new)], tolerance), strict=True))
            return [_turned(known[max(r, ~r)], r) for r in references]

        return read

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
        fetch = arc or self.arcs
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


def _decoded(arcs: bytes, scale: float) -> tuple[Coordinates, npt.NDArray[np.int64]]:
    """Return the points of all arcs one after the other, and where each arc starts; last, where all end.

    ``arcs`` is their JSON, lists of lists of two whole numbers without spaces. Read as a text of numbers it
    takes a tenth of the time of making the lists.
    """
    lengths = [arc.count(b"],[") + 1 for arc in arcs.split(b"]],")]
    starts = np.cumsum([0, *lengths], dtype=np.int64)
    steps = np.fromstring(arcs.translate(UNBRACKETED), dtype=np.int64, sep=" ").reshape(-1, 2)
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


def _turned(points: Coordinates, reference: int) -> Coordinates:
    return points if reference >= 0 else points[::-1]


def _ring(references: Sequence[int], fetch: ArcReader) -> Coordinates:
    first, *others = fetch(references)
    return np.concatenate([first, *(part[1:] for part in others)])


def lines_of(arcs: Sequence[Coordinates]) -> Any:
    """Return an array of lines, one for each arc, all made at once."""
    lengths = [*map(len, arcs)]
    return shapely.linestrings(np.concatenate(arcs), indices=np.repeat(np.arange(len(arcs)), lengths))


def _simplified(arcs: Sequence[Coordinates], tolerance: float) -> list[Coordinates]:
    """Return arcs with fewer points, all simplified at once: one by one takes three times as long."""
    long = [arc for arc in arcs if len(arc) > 2]
    if not long:
        return list(arcs)
    lines = shapely.simplify(lines_of(long), tolerance, preserve_topology=False)
    points, line = shapely.get_coordinates(lines, return_index=True)
    kept = iter(np.split(points, np.searchsorted(line, np.arange(1, len(long)))))
    return [next(kept) if len(arc) > 2 else arc for arc in arcs]


def valid(geometry: BaseGeometry) -> BaseGeometry:
    """Return the polygons of a geometry, mended where simplifying made two edges meet."""
    if not geometry.is_valid:
        return shapely.make_valid(geometry, method="structure", keep_collapsed=False)
    return geometry


def inmost(geometry: BaseGeometry) -> tuple[float, float]:
    """Return longitude and latitude of the point that lies farthest from the edge of the largest part."""
    largest = max(shapely.get_parts(geometry), key=lambda part: part.area)
    # Shrinking longitudes makes the inscribed circle one on the ground.
    shrink = cos(np.clip(largest.centroid.y, -80, 80) * pi / 180)
    flat = shapely.transform(largest, lambda xy: xy * [shrink, 1])
    x, y = shapely.get_coordinates(shapely.maximum_inscribed_circle(flat, tolerance=0.02))[0].tolist()
    return round(x / shrink, 4), round(y, 4)
