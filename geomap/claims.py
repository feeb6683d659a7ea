"""Stage 4: the claim about a place: quote, action, modality, claimant and days, each with how it is known."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from geomap.attributions import Attribution, attribution_of
from geomap.events import Event
from geomap.facts import NO_FACTS, Facts, Happening, read_facts
from geomap.language import Sense, lexicon_of
from geomap.publication import Publication
from geomap.roles import Reading
from geomap.scenes import Scenes
from geomap.spans import Span
from geomap.text import Text
from geomap.times import TimeExpression
from geomap.when import TimeLinker, When


class Claim(Struct, frozen=True, kw_only=True):
    """What one article claims to have happened at one mention of a place."""

    reading: Reading
    event: Event
    quote: Span
    """The sentence that holds the mention."""
    claimant: str | None
    """Who asserts it; None where the author does."""
    attribution: Attribution | None
    when: When
    facts: Facts = NO_FACTS
    """What the sentence tells of a strike beyond that: weapons, counts, casualties, what was hit."""


def make_claims(
    scenes: Scenes,
    readings: Sequence[Reading],
    attributions: tuple[Attribution, ...],
    times: Sequence[TimeExpression],
    publication: Publication,
) -> tuple[Claim, ...]:
    """Return one claim for each reading that is the place of an event, in order."""
    claims: list[Claim] = []
    places = {r.resolution.mention.span for r in readings if r.role in ("event_location", "location_other")}
    text = scenes.text
    linker = TimeLinker(scenes, times, publication)
    for reading in readings:
        event = reading.event
        if event is None:
            continue
        if event.modality == "factual" and linker.lies_ahead(reading):
            # What is told of tomorrow has not happened, whatever its verb looks like.
            event = replace(event, modality="planned")
        mention = reading.resolution.mention
        quote = text.sentences[mention.sentence].span
        attribution = _attribution(text, attributions, mention.span, quote, event)
        if attribution and attribution.source in places:
            attribution = (
                None  # a place says nothing: what was taken for its source is a part of the sentence
            )
        claims.append(
            Claim(
                reading=reading,
                event=event,
                quote=quote,
                claimant=attribution.claimant if attribution else None,
                attribution=attribution,
                when=linker.link(replace(reading, event=event)),
            )
        )
    happenings = [Happening(claim.reading.resolution, claim.event, claim.when.days) for claim in claims]
    told = read_facts(scenes, happenings, times)
    return tuple(replace(c, facts=facts) if facts else c for c, facts in zip(claims, told, strict=True))


def _attribution(
    text: Text, attributions: tuple[Attribution, ...], place: Span, quote: Span, event: Event
) -> Attribution | None:
    """Return what attributes a claim: that of the place, or of its event if it is apart.

    In "officials in X said their city was hit" the place stands before what is said, and a list that goes on
    with the sentence before is told by whoever told that.
    """
    found = attribution_of(text, attributions, place)
    if found is not None or event.trigger is None:
        return found
    told = attribution_of(text, attributions, event.trigger)
    if told is None or event.trigger.end <= quote.start:
        return told
    source = told.source
    if source is None or not source.start < place.start < place.end <= source.end:
        return None
    lexicon = lexicon_of(text.language)
    led = range(text.token_at(source.start), text.token_at(place.start))
    # Officials | in X; but what is told in occupied X is told by nobody.
    return told if any(lexicon[text.lowers[k]].senses & Sense.PREPOSITION for k in led) else None
