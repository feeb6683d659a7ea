"""Options that several verbs share."""

from __future__ import annotations

import os
from collections.abc import Callable
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from geomap.errors import UsageError

if TYPE_CHECKING:
    from geomap.publishers import Publishers
    from geomap.times import Anchors


T = TypeVar("T")
Names = TypeVar("Names", str, list[str])


def output_path(given: str) -> Path:
    """Return the path that an option names; a ``~`` that quotes kept from the shell means the home folder."""
    if not given.strip():
        raise UsageError(f"{given!r} is no name; give the path of a file or folder")
    if given != "~" and not given.startswith(("~/", "~" + os.sep)):
        return Path(given)
    try:
        return Path(given).expanduser()
    except RuntimeError:
        raise UsageError(f"{given}: there is no home folder; give the path without ~") from None


def parsed(read: Callable[[str], T]) -> Callable[[str], T]:
    """Return what reads the value of an option, and tells of a wrong one as the command line does."""

    def parse(given: str) -> T:
        try:
            return read(given)
        except UsageError as error:
            raise typer.BadParameter(str(error)) from None

    return parse


def something(given: Names) -> Names:
    """Return what is to be read; an empty name is none, and no word for the folder where one is."""
    names = [given] if isinstance(given, str) else given
    if not all(name.strip() for name in names or ()):
        raise typer.BadParameter("an empty name: there is nothing to read; give a text, a file or a folder")
    return given


def whole(least: int, such: str) -> Callable[[str], int]:
    """Return what reads the whole number of an option, which is at least so much."""

    def read(given: str) -> int:
        try:
            value = int(str(given))
        except ValueError:
            value = least - 1
        if value < least:
            raise typer.BadParameter(
                f"{given!r} is no whole number from {least} on; write one such as {such}"
            )
        return value

    return read


def number(least: float, such: str) -> Callable[[str], float]:
    """Return what reads the number of an option, which is at least so much."""

    def read(given: str) -> float:
        try:
            value = float(given)
        except ValueError:
            value = -1.0
        if not least <= value < inf:
            raise typer.BadParameter(f"{given!r} is no number from {least:g} on; write one such as {such}")
        return value

    return read


GazetteerOption = Annotated[
    Path | None,
    typer.Option(
        "--gazetteer",
        metavar="FILE",
        help="A user gazetteer made by geomap gazetteer add.",
        envvar="GEOMAP_GAZETTEER",
        show_default=False,
    ),
]

EventsOption = Annotated[
    Path | None,
    typer.Option(
        "--events",
        metavar="FILE",
        help="A table of events, towns and offices of your own, by which texts without a date are dated.",
        show_default=False,
    ),
]

PublishersOption = Annotated[
    Path | None,
    typer.Option(
        "--publishers",
        metavar="FILE",
        help="A table of publishers of your own: which names and hosts count as one source.",
        show_default=False,
    ),
]


JobsOption = Annotated[
    int | None,
    typer.Option(
        "-j",
        "--jobs",
        metavar="N",
        parser=whole(1, "4"),
        help="Processes that read; unless given, one a core where there is enough to read.",
        show_default=False,
    ),
]

QuietOption = Annotated[
    bool, typer.Option("-q", "--quiet", help="Say nothing but what was refused or failed.")
]
VerboseOption = Annotated[bool, typer.Option("-v", "--verbose", help="Name each document as it is read.")]

TimeLimitOption = Annotated[
    float,
    typer.Option(
        "--time-limit",
        metavar="SECONDS",
        parser=number(0, "60"),
        help="Processor time that one document may take; it is named and left out. 0: no limit.",
    ),
]
TIME_LIMIT = 60.0
"""Seconds; a long article takes a tenth of one, a text of two megabytes about ten."""


def anchors_of(events: Path | None) -> Anchors | None:
    """Return the table that ships with what the user's own adds, None where there is none."""
    if events is None:
        return None
    from geomap.times.anchors import SHIPPED, read_anchors

    return read_anchors(SHIPPED, events)


def publishers_of(table: Path | None) -> Publishers | None:
    """Return the table that ships with what the user's own adds, None where there is none."""
    if table is None:
        return None
    from geomap.publishers import SHIPPED, read_publishers

    return read_publishers(SHIPPED, table)
