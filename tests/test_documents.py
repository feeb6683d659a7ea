import io
from datetime import date
from pathlib import Path

import pytest

from geomap.documents import Document, Refusal, parse_published, read_documents, scan_documents
from geomap.errors import InputError
from geomap.spans import Days


def refusals(*inputs: Path) -> list[str]:
    return [str(item) for item in scan_documents(inputs) if isinstance(item, Refusal)]


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


def test_json_lines_keep_their_text_to_the_character_and_ignore_unknown_keys(tmp_path: Path) -> None:
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
    (tmp_path / "bad.txt").write_bytes("Изюм".encode("cp1251"))
    (tmp_path / "open.md").write_text("---\ntitle: x\nIzium", encoding="utf-8")
    (tmp_path / "void.txt").write_text(" \n", encoding="utf-8")
    (tmp_path / "lines.jsonl").write_text(
        '{"id": "1", "text": "x", "published": "soon"}\n\n{"id": "2"}\n{"id": "3", "text": 5}\nno json\n'
        '{"id": "4", "text": "x"}\n{"id": "4", "text": "y"}\n',
        encoding="utf-8",
    )
    found = list(scan_documents([tmp_path]))
    assert [d.id for d in found if isinstance(d, Document)] == ["good.txt", "1", "4"]
    said = "\n".join(refusals(tmp_path)).replace(str(tmp_path), "")
    for line in (
        "/bad.txt: not UTF-8",
        "/lines.jsonl:1: published: 'soon' is no date",
        "/lines.jsonl:3: Object missing required field `text`",
        "/lines.jsonl:4: Expected `str`, got `int` - at `$.text`",
        "/lines.jsonl:5: JSON is malformed",
        "/lines.jsonl:7: id '4' was used before",
        "/open.md:1: the front matter is not closed",
        "/void.txt: empty",
    ):
        assert line in said
    with pytest.raises(InputError, match="soon"):
        read_documents(tmp_path)


def test_a_missing_path_an_empty_folder_and_a_strange_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "map.png").write_bytes(b"x")
    assert "no such file" in refusals(tmp_path / "nowhere")[0]
    assert "holds no document" in refusals(tmp_path)[0]
    assert "not a kind of file" in refusals(tmp_path / "map.png")[0]


def test_a_wrong_date_in_the_table_is_named_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "documents.csv").write_text("file,published\na.txt,2022-13-01\n", encoding="utf-8")
    assert "documents.csv:2: published: '2022-13-01' is no date" in refusals(tmp_path)[0]


def test_standard_input_is_json_lines() -> None:
    (item,) = scan_documents(["-"], io.BytesIO(b'{"id": "a", "text": "x"}'))
    assert isinstance(item, Document)


@pytest.mark.parametrize(
    "written",
    ["DEC. 14, 2016, 2:54 AM EST", "14th December 2016", "Wed, 14 Dec 2016 07:54:00 +0000", "14-Dec-2016"],
)
def test_a_date_with_its_month_in_words_is_read(written: str) -> None:
    assert parse_published(written) == Days.one(date(2016, 12, 14))


@pytest.mark.parametrize(
    "written", ["", "soon", "5/9/2022", "31 June 2022", "2022-02-30", "22-09-05", "2022-00"]
)
def test_what_is_no_iso_date_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="ISO 8601"):
        parse_published(written)
