"""What the gazetteer costs: ``python benchmarks/gazetteer.py`` prints opening, look-ups and memory.

Times are processor time, so that a busy machine does not change them much.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable

from geomap.gazetteer import Spelling, open_gazetteer
from geomap.gazetteer.builtin import BuiltIn
from geomap.workers import collect_seldom

COLD = (
    "from geomap.gazetteer import open_gazetteer; import resource\n"
    "assert open_gazetteer().candidates('Kharkiv')\n"
    "used = resource.getrusage(resource.RUSAGE_SELF)\n"
    "print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)"
)
NAMES = 30_000


def rate(names: list[str], ask: Callable[[str], object]) -> str:
    start = time.process_time()
    for name in names:
        ask(name)
    return f"{len(names) / (time.process_time() - start):>12,.0f} a second"


def main() -> None:
    cold = subprocess.run([sys.executable, "-c", COLD], capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, cold.stdout.split())
    print(f"fresh Python, open, one look-up: {seconds:.2f} s of processor time, {megabytes:.0f} MB")

    shipped = BuiltIn()
    step = shipped.size // NAMES
    names = [shipped.entry_at(row).name for row in range(0, shipped.size, step)][:NAMES]
    gazetteer = open_gazetteer()
    collect_seldom()  # as every verb does
    print(f"{len(names):,} shipped names, each for the first time {rate(names, gazetteer.candidates)}")
    print(f"the same names again                          {rate(names, gazetteer.candidates)}")
    unknown = [name[::-1] for name in names]
    print(f"as many unknown names, for the first time     {rate(unknown, gazetteer.candidates)}")
    cyrillic = [n.text for row in range(0, shipped.size, step * 20) for n in spelled(shipped, row)]
    print(f"{len(cyrillic):,} Cyrillic names, for the first time      {rate(cyrillic, gazetteer.candidates)}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB")


def spelled(shipped: BuiltIn, row: int) -> list[Spelling]:
    spellings = shipped.spellings(shipped.entry_at(row).id)
    return [spelling for spelling in spellings if not spelling.text.isascii()]


if __name__ == "__main__":
    main()
