"""Twenty moments, drawn by lot from a fixed seed, at which geomap is killed: ``make kill-test``."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geomap.files.folder import STORE, settle
from geomap.files.scratch import OWN

pytestmark = [
    pytest.mark.kill,
    pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX"),
]
GEOMAP = (sys.executable, "-m", "geomap")
MOMENTS = 10
"""Of a run, as many of an export, and twice as many of a project."""
ARTICLE = (
    "Missiles struck Kharkiv and the Donetsk region on {day} September 2022, the mayor said. France spoke.\n"
)


def whole(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder but geomap's scratch."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if not OWN.fullmatch(path.name)}


def timed(*args: str) -> float:
    start = time.monotonic()
    subprocess.run([*GEOMAP, *args], check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - start


def kill(number: signal.Signals, after: float, *args: str) -> int:
    with subprocess.Popen([*GEOMAP, *args], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            process.send_signal(number)
        return process.wait()


@pytest.mark.parametrize("pages", [(), ("--claims-a-page", "1")], ids=["one page", "pages by period"])
def test_a_killed_run_leaves_the_old_map_or_the_new_one_and_the_next_cleans_up(
    tmp_path: Path, pages: tuple[str, ...]
) -> None:
    out = tmp_path / "out"
    articles = [tmp_path / "one.txt", tmp_path / "two.txt"]
    maps = []
    for day, article in enumerate(articles, 1):
        article.write_text(ARTICLE.format(day=day) * 20, "utf-8")
        length = timed("run", str(article), "-o", str(out), "--no-store", *pages)
        maps.append(whole(out))
    assert maps[0] != maps[1]
    assert bool(pages) == (maps[0].keys() != maps[1].keys())
    lot = random.Random(20220905)  # noqa: S311
    left_before: list[str] = []
    for moment in range(MOMENTS):
        number = (signal.SIGKILL, signal.SIGTERM)[moment % 2]
        again = ("run", str(articles[moment % 3 % 2]), "-o", str(out), "--no-store", *pages)
        status = kill(number, length * lot.uniform(0.3, 1.0), *again)
        left = [path.name for path in out.iterdir() if OWN.fullmatch(path.name)]
        settle(out)
        assert whole(out) in maps, f"moment {moment}: a mixed folder"
        if status == 0 or (number == signal.SIGTERM and not left_before):
            assert not left, f"moment {moment}: scraps"
        left_before = left
    timed("run", str(articles[0]), "-o", str(out), "--no-store", *pages)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == maps[0]


def test_a_project_that_is_killed_loses_nothing_and_reads_no_document_twice(tmp_path: Path) -> None:
    articles, out, once = tmp_path / "in", tmp_path / "out", tmp_path / "once"
    articles.mkdir()
    for number in range(30):
        text = ARTICLE.format(day=number + 1) + f"Shells fell on Lyman {number} times. " * (number + 1) * 4
        (articles / f"{number:02}.txt").write_text(text, "utf-8")
    length = timed("run", str(articles), "-o", str(once), "--no-store")
    lot = random.Random(20220907)  # noqa: S311
    read: set[tuple[bytes, int]] = set()
    for moment in range(2 * MOMENTS):
        if moment == MOMENTS:  # the later ones strike where a map is replaced
            timed("run", str(articles), "-o", str(out))
            (articles / "99.txt").write_text(ARTICLE.format(day=30), "utf-8")
        kill(signal.SIGKILL, length * lot.uniform(0.3, 1.0), "run", str(articles), "-o", str(out))
        if not (out / STORE).exists():
            continue
        with sqlite3.connect(out / STORE) as db:
            assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            # A row that is written again gets another number.
            now = set(db.execute("SELECT hash, rowid FROM reading"))
        db.close()
        assert read <= now, f"moment {moment}: a reading is lost, or was made again"
        read = now
    timed("run", str(articles), "-o", str(out))
    timed("run", str(articles), "-o", str(once), "--no-store")
    assert whole(out).keys() - whole(once).keys() == {STORE}
    assert {name: data for name, data in whole(out).items() if name != STORE} == whole(once)


@pytest.mark.parametrize("ending", ["gpkg", "kml"])
def test_a_killed_export_leaves_a_whole_file_or_none_and_the_next_cleans_up(
    tmp_path: Path, ending: str
) -> None:
    (tmp_path / "one.txt").write_text(ARTICLE.format(day=1) * 20, "utf-8")
    timed("run", str(tmp_path / "one.txt"), "-o", str(tmp_path / "map"))
    records = str(tmp_path / "map" / "records.jsonl")
    folder = tmp_path / "exports"
    folder.mkdir()
    target = folder / f"claims.{ending}"
    length = timed("export", records, "-o", str(target))
    expected = target.read_bytes()
    lot = random.Random(20220906)  # noqa: S311
    for moment in range(MOMENTS // 2):
        target.unlink(missing_ok=True)
        number = (signal.SIGKILL, signal.SIGTERM)[moment % 2]
        kill(number, length * lot.uniform(0.5, 1.0), "export", records, "-o", str(target))
        if target.exists():
            assert target.read_bytes() == expected, f"moment {moment}: half a file"
    target.unlink(missing_ok=True)
    timed("export", records, "-o", str(target))
    assert {path.name for path in folder.iterdir()} == {target.name}
