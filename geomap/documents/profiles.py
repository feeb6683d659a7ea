"""Tables that are known by their columns: data sets of events, monitors of media.

The day of an event is no day of publication, and the day on which a row was coded or seen is none either.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple


class Profile(NamedTuple):
    """A table of a known make: its columns are what the profile says, whatever their names suggest."""

    name: str
    told_by: frozenset[str]
    """The columns that it has and no other table, as ``field_name`` gives them."""
    fields: Mapping[str, str]
    """The column of each field; a field that is not named is not given."""
    remark: str = ""


UNDATED = "so that no day of publication is known"
HEADLINES = "only headlines are there"
MEDIA_CLOUD = {
    "text": "title",
    "published": "publish_date",
    "publisher": "media_name",
    "url": "url",
    "language": "language",
}
PROFILES = (
    Profile(
        "ACLED",
        frozenset({"event_id_cnty", "event_date", "notes"}),
        {"id": "event_id_cnty", "text": "notes", "publisher": "source"},
        f"event_date is the day of the event and timestamp that of coding, {UNDATED}; the terms of ACLED "
        "forbid passing its notes on: keep what is made from them to yourself",
    ),
    Profile(
        "VIINA",
        frozenset({"event_id", "date", "text", "url", "source", "geonameid"}),
        {
            "id": "event_id",
            "text": "text",
            "published": "date",
            "publisher": "source",
            "url": "url",
            "language": "lang",
        },
        "date is the day of the report",
    ),
    Profile(
        "UCDP",
        frozenset({"id", "source_headline", "source_date", "source_office", "date_start"}),
        {"id": "id", "text": "source_headline", "published": "source_date", "publisher": "source_office"},
        f"{HEADLINES}; date_start is the day of the event; of sources of different days none gives it",
    ),
    Profile(
        "GDELT DOC",
        frozenset({"url", "mobileurl", "date", "title"}),
        {"text": "title", "url": "url"},
        f"{HEADLINES}; date is when GDELT saw the page, {UNDATED}",
    ),
    Profile(
        "GDELT DOC",
        frozenset({"url", "seendate", "title", "domain"}),
        {"text": "title", "url": "url", "publisher": "domain", "language": "language"},
        f"{HEADLINES}; seendate is when GDELT saw the page, {UNDATED}",
    ),
    *(
        Profile(
            "Media Cloud",
            frozenset({key, "media_name", "publish_date", "title", "url"}),
            {"id": key, **MEDIA_CLOUD},
            HEADLINES,
        )
        for key in ("stories_id", "id")
    ),
)


def profile_of(names: Collection[str]) -> Profile | None:
    """Return the profile of a table by its columns, as ``field_name`` gives them; None for any other."""
    return next((profile for profile in PROFILES if profile.told_by.issubset(names)), None)
