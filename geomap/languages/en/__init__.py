"""English."""

from geomap.languages.en import text, times, toponyms
from geomap.languages.rules import Language

LANGUAGE = Language(
    code="en",
    text=text.RULES,
    toponyms=toponyms.RULES,
    times=times.RULES,
)
