"""Stage 5: claims of all documents, merged into records that keep every source and all contradictions."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import Literal

from msgspec import structs

from geomap.claimants import Side, claimant_key, side_of
from geomap.claims import Claim
from geomap.crosswalk import Codes, codes_of
from geomap.events import Action, Modality
from geomap.excerpts import in_view, shown
from geomap.facts import NO_FACTS, Facts, merged
from geomap.gazetteer import Candidate, Entry, Precision
from geomap.links import link_of
from geomap.places import Certainty
from geomap.publication import Publication
from geomap.publishers import Publishers, shipped_publishers
from geomap.spans import Days, Span
from geomap.support import Support, Telling, support_of
from geomap.text import Text
from geomap.when import WhenBasis


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
    """That this is the place meant."""
    place_reason: str
    role_reason: str
    candidates: tuple[Candidate, ...]
    """The likeliest places, best first, the chosen one among them."""
    claim_certainty: Certainty = "less-certain"
    """That the event is read rightly. A file from before this was told gets what claims are on the whole."""
    facts: Facts = NO_FACTS
    """What the sentence tells of a strike beyond that it happened."""
    copy_of: str | None = None
    """Id of the document that published the same text first; the days are counted from there."""
    corrected: tuple[str, ...] = ()
    """What a person has put right: the field, what geomap said, by whom and why."""

    @property
    def name_in_quote(self) -> Span:
        """Where the toponym stands in the quote."""
        start = min(max(0, self.toponym_span.start - self.quote_span.start), len(self.quote))
        end = min(max(start, self.toponym_span.end - self.quote_span.start), len(self.quote))
        return Span(start, end)

    @property
    def in_view(self) -> Span:
        """The part of the quote that is shown: all of it, or what stands around the toponym."""
        return in_view(self.quote, self.name_in_quote)

    @property
    def excerpt(self) -> str:
        """The quote as files show it, cut with the toponym in view if it is long."""
        return shown(self.quote, self.in_view)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
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
    """Ids of the records that say the opposite of the same place and days, where both are closely known."""
    claim_certainty: Certainty = "less-certain"
    """That of the report that is read the most surely."""
    may_differ: tuple[str, ...] = ()
    """Ids of the records that say the opposite of a wide place or of many days: both may be right."""
    independent: int = 1
    """Publishers of no common family that report it in words of their own; at least 1."""
    copies: int = 1
    """Articles that print one and the same text of it; 1 where none is copied."""

    def __repr__(self) -> str:
        told = f"{self.action} ({self.modality}) at {self.place.name if self.place else self.toponym}"
        says = f"{self.edtf or 'day unknown'}, says {self.claimant or 'the author'}"
        return f"<geomap.Record {self.id}: {told}, {says}>"

    @property
    def status(self) -> Status:
        """What is to be thought of the claim: whether anything is reported to have happened, and how well.

        Among others more is known: see ``geomap.tables.status_of``.
        """
        if self.modality != "factual":
            return self.modality
        return "doubtful" if self.unsure or self.hearsay or self._ahead else "reported"

    @property
    def unsure(self) -> bool:
        """Whether the place or the event may be another than it was read as."""
        return "uncertain" in (self.certainty, self.claim_certainty)

    @property
    def _ahead(self) -> bool:
        """Whether its days are after all its reports were printed: a fact cannot be, it is misdated."""
        printed = [report.published.days for report in self.reports]
        return self.days is not None and all(days and days.end < self.days.start for days in printed)

    @property
    def facts(self) -> Facts:
        """What its reports tell together of a strike: numbers from the least to the most."""
        return merged(report.facts for report in self.reports)


LEAST_SCORE = 0.005
"""Of a candidate that is kept; what is less likely is no answer."""
ID_MARK = "r-"
"""How every id of a record begins: bare hexadecimal digits are numbers or shapes to some clients."""

Status = Literal["reported", "planned", "negated", "doubtful"]
"""``doubtful`` is what is told as a fact but as rumour, of an uncertain place, not surely read, or of days
after it was printed."""

CERTAINTIES: tuple[Certainty, ...] = ("certain", "less-certain", "uncertain")

CLOSE: tuple[Precision, ...] = ("exact", "near", "hromada")
"""Precisions of places at which two claims speak of one spot; of a raion or a region both may be right."""
TAKEN: tuple[tuple[Action, Modality], ...] = (("captured", "factual"), ("reclaimed", "factual"))
"""Two answers to the question who took a place."""
WEEK = 7
"""Days of a claim up to which it speaks of the same time as another that shares one of them."""
UNPLACED = "?"
"""What leads the name in what reports share of which no place could be told."""
MOST_RIVALS = 20
"""Contradicting records up to which a record names all of them; nobody weighs more against it."""


def report_claims(text: Text, claims: Iterable[Claim], publication: Publication) -> list[Report]:
    """Return claims as their article tells them, free of the text they were found in."""
    # A sentence of many claims is one string: a copy each would grow as the square of a list.
    quotes: dict[Span, str] = {}
    reports = []
    for claim in claims:
        quote = quotes.get(claim.quote)
        if quote is None:
            quote = quotes[claim.quote] = claim.quote.of(text.body)
        reports.append(_report(text, claim, quote, publication))
    return reports


def _report(text: Text, claim: Claim, quote: str, publication: Publication) -> Report:
    document = text.document
    resolution = claim.reading.resolution
    attribution = claim.attribution
    return Report(
        document=document.id,
        title=document.title,
        publisher=document.publisher,
        url=link_of(document.url),
        language=text.language,
        published=publication,
        quote=quote,
        quote_span=claim.quote,
        toponym=resolution.mention.toponym,
        toponym_span=resolution.mention.span,
        claimant=claim.claimant,
        source_words=attribution.source.of(text.body) if attribution and attribution.source else None,
        hearsay=bool(attribution and attribution.hearsay),
        actor=claim.event.actor,
        action=claim.event.action,
        modality=claim.event.modality,
        codes=codes_of(claim.event, [arm.weapon for arm in claim.facts.weapons]),
        days=claim.when.days,
        edtf=claim.when.edtf,
        basis=claim.when.basis,
        time_words=claim.when.expression.of(text.body) if claim.when.expression else None,
        time_reason=claim.when.reason,
        place=resolution.chosen.entry.plain() if resolution.chosen else None,
        certainty=resolution.certainty,
        place_reason=resolution.reason,
        role_reason=claim.reading.reason,
        candidates=tuple(
            structs.replace(c, entry=c.entry.plain(), score=round(c.score, 3))
            for c in resolution.ranked
            if c is resolution.chosen or c.score >= LEAST_SCORE
        ),
        claim_certainty=claim.event.certainty,
        facts=claim.facts,
    )


def make_records(reports: Iterable[Report], publishers: Publishers | None = None) -> tuple[Record, ...]:
    """Merge the reports of one claim and link claims that contradict each other; sorted by day, then id.

    One claim is one place, action, modality, claimant and interval of days; one without a day is of its
    document alone. ``publishers`` tells which are one family, by default the table that ships. The result
    does not depend on the order of the reports, and a report handed in twice counts once.
    """
    families = publishers or shipped_publishers()
    groups: dict[tuple[str, ...], set[Report]] = defaultdict(set)
    for report in reports:
        groups[_key(report)].add(report)
    records = [_record(key, group, families) for key, group in groups.items()]
    opposed, apart = _contradictions(records)
    linked = [
        replace(
            record,
            contradicts=tuple(sorted(opposed.get(record.id, ()))),
            may_differ=tuple(sorted(apart.get(record.id, ()))),
        )
        for record in records
    ]
    return tuple(sorted(linked, key=by_day))


def by_day(record: Record) -> tuple[bool, int, str]:
    """Return by what every file orders records: the first of their days, then id; without a day last."""
    return record.days is None, record.days.start.toordinal() if record.days else 0, record.id


def merge(*collections: Iterable[Record], publishers: Publishers | None = None) -> tuple[Record, ...]:
    """Merge collections of records: idempotent, commutative and associative."""
    told = (report for records in collections for record in records for report in record.reports)
    return make_records(told, publishers)


def support_by(reports: Sequence[Report], publishers: Publishers | None = None) -> Support:
    """Return how many independent publishers stand behind reports of a claim, and how often one is copied."""
    if len(reports) == 1:
        return Support(1, 1)
    families = publishers or shipped_publishers()
    return support_of(Telling(r.document, r.excerpt, families.keys(r.publisher, r.url)) for r in reports)


def place_key(report: Report) -> str:
    """Return what all reports of a record share; records of different ones know nothing of each other."""
    return report.place.id if report.place else UNPLACED + report.toponym.casefold()


def _key(report: Report) -> tuple[str, ...]:
    # Nobody knows that two articles without a day mean the same one.
    days = report.days.edtf() if report.days else f"?{report.document}"
    return (place_key(report), report.action, report.modality, days, claimant_key(report.claimant))


def _order(report: Report) -> tuple[str, str, int]:
    published = report.published.days
    return (
        published.start.isoformat() if published else "undated",
        report.document,
        report.toponym_span.start,
    )


def _ordered(group: Iterable[Report]) -> Iterator[Report]:
    """Yield reports in the order of publication, document and position."""
    for _, alike in groupby(sorted(group, key=_order), key=_order):
        several = list(alike)
        # Written out, a report holds its whole sentence: only what is told of one name twice is worth it.
        yield from several if len(several) == 1 else sorted(several, key=repr)


def _record(key: tuple[str, ...], group: set[Report], publishers: Publishers) -> Record:
    """Return one record of reports that share a key; what they differ in is the best-founded of them."""
    reports = tuple(_ordered(group))
    best = min(reports, key=lambda r: CERTAINTIES.index(r.certainty))
    claimant = max((r.claimant for r in reports if r.claimant), key=lambda c: (len(c), c), default=None)
    words = next((r.source_words for r in reports if r.source_words), "")
    support = support_by(reports, publishers)
    digest = hashlib.sha256("\x1f".join(key).encode(errors="surrogatepass")).hexdigest()[:12]
    return Record(
        id=ID_MARK + digest,
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
        claim_certainty=min((r.claim_certainty for r in reports), key=CERTAINTIES.index),
        independent=support.independent,
        copies=support.copies,
    )


Links = dict[str, set[str]]
"""For each record id, the ids of others."""


def _contradictions(records: Iterable[Record]) -> tuple[Links, Links]:
    """Return which records say the opposite of the same place and days, and which may only seem to.

    Opposite is that something happened against that it did not (``other`` is no one thing), and who took a
    place, where each side says that it did. Other days are a change, no contradiction. Two claims of one
    speaker in the same articles are one account.

    A record with at most ``MOST_RIVALS`` rivals has them all, one with more has at least so many; every link
    goes both ways. So there are never more links than ``2 * MOST_RIVALS`` a record, where all pairs would
    grow as the square of what is said of one place.
    """
    opposed: Links = defaultdict(set)
    apart: Links = defaultdict(set)
    by_place: dict[str, dict[tuple[Action, Modality], list[Record]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        if record.place is not None and record.days is not None:
            by_place[record.place.id][record.action, record.modality].append(record)
    for classes in by_place.values():
        pairs = [
            (group, classes[action, "negated"], False)
            for (action, modality), group in classes.items()
            if modality == "factual" and action != "other" and (action, "negated") in classes
        ]
        if all(kind in classes for kind in TAKEN):
            one, other = (_partisan(classes[kind]) for kind in TAKEN)
            pairs.append((one, other, True))
        for one, other, across_sides in pairs:
            (close, wide), (other_close, other_wide) = _parted(one), _parted(other)
            _link(close, other_close, opposed=opposed, across_sides=across_sides)
            _link(close, other_wide, opposed=apart, across_sides=across_sides)
            _link(wide, other, opposed=apart, across_sides=across_sides)
    return opposed, apart


def _partisan(records: Iterable[Record]) -> list[Record]:
    """Return what the sides of the war claim; an outlet may tell of one taking from either side."""
    return [record for record in records if record.side in ("ukrainian", "russian")]


def _parted(records: Iterable[Record]) -> tuple[list[Record], list[Record]]:
    """Return the records whose place and days are closely known and that are surely read, and the others."""
    parted: tuple[list[Record], list[Record]] = ([], [])
    for record in records:
        known = record.place is not None and record.place.precision in CLOSE
        short = record.days is not None and record.days.length <= WEEK
        parted[not (known and short) or record.unsure].append(record)
    return parted


Account = tuple[str, frozenset[str]]


def _account(record: Record) -> Account:
    """Return who says it and in which articles: there a speaker, or an outlet, does not contradict itself."""
    return claimant_key(record.claimant), frozenset(report.document for report in record.reports)


class _Running:
    """Claims of one kind whose days are still running in a sweep over time, by side and account."""

    def __init__(self) -> None:
        self._sides: dict[Side, dict[Account, dict[str, Record]]] = defaultdict(lambda: defaultdict(dict))

    def add(self, record: Record) -> None:
        self._sides[record.side][_account(record)][record.id] = record

    def discard(self, record: Record) -> None:
        accounts, own = self._sides[record.side], _account(record)
        accounts[own].pop(record.id, None)
        if not accounts[own]:
            del accounts[own]

    def against(self, record: Record, *, across_sides: bool) -> Iterator[Record]:
        """Yield those of other accounts, or of other sides too: others are skipped as a whole."""
        own = _account(record)
        for side, accounts in self._sides.items():
            if across_sides and side == record.side:
                continue
            for account, those in accounts.items():
                if account != own:
                    yield from those.values()


def _link(one: Sequence[Record], other: Sequence[Record], *, opposed: Links, across_sides: bool) -> None:
    """Link claims of two kinds that share a day, in one sweep over the days."""
    running, wanting = (_Running(), _Running()), (_Running(), _Running())
    members = [(record, kind) for kind, records in enumerate((one, other)) for record in records]
    ending = sorted((_day(record, "end"), record.id, kind, record) for record, kind in members)
    over = 0
    for record, kind in sorted(members, key=lambda member: (_day(member[0], "start"), member[0].id)):
        while ending[over][0] < _day(record, "start"):
            *_, ended, gone = ending[over]
            running[ended].discard(gone)
            wanting[ended].discard(gone)
            over += 1
        rivals = list(wanting[1 - kind].against(record, across_sides=across_sides))
        room = max(0, MOST_RIVALS - len(opposed[record.id]))
        rivals += islice(running[1 - kind].against(record, across_sides=across_sides), room)
        for rival in rivals:
            opposed[record.id].add(rival.id)
            opposed[rival.id].add(record.id)
            if len(opposed[rival.id]) >= MOST_RIVALS:
                wanting[1 - kind].discard(rival)
        running[kind].add(record)
        if len(opposed[record.id]) < MOST_RIVALS:
            wanting[kind].add(record)


def _day(record: Record, end: Literal["start", "end"]) -> int:
    """Return the first or last day of a dated record as a number."""
    if record.days is None:
        raise ValueError(f"record {record.id} has no day")
    return (record.days.start if end == "start" else record.days.end).toordinal()
