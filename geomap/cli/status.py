"""``geomap status``: what a project knows, and whether its files are of it."""

from __future__ import annotations

from typing import Annotated

import typer

from geomap.cli.console import guarded
from geomap.cli.options import EventsOption, GazetteerOption, output_path
from geomap.cli.streams import put
from geomap.files.plain import printable


@guarded
def status(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="The folder of a run.")],
    gazetteer: GazetteerOption = None,
    events: EventsOption = None,
) -> None:
    """Tell what a folder keeps: the documents of each input, and what the next run has to read.

    \b
    Example:
      geomap status map
    """  # noqa: D301
    from geomap.engine import engine_of
    from geomap.errors import InputError
    from geomap.files.folder import STORE, settle
    from geomap.project import Project
    from geomap.store import open_store

    path = output_path(folder)
    if not (path / STORE).is_file():
        raise InputError(f"{path / STORE}: there is none; make one with: geomap run INPUT... -o {path}")
    settle(path)
    with open_store(path) as store:
        project = Project(store, engine_of(gazetteer, events))
        total, (again, why) = len(store.hashes()), project.to_read_again()
        waiting = project.waiting() - again
        put(f"{total:>7}  documents known")
        for held in store.holdings():
            gone = f", {held.gone} gone from it and kept" if held.gone else ""
            lost = "".join(
                f", {n} {what}" for n, what in ((held.refused, "refused"), (held.failed, "failed")) if n
            )
            put(f"{held.documents:>7}  from {printable(held.input)}{gone}{lost}")
        if again:
            put(f"{again:>7}  read with {why}: the next run reads them again")
        if waiting:
            put(f"{waiting:>7}  not read yet, or failed: the next run goes on with them")
        put(f"         the files {project.standing(path)}")
