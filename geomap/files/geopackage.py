"""A GeoPackage with points, areas and the unlocated; QGIS opens it coloured and with its time slider on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Literal

import geopandas
import pyogrio

from geomap.files.gdal import named_plainly
from geomap.files.geojson import NOTE, RIGHTS, credit_line
from geomap.files.qml import style
from geomap.files.scratch import written_whole
from geomap.layers import Layers

POINTS, AREAS, UNLOCATED = "mentions_points", "mentions_areas", "unlocated"

_STYLES = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
  styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30),
  ui TEXT(30), update_time DATETIME DEFAULT CURRENT_TIMESTAMP
)
"""


def write_geopackage(layers: Layers, path: Path) -> Path:
    """Write all layers into one GeoPackage 1.2 and return its path; an earlier file there is replaced.

    The dates that the format wants of its making are the horizon's end: the same layers give the same bytes.
    """
    with written_whole(path) as scratch, named_plainly(scratch.with_suffix(".gpkg")) as plain:
        _write_all(layers, plain)
        scratch.with_suffix(".gpkg").replace(scratch)
    return path


def _write_all(layers: Layers, path: Path) -> None:
    stamp = layers.horizon[1]
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _instant(stamp)})
    try:
        _write(layers.points, path, POINTS, "Point", layers)
        _write(layers.areas, path, AREAS, "MultiPolygon", layers)
        pyogrio.write_dataframe(
            layers.unlocated, path, layer=UNLOCATED, driver="GPKG", append=True, DESCRIPTION=_about(layers)
        )
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})
    _add_styles(path, stamp)


def _write(
    layer: geopandas.GeoDataFrame,
    path: Path,
    name: str,
    geometry: Literal["Point", "MultiPolygon"],
    layers: Layers,
) -> None:
    pyogrio.write_dataframe(
        layer,
        path,
        layer=name,
        driver="GPKG",
        geometry_type=geometry,
        append=path.exists(),
        dataset_options={} if path.exists() else {"VERSION": "1.2"},
        layer_options={"DESCRIPTION": _about(layers)},
    )


def _about(layers: Layers) -> str:
    return f"{NOTE} {RIGHTS} {credit_line(layers.credits)}"


def _instant(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _add_styles(path: Path, stamp: datetime) -> None:
    """Add the table in which QGIS looks for the default styles of layers."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(_STYLES)
        database.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change) VALUES (?, ?, ?, ?)",
            ("layer_styles", "attributes", "layer_styles", _instant(stamp)),
        )
        for name, qml in ((POINTS, style("points")), (AREAS, style("areas"))):
            database.execute(
                "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column,"
                " styleName, styleQML, styleSLD, useAsDefault, description, owner, update_time)"
                " VALUES ('', '', ?, 'geom', 'geomap', ?, '', 1, ?, '', ?)",
                (name, qml, "Claims by action, through time", _instant(stamp)),
            )
