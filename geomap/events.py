"""The grammar of events: what a sentence says happened at a place, by verb and relation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geomap.spans import Span

Action = Literal[
    "captured", "reclaimed", "withdrew", "attacked", "struck", "moved", "visited", "announced", "other"
]
Modality = Literal["factual", "planned", "negated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What is said to happen at one mention."""

    action: Action
    modality: Modality
    actor: str | None
    """Who does it, as written; None where the text does not say."""
    trigger: Span | None
    """The verb or noun that names the event; None where only the frame tells (a bare headline)."""
