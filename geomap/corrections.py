"""What people have corrected: anchored in the words of a document, applied to what geomap reads there now.

A correction of a document's publication or publisher comes before the reading, all others after it: they cost
no reading. It is found again by the words around it, not by a record's id, which depends on what it corrects.
Of those that speak of one report the narrowest scope counts, then the later.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal, NamedTuple, TypeVar, get_args

from geomap.crosswalk import codes_of
from geomap.documents import Document, parse_published
from geomap.events import Action, Event, Modality
from geomap.gazetteer import Entry, LonLat
from geomap.gazetteer.folding import fold
from geomap.records import Report
from geomap.spans import Days, Span

Scope = Literal["mention", "document", "name", "place"]
"""From the narrowest: one place in a text, a name in one text, a name in all, whatever lies at a place."""
Field = Literal["place", "role", "action", "modality", "days", "claimant", "published", "publisher"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
FIELDS: tuple[Field, ...] = get_args(Field)
OF_DOCUMENTS: tuple[Field, ...] = ("published", "publisher")
WIDE: tuple[Scope, ...] = ("name", "place")
"""Scopes of the whole project."""
OF_WIDE: tuple[Field, ...] = ("place", "role")
"""What can be true of a name wherever it stands."""
ROLES = ("not-a-place", "not-an-event")
NONE = "none"
"""No place; of claimants and publishers: nobody named."""
ENOUGH = 16
"""Characters around a name by which it is known again in a document of another id."""
ANCHOR = 32
"""Characters before and after a name that anchor a correction, as geomap writes it."""
POINT_RADIUS_KM = 1.0
"""Of a place that a person has given as a point."""
POLE, ANTIMERIDIAN = 90, 180
LAT_LON = re.compile(r"(-?\d{1,2}(?:\.\d+)?)\s*[,;]\s*(-?\d{1,3}(?:\.\d+)?)")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Correction:
    """One row of a table of corrections; two rows that say the same are two."""

    where: str
    """File and line."""
    scope: Scope
    document: str
    """Its id; empty in the wide scopes."""
    exact: str
    """The words that it speaks of, as the document writes them; empty for a field of the document itself."""
    prefix: str
    """How the text before them ends."""
    suffix: str
    """How the text after them begins."""
    at: int | None = None
    """Where they stood: of several that fit, the nearest is meant."""
    was: str = ""
    """In the wide scopes the id of the place that geomap reads there; empty for any."""
    publisher: str = ""
    """In the wide scopes the only publisher of which it is true; empty for all."""
    language: str = ""
    """The same of a language, as a report tells it: ``uk``."""
    field: Field
    value: str
    by: str
    on: str
    """The day of the correction: of two that contradict each other the later counts."""
    reason: str


Effect = Literal["applied", "no effect", "no longer matches", "contradicted"]
NO_DOCUMENT: tuple[Effect, str] = ("no longer matches", "there is no such document")


class Result(NamedTuple):
    """What became of a correction."""

    correction: Correction
    effect: Effect
    was: str
    """What geomap said itself, or why the correction has no effect."""
    reports: int = 0
    """How many reports are other for it."""


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
    return None if value in ("", NONE) else value


def _place(correction: Correction, entry_of: Callable[[str], Entry | None]) -> Entry | None:
    value = correction.value
    if value == NONE:
        return None
    if found := LAT_LON.fullmatch(value):
        lat, lon = map(float, found.groups())
        if abs(lat) > POLE or abs(lon) > ANTIMERIDIAN:
            raise NoValueError(f"{value!r} is no point; give latitude, then longitude, such as 49.98,36.25")
        moved = entry_of(correction.was) if correction.scope == "place" else None
        return Entry(
            id=f"user:{lat:g},{lon:g}",
            name=moved.name if moved else correction.exact or correction.was,
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
        raise NoValueError(f"{value!r} is no place; give an id of the gazetteer, lat,lon, or {NONE}")
    return entry.plain()


@lru_cache(maxsize=4096)
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
        if correction.field not in OF_DOCUMENTS:
            continue
        if correction.document in by_id:
            wanted[correction.document, correction.field].append(correction)
        else:
            results.append(Result(correction, *NO_DOCUMENT))
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


EFFECTS: tuple[Effect, ...] = ("applied", "contradicted", "no longer matches", "no effect")
"""Of several effects of one correction the first of these is told."""
Fields = Mapping[Field, Sequence[Correction]]
"""The corrections of a report, those that count last."""


class Corrections:
    """What is to be corrected in reports, filed so that each is looked up and none is looked for."""

    def __init__(self, corrections: Iterable[Correction], documents: Container[str]) -> None:
        """Take corrections in the order in which they were made, and the ids of all documents.

        Those of documents themselves are left aside. One of a mention in a document that is gone is looked
        for in all others, if it tells enough of what stood around: an id may be numbered anew.
        """
        self._by_document: dict[str, list[Correction]] = defaultdict(list)
        self._wide: dict[_Conditions, dict[_Key, Correction]] = defaultdict(dict)
        self._rank: dict[Correction, tuple[int, int, int]] = {}
        self._latest: dict[tuple[_Conditions, _Key], Correction] = {}
        self._stray: dict[str, dict[tuple[int, int], _Filed[Correction]]] = {}
        for number, one in enumerate(corrections):
            if one.field in OF_DOCUMENTS:
                continue
            conditions = _conditions_of(one)
            self._rank[one] = (-SCOPES.index(one.scope), sum(conditions[2:]), number)
            if one.scope == "mention" and one.document not in documents:
                self._let_stray(one)
            elif one.scope == "mention":
                self._by_document[one.document].append(one)
            else:
                self._latest[conditions, _key_of(one)] = one
        for (conditions, key), one in self._latest.items():
            if one.scope == "document":
                self._by_document[one.document].append(one)
            else:
                self._wide[conditions][key] = one
        asked = {one.was for one in self._latest.values() if one.scope in WIDE}
        self._anywhere, self._was = "" in asked or bool(self._stray), asked
        self._documents = documents
        self._seen: set[str] = set()
        self._told: dict[Correction, Result] = {}

    def _let_stray(self, one: Correction) -> None:
        before, after = around = _bare(one.prefix), _bare(one.suffix)
        if len(before) + len(after) >= ENOUGH:
            alike = self._stray.setdefault(_spaced(one.exact), {})
            alike.setdefault((len(before), len(after)), defaultdict(list))[around].append(one)

    def concerns(self, document: str, places: Iterable[str]) -> bool:
        """Tell whether any may be of a document, by its id and those of its places; ``none`` is one too."""
        return document in self._by_document or self._anywhere or not self._was.isdisjoint(places)

    def of(self, document: Document, reports: Sequence[Report]) -> Sequence[Fields]:
        """Return what is to be corrected of each report of a document."""
        found: list[dict[Field, list[Correction]]] = [defaultdict(list) for _ in reports]
        self._seen.add(document.id)
        own = self._by_document.get(document.id, ())
        standing = _standing(reports) if own else {}
        for one, spans in _anchored(own, document.text):
            if not spans:
                self._tell(one, "no longer matches", "the words are not in the document")
            elif len(spans) > 1 and one.scope == "mention":
                why = f"the words stand there {len(spans)} times; give what is before or after them"
                self._tell(one, "no longer matches", why)
            else:
                characters = (at for span in spans for at in range(*span))
                for number in {n for at in characters for n in standing.get(at, ())}:
                    found[number][one.field].append(one)
        for report, fields in zip(reports, found, strict=True):
            for one in self._of_all(report) if self._wide else ():
                fields[one.field].append(one)
            for one in self._strayed(report, document.text) if self._stray else ():
                fields[one.field].append(one)
        for fields in found:
            for several in fields.values():
                if len(several) > 1:
                    several.sort(key=self._rank.__getitem__)
        return found

    def _of_all(self, report: Report) -> Iterator[Correction]:
        """Yield what the wide scopes say of a report."""
        place = _place_of(report)
        # An inflected name is known by the form that the gazetteer has of it.
        spelt = (c.spelling.text for c in report.candidates if c.entry.id == place)
        names = {_folded(report.toponym), *spelt}
        publisher, language = (report.publisher or "").casefold(), report.language.casefold()
        for (scope, _, by_place, by_publisher, by_language), alike in self._wide.items():
            who = publisher if by_publisher else "", language if by_language else ""
            for name in names if scope == "name" else ("",):
                if (one := alike.get((name, place if by_place else "", *who))) is not None:
                    yield one

    def _strayed(self, report: Report, text: str) -> Iterator[Correction]:
        """Yield what was said of a mention in a document that is gone, if it is among the same words."""
        for shape, alike in self._stray.get(_spaced(report.toponym), {}).items():
            yield from alike.get(_around(text, report.toponym_span, *shape), ())

    def applied(self, document: Document, reports: Sequence[Report], values: Values) -> Sequence[Report]:
        """Return the reports of a document as corrected; what is no place or no event is left out."""
        if not self.concerns(document.id, map(_place_of, reports)):
            return reports
        both = zip(reports, self.of(document, reports), strict=True)
        put_right = (self._put_right(report, fields, values) for report, fields in both)
        return [report for report in put_right if report is not None]

    def _put_right(self, report: Report, fields: Fields, values: Values) -> Report | None:
        """Return a report as corrected, None where it is of no event; that stands against all else."""
        if not fields:
            return report
        decisive = max((several[-1] for several in fields.values()), key=self._rank.__getitem__)
        now: Report | None = report
        for field in sorted(fields):
            *earlier, last = fields[field]
            for one, effect, was, *_ in _overruled(earlier, last, values):
                self._tell(one, effect, was)
            if (field == "role") != (decisive.field == "role") or now is None:
                self._tell(last, "contradicted", f"by {decisive.where}")
            else:
                now, said = _corrected(now, last, values[last])
                self._tell(last, *(("no effect", last.value) if said is None else ("applied", said)))
        return now

    def _tell(self, one: Correction, effect: Effect, was: str) -> None:
        known = self._told.get(one)
        count = (known.reports if known else 0) + (effect == "applied")
        if known is None or EFFECTS.index(effect) < EFFECTS.index(known.effect):
            self._told[one] = Result(one, effect, was, count)
        else:
            self._told[one] = known._replace(reports=count)

    def results(self, values: Values) -> list[Result]:
        """Return what became of each correction, once all documents that could be read were asked for."""
        for one in self._rank:
            if one in self._told:
                continue
            latest = one if one.scope == "mention" else self._latest[_conditions_of(one), _key_of(one)]
            if latest is not one:
                self._tell(*next(_overruled([one], latest, values))[:3])
            elif one.scope in WIDE or one.document in self._seen:
                self._tell(one, "no effect", "geomap tells nothing of it")
            elif one.document in self._documents:
                self._tell(one, "no effect", "not read")
            else:
                self._tell(one, *NO_DOCUMENT)
        return list(self._told.values())


def _place_of(report: Report) -> str:
    return report.place.id if report.place else NONE


class _Conditions(NamedTuple):
    """What a correction of a wide scope asks for beside a name."""

    scope: Scope
    field: Field
    was: bool
    publisher: bool
    language: bool


_Key = tuple[str, ...]
T = TypeVar("T")
_Filed = dict[tuple[str, str], list[T]]
"""By what stands before and after."""


_folded = lru_cache(maxsize=4096)(fold)


def _conditions_of(one: Correction) -> _Conditions:
    asked = (one.was, one.publisher, one.language) if one.scope in WIDE else ("", "", "")
    return _Conditions(one.scope, one.field, *map(bool, asked))


def _key_of(one: Correction) -> _Key:
    """Return what two corrections of one scope and field have in common that speak of the same."""
    if one.scope == "document":
        return one.document, one.exact
    name = fold(one.exact) if one.scope == "name" else ""
    return name, one.was, one.publisher.casefold(), one.language.casefold()


def _standing(reports: Sequence[Report]) -> dict[int, list[int]]:
    """Return which reports speak of the name that stands at a character."""
    found: dict[int, list[int]] = defaultdict(list)
    for number, report in enumerate(reports):
        for at in range(*report.toponym_span):
            found[at].append(number)
    return found


def _anchored(corrections: Iterable[Correction], text: str) -> Iterator[tuple[Correction, Sequence[Span]]]:
    """Yield where the words stand that each correction speaks of.

    Names are looked for once, and what stands around them is filed: so it costs what the text is long.
    """
    standing: dict[str, list[Span]] = {}
    filed: dict[tuple[str, int, int], _Filed[Span]] = {}
    for one in corrections:
        before, after = ("", "") if one.scope == "document" else (_bare(one.prefix), _bare(one.suffix))
        exact = one.exact
        if exact not in standing:
            standing[exact] = [Span(*found.span()) for found in _words(exact).finditer(text)]
        shape = exact, len(before), len(after)
        if shape not in filed:
            filed[shape] = _filed(text, standing[exact], len(before), len(after))
        spans: Sequence[Span] = filed[shape].get((before, after), ())
        if one.at is not None and one.scope == "mention" and spans:
            spans = [_nearest(spans, one.at)]
        yield one, spans


@lru_cache(maxsize=4096)
def _words(exact: str) -> re.Pattern[str]:
    """Return what finds words, whatever spaces stand between them."""
    return re.compile(r"\s+".join(map(re.escape, exact.split())))


def _nearest(spans: Sequence[Span], at: int) -> Span:
    after = bisect_left(spans, at, key=lambda span: span.start)
    return min(spans[max(0, after - 1) : after + 1], key=lambda span: abs(span.start - at))


def _filed(text: str, spans: Iterable[Span], before: int, after: int) -> _Filed[Span]:
    found: _Filed[Span] = defaultdict(list)
    for span in spans:
        found[_around(text, span, before, after)].append(span)
    return found


def _around(text: str, span: Span, before: int, after: int) -> tuple[str, str]:
    """Return so many characters before and after a stretch of a text, spaces not counted."""
    left = text[max(0, span.start - SPACED * before) : span.start]
    right = text[span.end : span.end + SPACED * after]
    return _bare(left)[-before:] if before else "", _bare(right)[:after]


def _spaced(text: str) -> str:
    return " ".join(text.split())


SPACED = 3
"""Characters of a text in which one is looked for that is no space: an indented line is told as it is."""


def _bare(text: str) -> str:
    r"""Return text without spaces and hidden characters, which spreadsheets trim and CSV cannot hold.

    >>> _bare(" struck\n ")
    'struck'
    """
    return (text if text.isprintable() else "".join(filter(str.isprintable, text))).replace(" ", "")


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
    return value.edtf() if isinstance(value, Days) else str(value or NONE)
