"""Stage 1: articles as they were handed in, with what is known about their origin."""

from __future__ import annotations

from geomap.documents.document import Document, LeftOut, PassedOver, Refusal, Remark, Settings, Tally
from geomap.documents.published import Day, as_days, parse_published
from geomap.documents.reading import read_documents, scan_documents

__all__ = [
    "Day",
    "Document",
    "LeftOut",
    "PassedOver",
    "Refusal",
    "Remark",
    "Settings",
    "Tally",
    "as_days",
    "parse_published",
    "read_documents",
    "scan_documents",
]
