"""The published table of columns holds for every frame of claims, of none or many, and for the files."""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

import geomap
from geomap.columns import COLUMNS, Dtype, Field
from geomap.events import Action, Modality
from geomap.facts import NO_FACTS
from geomap.files.geopackage import CLAIMS, write_geopackage
from geomap.files.spreadsheets import metadata_of, write_csv
from geomap.frames import to_frame
from geomap.gazetteer import open_gazetteer
from geomap.layers import ClaimFrame, to_layers
from geomap.places import Certainty
from geomap.publication import Publication
from geomap.records import Record, Report, make_records
from geomap.spans import Days
from geomap.tables import level_of, to_tables
from geomap.when import WhenBasis
from tests.page_records import records
from tests.places_of import DONBAS, KHERSON_OBLAST, UKRAINE, entry
from tests.records_of import LYMAN, STRIKE, report

KINDS: dict[str, set[Dtype]] = {
    "text": {"object", "category"},
    "number": {"bool", "Int64"},
    "real": {"float64"},
    "time": {"datetime64[s, UTC]"},
}
MANY = records(400, places=60, days=60)
DAY = Days.one(date(2022, 10, 1))
UNKNOWN = Publication(days=None, basis="unknown", reason="nothing tells it")
BARE = report(
    document="bare",
    place=None,
    days=None,
    edtf=None,
    basis="none",
    claimant=None,
    source_words=None,
    actor=None,
    publisher=None,
    url=None,
    title=None,
    published=UNKNOWN,
)
"""A report that lacks whatever a report may lack."""


def changed(**changes: Any) -> Report:
    days = changes["days"]
    basis = changes["basis"] if days else "none"
    return report(**changes | {"edtf": days.edtf() if days else None, "basis": basis})


REPORTS = st.builds(
    changed,
    document=st.text("abc", min_size=1, max_size=3),
    place=st.sampled_from(
        [None, LYMAN, KHERSON_OBLAST, DONBAS, UKRAINE, entry(precision="raion", radius_km=24)]
    ),
    days=st.sampled_from([None, DAY, Days(date(2022, 1, 1), date(2022, 12, 31)), Days.one(date.max)]),
    basis=st.sampled_from([basis for basis in get_args(WhenBasis) if basis != "none"]),
    published=st.sampled_from([UNKNOWN, Publication(days=DAY, basis="given", reason="given")]),
    action=st.sampled_from(get_args(Action)),
    modality=st.sampled_from(get_args(Modality)),
    certainty=st.sampled_from(get_args(Certainty)),
    claim_certainty=st.sampled_from(get_args(Certainty)),
    claimant=st.sampled_from([None, "Ukrainian General Staff", "Igor Konashenkov"]),
    title=st.none() | st.text(max_size=5),
    facts=st.sampled_from([NO_FACTS, STRIKE]),
    hearsay=st.booleans(),
)


def dtype_of(field: Field) -> object:
    return pandas.CategoricalDtype(list(field.words)) if field.dtype == "category" else field.dtype


def check(frame: ClaimFrame) -> None:
    """Hold a frame against the table: names, order, types, categories, and where nothing may be missing."""
    assert type(frame) is ClaimFrame
    assert frame.index.name == "record_id"
    assert frame.index.dtype == "object"
    fields = [field for field in COLUMNS if field.name != "record_id"]
    assert list(frame.columns) == [field.name for field in fields]
    assert [(field.name, frame[field.name].dtype == dtype_of(field)) for field in fields] == [
        (field.name, True) for field in fields
    ]
    assert [field.name for field in fields if not field.missing and any(gaps(frame, field))] == []


def gaps(frame: ClaimFrame, field: Field) -> Iterable[bool]:
    column = frame[field.name]
    return column.isna() | (column == "") if field.dtype in ("object", "category") else column.isna()


def at(level: str) -> tuple[Record, ...]:
    return tuple(record for record in MANY if level_of(record.place) == level)


def test_it_is_public_and_shows_as_a_table() -> None:
    table = pandas.DataFrame(geomap.COLUMNS)
    assert list(table.columns) == ["name", "dtype", "meaning", "missing", "words", "heading"]
    assert table["name"].is_unique
    assert set(table["dtype"]) <= set(get_args(Dtype))
    assert all("\n" not in meaning and meaning.strip() for meaning in table["meaning"])
    assert list(table.loc[table["dtype"] == "category", "name"]) == [f.name for f in COLUMNS if f.words]


def test_it_has_the_columns_of_the_files_in_their_order() -> None:
    columns = to_tables([]).areas.columns
    assert [field.name for field in COLUMNS if field.name != "geometry"] == list(columns)
    assert [
        f.name for f in COLUMNS if f.name != "geometry" and f.dtype not in KINDS[columns[f.name].kind]
    ] == []


@pytest.mark.parametrize("level", ["point", "area", "country", "unresolved"])
def test_a_frame_of_one_kind_of_place_has_the_columns_and_types_of_all(level: str) -> None:
    found = to_frame(at(level), listed=True)
    assert len(found) == len(at(level)) > 0
    check(found)


def test_a_frame_of_none_has_the_columns_and_types_of_one_of_many() -> None:
    many, none = to_frame(MANY, listed=True), to_frame([])
    assert len(many) == len(MANY)
    check(many)
    check(none)
    assert many.dtypes.equals(none.dtypes)
    assert pandas.concat([many, none]).dtypes.equals(many.dtypes), (
        "no category is lost where frames are joined"
    )


def test_what_a_result_gives_is_such_a_frame() -> None:
    result = geomap.Result(records=MANY, documents=(), gazetteer=open_gazetteer())
    for frame in (
        result.to_geodataframe(),
        result.to_geodataframe(listed=True),
        result.to_geodataframe(action="captured", side="russian"),
        result.to_geodataframe(since="1999-01-01", until="1999-01-02"),
    ):
        check(frame)


@given(st.lists(REPORTS, max_size=4), st.booleans())
def test_every_frame_is_as_the_table_says(reports: list[Report], listed: bool) -> None:  # noqa: FBT001
    check(to_frame(make_records(reports), listed=listed))


def test_what_may_be_missing_is_missing_where_nothing_is_known_and_there_where_it_is() -> None:
    frame = to_frame(make_records([report(), report(document="b", place=KHERSON_OBLAST), BARE]), listed=True)
    bare = frame[frame["level"] == "unresolved"]
    lacking = {field.name for field in COLUMNS if field.name in frame.columns and all(gaps(bare, field))}
    answers = {"contradicts", "may_differ"}
    codes = {"acled_event", "acled_sub_event", "plover_event"}
    assert {field.name for field in COLUMNS if field.missing} == lacking | answers | codes


def test_a_frame_that_is_otherwise_is_refused() -> None:
    """What ``check`` is worth."""
    frame = to_frame(MANY)
    fewer = frame.assign(
        action=frame["action"].cat.remove_unused_categories().cat.remove_categories(["struck"])
    )
    unknown = frame.assign(side=frame["side"].where(frame["side"] != "russian"))
    bare = frame.assign(n_reports=frame["n_reports"].astype("int64"))
    for otherwise in (fewer, unknown, bare, frame.drop(columns="vague"), frame.reset_index()):
        with pytest.raises(AssertionError):
            check(otherwise)


def test_files_that_can_say_so_tell_what_a_column_means(tmp_path: Path) -> None:
    layers = to_layers(MANY)
    meanings = {field.name: field.meaning for field in COLUMNS if field.name != "geometry"}
    with closing(sqlite3.connect(write_geopackage(layers, tmp_path / "claims.gpkg"))) as database:
        query = "SELECT table_name, column_name, description FROM gpkg_data_columns"
        told = [(table, name, text) for table, name, text in database.execute(query) if table in CLAIMS]
    assert all(text == meanings[name] for _, name, text in told)
    assert {name for table, name, _ in told if table == "mentions_areas"} == set(meanings)
    about = json.loads(metadata_of(write_csv(layers, tmp_path / "claims.csv")).read_text("utf-8"))
    claims, reports, _ = (table["tableSchema"]["columns"] for table in about["tables"])
    assert {c["name"]: c.get("dc:description") for c in claims if c["name"] != "wkt"} == meanings
    assert not any("dc:description" in column for column in reports), "there the same names are of one report"
