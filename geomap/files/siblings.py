"""The files of a map that is written by period: what they are called, and which of them geomap wrote."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from html import escape
from pathlib import Path

from geomap.errors import OutputError
from geomap.files.periods import NAME, Period

HEAD = 4_096
"""Bytes at the beginning of a page within which it says whose it is."""


def file_of(index: str, period: Period) -> str:
    """Return what the page of a period is called beside its index.

    >>> file_of("front-line.html", Period("undated", None, 1))
    'front-line-undated.html'
    """
    path = Path(index)
    return f"{path.stem}-{period.name}{path.suffix}"


def mark_of(index: str) -> str:
    """Return what such a page says in its head, by which it is known as one that geomap wrote."""
    name = escape(index).encode("utf-8", "replace").decode()
    return f'<meta name="geomap-index" content="{name}">\n'


def pages_beside(index: Path) -> list[Path]:
    """Return the files beside an index that are called as pages of it are, whoever wrote them."""
    if not index.parent.is_dir():
        return []
    begin, end = f"{index.stem}-", index.suffix
    return sorted(
        file
        for file in index.parent.iterdir()
        if file.name.startswith(begin)
        and file.name.endswith(end)
        and NAME.fullmatch(file.name[len(begin) : len(file.name) - len(end)])
    )


def is_page_of(file: Path, index: str) -> bool:
    """Tell whether geomap wrote a file as the page of a period, by its head; no if it cannot be read."""
    try:
        with file.open("rb") as page:
            return mark_of(index).encode() in page.read(HEAD)
    except OSError:
        return False


def check_free(index: Path, names: Collection[str]) -> None:
    """Raise an OutputError where a page is to have the name of a file that is none of this map."""
    for file in pages_beside(index):
        if file.name in names and not is_page_of(file, index.name):
            raise OutputError(
                f"{file}: a page of {index.name} is to have this name, and the file is none; "
                "move it, or name another"
            )


def outdated(index: Path, names: Collection[str]) -> list[Path]:
    """Return the pages of an index that geomap wrote and that are none of it any more."""
    return [file for file in pages_beside(index) if file.name not in names and is_page_of(file, index.name)]


def remove_outdated(index: Path, names: Collection[str]) -> None:
    """Remove the pages that an index led to once; one that cannot be removed does no harm."""
    for file in outdated(index, names):
        with suppress(OSError):
            file.unlink()
