"""``records.jsonl``: a header, the documents with their bodies, then the records, one JSON object a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from geomap.documents import Document
from geomap.errors import InputError
from geomap.records import Record

FORMAT = "geomap-records"
VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """What ``records.jsonl`` holds: enough to check every quote, and to merge with other archives."""

    documents: tuple[Document, ...]
    records: tuple[Record, ...]


def records_lines(archive: Archive) -> Iterable[bytes]:
    """Yield the lines of ``records.jsonl``; the same archive gives the same bytes."""
    yield _line(FORMAT, {"version": VERSION})
    for document in archive.documents:
        yield _line("document", msgspec.to_builtins(document))
    for record in archive.records:
        yield _line("record", msgspec.to_builtins(record))


def write_records(archive: Archive, path: Path) -> None:
    """Write ``records.jsonl``."""
    with path.open("wb") as target:
        target.writelines(records_lines(archive))


def read_records(path: Path) -> Archive:
    """Return the archive that ``write_records`` wrote; an InputError tells what is wrong with a file."""
    documents, records = [], []
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    row = msgspec.json.decode(line, type=dict[str, Any])
                    kind = row.pop("type", None)
                    if number == 1:
                        _check_header(kind, row.get("version"))
                    elif kind == "document":
                        documents.append(msgspec.convert(row, Document))
                    elif kind == "record":
                        records.append(msgspec.convert(row, Record))
                except (msgspec.DecodeError, ValueError) as error:
                    raise InputError(
                        f"{path}:{number}: {error}; write the file again with geomap run"
                    ) from None
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({error.strerror}); name the records.jsonl that geomap run wrote"
        ) from None
    if not documents and not records and not _has_header(path):
        raise InputError(f"{path}: empty; name the records.jsonl that geomap run wrote")
    return Archive(documents=tuple(documents), records=tuple(records))


def is_records_file(path: Path) -> bool:
    """Tell whether a file is one that ``write_records`` wrote, by its first line."""
    return path.is_file() and _has_header(path)


def _has_header(path: Path) -> bool:
    with path.open("rb") as lines:
        return lines.readline(200).startswith(b'{"type":"' + FORMAT.encode() + b'"')


def _check_header(kind: object, version: object) -> None:
    if kind != FORMAT:
        raise ValueError("not a records file of geomap")
    if version != VERSION:
        raise ValueError(f"written in version {version} of the format; this geomap reads version {VERSION}")


def _line(kind: str, row: dict[str, Any]) -> bytes:
    return msgspec.json.encode({"type": kind, **row}) + b"\n"
