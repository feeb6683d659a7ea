"""How much processor time and memory the inputs take that once hung geomap or lost a run.

    python benchmarks/robustness.py

Exits with 1 where one takes more than two seconds or 500 MB. The inputs stand in ``tests/reproductions.py``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.reproductions import MEGABYTES, REPRODUCTIONS, SECONDS, outcome_of


def main() -> int:
    """Print a line an input, and return the exit status."""
    over = 0
    for one in REPRODUCTIONS:
        with TemporaryDirectory() as folder:
            found = outcome_of(one, Path(folder))
        too_much = found.seconds > SECONDS or found.megabytes > MEGABYTES
        over += too_much
        print(
            f"{one.name:24} {found.seconds:6.2f} s {found.megabytes:5.0f} MB  exit {found.status}"
            f"{'  TOO MUCH' if too_much else ''}"
        )
    return min(over, 1)


if __name__ == "__main__":
    sys.exit(main())
