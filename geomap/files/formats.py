"""The formats of ``geomap export``, by the ending of the file's name."""

from __future__ import annotations

import os
from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from geomap.errors import OutputError, UsageError
from geomap.files.annotations import write_annotations
from geomap.files.geopackage import write_geopackage
from geomap.files.kml import write_kml, write_kmz
from geomap.files.linkedplaces import write_linked_places
from geomap.files.parquet import write_parquet
from geomap.files.scratch import told_as
from geomap.files.spreadsheets import files_beside, metadata_of, write_csv, write_workbook
from geomap.files.tiles import places_beside, write_tiles
from geomap.files.vectors import write_claims, write_flatgeobuf, write_lines
from geomap.layers import Layers

PLACED: tuple[str, ...] = ("country", "continent", "region")
"""Levels of claims of places that no map shows."""
LISTED = (*PLACED, "unresolved")
"""Levels of all claims that no map shows."""


class Format(NamedTuple):
    """A format, and which of the claims it holds."""

    write: Callable[[Layers, Path], Path]
    listed: tuple[str, ...]
    """Which of the claims that no map shows it holds, by their levels."""
    beside: Callable[[Path], tuple[Path, ...]] = lambda _: ()
    """What is written beside a file of that name."""


FORMATS: dict[str, Format] = {
    ".geojson": Format(write_claims, listed=()),
    ".geojsonl": Format(write_lines, listed=()),
    ".csv": Format(write_csv, listed=LISTED, beside=lambda path: (*files_beside(path), metadata_of(path))),
    ".xlsx": Format(write_workbook, listed=LISTED),
    ".gpkg": Format(write_geopackage, listed=LISTED),
    ".fgb": Format(write_flatgeobuf, listed=()),
    ".pmtiles": Format(write_tiles, listed=(), beside=places_beside),
    ".parquet": Format(write_parquet, listed=LISTED, beside=files_beside),
    ".kml": Format(write_kml, listed=()),
    ".kmz": Format(write_kmz, listed=()),
    ".lpf.json": Format(write_linked_places, listed=PLACED),
    ".annotations.jsonld": Format(write_annotations, listed=LISTED),
}
WAYS_OUT = {
    ".shp": "a shapefile cuts names and texts and has no times; end the name in .gpkg, which every GIS reads",
    ".json": "that may be many things; end the name in .geojson, or in .lpf.json for Linked Places",
    ".jsonl": "end the name in .geojsonl for GeoJSON, a feature a line",
    ".jsonld": "end the name in .annotations.jsonld for Web Annotations, or in .lpf.json for Linked Places",
    ".mbtiles": "end the name in .pmtiles, whose tiles are the same",
    ".mvt": "end the name in .pmtiles, which holds all tiles in one file",
    ".xls": "end the name in .xlsx",
}
"""What to do where a format is not written, or not under that ending."""


def format_of(name: str | PathLike[str], wanted: str | None = None) -> Format:
    """Return the format that a name's ending tells, or the one wanted by its ending without the dot.

    A UsageError tells what else to write where there is none.
    """
    path = Path(name)
    ending = f".{wanted.lower().lstrip('.')}" if wanted else path.name.lower()
    for known, one in FORMATS.items():
        if ending.endswith(known):
            return one
    unknown = ending if wanted else path.suffix
    remedy = WAYS_OUT.get(unknown.lower(), f"end the name in {', '.join(FORMATS)}")
    raise UsageError(f"{name}: no format is called {unknown or 'that'}; {remedy}")


def check_target(
    path: Path, wanted: str | None = None, *, force: bool = False, by: str = "force=True"
) -> Format:
    """Return the format of a file that can be written; an OutputError says why it cannot be.

    Without ``force`` nothing is written over; ``by`` is what the caller's user gives for it.
    """
    one = format_of(path, wanted)
    with told_as(path, path):  # else what is written beside it would be named, which nobody asked for
        path.parent.stat()
    for file in (path, *one.beside(path)):
        if os.path.lexists(file) and not force:
            raise OutputError(f"{file}: there is one already; name another file, or write over it with {by}")
    return one


def write_layers(
    layers: Layers, target: str | PathLike[str], *, wanted: str | None = None, force: bool = False
) -> Path:
    """Write layers in the format that the name's ending tells; each file is there whole or not at all.

    Nothing is written over without ``force``. An OutputError says why a file cannot be written.
    """
    path = Path(target)
    return check_target(path, wanted, force=force).write(layers, path)
