"""KML 2.2 for Google Earth and its kin: points and areas, each claim with a time span and a balloon."""

from __future__ import annotations

import html
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree as ET

import geopandas
import pandas
import shapely

from geomap.columns import heading
from geomap.events import Action
from geomap.files.geojson import about
from geomap.files.qml import MARKS
from geomap.files.scratch import written_whole
from geomap.files.vectors import on_the_map
from geomap.files.zipping import packed
from geomap.layers import Layers
from geomap.records import Status

NAMESPACE = "http://www.opengis.net/kml/2.2"
TOLD: dict[Status, str] = {"planned": "planned", "negated": "did not happen", "doubtful": "doubtful"}
"""What stands behind the name of a place where nothing is reported as happened."""
UNDATED = "day unknown"
"""The folder of claims without a day; it stands behind those of the months."""
APART = ("geometry", "start_time", "end_time")
"""What a placemark tells otherwise than as data."""
SCHEMA = "claim"
TYPES = {"int64": "int", "float64": "double"}
METRES = 150_000
"""From how high a degree is seen whole."""
NEAREST = 50_000
FADED = {"reported": "ff", "planned": "99", "negated": "66", "doubtful": "99"}
"""How dense the colour of a status is, as KML writes it; icons of other shapes would have to be fetched."""


def write_kml(layers: Layers, path: Path) -> Path:
    """Write points and areas as KML and return the path; the unlocated have no place in it.

    Claims stand in a folder for each month. Each status has a style, and what is not reported as happened
    says so behind the name of its place. Undated claims end when they were printed, as in the other files,
    for clients drop a placemark that lacks an end.
    """
    with written_whole(path) as scratch, scratch.open("w", encoding="utf-8", newline="\n") as target:
        target.writelines(_lines(layers))
    return path


def write_kmz(layers: Layers, path: Path) -> Path:
    """Write the same as ``write_kml``, packed, and return the path."""
    with written_whole(path) as scratch:
        scratch.write_bytes(packed({"doc.kml": "".join(_lines(layers)).encode()}))
    return path


def _lines(layers: Layers) -> Iterator[str]:
    """Yield the document, a placemark at a time: as one tree it would fill the memory."""
    frame = on_the_map(layers)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="{NAMESPACE}">\n<Document>\n'
    for element in _head(layers, frame):
        yield _written(element)
    months = frame["start_time"].dt.strftime("%Y-%m").where(frame["dated"] == 1, UNDATED)
    for month, claims in frame.groupby(months, sort=True):
        yield f"<Folder>\n<name>{month}</name>\n"
        yield from map(_placemark, _rows(claims), _data(claims))
        yield "</Folder>\n"
    yield "</Document>\n</kml>\n"


def _written(element: ET.Element) -> str:
    return ET.tostring(element, encoding="unicode") + "\n"


def _made(name: str, text: str, **attributes: str) -> ET.Element:
    element = ET.Element(name, attributes)
    element.text = text
    return element


def _head(layers: Layers, frame: geopandas.GeoDataFrame) -> Iterator[ET.Element]:
    """Yield what stands before the claims: what they are, where to look, styles and types of columns."""
    yield _made("name", "Claims by place and time")
    yield _made("description", html.escape(about(layers)))
    if len(frame):
        yield _view(frame)
    for action in get_args(Action):
        for status in get_args(Status):
            yield _style(action, status)
    schema = ET.Element("Schema", name=SCHEMA, id=SCHEMA)
    for name, dtype in frame.dtypes.items():
        if name not in APART:
            field = ET.SubElement(schema, "SimpleField", type=TYPES.get(str(dtype), "string"), name=str(name))
            _text(field, "displayName", heading(str(name)))
    yield schema


def _view(frame: geopandas.GeoDataFrame) -> ET.Element:
    west, south, east, north = map(float, frame.total_bounds)
    view = ET.Element("LookAt")
    _text(view, "longitude", f"{(west + east) / 2:.5f}")
    _text(view, "latitude", f"{(south + north) / 2:.5f}")
    _text(view, "range", f"{max(NEAREST, METRES * max(east - west, north - south)):.0f}")
    return view


def _rows(layer: pandas.DataFrame) -> Iterator[dict[str, Any]]:
    names = list(layer.columns)
    for values in layer.itertuples(index=False, name=None):
        yield dict(zip(names, values, strict=True))


def _placemark(row: dict[str, Any], data: str) -> str:
    told = TOLD.get(row["status"])
    name = f"{row['place_name']} ({told})" if told else row["place_name"]
    begin, end = (row[edge].strftime("%Y-%m-%dT%H:%M:%SZ") for edge in ("start_time", "end_time"))
    return (
        f'<Placemark id="{html.escape(row["record_id"])}"><name>{html.escape(name)}</name>'
        f'<Snippet maxLines="0" /><description>{html.escape(_balloon(row))}</description>'
        f"<TimeSpan><begin>{begin}</begin><end>{end}</end></TimeSpan>"
        f"<styleUrl>#{row['action']}-{row['status']}</styleUrl>"
        f'<ExtendedData><SchemaData schemaUrl="#{SCHEMA}">{data}</SchemaData></ExtendedData>'
        f"{_geometry(row['geometry'])}</Placemark>\n"
    )


def _data(claims: pandas.DataFrame) -> Iterator[str]:
    """Yield the columns of each claim as data, a column at a time: there are millions in a large file."""
    columns = []
    for name in claims.columns:
        if name not in APART:
            values = (html.escape(str(value), quote=False) for value in claims[name])
            columns.append([f'<SimpleData name="{name}">{value}</SimpleData>' for value in values])
    return map("".join, zip(*columns, strict=True))


def _balloon(row: dict[str, Any]) -> str:
    """Return a claim as HTML: words, claimant, day and what to think of it, and a link to its article."""
    day = row["edtf"] or "day unknown"
    if row["date_basis"] == "publication":
        day = f"reported by {day}"
    # A balloon is HTML: what XML unescapes must still be escaped once more.
    told = html.escape(f"“{row['claim']}”; {row['claimant'] or 'the author'}; {day}; ({_standing(row)})")
    source = html.escape(row["source"] or row["url"])
    if row["url"]:
        source = f'<a href="{html.escape(row["url"])}">{source}</a>'
    more = row["n_reports"] - 1
    others = f" and {more} more report{'s' * (more > 1)}" if more else ""
    return f"<p>{told}</p><p>{source or 'source unknown'}{others}</p>"


def _standing(row: dict[str, Any]) -> str:
    """Return the status in words; only a claimant denies, an outlet says that it did not happen."""
    if row["status"] == "negated":
        return f"denied by {row['claimant']}" if row["claimant"] else "did not happen, says the outlet"
    return str(TOLD.get(row["status"], "reported as happened"))


@lru_cache(maxsize=256)
def _geometry(geometry: shapely.Point | shapely.MultiPolygon) -> str:
    if isinstance(geometry, shapely.Point):
        return f"<Point><coordinates>{_coordinates(geometry)}</coordinates></Point>"
    polygons = []
    for part in geometry.geoms:
        rings = [f"<outerBoundaryIs>{_ring(part.exterior)}</outerBoundaryIs>"]
        rings += [f"<innerBoundaryIs>{_ring(ring)}</innerBoundaryIs>" for ring in part.interiors]
        polygons.append(f"<Polygon>{''.join(rings)}</Polygon>")
    return f"<MultiGeometry>{''.join(polygons)}</MultiGeometry>"


def _ring(ring: shapely.LinearRing) -> str:
    return f"<LinearRing><coordinates>{_coordinates(ring)}</coordinates></LinearRing>"


def _coordinates(geometry: shapely.Point | shapely.LinearRing) -> str:
    return " ".join(f"{lon:.7g},{lat:.7g}" for lon, lat in shapely.get_coordinates(geometry).tolist())


def _style(action: Action, status: Status) -> ET.Element:
    """Return the colours of an action, as alpha, blue, green and red. Only what happened fills an area."""
    colour = MARKS[action].colour
    reversed_colour = colour[4:] + colour[2:4] + colour[:2]
    style = ET.Element("Style", id=f"{action}-{status}")
    icon = ET.SubElement(style, "IconStyle")
    _text(icon, "color", f"{FADED[status]}{reversed_colour}")
    if status != "reported":
        _text(icon, "scale", "0.7")
    line = ET.SubElement(style, "LineStyle")
    _text(line, "color", f"{FADED[status]}{reversed_colour}")
    fill = ET.SubElement(style, "PolyStyle")
    _text(fill, "color", f"{'40' if status == 'reported' else '00'}{reversed_colour}")
    _text(ET.SubElement(style, "BalloonStyle"), "text", "<h3>$[name]</h3>$[description]")
    return style


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text
