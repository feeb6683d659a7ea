"""Runs the page's own pure scripts in node, without a browser."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from geomap.files.columns import columns
from geomap.records import Record
from geomap.surroundings import Surroundings

NODE = shutil.which("node") or shutil.which("nodejs")
needs_node = pytest.mark.skipif(
    NODE is None, reason="no node here: install Debian's package nodejs to test the page's scripts"
)


def ask(
    answer: str,
    records: Sequence[Record],
    questions: Sequence[Any],
    folder: Path,
    *,
    scripts: str,
    around: Surroundings | None = None,
) -> Any:
    """Return what a script answers that has ``data``, the records as the page reads them, and the questions."""
    page = files("geomap").joinpath("files", "page")
    texts = [page.joinpath(f"{name}.js").read_text("utf-8") for name in scripts.split()]
    given = 'const { data, questions } = JSON.parse(require("fs").readFileSync(0, "utf-8"));\nlet answer;\n'
    script = folder / "ask.js"
    script.write_text("\n".join([*texts, given, answer, "console.log(JSON.stringify(answer));"]), "utf-8")
    asked = json.dumps({"data": columns(records, around or Surroundings()), "questions": list(questions)})
    command = [NODE or "node", str(script)]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
