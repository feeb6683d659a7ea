"""Invented files of every kind, with what is expected of each in ``intake/expected.json``."""

import json
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

import pytest

from geomap.documents import Document, LeftOut, Refusal, Remark, scan_documents
from geomap.documents.document import Item
from geomap.documents.kinds import HEAD
from geomap.documents.readers import kind_of
from geomap.text import detect_language

FOLDER = Path(__file__).parent / "intake"
EXPECTED: list[dict[str, Any]] = json.loads((FOLDER / "expected.json").read_text("utf-8"))
OF_DOCUMENT = ("title", "publisher", "url", "via", "text")
OF_FILE = ("count", "skipped", "refused", "refused_lines", "flagged", "same_as")
KNOWN = {"file", "id", "note", "published", "language", "has", "hasnot", *OF_DOCUMENT, *OF_FILE}


def scan(file: str) -> list[Item]:
    path = FOLDER / file
    if kind_of(path.read_bytes()[:HEAD], PurePath(file).suffix) is None:
        pytest.skip(f"no reader for {path.suffix} yet")
    return list(scan_documents([path]))


def of(items: list[Item]) -> list[Document]:
    return [item for item in items if isinstance(item, Document)]


def check_document(document: Document, expected: dict[str, Any]) -> None:
    for name in OF_DOCUMENT:
        if name in expected:
            assert getattr(document, name) == expected[name]
    if "published" in expected:
        assert (document.published.edtf() if document.published else None) == expected["published"]
    if "language" in expected:
        assert (document.language or detect_language(document.text)) == expected["language"]
    assert [words for words in expected.get("has", ()) if words not in document.text] == []


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda one: f"{one['file']} {one.get('id', '')}".strip())
def test_a_file_gives_what_is_expected(expected: dict[str, Any]) -> None:
    assert set(expected) <= KNOWN
    items = scan(expected["file"])
    documents = of(items)
    if expected.get("refused"):
        assert documents == []
        assert [item for item in items if isinstance(item, Refusal)]
        return
    if "count" in expected:
        assert len(documents) == expected["count"]
    if "skipped" in expected:
        assert sum(item.count for item in items if isinstance(item, LeftOut)) == expected["skipped"]
    if "refused_lines" in expected:
        refused = [str(item.where) for item in items if isinstance(item, Refusal)]
        assert refused == [f"{FOLDER / expected['file']}:{line}" for line in expected["refused_lines"]]
    if expected.get("flagged"):
        assert [item for item in items if isinstance(item, Remark)]
    if "same_as" in expected:
        (other,) = of(scan(expected["same_as"]))
        assert [replace(document, id=other.id) for document in documents] == [other]
    if "id" in expected:
        documents = [document for document in documents if document.id == expected["id"]]
        assert len(documents) == 1
    if documents:  # what is said of no other is said of the first
        check_document(documents[0], expected)
    assert [words for words in expected.get("hasnot", ()) if words in repr(documents)] == []
