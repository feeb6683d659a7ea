"""The first work of a cluster: inputs become documents, each file where a worker is free.

Who asks lists the files of all inputs, and puts in order what workers took out of them, by the rules of
``documents.reading``: what is told once, and whose an id is, hangs on all that was before.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import IO, Any, NamedTuple

import msgspec
from fsspec.core import url_to_fs

from geomap.attempts import Failure, WorkerDiedError, sent
from geomap.cluster.setting import Do, Setting, cut
from geomap.cluster.spool import Stretch
from geomap.copies import Print, print_of
from geomap.documents import Document, Refusal, Remark
from geomap.documents.document import Item
from geomap.documents.given import Given, is_text
from geomap.documents.kinds import Source
from geomap.documents.readers import SUFFIXES
from geomap.documents.reading import Met, Scan, counted
from geomap.documents.side_table import SIDE_TABLE

FILES = 64
"""Files that are one task at most."""
BYTES = 500_000
"""Bytes from which on files are one task."""


class Later(NamedTuple):
    """A file that a worker is to read."""

    where: str
    """Its path or address."""
    name: str
    size: int


class Light(NamedTuple):
    """A document without its text, and where the whole one lies."""

    document: Document
    print: Print
    at: Stretch


class Taken(NamedTuple):
    """What became of one thing that a file gave: something to be said, or a document."""

    item: Item
    met: Met | None = None
    print: Print | None = None
    at: Stretch | None = None


@dataclass(frozen=True, slots=True)
class FileTaken:
    """What a file gave, in order, and what is told once of all files."""

    taken: list[Taken] = field(default_factory=list)
    unused: Counter[str] = field(default_factory=Counter)
    left_out: dict[str, tuple[int, str]] = field(default_factory=dict)
    tables: dict[Path, tuple[str, ...]] = field(default_factory=dict)
    """The side tables that were read for it, and their fields that are not used."""


class _Plan(Scan):
    """A scan that reads no file, but notes which are to be read."""

    def input(self, name: str | Path | Given) -> Iterator[Item | Later]:  # type: ignore[override]
        if isinstance(name, str) and is_address(name):
            yield from self._address(name)
        else:
            yield from super().input(name)

    def file(self, path: Path, document_id: str) -> Iterator[Later]:  # type: ignore[override]
        size = path.stat().st_size if path.is_file() else 0
        yield Later(os.fspath(path), document_id, size)

    def _address(self, address: str) -> Iterator[Item | Later]:
        try:
            found = dict(self._at(address))
        except Exception as error:  # each file system has errors of its own
            yield Refusal(address, f"cannot be read ({error}); check the address and the rights to it")
            return
        for name, later in sorted(found.items()):
            if PurePosixPath(name).name.startswith(".") or PurePosixPath(name).name == SIDE_TABLE:
                self.finds.passed["hidden" if name != SIDE_TABLE else "tables beside addresses"] += 1
            elif len(found) > 1 and PurePosixPath(name).suffix.lower() not in SUFFIXES:
                self.finds.passed[PurePosixPath(name).suffix or "without an ending"] += 1
            else:
                yield later
        if not found:
            yield Refusal(address, f"there is no document ({', '.join(SUFFIXES)}); check the address")

    @staticmethod
    def _at(address: str) -> Iterator[tuple[str, Later]]:
        """Yield the files at an address by their names in it: one, those of a pattern, or of a folder."""
        files, root = url_to_fs(address)
        pattern = "*" in root
        found = files.glob(root, detail=True) if pattern else files.find(root, detail=True)
        above = root.split("*")[0].rpartition("/")[0] if pattern or root in found else root.rstrip("/")
        for path, told in found.items():
            if told["type"] == "file":
                name = path.removeprefix(above).lstrip("/")
                yield name, Later(files.unstrip_protocol(path), name, told["size"] or 0)


class _OfAFile(Scan):
    """A scan of one file at a time, which leaves it open what other files give."""

    def admit(self, document: Document, met: Met) -> Iterator[Item]:
        for item in super().admit(document, met):
            self.last = met
            yield item

    last: Met

    def later(self, later: Later) -> Iterator[Item]:
        if not is_address(later.where):
            yield from self.file(Path(later.where), later.name)
            return
        files, path = url_to_fs(later.where)
        source = Source(where=later.where, name=later.name, open=lambda: files.open(path, "rb"))
        yield from self.source(source)


@dataclass(frozen=True, slots=True)
class TakeIn:
    """The work of taking documents out of files."""

    setting: Setting

    def __call__(self, files: Sequence[Later]) -> list[FileTaken]:
        """Lay down the documents of files, and return all else that is known of them."""
        scan = _OfAFile(None, self.setting.intake)
        results: list[FileTaken] = []

        def bodies() -> Iterator[bytes]:
            for one in files:
                scan.met, scan.unused, scan.left_out, known = {}, Counter(), {}, len(scan.tables)
                results.append(result := FileTaken())
                for item in scan.later(one):
                    if isinstance(item, Document):
                        light = replace(item, text="")
                        result.taken.append(Taken(light, scan.last, print_of(item.text)))
                        yield msgspec.json.encode(item)
                    else:
                        result.taken.append(Taken(sent(item) if isinstance(item, Failure) else item))
                tables = list(scan.tables.items())[known:]
                result.tables.update((folder, table.unused) for folder, table in tables)
                for _, table in tables:
                    scan.unused.subtract(table.unused)
                result.unused.update(+scan.unused)
                result.left_out.update(scan.left_out)

        laid = iter(self.setting.spool.lay(bodies()))
        for result in results:
            result.taken[:] = [one._replace(at=next(laid)) if one.met else one for one in result.taken]
        return results

    def pieces(self, files: Sequence[Later]) -> Sequence[Sequence[Later]]:
        """Return fewer files at a time."""
        return cut(files)

    def lost(self, files: Sequence[Later]) -> list[FileTaken]:
        """Return that a file could not be read."""
        failed = [Failure(document=one.where, error=WorkerDiedError("every time")) for one in files]
        return [FileTaken(taken=[Taken(one)]) for one in failed]


def is_address(name: str) -> bool:
    """Tell whether an input is an address of an object store or of another file system.

    >>> is_address("s3://bucket/*.jsonl"), is_address("articles/"), is_address("See https://a.example now.")
    (True, False, False)
    """
    return "://" in name and not is_text(name)


def take_in(
    inputs: Iterable[str], standard_input: IO[bytes] | None, setting: Setting, do: Do[Any, Any]
) -> Iterator[Item | Light]:
    """Yield what a scan of the inputs yields, in its order, its documents without their texts."""
    plan = _Plan(standard_input, setting.intake)
    planned = [item for name in inputs for item in plan.input(name)]
    parts = list(_parts(item for item in planned if isinstance(item, Later)))
    results = iter([one for part in do(TakeIn(setting), parts, "taking in") for one in part])
    # Texts, and what comes by standard input, nobody else can read.
    own = iter(setting.spool.lay(msgspec.json.encode(it) for it in planned if isinstance(it, Document)))
    folders: set[Path] = set()
    for item in planned:
        if isinstance(item, Document):
            yield Light(replace(item, text=""), print_of(item.text), next(own))
        elif isinstance(item, Later):
            result = next(results)
            plan.unused.update(result.unused)
            for folder in result.tables.keys() - folders:
                plan.unused.update(result.tables[folder])
                folders.add(folder)
            for what, (number, first) in result.left_out.items():
                before, earliest = plan.left_out.get(what, (0, first))
                plan.left_out[what] = (before + number, earliest)
            yield from _admitted(result, plan)
        else:
            yield item
    yield from plan.ending()


def _admitted(result: FileTaken, plan: Scan) -> Iterator[Item | Light]:
    """Yield what becomes of what a file gave, beside all that was before."""
    mended: Counter[str] = Counter()
    where = ""
    for one in result.taken:
        if one.met is None or one.print is None or one.at is None or not isinstance(one.item, Document):
            yield one.item
            continue
        where = one.met.file
        for item in plan.admit(one.item, one.met):
            if isinstance(item, Document):
                yield Light(item, one.print, one.at)
            elif isinstance(item, Remark):
                mended[item.what] += 1
            else:
                yield item
    yield from counted(where, mended)


def _parts(files: Iterable[Later]) -> Iterator[list[Later]]:
    """Yield files in the portions of tasks."""
    part: list[Later] = []
    size = 0
    for file in files:
        part.append(file)
        size += file.size
        if len(part) == FILES or size >= BYTES:
            yield part
            part, size = [], 0
    if part:
        yield part
