# ruff: noqa: E501
"""Drives the page in a browser with the network closed; pages are waited for, never slept for."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from geomap.documents import Tally
from geomap.files.html import write_map
from geomap.files.records import read_records
from geomap.gazetteer import open_gazetteer
from geomap.surroundings import Surroundings, surroundings_of
from tests.page_records import records, spellings

BROWSER = os.environ.get("GEOMAP_BROWSER", "chromium")
"""Which is driven: chromium, or Debian's firefox-esr, as it comes, over WebDriver BiDi."""
NAMES = {"chromium": ("chromium", "chromium-browser", "google-chrome"), "firefox": ("firefox-esr", "firefox")}
LACKING = {"chromium": frozenset[str](), "firefox": frozenset({"downloads", "touch", "media", "scripts off"})}
"""What a browser cannot be asked for by the driver.

BiDi tells of no saved files, knows no fingers or sheets, and leaves scripts on.
"""
FOUND = next(filter(None, map(shutil.which, NAMES[BROWSER])), None)
READY = "Boolean(window.geomap && geomap.idle())"
FILLED = """
document.querySelectorAll("#facets details").length > 0 &&
  [...document.querySelectorAll("#facets details[open]")].every((facet) => facet.querySelector(".chips"))
"""
LATE_FRAMES = f"""
requestAnimationFrame = (draw) => setTimeout(() => draw(performance.now()), {os.environ.get("GEOMAP_FRAMES_LATE", "40")});
cancelAnimationFrame = clearTimeout;
"""
"""Every frame comes later than an answer of the browser, so a test that forgets to wait fails on any machine."""
SOME = records(400)


def needs(what: str) -> pytest.MarkDecorator:
    """Return a mark that skips a test where the browser cannot be driven so."""
    return pytest.mark.skipif(what in LACKING[BROWSER], reason=f"{BROWSER} is driven without {what}")


@dataclass
class Driven:
    """An open page and everything that went wrong on it."""

    page: Any
    faults: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def until(self, condition: str, argument: Any = None) -> None:
        """Wait until a condition holds. Playwright's own way evaluates text in the page, which the policy forbids."""
        for _ in range(750):
            if self.page.evaluate(condition, argument):
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(f"never came true: {condition}")

    def settle(self) -> None:
        self.until(READY)

    def run(self, script: str) -> Any:
        """Evaluate a script on the settled page, since what a click asks for is drawn in a later frame."""
        self.settle()
        found = self.page.evaluate(script)
        self.settle()
        return found

    def facet(self, name: str) -> Any:
        """Open a group of filters and return it, filled.

        What was clicked before is drawn first: a summary that moves under the hand is not the one that is hit.
        """
        self.settle()
        self.page.evaluate("document.querySelector('#filters').open = true")
        self.until(FILLED)
        group = self.page.locator(f"#facets [data-facet={name}]")
        if group.get_attribute("open") is None:
            group.locator("summary").click()
        group.locator(".chips").wait_for()
        return group

    def ids(self) -> set[str]:
        self.settle()
        return set(self.page.evaluate("geomap.ids()"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    if FOUND is None:
        message = f"no {BROWSER} here: install Debian's package of it to drive the page"
        if os.environ.get("GEOMAP_BROWSER_TESTS") == "required":
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        if BROWSER == "firefox":
            opened = playwright.firefox.launch(executable_path=FOUND, channel="moz-firefox")
        else:
            # Scrollbars take room on most desktops; without them more fits into the panel than readers see.
            opened = playwright.chromium.launch(
                executable_path=FOUND, args=["--no-sandbox"], ignore_default_args=["--hide-scrollbars"]
            )
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "map.html"
    tally = Tally(read=21, refused=2, without_claims=3, passed_over=24)
    write_map(SOME, path, surroundings=Surroundings(spellings=spellings()), tally=tally)
    return path


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of the sample map: small, wide, and with a place on its very edge."""
    found = read_records(Path(__file__).parents[1] / "maps/records.jsonl").records
    path = tmp_path_factory.mktemp("seeds") / "seeds.html"
    write_map(found, path, surroundings=surroundings_of(found, open_gazetteer()))
    return path


@dataclass
class Opener:
    """Opens pages, each in a context of its own, and closes them after the test."""

    browser: Any
    contexts: list[Any] = field(default_factory=list)
    driven: list[Driven] = field(default_factory=list)

    def __call__(self, path: Path, fragment: str = "time=all", **options: Any) -> Driven:
        viewport = {"viewport": {"width": 1440, "height": 900}}
        context = self.browser.new_context(offline=True, **{**viewport, **options})
        self.contexts.append(context)
        driven = Driven(page=context.new_page())
        self.driven.append(driven)
        driven.page.add_init_script(LATE_FRAMES)
        driven.page.set_default_timeout(15_000)
        driven.page.on("console", lambda message: driven.faults.append(f"{message.type}: {message.text}"))
        driven.page.on("pageerror", lambda error: driven.faults.append(f"error: {error}"))
        driven.page.on("request", lambda request: driven.asked.append(request.url))
        driven.page.on("dialog", lambda dialog: driven.faults.append(f"dialog: {dialog.message}"))
        driven.page.goto(path.as_uri() + (f"#{fragment}" if fragment else ""))
        driven.settle()
        return driven


@pytest.fixture
def opened(browser: Any) -> Iterator[Opener]:
    """Open pages; at the end none may have logged a word, raised an error or asked for another address."""
    opener = Opener(browser)
    yield opener
    for driven in opener.driven:
        assert driven.faults == []
        assert [url for url in driven.asked if not url.startswith(("file:", "blob:"))] == []
        if BROWSER == "chromium":  # Firefox does not tell of files that it reads
            assert sum(url.startswith("file:") for url in driven.asked) == 1
    for context in opener.contexts:
        context.close()


def point_at(driven: Driven, symbol: dict[str, Any]) -> dict[str, Any]:
    """Rest the pointer on a mark until its tip is there; return the mark where the settled map has it."""
    for step in range(40):
        here: dict[str, Any]
        (here,) = (one for one in driven.run("geomap.symbols()") if one["places"] == symbol["places"])
        box = driven.page.locator(".folium-map").bounding_box()
        driven.page.mouse.move(box["x"] + here["x"] + step % 2, box["y"] + here["y"])
        for _ in range(10):
            if driven.page.locator("#tip").is_visible():
                return here
            driven.page.wait_for_timeout(25)
    raise AssertionError("no tip")
