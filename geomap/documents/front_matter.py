"""Front matter: what a ``.md`` file says of itself between two lines of dashes."""

from __future__ import annotations

import re
from collections.abc import Iterator

FRONT_MATTER = re.compile(r"\A---[ \t]*\n((?:[ \t]*(?:[A-Za-z_]+[ \t]*:.*)?\n)*?)---[ \t]*(?:\n|\Z)")
OPENED = re.compile(r"\A---[ \t]*\n[A-Za-z_]+[ \t]*:")


def front_matter(lines: str) -> Iterator[tuple[str, str]]:
    """Yield the fields of front matter."""
    for line in lines.splitlines():
        key, _, value = line.partition(":")
        value = value.strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        yield key.strip().lower(), value
