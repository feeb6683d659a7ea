"""Rules for what happened: verbs and nouns of events, negation, plans."""

from geomap.languages.rules.events import EventRules

RULES = EventRules()
