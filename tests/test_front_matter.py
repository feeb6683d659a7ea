from collections.abc import Mapping

import pytest

from geomap.documents.front_matter import LARGEST, split_front_matter


@pytest.mark.parametrize(
    ("block", "fields"),
    [
        (
            'title: "A: b" # said\ntags:\n  - war\n  - "east"\n"date": 2022-09-05\n',
            {"title": "A: b", "tags": ["war", "east"], "date": "2022-09-05"},
        ),
        (
            "date-created: no\ntitle: >-\n  Strike\n  on Kharkiv\n\n# a comment\nназва: x\n",
            {"date-created": "no", "title": "Strike on Kharkiv", "назва": "x"},
        ),
        ("title: Strike: the day after\ntags: [a\n", {"title": "Strike: the day after", "tags": "[a"}),
        (
            "title: {{title}}\nurl: 'https://example.org'\n",
            {"title": "{{title}}", "url": "https://example.org"},
        ),
        ("", {}),
    ],
)
def test_front_matter_is_read_as_site_generators_and_note_takers_write_it(
    block: str, fields: Mapping[str, object]
) -> None:
    for opened in (f"---\n{block}---\n", f"\n--- \n{block}...\n"):
        found = split_front_matter(f"{opened}\nLyman fell.\n---\nIzium.\n")
        assert found.fields == fields
        assert (found.text, found.complaint) == ("Lyman fell.\n---\nIzium.\n", "")


def test_toml_between_plus_signs_is_read() -> None:
    found = split_front_matter('+++\ntitle = "A"\ndate = 2022-09-05T10:00:00Z\n[params]\nx = 1\n+++\nLyman.')
    assert found.fields["title"] == "A"
    assert str(found.fields["date"]).startswith("2022-09-05T10")
    assert found.text == "Lyman."
    broken = split_front_matter("+++\ntitle = A\n+++\nLyman.")
    assert (broken.fields, broken.text) == ({}, "Lyman.")
    assert "no TOML" in broken.complaint


@pytest.mark.parametrize(
    "text",
    [
        "---\nKharkiv was struck on Monday.\n---\nIzium too.",
        "---\nKharkiv was struck. He said: many died.\nNobody came.\n---\nIzium too.",
        "---\nThe mayor told us: nothing.\n---\nIzium too.",
        "---\nKharkiv was struck.",
        "Kharkiv.\n---\ntitle: x\n---\n",
        "-----\nx: y\n-----\n",
        "+++\nKharkiv",
    ],
)
def test_dashes_that_part_a_text_are_no_front_matter(text: str) -> None:
    assert split_front_matter(text) == ({}, text, "")


def test_front_matter_that_is_not_closed_is_told_and_only_then() -> None:
    for end in ("", "x" * LARGEST + "\n---\n"):
        with pytest.raises(ValueError, match="not closed; end it with a line of three dashes"):
            split_front_matter(f"---\ntitle: x\nKharkiv.\n{end}")


@pytest.mark.parametrize(
    "block", ["x: " + "[" * 9000, "a: &a [x]\n" + "b: [*a, *a, *a]\n" * 500, "- a\n" * 3000]
)
def test_hostile_front_matter_ends(block: str) -> None:
    assert split_front_matter(f"---\n{block}\n---\nLyman.").text.endswith("Lyman.")
