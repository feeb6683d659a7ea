"""The user's places against the built-in ones: the same, a better point, or another place."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from geomap.gazetteer.builtin import BuiltIn, Sketch
from geomap.gazetteer.entries import Entry, LonLat
from geomap.gazetteer.folding import fold
from geomap.gazetteer.matching import Anchor, Settlement, Site, distance_km, match
from geomap.gazetteer.redrawing import redraw
from geomap.gazetteer.resemblance import RULES, Ground, cell, compare, names_of, twins

REACH_KM = {"near": 30.0, "hromada": 90.0, "raion": 90.0}
"""How far a settlement can lie from a point written by hand, or from the centre of its unit. Hromadas are
at most 40 km wide, but a centre that is the mean of few known points may lie at one end, or hang on one
wrong point."""
OWN_ID = "geomap:"
"""How the ids of built-in places begin that no source has, but a table."""
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
    before: dict[int, tuple[str, str]] = {
        number: (built_in, relation)
        for number, built_in, relation in db.execute(
            "SELECT id, built_in, relation FROM place WHERE lon IS NOT NULL AND relation <> ''"
        )
    }
    db.execute("DELETE FROM unit")
    db.execute("UPDATE place SET built_in = NULL, relation = '' WHERE lon IS NOT NULL AND relation <> ''")
    known = _by_id(db, base, advance)
    _stated(db, base)
    compare(db, base, known.ground, advance)
    _by_hand(db, base, known.by_hand)
    _say(db, [(twin, "same", number) for twin, number in list(twins(db))])
    doubtful = _settlements(db, base, known, before, advance)
    redraw(db, base, known.anchors, known.ground.awaiting)
    counts: dict[str, int] = dict(
        db.execute("SELECT relation, count(*) FROM place GROUP BY relation").fetchall()
    )
    return Linked(
        upgraded=counts.get("upgrade", 0),
        same=counts.get("same", 0),
        doubtful=doubtful,
        awaiting=len(known.ground.awaiting) + len(known.by_hand) - counts.get("upgrade", 0),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What one pass over the built-in gazetteer tells."""

    ground: Ground
    by_hand: list[Entry]
    """Settlements that await their point in no hromada whose other villages would tell them: Russia's."""
    anchors: list[Anchor]


def _by_id(db: sqlite3.Connection, base: BuiltIn, advance: Advance) -> _Known:
    """Link places of the same geonameid, and learn from them what the files' unit codes mean."""
    known = _Known(ground=Ground(), by_hand=[], anchors=[])
    ground = known.ground
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
            if sketch.feature_class != "A":
                ground.spots.add(cell(sketch.point))
            continue
        if sketch.precision in REACH_KM:
            entry = base.entry_at(sketch.row)
            if entry.id.startswith(OWN_ID):
                known.by_hand.append(entry)
                continue
            ground.awaiting[entry.id] = Settlement(
                id=entry.id,
                unit=entry.path[-1],
                levels=entry.path,
                centre=entry.point,
                reach_km=REACH_KM[entry.precision],
            )
            if entry.country:
                ground.countries.add(entry.country)
        elif sketch.precision == "exact":
            ground.settled.add(cell(sketch.point))
            exact.append(sketch)
    _link_batch(db, base, batch, votes)
    for sketch in exact:
        # Only where settlements await their points do the others tell where their units lie.
        if sketch.country in ground.countries and (entry := base.entry_at(sketch.row)).admin3 is not None:
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


def _settlements(
    db: sqlite3.Connection,
    base: BuiltIn,
    known: _Known,
    before: dict[int, tuple[str, str]],
    advance: Advance,
) -> int:
    """Link settlements to those built in by the centre of their unit only; return how many stay in doubt.

    Where nothing has changed that the matching hangs on, what it told before stands.
    """
    told = {entry_id for (entry_id,) in db.execute("SELECT built_in FROM place WHERE relation = 'upgrade'")}
    awaiting = {key: value for key, value in known.ground.awaiting.items() if key not in told}
    sites = list(_sites(db, tuple(known.ground.awaiting)))
    asked = [
        RULES,
        base.edition,
        sorted(told),
        [(s.id, s.point, s.unit, sorted(s.names.items())) for s in sites],
    ]
    digest = blake2b(json.dumps(asked).encode(), digest_size=16).hexdigest()
    kept = db.execute("SELECT value FROM meta WHERE key = 'matched'").fetchone()
    if kept and json.loads(kept[0])[0] == digest:
        numbers = [site.id for site in sites if site.id in before]
        _say(db, [(*before[number], number) for number in numbers])
        return int(json.loads(kept[0])[1])
    advance("matching settlements", 0, 1)
    matching = match(awaiting, sites, known.anchors)
    _say(db, [(settlement, "upgrade", number) for number, settlement in matching.pairs])
    _say(db, [(settlement, "same", number) for number, settlement in matching.twins])
    outcome = json.dumps([digest, matching.doubtful])
    db.execute("INSERT OR REPLACE INTO meta VALUES('matched', ?)", (outcome,))
    return matching.doubtful


def _sites(db: sqlite3.Connection, awaiting: tuple[str, ...]) -> Iterator[Site]:
    """Yield the places that stand alone so far and bear the name of a settlement that awaits its point."""
    units: dict[tuple[str, str], str] = {
        (country, code): path[1]
        for country, code, packed in db.execute("SELECT country, code, path FROM unit")
        if len(path := json.loads(packed)) > 1
    }
    # A code of the register that none of those has who await their points means none of them.
    rows = db.execute(
        "SELECT id, lon, lat, country, admin1, awaiting FROM alike JOIN place ON id = place "
        "WHERE twin IS NULL AND relation = '' AND lon IS NOT NULL "
        "AND coalesce(entry, '') NOT LIKE 'katottg:%' ORDER BY id"
    )
    for number, lon, lat, country, code, packed in rows:
        yield Site(
            id=number,
            point=LonLat(lon, lat),
            unit=units.get((country, code)) if code else None,
            names=names_of(packed, awaiting),
        )
