"""Ukraine: the codifier's units and settlements, with GeoNames' points where both are one place."""

from __future__ import annotations

import io
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import Any

import openpyxl
from names import alternates, language
from tables import rows
from world import Unit, distance, extent, town_radius

from geomap.gazetteer.entries import LonLat, Precision, Spelling, SpellingKind
from geomap.gazetteer.folding import fold, sound
from geomap.gazetteer.forms_uk import UKRAINIAN
from geomap.gazetteer.places import Place
from geomap.gazetteer.romanisation import BGN_RU, BGN_UK, KMU, PLAIN_RU
from geomap.gazetteer.russian import russian_forms
from geomap.gazetteer.spellings import generated

UKRAINE = "geonames:690791"
SETTLEMENT = frozenset("MTXCK")
"""The codifier's categories: M city, T and X settlement, C village, K city with the rank of an oblast."""
USUAL_PEOPLE = {"K": 100_000, "M": 10_000, "T": 2_000, "X": 1_000}
"""People of a settlement of a category, roughly: tells a town from a hamlet of its name."""
OBLAST_SEATS = frozenset(
    """
    Вінниця Луцьк Дніпро Донецьк Житомир Ужгород Запоріжжя Івано-Франківськ Кропивницький Луганськ Львів
    Миколаїв Одеса Полтава Рівне Суми Тернопіль Харків Херсон Хмельницький Черкаси Чернівці Чернігів
    Сімферополь
    """.split()
)
CITY = 50_000
"""People from which news call a town a city to tell it from its oblast."""
RANK = {"K": 0, "M": 1, "T": 2, "X": 2, "C": 3}
CODIFIER_OF_ISO = {"43": "01", "40": "85", "30": "80", "09": "44", "77": "73"}
"""Oblasts whose number in ISO 3166-2 is not the codifier's: Crimea, Sevastopol, Kyiv, Luhansk, Chernivtsi."""
UNIT_HEADS = ("Oblast", "region", "province")
RAION_HEADS = ("raion", "district")
HROMADA_HEADS = ("hromada", "community")
HROMADA_RADIUS_KM = 25.0
RAION_RADIUS_KM = 60.0
"""95 of 100 settlements lie within these of the middle of their unit's known places (measured: 24.3 km)."""


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


class Ukraine:
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
        self.units = units
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
        self.renames: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
        for row in rows("renames"):
            self.renames[fold(row["name"]), row["oblast"]].append(row)
        self.point_of: dict[str, int] = {}
        """GeoNames id of the town that a codifier's settlement is."""
        self._join()
        self.townspeople: Counter[str] = Counter()
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
        if not options or (level == "oblast" and options[0].category == "C" and town["population"] > 20_000):
            return None
        return options[0]

    def _nearest(self, options: list[Listed], town: dict[str, Any]) -> Listed | None:
        """Return the option whose hromada lies clearly nearest to the town, once some towns are placed."""
        here = LonLat(town["longitude"], town["latitude"])
        placed = []
        for c in options:
            inside = [
                self._town_point(t)
                for code, t in self.point_of.items()
                if self.codifier[code].hromada == c.hromada
            ]
            if not inside:
                return None
            placed.append((distance(here, extent(inside)[0]), c.code, c))
        placed.sort()
        return placed[0][2] if placed[0][0] < 15 and placed[1][0] > 2 * placed[0][0] else None

    def _town_point(self, town_id: int) -> LonLat:
        town = self.towns[town_id]
        return LonLat(town["longitude"], town["latitude"])

    def places(self) -> list[Place]:
        """Return oblasts, raions, hromadas, settlements and the towns that the codifier does not have."""
        inside: dict[str, list[LonLat]] = defaultdict(list)
        for code, town_id in self.point_of.items():
            c = self.codifier[code]
            for unit in {c.oblast, c.raion, c.hromada} - {None}:
                inside[str(unit)].append(self._town_point(town_id))
        middle = {code: extent(points) for code, points in inside.items()}
        for code, town_id in self.point_of.items():
            for unit in {self.codifier[code].oblast, self.codifier[code].raion} - {None}:
                self.townspeople[str(unit)] += self.towns[town_id]["population"]
        made: list[Place] = []
        ids: dict[str, str] = {}
        for c in self.codifier.values():
            if c.code == c.oblast:
                ids[c.code] = f"geonames:{self.unit_of[c.code].geonames_id}"
                made.append(self._oblast(c, ids[c.code], middle[c.code]))
        for c in self.codifier.values():
            if c.category == "P":
                unit = self.unit_of.get(c.code)
                ids[c.code] = f"geonames:{unit.geonames_id}" if unit else f"katottg:{c.code}"
                made.append(self._unit(c, ids[c.code], ids[c.oblast], middle, "ADM2"))
        for c in self.codifier.values():
            if c.category == "H":
                ids[c.code] = f"katottg:{c.code}"
                made.append(self._unit(c, ids[c.code], ids[c.raion or c.oblast], middle, "ADM3"))
        made.extend(
            self._settlement(c, ids, middle) for c in self.codifier.values() if c.category in SETTLEMENT
        )
        cities = {place.id: place for place in made}
        for c in self.codifier.values():
            if c.category == "B":
                town = self.point_of.get(c.settlement or c.oblast)
                if town is not None:
                    made.append(self._district(c, cities[f"geonames:{town}"]))
        used = set(self.point_of.values())
        for town_id, town in self.towns.items():
            if town_id not in used:
                made.append(self._town(town_id, town, ids))
        return made

    def _oblast(self, c: Listed, place_id: str, middle: tuple[LonLat, float]) -> Place:
        unit = self.unit_of[c.code]
        name = next((a for a in unit.aliases if a.endswith((" Oblast", " of Crimea"))), unit.name)
        spellings = [
            Spelling(
                text=c.name if c.category == "K" else f"{c.name} область", kind="official", language="uk"
            )
        ]
        known = {fold(name), fold(spellings[0].text)}
        spellings += self._oblast_forms(c, known)
        spellings += alternates([unit.name, *unit.aliases], known)
        return Place(
            id=place_id,
            name=name,
            point=middle[0],
            country="UA",
            parent=UKRAINE,
            feature_class="A",
            feature_code="ADM1",
            townspeople=self.townspeople[c.code],
            precision="area",
            radius_km=round(max(middle[1], 20.0), 1),
            spellings=tuple(spellings),
            sounds=True,
        )

    def _oblast_forms(self, c: Listed, known: set[str]) -> list[Spelling]:
        """Return what news call an oblast: region, adjective, the noun in -щина, in three languages."""
        made = []
        for row in rows("oblasts"):
            if row["code"] != c.code[:4]:
                continue
            stems = dict.fromkeys((row["en"], *row["latin"].split("|")))
            texts: list[tuple[str, SpellingKind, str]] = []
            for stem in stems:
                kind: SpellingKind = "official" if stem == row["en"] else "alternate"
                heads = ("oblast",) if stem.endswith(("ska", "zka", "skaya")) else UNIT_HEADS
                texts += [(f"{stem} {head}", kind, "en") for head in heads]
                if stem.endswith(("ska", "zka")):
                    texts.append((stem, "demonym", "en"))
            for spoken, unit in (("uk", "область"), ("ru", "область")):
                for adjective in row[f"adjective_{spoken}"].split("|"):
                    texts += [(f"{adjective} {unit}", "official", spoken), (adjective, "demonym", spoken)]
                texts += [(noun, "alternate", spoken) for noun in row[f"noun_{spoken}"].split("|") if noun]
            for text, kind, spoken in texts:
                if fold(text) not in known:
                    known.add(fold(text))
                    made.append(Spelling(text=text, kind=kind, language=spoken))
        return made

    def _unit(
        self, c: Listed, place_id: str, parent: str, middle: dict[str, tuple[LonLat, float]], level: str
    ) -> Place:
        unit = self.unit_of.get(c.code)
        head, russian = ("Raion", "район") if level == "ADM2" else ("hromada", "громада")
        name = f"{KMU(c.name)} {head}"
        stem = None
        seat = self.seat_of.get(c.code)
        if seat and level == "ADM2":
            name = f"{KMU(seat)} {head}"
        spellings = [Spelling(text=f"{c.name} {russian}", kind="official", language="uk")]
        known = {fold(name), fold(spellings[0].text)}
        if unit:
            spellings += alternates([unit.name, *unit.aliases], known)
        if seat:
            stem = KMU(seat)
        heads = RAION_HEADS if level == "ADM2" else HROMADA_HEADS
        for form in dict.fromkeys((KMU(c.name), stem or KMU(c.name))):
            for kind_of_unit in heads:
                text = f"{form} {kind_of_unit}"
                if fold(text) not in known:
                    known.add(fold(text))
                    spellings.append(Spelling(text=text, kind="alternate", language="en"))
        point, radius = next(middle[u] for u in (c.code, c.raion, c.oblast) if u in middle)
        return Place(
            id=place_id,
            name=name,
            point=point,
            country="UA",
            parent=parent,
            feature_class="A",
            feature_code=level,
            townspeople=self.townspeople[c.code],
            precision="area",
            radius_km=round(max(radius, 10.0), 1),
            spellings=tuple(spellings),
            sounds=True,
        )

    def _settlement(self, c: Listed, ids: dict[str, str], middle: dict[str, tuple[LonLat, float]]) -> Place:
        town_id = self.point_of.get(c.code)
        town = self.towns[town_id] if town_id else None
        precision: Precision
        population = 0
        if town:
            point, precision, population = self._town_point(town["geonameid"]), "exact", town["population"]
            radius = town_radius(population)
        elif c.hromada in middle:
            point, precision, radius = middle[c.hromada][0], "hromada", HROMADA_RADIUS_KM
        else:
            point, precision, radius = middle[c.raion or c.oblast][0], "raion", RAION_RADIUS_KM
        spellings = [Spelling(text=c.name, kind="official", language="uk")]
        known: set[str] = {fold(c.name)}
        name = KMU(c.name)
        if town:
            spellings.append(Spelling(text=name, kind="official", language="en"))
            known.add(fold(name))
            spellings += self._renamed(c, known)
            spellings += self._attested([town["name"], *town["alternatenames"]], known, c.name)
        else:
            spellings += self._renamed(c, known)
        if population >= CITY and town:
            known.add(fold(f"{name} City"))
            spellings.append(Spelling(text=f"{name} City", kind="alternate", language="en"))
        old = self.before.get(c.code)
        if old and old.name != c.name:
            for text, spoken in ((old.name, "uk"), (KMU(old.name), "en")):
                if fold(text) not in known:
                    known.add(fold(text))
                    spellings.append(Spelling(text=text, kind="former", language=spoken))
            spellings += [s for s in generated(old.name) if fold(s.text) not in known]
        spellings += [s for s in generated(c.name) if fold(s.text) not in known]
        return Place(
            id=f"geonames:{town_id}" if town_id else f"katottg:{c.code}",
            name=name,
            point=point,
            country="UA",
            parent=ids[c.hromada or c.raion or c.oblast],
            feature_class="P",
            feature_code=self.seats.get(c.code, "PPL"),
            population=population,
            townspeople=USUAL_PEOPLE.get(c.category, 0),
            precision=precision,
            radius_km=radius,
            spellings=tuple(spellings),
            sounds=True,
        )

    def _renamed(self, c: Listed, known: set[str]) -> list[Spelling]:
        """Return the curated former names of a settlement, with the last day of each where it is known."""
        made = []
        for row in self.renames.get((fold(c.name), c.code[:4]), ()):
            if c.category == "C":
                continue
            uk, ru = row["former_uk"], row["former_ru"]
            texts = {
                uk: "uk",
                KMU(uk): "en",
                BGN_UK(uk): "en",
                ru: "ru",
                BGN_RU(ru): "en",
                PLAIN_RU(ru): "en",
            }
            for text, spoken in texts.items():
                if fold(text) not in known:
                    known.add(fold(text))
                    made.append(
                        Spelling(text=text, kind="former", language=spoken, until=row["until"] or None)
                    )
        return made

    @staticmethod
    def _attested(names: list[str], known: set[str], official: str) -> list[Spelling]:
        """Return GeoNames' alternates, the Russian ones among them marked, and what follows from those."""
        guessed = {fold(form) for form in russian_forms(official)}
        made = []
        latin: set[str] = set()
        for spelling in alternates(names, known):
            russian = spelling.language == "ru" or (
                spelling.language is None and not spelling.text.isascii() and fold(spelling.text) in guessed
            )
            if russian:
                latin |= {BGN_RU(spelling.text), PLAIN_RU(spelling.text)}
                spelling = replace(spelling, kind="russian", language="ru")  # noqa: PLW2901
            made.append(spelling)
        keys = {fold(text) for text in latin}
        made = [replace(s, kind="russian", language="en") if fold(s.text) in keys else s for s in made]
        for text in sorted(latin):
            if fold(text) not in known:
                known.add(fold(text))
                made.append(Spelling(text=text, kind="generated", language="en"))
        return made

    def _district(self, c: Listed, city: Place) -> Place:
        """Return a city's district: it lies somewhere in the city, so the point is the city's."""
        texts = [(f"{c.name} район", "uk")]
        texts += [(f"{KMU(c.name)} {head}", "en") for head in RAION_HEADS]
        texts += [(f"{form} район", "ru") for form in russian_forms(c.name)[:2]]
        return Place(
            id=f"katottg:{c.code}",
            name=f"{KMU(c.name)} District",
            point=city.point,
            country="UA",
            parent=city.parent,
            feature_class="P",
            feature_code="PPLX",
            precision="hromada",
            radius_km=2 * city.radius_km,
            spellings=tuple(Spelling(text=text, kind="official", language=spoken) for text, spoken in texts),
            sounds=True,
        )

    def _town(self, town_id: int, town: dict[str, Any], ids: dict[str, str]) -> Place:
        parent = self.raion_of.get(town_id) or self.oblast_of.get(town_id)
        name = town["name"]
        return Place(
            id=f"geonames:{town_id}",
            name=name,
            point=self._town_point(town_id),
            country="UA",
            parent=ids[parent] if parent else UKRAINE,
            feature_class="P",
            feature_code="PPL",
            population=town["population"],
            precision="exact",
            radius_km=town_radius(town["population"]),
            spellings=tuple(alternates(town["alternatenames"], {fold(name)})),
            sounds=True,
        )


__all__ = ["Ukraine", "language", "read_codifier"]
