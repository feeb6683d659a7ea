"""KML 2.2 for Google Earth and its kin: points and areas, each claim with a time span and a balloon."""

from __future__ import annotations

import html
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree as ET

import geopandas
import shapely

from geomap.events import Action
from geomap.files.geojson import NOTE, RIGHTS, credit_line
from geomap.files.qml import MARKS
from geomap.files.scratch import written_whole
from geomap.layers import Layers
from geomap.records import Status

NAMESPACE = "http://www.opengis.net/kml/2.2"
TOLD: dict[Status, str] = {"planned": "planned", "negated": "did not happen", "doubtful": "doubtful"}
"""What stands behind the name of a place where nothing is reported as happened."""
FADED = {"reported": "ff", "planned": "99", "negated": "66", "doubtful": "99"}
"""How dense the colour of a status is, as KML writes it; icons of other shapes would have to be fetched."""


def write_kml(layers: Layers, path: Path) -> Path:
    """Write points and areas as KML and return the path; the unlocated have no place in it.

    Each status has a style, and what is not reported as happened says so behind the name of its place.
    Undated claims end when they were printed, as in the other files, for clients drop a placemark that lacks
    an end.
    """
    root = ET.Element("kml", xmlns=NAMESPACE)
    document = ET.SubElement(root, "Document")
    _text(document, "name", "Claims by place and time")
    _text(document, "description", html.escape(f"{NOTE} {RIGHTS} {credit_line(layers.credits)}"))
    for action in get_args(Action):
        for status in get_args(Status):
            _style(document, action, status)
    for title, layer in (("Points", layers.points), ("Areas", layers.areas)):
        folder = ET.SubElement(document, "Folder")
        _text(folder, "name", title)
        for row in _rows(layer):
            folder.append(_placemark(row))
    ET.indent(root, " ")
    with written_whole(path) as scratch:
        scratch.write_bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")
    return path


def _rows(layer: geopandas.GeoDataFrame) -> Iterator[dict[str, Any]]:
    names = list(layer.columns)
    for values in layer.itertuples(index=False, name=None):
        yield dict(zip(names, values, strict=True))


def _placemark(row: dict[str, Any]) -> ET.Element:
    placemark = ET.Element("Placemark", id=row["record_id"])
    told = TOLD.get(row["status"])
    _text(placemark, "name", f"{row['place_name']} ({told})" if told else row["place_name"])
    # A balloon is HTML: what XML unescapes must still be escaped once more.
    _text(placemark, "description", html.escape(_told(row)))
    span = ET.SubElement(placemark, "TimeSpan")
    _text(span, "begin", row["start_time"].strftime("%Y-%m-%dT%H:%M:%SZ"))
    _text(span, "end", row["end_time"].strftime("%Y-%m-%dT%H:%M:%SZ"))
    _text(placemark, "styleUrl", f"#{row['action']}-{row['status']}")
    extended = ET.SubElement(placemark, "ExtendedData")
    for name, value in row.items():
        if name not in ("geometry", "start_time", "end_time"):
            data = ET.SubElement(extended, "Data", name=name)
            _text(data, "value", str(value))
    placemark.append(_geometry(row["geometry"]))
    return placemark


def _told(row: dict[str, Any]) -> str:
    """Return a claim in a sentence: words, claimant, source, day, and what is to be thought of it."""
    day = row["edtf"] or "day unknown"
    if row["date_basis"] == "publication":
        day = f"reported by {day}"
    parts = (f"“{row['claim']}”", row["claimant"] or "the author", row["source"], day, f"({_standing(row)})")
    return "; ".join(part for part in parts if part)


def _standing(row: dict[str, Any]) -> str:
    """Return the status in words; only a claimant denies, an outlet says that it did not happen."""
    if row["status"] == "negated":
        return f"denied by {row['claimant']}" if row["claimant"] else "did not happen, says the outlet"
    return str(TOLD.get(row["status"], "reported as happened"))


def _geometry(geometry: Any) -> ET.Element:
    if geometry.geom_type == "Point":
        point = ET.Element("Point")
        _text(point, "coordinates", _coordinates(geometry))
        return point
    several = ET.Element("MultiGeometry")
    for part in geometry.geoms:
        polygon = ET.SubElement(several, "Polygon")
        for number, ring in enumerate((part.exterior, *part.interiors)):
            boundary = ET.SubElement(polygon, "innerBoundaryIs" if number else "outerBoundaryIs")
            _text(ET.SubElement(boundary, "LinearRing"), "coordinates", _coordinates(ring))
    return several


@lru_cache(maxsize=256)
def _coordinates(geometry: Any) -> str:
    return " ".join(f"{lon:.7g},{lat:.7g}" for lon, lat in shapely.get_coordinates(geometry).tolist())


def _style(document: ET.Element, action: Action, status: Status) -> None:
    """Add the colours of an action, as alpha, blue, green and red. Only what happened fills an area."""
    colour = MARKS[action].colour
    reversed_colour = colour[4:] + colour[2:4] + colour[:2]
    style = ET.SubElement(document, "Style", id=f"{action}-{status}")
    icon = ET.SubElement(style, "IconStyle")
    _text(icon, "color", f"{FADED[status]}{reversed_colour}")
    if status != "reported":
        _text(icon, "scale", "0.7")
    line = ET.SubElement(style, "LineStyle")
    _text(line, "color", f"{FADED[status]}{reversed_colour}")
    _text(
        ET.SubElement(style, "PolyStyle"),
        "color",
        f"{'40' if status == 'reported' else '00'}{reversed_colour}",
    )


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text
