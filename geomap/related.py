"""The tables beside the claims: a row a report, with the key of its claim, and a row a place, with counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple, get_args

from geomap.areas import area_of
from geomap.events import Action
from geomap.gazetteer import Entry
from geomap.records import LEAST_SCORE, Record, Report, Status
from geomap.tables import (
    Column,
    Horizon,
    Table,
    brief,
    horizon_of,
    level_of,
    located,
    multi,
    numbers,
    origin,
    outlined,
    plain,
    published,
    status_of,
    stretch,
    texts,
    units,
)

ACTIONS: tuple[Action, ...] = get_args(Action)
STATUSES: tuple[Status, ...] = get_args(Status)


def reports_of(records: Iterable[Record]) -> Table:
    """Return every report of the records, in their order; ``record_id`` names the claim it tells."""
    told = [(f"{record.id}.{n}", record, r) for record in records for n, r in enumerate(record.reports, 1)]
    reports = [report for _, _, report in told]
    return Table(
        columns={
            "report_id": texts(own for own, _, _ in told),
            "record_id": texts(record.id for _, record, _ in told),
            **origin(reports),
            "title": texts(brief(r.title) for r in reports),
            "published": texts(published(r) for r in reports),
            "published_basis": texts(r.published.basis for r in reports),
            "lang": texts(r.language for r in reports),
            "claim": texts(r.excerpt for r in reports),
            "claimant": texts(r.claimant for r in reports),
            "source_words": texts(r.source_words for r in reports),
            "hearsay": numbers(r.hearsay for r in reports),
            "actor": texts(r.actor for r in reports),
            "edtf": texts(r.edtf for r in reports),
            "date_basis": texts(r.basis for r in reports),
            "date_text": texts(r.time_words for r in reports),
            "date_reason": texts(r.time_reason for r in reports),
            "certainty": texts(r.certainty for r in reports),
            "claim_certainty": texts(r.claim_certainty for r in reports),
            "toponym": texts(r.toponym for r in reports),
            "place_id": texts(r.place.id if r.place else "" for r in reports),
            "place_reason": texts(r.place_reason for r in reports),
            "role_reason": texts(r.role_reason for r in reports),
            "candidates": texts(map(_candidates, reports)),
            **stretch(reports),
            "copy_of": texts(r.copy_of for r in reports),
            "corrected": texts("; ".join(r.corrected) for r in reports),
        }
    )


def _candidates(report: Report) -> str:
    """Return the other places that the name may mean, with their scores."""
    own = report.place.id if report.place else None
    others = [c for c in report.candidates if c.entry.id != own and c.score >= LEAST_SCORE]
    return "; ".join(f"{plain(_held(c.entry))} {c.score:.2f}" for c in others)


def _held(entry: Entry) -> str:
    return f"{entry.name} ({', '.join(unit for unit in (entry.admin1, entry.country) if unit)})"


class Places(NamedTuple):
    """The places that records are at, by id, with how much is claimed of each."""

    points: Table
    areas: Table
    listed: Table
    """Countries and what else no map should pin."""


def places_of(records: Iterable[Record], horizon: Horizon | None = None) -> Places:
    """Return a row a place; names without a place have none. ``horizon`` is that of ``to_tables``."""
    records = tuple(records)
    horizon = horizon or horizon_of(records)
    by_place: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if record.place is not None:
            by_place[record.place.id].append(record)
    points: list[tuple[Entry, list[Record]]] = []
    areas: list[tuple[Entry, list[Record]]] = []
    listed: list[tuple[Entry, list[Record]]] = []
    for _, group in sorted(by_place.items()):
        place = group[0].place
        if place is not None:
            level = level_of(place)
            (points if level == "point" else areas if level == "area" else listed).append((place, group))
    at = [place.point for place, _ in points]
    drawn = [area for place, _ in areas if (area := area_of(place)) is not None]
    return Places(
        Table(columns=_counts(points, horizon) | located(at), geometry=tuple(at)),
        Table(
            columns=_counts(areas, horizon) | outlined(drawn),
            geometry=tuple(multi(a.geometry for a in drawn)),
        ),
        Table(columns=_counts(listed, horizon)),
    )


def _counts(rows: Sequence[tuple[Entry, Sequence[Record]]], horizon: Horizon) -> dict[str, Column]:
    places = [place for place, _ in rows]
    groups = [group for _, group in rows]
    statuses = [Counter(status_of(record, horizon) for record in group) for group in groups]
    days = [[record.days for record in group if record.days is not None] for group in groups]
    return {
        "place_name": texts(place.name for place in places),
        "n_claims": numbers(map(len, groups)),
        "n_reports": numbers(sum(len(record.reports) for record in group) for group in groups),
        "first_day": texts(min((d.start.isoformat() for d in known), default="") for known in days),
        "last_day": texts(max((d.end.isoformat() for d in known), default="") for known in days),
        **{f"n_{word}": numbers(sum(r.action == word for r in g) for g in groups) for word in ACTIONS},
        **{f"n_{word}": numbers(told[word] for told in statuses) for word in STATUSES},
        "level": texts(map(level_of, places)),
        **units(places),
        "precision": texts(place.precision for place in places),
        "uncertainty_m": numbers(round(place.radius_km * 1000) for place in places),
    }
