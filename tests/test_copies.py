"""Which documents print one text, and from where the days of a copy are counted."""

import json
import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from geomap.copies import MOST_SHARING, SHORT, Copy, copies_of, print_of
from geomap.documents import Document
from geomap.files.explain import explain
from geomap.files.records import read_records
from geomap.gazetteer import Gazetteer, open_gazetteer
from geomap.pipeline import analyse, run
from geomap.publication import Publication, counted_from
from geomap.records import Record
from geomap.spans import Days
from tests.command_line import app

STRIKE = "Russian missiles struck Kharkiv on Monday, the mayor said."
MONDAY, TUESDAY, WEEK_LATER = date(2022, 9, 5), date(2022, 9, 6), date(2022, 9, 13)
LONG = " ".join(
    f"On day {n} the guns of battery {n * 7} near Lyman fell silent and people of Izium carried {word} home."
    for n, word in enumerate(("water", "bread", "wood", "coal", "salt", "flour", "oil", "soap"), 1)
)


def document(
    name: str, text: str = STRIKE, day: date | None = MONDAY, publisher: str | None = "own"
) -> Document:
    return Document(
        id=name,
        text=text,
        published=Days.one(day) if day else None,
        publisher=f"Outlet {name}" if publisher == "own" else publisher,
    )


def copies(*documents: Document) -> dict[str, str]:
    return {name: copy.of for name, copy in found(documents).items()}


def found(documents: Sequence[Document]) -> dict[str, Copy]:
    return copies_of(documents, [print_of(one.text) for one in documents])


def records_of(*documents: Document) -> tuple[Record, ...]:
    return run(documents, open_gazetteer()).records


def test_four_outlets_of_one_text_tell_one_strike_on_the_monday_of_the_first() -> None:
    days = {"a": MONDAY, "b": MONDAY, "c": TUESDAY, "d": WEEK_LATER}
    (record,) = records_of(*(document(name, day=day) for name, day in days.items()))
    assert record.edtf == "2022-09-05"
    assert [report.document for report in record.reports] == ["a", "b", "c", "d"]
    assert [report.copy_of for report in record.reports] == [None, "a", "a", "a"]
    assert [r.published.days for r in record.reports] == [Days.one(day) for day in days.values()]
    assert (record.independent, record.copies) == (1, 4)


def test_a_text_of_its_own_a_week_later_tells_another_strike() -> None:
    other = "On Monday Russian missiles struck Kharkiv, the mayor said."
    records = records_of(document("a"), document("d", other, WEEK_LATER))
    assert [record.edtf for record in records] == ["2022-09-05", "2022-09-12"]
    assert all(report.copy_of is None for record in records for report in record.reports)


def test_a_copy_is_told_in_records_and_explained(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": name, "text": STRIKE, "published": f"2022-09-{day}", "publisher": name})
        for name, day in (("a", "05"), ("d", "13"))
    ]
    done = CliRunner().invoke(app, ["run", "-", "-o", str(tmp_path / "map")], input="\n".join(lines))
    assert done.exit_code == 0, done.stderr
    (record,) = read_records(tmp_path / "map" / "records.jsonl").records
    assert [report.copy_of for report in record.reports] == [None, "a"]
    assert "copy of   a: its days are counted from there" in explain(record)


def test_links_marks_and_the_line_of_handles_do_not_make_another_text() -> None:
    forwarded = f"⚡️ {STRIKE.upper()} https://t.me/x/1\n\nSubscribe @herald"
    assert copies(document("a"), document("b", forwarded)) == {"b": "a"}


def test_short_texts_are_copies_only_by_the_same_words() -> None:
    assert copies(document("a"), document("b", STRIKE.replace("Kharkiv", "Sumy"))) == {}
    formula = "Explosions in Kharkiv."
    assert copies(document("a", formula), document("b", formula, TUESDAY)) == {}


@pytest.mark.parametrize("publisher", ["Herald", None])
def test_what_one_publisher_says_again_on_another_day_is_news_again(publisher: str | None) -> None:
    again = [document(str(n), day=day, publisher=publisher) for n, day in enumerate((MONDAY, TUESDAY))]
    assert copies(*again) == {}
    assert copies(*again, document("other", day=TUESDAY)) == {}
    assert copies(
        *(document(str(n), LONG, one.published.start) for n, one in enumerate(again) if one.published)
    ) == {"1": "0"}


def test_a_short_text_that_stands_again_much_later_is_news_again() -> None:
    assert copies(document("a"), document("b", day=date(2022, 10, 5))) == {"b": "a"}
    assert copies(document("a"), document("b", day=date(2022, 12, 5))) == {}


def test_an_edited_or_cut_text_is_a_copy() -> None:
    assert len(LONG.split()) > SHORT
    cut = LONG[: len(LONG) * 2 // 3]
    edited = LONG.replace("guns", "cannons", 2).replace("people", "men", 1)
    for text in (cut, edited, f"Home\nNews\n{LONG}\nShare this page with friends"):
        assert copies(document("a", LONG), document("b", text)) == {"b": "a"}


def test_texts_that_differ_in_names_or_numbers_are_none() -> None:
    for other in (
        LONG.replace("Lyman", "Terny"),
        LONG.replace("battery 1", "battery 6").replace("day ", "day 9"),
    ):
        assert copies(document("a", LONG), document("b", other)) == {}


def test_a_roundup_that_holds_a_text_is_no_copy_of_it() -> None:
    more = " ".join(
        f"Elsewhere the {n}th farm of the valley sold {n} sheep without any trouble." for n in range(20)
    )
    assert copies(document("a", LONG), document("b", f"{LONG} {more}")) == {}


def test_the_next_bulletin_of_a_publisher_is_no_copy_of_the_last() -> None:
    edited = LONG.replace("guns", "cannons", 2)
    assert copies(document("a", LONG, publisher="P"), document("b", edited, TUESDAY, publisher="P")) == {}
    assert copies(document("a", LONG, publisher="P"), document("b", edited, MONDAY, publisher="P")) == {
        "b": "a"
    }


def test_what_very_many_texts_share_tells_of_no_copy() -> None:
    def site(count: int) -> list[Document]:
        frame = " ".join(f"word{n}" for n in range(60))
        return [document(f"{n:03}", f"{frame} own{n}a own{n}b own{n}c own{n}d") for n in range(count)]

    assert len(copies(*site(MOST_SHARING))) == MOST_SHARING - 1
    assert copies(*site(MOST_SHARING + 1)) == {}


def test_days_are_counted_from_the_first_unless_the_document_was_before() -> None:
    own = Publication(days=Days(MONDAY, TUESDAY), basis="inferred", reason="told")
    unknown = Publication(days=None, basis="unknown", reason="none")
    assert counted_from(own, None) is own
    assert counted_from(own, Days.one(WEEK_LATER)) is own
    assert counted_from(own, Days.one(MONDAY)).days == Days.one(MONDAY)
    assert counted_from(unknown, Days.one(MONDAY)).days == Days.one(MONDAY)


def test_an_analysis_tells_its_own_publication(gazetteer: Gazetteer) -> None:
    analysis = analyse(document("d", day=WEEK_LATER), gazetteer, first=Days.one(MONDAY))
    assert analysis.publication.days == Days.one(WEEK_LATER)
    assert [claim.when.edtf for claim in analysis.claims] == ["2022-09-05"]


some = st.lists(
    st.tuples(
        st.sampled_from(
            [STRIKE, f"{STRIKE} @x", LONG, LONG.replace("guns", "cannons", 2), LONG[:500], "Boom."]
        ),
        st.sampled_from([None, MONDAY, TUESDAY, WEEK_LATER]),
        st.sampled_from([None, "P", "Q", "R"]),
    ),
    max_size=8,
)


@given(some, st.randoms())
def test_the_order_does_not_matter_and_a_copy_is_never_earlier(
    told: list[tuple[str, date | None, str | None]], chance: random.Random
) -> None:
    documents = [document(str(n), *one) for n, one in enumerate(told)]
    before = found(documents)
    chance.shuffle(documents)
    assert found(documents) == before
    by_id = {one.id: one for one in documents}
    for name, copy in before.items():
        first, own = by_id[copy.of].published, by_id[name].published
        assert copy.first == first
        assert own is None or (first is not None and first.start <= own.start)
