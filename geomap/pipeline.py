"""The stages put together; nothing else composes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from geomap.attempts import Failure, attempt
from geomap.attributions import Attribution, find_attributions
from geomap.claims import Claim, make_claims
from geomap.cleaning import Origins
from geomap.documents import Document
from geomap.events import Event
from geomap.facts import Arm, Count, Facts, Struck
from geomap.gazetteer import Gazetteer
from geomap.mentions import Mention, find_mentions
from geomap.places import Resolution, resolve, work_out
from geomap.publication import Publication, date_document
from geomap.publishers import Publishers
from geomap.records import Record, Report, make_records, report_claims
from geomap.roles import Reading, read_roles
from geomap.scenes import Scenes
from geomap.spans import Span
from geomap.text import Text, read_text
from geomap.times import Anchors, TimeExpression, find_times, scan_times
from geomap.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """All that geomap reads out of one document; spans count in the document's text as given."""

    text: Text
    publication: Publication
    times: tuple[TimeExpression, ...]
    readings: tuple[Reading, ...]
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]


def analyse(document: Document, gazetteer: Gazetteer, anchors: Anchors | None = None) -> Analysis:
    """Take one document from text to claims; it is dated by ``anchors``, by default those shipped."""
    text = read_text(document, lambda name: bool(gazetteer.candidates(name)))
    found = scan_times(text, anchors)
    publication = date_document(text, found=found, anchors=anchors)
    times = find_times(text, publication.days, found=found)
    resolutions = resolve(text, find_mentions(text, gazetteer), gazetteer)
    scenes = Scenes(text, resolutions, work_out(text, resolutions))
    readings = read_roles(scenes)
    attributions = find_attributions(text)
    analysis = Analysis(
        text=text,
        publication=publication,
        times=times,
        readings=readings,
        attributions=attributions,
        claims=make_claims(scenes, readings, attributions, times, publication),
    )
    return analysis if text.origins is None and text.body == document.text else as_written(analysis)


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
            put = replace(value, **{part: back(getattr(value, part)) for part in parts})
            if isinstance(put, Mention):
                put = replace(put, toponym=put.span.of(given))
            known[id(value)] = put
        return put

    written = replace(
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
    return replace(back(analysis), text=written)  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What came out of a set of documents, with the counts that a reader needs to judge it."""

    documents: tuple[Document, ...]
    """Those that were read to their claims."""
    records: tuple[Record, ...]
    failures: tuple[Failure, ...]
    without_claims: int
    """How many of the documents hold no claim."""
    mentions: int
    """Toponyms found, whatever their role."""
    unresolved: int
    """Of these, how many could be given no place."""


def run(
    documents: Iterable[Document],
    gazetteer: Gazetteer,
    *,
    seconds: float | None = None,
    anchors: Anchors | None = None,
    publishers: Publishers | None = None,
) -> Run:
    """Take documents from text to records; a document that fails, or takes longer, is set aside and named.

    ``documents`` may be a generator that shows progress; ``publishers`` tells which are one family.
    """
    read: list[Document] = []
    reports: list[Report] = []
    failures: list[Failure] = []
    mentions = unresolved = without_claims = 0
    for document in documents:
        outcome = attempt(document.id, partial(_told, document, gazetteer, anchors), seconds=seconds)
        if isinstance(outcome, Failure):
            failures.append(outcome)
            continue
        readings, told = outcome
        read.append(document)
        mentions += len(readings)
        unresolved += sum(reading.resolution.chosen is None for reading in readings)
        without_claims += not told
        reports += told
    return Run(
        documents=tuple(read),
        records=make_records(reports, publishers),
        failures=tuple(failures),
        without_claims=without_claims,
        mentions=mentions,
        unresolved=unresolved,
    )


def _told(
    document: Document, gazetteer: Gazetteer, anchors: Anchors | None
) -> tuple[tuple[Reading, ...], list[Report]]:
    a = analyse(document, gazetteer, anchors)
    return a.readings, report_claims(a.text, a.claims, a.publication)
