"""``geomap run --engine dask``: the same bytes and messages as the plain run, whatever becomes of workers."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fsspec
import geopandas
import pandas
import pytest
from distributed import Client, KilledWorker, LocalCluster
from typer.testing import CliRunner, Result

from geomap.cluster import Setting, Spread, own_spool
from geomap.cluster.crew import Workers, own_cluster
from geomap.cluster.intake import TakeIn
from geomap.cluster.merging import Merge
from geomap.cluster.reading import Read
from geomap.cluster.spool import Spool
from geomap.documents import Document, Settings
from geomap.engine import UNKNOWN, engine_of
from geomap.errors import GeomapError, InputError
from geomap.files.blocks import Block
from geomap.gazetteer import open_gazetteer
from geomap.progress import shown_to_nobody
from geomap.project import How
from tests.command_line import app

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")
TOWNS = ("Kharkiv", "Lyman", "Izium", "Bakhmut", "Kherson", "Sumy", "Odesa", "Nikopol", "the Donetsk region")
ROWS = [
    {
        "id": f"wire/{number}",
        "published": f"2022-09-{number % 28 + 1:02}",
        "publisher": ("Lowland Post", "Steppe Herald")[number % 2],
        "text": f"Missiles struck {TOWNS[number % 9]} on Monday, the mayor said. "
        f"Ukrainian troops did not enter {TOWNS[number % 7]}, a man of the {number}th brigade said. "
        f"Shells hit {TOWNS[number % 5]} {number} times on {number % 28 + 1} August 2022.",
    }
    for number in range(40)
]
PAGE = "<html><head><title>A page</title></head><body><article><p>{}</p></article></body></html>"
SETTING = Setting(engine=UNKNOWN, spool=Spool("nowhere"), intake=Settings())
LONG = "Shells fell on Lyman and Izium on Monday, and again on Tuesday, the mayor of Lyman said there. "


@pytest.fixture(scope="module")
def two_workers() -> Iterator[str]:
    with own_cluster(2) as cluster:
        yield cluster.scheduler_address


@pytest.fixture(scope="module")
def this_process() -> Iterator[str]:
    with LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=":0", silence_logs=60
    ) as cluster:
        yield cluster.scheduler_address


@pytest.fixture
def inputs(tmp_path: Path) -> list[str]:
    """A folder of many kinds of file, with what is refused, said twice and passed over; and JSON lines."""
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    for number, row in enumerate(ROWS[:12]):
        (folder / f"{number:02}.txt").write_text(row["text"] + f" The {number}th page.", "utf-8")
    (folder / "documents.csv").write_text("file,published,mood\n00.txt,2022-09-02,grim\nno.txt,,\n", "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.xyz").write_bytes(b"\0")
    (folder / "page.html").write_text(PAGE.format(ROWS[3]["text"] * 3), "utf-8")
    (folder / "sub" / "again.jsonl").write_text(  # one is that of the wire, the other has its id
        json.dumps(ROWS[0])
        + "\n"
        + json.dumps(ROWS[1] | {"text": "Drones hit Lviv on Friday, they said."})
        + "\n",
        "utf-8",
    )
    wire = tmp_path / "wire.jsonl"
    lines = [
        *ROWS,
        ROWS[5] | {"id": "copy", "published": "2022-09-12", "publisher": "Other"},
        {"id": "bad", "text": 5},
    ]
    wire.write_text("".join(json.dumps(row) + "\n" for row in lines) + "no JSON\n", "utf-8")
    return [
        str(wire),
        str(folder),
        "Missiles struck Poltava on 3 September 2022, the mayor said.",
        "nowhere.txt",
    ]


def call(*args: object) -> Result:
    return CliRunner().invoke(app, ["run", *map(str, args)], env={"GEOMAP_GAZETTEER": ""})


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_bytes_messages_and_status_are_those_of_the_plain_run(
    tmp_path: Path, inputs: list[str], two_workers: str, this_process: str
) -> None:
    out = tmp_path / "out"
    plain = call(*inputs, "-o", out, "--no-store")
    expected = files(out)
    assert plain.exit_code == 1
    assert "id that another file gave out before" in plain.stderr
    assert b'"copy_of":"wire/5"' in expected["records.jsonl"]
    for scheduler in (this_process, two_workers):
        found = call(*inputs, "-o", out, "--engine", "dask", "--scheduler", scheduler)
        assert (found.exit_code, found.stdout, found.stderr) == (1, plain.stdout, plain.stderr)
        assert files(out) == expected


def test_without_texts_the_bytes_are_the_same_too(
    tmp_path: Path, inputs: list[str], this_process: str
) -> None:
    plain, spread = tmp_path / "plain", tmp_path / "spread"
    call(inputs[0], "-o", plain, "--no-store", "--no-texts")
    call(inputs[0], "-o", spread, "--no-texts", "--engine", "dask", "--scheduler", this_process)
    assert files(spread) == files(plain)


def test_pages_by_period_are_the_same_too(tmp_path: Path, inputs: list[str], this_process: str) -> None:
    plain, spread = tmp_path / "plain", tmp_path / "spread"
    few = ("--claims-a-page", "9")
    call(inputs[0], "-o", plain, "--no-store", *few)
    call(inputs[0], "-o", spread, *few, "--engine", "dask", "--scheduler", this_process)
    assert files(spread) == files(plain)
    assert sum(name.endswith(".html") for name in files(plain)) > 2


def test_a_document_that_takes_too_long_is_named_as_in_the_plain_run(
    tmp_path: Path, two_workers: str
) -> None:
    wire = tmp_path / "wire.jsonl"
    rows = [*ROWS[:9], {"id": "long", "text": LONG * 4000}]
    wire.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    limit = ("--time-limit", "1")
    out = tmp_path / "out"
    plain = call(wire, "-o", out, "--no-store", *limit)
    expected = files(out)
    found = call(wire, "-o", out, *limit, "--engine", "dask", "--scheduler", two_workers)
    assert "long: not read: it took more than 1 seconds of the processor's time" in plain.stderr
    assert (found.exit_code, found.stderr) == (plain.exit_code, plain.stderr)
    assert files(out) == expected


def test_addresses_of_other_file_systems_are_read_as_files_are(tmp_path: Path, this_process: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "wire.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS[:9]), "utf-8")
    pandas.DataFrame(ROWS[9:20]).to_parquet(folder / "table.parquet")
    (folder / "one.txt").write_text(ROWS[20]["text"], "utf-8")
    (folder / ".hidden").write_bytes(b"x")
    (folder / "picture.xyz").write_bytes(b"\0")
    memory = fsspec.filesystem("memory")
    memory.put(f"{folder}/", "/bucket/in/", recursive=True)
    engine = ("--engine", "dask", "--scheduler", this_process)
    call(folder, "-o", tmp_path / "plain", "--no-store")
    expected = files(tmp_path / "plain")
    found = call("memory://bucket/in", "-o", tmp_path / "spread", "--spool", "memory://bucket/spool", *engine)
    assert found.exit_code == 0
    assert "passed over in folders: 1 .xyz, 1 hidden" in found.stderr
    assert files(tmp_path / "spread") == expected
    assert not memory.glob("/bucket/spool/*")
    found = call("memory://bucket/in/*.jsonl", "-o", tmp_path / "few", *engine)
    assert "documents         9  read" in found.stdout
    found = call("memory://bucket/nothing.txt", "-o", tmp_path / "none", *engine)
    assert "memory://bucket/nothing.txt" in found.stderr
    assert found.exit_code == 1


def test_geoparquet_in_parts_is_what_the_export_writes_whole(
    tmp_path: Path, inputs: list[str], this_process: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geomap.cluster.spread.OF_A_BUCKET", 9)
    engine = ("--engine", "dask", "--scheduler", this_process, "--parquet", tmp_path / "parts")
    call(*inputs, "-o", tmp_path / "out", *engine)
    whole = tmp_path / "claims.parquet"
    CliRunner().invoke(app, ["export", str(tmp_path / "out" / "records.jsonl"), "-o", str(whole)])
    assert len(list((tmp_path / "parts" / "claims").iterdir())) == 6
    for table, key, read in (
        ("claims", "record_id", geopandas.read_parquet),
        ("reports", "report_id", pandas.read_parquet),
        ("places", "place_id", geopandas.read_parquet),
    ):
        one = whole if table == "claims" else whole.with_name(f"claims-{table}.parquet")
        told = read(one).sort_values(key).reset_index(drop=True)
        parts = read(tmp_path / "parts" / table).sort_values(key).reset_index(drop=True)
        assert len(told) > 12
        pandas.testing.assert_frame_equal(parts, told)
    again = call(*inputs, "-o", tmp_path / "out", *engine)
    assert again.exit_code == 1
    assert "parts: cannot be written: a folder of that name is in the way" in again.stderr


@dataclass(frozen=True)
class DiesAfterIt:
    """Work after which a worker is killed, once."""

    work: Any
    mark: Path

    def __call__(self, part: Any) -> Any:
        result = self.work(part)
        try:
            (self.mark / type(self.work).__name__).touch(exist_ok=False)
        except FileExistsError:
            return result
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    def pieces(self, part: Any) -> Any:
        return self.work.pieces(part)

    def lost(self, part: Any) -> Any:
        return self.work.lost(part)


@dataclass(frozen=True)
class DiesOf(DiesAfterIt):
    """Work after which a worker is killed each time."""

    def __call__(self, part: Any) -> Any:
        self.work(part)
        os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True)
class Asked:
    """A task that is done when its result is wanted."""

    work: Any
    part: Any
    deadly: Sequence[str]

    def result(self, **_: float) -> Any:
        if any(one in str(self.part) for one in self.deadly):
            raise KilledWorker("task", None, 1)
        return self.work(self.part)

    def release(self) -> None:
        """Forget it."""


@dataclass(frozen=True)
class Here:
    """A client of Dask that has no workers; what holds something deadly is told to have ended them."""

    deadly: Sequence[str] = ()

    def submit(self, work: Any, part: Any, **_: str) -> Asked:
        return Asked(work, part, self.deadly)

    def cancel(self, asked: Sequence[Asked]) -> None:
        """Do nothing."""


def spread_over(
    client: Any, wire: Path, changed: Callable[[Any], Any]
) -> tuple[list[Any], list[Document], list[str], list[Block]]:
    """Return what is taken in of a folder, what is read, what failed, and all blocks, of changed work."""
    with own_spool(str(wire.parent / "spool")) as own:
        workers = Workers(client, shown_to_nobody)

        def do(work: Any, parts: Sequence[Any], what: str) -> list[Any]:
            return workers.do(changed(work), parts, what)

        setting = Setting(engine=engine_of(None, None), spool=own, intake=Settings())
        spread = Spread(do, setting)
        items = list(spread.take_in([str(wire.parent / "in")], None))
        found, _ = spread.read(open_gazetteer(), How())
        blocks = sorted((block for _, block in spread.blocks(found, How())), key=lambda one: str(one.pieces))
        return items, list(found.documents.values()), list(map(str, found.failures)), blocks


def as_it_is(work: Any) -> Any:
    return work


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    """A folder of JSON lines, in parts of which there are several for all workers."""
    (tmp_path / "in").mkdir()
    for name, rows in {"a": ROWS[:20], "b": ROWS[20:]}.items():
        (tmp_path / "in" / f"{name}.jsonl").write_text(
            "".join(json.dumps(row) + "\n" for row in rows), "utf-8"
        )
    return tmp_path / "wire"


def test_killed_workers_lose_and_double_nothing(
    wire: Path, two_workers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geomap.cluster.intake.FILES", 1)
    monkeypatch.setattr("geomap.cluster.reading.DOCUMENTS", 8)
    monkeypatch.setattr("geomap.cluster.spread.OF_A_BUCKET", 10)
    expected = spread_over(Here(), wire, as_it_is)
    marks = wire.parent / "marks"
    marks.mkdir()
    with Client(two_workers) as client:
        found = spread_over(client, wire, lambda work: DiesAfterIt(work, marks))
    assert {path.name for path in marks.iterdir()} == {"TakeIn", "Read", "Merge"}
    assert len(expected[1]) == len(ROWS)
    assert found == expected


def test_a_document_or_a_file_that_kills_its_worker_costs_only_itself(wire: Path) -> None:
    bad, path = wire.parent / "in" / "c.jsonl", wire.parent / "in" / "a.jsonl"
    bad.write_text(json.dumps(ROWS[0]), "utf-8")
    items, documents, failures, blocks = spread_over(
        Here((bad.name, "Wanted(light=Document(id='wire/13'")), wire, as_it_is
    )
    why = "not read: its process was ended (every time), as where memory runs out; "
    why += "cut it into several documents"
    assert len(items) == len(ROWS) + 1
    assert str(items[-1]) == f"{bad}: {why}"
    assert failures == [f"wire/13: {why}"]
    bad.unlink()
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS[:20] if row["id"] != "wire/13"), "utf-8")
    _, others, _, without = spread_over(Here(), wire, as_it_is)
    assert documents == others
    assert blocks == without


def test_merging_that_kills_every_worker_is_a_sentence(wire: Path, two_workers: str) -> None:
    (wire.parent / "in" / "b.jsonl").unlink()
    with (
        Client(two_workers) as client,
        pytest.raises(GeomapError, match=r"merging 0 MB .* has ended every worker"),
    ):
        spread_over(client, wire, lambda work: DiesOf(work, wire) if isinstance(work, Merge) else work)


def test_a_full_disk_is_one_sentence_and_leaves_what_was(tmp_path: Path, wire: Path) -> None:
    resource = pytest.importorskip("resource")
    before = call(wire.parent / "in" / "a.jsonl", "-o", tmp_path / "out", "--no-store")
    assert before.exit_code == 0
    expected = files(tmp_path / "out")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, hard))
    try:
        with LocalCluster(
            n_workers=1, threads_per_worker=1, dashboard_address=":0", silence_logs=60
        ) as cluster:
            engine = ("--engine", "dask", "--scheduler", cluster.scheduler_address)
            found = call(wire.parent / "in", "-o", tmp_path / "out", *engine)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert found.exit_code == 1
    (sentence,) = found.stderr.splitlines()
    assert "cannot be written: the file is larger than allowed there" in sentence
    assert files(tmp_path / "out") == expected


def test_workers_that_read_otherwise_or_see_nothing_are_told(tmp_path: Path) -> None:
    with own_spool(str(tmp_path)) as own:
        setting = Setting(engine=UNKNOWN, spool=own, intake=Settings())
        with pytest.raises(
            InputError, match="has another geomap, gazetteer or table of events; install the same"
        ):
            Read(setting, 1)([])
        (laid,) = own.lay([b"a"])
        assert list(own.pick([laid])) == [b"a"]
    with pytest.raises(
        InputError, match=r"cannot be read by the worker on .*name a place that all workers see"
    ):
        list(own.pick([laid]))


def test_a_cluster_without_workers_is_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geomap.cluster.crew.PATIENCE", 0.1)
    monkeypatch.setattr("geomap.cluster.crew.ALONE", 0.2)
    with (
        LocalCluster(n_workers=0, processes=False, dashboard_address=":0", silence_logs=60) as cluster,
        Client(cluster) as client,
        pytest.raises(GeomapError, match="the cluster has had no workers for five minutes"),
    ):
        Workers(client, shown_to_nobody).do(TakeIn(SETTING), [()], "taking in")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--scheduler", "tcp://127.0.0.1:1"], "--scheduler, --spool and --parquet are of a cluster"),
        (["--engine", "spark"], "--engine: 'spark' is none; write dask, or leave it out"),
        (["--engine", "dask", "--watch"], "keeps nothing for a next run; leave out --prune or --watch"),
    ],
)
def test_what_a_cluster_cannot_do_is_refused(tmp_path: Path, options: list[str], told: str) -> None:
    found = call("Shells hit Lyman on Monday.", "-o", tmp_path / "out", *options)
    assert found.exit_code == 2
    assert told in found.stderr


@pytest.mark.parametrize(("missing", "extra"), [("distributed", "dask"), ("pyarrow", "parquet")])
def test_a_missing_extra_is_named_with_its_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str, extra: str
) -> None:
    monkeypatch.setattr("geomap.cli.run.find_spec", lambda name: None if name == missing else name)
    options = ("--engine", "dask", "--parquet", tmp_path / "parts")
    found = call("Shells hit Lyman on Monday.", "-o", tmp_path / "out", *options)
    install = f"install it with pip install 'geomap-frontline[{extra}]'"
    assert found.stderr == f"geomap: --engine dask needs {missing}; {install}\n"
    assert not (tmp_path / "out").exists()


def test_corrections_are_refused_and_not_passed_over(tmp_path: Path, this_process: str) -> None:
    text = "Shells hit Lyman on Monday, the mayor said."
    call(text, "-o", tmp_path / "out")
    (tmp_path / "out" / "corrections").mkdir()
    row = "scope,document,exact,field,value\nname,,Lyman,place,none\n"
    (tmp_path / "out" / "corrections" / "a.csv").write_text(row, "utf-8")
    found = call(text, "-o", tmp_path / "out", "--engine", "dask", "--scheduler", this_process)
    assert found.exit_code == 1
    assert "corrections are not applied by --engine dask" in found.stderr
