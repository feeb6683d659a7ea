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

from geomap.events import Action
from geomap.files.geopackage import write_geopackage
from geomap.files.qml import style
from geomap.layers import to_layers
from geomap.records import Record, make_records
from geomap.tables import plain
from tests.hostile import HOSTILE
from tests.places_of import DONBAS, UKRAINE
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


def test_three_tables_hold_every_record_and_two_have_a_style(tmp_path: Path) -> None:
    path = write_geopackage(to_layers(records()), tmp_path / "claims.gpkg")
    layers = dict(pyogrio.list_layers(path).tolist())
    assert layers == {
        "mentions_points": "Point",
        "mentions_areas": "MultiPolygon",
        "unlocated": None,
        "layer_styles": None,
    }
    frames = [pyogrio.read_dataframe(path, layer=name) for name in list(layers)[:3]]
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
    assert len(drawn) == len(symbols) == len(rules) * len(get_args(Action))
    looks = []
    for action in get_args(Action):
        told = [rule for group in rules for rule in group if rule.get("filter") == f"\"action\" = '{action}'"]
        looks.append([drawn[rule.get("symbol")] for rule in told])
        assert len(set(looks[-1])) == len(told) == len(rules), (
            f"each status of {action} has a look of its own"
        )
    assert all(len(set(same)) == len(same) for same in zip(*looks, strict=True)), "and so has each action"
    assert rows[f"mentions_{kind}"] == style("points" if kind == "points" else "areas")


def alpha(symbol: ET.Element) -> bytes:
    return (symbol.get("alpha") or "").encode()


UNDATED: dict[str, Any] = {"days": None, "edtf": None, "basis": "none"}
BY_LOOK: dict[str, tuple[dict[str, Any], ...]] = {
    "solid": ({}, {"basis": "document_date"}),
    "pale": ({"basis": "publication"},),
    "faint": (UNDATED,),
    "hatched": tuple({"modality": "planned", **more} for more in ({}, {"hearsay": True}, UNDATED)),
    "barred": tuple({"modality": "negated", **more} for more in ({}, {"hearsay": True}, UNDATED)),
    "dotted": tuple({"hearsay": True, **more} for more in ({}, {"basis": "publication"}, UNDATED)),
}


def test_of_every_claim_one_rule_of_the_style_holds(tmp_path: Path) -> None:
    """SQLite reads the rules as QGIS does: columns in double quotes, texts in single ones."""
    wanted = {f"{look}{n}": look for look, told in BY_LOOK.items() for n, _ in enumerate(told)}
    told = [make_records([report(**c)])[0] for several in BY_LOOK.values() for c in several]
    rows = [replace(record, id=name) for name, record in zip(wanted, told, strict=True)]
    path = write_geopackage(to_layers(rows), tmp_path / "claims.gpkg")
    rules = ET.fromstring(style("points")).findall("renderer-v2/rules/rule")  # noqa: S314 - our own style
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
    assert len(pyogrio.list_layers(path)) == 4


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
