"""Stage 6: records as columns, apart by points, areas and what has no place; every file is made of these.

The columns are those of docs/exports.md. No value is ever null, because GIS clients drop features, or whole
files, over a single null: an unknown text is empty, an unknown number -1, and an undated claim spans the
horizon with ``dated`` 0, up to the publication of its article.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal, NamedTuple

import shapely

from geomap.areas import CONTINENTS, COUNTRY_CODES, Area, area_of, standing_of
from geomap.basemap import CREDITS
from geomap.excerpts import clipped
from geomap.facts import COUNTS, Count, Facts
from geomap.gazetteer import Credit, Entry, LonLat
from geomap.links import link_of
from geomap.publication import Publication, PublicationBasis
from geomap.records import Record, Report
from geomap.spans import Days, Span

ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
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
    """Records as columns of one length; ``record_id`` is the first of them."""

    columns: Mapping[str, Column]
    geometry: tuple[LonLat, ...] | tuple[shapely.MultiPolygon, ...] = ()
    """Where each record is; empty in a table of the unlocated."""

    def __len__(self) -> int:
        return len(self.columns["record_id"].values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The records as tables of one set of columns, sorted by record id; together they hold every record."""

    points: Table
    areas: Table
    """With ``outline``, ``vague``, ``label_lon`` and ``label_lat`` besides."""
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
    ordered = sorted(records, key=lambda record: record.id)
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
    found = [area for _, area in areas]
    drawn = {
        "outline": _texts(area.outline for area in found),
        "vague": _numbers(area.vague for area in found),
        "label_lon": Column("real", tuple(area.label.lon for area in found)),
        "label_lat": Column("real", tuple(area.label.lat for area in found)),
    }
    (first, ids), *others = _columns(unlocated, horizon).items()
    level = _texts(level_of(record.place) for record in unlocated)
    return Tables(
        points=Table(
            columns=_columns([record for record, _ in points], horizon),
            geometry=tuple(point for _, point in points),
        ),
        areas=Table(
            columns=_columns([record for record, _ in areas], horizon) | drawn,
            geometry=tuple(_multi(area.geometry for area in found)),
        ),
        unlocated=Table(columns={first: ids, "level": level, **dict(others)}),
        records=tuple(ordered),
        horizon=horizon,
        credits=(*credits, *CREDITS),
    )


def level_of(place: Entry | None) -> str:
    """Return why a record is in the table of the unlocated: ``unresolved``, or how large its place is."""
    if place is None:
        return "unresolved"
    if place.feature_code in COUNTRY_CODES:
        return "country"
    return "continent" if place.feature_code in CONTINENTS else "region"


MOST_LATER = timedelta(366)
"""Time after the latest known publication up to which one that was worked out is trusted: texts of one map
are of one time, and what lies years later was read off a plan or a slip."""


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
    return _last(publications_of(records))


def _last(publications: Collection[Printed]) -> date | None:
    known = max((days.end for basis, days in publications if basis != "inferred"), default=None)
    return max(
        (days.end for _, days in publications if known is None or days.end - known <= MOST_LATER),
        default=None,
    )


def horizon_of(records: Iterable[Record]) -> Horizon:
    """Return the first day of publication and the day behind the last one, as UTC.

    Where no article has a date, they are those of the claims. It comes from the data, not from the clock, so
    that the same articles give the same files.
    """
    kept = tuple(records)
    return horizon_between(publications_of(kept), [record.days for record in kept if record.days])


def horizon_between(publications: Collection[Printed], told: Collection[Days]) -> Horizon:
    """Return the horizon of the times of publication and the days of claims."""
    last = _last(publications)
    if last is not None:
        return _instants(Days(min(days.start for _, days in publications), last))
    if not told:
        return HORIZON_UNKNOWN
    return _instants(Days(min(d.start for d in told), max(d.end for d in told)))


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


def _multi(geometries: Iterable[Any]) -> list[shapely.MultiPolygon]:
    """Return polygons as multipolygons, for a layer has one type; the same outline stays one object."""
    known: dict[int, shapely.MultiPolygon] = {}
    kept = []
    for geometry in geometries:
        if id(geometry) not in known:
            parts = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"]
            known[id(geometry)] = shapely.MultiPolygon(parts)
        kept.append(known[id(geometry)])
    return kept


def _texts(values: Iterable[str | None]) -> Column:
    return Column("text", tuple(map(plain, values)))


def _numbers(values: Iterable[float]) -> Column:
    return Column("number", tuple(map(int, values)))


def _unique(values: Iterable[str | None]) -> str:
    """Return what differs, in order, joined for a cell; nested values would break some formats."""
    return "; ".join(dict.fromkeys(v for v in map(plain, values) if v))


def _brief(text: str | None) -> str:
    return clipped(plain(text))


def _published(publication: Publication) -> str:
    return publication.days.edtf() if publication.days else ""


def _sources(reports: Sequence[Report]) -> str:
    """Return every report as JSON, so that a merged claim keeps each of its sources."""
    rows = [
        {
            "document": plain(r.document),
            "publisher": _brief(r.publisher),
            "title": _brief(r.title),
            "url": plain(link_of(r.url)),
            "published": _published(r.published),
            "language": r.language,
            "claimant": plain(r.claimant),
            "quote": plain(r.excerpt),
            "quote_span": r.quote_span,
        }
        for r in reports
    ]
    return ENCODE(rows)


def _candidates(reports: Sequence[Report], place: Entry | None) -> str:
    """Return the other places that the name may mean, with their scores."""
    found: dict[str, str] = {}
    for candidate in (c for r in reports for c in r.candidates):
        entry = candidate.entry
        if place is None or entry.id != place.id:
            units = ", ".join(u for u in (entry.admin1, entry.country) if u)
            found.setdefault(entry.id, f"{entry.name} ({units}) {candidate.score:.2f}")
    return "; ".join(plain(text) for text in found.values())


def _columns(records: Sequence[Record], horizon: Horizon) -> dict[str, Column]:
    """Return the columns that all layers share, in the order of docs/exports.md."""
    places = [record.place for record in records]
    first = [record.reports[0] for record in records]
    spans = [_span_of(record, horizon) for record in records]
    return {
        "record_id": _texts(r.id for r in records),
        "place_name": _texts(p.name if p else r.toponym for p, r in zip(places, records, strict=True)),
        "place_id": _texts(p.id if p else "" for p in places),
        "toponym": _texts(r.toponym for r in records),
        "country": _texts(p.country if p else "" for p in places),
        "admin1": _texts(p.admin1 if p else "" for p in places),
        "admin2": _texts(p.admin2 if p else "" for p in places),
        "feature_code": _texts(p.feature_code if p else "" for p in places),
        "precision": _texts(p.precision if p else "unknown" for p in places),
        "uncertainty_m": _numbers(round(p.radius_km * 1000) if p else -1 for p in places),
        "certainty": _texts(r.certainty for r in records),
        **times_of(spans),
        "dated": _numbers(r.days is not None for r in records),
        "edtf": _texts(r.edtf for r in records),
        "date_basis": _texts(r.basis for r in records),
        "date_text": _texts(r.time_words for r in first),
        "date_reason": _texts(r.time_reason for r in first),
        "published": _texts(_published(r.published) for r in first),
        "published_basis": _texts(r.published.basis for r in first),
        "action": _texts(r.action for r in records),
        "modality": _texts(r.modality for r in records),
        "status": _texts(r.status for r in records),
        "claim_certainty": _texts(r.claim_certainty for r in records),
        **_fact_columns([r.facts for r in records]),
        "acled_event": _texts(r.codes.acled_event for r in records),
        "acled_sub_event": _texts(r.codes.acled_sub_event for r in records),
        "plover_event": _texts(r.codes.plover_event for r in records),
        "claim": _texts(r.excerpt for r in first),
        "claim_cut": _numbers(r.in_view != Span(0, len(r.quote)) for r in first),
        "document": _texts(r.document for r in first),
        "claim_start": _numbers(r.quote_span.start for r in first),
        "claim_end": _numbers(r.quote_span.end for r in first),
        "actor": _texts(r.actor for r in records),
        "claimant": _texts(r.claimant for r in records),
        "side": _texts(r.side for r in records),
        "hearsay": _numbers(r.hearsay for r in records),
        "contradicted": _numbers(bool(r.contradicts) for r in records),
        "contradicts": _texts("; ".join(r.contradicts) for r in records),
        "may_differ": _texts("; ".join(r.may_differ) for r in records),
        "n_reports": _numbers(len(r.reports) for r in records),
        "n_sources": _numbers(max(1, len({q.publisher for q in r.reports if q.publisher})) for r in records),
        "n_independent": _numbers(r.independent for r in records),
        "n_copies": _numbers(r.copies for r in records),
        "source": _texts(_unique(_brief(q.publisher) for q in r.reports) for r in records),
        "title": _texts(_unique(_brief(q.title) for q in r.reports) for r in records),
        "url": _texts(_unique(link_of(q.url) for q in r.reports) for r in records),
        "lang": _texts(_unique(q.language for q in r.reports) for r in records),
        "place_reason": _texts(r.place_reason for r in first),
        "candidates": _texts(_candidates(r.reports, r.place) for r in records),
        "sources": _texts(_sources(r.reports) for r in records),
    }


def times_of(spans: Sequence[Horizon]) -> dict[str, Column]:
    """Return the columns of the times that events span."""
    return {
        "start": _times(start for start, _ in spans),
        "end": _times(end for _, end in spans),
        "start_epoch": _numbers(start.timestamp() for start, _ in spans),
        "end_epoch": _numbers(end.timestamp() for _, end in spans),
    }


def _fact_columns(told: Sequence[Facts]) -> dict[str, Column]:
    """Return what is told of strikes; -1 for what is not told, and for a number without an upper end."""
    columns = {"weapons": _texts("; ".join(arm.weapon for arm in facts.weapons) for facts in told)}
    for name in COUNTS:
        counts: list[Count | None] = [getattr(facts, name) for facts in told]
        columns[f"{name}_min"] = _numbers(-1 if c is None else c.least for c in counts)
        columns[f"{name}_max"] = _numbers(-1 if c is None or c.most is None else c.most for c in counts)
    columns["targets"] = _texts("; ".join(struck.target for struck in facts.targets) for facts in told)
    return columns


def _times(values: Iterable[datetime]) -> Column:
    return Column("time", tuple(values))
