"""What a project costs as it grows, in processor time and memory, on invented articles or posts.

    python benchmarks/growth.py                       # 1,000 articles, then one more
    python benchmarks/growth.py --count 10000
    python benchmarks/growth.py --count 10000 --dense
    python benchmarks/growth.py --count 100000 --posts

An article has nine claims in some 400 words, as the marked articles of the development sets have. A first run
costs by the words, one article more by the claims of its places: so ``--dense`` articles, of seven claims in
160 words, show the least favourable share. Processor time is that of the whole process with its start; of
a busy machine only the shares count.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from geomap.gazetteer import open_gazetteer

UKRAINE = (22.0, 44.4, 40.2, 52.4)
EVENTS = (
    "Russian forces shelled {town} on {day}, {who} said.",
    "Missiles struck {town} on {day}, {who} said.",
    "Ukrainian troops entered {town} on {day}, according to {who}.",
    "A drone hit a warehouse in {town} overnight, {who} wrote.",
    "{count} people were killed in {town} when a shell hit a house on {day}, {who} said.",
    "Fighting went on near {town}, {who} reported on {day}.",
)
WHO = ("the mayor", "the governor", "the General Staff", "the Russian defence ministry", "residents")
BESIDES = (
    "The power was out for several hours.",
    "Rescuers worked through the night.",
    "Officials asked people to stay in shelters.",
    "Prices of fuel have risen again.",
    "Volunteers brought water and bread to the cellars.",
    "The school has been closed since the first week of the war, and lessons are held online.",
    "A woman who sold milk at the market said that she would stay with her cows.",
    "Trains left an hour late, and the station was full of people with bags and children.",
    "Doctors spoke of a long night and of too few beds in the wards.",
    "The weather was cold and damp, with fog over the fields until noon.",
    "Farmers said that the harvest would be smaller than in any year they remembered.",
    "There was no answer from the ministry to questions sent by email.",
    "Engineers were repairing the pipes, and the water would be back in the evening.",
    "Schoolbooks, shoes and a broken clock lay in the yard between the two houses.",
    "Analysts expect that talks about the budget will go on through the winter.",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PUBLISHERS = ("Lowland Post", "Steppe Herald", "River News", "The Wire")


class Kind(NamedTuple):
    """What texts are like."""

    claims: int
    besides: int
    """Sentences without a claim behind each."""


ARTICLES, DENSE, POSTS = Kind(9, 3), Kind(7, 1), Kind(1, 2)


def texts(count: int, kind: Kind, seed: int) -> list[dict[str, str]]:
    """Return invented texts; a few towns take most of the claims."""
    dice = random.Random(seed)  # noqa: S311
    towns = [e.name for e in open_gazetteer().prominent(UKRAINE, 4000) if e.country == "UA"]
    weights = [1 / (10 + number) for number in range(len(towns))]
    rows = []
    for number in range(count):
        said: list[str] = []
        for town in dice.choices(towns, weights, k=kind.claims):
            how = {"day": dice.choice(DAYS), "who": dice.choice(WHO), "count": dice.randrange(2, 40)}
            said += [dice.choice(EVENTS).format(town=town, **how), *dice.sample(BESIDES, kind.besides)]
        printed = date(2022, 3, 1) + timedelta(dice.randrange(240))
        row = {"id": f"{seed}/{number}", "text": " ".join(said), "published": printed.isoformat()}
        rows.append({**row, "publisher": dice.choice(PUBLISHERS)})
    return rows


def measured(*arguments: str) -> tuple[float, float]:
    """Return the seconds of processor time and the peak megabytes of a run."""
    with subprocess.Popen(
        [sys.executable, "-m", "geomap", "run", *arguments], stdout=subprocess.DEVNULL
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"geomap run ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1024)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=1000)
    kind = parser.add_mutually_exclusive_group()
    told = {"--dense": (DENSE, "of seven claims in 160 words"), "--posts": (POSTS, "of one claim each")}
    for name, (one, about) in told.items():
        kind.add_argument(name, dest="kind", action="store_const", const=one, default=ARTICLES, help=about)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        inputs = {"first run": (options.count, 1), "nothing new": (options.count, 1), "one more": (1, 2)}
        whole = 0.0
        for name, (count, seed) in inputs.items():
            path = Path(folder) / f"{seed}.jsonl"
            rows = texts(count, options.kind, seed)
            path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
            spent, peak = measured(str(path), "-o", str(Path(folder) / "map"))
            whole = whole or spent
            print(f"{name:12}{spent:9.1f} s {spent / whole:7.1%} {peak:7.0f} MB", flush=True)


if __name__ == "__main__":
    main()
