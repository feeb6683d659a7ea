"""Raions and hromadas drawn again where the user's points tell more of them than what is built in."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from geomap.gazetteer.builtin import BuiltIn
from geomap.gazetteer.cells import Drawn, drawn, packed
from geomap.gazetteer.entries import LonLat
from geomap.gazetteer.matching import Anchor
from geomap.geography import geography

TABLES = (
    # Not in the schema: a file that was made before has none, and is read all the same.
    "CREATE TABLE IF NOT EXISTS redrawn(entry TEXT PRIMARY KEY, lon REAL NOT NULL, lat REAL NOT NULL, "
    "radius_km REAL NOT NULL, precision TEXT NOT NULL, outline TEXT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS redrawn_place ON redrawn(entry, lon, lat, radius_km, precision)",
)


class _Units(NamedTuple):
    """The units that hold a settlement, by their ids."""

    oblast: str
    raion: str
    hromada: str


def redraw(db: sqlite3.Connection, base: BuiltIn, anchors: Iterable[Anchor], awaiting: Iterable[str]) -> None:
    """Draw the units of each oblast in which the user has a settlement's point, whatever was drawn before.

    ``anchors`` are the built-in settlements with a point of their own, ``awaiting`` the ids of the others.
    Those that stay without one stand at the new middle of their unit.
    """
    for statement in TABLES:
        db.execute(statement)
    db.execute("DELETE FROM redrawn")
    points = {
        built_in: LonLat(lon, lat)
        for built_in, lon, lat in db.execute(
            "SELECT built_in, lon, lat FROM place WHERE relation = 'upgrade' ORDER BY built_in"
        )
    }
    sites: dict[str, dict[LonLat, tuple[str, str]]] = defaultdict(dict)
    for entry_id, point in points.items():
        entry = base.entry(entry_id)
        if entry and (units := _units(entry.path)):
            sites[units.oblast][point] = units[1:]
    for anchor in anchors:
        if (units := _units(anchor.units)) and units.oblast in sites:
            sites[units.oblast].setdefault(anchor.point, units[1:])
    rest: dict[str, list[tuple[str, _Units]]] = defaultdict(list)
    for entry in (base.entry(entry_id) for entry_id in awaiting if entry_id not in points):
        if entry and (units := _units(entry.path)) and units.oblast in sites:
            unit = base.entry(units.hromada)
            if entry.precision == "near":
                sites[units.oblast].setdefault(entry.point, units[1:])
            elif unit and unit.point == entry.point:  # a district of a city stands with its city
                rest[units.oblast].append((entry.id, units))
    for oblast in sorted(sites):
        border = geography().unit(oblast)
        if border is not None:
            rows = _rows(drawn(sites[oblast], border), rest[oblast])
            db.executemany("INSERT INTO redrawn VALUES(?, ?, ?, ?, ?, ?)", rows)


def _rows(units: Drawn, rest: Iterable[tuple[str, _Units]]) -> Iterator[tuple[object, ...]]:
    """Yield the rows of an oblast: its units, and the settlements that stand at the middle of theirs."""
    for unit, cell in (units.raions | units.hromadas).items():
        yield unit, *cell.middle, cell.reach_km, "area", json.dumps(packed(cell.geometry))
    for entry_id, held in rest:
        precision = "hromada" if held.hromada in units.hromadas else "raion"
        held_by = units.hromadas.get(held.hromada) or units.raions.get(held.raion)
        if held_by:
            yield entry_id, *held_by.middle, held_by.reach_km, precision, "[]"


def _units(path: tuple[str, ...]) -> _Units | None:
    """Return the units of a settlement's path, country first, where all three are known."""
    return _Units(*path[1:]) if len(path) == len(_Units._fields) + 1 else None
