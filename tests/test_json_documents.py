import json
from pathlib import Path
from typing import Any

import pytest

from geomap.documents import Document, Refusal, scan_documents
from geomap.documents.document import Item, Settings

WORDS = "Missiles struck Kharkiv on Monday."


def scan(folder: Path, content: object, name: str = "data.json") -> list[Item]:
    written = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()
    (folder / name).write_bytes(written)
    return list(scan_documents([folder / name]))


def documents(items: list[Item]) -> list[Document]:
    return [item for item in items if isinstance(item, Document)]


ROW = {"id": "a", "title": "Strike", "text": WORDS, "date": "2022-09-05"}


@pytest.mark.parametrize(
    "content",
    [
        [ROW],
        {"articles": [ROW]},
        {"status": "ok", "total": 1, "response": {"page": 1, "results": [ROW]}},
        {"hits": {"total": 1, "hits": [{"_id": "x", "_source": ROW}]}},
        {"data": [{"type": "article", "attributes": ROW}]},
        ROW,
        json.dumps(ROW, indent=2).encode(),
        json.dumps(ROW).encode("utf-16"),
        b"\xef\xbb\xbf" + json.dumps([ROW]).encode(),
    ],
    ids=["list", "wrapped", "response", "hits", "attributes", "object", "pretty", "utf-16", "mark"],
)
@pytest.mark.parametrize("name", ["data.json", "data.txt"])
def test_a_document_is_found_wherever_it_is_wrapped(tmp_path: Path, content: object, name: str) -> None:
    (document,) = documents(scan(tmp_path, content, name))
    assert (document.id, document.title, document.text) == ("a", "Strike", WORDS)


def test_lines_and_lists_are_told_by_their_content_whatever_their_name(tmp_path: Path) -> None:
    lines = b"\n".join(json.dumps({"id": n, "text": WORDS + " x" * 5_000}).encode() for n in range(3))
    assert [one.id for one in documents(scan(tmp_path, lines))] == ["0", "1", "2"]
    assert [one.id for one in documents(scan(tmp_path, [ROW], "data.jsonl"))] == ["a"]


def test_what_is_said_of_all_holds_where_a_row_says_nothing(tmp_path: Path) -> None:
    rows = [{"id": 1, "text": WORDS}, {"id": 2, "text": WORDS, "source": "Own"}]
    found = documents(scan(tmp_path, {"channel": "Steppe Herald", "messages": rows}))
    assert [one.publisher for one in found] == ["Steppe Herald", "Own"]
    posts = {"channel": "steppe_herald", "messages": [{"id": 201, "message": WORDS}]}
    (post,) = documents(scan(tmp_path, posts))
    assert (post.id, post.publisher) == ("telegram:steppe_herald/201", "steppe_herald")
    found = documents(scan(tmp_path, {"publisher": "Steppe Herald", "messages": rows}))
    assert [one.publisher for one in found] == ["Steppe Herald", "Own"]


def test_posts_are_of_the_channel_that_holds_them(tmp_path: Path) -> None:
    by_number = {"title": "Steppe", "text_messages": {"7": {"message": WORDS, "date": 1662362100.0}}}
    listed = {"name": "Coast", "posts": [{"id": 8, "text": WORDS}, {"_": "MessageService", "id": 9}]}
    items = scan(tmp_path, [by_number, listed])
    assert [(one.id, one.publisher) for one in documents(items)] == [("7", "Steppe"), ("8", "Coast")]
    assert "notes of service: 1" in str(items[-1])


def test_comments_and_other_lists_within_an_article_are_not_read(tmp_path: Path) -> None:
    row = {**ROW, "comments": [{"id": "c", "text": "Kyiv next"}], "items": [{"id": "i", "text": "Lviv"}]}
    assert [one.text for one in documents(scan(tmp_path, row))] == [WORDS]


@pytest.mark.parametrize(
    ("row", "text", "publisher", "published"),
    [
        (
            {"content": {"rendered": WORDS}, "title": {"rendered": "T"}, "date": "2022-09-05T10:00"},
            WORDS,
            None,
            "05",
        ),
        (
            {"message": WORDS, "source": {"id": None, "name": "BBC"}, "publishedAt": "2022-09-05"},
            WORDS,
            "BBC",
            "05",
        ),
        (
            {"body": "**Kharkiv** was hit", "created_at": {"$date": "2022-09-06"}},
            "Kharkiv was hit",
            None,
            "06",
        ),
        ({"text": ["One.", "Two."], "publisher": [{"name": "A"}, {"name": "B"}]}, "One.\nTwo.", "A, B", None),
        ({"title": WORDS, "seendate": "20220906T191500Z", "event_date": "2022-09-06"}, WORDS, None, None),
    ],
)
def test_values_are_read_in_the_shapes_that_programs_give_them(
    tmp_path: Path, row: dict[str, Any], text: str, publisher: str | None, published: str | None
) -> None:
    (document,) = documents(scan(tmp_path, [row]))
    assert (document.text, document.publisher) == (text, publisher)
    assert (document.published.edtf()[-2:] if document.published else None) == published


def test_an_id_does_not_change_when_rows_come_before(tmp_path: Path) -> None:
    rows = [{"text": f"{WORDS} {n}"} for n in range(3)]
    first = {one.text: one.id for one in documents(scan(tmp_path, rows))}
    later = {one.text: one.id for one in documents(scan(tmp_path, [{"text": "New."}, *rows]))}
    assert first.items() <= later.items()
    assert len(set(later.values())) == 4


@pytest.mark.parametrize("rest", [b'\n"', b' "A line that was cut', b' {"text": "cut'])
def test_what_is_cut_off_after_a_whole_value_is_named(tmp_path: Path, rest: bytes) -> None:
    document, refusal = scan(tmp_path, json.dumps([ROW], indent=1).encode() + rest)
    assert isinstance(document, Document)
    assert "malformed JSON (" in str(refusal)
    assert "what stands before it is read" in str(refusal)


def test_ids_of_two_files_do_not_hide_each_other(tmp_path: Path) -> None:
    for name, words in (("a.json", "Izium."), ("b.json", "Lyman.")):
        scan(tmp_path, [{"id": 1, "text": words}], name)
    assert [one.id for one in documents(list(scan_documents([tmp_path])))] == ["1", "b.json#1"]


@pytest.mark.parametrize(
    ("content", "said", "lost"),
    [
        (b"[" * 100_000, "nested more than 64 deep", 1),
        (b'[{"id": 1, "text": "x"', "malformed JSON", 1),
        (b"[]", "empty; there is nothing to read", 1),
        ([{"name": "package"}] * 5, "text: missing, or no text", 5),
        (b'{"a": "\xff\xfe\xfa\x98"}', "neither UTF-8", 1),
    ],
)
def test_what_holds_no_document_is_refused_once(
    tmp_path: Path, content: object, said: str, lost: int
) -> None:
    (refusal,) = scan(tmp_path, content)
    assert isinstance(refusal, Refusal)
    assert said in str(refusal)
    assert refusal.documents == lost


@pytest.mark.parametrize(
    ("row", "text", "title"),
    [
        (
            {"content": {"rendered": f"<p>{WORDS}</p>\n<p>It <b>burned</b>.</p>"}},
            f"{WORDS}\n\nIt burned.",
            None,
        ),
        ({"body": f"{WORDS} Where a < b and b > c."}, f"{WORDS} Where a < b and b > c.", None),
        ({"text": WORDS, "title": {"rendered": "Strike &#8211; again"}}, WORDS, "Strike – again"),
        ({"maintext": WORDS, "description": "A strike."}, WORDS, None),
        ({"fields": {"bodyText": WORDS}, "webTitle": "Strike"}, WORDS, "Strike"),
    ],
)
def test_texts_are_taken_without_marks_under_the_names_of_interfaces(
    tmp_path: Path, row: dict[str, Any], text: str, title: str | None
) -> None:
    (document,) = documents(scan(tmp_path, [{"id": "a", **row}]))
    assert (document.text, document.title) == (text, title)


@pytest.mark.parametrize("name", ["data.json", "data.jsonl"])
def test_what_python_writes_for_no_number_costs_no_row(tmp_path: Path, name: str) -> None:
    row = json.dumps({**ROW, "score": float("nan"), "text": f"{WORDS} NaN is said."})
    (document,) = documents(scan(tmp_path, row.encode(), name))
    assert document.text == f"{WORDS} NaN is said."


def test_the_user_says_which_fields_are_the_text_and_the_day(tmp_path: Path) -> None:
    (tmp_path / "data.json").write_text(json.dumps([{**ROW, "inner": {"words": "Bombs hit Lyman."}}]))
    settings = Settings(columns={"text": "inner.words", "published": ""})
    (document,) = documents(list(scan_documents([tmp_path / "data.json"], settings=settings)))
    assert (document.text, document.published) == ("Bombs hit Lyman.", None)


def test_a_row_whose_text_has_no_known_name_is_refused_with_the_names_it_has(tmp_path: Path) -> None:
    (refusal,) = [item for item in scan(tmp_path, [{"words": WORDS, "n": 1}]) if isinstance(item, Refusal)]
    assert "the fields are words, n: name it with --map text=FIELD" in refusal.what


def test_posts_of_two_channels_may_have_one_number(tmp_path: Path) -> None:
    posts = [{"id": 5, "message": WORDS, "peer_id": {"channel_id": number}} for number in (111, 222)]
    assert [one.id for one in documents(scan(tmp_path, posts))] == ["telegram:111/5", "telegram:222/5"]


def test_times_with_the_year_last_and_languages_that_nobody_told_are_read(tmp_path: Path) -> None:
    row = {"id": "a", "full_text": WORDS, "created_at": "Mon Sep 05 21:30:00 +0000 2022", "lang": "und"}
    (document,) = documents(scan(tmp_path, [row]))
    assert document.published is not None
    assert (document.published.edtf(), document.language) == ("2022-09-06", None)
