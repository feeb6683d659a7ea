"""Outlines of Ukraine's raions and hromadas, approximate: no source whose licence allows shipping has them.

Each is what lies nearest to the known settlements of the unit, inside the oblast. What is stored is not cut
to the oblast: ``geomap.areas`` does that, by the border as it is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from arcs import Network, quantised, rings_of
from polygons import collection, topology

from geomap.gazetteer.cells import Cell, Drawn, drawn
from geomap.gazetteer.entries import LonLat
from geomap.geography import geography


class Outlines:
    """The outlines by the codes of their units."""

    def __init__(self) -> None:
        self.cells: dict[str, Cell] = {}
        self._oblasts: list[Drawn] = []

    def add(self, oblast: str, sites: Mapping[LonLat, tuple[str, str]]) -> None:
        """Add the units of an oblast, by its entry's id; ``sites`` has the raion and hromada of a point."""
        border = geography().unit(oblast)
        if border is None:
            raise LookupError(f"{oblast}: geography.topojson has no such oblast; run gazetteer/polygons.py")
        units = drawn(sites, border)
        self.cells |= units.raions | units.hromadas
        self._oblasts.append(units)

    def content(self, ids: Mapping[str, str]) -> bytes:
        """Return the file: TopoJSON in which raions consist of the arcs of their hromadas."""
        arcs: list[list[tuple[int, int]]] = []
        objects: dict[str, dict[str, Any]] = {"raions": collection([]), "hromadas": collection([])}
        for units in self._oblasts:
            rings = {code: rings_of(cell.geometry) for code, cell in units.hromadas.items()}
            network = Network.build(rings)
            shapes = ((units.raions, "raions"), (units.hromadas, "hromadas"))
            for cells, kind in shapes:
                for code in sorted(cells):
                    polygons = [
                        [_moved(network.ring(ring), len(arcs)) for ring in polygon]
                        for polygon in rings_of(cells[code].geometry)
                    ]
                    objects[kind]["geometries"].append(
                        {"type": "MultiPolygon", "id": ids[code], "arcs": polygons}
                    )
            arcs.extend(quantised(np.array(arc)) for arc in network.arcs)
        return topology(objects, arcs)


def _moved(references: list[int], by: int) -> list[int]:
    """Return references to arcs that now stand behind ``by`` others."""
    return [reference + by if reference >= 0 else reference - by for reference in references]
