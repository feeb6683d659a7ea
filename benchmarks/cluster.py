"""A run spread over workers beside the plain one, on invented articles: bytes, processor time and memory.

    python benchmarks/cluster.py                  # 1,000 articles of seven claims
    python benchmarks/cluster.py --count 10000

Then a schedule for more workers is made up of the times that the tasks took: who is free takes the longest
task that is left, and each of the three stages waits for the one before. Times are those of the processor;
those of tasks are scaled to what the workers used, for other processes share the machine.
"""

from __future__ import annotations

import argparse
import heapq
import json
import resource
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from distributed import Client, LocalCluster, get_task_stream
from growth import DENSE, measured, texts

FILES = 20
"""Of the input: a worker takes in a file at a time."""
STAGES = ("TakeIn", "Read", "Merge")


def used() -> tuple[float, float]:
    """Return the seconds of processor time and the peak megabytes of this process."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1024)


def makespan(times: Iterable[float], workers: int) -> float:
    """Return how long so many workers take for tasks of these times, the longest first."""
    free = [0.0] * workers
    for time in sorted(times, reverse=True):
        heapq.heapreplace(free, free[0] + time)
    return max(free)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        rows = texts(options.count, DENSE, 1)
        for number in range(FILES):
            path = folder / "in" / f"{number:02}.jsonl"
            path.write_text("".join(json.dumps(row) + "\n" for row in rows[number::FILES]), "utf-8")
        inputs = (str(folder / "in"), "-o")
        spent, peak = measured(*inputs, str(folder / "plain"), "--no-store")
        print(f"{'plain':12}{spent:9.1f} s {peak:7.0f} MB", flush=True)
        with (
            LocalCluster(
                n_workers=options.workers, threads_per_worker=1, dashboard_address=":0", silence_logs=60
            ) as cluster,
            Client(cluster) as client,
        ):
            before = client.run(used)
            with get_task_stream(client) as stream:
                engine = ("--engine", "dask", "--scheduler", cluster.scheduler_address)
                serial, peak = measured(*inputs, str(folder / "spread"), *engine)
            after = client.run(used)
        work = 0.0
        for number, address in enumerate(before):
            own = after[address][0] - before[address][0]
            work += own
            print(f"{f'worker {number + 1}':12}{own:9.1f} s {after[address][1]:7.0f} MB")
        print(f"{'who asked':12}{serial:9.1f} s {peak:7.0f} MB")
        digests = [
            sha256((folder / one / "records.jsonl").read_bytes()).hexdigest() for one in ("plain", "spread")
        ]
        if digests[0] != digests[1]:
            sys.exit("the records differ")
        print(f"records.jsonl of both: sha256 {digests[0][:12]}\n")
        tasks: dict[str, list[float]] = defaultdict(list)
        for task in stream.data:
            seconds = sum(
                one["stop"] - one["start"] for one in task["startstops"] if one["action"] == "compute"
            )
            tasks[task["key"].split("-")[0]].append(seconds)
        scale = work / sum(map(sum, tasks.values()))
        for stage in STAGES:
            times = tasks[stage] = [scale * time for time in tasks[stage]]
            print(f"{stage:7}{len(times):6} tasks {sum(times):8.1f} s, the longest {max(times):6.2f} s")
        heads = ("workers", "taking in", "reading", "merging", "alone", "whole", "articles/s")
        print("".join(f"{head:>11}" for head in heads))
        for workers in (1, 2, 10, 30, 100):
            spans = [makespan(tasks[stage], workers) for stage in STAGES]
            whole = sum(spans) + serial
            print(
                f"{workers:11}"
                + "".join(f"{it:11.1f}" for it in (*spans, serial, whole, options.count / whole))
            )


if __name__ == "__main__":
    main()
