"""What a run costs by its number of articles and of processes: processor time, and memory at its peak.

    python benchmarks/scale.py                            # 1,000, 2,000 and 4,000 articles, -j 1 and 2
    python benchmarks/scale.py --counts 5000 10000 20000
    python benchmarks/scale.py --verb extract

The articles are those of ``growth.py``. Of several processes the first one takes in, joins and writes; the
others read and put together, and the table tells their mean. ``busiest`` is how much less time the busiest of
all takes than one process alone, ``in turn`` the same if the first one never worked beside the others: the
clock of a machine with as many free cores shows something between the two.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from growth import DENSE, texts

TOLD = "SCALE_TOLD"
RUN = f"""
import atexit, json, os
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from geomap.cli import main

def tell():
    used = map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN))
    with open(os.environ["{TOLD}"], "w") as file:
        json.dump([[one.ru_utime + one.ru_stime, one.ru_maxrss] for one in used], file)

atexit.register(tell)
main()
"""
MEGABYTE = 1 << 20 if sys.platform == "darwin" else 1 << 10
"""Of what the system counts peaks in."""


class Cost(NamedTuple):
    """Seconds of the first process and of one of the others, and their peaks in megabytes."""

    first: float
    other: float
    peak: float
    other_peak: float


def cost_of(verb: str, inputs: Path, folder: Path, jobs: int) -> Cost:
    told = folder / "told.json"
    output = str(folder / f"out-{jobs}")
    command = [sys.executable, "-c", RUN, verb, str(inputs), "-o", output, "-q", "-j", str(jobs)]
    subprocess.run(command, check=True, env={**os.environ, TOLD: str(told)})
    (first, peak), (others, other_peak) = json.loads(told.read_text("utf-8"))
    return Cost(first, others / jobs, peak / MEGABYTE, other_peak / MEGABYTE if jobs > 1 else 0)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--counts", type=int, nargs="+", default=[1000, 2000, 4000])
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--verb", choices=("run", "extract"), default="run")
    options = parser.parse_args()
    print("articles  -j  first s  others s  articles/s  busiest  in turn  first MB  others MB", flush=True)
    for count in options.counts:
        alone = 0.0
        for jobs in options.jobs:
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                inputs = folder / "articles.jsonl"
                rows = (json.dumps(row) + "\n" for row in texts(count, DENSE, 1))
                inputs.write_text("".join(rows), "utf-8")
                cost = cost_of(options.verb, inputs, folder, jobs)
            busiest = max(cost.first, cost.other)
            alone = alone or busiest
            print(
                f"{count:8}{jobs:4}{cost.first:9.1f}{cost.other:10.1f}{count / busiest:12.0f}"
                f"{alone / busiest:9.2f}{alone / (cost.first + cost.other):9.2f}"
                f"{cost.peak:10.0f}{cost.other_peak:11.0f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
