"""Files written beside their final name, so that a name only ever holds a whole file.

Whatever geomap writes is first made in a hidden folder ``.geomap-...`` in the folder it belongs to, and takes
its name by a rename. The folder is locked while its process lives: a second process that wants the same name
is refused, and what a killed one has left is told by its free lock and removed by the next. Windows, and file
systems that cannot lock, have no such sign: there a leftover folder is named, and the user removes it.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from geomap.errors import BusyError, OutputError

if sys.platform != "win32":
    import fcntl

OWN = re.compile(r"\.geomap-(?:run|[0-9a-f]{12})")
"""Names of scratch folders; no other folder is ever removed."""
AT_ONCE = 1 << 20
"""Bytes that are handed to the system at a time."""
ATTEMPTS = 5
"""Times that a scratch folder is asked for: its last owner may just be removing it."""
PAUSE_SECONDS = 0.1
PLAIN_ENDING = re.compile(r"\.[A-Za-z]{1,8}")
REMEDIES = {
    errno.ENOSPC: "the disk is full; free some space, or name a place on another disk",
    errno.EDQUOT: "your share of the disk is full; free some space, or name a place on another disk",
    errno.EFBIG: "the file is larger than allowed there; raise the limit (ulimit -f), or name another disk",
    errno.EACCES: "you have no right to write there; name another folder, or change its permissions",
    errno.EPERM: "you have no right to write there; name another folder, or change its permissions",
    errno.EROFS: "the disk is read-only; name a place on another disk",
    errno.ENOENT: "there is no such folder; make it first, or name another",
    errno.ENOTDIR: "a part of the path is a file, not a folder; name another folder",
    errno.EEXIST: "a file of that name is in the way; name another, or remove the file",
    errno.EISDIR: "a folder of that name is in the way; name another, or remove the folder",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
    errno.ELOOP: "the path runs in circles through symbolic links; name another folder",
    errno.EINVAL: "the file system does not take such a name; choose a plainer one",
    errno.EILSEQ: "the file system does not take such a name; choose a plainer one",
}


def cannot_write(path: Path | str, error: OSError) -> OutputError:
    """Return the error that says why ``path`` cannot be written and what to do."""
    remedy = REMEDIES.get(error.errno or 0, f"{error.strerror or error}; name another place")
    return OutputError(f"{path}: cannot be written: {remedy}")


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Give a scratch name; what is written under it becomes ``path`` at the end.

    After an error ``path`` is as it was, and an OutputError tells what is wrong, in terms of ``path``.
    """
    folder = _scratch_of(path)
    # GDAL goes by the ending, and must see nothing else of the name.
    scratch = folder / ("new" + (path.suffix if PLAIN_ENDING.fullmatch(path.suffix) else ""))
    with told_as(scratch, path):
        if path.exists() and not path.is_file() and not path.is_dir():
            yield path  # a pipe or a device is written to, not replaced
            return
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        sweep(path.parent)
        with claimed(folder, path):
            try:
                yield scratch
                sync(scratch)
                scratch.replace(path)
                sync(path.parent)
            finally:
                shutil.rmtree(folder, ignore_errors=True)


def _scratch_of(path: Path) -> Path:
    return path.parent / f".geomap-{hashlib.sha256(os.fsencode(path.name)).hexdigest()[:12]}"


@contextmanager
def set_written_whole(path: Path) -> Iterator[Path]:
    """Give a scratch folder; the files in it at the end take their names beside ``path``, which is the last.

    They do so when all of them are whole. After an error those that are there are as they were, and an
    OutputError tells what is wrong, in terms of ``path``.
    """
    folder = _scratch_of(path)
    with told_as(folder, path.parent):
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if path.exists() and not path.is_file():
            raise OutputError(f"{path}: several files are to be written, and this takes one; name a file")
        sweep(path.parent)
        with claimed(folder, path):
            try:
                yield folder
                for file in folder.iterdir():
                    sync(file)
                try:
                    _take_names(folder, path)
                except OSError:
                    raise
                except BaseException:  # an interrupt lets them finish
                    _take_names(folder, path)
                    raise
            finally:
                shutil.rmtree(folder, ignore_errors=True)


def _take_names(folder: Path, last: Path) -> None:
    for file in sorted(folder.iterdir(), key=lambda file: (file.name == last.name, file.name)):
        file.replace(last.parent / file.name)
    sync(last.parent)


@contextmanager
def file_written_whole(path: Path) -> Iterator[Callable[[Iterable[bytes | memoryview]], None]]:
    """Give what writes bytes into a file that becomes ``path`` at the end.

    Where several files are written side by side, an OutputError tells of the one that could not be.
    """
    with written_whole(path) as scratch, scratch.open("wb", buffering=AT_ONCE) as target:

        def write(parts: Iterable[bytes | memoryview]) -> None:
            try:
                target.writelines(parts)
            except OSError as error:
                raise cannot_write(path, error) from error

        yield write


def make_folder(path: Path) -> None:
    """Make a folder and those above it where they are missing; an OutputError says why it cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(path, error) from error


@contextmanager
def told_as(scratch: Path, path: Path) -> Iterator[None]:
    """Turn errors of writing below ``scratch`` into an OutputError that speaks of ``path`` instead."""
    try:
        yield
    except OutputError as error:
        raise type(error)(str(error).replace(str(scratch), str(path))) from error
    except OSError as error:
        raise cannot_write(path, error) from error


@contextmanager
def claimed(folder: Path, path: Path) -> Iterator[None]:
    """Make and lock a scratch folder; an OutputError says so where a living process is writing ``path``."""
    lock = None
    for attempt in range(ATTEMPTS):
        if attempt:
            time.sleep(PAUSE_SECONDS)
        was_there = folder.exists()
        folder.mkdir(mode=0o700, exist_ok=True)
        lock = _lock(folder)
        if lock is not None:
            break
    if lock is None:
        raise BusyError(f"{path}: another geomap is writing it; wait until it has ended, or name another")
    if lock == NO_LOCKS and was_there:
        raise OutputError(
            f"{path}: a geomap is at work on it or was killed; if none is at work, remove {folder.name} there"
        )
    try:
        yield
    finally:
        _free(lock)


NO_LOCKS = -1
"""In place of a lock where the system has none."""


def _lock(folder: Path) -> int | None:
    """Return the lock of a scratch folder: ``NO_LOCKS`` where there are none, None where it is taken."""
    if sys.platform == "win32":
        return NO_LOCKS
    try:
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # The last owner may have removed the folder between the opening and the lock.
        if os.path.samestat(os.fstat(lock), folder.stat()):
            return lock
    except (BlockingIOError, FileNotFoundError):
        pass
    except OSError:
        os.close(lock)
        return NO_LOCKS
    os.close(lock)
    return None


def _free(lock: int | None) -> None:
    if lock is not None and lock != NO_LOCKS:
        os.close(lock)


def sweep(folder: Path) -> None:
    """Remove the scratch folders in ``folder`` whose process is gone; what is ready in a run's stays."""
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        found = [Path(entry) for entry in entries if OWN.fullmatch(entry.name)]
    for scratch in found:
        with orphaned(scratch) as gone:
            if gone and not (scratch / READY).exists():
                shutil.rmtree(scratch, ignore_errors=True)


READY = "ready"
"""In the scratch folder of a run: the folder of files that are whole and only wait for their names."""


@contextmanager
def orphaned(scratch: Path) -> Iterator[bool]:
    """Hold a scratch folder of this user's whose process is gone, and tell whether it is one."""
    lock = None
    if sys.platform != "win32" and scratch.is_dir() and not scratch.is_symlink():
        try:
            lock = _lock(scratch) if scratch.stat().st_uid == os.getuid() else None
        except OSError:
            lock = None
    try:
        yield lock is not None and lock != NO_LOCKS
    finally:
        _free(lock)


def sync(path: Path) -> None:
    """Bring a file, or a folder's list of names, to the disk, as far as the system can."""
    if path.is_dir() and sys.platform == "win32":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # file systems that have no such thing
            raise
    finally:
        os.close(handle)
