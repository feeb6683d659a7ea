"""What a map shows beside the claims: the ground, names for orientation, spellings, and whose data it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from geomap.areas import standing_of
from geomap.basemap import MARGIN, Basemap, Sea, basemap, extents_of
from geomap.gazetteer import Credit, Entry, Gazetteer, LonLat, Spelling
from geomap.geography import Extent
from geomap.records import Record

LabelKind = Literal["country", "capital", "town", "water"]

MOST_TOWNS = 420
"""Towns that a map names for orientation; the page leaves out what finds no room at its zoom."""
RANKS = (14, 50, 150)
"""How many of the largest towns are shown from the first zooms on: the others wait for a closer map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name written on the map for orientation, not because anything is claimed there."""

    id: str
    """Of the gazetteer entry: a place that has claims is not labelled twice."""
    name: str
    local: str | None
    """The name in Ukrainian; None where there is none."""
    point: LonLat
    kind: LabelKind
    rank: int
    """0 shows always, 4 only close up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Centred:
    """How many of the places marked stand at the centre of their unit, for want of a point of their own."""

    n: int
    of: int
    """Places marked at a point."""
    unit: Literal["hromada", "raion"]
    """The larger of the units at whose centre one stands."""
    remedied: bool
    """Whether a dump of the user's has given settlements their points already, and these none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """All that a map page shows beside the records; each part may be left out."""

    ground: Basemap | None = None
    labels: tuple[Label, ...] = ()
    spellings: Mapping[str, tuple[Spelling, ...]] = field(default_factory=dict)
    """Attested spellings by the id of the entry, official first."""
    credits: tuple[Credit, ...] = ()
    """The gazetteer's; the ground has its own."""
    centred: Centred | None = None
    """None where every place marked stands at a point of its own."""


def surroundings_of(records: Iterable[Record], gazetteer: Gazetteer) -> Surroundings:
    """Gather what a map of these records needs from the gazetteer and the shipped geography."""
    named = ((r.place, (c.entry for report in r.reports for c in report.candidates)) for r in records)
    return surroundings_by(named, gazetteer)


def surroundings_by(
    named: Iterable[tuple[Entry | None, Iterable[Entry]]], gazetteer: Gazetteer
) -> Surroundings:
    """Gather it by the place of each record, and the others that it names."""
    entries: dict[str, Entry] = {}
    claims: Counter[str] = Counter()
    for place, others in named:
        if place is not None:
            entries[place.id] = place
            claims[place.id] += 1
        for entry in others:
            entries.setdefault(entry.id, entry)
    # The first-level unit follows the country on the way down to a place; its name is shown with the place's.
    units = dict.fromkeys(entry.path[1] for entry in entries.values() if len(entry.path) > 1)
    # A place without a point of its own is shown as one of its unit, by the name of that.
    centred = (entry for entry in entries.values() if entry.precision in ("hromada", "raion") and entry.path)
    units |= dict.fromkeys(entry.path[-1] for entry in centred)
    drawn = {entry_id: n for entry_id, n in claims.items() if standing_of(entries[entry_id]) != "listed"}
    # A place counts as often as it has claims, so that the focus lies where most of them are.
    extent, focus = extents_of(entries[entry_id].point for entry_id, n in drawn.items() for _ in range(n))
    ground = basemap(extent, focus=focus)
    return Surroundings(
        ground=ground,
        labels=_labels(gazetteer, ground, focus.grown(MARGIN).within(ground.extent)),
        spellings={entry_id: gazetteer.spellings(entry_id) for entry_id in (*entries, *units)},
        credits=gazetteer.credits(),
        centred=_centred((entries[entry_id] for entry_id in claims), gazetteer),
    )


def _centred(places: Iterable[Entry], gazetteer: Gazetteer) -> Centred | None:
    marked = [entry.precision for entry in places if standing_of(entry) == "point"]
    units = [precision for precision in marked if precision in ("hromada", "raion")]
    if not units:
        return None
    return Centred(
        n=len(units),
        of=len(marked),
        unit="raion" if "raion" in units else "hromada",
        remedied=gazetteer.has_dump,
    )


def local_name(spellings: Iterable[Spelling]) -> str | None:
    """Return the name in Ukrainian: the official one, else the first that is in use."""
    in_ukrainian = [s for s in spellings if s.language == "uk" and s.kind in ("official", "alternate")]
    return min(in_ukrainian, key=lambda s: s.kind != "official").text if in_ukrainian else None


def _labels(gazetteer: Gazetteer, ground: Basemap, box: Extent) -> tuple[Label, ...]:
    """Name the countries, the capitals and the largest towns within a box."""
    labels = []
    towns = 0
    for entry in gazetteer.prominent((box.west, box.south, box.east, box.north), MOST_TOWNS):
        kind: LabelKind = "town"
        rank = 0
        if entry.feature_class == "A":
            kind = "country"
        elif entry.feature_code == "PPLC":
            kind = "capital"
        else:
            rank = 1 + sum(towns >= least for least in RANKS)
            towns += 1
        labels.append(_label(gazetteer, entry, entry.point, kind, rank))
    return (*labels, *_seas(gazetteer, ground.seas, box))


def _seas(gazetteer: Gazetteer, seas: Iterable[Sea], box: Extent) -> Iterator[Label]:
    """Name the seas whose middle lies in the box, as far as the gazetteer knows them."""
    for sea in seas:
        if box.west < sea.middle.lon < box.east and box.south < sea.middle.lat < box.north:
            known = (c.entry for c in gazetteer.candidates(sea.name) if c.entry.feature_class == "H")
            entry = next(known, None)
            if entry:
                yield _label(gazetteer, entry, sea.middle, "water", 0)


def _label(gazetteer: Gazetteer, entry: Entry, point: LonLat, kind: LabelKind, rank: int) -> Label:
    local = local_name(gazetteer.spellings(entry.id))
    return Label(id=entry.id, name=entry.name, local=local, point=point, kind=kind, rank=rank)
