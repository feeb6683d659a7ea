"""A run whose work is spread over a cluster; it has the face of a project that is read in one process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import msgspec

from geomap.cluster.intake import Light, take_in
from geomap.cluster.merging import TABLES, Bucket, Merge, Merged, told_of
from geomap.cluster.reading import Read, ReadPart, bucket_of, parts_of
from geomap.cluster.setting import Do, Setting
from geomap.cluster.spool import Spool
from geomap.copies import copies_of
from geomap.documents import Document
from geomap.documents.document import Item
from geomap.errors import InputError
from geomap.files.blocks import Block
from geomap.files.scratch import sync, written_whole
from geomap.project import Documents, Found, How, Sources
from geomap.records import Record, make_records
from geomap.store import packed_document
from geomap.tables import HORIZON_UNKNOWN, horizon_between

if TYPE_CHECKING:
    from geomap.corrections import Result
    from geomap.gazetteer import Gazetteer
    from geomap.publishers import Publishers

OF_A_BUCKET = 100
"""Documents for each bucket of places: some thousand reports at most, merged in a second or less."""
MOST_BUCKETS = 512
_block = msgspec.msgpack.Decoder(Block).decode


class Laid:
    """Documents where the workers have laid them down, by id."""

    def __init__(self, spool: Spool, lights: Mapping[str, Light]) -> None:
        """Take them without their texts."""
        self._spool, self._lights = spool, lights

    def document(self, name: str) -> Document:
        """Return a document with its text."""
        light = self._lights[name]
        (body,) = self._spool.pick([light.at])
        return replace(light.document, text=msgspec.json.decode(body, type=Document).text)

    def body(self, name: str) -> bytes:
        """Return the same as the store keeps it."""
        return packed_document(self.document(name))


class Spread:
    """Inputs that workers take in, read and merge; what is put together at the end is done here."""

    def __init__(self, do: Do[Any, Any], setting: Setting) -> None:
        """Begin with nothing taken in; ``do`` has the workers do their work."""
        self._do, self._setting = do, setting
        self._lights: dict[str, Light] = {}
        self._buckets: tuple[Bucket, ...] = ()
        self._horizon = HORIZON_UNKNOWN
        self._merged: list[Merged] = []

    def take_in(self, inputs: Iterable[str], standard_input: IO[bytes] | None) -> Iterator[Item]:
        """Yield what a scan of the inputs yields, its documents without their texts."""
        for item in take_in(inputs, standard_input, self._setting, self._do):
            if isinstance(item, Light):
                self._lights[item.document.id] = item
                yield item.document
            else:
                yield item

    def to_read_again(self) -> tuple[int, str]:
        """Return that no document was read before: nothing is kept."""
        return 0, ""

    def read(self, gazetteer: Gazetteer, how: How) -> tuple[Found, list[Result]]:
        """Return what comes of all documents, their reports laid down by buckets of places."""
        del gazetteer  # each worker has its own
        if how.corrections:
            raise InputError(
                "corrections are not applied by --engine dask; run geomap without it, or name another folder"
            )
        lights = list(self._lights.values())
        documents = [light.document for light in lights]
        copies = copies_of(documents, [light.print for light in lights], how.publishers)
        buckets = max(1, min(len(documents) // OF_A_BUCKET, MOST_BUCKETS))
        read: list[ReadPart] = self._do(
            Read(self._setting, buckets), list(parts_of(lights, copies)), "reading"
        )
        laid = (
            (number, [one.buckets[number] for one in read if number in one.buckets])
            for number in range(buckets)
        )
        self._buckets = tuple(Bucket(number, tuple(pieces)) for number, pieces in laid)
        printed = {one for part in read for one in part.printed}
        self._horizon = horizon_between(printed, [days for part in read for days in part.days])
        failures = sorted((one for part in read for one in part.failures), key=lambda one: one.document)
        failed = {failure.document for failure in failures}
        names = sorted(name for name in self._lights if name not in failed)
        found = Found(
            documents=Documents(Laid(self._setting.spool, self._lights), names, {}),
            failures=tuple(failures),
            without_claims=sum(part.without_claims for part in read),
            mentions=sum(part.mentions for part in read),
            unresolved=sum(part.unresolved for part in read),
            at=Sources(),
        )
        return found, []

    def blocks(self, found: Found, how: How) -> Iterator[tuple[str, Block]]:
        """Yield the pieces of each place, which the workers have made."""
        del found, how
        filled = [bucket for bucket in self._buckets if bucket.laid]
        self._merged = self._do(Merge(self._setting, self._horizon), filled, "putting together")
        for merged in self._merged:
            bodies = self._setting.spool.pick([at for _, at in merged.blocks])
            for (place, _), body in zip(merged.blocks, bodies, strict=True):
                yield place, _block(body)

    def records(self, found: Found, place: str, publishers: Publishers | None = None) -> tuple[Record, ...]:
        """Return the records of a place."""
        del found
        bucket = self._buckets[bucket_of(place, len(self._buckets))]
        by_place, _ = told_of(self._setting, bucket)
        return make_records(by_place[place], publishers)

    def write_parquet(self, folder: Path) -> None:
        """Write claims, reports and places as folders of GeoParquet, a file a bucket, all or nothing."""
        with written_whole(folder) as scratch:
            for table in TABLES:
                (scratch / table).mkdir(parents=True)
            for merged in self._merged:
                for table, body in zip(TABLES, self._setting.spool.pick(merged.tables), strict=True):
                    path = scratch / table / f"part-{merged.number:03}.parquet"
                    path.write_bytes(body)
                    sync(path)
