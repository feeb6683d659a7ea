"""``geomap.db``: what a project has read, so that a run reads only what is new or changed.

It holds the documents as they were read, their prints, for each document what an engine has read out of it,
and for each place what its records put into the files. These last are kept under the digest of all that they
are made of, so that none can be old. A document that failed has no reading, and is tried again.
docs/decisions/0018-a-project-that-grows.md.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

import msgspec

from geomap.documents import Document
from geomap.errors import BusyError, OutputError
from geomap.files.folder import STORE, STORE_APPLICATION
from geomap.files.scratch import cannot_write

if TYPE_CHECKING:
    from geomap.copies import Print
    from geomap.files.blocks import Block
    from geomap.pipeline import Outcome
    from geomap.records import Report
    from geomap.spans import Days

    Bare = tuple[Report, tuple[int, ...]]
    """A report without the texts that it shares, and which these are."""

FORMAT = 3
WITHOUT_HEADS = 2
"""The format before: its documents are made heads of when they are asked for."""
WITHOUT_BLOCKS = 1
"""The first format: its documents are taken over, and read again."""
BROKEN = STORE + ".broken"
SCHEMA = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
-- body: the Document as JSON, packed. hash: its SHA-256. print: what it is compared by, once asked for.
-- file: where it stands alone in a file of its own. head: it without its text, and the length of that.
CREATE TABLE document(
  id TEXT PRIMARY KEY, hash BLOB NOT NULL, file TEXT, body BLOB NOT NULL, print BLOB, head BLOB
);
-- What was named on the command line, by its absolute path, and what the last run with it could not use.
CREATE TABLE input(name TEXT PRIMARY KEY, refused INTEGER NOT NULL, failed INTEGER NOT NULL) WITHOUT ROWID;
-- here: whether the input still held the document when it was named last.
CREATE TABLE held(
  input TEXT NOT NULL, id TEXT NOT NULL, here INTEGER NOT NULL, PRIMARY KEY(input, id)
) WITHOUT ROWID;
"""
HEADS = """
ALTER TABLE document ADD COLUMN head BLOB;
"""
"""What the documents of a format before lack."""
OF_READING = """
-- first: when the text of a copy was first published, from where its days were counted. Empty for others.
-- places: those of its reports, each with its part, as JSON. texts: what reports share, as JSON, packed.
CREATE TABLE reading(
  id INTEGER PRIMARY KEY, engine BLOB NOT NULL, hash BLOB NOT NULL, first TEXT NOT NULL,
  mentions INTEGER NOT NULL, unresolved INTEGER NOT NULL, places BLOB NOT NULL, texts BLOB NOT NULL,
  UNIQUE(engine, hash, first)
);
-- reports: some of a reading, by place, as JSON, packed. Few readings have several parts.
CREATE TABLE part(
  reading INTEGER NOT NULL, number INTEGER NOT NULL, reports BLOB NOT NULL, PRIMARY KEY(reading, number)
) WITHOUT ROWID;
-- made_of: the digest of all that the pieces of a place are made of.
CREATE TABLE block(place TEXT PRIMARY KEY, made_of BLOB NOT NULL, body BLOB NOT NULL);
"""
"""What can be made anew of the documents."""
REPORTS = (
    "SELECT texts, reports FROM reading JOIN part ON reading = id WHERE engine = ? AND hash = ? AND first = ?"
)
OF_THIS_RUN = ""
"""What SQLite calls a file that it removes itself; a small one never leaves memory."""
BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
PRIMARY_CODE = 0xFF
"""What SQLite's longer codes have in common with the short one of their kind."""

FAST = 1
"""How hard readings are packed: half as well as can be would take three times as long."""

PART = 32
"""Places of a reading that are kept in one piece: most have fewer, and pack the better for it."""
SHARED = ("title", "publisher", "url", "quote")
"""Texts of a report that other reports of its document have too."""

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class DamagedStoreError(OutputError):
    """A store whose content makes no sense; what it held can be read anew from the inputs."""


class Given(NamedTuple):
    """A document as an input has given it."""

    document: Document
    file: str | None
    """The absolute path of the file that holds it and nothing else; None for one of several in a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What one of the inputs holds now."""

    input: str
    """Its absolute path, or ``-`` for standard input."""
    documents: Iterable[Given] = ()
    refused: int = 0
    failed: int = 0


class Clash(NamedTuple):
    """A document that is not taken, for its id is that of a text in another file, which is still there."""

    id: str
    file: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What the inputs of a run hold beside what was known."""

    new: int
    changed: int
    known: int
    gone: int
    """Documents that the inputs named held once, and that none holds any more."""
    forgotten: int
    """How many of all that are gone were forgotten now."""
    clashes: tuple[Clash, ...] = ()


class Stored(NamedTuple):
    """A document of the store without its text, of which it tells how many characters it has."""

    document: Document
    hash: bytes
    size: int

    def of(self, document: Document) -> Stored:
        """Return it as another document of the same text, which is given whole."""
        hash_ = hash_of(msgspec.json.encode(document))
        return Stored(replace(document, text=""), hash_, len(document.text))


class Prints:
    """What documents are compared by with their copies, each unpacked when it is asked for."""

    def __init__(self, kept: Sequence[bytes], unpacked: Callable[[bytes], Print]) -> None:
        """Take them as they are kept."""
        self._kept = kept
        self._unpacked = unpacked

    def __getitem__(self, number: int, /) -> Print:
        """Return that of a document, by its number."""
        return self._unpacked(self._kept[number])


def hash_of(body: bytes) -> bytes:
    """Return what a document is filed under, by its JSON."""
    return sha256(body).digest()


class Known(NamedTuple):
    """What of a reading is needed to know whom it concerns."""

    mentions: int
    unresolved: int
    places: dict[str, int]
    """Those of its reports, and in which part these are."""


class Holding(NamedTuple):
    """An input that was named once: the documents known from it, and those that it holds no more."""

    input: str
    documents: int
    gone: int
    refused: int
    failed: int


class Store:
    """An open store, held by this process alone; ``open_store`` makes it."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        """Use a connection in which every statement is a transaction of its own, unless one is begun."""
        self.path = path
        self._db = db

    def take(self, deliveries: Sequence[Delivery], *, prune: bool = False) -> News:
        """Take in, at one go, what inputs hold now; what they hold no more stays, unless it is pruned."""
        with self._at_once():
            known = {key: found for key, *found in self._db.execute("SELECT id, hash, file FROM document")}
            counts = Counter(new=0, changed=0, known=0)
            clashes: list[Clash] = []
            for delivery in deliveries:
                taken, refused = set(), delivery.refused
                for given in delivery.documents:
                    hash_, file = known.get(given.document.id, (None, None))
                    if file and given.file and file != given.file and Path(file).is_file():
                        clashes.append(Clash(given.document.id, given.file, file))
                        refused += 1
                        continue
                    taken.add(given.document.id)
                    counts[self._put(given, hash_, file)] += 1
                self._hold(delivery.input, taken)
                row = (delivery.input, refused, delivery.failed)
                self._db.execute("INSERT OR REPLACE INTO input VALUES (?, ?, ?)", row)
            gone = self._gone(delivery.input for delivery in deliveries)
            if prune:
                self._db.executemany("DELETE FROM document WHERE id = ?", ((one,) for one in gone))
                self._db.executemany("DELETE FROM held WHERE id = ?", ((one,) for one in gone))
        return News(**counts, gone=len(gone), forgotten=len(gone) if prune else 0, clashes=tuple(clashes))

    def _put(self, given: Given, known_hash: bytes | None, known_file: str | None) -> str:
        """Keep a document, and return what it is: new, changed or known."""
        document, file = given
        body = msgspec.json.encode(document)
        hash_ = hash_of(body)
        if hash_ == known_hash:
            if file != known_file:
                self._db.execute("UPDATE document SET file = ? WHERE id = ?", (file, document.id))
            return "known"
        row = (document.id, hash_, file, zlib.compress(body), None, _head(document))
        self._db.execute("INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?, ?, ?)", row)
        return "new" if known_hash is None else "changed"

    def _hold(self, name: str, taken: set[str]) -> None:
        """Note which documents an input holds, and which it held once."""
        before = dict(self._db.execute("SELECT id, here FROM held WHERE input = ?", (name,)))
        now = {one: int(one in taken) for one in (*before, *taken)}
        self._db.executemany(
            "INSERT OR REPLACE INTO held VALUES (?, ?, ?)",
            ((name, one, here) for one, here in now.items() if before.get(one) != here),
        )

    def _gone(self, names: Iterable[str]) -> set[str]:
        here = {one for (one,) in self._db.execute("SELECT id FROM held WHERE here")}
        return {
            one
            for name in names
            for (one,) in self._db.execute("SELECT id FROM held WHERE input = ? AND NOT here", (name,))
            if one not in here
        }

    def hashes(self) -> list[tuple[str, bytes]]:
        """Return the id and the hash of every document, by id."""
        return self._db.execute("SELECT id, hash FROM document ORDER BY id").fetchall()

    def holdings(self) -> list[Holding]:
        """Return every input that was ever named, by name."""
        query = (
            "SELECT name, count(id), count(id) - ifnull(sum(here), 0), refused, failed "
            "FROM input LEFT JOIN held ON input = name GROUP BY name ORDER BY name"
        )
        return [Holding(*row) for row in self._db.execute(query)]

    def lost(self) -> tuple[int, int]:
        """Return how many documents were refused when their inputs were named last, and how many failed."""
        query = "SELECT ifnull(sum(refused), 0), ifnull(sum(failed), 0) FROM input"
        refused, failed = self._db.execute(query).fetchone()
        return refused, failed

    def documents(self, rules: str) -> tuple[list[Stored], Prints]:
        """Return the documents by id, and their prints as the code with the digest ``rules`` makes them."""
        from geomap.copies import Print, print_of

        current = self.noted("prints") == rules
        found, prints = [], []
        made = []
        query = "SELECT id, hash, head, print FROM document ORDER BY id"
        for name, hash_, *kept in self._db.execute(query):
            if None in kept or not current:
                whole = self.document(name)
                kept[:] = _head(whole), msgspec.msgpack.encode(print_of(whole.text))
                made.append((*kept, name))
            document, size = self._read(HEAD, kept[0])
            prints.append(kept[1])
            found.append(Stored(document, hash_, size))
        if made:
            with self._at_once():
                self._db.executemany("UPDATE document SET head = ?, print = ? WHERE id = ?", made)
                self.note("prints", rules)
        decoder = msgspec.msgpack.Decoder(Print)
        return found, Prints(prints, partial(self._read, decoder))

    def document(self, name: str) -> Document:
        """Return a document by its id."""
        return self._unpacked(DOCUMENT, self.body(name))

    def body(self, name: str) -> bytes:
        """Return a document as ``document_in`` takes it."""
        body: bytes
        ((body,),) = self._db.execute("SELECT body FROM document WHERE id = ?", (name,))
        return body

    def read_by(self, engine: bytes) -> set[tuple[bytes, str]]:
        """Return the hash and the day of counting of each document that an engine has read."""
        return set(self._db.execute("SELECT hash, first FROM reading WHERE engine = ?", (engine,)))

    def ever_read(self) -> set[bytes]:
        """Return the hashes of the documents that some engine has read."""
        return {hash_ for (hash_,) in self._db.execute("SELECT DISTINCT hash FROM reading")}

    def reading(self, engine: bytes, hash_: bytes, first: str) -> Known | None:
        """Return what is known of the reading of a document by an engine, None where it has not read it."""
        query = "SELECT mentions, unresolved, places FROM reading WHERE engine = ? AND hash = ? AND first = ?"
        row = self._db.execute(query, (engine, hash_, first)).fetchone()
        return row and Known(row[0], row[1], self._read(PLACES, row[2]))

    def reports(
        self, hash_: bytes, engine: bytes, first: str, at: tuple[str, int] | None = None
    ) -> list[Report]:
        """Return what an engine has read out of a document, or what of it is at a place, in a part."""
        place, *part = at or (None,)
        return reports_in(self.packed_reports(hash_, engine, first, *part), place, self.path)

    def packed_reports(self, hash_: bytes, engine: bytes, first: str, *part: int) -> list[PackedReports]:
        """Return the same, all or those of a part, as ``reports_in`` takes it."""
        query = REPORTS + " AND number = ?" * len(part)
        return self._db.execute(query, (engine, hash_, first, *part)).fetchall()

    def add(self, hash_: bytes, engine: bytes, first: str, packed: Packed) -> None:
        """Keep what an engine has read out of a document; it is safe at once."""
        *row, parts = packed
        with self._at_once():
            query = "INSERT OR REPLACE INTO reading VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)"
            added = self._db.execute(query, (engine, hash_, first, *row)).lastrowid
            rows = ((added, number, part) for number, part in enumerate(parts))
            self._db.executemany("INSERT INTO part VALUES (?, ?, ?)", rows)

    def has_block(self, place: str, made_of: bytes) -> bool:
        """Tell whether the pieces of a place are kept as they are made of this."""
        query = "SELECT 1 FROM block WHERE place = ? AND made_of = ?"
        return self._db.execute(query, (place, made_of)).fetchone() is not None

    def block(self, place: str) -> Block:
        """Return the pieces of a place that are kept."""
        ((body,),) = self._db.execute("SELECT body FROM block WHERE place = ?", (place,))
        return self._unpacked(_blocks(), body)

    def keep(self, place: str, made_of: bytes, block: bytes) -> None:
        """Keep the pieces of a place as ``packed_block`` returns them, instead of those before."""
        self._db.execute("INSERT OR REPLACE INTO block VALUES (?, ?, ?)", (place, made_of, block))

    def sweep(self, engine: bytes, wanted: Set[tuple[bytes, str]], places: Set[str]) -> None:
        """Forget all readings but those of one engine that are wanted, and all places but these."""
        with self._at_once():
            self._db.execute("DELETE FROM reading WHERE engine <> ?", (engine,))
            unwanted = self.read_by(engine) - wanted
            self._db.executemany("DELETE FROM reading WHERE hash = ? AND first = ?", unwanted)
            self._db.execute("DELETE FROM part WHERE reading NOT IN (SELECT id FROM reading)")
            kept = {place for (place,) in self._db.execute("SELECT place FROM block")}
            self._db.executemany("DELETE FROM block WHERE place = ?", ((one,) for one in kept - places))

    def noted(self, key: str) -> Any:
        """Return what was noted under a key, None where nothing was."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else self._read(ANYTHING, row[0])

    def note(self, key: str, value: Any) -> None:
        """Note a value that JSON can tell."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, msgspec.json.encode(value)))

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        self._db.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _unpacked(self, decoder: Decoder[T], packed: bytes) -> T:
        return _unpacked(decoder, packed, self.path)

    def _read(self, decoder: Decoder[T], data: bytes) -> T:
        return _read(decoder, data, self.path)


def _unpacked(decoder: Decoder[T], packed: bytes, path: Path) -> T:
    """Return what was packed in the store at a path."""
    try:
        return _read(decoder, zlib.decompress(packed), path)
    except zlib.error as error:
        raise _damaged(path, error) from error


def _read(decoder: Decoder[T], data: bytes, path: Path) -> T:
    try:
        return decoder.decode(data)
    except (msgspec.DecodeError, ValueError, TypeError) as error:
        raise _damaged(path, error) from error


class Decoder(Protocol[T_co]):
    """What makes a value of bytes."""

    def decode(self, data: bytes, /) -> T_co:
        """Return the value; a ValueError tells that the bytes are none."""
        ...


DOCUMENT = msgspec.json.Decoder(Document)
HEAD = msgspec.json.Decoder(tuple[Document, int])
ANYTHING = msgspec.json.Decoder()
PLACES = msgspec.json.Decoder(dict[str, int])


TEXTS = msgspec.json.Decoder(list[str | None])


class Packed(NamedTuple):
    """What was read of a document, as the store keeps it."""

    mentions: int
    unresolved: int
    places: bytes
    texts: bytes
    parts: tuple[bytes, ...]


def packed(outcome: Outcome) -> Packed:
    """Return an outcome as it is kept."""
    texts, parts = kept_reading(outcome)
    places = {place: number for number, part in enumerate(parts) for place in part}
    return Packed(
        mentions=outcome.mentions,
        unresolved=outcome.unresolved,
        places=msgspec.json.encode(places),
        texts=_packed(texts),
        parts=tuple(map(_packed, parts)),
    )


def kept_reading(outcome: Outcome) -> tuple[list[str | None], list[dict[str, list[Bare]]]]:
    """Return an outcome as it is kept: the texts that its reports share once each, and these by place.

    The sentence of a long list would stand beside each of its names, and a reading grow as its square; so
    would the work on it, if all of it were unpacked for each place.
    """
    from geomap.records import place_key

    numbers: dict[str | None, int] = {}
    by_place: dict[str, list[Bare]] = {}
    for report in outcome.reports:
        whose = tuple(numbers.setdefault(getattr(report, name), len(numbers)) for name in SHARED)
        bare = replace(report, title=None, publisher=None, url=None, quote="")
        by_place.setdefault(place_key(report), []).append((bare, whose))
    places = list(by_place)
    parts = [places[first : first + PART] for first in range(0, len(places), PART)]
    return list(numbers), [{place: by_place[place] for place in part} for part in parts]


PackedReports = tuple[bytes, bytes]
"""The texts that reports share, and some of the reports."""


def reports_in(rows: Iterable[PackedReports], place: str | None, path: Path) -> list[Report]:
    """Return the reports that the store at a path has packed, or those of a place alone."""
    found: list[Report] = []
    for packed_texts, packed_reports in rows:
        texts, by_place = _unpacked(TEXTS, packed_texts, path), _unpacked(BY_PLACE, packed_reports, path)
        for raw in by_place.values() if place is None else [by_place[place]]:
            found += (whole(*bare, texts) for bare in _read(_bare(), raw, path))
    return found


def _head(document: Document) -> bytes:
    """Return a document without its text, and the length of that, as they are kept."""
    return msgspec.json.encode((replace(document, text=""), len(document.text)))


def document_in(body: bytes, path: Path) -> Document:
    """Return the document that the store at a path has packed."""
    return _unpacked(DOCUMENT, body, path)


def packed_document(document: Document) -> bytes:
    """Return a document as it is kept."""
    return zlib.compress(msgspec.json.encode(document))


def packed_block(block: Block) -> bytes:
    """Return the pieces of a place as they are kept."""
    return zlib.compress(msgspec.msgpack.encode(block), FAST)


def whole(report: Report, whose: Sequence[int], texts: Sequence[str | None]) -> Report:
    """Return a report with the texts that it shares."""
    shared: dict[str, Any] = {name: texts[n] for name, n in zip(SHARED, whose, strict=True)}
    return replace(report, **shared)


def _packed(value: object) -> bytes:
    return zlib.compress(msgspec.json.encode(value), FAST)


BY_PLACE = msgspec.json.Decoder(dict[str, msgspec.Raw])


@cache
def _bare() -> Decoder[list[Bare]]:
    # Late, as all that reads texts: a run that finds nothing new needs none of it.
    from geomap.records import Report

    return msgspec.json.Decoder(list[tuple[Report, tuple[int, ...]]])


@cache
def _blocks() -> Decoder[Block]:
    from geomap.files.blocks import Block

    return msgspec.msgpack.Decoder(Block)


def told(first: Days | None) -> str:
    """Return the days as the store files readings under them."""
    return first.edtf() if first else ""


@contextmanager
def open_store(folder: Path | None) -> Iterator[Store]:
    """Open the store of a project, a new one where there is none; only its owner may read the file.

    Without a folder it is one of this run alone, which is gone in the end.

    It is held until the end, whatever happens to the process. A BusyError tells that another process holds
    it, a DamagedStoreError that it must be set aside, any other OutputError what to do.
    """
    path = folder / STORE if folder else Path()
    try:
        if folder:  # SQLite makes its other files with the rights of this one
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        with closing(sqlite3.connect(path if folder else OF_THIS_RUN, timeout=0, isolation_level=None)) as db:
            _prepare(db, path)
            yield Store(path, db)
    except sqlite3.DatabaseError as error:
        raise _told(path, error) from error
    except OSError as error:
        if isinstance(error, OutputError):
            raise
        raise cannot_write(path, error) from error


def _prepare(db: sqlite3.Connection, path: Path) -> None:
    """Take the lock, and make the tables of a new store."""
    db.execute("PRAGMA locking_mode = EXCLUSIVE")
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute("BEGIN EXCLUSIVE")
    ((application,),) = db.execute("PRAGMA application_id")
    ((version,),) = db.execute("PRAGMA user_version")
    if not application and not db.execute("SELECT 1 FROM sqlite_master").fetchone():
        # Before the log of changes is in use: the first bytes of the file itself tell what it is.
        db.execute(f"PRAGMA application_id = {STORE_APPLICATION}")
        version = _made(db, SCHEMA + OF_READING)
    elif application != STORE_APPLICATION:
        raise OutputError(f"{path}: a database of another program; move it, or name another folder")
    elif version == WITHOUT_BLOCKS:
        db.execute("DROP TABLE reading")
        version = _made(db, HEADS + OF_READING)
    elif version == WITHOUT_HEADS:
        version = _made(db, HEADS)
    if version != FORMAT:
        raise OutputError(
            f"{path}: written in format {version} by another geomap, this one has {FORMAT}; "
            "use that one, or name another folder"
        )
    db.execute("COMMIT")
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    ((found,),) = db.execute("PRAGMA quick_check(1)")
    if found != "ok":
        raise _damaged(path, found)


def _made(db: sqlite3.Connection, schema: str) -> int:
    """Make tables, and return the format that the store has with them."""
    for statement in schema.strip().split(";\n"):
        db.execute(statement)
    db.execute(f"PRAGMA user_version = {FORMAT}")
    return FORMAT


def set_aside(folder: Path) -> Path:
    """Rename a damaged store, so that a new one can be made, and return its new name."""
    broken = folder / BROKEN
    (folder / STORE).replace(broken)
    for ending in ("-wal", "-shm", "-journal"):
        with suppress(FileNotFoundError):
            (folder / (STORE + ending)).unlink()
    return broken


def _told(path: Path, error: sqlite3.DatabaseError) -> OutputError:
    """Return the error that says what is wrong with a store, and what to do."""
    code = getattr(error, "sqlite_errorcode", 0) & PRIMARY_CODE
    if code in BUSY:
        return BusyError(
            f"{path.parent}: another geomap is at work on it; wait until it has ended, or name another folder"
        )
    if code in DAMAGED:
        return _damaged(path, error)
    if code == sqlite3.SQLITE_FULL:
        return cannot_write(path, OSError(errno.ENOSPC, str(error)))
    return OutputError(f"{path}: cannot be used ({error}); name another folder, or give --no-store")


def _damaged(path: Path, why: object) -> DamagedStoreError:
    return DamagedStoreError(f"{path}: damaged ({why}); run geomap again with the inputs to make a new one")
