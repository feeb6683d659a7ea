"""A map by period: the claims are divided and none is lost, and the index tells what the pages hold."""

import gc
import json
import re
import weakref
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.documents import Document, Tally
from geomap.documents.folders import PERIOD
from geomap.errors import OutputError, UsageError
from geomap.files import pages
from geomap.files.blocks import Block, Pieces, Telling, make_block
from geomap.files.columns import Columns
from geomap.files.folder import MAP, output_folder
from geomap.files.html import LANGUAGES, Look, Tiles, strings_of, write_map
from geomap.files.pages import map_written, plan_of
from geomap.files.period_words import PLURALS, Words
from geomap.files.periods import NAME, Period, numbers_of, periods_of
from geomap.files.siblings import file_of, pages_beside
from geomap.gazetteer import Gazetteer
from geomap.records import Record, make_records
from geomap.spans import Days
from geomap.surroundings import surroundings_of
from geomap.tables import Horizon, Table, to_tables
from tests.page_records import records
from tests.records_of import LYMAN, report
from tests.test_blocks import CASES, by_place
from tests.test_page import HOSTILE, data_of, elements

SOME = records(400)
MOST = 150
DAYS = st.dates(date(2020, 1, 1), date(2023, 12, 31)) | st.dates()
COUNTS = st.dictionaries(DAYS.map(date.toordinal), st.integers(1, 60), max_size=60)


@given(COUNTS, st.integers(0, 60), st.integers(1, 400))
def test_periods_divide_all_claims_and_none_has_too_many_that_can_be_divided(
    counts: dict[int, int], undated: int, most: int
) -> None:
    periods = periods_of(counts, undated, most)
    claims = sum(counts.values()) + undated
    if claims <= most:
        assert periods == ()
        return
    assert sum(period.claims for period in periods) == claims
    assert all(p.claims <= most or p.unit in ("day", "undated") for p in periods)
    assert all(period.claims for period in periods)
    dated = [period for period in periods if period.days]
    assert periods[len(dated) :] == ((Period("undated", None, undated),) if undated else ())
    for period, other in pairwise(p.days for p in dated if p.days):
        assert period.end < other.start
    number_of = numbers_of(periods)
    held = Counter({number_of(None): undated} if undated else {})
    for day, count in counts.items():
        number = number_of(day)
        days = periods[number].days
        assert days
        assert days.start <= date.fromordinal(day) <= days.end
        held[number] += count
    assert [held[number] for number in range(len(periods))] == [period.claims for period in periods]
    names = [period.name for period in periods]
    assert len(set(names)) == len(names)
    assert all(
        NAME.fullmatch(name) and PERIOD.fullmatch(file_of(MAP, p))
        for name, p in zip(names, periods, strict=True)
    )


def days_of(first: date, *counts: int) -> dict[int, int]:
    return {(first + timedelta(n)).toordinal(): count for n, count in enumerate(counts) if count}


@pytest.mark.parametrize(
    ("counts", "most", "names"),
    [
        ({**days_of(date(2022, 1, 1), 90), **days_of(date(2023, 5, 5), 90)}, 100, ["2022", "2023"]),
        ({**days_of(date(2022, 1, 1), 90), **days_of(date(2022, 4, 1), 90)}, 100, ["2022-q1", "2022-q2"]),
        ({**days_of(date(2022, 1, 31), 90), **days_of(date(2022, 2, 1), 90)}, 100, ["2022-01", "2022-02"]),
        # 1 August 2022 is a Monday; a week ends with its month.
        (days_of(date(2022, 8, 1), *[20] * 10), 150, ["2022-08-01-07", "2022-08-08-14"]),
        (days_of(date(2022, 8, 31), 90, 90), 100, ["2022-08", "2022-09"]),
        (days_of(date(2022, 8, 28), *[40] * 4), 150, ["2022-08-22-28", "2022-08-29-31"]),
        (days_of(date(2022, 8, 1), 90, 200, 1), 100, ["2022-08-01", "2022-08-02", "2022-08-03"]),
        # Years of few claims stand together; those of many do not join them, whatever lies between.
        (
            {
                **days_of(date(1941, 6, 22), 4),
                **days_of(date(2014, 3, 1), 5),
                **days_of(date(2022, 1, 1), 900),
                **days_of(date(2023, 1, 1), 900),
                **days_of(date(2040, 1, 1), 1),
            },
            1000,
            ["1941-2014", "2022", "2023", "2040"],
        ),
    ],
)  # fmt: skip
def test_a_period_is_as_long_as_it_may_be(counts: dict[int, int], most: int, names: list[str]) -> None:
    assert [period.name for period in periods_of(counts, 0, most)] == names


def written(
    folder: Path, found: Sequence[Record], most: int = MOST, *, name: str = MAP, **look: Any
) -> dict[str, str]:
    """Write a map and return its files."""
    folder.mkdir(exist_ok=True)
    write_map(found, folder / name, claims_a_page=most, **look)
    return {file.name: file.read_text("utf-8") for file in sorted(folder.iterdir())}


def rows_of(index: str) -> list[tuple[str, str, int, int]]:
    """Return what the index tells of each page: its file, what it is called, its claims and its places."""
    row = re.compile(r'<a href="([^"]+)" data-say="[^"]+">([^<]+)</a></th>(.*?)</tr>', re.DOTALL)
    found = []
    for file, called, rest in row.findall(index):
        claims, places = map(int, re.findall(r'data-number="(\d+)"', rest))
        found.append((file, unescape(called), claims, places))
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return written(tmp_path_factory.mktemp("site"), SOME, tally=Tally(read=140, refused=2))


def test_every_claim_stands_on_the_page_of_its_period_and_the_index_counts_them(site: dict[str, str]) -> None:
    by_id = {record.id: record for record in SOME}
    rows = rows_of(site[MAP])
    assert {file for file, *_ in rows} | {MAP} == site.keys()
    assert len(rows) > 3
    seen: list[str] = []
    plan = plan_of(SOME, MOST)
    for (file, _, claims, places), period in zip(rows, plan.periods, strict=True):
        data = data_of(site[file])
        ids = data["claims"]["id"]
        seen += ids
        assert file == file_of(MAP, period)
        assert claims == len(ids) == period.claims <= MOST
        assert places == len({by_id[name].place for name in ids} - {None})
        for days in (by_id[name].days for name in ids):
            assert bool(days) == bool(period.days)
            assert not days or not period.days or period.days.start <= days.start <= period.days.end
    assert sorted(seen) == sorted(by_id)
    totals = [int(n) for n in re.findall(r'data-number="(\d+)"', site[MAP].partition("<tfoot>")[2])]
    assert totals == [len(SOME), len({record.place.id for record in SOME if record.place})]


def test_exactly_as_many_as_a_page_holds_are_one_page_and_one_more_are_several(tmp_path: Path) -> None:
    few = written(tmp_path / "few", SOME, len(SOME))
    assert few.keys() == {MAP}
    assert few == written(tmp_path / "plain", SOME, 100_000)
    assert len(written(tmp_path / "more", SOME, len(SOME) - 1)) > 1


def test_a_page_tells_of_its_own_documents_and_places_alone(site: dict[str, str]) -> None:
    by_id = {record.id: record for record in SOME}
    for file, *_ in rows_of(site[MAP]):
        data = data_of(site[file])
        told = {one.document for name in data["claims"]["id"] for one in by_id[name].reports}
        assert set(data["documents"]["id"]) == told
        used = {number for key in ("claimant", "actor") for number in data["claims"][key]}
        assert max(used) < len(data["texts"])


def test_pages_lead_to_those_beside_them_and_to_the_index(site: dict[str, str]) -> None:
    files = [file for file, *_ in rows_of(site[MAP])]
    for number, file in enumerate(files):
        links = {
            attrs["rel"]: attrs["href"]
            for tag, attrs, _ in elements(site[file])
            if tag == "a" and "rel" in attrs
        }
        beside = {"prev": files[number - 1] if number else None, "next": files[number + 1 : number + 2]}
        assert links == {
            "up": MAP,
            **({"prev": beside["prev"]} if number else {}),
            **({"next": beside["next"][0]} if beside["next"] else {}),
        }


def test_a_page_says_how_many_claims_of_earlier_pages_reach_into_its_days(site: dict[str, str]) -> None:
    said = 0
    for (file, *_), period in zip(rows_of(site[MAP]), plan_of(SOME, MOST).periods, strict=True):
        days = period.days
        note = data_of(site[file])["strings"]["en"]["periods.note"]
        if days is None:
            assert note.startswith("Claims without a date")
            continue
        reaching = sum(r.days.start < days.start <= r.days.end for r in SOME if r.days)
        assert note.startswith(f"{reaching} claim") if reaching else not note
        said += reaching
    assert said


def test_a_claim_that_is_contradicted_from_another_page_leads_there(tmp_path: Path) -> None:
    days = Days(date(2022, 12, 30), date(2023, 1, 2)), Days(date(2023, 1, 1), date(2023, 1, 2))
    told = [
        report(document=f"{n}", days=one, edtf=one.edtf(), modality=modality, claimant=f"Witness {n}")
        for n, (one, modality) in enumerate(zip(days, ("factual", "negated"), strict=True))
    ]
    found = make_records(told)
    first, second = sorted(found, key=lambda record: str(record.edtf))
    assert first.contradicts == (second.id,)
    site = written(tmp_path, found, 1)
    for own, other in ((first, second), (second, first)):
        file = f"front-line-{own.days.start.year if own.days else 0}.html"
        data = data_of(site[file])
        assert data["claims"]["id"] == [own.id]
        elsewhere = data["elsewhere"]
        assert elsewhere["links"] == [[0, 0, 0]]
        assert elsewhere["ids"] == [other.id]
        assert other.id in data_of(site[elsewhere["files"][elsewhere["pages"][0]]])["claims"]["id"]


def test_the_index_knows_where_each_claim_and_each_place_is(site: dict[str, str]) -> None:
    index = data_of(site[MAP])
    files = [file for file, *_ in rows_of(site[MAP])]
    held = [data_of(site[file]) for file in files]
    heads, head = {}, 0
    for step, page in zip(index["claims"]["heads"], index["claims"]["pages"], strict=True):
        head += step
        heads[f"r-{head:08x}"] = page
    assert {name[:10]: at for at, data in enumerate(held) for name in data["claims"]["id"]} == heads
    places = {
        place: [at for at, data in enumerate(held) if place in with_claims(data)]
        for place in sorted(set().union(*map(with_claims, held)))
    }
    assert dict(zip(index["places"]["ids"], index["places"]["pages"], strict=True)) == places


def with_claims(data: dict[str, Any]) -> set[str]:
    return {name for name, n in zip(data["places"]["id"], data["places"]["claims"], strict=True) if n}


@pytest.mark.parametrize("case", ["many", "undated", "ahead", "quotes", "hostile", "two entries of one id"])
def test_pages_joined_of_pieces_are_those_of_all_records(
    case: str, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    found = make_records(CASES[case])
    most = max(1, len(found) // 3)
    around = surroundings_of(found, gazetteer)
    look = Look(tally=Tally(read=3), claims_a_page=most)
    whole = written(tmp_path / "whole", found, most, surroundings=around, tally=look.tally)
    pieces = Pieces(tmp_path)
    for group in by_place(found):
        packed = msgspec.msgpack.encode(make_block(group, {}))
        pieces.add(msgspec.msgpack.decode(packed, type=Block))

    def areas(horizon: Horizon) -> Table:
        return to_tables(found, horizon=horizon).areas

    out = tmp_path / "joined"
    out.mkdir()
    again = pieces.surroundings(gazetteer)
    with map_written(out / MAP, again, pieces.plan(most), look) as page:
        pieces.write(out, page, dict[str, Document](), Telling(Tally(read=3), again.credits, areas))
    joined = {file.name: file.read_text("utf-8") for file in out.glob("*.html")}
    assert joined.keys() == whole.keys()
    assert joined == whole


def test_one_page_is_in_memory_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[weakref.ref[Columns]] = []
    most = 0

    def columns(*args: Any, **options: Any) -> Columns:
        nonlocal most
        page = Columns(*args, **options)
        made.append(weakref.ref(page))
        most = max(most, sum(one() is not None for one in made))
        return page

    monkeypatch.setattr(pages, "Columns", columns)
    gc.disable()  # as a run does while it writes
    try:
        written(tmp_path, SOME)
    finally:
        gc.enable()
    assert len(made) > 3
    assert most == 2, "the one that is written, and the next"


def test_a_page_counts_its_own_places_that_stand_at_the_centre_of_a_unit(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    village = replace(LYMAN, id="x", name="Torske", precision="hromada")
    later = Days.one(date(2023, 1, 1))
    found = make_records(
        [report(place=village, toponym="Torske"), report(days=later, edtf=later.edtf()), report(document="b")]
    )
    site = written(tmp_path, found, 2, surroundings=surroundings_of(found, gazetteer))
    centred = [data_of(site[file])["centred"] for file, *_ in rows_of(site[MAP])]
    assert [(one["n"], one["of"]) if one else None for one in centred] == [(1, 2), None]


def test_hostile_words_run_nowhere_and_the_policy_names_all_that_runs(tmp_path: Path) -> None:
    told = [
        report(document=f"{HOSTILE} {n}", title=HOSTILE, days=day, edtf=day.edtf(), claimant=HOSTILE)
        for n, day in enumerate((Days.one(date(2022, 1, 1)), Days.one(date(2023, 1, 1))))
    ]
    plain = [replace(one, title="x", claimant="x", document=str(n)) for n, one in enumerate(told)]
    tags = [
        {
            file: [tag for tag, _, _ in elements(page)]
            for file, page in written(tmp_path / name, make_records(given), 1, title=title).items()
        }
        for name, given, title in (("bad", told, HOSTILE + "{period}"), ("good", plain, "x"))
    ]
    assert tags[0] == tags[1]
    index = written(tmp_path / "bad", make_records(told), 1, title=HOSTILE + "{period}")[MAP]
    policy = next(a["content"] or "" for _, a, _ in elements(index) if a.get("http-equiv"))
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert not [tag for tag, attrs, _ in elements(index) if "style" in attrs or "onclick" in attrs]
    assert f"<title>{HOSTILE[:9]}" not in index


def test_names_of_files_are_escaped_in_links(tmp_path: Path) -> None:
    site = written(tmp_path, SOME, name='a?b=c#d "e" %41.html')
    for file, *_ in rows_of(site['a?b=c#d "e" %41.html']):
        assert file.startswith("a%3Fb%3Dc%23d%20%22e%22%20%2541-")


def test_tiles_are_asked_for_by_the_pages_and_not_by_the_index(tmp_path: Path) -> None:
    tiles = Tiles(url="https://tiles.example/{z}/{x}/{y}.png", credit="Tiles")
    site = written(tmp_path, SOME, tiles=tiles)
    assert {file for file, page in site.items() if "tiles.example" in page} == site.keys() - {MAP}


def test_pages_that_are_of_the_map_no_more_are_removed_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "out"
    before = written(out, SOME, 40)
    mine = {
        "front-line-2022-09.html": "mine",
        "front-line-2031-q1-notes.html": "mine",
        "front-line-x.html": "m",
    }
    for name, text in mine.items():
        (out / name).write_text(text, "utf-8")
    after = written(out, SOME)
    assert after.keys() == mine.keys() | written(tmp_path / "new", SOME).keys()
    assert before.keys() - after.keys()
    assert {name: after[name] for name in mine} == mine
    assert written(out, SOME, len(SOME)).keys() == mine.keys() | {MAP}


def test_a_file_that_is_no_page_of_the_map_is_not_written_over(tmp_path: Path) -> None:
    own = tmp_path / "front-line-undated.html"
    own.write_text("mine", "utf-8")
    with pytest.raises(
        OutputError, match=re.escape(f"{own}: a page of front-line.html is to have this name")
    ):
        written(tmp_path, SOME)
    with (
        pytest.raises(OutputError, match="move it, or name another"),
        output_folder(tmp_path / "run") as folder,
    ):
        (tmp_path / "run" / own.name).write_text("mine", "utf-8")
        write_map(SOME, folder / MAP, claims_a_page=MOST)
    assert {file.name for file in tmp_path.iterdir()} == {own.name, "run"}
    assert own.read_text("utf-8") == "mine"


def test_a_run_removes_what_is_outdated_when_its_files_take_their_names(tmp_path: Path) -> None:
    out = tmp_path / "out"

    def run(most: int) -> set[str]:
        with output_folder(out) as folder:
            write_map(SOME, folder / MAP, claims_a_page=most)
            (folder / "records.jsonl").write_text('{"type":"geomap-records"', "utf-8")
        return {file.name for file in out.iterdir()}

    many = run(40)
    with pytest.raises(ZeroDivisionError), output_folder(out) as folder:
        write_map(SOME, folder / MAP, claims_a_page=MOST)
        raise ZeroDivisionError
    assert {file.name for file in out.iterdir()} == many
    with output_folder(out):
        pass  # a run that finds nothing new writes nothing
    assert {file.name for file in out.iterdir()} == many
    assert run(len(SOME)) == {MAP, "records.jsonl"}


def test_an_interrupt_leaves_the_map_of_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = written(tmp_path, SOME[:200])

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pages, "index_parts", interrupted)
    with pytest.raises(KeyboardInterrupt):
        written(tmp_path, SOME)
    assert {file.name: file.read_text("utf-8") for file in tmp_path.iterdir()} == before


def test_what_cannot_be_written_is_told_by_its_name_and_nothing_is_left(tmp_path: Path) -> None:
    from tests.test_output import largest_file  # skips where there are no such limits

    with pytest.raises(OutputError, match="missing: cannot be written: there is no such folder"):
        write_map(SOME, tmp_path / "missing" / MAP, claims_a_page=MOST)
    (tmp_path / MAP).mkdir()
    with pytest.raises(OutputError, match="cannot be written: a folder of that name is in the way"):
        write_map(SOME, tmp_path / MAP, claims_a_page=MOST)
    (tmp_path / MAP).rmdir()
    before = written(tmp_path, SOME[:300], 200)
    size = max(len(page.encode()) for page in before.values())
    with pytest.raises(OutputError, match=r"front-line-[\w-]+.html: cannot be written: the file is larger"):  # noqa: SIM117
        with largest_file(size - 100_000):
            write_map(SOME, tmp_path / MAP, claims_a_page=MOST)
    assert {file.name: file.read_text("utf-8") for file in tmp_path.iterdir()} == before


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="devices of POSIX")
def test_a_device_takes_one_page_and_not_several() -> None:
    write_map(SOME, "/dev/null")
    with pytest.raises(OutputError, match="/dev/null: several files are to be written, and this takes one"):
        write_map(SOME, "/dev/null", claims_a_page=MOST)


def test_the_same_claims_give_the_same_bytes_in_any_order(tmp_path: Path, site: dict[str, str]) -> None:
    assert written(tmp_path, SOME[::-1], tally=Tally(read=140, refused=2)) == site


def test_a_page_that_holds_no_claim_is_none_and_says_what_to_give() -> None:
    with pytest.raises(UsageError, match="claims_a_page: 0 is none; give a number of claims"):
        write_map(SOME, "x.html", claims_a_page=0)


def test_beside_a_map_only_pages_of_its_own_name_are_looked_at(tmp_path: Path) -> None:
    for name in ("map-2022.html", "map-2022-q5.html", "map2-2022.html", "map-2022.htm", "a-map-2022.html"):
        (tmp_path / name).touch()
    assert [file.name for file in pages_beside(tmp_path / "map.html")] == ["map-2022.html"]


def test_both_languages_have_the_same_words_and_all_forms() -> None:
    tables = {code: Words(code).table for code in LANGUAGES}
    assert tables["en"].keys() == tables["uk"].keys()
    for key, text in tables["en"].items():
        braces = {code: set(re.findall(r"\{\w+\}", json.dumps(tables[code][key]))) for code in LANGUAGES}
        assert braces["en"] == braces["uk"], key
        assert isinstance(text, dict) == isinstance(tables["uk"][key], dict)
    for code in LANGUAGES:
        for text in (*tables[code].values(), strings_of(code)["claims"]):
            if isinstance(text, dict):
                assert {PLURALS[code](n) for n in range(200)} <= text.keys()
        assert not tables[code].keys() & strings_of(code).keys()


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (1, "1 твердження"),
        (3, "3 твердження"),
        (5, "5 тверджень"),
        (12, "12 тверджень"),
        (1021, "1\xa0021 твердження"),
    ],
)
def test_ukrainian_has_its_plurals(n: int, words: str) -> None:
    assert Words("uk").say("claims", n=n) == words


@pytest.mark.parametrize(
    ("period", "en", "uk"),
    [
        (Period("years", Days(date(1941, 1, 1), date(2014, 12, 31)), 1), "1941–2014", "1941–2014"),
        (Period("quarter", Days(date(2022, 4, 1), date(2022, 6, 30)), 1), "April–June 2022", "квітень–червень 2022"),  # noqa: E501
        (Period("month", Days(date(2022, 2, 1), date(2022, 2, 28)), 1), "February 2022", "лютий 2022"),
        (Period("week", Days(date(2022, 2, 1), date(2022, 2, 6)), 1), "1–6 February 2022", "1–6 лютого 2022"),
        (Period("day", Days.one(date(2022, 2, 24)), 1), "24 February 2022", "24 лютого 2022"),
        (Period("undated", None, 1), "Without a date", "Без дати"),
    ],
)  # fmt: skip
def test_periods_have_names(period: Period, en: str, uk: str) -> None:
    assert (Words("en").name(period), Words("uk").name(period)) == (en, uk)


def test_a_page_has_its_period_in_its_title(tmp_path: Path) -> None:
    site = written(tmp_path / "uk", SOME, language="uk")
    assert "<title>Що повідомляли, де і коли</title>" in site[MAP]
    assert "<title>Що повідомляли, де і коли: 2032</title>" in site["front-line-2032.html"]
    site = written(tmp_path / "own", SOME, title="A & {period}")
    assert "<title>A &amp; {period}</title>" in site[MAP]
    strings = data_of(site["front-line-undated.html"])["strings"]
    assert [strings[code]["title"] for code in LANGUAGES] == [
        "A & {period}: Without a date",
        "A & {period}: Без дати",
    ]
