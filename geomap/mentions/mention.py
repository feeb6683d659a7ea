"""What the second stage returns."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from geomap.gazetteer import Candidate
from geomap.spans import Span

MentionKind = Literal["name", "demonym"]


class Mention(Struct, frozen=True, kw_only=True):
    """A toponym as written, and every entry of the gazetteer it may stand for."""

    span: Span
    toponym: str
    """Exactly ``text[span]``."""
    kind: MentionKind
    first: int
    """Index of the mention's first token in the text, or of the abbreviated noun before it: «м.», «н.п.»."""
    last: int
    """Index after the mention's last token."""
    sentence: int
    """Index of its sentence in ``Text.sentences``."""
    candidates: tuple[Candidate, ...]
    """Best prior first; empty where the gazetteer knows no such place."""
    stated_type: str | None = None
    """What the words beside the name say it is: ``settlement``, ``admin1``, ``country``, ``water`` ..."""
