"""Russian."""

from geomap.languages.ru import text, times, toponyms
from geomap.languages.rules import Language

LANGUAGE = Language(
    code="ru",
    text=text.RULES,
    toponyms=toponyms.RULES,
    times=times.RULES,
)
