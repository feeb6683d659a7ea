"""Rules for recognising and typing place names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ToponymRules:
    """Rules for recognising and typing place names."""
