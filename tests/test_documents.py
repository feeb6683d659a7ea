import io
import json
import os
import re
import threading
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.attempts import Failure
from geomap.documents import (
    Document,
    PassedOver,
    Refusal,
    Remark,
    Settings,
    read_documents,
    reading,
    scan_documents,
)
from geomap.documents.given import given_frame
from geomap.errors import InputError
from geomap.spans import Days

MONDAY = Days.one(date(2022, 9, 5))


def scan(*inputs: Path | str, stdin: bytes | None = None, how: Settings | None = None) -> list[object]:
    return list(scan_documents(inputs, None if stdin is None else io.BytesIO(stdin), how))


def refusals(*inputs: Path) -> list[str]:
    return [str(item) for item in scan(*inputs) if isinstance(item, Refusal)]


@pytest.mark.parametrize(
    "given",
    [
        "Shells hit Kharkiv on Monday.",
        "Обстріляно Харків, є поранені!",
        "Shells hit Kharkiv early on Monday",
        "Shells hit Kharkiv\nand Izium",
        "He said: “They left.”",
    ],
)
def test_what_names_no_file_and_is_a_sentence_is_a_text(given: str) -> None:
    remark, document = scan(given)
    assert str(remark).endswith("read as a text: no file is called so")
    assert isinstance(document, Document)
    assert document.text == given


@pytest.mark.parametrize(
    "given",
    [
        "my old articles",
        "Monday.",
        "the articles of the last week.txt",
        "./the articles of the last week",
        "/home/ann/the articles of last week",
        "~/the articles of the last week",
        r"C:\the articles of the last week",
        "the articles of the last week/",
    ],
)
def test_a_path_that_is_mistyped_is_no_text(given: str) -> None:
    (refusal,) = scan(given)
    assert str(refusal) == f"{Path(given)}: no such file or folder; check the path"


def test_a_file_of_that_name_is_read_and_not_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("Shells hit Kharkiv.").mkdir()
    (tmp_path / "Shells hit Kharkiv." / "a.txt").write_text("Izium was hit.")
    assert [d.text for d in scan("Shells hit Kharkiv.") if isinstance(d, Document)] == ["Izium was hit."]


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b" \n"])
def test_standard_input_may_be_a_text_or_json_lines(before: bytes) -> None:
    text = "Shells hit Kharkiv on Monday."
    (pasted,) = scan("-", stdin=before + text.encode())
    (line,) = scan("-", stdin=before + lines({"id": "a", "text": text}))
    assert isinstance(pasted, Document)
    assert isinstance(line, Document)
    assert (pasted.text.strip(), line.text) == (text, text)
    assert (pasted.id[:5], line.id) == ("text-", "a")


def test_an_archive_may_come_by_standard_input() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "Shells hit Kharkiv on Monday.")
    (document,) = scan("-", stdin=packed.getvalue())
    assert isinstance(document, Document)
    assert document.text.strip() == "Shells hit Kharkiv on Monday."


def test_a_pasted_page_is_read_as_a_page_and_a_text_has_the_same_id_again() -> None:
    page = b"<!DOCTYPE html><html><body><p>" + b"Shells hit Kharkiv. " * 40 + b"</p></body></html>"
    (document,) = (d for d in scan("-", stdin=page) if isinstance(d, Document))
    assert "<p>" not in document.text
    one, other = (scan("-", stdin=text)[0] for text in (b"Shells hit Kharkiv.", b"Shells hit Izium."))
    assert isinstance(one, Document)
    assert isinstance(other, Document)
    assert one.id != other.id
    assert scan("-", stdin=b"Shells hit Kharkiv.\n")[0] == replace(one, text="Shells hit Kharkiv.\n")


def test_rows_of_a_data_frame_are_documents_by_the_names_of_their_columns() -> None:
    frame = pandas.DataFrame(
        {
            "id": [1, 2],
            "content": ["Shells hit Kharkiv.", "Izium was hit."],
            "date": [pandas.Timestamp("2022-09-05"), pandas.NaT],
            "outlet": ["Kyiv Post", None],
            "likes": [3, 4],
        }
    )
    items = list(scan_documents([given_frame(frame)]))
    assert [i for i in items if isinstance(i, Document)] == [
        Document(id="1", text="Shells hit Kharkiv.", published=MONDAY, publisher="Kyiv Post"),
        Document(id="2", text="Izium was hit."),
    ]
    (refusal,) = scan_documents([given_frame(pandas.DataFrame({"n": [1], "m": [2]}))])
    assert "no column is a text" in str(refusal)


def remarks(*inputs: Path) -> list[str]:
    return [str(item) for item in scan(*inputs) if isinstance(item, Remark)]


def lines(*rows: object) -> bytes:
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def test_front_matter_counts_more_than_the_table_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        '---\ntitle: "From: the front"\nmood: calm\n---\n\nLyman fell.\n', encoding="utf-8"
    )
    (tmp_path / "b.txt").write_text("\ufeffЛиман\r\nвзято", encoding="utf-8")
    (tmp_path / "documents.csv").write_text(
        'file,title,published,publisher\na.md,From the table,2022-10-01,"Post, The"\n', encoding="utf-8"
    )
    a, b = read_documents(tmp_path)
    assert a == Document(
        id="a.md",
        text="Lyman fell.\n",
        title="From: the front",
        published=Days.one(date(2022, 10, 1)),
        publisher="Post, The",
    )
    assert b == Document(id="b.txt", text="Лиман\nвзято")


def test_json_lines_keep_their_text_to_the_character(tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text(
        '{"id": 7, "text": "a\\r\\nb\u2028c", "published": "2022-10-01T09:00:00Z", "tag": []}\n',
        encoding="utf-8",
    )
    (document,) = read_documents(file)
    assert (document.id, document.text) == ("7", "a\r\nb\u2028c")
    assert document.published == Days.one(date(2022, 10, 1))


def test_every_fault_is_named_with_its_place_and_good_documents_go_through(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Izium.", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02")
    (tmp_path / "open.md").write_text("---\ntitle: x\nIzium", encoding="utf-8")
    (tmp_path / "void.txt").write_text(" \u200b\ufeff\n", encoding="utf-8")
    (tmp_path / "lines.jsonl").write_text(
        '{"id": "1", "text": "x", "published": "soon"}\n\n{"id": "2"}\n{"id": "3", "text": 5}\nno json\n'
        '{"id": "4", "text": "x"}\n{"id": "4", "text": "y"}\n{"id": " ", "text": "x"}\n'
        '{"id": "5", "text": ""}\n',
        encoding="utf-8",
    )
    found = scan(tmp_path)
    assert [d.id for d in found if isinstance(d, Document)] == ["good.txt", "1", "4"]
    said = "\n".join(refusals(tmp_path)).replace(str(tmp_path), "")
    for line in (
        "/bad.txt: not a text file",
        "/lines.jsonl:1: published: 'soon' is no date",
        "/lines.jsonl:3: text: missing",
        "/lines.jsonl:4: text: missing, or no text",
        "/lines.jsonl:5: JSON is malformed",
        "/lines.jsonl:7: id '4' was used before",
        "/lines.jsonl:8: id: missing or empty",
        "/lines.jsonl:9: empty",
        "/open.md:1: the front matter is not closed",
        "/void.txt: empty",
    ):
        assert line in said
    lost = sum(item.documents for item in found if isinstance(item, Refusal))
    assert lost == len(said.splitlines()) - 1  # the wrong date cost no document
    with pytest.raises(InputError, match="soon"):
        read_documents(tmp_path)


def test_a_missing_path_an_empty_folder_and_a_strange_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "map.png").write_bytes(b"x")
    assert "no such file" in refusals(tmp_path / "nowhere")[0]
    assert "holds no document" in refusals(tmp_path)[0]
    assert "not a kind of file" in refusals(tmp_path / "map.png")[0]


@pytest.mark.parametrize(
    ("name", "head", "said"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0", "a Word document of the old kind; save it as .docx"),
        ("a.MSG", b"\xd0\xcf\x11\xe0", "a mail of Outlook; save it as .eml"),
        ("a.odt", b"PK\x03\x04", "a text of OpenDocument; save it as .docx"),
        ("a.bin", b"7z\xbc\xaf\x27\x1c\x00", "an archive of 7-Zip; unpack it, or pack it as .zip"),
        ("a.webarchive", b"bplist00", "a page that Safari saved; save it as HTML"),
    ],
)
def test_a_kind_that_is_not_read_is_named_with_the_remedy(
    tmp_path: Path, name: str, head: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(head + b"\x00" * 50)
    assert refusals(tmp_path / name) == [f"{tmp_path / name}: not a kind of file geomap reads: {said}"]


def test_what_is_known_by_its_content_is_read_whatever_its_ending(tmp_path: Path) -> None:
    (tmp_path / "page.doc").write_bytes(
        b"<!DOCTYPE html><html><body><article><p>" + b"Shells hit Izium on Monday. " * 40 + b"</p></article>"
    )
    assert [type(item) for item in scan(tmp_path / "page.doc")] == [Document]
    (tmp_path / "a.xyz").write_bytes(b"\x00\x01")
    assert "not a kind of file geomap reads (.pdf, " in refusals(tmp_path / "a.xyz")[0]


def test_standard_input_is_json_lines_and_is_read_once() -> None:
    (item,) = scan("-", stdin=lines({"id": "a", "text": "x"}))
    assert isinstance(item, Document)
    _, again = scan("-", "-", stdin=lines({"id": "a", "text": "x"}))
    assert "named twice" in str(again)
    (closed,) = scan("-")
    assert isinstance(closed, Refusal)


def test_a_line_of_a_pipe_is_read_before_the_next_is_written() -> None:
    reading_end, writing_end = os.pipe()
    os.write(writing_end, lines({"id": "a", "text": "Izium."}))
    found: list[object] = []
    with os.fdopen(reading_end, "rb") as stream:
        items = scan_documents(["-"], stream)
        first = threading.Thread(target=lambda: found.append(next(items)), daemon=True)
        first.start()
        first.join(30)
        waits = first.is_alive()
        os.close(writing_end)
        first.join(30)
    assert not waits
    assert found


def test_what_a_folder_holds_besides_is_counted_by_kind(tmp_path: Path) -> None:
    for name in ("a.txt", "b.MARKDOWN", "map.png", "MAP.PNG", "README", ".notes.txt", "documents.csv"):
        (tmp_path / name).write_text("file\n" if name.endswith("csv") else "Lyman fell.", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "c.txt").write_text("x", encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "round.txt").symlink_to(tmp_path / "round.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    *documents, passed = scan(tmp_path)
    assert [d.id for d in documents if isinstance(d, Document)] == ["a.txt", "b.MARKDOWN"]
    assert isinstance(passed, PassedOver)
    assert dict(passed.kinds) == {
        ".png": 2,
        "broken links": 2,
        "hidden": 1,
        "hidden folders": 1,
        "links to folders": 1,
        "pipes, sockets or devices": 1,
        "without an ending": 1,
    }
    assert passed.count == 9
    assert "2 .png" in str(passed)


def test_a_folder_that_geomap_wrote_is_not_read_wherever_it_lies(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Lyman fell.", encoding="utf-8")
    for folder in ("map", "old"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "records.jsonl").write_bytes(
            lines({"type": "geomap-records", "version": 1}).replace(b" ", b"")
            + lines({"type": "document", "id": "stale", "text": "Kharkiv fell."})
        )
        (tmp_path / folder / "front-line.html").write_text("x", encoding="utf-8")
        (tmp_path / folder / "front-line-2022-q1.html").write_text("x", encoding="utf-8")
        (tmp_path / folder / "note.txt").write_text("Izium.", encoding="utf-8")
    found = scan(tmp_path, how=Settings(output=tmp_path / "map"))
    assert [d.id for d in found if isinstance(d, Document)] == ["a.txt", "old/note.txt"]
    assert found[-1] == PassedOver((("written by geomap", 7),), 0)
    assert "records of an earlier run" in refusals(tmp_path / "old" / "records.jsonl")[0]


def test_fields_have_the_names_that_clippers_and_scrapers_give_them() -> None:
    row = {
        "id": 1,
        "text": "x",
        "Headline": "H",
        "Publish-Date": 1662336000,
        "source": "https://example.org/a",
        "lang": "UA",
        "author": "A. B.",
        "modified": "2023-01-01",
    }
    document, remark = scan("-", stdin=lines(row))
    assert document == Document(
        id="1",
        text="x",
        title="H",
        published=Days.one(date(2022, 9, 5)),
        printed_there=datetime(2022, 9, 5, 3),
        url="https://example.org/a",
        language="uk",
        zone="Europe/Kyiv",
    )
    assert str(remark).startswith("fields not used: author (1), modified (1); geomap uses title, published")


def test_unknown_fields_are_named_once_however_many_documents_give_them() -> None:
    rows = ({"id": i, "text": "x", "tag": 1} for i in range(3))
    assert [str(item) for item in scan("-", stdin=lines(*rows)) if isinstance(item, Remark)] == [
        "fields not used: tag (3); geomap uses title, published, publisher, via, url, language"
    ]


@pytest.mark.parametrize(
    ("content", "count", "said"),
    [
        (b'{"id":1,\n"text":"x"}\n', 2, "in one, e.g. with jq -c ."),
        (b"{file,text\na,b\nc,d\n", 3, "each line is one JSON object"),
        (b"\xef\xbb\xbf", 1, "empty"),
        (b'{"id":1,"text":"x","deep":' + b"[" * 5000 + b"]" * 5000 + b"}", 1, "nested more than 64 deep"),
    ],
)
def test_what_is_no_json_lines_is_refused_once_with_the_remedy(content: bytes, count: int, said: str) -> None:
    (item,) = scan("-", stdin=content)
    assert isinstance(item, Refusal)
    assert said in str(item)
    assert item.documents == count


def test_brackets_in_a_text_nest_nothing() -> None:
    (item,) = scan("-", stdin=lines({"id": 1, "text": '\\["[' * 100}))
    assert isinstance(item, Document)


def test_a_document_above_the_largest_size_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    small = Settings(largest=100)
    rows = lines({"id": 1, "text": "x" * 200}, {"id": 2, "text": "y"})
    refused, read = scan("-", stdin=rows, how=small)
    assert "raise --max-size" in str(refused)
    assert isinstance(read, Document)
    (tmp_path / "a.txt").write_text("x" * 101, encoding="utf-8")
    assert "raise --max-size" in str(scan(tmp_path / "a.txt", how=small)[0])


def test_a_file_name_that_is_no_utf8_gives_an_id_that_can_be_written(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"bad\xff.txt")).write_text("Lyman fell.", encoding="utf-8")
    (document,) = scan(tmp_path)
    assert isinstance(document, Document)
    assert document.id == "bad\\xff.txt"


def test_a_fault_in_reading_one_document_is_told_and_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(text: str) -> str | None:
        if "Izium" in text:
            raise RuntimeError("no rule foresaw this")
        return None

    monkeypatch.setattr(reading, "disguised", broken)
    (tmp_path / "a.txt").write_text("Izium.", encoding="utf-8")
    rows = lines({"id": 1, "text": "Lyman."}, {"id": 2, "text": "Izium."}, {"id": 3, "text": "Lyman."})
    (tmp_path / "b.jsonl").write_bytes(rows)
    found = scan(tmp_path)
    assert [item.id for item in found if isinstance(item, Document)] == ["1", "3"]
    failures = [str(item) for item in found if isinstance(item, Failure)]
    assert [line.split(": not read: ")[0] for line in failures] == [
        str(tmp_path / "a.txt"),
        f"{tmp_path / 'b.jsonl'}:2",
    ]


BITS = st.sampled_from(
    [bit.encode() for bit in '--- +++ " [ { : ; , *a &a published file 9999-12-31 \\ud800 Харків'.split()]
    + [b"\n", b"\0", b"\xff\xfe", b"title: x\n", b'{"id":1,"text":"x"}', "Харків".encode("cp1251")]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(BITS | st.binary(max_size=4), max_size=30).map(b"".join),
    st.sampled_from([".txt", ".md", ".jsonl"]),
)
def test_any_bytes_under_any_name_are_read_or_refused(tmp_path: Path, content: bytes, ending: str) -> None:
    for old in tmp_path.iterdir():
        old.unlink()
    (tmp_path / f"a{ending}").write_bytes(content)
    (tmp_path / "documents.csv").write_bytes(content)
    found = scan(tmp_path)
    assert not [item for item in found if isinstance(item, Failure)]
    assert [item for item in found if isinstance(item, Document | Refusal)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "<html><head><script>var a='Moscow'</script></head></html>",
            "a page without the text of an article",
        ),
        ('<?xml version="1.0"?><rss></rss>', "a feed without entries"),
        ("{\\rtf1\\ansi}", "RTF without a text"),
        ("%PDF-1.7\nKharkiv", "no PDF that can be read"),
        ('[{"id": 1}]', "text: missing"),
        ("Received: from x\nFrom: a@b.example\nSubject: Kharkiv\n\n", "a mail without a text"),
        ("S2hhcmtpdiB3YXMgc3RydWNrIG9uIE1vbmRheSwgdGhlIG1heW9yIHNhaWQu\n" * 3, "base64"),
        ("date;place;killed\n1.1;Kharkiv;2\n2.1;Izium;3\n", "a table"),
        ("РРѕСЃС–Р№СЃСЊРєС– РІС–Р№СЃСЊРєР", "saved in another encoding"),
    ],
)
def test_what_is_no_running_text_is_refused_by_what_it_is(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (refusal,) = refusals(tmp_path / "a.txt")
    assert said in refusal


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv, Kharkiv, Odesa\nThree cities, it said, were hit, and more.\nThe end.",
        "From: the front\nSubject: the war\n\nKharkiv was struck.",
        "{curly} braces open this text.",
        "[1] A footnote.\n[2] Another.",
        "<strong>Kharkiv</strong> was struck.",
        "Kharkiv",
        "СССР, РФ, США: РЄС. Рѓ",
    ],
)
def test_running_text_that_looks_a_little_like_something_else_is_read(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (document,) = read_documents(tmp_path / "a.txt")
    assert document.text == text


@pytest.mark.parametrize(
    "day", [date(2022, 9, 5), datetime(2022, 9, 5, 23, 59), "2022-09-05", "5 September 2022", MONDAY]
)
def test_a_document_takes_its_day_of_publication_as_people_have_it(day: Days | date | str) -> None:
    assert Document(id="a", text="Shells hit Kharkiv.", published=day).published == MONDAY


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"id": 1}, "document: id: 1 is no text"),
        ({"text": None}, "document: text: None is no text"),
        ({"publisher": 5}, "document 'a': publisher: 5 is no text; give one, or leave it out"),
        ({"published": "soon"}, "document 'a': published: 'soon' is no date; give ISO 8601"),
        ({"published": 2022}, "document 'a': published: 2022 is no day; give a date"),
    ],
)
def test_a_document_that_makes_no_sense_is_refused_when_it_is_made(fields: dict[str, Any], told: str) -> None:
    with pytest.raises(InputError, match=re.escape(told)):
        Document(**{"id": "a", "text": "Shells hit Kharkiv.", **fields})
