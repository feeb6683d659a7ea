"""The verbs of the command line; the code of one is imported, and its options read, when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperCommand

from geomap import __version__
from geomap.cli import console, settings

ENDS = """Exit status: 0 all well; 1 something was refused or failed, each named, and the rest is done;
2 wrong usage, or a folder in use; 130 interrupted. What is always the same may stand in geomap.toml."""


class Verb(NamedTuple):
    """A verb: the module and function behind it, and what the list of verbs says of it."""

    module: str
    function: str
    help: str


class Command(TyperCommand):
    """A verb whose usage names its arguments as its help does, without the braces of the library."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return the words of the usage line."""
        return [piece.strip("{}") for piece in super().collect_usage_pieces(ctx)]


VERBS = {
    "run": Verb("run", "run", "Map what articles report: page, GIS files, records."),
    "extract": Verb("extract", "extract", "Write what is read of each text as a JSON line."),
    "explain": Verb("explain", "explain", "Tell where a record comes from, and why."),
    "export": Verb("export", "export", "Write the records of a run in other formats."),
    "status": Verb("status", "status", "Tell what a folder keeps and has yet to read."),
    "review": Verb("review", "review", "Ask for what is most doubtful, as a table to fill in."),
    "schema": Verb("schema", "schema", "Print the JSON Schema of records.jsonl."),
}
OF_GAZETTEER = {
    "lookup": Verb("gazetteer", "lookup", "List the places that a name may mean."),
    "info": Verb("gazetteer", "info", "Count what the gazetteer holds, and list its sources."),
    "add": Verb("gazetteer_add", "add", "Add places of your own from files."),
    "download": Verb("gazetteer_add", "download", "Fetch dumps from GeoNames, by network."),
}
GAZETTEER = "gazetteer"
NAMES = (*VERBS, GAZETTEER)


def app_of(names: Iterable[str] = NAMES) -> typer.Typer:
    """Return the command line of the verbs of these names."""
    app = typer.Typer(
        name="geomap",
        help="Map what news articles report to have happened where, when and according to whom. Offline.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        epilog=ENDS,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    for name in names:
        if name == GAZETTEER:
            places = typer.Typer(
                no_args_is_help=True, rich_markup_mode=None, help="Look up places, add your own."
            )
            for of_places, verb in OF_GAZETTEER.items():
                _add(places, of_places, verb)
            app.add_typer(places, name=GAZETTEER)
        else:
            _add(app, name, VERBS[name])
    return app


def _add(app: typer.Typer, name: str, verb: Verb) -> None:
    function = getattr(import_module(f"geomap.cli.{verb.module}"), verb.function)
    app.command(name, cls=Command, short_help=verb.help)(function)


def _print_version(wanted: bool) -> None:  # noqa: FBT001
    if wanted:
        typer.echo(f"geomap {__version__}")
        raise typer.Exit


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
