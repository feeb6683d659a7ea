"""Stage 3: which place a mention means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geomap.gazetteer import Candidate, Gazetteer
from geomap.mentions import Mention
from geomap.text import Text

Certainty = Literal["certain", "less-certain", "uncertain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """A mention with its ranked candidates, the chosen one and why."""

    mention: Mention
    ranked: tuple[Candidate, ...]
    """The likeliest first, with scores in this context; at most five are kept."""
    chosen: Candidate | None
    """None where no candidate is good enough: better unresolved than guessed."""
    certainty: Certainty
    reason: str
    """Why this candidate, or why none, in words for the reader."""


def resolve(text: Text, mentions: tuple[Mention, ...], gazetteer: Gazetteer) -> tuple[Resolution, ...]:
    """Choose a place for each mention, with the whole document as context; one result a mention, in order."""
    del text, gazetteer
    return tuple(
        Resolution(
            mention=mention,
            ranked=mention.candidates[:5],
            chosen=mention.candidates[0] if mention.candidates else None,
            certainty="uncertain",
            reason="the likeliest place of that name"
            if mention.candidates
            else "no place of that name is known",
        )
        for mention in mentions
    )
