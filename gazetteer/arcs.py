"""A network of arcs out of polygons that share their edges, so that a border is simplified and stored once.

The input must be edge-matched, as Natural Earth's first-level units are: an edge belongs to one polygon, on
the coast, or to two. An arc is a run of edges between the same two owners; rings are sequences of arcs.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import shapely

Point = tuple[float, float]
Edge = tuple[Point, Point]
SCALE = 1000
"""Units of the grid in a degree: 0.001 degree is at most 111 m."""


def edge(a: Point, b: Point) -> Edge:
    """Return the edge between two points whatever the direction."""
    return (a, b) if a < b else (b, a)


def rings_of(geometry: shapely.Geometry) -> list[list[list[Point]]]:
    """Return polygons as lists of rings, each closed, the shell first."""
    polygons = shapely.get_parts(shapely.normalize(geometry))
    return [
        [[(x, y) for x, y in shapely.get_coordinates(ring).tolist()] for ring in [p.exterior, *p.interiors]]
        for p in polygons
        if p.geom_type == "Polygon" and not p.is_empty
    ]


@dataclass
class Network:
    """Arcs with the owners of both sides; ``place`` tells for each edge its arc and its position on it."""

    arcs: list[list[Point]] = field(default_factory=list)
    owners: list[tuple[str, ...]] = field(default_factory=list)
    place: dict[Edge, tuple[int, int]] = field(default_factory=dict)

    @classmethod
    def build(cls, units: dict[str, list[list[list[Point]]]]) -> Network:
        """Cut the edges of all units into arcs, in a fixed order."""
        sides: dict[Edge, list[str]] = defaultdict(list)
        for name in sorted(units):
            for polygon in units[name]:
                for ring in polygon:
                    for a, b in pairwise(ring):
                        if a != b:
                            sides[edge(a, b)].append(name)
        around: dict[Point, list[Point]] = defaultdict(list)
        for a, b in sides:
            around[a].append(b)
            around[b].append(a)
        owners = {e: tuple(sorted(set(names))) for e, names in sides.items()}

        def is_node(point: Point) -> bool:
            ends = around[point]
            return len(ends) != 2 or owners[edge(point, ends[0])] != owners[edge(point, ends[1])]

        network = cls()
        nodes = {point for point in around if is_node(point)}
        for start in [*sorted(nodes), *sorted(set(around) - nodes)]:
            for following in sorted(around[start]):
                if edge(start, following) in network.place:
                    continue
                arc = [start, following]
                while arc[-1] not in nodes and arc[-1] != start:
                    one, other = around[arc[-1]]
                    arc.append(one if one != arc[-2] else other)
                network.add(arc, owners[edge(start, following)])
        return network

    def add(self, arc: list[Point], owners: tuple[str, ...]) -> None:
        """Append an arc."""
        number = len(self.arcs)
        self.arcs.append(arc)
        self.owners.append(owners)
        for position, (a, b) in enumerate(pairwise(arc)):
            self.place[edge(a, b)] = (number, position)

    def ring(self, points: list[Point]) -> list[int]:
        """Return a closed ring as TopoJSON arc references: ``~n`` is arc n backwards."""
        steps = []
        for a, b in pairwise(points):
            if a == b:
                continue
            number, position = self.place[edge(a, b)]
            forward = self.arcs[number][position] == a
            steps.append((number if forward else ~number, position))
        # Start where an arc starts, so that no arc is cut in two.
        for i, (reference, position) in enumerate(steps):
            number = reference if reference >= 0 else ~reference
            first = 0 if reference >= 0 else len(self.arcs[number]) - 2
            if position == first:
                steps = steps[i:] + steps[:i]
                break
        references: list[int] = []
        previous = -2
        for reference, position in steps:
            step = 1 if reference >= 0 else -1
            if not references or references[-1] != reference or position != previous + step:
                references.append(reference)
            previous = position
        return references


def quantised(points: np.ndarray) -> list[tuple[int, int]]:
    """Return points on the grid without repeats."""
    grid = np.rint(np.asarray(points) * SCALE).astype(int).tolist()
    kept = [tuple(grid[0])]
    for x, y in grid[1:]:
        if (x, y) != kept[-1]:
            kept.append((x, y))
    return kept


def simplified(arcs: list[list[Point]], tolerances: list[float]) -> list[list[tuple[int, int]]]:
    """Simplify every arc by its own tolerance, in degrees, and refine those that would cross another.

    Longitudes are shrunk by the cosine of the latitude meanwhile, so that a tolerance is a distance.
    """
    tolerance = np.array(tolerances)
    result: list[list[tuple[int, int]]] = [[] for _ in arcs]
    todo = np.arange(len(arcs))
    for _ in range(8):
        for number in todo.tolist():
            points = np.array(arcs[number])
            shrink = max(0.2, float(np.cos(np.radians(points[:, 1].mean()))))
            line = shapely.linestrings(points * [shrink, 1])
            if shapely.is_closed(line) and len(points) > 4:
                # A ring has no ends to hold on to: its far point becomes one.
                middle = int(np.argmax(((points - points[0]) ** 2).sum(axis=1)))
                halves = [points[: middle + 1], points[middle:]]
            else:
                halves = [points]
            out = [
                shapely.get_coordinates(
                    shapely.simplify(shapely.linestrings(h * [shrink, 1]), tolerance[number])
                )
                / [shrink, 1]
                for h in halves
            ]
            joined = np.vstack([out[0], *[o[1:] for o in out[1:]]])
            result[number] = quantised(joined)
        lines = shapely.linestrings
        alive = [i for i, arc in enumerate(result) if len(arc) > 1]
        shapes = [lines(np.array(result[i], dtype=float)) for i in alive]
        left, right = shapely.STRtree(shapes).query(shapes, predicate="crosses")
        bad = {alive[i] for pair in zip(left, right, strict=True) for i in pair}
        bad |= {i for i, s in zip(alive, shapes, strict=True) if not shapely.is_simple(s)}
        # Two arcs that fell together would leave a unit without its inside.
        seen: dict[tuple[tuple[int, int], ...], int] = {}
        for i in alive:
            key = min(tuple(result[i]), tuple(result[i][::-1]))
            if key in seen and len(arcs[i]) > 2:
                bad |= {i, seen[key]}
            seen[key] = i
        if not bad:
            break
        todo = np.array(sorted(bad))
        tolerance[todo] *= 0.4
    return result


def delta_coded(arcs: list[list[tuple[int, int]]]) -> list[list[list[int]]]:
    """Return arcs as TopoJSON stores them: the first point, then differences."""
    coded = []
    for arc in arcs:
        steps = [list(arc[0])] if arc else []
        for (ax, ay), (bx, by) in pairwise(arc):
            steps.append([bx - ax, by - ay])
        coded.append(steps)
    return coded
