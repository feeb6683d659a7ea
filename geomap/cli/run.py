"""``geomap run``: from articles to a map, GeoJSON and records, in one go."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from geomap.cli.console import REFUSED, USAGE, complain, fail, guarded, progress
from geomap.cli.options import GazetteerOption


@guarded
def run(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...", help='Files and folders of .txt, .md and .jsonl; "-": JSON lines.'
        ),
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="A new folder, or that of an earlier run.")
    ],
    gazetteer: GazetteerOption = None,
) -> None:
    """Map what articles report: an HTML map, GeoJSON points and areas, and the records behind them.

    A .md file may begin with front matter (title, published, publisher, url, language) between two lines of
    dashes; a documents.csv beside the files may give the same, by file name.

    \b
    Examples:
      geomap run articles/ -o map
      geomap run monday.md wire.jsonl -o map --gazetteer ukraine.db
    """  # noqa: D301
    from geomap.documents import Document, Refusal, scan_documents
    from geomap.files.folder import check_folder, output_folder
    from geomap.files.geojson import write_geojson
    from geomap.files.records import Archive, write_records
    from geomap.files.unlocated import write_unlocated
    from geomap.gazetteer import open_gazetteer
    from geomap.layers import to_layers
    from geomap.pipeline import run as run_pipeline

    check_folder(output)
    places = open_gazetteer(gazetteer)
    documents: list[Document] = []
    refusals: list[Refusal] = []
    for item in scan_documents(inputs, sys.stdin.buffer):
        documents.append(item) if isinstance(item, Document) else refusals.append(item)
    for refusal in refusals:
        complain(str(refusal))
    if not documents:
        fail("no document could be read; nothing was written", USAGE if not refusals else REFUSED)
    result = run_pipeline(progress(documents, "reading", len(documents)), places)
    layers = to_layers(result.records, places.credits())
    with output_folder(output) as folder:
        write_geojson(layers, folder)
        write_unlocated(layers, folder)
        write_records(Archive(documents=result.documents, records=result.records), folder / "records.jsonl")
    if refusals:
        raise SystemExit(REFUSED)
