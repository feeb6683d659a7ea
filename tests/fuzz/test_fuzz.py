"""Every target fed with spoilt inputs for as long as FUZZ_SECONDS says: ``make fuzz``.

What is found is cut down and printed as a line for ``corpus.jsonl``. FUZZ_SEED takes another course.
"""

from __future__ import annotations

import json
import os
import time
from itertools import count

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.mutations import inputs
from tests.fuzz.targets import TARGETS, Ground, check

SECONDS = float(os.environ.get("FUZZ_SECONDS", "300"))
SEED = int(os.environ.get("FUZZ_SEED", "0"))
BATCH = 20
"""Inputs between two looks at the clock."""
SHARE = {target: 0.5 if target == "extract" else 0.5 / (len(TARGETS) - 1) for target in TARGETS}
"""Of the time: a text takes many times as long to be mapped as to be read."""


def fault(target: str, text: str, ground: Ground) -> tuple[type[Exception], str] | None:
    """Return the kind of what goes wrong, and the line of geomap or of the check where it does."""
    try:
        check(target, text, ground)
    except Exception as error:
        at = error.__traceback__
        while at and at.tb_next:
            at = at.tb_next
        return type(error), f"{at.tb_frame.f_code.co_filename}:{at.tb_lineno}: {error}"[:300] if at else ""
    return None


def smallest(target: str, text: str, ground: Ground) -> str:
    """Return an input without all that can be cut away while the same kind of thing goes wrong."""
    wanted = fault(target, text, ground)
    size = len(text) // 2
    end = time.monotonic() + SECONDS
    while size and wanted and time.monotonic() < end:
        at = 0
        while at < len(text):
            shorter = text[:at] + text[at + size :]
            found = fault(target, shorter, ground)
            if found and found[0] is wanted[0]:
                text = shorter
            else:
                at += size
        size //= 2
    return text


@pytest.mark.fuzz
@pytest.mark.parametrize("target", TARGETS)
def test_nothing_that_comes_in_breaks_it(target: str, ground: Ground) -> None:
    broken: list[str] = []
    tried = 0

    @settings(
        max_examples=BATCH,
        deadline=None,
        database=None,
        derandomize=False,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(inputs()[target])
    def batch(text: str) -> None:
        nonlocal tried
        tried += 1
        if not broken and fault(target, text, ground):
            broken.append(text)

    end = time.monotonic() + SECONDS * SHARE[target]
    for number in count(SEED * 1_000_000):
        seed(number)(batch)()
        if broken or time.monotonic() > end:
            break
    if broken:
        text = smallest(target, broken[0], ground)
        line = json.dumps({"target": target, "input": text})
        pytest.fail(f"{fault(target, text, ground)}\nfor tests/fuzz/corpus.jsonl:\n{line}", pytrace=False)
    print(f"{target}: {tried} inputs")  # noqa: T201
