"""``geomap schema``: what a line of records.jsonl may hold, for programs that read or check it."""

from __future__ import annotations

import json

from geomap.cli.console import guarded
from geomap.cli.streams import put


@guarded
def schema() -> None:
    """Print the JSON Schema of a line of records.jsonl.

    \b
    Example:
      geomap schema > records.schema.json
    """  # noqa: D301
    from geomap.files.schema import line_schema

    put(json.dumps(line_schema(), indent=1, ensure_ascii=True))
