"""A run over a store: what is new or changed is read, what is known is taken from it, all is put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from geomap.attempts import Failure, attempt
from geomap.documents import Document
from geomap.engine import Engine
from geomap.store import Store, told

if TYPE_CHECKING:
    from geomap.corrections import Result, Values
    from geomap.gazetteer import Gazetteer
    from geomap.pipeline import Outcome, Run
    from geomap.publishers import Publishers
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
    corrections: Values = field(default_factory=dict)
    """Each with the value that it puts in, in the order in which they were made."""
    showing: Callable[[Sequence[Document]], Iterable[Document]] = iter
    """Yields the documents that it is given, and may show how far the reading is."""


class Project:
    """The documents of a store, as one engine reads them."""

    def __init__(self, store: Store, engine: Engine) -> None:
        """Take an open store; nothing is read yet."""
        self.store = store
        self.engine = engine
        self._wanted: set[tuple[bytes, str]] = set()

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

    def read(self, gazetteer: Gazetteer, how: How | None = None) -> tuple[Run, list[Result]]:
        """Return what comes of all documents, as ``pipeline.run`` would return it of the same ones.

        Only those are read that the engine has not read yet, or of which the days are counted from another
        day now. Each reading is kept as soon as it is made; what fails is tried again by the next run.
        Corrections are applied to what was read, and what became of each is returned besides.
        """
        from geomap.copies import copies_of
        from geomap.corrections import Corrections, correct_documents
        from geomap.pipeline import first_of, put_together

        how = how or How()
        stored = self.store.documents(self.engine.rules)
        changed, results = correct_documents([one.document for one in stored], how.corrections)
        stored = [one.of(changed[one.document.id]) if one.document.id in changed else one for one in stored]
        documents = [one.document for one in stored]
        copies = copies_of(documents, [one.print for one in stored], how.publishers)
        keys = {one.document.id: (one.hash, first_of(one.document, copies)) for one in stored}
        read, failures = self._readings(documents, keys, gazetteer, how)
        corrections = Corrections(how.corrections, keys)
        for number, (document, known) in enumerate(read):
            reports = corrections.applied(document, known.reports, how.corrections)
            if reports is not known.reports:
                read[number] = document, replace(known, reports=tuple(reports))
        results += corrections.results(how.corrections)
        self.store.note("corrected", sorted(changed))
        return put_together(read, failures, copies, how.publishers), results

    def _readings(
        self,
        documents: Sequence[Document],
        keys: Mapping[str, tuple[bytes, Days | None]],
        gazetteer: Gazetteer,
        how: How,
    ) -> tuple[list[tuple[Document, Outcome]], list[Failure]]:
        """Return what is read out of each document, by the store or now, and those that failed."""
        from geomap.pipeline import read

        engine = self.engine.digest
        self._wanted = {(hash_, told(first)) for hash_, first in keys.values()}
        missing = self._wanted - self.store.read_by(engine)
        fresh: dict[str, Outcome] = {}
        failures: list[Failure] = []
        unread = [d for d in documents if (keys[d.id][0], told(keys[d.id][1])) in missing]
        for document in how.showing(unread):
            hash_, first = keys[document.id]
            work = partial(read, document, gazetteer, how.anchors, first)
            outcome = attempt(document.id, work, seconds=how.seconds)
            if isinstance(outcome, Failure):
                failures.append(outcome)
            else:
                self.store.add(hash_, engine, first, outcome)
                fresh[document.id] = outcome
        found = []
        for document in documents:
            known = fresh.get(document.id) or self.store.outcome(
                keys[document.id][0], engine, keys[document.id][1]
            )
            if known is not None:
                found.append((document, known))
        return found, failures

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
        self.store.sweep(self.engine.digest, self._wanted)


def _seals(folder: Path, names: Iterable[str]) -> dict[str, list[int]]:
    """Return what tells whether files were touched since; a file that is not there has no seal."""
    found = {}
    for name in names:
        path = folder / name
        if path.is_file():
            stat = path.stat()
            found[name] = [stat.st_size, stat.st_mtime_ns]
    return found
