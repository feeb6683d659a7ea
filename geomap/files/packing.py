"""The rows of ``records.jsonl``: each place and each sentence once, and what reports share not told again.

A report leaves out what is as in its record, the title, publisher and address that are its document's, and
the quote, which is a stretch of the document's text; and every row what is the rule. So the file grows with
the texts and the claims, not with their product; docs/exports.md has the rules for other readers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, NamedTuple

import msgspec
from msgspec import structs

from geomap.crosswalk import codes_of_action
from geomap.documents import Document
from geomap.events import Action, Modality
from geomap.gazetteer import Candidate, Entry, Spelling, SpellingKind
from geomap.links import link_of
from geomap.publication import Publication
from geomap.records import Record, Report
from geomap.spans import Span, days_of_edtf
from geomap.when import WhenBasis

_REPORT = tuple(field.name for field in fields(Report))
_RECORD = tuple(field.name for field in fields(Record))
_OF_RECORD = frozenset(_RECORD) & frozenset(_REPORT)
_OF_DOCUMENT = ("title", "publisher", "url")
_OF_FIRST = ("published", "language")
"""What the first report of a document tells for all of them."""


_UNTOLD: dict[str, Any] = {
    "actor": None,
    "certainty": "certain",
    "claim_certainty": "certain",
    "claimant": None,
    "edtf": None,
    "hearsay": False,
    "modality": "factual",
    "side": "author",
}
"""What a record has where its row does not say; other fields have such a value of their own, and the days and
the codes follow from fields that are told."""
_UNTOLD_ONCE: dict[str, Any] = {"claim_certainty": "less-certain"}
"""What was meant otherwise, up to version 3."""
UNTOLD_OF_REPORT: dict[str, Any] = {"source_words": None, "time_words": None}
UNTOLD_OF_PLACE: dict[str, Any] = {
    "country": None,
    "admin1": None,
    "admin2": None,
    "admin3": None,
    "derived": None,
    "outline": (),
    "path": (),
    "population": 0,
}
USUAL: dict[str, Any] = _UNTOLD | {"contradicts": (), "may_differ": (), "independent": 1, "copies": 1}
_SURE = 1.0
"""The score of a place that alone has the name."""
_TOLD_HERE = "told in the same sentence"
USUAL_REASONS: dict[WhenBasis, str] = {
    "document_date": "the text gives no day of its own: the day that the bulletin covers",
    "explicit_date": _TOLD_HERE,
    "month": _TOLD_HERE,
    "none": "no date is known",
    "publication": "the text gives no day: the day of publication (given)",
    "relative": _TOLD_HERE,
    "season": _TOLD_HERE,
    "weekday": _TOLD_HERE,
}
"""Why these days, where a report does not say: part of the format, whatever the engine says later."""
ALONE = "the only place of that name known"
"""Why this place, where a report does not say and the name means no other."""


class CandidateRow(NamedTuple):
    """A place that a name may mean, how likely, and the spelling by which it may."""

    place: str
    score: float
    text: str
    kind: SpellingKind
    language: str | None = None
    since: str | None = None
    until: str | None = None

    @property
    def spelling(self) -> Spelling:
        """The spelling, put together again."""
        return SpellingRow(*self[2:]).spelling


class SpellingRow(NamedTuple):
    """The spelling by which a name means its place and no other."""

    text: str
    kind: SpellingKind
    language: str | None = None
    since: str | None = None
    until: str | None = None

    @property
    def spelling(self) -> Spelling:
        """The spelling, put together again."""
        return Spelling(**self._asdict())


class _OldCandidate(msgspec.Struct):
    """The same as versions 1 and 2 told it."""

    place: str
    spelling: Spelling
    score: float


class DocumentRow(msgspec.Struct):
    """What a document tells of its reports."""

    publication: Publication | None = None
    text_language: str | None = None
    quotes: list[tuple[int, int, str]] = []


class _ReportRow(msgspec.Struct):
    """What refers to other rows; the other fields stand as they are in a ``Report``."""

    document: str
    quote_span: Span
    spelling: SpellingRow | None = None
    candidates: list[CandidateRow | _OldCandidate] | None = None
    place: str | msgspec.UnsetType | None = msgspec.UNSET


class _RecordRow(msgspec.Struct):
    action: Action
    place: str | None
    reports: list[dict[str, Any]]
    edtf: str | None = None
    modality: Modality = "factual"


class Places:
    """The entries that records name, each with the reference that stands for it: its id.

    Archives made with different gazetteers may hold two entries of one id; the later is ``id#2``.
    """

    def __init__(self) -> None:
        self._known: dict[str, list[Entry]] = {}
        self.entries: dict[str, Entry] = {}
        """By what refers to each."""

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Places:
        """Return those of entries, by id: the same whatever their order."""
        places, known = cls(), cls()
        for entry in entries:
            known.add(entry)
        for _, alike in sorted(known._known.items()):
            for entry in sorted(alike, key=repr) if len(alike) > 1 else alike:
                places.add(entry)
        return places

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
                row = _untold(_shallow(entry), UNTOLD_OF_PLACE)
                yield ({} if reference == entry.id else {"reference": reference}) | row


def named_in(record: Record) -> Iterator[Entry]:
    """Yield the entries that a record names."""
    for report in (None, *record.reports):
        place = (report or record).place
        if place is not None:
            yield place
        for candidate in report.candidates if report else ():
            yield candidate.entry


def referred_anew(row: dict[str, Any], anew: Mapping[str, str]) -> dict[str, Any]:
    """Return the row of a record with other references to its places."""
    for one in (row, *row["reports"]):
        if one.get("place") is not None:
            one["place"] = anew[one["place"]]
    for report in row["reports"]:
        if "candidates" in report:
            report["candidates"] = [[anew[place], *rest] for place, *rest in report["candidates"]]
    return row


def rows_of(documents: Sequence[Document], records: Sequence[Record]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the kind and the row of each document, place and record, in the order in which they are read."""
    origins = origins_of(documents, records)
    for origin in origins.values():
        yield "document", origin.row()
    places = Places.of(entry for record in records for entry in named_in(record))
    for row in places.rows():
        yield "place", row
    for record in records:
        yield "record", record_row(record, origins, places)


def record_row(record: Record, origins: Mapping[str, Origin], places: Places) -> dict[str, Any]:
    """Return the row of a record, which refers to the documents behind it and to places."""
    told = {name: getattr(record, name) for name in _RECORD}
    usual = USUAL | _following(record.action, record.modality, record.edtf)
    return {
        **_untold(told, usual),
        "place": places.add(record.place) if record.place else None,
        "reports": [
            _report_row(report, record, origins.get(report.document), places) for report in record.reports
        ],
    }


class Origin(NamedTuple):
    """A document as its reports tell of it, so that they need not tell it each."""

    document: Document
    told: tuple[Publication, str] | None
    """Its publication and language, by the first of its reports."""
    quotes: Mapping[Span, str]
    """What they quote, where the text itself is not there."""

    @classmethod
    def of(
        cls, document: Document, told: tuple[Publication, str] | None, quotes: Mapping[Span, str]
    ) -> Origin:
        """Return what is written of a document."""
        return cls(_linked(document), told, quotes)

    def row(self) -> dict[str, Any]:
        """Return the row of the document."""
        row = {name: value for name, value in _shallow(self.document).items() if value is not None}
        if self.told is not None:
            row["publication"], row["text_language"] = self.told
        if self.quotes:
            del row["text"]
            row["quotes"] = [(*span, quote) for span, quote in self.quotes.items()]
        return row

    def shared(self, report: Report) -> Iterator[str]:
        """Yield the fields of a report that are as its document tells them."""
        yield from (name for name in _OF_DOCUMENT if getattr(report, name) == getattr(self.document, name))
        if self.told is not None:
            told = zip(_OF_FIRST, self.told, strict=True)
            yield from (name for name, value in told if getattr(report, name) == value)
        # Of a quote only what the text does not tell: an archive may have been put together by other hands.
        span = report.quote_span
        if report.quote == (self.quotes[span] if self.quotes else span.of(self.document.text)):
            yield "quote"


def _linked(document: Document) -> Document:
    """Return a document without an address that is none of the web: no file tells it, whoever wrote one."""
    link = link_of(document.url)
    return document if link == document.url else replace(document, url=link)


def origins_of(documents: Iterable[Document], records: Iterable[Record]) -> dict[str, Origin]:
    """Return the documents by id, with what their reports have in common.

    A document without its text has the sentences that its reports quote instead.
    """
    kept = tuple(documents)
    told: dict[str, tuple[Publication, str]] = {}
    quotes: dict[str, dict[Span, str]] = defaultdict(dict)
    without = {document.id for document in kept if not document.text}
    for report in (report for record in records for report in record.reports):
        told.setdefault(report.document, (report.published, report.language))
        if report.document in without:
            quotes[report.document].setdefault(report.quote_span, report.quote)
    return {one.id: Origin.of(one, told.get(one.id), dict(sorted(quotes[one.id].items()))) for one in kept}


def _following(action: Action, modality: Modality, edtf: str | None) -> dict[str, Any]:
    """Return what a record has where its row tells no more than these."""
    return {"codes": codes_of_action(action, modality), "days": days_of_edtf(edtf) if edtf else None}


def _untold(told: dict[str, Any], usual: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is told without what is usual."""
    return {name: value for name, value in told.items() if name not in usual or value != usual[name]}


def _shallow(value: Any) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _report_row(report: Report, record: Record, origin: Origin | None, places: Places) -> dict[str, Any]:
    row = {
        name: getattr(report, name)
        for name in _REPORT
        if name not in _OF_RECORD or getattr(report, name) != getattr(record, name)
    }
    row["url"] = link_of(report.url)
    if "place" in row:
        row["place"] = places.add(report.place) if report.place else None
    for name in ("facts", "corrected"):
        if not row[name]:
            del row[name]
    for name in ("copy_of", *UNTOLD_OF_REPORT):
        if row[name] is None:  # an empty one, which other hands may have written, stays
            del row[name]
    if report.facts:
        row["facts"] = {name: told for name, told in structs.asdict(report.facts).items() if told}
    del row["candidates"]
    row |= _candidates_told(report, places)
    if report.time_reason == USUAL_REASONS[report.basis]:
        del row["time_reason"]
    if report.place_reason == ALONE and "candidates" not in row:
        del row["place_reason"]
    for name in origin.shared(report) if origin else ():
        del row[name]
    return row


def _candidates_told(report: Report, places: Places) -> dict[str, Any]:
    """Return what a report tells of what its name may mean; of its place alone the spelling, if not plain."""
    if report.place is not None and len(report.candidates) == 1:
        (only,) = report.candidates
        if only.score == _SURE and only.entry == report.place:
            plain = only.spelling == _plain_spelling(report.toponym, report.language)
            return {} if plain else {"spelling": _spelling_packed(only.spelling)}
    if report.place is None and not report.candidates:
        return {}
    return {
        "candidates": [
            [places.add(one.entry), one.score, *_spelling_packed(one.spelling)] for one in report.candidates
        ]
    }


def _plain_spelling(toponym: str, language: str) -> Spelling:
    """Return the spelling of a name that stands in a text as it is official in its language."""
    return Spelling(text=toponym.casefold(), kind="official", language=language)


def _spelling_packed(spelling: Spelling) -> list[Any]:
    """Return a spelling as a list, without the empty end that most have."""
    row = list(structs.astuple(spelling))
    while row[-1] is None:
        row.pop()
    return row


class Unpacker:
    """Makes values of the rows again, as they come; a ValueError tells what a row lacks.

    ``brief`` is whether rows leave out what is the rule, as they do from version 4.
    """

    def __init__(self, *, brief: bool = True) -> None:
        self._untold = _UNTOLD if brief else _UNTOLD | _UNTOLD_ONCE
        self._documents: dict[str, Document] = {}
        self._places: dict[str, Entry] = {}
        self._quotes: dict[tuple[str, Span], str] = {}
        self._told: dict[str, dict[str, Any]] = {}
        """What the row of a document tells of all its reports."""

    def document(self, row: dict[str, Any]) -> Document:
        """Return a document."""
        origin = msgspec.convert(row, DocumentRow)
        document = _linked(msgspec.convert({"text": "", **row}, Document))
        self._documents[document.id] = document
        told = {"published": origin.publication, "language": origin.text_language}
        self._told[document.id] = {name: value for name, value in told.items() if value is not None}
        for start, end, quote in origin.quotes:
            self._quotes[document.id, Span(start, end)] = quote
        return document

    def place(self, row: dict[str, Any]) -> Entry:
        """Return a place that later rows refer to."""
        entry = msgspec.convert(UNTOLD_OF_PLACE | row, Entry)
        self._places[str(row.get("reference", entry.id))] = entry
        return entry

    def record(self, row: dict[str, Any]) -> Record:
        """Return a record, with all that its rows leave out."""
        known = msgspec.convert(row, _RecordRow)
        following = _following(known.action, known.modality, known.edtf)
        shared = {**self._untold, **following, **row, "place": self._entry(known.place)}
        of_record = {name: shared[name] for name in _OF_RECORD if name in shared}
        reports = [self._report(of_record, report) for report in known.reports]
        return msgspec.convert({**shared, "reports": reports}, Record)

    def _report(self, of_record: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
        known = msgspec.convert(row, _ReportRow)
        filled = {**UNTOLD_OF_REPORT, **of_record, **self._of_document(known, row), **row}
        if known.place is not msgspec.UNSET:
            filled["place"] = self._entry(known.place)
        if isinstance(row.get("url"), str):
            filled["url"] = link_of(row["url"])
        filled["candidates"] = self._candidates(known, filled)
        if known.candidates is None and "place_reason" not in filled:
            filled["place_reason"] = ALONE
        basis = filled.get("basis")
        if "time_reason" not in filled and isinstance(basis, str) and basis in USUAL_REASONS:
            filled["time_reason"] = USUAL_REASONS[basis]
        return filled

    def _candidates(self, known: _ReportRow, filled: dict[str, Any]) -> list[Candidate]:
        """Return what a name may mean, of a report that is filled but for this."""
        if known.candidates is not None:
            return [
                Candidate(entry=self._place(one.place), spelling=one.spelling, score=one.score)
                for one in known.candidates
            ]
        place = filled["place"]
        if place is None:
            if known.spelling is not None:
                raise ValueError("spelling: leads to no place; leave it out")
            return []
        told = known.spelling and known.spelling.spelling
        spelling = told or _plain_spelling(str(filled.get("toponym")), str(filled.get("language")))
        return [Candidate(entry=place, spelling=spelling, score=_SURE)]

    def _of_document(self, known: _ReportRow, row: dict[str, Any]) -> dict[str, Any]:
        """Return what a report has from its document."""
        document = self._documents.get(known.document)
        if document is None:
            return {}
        found = {name: getattr(document, name) for name in _OF_DOCUMENT} | self._told[document.id]
        if "quote" not in row:
            found["quote"] = self._quote(document, known.quote_span)
        return found

    def _quote(self, document: Document, span: Span) -> str:
        """Return a sentence; the same one is the same string for all its reports."""
        if (document.id, span) not in self._quotes:
            if not 0 <= span.start <= span.end <= len(document.text):
                raise ValueError(f"the quote {list(span)} is not within the text of {document.id!r}")
            self._quotes[document.id, span] = span.of(document.text)
        return self._quotes[document.id, span]

    def _entry(self, reference: str | None) -> Entry | None:
        return None if reference is None else self._place(reference)

    def _place(self, reference: str) -> Entry:
        if reference not in self._places:
            raise ValueError(f"the place {reference!r} is in no row before")
        return self._places[reference]
