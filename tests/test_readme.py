"""What the README shows works, and what it names exists."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.command_line import app

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [shlex.split(line, comments=True)[1:] for line in re.findall(r"^(geomap .*)$", README, re.M)]


def test_the_python_example_runs_and_prints_what_is_claimed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.S)
    monkeypatch.chdir(ROOT)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102
    assert "Vysokopillia reclaimed" in capsys.readouterr().out


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_shown_is_a_verb_with_these_options(command: list[str]) -> None:
    verbs = command[: 2 if command[0] == "gazetteer" else 1]
    told = CliRunner().invoke(app, [*verbs, "--help"])
    assert told.exit_code == 0
    for option in (word for word in command if word.startswith("-") and word != "-"):
        assert option in told.output


def test_every_file_linked_from_the_documents_exists() -> None:
    for document in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"
