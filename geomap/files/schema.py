"""The JSON Schema of a line of ``records.jsonl``, made of the types that are written and read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from geomap.documents import Document, Tally
from geomap.files.packing import (
    UNTOLD_OF_PLACE,
    UNTOLD_OF_REPORT,
    USUAL,
    CandidateRow,
    DocumentRow,
    SpellingRow,
)
from geomap.files.records import FORMAT, VERSION
from geomap.gazetteer import Entry
from geomap.records import Record, Report

DIALECT = "https://json-schema.org/draft/2020-12/schema"
REFERENCE = {"type": ["string", "null"], "description": "The id, or the reference, of a place told before."}
REQUIRED = {
    "document": ["id"],
    "place": ["id", "name", "point", "feature_class", "feature_code", "precision", "radius_km"],
    "record": "id place toponym action basis reports".split(),
    "report": "document quote_span toponym_span role_reason".split(),
}
"""What every row of a kind has. Of a report all the rest may be its record's, or its document's."""


def line_schema() -> dict[str, Any]:
    """Return the schema; docs/exports.md tells what a row leaves out."""
    types = (Document, DocumentRow, Entry, Record, Report, CandidateRow, SpellingRow, Tally)
    _, parts = msgspec.json.schema_components(types, ref_template="#/$defs/{name}")
    definitions: dict[str, Any] = dict(parts)

    def properties(name: str, untold: Mapping[str, Any]) -> dict[str, Any]:
        told = definitions.pop(name)["properties"].items()
        return {field: _with_rule(value, field, untold) for field, value in told}

    document = properties("Document", {}) | properties("DocumentRow", {})
    place = properties("Entry", UNTOLD_OF_PLACE) | {"reference": {"type": "string"}}
    candidates = {"type": "array", "items": {"$ref": "#/$defs/CandidateRow"}}
    spelling = {"$ref": "#/$defs/SpellingRow"}
    report = properties("Report", UNTOLD_OF_REPORT) | {
        "place": REFERENCE,
        "candidates": candidates,
        "spelling": spelling,
    }
    reports = {"type": "array", "items": {"$ref": "#/$defs/report"}, "minItems": 1}
    record = properties("Record", USUAL) | {"place": REFERENCE, "reports": reports}
    definitions.pop("Candidate", None)
    definitions["report"] = {"type": "object", "properties": report, "required": REQUIRED["report"]}
    header = {"version": {"const": VERSION}, "tally": {"$ref": "#/$defs/Tally"}}
    return {
        "$schema": DIALECT,
        "title": "A line of records.jsonl of geomap",
        "oneOf": [
            _row(FORMAT, header, ["version"]),
            _row("document", document, REQUIRED["document"]),
            _row("place", place, REQUIRED["place"]),
            _row("record", record, REQUIRED["record"]),
        ],
        "$defs": definitions,
    }


def _with_rule(schema: dict[str, Any], field: str, untold: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of a field with what it has where a row does not tell it, not where none was made."""
    told = {key: value for key, value in schema.items() if key != "default"}
    return told | {"default": untold[field]} if field in untold else told


def _row(kind: str, properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {"type": {"const": kind}, **properties},
        "required": ["type", *required],
    }
