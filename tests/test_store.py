"""A project that grows: whatever its course, its files are those of one run over the same texts."""

import json
import random
import re
import sqlite3
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

import geomap.pipeline
from geomap import engine as engines
from geomap.documents import Document, parse_published
from geomap.engine import UNKNOWN, engine_of
from geomap.errors import BusyError
from geomap.files.blocks import Block, make_block
from geomap.files.folder import STORE
from geomap.gazetteer import Gazetteer
from geomap.gazetteer.userstore import APPLICATION, FORMAT, SCHEMA, edition
from geomap.pipeline import Outcome
from geomap.project import How, Project
from geomap.records import Record, place_key
from geomap.store import BROKEN, PART, Delivery, Given, open_store, packed
from tests.command_line import app
from tests.records_of import LYMAN, report

TOWNS = ("Kharkiv", "Lyman", "Izium", "Kherson", "Bakhmut", "Sumy", "Nikopol", "Avdiivka")


def article(number: int, town: str | None = None) -> str:
    where, day = town or TOWNS[number % len(TOWNS)], number % 27 + 1
    return f"Missiles struck {where} on {day} September 2022, the mayor said."


def write(folder: Path, *numbers: int, town: str | None = None) -> Path:
    folder.mkdir(exist_ok=True)
    for number in numbers:
        (folder / f"{number:02}.txt").write_text(article(number, town), "utf-8")
    return folder


def call(*args: str | Path) -> Result:
    return CliRunner().invoke(app, [*map(str, args)])


def run(*args: str | Path, status: int = 0) -> Result:
    done = call("run", *args)
    assert done.exit_code == status, done.output
    return done


def exports(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(STORE)}


@pytest.fixture
def one_shot(tmp_path: Path) -> Callable[..., dict[str, bytes]]:
    """What one run over inputs writes that keeps nothing."""

    def fresh(*inputs: str | Path, status: int = 0) -> dict[str, bytes]:
        out = tmp_path / "one-shot"
        for path in out.iterdir() if out.exists() else ():
            path.unlink()
        run(*inputs, "-o", out, "--no-store", status=status)
        assert STORE not in {path.name for path in out.iterdir()}
        return exports(out)

    return fresh


@pytest.fixture
def was_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of documents as they are read, a list that grows."""
    ids: list[str] = []
    read = geomap.pipeline.read

    def noting(document: Document, *args: object) -> object:
        ids.append(document.id)
        return read(document, *args)  # type: ignore[arg-type]

    monkeypatch.setattr("geomap.pipeline.read", noting)
    return ids


def test_portions_changes_and_prunes_give_the_files_of_one_run(
    tmp_path: Path, one_shot: Callable[..., dict[str, bytes]], was_read: list[str]
) -> None:
    texts, out = tmp_path / "in", tmp_path / "out"
    for portion in ((7, 2), (5,), (0, 6, 1), (3, 4)):
        run(write(texts, *portion), "-o", out)
    assert sorted(was_read) == [f"{number:02}.txt" for number in range(8)]
    whole = one_shot(texts)
    assert exports(out) == whole
    run(write(texts, 1, 5, town="Odesa"), "-o", out)
    assert exports(out) == one_shot(texts) != whole
    run(write(texts, 1, 5, 8), "-o", out)
    (texts / "08.txt").unlink()
    run(texts, "-o", out, "--prune")
    assert exports(out) == whole == one_shot(*sorted(texts.iterdir(), reverse=True))


def test_a_run_with_nothing_new_reads_and_writes_nothing(tmp_path: Path, was_read: list[str]) -> None:
    texts, out = write(tmp_path / "in", 1, 2), tmp_path / "out"
    first = run(texts, "-o", out).stdout
    stamps = {path: path.stat().st_mtime_ns for path in out.iterdir() if path.name != STORE}
    was_read.clear()
    second = run(texts, "-o", out).stdout
    assert was_read == []
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps
    assert "new               2  0 changed, 0 known" in first
    assert second == first.replace("2  0 changed, 0 known", "0  0 changed, 2 known")
    write(texts, 3)
    write(texts, 2, town="Odesa")
    assert "new               1  1 changed, 1 known" in run(texts, "-o", out).stdout
    assert was_read == ["02.txt", "03.txt"]


def test_another_title_writes_anew_and_reads_nothing(tmp_path: Path, was_read: list[str]) -> None:
    texts, out = write(tmp_path / "in", 1), tmp_path / "out"
    run(texts, "-o", out)
    was_read.clear()
    run(texts, "-o", out, "--title", "The week")
    assert "The week" in (out / "front-line.html").read_text("utf-8")
    assert was_read == []


def test_another_number_of_claims_a_page_writes_anew_and_removes_what_is_of_the_map_no_more(
    tmp_path: Path, one_shot: Callable[..., dict[str, bytes]], was_read: list[str]
) -> None:
    texts, out = write(tmp_path / "in", *range(8)), tmp_path / "out"
    run(texts, "-o", out)
    whole = exports(out)
    expected = one_shot(texts, "--claims-a-page", "1")
    was_read.clear()
    told = run(texts, "-o", out, "--claims-a-page", "1").stdout
    pages = exports(out).keys() - whole.keys()
    assert f"front-line.html, which leads to {len(pages)} pages" in told
    assert len(pages) > 1
    assert exports(out) == expected
    before = {path: path.stat().st_mtime_ns for path in out.iterdir() if path.name != STORE}
    assert run(texts, "-o", out, "--claims-a-page", "1").stdout.endswith(f"{len(pages)} pages\n")
    assert {path: path.stat().st_mtime_ns for path in before} == before
    (out / min(pages)).unlink()
    run(texts, "-o", out, "--claims-a-page", "1")
    assert exports(out).keys() == whole.keys() | pages
    assert "pages" not in run(texts, "-o", out).stdout
    assert exports(out) == whole
    assert was_read == []


def test_what_inputs_hold_no_more_stays_until_it_is_pruned(tmp_path: Path) -> None:
    one, other, out = write(tmp_path / "one", 1, 2), write(tmp_path / "other", 3, 4), tmp_path / "out"
    run(one, other, "-o", out)
    (one / "01.txt").unlink()
    (other / "03.txt").unlink()
    assert "1 gone from the inputs, and kept" in run(one, f"{one}/.", "-o", out, status=1).stdout
    assert b'"01.txt"' in exports(out)["records.jsonl"]
    assert f"      2  from {one}, 1 gone from it and kept" in call("status", out).output
    assert "1 gone from the inputs, and forgotten" in run(one, "-o", out, "--prune").stdout
    records = exports(out)["records.jsonl"]
    assert b'"01.txt"' not in records
    assert b'"03.txt"' in records  # of an input that was not named
    assert "      3  documents known\n      1  from" in call("status", out).output


def test_an_interrupted_run_goes_on_where_it_was(
    tmp_path: Path,
    one_shot: Callable[..., dict[str, bytes]],
    was_read: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts, out = write(tmp_path / "in", *range(5)), tmp_path / "out"
    read = geomap.pipeline.read

    def interrupted(document: Document, *args: object) -> object:
        if document.id == "03.txt":
            raise KeyboardInterrupt
        return read(document, *args)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr("geomap.pipeline.read", interrupted)
        run(texts, "-o", out, status=130)
    assert {path.name for path in out.iterdir()} == {STORE}
    assert "      2  not read yet, or failed" in call("status", out).output
    run(texts, "-o", out)
    assert sorted(was_read) == [f"{number:02}.txt" for number in range(5)]
    assert exports(out) == one_shot(texts)


def test_files_that_are_behind_or_touched_are_written_again(
    tmp_path: Path, was_read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    texts, out = write(tmp_path / "in", 1), tmp_path / "out"
    run(texts, "-o", out)
    write(texts, 2)
    with monkeypatch.context() as patch:  # all files have their names, and nobody has noted it

        def killed(*_: object) -> None:
            raise KeyboardInterrupt

        patch.setattr(Project, "written", killed)
        run(texts, "-o", out, status=130)
    assert "are not as they were written" in call("status", out).output
    was_read.clear()
    whole = exports(out)
    (out / "front-line.html").write_text("old")
    (out / "unlocated.csv").unlink()
    assert "not as they were written" in call("status", out).output
    run(texts, "-o", out)
    assert exports(out) == whole
    assert was_read == []
    assert "the files are of all that is known" in call("status", out).output


def test_another_engine_reads_all_again_and_says_so_first(
    tmp_path: Path,
    one_shot: Callable[..., dict[str, bytes]],
    was_read: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts, out = write(tmp_path / "in", 1, 2, 3), tmp_path / "out"
    run(texts, "-o", out)
    old = exports(out)
    was_read.clear()
    write(texts, 4)
    monkeypatch.setattr(engines, "__version__", "0.2.0")
    with monkeypatch.context() as patch:

        def interrupted(_document: Document, *_args: object) -> None:
            raise KeyboardInterrupt

        patch.setattr("geomap.pipeline.read", interrupted)
        told = run(texts, "-o", out, status=130).stderr
    assert "geomap: 3 documents were read with another version of geomap; reading them again" in told
    assert exports(out) == old
    assert "      3  read with another version of geomap" in call("status", out).output
    run(texts, "-o", out)
    assert was_read == ["01.txt", "02.txt", "03.txt", "04.txt"]
    assert exports(out) == one_shot(texts)
    with open_store(out) as store:
        assert len(store.ever_read()) == 4
    assert "reading them again" not in run(texts, "-o", out).stderr


def test_an_engine_is_told_by_rules_data_and_tables_and_not_by_what_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "package"
    for name in ("times/words.tsv", "pipeline.py", "files/html.py", "cli/run.py", "__pycache__/x.pyc"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("a")
    monkeypatch.setattr(engines, "PACKAGE", package)
    before = engine_of(None, None)
    (package / "__pycache__/x.pyc").write_text("b")
    assert engine_of(None, None) == before
    (package / "files/html.py").write_text("b")
    assert engine_of(None, None).digest == before.digest
    assert engine_of(None, None).writing != before.writing
    own = tmp_path / "events.toml"
    own.write_text("a")
    assert engine_of(None, own).digest != before.digest
    (package / "times/words.tsv").write_text("b")
    assert engine_of(None, None).digest != before.digest


def test_a_gazetteer_is_told_from_what_it_was_before_a_file_was_added(tmp_path: Path) -> None:
    path = tmp_path / "own.db"
    with sqlite3.connect(path) as db:
        db.executescript(SCHEMA + f"PRAGMA application_id={APPLICATION}; PRAGMA user_version={FORMAT};")
    before = edition(path)
    assert edition(path) == before != edition(None)
    with sqlite3.connect(path) as db:
        db.execute("INSERT INTO source VALUES ('x', 'a.csv', 'table', 1, 1, 0, 0)")
    db.close()
    assert edition(path) != before


def damage_tables(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = b"\x07" * (len(data) - 4096)
    path.write_bytes(data)


def damage_head(path: Path) -> None:
    path.write_bytes(b"no database" * 100)


def damage_body(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("UPDATE part SET reports = substr(reports, 1, 20)")
        db.execute("DELETE FROM block")
    db.close()


def damage_block(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("UPDATE block SET body = substr(body, 1, 20)")
    db.close()


@pytest.mark.parametrize("damage", [damage_tables, damage_head, damage_body, damage_block])
def test_a_damaged_store_is_set_aside_and_made_again(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    texts, out = write(tmp_path / "in", 1, 2), tmp_path / "out"
    run(texts, "-o", out)
    whole = exports(out)
    damage(out / STORE)
    (out / "unlocated.csv").unlink()
    told = run(texts, "-o", out).stderr
    assert f"{out / STORE}: damaged (" in told
    assert f"it is {BROKEN} now; all that the inputs hold is read anew" in told
    assert (out / BROKEN).exists()
    assert exports(out) == whole


def test_what_is_no_store_of_this_geomap_is_left_alone(tmp_path: Path) -> None:
    texts, out = write(tmp_path / "in", 1), tmp_path / "out"
    run(texts, "-o", out)
    for pragma, said in (
        ("user_version = 99", "written in format 99"),
        ("application_id = 1", "another program"),
    ):
        with sqlite3.connect(out / STORE) as db:
            db.execute(f"PRAGMA {pragma}")
        db.close()
        before = (out / STORE).read_bytes()
        assert said in run(texts, "-o", out, status=1).stderr
        assert (out / STORE).read_bytes() == before


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    texts, out = write(tmp_path / "in", 1), tmp_path / "out"
    run(texts, "-o", out)
    with open_store(out):
        for done in (call("run", texts, "-o", out), call("status", out)):
            assert done.exit_code == 2
            assert done.stderr == (
                f"geomap: {out}: another geomap is at work on it; "
                "wait until it has ended, or name another folder\n"
            )
        with pytest.raises(BusyError), open_store(out):
            pass
    run(texts, "-o", out)


def test_only_its_owner_may_read_a_store(tmp_path: Path) -> None:
    run(write(tmp_path / "in", 1), "-o", tmp_path / "out")
    assert (tmp_path / "out" / STORE).stat().st_mode & 0o777 == 0o600


def test_what_fails_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts, out = write(tmp_path / "in", 1, 2), tmp_path / "out"
    read = geomap.pipeline.read

    def broken(document: Document, *args: object) -> object:
        if document.id == "02.txt":
            raise ValueError("no")
        return read(document, *args)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr("geomap.pipeline.read", broken)
        for _ in range(2):
            done = run(texts, "-o", out, status=1)
            assert "02.txt: not read: a fault of geomap itself (ValueError: no)" in done.stderr
            assert "0 refused, 1 failed" in done.stderr
    assert "      1  not read yet, or failed" in call("status", out).output
    assert "2  read\n" in run(texts, "-o", out).stdout


def test_two_files_of_one_id_are_refused_as_in_one_run(
    tmp_path: Path, one_shot: Callable[..., dict[str, bytes]]
) -> None:
    one, other = write(tmp_path / "one", 1, 2), write(tmp_path / "other", 2, 3, town="Odesa")
    out = tmp_path / "out"
    run(one, "-o", out)
    told = run(other, "-o", out, status=1).stderr
    assert f"{other}/02.txt: id '02.txt' was used before, by {one}/02.txt" in told
    assert exports(out) == one_shot(one, other, status=1)
    one.rename(tmp_path / "moved")
    assert "new               0  0 changed, 2 known" in run(tmp_path / "moved", "-o", out).stdout


def test_refusals_of_inputs_that_are_not_named_again_are_not_forgotten(
    tmp_path: Path, one_shot: Callable[..., dict[str, bytes]]
) -> None:
    bad = write(tmp_path / "bad", 1)
    (bad / "blank.txt").write_text("\u200b \n", "utf-8")
    good, out = write(tmp_path / "good", 2), tmp_path / "out"
    run(bad, "-o", out, status=1)
    run(good, "-o", out)
    assert exports(out) == one_shot(bad, good, status=1)


def test_a_folder_from_before_there_were_stores_is_taken(tmp_path: Path) -> None:
    texts, out = write(tmp_path / "in", 1), tmp_path / "out"
    run(write(tmp_path / "old", 5), "-o", out, "--no-store")
    run(texts, "-o", out)
    records = exports(out)["records.jsonl"]
    assert b'"01.txt"' in records
    assert b'"05.txt"' not in records


def test_the_store_is_no_document_wherever_it_lies(tmp_path: Path) -> None:
    texts = write(tmp_path / "in", 1)
    run(texts, "-o", texts / "map")
    for path in (texts / "map").iterdir():
        if path.name != STORE:
            path.unlink()
    assert "1 written by geomap" in run(texts, "-o", tmp_path / "out").stderr


def test_prune_needs_a_store(tmp_path: Path) -> None:
    told = run(write(tmp_path / "in", 1), "-o", tmp_path / "out", "--prune", "--no-store", status=2).stderr
    assert "--prune: without a store there is nothing to forget" in told


def test_status_of_a_folder_without_a_store_says_what_to_do(tmp_path: Path) -> None:
    done = call("status", tmp_path)
    assert done.exit_code == 1
    assert "there is none; make one with: geomap run INPUT... -o" in done.stderr


def test_a_store_holds_the_fields_of_documents_and_nothing_else_of_their_files(tmp_path: Path) -> None:
    texts = tmp_path / "in"
    texts.mkdir()
    row = {
        "id": "a",
        "text": article(1),
        "url": "https://me:secret@example.org/1",
        "phone": "+380 44 555 0101",
    }
    (texts / "a.jsonl").write_text(json.dumps(row), "utf-8")
    run(texts, "-o", tmp_path / "out")
    with sqlite3.connect(tmp_path / "out" / STORE) as db:
        # Every value of every table, as a script that would make the store again.
        script = "\n".join(db.iterdump())
    db.close()
    told = script.encode() + b"".join(
        _unpacked(bytes.fromhex(x)) for x in re.findall("X'([0-9A-F]+)'", script)
    )
    assert b"https://example.org/1" in told
    assert b"secret" not in told
    assert b"44 555 0101" not in told


def _unpacked(cell: bytes) -> bytes:
    try:
        return zlib.decompress(cell)
    except zlib.error:
        return cell


def test_a_reading_of_many_places_is_kept_in_parts_that_are_told_apart() -> None:
    places = [replace(LYMAN, id=f"test:{number}") for number in range(2 * PART + 1)]
    reports = tuple(report(place=place, action=action) for place in places for action in ("struck", "moved"))
    with open_store(None) as store:
        store.add(b"hash", b"engine", "", packed(Outcome(reports=reports, mentions=1, unresolved=0)))
        known = store.reading(b"engine", b"hash", "")
        assert known
        assert set(known.places.values()) == {0, 1, 2}
        for place, part in known.places.items():
            found = store.reports(b"hash", b"engine", "", (place, part))
            assert [(one.place and one.place.id, one.action) for one in found] == [
                (place, "struck"),
                (place, "moved"),
            ]
            assert {one.quote for one in found} == {reports[0].quote}
        assert set(store.reports(b"hash", b"engine", "")) == set(reports)


@pytest.mark.parametrize(
    ("version", "made", "read_again"),
    [
        (
            1,
            "DROP TABLE part; DROP TABLE block; DROP TABLE reading;"
            "CREATE TABLE reading(engine, hash, first, outcome);",
            ["01.txt", "02.txt"],
        ),
        (2, "", []),
    ],
)
def test_a_store_of_a_format_before_keeps_its_documents(
    version: int, made: str, read_again: list[str], tmp_path: Path, was_read: list[str]
) -> None:
    texts, out = write(tmp_path / "in", 1, 2), tmp_path / "out"
    run(texts, "-o", out)
    whole = exports(out)
    with sqlite3.connect(out / STORE) as db:
        db.executescript(f"{made} ALTER TABLE document DROP COLUMN head; PRAGMA user_version = {version};")
    db.close()
    (texts / "01.txt").unlink()
    (out / "unlocated.csv").unlink()
    was_read.clear()
    run(texts, "-o", out)
    assert was_read == read_again
    assert exports(out) == whole


TEXTS = st.sampled_from(
    [
        "Russian missiles struck Kharkiv on Monday, the mayor said.",
        "RUSSIAN missiles struck Kharkiv on Monday, the mayor said. @herald",
        "Troops entered Lyman on Saturday.",
        "Nothing happened.",
    ]
)
DOCUMENTS = st.dictionaries(
    st.sampled_from("abcdef"),
    st.tuples(
        TEXTS, st.sampled_from(["2022-09-05", "2022-09-06", "2022-09-13", None]), st.sampled_from("PQRS")
    ),
    max_size=6,
)


@settings(max_examples=40)
@given(st.lists(DOCUMENTS, min_size=1, max_size=4), st.randoms())
def test_any_course_of_portions_and_changes_gives_what_one_reading_gives(
    gazetteer: Gazetteer, course: list[dict[str, tuple[str, str | None, str]]], chance: random.Random
) -> None:
    known: dict[str, Document] = {}
    with open_store(None) as store:
        for portion in course:
            documents = [of_row(name, *row) for name, row in portion.items()]
            known |= {document.id: document for document in documents}
            chance.shuffle(documents)
            store.take([Delivery(input="-", documents=tuple(Given(one, None) for one in documents))])
            project = Project(store, UNKNOWN)
            kept, _ = project.read(gazetteer)
            # Pieces are kept from portion to portion.
            blocks = dict(project.blocks(kept, How()))
            read = tuple(kept.documents.values())
        once = list(known.values())
        chance.shuffle(once)
        whole = geomap.pipeline.run(once, gazetteer)
    assert (read, kept.failures) == (whole.documents, whole.failures)
    assert (kept.mentions, kept.unresolved) == (whole.mentions, whole.unresolved)
    assert kept.without_claims == whole.without_claims
    by_id = {document.id: document for document in whole.documents}
    by_place: dict[str, list[Record]] = {}
    for record in whole.records:
        by_place.setdefault(place_key(record.reports[0]), []).append(record)
    fresh = {place: make_block(records, by_id) for place, records in by_place.items()}
    assert {place: repack(block) for place, block in blocks.items()} == {
        place: repack(block) for place, block in fresh.items()
    }


def repack(block: Block) -> bytes:
    return msgspec.msgpack.encode(block)


def of_row(name: str, text: str, published: str | None, publisher: str) -> Document:
    day = parse_published(published) if published else None
    return Document(id=name, text=text, published=day, publisher=publisher)
