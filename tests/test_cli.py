import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from geomap.files.records import read_records
from geomap.records import ID_MARK
from tests.command_line import app

ROOT = Path(__file__).resolve().parents[1]
VERBS = ("run", "extract", "explain", "export", "status", "review")


def call(*args: str, stdin: str = "") -> Result:
    return CliRunner().invoke(app, list(args), input=stdin)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(verb: str) -> None:
    result = call(verb, "--help")
    assert result.exit_code == 0
    assert f"geomap {verb}" in result.output


def test_help_does_not_wait_for_the_heavy_libraries() -> None:
    heavy = ("geopandas", "folium", "shapely", "numpy")
    code = f"import sys, geomap.cli; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_text_is_read_without_the_libraries_of_pages_and_feeds(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Shells hit Kharkiv.", encoding="utf-8")
    heavy = ("trafilatura", "feedparser", "lxml", "ijson", "zipfile")
    code = (
        f"import sys, geomap; geomap.read_documents('a.txt'); print([m for m in {heavy} if m in sys.modules])"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.strip() == "[]"


def test_extract_answers_each_good_line_in_order_and_names_the_bad_ones() -> None:
    lines = ['{"id": "b", "text": "Kyiv."}', "broken", '{"id": "a", "text": "-"}']
    result = call("extract", "-", stdin="\n".join(lines))
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["b", "a"]
    assert "standard input:2: " in result.stderr
    assert result.exit_code == 1


def test_extract_leaves_no_half_written_file_behind(tmp_path: Path) -> None:
    result = call("extract", str(tmp_path / "none.jsonl"), "-o", str(tmp_path / "nowhere" / "out.jsonl"))
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_run_refuses_bad_input_in_one_sentence_and_writes_nothing(tmp_path: Path) -> None:
    result = call("run", str(tmp_path / "gone"), "-o", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert "no such file or folder" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "out").exists()


def test_wrong_usage_exits_with_2() -> None:
    assert call("run").exit_code == 2
    assert call("nonsense").exit_code == 2


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            ["run", "", "-o", "out"],
            "'INPUT...': an empty name: there is nothing to read; give a text, a file or",
        ),
        (["run", "a.txt", " ", "-o", "out"], "an empty name"),
        (["extract", ""], "'DOCS': an empty name"),
        (["run", "a.txt", "-o", ""], "'' is no name; give the path of a file or folder"),
        (["export", "", "-o", "x.csv"], "'' is no name"),
        (["status", ""], "'' is no name"),
        (["review", "", "-o", "x.csv"], "'' is no name"),
        (["run", "a.txt", "-o", "out", "-j", "0"], "'0' is no whole number from 1 on; write one such as 4"),
        (["extract", "a.txt", "-j", "abc"], "'abc' is no whole number from 1 on"),
        (["review", "out", "-o", "x.csv", "--limit", "1.5"], "'1.5' is no whole number from 1 on"),
        (
            ["run", "a.txt", "-o", "out", "--page-language", "ru"],
            "'ru' is no language of the page; en, uk are",
        ),
        (["run", "a.txt", "-o", "out", "--tiles", "x", "--tiles-credit", "y"], "tiles: 'x' is no address"),
        (["run", "a.txt", "-o", "out", "--claims-a-page", "0"], "0 is not in the range x>=1"),
        (["gazetteer", "download", "nosuch"], "nosuch: is neither a country code of two letters"),
        (["gazetteer", "lookup"], "geomap gazetteer lookup [OPTIONS] NAME..."),
        (["export"], "geomap export [OPTIONS] RECORDS\n"),
    ],
)
def test_a_value_that_makes_no_sense_is_wrong_usage_and_told_in_plain_words(
    given: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT)
    result = CliRunner().invoke(app, given, prog_name="geomap")
    assert result.exit_code == 2
    assert told in result.stderr
    assert [path.name for path in Path().iterdir()] == ["a.txt"]


def test_explain_names_the_file_and_the_remedy(tmp_path: Path) -> None:
    result = call("explain", "abc", "--records", str(tmp_path / "records.jsonl"))
    assert result.exit_code == 1
    assert "name the records.jsonl that geomap run wrote" in result.stderr


def test_run_writes_points_areas_and_the_unlocated_beside_the_records(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Missiles struck Kharkiv on 5 September 2022, the mayor said.", "utf-8")
    result = call("run", str(article), "-o", str(tmp_path / "map"))
    assert result.exit_code == 0, result.stderr
    assert {path.name for path in (tmp_path / "map").iterdir()} >= {
        "mentions_points.geojson",
        "mentions_areas.geojson",
        "unlocated.csv",
        "records.jsonl",
    }


def test_run_says_which_places_have_no_point_of_their_own(tmp_path: Path) -> None:
    hint = (
        "1 of 2 places stands at the centre of its hromada (about 10 km off);\n"
        "`geomap gazetteer download ukraine --add` gives it its own point\n"
    )
    told = "Missiles struck Kharkiv on 5 September 2022, the mayor said."
    for more, said in (("Shells hit Bobrovyi Kut in Kherson Oblast, he said.", True), ("", False)):
        article = tmp_path / "a.txt"
        article.write_text(f"{told} {more}", "utf-8")
        result = call("run", str(article), "-o", str(tmp_path / f"map-{said}"))
        assert result.exit_code == 0, result.stderr
        assert (hint in result.output) is said, result.output
        assert ("centre" in result.output) is said


def test_a_fault_of_geomap_is_a_sentence_and_with_debug_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise IndexError("list index out of range")

    monkeypatch.setattr("geomap.gazetteer.open_gazetteer", broken)
    plain = call("gazetteer", "lookup", "Kyiv")
    assert plain.exit_code == 1
    assert "fault of geomap itself (IndexError: list index" in plain.stderr
    assert "--debug" in plain.stderr
    assert "Traceback" not in plain.stderr
    assert "in broken" in call("--debug", "gazetteer", "lookup", "Kyiv").stderr
    assert "Traceback" not in call("gazetteer", "lookup", "Kyiv").stderr


def test_run_takes_a_table_of_publishers_of_one_s_own(tmp_path: Path) -> None:
    texts = ("Missiles struck Izium on 3 May 2031.", "Izium was struck by missiles on 3 May 2031.")
    rows = [
        {"id": str(n), "text": text, "publisher": f"Tide {n}", "published": "2031-05-04", "language": "en"}
        for n, text in enumerate(texts)
    ]
    (tmp_path / "wire.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    own = tmp_path / "own.toml"
    own.write_text('[[family]]\nname = "Tide Group"\nnames = ["Tide 0", "Tide 1"]\nwhy = "one imprint"\n')
    said = []
    for number, more in enumerate([(), ("--publishers", str(own))]):
        folder = tmp_path / f"map{number}"
        assert call("run", str(tmp_path / "wire.jsonl"), "-o", str(folder), *more).exit_code == 0
        (record,) = read_records(folder / "records.jsonl").records
        said.append(record.independent)
        for name in (record.id, record.id.removeprefix(ID_MARK)):
            assert record.id in call("explain", name, "--records", str(folder / "records.jsonl")).stdout
        unknown = call("explain", "r-none", "--records", str(folder / "records.jsonl"))
        assert unknown.stderr.endswith("; the file holds 1 record\n")
    assert said == [2, 1]
    own.write_text("publisher = 1")
    result = call("run", str(tmp_path / "wire.jsonl"), "-o", str(tmp_path / "no"), "--publishers", str(own))
    assert result.exit_code == 1
    assert "own.toml: publisher: not known" in result.stderr


TEXT = "Russian missiles struck Kharkiv on Monday, the mayor said."


def test_a_text_is_mapped_from_the_command_line_and_from_standard_input_as_one(tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    argument = call("run", TEXT, "-o", out, "--published", "2022-09-06")
    assert argument.exit_code == 0
    assert "read as a text: no file is called so" in argument.stderr
    pasted = call("run", "-", "-o", out, "--published", "2022-09-06", stdin=TEXT + "\n")
    assert "0  1 changed, 0 known" in pasted.stdout
    (record,) = read_records(tmp_path / "out" / "records.jsonl").records
    assert record.edtf == "2022-09-05"
    assert call("status", out).stdout.count("from text-") == 1


def test_a_path_that_is_mistyped_is_no_text(tmp_path: Path) -> None:
    result = call("run", "my old articles", "-o", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert "my old articles: no such file or folder" in result.stderr


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (
            "https://quay.example/a.html",
            "an address, and geomap fetches none; save the page, and give its file",
        ),
        (
            "s3://bucket/a.html",
            "an address, which only --engine dask reads; give the path of a file or folder",
        ),
    ],
)
def test_an_address_is_told_from_a_path_that_is_not_there(tmp_path: Path, address: str, told: str) -> None:
    result = call("run", address, "-o", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert f"geomap: {address}: {told}\n" in result.stderr


def test_quiet_says_what_was_refused_alone_and_verbose_names_each_document(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(TEXT)
    (tmp_path / "notes.odt").write_text("x")
    inputs = [str(tmp_path), str(tmp_path / "gone.txt")]
    quiet = call("run", *inputs, "-o", str(tmp_path / "one"), "-q")
    assert quiet.stdout == ""
    first, last = quiet.stderr.splitlines()
    assert "gone.txt: no such file" in first
    assert last.startswith("geomap: 1 refused, 0 failed")
    told = call("run", *inputs, "-o", str(tmp_path / "two"), "-v")
    assert "geomap: reading a.txt\ngeomap: reading b.txt\n" in told.stderr
    assert "passed over in folders" in told.stderr
    both = call("run", *inputs, "-o", str(tmp_path / "two"), "-v", "-q")
    assert (both.exit_code, both.stderr) == (2, "geomap: --quiet and --verbose: give one of the two\n")
    plain = call("run", *inputs, "-o", str(tmp_path / "three"))
    assert "reading" not in plain.stderr
    assert "open " in plain.stdout


@pytest.mark.parametrize("group", [[], ["gazetteer"]])
def test_summaries_of_verbs_are_whole(group: list[str]) -> None:
    listed = call(*group, "--help").stdout.split("Commands:\n")[1].split("\n\n")[0]
    assert all(line.endswith(".") and not line.endswith("..") for line in listed.splitlines())
    assert len(listed.splitlines()) >= 4


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--time-limit", "long", "'long' is no number from 0 on; write one such as 60"),
        ("--time-limit", "nan", "'nan' is no number"),
        ("--max-size", "0", "'0' is no number from 0.001 on; write one such as 10"),
    ],
)
def test_what_an_option_does_not_take_is_told_in_words(option: str, value: str, told: str) -> None:
    result = call("run", "a", "-o", "b", option, value)
    assert result.exit_code == 2
    assert told in result.stderr


def test_words_on_the_command_line_are_completed() -> None:
    asked = {"_GEOMAP_COMPLETE": "complete_bash", "COMP_WORDS": "geomap ex", "COMP_CWORD": "1"}
    code = "import sys; sys.argv = ['geomap']; from geomap.cli import main; main()"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **asked})
    assert done.stdout.split() == ["extract", "explain", "export"]


SETTINGS = """
[run]
inputs = ["a.txt"]
output = "map"
title = "Ours"
published = "2022-09-06"
[extract]
published = "2022-09-06"
[gazetteer.lookup]
json = true
"""


def test_a_project_has_its_options_in_a_file_and_the_command_line_outweighs_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT)
    Path("geomap.toml").write_text(SETTINGS)
    assert call("run").exit_code == 0
    (record,) = read_records(Path("map/records.jsonl")).records
    assert record.edtf == "2022-09-05"
    assert "<title>Ours</title>" in Path("map/front-line.html").read_text()
    assert call("run", "--title", "Mine", "--published", "2022-09-13").exit_code == 0
    assert "<title>Mine</title>" in Path("map/front-line.html").read_text()
    assert json.loads(call("extract", "a.txt").stdout)["published"]["to"] == "2022-09-06"
    assert json.loads(call("gazetteer", "lookup", "Lyman").stdout)["name"] == "Lyman"
    assert call("status", "map").exit_code == 0, "a verb without a table is left alone"


def test_the_file_of_options_in_the_documents_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (written,) = re.findall(r"```toml\n(.*?)```", (ROOT / "docs/command-line.md").read_text(), re.S)
    monkeypatch.chdir(tmp_path)
    Path("geomap.toml").write_text(written)
    Path("articles").mkdir()
    Path("articles/a.txt").write_text(TEXT)
    Path("wire.jsonl").write_text(json.dumps({"id": "b", "text": TEXT}))
    assert "ukraine.db" in call("run").stderr, "the gazetteer that it names is not there"
    Path("geomap.toml").write_text(written.replace('gazetteer = "ukraine.db"', ""))
    assert call("run").exit_code == 0
    assert len(read_records(Path("map/records.jsonl")).documents) == 2


def test_a_word_of_the_file_stands_for_a_list_and_a_list_of_figures_for_a_box(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("run", TEXT, "-o", "map", "--published", "2022-09-06").exit_code == 0
    kept = []
    for box in ("[30, 40, 38, 55]", "[20, 40, 30, 55]"):
        Path("geomap.toml").write_text(f'[export]\naction = "struck"\nbbox = {box}\nforce = true')
        result = call("export", "map", "-o", "claims.csv")
        assert result.exit_code == 0, result.stderr
        kept.append(result.stdout.split(": ")[1])
    assert kept == ["1 of 1 claim", "none of 1 claim is what was asked for; nothing is in it\n"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            "[run]\nprune = 'yes'",
            "geomap.toml: run.prune: 'yes' is neither true nor false; write one of the two",
        ),
        ("[run]\ntitle = ['a', 'b']", "geomap.toml: run.title: ['a', 'b'] is a list; write one value"),
        ("[run]\ntitle = true", "geomap.toml: run.title: True is no value of it; write a text or a number\n"),
        (
            "[export]\naction = [true]",
            "geomap.toml: export.action: [True] is no value of it; write a text or a",
        ),
        ("[run]\njobs = 0", "0 is no whole number from 1 on"),
        ("title = 'x'", "geomap.toml: title: no table of a verb, such as [run]; see geomap --help"),
        ("[draw]\ntitle = 'x'", "geomap.toml: draw: no table of a verb"),
        ("[gazetteer]\njson = true", "geomap.toml: gazetteer.json: no table of a verb"),
        ("[run]\ncolour = 1", "geomap.toml: run.colour: no such option; see geomap run --help"),
        ("[gazetteer.lookup]\ncolour = 1", "geomap.toml: gazetteer.lookup.colour: no such option"),
        ("a =", "geomap.toml: cannot be read ("),
        ("[run]\ntime-limit = 'long'", "'long' is no number from 0 on"),
    ],
)
def test_what_a_file_of_options_says_wrongly_is_named(
    written: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("geomap.toml").write_text(written)
    result = call("run", TEXT, "-o", "map")
    assert result.exit_code == 2
    assert told in result.stderr
    assert not Path("map").exists()
