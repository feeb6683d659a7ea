"""Several processes give what one gives, in the same order, and leave nothing behind."""

import json
import multiprocessing
import os
import signal
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from geomap.attempts import Failure
from geomap.errors import GeomapError
from geomap.workers import CHUNK, FEW, Task, Workers
from tests.command_line import app


class OwnError(Exception):
    def __init__(self, one: str, other: str) -> None:
        super().__init__(one + other)


def work(given: str) -> tuple[str, int]:
    if given == "fails":
        raise OverflowError("too far")
    if given == "fails so that it does not pickle":
        raise OwnError("as ", "told")
    if given == "dies":
        os.kill(os.getpid(), signal.SIGTERM)
    return given.upper(), os.getpid()


class EndsWhoUnpacksIt:
    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (3,)

    def __call__(self, given: str) -> str:
        return given


def tasks(*given: str, size: int = 1) -> list[Task]:
    return [Task(f"no {number}", size, one) for number, one in enumerate(given)]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("size", [1, CHUNK])
def test_answers_come_in_order_and_a_death_costs_its_document_alone(size: int) -> None:
    given = ["a", "fails", "b", "dies", "c", "fails so that it does not pickle", "dies", "d"]
    with Workers(2) as workers:
        answers = list(workers.each(tasks(*given, size=size), work, size=FEW))
    read = [answer for answer in answers if not isinstance(answer, Failure)]
    assert [text for text, _ in read] == ["A", "B", "C", "D"]
    assert os.getpid() not in {process for _, process in read}
    assert [str(answer) for answer in answers if isinstance(answer, Failure)] == [
        "no 1: not read: a fault of geomap itself (OverflowError: too far); "
        "geomap --debug shows where, for a report of the fault",
        "no 3: not read: its process was ended (SIGTERM), as where memory runs out; "
        "cut it into several documents",
        "no 5: not read: a fault of geomap itself (Exception: OwnError: as told); "
        "geomap --debug shows where, for a report of the fault",
        "no 6: not read: its process was ended (SIGTERM), as where memory runs out; "
        "cut it into several documents",
    ]
    first = answers[1]
    assert isinstance(first, Failure)
    assert "in work" in first.error.__notes__[0]


def test_a_little_is_done_here_and_much_elsewhere() -> None:
    with Workers(2) as workers:
        known = list(workers.each(tasks("a", "b"), work, size=2))
        unknown = list(workers.each(tasks("a", "b", "c", size=FEW // 2), work))
    assert known == [("A", os.getpid()), ("B", os.getpid())]
    here = [not isinstance(answer, Failure) and answer[1] == os.getpid() for answer in unknown]
    assert here == [True, True, False]


def test_other_work_is_done_by_the_same_processes() -> None:
    with Workers(2) as workers:
        before = {answer[1] for answer in workers.each(tasks(*"abcd", size=CHUNK), work, size=FEW)}  # type: ignore[index]
        assert list(workers.each(tasks(*"ab"), str.upper)) == ["A", "B"]
        after = {answer[1] for answer in workers.each(tasks(*"abcd", size=CHUNK), work)}  # type: ignore[index]
    assert len(before | after) <= 2


def test_so_many_are_started_as_there_is_work_for() -> None:
    with Workers(9) as workers:
        assert list(workers.each(tasks(*"abc"), str.upper, size=FEW)) == ["A", "B", "C"]
        assert len(multiprocessing.active_children()) == 2


def test_who_goes_away_in_the_midst_leaves_no_process() -> None:
    with pytest.raises(KeyboardInterrupt), Workers(2) as workers:
        for _ in workers.each(tasks(*"abcd", size=CHUNK), work, size=FEW):
            raise KeyboardInterrupt
    assert multiprocessing.active_children() == []


def test_processes_that_cannot_be_started_end_the_run_with_a_sentence() -> None:
    told = r"a process to read in could not be started \(exit status 3\); give -j 1"
    with pytest.raises(GeomapError, match=told), Workers(2) as workers:
        list(workers.each(tasks("a"), EndsWhoUnpacksIt(), size=FEW))


def test_run_and_extract_write_the_same_with_two_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geomap.workers.FEW", 1)
    texts = [f"Missiles struck {town} on 5 September 2022." for town in ("Kharkiv", "Lyman", "Izium", "Sumy")]
    texts[2] += " Shells fell on Lyman, Kharkiv and Izium, the mayor said." * 10_000
    rows = [json.dumps({"id": f"{number}.txt", "text": text}) for number, text in enumerate(texts)]
    inputs = tmp_path / "in.jsonl"
    inputs.write_text("\n".join(rows), "utf-8")
    written = []
    for jobs in ("1", "2"):
        out, lines = tmp_path / jobs, tmp_path / f"{jobs}.jsonl"
        common = ("-j", jobs, "--time-limit", "1")
        for args in (["run", inputs, "-o", out, "--no-store"], ["extract", inputs, "-o", lines]):
            done = CliRunner().invoke(app, [*map(str, args), *common])
            assert done.exit_code == 1
            assert "2.txt: not read: it took more than 1 seconds" in done.stderr
        assert [json.loads(line)["id"] for line in lines.open("rb")] == ["0.txt", "1.txt", "3.txt"]
        written.append([lines.read_bytes(), *(path.read_bytes() for path in sorted(out.iterdir()))])
    assert written[0] == written[1]
