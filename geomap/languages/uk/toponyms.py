"""Rules for recognising and typing place names."""

from geomap.languages.rules.toponyms import ToponymRules

RULES = ToponymRules()
