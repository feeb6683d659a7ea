"""English."""

from geomap.languages.en import events, sources, text, times, toponyms
from geomap.languages.rules import Language

LANGUAGE = Language(
    code="en",
    text=text.RULES,
    toponyms=toponyms.RULES,
    events=events.RULES,
    sources=sources.RULES,
    times=times.RULES,
)
