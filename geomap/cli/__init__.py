"""The command line: one module a verb; heavy imports wait until the verb runs."""

from __future__ import annotations

import typer

from geomap.cli import extract

app = typer.Typer(
    name="geomap",
    help="Map what news articles claim to have happened where, when and according to whom. Offline.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("extract")(extract.extract)


@app.callback()
def _root() -> None:
    """Keep the verbs as subcommands even while there is only one."""


def main() -> None:
    """Run the command line; exit 1 where something was refused, 2 for wrong usage."""
    app()
