"""GDAL kept away from the names that users choose, and its errors told as what they are."""

from __future__ import annotations

import errno
import os
import re
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geomap.errors import OutputError

PLAIN = re.compile(r"[\w./ -]+")
"""Paths that pyogrio hands on as they stand; it reads "!", "?" and ":" as archives and addresses."""
PROBE = bytes(1 << 22)


@contextmanager
def named_plainly(path: Path) -> Iterator[Path]:
    """Give ``path`` under a name that pyogrio takes as it stands; what GDAL fails at becomes an OSError.

    Where the folder's own name is not plain, a link to it in the temporary folder is; Windows needs none, for
    pyogrio leaves paths with a drive letter alone.
    """
    absolute = path.absolute()
    if sys.platform == "win32" or PLAIN.fullmatch(str(absolute)):
        with _told(path, absolute):
            yield absolute
        return
    with tempfile.TemporaryDirectory(prefix="geomap-") as home:
        link = Path(home) / "out"
        link.symlink_to(absolute.parent, target_is_directory=True)
        plain = link / path.name
        with _told(path, plain):
            yield plain


@contextmanager
def _told(path: Path, plain: Path) -> Iterator[None]:
    """Raise the OSError behind an error of GDAL or SQLite, which say little of why they cannot write."""
    try:
        yield
    # pyogrio's errors have no base of their own.
    except (RuntimeError, sqlite3.Error) as error:
        _write_on(path)
        if "full" in str(error):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
        said = " ".join(str(error).replace(str(plain), str(path)).split())
        raise OutputError(f"{path}: cannot be written: {said}; name another place") from error


def _write_on(path: Path) -> None:
    """Write on where GDAL has stopped: what hindered it hinders this, too, and says why."""
    with path.open("ab") as file:
        file.write(PROBE)
        file.flush()
        os.fsync(file.fileno())
