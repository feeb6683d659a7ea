"""The words of a language that can open an expression of time, compiled once for quick look-up."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from geomap.language.rules.times import HolidayRule, TimeRules, Unit
from geomap.times.intervals import SPOKEN

Kind = Literal[
    "month",
    "short_month",
    "joined_month",
    "joined_months",
    "joined_year",
    "weekday",
    "short_weekday",
    "recurring",
    "unit",
    "joined_quarter",
    "joined_ago",
    "season",
    "offset",
    "part_of_day",
    "holiday",
    "morrow",
    "year",
    "decade",
    "century",
    "anchor_lead",
    "anniversary",
    "day_noun",
    "vague",
]


class Lexicon(NamedTuple):
    """Opening words with their kind, and what spans several words by its first or last word."""

    kinds: dict[str, Kind]
    phrases: dict[str, tuple[tuple[tuple[str, ...], tuple[Unit, int, int]], ...]]
    """By last word, longest first."""
    holidays: dict[str, tuple[tuple[tuple[str, ...], HolidayRule], ...]]
    """By first word, longest first."""


@cache
def lexicon_of(rules: TimeRules) -> Lexicon:
    """Compile the rules of a language; where a word has two kinds, the one set last here counts."""
    kinds: dict[str, Kind] = {str(year): "year" for year in SPOKEN}
    kinds.update({f"{year}s": "decade" for year in range(1800, 2100, 10)})
    for prefix in rules.joined_parts:
        kinds.update({f"{prefix}-{year}": "joined_year" for year in range(1900, 2101)})
        kinds.update({f"{prefix}-{month}": "joined_month" for month in rules.months})
        kinds.update({f"{prefix}-{month}": "joined_month" for month in rules.short_months})
    kinds.update({f"{one}-{two}": "joined_months" for one in rules.months for two in rules.months})
    quarters = [word for word, unit in rules.units.items() if unit == "quarter"]
    for ordinal in rules.ordinals:
        kinds.update({f"{ordinal}-{quarter}": "joined_quarter" for quarter in quarters})
    for unit in rules.units:
        kinds.update({f"{unit}-{ago}": "joined_ago" for ago in (*rules.ago, *rules.earlier)})
    kinds.update(dict.fromkeys(rules.vague, "vague"))
    kinds.update(dict.fromkeys(rules.day_nouns, "day_noun"))
    if rules.day_leads:
        ordinals = (f"{day}{ending}" for day in range(1, 32) for ending in rules.ordinal_endings)
        kinds.update(dict.fromkeys(ordinals, "day_noun"))
    kinds.update(dict.fromkeys(rules.centuries, "century"))
    kinds.update(dict.fromkeys(rules.anchor_leads, "anchor_lead"))
    kinds.update(dict.fromkeys(rules.anniversaries, "anniversary"))
    holidays: dict[str, list[tuple[tuple[str, ...], HolidayRule]]] = {}
    for words, rule in rules.holidays.items():
        holidays.setdefault(words[0], []).append((words, rule))
        kinds[words[0]] = "holiday"
    phrases: dict[str, list[tuple[tuple[str, ...], tuple[Unit, int, int]]]] = {}
    for words, offset in rules.phrases.items():
        phrases.setdefault(words[-1], []).append((words, offset))
        kinds[words[-1]] = "part_of_day"
    kinds.update(dict.fromkeys(rules.parts_of_day, "part_of_day"))
    kinds.update(dict.fromkeys(rules.morrows, "morrow"))
    kinds.update(dict.fromkeys(rules.short_weekdays, "short_weekday"))
    kinds.update(dict.fromkeys(rules.short_months, "short_month"))
    kinds.update(dict.fromkeys(rules.recurring, "recurring"))
    kinds.update(dict.fromkeys(rules.units, "unit"))
    kinds.update(dict.fromkeys(rules.seasons, "season"))
    kinds.update(dict.fromkeys(rules.weekdays, "weekday"))
    kinds.update(dict.fromkeys(rules.months, "month"))
    kinds.update(dict.fromkeys(rules.offsets, "offset"))
    return Lexicon(
        kinds,
        {word: tuple(sorted(found, key=lambda x: -len(x[0]))) for word, found in phrases.items()},
        {word: tuple(sorted(found, key=lambda x: -len(x[0]))) for word, found in holidays.items()},
    )
