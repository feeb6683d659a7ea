"""The command line: one module a verb; heavy imports wait until the verb runs."""

from __future__ import annotations

from typing import Annotated

import typer

from geomap import __version__
from geomap.cli import (
    console,
    explain,
    export,
    extract,
    gazetteer,
    gazetteer_add,
    review,
    run,
    schema,
    settings,
    status,
    streams,
)

ENDS = """Exit status: 0 all well; 1 something was refused or failed, each named, and the rest is done;
2 wrong usage, or a folder in use; 130 interrupted. What is always the same may stand in geomap.toml."""

app = typer.Typer(
    name="geomap",
    help="Map what news articles report to have happened where, when and according to whom. Offline.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    epilog=ENDS,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("run", short_help="Map what articles report: page, GIS files, records.")(run.run)
app.command("extract", short_help="Write what is read of each text as a JSON line.")(extract.extract)
app.command("explain", short_help="Tell where a record comes from, and why.")(explain.explain)
app.command("export", short_help="Write the records of a run in other formats.")(export.export)
app.command("status", short_help="Tell what a folder keeps and has yet to read.")(status.status)
app.command("review", short_help="Ask for what is most doubtful, as a table to fill in.")(review.review)
app.command("schema", short_help="Print the JSON Schema of records.jsonl.")(schema.schema)
places = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Look up places, add your own.")
places.command("lookup", short_help="List the places that a name may mean.")(gazetteer.lookup)
places.command("info", short_help="Count what the gazetteer holds, and list its sources.")(gazetteer.info)
places.command("add", short_help="Add places of your own from files.")(gazetteer_add.add)
places.command("download", short_help="Fetch dumps from GeoNames, by network.")(gazetteer_add.download)
app.add_typer(places, name="gazetteer")


def _print_version(wanted: bool) -> None:  # noqa: FBT001
    if wanted:
        typer.echo(f"geomap {__version__}")
        raise typer.Exit


@app.callback()
@console.guarded
def _root(
    context: typer.Context,
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
    context.default_map = settings.defaults_of(context.command)


def main() -> None:
    """Run the command line; it exits with 1 where something was refused, with 2 for wrong usage."""
    streams.prepare()
    app()
