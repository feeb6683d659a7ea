"""Rules for when: months, weekdays and relative expressions."""

from geomap.languages.rules.times import TimeRules

RULES = TimeRules()
