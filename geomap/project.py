"""A run over a store: what is new or changed is read, what is known is taken from it, all is put together."""

from __future__ import annotations

from array import array
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import msgspec

from geomap.attempts import Failure
from geomap.documents import Document
from geomap.engine import Engine
from geomap.progress import Showing, shown_to_nobody
from geomap.store import (
    Packed,
    PackedReports,
    Store,
    document_in,
    packed,
    packed_block,
    packed_document,
    reports_in,
    told,
)
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
AT_HAND = 5_000_000
"""Characters of documents that stay unpacked: claims of one day are mostly of the same ones."""
CLAIM = 100
"""Characters that are read in the time in which what a document says of one place is put into files."""


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
    workers: Workers = field(default_factory=partial(Workers, 1))
    showing: Showing = shown_to_nobody
    """Yields what it is given, and may show how far the work on it is, which it is told."""


class Outline(NamedTuple):
    """What is held of a document while all are read."""

    id: str
    hash: bytes
    size: int
    first: Days | None
    """When the text of a copy was first published."""
    copy_of: str | None


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


class Keeper(Protocol):
    """Where documents lie, by id."""

    def document(self, name: str) -> Document:
        """Return one."""
        ...

    def body(self, name: str) -> bytes:
        """Return one as ``document_in`` takes it."""
        ...


class Documents(Mapping[str, Document]):
    """Documents, by id; each is unpacked when it is asked for, or memory would hold all texts."""

    def __init__(self, store: Keeper, names: Sequence[str], changed: Mapping[str, Document]) -> None:
        """Take their ids, and those documents that are other than in the store."""
        self._store, self._names, self._changed = store, names, changed
        self._at_hand: dict[str, Document] = {}
        self._size = 0

    def __len__(self) -> int:
        return len(self._names)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __getitem__(self, name: str) -> Document:
        document = self._changed.get(name) or self._at_hand.get(name)
        if document is None:
            document = self._store.document(name)
            self._size += len(document.text)
            if self._size > AT_HAND:
                self._at_hand, self._size = {}, len(document.text)
            self._at_hand[name] = document
        return document

    def packed(self, name: str) -> bytes:
        """Return a document as the store keeps it."""
        return packed_document(self._changed[name]) if name in self._changed else self._store.body(name)


class Sources:
    """The documents behind the records of each place, by what these share."""

    def __init__(self) -> None:
        self._documents: list[Source] = []
        self._digests: list[bytes] = []
        self._at: dict[str, array[int]] = defaultdict(partial(array, "I"))
        """The numbers of the documents of each place, each with the part of its reports."""
        self._corrected: dict[tuple[int, str], tuple[Report, ...]] = {}

    def add(
        self, source: Source, places: Mapping[str, int], corrected: Mapping[str, Sequence[Report]]
    ) -> None:
        """Add a document, the parts in which its places are, and its reports by place where corrected."""
        for place, part in places.items():
            self._at[place].extend((len(self._documents), part))
            if corrected:
                self._corrected[len(self._documents), place] = tuple(corrected[place])
        self._documents.append(source)
        self._digests.append(sha256(msgspec.json.encode(source)).digest())

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)

    def count(self, place: str) -> int:
        """Return how many documents are behind a place."""
        return len(self._at[place]) // 2

    def digest(self, place: str) -> bytes:
        """Return the digest of what is behind a place: much cheaper than to lay it open."""
        behind = self._at[place]
        made = sha256(behind[1::2].tobytes())  # their numbers change with every document before them
        for number in behind[::2]:
            made.update(self._digests[number])
            if corrected := self._corrected.get((number, place)):
                made.update(msgspec.json.encode(corrected))
        return made.digest()

    def __getitem__(self, place: str) -> list[Source]:
        pairs = iter(self._at[place])
        return [
            self._documents[number]._replace(part=part, corrected=self._corrected.get((number, place)))
            for number, part in zip(pairs, pairs, strict=True)
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What came of reading all documents."""

    documents: Documents
    """Those that were read to their claims, by id."""
    failures: tuple[Failure, ...]
    without_claims: int
    """How many of the documents hold no claim."""
    mentions: int
    """Toponyms found, whatever their role."""
    unresolved: int
    """Of these, how many could be given no place."""
    at: Sources


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
        from geomap.corrections import NONE, Corrections
        from geomap.records import UNPLACED

        how = how or How()
        changed, results = self._changed(how.corrections)
        all_of_them = self._dated(changed, how.publishers)
        documents = Documents(self.store, [one.id for one in all_of_them], changed)
        failures = self._read_new(all_of_them, documents, gazetteer, how)
        corrections = Corrections(how.corrections, {one.id for one in all_of_them})
        read: list[str] = []
        at = Sources()
        mentions = unresolved = without_claims = 0
        for one in all_of_them:
            known = self.store.reading(self.engine.digest, one.hash, told(one.first))
            if known is None:
                continue
            source = Source(one.id, one.hash, told(one.first), 0, one.copy_of, None)
            places, corrected = known.places, {}
            if corrections.concerns(one.id, (NONE if it.startswith(UNPLACED) else it for it in places)):
                corrected = self._corrected(documents[one.id], source, corrections, how.corrections)
                places = dict.fromkeys(corrected, 0)
            read.append(one.id)
            at.add(source, places, corrected)
            mentions += known.mentions
            unresolved += known.unresolved
            without_claims += not places
        results += corrections.results(how.corrections)
        self.store.note("corrected", sorted(changed))
        self._places = set(at)
        found = Found(
            documents=Documents(self.store, read, changed),
            failures=tuple(failures),
            without_claims=without_claims,
            mentions=mentions,
            unresolved=unresolved,
            at=at,
        )
        return found, results

    def _changed(self, corrections: Values) -> tuple[dict[str, Document], list[Result]]:
        """Return the documents of which a field is corrected, by id, and what became of such corrections."""
        from geomap.corrections import correct_documents

        known = {name for name, _ in self.store.hashes()} if corrections else ()
        named = sorted({one.document for one in corrections if one.document in known})
        return correct_documents([self.store.document(name) for name in named], corrections)

    def _dated(self, changed: Mapping[str, Document], publishers: Publishers | None) -> list[Outline]:
        """Return all documents, each with when its text was first published where it is a copy."""
        from geomap.copies import copies_of
        from geomap.pipeline import first_of

        stored, prints = self.store.documents(self.engine.rules)
        stored = [one.of(changed[one.document.id]) if one.document.id in changed else one for one in stored]
        copies = copies_of([one.document for one in stored], prints, publishers)
        found = []
        for document, hash_, size in stored:
            copy = copies.get(document.id)
            of = copy.of if copy else None
            found.append(Outline(document.id, hash_, size, first_of(document, copies), of))
        return found

    def _read_new(
        self, documents: Sequence[Outline], whole: Documents, gazetteer: Gazetteer, how: How
    ) -> list[Failure]:
        """Read what the engine has not read; return what failed."""
        engine = self.engine.digest
        self._wanted = {(one.hash, told(one.first)) for one in documents}
        missing = self._wanted - self.store.read_by(engine)
        failures: list[Failure] = []
        unread = [one for one in documents if (one.hash, told(one.first)) in missing]
        outcomes = how.workers.each(
            (Task(one.id, one.size, (whole[one.id], one.first)) for one in unread),
            partial(_read, gazetteer, how.anchors),
            seconds=how.seconds,
            size=sum(one.size for one in unread),
        )
        for one, outcome in zip(how.showing(unread, "reading"), outcomes, strict=True):
            if isinstance(outcome, Failure):
                failures.append(outcome)
            else:
                self.store.add(one.hash, engine, told(one.first), outcome)
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
        return _records(self._behind(found.at[place], place), publishers, self.store.path)

    def _behind(self, sources: Iterable[Source], place: str) -> Behind:
        """Return what is behind the records of a place, for a worker that has no store."""
        engine = self.engine.digest
        told_of: list[tuple[list[PackedReports] | tuple[Report, ...], str | None]] = []
        for one in sources:
            if one.corrected is None:
                rows = self.store.packed_reports(one.hash, engine, one.first, one.part)
                told_of.append((rows, one.copy_of))
            else:
                told_of.append((one.corrected, one.copy_of))
        return place, told_of

    def blocks(self, found: Found, how: How) -> Iterator[tuple[str, Block]]:
        """Yield the pieces of each place: kept ones, or new ones where a document of it is other now."""
        made_of = {place: self._made_of(found.at.digest(place), how.families) for place in found.at}
        other = [place for place, made in made_of.items() if not self.store.has_block(place, made)]
        work = partial(_block, how.publishers, self.store.path)
        blocks = how.workers.each(
            (Task(place, CLAIM * found.at.count(place), self._given(found, place)) for place in other),
            work,
            size=CLAIM * sum(map(found.at.count, other)),
        )
        waiting = deque(other)
        for place in how.showing(list(made_of), "putting together"):
            if waiting and place == waiting[0]:
                waiting.popleft()
                block = next(blocks)
                if isinstance(block, Failure):  # it is no document's fault: here it succeeds, or says why
                    block = work(self._given(found, place))
                self.store.keep(place, made_of[place], block)
            yield place, self.store.block(place)

    def _given(self, found: Found, place: str) -> tuple[Behind, list[bytes]]:
        sources = found.at[place]
        return self._behind(sources, place), [found.documents.packed(one.document) for one in sources]

    def _made_of(self, behind: bytes, families: str) -> bytes:
        """Return the digest of all that the pieces of a place are made of, by that of what is behind it."""
        parts = [self.engine.digest, self.engine.writing, families, behind]
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


Behind = tuple[str, list[tuple["list[PackedReports] | tuple[Report, ...]", str | None]]]
"""A place, and for each of its documents its reports, packed or corrected, and what it is a copy of."""


def _records(behind: Behind, publishers: Publishers | None, path: Path) -> tuple[Record, ...]:
    """Return the records of a place; ``path`` is that of the store."""
    from geomap.records import make_records

    place, told_of = behind
    reports: list[Report] = []
    for some, copy_of in told_of:
        own = some if isinstance(some, tuple) else reports_in(some, place, path)
        reports += (replace(r, copy_of=copy_of) for r in own) if copy_of else own
    return make_records(reports, publishers)


def _block(publishers: Publishers | None, path: Path, given: tuple[Behind, list[bytes]]) -> bytes:
    """Return the pieces of a place as they are kept, of what is behind it and the documents of that."""
    from geomap.files.blocks import make_block

    behind, bodies = given
    documents = [document_in(body, path) for body in bodies]
    block = make_block(_records(behind, publishers, path), {document.id: document for document in documents})
    return packed_block(block)


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
