"""Records narrowed down by what they say, where and by whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypedDict, Unpack, get_args

from geomap.areas import area_of, standing_of
from geomap.claimants import Side
from geomap.documents import Day, as_days
from geomap.errors import InputError, UsageError
from geomap.events import Action, Modality
from geomap.gazetteer import Entry, Gazetteer, SpellingKind, open_gazetteer
from geomap.places import Certainty
from geomap.records import Record, Status
from geomap.spans import Days
from geomap.tables import Horizon, horizon_of, status_of

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
GUESSED: frozenset[SpellingKind] = frozenset({"generated", "inflected", "demonym"})
"""Kinds of spellings that count only where no source has the name as it is written."""


class Filters(TypedDict, total=False):
    """What records may be narrowed down by; of several words any may hold, None is no filter."""

    valid_in: tuple[Day | None, Day | None] | Day | None
    """The first and the last day of a window, or one for both: days overlap it, the undated are left out."""
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
    """Name, in any spelling that the gazetteer knows, or id of the place, or of a unit that holds it."""
    bbox: Box | None
    """A region is in it that shares any ground with it; what no map shows is in none."""


def select(
    records: Iterable[Record],
    gazetteer: Gazetteer | None = None,
    horizon: Horizon | None = None,
    **filters: Unpack[Filters],
) -> tuple[Record, ...]:
    """Return the records for which all that is asked holds: see ``Filters``; a UsageError names nonsense.

    Names of places and countries are looked up in the gazetteer, unless given that of ``open_gazetteer``.
    ``horizon`` is told where the records are some of many, as for ``to_tables``: by it days are doubtful.

    >>> select([], since="2022-09-05", action=["captured", "reclaimed"], country="UA")
    ()
    """
    wanted: dict[str, Any] = {name: value for name, value in filters.items() if value is not None}
    since, until = wanted.pop("since", None), wanted.pop("until", None)
    if since is not None or until is not None:
        wanted = {"valid_in": (since, until), **wanted}
    for name in wanted:
        if name not in MAKERS:
            raise UsageError(f"{name}: no such filter; there are {', '.join(Filters.__annotations__)}")
    known = _Known(tuple(records), gazetteer, horizon)
    tests = [MAKERS[name](value, known) for name, value in wanted.items()]
    return tuple(record for record in known.records if all(test(record) for test in tests))


class _Known:
    """What names of places are looked up in: the records, and a gazetteer, opened when it is needed."""

    def __init__(
        self, records: tuple[Record, ...], gazetteer: Gazetteer | None, horizon: Horizon | None
    ) -> None:
        self.records = records
        self._given = gazetteer
        self._horizon = horizon

    @cached_property
    def horizon(self) -> Horizon:
        return self._horizon or horizon_of(self.records)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        return self._given or open_gazetteer()

    @cached_property
    def units(self) -> frozenset[str]:
        """The names and ids of all places of the records, and of what holds them."""
        places = {record.place.id: record.place for record in self.records if record.place}
        return frozenset(name for place in places.values() for name in _units(place))

    @cached_property
    def countries(self) -> frozenset[str]:
        """The codes of all countries, folded."""
        own = {record.place.country for record in self.records if record.place}
        return frozenset(map(_fold, (own - {None}) | self.gazetteer.countries))


Maker = Callable[[Any, _Known], Test]
"""Makes the test of a filter out of what was asked for."""
Valued = Callable[[Record, _Known], str]
"""Tells the value of a record that none of its fields holds."""


def _in_window(window: tuple[Day | None, Day | None] | Day, _: _Known) -> Test:
    since, until = window if isinstance(window, tuple | list) and len(window) == 2 else (window, window)  # noqa: PLR2004
    first = date.min if since is None else _day("since", since).start
    last = date.max if until is None else _day("until", until).end
    if last < first:
        raise UsageError(f"until {last} is before since {first}; give the earlier day first")
    days = Days(first, last)
    return lambda record: record.days is not None and record.days.overlaps(days)


def _day(name: str, given: Any) -> Days:
    try:
        return as_days(given)
    except InputError as error:
        raise UsageError(f"{name}: {error}") from None


def _is_dated(wanted: Any, _: _Known) -> Test:
    if not isinstance(wanted, bool):
        raise UsageError(f"dated: {wanted!r} is neither True nor False; give one of the two")
    return lambda record: (record.days is not None) is wanted


def _one_of(name: str, words_of_it: tuple[str, ...], of: Valued | None = None) -> Maker:
    """Return what makes the test that a value is one of those wanted, each of which must be known."""

    def made(wanted: Words, known: _Known) -> Test:
        words = _several(name, wanted)
        for word in sorted(words):
            if word not in words_of_it:
                raise UsageError(f"{name}: {word!r} is not one of {', '.join(words_of_it)}")
        if of is not None:
            return lambda record: of(record, known) in words
        return lambda record: getattr(record, name) in words

    return made


def _names(name: str, of: Callable[[Record], Iterable[str | None]]) -> Maker:
    """Return what makes the test that a name holds one of the words."""

    def made(wanted: Words, _: _Known) -> Test:
        words = _folded(name, wanted)
        if "" in words:
            raise UsageError(f"{name}: a name is empty; give a part of one")
        return lambda record: any(word in _fold(one) for one in of(record) for word in words)

    return made


def _in_country(wanted: Words, known: _Known) -> Test:
    codes = _several("country", wanted)
    for code in sorted(codes):
        if _fold(code) not in known.countries:
            raise UsageError(
                f"country: {code!r} is no code of ISO 3166-1 alpha-2; give two letters, such as UA, or name "
                "the country by within"
            )
    folded = frozenset(map(_fold, codes))
    return lambda record: record.place is not None and _fold(record.place.country) in folded


def _lies_within(wanted: Words, known: _Known) -> Test:
    units = {id_ for name in _several("within", wanted) for id_ in _meant(name, known)}
    return lambda record: record.place is not None and not units.isdisjoint(_units(record.place))


def _meant(name: str, known: _Known) -> set[str]:
    """Return a name or id as the records may have it, and the ids of what it may mean by the gazetteer.

    A unit that is called after the town that is meant first needs its own name: Donetsk is no oblast.
    """
    found = known.gazetteer.candidates(name.strip())
    attested = [one for one in found if one.spelling.kind not in GUESSED] or list(found)
    town = bool(attested) and attested[0].entry.feature_class == "P"
    meant = {
        _fold(one.entry.id)
        for one in attested
        if not (town and one.entry.feature_class == "A" and one.spelling.kind != "official")
    }
    own = _fold(name)
    if meant or own in known.units or (own and known.gazetteer.entry(name.strip())):
        return {own, *meant}
    near = {one.entry.name: None for one in known.gazetteer.fuzzy(name)}
    remedy = f"is {' or '.join(near)} meant?" if near else "look it up with geomap gazetteer lookup"
    raise UsageError(f"within: {name!r} is no place that the records or the gazetteer know; {remedy}")


def _in_box(box: Box, _: _Known) -> Test:
    try:
        west, south, east, north = map(float, box)
    except (TypeError, ValueError):
        west, south, east, north = WORLD[::-1]
    if not (WORLD[0] <= west < east <= WORLD[2] and WORLD[1] <= south < north <= WORLD[3]):
        raise UsageError(f"bbox: {box} is no box; give west, south, east and north in degrees")
    return lambda record: record.place is not None and _shares(record.place, (west, south, east, north))


MAKERS: dict[str, Maker] = {
    "valid_in": _in_window,
    "dated": _is_dated,
    "action": _one_of("action", get_args(Action)),
    "modality": _one_of("modality", get_args(Modality)),
    "status": _one_of("status", get_args(Status), lambda record, known: status_of(record, known.horizon)),
    "side": _one_of("side", get_args(Side)),
    "certainty": _one_of("certainty", get_args(Certainty)),
    "claimant": _names("claimant", lambda record: [record.claimant]),
    "publisher": _names("publisher", lambda record: [report.publisher for report in record.reports]),
    "country": _in_country,
    "within": _lies_within,
    "bbox": _in_box,
}
"""The test that each filter makes."""


def _several(name: str, words: Words) -> frozenset[str]:
    several = [words] if isinstance(words, str) or not isinstance(words, Iterable) else list(words)
    for word in several:
        if not isinstance(word, str):
            raise UsageError(f"{name}: {word!r} is no text; give a word or several")
    return frozenset(several)


def _folded(name: str, words: Words) -> frozenset[str]:
    return frozenset(map(_fold, _several(name, words)))


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
