"""What 10,000 corrections add to a run over a project that has read everything: processor time, in one table.

    python benchmarks/corrections.py [--articles 1200] [--corrections 10000]

Invented articles of ten claims each are read once. Then the files are written anew, in turn without and with
corrections, three of them for a mention in turn with one for a document, a name and a place; the least of
six runs counts.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

TOWNS = (
    "Kharkiv",
    "Izium",
    "Kupiansk",
    "Lyman",
    "Bakhmut",
    "Sumy",
    "Odesa",
    "Mykolaiv",
    "Kherson",
    "Orikhiv",
)
DAYS = ("Monday", "Tuesday", "Wednesday")
HEAD = ("scope", "document", "exact", "prefix", "publisher", "was", "field", "value")
RUNS = 6


def articles(count: int) -> Iterator[dict[str, str]]:
    for number in range(count):
        told = (
            f"In note {number} of {day} the mayor said that missiles struck {town} on {day}."
            for town, day in zip(TOWNS, cycle(DAYS), strict=False)
        )
        day = f"2022-09-{1 + number % 28:02}"
        yield {
            "id": f"a{number}",
            "text": " ".join(told),
            "published": day,
            "publisher": f"Post {number % 50}",
        }


def corrections(count: int) -> Iterator[tuple[str, ...]]:
    """Yield rows; those of a mention speak of one that is there."""
    mentions = cycle(
        (("days", "2022-08-30"), ("action", "attacked"), ("place", "49.9,36.2"), ("claimant", "Ann"))
    )
    for number in range(count):
        town = TOWNS[number % len(TOWNS)]
        document = f"a{number // len(TOWNS)}"
        yield (
            ("mention", document, town, "struck ", "", "", *next(mentions)),
            ("mention", document, town, "missiles struck ", "", "", *next(mentions)),
            ("mention", document, town, "that missiles struck ", "", "", *next(mentions)),
            ("document", document, town, "", "", "", "days", "2022-08-30"),
            ("name", "", town, "", f"Post {number % 50}", "", "place", "49.9,36.2"),
            ("place", "", "", "", "", f"geonames:{number}", "role", "not-a-place"),
        )[number % 6]


def seconds(*arguments: str) -> float:
    """Return the processor time of a run of geomap."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "geomap", *arguments], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=1200)
    parser.add_argument("--corrections", type=int, default=10_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        source, out = Path(scratch, "a.jsonl"), Path(scratch, "map")
        source.write_text("\n".join(map(json.dumps, articles(asked.articles))), "utf-8")
        print(f"reading {asked.articles} articles: {seconds('run', str(source), '-o', str(out)):.1f} s")
        table = out / "corrections" / "1.csv"
        table.parent.mkdir()
        rows = [HEAD, *islice(corrections(asked.corrections), asked.corrections)]
        plain, corrected = [], []
        for number in range(RUNS):
            table.unlink(missing_ok=True)
            plain.append(seconds("run", str(source), "-o", str(out), "--title", f"without {number}"))
            with table.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(rows)
            corrected.append(seconds("run", str(source), "-o", str(out), "--title", f"with {number}"))
        print(f"writing its files: {min(plain):.2f} s")
        more = min(corrected) - min(plain)
        print(f"the same with {asked.corrections} corrections: {min(corrected):.2f} s, {more:+.2f} s")
        with (out / "corrected.csv").open(encoding="utf-8", newline="") as file:
            effects = [row["effect"] for row in csv.DictReader(file)]
        print({effect: effects.count(effect) for effect in sorted(set(effects))})


if __name__ == "__main__":
    main()
