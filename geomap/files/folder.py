"""The output folder: written whole or not at all, and never over what geomap did not write."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geomap.errors import OutputError
from geomap.files.records import is_records_file

RECORDS = "records.jsonl"


def check_folder(path: Path) -> None:
    """Raise an OutputError unless ``path`` is free, empty, or the folder of an earlier run."""
    if not path.exists() and not path.is_symlink():
        return
    if not path.is_dir():
        raise OutputError(f"{path}: a file is in the way; name a folder")
    if any(path.iterdir()) and not is_records_file(path / RECORDS):
        raise OutputError(
            f"{path}: the folder holds files that geomap did not write; name a new or empty folder, "
            "or one that an earlier run has written"
        )


@contextmanager
def output_folder(path: Path) -> Iterator[Path]:
    """Give a scratch folder; what is in it at the end replaces the files of the same name in ``path``.

    After an error or an interrupt ``path`` is as it was. An OutputError tells why a folder cannot be used.
    """
    check_folder(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    except OSError as error:
        raise OutputError(f"{path}: cannot be made ({error.strerror}); choose another folder") from None
    try:
        yield scratch
        try:
            path.mkdir(exist_ok=True)
            for file in sorted(scratch.iterdir(), key=lambda f: (f.name == RECORDS, f.name)):
                file.chmod(0o644)
                file.replace(path / file.name)
        except OSError as error:
            raise OutputError(
                f"{path}: cannot be written ({error.strerror}); check space and permissions"
            ) from None
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
