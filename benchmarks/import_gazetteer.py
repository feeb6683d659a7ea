"""Time and memory of ``geomap gazetteer add`` on made-up dumps as varied as GeoNames' allCountries.

    python benchmarks/import_gazetteer.py                     # 100,000, 300,000 and 1,000,000 rows
    python benchmarks/import_gazetteer.py 13000000            # as many as allCountries has

Each size runs in a process of its own. Rows follow the mix of classes, countries and names of the real file.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

SIZES = (100_000, 300_000, 1_000_000)
# Share of each feature class in allCountries, with its commonest codes.
CLASSES = {
    "P": (38, ("PPL", "PPL", "PPL", "PPL", "PPLL", "PPLX", "PPLA4", "PPLA3")),
    "S": (21, ("SCH", "CH", "HTL", "FRM", "BLDG", "AIRP")),
    "H": (17, ("STM", "STM", "LK", "RSV", "WAD", "SPNG")),
    "T": (13, ("HLL", "MT", "MTS", "ISL", "VAL", "CAPE")),
    "A": (4, ("ADM4", "ADM4", "ADM3", "ADM2")),
    "L": (4, ("LCTY", "PRK", "AREA", "RGN")),
    "R": (2, ("RD", "RDJCT")),
    "V": (1, ("FRST", "VIN")),
}
COUNTRIES = ("US",) * 17 + ("CN",) * 7 + ("IN",) * 5 + ("RU",) * 4 + tuple("UA MX NO ID IR TH PK FR".split())
SYLLABLES = (
    "ba be bi bo da de do du fa ga go ha he ka ki ko la le li lo ma me mi mo na ni no pa po ra ri ro sa"
)
CYRILLIC = str.maketrans("abdefghiklmnoprstu", "абдефгхиклмнопрсту")


def write_dump(path: Path, rows: int) -> None:
    """Write a zipped dump of so many rows, the same every time."""
    made = random.Random(5)  # noqa: S311
    syllables = SYLLABLES.split()
    classes = list(CLASSES)
    shares = [CLASSES[letter][0] for letter in classes]
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("allCountries.txt", "w", force_zip64=True) as file,
    ):
        for number in range(rows):
            (letter,) = made.choices(classes, shares)
            country = made.choice(COUNTRIES)
            words = (
                "".join(made.choices(syllables, k=made.randint(2, 4))) for _ in range(made.choice((1, 1, 2)))
            )
            name = " ".join(words).title()
            others = [name + ending for ending in ("a", "y", "skoye")[: made.choice((0, 0, 0, 1, 2, 3))]]
            if country in ("RU", "UA"):
                others.append(name.lower().translate(CYRILLIC).title())
            fields = (
                str(number * 3 + 1), name, name, ",".join(others), f"{made.uniform(-55, 70):.5f}",
                f"{made.uniform(-179, 179):.5f}", letter, made.choice(CLASSES[letter][1]), country, "",
                f"{made.randint(1, 60):02}", str(made.randint(1, 900)), "", "",
                str(made.choice((0, 0, 0, made.randint(10, 9000)))), "", str(made.randint(0, 900)), "Etc/UTC",
                "2020-01-01",
            )  # fmt: skip
            file.write(("\t".join(fields) + "\n").encode())


def import_dump(path: Path) -> None:
    """Import a dump and print what it cost."""
    from geomap.gazetteer.adding import add
    from geomap.gazetteer.builtin import BuiltIn

    begun: dict[str, float] = {}

    def advance(doing: str, done: int, total: int) -> None:
        del done, total
        if doing not in begun:
            begun[doing] = time.process_time()

    target = path.with_suffix(".sqlite")
    report = add([path], target, BuiltIn(), advance=advance)
    spent = time.process_time()
    rows = report.files[0].places + report.files[0].left_out
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{rows:,} rows, {report.places:,} places taken in: {spent:.0f} s of processor time "
        f"({rows / spent:,.0f} rows/s), peak memory {peak:.0f} MB, file {target.stat().st_size / 1e6:.0f} MB"
    )
    ends = [*list(begun.values())[1:], spent]
    steps = (f"{doing} {end - start:.0f} s" for (doing, start), end in zip(begun.items(), ends, strict=True))
    print("    " + ", ".join(steps), flush=True)


def main() -> None:
    """Run every size in a process of its own."""
    if sys.argv[1:2] == ["--import"]:
        import_dump(Path(sys.argv[2]))
        return
    for rows in [int(text) for text in sys.argv[1:]] or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "allCountries.zip"
            write_dump(path, rows)
            subprocess.run([sys.executable, __file__, "--import", str(path)], check=True)


if __name__ == "__main__":
    main()
