import gzip
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from geomap.crosswalk import Codes
from geomap.documents import Document
from geomap.errors import InputError, OutputError
from geomap.files.explain import explain
from geomap.files.folder import output_folder
from geomap.files.packing import ALONE, USUAL_REASONS
from geomap.files.records import Archive, read_records, write_records
from geomap.gazetteer import Spelling, open_gazetteer
from geomap.pipeline import run
from geomap.records import ID_MARK, make_records
from geomap.spans import Days, Span
from tests.places_of import DONBAS
from tests.records_of import LYMAN, QUOTE, STRIKE, report


def archive() -> Archive:
    records = make_records([report(), report(document="b.txt", modality="negated", claimant=None, days=None)])
    return Archive(documents=(Document(id="a.txt", text="Лиман\u2028 \x1b[31m"),), records=records)


def test_records_come_back_as_they_were_written_byte_for_byte(tmp_path: Path) -> None:
    one, two = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    write_records(archive(), one)
    back = read_records(one)
    assert back == archive()
    write_records(back, two)
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "empty"),
        (
            "{}\n",
            "no records.jsonl of geomap; name the folder that geomap run wrote, or the records.jsonl in",
        ),
        ('{"type": "FeatureCollection",\n "features": []}\n', "x.jsonl: no records.jsonl of geomap"),
        ('{"type":"geomap-records","ver\n', ":1: no JSON object"),
        ('{"type":"geomap-records","version":99}\n', "version 99"),
        ('{"type":"geomap-records","version":1}\n{"type":"record","id":5}\n', ":2: "),
        ('{"type":"geomap-records","version":2}\n{"type":"record","id":5}\n', ":2: .*geomap run"),
    ],
)
def test_another_file_is_refused_with_its_line(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "x.jsonl").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_records(tmp_path / "x.jsonl")


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_each_place_and_sentence_stands_once_in_the_file(tmp_path: Path) -> None:
    document = Document(
        id="a.txt", text=f"Before. {QUOTE}", title="Troops enter Lyman", publisher="Example Post",
        url="https://example.org/lyman",
    )  # fmt: skip
    span, name = Span(8, 8 + len(QUOTE)), Span(23, 28)
    told = [
        report(quote_span=span, toponym_span=name, action=action) for action in ("captured", "moved", "other")
    ]
    one = Archive(documents=(document,), records=make_records(told))
    write_records(one, tmp_path / "records.jsonl")
    text = (tmp_path / "records.jsonl").read_text("utf-8")
    assert text.count(QUOTE) == text.count("Kramatorsk Raion") == text.count("Troops enter Lyman") == 1
    kinds = [row["type"] for row in rows(tmp_path / "records.jsonl")]
    assert kinds == ["geomap-records", "document", "place", "record", "record", "record"]
    assert read_records(tmp_path / "records.jsonl") == one


def test_what_a_report_does_not_share_with_record_or_document_stays_its_own(tmp_path: Path) -> None:
    other = replace(LYMAN, population=1)
    told = report(
        quote="other words", title="Another title", url=None, place=other,
        candidates=(*report().candidates, structs.replace(report().candidates[0], entry=other)),
    )  # fmt: skip
    (record,) = make_records([told])
    record = replace(record, place=LYMAN, actor=None, codes=structs.replace(record.codes, plover_event=None))
    document = Document(id="a.txt", text=QUOTE, title="A title", url="https://example.org/a")
    one = Archive(documents=(document,), records=(record,))
    write_records(one, tmp_path / "records.jsonl")
    assert read_records(tmp_path / "records.jsonl") == one


def test_sentences_that_are_read_back_are_shared_not_copied(tmp_path: Path) -> None:
    told = [report(toponym_span=Span(n, n + 5)) for n in range(3)]
    document = Document(id="a.txt", text=QUOTE)
    write_records(Archive(documents=(document,), records=make_records(told)), tmp_path / "records.jsonl")
    (record,) = read_records(tmp_path / "records.jsonl").records
    assert len({id(told.quote) for told in record.reports}) == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"place": "geonames:1"}, "the place 'geonames:1' is in no row before"),
        (
            {"reports": [{"document": "a.txt", "quote_span": [0, 9999], "candidates": []}]},
            "not within the text",
        ),
        (
            {"reports": [{"document": "lost", "quote_span": [0, 5], "candidates": []}]},
            "missing required field",
        ),
        ({"reports": [5]}, "reports[0]: expected `object`"),
    ],
)
def test_a_row_that_refers_to_nothing_is_refused_with_its_line(
    tmp_path: Path, change: dict[str, Any], said: str
) -> None:
    path = tmp_path / "records.jsonl"
    document = Document(id="a.txt", text=QUOTE)
    write_records(Archive(documents=(document,), records=make_records([report()])), path)
    *others, last = rows(path)
    path.write_text("\n".join(json.dumps(row) for row in (*others, {**last, **change})), encoding="utf-8")
    with pytest.raises(InputError, match=rf":4: .*{re.escape(said)}.*; write the file again with geomap run"):
        read_records(path)


def test_what_all_reports_of_a_document_share_stands_once_and_nothing_empty_is_told(tmp_path: Path) -> None:
    told = [report(claimant=None, actor=None, action=action) for action in ("captured", "moved", "other")]
    one = Archive(documents=(Document(id="a.txt", text=QUOTE),), records=make_records(told))
    write_records(one, tmp_path / "records.jsonl")
    text = (tmp_path / "records.jsonl").read_text("utf-8")
    assert text.count("given with the document") == 1
    assert "null" not in text
    assert read_records(tmp_path / "records.jsonl") == one


def test_an_archive_without_texts_holds_its_sentences_once_and_gives_the_same_records(tmp_path: Path) -> None:
    span = Span(8, 8 + len(QUOTE))
    document = Document(id="a.txt", text=f"Before. {QUOTE} Behind.", title="Troops enter Lyman")
    told = [report(quote_span=span, toponym_span=Span(23, 28), action=a) for a in ("captured", "moved")]
    whole = Archive(
        documents=(document,), records=make_records([*told, report(document="b", quote="Other.")])
    )
    write_records(whole.without_texts(), tmp_path / "records.jsonl")
    text = (tmp_path / "records.jsonl").read_text("utf-8")
    assert "Before" not in text
    assert text.count(QUOTE) == 1
    back = read_records(tmp_path / "records.jsonl")
    assert back.records == whole.records
    write_records(back, tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_text("utf-8") == text


def test_a_file_of_the_first_version_is_still_read(tmp_path: Path) -> None:
    old = read_records(Path(__file__).parent / "old" / "records-1.jsonl")
    assert [record.modality for record in old.records] == ["factual", "negated"]
    assert old.records[0].reports == (report(claim_certainty="less-certain"),), "it does not say how sure"
    write_records(old, tmp_path / "records.jsonl")
    assert read_records(tmp_path / "records.jsonl") == old


def test_ids_of_a_file_of_the_second_version_get_their_mark_and_still_name_each_other() -> None:
    old = read_records(Path(__file__).parent / "old" / "records-2.jsonl")
    told = [report(), report(document="b.txt", claimant="a resident", modality="negated")]
    assert old.records == make_records(told)
    one, other = old.records
    assert (one.contradicts, other.contradicts) == ((other.id,), (one.id,))
    assert one.id.startswith(ID_MARK)


def test_a_file_of_the_third_version_told_what_is_the_rule_and_is_read_the_same() -> None:
    second, third = (
        read_records(Path(__file__).parent / "old" / f"records-{version}.jsonl") for version in (2, 3)
    )
    assert third.records == second.records


def test_what_is_the_rule_is_left_out_and_what_is_not_is_told(tmp_path: Path) -> None:
    rule = report(days=Days(date(2022, 9, 1), date(2022, 9, 30)), edtf="2022-09")
    spelling = Spelling(text="lyman", kind="official", language="en")
    plain = structs.replace(rule.candidates[0], score=1.0, spelling=spelling)
    exceptions: list[dict[str, Any]] = [
        {},
        {"modality": "planned", "codes": Codes()},
        {"certainty": "uncertain"},
        {"claim_certainty": "uncertain"},
        {"codes": Codes(plover_event="AID")},
        {"days": Days.one(date(2022, 9, 5))},
        {"days": None},
        {"edtf": "2022-09~"},
        {"facts": STRIKE},
        {"candidates": ()},
        {"candidates": (structs.replace(rule.candidates[0], score=0.5),)},
        {"candidates": (structs.replace(rule.candidates[0], entry=DONBAS),)},
        {"candidates": (structs.replace(rule.candidates[0], score=1.0),)},
        {"candidates": (plain,), "place_reason": ALONE, "time_reason": USUAL_REASONS["weekday"]},
        {"candidates": (plain,), "place_reason": "by a person", "time_reason": "by a person"},
        {"place_reason": ALONE},
    ]
    (record,) = make_records([rule])
    path = tmp_path / "records.jsonl"
    told = {}
    for number, fields in enumerate(exceptions):
        one = replace(rule, **fields)
        changed = replace(record, **{k: v for k, v in fields.items() if hasattr(record, k) and k != "facts"})
        archive = Archive(documents=(), records=(replace(changed, reports=(one,)),))
        write_records(archive, path)
        assert read_records(path) == archive
        told[number] = rows(path)[-1]
    assert not {"modality", "certainty", "claim_certainty", "codes", "days"} & set(told[0])
    assert told[0]["edtf"] == "2022-09"
    assert told[12]["reports"][0]["spelling"] == ["Lyman", "official"]
    assert "candidates" not in told[12]["reports"][0]
    silent = {"candidates", "spelling", "place_reason", "time_reason"}
    assert not silent & set(told[13]["reports"][0])
    assert silent & set(told[14]["reports"][0]) == {"place_reason", "time_reason"}
    assert told[15]["reports"][0]["place_reason"] == ALONE, "the name may mean others"


def test_a_spelling_without_a_place_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    write_records(Archive(documents=(), records=make_records([report(place=None, candidates=())])), path)
    head, row = rows(path)
    row["reports"][0]["spelling"] = ["Lyman", "official"]
    path.write_text("\n".join(map(json.dumps, (head, row))), encoding="utf-8")
    with pytest.raises(InputError, match=":2: spelling: leads to no place"):
        read_records(path)


def test_a_file_that_was_packed_since_is_read_the_same_and_a_cut_one_is_refused(tmp_path: Path) -> None:
    one, packed = archive(), tmp_path / "records.jsonl.gz"
    write_records(one, tmp_path / "records.jsonl")
    data = gzip.compress((tmp_path / "records.jsonl").read_bytes())
    packed.write_bytes(data)
    assert read_records(packed) == one
    for spoilt in (data[:-20], data[:40] + b"\0" * 40 + data[80:]):
        packed.write_bytes(spoilt)
        with pytest.raises(InputError, match="packed, but cut or damaged"):
            read_records(packed)


def test_a_line_that_no_memory_would_hold_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geomap.files.records.LONGEST", 1 << 20)
    (tmp_path / "x.jsonl.gz").write_bytes(gzip.compress(b" " * (1 << 21)))
    with pytest.raises(InputError, match=":1: a line of more than 1 MB is no record"):
        read_records(tmp_path / "x.jsonl.gz")


def test_explain_tells_a_long_sentence_once_and_whole_and_each_report_with_its_name_in_view() -> None:
    quote = "Shells hit " + ", ".join(f"Lyman {n}" for n in range(300)) + "."
    told = [
        report(quote=quote, quote_span=Span(7, 7 + len(quote)), toponym_span=Span(7 + at, 7 + at + 5))
        for at in (quote.index("Lyman 120,"), quote.index("Lyman 250,"))
    ]
    (record,) = make_records(told)
    lines = explain(record).splitlines()
    quoted = [line for line in lines if line.startswith("  quote ")]
    assert "[Lyman] 120," in quoted[0]
    assert "[Lyman] 250," in quoted[1]
    assert all(len(line) < 650 and "“…" in line and "…”" in line for line in quoted)
    whole = [line.removeprefix("  whole     ") for line in lines if line.startswith("  whole ")]
    assert whole == [f"“{quote}”", "as in report 1"]


def test_explain_shows_quote_source_and_candidates_and_cannot_steer_a_terminal() -> None:
    (record,) = make_records([report(publisher="Evil\x1b]0;title\x07 \u202ePost")])
    told = explain(record)
    assert "[Lyman]" in told
    assert "Ukrainian General Staff" in told
    assert "Donetsk Oblast" in told
    assert not any(ord(c) < 32 and c != "\n" for c in told)
    assert "\u202e" not in told


def test_explain_tells_how_sure_the_reading_is_apart_from_the_place() -> None:
    (record,) = make_records([report(claim_certainty="uncertain"), report(document="b")])
    told = explain(record)
    assert "reading    certain" in told
    assert "takes it as its object (uncertain)" in told
    assert "certainty  certain" in told


def test_the_facts_of_a_strike_are_kept_in_every_report_and_explained_by_their_words(tmp_path: Path) -> None:
    records = make_records([report(facts=STRIKE), report(document="b.txt", publisher="Other Post")])
    path = tmp_path / "records.jsonl"
    write_records(Archive(documents=(), records=records), path)
    assert read_records(path).records == records
    (row,) = (row for row in rows(path) if row["type"] == "record")
    assert ["facts" in told for told in row["reports"]] == [True, False]
    lines = explain(records[0]).splitlines()
    assert (
        "strike     drone, missile, launched 30, killed at least 2, wounded 0, energy hit, school hit"
        in lines
    )
    assert "energy hit (the place is one)" in next(line for line in lines if line.startswith("  strike"))
    assert "drone (“Troops”)" in next(line for line in lines if line.startswith("  strike"))


@pytest.mark.parametrize(
    "count", [{"least": -1, "most": 2, "spans": []}, {"least": 3, "most": 2, "spans": [[0, 1]]}]
)
def test_a_count_that_is_none_is_refused(tmp_path: Path, count: dict[str, Any]) -> None:
    path = tmp_path / "records.jsonl"
    write_records(Archive(documents=(), records=make_records([report(facts=STRIKE)])), path)
    *others, last = rows(path)
    last["reports"][0]["facts"]["killed"] = count
    path.write_text("\n".join(json.dumps(row) for row in (*others, last)), encoding="utf-8")
    with pytest.raises(InputError, match=r"reports\[0\]\.facts\.killed: from -?\d to 2 is no count"):
        read_records(path)


def test_a_folder_geomap_did_not_write_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(OutputError, match="did not write"), output_folder(tmp_path):
        pass
    with pytest.raises(OutputError, match="a file is in the way"), output_folder(tmp_path / "thesis.txt"):
        pass


def test_a_failed_run_leaves_the_earlier_output_and_no_scraps(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with output_folder(out) as scratch:
        write_records(archive(), scratch / "records.jsonl")
        (scratch / "map.html").write_text("first")
    (out / "notes.txt").write_text("the user's own")
    with pytest.raises(RuntimeError), output_folder(out) as scratch:
        (scratch / "map.html").write_text("second")
        raise RuntimeError
    assert (out / "map.html").read_text() == "first"
    with output_folder(out) as scratch:
        (scratch / "map.html").write_text("third")
    assert (out / "map.html").read_text() == "third"
    assert (out / "notes.txt").exists()
    assert [f.name for f in tmp_path.iterdir()] == ["out"]


def test_the_usual_reasons_are_those_that_the_engine_gives() -> None:
    """Where it says other things, files only grow; this tells that they do."""
    text = "Drones hit Kupiansk. Shells hit Enerhodar on Monday."
    found = run([Document(id="a", text=text, published=Days.one(date(2022, 9, 6)))], open_gazetteer())
    told = [report for record in found.records for report in record.reports]
    assert {USUAL_REASONS[one.basis] for one in told} >= {one.time_reason for one in told}
    assert ALONE in {one.place_reason for one in told}
