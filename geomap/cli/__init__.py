"""The command line: one module a verb; heavy imports wait until the verb runs."""

from __future__ import annotations

import sys
from pathlib import Path

from geomap.cli import settings, streams
from geomap.cli.app import NAMES, app_of


def main() -> None:
    """Run the command line; it exits with 1 where something was refused, with 2 for wrong usage."""
    streams.prepare()
    asked = sys.argv[1:2]
    # Where the verb is plain, the others need not be made ready; a file of settings may speak of all.
    one = asked and asked[0] in NAMES and not Path(settings.FILE).exists()
    app_of(asked if one else NAMES)()
