from pathlib import Path

import pytest

from geomap.documents import Document
from geomap.errors import InputError, OutputError
from geomap.files.explain import explain
from geomap.files.folder import output_folder
from geomap.files.records import Archive, read_records, write_records
from geomap.records import make_records
from tests.records_of import report


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
        ("{}\n", "not a records file"),
        ('{"type":"geomap-records","version":99}\n', "version 99"),
        ('{"type":"geomap-records","version":1}\n{"type":"record","id":5}\n', ":2: "),
    ],
)
def test_another_file_is_refused_with_its_line(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "x.jsonl").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_records(tmp_path / "x.jsonl")


def test_explain_shows_quote_source_and_candidates_and_cannot_steer_a_terminal() -> None:
    (record,) = make_records([report(publisher="Evil\x1b]0;title\x07 \u202ePost")])
    told = explain(record)
    assert "[Lyman]" in told
    assert "Ukrainian General Staff" in told
    assert "Donetsk Oblast" in told
    assert not any(ord(c) < 32 and c != "\n" for c in told)
    assert "\u202e" not in told


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
