"""QGIS styles (QML) of the layers: rules by status and action, names of columns, map tips, time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, get_args
from xml.etree import ElementTree as ET

from geomap.columns import READ_FIRST, VOCABULARIES, heading
from geomap.events import Action
from geomap.records import Status


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
Look = Literal["solid", "hatched", "barred", "dotted"]
"""How a status is drawn."""
Density = Literal["whole", "pale", "faint"]
"""How far the day is known: the event's own, that of the report alone, none."""


class Group(NamedTuple):
    """A rule of the legend: which claims it is for, and how each of their actions is drawn."""

    label: str
    test: str
    """An expression of QGIS over the columns of docs/exports.md; no claim meets two of them."""
    look: Look
    density: Density

    @property
    def key(self) -> str:
        """What names the rule; what is reported as happened is called by its density alone."""
        if self.density == "whole":
            return self.look
        return self.density if self.look == "solid" else f"{self.look}-{self.density}"


_LOOKS: tuple[tuple[Status, Look, str], ...] = (
    ("reported", "solid", "Reported as happened"),
    ("planned", "hatched", "Planned or expected"),
    ("negated", "barred", "Did not happen, or denied"),
    ("doubtful", "dotted", "Doubtful: a rumour, not surely read, or dated after its article"),
)
DAYS: tuple[tuple[Density, str, str], ...] = (
    ("whole", '"dated" = 1 AND "date_basis" <> \'publication\'', ""),
    ("pale", '"dated" = 1 AND "date_basis" = \'publication\'', "; only the report is dated"),
    ("faint", '"dated" = 0', "; day unknown"),
)
GROUPS: tuple[Group, ...] = tuple(
    Group(told + more, f"\"status\" = '{status}' AND {test}", look, density)
    for status, look, told in _LOOKS
    for density, test, more in DAYS
)
"""Only what is reported as happened and dated itself is filled whole. A plan or a denial of no known day
spans as much time as any other undated claim, so that each status has the same three densities."""
END = 'to_datetime("end_time")'
"""The field alone is compared as text inside a GeoPackage, where 00:00:00.000Z is after 00:00:00.000: QGIS
would show each claim a day too long. A function makes it compare instants."""
RING = "ring"
PAPER = "ffffff"
INK = "1b1f24"
HATCH = "9c968a"


QUOTED = '"{}"'
AUTHOR, UNKNOWN = "'the author'", "'day unknown'"
RING_FROM = 5000
"""Metres from which a ring tells how far the true place may lie; that of a town would hide under its mark."""
IMPRECISE = f'"uncertainty_m" >= {RING_FROM}'


def _as_text(value: str) -> str:
    """Return an expression that gives a text as HTML: markup in an article must stay text."""
    for character, name in (("&", "&amp;"), ("<", "&lt;"), ('"', "&quot;")):
        value = f"replace({value}, '{character}', '{name}')"
    return value


def _escaped(value: str) -> str:
    """Return the place of such a text in a template."""
    return f"[% {_as_text(value)} %]"


def _or(column: str, other: str) -> str:
    return f"coalesce(nullif(\"{column}\", ''), {other})"


NO_LINK = "nullif(\"url\", '') IS NULL"
TIP = (
    f"<h3>{_escaped(QUOTED.format('place_name'))}</h3><p>“{_escaped(QUOTED.format('claim'))}”</p>"
    f"<p>{_escaped(_or('claimant', AUTHOR))}; {_escaped(QUOTED.format('status'))}; "
    f"{_escaped(_or('edtf', UNKNOWN))}</p>"
    f"<p>[% if({NO_LINK}, '', '<a href=\"' || {_as_text(QUOTED.format('url'))} || '\">') %]"
    f"{_escaped(_or('source', QUOTED.format('url')))}[% if({NO_LINK}, '', '</a>') %]</p>"
)
"""What shows when the pointer rests on a mark: the quote, who says it, and a link to its article if known."""
OPEN_URL = "5"
"""The kind of an action of QGIS that opens an address."""


def style(kind: Literal["points", "areas"], columns: Sequence[str] = ()) -> str:
    """Return the QML of a layer with such columns; QGIS 3.14 or newer reads its temporal part."""
    root = ET.Element("qgis", version="3.22", styleCategories="AllStyleCategories")
    _add_time(root)
    renderer = ET.SubElement(
        root, "renderer-v2", type="RuleRenderer", symbollevels="0", enableorderby="0", forceraster="0"
    )
    rules = ET.SubElement(renderer, "rules", key="claims")
    symbols = ET.SubElement(renderer, "symbols")
    draw = _point if kind == "points" else _area
    for group in GROUPS:
        parent = ET.SubElement(rules, "rule", key=group.key, label=group.label, filter=group.test)
        for action in get_args(Action):
            symbol = str(len(symbols))
            ET.SubElement(
                parent,
                "rule",
                key=f"{group.key}-{action}",
                label=action,
                filter=f"\"action\" = '{action}'",
                symbol=symbol,
            )
            draw(symbols, symbol, MARKS[action], group)
    if kind == "points":
        label = "The place may lie anywhere in such a ring"
        symbol = str(len(symbols))
        ET.SubElement(rules, "rule", key=RING, label=label, filter=IMPRECISE, symbol=symbol)
        _ring(symbols, symbol)
    _add_fields(root, [column for column in columns if column != "geometry"])
    ET.SubElement(root, "previewExpression").text = '"place_name"'
    ET.SubElement(root, "mapTip").text = TIP
    return ET.tostring(root, encoding="unicode")


def _add_time(root: ET.Element) -> None:
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


def _add_fields(root: ET.Element, columns: Sequence[str]) -> None:
    """Say what columns are called and hold, show the first ones, and open an article from its feature."""
    aliases = ET.SubElement(root, "aliases")
    configured = ET.SubElement(root, "fieldConfiguration")
    table = ET.SubElement(ET.SubElement(root, "attributetableconfig"), "columns")
    for index, column in enumerate(columns, 1):  # the key of the row is the first field
        ET.SubElement(aliases, "alias", index=str(index), field=column, name=heading(column))
        hidden = "0" if index <= READ_FIRST else "1"
        ET.SubElement(table, "column", type="field", name=column, hidden=hidden, width="-1")
        if column in VOCABULARIES:
            words = ET.SubElement(_widget(configured, column, "ValueMap"), "Option", type="List", name="map")
            for word in VOCABULARIES[column]:
                one = ET.SubElement(words, "Option", type="Map")
                ET.SubElement(one, "Option", type="QString", name=word, value=word)
        if column == "url":  # a line of text cannot be clicked in a form
            options = _widget(configured, column, "ExternalResource")
            for option, value in (("UseLink", "true"), ("FullUrl", "true"), ("FileWidgetButton", "false")):
                ET.SubElement(options, "Option", type="bool", name=option, value=value)
    actions = ET.SubElement(root, "attributeactions")
    name = "Open the article"
    setting = ET.SubElement(
        actions,
        "actionsetting",
        {"id": "{6a5f2c1e-0b7d-4c57-9d6e-2f1f3a0c7b11}", "type": OPEN_URL, "name": name, "shortTitle": name},
        action='[% "url" %]',
        notificationMessage="",
        capture="0",
        icon="",
        isEnabledOnlyWhenEditable="0",
    )
    for scope in ("Canvas", "Feature", "Field"):
        ET.SubElement(setting, "actionScope", id=scope)


def _widget(configured: ET.Element, column: str, kind: str) -> ET.Element:
    """Add how a form shows a column, and return the options of it."""
    field = ET.SubElement(configured, "field", name=column)
    widget = ET.SubElement(field, "editWidget", type=kind)
    return ET.SubElement(ET.SubElement(widget, "config"), "Option", type="Map")


def _ring(symbols: ET.Element, name: str) -> None:
    """Draw a ring as wide as the true place may be away, in metres on the ground."""
    symbol = ET.SubElement(symbols, "symbol", type="marker", name=name, alpha="0.6")
    ring = _layer(
        symbol,
        "SimpleMarker",
        name="circle",
        color=_rgba(INK).removesuffix("255") + "0",
        outline_color=_rgba(HATCH),
        outline_style="dash",
        outline_width="0.3",
        outline_width_unit="MM",
        size="4",
        size_unit="RenderMetersInMapUnits",
        scale_method="diameter",
    )
    defined = ET.SubElement(ET.SubElement(ring, "data_defined_properties"), "Option", type="Map")
    ET.SubElement(defined, "Option", type="QString", name="name", value="")
    properties = ET.SubElement(defined, "Option", type="Map", name="properties")
    size = ET.SubElement(properties, "Option", type="Map", name="size")
    ET.SubElement(size, "Option", type="bool", name="active", value="true")
    ET.SubElement(size, "Option", type="QString", name="expression", value='2 * "uncertainty_m"')
    ET.SubElement(size, "Option", type="int", name="type", value="3")  # an expression
    ET.SubElement(defined, "Option", type="QString", name="type", value="collection")


def _point(symbols: ET.Element, name: str, mark: Mark, group: Group) -> None:
    """Draw a mark: filled where it happened, else open; pale where its own day is not known."""
    look = group.look
    alpha = {"pale": "0.5", "faint": "0.35"}.get(group.density, "0.9")
    symbol = ET.SubElement(symbols, "symbol", type="marker", name=name, alpha=alpha)
    size = "2" if group.density == "faint" else "3"
    whole = look == "solid"
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


def _area(symbols: ET.Element, name: str, mark: Mark, group: Group) -> None:
    """Hatch an area lightly, whatever its action, so that a large one does not outshout the towns.

    What is only planned is hatched the other way, and what did not happen or is doubtful not at all.
    """
    look = group.look
    alpha = {"pale": "0.4", "faint": "0.25"}.get(group.density, "0.6")
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
