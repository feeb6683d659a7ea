"""Linked Places (LPF 1.3): one feature a place, with its names as articles write them, and their citations.

For gazetteers and history tools that link places. Dates are days: the format has no times.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import shapely

from geomap.areas import Outline, area_of, standing_of
from geomap.errors import OutputError
from geomap.excerpts import clipped
from geomap.facts import COUNTS, Facts
from geomap.files.geojson import about
from geomap.files.scratch import written_whole
from geomap.gazetteer import Entry
from geomap.layers import Layers
from geomap.links import link_of
from geomap.records import CERTAINTIES, Record, Report
from geomap.spans import Days
from geomap.tables import plain

CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
)
ROUGH: tuple[Outline, ...] = ("approximate", "circle")
"""Outlines that only say roughly where a place lies."""
_ADDRESS = re.compile(r"https?://[a-zA-Z0-9.-]{2,256}\.[a-z]{2,63}(:[0-9]{1,5})?(/\S*)?")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def write_linked_places(layers: Layers, path: Path) -> Path:
    """Write the places of all records as Linked Places JSON and return the path.

    Countries have an empty geometry, for the schema knows no null; unresolved names no feature. The schema
    knows no collection without features either: where there is none, an OutputError says so.
    """
    by_place: dict[str, list[Record]] = defaultdict(list)
    for record in layers.records:
        if record.place is not None:
            by_place[record.place.id].append(record)
    if not by_place:
        raise OutputError(
            f"{path}: no claim has a place, and Linked Places wants one at least; "
            "choose more claims, or end the name in .geojson"
        )
    collection = {
        "type": "FeatureCollection",
        "@context": CONTEXT,
        "description": about(layers),
        "features": [_feature(by_place[key]) for key in sorted(by_place)],
    }
    text = json.dumps(collection, ensure_ascii=False, indent=1)
    with written_whole(path) as scratch:
        scratch.write_text(text + "\n", encoding="utf-8")
    return path


def _feature(records: Sequence[Record]) -> dict[str, Any]:
    place = records[0].place
    assert place is not None  # noqa: S101 - the caller has left out records without a place
    properties: dict[str, Any] = {"title": place.name, "fclasses": [place.feature_class]}
    if place.country:
        properties["ccodes"] = [place.country]
    feature: dict[str, Any] = {
        "@id": _curie(place.id),
        "type": "Feature",
        "properties": properties,
        "when": _when(records),
        "names": _names([report for record in records for report in record.reports]),
        "types": [
            {"identifier": f"gn:{place.feature_class}.{place.feature_code}", "label": place.feature_code}
        ],
        "geometry": _geometry(place, min(records, key=_doubt)),
        "descriptions": [_description(record, report) for record in records for report in record.reports],
    }
    if place.id.startswith("geonames:"):
        feature["links"] = [{"type": "exactMatch", "identifier": _curie(place.id)}]
    return feature


def _curie(place_id: str) -> str:
    """Return an id with the prefix that Linked Places has for it.

    >>> _curie("geonames:702972")
    'gn:702972'
    """
    return re.sub(r"\s+", "_", place_id.replace("geonames:", "gn:", 1))


def _doubt(record: Record) -> int:
    return CERTAINTIES.index(record.certainty)


def _geometry(place: Entry, surest: Record) -> dict[str, Any]:
    """Return a place's shape with the certainty of its surest record; an empty one for what is listed."""
    standing = standing_of(place)
    area = area_of(place)
    if standing == "listed":
        return {"type": "GeometryCollection", "geometries": []}
    shape = shapely.Point(place.point) if area is None else area.geometry
    geometry: dict[str, Any] = json.loads(shapely.to_geojson(shapely.orient_polygons(shape)))
    rough = area is not None and area.outline in ROUGH
    exact = place.precision in ("exact", "area") and not rough
    certainty = surest.certainty if exact or surest.certainty == "uncertain" else "less-certain"
    told = {"certainty": certainty, "precision": place.precision, "radius_km": place.radius_km}
    return {**geometry, **told, **({} if area is None else {"outline": area.outline})}


def _timespan(days: Days) -> dict[str, Any]:
    return {"start": {"in": days.start.isoformat()}, "end": {"in": days.end.isoformat()}}


def _when(records: Iterable[Record]) -> dict[str, Any]:
    """Return the days on which something is said to have happened; empty where none is known."""
    spans = sorted({(r.days.start, r.days.end) for r in records if r.days is not None})
    return {"timespans": [_timespan(Days(start, end)) for start, end in spans]}


def _names(reports: Iterable[Report]) -> list[dict[str, Any]]:
    """Return each spelling in each language with those who wrote it so."""
    written: dict[tuple[str, str], dict[tuple[tuple[str, str], ...], None]] = defaultdict(dict)
    for report in reports:
        label = clipped(plain(report.publisher or report.title or report.document))
        citation = {"label": label or "unnamed"}
        if url := _address(report):
            citation["@id"] = url
        if report.published.days is not None:
            citation["year"] = str(report.published.days.start.year)
        written[plain(report.toponym), report.language][tuple(citation.items())] = None
    names = []
    for (toponym, language), citations in sorted(written.items()):
        lang = {"lang": language} if _TAG.fullmatch(language) else {}
        names.append({"toponym": toponym, **lang, "citations": [dict(c) for c in citations]})
    return names


def _address(report: Report) -> str | None:
    """Return the article's address in the form that the schema of the format asks for, if it has one."""
    url = link_of(report.url)
    return url if url and _ADDRESS.fullmatch(url) else None


def _description(record: Record, report: Report) -> dict[str, Any]:
    """Return a claim in the words of an article, with what geomap reads in it."""
    told: dict[str, Any] = {"value": plain(report.excerpt)}
    if _TAG.fullmatch(report.language):
        told["lang"] = report.language
    if url := _address(report):
        told["source"] = url
    told |= {"document": plain(report.document), "characters": report.quote_span}
    told |= {"record": record.id, "action": record.action, "modality": record.modality}
    told["claim_certainty"] = report.claim_certainty
    told |= _facts(report.facts)
    if report.claimant:
        told["claimant"] = plain(report.claimant)
    if report.days is not None:
        told["when"] = {"timespans": [_timespan(report.days)], "label": report.edtf}
    return told


def _facts(facts: Facts) -> dict[str, Any]:
    """Return what a report tells of a strike; a count as the least and the most, null where that is open."""
    told: dict[str, Any] = {}
    if facts.weapons:
        told["weapons"] = [arm.weapon for arm in facts.weapons]
    for name in COUNTS:
        count = getattr(facts, name)
        if count is not None:
            told[name] = [count.least, count.most]
    if facts.targets:
        told["targets"] = [struck.target for struck in facts.targets]
    return told
