"""Rules for when: months, weekdays and relative expressions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRules:
    """Rules for when: months, weekdays and relative expressions."""
