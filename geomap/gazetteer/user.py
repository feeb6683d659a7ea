"""The user's own gazetteer, laid over the built-in one: more places, more names, better points."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from geomap.errors import GazetteerError
from geomap.gazetteer.builtin import BuiltIn
from geomap.gazetteer.entries import Candidate, Credit, Entry, LonLat, Precision, Rings, Spelling
from geomap.gazetteer.features import stands_back
from geomap.gazetteer.folding import Key, Sound
from geomap.gazetteer.places import KIND_WEIGHT, prior
from geomap.gazetteer.storage import KINDS, SOUND_MARK
from geomap.gazetteer.userstore import NO_FILTER, NameFilter, connect, fingerprint, row_of

MOST = 50
"""Places that one name may mean; there are more of Springfield than any text can mean."""
EXACT_RADIUS_KM = 1.0
"""95 % of GeoNames' points of Ukrainian settlements lie within it."""
AREA_CLASSES = frozenset("AHLTV")
"""Feature classes of which a point is no more than the middle: units, waters, areas, mountains, woods."""
# Of units and features of which a file gives a point only: about the half-width of the larger ones.
AREA_RADIUS_KM = {
    "CONT": 3000.0,
    "PCLI": 400.0,
    "ADM1": 100.0,
    "ADM2": 30.0,
    "ADM3": 12.0,
    "ADM4": 6.0,
    "ADM5": 3.0,
    "BAY": 10.0,
    "CAPE": 5.0,
    "FRST": 10.0,
    "GASF": 10.0,
    "INDS": 3.0,
    "ISL": 10.0,
    "LK": 5.0,
    "LKS": 10.0,
    "MILB": 3.0,
    "MNA": 10.0,
    "MVA": 10.0,
    "NVB": 3.0,
    "OILF": 10.0,
    "PRT": 3.0,
    "RNGA": 10.0,
    "RSV": 20.0,
    "SPIT": 10.0,
}
OTHER_AREA_RADIUS_KM = 30.0
RUNWAY_RADIUS_KM = 2.0
RUNWAYS = frozenset("AIRB AIRF AIRP".split())
BEHIND_SETTLEMENTS = 0.05
"""Prior of what stands back: less than a hamlet gets by any spelling, the least being 0.06."""
CACHED = 4096
LAST = chr(0x10FFFF)
GENERATED = KINDS.index("generated")
GEONAMES_CREDIT = Credit(
    source="GeoNames (added by the user)",
    licence="CC BY 4.0",
    line="Places added by the user from GeoNames, https://www.geonames.org, CC BY 4.0",
)
PLACE = (
    "SELECT id, entry, name, lon, lat, country, admin1, admin2, feature_class, feature_code, population, "
    "built_in, relation FROM place WHERE id = ?"
)


class AddedFile(NamedTuple):
    """A file that was added, and what it brought."""

    name: str
    format: str
    places: int
    names: int


class UserSource:
    """A source read from a user gazetteer's file; answers about the built-in places it knows more of, too."""

    def __init__(self, path: Path, base: BuiltIn) -> None:
        """Open the file at ``path``; entries that it only adds to are taken from ``base``."""
        self.path = path
        self._base = base
        self._db = connect(path)
        self._lock = Lock()
        try:
            meta = dict(self._db.execute("SELECT key, value FROM meta"))
            self._better: dict[str, tuple[float, float, int]] = {
                built_in: (lon, lat, population)
                for built_in, lon, lat, population in self._db.execute(
                    "SELECT built_in, lon, lat, population FROM place INDEXED BY place_upgrade "
                    "WHERE relation = 'upgrade'"
                )
            }
            self._redrawn = _read_redrawn(self._db)
        except (sqlite3.Error, TypeError) as error:
            raise _damaged(path, error) from error
        # The filter leaves out what the built-in gazetteer knew when it was made: beside another it is void.
        same_base = meta.get("base") == fingerprint(base)
        self._names = NameFilter(meta["filter"] if same_base and "filter" in meta else NO_FILTER)
        self._unit = lru_cache(CACHED)(self._read_unit)
        self._upgraded = lru_cache(CACHED)(self._upgrade)

    def __reduce__(self) -> tuple[type[UserSource], tuple[Path, BuiltIn]]:
        """Pickle as what opens the same file again."""
        return UserSource, (self.path, self._base)

    def find(self, key: Key) -> tuple[Candidate, ...]:
        """Return the places filed under exactly this key, at best 50, best prior first."""
        return self._find(key) if self._names.may_have(key) else ()

    def find_sound(self, sound: Sound) -> tuple[Candidate, ...]:
        """Return the places one of whose Latin spellings sounds so."""
        filed = SOUND_MARK + sound
        return self._find(filed) if self._names.may_have(filed) else ()

    def goes_on(self, start: str) -> bool:
        """Tell whether some key begins with ``start``."""
        if start.endswith(" ") and not self._names.may_have(start):
            return False
        first = _text(start)
        return bool(self._rows("SELECT 1 FROM name WHERE key >= ? AND key < ? LIMIT 1", first, first + LAST))

    def entry(self, entry_id: str) -> Entry | None:
        """Return the entry of this id, if it is one of the user's that stands alone."""
        rows = self._rows(PLACE, row_of(entry_id))
        alone = rows and not rows[0][11] and _id(rows[0]) == entry_id
        return self._own(rows[0]) if alone else None

    def spellings(self, entry_id: str) -> tuple[Spelling, ...]:
        """Return the attested names that the user's files give an entry, built-in or not."""
        rows = self._rows(
            "SELECT text, kind, language, since, until FROM name WHERE place IN "
            "(SELECT id FROM place WHERE built_in = ?1 UNION SELECT ?2) AND kind <> ?3 "
            "AND substr(key, 1, 1) <> '~' ORDER BY kind, text",
            _text(entry_id),
            row_of(entry_id),
            GENERATED,
        )
        return tuple(
            Spelling(text=text, kind=KINDS[kind], language=language, since=since, until=until)
            for text, kind, language, since, until in rows
        )

    def upgrade(self, entry_id: str) -> Entry | None:
        """Return the built-in entry with the user's point, or as the user's points draw it, if they do."""
        known = entry_id in self._better or entry_id in self._redrawn
        return self._upgraded(entry_id) if known else None

    def _upgrade(self, entry_id: str) -> Entry | None:
        old = self._base.entry(entry_id)
        if old is None:
            return None
        better = self._better.get(entry_id)
        if better is None:
            lon, lat, radius, precision = self._redrawn[entry_id]
            ((outline,),) = self._rows("SELECT outline FROM redrawn WHERE entry = ?", entry_id)
            return replace(
                old,
                point=LonLat(lon, lat),
                precision=precision,
                radius_km=radius,
                outline=_rings(outline),
            )
        return replace(
            old,
            point=LonLat(better[0], better[1]),
            population=old.population or better[2],
            precision="exact",
            radius_km=EXACT_RADIUS_KM,
        )

    def credits(self) -> tuple[Credit, ...]:
        """Return a licence line for what comes from GeoNames, and one that names the other files."""
        files = self.files()
        lines = []
        if any(file.format.startswith("GeoNames") for file in files):
            lines.append(GEONAMES_CREDIT)
        others = ", ".join(file.name for file in files if not file.format.startswith("GeoNames"))
        if others:
            lines.append(
                Credit(source="user", licence="the user's own", line=f"Places added by the user: {others}")
            )
        return tuple(lines)

    def files(self) -> tuple[AddedFile, ...]:
        """Return the files that were added, by name."""
        rows = self._rows("SELECT file, format, places, names FROM source ORDER BY file, format, digest")
        return tuple(AddedFile(*row) for row in rows)

    @property
    def upgraded(self) -> int:
        """How many built-in settlements have their own point by this source."""
        return len(self._better)

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows of a query; one thread at a time, whatever SQLite was built for."""
        try:
            with self._lock:
                return self._db.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise _damaged(self.path, error) from error

    def _find(self, filed: str) -> tuple[Candidate, ...]:
        rows = self._rows(
            "SELECT p.id, p.entry, p.name, p.lon, p.lat, p.country, p.admin1, p.admin2, p.feature_class, "
            "p.feature_code, p.population, p.built_in, p.relation, "
            "n.text, n.kind, n.language, n.since, n.until FROM name n JOIN place p ON p.id = n.place "
            "WHERE n.key = ? ORDER BY p.built_in IS NULL, p.feature_class NOT IN ('P', 'A'), "
            "p.population DESC, p.id LIMIT ?",
            _text(filed),
            MOST,
        )
        found = []
        for row in rows:
            entry = self._entry(row)
            if entry is not None:
                text, kind, language, since, until = row[13:]
                spelling = Spelling(text=text, kind=KINDS[kind], language=language, since=since, until=until)
                back = row[11] is None and stands_back(entry.feature_class, entry.feature_code)
                weight = BEHIND_SETTLEMENTS if back else prior(entry.feature_code, entry.population)
                score = weight * KIND_WEIGHT[spelling.kind]
                found.append(Candidate(entry=entry, spelling=spelling, score=score))
        found.sort(key=lambda candidate: (-candidate.score, candidate.entry.id))
        return tuple(found)

    def _entry(self, row: tuple[object, ...]) -> Entry | None:
        """Return the entry of a row: the built-in one where it is one, with the better point of the two."""
        built_in = row[11]
        if isinstance(built_in, str):
            entry = self.upgrade(built_in) or self._base.entry(built_in)
            if entry is not None:
                return entry
        return self._own(row) if row[3] is not None else None

    def _own(self, row: tuple[object, ...]) -> Entry:
        country, admin1, admin2, feature_class, feature_code = (_text(x) for x in row[5:10])
        name, path = self._unit(country, admin1) if admin1 else (None, ())
        if not path:
            path = self._unit(country, "")[1]
        area = feature_class in AREA_CLASSES
        exact_km = RUNWAY_RADIUS_KM if feature_code in RUNWAYS else EXACT_RADIUS_KM
        return Entry(
            id=_id(row),
            name=_text(row[2]),
            point=LonLat(float(str(row[3])), float(str(row[4]))),
            country=country or None,
            # A code such as 05 tells a reader nothing; a name in a table of the user's own does.
            admin1=name or (admin1 if admin1.isalpha() and len(admin1) > 3 else None),
            admin2=admin2 if " " in admin2 or (admin2.isalpha() and len(admin2) > 3) else None,
            admin3=None,
            path=path,
            feature_class=feature_class,
            feature_code=feature_code,
            population=int(str(row[10])),
            precision="area" if area else "exact",
            radius_km=AREA_RADIUS_KM.get(feature_code, OTHER_AREA_RADIUS_KM) if area else exact_km,
        )

    def _read_unit(self, country: str, code: str) -> tuple[str | None, tuple[str, ...]]:
        rows = self._rows("SELECT name, path FROM unit WHERE country = ? AND code = ?", country, code)
        return (rows[0][0], tuple(json.loads(rows[0][1]))) if rows else (None, ())


def _read_redrawn(db: sqlite3.Connection) -> dict[str, tuple[float, float, float, Precision]]:
    """Return where redrawn units, and settlements that have no more than their unit's middle, stand now."""
    # Files from before outlines were drawn again have no table of them.
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'redrawn_place'").fetchone():
        return {}
    query = "SELECT entry, lon, lat, radius_km, precision FROM redrawn INDEXED BY redrawn_place"
    return {entry: (lon, lat, radius, precision) for entry, lon, lat, radius, precision in db.execute(query)}


def _rings(text: str) -> Rings:
    return tuple(tuple(tuple(ring) for ring in polygon) for polygon in json.loads(text))


def _damaged(path: Path, error: Exception) -> GazetteerError:
    return GazetteerError(f"{path}: is damaged ({error}); remove it and add your files again")


def _text(value: object) -> str:
    """Return a text that SQLite takes and gives: no None, no lone surrogates."""
    return "" if value is None else str(value).encode("utf-8", "replace").decode()


def _id(row: tuple[object, ...]) -> str:
    return f"geonames:{row[0]}" if row[1] is None else str(row[1])
