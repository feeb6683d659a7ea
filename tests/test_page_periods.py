"""A map by period in a browser, the network closed: the index leads to its pages, and they to each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geomap.documents import Tally
from geomap.events import Modality
from geomap.files.html import write_map
from geomap.files.pages import plan_of
from geomap.files.siblings import file_of
from geomap.publication import Publication
from geomap.records import Report, make_records
from geomap.spans import Days
from geomap.surroundings import Surroundings
from tests.page_driver import BROWSER, SOME, Driven, Opener, needs
from tests.page_records import spellings
from tests.records_of import report

pytestmark = pytest.mark.browser
INDEX = "map.html"
MOST = 250
READY = "document.documentElement.dataset.ready === '' || Boolean(window.geomap && geomap.idle())"
"""Of the index, or of a page that it leads to."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("periods")
    look: dict[str, Any] = {"surroundings": Surroundings(spellings=spellings()), "tally": Tally(read=21)}
    write_map(SOME, path / INDEX, claims_a_page=MOST, **look)
    return path


class Reader:
    """Opens pages and follows their links; the network is closed."""

    def __init__(self, browser: Any, folder: Path) -> None:
        self.browser, self.folder = browser, folder
        self.contexts: list[Any] = []
        self.faults: list[str] = []

    def open(self, fragment: str = "", file: str = INDEX, **options: Any) -> Driven:
        context = self.browser.new_context(offline=True, **options)
        self.contexts.append(context)
        driven = Driven(page=context.new_page())
        driven.page.on("console", lambda message: self.faults.append(f"{message.type}: {message.text}"))
        driven.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        driven.page.on("request", lambda request: driven.asked.append(request.url))
        driven.page.goto((self.folder / file).as_uri() + (f"#{fragment}" if fragment else ""))
        driven.until(READY)
        return driven


@pytest.fixture
def reader(browser: Any, folder: Path) -> Iterator[Reader]:
    reader = Reader(browser, folder)
    yield reader
    assert reader.faults == []
    for context in reader.contexts:
        context.close()


def at(driven: Driven) -> tuple[str, str]:
    """Return the file and the fragment of the address, when the page there is ready."""
    driven.until(READY)
    file, _, fragment = driven.page.url.rpartition("/" + INDEX.removesuffix(".html"))[2].partition("#")
    return INDEX.removesuffix(".html") + file, fragment


def follow(driven: Driven, selector: str) -> tuple[str, str]:
    with driven.page.expect_navigation():
        driven.page.click(selector)
    return at(driven)


HEIGHT = "getBoundingClientRect().height"
SHOWN = "[...document.querySelectorAll('#periods tbody tr:not([hidden]) a')]"


def rows(driven: Driven) -> list[str]:
    """Return the addresses that the index shows."""
    found: list[str] = driven.page.evaluate(f"{SHOWN}.map((link) => link.getAttribute('href'))")
    return found


FILES = [file_of(INDEX, period) for period in plan_of(SOME, MOST).periods]


def test_the_index_leads_to_a_page_and_that_on_to_the_next_and_back(reader: Reader) -> None:
    driven = reader.open("lang=uk")
    assert rows(driven) == [f"{file}#lang=uk" for file in FILES]
    file, _ = follow(driven, "#periods tbody a")
    assert file == FILES[0]
    assert driven.page.evaluate("geomap.state().language") == "uk"
    held = plan_of(SOME, MOST).periods[0].claims
    driven.page.evaluate("geomap.set({ window: null })")
    assert len(driven.ids()) == held
    driven.run("document.querySelector('#theme').click()")
    file, fragment = follow(driven, "#periods .after")
    assert file == FILES[1]
    assert {"lang=uk", "theme=dark"} <= set(fragment.split("&"))
    assert follow(driven, "#periods .before")[0] == FILES[0]
    assert follow(driven, "#periods a[rel=up]")[0] == INDEX
    assert driven.page.get_attribute("html", "data-theme") == "dark"
    assert driven.page.inner_text("#lang-uk[aria-pressed=true]") == "УК"
    # Firefox does not tell of files that it reads.
    assert {url.split(":")[0] for url in driven.asked} == ({"file"} if BROWSER == "chromium" else set())


def test_a_link_to_a_claim_a_place_or_days_leads_to_the_page_that_holds_it(reader: Reader) -> None:
    plan = plan_of(SOME, MOST)
    for record in (SOME[0], SOME[-1]):
        file, fragment = at(reader.open(f"claim={record.id.removeprefix('r-')}&lang=uk"))
        assert file == FILES[plan.page_of(record.id) or 0]
        assert f"claim={record.id}" in fragment
        assert "lang=uk" in fragment
    days = plan.periods[1].days
    assert days
    file, fragment = at(reader.open(f"from={days.start}&to={days.start}&action=struck"))
    assert file == FILES[1]
    assert "action=struck" in fragment
    pages: dict[str, set[int | None]] = {}
    for one in SOME:
        if one.place:
            pages.setdefault(one.place.id, set()).add(plan.page_of(one.id))
    several = next(place for place, held in sorted(pages.items()) if 1 < len(held) < len(FILES))
    driven = reader.open(f"place={several}")
    shown = [
        f"{FILES[n]}#place={several.replace(':', '%3A')}" for n in sorted(n or 0 for n in pages[several])
    ]
    assert rows(driven) == shown
    assert "has claims in these periods" in driven.page.inner_text("#notice")
    driven.page.click("#notice-all")
    assert rows(driven) == FILES
    assert not driven.page.is_visible("#notice")


def test_a_link_to_what_is_nowhere_says_so_and_the_rest_of_it_is_kept(reader: Reader) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    driven = reader.open(f"claim={hostile}&action=struck")
    assert hostile in driven.page.inner_text("#notice")
    assert rows(driven) == [f"{file}#action=struck" for file in FILES]
    driven = reader.open("claim=r-000000000000")
    assert "r-000000000000" in driven.page.inner_text("#notice")
    assert rows(driven) == FILES
    driven = reader.open("q=yard")
    assert "asked on the map that you choose" in driven.page.inner_text("#notice")
    assert follow(driven, "#periods tbody a")[1].startswith("q=yard")


def told(document: str, start: date, end: date, printed: date | None, modality: Modality) -> Report:
    """Return what a witness of that name tells of Lyman."""
    days = Days(start, end)
    known = Publication(
        days=Days.one(printed) if printed else None, basis="given" if printed else "unknown", reason=""
    )
    said: dict[str, Any] = {"document": document, "claimant": document, "modality": modality}
    return report(days=days, edtf=days.edtf(), published=known, **said)


EVE, NEW_YEAR = date(2022, 12, 30), date(2023, 1, 1)
ACROSS = make_records(
    [
        told("before", EVE, NEW_YEAR, EVE, "factual"),
        told("behind", NEW_YEAR, date(2023, 1, 2), date(2023, 1, 9), "negated"),
        # Later than all that is printed of its own page, but not than what is printed at all.
        told("without a date", date(2022, 12, 31), date(2022, 12, 31), None, "factual"),
        told("ahead", date(2023, 3, 1), date(2023, 3, 1), None, "factual"),
    ]
)


def test_what_is_doubtful_or_contradicted_is_so_on_its_page_as_on_a_map_of_all(
    reader: Reader, tmp_path: Path
) -> None:
    reader.folder = tmp_path
    write_map(ACROSS, tmp_path / INDEX, claims_a_page=2)
    write_map(ACROSS, tmp_path / "whole.html")
    for choice, held in (("dating=doubtful", {"ahead"}), ("support=contradicted", {"before", "behind"})):
        fragment = f"time=all&{choice}"
        whole = reader.open(fragment, "whole.html").ids()
        claimants = {one.claimant for one in ACROSS if one.id in whole}
        assert claimants >= held
        assert "doubtful" not in choice or claimants == held
        pages = [reader.open(fragment, f"map-{year}.html").ids() for year in (2022, 2023)]
        assert set[str]().union(*pages) == whole


@needs("downloads")
def test_a_claim_leads_to_the_one_on_another_page_that_stands_against_it(
    reader: Reader, tmp_path: Path
) -> None:
    reader.folder = tmp_path
    write_map(ACROSS, tmp_path / INDEX, claims_a_page=2)
    before, behind = ({one.claimant: one.id for one in ACROSS}[name] for name in ("before", "behind"))
    driven = reader.open(f"claim={before}", "map-2022.html")
    assert driven.page.inner_text(".asked .badges a") == "against it, elsewhere: 2023"
    file, fragment = follow(driven, ".asked .badges a")
    assert file == "map-2023.html"
    assert f"claim={behind}" in fragment
    driven.page.click("#export summary")
    with driven.page.expect_download() as saving:
        driven.page.click("#download-csv")
    assert before in saving.value.path().read_text("utf-8-sig")


@needs("scripts off")
def test_the_index_is_read_without_scripts(reader: Reader) -> None:
    context = reader.browser.new_context(offline=True, java_script_enabled=False)
    reader.contexts.append(context)
    page = context.new_page()
    page.goto((reader.folder / INDEX).as_uri())
    links = page.locator("#periods tbody a")
    assert links.count() == len(FILES)
    assert not page.is_visible("#tools")
    assert "21 articles read" in page.inner_text("main")


@needs("touch")
def test_the_index_fits_a_small_phone(reader: Reader) -> None:
    for language in ("en", "uk"):
        driven = reader.open(f"lang={language}", viewport={"width": 320, "height": 640})
        assert driven.page.evaluate("document.documentElement.scrollWidth") <= 320
        heights = f"[...{SHOWN}, ...document.querySelectorAll('#tools button')].map((one) => one.{HEIGHT})"
        assert min(driven.page.evaluate(heights)) >= 24


def violations(driven: Driven) -> list[Any]:
    """Return what axe finds wrong with a page."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(driven.page).response["violations"]
    return [[node["html"][:200], node["failureSummary"]] for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong_with_the_index_and_a_page(
    reader: Reader, opened: Opener, folder: Path, tmp_path: Path, scheme: str
) -> None:
    phone = {"width": 320, "height": 640}
    look: dict[str, Any] = {"color_scheme": scheme}
    assert violations(reader.open("claim=nosuch&q=x", **look)) == []
    assert violations(reader.open("lang=uk", viewport=phone, **look)) == []
    assert violations(opened(folder / FILES[1], "time=all&lang=uk", **look)) == []
    write_map(ACROSS, tmp_path / INDEX, claims_a_page=2)
    (claim,) = (one.id for one in ACROSS if one.claimant == "before")
    assert violations(opened(tmp_path / "map-2022.html", f"claim={claim}", **look)) == []


@needs("media")
def test_on_paper_there_is_the_table_and_no_button(reader: Reader) -> None:
    driven = reader.open("q=yard")
    driven.page.emulate_media(media="print")
    assert driven.page.is_visible("#periods")
    assert not driven.page.is_visible("#tools")
    assert not driven.page.is_visible("#notice")
