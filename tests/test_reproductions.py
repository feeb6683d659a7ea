"""Each input that once broke a run ends with the right outcome, and in little memory.

``benchmarks/robustness.py`` measures how long each takes.
"""

from pathlib import Path

import pytest

from tests.reproductions import MEGABYTES, REPRODUCTIONS, Reproduction, outcome_of


@pytest.mark.parametrize("one", REPRODUCTIONS, ids=lambda one: one.name)
def test_it_ends_as_it_should(one: Reproduction, tmp_path: Path) -> None:
    found = outcome_of(one, tmp_path)
    assert found.status == one.status
    assert one.said in found.error
    assert "Traceback" not in found.error
    assert not one.places or found.places == one.places
    assert found.megabytes < MEGABYTES
