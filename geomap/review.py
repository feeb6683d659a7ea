"""What a person should look at first: the most doubtful places, days and claimants, each as a question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Literal, NamedTuple

from geomap.corrections import Correction, Corrections, Field, Scope
from geomap.documents import Document
from geomap.gazetteer import Candidate, LonLat
from geomap.gazetteer.folding import fold
from geomap.places import Certainty
from geomap.places.distance import haversine_km
from geomap.records import Record, Report

Asked = Literal["place", "published", "days", "claimant"]
ASKED: tuple[Asked, ...] = ("place", "published", "days", "claimant")
UNSURE: Mapping[Certainty, float] = {"certain": 0.0, "less-certain": 0.6, "uncertain": 1.0}
"""How doubtful a place is by its certainty; the other weights are set beside these, by their order alone."""
UNKNOWN, MISDATED, REPAIRED, NEARER, RIVAL, CONTRADICTED = 1.0, 1.0, 0.5, 0.8, 0.5, 0.5
NO_DAY, DAY_OF_REPORT, WORKED_OUT, NOBODY, RUMOUR = 0.4, 0.3, 0.5, 0.2, 0.2
FAR_KM = 100.0
"""From all other places of a text, beyond which a namesake twice as near casts doubt on a place."""
CLOSE_SCORES = 0.3
"""Between the two likeliest places, below which the second is a rival."""
MOST_NEIGHBOURS = 50
"""Places of a text from which distances are told."""


class Question(NamedTuple):
    """A doubtful answer of geomap's, and the reports that one answer of a person would put right."""

    field: Asked
    weight: float
    """How doubtful it is, times its reports."""
    reports: tuple[Report, ...]
    """At least one; it is asked by the words of the first."""
    record: str
    """Id of the record of the first."""
    why: str
    km: Mapping[str, float]
    """How far each candidate lies from the nearest other place of the text, by id."""

    @property
    def scope(self) -> Scope:
        """Where an answer holds: for a document, one mention, or the name wherever it means that place."""
        if self.field == "published":
            return "document"
        return "mention" if len(self.reports) == 1 else "name"


class _Told(NamedTuple):
    """A report with its record."""

    report: Report
    record: Record


def questions(
    documents: Iterable[Document],
    records: Iterable[Record],
    corrections: Iterable[Correction] = (),
    asked: AbstractSet[Asked] = frozenset(ASKED),
) -> list[Question]:
    """Return what is doubtful in records, the most doubtful first; what a correction speaks of is answered.

    The same records give the same order. A place is asked for once for all that bear its name, and the day of
    an article once for all that is dated by it.
    """
    by_document: dict[str, list[_Told]] = defaultdict(list)
    for record in records:
        for report in record.reports:
            by_document[report.document].append(_Told(report, record))
    by_id = {document.id: document for document in documents}
    filed = Corrections(corrections, by_id)
    found: list[Question] = []
    for _, document in sorted(by_id.items()):
        told = sorted(by_document[document.id], key=lambda one: (one.report.toponym_span, one.record.id))
        answered = filed.of(document, [report for report, _ in told])
        points = _points(told)
        for one, fields in zip(told, answered, strict=True):
            known = {*fields, *(words.partition(":")[0] for words in one.report.corrected)}
            if "role" not in known:
                found += _asked(one, points, asked - known)
    return sorted(_gathered(found), key=_order)


def _order(question: Question) -> tuple[float, int, str, int, str]:
    report = question.reports[0]
    place = ASKED.index(question.field)
    return -round(question.weight, 3), place, report.document, report.toponym_span.start, question.record


def _points(told: Iterable[_Told]) -> dict[str, LonLat]:
    """Return where the places of a text lie, by id."""
    found = {report.place.id: report.place.point for report, _ in told if report.place}
    return dict(list(found.items())[:MOST_NEIGHBOURS])


def _asked(one: _Told, points: Mapping[str, LonLat], asked: AbstractSet[Field]) -> Iterator[Question]:
    report, record = one
    km = {c.entry.id: far for c in report.candidates if (far := _km(c, report, points)) is not None}
    guessed = report.published.basis in ("inferred", "unknown") and report.basis != "explicit_date"
    doubts: dict[Asked, Doubts] = {
        "place": _of_place(report, km),
        "published": {f"the day of the article: {report.published.reason}": WORKED_OUT} if guessed else {},
        # Where the day of the article is known, that of the event may be too.
        "days": {} if guessed else _of_days(one),
        "claimant": _of_claimant(report),
    }
    for field, reasons in doubts.items():
        if field in asked and reasons:
            yield Question(field, sum(reasons.values()), (report,), record.id, "; ".join(reasons), km)


def _km(candidate: Candidate, report: Report, points: Mapping[str, LonLat]) -> float | None:
    """Return how far a candidate lies from the nearest other place of its text, None where there is none."""
    own = {candidate.entry.id, report.place.id if report.place else None}
    others = (haversine_km(candidate.entry.point, at) for place, at in points.items() if place not in own)
    return min(others, default=None)


Doubts = dict[str, float]
"""What is doubtful, in words, and how much it weighs."""


def _of_place(report: Report, km: Mapping[str, float]) -> Doubts:
    if report.place is None:
        return {"the place could not be told": UNKNOWN}
    found: Doubts = {}
    if report.certainty != "certain":
        found[f"the place is {report.certainty.replace('-', ' ')}"] = UNSURE[report.certainty]
    own = [c for c in report.candidates if c.entry.id == report.place.id]
    others = [c for c in report.candidates if c.entry.feature_class == report.place.feature_class]
    others = [c for c in others if c not in own]
    if own and any(own[0].score - c.score < CLOSE_SCORES for c in others):
        found["another place of the name is as likely"] = RIVAL
    if any(c.spelling.kind == "fuzzy" for c in own):
        found["the name is misspelt"] = REPAIRED
    far = km.get(report.place.id, 0.0)
    if far > FAR_KM and any(km.get(c.entry.id, far) < far / 2 for c in others):
        found["a namesake lies nearer to the other places of the text"] = NEARER
    return found


def _of_days(one: _Told) -> Doubts:
    report, printed = one.report, one.report.published.days
    found: Doubts = {}
    if report.days is None:
        found["the text tells no day"] = NO_DAY
    elif report.modality == "factual" and printed and printed.end < report.days.start:
        found["the day is after the article"] = MISDATED
    elif report.basis == "publication":
        found["the text tells no day: it is that of the article"] = DAY_OF_REPORT
    if one.record.contradicts:
        found["another claim says the opposite"] = CONTRADICTED
    return found


def _of_claimant(report: Report) -> Doubts:
    found: Doubts = {}
    if report.claimant is None:
        found["nobody is named who says so"] = NOBODY
    if report.hearsay:
        found["it is told as rumour"] = RUMOUR
    return found


def _gathered(found: Iterable[Question]) -> Iterator[Question]:
    """Yield the questions, those that one answer would do for as one."""
    alike: dict[tuple[object, ...], list[Question]] = defaultdict(list)
    for number, one in enumerate(found):
        report = one.reports[0]
        same: dict[Asked, object] = {
            "place": (fold(report.toponym), report.place and report.place.id),
            "published": report.document,
        }
        alike[one.field, same.get(one.field, number)].append(one)
    for several in alike.values():
        worst = max(several, key=lambda one: one.weight)
        reports = (*worst.reports, *(one.reports[0] for one in several if one is not worst))
        yield worst._replace(weight=sum(one.weight for one in several), reports=reports)
