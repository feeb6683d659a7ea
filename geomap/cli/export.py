"""``geomap export``: the records of a run in other formats of GIS tools."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from geomap.cli.console import guarded
from geomap.cli.options import GazetteerOption, output_path

DAYS = ["%Y-%m-%d"]


@guarded
def export(
    records: Annotated[Path, typer.Argument(metavar="RECORDS", help="The records.jsonl of a run.")],
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar="FILE", parser=output_path, help="A new file: .gpkg, .kml or .json."
        ),
    ],
    since: Annotated[
        datetime | None, typer.Option("--since", formats=DAYS, help="Only what is dated this day or later.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option("--until", formats=DAYS, help="Only what is dated this day or earlier.")
    ] = None,
    gazetteer: GazetteerOption = None,
) -> None:
    """Write the records of a run as a GeoPackage, as KML, or as Linked Places (.json).

    QGIS opens the GeoPackage coloured, with its time slider on. Linked Places is for gazetteers: a feature a
    place, with its names and quotes. With --since or --until undated claims are left out.

    \b
    Examples:
      geomap export maps/records.jsonl -o claims.gpkg
      geomap export maps/records.jsonl -o week.kml --since 2022-09-05 --until 2022-09-11
    """  # noqa: D301
    from datetime import date

    from geomap.errors import InputError
    from geomap.files.folder import settle
    from geomap.files.formats import check_target, write_layers
    from geomap.files.records import read_records
    from geomap.gazetteer import open_gazetteer
    from geomap.layers import to_layers
    from geomap.selection import select

    check_target(output)
    settle(records.parent)
    chosen = read_records(records).records
    if since or until:
        window = (since.date() if since else date.min, until.date() if until else date.max)
        if window[1] < window[0]:
            raise InputError(f"--until {window[1]} is before --since {window[0]}; give the earlier day first")
        chosen = select(chosen, valid_in=window)
    write_layers(to_layers(chosen, open_gazetteer(gazetteer).credits()), output)
