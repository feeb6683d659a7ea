"""Options that several verbs share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
