"""Ukrainian."""

from geomap.languages.rules import Language
from geomap.languages.uk import text, times, toponyms

LANGUAGE = Language(
    code="uk",
    text=text.RULES,
    toponyms=toponyms.RULES,
    times=times.RULES,
)
