"""Rules for what happened: verbs and nouns of events, negation, plans."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRules:
    """Rules for what happened: verbs and nouns of events, negation, plans."""
