"""Files that are read in one piece, for the readers that need all of a file before they can tell anything."""

from __future__ import annotations

from geomap.documents.document import Refusal, Settings
from geomap.documents.kinds import Source


def read_whole(source: Source, settings: Settings) -> bytes | Refusal:
    """Return the bytes of a file; a refusal where they are more than one document may have."""
    with source.open() as file:
        data = file.read(settings.largest + 1)
    if len(data) > settings.largest:
        return too_large(source.where, settings)
    return data


def too_large(where: str, settings: Settings) -> Refusal:
    """Return the refusal of what is more than one document may have."""
    return Refusal(
        where, f"more than {settings.largest / 1e6:g} MB; raise --max-size, or cut it into several"
    )
