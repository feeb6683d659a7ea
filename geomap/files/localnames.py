"""Places that no gazetteer names, in Ukrainian: by the names of those that they lie by."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files

from geomap.gazetteer import Entry
from geomap.surroundings import SECTOR, WITHIN, toponym_within

EIGHTHS = 45.0
"""Degrees between two of the eight directions that have words."""
Named = Callable[[str], str | None]
"""Returns the name of an entry by its id."""


def local_of(entry: Entry, named: Named) -> str | None:
    """Return a place's name in Ukrainian; None where it, or one that it is told by, has none there."""
    if entry.id.startswith(SECTOR):
        return _sector(entry.id, named)
    if entry.id.startswith(WITHIN):
        unit = named(entry.path[-1]) if entry.path else None
        place = named(entry.id) or toponym_within(entry)
        return _say("place.within", place=place, unit=unit) if unit else None
    return _derived(entry, named) if entry.derived else named(entry.id)


def _sector(entry_id: str, named: Named) -> str | None:
    town = named(entry_id.removeprefix(SECTOR))
    return _say("place.sector", place=town) if town else None


def _derived(entry: Entry, named: Named) -> str | None:
    how = entry.derived
    assert how is not None  # noqa: S101 - asked by the caller
    told = [_sector(it, named) if it.startswith(SECTOR) else named(it) for it in how.origins]
    names = [name for name in told if name]
    if not names or len(names) < len(told):
        return None
    side = None if how.bearing is None else round(how.bearing / EIGHTHS) % 8 * int(EIGHTHS)
    km = "" if how.km is None else f"{how.km:g}".replace(".", ",")
    if how.relation == "offset":
        toward = None if side is None else _say(f"side.{side}")
        return (
            _say("place.offset", place=names[0], km=km, side=toward)
            if toward
            else _say("place.away", place=names[0], km=km)
        )
    if how.relation == "outskirts":
        key = "place.outskirts" if side is None else f"place.outskirts.{side}"
        return _say(key, place=names[0])
    return _say(f"place.{how.relation}", places=" – ".join(names))


def _say(key: str, **values: str) -> str:
    return _words()[key].format(**values)


@cache
def _words() -> Mapping[str, str]:
    """Return the page's words for such places; in English the entries bring their own."""
    strings = files("geomap").joinpath("files", "page", "strings")
    text = strings.joinpath("places.uk.json").read_text(encoding="utf-8")
    words: dict[str, str] = json.loads(text)
    return words
