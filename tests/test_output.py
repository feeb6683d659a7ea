"""What is written is whole, under its own name only, and told in one sentence where it cannot be."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pyogrio
import pytest
from typer.testing import CliRunner, Result

from geomap.cli.options import output_path
from geomap.documents import Document
from geomap.errors import OutputError
from geomap.files.folder import SCRATCH, output_folder, settle
from geomap.files.formats import FORMATS, write_layers
from geomap.files.geojson import POINTS, write_geojson
from geomap.files.html import write_map
from geomap.files.records import Archive, write_records
from geomap.files.scratch import READY, claimed, written_whole
from geomap.files.unlocated import UNLOCATED, write_unlocated
from geomap.layers import to_layers
from geomap.records import Record, make_records
from tests.command_line import app
from tests.records_of import report

resource = pytest.importorskip("resource", reason="limits, locks and rights of POSIX")
ODD = (
    "w!1",
    "~w",
    "line\nbreak",
    'it\'s "so"',
    "Київ за тиждень",
    "🗺️",
    "a?b=c#d",
    "a.zip!b",
    "zip:x",
    os.fsdecode(b"\xff"),
)
ENDINGS = tuple(ending for ending, one in FORMATS.items() if not one.beside(Path("x")))


def records(count: int = 1) -> tuple[Record, ...]:
    placed = [report(document=f"{i}.txt", claimant=f"Speaker {i}") for i in range(count)]
    unplaced = [
        report(document=f"{i}.txt", toponym=f"Nowhere {i}", place=None, candidates=()) for i in range(count)
    ]
    return make_records([*placed, *unplaced])


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("name", ODD)
def test_a_file_of_any_name_is_written_under_that_name_only(tmp_path: Path, name: str, ending: str) -> None:
    beside = [tmp_path / f"{part}{ending}" for part in ("1", "b", "x")]  # what GDAL took for the name
    for path in beside:
        path.write_text("mine")
    write_layers(to_layers(records()), tmp_path / (name + ending))
    assert all(path.read_text() == "mine" for path in beside)
    assert names(tmp_path) == {name + ending, *(path.name for path in beside)}


@pytest.mark.parametrize("name", ODD)
def test_a_folder_of_any_name_is_written_into(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    write_geojson(to_layers(records()), folder)
    write_layers(to_layers(records()), folder / "claims.gpkg")
    assert names(tmp_path) == {name}
    shutil.copy(folder / POINTS, tmp_path / POINTS)
    assert len(pyogrio.read_dataframe(tmp_path / POINTS)) == 1


def test_a_tilde_that_quotes_kept_means_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/someone")
    assert output_path("~/maps") == Path("/home/someone/maps")
    assert output_path("~") == Path("/home/someone")
    assert output_path("~maps") == Path("~maps")
    assert output_path("./~/maps") == Path("~/maps")


def in_format(ending: str, folder: Path) -> Path:
    return write_layers(to_layers(records(90)), folder / f"x{ending}")


WRITERS: dict[str, Callable[[Path], object]] = {
    **{f"x{ending}": partial(in_format, ending) for ending in ENDINGS},
    POINTS: lambda folder: write_geojson(to_layers(records(90)), folder),
    UNLOCATED: lambda folder: write_unlocated(to_layers(records(90)), folder),
    "x.html": lambda folder: write_map(records(90), folder / "x.html"),
    "records.jsonl": lambda folder: write_records(
        Archive(documents=(Document(id="0.txt", text="."),), records=records(90)), folder / "records.jsonl"
    ),
}


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("name", WRITERS)
def test_a_file_that_does_not_fit_is_not_there_at_all(tmp_path: Path, name: str) -> None:
    WRITERS[name](tmp_path)
    whole = (tmp_path / name).stat().st_size
    for size in (whole - 1, whole // 2, 1):
        (tmp_path / name).unlink(missing_ok=True)
        with pytest.raises(OutputError) as caught, largest_file(size):
            WRITERS[name](tmp_path)
        assert str(caught.value).startswith(f"{tmp_path / name}: cannot be written: the file is larger than")
        assert name not in names(tmp_path)
        assert not any("geomap-" in left for left in names(tmp_path))


@pytest.mark.parametrize("name", WRITERS)
def test_a_file_that_cannot_be_written_is_told_with_its_name_and_remedy(tmp_path: Path, name: str) -> None:
    (tmp_path / name / "x").mkdir(parents=True)
    with pytest.raises(OutputError, match=r"already|of that name is in the way") as caught:
        WRITERS[name](tmp_path)
    assert str(tmp_path / name) in str(caught.value)
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match=r"cannot be written: a .* (is a file|is in the way)"):
        WRITERS[name](tmp_path / "file")


@contextmanager
def no_rights_in(folder: Path) -> Iterator[None]:
    """Take the right to write in a folder away; root, whom nothing stops, becomes nobody for the time."""
    folder.chmod(0o500)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o700)


@pytest.mark.parametrize("name", WRITERS)
def test_a_folder_without_the_right_to_write_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "before").mkdir()
    (tmp_path / "closed").mkdir()
    WRITERS[name](tmp_path / "before")  # what is imported late must be there
    with pytest.raises(OutputError) as caught, no_rights_in(tmp_path / "closed"):
        WRITERS[name](tmp_path / "closed")
    assert str(caught.value).startswith(f"{tmp_path / 'closed'}")
    assert "cannot be written: you have no right to write there; name another folder" in str(caught.value)
    assert names(tmp_path / "closed") == set()


def test_what_a_failing_run_says_names_the_folder_that_was_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    with pytest.raises(OutputError) as caught, output_folder(out) as folder, largest_file(10):
        WRITERS["records.jsonl"](folder)
    assert str(caught.value).startswith(f"{out / 'records.jsonl'}: cannot be written")
    assert "geomap-" not in str(caught.value)
    assert names(tmp_path) == set()


def test_a_folder_in_the_way_of_one_file_leaves_all_files_as_they_were(tmp_path: Path) -> None:
    out = run_into(tmp_path / "out", "first")
    (out / "b").unlink()
    (out / "b").mkdir()
    with pytest.raises(OutputError, match="out/b: cannot be written: a folder of that name"):
        run_into(out, "second")
    assert (out / "a").read_text() == "first"
    assert names(out) == {"a", "b", "records.jsonl"}


def run_into(out: Path, told: str) -> Path:
    with output_folder(out) as folder:
        (folder / "a").write_text(told)
        (folder / "b").write_text(told)
        write_records(Archive(documents=(Document(id="0", text=told),), records=()), folder / "records.jsonl")
    return out


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o027])
def test_the_rights_of_new_files_are_those_that_the_user_has_set(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        out = run_into(tmp_path / "out", "x")
        for writer in WRITERS.values():
            writer(tmp_path)
    finally:
        os.umask(before)
    for path in (out / "a", *(tmp_path / name for name in WRITERS)):
        assert path.stat().st_mode & 0o777 == 0o644 & ~mask, path


def test_a_second_run_into_the_same_folder_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with output_folder(out) as folder:
        with pytest.raises(OutputError, match="another geomap is writing it"):
            run_into(out, "second")
        (folder / "a").write_text("first")
        write_records(Archive(documents=(), records=()), folder / "records.jsonl")
    assert (out / "a").read_text() == "first"
    assert names(out) == {"a", "records.jsonl"}


def test_a_second_writer_of_the_same_file_is_refused_one_of_another_is_not(tmp_path: Path) -> None:
    with written_whole(tmp_path / "x.kml") as scratch:
        with pytest.raises(OutputError, match="another geomap"), written_whole(tmp_path / "x.kml"):
            pass
        with written_whole(tmp_path / "y.kml") as other:
            other.touch()
        scratch.touch()
    assert names(tmp_path) == {"x.kml", "y.kml"}


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with written_whole(pipe) as scratch:
            scratch.write_text("through")
        assert os.read(reading, 100) == b"through"
    finally:
        os.close(reading)
    assert pipe.is_fifo()


def test_where_nothing_can_be_locked_a_folder_that_was_left_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unable(*_: object) -> None:
        raise OSError(38, "no locks")

    monkeypatch.setattr("fcntl.flock", unable)
    out = run_into(tmp_path / "out", "first")
    assert run_into(out, "second") == out
    (out / SCRATCH).mkdir()
    with pytest.raises(OutputError, match=f"if none is at work, remove {SCRATCH} there"):
        run_into(out, "third")
    assert (out / "a").read_text() == "second"


KILLED = """
import os, signal, sys
from functools import partial
from pathlib import Path
from geomap.files.folder import output_folder
from geomap.files.scratch import written_whole
with {opened} as scratch:
    {inside}
    os.kill(os.getpid(), signal.SIGKILL)
"""


def killed(opened: str, inside: str = "pass") -> None:
    code = KILLED.format(opened=opened, inside=inside)
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == -9


def test_what_a_killed_process_has_left_is_removed_by_the_next(tmp_path: Path) -> None:
    out = tmp_path / "out"
    killed(f"output_folder(Path({str(out)!r}))", "(scratch / 'a').write_text('half')")
    killed(f"written_whole(Path({str(tmp_path / 'x.kml')!r}))", "scratch.write_text('half')")
    assert names(out) == {SCRATCH}
    left = names(tmp_path) - {"out"}
    assert len(left) == 1
    for other in (".geomap", ".geomap-0", ".geomap-notes", ".geomap-ABCDEFABCDEF", "geomap-run"):
        (tmp_path / other).mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".geomap-000000000000").symlink_to(tmp_path / "elsewhere")
    before = names(tmp_path)
    with written_whole(tmp_path / "y.kml") as scratch:
        scratch.touch()
    assert before - names(tmp_path) == left
    assert (tmp_path / "elsewhere").is_dir()
    run_into(out, "whole")
    assert names(out) == {"a", "b", "records.jsonl"}


def test_the_scratch_folder_of_a_living_process_is_left_alone(tmp_path: Path) -> None:
    with written_whole(tmp_path / "x.kml") as scratch:
        scratch.write_text("x")
        with written_whole(tmp_path / "y.kml") as other:
            other.write_text("y")
        assert scratch.read_text() == "x"
    assert (tmp_path / "x.kml").read_text() == "x"


def half_named(out: Path) -> None:
    """Leave the folder of a run that was killed after the first of its renames."""
    run_into(out, "old")
    ready = out / SCRATCH / READY
    ready.mkdir(parents=True)
    (out / "a").write_text("new")
    (ready / "b").write_text("new")
    write_records(Archive(documents=(Document(id="0", text="new"),), records=()), ready / "records.jsonl")


def test_a_run_killed_between_two_renames_is_finished_by_whoever_opens_the_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    half_named(out)
    settle(out)
    assert names(out) == {"a", "b", "records.jsonl"}
    assert (out / "a").read_text() == (out / "b").read_text() == "new"
    assert "new" in (out / "records.jsonl").read_text()


def test_a_first_run_killed_between_two_renames_does_not_shut_its_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    half_named(out)
    (out / "records.jsonl").unlink()
    (out / "b").unlink()
    run_into(out, "third")
    assert {path.read_text() for path in (out / "a", out / "b")} == {"third"}
    assert names(out) == {"a", "b", "records.jsonl"}


def test_a_folder_in_which_a_run_is_just_renaming_is_not_read(tmp_path: Path) -> None:
    out = tmp_path / "out"
    half_named(out)
    with claimed(out / SCRATCH, out), pytest.raises(OutputError, match="wait until it has ended"):
        settle(out)
    assert (out / "b").read_text() == "old"


def test_a_link_in_place_of_what_is_ready_moves_nothing(tmp_path: Path) -> None:
    out = run_into(tmp_path / "out", "old")
    private = tmp_path / "private"
    private.mkdir()
    (private / "letter").touch()
    (out / SCRATCH).mkdir()
    (out / SCRATCH / READY).symlink_to(private)
    settle(out)
    run_into(out, "new")
    assert names(private) == {"letter"}
    assert names(out) == {"a", "b", "records.jsonl"}


def test_an_interrupt_between_two_renames_still_gives_one_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = run_into(tmp_path / "out", "old")
    replace, calls = Path.replace, []

    def interrupted(self: Path, target: Path) -> Path:
        moved = replace(self, target)
        if target.parent == out:
            calls.append(target)
            if len(calls) == 1:
                raise KeyboardInterrupt
        return moved

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run_into(out, "new")
    assert len(calls) == 3
    assert (out / "a").read_text() == (out / "b").read_text() == "new"
    assert names(out) == {"a", "b", "records.jsonl"}


def call(*args: str) -> Result:
    return CliRunner().invoke(app, list(args), env={"GEOMAP_GAZETTEER": ""})


def test_predictions_that_do_not_fit_are_not_there_at_all(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "1", "text": "Missiles struck Kharkiv."}\n')
    target = tmp_path / "out.jsonl"
    with largest_file(10):
        done = call("extract", str(tmp_path / "a.jsonl"), "-o", str(target))
    assert done.exit_code == 1
    assert done.stderr.startswith(
        f"geomap: {target}: cannot be written: the file is larger than allowed there"
    )
    assert names(tmp_path) == {"a.jsonl"}


@pytest.mark.parametrize("verb", ["explain", "export"])
def test_the_verbs_that_read_a_folder_finish_what_a_killed_run_has_left(tmp_path: Path, verb: str) -> None:
    out = tmp_path / "out"
    half_named(out)
    records = str(out / "records.jsonl")
    if verb == "explain":
        call("explain", "x", "--records", records)
    else:
        assert call("export", records, "-o", str(tmp_path / "x.kml")).exit_code == 0
    assert (out / "b").read_text() == "new"
    assert names(out) == {"a", "b", "records.jsonl"}


def test_the_home_folder_is_meant_by_the_option_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    run_into(tmp_path / "out", "x")
    assert call("export", str(tmp_path / "out" / "records.jsonl"), "-o", "~/x.kml").exit_code == 0
    assert (tmp_path / "x.kml").exists()
