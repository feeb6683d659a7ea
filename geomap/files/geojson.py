"""``mentions_points.geojson`` and ``mentions_areas.geojson``: RFC 7946, safe for the clients that were tried.

Points and areas are apart because some clients take the first geometry's type and drop the rest;
docs/exports.md has the rules and the clients they come from.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.files.features import Box, at_antimeridian, box_of, features_of, head_of
from geomap.files.scratch import file_written_whole, make_folder, written_whole
from geomap.gazetteer import Credit
from geomap.tables import Horizon, Table, Tables

if TYPE_CHECKING:
    import geopandas

    from geomap.layers import Layers

POINTS = "mentions_points.geojson"
AREAS = "mentions_areas.geojson"
END = b"]\n}\n"
NOTE = (
    "Each feature is a claim as articles report it, not an established fact; only where status is reported "
    "is it told as happened. start_time and end_time are UTC and half-open; where dated is 0 the day is "
    "unknown, and they span the horizon, up to the article's publication where that is known; where "
    "date_basis is publication they are the report's days."
)
FREE = ("public domain", "free of copyright")
"""How licences end that ask for nothing."""
RIGHTS = "Quotes and titles belong to their publishers."


def write_geojson(layers: Layers | Tables, folder: str | PathLike[str]) -> tuple[Path, Path]:
    """Write both files into a folder and return their paths; the same layers give the same bytes.

    Tables are written as they stand, the frames of layers, which a user may have changed, by GDAL.
    """
    make_folder(Path(folder))
    members = members_of(layers.credits, layers.horizon)
    paths = (Path(folder) / POINTS, Path(folder) / AREAS)
    for path, layer in zip(paths, (layers.points, layers.areas), strict=True):
        write_layer(layer, path, members)
    return paths


def members_of(credits: Iterable[Credit], horizon: Horizon) -> str:  # noqa: A002
    """Return what a collection of features says of itself, as a JSON object."""
    return json.dumps(
        {
            "note": NOTE,
            "rights": RIGHTS,
            "license": licences_of(credits),
            "credit": credit_line(credits),
            "horizon": [instant.strftime("%Y-%m-%dT%H:%M:%SZ") for instant in horizon],
        },
        ensure_ascii=False,
    )


def licences_of(credits: Iterable[Credit]) -> str:  # noqa: A002
    """Return the licences of what is in a file, each once; those that want to be named come first.

    >>> told = ("MIT; data public domain", "ISC; data public domain", "MIT; data CC BY 4.0")
    >>> licences_of(Credit(source="", licence=one, line="") for one in told)
    'CC BY 4.0; MIT; ISC; public domain'
    """
    parts = (part.removeprefix("data ") for credit in credits for part in credit.licence.split("; "))
    return "; ".join(sorted(dict.fromkeys(parts), key=_freedom))


def _freedom(licence: str) -> int:
    """Return how little a licence asks of whoever passes the data on, as a rank."""
    return 0 if licence.startswith("CC BY") else 2 if licence.endswith(FREE) else 1


def write_layer(layer: geopandas.GeoDataFrame | Table, path: Path, members: str) -> None:
    """Write features as one collection, with ``members`` besides."""
    if not len(layer):
        with collection(path, members, None):
            return
    if isinstance(layer, Table) and not at_antimeridian(layer):
        with collection(path, members, box_of(layer)) as add:
            for parts in features_of(layer):
                add("".join(parts).encode())
        return
    if isinstance(layer, Table):
        from geomap.layers import layer_of

        layer = layer_of(layer)
    with written_whole(path) as scratch:
        _write_by_gdal(layer, scratch, members)


@contextmanager
def collection(path: Path, members: str, box: Box | None) -> Iterator[Callable[[bytes | memoryview], object]]:
    """Write a collection of the features that what is given is called with; ``box`` holds them all.

    It may be None where there are none.
    """
    with file_written_whole(path) as write:
        before = b""

        def add(feature: bytes | memoryview) -> None:
            nonlocal before
            write((before or head_of(members, box), feature))
            before = b",\n"

        yield add
        if before:
            write((b"\n", END))
        else:
            empty = {"type": "FeatureCollection", **json.loads(members), "features": []}
            write((json.dumps(empty, ensure_ascii=False).encode(), b"\n"))


def _write_by_gdal(layer: geopandas.GeoDataFrame, scratch: Path, members: str) -> None:
    from geomap.files.gdal import named_plainly

    # The identifier stands twice: some clients read Feature.id, others only properties.
    with named_plainly(scratch) as plain:
        layer.assign(id=layer["record_id"]).to_file(
            plain,
            driver="GeoJSON",
            engine="pyogrio",
            RFC7946="YES",
            WRITE_BBOX="YES",
            WRITE_NAME="NO",
            ID_FIELD="id",
            ID_TYPE="String",
            AUTODETECT_JSON_STRINGS="NO",  # a quote in brackets stays a text
            FOREIGN_MEMBERS_COLLECTION=members,
        )
        # GDAL says nothing where the disk ends within the last block.
        with plain.open("rb") as written:
            written.seek(max(0, written.seek(0, os.SEEK_END) - len(END)))
            if written.read() != END:
                raise RuntimeError("the end is missing")


def about(layers: Layers | Tables) -> str:
    """Return what is to be known of any file of claims, as sentences."""
    return f"{NOTE} {RIGHTS} {credit_line(layers.credits)}"


def credit_line(credits: Iterable[Credit]) -> str:  # noqa: A002
    """Return the credits as sentences, each once."""
    return " ".join(dict.fromkeys(c.line if c.line.endswith(".") else c.line + "." for c in credits))
