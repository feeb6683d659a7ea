"""Who held which ground when, as a table tells: by that, whose a strike is of which no text says it."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Final, Literal, NamedTuple, get_args

from geomap.errors import GeomapError

Holder = Literal["RU", "UA"]
COLUMNS: Final = ("country", "region", "unit", "held_by", "since", "until", "ground")
NOBODY: Final = "-"
"""Stands in the table for ground that the front divides."""
SETTLED: Final = date(2022, 3, 14)
"""Day by which most of what fell at the start of the full-scale war had done so. Of a text that does not say
when it was printed the holder is known where there has been one since then, or ever."""


FAR_FROM_THE_WAR = frozenset(
    {
        "Altai Republic", "Altai Republic Krai", "Amur Oblast", "Chukotka Autonomous Okrug", "Jewish Oblast",
        "Kamchatka Krai", "Kemerovo Oblast", "Khabarovsk Krai", "Krasnoyarsk Krai", "Magadan Oblast",
        "Novosibirsk Oblast", "Omsk Oblast", "Primorsky Krai", "Republic of Buryatia",
        "Republic of Khakassia", "Sakha Republic", "Sakhalin Oblast", "Tomsk Oblast", "Tuva Republic",
        "Zabaykalsky Krai",
    }
)  # fmt: skip
"""First-level units of Russia in Siberia and the Far East, where fires are seldom of the war."""
BEHIND_THE_FRONT = frozenset(
    {
        "Alchevsk Raion", "Berdiansk Raion", "Dovzhansk Raion", "Henichesk Raion", "Luhansk Raion",
        "Melitopol Raion", "Rovenkivskyi Raion", "Starobilsk Raion",
    }
)  # fmt: skip
"""Raions that Russia holds and into which Ukrainian troops have not come back."""
RAIDED = frozenset({"Belgorod Oblast", "Bryansk Oblast", "Kursk Oblast"})
"""First-level units of Russia into which troops have come from Ukraine."""
CRIMEA = frozenset({"Autonomous Republic of Crimea", "Crimea", "Sevastopol"})
"""First-level units of Ukraine that no army has reached since 2014."""


class Ground(NamedTuple):
    """Whose ground a place is, as far as that tells what an event there means."""

    country: str | None
    """ISO 3166-1 alpha-2 code."""
    region: str | None
    """Name of the first-level unit."""
    raion: str | None
    """Name of the second-level unit."""
    hromada: str | None = None
    """Name of the third-level unit."""


class Span(NamedTuple):
    """Days, both included, in which one side held a unit; None where there is no end."""

    held_by: Holder | None
    since: date | None
    until: date | None

    def holds(self, day: date | None) -> bool:
        """Tell whether a day lies in it; an unknown day does where it has lasted since the war began."""
        if day is None:
            return self.until is None and (self.since is None or self.since <= SETTLED)
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


Control = Mapping[tuple[str, str, str], Sequence[Span]]
"""The spans of each unit by country, region and name; the name is empty for a region, both for a country."""


def read_control(lines: Iterable[str]) -> Control:
    """Return what a table says; a line that ``#`` opens is for people.

    Raises ``GeomapError`` with the unit where a holder or a day is none, or where spans overlap.
    """
    found: dict[tuple[str, str, str], list[Span]] = defaultdict(list)
    told = [line for line in lines if not line.startswith("#")]
    table = csv.DictReader(told, delimiter="\t", quoting=csv.QUOTE_NONE)
    if tuple(table.fieldnames or ()) != COLUMNS:
        raise GeomapError(f"control.tsv: the columns are {', '.join(COLUMNS)}")
    for row in table:
        where = f"control.tsv: {row['unit'] or row['region'] or row['country']}"
        if row["held_by"] not in (*get_args(Holder), NOBODY):
            raise GeomapError(f"{where}: {row['held_by']!r} holds nothing; it is RU, UA or {NOBODY}")
        try:
            since, until = (date.fromisoformat(day) if day else None for day in (row["since"], row["until"]))
        except ValueError as error:
            raise GeomapError(f"{where}: a day is YYYY-MM-DD ({error})") from None
        spans = found[row["country"], row["region"], row["unit"]]
        before = spans[-1].until if spans else None
        if spans and (before is None or since is None or since <= before):
            raise GeomapError(f"{where}: the spans of a unit follow one another; {since} does not")
        holder: Holder | None = None if row["held_by"] == NOBODY else row["held_by"]  # type: ignore[assignment]
        spans.append(Span(holder, since, until))
    return found


@lru_cache(maxsize=1)
def shipped_control() -> Control:
    """Return the table that ships with geomap."""
    text = files("geomap").joinpath("data/control.tsv").read_text(encoding="utf-8")
    return read_control(text.splitlines())


def is_told_of(country: str | None, region: str) -> bool:
    """Tell whether the table tells of a region as a whole, which may be no unit, as Crimea."""
    return country is not None and (country, region, "") in shipped_control()


def is_out_of_reach(ground: Ground, side: str | None) -> bool:
    """Tell whether no army of those who attack can reach a ground, so that they do it from the air.

    So are Crimea, Ryazan, and what Russia holds far behind the front.
    """
    inland = ground.country == "RU" and ground.region not in {None, *RAIDED}
    behind = ground.raion in BEHIND_THE_FRONT and side != "RU"
    return inland or behind or ground.region in CRIMEA


def is_far(ground: Ground) -> bool:
    """Tell whether a ground lies far from the war: in another country, or behind the Urals."""
    return ground.country not in {None, *get_args(Holder)} or ground.region in FAR_FROM_THE_WAR


def holder_of(ground: Ground, day: date | None, control: Control | None = None) -> Holder | None:
    """Return the side that held a place's ground on a day; None where the table does not tell.

    The smallest unit that the table knows decides, also where it does not tell of that day.
    """
    table = shipped_control() if control is None else control
    if ground.country is None or (ground.country == "UA" and ground.region is None):
        return None
    country, region = ground.country, ground.region or ""
    units = [(region, unit) for unit in (ground.hromada, ground.raion) if unit]
    for key in (*units, (region, ""), ("", "")):
        spans = table.get((country, *key))
        if spans is not None:
            return next((span.held_by for span in spans if span.holds(day)), None)
    return None
