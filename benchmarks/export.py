"""What it takes to write invented claims in every format: processor seconds and megabytes.

python benchmarks/export.py --claims 50000
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from geomap.files.formats import FORMATS
from geomap.files.records import Archive, read_records, write_records
from geomap.layers import to_layers
from tests.page_records import records


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=50_000)
    parser.add_argument("--only", nargs="*", default=list(FORMATS), metavar="ENDING")
    asked = parser.parse_args()
    made = records(round(asked.claims * 1.02), places=600, days=900)[: asked.claims]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_records(Archive(documents=(), records=made), folder / "records.jsonl")
        started = time.process_time()
        known = read_records(folder / "records.jsonl").records
        tell("records.jsonl, read", started, folder / "records.jsonl")
        started = time.process_time()
        layers = to_layers(known)
        tell("columns of all", started)
        for ending in asked.only:
            started = time.process_time()
            path = FORMATS[ending].write(layers, folder / f"claims{ending}")
            tell(ending, started, path, *FORMATS[ending].beside(path))
    print(f"{len(known)} claims, {sum(len(record.reports) for record in known)} reports")


def tell(what: str, started: float, *files: Path) -> None:
    size = sum(file.stat().st_size for file in files) / 1e6
    print(f"{what:<22}{time.process_time() - started:>7.1f} s{size:>9.1f} MB", flush=True)


if __name__ == "__main__":
    main()
