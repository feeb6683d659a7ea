"""Temporal expressions: where a text says when, and which days that is."""

from __future__ import annotations

from geomap.spans import Days
from geomap.text import Text
from geomap.times.anchors import AnchorError, Anchors, read_anchors, shipped_anchors
from geomap.times.calendar import place_on_calendar
from geomap.times.expressions import TimeBasis, TimeExpression
from geomap.times.scan import scan

__all__ = [
    "AnchorError",
    "Anchors",
    "TimeBasis",
    "TimeExpression",
    "find_times",
    "read_anchors",
    "shipped_anchors",
]


def find_times(
    text: Text, reference: Days | None, anchors: Anchors | None = None
) -> tuple[TimeExpression, ...]:
    """Return every temporal expression of a text, in order, none overlapping.

    ``reference`` is when the text was printed; weekdays and relative expressions count from it. ``anchors``
    are the dated events that "ten months into the war" counts from; by default those shipped.
    """
    return place_on_calendar(text, scan(text, anchors or shipped_anchors()), reference)
