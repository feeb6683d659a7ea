"""W3C Web Annotations: every report as a note on the name of a place in its article."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from geomap.files.geojson import about
from geomap.files.scratch import written_whole
from geomap.gazetteer import Entry
from geomap.layers import Layers
from geomap.links import link_of
from geomap.records import Record, Report
from geomap.tables import plain

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
OWN = "urn:x-geomap:"
"""How the names of what has no address begin."""
GEONAMES = "geonames:"
AROUND = 60
"""Characters of the sentence on either side of a name by which it is found again."""


def write_annotations(layers: Layers, path: Path) -> Path:
    """Write a page of annotations as JSON-LD and return its path."""
    page = {
        "@context": CONTEXT,
        "id": f"{OWN}claims",
        "type": "AnnotationPage",
        "dcterms:description": about(layers),
        "items": [
            _annotation(number, record, report)
            for record in layers.records
            for number, report in enumerate(record.reports, 1)
        ],
    }
    with written_whole(path) as scratch:
        scratch.write_text(json.dumps(page, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def _annotation(number: int, record: Record, report: Report) -> dict[str, Any]:
    said = (report.action, report.modality, report.edtf or "day unknown", report.claimant or "the author")
    bodies: list[dict[str, Any]] = [
        {"type": "TextualBody", "purpose": "tagging", "value": report.action},
        {
            "type": "TextualBody",
            "purpose": "describing",
            "value": plain("; ".join(said)),
            "format": "text/plain",
        },
    ]
    if report.place is not None:
        place = {"type": "SpecificResource", "purpose": "identifying", "source": _iri(report.place)}
        bodies.insert(0, place)
    return {
        "id": f"{OWN}report:{record.id}.{number}",
        "type": "Annotation",
        "motivation": "describing" if report.place is None else "identifying",
        "body": bodies,
        "target": _target(report),
        "dcterms:isPartOf": f"{OWN}record:{record.id}",
    }


def _target(report: Report) -> dict[str, Any]:
    """Return where the name stands: by its characters only where the text itself is meant, not its page."""
    name, said = report.name_in_quote, report.quote
    selector: list[dict[str, Any]] = [
        {
            "type": "TextQuoteSelector",
            "exact": plain(name.of(said)),
            "prefix": plain(said[max(0, name.start - AROUND) : name.start]),
            "suffix": plain(said[name.end : name.end + AROUND]),
        }
    ]
    address = link_of(report.url)
    if address is None:
        start, end = report.toponym_span
        selector.append({"type": "TextPositionSelector", "start": start, "end": end})
    language = {"language": report.language} if report.language else {}
    source = address or f"{OWN}document:{quote(plain(report.document), safe='')}"
    return {"type": "SpecificResource", "source": source, "selector": selector, **language}


def _iri(place: Entry) -> str:
    if place.id.startswith(GEONAMES):
        return f"https://sws.geonames.org/{place.id.removeprefix(GEONAMES)}/"
    return f"{OWN}place:{quote(place.id, safe=':')}"
