"""What decides how a text is read: geomap itself, its words and data, the gazetteer and the user's tables.

Two runs of one engine read a text alike; what another engine has read is not passed off as its work. All
that is installed is digested at every run that keeps a store: times of files would be quicker and not honest.
"""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass
from hashlib import blake2b, sha256
from pathlib import Path

from geomap import __version__
from geomap.gazetteer.userstore import edition

PACKAGE = Path(__file__).parent
WRITING = ("cli", "cluster", "files", "documents")
"""Folders of the package that no reading of a text depends on; ``documents`` makes the text that is read."""
SIZE = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """What reads, part by part; the names of the parts are for people."""

    version: str
    rules: str
    """Of the code and the data that ship with geomap."""
    gazetteer: str
    """Of the user's; empty where there is none."""
    events: str
    writing: str
    """Of the code that writes files: another one writes them anew, and reads nothing again."""

    @property
    def digest(self) -> bytes:
        """What a reading is filed under."""
        parts = (self.version, self.rules, self.gazetteer, self.events)
        return blake2b("\x1f".join(parts).encode(), digest_size=SIZE).digest()


UNKNOWN = Engine(version=__version__, rules="", gazetteer="", events="", writing="")
"""Stands for an engine that nobody asks for again."""


def engine_of(gazetteer: str | os.PathLike[str] | None, events: Path | None) -> Engine:
    """Return the engine of these options: a gazetteer as ``open_gazetteer`` takes it, a table of events."""
    rules, writing = sha256(), sha256()  # 30 MB: processors have instructions for this digest
    rules.update(unicodedata.unidata_version.encode())
    for name, path in _files():
        written = name.split("/")[0] in WRITING
        (writing if written else rules).update(f"\x1e{name}\x1f".encode() + path.read_bytes())
    return Engine(
        version=__version__,
        rules=rules.hexdigest(),
        gazetteer=edition(gazetteer),
        events=digest_of(events),
        writing=writing.hexdigest(),
    )


def digest_of(path: Path | None) -> str:
    """Return the digest of a file that an option names, empty where it names none."""
    return "" if path is None else blake2b(path.read_bytes(), digest_size=SIZE).hexdigest()


def _files() -> list[tuple[str, Path]]:
    """Return what the package holds, by name: code, words and data, nothing that Python adds."""
    found = []
    for folder, folders, names in os.walk(PACKAGE):
        folders[:] = [name for name in folders if name != "__pycache__"]
        found += [Path(folder, name) for name in names]
    return sorted((path.relative_to(PACKAGE).as_posix(), path) for path in found)
