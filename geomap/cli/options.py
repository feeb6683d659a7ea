"""Options that several verbs share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from geomap.errors import InputError


def output_path(given: str) -> Path:
    """Return the path that an option names; a ``~`` that quotes kept from the shell means the home folder."""
    if given != "~" and not given.startswith(("~/", "~" + os.sep)):
        return Path(given)
    try:
        return Path(given).expanduser()
    except RuntimeError:
        raise InputError(f"{given}: there is no home folder; give the path without ~") from None


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

TimeLimitOption = Annotated[
    float,
    typer.Option(
        "--time-limit",
        metavar="SECONDS",
        min=0,
        help="Processor time that one document may take; it is named and left out. 0: no limit.",
    ),
]
TIME_LIMIT = 60.0
"""Seconds; a long article takes a tenth of one, a text of two megabytes about ten."""
