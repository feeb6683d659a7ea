"""QGIS styles (QML) of the layers: marks by action, hatched areas, the temporal controller switched on."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args
from xml.etree import ElementTree as ET

from geomap.events import Action


class Mark(NamedTuple):
    """How an action is drawn: a colour that colour-blind readers can tell, and a shape besides."""

    colour: str
    """RRGGBB."""
    shape: str
    """The name of a simple marker of QGIS."""


MARKS: dict[Action, Mark] = {
    "captured": Mark("cc79a7", "square"),
    "reclaimed": Mark("0072b2", "diamond"),
    "withdrew": Mark("56b4e9", "pentagon"),
    "attacked": Mark("e69f00", "triangle"),
    "struck": Mark("d55e00", "star"),
    "moved": Mark("009e73", "arrow"),
    "visited": Mark("e3d534", "hexagon"),
    "announced": Mark("1b1f24", "cross_fill"),
    "other": Mark("8b9299", "circle"),
}
END = 'to_datetime("end")'
"""The field alone is compared as text inside a GeoPackage, where 00:00:00.000Z is after 00:00:00.000: QGIS
would show each claim a day too long. A function makes it compare instants."""
PAPER = "ffffff"
HATCH = "9c968a"


def style(kind: Literal["points", "areas"]) -> str:
    """Return the QML of a layer; QGIS 3.14 or newer reads its temporal part."""
    root = ET.Element("qgis", version="3.22", styleCategories="AllStyleCategories")
    temporal = ET.SubElement(
        root,
        "temporal",
        enabled="1",
        mode="4",  # start and end are expressions
        limitMode="0",  # half-open
        startField="start",
        endField="end",
        startExpression='"start"',
        endExpression=END,
        durationField="",
        durationUnit="min",
        fixedDuration="0",
        accumulate="0",
    )
    fixed = ET.SubElement(temporal, "fixedRange")
    ET.SubElement(fixed, "start")
    ET.SubElement(fixed, "end")
    renderer = ET.SubElement(
        root, "renderer-v2", type="categorizedSymbol", attr="action", symbollevels="0", enableorderby="0"
    )
    categories = ET.SubElement(renderer, "categories")
    symbols = ET.SubElement(renderer, "symbols")
    for number, action in enumerate(get_args(Action)):
        ET.SubElement(
            categories,
            "category",
            value=action,
            symbol=str(number),
            label=action,
            render="true",
            type="string",
        )
        if kind == "points":
            _point(symbols, str(number), MARKS[action])
        else:
            _area(symbols, str(number), MARKS[action])
    return ET.tostring(root, encoding="unicode")


def _point(symbols: ET.Element, name: str, mark: Mark) -> None:
    symbol = ET.SubElement(symbols, "symbol", type="marker", name=name, alpha="0.9")
    _layer(
        symbol,
        "SimpleMarker",
        name=mark.shape,
        color=_rgba(mark.colour),
        outline_color=_rgba(PAPER),
        outline_style="solid",
        outline_width="0.2",
        outline_width_unit="MM",
        size="3",
        size_unit="MM",
        scale_method="diameter",
        angle="0",
    )


def _area(symbols: ET.Element, name: str, mark: Mark) -> None:
    """Hatch an area lightly, whatever its action, so that a large one does not outshout the towns."""
    symbol = ET.SubElement(symbols, "symbol", type="fill", name=name, alpha="0.6")
    _layer(
        symbol,
        "SimpleFill",
        color=_rgba(HATCH),
        style="b_diagonal",
        outline_color=_rgba(mark.colour),
        outline_style="dash",
        outline_width="0.3",
        outline_width_unit="MM",
    )


def _layer(symbol: ET.Element, layer_class: str, **options: str) -> None:
    layer = ET.SubElement(symbol, "layer", {"class": layer_class, "enabled": "1", "locked": "0", "pass": "0"})
    table = ET.SubElement(layer, "Option", type="Map")
    for option, value in options.items():
        ET.SubElement(table, "Option", type="QString", name=option, value=value)


def _rgba(colour: str) -> str:
    """Return RRGGBB as QGIS writes colours.

    >>> _rgba("ff8000")
    '255,128,0,255'
    """
    return ",".join(str(int(colour[i : i + 2], 16)) for i in (0, 2, 4)) + ",255"
