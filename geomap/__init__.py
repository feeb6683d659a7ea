"""geomap: what news articles report to have happened where, when and according to whom; offline.

    import geomap

    result = geomap.read("Shells hit Kharkiv on Monday.", published="2022-09-06")
    result.to_geodataframe(action="attacked", since="2022-09-01")
    result.save("map")

``read`` takes texts, files, folders and data frames; docs/python.md tells what its result does. The steps
beneath it are public, too:

    gazetteer = geomap.open_gazetteer()
    run = geomap.run(geomap.read_documents("seeds"), gazetteer)
    week = geomap.select(run.records, since="2022-09-05", until="2022-09-11")
    layers = geomap.to_layers(week, gazetteer.credits())
    geomap.write_geojson(layers, "week")
    geomap.write_layers(layers, "week/claims.gpkg")

Names are imported when they are first used, so that ``import geomap`` stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geomap.areas import Area, area_of, country_area
    from geomap.columns import COLUMNS
    from geomap.documents import Document, Tally, parse_published, read_documents
    from geomap.errors import GazetteerError, GeomapError, InputError, OutputError, UsageError
    from geomap.files.formats import write_layers
    from geomap.files.geojson import write_geojson
    from geomap.files.html import write_map
    from geomap.files.records import Archive, read_records, write_records
    from geomap.files.unlocated import write_unlocated
    from geomap.gazetteer import Gazetteer, open_gazetteer
    from geomap.layers import ClaimFrame, Layers, to_layers
    from geomap.pipeline import Analysis, Run, analyse, run
    from geomap.records import Record, Report, merge
    from geomap.results import Result, read
    from geomap.selection import Filters, select
    from geomap.spans import Days
    from geomap.surroundings import Surroundings, surroundings_of


__version__ = "0.1.0"

_HOME = {
    "COLUMNS": "columns",
    "Analysis": "pipeline",
    "Archive": "files.records",
    "Area": "areas",
    "ClaimFrame": "layers",
    "Days": "spans",
    "Document": "documents",
    "Filters": "selection",
    "Gazetteer": "gazetteer",
    "GazetteerError": "errors",
    "GeomapError": "errors",
    "InputError": "errors",
    "Layers": "layers",
    "OutputError": "errors",
    "Record": "records",
    "Report": "records",
    "Result": "results",
    "Run": "pipeline",
    "Surroundings": "surroundings",
    "Tally": "documents",
    "UsageError": "errors",
    "analyse": "pipeline",
    "area_of": "areas",
    "country_area": "areas",
    "merge": "records",
    "open_gazetteer": "gazetteer",
    "parse_published": "documents",
    "read": "results",
    "read_documents": "documents",
    "read_records": "files.records",
    "run": "pipeline",
    "select": "selection",
    "surroundings_of": "surroundings",
    "to_layers": "layers",
    "write_geojson": "files.geojson",
    "write_layers": "files.formats",
    "write_map": "files.html",
    "write_records": "files.records",
    "write_unlocated": "files.unlocated",
}

__all__ = [
    "COLUMNS",
    "Analysis",
    "Archive",
    "Area",
    "ClaimFrame",
    "Days",
    "Document",
    "Filters",
    "Gazetteer",
    "GazetteerError",
    "GeomapError",
    "InputError",
    "Layers",
    "OutputError",
    "Record",
    "Report",
    "Result",
    "Run",
    "Surroundings",
    "Tally",
    "UsageError",
    "__version__",
    "analyse",
    "area_of",
    "country_area",
    "merge",
    "open_gazetteer",
    "parse_published",
    "read",
    "read_documents",
    "read_records",
    "run",
    "select",
    "surroundings_of",
    "to_layers",
    "write_geojson",
    "write_layers",
    "write_map",
    "write_records",
    "write_unlocated",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(f"geomap.{_HOME[name]}"), name)
    raise AttributeError(f"module 'geomap' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
