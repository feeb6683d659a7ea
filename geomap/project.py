"""A run over a store: what is new or changed is read, what is known is taken from it, all is put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from geomap.attempts import Failure
from geomap.documents import Document
from geomap.engine import Engine
from geomap.progress import Showing, shown_to_nobody
from geomap.store import Known, Packed, Store, packed, told
from geomap.workers import Task, Workers

if TYPE_CHECKING:
    from geomap.corrections import Corrections, Result, Values
    from geomap.files.blocks import Block
    from geomap.gazetteer import Gazetteer
    from geomap.publishers import Publishers
    from geomap.records import Record, Report
    from geomap.spans import Days
    from geomap.times import Anchors

PARTS = {
    "version": "another version of geomap",
    "rules": "other rules",
    "gazetteer": "another gazetteer",
    "events": "another table of events",
}
"""What of an engine may have changed, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How documents are to be read, beside what the engine fixes."""

    seconds: float | None = None
    """Of processor time for one document; None for no limit."""
    anchors: Anchors | None = None
    publishers: Publishers | None = None
    families: str = ""
    """The digest of ``publishers``."""
    corrections: Values = field(default_factory=dict)
    """Each with the value that it puts in, in the order in which they were made."""
    workers: Workers = field(default_factory=Workers)
    showing: Showing = shown_to_nobody
    """Yields what it is given, and may show how far the work on it is, which it is told."""


class Source(NamedTuple):
    """A document behind the records of a place."""

    document: str
    hash: bytes
    first: str
    part: int
    """That of the reading in which its reports of this place are."""
    copy_of: str | None
    corrected: tuple[Report, ...] | None
    """Its reports of this place, where a person has corrected any of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What came of reading all documents."""

    documents: tuple[Document, ...]
    """Those that were read to their claims, by id."""
    failures: tuple[Failure, ...]
    without_claims: int
    """How many of the documents hold no claim."""
    mentions: int
    """Toponyms found, whatever their role."""
    unresolved: int
    """Of these, how many could be given no place."""
    at: Mapping[str, Sequence[Source]]
    """The documents behind the records of each place, by what these share."""


class Project:
    """The documents of a store, as one engine reads them."""

    def __init__(self, store: Store, engine: Engine) -> None:
        """Take an open store; nothing is read yet."""
        self.store = store
        self.engine = engine
        self._wanted: set[tuple[bytes, str]] = set()
        self._places: set[str] = set()

    def to_read_again(self) -> tuple[int, str]:
        """Return how many documents only other engines have read, and what these had other, in words."""
        ours = {hash_ for hash_, _ in self.store.read_by(self.engine.digest)}
        theirs = self.store.ever_read() - ours
        before = self.store.noted("engine") or {}
        changed = [words for part, words in PARTS.items() if before.get(part) != getattr(self.engine, part)]
        count = sum(hash_ in theirs for _, hash_ in self.store.hashes())
        return count, " and ".join(changed[:2]) or PARTS["rules"]

    def waiting(self) -> int:
        """Return how many documents this engine has not read."""
        ours = {hash_ for hash_, _ in self.store.read_by(self.engine.digest)}
        # What a person has corrected is read with its other fields.
        other = set(self.store.noted("corrected") or ())
        return sum(hash_ not in ours and key not in other for key, hash_ in self.store.hashes())

    def read(self, gazetteer: Gazetteer, how: How | None = None) -> tuple[Found, list[Result]]:
        """Return what comes of all documents, and what became of each correction.

        Only those are read that the engine has not read yet, or of which the days are counted from another
        day now. Each reading is kept as soon as it is made; what fails is tried again by the next run.
        Corrections are applied to what was read.
        """
        from geomap.copies import copies_of
        from geomap.corrections import NONE, Corrections, correct_documents
        from geomap.pipeline import first_of
        from geomap.records import UNPLACED

        how = how or How()
        stored = self.store.documents(self.engine.rules)
        changed, results = correct_documents([one.document for one in stored], how.corrections)
        stored = [one.of(changed[one.document.id]) if one.document.id in changed else one for one in stored]
        documents = [one.document for one in stored]
        copies = copies_of(documents, [one.print for one in stored], how.publishers)
        keys = {one.document.id: (one.hash, first_of(one.document, copies)) for one in stored}
        failures = self._read_new(documents, keys, gazetteer, how)
        corrections = Corrections(how.corrections, keys)
        readings = self.store.readings(self.engine.digest)
        read: list[tuple[Document, Known]] = []
        at: dict[str, list[Source]] = defaultdict(list)
        for document in documents:
            hash_, first = keys[document.id][0], told(keys[document.id][1])
            known = readings.get((hash_, first))
            if known is None:
                continue
            copy = copies.get(document.id)
            source = Source(document.id, hash_, first, 0, copy.of if copy else None, None)
            corrected: dict[str, list[Report]] = {}
            if corrections.concerns(
                document.id, (NONE if it.startswith(UNPLACED) else it for it in known.places)
            ):
                corrected = self._corrected(document, source, corrections, how.corrections)
                known = known._replace(places=dict.fromkeys(corrected, 0))
            read.append((document, known))
            for place, part in known.places.items():
                now = tuple(corrected[place]) if corrected else None
                at[place].append(source._replace(part=part, corrected=now))
        results += corrections.results(how.corrections)
        self.store.note("corrected", sorted(changed))
        self._places = set(at)
        found = Found(
            documents=tuple(document for document, _ in read),
            failures=tuple(failures),
            without_claims=sum(not known.places for _, known in read),
            mentions=sum(known.mentions for _, known in read),
            unresolved=sum(known.unresolved for _, known in read),
            at=at,
        )
        return found, results

    def _read_new(
        self,
        documents: Sequence[Document],
        keys: Mapping[str, tuple[bytes, Days | None]],
        gazetteer: Gazetteer,
        how: How,
    ) -> list[Failure]:
        """Read what the engine has not read; return what failed."""
        engine = self.engine.digest
        self._wanted = {(hash_, told(first)) for hash_, first in keys.values()}
        missing = self._wanted - self.store.read_by(engine)
        failures: list[Failure] = []
        unread = [d for d in documents if (keys[d.id][0], told(keys[d.id][1])) in missing]
        tasks = (Task(d.id, len(d.text), (d, keys[d.id][1])) for d in unread)
        outcomes = how.workers.each(
            tasks,
            partial(_read, gazetteer, how.anchors),
            seconds=how.seconds,
            size=sum(len(d.text) for d in unread),
        )
        for document, outcome in zip(how.showing(unread, "reading"), outcomes, strict=True):
            if isinstance(outcome, Failure):
                failures.append(outcome)
            else:
                hash_, first = keys[document.id]
                self.store.add(hash_, engine, told(first), outcome)
        return failures

    def _corrected(
        self, document: Document, source: Source, corrections: Corrections, values: Values
    ) -> dict[str, list[Report]]:
        """Return the reports of a document by place, as corrected."""
        from geomap.records import place_key

        reports = self.store.reports(source.hash, self.engine.digest, source.first)
        reports.sort(key=attrgetter("toponym_span"))
        by_place: dict[str, list[Report]] = {}
        for report in corrections.applied(document, reports, values):
            by_place.setdefault(place_key(report), []).append(report)
        return by_place

    def records(self, found: Found, place: str, publishers: Publishers | None = None) -> tuple[Record, ...]:
        """Return the records of a place."""
        from geomap.records import make_records

        engine = self.engine.digest
        reports: list[Report] = []
        for one in found.at[place]:
            told_of: Sequence[Report] | None = one.corrected
            if told_of is None:
                told_of = self.store.reports(one.hash, engine, one.first, (place, one.part))
            reports += (replace(r, copy_of=one.copy_of) for r in told_of) if one.copy_of else told_of
        return make_records(reports, publishers)

    def blocks(self, found: Found, how: How) -> Iterator[tuple[str, Block]]:
        """Yield the pieces of each place: kept ones, or new ones where a document of it is other now."""
        from geomap.files.blocks import make_block

        documents = {document.id: document for document in found.documents}
        for place, sources in how.showing(list(found.at.items()), "putting together"):
            made_of = self._made_of(sources, how.families)
            block = self.store.block(place, made_of)
            if block is None:
                block = make_block(self.records(found, place, how.publishers), documents)
                self.store.keep(place, made_of, block)
            yield place, block

    def _made_of(self, sources: Sequence[Source], families: str) -> bytes:
        """Return the digest of all that the pieces of a place are made of."""
        parts = [self.engine.digest, self.engine.writing, families, sources]
        return sha256(msgspec.json.encode(parts)).digest()

    def state(self, settings: Sequence[object]) -> str:
        """Return the digest of all that files are made of; ``settings`` are those of the writing."""
        return sha256(msgspec.json.encode([self._known(), list(settings)])).hexdigest()

    def _known(self) -> str:
        """Return the digest of the documents, and of what reads and writes them."""
        parts = [self.engine.digest, self.engine.writing, self.store.hashes()]
        return sha256(msgspec.json.encode(parts)).hexdigest()

    def as_written(self, state: str, folder: Path) -> Any:
        """Return what ``written`` was told where all files stand as they were written of this state."""
        mark = self.store.noted("written")
        if mark is None or mark.get("state") != state or mark["files"] != _seals(folder, mark["files"]):
            return None
        return mark["told"]

    def standing(self, folder: Path) -> str:
        """Return in words whether the files of a folder are of what is known."""
        mark = self.store.noted("written")
        if mark is None:
            return "are not written yet"
        if mark["files"] != _seals(folder, mark["files"]):
            return "are not as they were written: the next run writes them again"
        if mark.get("known") != self._known():
            return "are of an earlier state: the next run writes them again"
        return "are of all that is known"

    def written(self, state: str, folder: Path, names: Iterable[str], told_of_it: object) -> None:
        """Note that files stand in the folder as they were made of a state; older readings are forgotten."""
        self.store.note("engine", {part: getattr(self.engine, part) for part in PARTS})
        self.store.note(
            "written",
            {"state": state, "known": self._known(), "files": _seals(folder, names), "told": told_of_it},
        )
        self.store.sweep(self.engine.digest, self._wanted, self._places)


def _read(gazetteer: Gazetteer, anchors: Anchors | None, given: tuple[Document, Days | None]) -> Packed:
    """Return what is read of a document, as it is kept; the days of a copy are counted from those given."""
    from geomap.pipeline import read

    document, first = given
    return packed(read(document, gazetteer, anchors, first))


def _seals(folder: Path, names: Iterable[str]) -> dict[str, list[int]]:
    """Return what tells whether files were touched since; a file that is not there has no seal."""
    found = {}
    for name in names:
        path = folder / name
        if path.is_file():
            stat = path.stat()
            found[name] = [stat.st_size, stat.st_mtime_ns]
    return found
