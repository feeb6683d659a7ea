"""Ukraine: the codifier's units and settlements as places, with GeoNames' points where both are one place."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import pi, sqrt
from typing import Any

from codifier import SETTLEMENT, Joined, Listed
from msgspec.structs import replace
from names import alternates
from outlines import Outlines
from tables import NEAR_RADIUS_KM, rows
from world import extent, town_radius

from geomap.gazetteer.entries import LonLat, Precision, Spelling, SpellingKind
from geomap.gazetteer.folding import fold
from geomap.gazetteer.places import Place
from geomap.gazetteer.romanisation import BGN_RU, BGN_UK, KMU, PLAIN_RU
from geomap.gazetteer.russian import russian_forms
from geomap.gazetteer.spellings import generated
from geomap.places.distance import haversine_km

UKRAINE = "geonames:690791"
USUAL_PEOPLE = {"K": 100_000, "M": 10_000, "T": 2_000, "X": 1_000}
"""People of a settlement of a category, roughly: tells a town from a hamlet of its name."""
CITY = 50_000
"""People from which news call a town a city to tell it from its oblast."""
BORNE_BY = 10
"""Settlements that bear a name from which it is no byname of a town: Donetsk was no Олександрівка."""
QUARTERED = 100_000
"""People from which a city has quarters that GeoNames knows as towns of their own."""
DENSITY = 3_000
"""People on a square kilometre of a city: a circle of its size holds its quarters."""
UNLISTED = 10_000
"""People from which what the codifier lacks is a quarter: it lists every settlement, and that many live in no
hamlet that was merged into another."""
QUARTER_SHARE = 20
"""By how much a quarter's people count for less: few name one without its city; many are villages, too."""
UNIT_HEADS = ("Oblast", "region", "province")
RAION_HEADS = ("raion", "district")
HROMADA_HEADS = ("hromada", "community")


class Ukraine:
    """All places of Ukraine."""

    def __init__(self, joined: Joined) -> None:
        self.joined = joined
        self.townspeople: Counter[str] = Counter()
        self.renames: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
        for row in rows("renames"):
            self.renames[fold(row["name"]), row["oblast"]].append(row)
        self.outlines = Outlines()
        borne = Counter(fold(c.name) for c in joined.codifier.values() if c.category in SETTLEMENT)
        self.usual = {name for name, count in borne.items() if count >= BORNE_BY}
        """Names that many settlements bear, folded."""
        self.usual_in_latin = {
            fold(KMU(c.name)) for c in joined.codifier.values() if fold(c.name) in self.usual
        }
        self.cities = [town for town in joined.towns.values() if town["population"] >= QUARTERED]
        self.ids: dict[str, str] = {}
        """The ids of oblasts, raions and hromadas by their codes, once the places are made."""
        self.by_hand = {
            row["code"]: LonLat(float(row["lon"]), float(row["lat"])) for row in rows("front_points")
        }
        idle = sorted(code for code in self.by_hand if code not in joined.codifier or code in joined.point_of)
        if idle:
            message = f"front_points.csv has codes that are unknown or have a point: {', '.join(idle)}"
            raise LookupError(message)

    def places(self) -> list[Place]:
        """Return oblasts, raions, hromadas, settlements and the towns that the codifier does not have."""
        middle = self._middles()
        for code, town_id in self.joined.point_of.items():
            for unit in {self.joined.codifier[code].oblast, self.joined.codifier[code].raion} - {None}:
                self.townspeople[str(unit)] += self.joined.towns[town_id]["population"]
        made: list[Place] = []
        ids = self.ids
        for c in self.joined.codifier.values():
            if c.code == c.oblast:
                ids[c.code] = f"geonames:{self.joined.unit_of[c.code].geonames_id}"
                made.append(self._oblast(c, ids[c.code], middle[c.code]))
        for c in self.joined.codifier.values():
            if c.category == "P":
                unit = self.joined.unit_of.get(c.code)
                ids[c.code] = f"geonames:{unit.geonames_id}" if unit else f"katottg:{c.code}"
                made.append(self._unit(c, ids[c.code], ids[c.oblast], middle, "ADM2"))
        for c in self.joined.codifier.values():
            if c.category == "H":
                ids[c.code] = f"katottg:{c.code}"
                made.append(self._unit(c, ids[c.code], ids[c.raion or c.oblast], middle, "ADM3"))
        made.extend(
            self._settlement(c, ids, middle)
            for c in self.joined.codifier.values()
            if c.category in SETTLEMENT
        )
        cities = {place.id: place for place in made}
        for c in self.joined.codifier.values():
            if c.category == "B":
                town = self.joined.point_of.get(c.settlement or c.oblast)
                if town is not None:
                    made.append(self._district(c, cities[f"geonames:{town}"]))
        used = set(self.joined.point_of.values())
        for town_id, town in self.joined.towns.items():
            if town_id not in used:
                made.append(self._town(town_id, town, ids))
        return made

    def _middles(self) -> dict[str, tuple[LonLat, float]]:
        """Return the middle and the reach of oblasts, by their towns, and of what has an outline in them."""
        towns: dict[str, list[LonLat]] = defaultdict(list)
        sites: dict[str, dict[LonLat, tuple[str, str]]] = defaultdict(dict)
        points = {code: self.joined.town_point(town_id) for code, town_id in self.joined.point_of.items()}
        for code, point in points.items():
            towns[self.joined.codifier[code].oblast].append(point)
        # A town's own point comes before one written by hand, should they be the same.
        for code, point in (*sorted(points.items()), *sorted(self.by_hand.items())):
            c = self.joined.codifier[code]
            # Of the zone of Chornobyl the codifier says the oblast only.
            if c.raion and c.hromada and c.hromada != c.oblast:
                sites[c.oblast].setdefault(point, (c.raion, c.hromada))
        for oblast in sorted(sites):
            self.outlines.add(f"geonames:{self.joined.unit_of[oblast].geonames_id}", sites[oblast])
        units = {code: (cell.middle, cell.reach_km) for code, cell in self.outlines.cells.items()}
        return {code: extent(points) for code, points in towns.items()} | units

    def _oblast(self, c: Listed, place_id: str, middle: tuple[LonLat, float]) -> Place:
        unit = self.joined.unit_of[c.code]
        name = next((a for a in unit.aliases if a.endswith((" Oblast", " of Crimea"))), unit.name)
        spellings = [
            Spelling(
                text=c.name if c.category == "K" else f"{c.name} область", kind="official", language="uk"
            )
        ]
        known = {fold(name), fold(spellings[0].text)}
        spellings += self._oblast_forms(c, known)
        spellings += alternates([unit.name, *unit.aliases], known, home=True)
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
        unit = self.joined.unit_of.get(c.code)
        head, russian = ("Raion", "район") if level == "ADM2" else ("hromada", "громада")
        name = f"{KMU(c.name)} {head}"
        stem = None
        seat = self.joined.seat_of.get(c.code)
        if seat and level == "ADM2":
            name = f"{KMU(seat)} {head}"
        spellings = [Spelling(text=f"{c.name} {russian}", kind="official", language="uk")]
        known = {fold(name), fold(spellings[0].text)}
        if unit:
            spellings += alternates([unit.name, *unit.aliases], known, home=True)
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
        town_id = self.joined.point_of.get(c.code)
        town = self.joined.towns[town_id] if town_id else None
        precision: Precision
        population = 0
        if town:
            point, precision, population = (
                self.joined.town_point(town["geonameid"]),
                "exact",
                town["population"],
            )
            radius = town_radius(population)
        elif c.code in self.by_hand:
            point, precision, radius = self.by_hand[c.code], "near", NEAR_RADIUS_KM
        elif c.hromada in middle and c.hromada != c.oblast:
            (point, radius), precision = middle[c.hromada], "hromada"
        else:
            (point, radius), precision = middle[c.raion or c.oblast], "raion"
        spellings = [Spelling(text=c.name, kind="official", language="uk")]
        known: set[str] = {fold(c.name)}
        name = KMU(c.name)
        if town:
            spellings.append(Spelling(text=name, kind="official", language="en"))
            known.add(fold(name))
            spellings += self._renamed(c, known)
            bynames = [n for n in town["alternatenames"] if not self._is_usual(n)]
            spellings += self._attested([town["name"], *bynames], known, c.name)
        else:
            spellings += self._renamed(c, known)
        if population >= CITY and town:
            known.add(fold(f"{name} City"))
            spellings.append(Spelling(text=f"{name} City", kind="alternate", language="en"))
        old = self.joined.before.get(c.code)
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
            feature_code=self.joined.seats.get(c.code, "PPL"),
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

    def _is_usual(self, name: str) -> bool:
        """Tell whether many settlements bear a name, in Ukrainian as it is written or by its romanisation."""
        return fold(name) in self.usual or fold(name) in self.usual_in_latin

    @staticmethod
    def _attested(names: list[str], known: set[str], official: str) -> list[Spelling]:
        """Return GeoNames' alternates, the Russian ones among them marked, and what follows from those."""
        guessed = {fold(form) for form in russian_forms(official)}
        made = []
        latin: set[str] = set()
        for spelling in alternates(names, known, home=True):
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
        """Return a town that the codifier lacks: mostly a quarter of a city, which few name without it."""
        parent = self.joined.raion_of.get(town_id) or self.joined.oblast_of.get(town_id)
        name, population, quarter = town["name"], town["population"], self._is_quarter(town)
        bynames = [n for n in town["alternatenames"] if not self._is_usual(n)]
        return Place(
            id=f"geonames:{town_id}",
            name=name,
            point=self.joined.town_point(town_id),
            country="UA",
            parent=ids[parent] if parent else UKRAINE,
            feature_class="P",
            feature_code="PPLX" if quarter else "PPL",
            population=population // QUARTER_SHARE if quarter else population,
            precision="exact",
            radius_km=town_radius(population),
            spellings=tuple(alternates(bynames, {fold(name)}, home=True)),
            sounds=True,
        )

    def _is_quarter(self, town: dict[str, Any]) -> bool:
        """Tell whether a town that the codifier lacks is part of a city: a large one, or within a larger."""
        if town["population"] >= UNLISTED:
            return True
        here = LonLat(town["longitude"], town["latitude"])
        return any(
            city["population"] > 2 * town["population"]
            and haversine_km(here, LonLat(city["longitude"], city["latitude"]))
            < sqrt(city["population"] / DENSITY / pi)
            for city in self.cities
        )
