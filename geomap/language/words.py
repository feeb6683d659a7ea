"""Word lists that ship with the package, made by the recipes in ``gazetteer/``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def word_list(name: str) -> frozenset[str]:
    """Return the words of ``geomap/data/<name>.txt``, one a line."""
    text = files("geomap").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(text.split("\n")) - {""}
