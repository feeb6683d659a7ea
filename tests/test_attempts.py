import json
import signal
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from geomap import pipeline
from geomap.attempts import Failure, TimeIsUpError, attempt, time_limit
from geomap.documents import Document
from geomap.gazetteer import Gazetteer
from geomap.spans import Days, moved
from geomap.text import Text, read_text
from tests.command_line import app

BAD = "this one breaks"


def endless() -> None:
    while True:
        pass


def recursive() -> None:
    recursive()


def short_of_memory() -> None:
    raise MemoryError


@pytest.fixture
def one_that_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one document raise what no rule foresees, and one run on for ever."""

    def read(document: Document, is_name: Callable[[str], bool]) -> Text:
        if document.text == BAD:
            raise OverflowError("date value\nout of range")
        if document.text == "endless":
            endless()
        return read_text(document, is_name)

    monkeypatch.setattr(pipeline, "read_text", read)


@pytest.mark.parametrize(
    ("work", "said"),
    [
        (endless, "more than 0.05 seconds of the processor's time; give it more with --time-limit"),
        (recursive, "a fault of geomap itself (RecursionError: "),
        (short_of_memory, "not enough memory for it; cut it"),
    ],
)
def test_whatever_a_document_does_is_told_in_one_line_with_its_id(work: object, said: str) -> None:
    outcome = attempt("a.txt", work, seconds=0.05)  # type: ignore[arg-type]
    assert isinstance(outcome, Failure)
    assert str(outcome).startswith("a.txt: not read: ")
    assert said in str(outcome)
    assert "\n" not in str(outcome)


def test_a_limit_strikes_again_where_it_was_swallowed_and_never_afterwards() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with pytest.raises(TimeIsUpError), time_limit(0.01):
        try:
            endless()
        except TimeIsUpError:
            endless()
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGPROF) == before


@pytest.mark.skipif(not hasattr(time, "pthread_getcpuclockid"), reason="macOS tells no clock of a thread")
def test_a_limit_is_kept_in_other_threads_too_and_strikes_nobody_afterwards() -> None:
    done: list[object] = []

    def work() -> None:
        done.append(attempt("a", endless, seconds=0.05))
        done.append(attempt("b", lambda: sum(range(1000)), seconds=0.05))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert str(done[0]).startswith("a: not read: it took more than 0.05 seconds of the processor's time")
    assert done[1] == 499500


def test_without_a_limit_and_outside_the_main_thread_the_work_is_done_all_the_same() -> None:
    done: list[object] = [attempt("a", lambda: 5)]
    thread = threading.Thread(target=lambda: done.append(attempt("a", lambda: 5, seconds=1)))
    thread.start()
    thread.join()
    assert done == [5, 5]


@pytest.mark.usefixtures("one_that_breaks")
def test_the_documents_around_a_broken_one_are_read(gazetteer: Gazetteer) -> None:
    texts = ("Missiles struck Kharkiv.", BAD, "endless", "No news.")
    documents = [Document(id=str(i), text=text) for i, text in enumerate(texts)]
    run = pipeline.run(documents, gazetteer, seconds=1)  # a first document loads its language
    assert [d.id for d in run.documents] == ["0", "3"]
    assert [f.document for f in run.failures] == ["1", "2"]
    assert (len(run.records), run.without_claims) == (1, 1)


@pytest.mark.usefixtures("one_that_breaks")
def test_run_and_extract_name_the_broken_one_write_the_rest_and_end_with_1(tmp_path: Path) -> None:
    texts = ("Missiles struck Kharkiv on 5 September 2022.", BAD)
    lines = "".join(json.dumps({"id": str(i), "text": text}) + "\n" for i, text in enumerate(texts))
    named = "geomap: 1: not read: a fault of geomap itself (OverflowError: date value out of range)"

    extracted = CliRunner().invoke(app, ["extract", "-"], input=lines)
    assert [json.loads(line)["id"] for line in extracted.stdout.splitlines()] == ["0"]
    mapped = CliRunner().invoke(app, ["run", "-", "-o", str(tmp_path / "map")], input=lines)
    assert "Kharkiv" in (tmp_path / "map" / "records.jsonl").read_text("utf-8")
    for done in (extracted, mapped):
        assert done.exit_code == 1
        assert named in done.stderr
        assert "Traceback" not in done.stderr
    assert "Traceback" in CliRunner().invoke(app, ["--debug", "extract", "-"], input=lines).stderr


@pytest.mark.parametrize("day", [date.min, date.max, date(1, 6, 1)])
def test_days_at_the_ends_of_the_calendar_overflow_nothing(day: date, gazetteer: Gazetteer) -> None:
    assert moved(date.min, -(10**12)) == date.min
    assert moved(date.max, 1) == date.max
    text = (
        "General Staff report\nKharkiv was struck last week. Four days after the flood, 9999 years after it, "
        "Lyman was shelled. 9999 years into the war Kharkiv was struck in the last 9999 months, he said."
    )
    document = Document(id="x", text=text, published=Days.one(day))
    assert not pipeline.run([document], gazetteer).failures


def test_a_count_that_leaves_the_years_texts_speak_of_tells_no_day(gazetteer: Gazetteer) -> None:
    def days(text: str) -> list[Days | None]:
        document = Document(id="x", text=text, published=Days.one(date(2022, 9, 9)))
        return [time.days for time in pipeline.analyse(document, gazetteer).times]

    assert days("Kharkiv was struck 9 months ago.") != [None]
    assert days("Kharkiv was struck 9999 months ago.") == [None]
