"""``geomap explain``: why a record says what it says."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geomap.cli.console import guarded
from geomap.cli.streams import put


@guarded
def explain(
    record_id: Annotated[str, typer.Argument(metavar="RECORD_ID", help="The id, or the beginning of it.")],
    records: Annotated[
        Path, typer.Option("--records", metavar="RECORDS", help="The folder of a run, or its records.jsonl.")
    ] = Path("records.jsonl"),
) -> None:
    """Tell where a record comes from: quote, source, claimant, day, candidates, and why this place.

    The ids stand in the map, the GeoJSON files and records.jsonl.

    \b
    Example:
      geomap explain r-3f9c --records maps
    """  # noqa: D301
    from geomap.errors import InputError
    from geomap.files.explain import explain as told
    from geomap.files.folder import records_in, settle
    from geomap.files.records import read_records
    from geomap.records import ID_MARK

    records = records_in(records)
    settle(records.parent)
    archive = read_records(records)
    begins = (record_id, ID_MARK + record_id)  # notes of old maps have the ids without their mark
    matching = [record for record in archive.records if record.id.startswith(begins)]
    if not matching or not record_id:
        count = len(archive.records)
        held = f"{count} record{'s' * (count != 1)}"
        raise InputError(f"{records}: no record {record_id!r}; the file holds {held}")
    if len(matching) > 1:
        some = ", ".join(record.id for record in matching[:5])
        raise InputError(f"{record_id!r} begins {len(matching)} ids ({some} ...); give more of it")
    (record,) = matching
    put(told(record, archive.records))
