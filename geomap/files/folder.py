"""The output folder: written whole or not at all, and never over what geomap did not write.

The files of a run belong together. They are made in a scratch folder inside the output folder, and when all
are whole, that folder is renamed to ``ready``; only then do they take the names of the earlier ones, one by
one. A run that is killed in between leaves the others in ``ready``, and whatever opens the folder next
finishes the work. docs/decisions/0014-output.md tells why.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from os import PathLike
from pathlib import Path

from geomap.documents import folders
from geomap.documents.json_lines import OWN as RECORDS_HEAD
from geomap.errors import OutputError
from geomap.files.scratch import OWN, READY, cannot_write, claimed, orphaned, sweep, sync, told_as
from geomap.files.siblings import check_free, is_page_of, outdated

MAP = "front-line.html"
RECORDS = folders.RECORDS
STORE = "geomap.db"
"""What a project has read; it is kept from run to run, and is no file of a set."""
STORE_APPLICATION = 0x47656F50
"""SQLite application id: GeoP."""
SCRATCH = ".geomap-run"
GONE = ".gone"
"""Behind the name of a page that the map had and has no more: in place of a file that is to be moved."""


def check_folder(path: Path) -> None:
    """Raise an OutputError unless ``path`` is free, empty, or the folder of an earlier run."""
    try:
        if not path.exists() and not path.is_symlink():
            return
        if not path.is_dir():
            raise OutputError(f"{path}: a file is in the way; name a folder")
        if any(not OWN.fullmatch(file.name) for file in path.iterdir()) and not (
            _is_records(path / RECORDS)
            or _is_records(path / SCRATCH / READY / RECORDS)
            or is_store(path / STORE)  # of a run that was interrupted before it wrote anything else
        ):
            raise OutputError(
                f"{path}: the folder holds files that geomap did not write; name a new or empty folder, "
                "or one that an earlier run has written"
            )
    except OutputError:
        raise
    except OSError as error:
        raise cannot_write(path, error) from error


def records_in(path: str | PathLike[str]) -> Path:
    """Return the file of the records, where a path is that of the folder of a run; else the path."""
    path = Path(path)
    return path / RECORDS if path.is_dir() else path


def is_store(path: Path) -> bool:
    """Tell whether a file is the store of a project, by its first bytes; one just made has none yet."""
    head = _head(path, 72)
    own = b"SQLite format 3\0", STORE_APPLICATION.to_bytes(4, "big")
    return head == b"" or (head is not None and (head[:16], head[68:]) == own)


def _is_records(path: Path) -> bool:
    """Tell whether a file is the records of a run, by its first bytes."""
    return _head(path, len(RECORDS_HEAD)) == RECORDS_HEAD


def _head(path: Path, size: int) -> bytes | None:
    """Return how a file begins, None where there is none."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return file.read(size)


@contextmanager
def output_folder(path: Path) -> Iterator[Path]:
    """Give a scratch folder; what is in it at the end replaces the files of the same name in ``path``.

    After an error or an interrupt ``path`` is as it was. An OutputError tells why a folder cannot be used,
    one that another process is writing into included.
    """
    check_folder(path)
    scratch = path / SCRATCH
    new = scratch / "new"
    made = [folder for folder in (path, *path.parents) if not folder.exists()]
    with ExitStack() as last:
        last.callback(_remove_empty, made)
        with told_as(new, path):
            path.mkdir(parents=True, exist_ok=True)
            last.enter_context(claimed(scratch, path))
            _give_names(scratch, path)
            sweep(path)
            shutil.rmtree(new, ignore_errors=True)
            last.callback(_remove_unready, scratch)
            new.mkdir()
        try:
            yield new
        except OutputError as error:
            raise type(error)(str(error).replace(str(new), str(path))) from error
        with told_as(new, path):
            _make_ready(new, path)
            _give_names_even_if_interrupted(scratch, path)


def _remove_empty(folders: Iterable[Path]) -> None:
    with suppress(OSError):  # those that hold something now stay
        for folder in folders:
            folder.rmdir()


def _remove_unready(scratch: Path) -> None:
    if not (scratch / READY).exists():
        shutil.rmtree(scratch, ignore_errors=True)


def settle(path: Path) -> None:
    """Finish what a killed run has left to do in its folder, so that all files in it are of one run."""
    scratch = path / SCRATCH
    if not (scratch / READY).is_dir():
        return
    with orphaned(scratch) as gone, told_as(scratch, path):
        if not gone:
            raise OutputError(
                f"{path}: a run is just replacing the files in it, or was killed at that; "
                "wait until it has ended, or run it again"
            )
        _give_names(scratch, path)
        shutil.rmtree(scratch, ignore_errors=True)


def _make_ready(new: Path, path: Path) -> None:
    """Bring all files to the disk, and mark them as a whole set."""
    names = [file.name for file in new.iterdir()]
    if MAP in names:
        check_free(path / MAP, names)
        for old in outdated(path / MAP, names):
            (new / (old.name + GONE)).touch()
    for file in new.iterdir():
        if (path / file.name).is_dir():
            raise cannot_write(path / file.name, IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR)))
        sync(file)
    sync(new)
    new.rename(new.with_name(READY))
    sync(new.parent)


def _give_names(scratch: Path, path: Path) -> None:
    """Move what is ready to its place; the records come last, for they tell whose folder it is."""
    ready = scratch / READY
    if ready.is_symlink() or not ready.is_dir():
        return
    for file in sorted(
        ready.iterdir(), key=lambda file: (file.name == RECORDS, file.suffix == GONE, file.name)
    ):
        if file.suffix == GONE:
            if is_page_of(path / file.stem, MAP):
                (path / file.stem).unlink()
            file.unlink()
        else:
            file.replace(path / file.name)
    sync(path)
    ready.rmdir()


def _give_names_even_if_interrupted(scratch: Path, path: Path) -> None:
    try:
        _give_names(scratch, path)
    except OSError:
        raise
    except BaseException:
        _give_names(scratch, path)
        raise
