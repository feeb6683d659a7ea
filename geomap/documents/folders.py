"""Which files of a folder are documents, and what else it holds: nothing is passed over in silence."""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from pathlib import Path

from msgspec import Struct, field

from geomap.documents.document import PassedOver, Refusal
from geomap.documents.json_lines import is_own
from geomap.documents.kinds import HEAD
from geomap.documents.readers import SUFFIXES, kind_of
from geomap.documents.side_table import SIDE_TABLE

RECORDS = "records.jsonl"
WRITTEN = frozenset({"front-line.html", "mentions_points.geojson", "mentions_areas.geojson", "unlocated.csv"})
"""What a run writes beside its records."""
PERIOD = re.compile(r"front-line-[\dq-]+\.html|front-line-undated\.html")
"""What the pages of a map are called that is written by period."""
CORRECTIONS, CORRECTED = "corrections", "corrected.csv"
"""Where people put right what it has read, and what it writes of that."""
KEPT = frozenset(f"geomap.db{ending}" for ending in ("", "-wal", "-shm", "-journal", ".broken"))
"""The store of a project, which is there before any records are."""
OWN = "written by geomap"
HIDDEN = "hidden"
BEING_WRITTEN = "still being written"
PAGE_FOLDERS = ("_files", ".files", "-Dateien", "_fichiers", "_archivos", "_file", "_pliki")
"""How browsers name the folder of a page that was saved with all that belongs to it."""
PAGE_ENDINGS = (".html", ".htm", ".xhtml")


class Finds(Struct):
    """The files of folders that are to be read, and counts of what else there is."""

    files: list[Path] = field(default_factory=list)
    passed: Counter[str] = field(default_factory=Counter)
    refused: list[Refusal] = field(default_factory=list)

    def passed_over(self) -> PassedOver | None:
        """Return what was passed over, the most numerous kind first; None where nothing was."""
        kinds = sorted(self.passed.items(), key=lambda kind: (-kind[1], kind[0]))
        count = sum(count for kind, count in kinds if kind != OWN)
        return PassedOver(tuple(kinds), count) if kinds else None


def search(folder: Path, finds: Finds, output: Path | None, settled: float = 0) -> None:
    """Add the documents of a folder and its subfolders to the finds, by path; count the rest by kind.

    Left out are what geomap wrote, the folder that it writes to, hidden files, and folders behind links; and
    files that were written less than ``settled`` seconds ago, which may be half there.
    """
    files: list[Path] = []
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError as error:
            where = str(here)
            finds.refused.append(
                Refusal(where, f"the folder cannot be read ({error.strerror}); check its permissions")
            )
            continue
        names = {entry.name for entry in entries}
        own = RECORDS in names and has_own_head(here / RECORDS)
        for entry in entries:
            path = here / entry.name
            if entry.is_dir(follow_symlinks=False):
                if output is not None and path.resolve() == output:
                    # Its hidden files are the traces of a run, which come and go.
                    written = sum(not file.name.startswith(".") for file in path.iterdir())
                    if written:  # a new folder holds nothing but the lock
                        finds.passed[OWN] += written
                elif entry.name.startswith("."):
                    finds.passed["hidden folders"] += 1
                elif of_page(entry.name, names):
                    finds.passed["folders of saved pages"] += 1
                elif own and entry.name == CORRECTIONS:
                    finds.passed["corrections"] += 1
                else:
                    waiting.append(path)
            elif (kind := _kind(entry, own=own, settled=settled)) is None:
                files.append(path)
            elif kind:
                finds.passed[kind] += 1
    finds.files += sorted(files)


def _is_younger(entry: os.DirEntry[str], seconds: float) -> bool:
    """Tell whether a file was written, or given its name, less than so many seconds ago."""
    stat = entry.stat()
    return abs(time.time() - max(stat.st_mtime, stat.st_ctime)) < seconds


def of_page(folder: str, names: set[str]) -> bool:
    """Tell a folder in which a browser has put the pictures of a page that lies beside it."""
    stem = next((folder.removesuffix(mark) for mark in PAGE_FOLDERS if folder.endswith(mark)), "")
    return bool(stem) and any(stem + ending in names for ending in PAGE_ENDINGS)


def has_own_head(path: Path) -> bool:
    """Tell whether a file begins as the records that geomap writes; no if it cannot be read."""
    try:
        with path.open("rb") as lines:
            return is_own(lines.read(64))
    except OSError:
        return False


def _kind(entry: os.DirEntry[str], *, own: bool, settled: float) -> str | None:
    """Return what kind of thing is passed over; None for a document, nothing for a side table."""
    if entry.name.startswith("."):
        return HIDDEN
    if not os.path.isfile(entry.path):  # noqa: PTH113 - a link to itself is an error to Path, and to entry
        if entry.is_symlink():
            return "links to folders" if os.path.isdir(entry.path) else "broken links"  # noqa: PTH112
        return "pipes, sockets or devices"
    if entry.name == SIDE_TABLE:
        return ""
    ending = Path(entry.name).suffix.lower()
    written = entry.name in KEPT or (own and _is_of_run(entry.name))
    if written or (ending == ".jsonl" and has_own_head(Path(entry.path))):
        return OWN
    known = ending in SUFFIXES or _is_read(entry.path, ending)
    waiting = BEING_WRITTEN if settled and _is_younger(entry, settled) else None
    return waiting if known else ending or "without an ending"


def _is_of_run(name: str) -> bool:
    """Tell whether a file is called as one that a run writes beside its records."""
    return name in (CORRECTED, *WRITTEN) or bool(PERIOD.fullmatch(name))


def _is_read(path: str, ending: str) -> bool:
    """Tell whether a file under another ending is of a kind that is read, such as a page named .php."""
    try:
        with Path(path).open("rb") as file:
            return kind_of(file.read(HEAD), ending) is not None
    except OSError:
        return False
