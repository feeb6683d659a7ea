"""The command line against what users hand in: every outcome is told, nothing is lost in silence."""

import json
import sqlite3
import subprocess
import sys
import zlib
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from geomap.documents import Document
from geomap.documents.folders import RECORDS, WRITTEN
from geomap.files.folder import STORE
from geomap.files.records import read_records
from tests.command_line import app

STRUCK = "Missiles struck Kharkiv on 5 September 2022, the mayor said."


def run(*args: str | Path, stdin: str = "") -> Result:
    return CliRunner().invoke(app, ["run", *map(str, args)], input=stdin)


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """A folder with one article that is read, one that is refused, and what is no article at all."""
    (tmp_path / "a.txt").write_text(STRUCK, encoding="utf-8")
    (tmp_path / "b.txt").write_text("The weather was fine.", encoding="utf-8")
    (tmp_path / "c.txt").write_bytes(b"\x89PNG")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    return tmp_path


def test_the_numbers_add_up_on_the_screen_in_the_records_and_on_the_page(newsroom: Path) -> None:
    done = run(newsroom, "-o", newsroom / "map")
    assert done.exit_code == 1
    line = next(line for line in done.stdout.splitlines() if line.startswith("documents"))
    assert "2  read of 3 found: 1 refused; 1 without claims; 1 other files passed over" in line
    assert "passed over in folders: 1 .png; geomap run --help names what is read" in done.stderr
    tally = read_records(newsroom / "map" / RECORDS).tally
    assert tally is not None
    assert (tally.found, tally.read, tally.refused, tally.failed) == (3, 2, 1, 0)
    page = (newsroom / "map" / "front-line.html").read_text("utf-8")
    assert '"tally":{"read":2,"refused":1,"failed":0,"without_claims":1,"passed_over":1,"left_out":0}' in page


def test_a_run_never_reads_what_it_wrote_and_writes_the_same_again(newsroom: Path) -> None:
    (newsroom / "c.txt").unlink()
    first = run(newsroom, "-o", newsroom / "map")
    before = files_of(newsroom / "map")
    assert set(before) == WRITTEN | {RECORDS, STORE}
    second = run(newsroom, "-o", newsroom / "map")
    assert {**files_of(newsroom / "map"), STORE: before[STORE]} == before
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "written by geomap" not in first.stderr
    assert "6 written by geomap" in second.stderr
    (newsroom / "a.txt").write_text(STRUCK.replace("Kharkiv", "Odesa"), encoding="utf-8")
    third = run(newsroom, "-o", newsroom / "other")
    assert "6 written by geomap" in third.stderr
    assert "Kharkiv" not in (newsroom / "other" / RECORDS).read_text("utf-8")


def test_a_field_or_a_table_that_is_refused_gives_1_and_a_remark_gives_0(tmp_path: Path) -> None:
    def status(published: str) -> int:
        row = json.dumps({"id": "a", "text": STRUCK, "published": published, "mood": "calm"})
        return run("-", "-o", tmp_path / "map", stdin=row).exit_code

    assert status("2022-09-06") == 0
    assert status("3/4/2022") == 1


def test_options_force_an_encoding_and_raise_the_size(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("Ракети влучили у Харків.".encode("koi8-u"))
    wrong = run(file, "-o", tmp_path / "wrong", "--encoding", "cp1251")
    assert "Харків" not in (tmp_path / "wrong" / RECORDS).read_text("utf-8")
    assert wrong.exit_code == 0
    right = run(file, "-o", tmp_path / "right", "--encoding", "KOI8-U")
    assert "Харків" in (tmp_path / "right" / RECORDS).read_text("utf-8")
    assert right.stderr == ""
    assert "no encoding; name one such as windows-1251" in run(file, "-o", file, "--encoding", "x").stderr
    file.write_text(STRUCK + " " * 1000, encoding="utf-8")
    assert "raise --max-size" in run(file, "-o", tmp_path / "small", "--max-size", "0.001").stderr
    assert run(file, "-o", tmp_path / "small", "--max-size", "0.002").exit_code == 0


HOSTILE: dict[str, tuple[dict[str, bytes], int, str, str | None]] = {
    "windows-1251": (
        {"a.txt": "Російські війська обстріляли Харків.".encode("cp1251")},
        *(0, "a.txt: read as windows-1251, which it looks like", None),
    ),
    "deep JSON": (
        {"a.jsonl": b'{"id":"1","text":"Kharkiv was struck.","x":' + b"[" * 2000 + b"]" * 2000 + b"}"},
        *(1, "a.jsonl:1: nested more than 64 deep; leave such fields out", ""),
    ),
    "front matter with a list": (
        {"a.md": b"---\ntitle: Strike\ntags:\n  - war\npublished: 2022-09-05\n---\n\nKharkiv was struck."},
        *(0, "fields not used: tags (1)", "2022-09-05"),
    ),
    "semicolons": (
        {"a.txt": b"Kharkiv was struck.", "documents.csv": b"file;published\na.txt;2022-09-05\n"},
        *(0, "", "2022-09-05"),
    ),
    "year 9999": (
        {"a.jsonl": b'{"id":"1","text":"Kharkiv was struck last week.","published":"9999"}'},
        *(1, "'9999' lies outside the years 1900 to 2100", None),
    ),
    "a page as text": (
        {"a.txt": b'<html><head><script>var a="Moscow"</script></head><p>Kharkiv was struck.</p></html>'},
        *(0, "a.txt: only 3 words; the page was probably not saved whole", None),
    ),
    "mojibake": (
        {"a.txt": "Російські війська обстріляли Харків.".encode().decode("cp1251").encode()},
        *(0, "a.txt: UTF-8 that was once read as windows-1251; put right", None),
    ),
}
"""Files, exit status, what is said, and the day of publication; empty where no document is left."""


@pytest.mark.parametrize("name", HOSTILE)
def test_what_once_ended_a_run_or_misled_it_has_the_right_outcome(name: str, tmp_path: Path) -> None:
    files, status, said, published = HOSTILE[name]
    (tmp_path / "in").mkdir()
    for file, content in files.items():
        (tmp_path / "in" / file).write_bytes(content)
    done = run(tmp_path / "in", "-o", tmp_path / "map")
    assert done.exit_code == status
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    if published == "":
        assert "no document could be read; nothing was written" in done.stderr
        return
    archive = read_records(tmp_path / "map" / RECORDS)
    assert {record.place.name for record in archive.records if record.place} == {"Kharkiv"}
    days = archive.documents[0].published
    assert (days.edtf() if days else None) == published


def test_extract_reads_the_same_encodings_and_names_what_it_found(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    rows = ({"id": i, "text": "Ракети влучили у Харків."} for i in range(3))
    file.write_bytes("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("cp1251"))
    done = CliRunner().invoke(app, ["extract", str(file)])
    assert len(done.stdout.splitlines()) == 3
    assert done.exit_code == 0
    assert done.stderr == f"geomap: {file}: read as windows-1251, which it looks like (3 lines)\n"


@pytest.mark.parametrize("verb", ["run", "extract"])
def test_a_closed_standard_input_is_told_in_a_sentence(verb: str, tmp_path: Path) -> None:
    target = ["-o", str(tmp_path / "out")]
    for inputs, said in ((["-"], "standard input: closed"), ([str(tmp_path / "a.jsonl")], "")):
        (tmp_path / "a.jsonl").write_text(json.dumps({"id": 1, "text": STRUCK}), encoding="utf-8")
        command = [sys.executable, "-m", "geomap", verb, *inputs, *target]
        shell = subprocess.run(
            ["sh", "-c", 'exec "$@" <&-', "sh", *command], capture_output=True, text=True, check=False
        )
        assert "Traceback" not in shell.stderr
        assert said in shell.stderr
        assert shell.returncode == (1 if said else 0)


def first_of(*args: str | Path) -> tuple[Document, Result]:
    done = CliRunner().invoke(app, ["run", *map(str, args)])
    return read_records(Path(args[-1]) / RECORDS).documents[0], done


def test_options_say_what_documents_do_not_and_never_against_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STRUCK, encoding="utf-8")
    told = ("--published", "6 September 2022", "--publisher", "Lowland Post", "-o", tmp_path / "map")
    a, _ = first_of(tmp_path / "a.txt", *told)
    assert (a.published and a.published.edtf(), a.publisher) == ("2022-09-06", "Lowland Post")
    (tmp_path / "a.md").write_text(f"---\ndate: 2022-09-07\nsource: Own\n---\n{STRUCK}", encoding="utf-8")
    a, _ = first_of(tmp_path / "a.md", *told)
    assert (a.published and a.published.edtf(), a.publisher) == ("2022-09-07", "Own")


def test_the_day_of_a_time_in_utc_is_that_of_the_zone_and_its_reason_says_so(tmp_path: Path) -> None:
    row = {"id": "a", "text": "Missiles struck Kharkiv on Monday.", "published": "2022-09-05T22:30:00Z"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    kyiv, _ = first_of(tmp_path / "a.jsonl", "-o", tmp_path / "kyiv")
    london, _ = first_of(tmp_path / "a.jsonl", "--timezone", "Europe/London", "-o", tmp_path / "london")
    days = [one.published.edtf() for one in (kyiv, london) if one.published]
    assert days == ["2022-09-06", "2022-09-05"]
    line = CliRunner().invoke(app, ["extract", str(tmp_path / "a.jsonl")]).stdout
    assert "a time in UTC: the day is that in Europe/Kyiv" in line


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--published", "soon", "'soon' is no date"),
        ("--timezone", "Mars", "'Mars' is no zone"),
        ("--text-language", "pl", "'pl' is not read"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused_before_anything_is_read(
    tmp_path: Path, option: str, value: str, said: str
) -> None:
    done = run(tmp_path / "none.txt", "-o", tmp_path / "map", option, value)
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.replace("│", " ").split())


PRIVATE = ("+380440000000", "Anna", "Zynovii", "Are you in Kyiv", "secret-token")


def test_nothing_private_of_an_account_reaches_a_file_that_is_written(tmp_path: Path) -> None:
    def chat(name: str, kind: str, **more: str) -> dict[str, object]:
        post = {"id": 1, "type": "message", "date_unixtime": "1662362100", "text": STRUCK, **more}
        return {"name": name, "type": kind, "id": 1, "messages": [post]}

    account = {
        "personal_information": {"phone_number": PRIVATE[0], "first_name": "Anna"},
        "contacts": {"list": [{"first_name": "Zynovii"}]},
        "chats": {
            "list": [
                chat("Zynovii", "personal_chat", text=PRIVATE[3]),
                chat("Steppe", "public_channel", **{"from": "Anna"}),
            ]
        },
        "sessions": {"list": [{"ip": "127.0.0.1", "key": "secret-token"}]},
    }
    (tmp_path / "result.json").write_text(json.dumps(account), encoding="utf-8")
    done = run(tmp_path / "result.json", "-o", tmp_path / "map")
    assert done.exit_code == 0
    files = files_of(tmp_path / "map")
    raw = files.pop("geomap.db")
    with closing(sqlite3.connect(tmp_path / "map" / "geomap.db")) as db:
        packed = db.execute(
            "SELECT body FROM document UNION ALL SELECT texts FROM reading "
            "UNION ALL SELECT reports FROM part UNION ALL SELECT body FROM block"
        ).fetchall()
    told = b"".join([*files.values(), *(zlib.decompress(one) for (one,) in packed)])
    written = told.decode(errors="replace") + raw.decode("latin-1") + done.stdout + done.stderr
    assert [word for word in PRIVATE if word in written] == []
    assert "Steppe" in written
