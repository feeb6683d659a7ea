"""Stage 6: records as columns, apart by points, areas and what has no place; every file is made of these.

The columns are those of docs/exports.md. No value is ever null, because GIS clients drop features, or whole
files, over a single null: an unknown text is empty, an unknown number -1, and an undated claim spans the
horizon with ``dated`` 0, up to the publication of its article.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from geomap.areas import CONTINENTS, COUNTRY_CODES, Area, area_of, standing_of
from geomap.basemap import CREDITS
from geomap.excerpts import clipped
from geomap.facts import COUNTS, Count, Facts
from geomap.gazetteer import Credit, Entry, LonLat
from geomap.links import link_of
from geomap.publication import PublicationBasis
from geomap.records import Record, Report, Status, by_day
from geomap.spans import Days, Span

if TYPE_CHECKING:
    import shapely
else:
    from geomap.later import shapely

Horizon = tuple[datetime, datetime]
"""Two instants in UTC, the latter behind the end."""
HORIZON_UNKNOWN = (datetime(1970, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))
"""What undated claims span where nothing at all is dated; ``dated`` 0 says so."""


class Column(NamedTuple):
    """The values of a column, one a record."""

    kind: Literal["text", "number", "real", "time"]
    values: tuple[Any, ...]
    """Strings of one line, whole numbers, floats or instants in UTC; never None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows as columns of one length."""

    columns: Mapping[str, Column]
    geometry: tuple[LonLat | shapely.MultiPolygon, ...] = ()
    """Where each row is; empty in a table without places."""

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())).values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The records as tables of one set of columns, by day, then id; together they hold every record."""

    points: Table
    areas: Table
    """With ``outline`` and ``vague`` besides."""
    unlocated: Table
    """Countries and continents, which no map should pin, and unresolved places: see ``level``."""
    records: tuple[Record, ...]
    """What the tables were made of, in the same order."""
    horizon: Horizon
    """From the first to behind the last day on which any article was published."""
    credits: tuple[Credit, ...]


def to_tables(
    records: Iterable[Record],
    credits: Sequence[Credit] = (),  # noqa: A002
    horizon: Horizon | None = None,
) -> Tables:
    """Sort records into points, areas and the unlocated; ``credits`` are the gazetteer's.

    ``horizon`` is told where the records are some of many; else it is theirs.
    """
    ordered = sorted(records, key=by_day)
    horizon = horizon or horizon_of(ordered)
    points: list[tuple[Record, LonLat]] = []
    areas: list[tuple[Record, Area]] = []
    unlocated: list[Record] = []
    for record in ordered:
        place = record.place
        standing = standing_of(place) if place else "listed"
        if place is None or standing == "listed":
            unlocated.append(record)
        elif standing == "point":
            points.append((record, place.point))
        elif (area := area_of(place)) is not None:
            areas.append((record, area))
    return Tables(
        points=Table(
            columns=_columns([record for record, _ in points], horizon) | located(p for _, p in points),
            geometry=tuple(point for _, point in points),
        ),
        areas=Table(
            columns=_columns([record for record, _ in areas], horizon) | outlined([a for _, a in areas]),
            geometry=tuple(multi(area.geometry for _, area in areas)),
        ),
        unlocated=Table(columns=_columns(unlocated, horizon)),
        records=tuple(ordered),
        horizon=horizon,
        credits=(*credits, *CREDITS),
    )


def located(places: Iterable[LonLat]) -> dict[str, Column]:
    """Return the columns of a point, to a metre, or of where the label of an area stands."""
    known = [(round(float(place.lon), 5), round(float(place.lat), 5)) for place in places]
    return {
        "lon": Column("real", tuple(x for x, _ in known)),
        "lat": Column("real", tuple(y for _, y in known)),
    }


def outlined(areas: Sequence[Area]) -> dict[str, Column]:
    """Return the columns that only areas have, behind the place of their label."""
    return located(area.label for area in areas) | {
        "outline": texts(area.outline for area in areas),
        "vague": numbers(area.vague for area in areas),
    }


def level_of(place: Entry | None) -> str:
    """Return what a place is on a map: ``point`` or ``area``, or why it is on none.

    A ``country``, ``continent`` or ``region`` is too large to be pinned, an ``unresolved`` name has no place.
    """
    if place is None:
        return "unresolved"
    if (standing := standing_of(place)) != "listed":
        return standing
    if place.feature_code in COUNTRY_CODES:
        return "country"
    return "continent" if place.feature_code in CONTINENTS else "region"


MOST_LATER = timedelta(366)
"""Time after the latest known publication up to which one that was worked out is trusted: texts of one map
are of one time, and what lies years later was read off a plan or a slip."""
WIDEST = 31
"""Days up to which a publication that was worked out counts with its last one, a wider one with its first: an
article of some time between February and June tells that the texts go on into February, and no more."""


Printed = tuple[PublicationBasis, Days]
"""When an article was published, and how that is known."""


def publications_of(records: Iterable[Record]) -> set[Printed]:
    """Return when the articles behind records were published, as far as it is known."""
    found = ((r.published.basis, r.published.days) for record in records for r in record.reports)
    return {(basis, days) for basis, days in found if days}


def last_publication(records: Iterable[Record]) -> date | None:
    """Return the last day on which any article was published, None where none has a date.

    Claims of later days are plans, or doubtful.
    """
    return last_of(publications_of(records))


def last_of(publications: Collection[Printed]) -> date | None:
    """Return the last day of some publications that counts, None where none is known."""
    known = max((days.end for basis, days in publications if basis != "inferred"), default=None)
    wide = {one for one in publications if one[0] == "inferred" and one[1].length > WIDEST}
    if len(wide) == len(publications):
        return max((days.end for _, days in publications), default=None)
    counted = [days.start if (basis, days) in wide else days.end for basis, days in publications]
    return max((day for day in counted if known is None or day - known <= MOST_LATER), default=None)


def horizon_of(records: Iterable[Record]) -> Horizon:
    """Return the first day of publication and the day behind the last one, as UTC.

    Where no article has a date, they are those of the claims. It comes from the data, not from the clock, so
    that the same articles give the same files.
    """
    kept = tuple(records)
    return horizon_between(publications_of(kept), [record.days for record in kept if record.days])


def horizon_between(publications: Collection[Printed], told: Collection[Days]) -> Horizon:
    """Return the horizon of the times of publication and the days of claims."""
    last = last_of(publications)
    if last is not None:
        return _instants(Days(min(days.start for _, days in publications), last))
    if not told:
        return HORIZON_UNKNOWN
    return _instants(Days(min(d.start for d in told), max(d.end for d in told)))


def status_of(record: Record, horizon: Horizon) -> Status:
    """Return what is to be thought of a claim among others.

    An article of no known day was printed by the end of the horizon, as far as anybody can tell: a fact of a
    later day is misdated, or the article is no part of these times.
    """
    status = record.status
    if status != "reported" or record.days is None:
        return status
    start = _instants(record.days)[0]
    return "doubtful" if is_ahead(start, printed_by(record), horizon) else status


def is_ahead(start: datetime, printed: datetime | None, horizon: Horizon) -> bool:
    """Tell whether an event that begins then is later than all that was printed.

    ``printed`` is what ``printed_by`` returns of it.
    """
    return start >= horizon[1] and (printed is None or printed - horizon[1] > MOST_LATER)


def printed_by(record: Record) -> datetime | None:
    """Return behind the first known publication that does not come before the claim's days, if any."""
    if record.days is None:
        return None
    printed = [r.published.days for r in record.reports if r.published.days]
    later = [days for days in printed if days.end >= record.days.start]
    return _instants(min(later, key=lambda days: days.end))[1] if later else None


def status_is_open(record: Record) -> bool:
    """Tell whether it is the horizon that decides on the status: no known publication bears the days out."""
    days = record.days
    return (
        days is not None
        and record.status == "reported"
        and not any(
            r.published.basis != "inferred" and r.published.days and r.published.days.end >= days.start
            for r in record.reports
        )
    )


def _span_of(record: Record, horizon: Horizon) -> Horizon:
    """Return when a claim's event was; an undated one ends with its article, unless it is planned."""
    return _instants(record.days) if record.days else undated_span(limit_of(record), horizon)


def limit_of(record: Record) -> datetime | None:
    """Return behind which instant an undated claim is not, None where that is that of the horizon."""
    printed = record.reports[0].published.days
    return None if printed is None or record.modality == "planned" else _instants(printed)[1]


def undated_span(limit: datetime | None, horizon: Horizon) -> Horizon:
    """Return what a claim without days spans."""
    return horizon[0], min(horizon[1], limit or horizon[1])


def _instants(days: Days) -> Horizon:
    """Return days as a half-open interval of instants in UTC."""
    start = datetime.combine(days.start, time(), UTC)
    last = datetime.combine(days.end, time(), UTC)
    return start, last + min(timedelta(1), datetime.max.replace(microsecond=0, tzinfo=UTC) - last)


_SPACES = re.compile(r"[\s\x1c-\x1f\x85\u2028\u2029]+")
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1b\x7f-\x84\x86-\x9f"  # controls that are no space
    "\u202a-\u202e\u2066-\u2069"  # direction overrides, which disguise names and links
    "\ud800-\udfff\ufffe\uffff]"  # half characters and no characters
)


def plain(text: str | None) -> str:
    r"""Return text as one line that every format holds: no controls, direction overrides, half characters.

    >>> plain("a\tb\x1b[31m\u202ec")
    'a b[31mc'
    """
    if not text:
        return ""
    if text.isprintable():
        return text
    # Hidden characters first: taking one from between two spaces would leave two.
    return _SPACES.sub(" ", _HIDDEN.sub("", text)).strip()


def multi(geometries: Iterable[Any]) -> list[shapely.MultiPolygon]:
    """Return polygons as multipolygons, for a layer has one type; the same outline stays one object."""
    known: dict[int, shapely.MultiPolygon] = {}
    kept = []
    for geometry in geometries:
        if id(geometry) not in known:
            parts = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"]
            known[id(geometry)] = shapely.MultiPolygon(parts)
        kept.append(known[id(geometry)])
    return kept


def texts(values: Iterable[str | None]) -> Column:
    """Return a column of texts in one line; none is empty."""
    return Column("text", tuple(map(plain, values)))


def numbers(values: Iterable[float]) -> Column:
    """Return a column of whole numbers."""
    return Column("number", tuple(map(int, values)))


def brief(text: str | None) -> str:
    """Return a title or a publisher as cells hold it."""
    return clipped(plain(text))


def published(report: Report) -> str:
    """Return when a report was printed, empty where that is not known."""
    return report.published.days.edtf() if report.published.days else ""


def _columns(records: Sequence[Record], horizon: Horizon) -> dict[str, Column]:
    """Return the columns that all layers share, in the order of docs/exports.md: what is read comes first."""
    places = [record.place for record in records]
    first = [record.reports[0] for record in records]
    spans = [_span_of(record, horizon) for record in records]
    return {
        "place_name": texts(p.name if p else r.toponym for p, r in zip(places, records, strict=True)),
        "edtf": texts(r.edtf for r in records),
        "action": texts(r.action for r in records),
        "modality": texts(r.modality for r in records),
        "side": texts(r.side for r in records),
        "claim": texts(r.excerpt for r in first),
        "claimant": texts(r.claimant for r in records),
        **origin(first),
        "certainty": texts(r.certainty for r in records),
        "precision": texts(p.precision if p else "unknown" for p in places),
        "uncertainty_m": numbers(round(p.radius_km * 1000) if p else -1 for p in places),
        "record_id": texts(r.id for r in records),
        "level": texts(level_of(p) for p in places),
        "status": texts(status_of(r, horizon) for r in records),
        "claim_certainty": texts(r.claim_certainty for r in records),
        **times_of(spans),
        "dated": numbers(r.days is not None for r in records),
        "date_basis": texts(r.basis for r in records),
        "published": texts(published(r) for r in first),
        "published_basis": texts(r.published.basis for r in first),
        "n_reports": numbers(len(r.reports) for r in records),
        "n_sources": numbers(max(1, len({q.publisher for q in r.reports if q.publisher})) for r in records),
        "n_independent": numbers(r.independent for r in records),
        "n_copies": numbers(r.copies for r in records),
        "contradicted": numbers(bool(r.contradicts) for r in records),
        "contradicts": texts("; ".join(r.contradicts) for r in records),
        "may_differ": texts("; ".join(r.may_differ) for r in records),
        "hearsay": numbers(r.hearsay for r in records),
        "actor": texts(r.actor for r in records),
        "title": texts(brief(r.title) for r in first),
        "lang": texts(r.language for r in first),
        **stretch(first),
        "toponym": texts(r.toponym for r in records),
        **units(places),
        **_fact_columns([r.facts for r in records]),
        "acled_event": texts(r.codes.acled_event for r in records),
        "acled_sub_event": texts(r.codes.acled_sub_event for r in records),
        "plover_event": texts(r.codes.plover_event for r in records),
    }


def origin(reports: Sequence[Report]) -> dict[str, Column]:
    """Return who printed a report, and where it can be read."""
    return {
        "source": texts(brief(r.publisher) for r in reports),
        "url": texts(link_of(r.url) for r in reports),
    }


def stretch(reports: Sequence[Report]) -> dict[str, Column]:
    """Return where the whole sentence of a report stands, and whether ``claim`` is only a part of it."""
    return {
        "document": texts(r.document for r in reports),
        "claim_start": numbers(r.quote_span.start for r in reports),
        "claim_end": numbers(r.quote_span.end for r in reports),
        "claim_cut": numbers(r.in_view != Span(0, len(r.quote)) for r in reports),
    }


def units(places: Sequence[Entry | None]) -> dict[str, Column]:
    """Return what the gazetteer says of a place, beside its name."""
    return {
        "place_id": texts(p.id if p else "" for p in places),
        "country": texts(p.country if p else "" for p in places),
        "admin1": texts(p.admin1 if p else "" for p in places),
        "admin2": texts(p.admin2 if p else "" for p in places),
        "feature_code": texts(p.feature_code if p else "" for p in places),
    }


def times_of(spans: Sequence[Horizon]) -> dict[str, Column]:
    """Return the columns of the times that events span."""
    return {
        "start_time": _times(start for start, _ in spans),
        "end_time": _times(end for _, end in spans),
    }


def _fact_columns(told: Sequence[Facts]) -> dict[str, Column]:
    """Return what is told of strikes; -1 for what is not told, and for a number without an upper end."""
    columns = {"weapons": texts("; ".join(arm.weapon for arm in facts.weapons) for facts in told)}
    for name in COUNTS:
        counts: list[Count | None] = [getattr(facts, name) for facts in told]
        columns[f"{name}_min"] = numbers(-1 if c is None else c.least for c in counts)
        columns[f"{name}_max"] = numbers(-1 if c is None or c.most is None else c.most for c in counts)
    columns["targets"] = texts("; ".join(struck.target for struck in facts.targets) for facts in told)
    return columns


def _times(values: Iterable[datetime]) -> Column:
    return Column("time", tuple(values))
