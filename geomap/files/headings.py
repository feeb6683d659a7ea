"""What columns are called for people, and which words they hold: for the formats that can say so."""

from __future__ import annotations

from typing import get_args

from geomap.areas import Outline
from geomap.claimants import Side
from geomap.events import Action, Modality
from geomap.gazetteer import Precision
from geomap.places import Certainty
from geomap.publication import PublicationBasis
from geomap.records import Status
from geomap.when import WhenBasis

READ_FIRST = 12
"""How many columns of the claims, from the first, are for everybody; clients show the others when asked."""
HEADINGS = {
    "place_name": "Place",
    "edtf": "Days",
    "claim": "What is said",
    "claimant": "Who says so",
    "source": "Published by",
    "url": "Article",
    "certainty": "Place is sure",
    "precision": "How exact",
    "uncertainty_m": "May be off by (m)",
    "record_id": "Id",
    "claim_certainty": "Reading is sure",
    "start_time": "From (UTC)",
    "end_time": "Before (UTC)",
    "date_basis": "Days known by",
    "n_reports": "Reports",
    "n_sources": "Publishers",
    "n_independent": "Independent publishers",
    "n_copies": "Copies of one text",
    "lang": "Language",
    "lon": "Longitude",
    "lat": "Latitude",
}
VOCABULARIES: dict[str, tuple[str, ...]] = {
    "action": get_args(Action),
    "modality": get_args(Modality),
    "side": get_args(Side),
    "status": get_args(Status),
    "certainty": get_args(Certainty),
    "claim_certainty": get_args(Certainty),
    "precision": (*get_args(Precision), "unknown"),
    "level": ("point", "area", "country", "continent", "region", "unresolved"),
    "date_basis": get_args(WhenBasis),
    "published_basis": get_args(PublicationBasis),
    "outline": (*get_args(Outline), ""),
}
"""The words of each column that has a fixed set of them."""


def heading(column: str) -> str:
    """Return what a column is called in a table for people.

    >>> heading("killed_min")
    'Killed min'
    """
    return HEADINGS.get(column, column.replace("_", " ").capitalize())
