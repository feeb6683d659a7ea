"""Runs the page's own pure scripts in node, without a browser."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

NODE = (
    shutil.which("node", path=Path(sys.executable).parent) or shutil.which("node") or shutil.which("nodejs")
)
needs_node = pytest.mark.skipif(
    NODE is None, reason="no node here: pip install --group clients, or install Debian's package nodejs"
)


def ask(answer: str, data: Mapping[str, Any], questions: Sequence[Any], folder: Path, scripts: str) -> Any:
    """Return what a script answers that has ``data``, as the page reads it, and the questions."""
    page = files("geomap").joinpath("files", "page")
    texts = [page.joinpath(f"{name}.js").read_text("utf-8") for name in scripts.split()]
    given = 'const { data, questions } = JSON.parse(require("fs").readFileSync(0, "utf-8"));\nlet answer;\n'
    script = folder / "ask.js"
    script.write_text("\n".join([*texts, given, answer, "console.log(JSON.stringify(answer));"]), "utf-8")
    asked = json.dumps({"data": data, "questions": list(questions)})
    command = [NODE or "node", str(script)]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
