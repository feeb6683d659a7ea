"""Temporal expressions: where a text says when, and which days that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geomap.spans import Days, Span
from geomap.text import Text

TimeBasis = Literal["explicit_date", "weekday", "relative", "month", "season"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """One temporal expression and the days it names."""

    span: Span
    days: Days | None
    """None for durations and vague words, or where the day of publication would be needed and is unknown."""
    edtf: str | None
    basis: TimeBasis | None
    """How the days follow from the words; None where there are none."""


def find_times(text: Text, reference: Days | None) -> tuple[TimeExpression, ...]:
    """Return every temporal expression of a text, in order, none overlapping.

    ``reference`` is when the text was printed; weekdays and relative expressions count from it.
    """
    del text, reference
    return ()
