"""The stages put together; nothing else composes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from msgspec import structs

from geomap.attempts import Failure, attempt
from geomap.attributions import Attribution, find_attributions
from geomap.claims import Claim, make_claims
from geomap.cleaning import Origins
from geomap.copies import Copy, copies_of, print_of
from geomap.documents import Document
from geomap.events import Event
from geomap.facts import Arm, Count, Facts, Struck
from geomap.gazetteer import Gazetteer, given_or_opened
from geomap.mentions import Mention, find_mentions
from geomap.places import Resolution, resolve, work_out
from geomap.publication import Publication, counted_from, date_document
from geomap.publishers import Publishers
from geomap.records import Record, Report, make_records, report_claims
from geomap.roles import Reading, read_roles
from geomap.scenes import Scenes
from geomap.spans import Days, Span
from geomap.text import Text, read_text
from geomap.times import Anchors, TimeExpression, find_times, scan_times
from geomap.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """All that geomap reads out of one document; spans count in the document's text as given."""

    text: Text
    publication: Publication
    """Of the document itself, also where its days are counted from that of another."""
    times: tuple[TimeExpression, ...]
    readings: tuple[Reading, ...]
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]


def analyse(
    document: Document,
    gazetteer: Gazetteer | None = None,
    anchors: Anchors | None = None,
    first: Days | None = None,
) -> Analysis:
    """Take one document from text to claims; it is dated by ``anchors``, by default those shipped.

    ``gazetteer`` is by default what ``open_gazetteer`` opens; give it where there are many documents.
    ``first`` is when its text was first published, where it is a copy: its days are counted from there.
    """
    gazetteer = given_or_opened(gazetteer)
    text = read_text(document, lambda name: bool(gazetteer.candidates(name)))
    found = scan_times(text, anchors)
    publication = date_document(text, found=found, anchors=anchors)
    counted = counted_from(publication, first)
    mentions = find_mentions(text, gazetteer)
    times = but_names(find_times(text, counted.days, found=found), mentions)
    resolutions = resolve(text, mentions, gazetteer)
    scenes = Scenes(text, resolutions, work_out(text, resolutions))
    readings = read_roles(scenes)
    attributions = find_attributions(text)
    analysis = Analysis(
        text=text,
        publication=publication,
        times=times,
        readings=readings,
        attributions=attributions,
        claims=make_claims(scenes, readings, attributions, times, counted),
    )
    return analysis if text.origins is None and text.body == document.text else as_written(analysis)


def but_names(times: tuple[TimeExpression, ...], mentions: tuple[Mention, ...]) -> tuple[TimeExpression, ...]:
    """Return the times that are no names of places: of the villages of Весна and Субота none is a day."""
    starts = {mention.span.start: mention.span for mention in mentions if mention.kind == "name"}
    return tuple(
        time for time in times if (named := starts.get(time.span.start)) is None or named.end < time.span.end
    )


WITH_SPANS: dict[type, tuple[str, ...]] = {
    Analysis: ("times", "readings", "attributions", "claims"),
    TimeExpression: ("span",),
    Reading: ("resolution", "event"),
    Resolution: ("mention",),
    Mention: ("span",),
    Event: ("trigger",),
    Attribution: ("source", "cue", "content", "more"),
    Claim: ("reading", "event", "quote", "attribution", "when", "facts"),
    Facts: ("weapons", "launched", "shot_down", "killed", "wounded", "targets"),
    Arm: ("span",),
    Struck: ("span",),
    Count: ("spans",),
    When: ("expression",),
}
"""The parts of what the stages return that hold spans."""


def as_written(analysis: Analysis) -> Analysis:
    """Return an analysis with all that counts in the clean text put back on the text as given."""
    text = analysis.text
    origins = text.origins or Origins((), (), ())
    given = text.document.text

    known: dict[int, Any] = {}
    """What has been put back, by identity: a reading is a claim's, too, and all hold their resolution."""

    def back(value: Any) -> Any:
        if isinstance(value, Span):
            return origins.span(value)
        if isinstance(value, tuple):
            return tuple(map(back, value))
        parts = WITH_SPANS.get(type(value))
        if parts is None:
            return value
        put = known.get(id(value))
        if put is None:
            put = structs.replace(value, **{part: back(getattr(value, part)) for part in parts})
            if isinstance(put, Mention):
                put = structs.replace(put, toponym=put.span.of(given))
            known[id(value)] = put
        return put

    written = structs.replace(
        text,
        body=given,
        origins=None,
        starts=tuple(map(origins.start, text.starts)),
        ends=tuple(map(origins.end, text.ends)),
        sentences=tuple(
            s._replace(start=origins.start(s.start), end=origins.end(s.end)) for s in text.sentences
        ),
        blocks=tuple(b._replace(start=origins.start(b.start), end=origins.end(b.end)) for b in text.blocks),
    )
    told = {part: back(getattr(analysis, part)) for part in WITH_SPANS[Analysis]}
    return replace(analysis, text=written, **told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What is kept of the analysis of one document: enough to make records of it at any time."""

    reports: tuple[Report, ...]
    mentions: int
    """Toponyms found, whatever their role."""
    unresolved: int
    """Of these, how many could be given no place."""


def read(
    document: Document, gazetteer: Gazetteer, anchors: Anchors | None = None, first: Days | None = None
) -> Outcome:
    """Take one document from text to its reports, as ``analyse`` does."""
    a = analyse(document, gazetteer, anchors, first)
    return Outcome(
        reports=tuple(report_claims(a.text, a.claims, a.publication)),
        mentions=len(a.readings),
        unresolved=sum(reading.resolution.chosen is None for reading in a.readings),
    )


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Run:
    """What came out of a set of documents, with the counts that a reader needs to judge it."""

    documents: tuple[Document, ...]
    """Those that were read to their claims, by id."""
    records: tuple[Record, ...]
    failures: tuple[Failure, ...]
    without_claims: int
    """How many of the documents hold no claim."""
    mentions: int
    """Toponyms found, whatever their role."""
    unresolved: int
    """Of these, how many could be given no place."""

    def __repr__(self) -> str:
        # A notebook shows it whole, and it holds every article many times over.
        return f"<geomap.Run: {len(self.records)} records from {len(self.documents)} documents>"


def run(
    documents: Iterable[Document],
    gazetteer: Gazetteer | None = None,
    *,
    seconds: float | None = None,
    anchors: Anchors | None = None,
    publishers: Publishers | None = None,
) -> Run:
    """Take documents from text to records; a document that fails, or takes longer, is set aside and named.

    ``gazetteer`` is by default what ``open_gazetteer`` opens. ``publishers`` tells which are one family. The
    order of the documents makes no difference.
    """
    gazetteer = given_or_opened(gazetteer)
    all_of_them = sorted(documents, key=lambda document: document.id)
    copies = copies_of(all_of_them, [print_of(document.text) for document in all_of_them], publishers)
    outcomes: list[tuple[Document, Outcome]] = []
    failures: list[Failure] = []
    for document in all_of_them:
        first = first_of(document, copies)
        outcome = attempt(document.id, partial(read, document, gazetteer, anchors, first), seconds=seconds)
        if isinstance(outcome, Failure):
            failures.append(outcome)
        else:
            outcomes.append((document, outcome))
    return put_together(outcomes, failures, copies, publishers)


def first_of(document: Document, copies: Mapping[str, Copy]) -> Days | None:
    """Return when the text of a document was first published, None where it is no copy of an earlier one."""
    copy = copies.get(document.id)
    return copy.first if copy is not None and copy.first != document.published else None


def put_together(
    outcomes: Iterable[tuple[Document, Outcome]],
    failures: Iterable[Failure],
    copies: Mapping[str, Copy],
    publishers: Publishers | None = None,
) -> Run:
    """Return what came of documents, whatever their order and whenever each of them was read."""
    read_ones = sorted(outcomes, key=lambda one: one[0].id)
    reports: list[Report] = []
    for document, outcome in read_ones:
        copy = copies.get(document.id)
        reports += (replace(r, copy_of=copy.of) for r in outcome.reports) if copy else outcome.reports
    return Run(
        documents=tuple(document for document, _ in read_ones),
        records=make_records(reports, publishers),
        failures=tuple(failures),
        without_claims=sum(not outcome.reports for _, outcome in read_ones),
        mentions=sum(outcome.mentions for _, outcome in read_ones),
        unresolved=sum(outcome.unresolved for _, outcome in read_ones),
    )
