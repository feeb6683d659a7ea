"""KML 2.2 for Google Earth and its kin: points and areas, each claim with a time span and a balloon."""

from __future__ import annotations

import html
from collections.abc import Iterator
from itertools import chain, product
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree as ET

import geopandas
import pandas

from geomap.columns import heading
from geomap.events import Action
from geomap.files.geojson import about
from geomap.files.kml_doubt import RING, doubts, rings
from geomap.files.kml_parts import SCHEMA, data_of, geometry_of, timespan, values_of
from geomap.files.qml import MARKS, PAPER, Density
from geomap.files.scratch import written_whole
from geomap.files.vectors import on_the_map
from geomap.files.zipping import packed
from geomap.layers import Layers
from geomap.records import Status

NAMESPACE = "http://www.opengis.net/kml/2.2"
TOLD: dict[Status, str] = {"planned": "planned", "negated": "did not happen", "doubtful": "doubtful"}
"""What stands behind the name of a place where nothing is reported as happened."""
RINGS = ": how far the places may lie"
"""What stands behind the name of a folder in that of its rings."""
UNDATED = "day unknown"
"""The folder of claims without a day; it stands behind those of the months."""
APART = ("geometry", "start_time", "end_time")
"""What a placemark tells otherwise than as data."""
TYPES = {"int64": "int", "float64": "double"}
METRES = 150_000
"""From how high a degree is seen whole."""
NEAREST = 50_000
BALLOON = "<h3>$[name]</h3>$[description]"
Look = tuple[Status, Density]
"""How a claim is drawn: by its status, and by how far its day is known."""
LOOKS: tuple[Look, ...] = tuple(product(get_args(Status), get_args(Density)))
FADED: dict[Status, tuple[str, str, str]] = {
    "reported": ("ff", "80", "4d"),
    "planned": ("99", "66", "40"),
    "negated": ("66", "4d", "33"),
    "doubtful": ("99", "66", "40"),
}
"""How dense the colour of a status is where its day is known, where only its report is dated, and where
neither is, as KML writes it; icons of other shapes would have to be fetched."""
FILLED = ("40", "26", "1a")
"""How dense the fill of an area is; only what is reported as happened has one."""
DAYS: dict[Density, str] = {"whole": "", "pale": "by-report", "faint": "undated"}
"""What the name of a style tells of the day."""


def write_kml(layers: Layers, path: Path) -> Path:
    """Write points and areas as KML and return the path; the unlocated have no place in it.

    Claims stand in a folder for each month. A folder within it has rings around the points that are known to
    some kilometres only: they come and go with the claims, and are no claims to whoever counts these. Each
    status has a style, and what is not reported as happened says so behind the name of its place. What is of
    an unknown day is faint, and pale where only its report is dated. Undated claims end when they were
    printed, as in the other files, for clients drop a placemark that lacks an end.
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
        marks = map(_placemark, _rows(claims), _data(claims))
        yield from _folder(str(month), chain(marks, _folder(f"{month}{RINGS}", rings(claims))))
    yield "</Document>\n</kml>\n"


def _folder(name: str, placemarks: Iterator[str]) -> Iterator[str]:
    """Yield a folder with what is in it; nothing where that is nothing."""
    first = next(placemarks, None)
    if first is not None:
        yield f"<Folder>\n<name>{name}</name>\n"
        yield first
        yield from placemarks
        yield "</Folder>\n"


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
        for look in LOOKS:
            yield _style(action, look)
    yield _ring_style()
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
    return (
        f'<Placemark id="{html.escape(row["record_id"])}"><name>{html.escape(name)}</name>'
        f'<Snippet maxLines="0" /><description>{html.escape(_balloon(row))}</description>'
        f"{timespan(row['start_time'], row['end_time'])}"
        f"<styleUrl>#{row['action']}-{_named(_look(row))}</styleUrl>"
        f"{data}{geometry_of(row['geometry'])}</Placemark>\n"
    )


def _data(claims: pandas.DataFrame) -> Iterator[str]:
    """Yield the columns of each claim as data."""
    columns = [values_of(name, claims[name]) for name in claims.columns if name not in APART]
    return map(data_of, zip(*columns, strict=True))


def _balloon(row: dict[str, Any]) -> str:
    """Return a claim as HTML: words, claimant, day, what to think of it, what is not sure, article."""
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
    unsure = html.escape(doubts(row))
    return (
        f"<p>{told}</p>{f'<p>{unsure[0].upper()}{unsure[1:]}.</p>' if unsure else ''}"
        f"<p>{source or 'source unknown'}{others}</p>"
    )


def _standing(row: dict[str, Any]) -> str:
    """Return the status in words; only a claimant denies, an outlet says that it did not happen."""
    if row["status"] == "negated":
        return f"denied by {row['claimant']}" if row["claimant"] else "did not happen, says the outlet"
    return str(TOLD.get(row["status"], "reported as happened"))


def _look(row: dict[str, Any]) -> Look:
    """Return how a claim is drawn, by the same tests as in QGIS."""
    if not row["dated"]:
        return row["status"], "faint"
    return row["status"], "pale" if row["date_basis"] == "publication" else "whole"


def _named(look: Look) -> str:
    """Return the end of a style's name.

    >>> _named(("planned", "whole")), _named(("planned", "faint")), _named(("reported", "pale"))
    ('planned', 'planned-undated', 'by-report')
    """
    status, density = look
    if density == "whole":
        return status
    return DAYS[density] if status == "reported" else f"{status}-{DAYS[density]}"


def _style(action: Action, look: Look) -> ET.Element:
    """Return the colours of an action, as alpha, blue, green and red. Only what happened fills an area."""
    status, density = look
    known = get_args(Density).index(density)
    colour = MARKS[action].colour
    reversed_colour = colour[4:] + colour[2:4] + colour[:2]
    style = ET.Element("Style", id=f"{action}-{_named(look)}")
    icon = ET.SubElement(style, "IconStyle")
    _text(icon, "color", f"{FADED[status][known]}{reversed_colour}")
    if status != "reported" or density == "faint":
        _text(icon, "scale", "0.7")
    line = ET.SubElement(style, "LineStyle")
    _text(line, "color", f"{FADED[status][known]}{reversed_colour}")
    fill = ET.SubElement(style, "PolyStyle")
    _text(fill, "color", f"{FILLED[known] if status == 'reported' else '00'}{reversed_colour}")
    _text(ET.SubElement(style, "BalloonStyle"), "text", BALLOON)
    return style


def _ring_style() -> ET.Element:
    """Return the look of rings: a line that stands out from pictures of the ground, and nothing within it."""
    style = ET.Element("Style", id=RING)
    line = ET.SubElement(style, "LineStyle")
    _text(line, "color", f"cc{PAPER}")
    _text(line, "width", "2")
    _text(ET.SubElement(style, "PolyStyle"), "fill", "0")
    _text(ET.SubElement(style, "BalloonStyle"), "text", BALLOON)
    return style


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text
