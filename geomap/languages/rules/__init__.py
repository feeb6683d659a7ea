"""The shape of a language's rules: one type a stage, all data and no code."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.languages.rules.text import TextRules
from geomap.languages.rules.times import TimeRules
from geomap.languages.rules.toponyms import ToponymRules

__all__ = ["Language", "TextRules", "TimeRules", "ToponymRules"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """All that the engine must know of one language."""

    code: str
    """ISO 639-1."""
    text: TextRules
    toponyms: ToponymRules
    times: TimeRules
