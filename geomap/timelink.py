"""The link from an event to its time: which days a claim speaks of, and how that is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from geomap.publication import Publication
from geomap.roles import Reading
from geomap.spans import Days, Span
from geomap.text import Text
from geomap.times import TimeExpression

WhenBasis = Literal[
    "explicit_date", "weekday", "relative", "month", "season", "publication", "document_date", "none"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The days a claim speaks of."""

    days: Days | None
    edtf: str | None
    basis: WhenBasis
    expression: Span | None
    """The words that tell the time, where there are any."""
    reason: str
    """How the days follow, in words for the reader."""


def link_time(
    text: Text, reading: Reading, times: Sequence[TimeExpression], publication: Publication
) -> When:
    """Return the days of a reading's event: the expression that governs it, else the day of publication."""
    del text, reading, times
    if publication.days is None:
        return When(days=None, edtf=None, basis="none", expression=None, reason="no date is known")
    return When(
        days=publication.days,
        edtf=publication.days.edtf(),
        basis="publication",
        expression=None,
        reason="the text gives no day: the day of publication",
    )
