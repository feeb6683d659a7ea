"""What the page must count, told from the records alone: the page's own script is never asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from geomap.records import Record
from geomap.spans import Days
from geomap.tables import last_publication

Way = Literal["dated", "reported", "vague", "undated"]
DAY = timedelta(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a reader looks at: a window, or all time, and what is shown beside the claims dated to it."""

    window: Days | None = None
    reported: bool = True
    vague: bool | None = None
    undated: bool = False

    @property
    def shown(self) -> set[Way]:
        if self.window is None:
            return {"dated", "reported", "vague", "undated"}
        length = (self.window.end - self.window.start) // DAY + 1
        vague = length > 7 if self.vague is None else self.vague
        asked: dict[Way, bool] = {"reported": self.reported, "vague": vague, "undated": self.undated}
        ways: tuple[Way, ...] = ("dated", *(way for way, wanted in asked.items() if wanted))
        return set(ways)


def length_of(days: Days) -> int:
    return (days.end - days.start) // DAY + 1


def doubtful(record: Record, last: date | None) -> bool:
    """Whether what is told as past lies after every article that tells it; one of no day is of the last."""
    if last is None or record.days is None or record.modality == "planned":
        return False
    printed = [report.published.days for report in record.reports]
    ends = (last if days is None or days.end - last > 366 * DAY else days.end for days in printed)
    return record.days.start > max(ends)


def way_of(record: Record, window: Days | None, last: date | None) -> Way | None:
    """Return how a claim lies in a window, None where it does not."""
    if window is None:
        return "dated"
    if record.days is None:
        printed = record.reports[0].published.days
        over = printed is not None and printed.end < window.start and record.modality != "planned"
        return None if over else "undated"
    if not record.days.overlaps(window):
        return None
    if length_of(record.days) > max(3, length_of(window)) or doubtful(record, last):
        return "vague"
    return "reported" if record.basis == "publication" else "dated"


def dating_of(record: Record, last: date | None) -> str:
    """Return the value of the filter of dates."""
    if record.days is None:
        return "undated"
    if doubtful(record, last):
        return "doubtful"
    if record.basis == "publication":
        return "report"
    length = length_of(record.days)
    return "day" if length <= 3 else "week" if length <= 7 else "month" if length <= 31 else "longer"


def passes(
    record: Record,
    filters: Mapping[str, Sequence[str]],
    last: date | None,
    without: Collection[str] = (),
) -> bool:
    """Whether a claim passes filters: one value of each, none of those named in ``without``."""
    values: dict[str, set[str]] = {
        "action": {record.action},
        "modality": {record.modality},
        "side": {record.side},
        "reading": {record.claim_certainty},
        "certainty": {record.certainty},
        "publisher": {report.publisher or "" for report in record.reports},
        "precision": {record.place.precision if record.place else "unlocated"},
        "dating": {dating_of(record, last)},
        "claimant": {record.claimant or ""},
        "region": {(record.place and record.place.admin1) or ""},
        "basis": {record.basis},
    }
    return all(
        bool(values[facet] & set(wanted)) is (facet not in without)
        for facet, wanted in filters.items()
        if wanted
    )


def ways_of(
    records: Sequence[Record],
    scope: Scope,
    filters: Mapping[str, Sequence[str]] | None = None,
    without: Collection[str] = (),
) -> dict[Way, set[str]]:
    """Return the ids of the claims that pass and lie in the window, by the way in which they do."""
    last = last_publication(records)
    found: dict[Way, set[str]] = {"dated": set(), "reported": set(), "vague": set(), "undated": set()}
    for record in records:
        way = way_of(record, scope.window, last)
        if way is not None and passes(record, filters or {}, last, without):
            found[way].add(record.id)
    return found


def shown_of(
    records: Sequence[Record],
    scope: Scope,
    filters: Mapping[str, Sequence[str]] | None = None,
    without: Collection[str] = (),
) -> set[str]:
    """Return the ids of the claims that are shown."""
    return {
        i for way, ids in ways_of(records, scope, filters, without).items() if way in scope.shown for i in ids
    }
