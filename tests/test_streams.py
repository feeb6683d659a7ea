"""The command line with the streams, encodings and signals that callers give it, in processes of its own."""

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from geomap.cli.console import progress
from geomap.documents import Document
from geomap.files.folder import SCRATCH
from geomap.files.records import Archive, write_records
from geomap.records import make_records
from tests.records_of import report

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="streams and signals of POSIX")
GEOMAP = (sys.executable, "-m", "geomap")
TEXT = "Ракети вдарили по місту Харків 5 вересня 2022 року, сказав мер Ігор Терехов. 🚀"


def call(
    *args: str,
    encoding: str = "utf-8",
    stdin: bytes = b"",
    closed: tuple[int, ...] = (),
    stdout: int = subprocess.PIPE,
) -> subprocess.CompletedProcess[bytes]:
    def close() -> None:
        for number in closed:
            os.close(number)

    return subprocess.run(
        [*GEOMAP, *args],
        input=stdin,
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
        preexec_fn=close,
        env=os.environ | {"PYTHONIOENCODING": encoding, "GEOMAP_GAZETTEER": ""},
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an article as text and as JSON lines, and the records of a run."""
    folder = tmp_path_factory.mktemp("streams")
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "a.jsonl").write_text(json.dumps({"id": "🚀", "text": TEXT}) + "\n", "utf-8")
    reports = [report(quote="Troops entered Лиман 🚀 on Saturday.", toponym="Лиман", claimant="Штаб")]
    archive = Archive(documents=(Document(id="a.txt", text=TEXT),), records=make_records(reports))
    write_records(archive, folder / "records.jsonl")
    return folder


def verbs(folder: Path) -> dict[str, tuple[str, ...]]:
    with (folder / "records.jsonl").open(encoding="utf-8") as lines:
        (record,) = [row["id"] for row in map(json.loads, lines) if row["type"] == "record"]
    return {
        "explain": ("explain", record, "--records", str(folder / "records.jsonl")),
        "lookup": ("gazetteer", "lookup", "Харків"),
        "lookup --json": ("gazetteer", "lookup", "--json", "Харків"),
        "extract": ("extract", str(folder / "a.jsonl")),
        "run": ("run", str(folder / "a.txt"), "-o", str(folder / "мапа 🚀")),
    }


VERBS = ("explain", "lookup", "lookup --json", "extract", "run")


@pytest.mark.parametrize("encoding", ["cp1252", "cp1251"])
@pytest.mark.parametrize("verb", VERBS)
def test_no_encoding_of_the_terminal_is_an_error(folder: Path, verb: str, encoding: str) -> None:
    done = call(*verbs(folder)[verb], encoding=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    if verb in ("extract", "lookup --json"):  # data are UTF-8 whatever the terminal is
        assert json.loads(done.stdout.decode("utf-8"))
    elif encoding != "cp1251":
        assert rb"\u" in done.stdout


def test_names_on_standard_input_are_utf_8_whatever_the_terminal_is(folder: Path) -> None:
    done = call("gazetteer", "lookup", "-", encoding="cp1252", stdin="Харків\n".encode())
    assert json.loads(done.stdout)["candidates"][0]["name"] == "Kharkiv"


@pytest.mark.parametrize("verb", VERBS)
def test_a_closed_standard_output_is_said_where_something_was_to_come_of_it(folder: Path, verb: str) -> None:
    done = call(*verbs(folder)[verb], closed=(1,))
    if verb == "run":
        assert (done.returncode, done.stderr) == (0, b"")
    else:
        assert done.returncode == 1
        assert done.stderr.startswith(b"geomap: standard output is closed; open it, or ")
        assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("closed", [(2,), (0, 1, 2)])
def test_a_run_needs_no_standard_streams(folder: Path, closed: tuple[int, ...]) -> None:
    done = call(*verbs(folder)["run"], closed=closed)
    assert (done.returncode, done.stderr) == (0, b"")
    files = {path.name for path in (folder / "мапа 🚀").iterdir()}
    assert "records.jsonl" in files
    assert SCRATCH not in files


def test_extract_writes_its_file_with_all_streams_closed(folder: Path) -> None:
    done = call("extract", str(folder / "a.jsonl"), "-o", str(folder / "out.jsonl"), closed=(0, 1, 2))
    assert done.returncode == 0
    assert json.loads((folder / "out.jsonl").read_text("utf-8"))["id"] == "🚀"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
@pytest.mark.parametrize("verb", VERBS)
def test_a_full_disk_behind_standard_output_is_a_sentence(folder: Path, verb: str) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - its number is wanted
        done = call(*verbs(folder)[verb], stdout=full.fileno())
    assert done.returncode == 1
    assert done.stderr.startswith(b"geomap: standard output: cannot be written: the disk is full")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("verb", VERBS)
def test_a_reader_that_has_gone_is_no_fault(folder: Path, verb: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = call(*verbs(folder)[verb], stdout=writing)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def until(holds: Callable[[], bool]) -> None:
    for _ in range(600):
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError("it never came to that")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("SIGTERM", b"geomap: ended by SIGTERM; nothing half-written is left\n"),
        ("SIGHUP", b"geomap: ended by SIGHUP; nothing half-written is left\n"),
        ("SIGINT", b"geomap: interrupted; nothing half-written is left\n"),
    ],
)
def test_a_signal_ends_a_run_with_a_word_its_status_and_no_scraps(
    tmp_path: Path, name: str, said: bytes
) -> None:
    out, number = tmp_path / "out", signal.Signals[name]
    # It waits for its input, which never comes.
    with subprocess.Popen(
        [*GEOMAP, "run", "-", "-o", str(out)],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Tests that run in the background of a shell inherit that SIGINT is ignored.
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),  # noqa: PLW1509  (no other thread runs)
    ) as process:
        until((out / SCRATCH / "new").exists)
        process.send_signal(number)
        _, told = process.communicate()
    assert told == said
    assert process.returncode == 128 + number
    assert list(tmp_path.iterdir()) == []


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_is_shown_how_many_how_fast_and_how_long_still(monkeypatch: pytest.MonkeyPatch) -> None:
    screen, pipe = Terminal(), io.StringIO()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(sys, "stderr", screen)
    for _ in progress(range(4), "reading"):
        time.sleep(0.15)  # a rate needs some time to be one
    shown = re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", screen.getvalue())
    assert re.search(r"reading \S+ 4/4 \d+/s 0:00:00", shown)
    assert list(progress(iter("ab"), "taking in")) == ["a", "b"]  # nobody knows how many there will be
    assert "taking in" in screen.getvalue()
    monkeypatch.setattr(sys, "stderr", pipe)
    assert list(progress(range(3), "reading")) == [0, 1, 2]
    assert pipe.getvalue() == ""
