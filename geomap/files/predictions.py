"""The JSON object that ``geomap extract`` writes for a document: plain types, ready for ``json.dumps``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from geomap.attributions import Attribution
from geomap.claims import Claim
from geomap.facts import Count, Facts
from geomap.places import Resolution
from geomap.publication import Publication
from geomap.roles import Reading
from geomap.spans import Days, Span
from geomap.text import Text
from geomap.times import TimeExpression


def prediction(
    text: Text,
    publication: Publication,
    readings: Sequence[Reading],
    claims: Sequence[Claim],
    times: Sequence[TimeExpression],
    attributions: Sequence[Attribution],
) -> dict[str, Any]:
    """Return what was read out of one document in the form of the extraction contract."""
    by_mention = {claim.reading.resolution.mention.span: claim for claim in claims}
    document_id = text.document.id
    return {
        "id": document_id,
        "language": text.language,
        "published": {**_days(publication.days), "basis": publication.basis, "reason": publication.reason},
        "mentions": [
            {
                "start": reading.resolution.mention.span.start,
                "end": reading.resolution.mention.span.end,
                "toponym": reading.resolution.mention.toponym,
                "role": reading.role,
                "role_reason": reading.reason,
                "place": _place(reading.resolution),
                "claim": _claim(document_id, by_mention.get(reading.resolution.mention.span)),
            }
            for reading in readings
        ],
        "times": [
            {
                "start": time.span.start,
                "end": time.span.end,
                "text": time.span.of(text.body),
                **_days(time.days),
                "edtf": time.edtf,
            }
            for time in times
        ],
        "attributions": [
            {
                "source": _span(attribution.source),
                "cue": _span(attribution.cue),
                "content": _span(attribution.content),
            }
            for attribution in attributions
        ],
    }


def _days(days: Days | None) -> dict[str, str | None]:
    if days is None:
        return {"from": None, "to": None}
    return {"from": days.start.isoformat(), "to": days.end.isoformat()}


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _place(resolution: Resolution) -> dict[str, Any] | None:
    if resolution.chosen is None:
        return None
    entry = resolution.chosen.entry
    derived = entry.derived
    worked_out = derived and {
        "from": list(derived.origins),
        "relation": derived.relation,
        "km": derived.km,
        "bearing": derived.bearing,
    }
    return {
        "id": entry.id,
        "name": entry.name,
        "lat": entry.point.lat,
        "lon": entry.point.lon,
        "country": entry.country,
        "admin1": entry.admin1,
        "feature_class": entry.feature_class,
        "feature_code": entry.feature_code,
        "precision": entry.precision,
        "radius_km": entry.radius_km,
        "certainty": resolution.certainty,
        "matched_as": resolution.chosen.spelling.kind,
        "reason": resolution.reason,
        **({"derived": worked_out} if worked_out else {}),
    }


def _claim(document_id: str, claim: Claim | None) -> dict[str, Any] | None:
    if claim is None:
        return None
    when = claim.when
    return {
        "id": f"{document_id}#{claim.reading.resolution.mention.span.start}",
        "quote": _span(claim.quote),
        "action": claim.event.action,
        "modality": claim.event.modality,
        "actor": claim.event.actor,
        "actor_side": claim.event.side,
        "claimant": claim.claimant,
        "certainty": claim.event.certainty,
        "facts": _facts(claim.facts),
        "when": {
            "start": when.days.start.isoformat() if when.days else None,
            "end": when.days.end.isoformat() if when.days else None,
            "edtf": when.edtf,
            "basis": when.basis,
        },
    }


def _facts(facts: Facts) -> dict[str, Any] | None:
    """Return what is told of a strike, each fact with its span; what is not told is left out."""
    told: dict[str, Any] = {
        "weapons": [{"weapon": arm.weapon, "span": _span(arm.span)} for arm in facts.weapons],
        "launched": _count(facts.launched),
        "shot_down": _count(facts.shot_down),
        "killed": _count(facts.killed),
        "wounded": _count(facts.wounded),
        "targets": [{"target": struck.target, "span": _span(struck.span)} for struck in facts.targets],
    }
    return {name: value for name, value in told.items() if value} or None


def _count(count: Count | None) -> dict[str, Any] | None:
    if count is None:
        return None
    return {"least": count.least, "most": count.most, "spans": [_span(span) for span in count.spans]}
