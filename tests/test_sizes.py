"""What is written grows with what is read: bytes of every file are counted at two sizes."""

import json
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import msgspec
import pytest

from geomap import open_gazetteer
from geomap.documents import Document
from geomap.files.explain import explain
from geomap.files.formats import FORMATS, write_layers
from geomap.files.geojson import AREAS, POINTS, write_geojson
from geomap.files.html import write_map
from geomap.files.predictions import prediction
from geomap.files.records import Archive, write_records
from geomap.files.unlocated import UNLOCATED, write_unlocated
from geomap.layers import to_layers
from geomap.pipeline import analyse, run
from geomap.pipeline import read as read_document
from geomap.records import MOST_RIVALS, Record, Report, make_records
from geomap.spans import Days
from geomap.store import kept_reading
from tests.records_of import report

SIZE = 200
GROWTH = 2.2
"""How much twice the input may write: twice the bytes, and a little for longer numbers."""


@cache
def names() -> tuple[str, ...]:
    places = open_gazetteer().prominent((22, 44, 41, 53), 3 * SIZE)
    return tuple(dict.fromkeys(place.name for place in places if place.feature_class == "P"))[: 2 * SIZE]


def different_names(size: int) -> list[Document]:
    text = f"Shells struck {', '.join(names()[:size])} on Monday, the General Staff said."
    return [Document(id="a.txt", text=text)]


def one_name_again_and_again(size: int) -> list[Document]:
    return [Document(id="a.txt", text="Обстрілів зазнали " + "Оріхів, Гуляйполе, " * (size // 2))]


def a_title_as_long_as_the_text(size: int) -> list[Document]:
    text = " ".join(f"Shells struck {name} on Monday." for name in names()[:size])
    return [Document(id="a.txt", text=text, title="title " * 3 * size, publisher="Post " * 3 * size)]


def undated_articles_of_one_claim(size: int) -> list[Document]:
    return [Document(id=f"{n}.txt", text="Shells struck Kharkiv on Monday.") for n in range(size)]


def sizes(folder: Path, documents: list[Document]) -> dict[str, int]:
    """Write the documents in every format, and return the bytes of each."""
    gazetteer = open_gazetteer()
    read = run(documents, gazetteer)
    told = written(folder, documents, read.records)
    for document in documents:
        a = analyse(document, gazetteer)
        line = prediction(a.text, a.publication, a.readings, a.claims, a.times, a.attributions)
        told["extract"] = told.get("extract", 0) + len(json.dumps(line))
        kept = msgspec.json.encode(kept_reading(read_document(document, gazetteer)))
        told["store"] = told.get("store", 0) + len(kept)
    return told


def written(folder: Path, documents: Iterable[Document], records: tuple[Record, ...]) -> dict[str, int]:
    folder.mkdir()
    assert records
    layers = to_layers(records)
    write_geojson(layers, folder)
    write_unlocated(layers, folder)
    write_map(records, folder / "map.html")
    write_records(Archive(documents=tuple(documents), records=records), folder / "records.jsonl")
    for ending in FORMATS.keys() - {".kmz"}:  # the same as .kml, packed: how well depends on what repeats
        write_layers(layers, folder / f"claims{ending}")
    by_id = {record.id: record for record in records}
    explained = sum(
        len(explain(record, [by_id[other] for other in record.contradicts])) for record in records[:20]
    )
    told = {file.name: file.stat().st_size for file in folder.iterdir()}
    # A record is in one of the three, and which it is depends on the places.
    layers_of_run = sum(told.pop(name) for name in (POINTS, AREAS, UNLOCATED))
    return {"explain": explained, "GeoJSON and unlocated": layers_of_run, **told}


def assert_linear(small: dict[str, int], large: dict[str, int]) -> None:
    assert small.keys() == large.keys()
    grown = {name: (small[name], large[name]) for name in small}
    assert {name: (one, two) for name, (one, two) in grown.items() if two > GROWTH * one} == {}


@pytest.mark.counts
@pytest.mark.parametrize(
    "documents",
    [
        different_names,
        one_name_again_and_again,
        a_title_as_long_as_the_text,
        undated_articles_of_one_claim,
    ],
)
def test_twice_the_input_writes_about_twice_the_bytes(
    tmp_path: Path, documents: Callable[[int], list[Document]]
) -> None:
    small, large = (sizes(tmp_path / str(n), documents(n)) for n in (SIZE, 2 * SIZE))
    assert_linear(small, large)


def against_each_other(size: int) -> list[Report]:
    """Half say that Lyman was taken, half that it was not; each has a claimant and a few days of its own."""
    day = date(2022, 10, 1)
    return [
        report(
            document=f"{n}.txt",
            claimant=f"Witness {n}",
            modality="negated" if n % 2 else "factual",
            days=Days(day + timedelta(n % 7), day + timedelta(n % 7 + 3)),
        )
        for n in range(size)
    ]


def test_contradictions_do_not_grow_as_the_square(tmp_path: Path) -> None:
    few, many = (make_records(against_each_other(n)) for n in (SIZE, 2 * SIZE))
    assert all(len(record.contradicts) >= MOST_RIVALS for record in many)
    assert sum(len(record.contradicts) for record in many) <= 2 * MOST_RIVALS * len(many)
    assert_linear(written(tmp_path / "few", [], few), written(tmp_path / "many", [], many))
