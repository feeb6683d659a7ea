"""What is most doubtful is asked first, once for all that one answer puts right, and read back."""

import csv
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from msgspec import structs
from typer.testing import CliRunner
from typer.testing import Result as Done

from geomap.corrections import Correction
from geomap.documents import Document
from geomap.errors import OutputError
from geomap.files.records import read_records
from geomap.files.review import write_review
from geomap.files.unlocated import FORMULA_STARTS
from geomap.gazetteer import Candidate, LonLat, Spelling
from geomap.publication import Publication
from geomap.records import Report, make_records
from geomap.review import Question, questions
from geomap.spans import Days, Span
from tests.command_line import app
from tests.hostile import HOSTILE
from tests.records_of import LYMAN, report
from tests.test_corrections import correction, of_all

NAMESAKE = replace(LYMAN, id="geonames:1", point=LonLat(lon=36.3, lat=50.0))
KHARKIV = replace(LYMAN, id="geonames:2", name="Kharkiv", point=LonLat(lon=36.25, lat=49.99))


def candidates(*scores: float, kind: str = "official") -> tuple[Candidate, ...]:
    spelling = Spelling(text="lyman", kind=kind)  # type: ignore[arg-type]
    places = (LYMAN, NAMESAKE)
    return tuple(
        Candidate(entry=entry, spelling=spelling, score=score)
        for entry, score in zip(places, scores, strict=False)
    )


def asked(*reports: Report, corrections: Sequence[Correction] = ()) -> list[Question]:
    documents = {one.document: Document(id=one.document, text=one.quote) for one in reports}
    return questions(documents.values(), make_records(reports), corrections)


def test_what_is_sure_is_not_asked() -> None:
    assert asked(report(candidates=candidates(0.9, 0.1))) == []


PRINTED = report().published


@pytest.mark.parametrize(
    ("told", "field", "why"),
    [
        (report(place=None), "place", "the place could not be told"),
        (report(certainty="less-certain"), "place", "the place is less certain"),
        (report(candidates=candidates(0.5, 0.4)), "place", "another place of the name is as likely"),
        (report(candidates=candidates(0.9, kind="fuzzy")), "place", "the name is misspelt"),
        (report(basis="publication"), "days", "the text tells no day: it is that of the article"),
        (report(days=None, edtf=None, basis="none"), "days", "the text tells no day"),
        (
            report(published=replace(PRINTED, basis="inferred", reason="it names a battle")),
            "published",
            "the day of the article: it names a battle",
        ),
        (
            report(published=Publication(days=Days.one(date(2022, 9, 1)), basis="given", reason="")),
            "days",
            "the day is after the article",
        ),
        (report(claimant=None), "claimant", "nobody is named who says so"),
        (report(hearsay=True), "claimant", "it is told as rumour"),
    ],
)
def test_each_doubt_is_asked_with_its_reason(told: Report, field: str, why: str) -> None:
    (question,) = asked(told)
    assert (question.field, question.why, question.scope == "document") == (field, why, field == "published")


def test_a_namesake_that_lies_nearer_to_the_rest_of_the_text_casts_doubt() -> None:
    near = report(place=KHARKIV, toponym="Kharkiv", toponym_span=Span(0, 6), candidates=())
    here = report(candidates=candidates(0.9, 0.1))
    (question,) = asked(here, near)
    assert question.why == "a namesake lies nearer to the other places of the text"
    assert {place: round(km) for place, km in question.km.items()} == {LYMAN.id: 159, NAMESAKE.id: 4}
    region = replace(NAMESAKE, feature_class="A")
    far = replace(here, candidates=(here.candidates[0], structs.replace(here.candidates[1], entry=region)))
    assert asked(far, near) == []


def test_one_answer_is_asked_for_all_that_it_puts_right() -> None:
    doubtful = [report(document=f"{n}.txt", certainty="less-certain") for n in range(3)]
    other = report(document="9.txt", toponym="Liman", certainty="uncertain")
    first, second = asked(*doubtful, other)
    assert [(one.scope, len(one.reports)) for one in (first, second)] == [("name", 3), ("mention", 1)]
    guessed = replace(PRINTED, basis="inferred")
    later = report(published=guessed, toponym_span=Span(0, 6), action="struck")
    (question,) = asked(report(published=guessed), later)
    assert (question.field, len(question.reports)) == ("published", 2)


def test_the_order_is_of_doubt_and_nothing_else() -> None:
    told = [
        report(document=f"{n}.txt", place=LYMAN if n % 3 else None, claimant=f"{n}" if n % 2 else None)
        for n in range(12)
    ]
    found = asked(*told)
    assert [one.weight for one in found] == sorted((one.weight for one in found), reverse=True)
    random.Random(4).shuffle(told)  # noqa: S311
    assert asked(*told) == found


def test_what_is_corrected_is_not_asked_again() -> None:
    doubtful = report(certainty="uncertain", claimant=None)
    assert [one.field for one in asked(doubtful)] == ["place", "claimant"]
    here = replace(correction("place", LYMAN.id), exact="Lyman")
    for answer in (here, of_all("name", exact="Lyman")):
        assert [one.field for one in asked(doubtful, corrections=[answer])] == ["claimant"]
    told = replace(doubtful, corrected=("place: was geonames:1; corrected by Ann",))
    assert [one.field for one in asked(told)] == ["claimant"]
    assert asked(doubtful, corrections=[replace(here, field="role", value="not-a-place")]) == []


TEXT = "Missiles struck Kharkiv, the mayor said. Shells hit Oleksandrivka on Sunday, he said."


class Desk:
    """The map of an article, and the file of its review."""

    def __init__(self, folder: Path) -> None:
        self.article, self.out, self.table = folder / "a.jsonl", folder / "map", folder / "review.csv"
        row = {"id": "a", "text": TEXT, "published": "2022-09-06", "title": "=1+1"}
        self.article.write_text(json.dumps(row), "utf-8")
        self.call("run", str(self.article), "-o", str(self.out))

    def call(self, *arguments: str, status: int = 0) -> Done:
        done = CliRunner().invoke(app, arguments)
        assert done.exit_code == status, done.output
        return done

    def rows(self) -> list[dict[str, str]]:
        return list(csv.DictReader(self.table.read_text("utf-8-sig").splitlines()))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_review_is_filled_in_and_read_back(desk: Desk) -> None:
    told = desk.call("review", str(desk.out), "-o", str(desk.table))
    assert "2 of 2 doubtful answers" in told.stdout
    first, second = desk.rows()
    assert (first["question"], first["exact"], first["scope"]) == (
        "Which place?",
        "Oleksandrivka",
        "mention",
    )
    assert second["question"] == "On which day?"
    assert "km from the nearest other place there" in first["candidate_2"]
    assert first["article"].startswith("'=1+1, ")
    before = desk.table.read_bytes()
    assert before.startswith(b"\xef\xbb\xbf")
    assert (
        "there is one already" in desk.call("review", str(desk.out), "-o", str(desk.table), status=1).stderr
    )
    assert desk.table.read_bytes() == before
    (desk.out / "corrections").mkdir()
    with (desk.out / "corrections" / "r.csv").open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, first)
        table.writeheader()
        table.writerows([first | {"value": "2", "by": "Ann"}, second])
    assert "corrections: 1 applied" in desk.call("run", str(desk.article), "-o", str(desk.out)).stdout
    (moved,) = [r for r in read_records(desk.out / "records.jsonl").records if r.toponym == "Oleksandrivka"]
    assert moved.place is not None
    assert moved.place.id == first["candidate_2"].split()[0]
    desk.table.unlink()
    desk.call("review", str(desk.out), "-o", str(desk.table))
    assert [row["question"] for row in desk.rows()] == ["On which day?"]


def test_kinds_and_number_of_questions_are_chosen(desk: Desk) -> None:
    told = desk.call("review", str(desk.out), "-o", str(desk.table), "--what", "day", "--what", "claimant")
    assert "1 of 1" in told.stdout
    assert [row["field"] for row in desk.rows()] == ["days"]
    desk.table.unlink()
    assert "1 of 2" in desk.call("review", str(desk.out), "-o", str(desk.table), "--limit", "1").stdout
    assert len(desk.rows()) == 1
    told = desk.call("review", str(desk.out), "-o", "x.csv", "--what", "weather", status=2)
    assert "--what: 'weather' is not one of place, day, claimant" in told.stderr
    assert "records.jsonl" in desk.call("review", str(desk.out / "no"), "-o", "x.csv", status=1).stderr


def test_no_cell_of_a_review_runs(tmp_path: Path) -> None:
    for number, text in enumerate(HOSTILE):
        told = report(document=text, title=text, claimant=text, publisher=text, place=None, toponym=text)
        write_review(asked(replace(told, hearsay=True)), tmp_path / f"{number}.csv")
        for row in csv.reader((tmp_path / f"{number}.csv").read_text("utf-8-sig").splitlines()):
            assert not any(cell.lstrip().startswith(FORMULA_STARTS) for cell in row)
    with pytest.raises(OutputError, match="perhaps with answers"):
        write_review([], tmp_path / "0.csv")


def test_a_map_without_doubts_is_said_to_have_none(tmp_path: Path) -> None:
    out, table = tmp_path / "map", tmp_path / "review.csv"
    text = "Shells hit Kharkiv on Monday, the mayor said."
    CliRunner().invoke(app, ["run", text, "-o", str(out), "--published", "2022-09-06"])
    told = CliRunner().invoke(app, ["review", str(out), "-o", str(table)])
    assert told.exit_code == 0
    assert "nothing doubtful" in told.stdout
    assert not table.exists()
