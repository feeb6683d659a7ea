"""The command line: one module a verb; heavy imports wait until the verb runs."""

from __future__ import annotations

from typing import Annotated

import typer

from geomap import __version__
from geomap.cli import console, explain, export, extract, gazetteer, gazetteer_add, run, status, streams

app = typer.Typer(
    name="geomap",
    help="Map what news articles report to have happened where, when and according to whom. Offline.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("run")(run.run)
app.command("extract")(extract.extract)
app.command("explain")(explain.explain)
app.command("export")(export.export)
app.command("status")(status.status)
places = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Look up places, add your own.")
places.command("lookup")(gazetteer.lookup)
places.command("info")(gazetteer.info)
places.command("add")(gazetteer_add.add)
places.command("download")(gazetteer_add.download)
app.add_typer(places, name="gazetteer")


def _print_version(wanted: bool) -> None:  # noqa: FBT001
    if wanted:
        typer.echo(f"geomap {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[  # noqa: ARG001, FBT002
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
    debug: Annotated[  # noqa: FBT002
        bool, typer.Option("--debug", envvar="GEOMAP_DEBUG", help="Show the traceback of a fault.")
    ] = False,
) -> None:
    """Map what news articles report to have happened where, when and according to whom. Offline.

    Begin with:  geomap run ARTICLES/ -o MAP/
    """
    console.set_debugging(on=debug)


def main() -> None:
    """Run the command line; it exits with 1 where something was refused, with 2 for wrong usage."""
    streams.prepare()
    app()
