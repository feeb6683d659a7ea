"""The user's places against the built-in ones: the same, a better point, or another place."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from geomap.gazetteer.builtin import BuiltIn, Sketch
from geomap.gazetteer.entries import Candidate, Entry, LonLat
from geomap.gazetteer.folding import fold, sound
from geomap.gazetteer.matching import Anchor, Settlement, Site, distance_km, match
from geomap.gazetteer.redrawing import redraw
from geomap.gazetteer.storage import SOUND_MARK

TWIN_KM = 2.0
"""Two settlements of one name this near each other are one."""
UNIT_KM = {"ADM1": 150.0, "ADM2": 50.0, "ADM3": 25.0}
"""Two units of one level and name whose points lie this near each other are one."""
OTHER_UNIT_KM = 15.0
REACH_KM = {"near": 30.0, "hromada": 90.0, "raion": 90.0}
"""How far a settlement can lie from a point written by hand, or from the centre of its unit. Hromadas are
at most 40 km wide, but a centre that is the mean of few known points may lie at one end, or hang on one
wrong point."""
OWN_ID = "geomap:"
"""How the ids of built-in places begin that no source has, but a table."""
RULE_MADE = 0.85
"""Agreement of names where a rule made one of them."""
SOUNDS_ALIKE = 0.7
"""Agreement of names that only sound alike."""
CELL = 0.04
"""Degrees; wider than ``TWIN_KM`` up to 63 degrees of latitude, beyond which some twins are missed."""
BATCH = 5000
Advance = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """How the user's places and the built-in ones lie over each other, all imports together."""

    upgraded: int
    """Built-in settlements that have their own point now in place of a centre or one written by hand."""
    same: int
    """Places that the built-in gazetteer has as exactly."""
    doubtful: int
    """Settlements left to stand alone because two built-in ones could be meant."""
    awaiting: int
    """Built-in settlements that still have no point of their own."""


def link(db: sqlite3.Connection, base: BuiltIn, advance: Advance) -> Linked:
    """Tell of every place in the tables which built-in one it is, afresh, whatever was told before."""
    db.execute("DELETE FROM unit")
    db.execute("UPDATE place SET built_in = NULL, relation = '' WHERE lon IS NOT NULL AND relation <> ''")
    known = _by_id(db, base, advance)
    _stated(db, base)
    _by_hand(db, base, known.by_hand)
    _twins(db, base, known.exact_cells, advance)
    doubtful = _settlements(db, base, known, advance)
    redraw(db, base, known.anchors, known.awaiting)
    counts: dict[str, int] = dict(
        db.execute("SELECT relation, count(*) FROM place GROUP BY relation").fetchall()
    )
    return Linked(
        upgraded=counts.get("upgrade", 0),
        same=counts.get("same", 0),
        doubtful=doubtful,
        awaiting=len(known.awaiting) + len(known.by_hand) - counts.get("upgrade", 0),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What one pass over the built-in gazetteer tells."""

    awaiting: dict[str, Settlement]
    by_hand: list[Entry]
    """Settlements that await their point in no hromada whose other villages would tell them: Russia's."""
    anchors: list[Anchor]
    exact_cells: set[int]
    countries: set[str]


def _by_id(db: sqlite3.Connection, base: BuiltIn, advance: Advance) -> _Known:
    """Link places of the same geonameid, and learn from them what the files' unit codes mean."""
    known = _Known(awaiting={}, by_hand=[], anchors=[], exact_cells=set(), countries=set())
    votes: dict[tuple[str, str], Counter[tuple[str | None, tuple[str, ...]]]] = defaultdict(Counter)
    batch: dict[int, int] = {}
    exact: list[Sketch] = []
    for sketch in base.sketches():
        if not sketch.row % BATCH:
            advance("comparing with the built-in places", sketch.row, base.size)
            _link_batch(db, base, batch, votes)
        if sketch.geonameid is not None:
            batch[sketch.geonameid] = sketch.row
        if sketch.feature_class != "P":
            continue
        if sketch.precision in REACH_KM:
            entry = base.entry_at(sketch.row)
            if entry.id.startswith(OWN_ID):
                known.by_hand.append(entry)
                continue
            known.awaiting[entry.id] = Settlement(
                id=entry.id,
                unit=entry.path[-1],
                levels=entry.path,
                centre=entry.point,
                reach_km=REACH_KM[entry.precision],
            )
            if entry.country:
                known.countries.add(entry.country)
        elif sketch.precision == "exact":
            known.exact_cells.add(_cell(sketch.point, 0, 0))
            exact.append(sketch)
    _link_batch(db, base, batch, votes)
    for sketch in exact:
        # Only where settlements await their points do the others tell where their units lie.
        if sketch.country in known.countries and (entry := base.entry_at(sketch.row)).admin3 is not None:
            known.anchors.append(Anchor(entry.point, entry.path))
    db.executemany(
        "INSERT OR REPLACE INTO unit VALUES(?, ?, ?, ?)",
        (
            (country, code, name, json.dumps(path))
            for (country, code), heard in sorted(votes.items())
            # The commonest unit; of equals the first, so that the order of rows changes nothing.
            for (name, path), _ in [min(heard.items(), key=lambda item: (-item[1], item[0][1]))]
        ),
    )
    return known


def _link_batch(
    db: sqlite3.Connection,
    base: BuiltIn,
    batch: dict[int, int],
    votes: dict[tuple[str, str], Counter[tuple[str | None, tuple[str, ...]]]],
) -> None:
    marks = ",".join("?" * len(batch))
    rows = db.execute(
        f"SELECT id, country, admin1 FROM place WHERE id IN ({marks}) AND lon IS NOT NULL",  # noqa: S608
        tuple(batch),
    ).fetchall()
    for number, country, code in rows:
        entry = base.entry_at(batch[number])
        if country and country == entry.country and entry.path:
            if code and entry.admin1 and len(entry.path) > 1:
                votes[country, code][entry.admin1, entry.path[:2]] += 1
            votes[country, ""][None, entry.path[:1]] += 1
    _say(db, [(f"geonames:{number}", "same", number) for number, _, _ in rows])
    batch.clear()


def _say(db: sqlite3.Connection, links: list[tuple[str, str, int]]) -> None:
    db.executemany("UPDATE place SET built_in = ?, relation = ? WHERE id = ?", links)


def _stated(db: sqlite3.Connection, base: BuiltIn) -> None:
    """Link places whose file says which built-in place they are: the user's word goes before any guess."""
    links: list[tuple[str, str, int]] = []
    taken: set[str] = set()
    for number, same_as in db.execute(
        "SELECT id, same_as FROM place WHERE same_as <> '' AND lon IS NOT NULL AND relation = '' ORDER BY id"
    ):
        for entry_id in same_as.split(" "):
            entry = base.entry(entry_id)
            if entry is not None:
                better = entry.precision in REACH_KM and entry_id not in taken
                links.append((entry_id, "upgrade" if better else "same", number))
                taken.add(entry_id)
                break
    _say(db, links)


def _by_hand(db: sqlite3.Connection, base: BuiltIn, entries: list[Entry]) -> None:
    """Link the one settlement of a village's name and country within reach, if there is just one."""
    links: list[tuple[str, str, int]] = []
    told = {entry_id for (entry_id,) in db.execute("SELECT built_in FROM place WHERE relation = 'upgrade'")}
    for entry in entries:
        keys = sorted({fold(spelling.text) for spelling in base.spellings(entry.id)})
        found = db.execute(
            "SELECT DISTINCT p.id, p.lon, p.lat FROM name n JOIN place p ON p.id = n.place "  # noqa: S608
            f"WHERE n.key IN ({','.join('?' * len(keys))}) AND p.relation = '' AND p.lon IS NOT NULL "
            "AND p.feature_class = 'P' AND p.country = ?",
            (*keys, entry.country),
        ).fetchall()
        reach = REACH_KM[entry.precision]
        near = [number for number, lon, lat in found if distance_km(entry.point, LonLat(lon, lat)) <= reach]
        if len(near) == 1 and entry.id not in told:
            links.append((entry.id, "upgrade", near[0]))
    _say(db, links)


def _cell(point: LonLat, east: int, north: int) -> int:
    return (int(point.lon // CELL) + east) * 100_000 + int(point.lat // CELL) + north


def _twins(db: sqlite3.Connection, base: BuiltIn, cells: set[int], advance: Advance) -> None:
    """Link places that the built-in gazetteer has under another id: same name, same kind, same spot."""
    links: list[tuple[str, str, int]] = []
    (total,) = db.execute("SELECT count(*) FROM place").fetchone()
    rows = db.execute(
        "SELECT id, name, lon, lat, country, feature_class, feature_code FROM place "
        "WHERE relation = '' AND lon IS NOT NULL AND feature_class IN ('P', 'A') ORDER BY id"
    )
    for count, (number, name, lon, lat, country, feature_class, feature_code) in enumerate(rows):
        if not count % BATCH:
            advance("looking for twins", count, total)
        point = LonLat(lon, lat)
        if feature_class == "P":
            near = any(_cell(point, i, j) in cells for i in (-1, 0, 1) for j in (-1, 0, 1))
            if not near:
                continue
        twin = _twin(base, name, point, country, feature_class, feature_code)
        if twin is None and feature_class == "P":
            others = db.execute(
                "SELECT text FROM name WHERE place = ? AND key NOT LIKE '~%'", (number,)
            ).fetchall()
            twin = next(
                (
                    t
                    for (text,) in others
                    if (t := _twin(base, text, point, country, feature_class, feature_code))
                ),
                None,
            )
        if twin:
            links.append((twin, "same", number))
    _say(db, links)


def _twin(
    base: BuiltIn, name: str, point: LonLat, country: str | None, feature_class: str, feature_code: str
) -> str | None:
    found = []
    for candidate in base.find(fold(name)):
        entry = candidate.entry
        if entry.feature_class != feature_class or candidate.spelling.kind == "demonym":
            continue
        if feature_class == "P":
            same = entry.precision == "exact"
            limit = TWIN_KM
        else:
            same = entry.feature_code == feature_code and country == entry.country
            limit = UNIT_KM.get(feature_code, OTHER_UNIT_KM)
        km = distance_km(entry.point, point)
        if same and km <= limit:
            found.append((km, entry.id))
    return min(found)[1] if found else None


def _settlements(db: sqlite3.Connection, base: BuiltIn, known: _Known, advance: Advance) -> int:
    """Link settlements to those built in by the centre of their unit only; return how many stay in doubt."""
    told = {entry_id for (entry_id,) in db.execute("SELECT built_in FROM place WHERE relation = 'upgrade'")}
    awaiting = {key: value for key, value in known.awaiting.items() if key not in told}
    sites = list(_sites(db, base, awaiting, known.countries, advance))
    advance("matching settlements", 0, 1)
    matching = match(awaiting, sites, known.anchors)
    _say(db, [(settlement, "upgrade", number) for number, settlement in matching.pairs])
    _say(db, [(settlement, "same", number) for number, settlement in matching.twins])
    return matching.doubtful


def _sites(
    db: sqlite3.Connection,
    base: BuiltIn,
    awaiting: dict[str, Settlement],
    countries: set[str],
    advance: Advance,
) -> Iterator[Site]:
    units: dict[tuple[str, str], str] = {
        (country, code): path[1]
        for country, code, packed in db.execute("SELECT country, code, path FROM unit")
        if len(path := json.loads(packed)) > 1
    }
    listed = sorted(countries)
    marks = ",".join("?" * len(listed))
    where = (
        "relation = '' AND lon IS NOT NULL AND feature_class = 'P' "
        f"AND (country IS NULL OR country IN ({marks}))"
    )
    (total,) = db.execute(f"SELECT count(*) FROM place WHERE {where}", listed).fetchone()  # noqa: S608
    rows = db.execute(
        f"SELECT id, lon, lat, country, admin1 FROM place WHERE {where} ORDER BY id",  # noqa: S608
        listed,
    )
    for count, (number, lon, lat, country, code) in enumerate(rows):
        if not count % 500:
            advance("comparing names", count, total)
        names: dict[str, float] = {}
        point = LonLat(lon, lat)
        for key, text in db.execute("SELECT key, text FROM name WHERE place = ?", (number,)).fetchall():
            found = base.find_sound(sound(text)) if key.startswith(SOUND_MARK) else base.find(key)
            for candidate in found:
                target = awaiting.get(candidate.entry.id)
                if target is not None:
                    names[target.id] = max(names.get(target.id, 0.0), _agreement(candidate, key))
        if names:
            yield Site(id=number, point=point, unit=units.get((country, code)) if code else None, names=names)


def _agreement(candidate: Candidate, key: str) -> float:
    if key.startswith(SOUND_MARK):
        return SOUNDS_ALIKE
    return RULE_MADE if candidate.spelling.kind == "generated" else 1.0
