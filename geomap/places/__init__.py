"""Stage 3: which place a mention means."""

from __future__ import annotations

from geomap.gazetteer import Gazetteer
from geomap.mentions import Mention
from geomap.places.derived import Derived, work_out
from geomap.places.resolution import Certainty, Resolution
from geomap.places.resolver import Resolver
from geomap.text import Text

__all__ = ["Certainty", "Derived", "Resolution", "resolve", "work_out"]


def resolve(text: Text, mentions: tuple[Mention, ...], gazetteer: Gazetteer) -> tuple[Resolution, ...]:
    """Choose a place for each mention, with the whole document as context; one result a mention, in order."""
    return Resolver(text, mentions, gazetteer).answers()
