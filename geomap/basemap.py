"""The map under the claims: land, lakes, rivers and lines, clipped to what a map shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from geomap.gazetteer import Credit, LonLat
from geomap.geography import (
    Extent,
    Geography,
    Lines,
    Polygons,
    geography,
    inmost,
    lines_of,
)

if TYPE_CHECKING:
    import shapely

    from geomap.geography import ArcReader, Coordinates
else:
    from geomap.later import shapely

Path = tuple[tuple[float, float], ...]
"""Longitudes and latitudes in degrees, three decimals."""
Ring = Path
Polygon = tuple[Ring, ...]
"""A shell, then its holes; the first point of a ring is not repeated at its end."""

MARGIN = 6.0
"""Degrees around the extent, so that a reader can pan a little."""
UKRAINE = Extent(22.0, 44.2, 40.3, 52.5)
FOCUS_REACH = 12.0
"""Degrees from the middle of the claims within which detail is worth its bytes."""
WIDE = 40.0
"""Degrees: a map wider than this shows its outer parts coarsely."""
FADE = ((15.0, 0.03), (360.0, 0.15))
"""How far from the focus, and by how much lines there are simplified, both in degrees."""
FAINT = 0.01
"""Degrees by which first-level lines are simplified: they are drawn thin, and there are many."""
GENERAL = 0.02
"""Degrees by which seas are simplified to find their middle."""
READY = "ground.json"
"""The shipped basemap of Ukraine's box."""
CREDITS = (
    Credit(
        source="Natural Earth",
        licence="public domain",
        line="Made with Natural Earth; borders are no endorsement",
    ),
)


class Sea(NamedTuple):
    """A sea by its name in the shipped geography, and where in it a label may stand."""

    name: str
    middle: LonLat


@dataclass(frozen=True, slots=True, kw_only=True)
class Basemap:
    """What to draw, from the bottom up. No country has a fill of its own; disputed lines are to be dashed."""

    extent: Extent
    """The clipping box, margin included."""
    focus: Extent
    """The box within which there is full detail; first-level lines, lakes and rivers are only there."""
    land: tuple[Polygon, ...]
    lakes: tuple[Polygon, ...]
    rivers: tuple[Path, ...]
    first_level: tuple[Path, ...]
    borders: tuple[Path, ...]
    disputed: tuple[Path, ...]
    seas: tuple[Sea, ...] = ()
    """Those that reach into the box of full detail."""
    credits: tuple[Credit, ...] = CREDITS


def extents_of(points: Iterable[LonLat]) -> tuple[Extent, Extent]:
    """Return the box of all points and the box of those near their median: what to show, and what in detail.

    Repeat a point to give it weight. Without points, both are Ukraine's.
    """
    known = [*points]
    if not known:
        return UKRAINE, UKRAINE
    lon, lat = (median(degrees) for degrees in zip(*known, strict=True))
    near = [p for p in known if max(abs(p.lon - lon), abs(p.lat - lat)) <= FOCUS_REACH]
    # The median of two far clusters may lie between them, near no point.
    return _box(known), _box(near or known[:1])


def basemap(extent: Extent, *, focus: Extent | None = None, margin: float = MARGIN) -> Basemap:
    """Return the basemap of a box; outside the focus it is coarse, which keeps a wide map small.

    The focus is the whole extent where that is at most 40 degrees wide and none is given, else its middle.
    A box within Ukraine's has the ground of all Ukraine, which is kept ready: to clip it takes a quarter of
    the time of a small run.
    """
    if margin == MARGIN and extent.within(UKRAINE) == extent:
        return _ukraine()
    return drawn(extent, focus=focus, margin=margin)


@cache
def _ukraine() -> Basemap:
    content = files("geomap").joinpath("data", READY).read_bytes()
    return msgspec.json.decode(content, type=Basemap)


def drawn(extent: Extent, *, focus: Extent | None = None, margin: float = MARGIN) -> Basemap:
    """Return the basemap of a box as ``basemap`` does, clipped out of the shipped geography."""
    source = geography()
    box = extent.grown(margin)
    if focus is None:
        focus = extent if extent.east - extent.west <= WIDE else _middle(extent)
    near = focus.grown(margin).within(box)
    fading = _fading_arcs(source, near)
    return Basemap(
        extent=box,
        focus=near,
        land=_polygons(source, "land", box, fading),
        lakes=_polygons(source, "lakes", near, source.arcs),
        rivers=_lines(source, "rivers", near, source.arcs),
        first_level=_lines(source, "first_level", near, source.coarser(FAINT)),
        borders=_lines(source, "borders", box, fading),
        disputed=_lines(source, "disputed", box, fading),
        seas=tuple(_seas(source, near)),
    )


def _box(points: Sequence[LonLat]) -> Extent:
    lons, lats = zip(*points, strict=True)
    return Extent(min(lons), min(lats), max(lons), max(lats))


def _middle(extent: Extent) -> Extent:
    lon, lat = (extent.west + extent.east) / 2, (extent.south + extent.north) / 2
    return Extent(lon, lat, lon, lat).grown(FOCUS_REACH)


def _fading_arcs(source: Geography, near: Extent) -> ArcReader:
    """Return a reader of arcs that are coarser the farther they lie outside the box."""
    steps = [(near, source.arcs), *((near.grown(far), source.coarser(by)) for far, by in FADE)]

    def reader_of(reference: int) -> ArcReader:
        return next((reader for within, reader in steps if source.meets(reference, within)), source.arcs)

    def fetch(references: Sequence[int]) -> list[Coordinates]:
        found: dict[int, Coordinates] = {}
        by_reader: dict[ArcReader, list[int]] = {}
        for reference in references:
            by_reader.setdefault(reader_of(reference), []).append(reference)
        for reader, those in by_reader.items():
            found |= zip(those, reader(those), strict=True)
        return [found[reference] for reference in references]

    return fetch


def _polygons(source: Geography, kind: Polygons, box: Extent, fetch: ArcReader) -> tuple[Polygon, ...]:
    found = []
    for shape in source.objects[kind]:
        for polygon in source.polygons(shape, fetch, box=box):
            if not Extent(*polygon.bounds).overlaps(box):
                continue
            whole = polygon if polygon.is_valid else shapely.make_valid(polygon, method="structure")
            for part in shapely.get_parts(shapely.clip_by_rect(whole, *box)):
                if part.geom_type == "Polygon" and part.area > 0:
                    rings = (_path(ring.coords[:-1]) for ring in (part.exterior, *part.interiors))
                    kept = tuple(ring for ring in rings if len(ring) > 2)
                    if kept:
                        found.append(kept)
    return tuple(sorted(found))


def _seas(source: Geography, box: Extent) -> Iterator[Sea]:
    for shape in source.objects["seas"]:
        if any(source.box(*rings[0]).overlaps(box) for rings in shape.arcs):
            geometry = source.geometry(shape, source.coarser(GENERAL))
            yield Sea(shape.name, LonLat(*inmost(geometry)))


def _lines(source: Geography, kind: Lines, box: Extent, fetch: ArcReader) -> tuple[Path, ...]:
    references = [
        reference
        for shape in source.objects[kind]
        for line in shape.arcs
        for reference in line
        if source.meets(reference, box)
    ]
    if not references:
        return ()
    pieces = lines_of(fetch(references))
    clipped = shapely.clip_by_rect(shapely.line_merge(shapely.union_all(pieces)), *box)
    paths = (_path(p.coords) for p in shapely.get_parts(clipped) if p.geom_type == "LineString")
    return tuple(sorted(path for path in paths if len(path) > 1))


def _path(points: Iterable[tuple[float, ...]]) -> Path:
    """Return points with three decimals and no repeats."""
    path: list[tuple[float, float]] = []
    for point in points:
        rounded = (round(point[0], 3) + 0.0, round(point[1], 3) + 0.0)
        if not path or path[-1] != rounded:
            path.append(rounded)
    return tuple(path)
