"""geomap: what news articles report to have happened where, when and according to whom; offline.

    import geomap

    gazetteer = geomap.open_gazetteer()
    run = geomap.run(geomap.read_documents("seeds"), gazetteer)
    week = geomap.select(run.records, valid_in=(date(2022, 9, 5), date(2022, 9, 11)))
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
    from geomap.documents import Document, read_documents
    from geomap.errors import GazetteerError, GeomapError, InputError, OutputError
    from geomap.files.formats import write_layers
    from geomap.files.geojson import write_geojson
    from geomap.files.records import read_records, write_records
    from geomap.files.unlocated import write_unlocated
    from geomap.gazetteer import Gazetteer, open_gazetteer
    from geomap.layers import Layers, to_layers
    from geomap.pipeline import Analysis, Run, analyse, run
    from geomap.records import Record, Report, merge
    from geomap.selection import select

__version__ = "0.1.0"

_HOME = {
    "Analysis": "pipeline",
    "Area": "areas",
    "Document": "documents",
    "Gazetteer": "gazetteer",
    "GazetteerError": "errors",
    "GeomapError": "errors",
    "InputError": "errors",
    "Layers": "layers",
    "OutputError": "errors",
    "Record": "records",
    "Report": "records",
    "Run": "pipeline",
    "analyse": "pipeline",
    "area_of": "areas",
    "country_area": "areas",
    "merge": "records",
    "open_gazetteer": "gazetteer",
    "read_documents": "documents",
    "read_records": "files.records",
    "run": "pipeline",
    "select": "selection",
    "to_layers": "layers",
    "write_geojson": "files.geojson",
    "write_layers": "files.formats",
    "write_records": "files.records",
    "write_unlocated": "files.unlocated",
}

__all__ = [
    "Analysis",
    "Area",
    "Document",
    "Gazetteer",
    "GazetteerError",
    "GeomapError",
    "InputError",
    "Layers",
    "OutputError",
    "Record",
    "Report",
    "Run",
    "__version__",
    "analyse",
    "area_of",
    "country_area",
    "merge",
    "open_gazetteer",
    "read_documents",
    "read_records",
    "run",
    "select",
    "to_layers",
    "write_geojson",
    "write_layers",
    "write_records",
    "write_unlocated",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(f"geomap.{_HOME[name]}"), name)
    raise AttributeError(f"module 'geomap' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
