"""What people have corrected: anchored in the words of a document, applied to what geomap reads there now.

A correction of a document's publication or publisher comes before the reading, all others after it: they cost
no reading. It is found again by the words around it, not by a record's id, which depends on what it corrects.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple, get_args

from geomap.crosswalk import codes_of
from geomap.documents import Document, parse_published
from geomap.events import Action, Event, Modality
from geomap.gazetteer import Entry, LonLat
from geomap.records import Report
from geomap.spans import Days, Span

Scope = Literal["mention", "document"]
Field = Literal["place", "role", "action", "modality", "days", "claimant", "published", "publisher"]
OF_DOCUMENTS: tuple[Field, ...] = ("published", "publisher")
ROLES = ("not-a-place", "not-an-event")
NO_PLACE = "none"
POINT_RADIUS_KM = 1.0
"""Of a place that a person has given as a point."""
POLE, ANTIMERIDIAN = 90, 180
LAT_LON = re.compile(r"(-?\d{1,2}(?:\.\d+)?)\s*[,;]\s*(-?\d{1,3}(?:\.\d+)?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One row of a table of corrections."""

    where: str
    """File and line."""
    scope: Scope
    document: str
    exact: str
    """The words that it speaks of, as the document writes them; empty for a field of the document itself."""
    prefix: str
    """How the text before them ends."""
    suffix: str
    """How the text after them begins."""
    field: Field
    value: str
    by: str
    on: str
    """The day of the correction: of two that contradict each other the later counts."""
    reason: str


Effect = Literal["applied", "no effect", "no longer matches", "contradicted"]


class Result(NamedTuple):
    """What became of a correction."""

    correction: Correction
    effect: Effect
    was: str
    """What geomap said itself, or why the correction has no effect."""


class NoValueError(ValueError):
    """What a correction wants to put in place of geomap's answer cannot be."""


def value_of(correction: Correction, entry_of: Callable[[str], Entry | None]) -> Any:
    """Return the value that is put in; a NoValueError says what it may be.

    ``entry_of`` looks a place up by its id.
    """
    field, value = correction.field, correction.value
    if field == "place":
        return _place(correction, entry_of)
    if field == "published":
        try:
            return parse_published(value)
        except ValueError as error:
            raise NoValueError(str(error)) from None
    if field == "days":
        return _days(value)
    known = {"role": ROLES, "action": get_args(Action), "modality": get_args(Modality)}.get(field)
    if known is not None and value not in known:
        raise NoValueError(f"{value!r} is not one of {', '.join(known)}")
    return value or None


def _place(correction: Correction, entry_of: Callable[[str], Entry | None]) -> Entry | None:
    value = correction.value
    if value == NO_PLACE:
        return None
    if found := LAT_LON.fullmatch(value):
        lat, lon = map(float, found.groups())
        if abs(lat) > POLE or abs(lon) > ANTIMERIDIAN:
            raise NoValueError(f"{value!r} is no point; give latitude, then longitude, such as 49.98,36.25")
        return Entry(
            id=f"user:{lat:g},{lon:g}",
            name=correction.exact,
            point=LonLat(lon=lon, lat=lat),
            country=None,
            admin1=None,
            admin2=None,
            admin3=None,
            path=(),
            feature_class="P",
            feature_code="PPL",
            population=0,
            precision="exact",
            radius_km=POINT_RADIUS_KM,
        )
    entry = entry_of(value)
    if entry is None:
        raise NoValueError(f"{value!r} is no place; give an id of the gazetteer, lat,lon, or {NO_PLACE}")
    return entry.plain()


def _days(value: str) -> Days:
    first, between, last = value.partition("/")
    try:
        start, end = parse_published(first), parse_published(last if between else first)
        return Days(start.start, end.end)
    except ValueError as error:
        raise NoValueError(str(error)) from None


Values = Mapping[Correction, Any]


def correct_documents(
    documents: Sequence[Document], values: Values
) -> tuple[dict[str, Document], list[Result]]:
    """Return the documents of which a field is corrected, by id, and what became of such corrections."""
    by_id = {document.id: document for document in documents}
    wanted: dict[tuple[str, Field], list[Correction]] = defaultdict(list)
    results = []
    for correction in values:
        if correction.field in OF_DOCUMENTS and correction.document in by_id:
            wanted[correction.document, correction.field].append(correction)
        elif correction.document not in by_id:
            results.append(Result(correction, "no longer matches", "there is no such document"))
    changed: dict[str, Document] = {}
    for (name, field), corrections in wanted.items():
        document = changed.get(name, by_id[name])
        was = getattr(document, field)
        *earlier, last = corrections
        results += _overruled(earlier, last, values)
        if was == values[last]:
            results.append(Result(last, "no effect", _told(was)))
        else:
            results.append(Result(last, "applied", _told(was)))
            changed[name] = replace(document, **{field: values[last]})
    return changed, results


def _overruled(earlier: Iterable[Correction], last: Correction, values: Values) -> Iterator[Result]:
    for one in earlier:
        if values[one] == values[last]:
            yield Result(one, "no effect", f"as in {last.where}")
        else:
            yield Result(one, "contradicted", f"by {last.where}")


def correct_reports(
    document: Document, reports: Sequence[Report], corrections: Sequence[Correction], values: Values
) -> tuple[list[Report], list[Result]]:
    """Return the reports of a document as corrected, and what became of each correction of them.

    A report of what is no place or no event is left out; the result tells what it said.
    """
    results = []
    wanted: dict[tuple[Span, Field], list[Correction]] = defaultdict(list)
    for correction in corrections:
        spans = list(_anchors(correction, document.text))
        if not spans:
            results.append(Result(correction, "no longer matches", "the words are not in the document"))
        elif len(spans) > 1 and correction.scope == "mention":
            why = f"the words stand there {len(spans)} times; give what is before or after them"
            results.append(Result(correction, "no longer matches", why))
        else:
            for span in spans:
                wanted[span, correction.field].append(correction)
    effects: dict[Correction, list[Result]] = defaultdict(list)
    kept: list[Report | None] = list(reports)
    for (span, _), several in wanted.items():
        *earlier, last = several
        for result in _overruled(earlier, last, values):
            effects[result.correction].append(result)
        told_of = False
        for number, report in enumerate(kept):
            if report is not None and report.toponym_span.overlaps(span):
                told_of = True
                kept[number], was = _corrected(report, last, values[last])
                effect: Effect = "applied" if was is not None else "no effect"
                effects[last].append(Result(last, effect, was or last.value))
        if not told_of:
            effects[last].append(Result(last, "no effect", "geomap tells nothing of it"))
    results += [min(told, key=lambda one: EFFECTS.index(one.effect)) for told in effects.values()]
    return [report for report in kept if report is not None], results


EFFECTS: tuple[Effect, ...] = ("applied", "contradicted", "no longer matches", "no effect")
"""Of several effects of one correction the first of these is told."""


def _anchors(correction: Correction, text: str) -> Iterator[Span]:
    """Yield where the words stand that a correction speaks of."""
    for found in re.finditer(re.escape(correction.exact), text):
        span = Span(*found.span())
        if correction.scope == "document" or (
            text.endswith(correction.prefix, 0, span.start) and text.startswith(correction.suffix, span.end)
        ):
            yield span


def _corrected(report: Report, correction: Correction, value: Any) -> tuple[Report | None, str | None]:
    """Return a report with a value put in, and what it said before; None for that where it said the same."""
    field = correction.field
    if field == "role":
        return None, f"{report.action} at {report.place.id if report.place else '?'} on {report.edtf}"
    was = getattr(report, field)
    if was == value:
        return report, None
    said = _told(was)
    who = f"corrected by {correction.by or 'hand'}" + (f": {correction.reason}" if correction.reason else "")
    changes: dict[str, Any] = {field: value}
    if field == "place":
        changes |= {"certainty": "certain", "place_reason": who}
    elif field == "days":
        changes |= {"edtf": value.edtf(), "basis": "explicit_date", "time_reason": who}
    elif field == "claimant":
        changes |= {"source_words": value}
    else:
        told = {"action": report.action, "modality": report.modality} | changes
        event = Event(actor=None, side=None, trigger=None, **told)
        weapons = [arm.weapon for arm in report.facts.weapons]
        changes |= {"codes": codes_of(event, weapons), "claim_certainty": "certain"}
    changes["corrected"] = (*report.corrected, f"{field}: was {said}; {who}")
    return replace(report, **changes), said


def _told(value: Any) -> str:
    """Return a value as a row tells it."""
    if isinstance(value, Entry):
        return value.id
    return value.edtf() if isinstance(value, Days) else str(value or NO_PLACE)
