"""All invented material in one folder, run without a network: what is told of it, and what never leaves it.

What a project that grows, is interrupted, killed or corrected keeps is in ``test_store``, ``test_blocks``,
``test_kill`` and ``test_corrections``; what each kind of file gives in ``test_material``.
"""

import json
import shutil
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NoReturn

import pytest
from typer.testing import CliRunner, Result

import geomap.files.blocks
from geomap.files.folder import STORE
from geomap.files.records import Archive, read_records
from tests.command_line import app

MATERIAL = Path(__file__).parent / "intake"
EXPECTED: list[dict[str, Any]] = json.loads((MATERIAL / "expected.json").read_text("utf-8"))
PRIVATE = ("reader@example.org", "SECRET", "Are you in Kyiv", "Anna", "+000")
"""Of a mail's reader, of a messenger's account, its contacts and private chats."""


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> NoReturn:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr("socket.socket.connect", refused)


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(app, ["run", *map(str, args)])


@pytest.fixture
def desk(tmp_path: Path, offline: None) -> tuple[Result, Path]:
    shutil.copytree(MATERIAL, tmp_path / "in", ignore=shutil.ignore_patterns("expected.json"))
    return run(tmp_path / "in", "-o", tmp_path / "out"), tmp_path / "out"


def of_web(archive: Archive, name: str) -> dict[str, str | None]:
    """Return the days of the places of a page, with those of its entries."""
    return {
        record.place.name: record.edtf
        for record in archive.records
        if record.place and any(report.document.startswith(name) for report in record.reports)
    }


def test_a_folder_of_everything_is_read_or_refused_by_name(desk: tuple[Result, Path]) -> None:
    done, out = desk
    assert done.exit_code == 1
    assert "Traceback" not in done.output
    archive = read_records(out / "records.jsonl")
    ids = {document.id for document in archive.documents}
    for one in EXPECTED:
        if one.get("refused"):
            assert f"{one['file']}:" in done.stderr or f"{one['file']}/" in done.stderr, one["file"]
            assert one["file"] not in ids
        elif "id" in one:
            assert any(one["id"] in name for name in ids), one
    days = of_web(archive, "web/live.html")
    assert (days["Nikopol"], days["Vysokopillia"]) == ("2022-09-06", "2022-09-05")
    assert done.stderr.count("left out within files") == done.stderr.count("passed over in folders") == 1


def test_nothing_private_of_the_material_is_in_the_folder(desk: tuple[Result, Path]) -> None:
    done, out = desk
    written = b"".join(path.read_bytes() for path in out.iterdir()) + b"".join(packed(out / STORE))
    told = written.decode("utf-8", "replace") + done.output
    assert "Херсон" in told
    assert [word for word in PRIVATE if word in told] == []


def packed(path: Path) -> Iterator[bytes]:
    """Yield what a store holds packed, as it is."""
    query = (
        "SELECT body FROM document UNION ALL SELECT texts FROM reading UNION ALL SELECT reports FROM part "
        "UNION ALL SELECT body FROM block"
    )
    with closing(sqlite3.connect(path)) as db:
        for (cell,) in db.execute(query):
            yield zlib.decompress(cell)


def test_a_second_run_has_nothing_new_and_another_article_makes_only_its_places_anew(
    desk: tuple[Result, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, out = desk
    made: list[str] = []
    make = geomap.files.blocks.make_block

    def noting(records: Any, documents: Any) -> Any:
        made.append(records[0].toponym)
        return make(records, documents)

    monkeypatch.setattr("geomap.files.blocks.make_block", noting)
    monkeypatch.setattr("geomap.pipeline.read", None)
    again = run(out.parent / "in", "-o", out)
    assert "new               0  0 changed" in again.stdout
    assert made == []
    monkeypatch.undo()
    monkeypatch.setattr("geomap.files.blocks.make_block", noting)
    (out.parent / "in" / "more.txt").write_text(
        "Missiles struck Sumy and Izium on 5 September 2022.", "utf-8"
    )
    assert "new               1  0 changed" in run(out.parent / "in", "-o", out).stdout
    assert sorted(made) == ["Izium", "Sumy"]
    run(out.parent / "in", "-o", out.parent / "once", "--no-store")
    for path in (out.parent / "once").iterdir():
        assert (out / path.name).read_bytes() == path.read_bytes(), path.name
