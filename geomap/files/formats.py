"""The formats of ``geomap export``, by the ending of the file's name."""

from __future__ import annotations

import os
from collections.abc import Callable
from os import PathLike
from pathlib import Path

from geomap.errors import OutputError
from geomap.files.geopackage import write_geopackage
from geomap.files.kml import write_kml
from geomap.files.linkedplaces import write_linked_places
from geomap.layers import Layers

WRITERS: dict[str, Callable[[Layers, Path], Path]] = {
    ".gpkg": write_geopackage,
    ".kml": write_kml,
    ".json": write_linked_places,
}


def check_target(path: Path) -> None:
    """Raise an OutputError unless a file of that name can be written in one of the formats."""
    if path.suffix.lower() not in WRITERS:
        known = ", ".join(WRITERS)
        raise OutputError(f"{path}: no format is called {path.suffix or 'that'}; end the name in {known}")
    if os.path.lexists(path):
        raise OutputError(f"{path}: there is one already; name another file, or delete it first")


def write_layers(layers: Layers, target: str | PathLike[str]) -> Path:
    """Write layers in the format that the name's ending tells; the file is there whole or not at all."""
    path = Path(target)
    check_target(path)
    return WRITERS[path.suffix.lower()](layers, path)
