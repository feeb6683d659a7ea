"""``geomap.toml`` in the folder where geomap is called: options that hold for all calls there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from geomap.errors import InputError

FILE = "geomap.toml"


def defaults_of(verbs: Any) -> dict[str, Any]:
    """Return what the file says of the verbs of a command line, as click takes it; nothing without a file.

    A name outside a table is of every verb that has such an option; a table is of the verb of its name. An
    InputError names what no verb knows.
    """
    path = Path(FILE)
    if not path.is_file():
        return {}
    import tomllib

    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{FILE}: cannot be read ({error}); see docs/command-line.md") from None
    return _of_group(verbs, given, "")


def _of_group(group: Any, given: dict[str, Any], above: str) -> dict[str, Any]:
    """Return the defaults of the verbs of a group, by their names."""
    tables = {name: value for name, value in given.items() if isinstance(value, dict)}
    shared = {name: value for name, value in given.items() if name not in tables}
    found: dict[str, Any] = {}
    unknown = set(shared)
    for name, verb in group.commands.items():
        own = tables.pop(name, {})
        if hasattr(verb, "commands"):
            found[name] = _of_group(verb, {**_usable(shared, verb), **own}, f"{above}{name}.")
            unknown -= set(_usable(shared, verb))
            continue
        options = _options(verb)
        for option in own.keys() - options:
            raise InputError(f"{FILE}: {above}{name}.{option}: no such option; see geomap {name} --help")
        unknown -= set(options)
        found[name] = {options[key]: value for key, value in {**shared, **own}.items() if key in options}
    for name in unknown | tables.keys():
        raise InputError(f"{FILE}: {above}{name}: no verb and no option of one; see geomap --help")
    return found


def _usable(shared: dict[str, Any], group: Any) -> dict[str, Any]:
    """Return what some verb of a group can use."""
    known = {name for verb in group.commands.values() for name in _options(verb)}
    return {name: value for name, value in shared.items() if name in known}


def _options(verb: Any) -> dict[str, str]:
    """Return the long names of a verb's options, and of its arguments, with those of their values in code."""
    return {
        name.removeprefix("--"): one.name
        for one in verb.params
        for name in one.opts
        if name.startswith("--") or one.param_type_name == "argument"
    }
