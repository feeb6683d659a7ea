"""Inputs that once hung geomap, lost a run or were misread in silence, and what has to become of each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from threading import Thread
from typing import IO

MEGABYTES = 500
"""What no reproduction may take of memory."""
SECONDS = 2.0
"""Of processor time; the benchmark measures it."""
MEASURED = """
import atexit, sys
from pathlib import Path

def keep(peak):
    status = Path("/proc/self/status")
    told = [line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM")]
    peak.write_text(told[0])

peak = Path(sys.argv.pop(1))
if Path("/proc/self/status").exists():
    atexit.register(keep, peak)
from geomap.cli import main
main()
"""
"""geomap, which tells its own peak: what the kernel tells its parent counts the parent's memory in."""
HEAD = '{"type":"FeatureCollection","features":['


@dataclass(frozen=True, slots=True, kw_only=True)
class Reproduction:
    """Files of a folder, what is called in it, and the outcome."""

    name: str
    files: Mapping[str, bytes]
    places: frozenset[str] = frozenset()
    """On the map, as the gazetteer names them."""
    status: int = 0
    said: str = ""
    """What standard error tells."""
    arguments: tuple[str, ...] = ("run", ".", "-o", "out", "--no-store")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one."""

    status: int
    error: str
    seconds: float
    """Of processor time."""
    megabytes: float
    places: frozenset[str]


def _one(
    name: str, file: str, content: str | bytes, *places: str, status: int = 0, said: str = ""
) -> Reproduction:
    data = content if isinstance(content, bytes) else content.encode()
    return Reproduction(name=name, files={file: data}, places=frozenset(places), status=status, said=said)


def _line(text: str) -> str:
    return json.dumps({"id": "1", "text": text}) + "\n"


def _shape(name: str, text: str, *places: str) -> Reproduction:
    return _one(name, "a.jsonl", _line(text), *places)


_WORDS = ("front", "the", "shelled", "Kharkiv", "and", "of", "near", "Lyman", "troops")
_PAGE = "<html><body><nav>Kyiv | Minsk</nav><p>Shells hit Izium on Monday, the mayor said.</p></body></html>"
_TAGS = "---\ntitle: T\ntags:\n  - war\npublished: 2022-09-05\n---\n\nShells hit Izium.\n"
_DEEP = "[" * 100_000 + "]" * 100_000
REPRODUCTIONS = (
    _one(
        "rule",
        "a.md",
        f"Shells hit Izium overnight.\n\n{'-' * 40}\n\nUkraine retook Lyman.\n",
        "Izium",
        "Lyman",
    ),
    _one("stars", "a.md", f"Shells hit Izium overnight.\n\n{'*' * 40}\n", "Izium"),
    _one("account number", "a.txt", f"Shells hit Izium overnight.\n{'260012345678901' * 2}\n", "Izium"),
    _one("card", "a.txt", "Shells hit Izium overnight.\n4149.4993.1234.5678.9012.34 donate\n", "Izium"),
    _one("windows-1251", "a.txt", "Россияне обстреляли Изюм.".encode("cp1251"), "Izium", said="windows-1251"),
    _one(
        "deep JSON",
        "a.jsonl",
        f'{{"id":"1","text":"Shells hit Izium.","x":{"[" * 2000}{"]" * 2000}}}\n',
        status=1,
        said="nested",
    ),
    _one("tags", "a.md", _TAGS, "Izium", said="tags"),
    Reproduction(
        name="semicolons",
        files={
            "a.txt": b"Shells hit Izium on Monday.",
            "documents.csv": b"file;published\na.txt;2022-09-05\n",
        },
        places=frozenset({"Izium"}),
    ),
    _one(
        "year 9999",
        "a.jsonl",
        '{"id":"1","text":"Shells hit Izium.","published":"9999"}\n',
        "Izium",
        status=1,
        said="1900 to 2100",
    ),
    _one("page as text", "a.txt", _PAGE, "Izium", said="8 words"),
    _one(
        "mojibake",
        "a.txt",
        "Російські війська обстріляли Ізюм.".encode().decode("cp1251"),
        "Izium",
        said="put right",
    ),
    _one(
        "name over a line end", "a.txt", "Shells hit the centre of the city of\nKryvyi\nRih\n", "Kryvyi Rih"
    ),
    _shape("2,000 dates", " ".join(f"{1 + i % 28} May 2022 Izium 15" for i in range(2000))),
    _shape("abbreviations", "A." * 2000),
    _shape("dots", "." * 4000),
    _shape("exclamation marks", "!" * 4000),
    _shape("hyphen chain", "Izium-" * 12_500),
    _shape("dotted capitals", "\u0130" * 50_000),
    _shape("no punctuation", " ".join(Random(1).choices(_WORDS, k=17_000))),  # noqa: S311
    Reproduction(
        name="deep places",
        files={"deep.json": f"{HEAD}{_DEEP}]}}".encode()},
        status=1,
        said="nested",
        arguments=("gazetteer", "add", "deep.json", "--gazetteer", "u.sqlite"),
    ),
)


def outcome_of(one: Reproduction, folder: Path) -> Outcome:
    """Run geomap on a reproduction in a process of its own, in an empty folder."""
    for name, data in one.files.items():
        (folder / name).write_bytes(data)
    peak = folder / "peak"
    command = [sys.executable, "-c", MEASURED, str(peak), *one.arguments]
    with subprocess.Popen(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        said: list[bytes] = []
        readers = [
            Thread(target=_drained, args=(stream, said)) for stream in (process.stdout, process.stderr)
        ]
        for reader in readers:
            reader.start()
        _, status, usage = os.wait4(process.pid, 0)
        for reader in readers:
            reader.join()
    return Outcome(
        status=os.waitstatus_to_exitcode(status),
        error=b"".join(said).decode(),
        seconds=usage.ru_utime + usage.ru_stime,
        megabytes=int(peak.read_text()) / 1024 if peak.exists() else 0.0,
        places=frozenset(_mapped(folder / "out")),
    )


def _drained(stream: IO[bytes], into: list[bytes]) -> None:
    into.append(stream.read())


def _mapped(folder: Path) -> set[str]:
    layers = [folder / f"mentions_{layer}.geojson" for layer in ("points", "areas")]
    return {
        feature["properties"]["place_name"]
        for layer in layers
        if layer.exists()
        for feature in json.loads(layer.read_bytes())["features"]
    }
