"""The rows of ``records.jsonl``: each place and each sentence once, and what reports share not told again.

A report leaves out what is as in its record, the title, publisher and address that are its document's, and
the quote, which is a stretch of the document's text. So the file grows with the texts and the claims, not
with their product; docs/exports.md has the rules for other readers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

import msgspec

from geomap.documents import Document
from geomap.gazetteer import Candidate, Entry, Spelling
from geomap.records import Record, Report
from geomap.spans import Span

_REPORT = tuple(field.name for field in fields(Report))
_RECORD = tuple(field.name for field in fields(Record))
_OF_RECORD = frozenset(_RECORD) & frozenset(_REPORT)
_OF_DOCUMENT = ("title", "publisher", "url")


class _CandidateRow(msgspec.Struct):
    place: str
    spelling: Spelling
    score: float


class _ReportRow(msgspec.Struct):
    """What refers to other rows; the other fields stand as they are in a ``Report``."""

    document: str
    quote_span: Span
    candidates: list[_CandidateRow]
    place: str | msgspec.UnsetType | None = msgspec.UNSET


class _RecordRow(msgspec.Struct):
    place: str | None
    reports: list[dict[str, Any]]


class Places:
    """The entries that records name, in order, each with the reference that stands for it: its id.

    Archives made with different gazetteers may hold two entries of one id; the later is ``id#2``.
    """

    def __init__(self) -> None:
        self._known: dict[str, list[Entry]] = {}
        self.entries: dict[str, Entry] = {}
        """By what refers to each."""

    def add(self, entry: Entry) -> str:
        """Take an entry in, and return what refers to it."""
        alike = self._known.setdefault(entry.id, [])
        if entry not in alike:
            alike.append(entry)
        number = alike.index(entry)
        reference = f"{entry.id}#{number + 1}" if number else entry.id
        self.entries.setdefault(reference, entry)
        return reference

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield the rows of the entries."""
        for alike in self._known.values():
            for entry in alike:
                reference = self.add(entry)
                row = _shallow(entry)
                if entry.derived is None:
                    del row["derived"]
                if not entry.outline:
                    del row["outline"]
                yield ({} if reference == entry.id else {"reference": reference}) | row


def named_in(record: Record) -> Iterator[Entry]:
    """Yield the entries that a record names."""
    for report in (None, *record.reports):
        place = (report or record).place
        if place is not None:
            yield place
        for candidate in report.candidates if report else ():
            yield candidate.entry


def rows_of(documents: Sequence[Document], records: Sequence[Record]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the kind and the row of each document, place and record, in the order in which they are read."""
    for document in documents:
        yield "document", _shallow(document)
    places = Places()
    for record in records:
        for entry in named_in(record):
            places.add(entry)
    for row in places.rows():
        yield "place", row
    by_id = {document.id: document for document in documents}
    for record in records:
        yield "record", record_row(record, by_id, places)


def record_row(record: Record, documents: Mapping[str, Document], places: Places) -> dict[str, Any]:
    """Return the row of a record, which refers to the documents behind it and to places."""
    return {
        **{name: getattr(record, name) for name in _RECORD},
        "place": places.add(record.place) if record.place else None,
        "reports": [
            _report_row(report, record, documents.get(report.document), places) for report in record.reports
        ],
    }


def _shallow(value: Any) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _report_row(report: Report, record: Record, document: Document | None, places: Places) -> dict[str, Any]:
    row = {
        name: getattr(report, name)
        for name in _REPORT
        if name not in _OF_RECORD or getattr(report, name) != getattr(record, name)
    }
    if "place" in row:
        row["place"] = places.add(report.place) if report.place else None
    if not report.facts:
        del row["facts"]
    if report.copy_of is None:
        del row["copy_of"]
    if not report.corrected:
        del row["corrected"]
    row["candidates"] = [
        {
            "place": places.add(candidate.entry),
            "spelling": _spelling(candidate.spelling),
            "score": candidate.score,
        }
        for candidate in report.candidates
    ]
    if document is not None:
        for name in _OF_DOCUMENT:
            if row[name] == getattr(document, name):
                del row[name]
        # Only told where the text does not: an archive may have been put together by other hands.
        if report.quote_span.of(document.text) == report.quote:
            del row["quote"]
    return row


def _spelling(spelling: Spelling) -> dict[str, Any]:
    return {name: value for name, value in _shallow(spelling).items() if value is not None}


class Unpacker:
    """Makes values of the rows again, as they come; a ValueError tells what a row lacks."""

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}
        self._places: dict[str, Entry] = {}
        self._quotes: dict[tuple[str, Span], str] = {}

    def document(self, row: dict[str, Any]) -> Document:
        """Return a document."""
        document = msgspec.convert(row, Document)
        self._documents[document.id] = document
        return document

    def place(self, row: dict[str, Any]) -> Entry:
        """Return a place that later rows refer to."""
        entry = msgspec.convert(row, Entry)
        self._places[str(row.get("reference", entry.id))] = entry
        return entry

    def record(self, row: dict[str, Any]) -> Record:
        """Return a record, with all that its rows leave out."""
        known = msgspec.convert(row, _RecordRow)
        shared = {**row, "place": self._entry(known.place)}
        of_record = {name: shared[name] for name in _OF_RECORD if name in shared}
        reports = [self._report(of_record, report) for report in known.reports]
        return msgspec.convert({**shared, "reports": reports}, Record)

    def _report(self, of_record: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
        known = msgspec.convert(row, _ReportRow)
        filled = {**of_record, **self._of_document(known, row), **row}
        if known.place is not msgspec.UNSET:
            filled["place"] = self._entry(known.place)
        filled["candidates"] = [
            Candidate(entry=self._place(candidate.place), spelling=candidate.spelling, score=candidate.score)
            for candidate in known.candidates
        ]
        return filled

    def _of_document(self, known: _ReportRow, row: dict[str, Any]) -> dict[str, Any]:
        """Return what a report has from its document."""
        document = self._documents.get(known.document)
        if document is None:
            return {}
        found = {name: getattr(document, name) for name in _OF_DOCUMENT}
        if "quote" not in row:
            found["quote"] = self._quote(document, known.quote_span)
        return found

    def _quote(self, document: Document, span: Span) -> str:
        """Return a sentence; the same one is the same string for all its reports."""
        if not 0 <= span.start <= span.end <= len(document.text):
            raise ValueError(f"the quote {list(span)} is not within the text of {document.id!r}")
        if (document.id, span) not in self._quotes:
            self._quotes[document.id, span] = span.of(document.text)
        return self._quotes[document.id, span]

    def _entry(self, reference: str | None) -> Entry | None:
        return None if reference is None else self._place(reference)

    def _place(self, reference: str) -> Entry:
        if reference not in self._places:
            raise ValueError(f"the place {reference!r} is in no row before")
        return self._places[reference]
