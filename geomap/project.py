"""A run over a store: what is new or changed is read, what is known is taken from it, all is put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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
    from geomap.gazetteer import Gazetteer
    from geomap.pipeline import Outcome, Run
    from geomap.publishers import Publishers
    from geomap.times import Anchors

PARTS = {
    "version": "another version of geomap",
    "rules": "other rules",
    "gazetteer": "another gazetteer",
    "events": "another table of events",
}
"""What of an engine may have changed, in words."""


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
        return sum(hash_ not in ours for _, hash_ in self.store.hashes())

    def read(
        self,
        gazetteer: Gazetteer,
        *,
        seconds: float | None = None,
        anchors: Anchors | None = None,
        publishers: Publishers | None = None,
        showing: Callable[[Sequence[Document]], Iterable[Document]] = iter,
    ) -> Run:
        """Return what comes of all documents, as ``pipeline.run`` would return it of the same ones.

        Only those are read that the engine has not read yet, or of which the days are counted from another
        day now. Each reading is kept as soon as it is made; what fails is tried again by the next run.
        """
        from geomap.copies import copies_of
        from geomap.pipeline import first_of, put_together, read

        stored = self.store.documents(self.engine.rules)
        engine = self.engine.digest
        copies = copies_of([one.document for one in stored], [one.print for one in stored], publishers)
        keys = {one.document.id: (one.hash, first_of(one.document, copies)) for one in stored}
        self._wanted = {(hash_, told(first)) for hash_, first in keys.values()}
        missing = self._wanted - self.store.read_by(engine)
        fresh: dict[str, Outcome] = {}
        failures: list[Failure] = []
        documents = [one.document for one in stored]
        unread = [d for d in documents if (keys[d.id][0], told(keys[d.id][1])) in missing]
        for document in showing(unread):
            hash_, first = keys[document.id]
            work = partial(read, document, gazetteer, anchors, first)
            outcome = attempt(document.id, work, seconds=seconds)
            if isinstance(outcome, Failure):
                failures.append(outcome)
            else:
                self.store.add(hash_, engine, first, outcome)
                fresh[document.id] = outcome
        outcomes = []
        for document in documents:
            hash_, first = keys[document.id]
            known = fresh.get(document.id) or self.store.outcome(hash_, engine, first)
            if known is not None:
                outcomes.append((document, known))
        return put_together(outcomes, failures, copies, publishers)

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
