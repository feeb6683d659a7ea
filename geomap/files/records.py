"""``records.jsonl``: a header, then documents, places and records, one JSON object a line."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import IO, Any, TypeVar, cast

import msgspec

from geomap.documents import Document, Tally
from geomap.documents.json_lines import is_own
from geomap.errors import InputError
from geomap.files.folder import records_in
from geomap.files.packing import Unpacker, rows_of
from geomap.files.records_check import check_entry, check_record, told
from geomap.files.scratch import file_written_whole
from geomap.records import ID_MARK, Record, support_by

FORMAT = "geomap-records"
VERSION = 4
READ = (1, 2, 3, VERSION)
"""Version 1 told each place, quote and title again in every report, 2 had ids without a mark, and 3 told what
is the rule. They are still read: they hold all that is needed, and the articles of an old run may be gone."""


MARKED = 3
"""The version from which ids bear their mark, and a document tells what its reports share."""
Kept = TypeVar("Kept", Document, Record)
GZIP = b"\x1f\x8b"
LONGEST = 1 << 28
"""Bytes of a line at most: a small packed file may hold a line that no memory does."""
BRIEF = 4
"""The version from which rows leave out what is the rule."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Archive:
    """What ``records.jsonl`` holds: enough to check every quote, and to merge with other archives."""

    documents: tuple[Document, ...]
    records: tuple[Record, ...]
    tally: Tally | None = None
    """What became of all documents that were handed in, where that is known."""

    def __repr__(self) -> str:
        return f"<geomap.Archive: {len(self.records)} records from {len(self.documents)} documents>"

    def without_texts(self) -> Archive:
        """Return the archive with no more of its documents than what is quoted."""
        return replace(self, documents=tuple(replace(document, text="") for document in self.documents))


def records_lines(archive: Archive) -> Iterable[bytes]:
    """Yield the lines of ``records.jsonl``; the same archive gives the same bytes."""
    yield header_line(archive.tally)
    for kind, row in rows_of(archive.documents, archive.records):
        yield line_of(kind, row)


def header_line(tally: Tally | None) -> bytes:
    """Return the first line, with what became of all documents where that is known."""
    told = {"tally": msgspec.to_builtins(tally)} if tally else {}
    return line_of(FORMAT, {"version": VERSION, **told})


def write_records(archive: Archive, path: str | PathLike[str]) -> None:
    """Write ``records.jsonl``."""
    with file_written_whole(Path(path)) as write:
        write(records_lines(archive))


def read_records(path: str | PathLike[str]) -> Archive:
    """Return the archive that ``write_records`` wrote, also of a file that was packed with gzip since.

    A folder is that of a run, which holds such a file. An InputError tells what is wrong with a file.
    """
    path = records_in(path)
    found = _Found()
    try:
        with _opened(path) as lines:
            for number, line in enumerate(iter(lambda: lines.readline(LONGEST + 1), b""), 1):
                try:
                    found.take(line, is_first=number == 1)
                except _ForeignError:
                    raise InputError(
                        f"{path}: no records.jsonl of geomap; name the folder that geomap run wrote, or the "
                        "records.jsonl in it"
                    ) from None
                except (ValueError, RecursionError) as error:  # msgspec's errors are among them
                    raise InputError(
                        f"{path}:{number}: {told(error)}; write the file again with geomap run"
                    ) from error
    except (OSError, EOFError, zlib.error) as error:
        why = getattr(error, "strerror", None) or "it is packed, but cut or damaged"
        raise InputError(
            f"{path}: cannot be read ({why}); name the records.jsonl that geomap run wrote"
        ) from None
    if not found.documents and not found.records and not _has_header(path):
        raise InputError(f"{path}: empty; name the records.jsonl that geomap run wrote")
    return Archive(
        documents=tuple(found.documents.values()), records=tuple(found.records.values()), tally=found.tally
    )


class _ForeignError(ValueError):
    """A first line that is not that of ``records.jsonl``."""


class _Found:
    """What the lines of a file have told so far, by id."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.records: dict[str, Record] = {}
        self.tally: Tally | None = None
        self._rows = Unpacker()
        self._version = VERSION

    def take(self, line: bytes, *, is_first: bool) -> None:
        """Take a line in; a ValueError tells what is wrong with it."""
        if len(line) > LONGEST:
            raise ValueError(f"a line of more than {LONGEST >> 20} MB is no record")
        try:
            row = msgspec.json.decode(line, type=dict[str, Any])
        except (ValueError, RecursionError):
            if is_first and not is_own(line):
                raise _ForeignError from None
            raise
        kind = row.pop("type", None)
        if is_first:
            self._version = _version(kind, row.get("version"))
            self._rows = Unpacker(brief=self._version >= BRIEF)
            self.tally = msgspec.convert(row.get("tally"), Tally | None)
        elif kind == "document":
            document = self._rows.document(row)
            _put("document", document, self.documents)
        elif kind == "place":
            check_entry("place", self._rows.place(row))
        elif kind == "record":
            record = self._record(row)
            check_record(record)
            _put("record", record, self.records)

    def _record(self, row: dict[str, Any]) -> Record:
        if self._version < MARKED:
            _mark_ids(row)
        record = msgspec.convert(row, Record) if self._version == 1 else self._rows.record(row)
        if self._version < MARKED and "independent" not in row:  # from before this was told
            support = support_by(record.reports)
            return replace(record, independent=support.independent, copies=support.copies)
        return record


def _put(kind: str, one: Kept, known: dict[str, Kept]) -> None:
    if one.id in known:
        raise ValueError(f"id: {one.id!r} is an earlier {kind}'s; leave one out")
    known[one.id] = one


def _opened(path: Path) -> IO[bytes]:
    """Return the file, unpacked where somebody has packed it with gzip, under whatever name."""
    source = path.open("rb")
    if source.peek(len(GZIP))[: len(GZIP)] != GZIP:
        return source
    source.close()
    return cast("IO[bytes]", gzip.open(path, "rb"))


def _has_header(path: Path) -> bool:
    with _opened(path) as lines:
        return lines.readline(200).startswith(b'{"type":"' + FORMAT.encode() + b'"')


def _version(kind: object, version: object) -> int:
    if kind != FORMAT:
        raise _ForeignError
    if version not in READ or not isinstance(version, int):
        raise ValueError(
            f"written in version {version} of the format; this geomap reads versions 1 to {VERSION}"
        )
    return version


def _mark_ids(row: dict[str, Any]) -> None:
    """Give the ids in a row of an old file the mark that they bear now."""
    if isinstance(row.get("id"), str) and row["id"]:
        row["id"] = ID_MARK + row["id"]
    for name in ("contradicts", "may_differ"):
        if isinstance(row.get(name), list):
            row[name] = [ID_MARK + other if isinstance(other, str) else other for other in row[name]]


def line_of(kind: str, row: dict[str, Any]) -> bytes:
    """Return a row of some kind as a line."""
    return msgspec.json.encode({"type": kind, **row}) + b"\n"
