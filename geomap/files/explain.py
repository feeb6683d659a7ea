"""A record told in plain text: quote, source, place and day, each with its why."""

from __future__ import annotations

from collections.abc import Iterable

from geomap.areas import Outline, area_of
from geomap.excerpts import MARK, clipped
from geomap.facts import COUNTS, Count, Facts
from geomap.files.corrections import OF_MENTIONS, line_of, row_of
from geomap.files.plain import printable
from geomap.gazetteer import Entry
from geomap.links import link_of
from geomap.places import Certainty
from geomap.records import Record, Report
from geomap.spans import Span

HOW_TO_CORRECT = (
    "to correct it, put this into corrections/NAME.csv in the folder of the run, the value changed:"
)
CERTAINTY: dict[Certainty, str] = {
    "certain": "certain",
    "less-certain": "less certain",
    "uncertain": "uncertain",
}
OUTLINES: dict[Outline, str] = {
    "approximate": "outline    approximate: drawn by the known towns of the unit, right to some km",
    "circle": "outline    not known: the map draws the circle of its radius",
}


def explain(record: Record, others: Iterable[Record] = ()) -> str:
    """Return why a record says what it says, as lines for a terminal; nothing in them can steer it.

    Of ``others`` those are told that stand against it.
    """
    place = record.place
    lines = [
        f"record     {record.id}",
        f"reported   {record.action}, {record.modality}" + (", as rumour" if record.hearsay else ""),
        f"sources    {_sources(record)}",
        f"reading    {CERTAINTY[record.claim_certainty]}: that the text says so",
        *_fact_lines(record),
        f"near to    {_codes(record)}",
        f"claimant   {record.claimant or 'the author'} ({record.side})",
        f"days       {record.edtf or 'unknown'} ({record.basis})",
    ]
    if place is None:
        lines.append(f"place      unresolved: “{record.toponym}”")
    else:
        units = ", ".join(u for u in (place.admin3, place.admin2, place.admin1, place.country) if u)
        lines += [
            f"place      {place.name} ({place.feature_code}; {units})",
            f"           {place.point.lat:.4f} N, {place.point.lon:.4f} E, {place.id}",
            f"precision  {place.precision}: the true place may lie {place.radius_km:g} km off",
            *_outline_lines(place),
            f"certainty  {CERTAINTY[record.certainty]}",
        ]
    for other in others:
        word = "against" if other.id in record.contradicts else "may differ"
        if other.id in (*record.contradicts, *record.may_differ):
            said = f"{other.action}, {other.modality}, {other.edtf}, {other.claimant or 'the author'}"
            lines.append(f"{word:<10} {other.id}: {said}")
    told: dict[str, int] = {}
    for number, report in enumerate(record.reports, 1):
        first = told.setdefault(report.quote, number)
        lines += ["", f"report {number} of {len(record.reports)}", *_quote_lines(report, first, number)]
        lines += _report_lines(report)
    lines += ["", HOW_TO_CORRECT, line_of(OF_MENTIONS)]
    lines += [line_of(row_of(report, "place").values()) for report in record.reports]
    return "\n".join(printable(line) for line in lines)


def _sources(record: Record) -> str:
    """Return how many publishers report a claim in words of their own, and how many only copy."""
    publishers = "1 publisher" if record.independent == 1 else f"{record.independent} independent publishers"
    return publishers + (f"; {record.copies} copies of one text" if record.copies > 1 else "")


def _outline_lines(place: Entry) -> list[str]:
    """Return how far the outline on the map is to be trusted, where it is no more than roughly right."""
    area = area_of(place)
    return [OUTLINES[area.outline]] if area is not None and area.outline in OUTLINES else []


def _quote_lines(report: Report, first: int, number: int) -> list[str]:
    """Return the quote around the toponym, and a long sentence in full at the first report that quotes it."""
    name, view, quote = report.name_in_quote, report.in_view, report.quote
    before = (MARK if view.start else "") + quote[view.start : name.start]
    after = quote[name.end : view.end] + (MARK if view.end < len(quote) else "")
    lines = [f"  quote     “{before}[{name.of(quote)}]{after}”"]
    if view != Span(0, len(quote)):
        lines.append(f"  whole     “{quote}”" if first == number else f"  whole     as in report {first}")
    return lines


def _fact_lines(record: Record) -> list[str]:
    """Return what the reports tell together of a strike."""
    facts = record.facts
    told: list[str] = [arm.weapon for arm in facts.weapons]
    told += [f"{name.replace('_', ' ')} {_range(count)}" for name, count in _counts(facts)]
    told += [f"{struck.target} hit" for struck in facts.targets]
    return [f"strike     {', '.join(told)}"] if told else []


def _found_lines(report: Report) -> list[str]:
    """Return by which words a report tells the facts of a strike."""

    def words(*spans: Span | None) -> str:
        start = report.quote_span.start
        found = [report.quote[s.start - start : s.end - start] for s in spans if s is not None]
        return ", ".join(f"“{text}”" for text in found) or "the place is one"

    facts = report.facts
    told = [f"{arm.weapon} ({words(arm.span)})" for arm in facts.weapons]
    told += [
        f"{name.replace('_', ' ')} {_range(count)} ({words(*count.spans)})" for name, count in _counts(facts)
    ]
    told += [f"{struck.target} hit ({words(struck.span)})" for struck in facts.targets]
    return [f"  strike    {'; '.join(told)}"] if told else []


def _counts(facts: Facts) -> list[tuple[str, Count]]:
    return [(name, count) for name in COUNTS if (count := getattr(facts, name)) is not None]


def _range(count: Count) -> str:
    """Return a count in words.

    >>> _range(Count(least=2, most=None, spans=()))
    'at least 2'
    """
    if count.most is None:
        return f"at least {count.least}"
    if count.least == count.most:
        return str(count.least)
    return f"at most {count.most}" if count.least == 0 else f"{count.least} to {count.most}"


def _codes(record: Record) -> str:
    codes = record.codes
    acled = ": ".join(part for part in (codes.acled_event, codes.acled_sub_event) if part)
    return f"ACLED {acled or 'nothing'}; PLOVER {codes.plover_event or 'nothing'}"


def _report_lines(report: Report) -> list[str]:
    published = report.published
    lines = [
        f"  found     {report.document}, characters {report.quote_span.start} to {report.quote_span.end}",
        f"  article   {clipped(report.title or 'untitled')}; "
        f"{clipped(report.publisher or 'publisher unknown')}",
        f"  address   {link_of(report.url) or 'none given'}",
        f"  published {published.days.edtf() if published.days else 'unknown'} "
        f"({published.basis}: {published.reason})",
        *([f"  copy of   {report.copy_of}: its days are counted from there"] if report.copy_of else []),
        f"  source    {report.source_words or report.claimant or 'the author'}",
        f"  actor     {report.actor or 'not named'}",
        f"  day       {report.edtf or 'unknown'} ({report.basis}: {report.time_reason})",
        f"  role      {report.role_reason} ({CERTAINTY[report.claim_certainty]})",
        *_found_lines(report),
        f"  place     {report.place_reason}",
        *(f"  corrected {told}" for told in report.corrected),
    ]
    for candidate in report.candidates:
        entry = candidate.entry
        mark = "*" if report.place is not None and entry.id == report.place.id else " "
        units = ", ".join(u for u in (entry.admin2, entry.admin1, entry.country) if u)
        lines.append(
            f"   {mark} {candidate.score:.2f} {entry.name} ({entry.feature_code}; {units}) "
            f"as “{candidate.spelling.text}”, {candidate.spelling.kind}; {entry.id}"
        )
    return lines
