"""Stage 4: the claim about a place: quote, action, modality, claimant and days, each with how it is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from geomap.attributions import Attribution, attribution_of
from geomap.events import Event
from geomap.publication import Publication
from geomap.roles import Reading
from geomap.spans import Days, Span
from geomap.text import Text
from geomap.times import TimeExpression

WhenBasis = Literal[
    "explicit_date", "weekday", "relative", "month", "season", "publication", "document_date", "none"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The days a claim speaks of."""

    days: Days | None
    edtf: str | None
    basis: WhenBasis
    expression: Span | None
    """The words that tell the time, where there are any."""
    reason: str
    """How the days follow, in words for the reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one article claims to have happened at one mention of a place."""

    reading: Reading
    event: Event
    quote: Span
    """The sentence that holds the mention."""
    claimant: str | None
    """Who asserts it; None where the author does."""
    attribution: Attribution | None
    when: When


def link_time(
    text: Text, reading: Reading, times: Sequence[TimeExpression], publication: Publication
) -> When:
    """Return the days of a reading's event: the expression that governs it, else the day of publication."""
    del text, reading, times
    if publication.days is None:
        return When(days=None, edtf=None, basis="none", expression=None, reason="no date is known")
    return When(
        days=publication.days,
        edtf=publication.days.edtf(),
        basis="publication",
        expression=None,
        reason="the text gives no day: the day of publication",
    )


def make_claims(
    text: Text,
    readings: Sequence[Reading],
    attributions: tuple[Attribution, ...],
    times: Sequence[TimeExpression],
    publication: Publication,
) -> tuple[Claim, ...]:
    """Return one claim for each reading that is the place of an event, in order."""
    claims = []
    for reading in readings:
        if reading.event is None:
            continue
        mention = reading.resolution.mention
        attribution = attribution_of(text, attributions, mention.span)
        claims.append(
            Claim(
                reading=reading,
                event=reading.event,
                quote=text.sentences[mention.sentence].span,
                claimant=attribution.claimant if attribution else None,
                attribution=attribution,
                when=link_time(text, reading, times, publication),
            )
        )
    return tuple(claims)
