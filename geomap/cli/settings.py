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
        for option, value in table.items():
            where = f"{FILE}: {above}{name}.{option}"
            if option not in options:
                raise UsageError(f"{where}: no such option; see geomap {name} --help")
            try:
                found.setdefault(name, {})[options[option].name] = _value(options[option], value)
            except ValueError as error:
                raise UsageError(f"{where}: {error}") from None
    return found


def _value(option: Any, given: Any) -> Any:
    """Return what the file says of an option as click takes it; a ValueError tells what it must be."""
    several = option.nargs != 1 or getattr(option, "multiple", False)
    if getattr(option, "is_flag", False):
        if not isinstance(given, bool):
            raise ValueError(f"{given!r} is neither true nor false; write one of the two, without quotes")
        return given
    words = given if isinstance(given, list) else [given]
    if any(isinstance(word, bool | list | dict) for word in words):
        raise ValueError(f"{given!r} is no value of it; write a text or a number{', or a list' * several}")
    if several:
        return words
    if isinstance(given, list):
        if "," not in (option.metavar or ""):
            raise ValueError(f"{given!r} is a list; write one value")
        return ",".join(map(str, words))
    return given


def _options(verb: Any) -> dict[str, Any]:
    """Return a verb's options by their long names, and its arguments by their own."""
    return {
        name.removeprefix("--"): one
        for one in verb.params
        for name in one.opts
        if name.startswith("--") or one.param_type_name == "argument"
    }
