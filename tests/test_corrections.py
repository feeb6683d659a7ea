"""What people correct is applied to whatever is read, told, and never costs what geomap had said."""

import csv
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner
from typer.testing import Result as Done

import geomap.pipeline
from geomap.corrections import Correction, Corrections, NoValueError, Result, correct_documents, value_of
from geomap.documents import Document
from geomap.files.corrections import COLUMNS, line_of, read_corrections
from geomap.files.explain import explain
from geomap.files.records import read_records
from geomap.files.unlocated import FORMULA_STARTS
from geomap.gazetteer import Candidate, Spelling
from geomap.records import Record, Report
from geomap.spans import Days, Span
from geomap.tables import plain
from tests.command_line import app
from tests.hostile import HOSTILE
from tests.records_of import LYMAN, QUOTE, report
from tests.test_linear import Lines

DOCUMENT = Document(id="a.txt", text=f"{QUOTE} Later Lyman was quiet.")
AGAIN = Span(64, 69)
HERE = {DOCUMENT.id}


def correction(field: str, value: str, **others: str) -> Correction:
    given = {
        "where": "c.csv:2",
        "scope": "mention",
        "document": "a.txt",
        "exact": "Lyman",
        "prefix": "entered ",
    }
    rest = {"suffix": "", "by": "Ann", "on": "2026-11-01", "reason": "heard it"}
    return Correction(**{**given, **rest, **others, "field": field, "value": value})  # type: ignore[arg-type]


def corrected(*corrections: Correction, also: Report | None = None) -> tuple[list[Report], list[Result]]:
    values = {
        one: value_of(one, {LYMAN.id: LYMAN, "geonames:1": replace(LYMAN, id="geonames:1")}.get)
        for one in corrections
    }
    applying = Corrections(values, HERE)
    kept = applying.applied(DOCUMENT, [report(), *([also] if also else [])], values)
    return list(kept), applying.results(values)


@pytest.mark.parametrize(
    ("field", "value", "changed", "was"),
    [
        ("place", "geonames:1", {"place": replace(LYMAN, id="geonames:1")}, LYMAN.id),
        ("place", "none", {"place": None}, LYMAN.id),
        ("action", "struck", {"action": "struck"}, "reclaimed"),
        ("modality", "planned", {"modality": "planned"}, "factual"),
        ("days", "2022-09-30", {"days": Days.one(date(2022, 9, 30)), "edtf": "2022-09-30"}, "2022-10-01"),
        ("days", "2022-09-03/2022-09-05", {"edtf": "2022-09-03/2022-09-05"}, "2022-10-01"),
        ("claimant", "the mayor", {"claimant": "the mayor"}, "Ukrainian General Staff"),
        ("claimant", "", {"claimant": None}, "Ukrainian General Staff"),
    ],
)
def test_each_field_is_put_right_and_says_what_it_was(
    field: str, value: str, changed: dict[str, Any], was: str
) -> None:
    one = correction(field, value)
    (now,), outcomes = corrected(one)
    assert {name: getattr(now, name) for name in changed} == changed
    assert now.corrected == (f"{field}: was {was}; corrected by Ann: heard it",)
    assert outcomes == [Result(one, "applied", was, 1)]


def test_a_point_is_a_place_too() -> None:
    (now,), _ = corrected(correction("place", "48.5, 37.25"))
    assert now.place is not None
    assert (now.place.point.lat, now.place.point.lon, now.place.name) == (48.5, 37.25, "Lyman")
    with pytest.raises(NoValueError, match="give latitude, then longitude"):
        corrected(correction("place", "97.5, 37.25"))


def test_the_codes_follow_the_action() -> None:
    (now,), _ = corrected(correction("action", "struck"))
    assert now.codes.acled_event == "Explosions/Remote violence"
    (now,), _ = corrected(correction("modality", "negated"))
    assert now.codes.acled_event is None


@pytest.mark.parametrize("role", ["not-a-place", "not-an-event"])
def test_what_is_no_event_is_left_out_and_its_answer_kept(role: str) -> None:
    one = correction("role", role)
    assert corrected(one) == ([], [Result(one, "applied", f"reclaimed at {LYMAN.id} on 2022-10-01", 1)])


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("action", "bombed", "'bombed' is not one of captured"),
        ("role", "person", "'person' is not one of not-a-place, not-an-event"),
        ("place", "geonames:2", "is no place; give an id of the gazetteer, lat,lon, or none"),
        ("days", "soon", "soon"),
        ("published", "3/4/2022", "3/4/2022"),
    ],
)
def test_a_value_that_cannot_be_is_refused(field: str, value: str, said: str) -> None:
    with pytest.raises(NoValueError, match=said):
        corrected(correction(field, value))


def test_a_mention_is_one_place_in_the_text_and_a_document_all_of_them() -> None:
    later = report(toponym_span=AGAIN)
    assert AGAIN.of(DOCUMENT.text) == "Lyman"
    (one, other), _ = corrected(correction("action", "struck"), also=later)
    assert (one.action, other.action) == ("struck", "reclaimed")
    (one, other), _ = corrected(correction("action", "struck", scope="document", prefix="x"), also=later)
    assert (one.action, other.action) == ("struck", "struck")


@pytest.mark.parametrize(
    ("others", "effect", "why"),
    [
        ({"prefix": "left "}, "no longer matches", "the words are not in the document"),
        ({"suffix": " at dawn"}, "no longer matches", "the words are not in the document"),
        ({"prefix": ""}, "no longer matches", "the words stand there 2 times; give what is before or after"),
        ({"prefix": "Later "}, "no effect", "geomap tells nothing of it"),
        ({"value": "reclaimed"}, "no effect", "reclaimed"),
    ],
)
def test_what_has_no_effect_is_told_with_its_reason(others: dict[str, str], effect: str, why: str) -> None:
    one = replace(correction("action", "struck"), **others)  # type: ignore[arg-type]
    (now,), (outcome,) = corrected(one)
    assert now == report()
    assert outcome.effect == effect
    assert outcome.was.startswith(why)


def test_of_two_that_contradict_each_other_the_last_counts() -> None:
    first, last = correction("action", "struck"), correction("action", "captured", where="c.csv:3")
    (now,), outcomes = corrected(first, last)
    assert now.action == "captured"
    assert sorted((o.correction.where, o.effect) for o in outcomes) == [
        ("c.csv:2", "contradicted"),
        ("c.csv:3", "applied"),
    ]


OTHER = replace(LYMAN, id="geonames:1")


def of_all(scope: str, field: str = "place", value: str = "geonames:1", **others: str) -> Correction:
    return correction(field, value, **{"scope": scope, "document": "", "prefix": "", "exact": ""} | others)


@pytest.mark.parametrize(
    "others",
    [
        {"scope": "name", "exact": "Lyman"},
        {"scope": "name", "exact": "LYMAN", "was": LYMAN.id},
        {"scope": "name", "exact": "lyman", "publisher": "example post", "language": "en"},
        {"scope": "place", "was": LYMAN.id},
    ],
)
def test_a_name_or_a_place_is_put_right_wherever_it_stands(others: dict[str, str]) -> None:
    one = of_all(**others)
    (now, later), outcomes = corrected(one, also=report(toponym_span=AGAIN))
    assert (now.place, later.place) == (OTHER, OTHER)
    assert outcomes == [Result(one, "applied", LYMAN.id, 2)]
    gone = of_all(**others | {"field": "role", "value": "not-a-place"})
    assert corrected(gone)[0] == []


@pytest.mark.parametrize(
    "others",
    [
        {"scope": "name", "exact": "Lyma"},
        {"scope": "name", "exact": "Lyman", "was": "geonames:2"},
        {"scope": "name", "exact": "Lyman", "publisher": "Post"},
        {"scope": "name", "exact": "Lyman", "language": "uk"},
        {"scope": "place", "was": "geonames:2"},
        {"scope": "place", "was": LYMAN.id, "language": "uk"},
    ],
)
def test_another_name_place_publisher_or_language_is_left_alone(others: dict[str, str]) -> None:
    one = of_all(**others)
    assert corrected(one) == ([report()], [Result(one, "no effect", "geomap tells nothing of it")])


def test_an_inflected_name_is_the_name_and_an_unresolved_one_was_none() -> None:
    spelt = Candidate(entry=LYMAN, spelling=Spelling(text="лиман", kind="inflected"), score=0.9)
    inflected = report(toponym="Лимані", candidates=(spelt,))
    one = of_all("name", exact="Лиман")
    for told, place in ((inflected, OTHER), (replace(inflected, place=None), None)):
        (now,) = Corrections([one], HERE).applied(DOCUMENT, [told], {one: OTHER})
        assert now.place == place
    nowhere = of_all("name", exact="Lyman", was="none")
    (now,) = Corrections([nowhere], HERE).applied(DOCUMENT, [report(place=None)], {nowhere: OTHER})
    assert now.place == OTHER


def test_a_place_that_is_moved_keeps_its_name() -> None:
    (now,), _ = corrected(of_all("place", value="48.5,37.25", was=LYMAN.id))
    assert now.place is not None
    assert (now.place.name, now.place.point.lat) == ("Lyman", 48.5)


def test_the_narrowest_scope_counts_then_the_later() -> None:
    at = {LYMAN.id: LYMAN, **{str(n): replace(LYMAN, id=str(n)) for n in range(6)}}
    every = [
        correction("place", "0"),
        correction("place", "1", scope="document"),
        of_all("name", value="2", exact="Lyman", was=LYMAN.id),
        of_all("name", value="3", exact="Lyman", where="c.csv:4"),
        of_all("name", value="4", exact="Lyman", where="c.csv:3"),
        of_all("place", value="5", was=LYMAN.id),
    ]
    winners = []
    while every:
        values = {one: at[one.value] for one in every}
        applying = Corrections(every, HERE)
        (now,) = applying.applied(DOCUMENT, [report()], values)
        told = {one.correction: one for one in applying.results(values)}
        assert now.place is not None
        winner = next(one for one in every if one.value == now.place.id)
        winners.append(winner.value)
        assert told.pop(winner).effect == "applied"
        assert {one.effect for one in told.values()} <= {"contradicted"}
        every.remove(winner)
    assert winners == ["0", "1", "2", "4", "3", "5"]


def test_what_is_no_event_gives_way_to_a_narrower_word_on_it() -> None:
    never = of_all("name", "role", "not-a-place", exact="Lyman")
    struck = correction("action", "struck")
    (now, _), outcomes = corrected(never, struck, also=report(toponym_span=AGAIN, toponym="Liman"))
    assert now.action == "struck"
    assert Result(never, "contradicted", "by c.csv:2") in outcomes
    here, moved = correction("role", "not-an-event"), of_all("place", was=LYMAN.id)
    gone, outcomes = corrected(here, moved)
    assert gone == []
    assert Result(moved, "contradicted", "by c.csv:2") in outcomes


def test_a_document_that_none_speaks_of_is_left_as_it_is() -> None:
    told = [report()]
    for one, concerned in (
        (correction("action", "struck", document="b.txt"), False),
        (of_all("place", was="geonames:2"), False),
        (of_all("place", was=LYMAN.id), True),
        (of_all("name", exact="Odesa"), True),
    ):
        filed = Corrections([one], HERE)
        assert filed.concerns("a.txt", [LYMAN.id]) == concerned
        assert (filed.applied(DOCUMENT, told, {one: OTHER}) is told) != concerned
    assert Corrections([of_all("place", was="none")], HERE).concerns("a.txt", [LYMAN.id, "none"])


@pytest.mark.parametrize(
    ("around", "effect"),
    [
        (("Troops entered", "on Saturday, the"), "applied"),
        (("", "on Saturday, the General"), "applied"),
        (("entered", "on"), "no longer matches"),
        (("Tanks entered", "on Saturday, the"), "no longer matches"),
    ],
)
def test_a_document_of_another_id_is_known_by_enough_of_its_words(
    around: tuple[str, str], effect: str
) -> None:
    one = correction("action", "struck", document="a.txt#2", prefix=around[0], suffix=around[1])
    (now, later), (outcome,) = corrected(one, also=report(toponym_span=AGAIN))
    assert outcome.effect == effect
    assert (now.action == "struck", later.action) == (effect == "applied", "reclaimed")
    assert effect == "applied" or outcome.was == "there is no such document"


def test_of_words_that_stand_alike_the_nearest_is_meant() -> None:
    twice = replace(DOCUMENT, text=f"{QUOTE} {QUOTE}")
    second = Span(15 + len(QUOTE) + 1, 20 + len(QUOTE) + 1)
    one = replace(correction("action", "struck"), at=second.start + 9)
    both = [report(), report(toponym_span=second)]
    now = Corrections([one], HERE).applied(twice, both, {one: "struck"})
    assert [told.action for told in now] == ["reclaimed", "struck"]


def test_spaces_and_what_no_table_holds_do_not_matter_around_a_name() -> None:
    text = "Troops\n  entered \u202eLy\x01man\non Saturday."
    shown = Document(id="a.txt", text=text.replace("Ly\x01man", "Kryvyi\n Rih"))
    at = shown.text.index("Kryvyi")
    told = report(toponym_span=Span(at, at + 11))
    one = correction("action", "struck", exact="Kryvyi Rih", prefix="Troops entered", suffix=" on Saturday.")
    (now,) = Corrections([one], HERE).applied(shown, [told], {one: "struck"})
    assert now.action == "struck"


def test_four_times_the_corrections_take_four_times_the_lines() -> None:
    def lines_of(size: int) -> int:
        text = "".join(f"Note {n}: troops entered Lyman. " for n in range(size))
        ends = [found.end() for found in re.finditer("Lyman", text)]
        told = [report(toponym_span=Span(end - 5, end)) for end in ends]
        made = [
            one
            for n in range(size)
            for one in (
                correction("action", "struck", prefix=f"Note {n}: troops entered "),
                correction("days", "2022-09-03", prefix="entered ", where=f"c.csv:{n}"),
                correction("action", "moved", prefix=f"Note {n}: troops entered ", document="gone"),
                replace(correction("claimant", "x", prefix="entered "), at=30 * n),
                correction("place", LYMAN.id, scope="document", where=f"c.csv:{n}"),
                of_all("name", exact="Lyman", publisher=f"Post {n}"),
                of_all("name", exact="Lyman", where=f"c.csv:{n}"),
                of_all("place", was=LYMAN.id, where=f"c.csv:{n}"),
            )
        ]
        values = {one: value_of(one, {LYMAN.id: LYMAN, OTHER.id: OTHER}.get) for one in made}
        document = replace(DOCUMENT, text=text)
        with Lines() as lines:
            applying = Corrections(made, HERE)
            kept = applying.applied(document, told, values)
            results = applying.results(values)
        assert len(kept) == size
        assert len(results) == len(made)
        return lines.count

    assert lines_of(400) < 5 * lines_of(100)


def test_a_field_of_the_document_comes_before_the_reading() -> None:
    day = Days.one(date(2022, 9, 5))
    gone, same, new = (
        correction("publisher", "Post", document=name, exact="") for name in ("gone.txt", "same.txt", "a.txt")
    )
    dated = correction("published", "2022-09-05", exact="")
    documents = [DOCUMENT, replace(DOCUMENT, id="same.txt", publisher="Post")]
    values = {one: value_of(one, lambda _: None) for one in (gone, same, new, dated)}
    changed, outcomes = correct_documents(documents, values)
    assert changed == {"a.txt": replace(DOCUMENT, publisher="Post", published=day)}
    assert {(one.correction, one.effect) for one in outcomes} == {
        (gone, "no longer matches"),
        (same, "no effect"),
        (new, "applied"),
        (dated, "applied"),
    }


TEXT = "Missiles struck Kharkiv on Monday, the mayor said. {} Shells hit Lyman on Sunday, he said."


class Desk:
    """An article, a folder of its map, and a table of corrections in it."""

    def __init__(self, folder: Path) -> None:
        self.article, self.out = folder / "a.jsonl", folder / "map"
        (self.out / "corrections").mkdir(parents=True)
        self.write("It rained.")

    def write(self, between: str) -> None:
        row = {"id": "a", "text": TEXT.format(between), "published": "2022-09-06"}
        self.article.write_text(json.dumps(row), "utf-8")

    def correct(self, *rows: dict[str, str]) -> None:
        with (self.out / "corrections" / "1.csv").open("w", encoding="utf-8-sig", newline="") as file:
            table = csv.DictWriter(file, [*COLUMNS, "candidate_1", "candidate_2"], delimiter=";")
            table.writeheader()
            table.writerows(rows)

    def run(self, status: int = 0) -> Done:
        done = CliRunner().invoke(app, ["run", str(self.article), "-o", str(self.out)])
        assert done.exit_code == status, done.output
        return done

    def records(self) -> tuple[Record, ...]:
        return tuple(read_records(self.out / "records.jsonl").records)

    def days(self) -> dict[str, str | None]:
        return {record.toponym: record.edtf for record in self.records()}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    (made.out / "corrections").rmdir()
    made.run()
    (made.out / "corrections").mkdir()
    return made


NIGHT = {
    "document": "a",
    "exact": "Kharkiv",
    "prefix": "struck ",
    "field": "days",
    "value": "2022-09-04",
    "by": "Ann",
}


def test_corrections_stay_over_runs_and_edits_and_cost_no_reading(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.days() == {"Kharkiv": "2022-09-05", "Lyman": "2022-09-04"}
    desk.correct(NIGHT)
    with monkeypatch.context() as patch:
        patch.setattr(geomap.pipeline, "read", None)
        assert "corrections: 1 applied; corrected.csv tells which" in desk.run().stdout
    before = {path.name: path.read_bytes() for path in desk.out.iterdir() if path.is_file()}
    assert desk.days() == {"Kharkiv": "2022-09-04", "Lyman": "2022-09-04"}
    assert b"corrections/1.csv:2,applied,2022-09-05,mention,a,Kharkiv" in before["corrected.csv"]
    record = next(r for r in read_records(desk.out / "records.jsonl").records if r.toponym == "Kharkiv")
    assert "corrected days: was 2022-09-05; corrected by Ann" in explain(record)
    assert "corrections: 1 applied" in desk.run().stdout
    assert {path.name: path.read_bytes() for path in desk.out.iterdir() if path.is_file()} == before
    desk.write("It rained for three days.")
    desk.run()
    assert desk.days()["Kharkiv"] == "2022-09-04"
    (desk.out / "corrections" / "1.csv").unlink()
    desk.run()
    assert desk.days()["Kharkiv"] == "2022-09-05"
    assert len((desk.out / "corrected.csv").read_text("utf-8").splitlines()) == 1


def test_a_corrected_publication_counts_its_days_anew(desk: Desk) -> None:
    desk.correct({"document": "a", "field": "published", "value": "2022-09-13"})
    desk.run()
    assert "not read yet" not in CliRunner().invoke(app, ["status", str(desk.out)]).output
    assert desk.days() == {"Kharkiv": "2022-09-12", "Lyman": "2022-09-11"}


def test_rows_that_are_none_or_match_nothing_are_told_with_their_line(desk: Desk) -> None:
    desk.correct(NIGHT | {"field": "day"}, NIGHT | {"exact": "Odesa"}, NIGHT | {"exact": ""}, NIGHT)
    for _ in range(2):
        told = desk.run(status=1).stderr
        assert "corrections/1.csv:2: field: 'day' is not one of place, role, action" in told
        assert "corrections/1.csv:3: no longer matches: the words are not in the document" in told
        assert "corrections/1.csv:4: exact: empty; give the name that it speaks of" in told
    assert desk.days()["Kharkiv"] == "2022-09-04"
    (desk.out / "corrections" / "1.csv").write_text("document,field\na,days\n")
    assert (
        "corrections/1.csv:1: no column 'value'; the columns are scope, document" in desk.run(status=1).stderr
    )


def test_rows_without_an_answer_are_passed_over_and_short_answers_understood(desk: Desk) -> None:
    asked = NIGHT | {"candidate_1": "2022-09-05 as it is", "candidate_2": "2022-09-03 day of the article"}
    desk.correct(asked | {"value": ""}, asked | {"value": " "})
    assert "corrections:" not in desk.run().stdout
    desk.correct(
        asked | {"value": "2"}, NIGHT | {"exact": "Lyman", "prefix": "hit ", "value": "not-an-event"}
    )
    assert "corrections: 2 applied" in desk.run().stdout
    assert desk.days() == {"Kharkiv": "2022-09-03"}
    desk.correct(NIGHT | {"field": "claimant", "value": "none"})
    desk.run()
    (record,) = [r for r in desk.records() if r.toponym == "Kharkiv"]
    assert record.claimant is None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"scope": "name"}, "field: 'days' is no matter of a name; give place or role, or another scope"),
        ({"scope": "place", "field": "role"}, "was: empty; give the id of the place"),
        ({"document": ""}, "document: empty; give the id of the document"),
        ({"scope": "village"}, "scope: 'village' is not one of mention, document, name, place"),
        ({"at": "-3"}, "at: '-3' is no number of characters; leave it empty"),
    ],
)
def test_rows_that_cannot_be_say_why(desk: Desk, changes: dict[str, str], said: str) -> None:
    desk.correct(NIGHT | changes)
    assert f"corrections/1.csv:2: {said}" in desk.run(status=1).stderr


def test_a_name_is_corrected_in_all_documents_and_stays_so(desk: Desk) -> None:
    rows = [
        {"id": name, "text": TEXT.format(""), "published": day}
        for name, day in (("a", "2022-09-06"), ("b", "2022-10-04"))
    ]
    desk.article.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    desk.run()
    (was,) = {r.place.id for r in desk.records() if r.toponym == "Kharkiv" and r.place}
    name = {"scope": "name", "exact": "kharkiv", "was": was, "field": "place", "value": "50.1,36.1"}
    desk.correct(name)
    for _ in range(2):
        assert "corrections: 1 applied" in desk.run().stdout
        assert {r.place.id for r in desk.records() if r.toponym == "Kharkiv" and r.place} == {
            "user:50.1,36.1"
        }
    (row,) = csv.DictReader((desk.out / "corrected.csv").read_text("utf-8").splitlines())
    assert (row["effect"], row["was"], row["reports"]) == ("applied", was, "2")
    desk.correct({**name, "value": "none"})
    desk.run()
    assert [r.place for r in desk.records() if r.toponym == "Kharkiv"] == [None, None]


def test_the_line_that_explain_prints_is_a_correction(desk: Desk) -> None:
    (record,) = [r for r in desk.records() if r.toponym == "Kharkiv"]
    told = CliRunner().invoke(app, ["explain", record.id, "--records", str(desk.out / "records.jsonl")])
    *_, head, line = told.stdout.strip().splitlines()
    assert record.place is not None
    path = desk.out / "corrections" / "1.csv"
    path.write_text(f"{head}\n{line}\n", "utf-8")
    assert "corrections: 1 no effect" in desk.run().stdout
    path.write_text(f"{head}\n{line.replace(f'place,{record.place.id}', 'action,withdrew')}\n", "utf-8")
    assert "corrections: 1 applied" in desk.run().stdout
    assert [r.action for r in desk.records() if r.toponym == "Kharkiv"] == ["withdrew"]


@pytest.mark.parametrize("text", [*filter(plain, HOSTILE), "'s mayor", "'=1", "''=1", " - he said"])
def test_no_cell_runs_and_each_is_read_as_it_was(text: str, tmp_path: Path) -> None:
    told = plain(text).strip() or "-"
    (tmp_path / "corrections").mkdir()
    line = line_of(("days", "2022-09-04", told, told, f" {told}"))
    (tmp_path / "corrections" / "1.csv").write_text(f"field,value,document,exact,prefix\n{line}\n", "utf-8")
    (cells,) = csv.reader([line])
    assert not any(cell.lstrip().startswith(FORMULA_STARTS) for cell in cells)
    (one,) = read_corrections(tmp_path)
    assert isinstance(one, Correction)
    assert (one.document, one.exact, one.prefix) == (told, told, f" {told}")


def test_the_example_of_the_documents_comes_out_as_told(tmp_path: Path) -> None:
    page = (Path(__file__).parent.parent / "docs" / "project.md").read_text("utf-8")
    articles, table = (
        "".join(line.strip() + "\n" for line in found.splitlines())
        for found in re.findall(
            r"((?:^    [{s].*\n)(?:^    \S.*\n)+)", page.split("## Corrections")[1], re.MULTILINE
        )
    )
    (tmp_path / "wire.jsonl").write_text(articles, "utf-8")
    out = tmp_path / "map"
    for _ in range(2):
        done = CliRunner().invoke(app, ["run", str(tmp_path / "wire.jsonl"), "-o", str(out)])
        (out / "corrections").mkdir(exist_ok=True)
        (out / "corrections" / "ann.csv").write_text(table, "utf-8")
    (told,) = re.findall(r"`(corrections: [^`]*)`", page)
    assert told in done.stdout
    places = {
        (report.document, report.toponym): report.place and report.place.id
        for record in read_records(out / "records.jsonl").records
        for report in record.reports
    }
    assert places["wire/17", "Oleksandrivka"] == "user:49.79,36.05"
    assert places["wire/18", "Oleksandrivka"] is None
    assert ("wire/18", "Lyman") not in places


def test_corrections_are_no_documents(desk: Desk, tmp_path: Path) -> None:
    desk.correct(NIGHT)
    (desk.out / "corrections" / "note.txt").write_text("Missiles struck Odesa.", "utf-8")
    done = CliRunner().invoke(app, ["run", str(tmp_path), "-o", str(tmp_path / "other")])
    assert "1 corrections" in done.stderr
    assert [one.id for one in read_records(tmp_path / "other" / "records.jsonl").documents] == ["a"]
