"""PMTiles, vector tiles of claims and of their places, for maps of the web that hold more than a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import geopandas
import numpy
import pandas
import pyogrio
import shapely
from pandas.api.types import is_datetime64_any_dtype

from geomap.errors import OutputError
from geomap.files.gdal import named_plainly
from geomap.files.geojson import about
from geomap.files.scratch import written_whole
from geomap.files.vectors import LAYER, on_the_map
from geomap.gazetteer import LonLat
from geomap.layers import Layers, tabled

DRIVER = "PMTiles"
TOLD = (
    "record_id place_id place_name claim claimant source url action modality status side certainty "
    "claim_certainty precision uncertainty_m level start_time end_time dated date_basis n_reports "
    "n_independent contradicted"
).split()
"""What a claim's mark needs to be drawn, filtered and traced: it stands in a tile of every zoom."""
PLACES = "places"
DEEPEST = 8
"""The last zoom, from which clients enlarge: its tiles tell points apart that are 40 m from each other."""
MOST = 20_000
"""Claims of a tile, some 8 MB; zooms at which one held more are left out, for GDAL opens at most 10."""
EDGES = LonLat(lon=179.999, lat=85.05)
"""Degrees at which maps of the web end, east and north as west and south."""
WORLD_M = 40_075_016.68
"""Length of the equator, which is the side of the one tile of zoom 0."""


def places_beside(path: Path) -> tuple[Path, ...]:
    """Return the file of places that is written beside that of the claims."""
    return (path.with_name(f"{path.stem}-{PLACES}{path.suffix}"),)


def write_tiles(layers: Layers, path: Path) -> Path:
    """Write points and areas as vector tiles, their places beside them, and return the path of the claims.

    No zoom that is there leaves out a claim; places, with their counts, are there from the first on. An
    OutputError says where there is nothing to be drawn, or the installed GDAL writes no tiles.
    """
    if "w" not in pyogrio.list_drivers().get(DRIVER, ""):
        raise OutputError(
            f"{path}: this GDAL ({pyogrio.__gdal_version_string__}) writes no PMTiles; install pyogrio "
            "from PyPI, whose GDAL does, or end the name in .geojsonl, which tippecanoe reads"
        )
    claims = _drawable(on_the_map(layers))
    if claims.empty:
        raise OutputError(f"{path}: no claim has a place on the map, and tiles hold nothing else")
    places = tabled(layers).places
    (beside,) = places_beside(path)
    _write(_drawable(places[places.geometry.notna()]), beside, Tiled(PLACES, "place_id", 0), about(layers))
    tiled = Tiled(LAYER, "record_id", first_zoom(claims.geometry))
    _write(claims[[*TOLD, claims.geometry.name]], path, tiled, about(layers))
    return path


def _drawable(frame: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """Return a frame with all within the maps of the web, which end before the poles and the date line."""

    def drawn(corners: numpy.ndarray[Any, Any]) -> numpy.ndarray[Any, Any]:
        return corners.clip([-EDGES.lon, -EDGES.lat], EDGES)

    return frame.set_geometry(shapely.transform(frame.geometry.to_numpy(), drawn), crs=frame.crs)


class Tiled(NamedTuple):
    """A layer of tiles, the column that tells its features apart, and its first zoom."""

    layer: str
    key: str
    first: int


def _write(frame: geopandas.GeoDataFrame, path: Path, tiled: Tiled, description: str) -> None:
    days = [name for name in frame if is_datetime64_any_dtype(frame[name])]  # tiles know no times
    frame = frame.assign(**{str(name): frame[name].dt.strftime("%Y-%m-%dT%H:%M:%SZ") for name in days})
    with written_whole(path) as scratch, named_plainly(scratch) as plain:
        pyogrio.write_dataframe(
            frame,
            plain,
            layer=tiled.layer,
            driver=DRIVER,
            geometry_type="Unknown",  # of both kinds
            NAME=f"geomap {tiled.layer}",
            DESCRIPTION=description,
            MINZOOM=tiled.first,
            MAXZOOM=DEEPEST,
            # Without these GDAL leaves out what is too much for a tile.
            MAX_SIZE=2**31 - 1,
            MAX_FEATURES=2**31 - 1,
        )
        # GDAL says nothing where the disk ends within the file.
        if pyogrio.read_dataframe(plain, columns=[tiled.key])[tiled.key].nunique() != len(frame):
            raise RuntimeError("the end is missing")


def first_zoom(places: geopandas.GeoSeries, most: int = MOST) -> int:
    """Return the first zoom at which no tile holds more than ``most``; areas count where their middle is."""
    middles = places.to_crs("EPSG:3857").envelope.centroid
    shares = pandas.DataFrame({"x": middles.x, "y": middles.y}) / WORLD_M + 0.5
    return next((zoom for zoom in range(DEEPEST) if _fullest(shares, zoom) <= most), DEEPEST)


def _fullest(shares: pandas.DataFrame, zoom: int) -> int:
    """Return how many places the fullest tile of a zoom holds, by their shares of the world's side."""
    return int((shares * 2**zoom).apply(numpy.floor).value_counts().max())
