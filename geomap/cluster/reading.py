"""The second work of a cluster: documents become reports, laid down by the places that they are of."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import NamedTuple

import msgspec

from geomap.attempts import Failure, WorkerDiedError, attempt, sent
from geomap.cluster.intake import Light
from geomap.cluster.setting import Setting, cut, tools_of
from geomap.cluster.spool import Stretch
from geomap.copies import Copy
from geomap.documents import Document
from geomap.pipeline import Outcome, first_of, read
from geomap.records import Report, place_key
from geomap.spans import Days
from geomap.store import kept_reading
from geomap.tables import Printed

DOCUMENTS = 64
"""Documents that are one task: half a second of articles."""
BYTES = 1_000_000
"""Packed bytes of documents from which on they are one task."""
MOST_TASKS = 2_000
"""Tasks of more documents each, where there are very many: each is a file that all merging looks into."""


Bare = tuple[Report, tuple[int, ...]]
"""A report without the texts that it shares, and which these are."""


class Wanted(NamedTuple):
    """A document that is to be read."""

    light: Document
    at: Stretch
    copy: Copy | None


class Told(msgspec.Struct, array_like=True, frozen=True):
    """What a document tells of some places, as the store keeps it."""

    document: Document
    """Without its text."""
    texts: list[str | None]
    parts: list[dict[str, list[Bare]]]


@dataclass(slots=True)
class ReadPart:
    """What came of reading some documents."""

    buckets: dict[int, Stretch] = field(default_factory=dict)
    """Where the reports of each bucket of places lie."""
    failures: list[Failure] = field(default_factory=list)
    without_claims: int = 0
    mentions: int = 0
    unresolved: int = 0
    printed: set[Printed] = field(default_factory=set)
    days: list[Days] = field(default_factory=list)
    """From the first to the last day of a claim, if there are any."""


@dataclass(frozen=True, slots=True)
class Read:
    """The work of reading documents."""

    setting: Setting
    buckets: int

    def __call__(self, documents: Sequence[Wanted]) -> ReadPart:
        """Read documents, and lay down their reports by bucket; one that fails costs only itself."""
        setting, tools = self.setting, tools_of(self.setting)
        part = ReadPart()
        told: dict[int, list[Told]] = defaultdict(list)
        bodies = setting.spool.pick([one.at for one in documents])
        for wanted, body in zip(documents, bodies, strict=True):
            document = replace(msgspec.json.decode(body, type=Document), id=wanted.light.id)
            copies = {document.id: wanted.copy} if wanted.copy else {}
            first = first_of(document, copies)
            work = partial(read, document, tools.gazetteer, tools.anchors, first)
            outcome = attempt(document.id, work, seconds=setting.intake.seconds)
            if isinstance(outcome, Failure):
                part.failures.append(sent(outcome))
                continue
            part.without_claims += not outcome.reports
            part.mentions += outcome.mentions
            part.unresolved += outcome.unresolved
            for bucket, reports in self._by_bucket(outcome, wanted.copy).items():
                told[bucket].append(Told(wanted.light, *kept_reading(replace(outcome, reports=reports))))
            part.printed |= {
                (r.published.basis, r.published.days) for r in outcome.reports if r.published.days
            }
            part.days += [r.days for r in outcome.reports if r.days]
        if part.days:
            part.days[:] = [Days(min(d.start for d in part.days), max(d.end for d in part.days))]
        laid = setting.spool.lay(msgspec.json.encode(it) for it in told.values())
        part.buckets.update(zip(told, laid, strict=True))
        return part

    def _by_bucket(self, outcome: Outcome, copy: Copy | None) -> dict[int, tuple[Report, ...]]:
        found: dict[int, list[Report]] = defaultdict(list)
        for report in outcome.reports:
            found[bucket_of(place_key(report), self.buckets)].append(
                replace(report, copy_of=copy.of) if copy else report
            )
        return {bucket: tuple(reports) for bucket, reports in found.items()}

    def pieces(self, documents: Sequence[Wanted]) -> Sequence[Sequence[Wanted]]:
        """Return fewer documents at a time."""
        return cut(documents)

    def lost(self, documents: Sequence[Wanted]) -> ReadPart:
        """Return that a document could not be read."""
        failures = [Failure(document=one.light.id, error=WorkerDiedError("every time")) for one in documents]
        return ReadPart(failures=failures)


def bucket_of(place: str, buckets: int) -> int:
    """Return the bucket in which all reports of a place are."""
    return zlib.crc32(place.encode("utf-8", "surrogatepass")) % buckets


def parts_of(documents: Sequence[Light], copies: dict[str, Copy]) -> Iterator[list[Wanted]]:
    """Yield documents in the portions of tasks, those that lie in one file together."""
    most = max(DOCUMENTS, len(documents) // MOST_TASKS)
    part: list[Wanted] = []
    size = 0
    for light, _, at in documents:
        part.append(Wanted(light, at, copies.get(light.id)))
        size += at.end - at.start
        if len(part) == most or size >= BYTES:
            yield part
            part, size = [], 0
    if part:
        yield part
