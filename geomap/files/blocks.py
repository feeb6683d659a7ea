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
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import accumulate, groupby
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryFile
from typing import Literal, NamedTuple

import msgspec

from geomap.basemap import CREDITS
from geomap.documents import Document, Tally
from geomap.files import features, unlocated
from geomap.files.columns import Columns, Numbers, Shared, Sharing, Told, page_order, quoted, told_of
from geomap.files.features import Box, Features, around, at_antimeridian, box_of, features_of
from geomap.files.packing import Origin, Places, origins_of, record_row, referred_anew
from geomap.files.records import header_line, line_of
from geomap.files.unlocated import Rows
from geomap.gazetteer import Credit, Entry, Gazetteer
from geomap.progress import Showing, shown_to_nobody
from geomap.publication import Publication
from geomap.records import Record
from geomap.spans import Days, Span
from geomap.surroundings import Surroundings, surroundings_by
from geomap.tables import (
    HORIZON_UNKNOWN,
    Horizon,
    Printed,
    Table,
    horizon_between,
    limit_of,
    publications_of,
    to_tables,
    undated_span,
)

Layer = Literal["points", "areas", "unlocated"]
Parts = tuple[str, str, str]
"""Of a feature or row: what stands before its times, these, and what follows them."""


class Mark(NamedTuple):
    """What puts a piece in its place; this is a reference to an entry of its block."""

    id: str
    day: int
    """The first of its days as a number, 0 where it has none."""
    place: str | None
    layer: Layer
    limit: datetime | None
    """Of a claim without a day: behind which instant it is not."""


class Piece(NamedTuple):
    """What one record puts into the files."""

    mark: Mark
    head: bytes
    """Its feature or row; of a claim without a day up to its times, and from there on."""
    tail: bytes
    line: bytes
    """That of ``records.jsonl``."""
    told: bytes
    """What the page tells, packed."""


class Block(msgspec.Struct, array_like=True, frozen=True):
    """The pieces of all records of one place, and what the heads of files tell of them."""

    pieces: tuple[Piece, ...]
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
    records = sorted(records, key=page_order)
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
    pieces = tuple(_piece(record, rows[record.id], common) for record in records)
    return Block(
        pieces=pieces,
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


def _piece(record: Record, row: tuple[Layer, Parts], common: _Common) -> Piece:
    documents, origins, places, sharing = common
    layer, (before, times, after) = row
    mark = Mark(
        id=record.id,
        day=record.days.start.toordinal() if record.days else 0,
        place=places.add(record.place) if record.place else None,
        layer=layer,
        limit=None if record.days else limit_of(record),
    )
    return Piece(
        mark,
        head=(before + times + after if record.days else before).encode(),
        tail=b"" if record.days else after.encode(),
        line=line_of("record", record_row(record, origins, places)),
        told=_pack(told_of(record, places, sharing, documents)),
    )


class _Group(NamedTuple):
    """The pieces of one place, as they are referred to."""

    entries: Mapping[str, Entry]
    shared: tuple[int, int]
    """Where in the file lies what they share, and how long it is."""


class _Kept(NamedTuple):
    """A piece whose bytes lie in a file: where each of its parts begins, and where the last ends."""

    block: int
    """The number of its group."""
    is_dated: bool
    limit: datetime | None
    at: tuple[int, ...]


_kept = msgspec.msgpack.Decoder(tuple[datetime | None, tuple[int, ...]]).decode
TABLES = """
CREATE TABLE piece(layer TEXT, undated INTEGER, day INTEGER, id TEXT, block INTEGER, kept BLOB);
CREATE TABLE origin(document TEXT PRIMARY KEY, told BLOB) WITHOUT ROWID;
CREATE TABLE quote(document TEXT, start INTEGER, end INTEGER, quote TEXT, UNIQUE(document, start, end));
"""
BY_DAY = "undated, day, id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The layers of all pieces, as they are written."""

    points: Features
    areas: Features | Table
    unlocated: Rows
    horizon: tuple[datetime, datetime]
    credits: tuple[Credit, ...]


class Pieces:
    """All pieces of a run; memory holds the places that they name, and nothing of each."""

    def __init__(self, folder: Path, showing: Showing = shown_to_nobody) -> None:
        """Begin without any; a nameless file in ``folder`` takes their bytes, and goes with this object.

        ``showing`` yields what it is given, and may show how far the writing of a file is, which it is told.
        """
        self._showing = showing
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115
        self._end = 0
        # SQLite sorts what is larger than memory; the file is one that it removes itself.
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.executescript("PRAGMA journal_mode = OFF; BEGIN;" + TABLES)
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
        rows = []
        for mark, *parts in block.pieces:
            self._file.writelines(parts)
            at = tuple(accumulate(map(len, parts), initial=self._end))
            self._end = at[-1]
            kept = _pack((mark.limit, at))
            rows.append((mark.layer, not mark.day, mark.day, mark.id, len(self._groups), kept))
            if mark.place is not None:
                self._claims[id(entries[mark.place])] += 1
        shared = bytes(block.shared)
        self._file.write(shared)
        self._file.flush()
        self._groups.append(_Group(entries, (self._end, len(shared))))
        self._end += len(shared)
        self._db.executemany("INSERT INTO piece VALUES (?, ?, ?, ?, ?, ?)", rows)
        origins = ((name, bytes(raw)) for name, raw in block.told.items())
        self._db.executemany("INSERT OR REPLACE INTO origin VALUES (?, ?)", origins)
        self._printed.update(block.printed)
        self._days += [block.days] if block.days else []
        self._boxes["points"] += [block.points] if block.points else []
        self._boxes["areas"] += [block.areas] if block.areas else []
        self.at_edge = self.at_edge or block.at_edge

    def _entry(self, raw: bytes) -> Entry:
        if raw not in self._entries:
            self._entries[raw] = _entry(raw)
        return self._entries[raw]

    def _part(self, kept: _Kept, part: int) -> bytes:
        start, end = kept.at[part : part + 2]
        return self._read(start, end - start)

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

    def _ordered(self, order: str, what: str | None = None, layer: Layer | None = None) -> Iterator[_Kept]:
        """Yield all pieces, or those of a layer; ``what`` is shown to be done with them."""
        where = "WHERE ?1 IS NULL OR layer = ?1"
        query = f"SELECT block, NOT undated, kept FROM piece {where} ORDER BY {order}"  # noqa: S608
        rows = self._db.execute(query, (layer,))
        numbers = range(self.count(layer))
        shown = self._showing(numbers, what) if what else numbers
        for _, (block, is_dated, kept) in zip(shown, rows, strict=True):
            yield _Kept(block, bool(is_dated), *_kept(kept))

    def surroundings(self, gazetteer: Gazetteer) -> Surroundings:
        """Return what the map shows beside the records."""
        return surroundings_by(((it, self._claims[id(it)]) for it in self._entries.values()), gazetteer)

    def page(self, surroundings: Surroundings, documents: Mapping[str, Document]) -> Columns:
        """Return the data of the map page; the documents are all that are behind the records."""
        page = Columns(surroundings)
        numbers: list[Numbers | None] = [None] * len(self._groups)
        for kept in self._ordered("NOT " + BY_DAY, "writing the page"):
            known = numbers[kept.block]
            if known is None:
                entries, shared = self._groups[kept.block]
                known = numbers[kept.block] = page.numbers(_shared(self._read(*shared)), entries)
            page.add(_told(self._part(kept, 3)), known, documents)
        return page

    def joined(self, credits: Sequence[Credit], whole: Callable[[Horizon], Table]) -> Joined:  # noqa: A002
        """Return the layers; ``whole`` makes the table of all areas, for where they cannot be joined."""
        horizon = horizon_between(self._printed, self._days)
        return Joined(
            points=self._features("points", horizon),
            areas=whole(horizon) if self.at_edge else self._features("areas", horizon),
            unlocated=Rows(
                to_tables(()).unlocated.columns, self._rows("unlocated", horizon, unlocated.times_told)
            ),
            horizon=horizon,
            credits=(*credits, *CREDITS),
        )

    def _features(self, layer: Layer, horizon: Horizon) -> Features:
        boxes = self._boxes[layer]
        rows = self._rows(layer, horizon, features.times_told)
        return Features(rows, self.count(layer), around(boxes) if boxes else None)

    def _rows(self, layer: Layer, horizon: Horizon, times_told: Callable[[Horizon], str]) -> Iterator[bytes]:
        for kept in self._ordered("id", f"writing {layer}", layer):
            head = self._part(kept, 0)
            if kept.is_dated:
                yield head
            else:
                yield head + times_told(undated_span(kept.limit, horizon)).encode() + self._part(kept, 1)

    def lines(
        self, documents: Mapping[str, Document], tally: Tally, *, texts: bool = True
    ) -> Iterator[bytes]:
        """Yield the lines of ``records.jsonl``; documents without their texts tell what is quoted."""
        if not texts:
            self._gather_quotes(documents)
        yield header_line(tally)
        for document in documents.values():
            kept_of_it = document if texts else replace(document, text="")
            origin = Origin.of(kept_of_it, self._origin(document.id), self._quotes_of(document.id))
            yield line_of("document", origin.row())
        places = Places.of(self._entries.values())
        yield from (line_of("place", row) for row in places.rows())
        several = {entry.id for name, entry in places.entries.items() if name != entry.id}
        for kept in self._ordered(BY_DAY, "writing records"):
            line = self._part(kept, 2)
            entries = self._groups[kept.block].entries
            if several and any(entry.id in several for entry in entries.values()):
                # References are those of a block, which may know one of the entries alone.
                anew = {name: places.add(entry) for name, entry in entries.items()}
                row = referred_anew(msgspec.json.decode(line), anew)
                line = msgspec.json.encode(row) + b"\n"
            yield line

    def _origin(self, document: str) -> tuple[Publication, str] | None:
        """Return the publication and the language of a document that is behind any record."""
        row = self._db.execute("SELECT told FROM origin WHERE document = ?", (document,)).fetchone()
        return row and _origin(row[0])

    def _gather_quotes(self, documents: Mapping[str, Document]) -> None:
        """Gather the sentences that are quoted, for documents that are written without their texts."""
        by_group = groupby(self._ordered("block"), attrgetter("block"))
        shared = ((_shared(self._read(*self._groups[block].shared)), some) for block, some in by_group)
        told = (
            row
            for of_them, some in shared
            for kept in some
            for row in quoted(_told(self._part(kept, 3)), of_them, documents)
        )
        self._db.executemany("INSERT OR IGNORE INTO quote VALUES (?, ?, ?, ?)", told)

    def _quotes_of(self, document: str) -> dict[Span, str]:
        """Return the sentences that were gathered of a document."""
        query = "SELECT start, end, quote FROM quote WHERE document = ? ORDER BY start, end"
        return {Span(start, end): quote for start, end, quote in self._db.execute(query, (document,))}
