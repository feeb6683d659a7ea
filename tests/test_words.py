from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from geomap.language.words import word_list

ROOT = Path(__file__).parent.parent
LISTS = ("en-common-words", "en-given-names", "en-surnames", "ru-opening-words", "uk-opening-words")


@pytest.mark.parametrize("name", LISTS)
def test_a_word_list_is_sorted_lower_case_and_without_repetition(name: str) -> None:
    lines = (ROOT / "geomap" / "data" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    assert all(line == line.lower() and line.replace("'", "").isalpha() for line in lines)


def test_the_lists_tell_words_from_names() -> None:
    assert {"council", "orange", "reading"} <= word_list("en-common-words")
    assert "kharkiv" not in word_list("en-common-words")
    assert {"william", "georgia"} <= word_list("en-given-names")
    assert "in" not in word_list("en-given-names")
    assert "smith" in word_list("en-surnames")


def test_words_that_open_sentences_are_told_from_places_that_do() -> None:
    assert {"тоді", "біля", "решта", "метою", "мені"} <= word_list("uk-opening-words")
    assert {"целью", "зимой", "более", "меры"} <= word_list("ru-opening-words")
    assert word_list("uk-opening-words").isdisjoint({"лиман", "суми", "ізюм", "одесу", "києва", "рівне"})
    assert word_list("ru-opening-words").isdisjoint({"лиман", "сумы", "изюм", "ровно", "орехов"})


def test_the_recipe_makes_the_same_lists() -> None:
    if not (ROOT / "gazetteer" / "sources" / "names-0.3.0.tar.gz").exists():
        pytest.skip("the pinned packages are not here; python gazetteer/words.py fetches them")
    done = subprocess.run(
        [sys.executable, "words.py", "--check"],
        cwd=ROOT / "gazetteer",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
