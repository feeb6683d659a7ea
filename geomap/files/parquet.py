"""GeoParquet 1.1 for data people: all claims with the box of each, and reports and places beside them."""

from __future__ import annotations

from pathlib import Path

from geomap.errors import OutputError
from geomap.files.scratch import written_whole
from geomap.files.spreadsheets import files_beside
from geomap.layers import Layers, tabled


def write_parquet(layers: Layers, path: Path) -> Path:
    """Write claims, reports and places as Parquet, the claims last, and return their path.

    What is on no map is there without a geometry.
    """
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise OutputError(
            f"{path}: Parquet needs pyarrow; install it with pip install 'geomap-frontline[parquet]', "
            "or end the name in .fgb or .csv"
        ) from None
    tables = tabled(layers)
    reports, places = files_beside(path)
    with written_whole(reports) as scratch:
        tables.reports.to_parquet(scratch, index=False, compression="zstd")
    for frame, file in ((tables.places, places), (tables.claims, path)):
        with written_whole(file) as scratch:
            frame.to_parquet(
                scratch, index=False, compression="zstd", schema_version="1.1.0", write_covering_bbox=True
            )
    return path
