"""``geomap review``: the most doubtful answers of a run, as a table to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geomap.cli.console import USAGE, fail, guarded
from geomap.cli.options import output_path, parsed, whole
from geomap.cli.streams import put
from geomap.files.plain import printable

KINDS = {"place": ("place",), "day": ("published", "days"), "claimant": ("claimant",)}


@guarded
def review(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="The folder of a run.")],
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FILE", parser=parsed(output_path), help="A new CSV file."),
    ],
    what: Annotated[
        list[str] | None,
        typer.Option("--what", metavar="KIND", help="Ask only for place, day or claimant; may be repeated."),
    ] = None,
    limit: Annotated[
        int,
        typer.Option(
            "--limit",
            metavar="N",
            parser=whole(1, "20"),
            help="How many questions, the most doubtful first.",
        ),
    ] = 50,
) -> None:
    """Ask for what is most doubtful on a map: places, days, claimants, with quote and candidates.

    Fill in the column value, put the file into DIR/corrections/ and run geomap again; rows without a value
    are passed over. docs/project.md tells what a value may be.

    \b
    Example:
      geomap review map -o review.csv --what place
    """  # noqa: D301
    from geomap.corrections import Correction
    from geomap.files.corrections import FOLDER, read_corrections
    from geomap.files.folder import RECORDS, settle
    from geomap.files.records import read_records
    from geomap.files.review import write_review
    from geomap.review import ASKED, questions

    if unknown := [kind for kind in what or () if kind not in KINDS]:
        fail(f"--what: {unknown[0]!r} is not one of {', '.join(KINDS)}", USAGE)
    path = output_path(folder)
    settle(path)
    if not (path / RECORDS).exists():
        fail(f"{folder}: no records.jsonl in it; name the folder that geomap run has written")
    archive = read_records(path / RECORDS)
    known = [one for one in read_corrections(path) if isinstance(one, Correction)]
    wanted = {field for kind in what or KINDS for field in KINDS[kind]}
    asked = frozenset(field for field in ASKED if field in wanted)
    found = questions(archive.documents, archive.records, known, asked)
    if not found:
        put(f"nothing doubtful is left to ask of {printable(str(path))}; no file was written")
        return
    write_review(found[:limit], output)
    put(f"{min(limit, len(found))} of {len(found)} doubtful answers in {printable(str(output))}")
    put(f"fill in the column value, put the file into {printable(str(path / FOLDER))} and run geomap again")
