"""All claims as CSV or as a workbook, with their reports and places: what spreadsheets and map desks open."""

from __future__ import annotations

import json
import re
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas
import pyogrio
import shapely

from geomap.columns import MEANINGS, VOCABULARIES, heading
from geomap.files.gdal import named_plainly
from geomap.files.geojson import about
from geomap.files.scratch import written_whole
from geomap.files.unlocated import ENCODING, safe_frame
from geomap.files.workbook import dressed
from geomap.files.zipping import packed
from geomap.layers import Layers, Tabled, tabled

if TYPE_CHECKING:
    import geopandas
    from shapely.geometry.base import BaseGeometry

BESIDE = ("reports", "places")
"""The tables that stand in files of their own beside the claims."""
METADATA = "-metadata.json"
"""Behind the name of a CSV file: where CSVW looks for what its columns are."""
DATATYPES = {"object": "string", "int64": "integer", "float64": "number"}
LONGEST_CELL = 32_767
"""Characters; what is longer Excel calls damaged."""
TABS = "xl/workbook.xml"
_TAB = re.compile(rb"<sheet [^>]*/>\s*")
FIRST_YEAR = 1900
"""The calendar of workbooks begins with it."""


def files_beside(path: Path) -> tuple[Path, ...]:
    """Return the files that are written beside tables of a name."""
    return tuple(path.with_name(f"{path.stem}-{table}{path.suffix}") for table in BESIDE)


def metadata_of(path: Path) -> Path:
    """Return the file that tells of the columns of a CSV file."""
    return path.with_name(path.name + METADATA)


def write_csv(layers: Layers, path: Path) -> Path:
    """Write claims, reports and places as CSV, and their CSVW metadata; return the path of the claims.

    Texts cannot run as formulas, and a mark at the head tells spreadsheets that they are UTF-8.
    """
    tables = tabled(layers)
    frames = {path: with_wkt(tables.claims), **dict(zip(files_beside(path), _beside(tables), strict=True))}
    with written_whole(metadata_of(path)) as scratch:
        told = _metadata({file.name: frame for file, frame in frames.items()}, about(layers))
        scratch.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for file, frame in reversed(frames.items()):  # the claims come last: where they are, all is there
        with written_whole(file) as scratch:
            safe_frame(frame).to_csv(scratch, index=False, encoding=ENCODING, lineterminator="\n")
    return path


def _beside(tables: Tabled) -> tuple[pandas.DataFrame, pandas.DataFrame]:
    return tables.reports, with_wkt(tables.places)


def with_wkt(frame: geopandas.GeoDataFrame) -> pandas.DataFrame:
    """Return a frame with its geometry as text in the last column, ``wkt``; empty where there is none."""
    shapes: Iterable[BaseGeometry | None] = frame.geometry
    known: dict[int, str] = {}
    texts = []
    for shape in shapes:
        if id(shape) not in known:
            known[id(shape)] = "" if shape is None else shapely.to_wkt(shape, rounding_precision=5)
        texts.append(known[id(shape)])
    return pandas.DataFrame(frame.drop(columns="geometry")).assign(wkt=texts)


def _metadata(frames: dict[str, pandas.DataFrame], note: str) -> dict[str, Any]:
    """Return what CSVW wants to know of tables: names, types, meanings and keys of their columns."""
    claims, reports, places = frames
    keys: dict[str, dict[str, Any]] = {
        claims: {"primaryKey": "record_id"},
        reports: {
            "primaryKey": "report_id",
            "foreignKeys": [
                {
                    "columnReference": "record_id",
                    "reference": {"resource": claims, "columnReference": "record_id"},
                }
            ],
        },
        places: {"primaryKey": "place_id"},
    }
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:description": note,
        "dialect": {"encoding": "utf-8", "header": True},
        "tables": [
            {
                "url": name,
                "tableSchema": {
                    "columns": [
                        _column(column, str(dtype), MEANINGS if name == claims else {})
                        for column, dtype in frame.dtypes.items()
                    ],
                    **keys[name],
                },
            }
            for name, frame in frames.items()
        ],
    }


def _column(name: object, dtype: str, meanings: Mapping[str, str]) -> dict[str, Any]:
    column = str(name)
    told: dict[str, Any] = {"name": column, "titles": [column, heading(column)]}
    if column in meanings:
        told["dc:description"] = meanings[column]
    datatype = "datetime" if dtype.startswith("datetime64") else DATATYPES.get(dtype, "string")
    if column in VOCABULARIES:
        words = "|".join(re.escape(word) for word in VOCABULARIES[column])
        return told | {"datatype": {"base": "string", "format": words}}
    return told | {"datatype": datatype}


def write_workbook(layers: Layers, path: Path) -> Path:
    """Write claims, reports and places as sheets of a workbook, and return its path; no text is a formula."""
    tables = tabled(layers)
    sheets = {
        "claims": tables.claims.drop(columns="geometry"),
        "reports": tables.reports,
        "places": tables.places.drop(columns="geometry"),
        "about": pandas.DataFrame({"about": [about(layers)]}),
    }
    with written_whole(path) as scratch, tempfile.TemporaryDirectory(prefix="geomap-") as home:
        book = Path(home) / "book.xlsx"
        # GDAL reads and writes all that is there for each sheet that is added: so the largest come last.
        for name, frame in reversed(sheets.items()):
            cells = frame.assign(**{str(column): _cells(frame[column]) for column in frame.columns})
            with named_plainly(book) as plain:
                pyogrio.write_dataframe(cells, plain, layer=name, driver="XLSX", append=book.exists())
        # And the clock stands behind every name in the zip.
        with zipfile.ZipFile(book) as made:
            members = {item.filename: made.read(item) for item in made.infolist()}
        members[TABS] = _TAB.sub(b"", members[TABS]).replace(
            b"</sheets>", b"".join(reversed(_TAB.findall(members[TABS]))) + b"</sheets>"
        )
        scratch.write_bytes(packed(dressed(members, list(reversed(sheets.values())))))
    return path


def _cells(column: pandas.Series) -> pandas.Series:
    """Return a column as workbooks hold it: instants without a zone, as text where the calendar lacks one."""
    if str(column.dtype).startswith("datetime64"):
        bare: pandas.Series = column.dt.tz_localize(None)
        return (
            bare if len(bare) == 0 or bare.min().year >= FIRST_YEAR else bare.dt.strftime("%Y-%m-%d %H:%M:%S")
        )
    return column.str.slice(0, LONGEST_CELL) if column.dtype == "object" else column
