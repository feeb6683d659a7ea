"""The files of a run in pieces: what each record puts into them, place by place, so that it can be kept.

A new article touches few places. The pieces of all others are as they were, and the files are joined of kept
and new ones alike; there is no other way in which a run writes them. What a piece cannot know is left open in
it: what a claim without a day spans, and the numbers that the page gives to its texts and places.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryFile
from typing import Literal, NamedTuple

import msgspec

from geomap.basemap import CREDITS
from geomap.documents import Document, Tally
from geomap.files import features, unlocated
from geomap.files.columns import Adding, Shared, Sharing, Told, quoted, told_of
from geomap.files.features import Box, Parts, around, at_antimeridian, box_of, features_of
from geomap.files.folder import RECORDS
from geomap.files.geojson import AREAS, POINTS, collection, members_of, write_layer
from geomap.files.packing import Origin, Places, origins_of, record_row, referred_anew
from geomap.files.pages import Plan
from geomap.files.periods import CLAIMS_A_PAGE, periods_of
from geomap.files.records import header_line, line_of
from geomap.files.scratch import AT_ONCE, file_written_whole, told_as
from geomap.files.unlocated import UNLOCATED, rows_written
from geomap.gazetteer import Credit, Entry, Gazetteer
from geomap.progress import Showing, shown_to_nobody
from geomap.publication import Publication
from geomap.records import Record, by_day
from geomap.spans import Days, Span
from geomap.surroundings import Surroundings, surroundings_by
from geomap.tables import (
    HORIZON_UNKNOWN,
    Horizon,
    Printed,
    Table,
    horizon_between,
    is_ahead,
    last_of,
    limit_of,
    printed_by,
    publications_of,
    status_is_open,
    to_tables,
    undated_span,
)

Layer = Literal["points", "areas", "unlocated"]
Bytes = bytes | memoryview


class Piece(NamedTuple):
    """What puts in its place what one record puts into the files.

    The bytes lie in its block, one part after another; this tells how many each part has.
    """

    id: str
    day: int
    """The first of its days as a number, 0 where it has none."""
    place: str | None
    """A reference to an entry of its block."""
    layer: Layer
    limit: datetime | None
    """Of a claim without a day: behind which instant it is not. Of one whose status the horizon decides on:
    behind the first publication that does not come before it."""
    head: int
    """Its feature or row; of a claim without a day up to its times, of an open status up to that."""
    tail: int
    """What follows these; nothing where all is told in the head."""
    line: int
    """That of ``records.jsonl``."""
    told: int
    """What the page tells, packed."""


class Block(msgspec.Struct, array_like=True, frozen=True):
    """The pieces of all records of one place, and what the heads of files tell of them."""

    pieces: tuple[Piece, ...]
    body: bytes
    """The bytes of all pieces, one after another."""
    entries: dict[str, msgspec.Raw]
    """All that its records name, by what refers to each."""
    shared: msgspec.Raw
    """What the page tells of its records in common."""
    told: dict[str, msgspec.Raw]
    """The publication and the language of each document behind them."""
    printed: tuple[Printed, ...]
    days: Days | None
    """From the first to the last day of a claim."""
    points: Box | None
    areas: Box | None
    at_edge: bool
    """Whether an area reaches the antimeridian: such a layer cannot be joined of pieces."""


_pack = msgspec.msgpack.Encoder().encode
_told = msgspec.msgpack.Decoder(Told).decode
_shared = msgspec.msgpack.Decoder(Shared).decode
_entry = msgspec.msgpack.Decoder(Entry).decode
_origin = msgspec.msgpack.Decoder(tuple[Publication, str]).decode


def make_block(records: Sequence[Record], documents: Mapping[str, Document]) -> Block:
    """Return the pieces of the records of one place; ``documents`` are those behind them."""
    records = sorted(records, key=by_day)
    tables = to_tables(records, horizon=HORIZON_UNKNOWN)
    layers: tuple[tuple[Layer, Table, Iterator[Parts]], ...] = (
        ("points", tables.points, features_of(tables.points)),
        ("areas", tables.areas, features_of(tables.areas)),
        ("unlocated", tables.unlocated, unlocated.rows_of(tables.unlocated)),
    )
    rows = {
        name: (layer, parts)
        for layer, table, told in layers
        for name, parts in zip(table.columns["record_id"].values, told, strict=True)
    }
    days = [record.days for record in records if record.days]
    reports = {report.document: report for record in records for report in record.reports}
    origins = origins_of((documents[name] for name in reports if name in documents), records)
    common = _Common(documents, origins, Places(), Sharing())
    body = bytearray()
    pieces = tuple(_piece(record, rows[record.id], common, body) for record in records)
    return Block(
        pieces=pieces,
        body=bytes(body),
        entries={name: msgspec.Raw(_pack(entry)) for name, entry in common.places.entries.items()},
        shared=msgspec.Raw(_pack(common.sharing.shared())),
        told={
            name: msgspec.Raw(_pack((report.published, report.language))) for name, report in reports.items()
        },
        printed=tuple(sorted(publications_of(records), key=lambda one: (one[0], one[1].edtf()))),
        days=Days(min(d.start for d in days), max(d.end for d in days)) if days else None,
        points=box_of(tables.points) if len(tables.points) else None,
        areas=box_of(tables.areas) if len(tables.areas) else None,
        at_edge=at_antimeridian(tables.areas),
    )


class _Common(NamedTuple):
    """What all records of a place have: the documents behind them, and what they refer to."""

    documents: Mapping[str, Document]
    origins: Mapping[str, Origin]
    places: Places
    sharing: Sharing


def _piece(record: Record, row: tuple[Layer, Parts], common: _Common, body: bytearray) -> Piece:
    """Return a piece, the bytes of which are put behind those of the pieces before."""
    documents, origins, places, sharing = common
    layer, told = row
    head, tail = _halves(record, told)
    place = places.add(record.place) if record.place else None
    parts = (
        head.encode(),
        tail.encode(),
        line_of("record", record_row(record, origins, places)),
        _pack(told_of(record, places, sharing, documents)),
    )
    body += b"".join(parts)
    return Piece(
        record.id,
        record.days.start.toordinal() if record.days else 0,
        place,
        layer,
        (printed_by(record) if tail else None) if record.days else limit_of(record),
        *map(len, parts),
    )


def _halves(record: Record, parts: Parts) -> tuple[str, str]:
    """Return a feature or row up to what its piece leaves open, and from there on."""
    before, status, between, times, after = parts
    if record.days is None:
        return before + status + between, after
    if status_is_open(record):
        return before, between + times + after
    return "".join(parts), ""


class _Group(NamedTuple):
    """The pieces of one place, as they are referred to."""

    entries: Mapping[str, Entry]
    shared: tuple[int, int]
    """Where in the file lies what they share, and how long it is."""


_limit = msgspec.msgpack.Decoder(datetime).decode
TABLES = """
CREATE TABLE piece(
  undated INTEGER, day INTEGER, id TEXT, layer TEXT, block INTEGER,
  start INTEGER, head INTEGER, tail INTEGER, line INTEGER, told INTEGER, "limit" BLOB
);
CREATE TABLE origin(document TEXT PRIMARY KEY, told BLOB) WITHOUT ROWID;
CREATE TABLE quote(document TEXT, start INTEGER, end INTEGER, quote TEXT, UNIQUE(document, start, end));
"""
NONE = None, b""
BY_DAY = """
SELECT layer, block, start, head, tail, line, told, undated, day, "limit" FROM piece ORDER BY undated, day, id
"""
TOLD = "SELECT start + head + tail + line, told, block FROM piece ORDER BY block"


class Telling(NamedTuple):
    """What is told besides the records, and how."""

    tally: Tally
    credits: Sequence[Credit]
    """The gazetteer's."""
    areas: Callable[[Horizon], Table]
    """Makes the table of all areas, for where they cannot be joined of pieces."""
    texts: bool = True
    """Whether documents are written with their texts, or only with what is quoted."""


class Pieces:
    """All pieces of a run; memory holds the places that they name, and nothing of each."""

    def __init__(self, folder: Path, showing: Showing = shown_to_nobody) -> None:
        """Begin without any; a nameless file in ``folder`` takes their bytes, and goes with this object.

        ``showing`` yields what it is given, and may show how far the writing of a file is, which it is told.
        """
        self._showing = showing
        self._file = TemporaryFile(buffering=AT_ONCE, dir=folder)  # noqa: SIM115
        self._end = 0
        # SQLite sorts what is larger than memory; the file is one that it removes itself.
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.executescript("PRAGMA journal_mode = OFF; BEGIN;" + TABLES)
        self._known: set[str] = set()
        """The documents that some block has told of."""
        self._groups: list[_Group] = []
        self._entries: dict[bytes, Entry] = {}
        """Each entry that blocks hold, once, by its bytes."""
        self._claims: Counter[int] = Counter()
        """How many claims there are of an entry, by its identity."""
        self._printed: set[Printed] = set()
        self._days: list[Days] = []
        self._boxes: dict[Layer, list[Box]] = {"points": [], "areas": []}
        self.at_edge = False

    def add(self, block: Block) -> None:
        """Take in the pieces of a place."""
        entries = {name: self._entry(bytes(raw)) for name, raw in block.entries.items()}
        rows, start, number = [], self._end, len(self._groups)
        for name, day, place, layer, limit, head, tail, line, told in block.pieces:
            kept = limit and _pack(limit)
            rows.append((not day, day, name, layer, number, start, head, tail, line, told, kept))
            start += head + tail + line + told
            if place is not None:
                self._claims[id(entries[place])] += 1
        shared = bytes(block.shared)
        self._file.writelines((block.body, shared))
        self._groups.append(_Group(entries, (start, len(shared))))
        self._end = start + len(shared)
        self._db.executemany("INSERT INTO piece VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        new = [(name, bytes(raw)) for name, raw in block.told.items() if name not in self._known]
        self._known.update(name for name, _ in new)
        self._db.executemany("INSERT INTO origin VALUES (?, ?)", new)
        self._printed.update(block.printed)
        self._days += [block.days] if block.days else []
        self._boxes["points"] += [block.points] if block.points else []
        self._boxes["areas"] += [block.areas] if block.areas else []
        self.at_edge = self.at_edge or block.at_edge

    def _entry(self, raw: bytes) -> Entry:
        if raw not in self._entries:
            self._entries[raw] = _entry(raw)
        return self._entries[raw]

    def _read(self, start: int, size: int) -> bytes:
        if sys.platform != "win32":
            return os.pread(self._file.fileno(), size, start)
        self._file.seek(start)
        return self._file.read(size)

    def count(self, layer: Layer | None = None) -> int:
        """Return how many records there are, or how many in a layer."""
        return self._counted("? IS NULL OR layer = ?1", layer)

    def undated(self) -> int:
        """Return how many records have no day."""
        return self._counted("undated")

    def _counted(self, which: str, *values: object) -> int:
        count: int
        ((count,),) = self._db.execute(f"SELECT count(*) FROM piece WHERE {which}", values)  # noqa: S608
        return count

    def plan(self, most: int = CLAIMS_A_PAGE) -> Plan:
        """Return how the map is divided, where there are more than ``most`` records."""
        if self.count() <= most:
            return Plan.of((), None, lambda _: None)
        rows = self._db.execute("SELECT day, count(*) FROM piece WHERE NOT undated GROUP BY day ORDER BY day")
        periods = periods_of(dict(rows), self.undated(), most)
        self._db.execute("CREATE INDEX IF NOT EXISTS by_id ON piece(id)")
        return Plan.of(periods, last_of(self._printed), self._day_of)

    def _day_of(self, name: str) -> int | None:
        row = self._db.execute("SELECT day FROM piece WHERE id = ?", (name,)).fetchone()
        return row and int(row[0])

    def surroundings(self, gazetteer: Gazetteer) -> Surroundings:
        """Return what the map shows beside the records."""
        return surroundings_by(((it, self._claims[id(it)]) for it in self._entries.values()), gazetteer)

    def write(
        self,
        folder: Path,
        page: Adding,
        documents: Mapping[str, Document],
        telling: Telling,
    ) -> None:
        """Write the layers and ``records.jsonl`` into a folder, and put all on the page, in one go.

        ``documents`` are all that are behind the records.
        """
        self._file.flush()
        horizon = horizon_between(self._printed, self._days)
        members = members_of((*telling.credits, *CREDITS), horizon)
        anew = self._referred_anew()
        with (
            collection(folder / POINTS, members, self._box("points")) as points,
            collection(folder / AREAS, members, self._box("areas")) as areas,
            rows_written(folder / UNLOCATED, to_tables(()).unlocated.columns) as unlocated,
            file_written_whole(folder / RECORDS) as write,
            told_as(folder, folder),
        ):
            add: dict[Layer, Callable[[Bytes], object]]
            add = {"points": points, "areas": areas, "unlocated": unlocated}
            write(self._heads(documents, telling))
            for layer, block, row, line, told in self._by_day(horizon):
                add[layer](row)
                write((anew(line, block) if anew else line,))
                page.add(_told(told), block, self._common, documents)
        if self.at_edge:
            write_layer(telling.areas(horizon), folder / AREAS, members)

    def _common(self, block: int) -> tuple[Shared, Mapping[str, Entry]]:
        """Return what the page tells of the records of a block in common, and the entries they refer to."""
        entries, shared = self._groups[block]
        return _shared(self._read(*shared)), entries

    def _box(self, layer: Layer) -> Box | None:
        boxes = self._boxes[layer]
        return around(boxes) if boxes else None

    def _by_day(self, horizon: Horizon) -> Iterator[tuple[Layer, int, Bytes, Bytes, Bytes]]:
        """Yield what each record puts into the files, in the order of all of them.

        This is its layer, the number of its block, its row there, its line, and what the page tells.
        """
        written = {"points": features, "areas": features, "unlocated": unlocated}
        shown = self._showing(range(self.count()), "writing")
        for _, row in zip(shown, self._db.execute(BY_DAY), strict=True):
            layer, block, start, head, tail, line, told, undated, day, kept = row
            data = memoryview(self._read(start, head + tail + line + told))
            end = head + tail
            feature: Bytes = data[:end]
            if tail:
                limit = kept and _limit(kept)
                if undated:
                    left = written[layer].times_told(undated_span(limit, horizon))
                else:
                    start_of_it = datetime.combine(date.fromordinal(day), time(), UTC)
                    ahead = is_ahead(start_of_it, limit, horizon)
                    left = written[layer].status_told("doubtful" if ahead else "reported")
                feature = b"".join((data[:head], left.encode(), data[head:end]))
            yield layer, block, feature, data[end : end + line], data[end + line :]

    def _heads(self, documents: Mapping[str, Document], telling: Telling) -> Iterator[bytes]:
        """Yield the lines of ``records.jsonl`` before those of records."""
        if not telling.texts:
            self._gather_quotes(documents)
        yield header_line(telling.tally)
        origins = self._db.execute("SELECT document, told FROM origin ORDER BY document")
        name, told = next(origins, NONE)
        for document in documents.values():  # by id too
            while name is not None and name < document.id:
                name, told = next(origins, NONE)
            kept_of_it = document if telling.texts else replace(document, text="")
            quotes = {} if telling.texts else self._quotes_of(document.id)
            known = _origin(told) if name == document.id else None
            yield line_of("document", Origin.of(kept_of_it, known, quotes).row())
        yield from (line_of("place", row) for row in Places.of(self._entries.values()).rows())

    def _referred_anew(self) -> Callable[[Bytes, int], Bytes] | None:
        """Return what gives a line of a block the references that all blocks have in common.

        Those of a block may know only one of several entries of the same id; None where there are no such.
        """
        places = Places.of(self._entries.values())
        several = {entry.id for name, entry in places.entries.items() if name != entry.id}

        def anew(line: Bytes, block: int) -> Bytes:
            entries = self._groups[block].entries
            if not any(entry.id in several for entry in entries.values()):
                return line
            names = {name: places.add(entry) for name, entry in entries.items()}
            return msgspec.json.encode(referred_anew(msgspec.json.decode(line), names)) + b"\n"

        return anew if several else None

    def _gather_quotes(self, documents: Mapping[str, Document]) -> None:
        """Gather the sentences that are quoted, for documents that are written without their texts."""
        by_group = groupby(self._db.execute(TOLD), itemgetter(2))
        shared = ((_shared(self._read(*self._groups[block].shared)), some) for block, some in by_group)
        told = (
            row
            for of_them, some in shared
            for start, size, _ in some
            for row in quoted(_told(self._read(start, size)), of_them, documents)
        )
        self._db.executemany("INSERT OR IGNORE INTO quote VALUES (?, ?, ?, ?)", told)

    def _quotes_of(self, document: str) -> dict[Span, str]:
        """Return the sentences that were gathered of a document."""
        query = "SELECT start, end, quote FROM quote WHERE document = ? ORDER BY start, end"
        return {Span(start, end): quote for start, end, quote in self._db.execute(query, (document,))}
