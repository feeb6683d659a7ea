"""Temporal expressions: where a text says when, and which days that is."""

from __future__ import annotations

from geomap.spans import Days
from geomap.text import Text
from geomap.times.anchors import AnchorError, Anchors, read_anchors, shipped_anchors
from geomap.times.calendar import place_on_calendar
from geomap.times.expressions import Found, TimeBasis, TimeExpression
from geomap.times.intervals import in_reach
from geomap.times.scan import scan

__all__ = [
    "AnchorError",
    "Anchors",
    "Found",
    "TimeBasis",
    "TimeExpression",
    "find_times",
    "in_reach",
    "read_anchors",
    "scan_times",
    "shipped_anchors",
]


def find_times(
    text: Text,
    reference: Days | None,
    *,
    found: tuple[Found, ...] | None = None,
    anchors: Anchors | None = None,
) -> tuple[TimeExpression, ...]:
    """Return every temporal expression of a text, in order, none overlapping.

    ``reference`` is when the text was printed; weekdays and relative expressions count from it. ``found`` is
    what ``scan_times`` has read already; ``anchors`` are the dated events that "ten months into the war"
    counts from, by default those shipped.
    """
    told = scan_times(text, anchors) if found is None else found
    return place_on_calendar(text, told, reference, (anchors or shipped_anchors()).daily)


def scan_times(text: Text, anchors: Anchors | None = None) -> tuple[Found, ...]:
    """Return what the expressions of time in a text say, whenever it was printed."""
    return scan(text, anchors or shipped_anchors())
