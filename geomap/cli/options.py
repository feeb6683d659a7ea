"""Options that several verbs share."""

from __future__ import annotations

import os
from collections.abc import Callable
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geomap.errors import InputError

if TYPE_CHECKING:
    from geomap.publishers import Publishers
    from geomap.times import Anchors


def output_path(given: str) -> Path:
    """Return the path that an option names; a ``~`` that quotes kept from the shell means the home folder."""
    if given != "~" and not given.startswith(("~/", "~" + os.sep)):
        return Path(given)
    try:
        return Path(given).expanduser()
    except RuntimeError:
        raise InputError(f"{given}: there is no home folder; give the path without ~") from None


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
        min=1,
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
