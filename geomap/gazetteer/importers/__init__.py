"""Files of places that geomap can read, told by their content: one module a format."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geomap.errors import InputError
from geomap.gazetteer.importers.geonames import AlternateNames, GeoNamesDump
from geomap.gazetteer.importers.linked_places import LinkedPlaces
from geomap.gazetteer.importers.rows import Importer
from geomap.gazetteer.importers.streams import Source, head_of, sources
from geomap.gazetteer.importers.table import Table

IMPORTERS: tuple[Importer, ...] = (GeoNamesDump(), AlternateNames(), LinkedPlaces(), Table())
EXPECTED = (
    "expected a GeoNames dump (UA.zip, UA.txt: 19 columns separated by tabs), GeoNames alternate names "
    "(alternateNamesV2.zip: 10 columns), Linked Places GeoJSON, or CSV whose first line names the columns "
    "name, lat and lon; plain, gzipped or zipped"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """A source and the importer that reads it."""

    source: Source
    importer: Importer


def recognise(path: Path) -> tuple[Recognised, ...]:
    """Return what a file holds, by its content; of a zip archive, every member that is of a known format."""
    found = []
    said = ""
    for source in sources(path):
        head = head_of(source)
        importer = next((importer for importer in IMPORTERS if importer.recognises(head)), None)
        if importer is not None:
            found.append(Recognised(source=source, importer=importer))
        else:
            said = said or _what_it_is(head)
    if not found:
        message = f"{path}: {said}; {EXPECTED}"
        raise InputError(message)
    return tuple(found)


def _what_it_is(head: bytes) -> str:
    start = head.lstrip()[:200].lower()
    if not start:
        return "is empty"
    if start.startswith((b"<!doctype html", b"<html")):
        return "is a web page, perhaps an error message of the server"
    if start.startswith(b"sqlite format 3"):
        return "is a database; to use a gazetteer made by geomap, name it with --gazetteer"
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "is UTF-16; save it as UTF-8"
    if b"\x00" in start:
        return "is no text"
    return "is of no format that geomap knows"
