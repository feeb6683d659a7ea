"""Vector tiles: no claim is lost at any zoom that is there, and what cannot be written is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas
import pyogrio
import pytest
import shapely
from pyogrio import read_dataframe

from geomap import OutputError, write_layers
from geomap.files.tiles import DEEPEST, first_zoom
from geomap.layers import to_layers
from tests.page_records import records


def zooms_of(path: Path) -> range:
    told = pyogrio.read_info(path)["dataset_metadata"]
    return range(int(told["minzoom"]), int(told["maxzoom"]) + 1)


def test_each_zoom_holds_each_claim_and_each_place(tmp_path: Path) -> None:
    layers = to_layers(records(300))
    path = write_layers(layers, tmp_path / "claims.pmtiles")
    places = tmp_path / "claims-places.pmtiles"
    drawn = {*layers.points["record_id"], *layers.areas["record_id"]}
    at = {*layers.points["place_id"], *layers.areas["place_id"]}
    assert sorted(tmp_path.iterdir()) == [places, path]
    assert zooms_of(path) == zooms_of(places) == range(DEEPEST + 1)
    for zoom in zooms_of(path):
        assert set(read_dataframe(path, ZOOM_LEVEL=zoom)["record_id"]) == drawn
        assert set(read_dataframe(places, ZOOM_LEVEL=zoom)["place_id"]) == at


def test_tiles_tell_where_and_when_as_the_layers_do(tmp_path: Path) -> None:
    points = to_layers(records(50)).points.set_index("record_id")
    tiles = read_dataframe(write_layers(to_layers(records(50)), tmp_path / "x.pmtiles")).to_crs("EPSG:4326")
    tiles = tiles[tiles["level"] == "point"].set_index("record_id").loc[points.index]
    off = tiles.geometry.to_crs("EPSG:3857").distance(points.geometry.to_crs("EPSG:3857"))
    assert off.max() < 40
    assert [f"{day:%Y-%m-%dT%H:%M:%SZ}" for day in points["start_time"]] == list(tiles["start_time"])
    assert list(points["claim"]) == list(tiles["claim"])


@pytest.mark.parametrize(
    ("places", "first"),
    [
        ([(30.0, 50.0)], 0),
        ([(-100.0, 50.0), (30.0, 50.0), (100.0, 50.0)], 1),  # two of them in one tile of four
        ([(30.0, 50.0), (31.0, 50.0), (32.0, 50.0), (40.0, 50.0)], 7),
        ([(30.0, 50.0), (30.0, 50.0), (30.0, 50.0)], DEEPEST),  # no zoom parts them
    ],
)
def test_zooms_begin_where_no_tile_is_overfull(places: list[tuple[float, float]], first: int) -> None:
    series = geopandas.GeoSeries([shapely.Point(place) for place in places], crs="EPSG:4326")
    assert first_zoom(series, most=2 if len(places) > 1 else 1) == first


def test_where_nothing_is_on_the_map_tiles_say_so(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no claim has a place on the map"):
        write_layers(to_layers(()), tmp_path / "x.pmtiles")
    assert list(tmp_path.iterdir()) == []


def test_a_gdal_without_tiles_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def drivers(**_: Any) -> dict[str, str]:
        return {"PMTiles": "r"}

    monkeypatch.setattr(pyogrio, "list_drivers", drivers)
    with pytest.raises(
        OutputError, match=r"writes no PMTiles; install pyogrio .* or end the name in .geojsonl"
    ):
        write_layers(to_layers(records(5)), tmp_path / "x.pmtiles")
    assert list(tmp_path.iterdir()) == []
