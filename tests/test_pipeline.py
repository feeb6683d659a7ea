from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geomap.documents import Document
from geomap.errors import InputError
from geomap.files.records import Archive, read_records, write_records
from geomap.gazetteer import Gazetteer, open_gazetteer
from geomap.pipeline import analyse, run
from geomap.records import merge
from geomap.spans import Days, Span

# Pieces that the rules of some stage wait for, put in odd orders: names, verbs, marks, dates.
PIECES = (
    "Kyiv Kharkiv Lyman Rostov-on-Don Donetsk|Kharkiv region|Kherson and Donetsk oblasts|the Donbas|Kremlin"
    "|Moscow's|Russian Federation|Rostov\non-Don|New\nYork"
    "|Україні|Харкові|під Бахмутом|Москва|Изюм|область|напрямку|U.S.|St. Petersburg|Gen. A. Petrenko|Mr"
    "|said|according to|, who|reportedly|told reporters|заявив|сообщил|by|near|from|to|on|of|km south of"
    "|captured|were repelled|shelled|will not|denied|withdrew from|відбили|захопили|удар по"
    "|on Monday|last week|in September|2022-09-05|5 вересня|three days later|May"
    "|.|. |, |; |: |“|”|«|»|\"|'s|’|(|)|\n|\n\n|  • | – |—|\u2028|\u202e|\x00|@|https://example.org/2022/09/05/x|…|?"
).split("|")
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40).map(" ".join)


@settings(max_examples=300, deadline=None)
@example("Russian Federation\nRwanda", None, None)
@given(texts, st.sampled_from([None, "en", "uk", "ru", "xx"]), st.sampled_from([None, date(2022, 9, 12)]))
def test_any_text_is_read_and_every_span_lies_in_it(
    gazetteer: Gazetteer, body: str, language: str | None, day: date | None
) -> None:
    published = Days.one(day) if day else None
    analysis = analyse(Document(id="x", text=body, language=language, published=published), gazetteer)
    end = 0
    for reading in analysis.readings:
        mention = reading.resolution.mention
        assert end <= mention.span.start < mention.span.end <= len(body)
        assert mention.span.of(body) == mention.toponym
        assert (reading.event is not None) == (reading.role == "event_location")
        end = mention.span.end
    for claim in analysis.claims:
        assert claim.quote.contains(claim.reading.resolution.mention.span)
    for span in (*(t.span for t in analysis.times), *(a.content for a in analysis.attributions)):
        assert Span(0, len(body)).contains(span)


def test_the_same_documents_in_any_order_give_the_same_records(gazetteer: Gazetteer) -> None:
    documents = [
        Document(id="a", text="Troops entered Lyman on Saturday, the General Staff said."),
        Document(id="b", text="Missiles hit Kharkiv."),
    ]
    assert run(documents, gazetteer).records == run(reversed(documents), gazetteer).records


def test_records_read_back_from_a_file_merge_with_fresh_ones(tmp_path: Path) -> None:
    document = Document(
        id="a", text="Troops entered Lyman in Donetsk Oblast on 1 October 2022, the army said."
    )
    fresh = run([document], open_gazetteer()).records
    assert fresh
    write_records(Archive(documents=(document,), records=fresh), tmp_path / "records.jsonl")
    assert merge(read_records(tmp_path / "records.jsonl").records, fresh) == fresh


def test_without_a_gazetteer_it_is_the_one_of_the_command_line_and_what_is_none_is_named() -> None:
    document = Document(id="a", text="Shells hit Kharkiv on Monday.", published="2022-09-06")
    assert analyse(document).claims == analyse(document, open_gazetteer()).claims != ()
    assert run([document]).records == run([document], open_gazetteer()).records
    said = r"gazetteer: a function is not one; give what open_gazetteer\(\) returns"
    with pytest.raises(InputError, match=said):
        run([document], open_gazetteer)  # type: ignore[arg-type]
    with pytest.raises(InputError, match=said):
        analyse(document, open_gazetteer)  # type: ignore[arg-type]


@pytest.mark.parametrize("body", ["", "\n", " ", "\ufeff"])
def test_a_text_of_nothing_has_nothing_in_it(gazetteer: Gazetteer, body: str) -> None:
    assert analyse(Document(id="x", text=body), gazetteer).readings == ()


def test_the_name_of_a_village_is_no_time() -> None:
    world = open_gazetteer()

    def times(body: str) -> list[str]:
        return [time.span.of(body) for time in analyse(Document(id="a", text=body), world).times]

    assert times("Родини заберуть із сіл Благодать, Бокове, Весна і Нововодяне.") == []
    assert times("Весна була тиха. Обстріляли Лиман.") == ["Весна"]


@pytest.mark.parametrize(
    ("sentence", "claimants"),
    [
        ("Officials in Sumy said their city was shelled.", ["Officials in Sumy"]),
        ("After a strike on Sumy the mayor said that Nikopol was shelled.", [None, "the mayor"]),
    ],
)
def test_those_in_a_place_tell_what_befell_it(sentence: str, claimants: list[str | None]) -> None:
    body = f"{sentence} Nobody slept that night. It rained until dawn. The shops were shut."
    claims = analyse(Document(id="a", text=body, language="en"), open_gazetteer()).claims
    assert [claim.claimant for claim in claims] == claimants
