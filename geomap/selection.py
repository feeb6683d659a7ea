"""Records narrowed down by what they say, where and by whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, TypedDict, Unpack, get_args

from geomap.areas import area_of, standing_of
from geomap.claimants import Side
from geomap.documents import Day, as_days
from geomap.errors import InputError
from geomap.events import Action, Modality
from geomap.gazetteer import Entry
from geomap.places import Certainty
from geomap.records import Record, Status
from geomap.spans import Days

if TYPE_CHECKING:
    import shapely
else:
    from geomap.later import shapely

Words = str | Iterable[str]
"""One word or several, of which any may hold."""
Box = tuple[float, float, float, float]
"""West, south, east and north in degrees."""
Test = Callable[[Record], bool]
WORLD: Box = (-180.0, -90.0, 180.0, 90.0)


class Filters(TypedDict, total=False):
    """What records may be narrowed down by; of several words any may hold, None is no filter."""

    valid_in: tuple[Day, Day] | None
    """The first and the last day of a window: days overlap it, and what is undated is left out."""
    since: Day | None
    until: Day | None
    """Either end of such a window."""
    dated: bool | None
    action: Words | None
    modality: Words | None
    status: Words | None
    side: Words | None
    certainty: Words | None
    """That this is the place meant."""
    claimant: Words | None
    """A part of the name, in any case of letters."""
    publisher: Words | None
    """A part of the name of any that reports it, in any case of letters."""
    country: Words | None
    """ISO 3166-1 alpha-2."""
    within: Words | None
    """Name or id of the place, or of a unit that holds it."""
    bbox: Box | None
    """A region is in it that shares any ground with it; what no map shows is in none."""


def select(records: Iterable[Record], **filters: Unpack[Filters]) -> tuple[Record, ...]:
    """Return the records for which all that is asked holds: see ``Filters``; an InputError names nonsense.

    >>> select([], since="2022-09-05", action=["captured", "reclaimed"], country="UA")
    ()
    """
    wanted: dict[str, Any] = {name: value for name, value in filters.items() if value is not None}
    since, until = wanted.pop("since", None), wanted.pop("until", None)
    if since is not None or until is not None:
        wanted = {"valid_in": (since, until), **wanted}
    for name in wanted:
        if name not in MAKERS:
            raise InputError(f"{name}: no such filter; there are {', '.join(Filters.__annotations__)}")
    tests = [MAKERS[name](value) for name, value in wanted.items()]
    return tuple(record for record in records if all(test(record) for test in tests))


def _in_window(window: tuple[Day | None, Day | None]) -> Test:
    since, until = window
    first = date.min if since is None else as_days(since).start
    last = date.max if until is None else as_days(until).end
    if last < first:
        raise InputError(f"until {last} is before since {first}; give the earlier day first")
    days = Days(first, last)
    return lambda record: record.days is not None and record.days.overlaps(days)


def _is_dated(wanted: bool) -> Test:  # noqa: FBT001
    return lambda record: (record.days is not None) is wanted


def _one_of(name: str, known: tuple[str, ...]) -> Callable[[Words], Test]:
    """Return what makes the test that a value is one of those wanted, each of which must be known."""

    def made(wanted: Words) -> Test:
        words = _several(wanted)
        for word in sorted(words):
            if word not in known:
                raise InputError(f"{name}: {word!r} is not one of {', '.join(known)}")
        return lambda record: getattr(record, name) in words

    return made


def _names(of: Callable[[Record], Iterable[str | None]]) -> Callable[[Words], Test]:
    """Return what makes the test that a name holds one of the words."""

    def made(wanted: Words) -> Test:
        words = _folded(wanted)
        return lambda record: any(word in _fold(name) for name in of(record) for word in words)

    return made


def _in_country(wanted: Words) -> Test:
    codes = _folded(wanted)
    return lambda record: record.place is not None and _fold(record.place.country) in codes


def _lies_within(wanted: Words) -> Test:
    units = _folded(wanted)
    return lambda record: record.place is not None and not units.isdisjoint(_units(record.place))


def _in_box(box: Box) -> Test:
    west, south, east, north = box if len(box) == len(WORLD) else WORLD[::-1]
    if not (WORLD[0] <= west < east <= WORLD[2] and WORLD[1] <= south < north <= WORLD[3]):
        raise InputError(f"bbox: {box} is no box; give west, south, east and north in degrees")
    return lambda record: record.place is not None and _shares(record.place, box)


MAKERS: dict[str, Callable[[Any], Test]] = {
    "valid_in": _in_window,
    "dated": _is_dated,
    "action": _one_of("action", get_args(Action)),
    "modality": _one_of("modality", get_args(Modality)),
    "status": _one_of("status", get_args(Status)),
    "side": _one_of("side", get_args(Side)),
    "certainty": _one_of("certainty", get_args(Certainty)),
    "claimant": _names(lambda record: [record.claimant]),
    "publisher": _names(lambda record: [report.publisher for report in record.reports]),
    "country": _in_country,
    "within": _lies_within,
    "bbox": _in_box,
}
"""The test that each filter makes."""


def _several(words: Words) -> frozenset[str]:
    return frozenset([words] if isinstance(words, str) else words)


def _folded(words: Words) -> frozenset[str]:
    return frozenset(map(_fold, _several(words)))


def _fold(text: str | None) -> str:
    return (text or "").strip().casefold()


def _units(place: Entry) -> set[str]:
    """Return the names and ids of a place and of the units that hold it."""
    names = (place.name, place.admin1, place.admin2, place.admin3)
    return {_fold(name) for name in (*names, place.id, *place.path) if name}


def _shares(place: Entry, box: Box) -> bool:
    """Tell whether a place that a map shows has ground in a box."""
    standing = standing_of(place)
    if standing == "point":
        west, south, east, north = box
        return west <= place.point.lon <= east and south <= place.point.lat <= north
    area = area_of(place) if standing == "area" else None
    return area is not None and bool(area.geometry.intersects(shapely.box(*box)))
