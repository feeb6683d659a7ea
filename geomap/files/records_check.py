"""What no type says of a record but every later stage relies on; a records file may have been edited."""

from __future__ import annotations

from itertools import accumulate, chain
from math import isfinite

import msgspec

from geomap.facts import COUNTS, Count, Facts
from geomap.gazetteer import Entry
from geomap.records import Record, Report
from geomap.spans import Span

FARTHEST_KM = 20_040.0
"""Half of the way around the earth."""
CORNERS = 3
"""Corners of a ring at least."""
LONGEST = 400
"""Characters of what is said of a line."""
MOST = 1 << 53
"""Beyond it JSON readers lose whole numbers."""


def check_record(record: Record) -> None:
    """Raise a ValueError that names the field unless a record makes sense to all that reads it."""
    if not record.id:
        raise ValueError("id: empty; it must be what geomap run has given the record")
    if not record.reports:
        raise ValueError("reports: none; a record rests on at least one")
    for field in ("independent", "copies"):
        if not 1 <= getattr(record, field) <= len(record.reports):
            raise ValueError(f"{field}: {getattr(record, field)} of {len(record.reports)} reports")
    check_entry("place", record.place)
    for number, report in enumerate(record.reports):
        _check_report(f"reports[{number}]", report)


def _check_report(where: str, report: Report) -> None:
    _check_span(f"{where}.quote_span", report.quote_span)
    _check_span(f"{where}.toponym_span", report.toponym_span)
    check_entry(f"{where}.place", report.place)
    _check_facts(f"{where}.facts", report.facts)
    for number, candidate in enumerate(report.candidates):
        check_entry(f"{where}.candidates[{number}].entry", candidate.entry)
        if not isfinite(candidate.score):
            raise ValueError(f"{where}.candidates[{number}].score: {candidate.score!r} is no number")


def _check_facts(where: str, facts: Facts) -> None:
    for name in COUNTS:
        count: Count | None = getattr(facts, name)
        if count is None:
            continue
        if not 0 <= count.least <= (MOST if count.most is None else count.most) <= MOST:
            raise ValueError(f"{where}.{name}: from {count.least} to {count.most} is no count")
        for span in count.spans:
            _check_span(f"{where}.{name}.spans", span)
    for arm in facts.weapons:
        _check_span(f"{where}.weapons", arm.span)
    for struck in facts.targets:
        if struck.span is not None:
            _check_span(f"{where}.targets", struck.span)


def _check_span(where: str, span: Span) -> None:
    if not 0 <= span.start <= span.end <= MOST:
        raise ValueError(f"{where}: {span.start} to {span.end} is no stretch of a text")


def check_entry(where: str, entry: Entry | None) -> None:
    """Raise a ValueError that names the field unless a place lies on earth and has a size."""
    if entry is None:
        return
    lon, lat = entry.point
    # NaN fails every comparison.
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ValueError(f"{where}.point: longitude {lon!r}, latitude {lat!r} is no place on earth")
    if not 0 <= entry.radius_km <= FARTHEST_KM:
        raise ValueError(f"{where}.radius_km: {entry.radius_km!r} is not between 0 and {FARTHEST_KM:g}")
    for ring in chain.from_iterable(entry.outline):
        if len(ring) < 2 * CORNERS or len(ring) % 2 or not _on_earth(ring):
            raise ValueError(f"{where}.outline: no ring of a polygon on earth")
    if not all(entry.outline):
        raise ValueError(f"{where}.outline: a polygon without a ring")
    if not 0 <= entry.population <= MOST:
        raise ValueError(f"{where}.population: {entry.population} is no number of people")


def _on_earth(ring: tuple[int, ...]) -> bool:
    """Tell whether every corner of an outline lies on earth, however the steps lead there."""
    east, north = accumulate(ring[::2]), accumulate(ring[1::2])
    return all(abs(x) <= 180_000 for x in east) and all(abs(y) <= 90_000 for y in north)


def told(error: Exception) -> str:
    """Return what is wrong with a line as ``field: what``, in place of what msgspec says of types.

    >>> told(msgspec.ValidationError("Expected `date`, got `int` - at `$.reports[0].days.start`"))
    'reports[0].days.start: expected `date`, got `int`'
    """
    if isinstance(error, RecursionError):
        return "nested too deeply for a record"
    what, _, where = " ".join(str(error).split()).partition(" - at `$")
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8"
    if isinstance(error, msgspec.DecodeError) and not isinstance(error, msgspec.ValidationError):
        return f"no JSON object ({what[:LONGEST]})"
    field = where.strip("`.")
    return f"{field}: {what[:1].lower()}{what[1:LONGEST]}" if field else what[:LONGEST]
