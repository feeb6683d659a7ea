"""Rules for who says so: cues and kinds of sources."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRules:
    """Rules for who says so: cues and kinds of sources."""
