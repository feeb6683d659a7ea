"""The table of kinds in ``docs/your-material.md``: each has a row, and its example is read as that kind."""

import re
from pathlib import Path, PurePath

import pytest

from geomap.documents import Document, scan_documents
from geomap.documents.fields import ALIASES, IDS, TEXTS, field_name
from geomap.documents.kinds import HEAD
from geomap.documents.readers import KINDS, kind_of

PAGE = Path(__file__).parent.parent / "docs" / "your-material.md"
TEXT = PAGE.read_text("utf-8")
ROWS = re.findall(r"^\| ([^|`]+?) \|.*\]\((\.\./tests/[^)]+)\) \|$", TEXT, re.MULTILINE)


def test_every_kind_has_a_row_and_no_other() -> None:
    assert [kind for kind, _ in ROWS] == list(dict.fromkeys(kind for kind, _ in ROWS))
    assert {kind for kind, _ in ROWS} == {kind.name for kind in KINDS}


@pytest.mark.parametrize(("name", "example"), ROWS, ids=[name for name, _ in ROWS])
def test_the_example_of_a_kind_is_of_it_and_is_read(name: str, example: str) -> None:
    path = PAGE.parent / example
    kind = kind_of(path.read_bytes()[:HEAD], PurePath(example).suffix)
    assert kind is not None
    assert kind.name == name
    assert [item for item in scan_documents([path]) if isinstance(item, Document)]


def test_the_names_of_fields_are_those_that_are_read() -> None:
    told = dict(
        re.findall(
            r"^\| `?(id|text|title|published|publisher|url|language)`? \| (.*) \|$", TEXT, re.MULTILINE
        )
    )
    names = {"id": IDS, "text": TEXTS, **ALIASES}
    for field, written in told.items():
        shown = [field_name(name) for name in written.split(";")[0].split(",")]
        assert [name for name in shown if name not in names[field]] == []
        assert [name for name in shown if name in names[field]] == [n for n in names[field] if n in shown]
