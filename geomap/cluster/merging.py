"""The third work of a cluster: the reports of some places become records, and these their pieces of files."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import msgspec

from geomap.cluster.reading import Told
from geomap.cluster.setting import Setting, tools_of
from geomap.cluster.spool import Stretch
from geomap.documents import Document
from geomap.errors import GeomapError
from geomap.files.blocks import make_block
from geomap.records import Report, make_records
from geomap.store import whole
from geomap.tables import Horizon

TABLES = ("claims", "reports", "places")
"""The tables of Parquet, each in parts."""
_told = msgspec.json.Decoder(list[Told]).decode


class Bucket(NamedTuple):
    """Some places, and where their reports lie."""

    number: int
    laid: tuple[Stretch, ...]


class Merged(NamedTuple):
    """What came of a bucket."""

    number: int
    blocks: tuple[tuple[str, Stretch], ...]
    """The pieces of each place."""
    tables: tuple[Stretch, ...]
    """Parts of the tables of Parquet."""


@dataclass(frozen=True, slots=True)
class Merge:
    """The work of merging the reports of a bucket."""

    setting: Setting
    horizon: Horizon
    """That of all records."""

    def __call__(self, bucket: Bucket) -> Merged:
        """Lay down what the records of a bucket put into files."""
        tools, spool = tools_of(self.setting), self.setting.spool
        by_place, documents = told_of(self.setting, bucket)
        records = [make_records(by_place[place], tools.publishers) for place in by_place]
        laid = spool.lay(msgspec.msgpack.encode(make_block(some, documents)) for some in records)
        tables: list[Stretch] = []
        if self.setting.parquet:
            from geomap.files.parquet import write_parquet
            from geomap.layers import to_layers

            layers = to_layers((r for some in records for r in some), tools.gazetteer.credits(), self.horizon)
            with tempfile.TemporaryDirectory(prefix="geomap-") as folder:
                path = write_parquet(layers, Path(folder, "claims.parquet"))
                files = (path, *(path.with_name(f"claims-{table}.parquet") for table in TABLES[1:]))
                tables = spool.lay(file.read_bytes() for file in files)
        return Merged(bucket.number, tuple(zip(by_place, laid, strict=True)), tuple(tables))

    def pieces(self, bucket: Bucket) -> Sequence[Bucket]:
        """Return the bucket: the records of a place know of each other."""
        return (bucket,)

    def lost(self, bucket: Bucket) -> Merged:
        """Say that the run cannot be ended."""
        size = sum(one.end - one.start for one in bucket.laid) / 1e6
        raise GeomapError(
            f"merging {size:.0f} MB of reports (part {bucket.number}) has ended every worker that tried, "
            "most likely for want of memory; give the workers more, and run it again"
        )


def told_of(setting: Setting, bucket: Bucket) -> tuple[dict[str, list[Report]], dict[str, Document]]:
    """Return the reports of a bucket by place, and the documents that tell them, without their texts."""
    by_place: dict[str, list[Report]] = defaultdict(list)
    documents: dict[str, Document] = {}
    for told in _all_told(setting, bucket):
        documents[told.document.id] = told.document
        for part in told.parts:
            for place, reports in part.items():
                by_place[place] += (whole(*bare, told.texts) for bare in reports)
    return by_place, documents


def _all_told(setting: Setting, bucket: Bucket) -> Iterator[Told]:
    for piece in setting.spool.pick(bucket.laid):
        yield from _told(piece)
