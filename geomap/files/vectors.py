"""Claims with a place on the map in one file: GeoJSON, a feature a line, FlatGeobuf."""

from __future__ import annotations

import tempfile
from pathlib import Path

import geopandas
import pyogrio

from geomap.files.gdal import named_plainly
from geomap.files.geojson import about, members_of, write_layer
from geomap.files.scratch import told_as, written_whole
from geomap.layers import Layers, chronicle

LAYER = "claims"
FEATURE = '{ "type": "Feature",'
"""How the line of a feature begins in what GDAL writes."""


def write_claims(layers: Layers, path: Path) -> Path:
    """Write points and areas as one GeoJSON and return its path."""
    write_layer(on_the_map(layers), path, members_of(layers.credits, layers.horizon))
    return path


def write_lines(layers: Layers, path: Path) -> Path:
    """Write the features of ``write_claims``, a line each and nothing around them; return the path."""
    with written_whole(path) as scratch, tempfile.TemporaryDirectory(prefix="geomap-") as home:
        collection = Path(home) / "claims.geojson"
        with told_as(collection, path):
            write_claims(layers, collection)
        with collection.open(encoding="utf-8") as lines, scratch.open("w", encoding="utf-8") as target:
            features = (line.rstrip().removesuffix(",") for line in lines if line.startswith(FEATURE))
            target.writelines(f"{feature}\n" for feature in features)
    return path


def write_flatgeobuf(layers: Layers, path: Path) -> Path:
    """Write points and areas as FlatGeobuf with its spatial index, and return the path."""
    frame = on_the_map(layers)
    with written_whole(path) as scratch, named_plainly(scratch) as plain:
        pyogrio.write_dataframe(
            frame,
            plain,
            layer=LAYER,
            driver="FlatGeobuf",
            geometry_type="Unknown",  # of both kinds
            DESCRIPTION=about(layers),
        )
        # GDAL says nothing where the disk ends within the file.
        if _features(plain) != len(frame):
            raise RuntimeError("the end is missing")
    return path


def _features(path: Path) -> int:
    """Return how many features of a FlatGeobuf can be read."""
    try:
        return len(pyogrio.read_dataframe(path, columns=["record_id"]))
    except IndexError:  # pyogrio's own, where there is none of those that are announced
        return -1


def on_the_map(layers: Layers) -> geopandas.GeoDataFrame:
    """Return points and areas as one frame, in the order of days."""
    return chronicle(layers.points, layers.areas, layers.unlocated.iloc[:0])
