"""What the third stage returns."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from geomap.gazetteer import Candidate
from geomap.mentions import Mention

Certainty = Literal["certain", "less-certain", "uncertain"]


class Resolution(Struct, frozen=True, kw_only=True):
    """A mention with its ranked candidates, the chosen one and why."""

    mention: Mention
    ranked: tuple[Candidate, ...]
    """The likeliest first, with scores in this context; at most five are kept."""
    chosen: Candidate | None
    """None where no candidate is good enough: better unresolved than guessed."""
    certainty: Certainty
    reason: str
    """Why this candidate, or why none, in words for the reader."""
