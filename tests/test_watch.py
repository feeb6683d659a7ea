"""``geomap run --watch``: folders are read again as they change, never half, until a signal ends it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from geomap.cli.watching import LONGEST, follow
from geomap.documents import Document, PassedOver, Settings, scan_documents
from geomap.files.folder import STORE
from tests.command_line import app

CHANGE, NOTHING = {"a"}, set[str]()


def followed(events: Iterable[tuple[object, float]], *, left: int = 0) -> list[float]:
    """Return when a folder is read that tells its changes at these seconds; something is left so often."""
    now = 0.0
    read: list[float] = []

    def changes() -> Iterator[object]:
        nonlocal now
        for changed, at in events:
            now = at
            yield changed

    def once() -> bool:
        read.append(now)
        return len(read) <= left

    follow(changes(), once, lambda: now)
    return read


def test_folders_are_read_at_first_and_when_changes_have_ended() -> None:
    assert followed([(NOTHING, 1), (NOTHING, 2)]) == [1]
    assert followed([(NOTHING, 1), (CHANGE, 5), (CHANGE, 6), (NOTHING, 7), (NOTHING, 8)]) == [1, 7]
    assert followed([(CHANGE, 0.5), (NOTHING, 1.5)]) == [1.5]


def test_what_was_left_for_later_is_read_without_a_change() -> None:
    assert followed([(NOTHING, 1), (NOTHING, 2), (NOTHING, 3)], left=1) == [1, 2]


def test_ceaseless_changes_are_waited_out_for_a_while_only() -> None:
    seconds = int(LONGEST) + 5
    assert followed([(NOTHING, 1), *((CHANGE, 10.0 + n) for n in range(seconds))]) == [1, 10 + LONGEST]


def test_a_file_that_is_still_being_written_is_left_for_later(tmp_path: Path) -> None:
    for name in ("old.txt", "new.txt", "picture.png"):
        (tmp_path / name).write_text("Missiles struck Kharkiv.", "utf-8")
    hour_ago = time.time() - 3600
    os.utime(tmp_path / "old.txt", (hour_ago, hour_ago))
    # When it was given its name counts, too: a file may be moved in with its old time while it is copied.
    items = list(scan_documents([tmp_path], settings=Settings(settled=3000)))
    assert [item for item in items if isinstance(item, Document)] == []
    (passed,) = (item for item in items if isinstance(item, PassedOver))
    assert ("still being written", 2) in passed.kinds
    items = list(scan_documents([tmp_path], settings=Settings(settled=1e-9)))
    assert [item.id for item in items if isinstance(item, Document)] == ["new.txt", "old.txt"]


def test_only_folders_are_watched(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles", reason="the extra watch is not installed")
    (tmp_path / "a.txt").write_text("Missiles struck Kharkiv.", "utf-8")
    for name in (str(tmp_path / "a.txt"), "-"):
        done = CliRunner().invoke(app, ["run", name, "-o", str(tmp_path / "out"), "--watch"])
        assert done.exit_code == 2
        assert f"--watch: {name}: not a folder; name the folder that it lies in" in done.stderr


def test_without_the_library_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    done = CliRunner().invoke(app, ["run", str(tmp_path), "-o", str(tmp_path / "out"), "--watch"])
    assert done.exit_code == 1
    assert "pip install 'geomap-frontline[watch]'" in done.stderr


def until(ready: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not ready():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_desk_drops_pages_into_a_folder(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles", reason="the extra watch is not installed")
    inbox = tmp_path / "inbox"
    out = inbox / "map"  # its own output lies where it watches
    inbox.mkdir()
    command = [sys.executable, "-m", "geomap", "run", str(inbox), "-o", str(out), "--watch"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as desk:
        try:

            def drop(name: str, town: str) -> Callable[[], bool]:
                text = f"Missiles struck {town} on 5 September 2022, the mayor said."
                (inbox / name).write_text(text, "utf-8")
                records = out / "records.jsonl"
                return lambda: records.exists() and town.encode() in records.read_bytes()

            until(drop("a.txt", "Kharkiv"))
            (inbox / "bad.txt").write_bytes(b"\x89PNG")
            until(drop("b.txt", "Lyman"))
            until(lambda: not (out / ".geomap-run").exists())
            time.sleep(2)  # were its own files changes, it would be at work again
            desk.send_signal(signal.SIGTERM)
            told, said = desk.communicate(timeout=30)
        finally:
            desk.kill()
    assert desk.returncode == 128 + signal.SIGTERM
    assert said.count("bad.txt: a picture") == 1
    assert said.endswith("geomap: ended by SIGTERM; nothing half-written is left\n")
    assert 1 <= told.count("documents ") <= 3
    assert {path.name for path in out.iterdir() if path.name.startswith(".")} == set()
    assert (out / STORE).exists()
