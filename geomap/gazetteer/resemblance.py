"""Which built-in places each of the user's may be by its names: found once, and kept in the user's file.

It hangs on the place's own row and names and on the built-in gazetteer alone, so an import asks it of the
places that it touches; which of them are believed is told afresh each time (``linking``).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from geomap.gazetteer.builtin import BuiltIn
from geomap.gazetteer.entries import Candidate, LonLat
from geomap.gazetteer.folding import Key, fold, sound
from geomap.gazetteer.matching import Settlement, distance_km
from geomap.gazetteer.storage import KINDS
from geomap.gazetteer.userstore import SLAVIC

RULES = 1
"""To be raised when the rules of this module or of ``matching`` change: what is kept is void then."""
TWIN_KM = 2.0
"""Two settlements, or two spots of a class, of one name this near each other are one."""
UNIT_KM = {"ADM1": 150.0, "ADM2": 50.0, "ADM3": 25.0}
"""Two units of one level and name whose points lie this near each other are one."""
OTHER_UNIT_KM = 15.0
RULE_MADE = 0.85
"""Agreement of names where a rule made one of them."""
SOUNDS_ALIKE = 0.7
"""Agreement of names that only sound alike."""
CELL = 0.04
"""Degrees; wider than ``TWIN_KM`` up to 63 degrees of latitude, beyond which some twins are missed."""
BATCH = 2000
GENERATED = KINDS.index("generated")
TABLE = """
-- What the built-in gazetteer has by the names of a place, where it has anything: derived, and valid for the
-- edition that meta 'alike' names. twin: the place under another id. awaiting: settlements without a point of
-- their own, by number, with how well the names agree.
CREATE TABLE IF NOT EXISTS {schema}.alike(place INTEGER PRIMARY KEY, twin TEXT, awaiting TEXT NOT NULL)
"""
Advance = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What of the built-in gazetteer the user's places are compared with."""

    awaiting: dict[str, Settlement] = field(default_factory=dict)
    """Settlements without a point of their own; their order numbers them."""
    countries: set[str] = field(default_factory=set)
    """Where those lie."""
    settled: set[int] = field(default_factory=set)
    """Cells in which settlements with their own point lie."""
    spots: set[int] = field(default_factory=set)
    """Cells in which lies what is neither settlement nor unit."""


class _Place(NamedTuple):
    id: int
    name: str
    point: LonLat
    country: str | None
    feature_class: str
    feature_code: str


def cell(point: LonLat, east: int = 0, north: int = 0) -> int:
    """Return the cell of a point, or one so many cells to the east and north of it."""
    return (int(point.lon // CELL) + east) * 100_000 + int(point.lat // CELL) + north


def compare(db: sqlite3.Connection, base: BuiltIn, ground: Ground, advance: Advance) -> None:
    """Compare the places that ``stage.touched`` lists, or all if what is kept is of another edition."""
    db.execute(TABLE.format(schema="main"))
    db.execute(TABLE.format(schema="stage"))
    edition = f"{RULES} {base.edition}"
    touched = "AND id IN (SELECT place FROM stage.touched)"
    if db.execute("SELECT value FROM meta WHERE key = 'alike'").fetchone() != (edition,):
        touched = ""
        db.execute("DELETE FROM alike")
        db.execute("INSERT OR REPLACE INTO meta VALUES('alike', ?)", (edition,))
    where = f"lon IS NOT NULL AND relation = '' {touched}"
    (total,) = db.execute(f"SELECT count(*) FROM place WHERE {where}").fetchone()  # noqa: S608
    rows = db.execute(
        "SELECT id, name, lon, lat, country, feature_class, feature_code "  # noqa: S608
        f"FROM place WHERE {where} ORDER BY id"
    )
    numbers = {identifier: number for number, identifier in enumerate(ground.awaiting)}
    made: list[tuple[int, str | None, str]] = []
    for count, (number, name, lon, lat, *kind) in enumerate(rows):
        if not count % 500:
            advance("comparing names", count, total)
        place = _Place(number, name, LonLat(lon, lat), *kind)
        twin = _twin(db, base, ground, place)
        awaiting = {} if twin else _awaiting(db, base, ground, place)
        if twin or awaiting:
            made.append(
                (number, twin, json.dumps([(numbers[i], how) for i, how in sorted(awaiting.items())]))
            )
        if len(made) >= BATCH:
            _keep(db, made)
    _keep(db, made)
    db.execute("INSERT OR REPLACE INTO alike SELECT * FROM stage.alike")


def forget(db: sqlite3.Connection) -> None:
    """Forget what is kept of the places that ``stage.touched`` lists."""
    db.execute(TABLE.format(schema="main"))
    db.execute("DELETE FROM alike WHERE place IN (SELECT place FROM stage.touched)")


def twins(db: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """Yield the built-in twin of each place that stands alone so far and has one, with its number."""
    yield from db.execute(
        "SELECT twin, place FROM alike JOIN place ON id = place "
        "WHERE twin IS NOT NULL AND relation = '' AND lon IS NOT NULL ORDER BY place"
    )


def names_of(packed: str, awaiting: tuple[str, ...]) -> dict[str, float]:
    """Return the ids of settlements that a row keeps, with how well the names agree."""
    return {awaiting[number]: agreement for number, agreement in json.loads(packed)}


def _keep(db: sqlite3.Connection, made: list[tuple[int, str | None, str]]) -> None:
    db.executemany("INSERT INTO stage.alike VALUES(?, ?, ?)", made)
    made.clear()


def _attested(db: sqlite3.Connection, place: _Place) -> list[tuple[str, str]]:
    """Return keys and texts of the names that files give a place: what rules make of them proves nothing."""
    return db.execute(
        "SELECT key, text FROM name WHERE place = ? AND kind <> ? AND substr(key, 1, 1) <> '~' ORDER BY key",
        (place.id, GENERATED),
    ).fetchall()


def _twin(db: sqlite3.Connection, base: BuiltIn, ground: Ground, place: _Place) -> str | None:
    """Return the place that the built-in gazetteer has under another id: same name, same kind, same spot."""
    if place.feature_class == "A":
        return _named(base, fold(place.name), place)
    cells = ground.settled if place.feature_class == "P" else ground.spots
    if not any(cell(place.point, i, j) in cells for i in (-1, 0, 1) for j in (-1, 0, 1)):
        return None
    keys = (fold(place.name), *(Key(key) for key, _ in _attested(db, place)))
    return next((twin for key in keys if (twin := _named(base, key, place))), None)


def _named(base: BuiltIn, key: Key, place: _Place) -> str | None:
    found = []
    for candidate in base.find(key):
        entry = candidate.entry
        if entry.feature_class != place.feature_class or candidate.spelling.kind == "demonym":
            continue
        if place.feature_class == "A":
            same = entry.feature_code == place.feature_code and place.country == entry.country
            limit = UNIT_KM.get(place.feature_code, OTHER_UNIT_KM)
        else:
            same = place.feature_class != "P" or entry.precision == "exact"
            limit = TWIN_KM
        km = distance_km(entry.point, place.point)
        if same and km <= limit:
            found.append((km, entry.id))
    return min(found)[1] if found else None


def _awaiting(db: sqlite3.Connection, base: BuiltIn, ground: Ground, place: _Place) -> Mapping[str, float]:
    """Return the settlements in reach that await their point and bear a name of the place."""
    if place.feature_class != "P" or (place.country and place.country not in ground.countries):
        return {}
    names = _attested(db, place)
    # The sounds are those of the texts that files give, as they were filed.
    heard = {sound(text) for _, text in names if place.country in SLAVIC}
    found: dict[str, float] = {}
    answers = [(base.find(Key(key)), 1.0) for key, _ in names]
    answers += [(base.find_sound(spoken), SOUNDS_ALIKE) for spoken in sorted(heard) if spoken]
    for candidates, most in answers:
        for candidate in candidates:
            settlement = ground.awaiting.get(candidate.entry.id)
            if settlement and distance_km(settlement.centre, place.point) <= settlement.reach_km:
                agreement = min(most, _agreement(candidate))
                found[settlement.id] = max(found.get(settlement.id, 0.0), agreement)
    return found


def _agreement(candidate: Candidate) -> float:
    return RULE_MADE if candidate.spelling.kind == "generated" else 1.0
