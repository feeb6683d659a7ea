"""What fuzzing has found once, and a sound input for each target: ``make fuzz`` prints the lines."""

import json
from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS, Ground, check

CORPUS = [
    json.loads(line) for line in Path(__file__).with_name("corpus.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("row", CORPUS, ids=lambda row: f"{row['target']}, {row['input'][:30]!a}")
def test_what_was_found_once_is_mended(row: dict[str, str], ground: Ground) -> None:
    check(row["target"], row["input"], ground)


def test_every_target_has_a_row() -> None:
    assert {row["target"] for row in CORPUS} == set(TARGETS)
