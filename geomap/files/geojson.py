"""``mentions_points.geojson`` and ``mentions_areas.geojson``: RFC 7946, safe for the clients that were tried.

Points and areas are apart because some clients take the first geometry's type and drop the rest;
docs/exports.md has the rules and the clients they come from.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from os import PathLike
from pathlib import Path

import geopandas

from geomap.gazetteer import Credit
from geomap.layers import Layers

POINTS = "mentions_points.geojson"
AREAS = "mentions_areas.geojson"
NOTE = (
    "Each feature is a claim as articles report it, not an established fact. start and end are UTC and "
    "half-open; where dated is 0 the day is unknown and they span the whole analysis."
)
RIGHTS = "Quotes and titles belong to their publishers."


def write_geojson(layers: Layers, folder: str | PathLike[str]) -> tuple[Path, Path]:
    """Write both files into a folder and return their paths; the same layers give the same bytes."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    members = json.dumps(
        {
            "note": NOTE,
            "rights": RIGHTS,
            "license": "; ".join(dict.fromkeys(credit.licence for credit in layers.credits)),
            "credit": credit_line(layers.credits),
            "horizon": [instant.strftime("%Y-%m-%dT%H:%M:%SZ") for instant in layers.horizon],
        },
        ensure_ascii=False,
    )
    paths = (Path(folder) / POINTS, Path(folder) / AREAS)
    for path, layer in zip(paths, (layers.points, layers.areas), strict=True):
        _write(layer, path, members)
    return paths


def _write(layer: geopandas.GeoDataFrame, path: Path, members: str) -> None:
    if layer.empty:
        collection = {"type": "FeatureCollection", **json.loads(members), "features": []}
        path.write_text(json.dumps(collection, ensure_ascii=False) + "\n", encoding="utf-8")
        return
    # The identifier stands twice: some clients read Feature.id, others only properties.
    layer.assign(id=layer["record_id"]).to_file(
        path,
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


def credit_line(credits: Iterable[Credit]) -> str:  # noqa: A002
    """Return the credits as sentences, each once."""
    return " ".join(dict.fromkeys(c.line if c.line.endswith(".") else c.line + "." for c in credits))
