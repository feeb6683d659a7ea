"""A GeoPackage with claims, reports and places; QGIS opens it coloured and with its time slider on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Literal

import pandas
import pyogrio

from geomap.columns import MEANINGS, VOCABULARIES, heading
from geomap.files.gdal import named_plainly
from geomap.files.geojson import about
from geomap.files.qml import style
from geomap.files.scratch import written_whole
from geomap.layers import Layers, frame_of, layer_of
from geomap.related import places_of, reports_of

POINTS, AREAS, UNLOCATED = "mentions_points", "mentions_areas", "unlocated"
REPORTS, PLACES_POINTS, PLACES_AREAS = "reports", "places_points", "places_areas"
CLAIMS = (POINTS, AREAS, UNLOCATED)
PAIRS = (
    *((claims, REPORTS, "attributes", "record_id") for claims in CLAIMS),
    (PLACES_POINTS, POINTS, "features", "place_id"),
    (PLACES_AREAS, AREAS, "features", "place_id"),
)
"""Which tables belong together, as what kind of relation, and by which column."""

_STYLES = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
  styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30),
  ui TEXT(30), update_time DATETIME DEFAULT CURRENT_TIMESTAMP
)
"""


_RELATIONS = """
CREATE TABLE gpkgext_relations (
  id INTEGER PRIMARY KEY AUTOINCREMENT, base_table_name TEXT NOT NULL,
  base_primary_column TEXT NOT NULL DEFAULT 'id', related_table_name TEXT NOT NULL,
  related_primary_column TEXT NOT NULL DEFAULT 'id', relation_name TEXT NOT NULL,
  mapping_table_name TEXT NOT NULL UNIQUE
)
"""
_COLUMNS = """
CREATE TABLE gpkg_data_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT,
  mime_type TEXT, constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name)
);
CREATE TABLE gpkg_data_column_constraints (
  constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC,
  min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value)
);
CREATE TABLE IF NOT EXISTS gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
  scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
);
"""
SCHEMA = ("gpkg_schema", "http://www.geopackage.org/spec120/#extension_schema")
RELATED = ("gpkg_related_tables", "http://www.geopackage.org/18-000.html")
"""Extensions of the format: what columns hold, and which rows belong together."""


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
        _write(layers.unlocated, path, UNLOCATED, None, layers)
        _write(frame_of(reports_of(layers.records)), path, REPORTS, None, layers)
        places = places_of(layers.records, layers.horizon)
        _write(layer_of(places.points), path, PLACES_POINTS, "Point", layers)
        _write(layer_of(places.areas), path, PLACES_AREAS, "MultiPolygon", layers)
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})
    with closing(sqlite3.connect(path)) as database, database:
        _add_styles(database, layers, stamp)
        _add_words(database, layers)
        _add_relations(database)


def _write(
    layer: pandas.DataFrame,
    path: Path,
    name: str,
    geometry: Literal["Point", "MultiPolygon"] | None,
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
        layer_options={"DESCRIPTION": about(layers)},
    )


def _instant(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _add_styles(database: sqlite3.Connection, layers: Layers, stamp: datetime) -> None:
    """Add the table in which QGIS looks for the default styles of layers."""
    database.execute(_STYLES)
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change) VALUES (?, ?, ?, ?)",
        ("layer_styles", "attributes", "layer_styles", _instant(stamp)),
    )
    styles = (
        (POINTS, style("points", list(layers.points.columns))),
        (AREAS, style("areas", list(layers.areas.columns))),
    )
    for name, qml in styles:
        database.execute(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column,"
            " styleName, styleQML, styleSLD, useAsDefault, description, owner, update_time)"
            " VALUES ('', '', ?, 'geom', 'geomap', ?, '', 1, ?, '', ?)",
            (name, qml, "Claims by action, through time", _instant(stamp)),
        )


def _add_words(database: sqlite3.Connection, layers: Layers) -> None:
    """Say what columns are called and mean, and which words they may hold."""
    database.executescript(_COLUMNS)
    for table in ("gpkg_data_columns", "gpkg_data_column_constraints"):
        _extend(database, table, SCHEMA)
    database.executemany(
        "INSERT INTO gpkg_data_column_constraints (constraint_name, constraint_type, value)"
        " VALUES (?, 'enum', ?)",
        [(column, word) for column, words in VOCABULARIES.items() for word in words],
    )
    frames = zip(CLAIMS, (layers.points, layers.areas, layers.unlocated), strict=True)
    database.executemany(
        "INSERT INTO gpkg_data_columns (table_name, column_name, name, description, constraint_name)"
        " VALUES (?, ?, ?, ?, ?)",
        [
            (
                table,
                column,
                heading(column),
                MEANINGS.get(column),
                column if column in VOCABULARIES else None,
            )
            for table, frame in frames
            for column in frame.columns
            if column != "geometry"
        ],
    )


def _add_relations(database: sqlite3.Connection) -> None:
    """Tell which reports belong to a claim, and which claims to a place, row by row."""
    database.execute(_RELATIONS)
    _extend(database, "gpkgext_relations", RELATED)
    for base, related, kind, key in PAIRS:
        mapping = f"{base}_{related}"
        database.execute(f"CREATE INDEX {mapping}_key ON {related} ({key})")
        database.execute(
            f"CREATE TABLE {mapping} (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,"
            " base_id INTEGER NOT NULL, related_id INTEGER NOT NULL)"
        )
        database.execute(
            f"INSERT INTO {mapping} (base_id, related_id) SELECT b.fid, r.fid FROM {base} b"  # noqa: S608
            f" JOIN {related} r ON r.{key} = b.{key} ORDER BY b.fid, r.fid"
        )
        database.execute(
            "INSERT INTO gpkgext_relations (base_table_name, base_primary_column, related_table_name,"
            " related_primary_column, relation_name, mapping_table_name) VALUES (?, 'fid', ?, 'fid', ?, ?)",
            (base, related, kind, mapping),
        )
        _extend(database, mapping, RELATED)


def _extend(database: sqlite3.Connection, table: str, extension: tuple[str, str]) -> None:
    database.execute(
        "INSERT INTO gpkg_extensions (table_name, extension_name, definition, scope)"
        " VALUES (?, ?, ?, 'read-write')",
        (table, *extension),
    )
