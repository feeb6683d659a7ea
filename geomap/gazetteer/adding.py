"""Files into the user's gazetteer: all or nothing, in bounded memory, the same whichever file comes first."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from geomap.errors import InputError, OutputError
from geomap.gazetteer.builtin import BuiltIn
from geomap.gazetteer.features import newsworthy
from geomap.gazetteer.folding import Key, Sound, fold, sound
from geomap.gazetteer.importers import Recognised, recognise
from geomap.gazetteer.importers.rows import (
    EVERYWHERE,
    AlternateRow,
    Fault,
    NameRow,
    PlaceRow,
    Unwanted,
    Wanted,
    Within,
)
from geomap.gazetteer.importers.streams import open_stream
from geomap.gazetteer.linking import Linked, link
from geomap.gazetteer.places import KIND_WEIGHT
from geomap.gazetteer.resemblance import forget
from geomap.gazetteer.storage import KINDS, SOUND_MARK
from geomap.gazetteer.userstore import (
    APPLICATION,
    FORMAT,
    SCHEMA,
    SLAVIC,
    NameFilterMaker,
    connect,
    fingerprint,
    row_of,
)
from geomap.gazetteer.variants import generated

BATCH = 2000
"""Rows sent to SQLite at once."""
SHOWN_FAULTS = 5
RANKS = {kind: rank for rank, kind in enumerate(KINDS)}
Advance = Callable[[str, int, int], None]
"""Told what is being done, how far it is and how far it goes."""


def silently(doing: str, done: int, total: int) -> None:
    """Say nothing of the progress."""
    del doing, done, total


class Selection(NamedTuple):
    """What of the files is taken in."""

    wanted: Wanted = newsworthy
    within: Within = EVERYWHERE
    """Of these countries GeoNames' dumps give the places of these units; further names go to those alone."""


NEWSWORTHY = Selection()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What one file brought."""

    file: str
    format: str
    places: int
    names: int
    left_out: int
    """Sound rows of kinds or units that are not taken in."""
    homeless: int
    """Names of places that are in neither gazetteer."""
    faults: int
    first_faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an import brought, and what the gazetteer holds now."""

    path: Path
    files: tuple[FileReport, ...]
    places: int
    """Places with a point of the user's, all imports together."""
    linked: Linked


def add(
    files: Iterable[Path],
    target: Path,
    base: BuiltIn,
    *,
    taken: Selection = NEWSWORTHY,
    advance: Advance = silently,
) -> Report:
    """Add files to the gazetteer at ``target``, making it where there is none, and return what came of it.

    Every file is recognised before anything is written. The new gazetteer is written beside the old one and
    takes its place at the end, so that a reader, or an interrupted import, only ever meets a whole one.
    """
    recognised = [found for path in files for found in recognise(path)]
    recognised.sort(key=lambda found: found.importer.names_only)
    with _locked(target):
        part = target.with_name(target.name + ".part")
        stage = target.with_name(target.name + ".stage")
        try:
            _start(target, part)
            stage.unlink(missing_ok=True)
            with closing(sqlite3.connect(part, isolation_level=None)) as db:
                _prepare(db, stage)
                writer = _Writer(db, base, taken, advance)
                reports = tuple(writer.read(found) for found in recognised)
                writer.merge()
                linked = link(db, base, advance)
                writer.vary()
                _finish(db, base, advance)
                (places,) = db.execute("SELECT count(*) FROM place WHERE lon IS NOT NULL").fetchone()
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            part.replace(target)
        except sqlite3.Error as error:
            message = f"{target}: cannot be written ({error}); the gazetteer is as it was"
            raise OutputError(message) from error
        except OSError as error:
            message = f"{target}: {error.strerror or error}; the gazetteer is as it was"
            raise OutputError(message) from error
        finally:
            part.unlink(missing_ok=True)
            stage.unlink(missing_ok=True)
    return Report(path=target, files=reports, places=places, linked=linked)


@contextmanager
def _locked(target: Path) -> Iterator[None]:
    """Keep a second import away; SQLite's own lock goes with the process, however it ends."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(target.with_name(target.name + ".lock"), timeout=0, isolation_level=None)
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        what = "another import is at work" if "locked" in str(error) else f"cannot be written ({error})"
        message = f"{target}: {what}; try again later or name another file with --gazetteer"
        raise OutputError(message) from error
    except OSError as error:
        message = f"{target.parent}: {error.strerror or error}; name another file with --gazetteer"
        raise OutputError(message) from error
    try:
        yield
    finally:
        lock.rollback()
        lock.close()


def _start(target: Path, part: Path) -> None:
    part.unlink(missing_ok=True)
    if target.exists():
        connect(target).close()  # refuses what is no gazetteer, so that no other file is ever overwritten
        shutil.copyfile(target, part)


def _prepare(db: sqlite3.Connection, stage: Path) -> None:
    # The file is thrown away if anything fails, so no journal is needed; the cache bounds the memory.
    for setting in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-49152", "temp_store=FILE"):
        db.execute(f"PRAGMA {setting}")
    if not db.execute("PRAGMA application_id").fetchone()[0]:
        db.executescript(SCHEMA)
        db.execute(f"PRAGMA application_id={APPLICATION}")
        db.execute(f"PRAGMA user_version={FORMAT}")
    db.execute("ATTACH ? AS stage", (str(stage),))
    db.execute("PRAGMA stage.journal_mode=OFF")
    db.execute("PRAGMA stage.synchronous=OFF")
    db.execute(
        "CREATE TABLE stage.name(key TEXT, place INTEGER, text TEXT, kind INTEGER, language TEXT, "
        "since TEXT, until TEXT)"
    )
    db.execute("BEGIN")


class _Writer:
    """Takes the rows of all files of one import into the tables."""

    def __init__(self, db: sqlite3.Connection, base: BuiltIn, taken: Selection, advance: Advance) -> None:
        self._db, self._base, self._taken, self._advance = db, base, taken, advance
        self._places: dict[int, PlaceRow] = {}
        self._alternates: list[AlternateRow] = []
        self._names: list[tuple[object, ...]] = []
        self._homeless = 0
        (self._import,) = db.execute("SELECT coalesce(max(import), 0) + 1 FROM place").fetchone()

    def read(self, found: Recognised) -> FileReport:
        """Read one file and return what it brought."""
        places = names = left_out = faults = 0
        first_faults: list[Fault] = []
        self._homeless = 0
        label = found.source.label
        with open_stream(found.source) as stream:
            reported = 0
            self._advance(label, 0, found.source.size)
            for row in found.importer.rows(stream, self._taken.wanted, self._taken.within):
                if isinstance(row, Unwanted):
                    left_out += 1
                elif isinstance(row, PlaceRow):
                    places += 1
                    self._place(row)
                elif isinstance(row, AlternateRow):
                    names += 1
                    self._alternates.append(row)
                    if len(self._alternates) >= BATCH:
                        self._flush_alternates()
                else:
                    faults += 1
                    if len(first_faults) < SHOWN_FAULTS:
                        first_faults.append(row)
                if stream.done != reported:
                    reported = stream.done
                    self._advance(label, reported, found.source.size)
        self._flush_places()
        self._flush_alternates()
        self._flush_names()
        names -= self._homeless
        if self._taken.within:  # their places were left out, not forgotten
            left_out, self._homeless = left_out + self._homeless, 0
        if not (places or names or left_out or self._homeless):
            problems = "; ".join(f"line {fault.line} {fault.problem}" for fault in first_faults)
            message = (
                f"{label}: not one usable row of a {found.importer.name} in it ({problems or 'it is empty'})"
            )
            raise InputError(message)
        report = FileReport(
            file=label,
            format=found.importer.name,
            places=places,
            names=names,
            left_out=left_out,
            homeless=self._homeless,
            faults=faults,
            first_faults=tuple(first_faults),
        )
        self._db.execute(
            "INSERT OR REPLACE INTO source VALUES(?, ?, ?, ?, ?, ?, ?)",
            (_digest(found), label, found.importer.name, places, names, left_out, faults),
        )
        return report

    def merge(self) -> None:
        """Bring the names of this import, sorted on disk, in among those of earlier ones."""
        self._advance("sorting names", 0, 1)
        # Of two ways to write the same key the better attested stays; the shorter text makes it definite.
        self._db.execute(
            "INSERT INTO name SELECT key, place, text, kind, language, since, until FROM stage.name "
            "WHERE true ORDER BY key, place, kind, text "
            "ON CONFLICT(key, place) DO UPDATE SET text = excluded.text, kind = excluded.kind, "
            "language = excluded.language, since = excluded.since, until = excluded.until "
            "WHERE (excluded.kind, excluded.language IS NULL, excluded.text) < "
            "(name.kind, name.language IS NULL, name.text)"
        )
        self._db.execute("CREATE TABLE stage.touched AS SELECT DISTINCT place FROM stage.name ORDER BY place")
        forget(self._db)

    def vary(self) -> None:
        """Give the places of this import that stand alone the spellings that rules make of their names.

        A place that is linked to a built-in one has the built-in one's.
        """
        self._flush_names()
        alone = "FROM place WHERE relation = '' AND country IN ('BY', 'RU', 'UA') AND id IN stage.touched"
        (total,) = self._db.execute(f"SELECT count(*) {alone}").fetchone()
        rows = self._db.execute(f"SELECT id, country {alone} ORDER BY id")
        for count, (place, country) in enumerate(rows):
            if not count % BATCH:
                self._advance("making spellings", count, total)
            names = [
                NameRow(text, KINDS[kind], language)
                for text, kind, language in self._db.execute(
                    "SELECT text, kind, language FROM name "
                    "WHERE place = ? AND kind <> ? AND substr(key, 1, 1) <> '~' ORDER BY key",
                    (place, RANKS["generated"]),
                )
            ]
            self._db.executemany(
                "INSERT OR IGNORE INTO name VALUES(?, ?, ?, ?, ?, ?, ?)",
                _filed(place, generated(names, country), sounds=True),
            )

    def _place(self, row: PlaceRow) -> None:
        number = row_of(row.id)
        if number in self._places:
            self._file(number, row.names, row.country)  # a town listed twice: the first row has its point
            return
        self._places[number] = row
        self._file(number, row.names, row.country)
        if len(self._places) >= BATCH:
            self._flush_places()

    def _flush_places(self) -> None:
        # What an earlier import said of a place gives way; what an earlier row of the same import said stays.
        self._db.executemany(
            "INSERT INTO place VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, '') "
            "ON CONFLICT(id) DO UPDATE SET name = excluded.name, lon = excluded.lon, lat = excluded.lat, "
            "country = excluded.country, admin1 = excluded.admin1, admin2 = excluded.admin2, "
            "feature_class = excluded.feature_class, feature_code = excluded.feature_code, "
            "population = excluded.population, same_as = excluded.same_as, import = excluded.import "
            "WHERE place.import <> excluded.import OR place.lon IS NULL",
            (
                (
                    number,
                    None if number > 0 else row.id,
                    row.names[0].text,
                    row.point.lon,
                    row.point.lat,
                    row.country,
                    row.admin1,
                    row.admin2,
                    row.feature_class,
                    row.feature_code,
                    row.population,
                    " ".join(row.same_as),
                    self._import,
                )
                for number, row in self._places.items()
            ),
        )
        self._places.clear()

    def _flush_alternates(self) -> None:
        """File further names, those only whose place is in the user's gazetteer or built in.

        Of a country of which only some units are taken, a built-in place that is not among the user's lies in
        another unit.
        """
        wanted = {row_of(row.place): row.place for row in self._alternates}
        marks = ",".join("?" * len(wanted))
        known: dict[int, str | None] = dict(
            self._db.execute(f"SELECT id, country FROM place WHERE id IN ({marks})", tuple(wanted))  # noqa: S608
        )
        for number, place in wanted.items():
            if number in known or (entry := self._base.entry(place)) is None:
                continue
            if entry.country not in self._taken.within:
                known[number] = entry.country
                self._db.execute(
                    "INSERT INTO place VALUES(?, NULL, ?, NULL, NULL, ?, '', '', ?, ?, 0, '', 0, ?, 'names')",
                    (number, entry.name, entry.country, entry.feature_class, entry.feature_code, place),
                )
        for row in self._alternates:
            number = row_of(row.place)
            if number in known:
                self._file(number, (row.name,), known[number])
            else:
                self._homeless += 1
        self._alternates.clear()

    def _file(self, place: int, names: tuple[NameRow, ...], country: str | None) -> None:
        """Stage the names of a place under their keys."""
        self._names += _filed(place, names, sounds=country in SLAVIC)
        if len(self._names) >= BATCH:
            self._flush_names()

    def _flush_names(self) -> None:
        self._db.executemany("INSERT INTO stage.name VALUES(?, ?, ?, ?, ?, ?, ?)", self._names)
        self._names.clear()


def _filed(place: int, names: Iterable[NameRow], *, sounds: bool) -> list[tuple[object, ...]]:
    """Return the rows that file a place under its names and, where romanisations vary, under their sounds."""
    rows: dict[str, tuple[object, ...]] = {}
    for name in names:
        key: str = fold(name.text)
        rows.setdefault(key, (key, place, name.text, RANKS[name.kind], name.language, name.since, name.until))
        if sounds and (heard := sound(name.text)):
            key = SOUND_MARK + heard
            # What sounds like a historic name is no likelier than the historic name.
            kind = RANKS["historic" if name.kind == "historic" else "generated"]
            rows.setdefault(key, (key, place, name.text, kind, name.language, None, None))
    rows.pop("", None)
    return list(rows.values())


def _digest(found: Recognised) -> str:
    """Return what tells a file from others: adding it again then replaces its line instead of adding one."""
    digest = blake2b(digest_size=16)
    with found.source.path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    digest.update((found.source.member or "").encode())
    return digest.hexdigest()


def _finish(db: sqlite3.Connection, base: BuiltIn, advance: Advance) -> None:
    """Make the filter of names and close the tables.

    A name that the built-in gazetteer gives the same place as well or better needs no look into this file, so
    the filter leaves it out: that is most names of most places, and the commonest in any text.
    """
    names = NameFilterMaker()
    (total,) = db.execute("SELECT count(*) FROM name").fetchone()
    rows = db.execute(
        "SELECT n.key, n.kind, p.built_in FROM name n JOIN place p ON p.id = n.place ORDER BY n.key"
    )
    starts = ""
    done = said = 0
    for key, group in groupby(rows, key=itemgetter(0)):
        places = list(group)
        done += len(places)
        if done - said >= BATCH:
            said = done
            advance("filing names", done, total)
        if all(built_in is not None for _, _, built_in in places):
            held = _held(base, key)
            if all(held.get(built_in, 0.0) >= KIND_WEIGHT[KINDS[kind]] for _, kind, built_in in places):
                continue
        names.add(key)
        end = key.find(" ")
        while end > 0:
            start = key[: end + 1]
            if not starts.startswith(start):
                names.add(start)
            end = key.find(" ", end + 1)
        starts = key
    db.execute("INSERT OR REPLACE INTO meta VALUES('filter', ?)", (names.bitmap(),))
    db.execute("INSERT OR REPLACE INTO meta VALUES('base', ?)", (fingerprint(base),))
    db.execute("COMMIT")
    db.execute("DETACH stage")


def _held(base: BuiltIn, key: str) -> dict[str, float]:
    """Return the built-in places filed under a key, with the weight of their kind of spelling."""
    found = base.find_sound(Sound(key[1:])) if key.startswith(SOUND_MARK) else base.find(Key(key))
    return {candidate.entry.id: KIND_WEIGHT[candidate.spelling.kind] for candidate in found}
