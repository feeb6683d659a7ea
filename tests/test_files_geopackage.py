import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree as ET

import geopandas
import pandas
import pyogrio
import pytest

from geomap.columns import VOCABULARIES
from geomap.events import Action
from geomap.files.geopackage import CLAIMS, PAIRS, write_geopackage
from geomap.files.qml import GROUPS, style
from geomap.layers import to_layers
from geomap.records import Record, make_records
from geomap.tables import plain
from tests.hostile import HOSTILE
from tests.places_of import DONBAS, UKRAINE, entry
from tests.records_of import report


def records() -> tuple[Record, ...]:
    return make_records(
        [
            report(),
            report(document="b", days=None, edtf=None, basis="none"),
            report(document="c", place=DONBAS),
            report(document="d", place=UKRAINE),
        ]
    )


def layers_of(path: Path) -> dict[str, str | None]:
    """Return the layers; GDAL lists the tables that pair them, too."""
    pairs = {f"{base}_{related}" for base, related, *_ in PAIRS}
    return {name: kind for name, kind in pyogrio.list_layers(path).tolist() if name not in pairs}


def test_three_tables_hold_every_record_beside_reports_and_places(tmp_path: Path) -> None:
    path = write_geopackage(to_layers(records()), tmp_path / "claims.gpkg")
    layers = layers_of(path)
    assert layers == {
        "mentions_points": "Point",
        "mentions_areas": "MultiPolygon",
        "unlocated": None,
        "reports": None,
        "places_points": "Point",
        "places_areas": "MultiPolygon",
        "layer_styles": None,
    }
    frames = [pyogrio.read_dataframe(path, layer=name) for name in CLAIMS]
    assert sorted(i for f in frames for i in f["record_id"]) == sorted(r.id for r in records())


def test_times_are_read_back_as_instants(tmp_path: Path) -> None:
    layers = to_layers(records())
    path = write_geopackage(layers, tmp_path / "claims.gpkg")
    frame = geopandas.read_file(path, layer="mentions_points")
    assert list(frame["start_time"]) == list(layers.points["start_time"])
    assert list(frame["end_time"]) == list(layers.points["end_time"])
    assert frame["start_time"].iloc[0] == pandas.Timestamp("2022-10-01T00:00:00Z")


@pytest.mark.parametrize("kind", ["points", "areas"])
def test_the_style_switches_time_on_and_tells_each_status_and_action_apart(tmp_path: Path, kind: str) -> None:
    path = write_geopackage(to_layers(records()), tmp_path / "claims.gpkg")
    with closing(sqlite3.connect(path)) as database:
        rows = dict(
            database.execute("SELECT f_table_name, styleQML FROM layer_styles WHERE useAsDefault = 1")
        )
    root = ET.fromstring(rows[f"mentions_{kind}"])  # noqa: S314 - our own file
    temporal = root.find("temporal")
    assert temporal is not None
    assert (temporal.get("enabled"), temporal.get("mode"), temporal.get("limitMode")) == ("1", "4", "0")
    assert (temporal.get("startField"), temporal.get("endField")) == ("start_time", "end_time")
    rules, symbols = root.find("renderer-v2/rules"), root.find("renderer-v2/symbols")
    assert rules is not None
    assert symbols is not None
    drawn = {symbol.get("name"): ET.tostring(symbol).split(b">", 1)[1] + alpha(symbol) for symbol in symbols}
    groups = [rule for rule in rules if len(rule)]
    assert len(groups) == len(GROUPS)
    ring = [rule.get("symbol") for rule in rules if not len(rule)]
    assert len(drawn) == len(symbols) == len(groups) * len(get_args(Action)) + len(ring)
    looks = []
    for action in get_args(Action):
        told = [
            rule for group in groups for rule in group if rule.get("filter") == f"\"action\" = '{action}'"
        ]
        looks.append([drawn[rule.get("symbol")] for rule in told])
        assert len(set(looks[-1])) == len(told) == len(groups), (
            f"each status of {action} has a look of its own"
        )
    assert all(len(set(same)) == len(same) for same in zip(*looks, strict=True)), "and so has each action"


def test_a_ring_tells_how_far_an_imprecise_place_may_lie(tmp_path: Path) -> None:
    village = entry(precision="hromada", radius_km=12.0)
    path = write_geopackage(to_layers(make_records([report(), report(place=village)])), tmp_path / "x.gpkg")
    root = ET.fromstring(style("points"))  # noqa: S314 - our own style
    (rule,) = root.findall("renderer-v2/rules/rule[@key='ring']")
    (symbol,) = root.findall(f"renderer-v2/symbols/symbol[@name='{rule.get('symbol')}']")
    sizes = {option.get("name"): option.get("value") for option in symbol.iter("Option")}
    assert (sizes["expression"], sizes["size_unit"]) == ('2 * "uncertainty_m"', "RenderMetersInMapUnits")
    with closing(sqlite3.connect(path)) as database:
        query = f"SELECT place_name, 2 * uncertainty_m FROM mentions_points WHERE {rule.get('filter')}"  # noqa: S608
        assert list(database.execute(query)) == [("Somewhere", 24000)]
    assert not ET.fromstring(style("areas")).findall("renderer-v2/rules/rule[@key='ring']")  # noqa: S314


def test_the_style_names_columns_shows_twelve_and_opens_the_article(tmp_path: Path) -> None:
    path = write_geopackage(to_layers(records()), tmp_path / "claims.gpkg")
    with closing(sqlite3.connect(path)) as database:
        query = "SELECT styleQML FROM layer_styles WHERE f_table_name = 'mentions_points'"
        (qml,) = next(database.execute(query))
        names = [row[1] for row in database.execute("PRAGMA table_info(mentions_points)")]
    root = ET.fromstring(qml)  # noqa: S314 - our own file
    fields = {int(alias.get("index") or 0): alias.get("field") for alias in root.iterfind("aliases/alias")}
    attributes = [name for name in names if name != "geom"]
    assert fields == {attributes.index(name): name for name in attributes if name != "fid"}
    columns = root.findall("attributetableconfig/columns/column")
    shown = [column.get("name") for column in columns if column.get("hidden") == "0"]
    assert shown == list(to_layers([]).points.columns)[:12]
    tip = root.findtext("mapTip", "")
    told = re.findall(r'replace\((?:coalesce\(nullif\()?"(\w+)"', tip)
    assert told == ["place_name", "claim", "claimant", "status", "edtf", "url", "source"]
    assert tip.count("'&lt;'") == len(told), "no text of an article becomes markup"
    link = root.find("fieldConfiguration/field[@name='url']/editWidget")
    assert link is not None
    assert link.get("type") == "ExternalResource"
    action = root.find("attributeactions/actionsetting")
    assert action is not None
    assert (action.get("type"), action.get("action")) == ("5", '[% "url" %]')


def test_columns_that_hold_words_say_which(tmp_path: Path) -> None:
    path = write_geopackage(to_layers(records()), tmp_path / "claims.gpkg")
    with closing(sqlite3.connect(path)) as database:
        query = "SELECT table_name, column_name, constraint_name FROM gpkg_data_columns"
        told = [row for row in database.execute(query) if row[2]]
        words = set(database.execute("SELECT constraint_name, value FROM gpkg_data_column_constraints"))
        for table, column, name in told:
            held = database.execute(f"SELECT DISTINCT {column} FROM {table}")  # noqa: S608 - our own names
            assert {(name, word) for (word,) in held} <= words
    assert {name for _, _, name in told} == set(VOCABULARIES)


def test_relations_lead_from_a_claim_to_its_reports_and_from_a_place_to_its_claims(tmp_path: Path) -> None:
    made = make_records([report(), report(document="b"), report(place=DONBAS), report(place=UKRAINE)])
    path = write_geopackage(to_layers(made), tmp_path / "claims.gpkg")
    found = {}
    with closing(sqlite3.connect(path)) as database:
        relations = database.execute(
            "SELECT base_table_name, related_table_name, mapping_table_name FROM gpkgext_relations"
        )
        for base, related, mapping in list(relations):
            key = "record_id" if related == "reports" else "place_id"
            pairs = database.execute(
                f"SELECT b.{key}, r.{key} FROM {mapping} m JOIN {base} b ON b.fid = m.base_id"  # noqa: S608
                f" JOIN {related} r ON r.fid = m.related_id"
            ).fetchall()
            assert all(one == other for one, other in pairs)
            found[mapping] = len(pairs)
    assert found == {
        "mentions_points_reports": 2,
        "mentions_areas_reports": 1,
        "unlocated_reports": 1,
        "places_points_mentions_points": 1,
        "places_areas_mentions_areas": 1,
    }


def alpha(symbol: ET.Element) -> bytes:
    return (symbol.get("alpha") or "").encode()


UNDATED: dict[str, Any] = {"days": None, "edtf": None, "basis": "none"}
REPORTED: dict[str, Any] = {"basis": "publication"}
PLANNED, NEGATED, RUMOUR = {"modality": "planned"}, {"modality": "negated"}, {"hearsay": True}
BY_LOOK: dict[str, tuple[dict[str, Any], ...]] = {
    "solid": ({}, {"basis": "document_date"}),
    "pale": (REPORTED,),
    "faint": (UNDATED,),
    "hatched": (PLANNED, PLANNED | RUMOUR),
    "hatched-pale": (PLANNED | REPORTED,),
    "hatched-faint": (PLANNED | UNDATED, PLANNED | RUMOUR | UNDATED),
    "barred": (NEGATED, NEGATED | RUMOUR),
    "barred-pale": (NEGATED | REPORTED,),
    "barred-faint": (NEGATED | UNDATED,),
    "dotted": (RUMOUR,),
    "dotted-pale": (RUMOUR | REPORTED,),
    "dotted-faint": (RUMOUR | UNDATED,),
}


def test_of_every_claim_one_rule_of_the_style_holds(tmp_path: Path) -> None:
    """SQLite reads the rules as QGIS does: columns in double quotes, texts in single ones."""
    wanted = {f"{look}{n}": look for look, told in BY_LOOK.items() for n, _ in enumerate(told)}
    told = [make_records([report(**c)])[0] for several in BY_LOOK.values() for c in several]
    rows = [replace(record, id=name) for name, record in zip(wanted, told, strict=True)]
    path = write_geopackage(to_layers(rows), tmp_path / "claims.gpkg")
    rules = ET.fromstring(style("points")).findall("renderer-v2/rules/rule[rule]")  # noqa: S314
    found = []
    with closing(sqlite3.connect(path)) as database:
        for rule in rules:
            query = f"SELECT record_id FROM mentions_points WHERE {rule.get('filter')}"  # noqa: S608
            found += [(name, rule.get("key")) for (name,) in database.execute(query)]
    assert sorted(found) == sorted(wanted.items())


def test_the_same_layers_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = (write_geopackage(to_layers(records()), tmp_path / name) for name in ("1.gpkg", "2.gpkg"))
    assert one.read_bytes() == two.read_bytes()


def test_an_earlier_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "claims.gpkg"
    write_geopackage(to_layers(records()), path)
    write_geopackage(to_layers(records()[:1]), path)
    assert sum(len(pyogrio.read_dataframe(path, layer=n)) for n in ("mentions_points", "mentions_areas")) <= 1


def test_no_records_still_give_the_layers(tmp_path: Path) -> None:
    path = write_geopackage(to_layers([]), tmp_path / "claims.gpkg")
    assert len(layers_of(path)) == 7


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    told = [
        report(document=str(n), quote=text, place=DONBAS if n % 2 else report().place)
        for n, text in enumerate(HOSTILE)
    ]
    made = [
        replace(make_records([t])[0], id=f"{n:04}", actor=t.quote, claimant=t.quote)
        for n, t in enumerate(told)
    ]
    path = write_geopackage(to_layers(made), tmp_path / "claims.gpkg")
    frames = [pyogrio.read_dataframe(path, layer=n) for n in ("mentions_points", "mentions_areas")]
    read = {i: c for f in frames for i, c in zip(f["record_id"], f["claim"], strict=True)}
    assert read == {f"{n:04}": plain(t.excerpt) for n, t in enumerate(told)}
