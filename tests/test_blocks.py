"""The files of a run are joined of pieces, place by place: they are those of the whole records."""

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest

from geomap.documents import Document, Tally
from geomap.files.blocks import Block, Pieces, Telling, make_block
from geomap.files.columns import Columns
from geomap.files.geojson import AREAS, write_geojson
from geomap.files.html import write_map
from geomap.files.records import Archive, read_records, write_records
from geomap.files.unlocated import write_unlocated
from geomap.gazetteer import Candidate, Gazetteer, LonLat, Spelling
from geomap.publication import Publication
from geomap.records import Record, Report, make_records, place_key
from geomap.spans import Days, Span
from geomap.surroundings import surroundings_of
from geomap.tables import Horizon, Table, to_tables
from tests.hostile import HOSTILE
from tests.page_records import reports
from tests.places_of import DONBAS, KHERSON_OBLAST, UKRAINE, entry
from tests.records_of import LYMAN, report

TALLY = Tally(read=3, refused=1)


def by_place(records: Sequence[Record]) -> list[list[Record]]:
    """Return the records of each place, the places in a wild order."""
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(place_key(record.reports[0]), []).append(record)
    groups = list(found.values())
    random.Random(1).shuffle(groups)  # noqa: S311
    return groups


def whole(
    records: Sequence[Record], documents: tuple[Document, ...], gazetteer: Gazetteer, out: Path
) -> None:
    around = surroundings_of(records, gazetteer)
    tables = to_tables(records, around.credits)
    write_geojson(tables, out)
    write_unlocated(tables, out)
    write_map(records, out / "map.html", surroundings=around, tally=TALLY)
    archive = Archive(documents=documents, records=tuple(records), tally=TALLY)
    write_records(archive, out / "records.jsonl")
    write_records(archive.without_texts(), out / "bare.jsonl")


def joined(
    records: Sequence[Record], documents: tuple[Document, ...], gazetteer: Gazetteer, out: Path
) -> None:
    out.mkdir()
    pieces = Pieces(out)
    by_id = {document.id: document for document in documents}
    for group in by_place(records):
        # As a store gives them back.
        packed = msgspec.msgpack.encode(make_block(group, by_id))
        pieces.add(msgspec.msgpack.decode(packed, type=Block))

    def areas(horizon: Horizon) -> Table:
        return to_tables(records, horizon=horizon).areas

    around = pieces.surroundings(gazetteer)
    page = Columns(around)
    pieces.write(out, Columns(around), by_id, Telling(TALLY, around.credits, areas, texts=False))
    (out / "records.jsonl").rename(out / "bare.jsonl")
    pieces.write(out, page, by_id, Telling(TALLY, around.credits, areas))
    write_map(page, out / "map.html", tally=TALLY)


ANTIMERIDIAN = entry(
    id="geomap:x", name="Chukotka", point=LonLat(179.5, 66.0), feature_class="L", radius_km=90.0
)
TEXT = "A shell hit Kharkiv. Kharkiv \U0001f680 is dark."
FIRST = Document(id="first", text=TEXT, title="Dark", publisher="Post")
SLIP = Publication(days=Days.one(date(2040, 1, 1)), basis="inferred", reason="")
UNDATED = report(days=None, edtf=None, basis="none")
# One id, two entries, as of a point that two people have named otherwise.
ONE, OTHER = (replace(LYMAN, id="user:48.98,37.8", name=name) for name in ("Ab", "Cd"))
AS_ONE, AS_OTHER = (
    Candidate(entry=place, spelling=Spelling(text=place.name, kind="official"), score=0.5)
    for place in (ONE, OTHER)
)
CASES: dict[str, tuple[Report, ...]] = {
    "none": (),
    "many": reports(400),
    "undated": (
        UNDATED,
        replace(UNDATED, modality="planned"),
        replace(UNDATED, published=Publication(days=None, basis="unknown", reason="")),
        # Worked out wrongly, and years behind all others: the horizon ends before it.
        replace(UNDATED, document="slip", published=SLIP),
        replace(UNDATED, place=None, toponym="Verkhnie"),
        report(),
    ),
    # Facts of days after all that was printed: the horizon decides on those of no known publication.
    "ahead": (
        report(),
        *(
            report(document=f"{n}", days=Days.one(day), edtf=day.isoformat(), published=printed, place=place)
            for n, (day, printed, place) in enumerate(
                (day, printed, place)
                for day in (
                    date(2022, 9, 30),
                    date(2022, 10, 1),
                    date(2022, 10, 2),
                    date(2039, 12, 1),
                    date(2140, 1, 1),
                )
                for printed in (Publication(days=None, basis="unknown", reason=""), SLIP)
                for place in (LYMAN, DONBAS, UKRAINE)
            )
        ),
    ),
    "quotes": (
        report(document="first", quote=TEXT[:20], quote_span=Span(0, 20), toponym_span=Span(12, 19)),
        report(
            document="first",
            quote=TEXT[21:],
            quote_span=Span(21, len(TEXT)),
            toponym_span=Span(21, 28),
            action="moved",
        ),
    ),
    "hostile": tuple(
        report(document=f"{i}", quote=text, title=text, publisher=text, claimant=text, place=place)
        for i, text in enumerate(HOSTILE)
        if not re.search("[\ud800-\udfff]", text)  # no document holds a half character
        for place in (LYMAN, DONBAS, KHERSON_OBLAST, UKRAINE, None)
    ),
    "two entries of one id": (
        report(place=ONE, candidates=(AS_OTHER,)),
        report(place=OTHER, action="moved", candidates=(AS_ONE,)),
        report(candidates=(AS_OTHER, AS_ONE), days=Days.one(date(2022, 9, 1)), edtf="2022-09-01"),
    ),
    "antimeridian": (report(place=ANTIMERIDIAN, toponym=ANTIMERIDIAN.name), UNDATED, *reports(40)),
}


@pytest.mark.parametrize("case", CASES)
def test_joined_files_are_those_of_all_records(case: str, tmp_path: Path, gazetteer: Gazetteer) -> None:
    records = make_records(CASES[case])
    (tmp_path / "whole").mkdir()
    whole(records, (FIRST,), gazetteer, tmp_path / "whole")
    joined(records, (FIRST,), gazetteer, tmp_path / "joined")
    for path in (tmp_path / "whole").iterdir():
        assert (tmp_path / "joined" / path.name).read_bytes() == path.read_bytes(), path.name
    assert read_records(tmp_path / "joined" / "records.jsonl").records == records


def test_only_some_cases_reach_what_they_are_for(tmp_path: Path, gazetteer: Gazetteer) -> None:
    for case, name, said in (
        ("two entries of one id", "records.jsonl", b'"reference":"user:48.98,37.8#2"'),
        ("antimeridian", AREAS, b'"MultiPolygon"'),
        ("quotes", "map.html", "\U0001f680".encode()),
    ):
        joined(make_records(CASES[case]), (FIRST,), gazetteer, tmp_path / case)
        assert said in (tmp_path / case / name).read_bytes()
