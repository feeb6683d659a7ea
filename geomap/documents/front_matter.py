"""Front matter: what a ``.md`` file says of itself before its text, as Obsidian, Jekyll and Hugo write it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

LARGEST = 16_000
"""Characters of front matter beyond which a line of dashes closes nothing."""
OPENED = re.compile(r"\s{0,100}(---|\+\+\+)[ \t]*\n")
YAML_ENDS = re.compile(r"^(?:---|\.\.\.)[ \t]*$\n?", re.MULTILINE)
TOML_ENDS = re.compile(r"^\+\+\+[ \t]*$\n?", re.MULTILINE)
KEY = re.compile(r"(?:[\"']?[^\W\d][\w .-]{0,60}[\"']?)[ \t]*:(?:[ \t].*)?")
"""A line that gives a field."""
NAME = re.compile(r"[\"']?[^\W\d][\w-]*[\"']?")
"""The name of a field, as at least one is: a sentence with a colon has blanks before it."""
INSIDE = re.compile(r"(?:[ \t].*|#.*|-[ \t].*)?")
"""A line that belongs to a field before it, or to none."""


class FrontMatter(NamedTuple):
    """What front matter gives, and the text below it."""

    fields: Mapping[str, object]
    text: str
    complaint: str = ""
    """What is wrong with it, if it could not be read."""


def split_front_matter(text: str) -> FrontMatter:
    """Return the fields at the top of a text and what follows them; no fields where it has none.

    A ValueError tells that front matter was opened and is not closed.
    """
    opened = OPENED.match(text)
    if not opened:
        return FrontMatter({}, text)
    first = text[opened.end() : opened.end() + 200].lstrip().split("\n", 1)[0]
    ends = TOML_ENDS if opened[1] == "+++" else YAML_ENDS
    closed = ends.search(text, opened.end(), opened.end() + LARGEST)
    if closed is None:
        if opened[1] == "---" and NAME.fullmatch(first.partition(":")[0].strip()) and ":" in first:
            raise ValueError("the front matter is not closed; end it with a line of three dashes")
        return FrontMatter({}, text)
    block, body = text[opened.end() : closed.start()], text[closed.end() :].lstrip("\n")
    if opened[1] == "+++":
        return _toml(block, body)
    fields = _yaml(block)
    # Dashes may also part a text: then what stands between them is no list of fields.
    return FrontMatter({}, text) if fields is None else FrontMatter(fields, body)


def _toml(block: str, body: str) -> FrontMatter:
    try:
        fields = tomllib.loads(block)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return FrontMatter({}, body, f"the front matter is no TOML ({error}); the article is read without it")
    return FrontMatter({k: v.isoformat() if isinstance(v, date) else v for k, v in fields.items()}, body)


def _yaml(block: str) -> Mapping[str, object] | None:
    """Return the fields of YAML, every value as it is written; None where the lines are no fields.

    What YAML does not allow, such as a title with a colon, is read line by line.
    """
    import yaml  # late: most texts have no front matter

    lines = block.splitlines()
    try:
        # The loader that leaves values as text: a date stays as it was written, "no" is no truth value.
        found = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts, lists and dictionaries
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        if not all(map(_belongs, lines)):
            return None
        found = _by_line(lines)
    if not found:
        return {}
    if not isinstance(found, dict) or not any(NAME.fullmatch(str(key)) for key in found):
        return None
    return {str(key): value for key, value in found.items()}


def _belongs(line: str) -> bool:
    return bool(KEY.fullmatch(line) or INSIDE.fullmatch(line))


def _by_line(lines: list[str]) -> dict[str, object]:
    fields: dict[str, object] = {}
    for line in lines:
        if KEY.fullmatch(line):
            key, _, value = line.partition(":")
            fields[key.strip(" \t\"'")] = _bare(value)
    return fields


def _bare(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
