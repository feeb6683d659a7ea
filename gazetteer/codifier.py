"""The codifier of Ukraine's units and settlements, and which of GeoNames' towns each settlement is."""

from __future__ import annotations

import io
from collections import defaultdict
from dataclasses import dataclass
from math import inf
from typing import Any

import openpyxl
from world import Unit, distance, extent

from geomap.gazetteer.entries import LonLat
from geomap.gazetteer.folding import fold, sound
from geomap.gazetteer.forms_uk import UKRAINIAN
from geomap.gazetteer.romanisation import KMU

SETTLEMENT = frozenset("MTXCK")
"""The codifier's categories: M city, T and X settlement, C village, K city with the rank of an oblast."""
MOST_PEOPLE = {("C", "raion"): 30_000, ("C", "oblast"): 20_000} | dict.fromkeys(
    ((category, level) for category in "TX" for level in ("raion", "oblast")), 60_000
)
"""People above which a town is no settlement of a category, but a city's quarter that is called like one."""
RANK = {"K": 0, "M": 1, "T": 2, "X": 2, "C": 3}
CODIFIER_OF_ISO = {"43": "01", "40": "85", "30": "80", "09": "44", "77": "73"}
"""Oblasts whose number in ISO 3166-2 is not the codifier's: Crimea, Sevastopol, Kyiv, Luhansk, Chernivtsi."""
OBLAST_SEATS = frozenset(
    """
    Вінниця Луцьк Дніпро Донецьк Житомир Ужгород Запоріжжя Івано-Франківськ Кропивницький Луганськ Львів
    Миколаїв Одеса Полтава Рівне Суми Тернопіль Харків Херсон Хмельницький Черкаси Чернівці Чернігів
    Сімферополь
    """.split()
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the codifier."""

    code: str
    category: str
    name: str
    oblast: str
    raion: str | None
    hromada: str | None
    settlement: str | None


def read_codifier(content: bytes) -> dict[str, Listed]:
    """Return the codifier's rows by code."""
    sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True).worksheets[0]
    rows = {}
    for row in sheet.iter_rows(values_only=True):
        codes, category, name = [c for c in row[:5] if c], row[5], row[6]
        if not codes or not str(codes[0]).startswith("UA") or not name:
            continue
        code = str(codes[-1]).strip()
        oblast, raion, hromada, settlement = (str(c).strip() if c else None for c in row[:4])
        name = " ".join(str(name).split())
        rows[code] = Listed(code, str(category).strip(), name, oblast or code, raion, hromada, settlement)
    return rows


class Joined:
    """The join of the codifier with GeoNames' towns."""

    def __init__(
        self,
        codifier: dict[str, Listed],
        before: dict[str, Listed],
        cities: dict[str, dict[str, Any]],
        units: dict[int, Unit],
        units_of: dict[int, tuple[int, ...]],
    ) -> None:
        self.codifier = codifier
        self.before = before
        self.towns = {c["geonameid"]: c for c in cities.values() if c["countrycode"] == "UA"}
        self.raion_of: dict[int, str] = {}
        self.oblast_of: dict[int, str] = {}
        raions = {c.code[2:6]: c.code for c in codifier.values() if c.category == "P"}
        oblasts = {c.code[2:4]: c.code for c in codifier.values() if c.code == c.oblast}
        self.unit_of: dict[str, Unit] = {}
        for unit in units.values():
            if unit.country != "UA":
                continue
            tail = unit.code.split(".")[-1]
            if unit.level == 1 and unit.iso:
                self.unit_of[oblasts[CODIFIER_OF_ISO.get(unit.iso[3:], unit.iso[3:])]] = unit
            elif unit.level == 2 and tail in raions:
                self.unit_of[raions[tail]] = unit
        code_of = {unit.number: code for code, unit in self.unit_of.items()}
        for town in self.towns:
            for number in units_of.get(town, ()):
                code = code_of.get(number)
                if code and codifier[code].category == "P":
                    self.raion_of[town] = code
                elif code:
                    self.oblast_of[town] = code
        self.point_of: dict[str, int] = {}
        """GeoNames id of the town that a codifier's settlement is."""
        self._join()
        self.seat_of: dict[str, str] = {}
        self.seats = self._seats()

    def _seats(self) -> dict[str, str]:
        """Return feature codes of the seats of oblasts, raions and hromadas, told by their units' names.

        A unit is named by an adjective of its seat; of several that fit, the highest in rank is it.
        """
        inside: dict[str, list[Listed]] = defaultdict(list)
        for c in self.codifier.values():
            if c.category in SETTLEMENT:
                for unit in {c.raion, c.hromada} - {None}:
                    inside[str(unit)].append(c)
        seats: dict[str, str] = {}
        for category, feature in (("H", "PPLA3"), ("P", "PPLA2")):
            for unit in self.codifier.values():
                if unit.category != category:
                    continue
                named: set[str] = set(UKRAINIAN.named_by(fold(unit.name)))
                fitting = [
                    c for c in inside[unit.code] if fold(c.name) in named or fold(c.name) == fold(unit.name)
                ]
                if fitting:
                    best = min(fitting, key=lambda c: (RANK[c.category], c.code not in self.point_of, c.code))
                    seats[best.code] = feature
                    self.seat_of[unit.code] = best.name
        for c in self.codifier.values():
            if (c.name in OBLAST_SEATS and c.category == "M") or c.category == "K":
                seats[c.code] = "PPLC" if c.name == "Київ" else "PPLA"
        return seats

    def _keys(self, town: dict[str, Any]) -> set[str]:
        """Return what a town may be called in Ukrainian letters, folded, and how it sounds."""
        names = [town["name"], *town["alternatenames"]]
        return {str(fold(n)) for n in names if not n.isascii()} | {"~" + sound(town["name"])}

    def _join(self) -> None:
        """Match one to one: within the raion, then within the oblast where the name is unique there."""
        settlements = [c for c in self.codifier.values() if c.category in SETTLEMENT]
        keys = {c.code: self._own_keys(c) for c in settlements}
        for level in ("raion", "oblast"):
            by_key: dict[tuple[str, str], list[Listed]] = defaultdict(list)
            for c in settlements:
                if c.code not in self.point_of:
                    for key in keys[c.code]:
                        by_key[(c.raion or c.oblast) if level == "raion" else c.oblast, key].append(c)
            used = set(self.point_of.values())
            claims: dict[str, list[int]] = defaultdict(list)
            for town_id, town in sorted(self.towns.items()):
                if town_id in used:
                    continue
                area = self.raion_of.get(town_id) if level == "raion" else None
                area = area or self.oblast_of.get(town_id)
                if area is None:
                    continue
                own = self._keys(town)
                options = {c.code: c for key in own for c in by_key.get((area, key), ())}
                chosen = self._choose(list(options.values()), town, level)
                if chosen:
                    claims[chosen.code].append(town_id)
            for code, ids in claims.items():
                self.point_of[code] = max(ids, key=lambda i: (self.towns[i]["population"], -i))

    def _own_keys(self, c: Listed) -> set[str]:
        old = self.before.get(c.code)
        names = {c.name} | ({old.name} if old else set())
        return {str(fold(n)) for n in names} | {"~" + sound(KMU(n)) for n in names if sound(KMU(n))}

    def _choose(self, options: list[Listed], town: dict[str, Any], level: str) -> Listed | None:
        """Return the one settlement of several that a town is: the highest in rank, if alone in it."""
        if len(options) > 1:
            best = min(RANK[c.category] for c in options)
            options = [c for c in options if RANK[c.category] == best]
            if len(options) > 1:
                near = self._nearest(options, town)
                options = [near] if near else []
        if not options or town["population"] > MOST_PEOPLE.get((options[0].category, level), inf):
            return None
        return options[0]

    def _nearest(self, options: list[Listed], town: dict[str, Any]) -> Listed | None:
        """Return the option whose hromada lies clearly nearest to the town, once some towns are placed."""
        here = LonLat(town["longitude"], town["latitude"])
        placed = []
        for c in options:
            inside = [
                self.town_point(t)
                for code, t in self.point_of.items()
                if self.codifier[code].hromada == c.hromada
            ]
            if not inside:
                return None
            placed.append((distance(here, extent(inside)[0]), c.code, c))
        placed.sort()
        return placed[0][2] if placed[0][0] < 15 and placed[1][0] > 2 * placed[0][0] else None

    def town_point(self, town_id: int) -> LonLat:
        """Return the point of a town by its GeoNames id."""
        town = self.towns[town_id]
        return LonLat(town["longitude"], town["latitude"])
