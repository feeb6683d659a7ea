"""``geomap.toml`` in the folder where geomap is called: options that hold for all calls there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from geomap.errors import UsageError

FILE = "geomap.toml"


def defaults_of(verbs: Any) -> dict[str, Any]:
    """Return what the file says of the verbs of a command line, as click takes it; nothing without a file.

    A table is of the verb of its name, and holds options by their long names. A UsageError names the first
    that is none.
    """
    path = Path(FILE)
    if not path.is_file():
        return {}
    import tomllib

    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{FILE}: cannot be read ({error}); see docs/command-line.md") from None
    return _of_group(verbs, given, "")


def _of_group(group: Any, given: dict[str, Any], above: str) -> dict[str, Any]:
    """Return the defaults of the verbs of a group, by their names."""
    found: dict[str, Any] = {}
    for name, table in given.items():
        verb = group.commands.get(name)
        if verb is None or not isinstance(table, dict):
            raise UsageError(f"{FILE}: {above}{name}: no table of a verb, such as [run]; see geomap --help")
        if hasattr(verb, "commands"):
            found[name] = _of_group(verb, table, f"{name}.")
            continue
        options = _options(verb)
        for option in table:
            if option not in options:
                raise UsageError(f"{FILE}: {above}{name}.{option}: no such option; see geomap {name} --help")
        found[name] = {options[option]: value for option, value in table.items()}
    return found


def _options(verb: Any) -> dict[str, str]:
    """Return the long names of a verb's options, and of its arguments, with those of their values in code."""
    return {
        name.removeprefix("--"): one.name
        for one in verb.params
        for name in one.opts
        if name.startswith("--") or one.param_type_name == "argument"
    }
