"""Ukrainian."""

from geomap.languages.rules import Language
from geomap.languages.uk import events, sources, text, times, toponyms

LANGUAGE = Language(
    code="uk",
    text=text.RULES,
    toponyms=toponyms.RULES,
    events=events.RULES,
    sources=sources.RULES,
    times=times.RULES,
)
