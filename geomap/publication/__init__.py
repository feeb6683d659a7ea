"""When a document was printed, and how that is known.

What the user gave counts. Else a page may say it in a line of its own, or its address; such a date is set
aside where the text contradicts it. Else the text bounds it: events, battles and offices of general note,
"ten months into the war", and the dates that it tells without a year. Where bounds are missing, the date is
unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice
from typing import Literal

from geomap.publication.bounds import bounds_of
from geomap.publication.evidence import Evidence
from geomap.publication.inference import conflict_with, inferred
from geomap.publication.page import covered_day, told_dates
from geomap.spans import Days
from geomap.text import Text
from geomap.times import Anchors, Found, scan_times, shipped_anchors
from geomap.times.calendar import tells_day_there

__all__ = ["Publication", "PublicationBasis", "counted_from", "date_document"]

PublicationBasis = Literal["given", "page", "url", "inferred", "unknown"]

BULLETIN_LAG = 2
"""Days after the one it covers within which a bulletin is printed and reprinted."""
MOST_TOLD = 12
"""Dates of a page that are weighed; a page with more is a list of others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The days within which a document was printed; ``days`` is None only where the basis is unknown."""

    days: Days | None
    basis: PublicationBasis
    reason: str
    """Why these days, in a sentence a reader can check; names what was set aside in a conflict."""


def _as_told_there(e: Evidence, given: Days) -> Days:
    """Return the days of print by both clocks where a text overseas tells of the day that it is there."""
    there = e.text.document.day_there
    ahead = (
        there is not None
        and given.end < there
        and any(tells_day_there(e.text, e.rules, one) for one in e.found)
    )
    return Days(given.start, there) if there is not None and ahead else given


def date_document(
    text: Text, *, found: tuple[Found, ...] | None = None, anchors: Anchors | None = None
) -> Publication:
    """Bound the day of publication by what the user gave, the page, its address and the text itself.

    A day that the user gave is kept; where the text contradicts it, the reason says so. ``found`` is what
    ``scan_times`` has read already.
    """
    anchors = anchors or shipped_anchors()
    evidence = Evidence(text, scan_times(text, anchors) if found is None else found, anchors)
    bounds = bounds_of(evidence)
    given = text.document.published
    if given is not None:
        given = _as_told_there(evidence, given)
        conflict = conflict_with(evidence, bounds, given)
        zone = text.document.zone
        at = f", a time in UTC: the day is that in {zone}" if zone else ""
        at += ", by its own clocks and by those where it happens" if given != text.document.published else ""
        but = f", though the text speaks against it: {conflict}" if conflict else ""
        return Publication(days=given, basis="given", reason=f"given with the document{at}{but}")
    covered = covered_day(evidence)
    if covered is not None:
        days = Days(covered, covered + timedelta(BULLETIN_LAG))
        why = "a bulletin headed by this day is printed on it or shortly after"
        return Publication(days=days, basis="inferred", reason=why)
    set_aside: list[str] = []
    for days, basis, why in islice(told_dates(evidence), MOST_TOLD):
        conflict = conflict_with(evidence, bounds, days)
        if conflict is None:
            return Publication(days=days, basis=basis, reason="; ".join([why, *set_aside]))
        set_aside.append(f"{why} is set aside: {conflict}")
    left, reasons = inferred(evidence, bounds)
    reason = "; ".join([*reasons, *set_aside])
    if left is None:
        reason = f"the date cannot be told closely: {reason or 'neither the user nor the text gives one'}"
        return Publication(days=None, basis="unknown", reason=reason)
    return Publication(days=left, basis="inferred", reason=reason)


def counted_from(publication: Publication, first: Days | None) -> Publication:
    """Return from when the days of a text are counted that was first published on ``first``.

    It is its own publication where it is no copy, or was itself printed before.
    """
    own = publication.days
    if first is None or (own is not None and own.end < first.start):
        return publication
    return replace(publication, days=first, reason=f"the same text was first published on {first.edtf()}")
