"""Rules for who says so: cues and kinds of sources."""

from geomap.languages.rules.sources import SourceRules

RULES = SourceRules()
