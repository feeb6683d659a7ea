import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import shapely

from geomap.files.linkedplaces import write_linked_places
from geomap.layers import to_layers
from geomap.records import Record, make_records
from tests.hostile import HOSTILE
from tests.places_of import DONBAS, UKRAINE, entry
from tests.records_of import STRIKE, report

ID = re.compile(r"(https?://\S+|\w+:\S+)")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def features(folder: Path, records: tuple[Record, ...]) -> dict[str, dict[str, Any]]:
    path = write_linked_places(to_layers(records), folder / "places.json")
    collection = json.loads(path.read_text("utf-8"))
    assert collection["type"] == "FeatureCollection"
    return {feature["@id"]: feature for feature in collection["features"]}


def records() -> tuple[Record, ...]:
    return make_records(
        [
            report(),
            report(
                document="b",
                toponym="Лиман",
                language="uk",
                publisher="Other Post",
                url="javascript:x",
                claim_certainty="uncertain",
                facts=STRIKE,
            ),
            report(document="c", place=DONBAS, days=None, edtf=None, basis="none"),
            report(document="d", place=UKRAINE),
            report(document="e", place=entry(precision="hromada", radius_km=12.0)),
            report(document="f", place=None),
        ]
    )


def test_a_place_has_one_feature_with_all_its_names_and_quotes(tmp_path: Path) -> None:
    found = features(tmp_path, records())
    assert set(found) == {"gn:702972", "geomap:donbas", "gn:690791", "gn:1"}
    lyman = found["gn:702972"]
    assert lyman["properties"] == {"title": "Lyman", "fclasses": ["P"], "ccodes": ["UA"]}
    names = {name["toponym"]: name for name in lyman["names"]}
    assert names["Лиман"]["lang"] == "uk"
    assert names["Лиман"]["citations"] == [{"label": "Other Post", "year": "2022"}]
    assert names["Lyman"]["citations"][0]["@id"] == "https://example.org/lyman"
    assert [told["claim_certainty"] for told in lyman["descriptions"]] == ["certain", "uncertain"]
    plain, strike = lyman["descriptions"]
    assert "weapons" not in plain
    assert (strike["weapons"], strike["killed"], strike["wounded"]) == (
        ["drone", "missile"],
        [2, None],
        [0, 0],
    )


def test_every_feature_has_what_the_schema_requires(tmp_path: Path) -> None:
    for identifier, feature in features(tmp_path, records()).items():
        assert ID.fullmatch(identifier)
        assert feature["type"] == "Feature"
        assert {"properties", "geometry", "names", "when"} <= feature.keys()
        for span in feature["when"]["timespans"]:
            assert all(DAY.fullmatch(end["in"]) for end in span.values())
        assert all(name["toponym"] for name in feature["names"])


def test_a_country_has_no_geometry_and_doubt_is_kept(tmp_path: Path) -> None:
    found = features(tmp_path, records())
    assert found["gn:690791"]["geometry"] == {"type": "GeometryCollection", "geometries": []}
    assert found["gn:1"]["geometry"]["certainty"] == "less-certain", "known only by its hromada"
    assert found["gn:702972"]["geometry"]["coordinates"] == [37.8, 48.98]
    donbas = found["geomap:donbas"]
    assert donbas["when"] == {"timespans": []}
    assert shapely.from_geojson(json.dumps(donbas["geometry"])).is_valid


def test_hostile_text_breaks_nothing(tmp_path: Path) -> None:
    made = []
    for n, text in enumerate(HOSTILE):
        told = replace(report(document=str(n)), quote=text, url=text, publisher=text, title=text)
        made.append(replace(make_records([told])[0], id=f"{n:04}"))
    (lyman,) = features(tmp_path, tuple(made)).values()
    assert len(lyman["descriptions"]) == len(HOSTILE)
    assert all("source" not in description for description in lyman["descriptions"])


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    one = write_linked_places(to_layers(records()), tmp_path / "1.json")
    two = write_linked_places(to_layers(reversed(records())), tmp_path / "2.json")
    assert one.read_bytes() == two.read_bytes()
