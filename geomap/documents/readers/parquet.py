"""Parquet: tables as data frames are kept, read by pyarrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from geomap.documents.document import Refusal, Settings
from geomap.documents.kinds import Read, Source
from geomap.documents.readers.extras import not_installed
from geomap.documents.tables import Cells, read_table

BATCH = 500
"""Rows that are held at a time."""


def read(source: Source, settings: Settings) -> Iterator[Read]:
    """Yield the documents of a table, one a row."""
    try:
        from pyarrow import ArrowException
    except ImportError:
        yield not_installed(source.where, "a Parquet table", "parquet")
        return
    with source.open() as stream:
        try:
            yield from read_table(source.where, source.name, lambda: _rows(source.where, stream), settings)
        except (ArrowException, OSError, ValueError) as error:
            what = " ".join(str(error).split())[:200]
            yield Refusal(
                source.where, f"no Parquet table that can be read ({what}); write it again, or as CSV"
            )


def _rows(where: str, stream: IO[bytes]) -> Iterator[Cells | Refusal]:
    from pyarrow.parquet import ParquetFile

    stream.seek(0)
    table: Any = ParquetFile(stream)
    names = table.schema_arrow.names
    yield Cells(f"{where}:1", names)
    number = 1
    for batch in table.iter_batches(batch_size=BATCH):
        columns = [column.to_pylist() for column in batch.columns]
        for values in zip(*columns, strict=True):
            number += 1
            yield Cells(f"{where}:{number}", values)
