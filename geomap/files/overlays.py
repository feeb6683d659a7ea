"""What users lay above the claims of a map, as GeoJSON that folium draws."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from geomap.errors import InputError, UsageError

WAYS = "give a frame of geopandas, GeoJSON as a dictionary, or the path of it"


def overlays(layers: object) -> Iterator[tuple[str, Any]]:
    """Yield the name and the GeoJSON of each layer, in degrees.

    A UsageError names what is no layer, an InputError the file that cannot be read.
    """
    if hasattr(layers, "to_crs") or not isinstance(layers, Mapping):
        what = type(layers).__name__
        raise UsageError(
            f'layers: {what} has no names; give a dictionary of layers, such as {{"Front": frame}}'
        )
    for name, layer in layers.items():
        yield str(name), _geojson(f"layers: {name}", layer)


def _geojson(where: str, layer: Any) -> Any:
    if hasattr(layer, "to_crs"):
        if layer.crs is None:
            raise UsageError(
                f"{where}: the frame has no CRS; name that of its coordinates with set_crs(4326)"
            )
        return json.loads(layer.to_crs(4326).to_json(default=str))
    if isinstance(layer, str | PathLike):
        layer = _read(where, Path(fspath(layer)))
    elif not isinstance(layer, Mapping):
        raise UsageError(f"{where}: {type(layer).__name__} is no layer; {WAYS}")
    if not isinstance(layer, Mapping) or not isinstance(layer.get("type"), str):
        raise UsageError(f"{where}: no GeoJSON, which has a type; {WAYS}")
    return layer


def _read(where: str, path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except OSError as error:
        raise InputError(f"{where}: {path}: cannot be read ({error.strerror}); check the path") from None
    except ValueError as error:
        raise InputError(f"{where}: {path}: no GeoJSON ({error}); {WAYS}") from None
