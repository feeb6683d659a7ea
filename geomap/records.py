"""Stage 5: claims of all documents, merged into records that keep every source and all contradictions."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from geomap.claimants import Side, claimant_key, side_of
from geomap.claims import Claim
from geomap.crosswalk import Codes, codes_of
from geomap.events import Action, Modality
from geomap.gazetteer import Candidate, Entry
from geomap.places import Certainty
from geomap.publication import Publication
from geomap.spans import Days, Span
from geomap.text import Text
from geomap.timelink import WhenBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One article's telling of a claim: its words, its origin, and why this place and this day."""

    document: str
    """Id of the document; spans count in its body."""
    title: str | None
    publisher: str | None
    url: str | None
    language: str
    published: Publication
    quote: str
    quote_span: Span
    toponym: str
    toponym_span: Span
    claimant: str | None
    source_words: str | None
    """The words that name the source, with title and apposition, as written."""
    hearsay: bool
    actor: str | None
    action: Action
    modality: Modality
    codes: Codes
    """The nearest codes of ACLED and PLOVER, for joining with their data."""
    days: Days | None
    edtf: str | None
    basis: WhenBasis
    time_words: str | None
    """The temporal expression that dates the event, as written."""
    time_reason: str
    place: Entry | None
    certainty: Certainty
    place_reason: str
    role_reason: str
    candidates: tuple[Candidate, ...]
    """The likeliest places, best first, the chosen one among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One claim about one place and time, with every report of it, and the records it stands against."""

    id: str
    place: Entry | None
    """None where no place could be told: the claim is listed, not drawn."""
    toponym: str
    action: Action
    modality: Modality
    codes: Codes
    days: Days | None
    edtf: str | None
    basis: WhenBasis
    claimant: str | None
    side: Side
    certainty: Certainty
    hearsay: bool
    """True where every report marks the claim as rumour."""
    actor: str | None
    reports: tuple[Report, ...]
    """In the order of publication, document and position."""
    contradicts: tuple[str, ...] = ()
    """Ids of the records that say otherwise of the same place and time."""


CERTAINTIES: tuple[Certainty, ...] = ("certain", "less-certain", "uncertain")

OPPOSED: tuple[tuple[Action, Action], ...] = (("captured", "reclaimed"), ("moved", "withdrew"))
"""Actions of which one place and day has only one, when different sides claim them: taken against taken
back, regrouped against retreated."""
SLACK = timedelta(1)
"""How far apart two claims may be dated and still speak of the same time: a night has two days."""


def report_claim(text: Text, claim: Claim, publication: Publication) -> Report:
    """Return a claim as its article tells it, free of the text it was found in."""
    document = text.document
    resolution = claim.reading.resolution
    attribution = claim.attribution
    return Report(
        document=document.id,
        title=document.title,
        publisher=document.publisher,
        url=document.url,
        language=text.language,
        published=publication,
        quote=claim.quote.of(text.body),
        quote_span=claim.quote,
        toponym=resolution.mention.toponym,
        toponym_span=resolution.mention.span,
        claimant=claim.claimant,
        source_words=attribution.source.of(text.body) if attribution and attribution.source else None,
        hearsay=bool(attribution and attribution.hearsay),
        actor=claim.event.actor,
        action=claim.event.action,
        modality=claim.event.modality,
        codes=codes_of(claim.event),
        days=claim.when.days,
        edtf=claim.when.edtf,
        basis=claim.when.basis,
        time_words=claim.when.expression.of(text.body) if claim.when.expression else None,
        time_reason=claim.when.reason,
        place=resolution.chosen.entry.plain() if resolution.chosen else None,
        certainty=resolution.certainty,
        place_reason=resolution.reason,
        role_reason=claim.reading.reason,
        candidates=tuple(replace(c, entry=c.entry.plain()) for c in resolution.ranked),
    )


def make_records(reports: Iterable[Report]) -> tuple[Record, ...]:
    """Merge the reports of one claim and link claims that contradict each other; sorted by day, then id.

    One claim is one place, action, modality, claimant and interval of days. The result does not depend on the
    order of the reports, and a report handed in twice counts once.
    """
    groups: dict[tuple[str, ...], set[Report]] = defaultdict(set)
    for report in reports:
        groups[_key(report)].add(report)
    records = [_record(key, group) for key, group in groups.items()]
    opposed = _contradictions(records)
    linked = [replace(record, contradicts=tuple(sorted(opposed[record.id]))) for record in records]
    return tuple(sorted(linked, key=lambda r: (r.days.start.isoformat() if r.days else "undated", r.id)))


def merge(*collections: Iterable[Record]) -> tuple[Record, ...]:
    """Merge collections of records: idempotent, commutative and associative."""
    return make_records(report for records in collections for record in records for report in record.reports)


def select(records: Iterable[Record], *, valid_in: tuple[date, date]) -> tuple[Record, ...]:
    """Return the dated records whose days overlap the window, both ends included."""
    window = Days(*valid_in)
    return tuple(record for record in records if record.days and record.days.overlaps(window))


def _key(report: Report) -> tuple[str, ...]:
    place = report.place.id if report.place else "?" + report.toponym.casefold()
    days = report.days.edtf() if report.days else ""
    return (place, report.action, report.modality, days, claimant_key(report.claimant))


def _order(report: Report) -> tuple[str, str, int, str]:
    published = report.published.days
    return (published.start.isoformat() if published else "undated", report.document, *_where(report))


def _where(report: Report) -> tuple[int, str]:
    return (report.toponym_span.start, repr(report))


def _record(key: tuple[str, ...], group: set[Report]) -> Record:
    """Return one record of reports that share a key; what they differ in is the best-founded of them."""
    reports = tuple(sorted(group, key=_order))
    best = min(reports, key=lambda r: CERTAINTIES.index(r.certainty))
    claimant = max((r.claimant for r in reports if r.claimant), key=lambda c: (len(c), c), default=None)
    words = next((r.source_words for r in reports if r.source_words), "")
    return Record(
        id=hashlib.sha256("\x1f".join(key).encode(errors="surrogatepass")).hexdigest()[:12],
        place=best.place,
        toponym=best.toponym,
        action=best.action,
        modality=best.modality,
        codes=best.codes,
        days=best.days,
        edtf=best.edtf,
        basis=best.basis,
        claimant=claimant,
        side=side_of(claimant, words or ""),
        certainty=best.certainty,
        hearsay=all(r.hearsay for r in reports),
        actor=next((r.actor for r in reports if r.actor), None),
        reports=reports,
    )


def _contradictions(records: Sequence[Record]) -> dict[str, set[str]]:
    """Return, for each record id, the ids of the records of the same place and time that say otherwise."""
    opposed: dict[str, set[str]] = defaultdict(set)
    by_place: dict[str, dict[tuple[Action, Modality], list[Record]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        if record.place is not None and record.days is not None:
            by_place[record.place.id][record.action, record.modality].append(record)
    for classes in by_place.values():
        for (action, modality), group in classes.items():
            rivals = classes.get((action, "negated"), []) if modality == "factual" else []
            _link(group, rivals, opposed, across_sides=False)
        for one, other in OPPOSED:
            _link(
                classes.get((one, "factual"), []),
                classes.get((other, "factual"), []),
                opposed,
                across_sides=True,
            )
    return opposed


def _link(
    group: Sequence[Record], rivals: Sequence[Record], opposed: dict[str, set[str]], *, across_sides: bool
) -> None:
    for record in group:
        for rival in rivals:
            if record.days is None or rival.days is None or record.claimant == rival.claimant:
                continue
            if across_sides and (record.side == rival.side or "other" in (record.side, rival.side)):
                continue
            if record.days.start - SLACK <= rival.days.end and rival.days.start - SLACK <= record.days.end:
                opposed[record.id].add(rival.id)
                opposed[rival.id].add(record.id)
