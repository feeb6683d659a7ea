"""What ruff does not measure: how long a function may be, and that every exemption is of a file."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
LONGEST = 60
LONGER: dict[str, int] = {
    # function: lines today. A number may only fall, and an entry that is no longer needed goes.
}


def long_functions(source: str, name: str) -> dict[str, int]:
    """Return the functions of a module that are too long, with their lines."""
    sizes = {
        f"{name}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    return {function: size for function, size in sizes.items() if size > LONGEST}


def test_functions_are_short_and_those_that_are_not_only_shrink() -> None:
    found: dict[str, int] = {}
    for folder in ("geomap", "gazetteer", "benchmarks", "tests"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            found |= long_functions(path.read_text("utf-8"), path.relative_to(ROOT).as_posix())
    assert found == LONGER, "split what is new or longer; lower or strike out here what is shorter"


def test_the_measure_counts_from_def_to_the_last_line() -> None:
    body = "    x = 1\n"
    assert long_functions("def f():\n" + body * 59, "m.py") == {}
    assert long_functions("class C:\n    def f(self):\n" + ("    " + body) * 60, "m.py") == {"m.py:f": 61}


def test_files_exempted_from_rules_are_there() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    exempted = settings["tool"]["ruff"]["lint"]["per-file-ignores"]
    assert [pattern for pattern in exempted if not any(ROOT.glob(pattern))] == []
