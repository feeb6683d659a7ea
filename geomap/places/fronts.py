"""Where the war was fought when: a coarse table, worth a nudge between villages of one name, not a proof."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from geomap.gazetteer import Candidate, Entry
from geomap.mentions.weights import alike

TOWN = 1000
"""People from which a place gives its name to a stretch of front rather than a hamlet called alike."""
FOUGHT_OVER = 10.0
"""How many times as likely a town is meant in a region fought over as in one that is only under fire."""
THEATRE = ("UA", "RU")
"""The countries at war: a text that names one of them may well mean places of the other."""


class Front(NamedTuple):
    """The first-level units that saw fighting in a period, and those under steady shelling."""

    since: date
    fought: frozenset[str]
    shelled: frozenset[str]


def _front(since: str, fought: str, shelled: str) -> Front:
    return Front(
        date.fromisoformat(since),
        frozenset(f"{name} Oblast" for name in fought.split()),
        frozenset(f"{name} Oblast" for name in shelled.split()),
    )


FRONTS = (
    _front("2014-04-12", "Donetsk Luhansk", ""),
    _front(
        "2022-02-24",
        "Kyiv Chernihiv Sumy Kharkiv Luhansk Donetsk Zaporizhzhia Kherson Mykolaiv",
        "Zhytomyr Dnipropetrovsk Odesa",
    ),
    _front(
        "2022-04-08",
        "Kharkiv Luhansk Donetsk Zaporizhzhia Kherson Mykolaiv",
        "Dnipropetrovsk Sumy Chernihiv Odesa Belgorod",
    ),
    _front(
        "2022-11-12",
        "Kharkiv Luhansk Donetsk Zaporizhzhia Kherson",
        "Dnipropetrovsk Sumy Chernihiv Mykolaiv Belgorod Kursk Bryansk",
    ),
    _front(
        "2024-08-06",
        "Kharkiv Luhansk Donetsk Zaporizhzhia Kherson Kursk Sumy",
        "Dnipropetrovsk Chernihiv Mykolaiv Belgorod Bryansk",
    ),
    _front(
        "2025-04-01",
        "Kharkiv Luhansk Donetsk Zaporizhzhia Kherson Sumy Dnipropetrovsk",
        "Chernihiv Mykolaiv Belgorod Kursk Bryansk",
    ),
)
"""Earlier first. Known from the course of the war in general: the retreat from the north in April 2022, from
the right bank of the Dnipro in November 2022, the Kursk offensive of August 2024 and its end."""


def front_on(day: date | None) -> Front | None:
    """Return what was fought over on a day; without a day, what has been fought over throughout."""
    if day is None:
        return Front(date.min, FRONTS[2].fought & FRONTS[-1].fought, FRONTS[1].fought)
    known = [front for front in FRONTS if front.since <= day]
    return known[-1] if known else None


def eponyms(candidates: tuple[Candidate, ...], front: Front | None) -> tuple[Candidate, ...]:
    """Return the towns a stretch of front may be named after on a day, the likeliest first.

    It is one of the regions fought over or under fire then, else fought over at any time; of several the
    largest. A village that names a front is told like any other place.
    """
    ever = frozenset().union(*(period.fought for period in FRONTS))
    fought, shelled = (front.fought, front.shelled) if front else (ever, frozenset())
    towns = tuple(
        c for c in candidates if c.entry.population >= TOWN and alike(c.spelling.text, c.entry.name)
    )
    for units in (fought | shelled, ever):
        found = [c for c in towns if _lies_in(c.entry, units)]
        if found:
            return tuple(sorted(found, key=lambda c: (-_likelihood(c.entry, fought), -c.score, c.entry.id)))
    return ()


def _likelihood(entry: Entry, fought: frozenset[str]) -> float:
    return (entry.population + 1) * (FOUGHT_OVER if _lies_in(entry, fought) else 1.0)


def _lies_in(entry: Entry, units: frozenset[str]) -> bool:
    """Tell whether a place is one of these units or lies in one; a capital lies in the unit around it."""
    unit = entry.admin1 or entry.name
    return unit in units or f"{unit} Oblast" in units
