"""``review.csv``: questions that a person answers in a spreadsheet, and geomap reads as corrections."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable
from pathlib import Path

from geomap.corrections import NONE
from geomap.errors import OutputError
from geomap.files.corrections import CANDIDATE, OF_MENTIONS, guarded, row_of
from geomap.files.scratch import written_whole
from geomap.gazetteer import Candidate, Entry
from geomap.records import Report
from geomap.review import Question
from geomap.tables import plain

ASKS = {
    "place": "Which place?",
    "published": "When was the article published?",
    "days": "On which day?",
    "claimant": "Who says so?",
}
CANDIDATES = 3
TO_READ = ("question", "exact", "quote", "geomap_says", "why")
TO_FILL_IN = ("value", "by", "on", "reason")
BESIDE = ("reports", "article", "claim")
COLUMNS = (
    *TO_READ,
    *(f"{CANDIDATE}{n + 1}" for n in range(CANDIDATES)),
    *TO_FILL_IN,
    *BESIDE,
    *(name for name in OF_MENTIONS if name not in (*TO_READ, *TO_FILL_IN)),
)


def write_review(questions: Iterable[Question], path: Path) -> None:
    """Write questions as a table that spreadsheets and OpenRefine open; an answered one is never replaced."""
    if os.path.lexists(path):
        raise OutputError(f"{path}: there is one already, perhaps with answers; name another file")
    with written_whole(path) as scratch, scratch.open("w", encoding="utf-8-sig", newline="") as target:
        rows = csv.DictWriter(target, COLUMNS, lineterminator="\n")
        rows.writeheader()
        for question in questions:
            cells = _row(question)
            rows.writerow({name: guarded(plain(cells.get(name, ""))) for name in COLUMNS})


def _row(question: Question) -> dict[str, str]:
    report = question.reports[0]
    published = report.published.days
    article = (report.title, report.publisher, published.edtf() if published else None)
    choices = _choices(question)[:CANDIDATES]
    return row_of(report, question.field) | {
        "scope": question.scope,
        "value": "",
        "question": ASKS[question.field],
        "quote": report.excerpt,
        "geomap_says": _said(report, question),
        "why": question.why,
        "reports": str(len(question.reports)),
        "article": ", ".join(filter(None, article)),
        "claim": question.record,
        **{f"{CANDIDATE}{n}": choice for n, choice in enumerate(choices, 1)},
    }


def _said(report: Report, question: Question) -> str:
    if question.field == "place":
        return _named(report.place) if report.place else ""
    said = row_of(report, question.field)["was"]
    return "" if said == NONE else said


def _named(place: Entry) -> str:
    units = ", ".join(unit for unit in (place.admin2, place.admin1, place.country) if unit)
    return f"{place.name} ({place.feature_code}{'; ' * bool(units)}{units})"


def _choices(question: Question) -> list[str]:
    """Return answers to choose from; each begins with what a correction would say."""
    report = question.reports[0]
    if question.field == "place":
        return [_candidate(candidate, question) for candidate in report.candidates]
    if question.field == "days":
        printed = report.published.days
        days = {report.edtf: "as it is", printed.edtf() if printed else None: "day of the article"}
        return [f"{day} {what}" for day, what in days.items() if day]
    return []


def _candidate(candidate: Candidate, question: Question) -> str:
    entry = candidate.entry
    km = question.km.get(entry.id)
    far = "" if km is None else f"; {km:.0f} km from the nearest other place there"
    return f"{entry.id} {_named(entry)}; {entry.point.lat:.2f}, {entry.point.lon:.2f}{far}"
