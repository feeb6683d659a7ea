"""The same inputs led by what code they reach: Atheris chooses the bytes from which hypothesis makes them.

python -m tests.fuzz.guided extract -max_total_time=600    # further options are libFuzzer's

Needs ``pip install atheris``, which has wheels for some Pythons on Linux only; ``make fuzz`` needs none. What
is found is printed as a line for ``corpus.jsonl``.
"""

from __future__ import annotations

import json
import sys
from hashlib import shake_256
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings

FIRST = 30
"""Inputs to begin with: of a few bytes hypothesis makes next to nothing."""
LONGEST = 8_192
"""Bytes from which an input is made."""


def main() -> None:
    """Feed one target until the time that libFuzzer is given is over, or until something breaks."""
    try:
        import atheris
    except ImportError:
        sys.exit("atheris is not here: pip install atheris, where it has a wheel for this Python")
    with atheris.instrument_imports(include=["geomap"]):
        from geomap.gazetteer import open_gazetteer
        from geomap.gazetteer.builtin import BuiltIn
        from tests.fuzz.mutations import inputs
        from tests.fuzz.targets import TARGETS, Ground, check
    target = sys.argv[1] if len(sys.argv) > 1 else ""
    if target not in TARGETS:
        sys.exit(f"name a target: {', '.join(TARGETS)}")
    with TemporaryDirectory() as folder, TemporaryDirectory() as first:
        ground = Ground(open_gazetteer(), BuiltIn(), Path(folder))
        for number in range(FIRST):
            Path(first, str(number)).write_bytes(shake_256(bytes([number])).digest(LONGEST // 4))

        @settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))
        @given(inputs()[target])
        def feed(text: str) -> None:
            try:
                check(target, text, ground)
            except Exception:
                line = json.dumps({"target": target, "input": text})
                sys.stderr.write(f"for tests/fuzz/corpus.jsonl: {line}\n")
                raise

        options = [f"-max_len={LONGEST}", "-len_control=0", *sys.argv[2:], first]
        one = feed.hypothesis.fuzz_one_input  # type: ignore[attr-defined]  # hypothesis puts it there
        atheris.Setup([sys.argv[0], *options], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
