"""When a document was printed, and how that is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geomap.spans import Days
from geomap.text import Text

PublicationBasis = Literal["given", "page", "url", "inferred", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The days within which a document was printed; ``days`` is None only where the basis is unknown."""

    days: Days | None
    basis: PublicationBasis
    reason: str
    """Why these days, in a sentence a reader can check; names what was set aside in a conflict."""


def date_document(text: Text) -> Publication:
    """Bound the day of publication by what the user gave, the page, its address and the text itself."""
    given = text.document.published
    if given is not None:
        return Publication(days=given, basis="given", reason="given with the document")
    return Publication(days=None, basis="unknown", reason="neither the user nor the text gives a date")
