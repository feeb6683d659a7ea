"""QGIS styles (QML) of the layers: rules by status and action, hatched areas, the temporal controller on."""

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
Look = Literal["solid", "pale", "faint", "hatched", "barred", "dotted"]


class Group(NamedTuple):
    """A rule of the legend: which claims it is for, and how each of their actions is drawn."""

    label: str
    test: str
    """An expression of QGIS over the columns of docs/exports.md; no claim meets two of them."""
    look: Look


_TOLD = '"status" = \'reported\' AND "dated" = 1'
GROUPS: tuple[Group, ...] = (
    Group("Reported as happened", f"{_TOLD} AND \"date_basis\" <> 'publication'", "solid"),
    Group(
        "Reported by this day: only the report is dated",
        f"{_TOLD} AND \"date_basis\" = 'publication'",
        "pale",
    ),
    Group("Reported as happened, day unknown", '"status" = \'reported\' AND "dated" = 0', "faint"),
    Group("Planned or expected", "\"status\" = 'planned'", "hatched"),
    Group("Did not happen, or denied", "\"status\" = 'negated'", "barred"),
    Group("Doubtful: a rumour, or not surely read", "\"status\" = 'doubtful'", "dotted"),
)
"""Only what is reported as happened and dated itself is filled whole."""
END = 'to_datetime("end_time")'
"""The field alone is compared as text inside a GeoPackage, where 00:00:00.000Z is after 00:00:00.000: QGIS
would show each claim a day too long. A function makes it compare instants."""
PAPER = "ffffff"
INK = "1b1f24"
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
        startField="start_time",
        endField="end_time",
        startExpression='"start_time"',
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
        root, "renderer-v2", type="RuleRenderer", symbollevels="0", enableorderby="0", forceraster="0"
    )
    rules = ET.SubElement(renderer, "rules", key="claims")
    symbols = ET.SubElement(renderer, "symbols")
    draw = _point if kind == "points" else _area
    for group in GROUPS:
        parent = ET.SubElement(rules, "rule", key=group.look, label=group.label, filter=group.test)
        for action in get_args(Action):
            symbol = str(len(symbols))
            ET.SubElement(
                parent,
                "rule",
                key=f"{group.look}-{action}",
                label=action,
                filter=f"\"action\" = '{action}'",
                symbol=symbol,
            )
            draw(symbols, symbol, MARKS[action], group.look)
    return ET.tostring(root, encoding="unicode")


def _point(symbols: ET.Element, name: str, mark: Mark, look: Look) -> None:
    """Draw a mark: filled where it happened, pale where its own day is not known, else open."""
    alpha = {"pale": "0.5", "faint": "0.2"}.get(look, "0.9")
    symbol = ET.SubElement(symbols, "symbol", type="marker", name=name, alpha=alpha)
    size = "2" if look == "faint" else "3"
    whole = look in ("solid", "pale", "faint")
    edge = PAPER if whole else mark.colour
    outline = {
        "outline_color": _rgba(edge),
        "outline_style": "dot" if look == "dotted" else "solid",
        "outline_width": "0.2" if whole else "0.5",
        "outline_width_unit": "MM",
    }
    shape = {"name": mark.shape, "size": size, "size_unit": "MM", "scale_method": "diameter", "angle": "0"}
    if look == "hatched":
        marker = _layer(symbol, "FilledMarker", color=_rgba(mark.colour), **shape)
        filling = ET.SubElement(marker, "symbol", type="fill", name=f"@{name}@0", alpha="1")
        _layer(filling, "SimpleFill", color=_rgba(mark.colour), style="b_diagonal", **outline)
        return
    fill = _rgba(mark.colour if whole else PAPER)
    _layer(symbol, "SimpleMarker", color=fill, **outline, **shape)
    if look == "barred":
        bar = {**shape, "name": "line", "size": "5", "angle": "45"}
        _layer(symbol, "SimpleMarker", color=_rgba(INK), **{**outline, "outline_color": _rgba(INK)}, **bar)


def _area(symbols: ET.Element, name: str, mark: Mark, look: Look) -> None:
    """Hatch an area lightly, whatever its action, so that a large one does not outshout the towns.

    What is only planned is hatched the other way, and what did not happen or is doubtful not at all.
    """
    alpha = {"pale": "0.4", "faint": "0.15"}.get(look, "0.6")
    symbol = ET.SubElement(symbols, "symbol", type="fill", name=name, alpha=alpha)
    _layer(
        symbol,
        "SimpleFill",
        color=_rgba(HATCH),
        style={"hatched": "f_diagonal", "barred": "no", "dotted": "no"}.get(look, "b_diagonal"),
        outline_color=_rgba(mark.colour),
        outline_style={"barred": "dash dot", "dotted": "dot"}.get(look, "dash"),
        outline_width="0.3",
        outline_width_unit="MM",
    )


def _layer(symbol: ET.Element, layer_class: str, **options: str) -> ET.Element:
    """Add a layer of a symbol and return it."""
    layer = ET.SubElement(symbol, "layer", {"class": layer_class, "enabled": "1", "locked": "0", "pass": "0"})
    table = ET.SubElement(layer, "Option", type="Map")
    for option, value in options.items():
        ET.SubElement(table, "Option", type="QString", name=option, value=value)
    return layer


def _rgba(colour: str) -> str:
    """Return RRGGBB as QGIS writes colours.

    >>> _rgba("ff8000")
    '255,128,0,255'
    """
    return ",".join(str(int(colour[i : i + 2], 16)) for i in (0, 2, 4)) + ",255"
