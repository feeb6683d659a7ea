"""numpy and shapely, imported when something of them is first used: many a map of points needs neither.

To import both takes as long as to read a page of text. Modules name them for the type checker under
``TYPE_CHECKING``, and take them from here at run time.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


class Later:
    """Stands for a module, and gives what is asked of it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        found = getattr(import_module(self._name), name)
        setattr(self, name, found)
        return found


np = Later("numpy")
shapely = Later("shapely")
