"""Russian."""

from geomap.languages.ru import events, sources, text, times, toponyms
from geomap.languages.rules import Language

LANGUAGE = Language(
    code="ru",
    text=text.RULES,
    toponyms=toponyms.RULES,
    events=events.RULES,
    sources=sources.RULES,
    times=times.RULES,
)
