"""What a reader of the page holds to be wrong becomes a table that geomap reads back unchanged."""

import csv
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from geomap.corrections import Correction, Corrections, value_of
from geomap.documents import Document
from geomap.files.corrections import read_corrections, row_of
from geomap.files.html import write_map
from geomap.files.records import read_records
from geomap.records import Record, make_records
from geomap.spans import Span
from geomap.surroundings import Surroundings
from tests.command_line import app
from tests.hostile import HOSTILE
from tests.page_driver import SOME, Driven, Opener, needs
from tests.page_records import spellings
from tests.records_of import report

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def fold_of(driven: Driven, claim: str) -> Any:
    """Open the fold of a claim that was asked for."""
    fold = driven.page.locator(f"#dossier .asked [data-entry='{claim}'] .wrong")
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    fold.locator("form").wait_for()
    return fold


def note(fold: Any, what: str, **answers: str) -> None:
    fold.locator("[name=field]").select_option(what)
    for name, value in answers.items():
        part = fold.locator(f"[name={name}]")
        if part.evaluate("(part) => part.tagName") == "SELECT":
            part.select_option(value)
        else:
            part.fill(value)
    fold.locator("[type=submit]").click()


def saved(driven: Driven, into: Path) -> list[dict[str, str]]:
    """Save what was noted, as a reader does, and return its rows."""
    with driven.page.expect_download() as download:
        driven.page.evaluate("document.querySelector('#corrections').click()")
    (into / "corrections").mkdir(parents=True, exist_ok=True)
    path = into / "corrections" / download.value.suggested_filename
    download.value.save_as(path)
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))


@needs("downloads")
def test_what_is_noted_on_the_page_is_read_back_as_it_was(opened: Opener, tmp_path: Path) -> None:
    article, out = tmp_path / "a.jsonl", tmp_path / "map"
    text = "Missiles struck Kharkiv on Monday, the mayor said. Shells hit Lyman on Sunday. Troops took Izium."
    rows = [{"id": name, "text": text, "published": "2022-09-06"} for name in ("a", "=b")]
    article.write_text("\n".join(map(json.dumps, rows)), "utf-8")

    def run() -> dict[str, Record]:
        done = CliRunner().invoke(app, ["run", str(article), "-o", str(out)])
        assert done.exit_code == 0, done.output
        return {record.toponym: record for record in read_records(out / "records.jsonl").records}

    before = run()
    driven = opened(out / "front-line.html", f"claim={before['Kharkiv'].id}")
    fold = fold_of(driven, before["Kharkiv"].id)
    note(fold, "place", place="", other="50.1, 36.1")
    note(fold, "days", first="2022-09-03", last="2022-09-04", reason='"=the night, before"')
    note(fold, "claimant", claimant="the governor", by="Ann")
    note(fold, "action", action="attacked")
    assert driven.page.inner_text("#corrections") == "Save 4 corrections"
    driven.run(f"location.hash = 'claim={before['Lyman'].id}'")
    note(fold_of(driven, before["Lyman"].id), "not-an-event")
    driven.run(f"location.hash = 'claim={before['Izium'].id}'")
    note(fold_of(driven, before["Izium"].id), "place", place="none")
    assert len(saved(driven, out)) == 2 * 6
    after = run()
    told = after["Kharkiv"]
    assert told.place is not None
    assert (told.place.id, told.edtf) == ("user:50.1,36.1", "2022-09-03/2022-09-04")
    assert (told.claimant, told.action) == ("the governor", "attacked")
    assert 'by Ann: "=the night, before"' in " ".join(told.reports[0].corrected)
    assert "Lyman" not in after
    assert after["Izium"].place is None
    effects = {
        row["effect"] for row in csv.DictReader((out / "corrected.csv").read_text("utf-8").splitlines())
    }
    assert effects == {"applied"}
    driven = opened(out / "front-line.html", f"claim={told.id}")
    driven.page.locator("#dossier .facts summary").first.click()
    assert "days: was 2022-09-05" in driven.page.inner_text("#dossier .facts")


@needs("downloads")
def test_the_rows_are_those_that_geomap_writes(opened: Opener, site: Path, tmp_path: Path) -> None:
    record = next(one for one in SOME if len(one.reports) > 1)
    driven = opened(site, f"claim={record.id}")
    note(fold_of(driven, record.id), "place", place="none")
    wanted = [row_of(report, "place") for report in record.reports]
    for row, own in zip(saved(driven, tmp_path), wanted, strict=True):
        assert row | {"on": "", "value": ""} == own | {"value": ""}


def test_notes_last_for_the_session_and_are_taken_back(opened: Opener, site: Path, seeds: Path) -> None:
    record = next(one for one in SOME if one.place)
    driven = opened(site, f"claim={record.id}")
    page = driven.page
    assert page.is_hidden("#corrections")
    note(fold_of(driven, record.id), "not-a-place", by="Ann")
    note(fold_of(driven, record.id), "not-an-event")
    noted = page.locator("#dossier .noted li").all_inner_texts()
    assert noted == ["It is no event Take back"]
    page.reload()
    driven.settle()
    assert page.inner_text("#corrections") == "Save 1 correction"
    assert page.input_value("#dossier .wrong [name=by]") == "Ann"
    page.locator("#dossier .noted li button").click()
    assert page.is_hidden("#corrections")
    assert page.evaluate("document.activeElement.matches('.wrong summary')")
    assert page.evaluate("JSON.parse(sessionStorage.getItem(Object.keys(sessionStorage)[0])).answers") == []
    del driven.asked[1:]  # the same page, loaded anew


def test_a_keyboard_is_enough(opened: Opener, site: Path) -> None:
    record = next(one for one in SOME if one.place)
    driven = opened(site, f"claim={record.id}")
    page = driven.page
    page.locator("#dossier .asked .wrong summary").focus()
    page.keyboard.press("Enter")
    page.locator("#dossier .asked .wrong form").wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "field"
    page.keyboard.type("Who")
    page.keyboard.press("Tab")
    page.keyboard.type("the mayor")
    page.keyboard.press("Enter")
    assert page.inner_text("#dossier .noted li").startswith("Who says so: the mayor")
    page.keyboard.press("Escape")
    assert page.locator("#dossier .asked .wrong").get_attribute("open") is None
    assert page.evaluate("document.activeElement.matches('.wrong summary')")
    page.keyboard.press("Escape")
    driven.settle()
    assert page.is_hidden("#dossier")


def hostile_records() -> tuple[list[Document], Sequence[Record]]:
    """Return claims whose every word is hostile, and the documents that they stand in.

    Half characters are left out: a page shows them as question marks.
    """
    documents, reports = [], []
    texts = (text for text in HOSTILE if len(text) < 5000 and text.strip() and "\ud800" not in text)
    for number, text in enumerate(texts):
        quote = f"{text} Lyman {text}"
        documents.append(Document(id=f"{text} {number}", text=quote))
        reports.append(
            report(
                document=documents[-1].id,
                claimant=text,
                quote=quote,
                quote_span=Span(0, len(quote)),
                toponym_span=Span(len(text) + 1, len(text) + 6),
            )
        )
    return documents, make_records(reports)


@needs("downloads")
def test_hostile_texts_stay_texts_and_find_their_place_again(opened: Opener, tmp_path: Path) -> None:
    documents, made = hostile_records()
    path = tmp_path / "hostile.html"
    write_map(made, path)
    driven = opened(path)
    for record in made:
        driven.run(f"location.hash = 'claim={record.id}'")
        note(fold_of(driven, record.id), "claimant", claimant="=1+<img src=x onerror=alert(1)>", reason="@x")
    rows = saved(driven, tmp_path)
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
    assert driven.page.locator("#dossier img").count() == 0
    known = [one for one in read_corrections(tmp_path) if isinstance(one, Correction)]
    assert len(known) == len(documents)
    values = {one: value_of(one, lambda _: None) for one in known}
    applying = Corrections(known, {document.id for document in documents})
    for document in documents:
        own = [one for record in made for one in record.reports if one.document == document.id]
        (now,) = applying.applied(document, own, values)
        assert now.claimant == "=1+<img src=x onerror=alert(1)>"


@pytest.mark.parametrize("view", [{}, PHONE | {"color_scheme": "dark"}], ids=["desktop", "phone-dark"])
def test_axe_finds_nothing_wrong_with_it(opened: Opener, tmp_path: Path, view: dict[str, Any]) -> None:
    from axe_playwright_python.sync_playwright import Axe

    record = next(one for one in SOME if one.place and len(one.reports[0].candidates) > 1)
    path = tmp_path / "one.html"
    write_map(
        [replace(record, contradicts=(), may_differ=())],
        path,
        surroundings=Surroundings(spellings=spellings()),
    )
    for language in ("en", "uk"):
        driven = opened(path, f"claim={record.id}&lang={language}", **view)
        fold = fold_of(driven, record.id)
        note(fold, "claimant", claimant="the mayor")
        for kind in ("place", "days", "claimant", "action", "not-an-event"):
            fold.locator("[name=field]").select_option(kind)
            if kind == "place":
                fold.locator("[name=place]").select_option("")
            results = Axe().run(driven.page)
            assert results.violations_count == 0, results.generate_snapshot()
        sheet = "document.querySelector('#dossier')"
        assert driven.page.evaluate(f"{sheet}.scrollWidth <= {sheet}.clientWidth")
        assert driven.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
