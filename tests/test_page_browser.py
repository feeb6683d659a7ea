# ruff: noqa: E501
"""The page in a browser with the network closed: what it counts, shows, says and survives."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_args

import folium
import pytest
from shapely.geometry import shape

from geomap.documents import Tally
from geomap.events import Modality
from geomap.files.geojson import write_geojson
from geomap.files.html import write_map
from geomap.gazetteer import LonLat, open_gazetteer
from geomap.layers import to_layers
from geomap.publication import Publication
from geomap.records import Record, make_records
from geomap.results import Result
from geomap.spans import Days, Span
from geomap.surroundings import Centred, Surroundings
from tests.page_counts import Scope, shown_of, ways_of
from tests.page_driver import SOME, Driven, Opener, needs, point_at
from tests.page_records import records, spellings
from tests.records_of import LYMAN, report

pytestmark = pytest.mark.browser


def in_window(start: date, end: date) -> set[str]:
    return shown_of(SOME, Scope(window=Days(start, end)))


def test_all_claims_are_counted_on_opening(opened: Opener, site: Path) -> None:
    driven = opened(site)
    assert driven.ids() == {record.id for record in SOME}
    located = Counter(record.place.id for record in SOME if record.place)
    assert driven.run("geomap.counts()")["byPlace"] == located
    drawn = Counter(r.modality for r in SOME if r.place and r.place.precision != "area")
    symbols = driven.run("geomap.symbols()")
    assert sum(symbol["n"] for symbol in symbols) == drawn["factual"]
    for status, modality in enumerate(get_args(Modality)):
        assert sum(symbol["told"][status] for symbol in symbols) == drawn[modality]


@pytest.mark.parametrize(("start", "length"), [((2031, 4, 1), 1), ((2031, 4, 28), 7), ((2031, 5, 10), 30)])
def test_a_window_counts_what_python_selects(
    opened: Opener, site: Path, start: tuple[int, int, int], length: int
) -> None:
    first = date(*start)
    last = first + timedelta(length - 1)
    driven = opened(site, f"from={first}&to={last}")
    assert driven.ids() == in_window(first, last)


def test_play_steps_through_windows_that_python_counts_alike(opened: Opener, site: Path) -> None:
    driven = opened(site, "from=2031-04-01&to=2031-04-07")
    driven.page.click("#play")
    for _ in range(3):
        before = driven.page.evaluate("geomap.state().window")
        driven.until("([from]) => geomap.state().window[0] > from", before)
        window, ids = driven.page.evaluate("[geomap.state().window, geomap.idle() ? geomap.ids() : null]")
        if ids is not None:
            start, end = (date(1970, 1, 1) + timedelta(day) for day in window)
            assert set(ids) == in_window(start, end)
    driven.page.click("#play")
    driven.settle()
    window = driven.page.evaluate("geomap.state().window")
    start, end = (date(1970, 1, 1) + timedelta(day) for day in window)
    assert driven.ids() == in_window(start, end)
    assert (end - start).days == 6


def test_what_is_not_dated_to_the_window_is_one_click_away(opened: Opener, site: Path) -> None:
    driven = opened(site, "from=2031-04-28&to=2031-05-04")
    window = Days(date(2031, 4, 28), date(2031, 5, 4))
    ways = ways_of(SOME, Scope(window=window))
    assert all(ways.values())
    assert driven.ids() == ways["dated"] | ways["reported"]
    for name in ("undated", "vague"):
        assert driven.page.inner_text(f"#{name}-words").startswith(f"{len(ways[name])} ")
        driven.page.check(f"#{name}")
    assert driven.ids() == set().union(*ways.values())
    driven.page.uncheck("#reported")
    assert driven.ids() == ways["dated"] | ways["vague"] | ways["undated"]
    assert "reported=0&vague=1&undated=1" in driven.page.evaluate("location.hash")
    headings = driven.page.locator("#claims .way").all_inner_texts()
    assert [text.split()[0] for text in headings] == [str(len(ways["vague"])), str(len(ways["undated"]))]


def _passes(record: Record, **wanted: str) -> bool:
    facts: dict[str, set[str]] = {
        "action": {record.action},
        "side": {record.side},
        "modality": {record.modality},
        "reading": {record.claim_certainty},
        "certainty": {record.certainty},
        "publisher": {r.publisher or "" for r in record.reports},
        "precision": {record.place.precision if record.place else "unlocated"},
    }
    return all(facts[facet] & set(values.split(",")) for facet, values in wanted.items())


def test_filters_combine_and_counts_say_what_a_further_click_would_leave(opened: Opener, site: Path) -> None:
    driven = opened(site)
    page = driven.page
    driven.facet("action").get_by_text("Strike").click()
    driven.facet("action").get_by_text("Ground attack").click()
    driven.settle()
    assert driven.ids() == {r.id for r in SOME if _passes(r, action="struck,attacked")}
    promised = driven.facet("side").locator("button:has-text('Russian') b").inner_text()
    driven.facet("side").get_by_text("Russian").click()
    expected = {r.id for r in SOME if _passes(r, action="struck,attacked", side="russian")}
    assert driven.ids() == expected
    assert int(promised) == len(expected)
    driven.facet("publisher").get_by_text("Harbour Times").click()
    driven.facet("precision").get_by_text("Settlement").click()
    wanted = {
        "action": "struck,attacked",
        "side": "russian",
        "publisher": "Harbour Times",
        "precision": "exact",
    }
    assert driven.ids() == {r.id for r in SOME if _passes(r, **wanted)}
    page.click("#reset")
    assert driven.ids() == {r.id for r in SOME}


def test_the_certainty_of_the_reading_is_a_filter_of_its_own_and_stands_in_the_dossier(
    opened: Opener, site: Path
) -> None:
    driven = opened(site)
    driven.facet("reading").get_by_text("Uncertain").click()
    wanted = {r.id for r in SOME if _passes(r, reading="uncertain")}
    assert 0 < len(wanted) < len(SOME)
    assert driven.ids() == wanted
    record = next(r for r in SOME if r.id in wanted and r.place and r.certainty == "certain")
    driven = opened(site, f"claim={record.id}")
    entry = driven.page.locator(f"[data-entry='{record.id}']")
    assert "reading uncertain" in entry.locator(".badges").inner_text()
    entry.locator("details.facts summary").click()
    facts = entry.locator("details.facts dl > div")
    assert "Uncertain" in facts.filter(has_text="Why an event").inner_text()
    assert "Certain." in facts.filter(has_text="Place").first.inner_text()


def test_the_facts_of_a_strike_are_filters_and_a_line_of_the_dossier(opened: Opener, site: Path) -> None:
    driven = opened(site)
    page = driven.page
    struck = {r.id for r in SOME if r.facts}
    assert 0 < len(struck) < len(SOME)
    for facet, told in (("weapon", "Missile"), ("target", "School"), ("harm", "Nobody killed")):
        driven.facet(facet).get_by_text(told).click()
        assert driven.ids() == struck
        page.click("#reset")
    driven.facet("weapon").get_by_text("Not told").click()
    assert driven.ids() == {r.id for r in SOME} - struck
    record = next(r for r in SOME if r.id in struck and r.place)
    driven = opened(site, f"claim={record.id}")
    line = driven.page.inner_text(f"[data-entry='{record.id}'] .strike")
    for part in ("Drone", "launched: 30", "killed: at least 2", "wounded: 0", "hit: Energy, School"):
        assert part in line
    assert "shot down" not in line


def test_search_finds_a_place_by_its_name_in_another_script(opened: Opener, site: Path) -> None:
    driven = opened(site)
    driven.page.fill("#search", "харк")
    driven.until("geomap.state().query === 'харк'")
    found = {r.id for r in SOME if r.place and "Kharkiv" in r.place.name and r.place.precision != "area"}
    assert driven.ids() == found
    driven.page.click("#found button")
    driven.settle()
    assert "Kharkiv" in driven.page.inner_text("#dossier h2")
    driven.page.fill("#search", "railway YARD missiles")
    driven.until("geomap.state().query.startsWith('railway')")
    assert driven.ids() == {r.id for r in SOME if r.action == "struck"}


def test_a_link_to_a_claim_opens_its_dossier_from_the_file(opened: Opener, site: Path) -> None:
    record = next(r for r in SOME if r.place and r.place.precision == "exact" and r.days)
    driven = opened(site, f"claim={record.id}")
    entry = driven.page.locator(f"[data-entry='{record.id}']")
    assert entry.is_visible()
    assert record.reports[0].quote in entry.inner_text()
    assert entry.locator("mark").first.inner_text() == record.toponym
    assert driven.page.inner_text("#dossier h2") == record.place.name if record.place else False


def test_the_address_holds_the_whole_view(opened: Opener, site: Path) -> None:
    fragment = (
        "lang=uk&theme=dark&from=2031-04-28&to=2031-05-04&undated=1&action=struck&side=russian&q=yard"
        "&map=7/48.5/37&tab=places&order=oldest"
    )
    driven = opened(site, fragment)
    state = driven.run("geomap.state()")
    assert driven.page.evaluate("location.hash") == f"#{fragment}"
    assert (state["language"], state["theme"], state["query"]) == ("uk", "dark", "yard")
    assert driven.page.evaluate("document.documentElement.lang") == "uk"
    driven.run("location.hash = '#action=moved&nonsense=1&from=soon&claim=none&map=1/a/b'")
    driven.until("geomap.state().filters.action[0] === 'moved'")
    assert driven.ids() == {r.id for r in SOME if r.action == "moved"}


def _download(driven: Driven, button: str) -> Path:
    driven.page.evaluate("document.querySelector('#export').open = true")
    with driven.page.expect_download() as download:
        driven.page.click(f"#download-{button}")
    return Path(download.value.path())


@needs("downloads")
def test_downloads_hold_what_is_filtered_as_the_exports_of_python_do(
    opened: Opener, site: Path, tmp_path: Path
) -> None:
    driven = opened(site, "action=struck")
    wanted = [r for r in SOME if r.action == "struck"]
    # The horizon is that of the page, which knows more claims than those that are filtered.
    layers = to_layers(SOME)
    for button, written in zip(("points", "areas"), write_geojson(layers, tmp_path), strict=True):
        found = json.loads(_download(driven, button).read_text("utf-8"))
        expected = json.loads(written.read_text("utf-8"))
        assert found["horizon"] == expected["horizon"]
        struck = {f["id"]: f for f in expected["features"] if f["properties"]["action"] == "struck"}
        assert {f["id"] for f in found["features"]} == set(struck)
        for feature in found["features"]:
            other = struck[feature["id"]]["properties"]
            shared = {key: value for key, value in feature["properties"].items() if key in other}
            assert {key: other[key] for key in shared} == shared
            assert set(feature["properties"]) <= set(other)
            if button == "points":
                assert feature["geometry"] == struck[feature["id"]]["geometry"]
            else:
                drawn, written_shape = shape(feature["geometry"]), shape(struck[feature["id"]]["geometry"])
                assert drawn.is_valid
                assert drawn.area == pytest.approx(written_shape.area, rel=0.01)
    rows = list(csv.DictReader(io.StringIO(_download(driven, "csv").read_text("utf-8-sig"), newline="")))
    assert {row["record_id"] for row in rows} == {r.id for r in wanted}


@needs("downloads")
def test_the_files_of_the_page_tell_status_and_sources_as_those_of_python_do(
    opened: Opener, tmp_path: Path
) -> None:
    undated: dict[str, Any] = {"days": None, "edtf": None, "basis": "none"}
    december = Publication(days=Days.one(date(2022, 12, 24)), basis="given", reason="given")
    told = [
        report(),
        report(action="moved", modality="planned"),
        report(action="visited", hearsay=True),
        report(action="struck", **undated),
        report(document="b", publisher="Other Post", url=None, quote="Lyman was entered on Saturday."),
        report(document="c", publisher="A Third Post", url=None),
        report(document="d", action="attacked", published=december),
    ]
    made = make_records(told)
    path = tmp_path / "map.html"
    write_map(made, path)
    (written, _) = write_geojson(to_layers(made), tmp_path)
    found = json.loads(_download(opened(path), "points").read_text("utf-8"))
    expected = json.loads(written.read_text("utf-8"))
    assert found["horizon"] == expected["horizon"]
    keys = ("status", "start_time", "end_time", "n_sources", "n_independent", "n_copies", "may_differ")
    files = [
        {f["id"]: [f["properties"][key] for key in keys] for f in file["features"]}
        for file in (found, expected)
    ]
    assert files[0] == files[1]
    assert {row[0] for row in files[0].values()} == {"planned", "doubtful", "reported"}
    assert max(row[3:6] for row in files[0].values()) == [3, 2, 2]


@pytest.mark.parametrize(
    ("language", "badges"),
    [
        (
            "en",
            {
                "1 publisher, copied 3 times",
                "2 independent publishers",
                "2 copies of one text",
            },
        ),
        (
            "uk",
            {"1 видання, скопійоване 3 рази", "2 незалежні видання", "2 копії одного тексту"},
        ),
    ],
)
def test_a_card_says_how_many_publishers_are_independent(
    opened: Opener, tmp_path: Path, language: str, badges: set[str]
) -> None:
    isw = report(action="moved", publisher="ISW", url="https://understandingwar.org/1")
    sites = ("criticalthreats.org", "Kyiv Post")
    copies = [replace(isw, document=name, publisher=name, url=None) for name in sites]
    two = [report(document=name, publisher=name, url=None) for name in ("Harbour Times", "The Ledger")]
    own = report(document="x", publisher="Example Post", quote="Lyman was entered on Saturday.")
    path = tmp_path / "map.html"
    write_map(make_records([isw, *copies, *two, own, report(action="visited")]), path)
    driven = opened(path, f"lang={language}")
    assert set(driven.page.locator("#list .badge").all_text_contents()) == badges


def test_accounts_that_may_differ_are_no_contradiction(opened: Opener, tmp_path: Path) -> None:
    year = Days(date(2022, 1, 1), date(2022, 12, 31))
    pair = make_records([report(), report(modality="negated", claimant="a resident", days=year)])
    path = tmp_path / "map.html"
    write_map(pair, path)
    driven = opened(path, f"claim={pair[0].id}")
    assert driven.page.locator(".versus").count() == 0
    assert driven.page.locator("#list .badge", has_text="accounts may differ").count() == 2


TOLD = (
    report(action="struck", claimant=None, source_words=None, document="happened"),
    report(action="captured", modality="planned", document="planned"),
    report(action="captured", modality="negated", claimant="Brigade spokesman", document="denied"),
    report(action="captured", modality="negated", claimant=None, source_words=None, document="outlet"),
)
"""One strike at Lyman, a plan to take it, a denial that it was taken, and an outlet that says it was not."""


@pytest.mark.parametrize(
    ("language", "tip", "told"),
    [
        (
            "en",
            "1 reported as happened · 1 planned · 2 not happened",
            (
                {"planned or expected", "denied by Brigade spokesman", "did not happen, says the outlet"},
                {"planned", "did not happen"},
            ),
        ),
        (
            "uk",
            "повідомлено як подію: 1 · заплановано: 1 · не сталося: 2",
            (
                {
                    "заплановане або очікуване",
                    "заперечує Brigade spokesman",
                    "не сталося, за словами видання",
                },
                {"заплановане", "не сталося"},
            ),
        ),
    ],
)
def test_only_what_happened_counts_and_the_rest_says_what_it_is(
    opened: Opener, tmp_path: Path, language: str, tip: str, told: tuple[set[str], set[str]]
) -> None:
    badges, legend = told
    path = tmp_path / "told.html"
    write_map(make_records(TOLD), path)
    driven = opened(path, f"lang={language}")
    page = driven.page
    (symbol,) = driven.run("geomap.symbols()")
    assert (symbol["n"], symbol["told"]) == (1, [1, 1, 2])
    assert page.inner_text("#shares") == tip
    point_at(driven, symbol)
    assert page.inner_text("#tip .tip-count") == tip
    _, planned, negated = tip.split(" · ")
    captured = page.locator("#tip li").filter(has=page.locator(".a-captured"))
    assert captured.locator("b").inner_text() == f"0 · {planned} · {negated}"
    chip = driven.facet("action").locator(".chip").filter(has=page.locator(".a-captured"))
    assert chip.locator("b").locator(".unseen").all_inner_texts() == [f"· {planned}", f"· {negated}"]
    assert chip.locator("b").inner_text().startswith("0")
    assert legend <= set(page.locator("#legend-marks li").all_inner_texts())
    assert set(page.locator("#claims .badge.outlined").all_text_contents()) == badges
    assert page.locator("#claims .s-negated").count() == 2
    page.click("#tab-places")
    assert page.inner_text("#places .said") == tip
    page.locator("#places .open").click()
    driven.settle()
    assert set(page.locator("#dossier .badge.outlined").all_inner_texts()) == badges


@needs("downloads")
def test_a_saved_file_says_what_did_not_happen(opened: Opener, tmp_path: Path) -> None:
    path = tmp_path / "told.html"
    write_map(make_records(TOLD), path)
    rows = csv.DictReader(io.StringIO(_download(opened(path), "csv").read_text("utf-8-sig"), newline=""))
    assert Counter(row["modality"] for row in rows) == {"factual": 1, "planned": 1, "negated": 2}


def test_a_day_of_report_is_not_told_as_the_day_of_the_event(opened: Opener, tmp_path: Path) -> None:
    published = Publication(days=Days.one(date(2031, 9, 28)), basis="given", reason="given")
    days = Days.one(date(2031, 9, 28))
    plan = report(
        modality="planned",
        action="captured",
        days=days,
        edtf=days.edtf(),
        basis="publication",
        published=published,
    )
    path = tmp_path / "reported.html"
    write_map(make_records([plan]), path)
    driven = opened(path, "from=2031-09-25&to=2031-10-01")
    page = driven.page
    (symbol,) = driven.run("geomap.symbols()")
    assert (symbol["n"], symbol["told"], symbol["reported"]) == (0, [0, 0, 0], 1)
    assert page.inner_text("#claims .way") == "1 claim reported in these days, of no told day"
    assert page.inner_text("#claims .day") == "reported by 28 Sept 2031"
    assert "published 28 Sept 2031" in page.text_content("#claims .card")
    point_at(driven, symbol)
    assert "1 reported then, of no told day" in page.inner_text("#tip")
    assert "day of report only" in page.locator("#legend-marks li").all_inner_texts()
    driven.facet("dating").get_by_text("To a week").click()
    assert driven.ids() == set()
    driven.facet("dating").get_by_text("Known by its report alone").click()
    assert len(driven.ids()) == 1
    box = page.locator("#chart").bounding_box()
    page.evaluate("location.hash = ''")
    driven.until("geomap.state().window === null")
    first, last = (int(page.get_attribute("#from", f"aria-value{end}")) for end in ("min", "max"))
    day = days.start.toordinal() - date(1970, 1, 1).toordinal()
    page.mouse.move(box["x"] + box["width"] * (day - first + 0.5) / (last - first + 1), box["y"] + 30)
    assert page.inner_text("#bar-tip") == "28 Sept 2031: 0 reported as happened · 1 reported then"


def test_a_short_window_without_dated_claims_offers_the_vague_ones(opened: Opener, tmp_path: Path) -> None:
    year = Days(date(2022, 1, 1), date(2022, 12, 31))
    path = tmp_path / "year.html"
    write_map(make_records([report(days=year, edtf="2022", basis="season")]), path)
    driven = opened(path, "from=2022-02-14&to=2022-02-14")
    assert driven.run("geomap.symbols()") == []
    assert driven.page.inner_text("#vague-words") == "1 dated vaguely"
    driven.page.click("#empty button")
    (symbol,) = driven.run("geomap.symbols()")
    assert (symbol["n"], symbol["loose"]) == (0, 1)
    assert driven.page.inner_text("#claims .way") == "1 claim dated only to a longer time"


def test_the_outline_is_whole_for_the_share_of_claims_with_independent_publishers(
    opened: Opener, tmp_path: Path
) -> None:
    days = [Days.one(date(2022, 9, day)) for day in range(1, 13)]
    told = [report(days=d, edtf=d.edtf()) for d in days]
    again = report(
        days=days[0],
        edtf=days[0].edtf(),
        publisher="Other Post",
        url=None,
        document="b.txt",
        quote="Lyman it is.",
    )
    path = tmp_path / "outline.html"
    write_map(make_records([*told, again]), path)
    driven = opened(path)
    (symbol,) = driven.run("geomap.symbols()")
    assert (symbol["all"], symbol["several"]) == (12, 1)
    symbol = point_at(driven, symbol)
    assert "1 of 12 by several independent publishers" in driven.page.inner_text("#tip")
    # Right of the mark the outline is broken: along it, ink and paper take turns.
    shades = driven.page.evaluate(
        """({ x, y, r }) => {
        const canvas = document.querySelector(".leaflet-geomap-symbols-pane canvas");
        const box = canvas.getBoundingClientRect();
        const map = document.querySelector(".folium-map").getBoundingClientRect();
        const side = 2 * Math.ceil(r + 4);
        const left = Math.round(x + map.x - box.x - side / 2);
        const top = Math.round(y + map.y - box.y - side / 2);
        const { data } = canvas.getContext("2d").getImageData(left, top, side, side);
        return Array.from({ length: 120 }, (_, k) => {
          const angle = Math.PI / 4 + (k / 120) * Math.PI;
          const column = Math.round(side / 2 + Math.cos(angle) * (r + 1.6) - 0.5);
          const row = Math.round(side / 2 + Math.sin(angle) * (r + 1.6) - 0.5);
          return data[4 * (row * side + column)] < 160;
        });
      }""",
        symbol,
    )
    assert 20 < sum(shades) < 100


def test_days_after_the_last_article_never_come_first(opened: Opener, tmp_path: Path) -> None:
    ahead = Days.one(date(2030, 2, 24))
    path = tmp_path / "ahead.html"
    write_map(make_records([report(days=ahead, edtf=ahead.edtf(), action="moved"), report()]), path)
    driven = opened(path)
    cards = driven.page.locator("#claims .card")
    assert "date doubtful" not in cards.first.text_content()
    assert "date doubtful: after the last article" in cards.last.text_content()
    assert driven.page.inner_text("#later").startswith("1 later")
    assert (
        int(driven.page.get_attribute("#to", "aria-valuemax"))
        < ahead.start.toordinal() - date(1970, 1, 1).toordinal()
    )


def test_a_week_chosen_from_all_time_is_that_of_most_claims(opened: Opener, tmp_path: Path) -> None:
    days = [Days.one(date(2022, 9, day)) for day in (1, 10, 11, 12, 29)]
    path = tmp_path / "week.html"
    write_map(make_records([report(days=d, edtf=d.edtf()) for d in days]), path)
    driven = opened(path)
    driven.page.click("#preset-week")
    driven.settle()
    assert driven.page.inner_text("#shares") == "3 reported as happened"


def test_a_click_on_a_symbol_opens_its_place(opened: Opener, site: Path) -> None:
    driven = opened(site)
    symbols = [s for s in driven.run("geomap.symbols()") if len(s["places"]) == 1]
    symbol = max(symbols, key=lambda s: s["n"])
    box = driven.page.locator(".folium-map").bounding_box()
    driven.page.mouse.click(box["x"] + symbol["x"], box["y"] + symbol["y"])
    driven.page.wait_for_selector("#dossier h2")
    claims = {r.id for r in SOME if r.place and r.place.id == symbol["places"][0]}
    driven.settle()
    shown = {e.get_attribute("data-entry") for e in driven.page.locator("#dossier [data-entry]").all()}
    assert shown <= claims
    assert driven.page.inner_text("#dossier .summary").startswith(f"{len(claims)} claims in all")
    driven.page.keyboard.press("Escape")
    driven.settle()
    assert driven.page.is_hidden("#dossier")


def test_a_crowd_opens_up_when_it_is_clicked(opened: Opener, tmp_path: Path) -> None:
    near = tuple(
        replace(LYMAN, id=f"test:near{i}", name=f"Near {i}", point=LonLat(37.8 + 0.02 * i, 48.98))
        for i in range(3)
    )
    far = replace(LYMAN, id="test:far", name="Far", point=LonLat(30.5, 50.4))
    path = tmp_path / "crowd.html"
    write_map(
        make_records([report(place=place, toponym=place.name, candidates=()) for place in (*near, far)]), path
    )
    driven = opened(path)
    crowd = next(s for s in driven.run("geomap.symbols()") if len(s["places"]) > 1)
    assert crowd["n"] == len(crowd["places"])
    box = driven.page.locator(".folium-map").bounding_box()
    driven.page.mouse.click(box["x"] + crowd["x"], box["y"] + crowd["y"])
    driven.until("geomap.symbols().filter((s) => s.places.length === 1).length >= 3")


def test_what_is_not_on_the_map_is_counted_and_listed(opened: Opener, site: Path) -> None:
    driven = opened(site)
    off = [r for r in SOME if r.place is None or r.place.name == "Ukraine"]
    assert off
    driven.page.click("#off-map")
    driven.settle()
    assert driven.page.inner_text("#tab-tray b") == str(len(off))
    listed = driven.page.locator("#tray .card").count()
    assert listed == min(30, sum(r.place is None for r in off))
    driven.page.locator("#tray .card .open").first.click()
    driven.settle()
    assert "does not say which place" in driven.page.inner_text("#dossier")


def test_a_bar_tells_its_days_and_claims(opened: Opener, site: Path) -> None:
    driven = opened(site, "from=2031-04-28&to=2031-05-04")
    box = driven.page.locator("#chart").bounding_box()
    driven.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 40)
    assert "2031" in driven.page.inner_text("#bar-tip")


def test_the_keyboard_alone_reaches_everything(opened: Opener, site: Path) -> None:
    driven = opened(site)
    page = driven.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "list"
    page.locator("#claims .open").first.focus()
    wanted = page.evaluate("document.activeElement.closest('li').dataset.claim")
    page.keyboard.press("Enter")
    page.wait_for_selector("#dossier h2")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    assert driven.run("geomap.state().claim >= 0")
    assert page.locator(f"[data-entry='{wanted}']").count() == 1
    page.keyboard.press("Escape")
    driven.settle()
    assert page.evaluate("document.activeElement.className") == "open"
    page.focus("#preset-week")
    page.keyboard.press("Enter")
    driven.settle()
    first, last = driven.run("geomap.state().window")
    page.focus("#from")
    page.keyboard.press("ArrowLeft")
    page.focus("#to")
    page.keyboard.press("ArrowLeft")
    driven.settle()
    assert driven.run("geomap.state().window") == [first - 1, last - 1]
    said = page.get_attribute("#from", "aria-valuetext")
    day = date(1970, 1, 1) + timedelta(first - 1)
    assert str(day.year) in said
    assert str(day.day) in said
    page.focus("#tab-claims")
    page.keyboard.press("ArrowRight")
    driven.settle()
    assert page.is_visible("#places")


def test_the_brush_can_be_dragged(opened: Opener, site: Path) -> None:
    driven = opened(site)
    page = driven.page
    box = page.locator("#chart").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.25, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 30, steps=4)
    page.mouse.up()
    driven.settle()
    first, last = (date(1970, 1, 1) + timedelta(d) for d in driven.run("geomap.state().window"))
    assert 20 < (last - first).days < 40
    assert driven.ids() == in_window(first, last)


def test_contradicting_claims_stand_side_by_side(opened: Opener, tmp_path: Path) -> None:
    pair = make_records(
        [report(), report(action="captured", claimant="Igor Konashenkov", publisher="Other Post")]
    )
    path = tmp_path / "pair.html"
    write_map(pair, path)
    driven = opened(path, f"claim={pair[0].id}")
    columns = driven.page.locator(".versus > ul")
    assert columns.count() == 2
    one, two = (columns.nth(i).bounding_box() for i in range(2))
    assert one["y"] == two["y"]
    assert one["x"] != two["x"]
    assert driven.page.locator(".badge.strong").count() >= 2


HOSTILE = (
    "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    "${document.title='owned'}`{{7*7}}</script></style><svg onload=alert(1)>\u2028"
)


@pytest.mark.parametrize(
    ("language", "button", "width"),
    [("en", "Show the whole sentence", 1440), ("uk", "Показати все речення", 390)],
)
def test_a_cut_quote_has_a_button_that_shows_the_whole_sentence(
    opened: Opener, tmp_path: Path, language: str, button: str, width: int
) -> None:
    quote = "🔥 <b>Shells</b> hit " + ", ".join(f"Lyman {n}" for n in range(2_000)) + "."
    at = quote.index("Lyman 1234")
    told = report(quote=quote, quote_span=Span(0, len(quote)), toponym_span=Span(at, at + 5))
    path = tmp_path / "long.html"
    write_map(make_records([told, report(action="moved")]), path)
    driven = opened(path, f"place={LYMAN.id}&lang={language}", viewport={"width": width, "height": 844})
    telling = driven.page.locator("#dossier .telling", has_text="1234")
    assert telling.locator("blockquote").text_content() == told.excerpt
    assert driven.page.locator("#dossier .whole").count() == 1
    telling.get_by_role("button", name=button).click()
    assert telling.locator("blockquote").text_content() == quote
    mark, box = telling.locator("mark").bounding_box(), telling.locator("blockquote").bounding_box()
    assert box["y"] <= mark["y"] <= box["y"] + box["height"]
    telling.locator(".whole").click()
    assert telling.locator("blockquote").text_content() == told.excerpt
    assert driven.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    # A search finds what is shown of a quote, not every claim of the sentence it was cut from.
    driven.page.evaluate("location.hash = '#q=1233'")
    driven.until("geomap.state().query === '1233'")
    assert len(driven.ids()) == 1
    driven.page.evaluate("location.hash = '#q=1999'")
    driven.until("geomap.state().query === '1999'")
    assert driven.ids() == set()


@needs("downloads")
def test_hostile_articles_neither_run_nor_break_the_page(opened: Opener, tmp_path: Path) -> None:
    long_word = "Ж" * 50_000
    quotes = (
        f"{HOSTILE} Lyman",
        f"\u202egnirts desrever\u2066 Lyman {HOSTILE}",
        f"{long_word} Lyman",
        f"Lyman {long_word}",
    )
    hostile = [
        report(
            document=f"d{i}{HOSTILE}", title=title, publisher=publisher, url=url, claimant=claimant,
            source_words=HOSTILE, actor=HOSTILE, time_words=HOSTILE, time_reason=HOSTILE, place_reason=HOSTILE,
            role_reason=HOSTILE, quote=quote, quote_span=Span(0, len(quote)), edtf=HOSTILE, language="en\" onload=\"x",
            toponym_span=Span(quote.index("Lyman"), quote.index("Lyman") + 5), days=Days.one(date(2022, 10, i + 1)),
        )
        for i, (title, publisher, url, claimant, quote) in enumerate(
            zip(
                (HOSTILE, "\u202e" + HOSTILE, long_word, "=HYPERLINK(1)"),
                ("=cmd|' /C calc'!A0", HOSTILE, "+" + long_word, "\u202eevil"),
                ("javascript:document.title='owned'", "data:text/html,<script>1</script>", " javascript:alert(1)", "https://example.org/'\"><script>"),
                (HOSTILE, "@SUM(1)", long_word, "-2+3"),
                quotes, strict=True,
            )
        )
    ]  # fmt: skip
    path = tmp_path / "hostile.html"
    write_map(make_records(hostile), path, title=HOSTILE)
    driven = opened(path, "place=geonames:702972")
    page = driven.page
    page.click("#about-open")
    page.locator("#about details summary").click()
    page.click("#about-close")
    for summary in page.locator("#dossier .facts summary").all():
        summary.click()
    page.click("#tab-places")
    page.fill("#search", HOSTILE)
    driven.until("geomap.state().query.length > 20")
    page.fill("#search", "")
    driven.until("geomap.state().query === ''")
    driven.settle()
    assert page.title() == HOSTILE.replace("\u2028", page.title()[len(HOSTILE) - 1 :])
    assert page.locator("img, svg[onload], iframe").count() == 0
    links = [a.get_attribute("href") for a in page.locator("#dossier a, #about a").all()]
    assert links
    assert all(link.startswith("https://example.org/") for link in links)
    assert {a.get_attribute("rel") for a in page.locator("a[target]").all()} == {"noopener noreferrer"}
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(
        "document.querySelector('#dossier').scrollWidth <= document.querySelector('#dossier').clientWidth"
    )
    rows = list(csv.DictReader(io.StringIO(_download(driven, "csv").read_text("utf-8-sig"), newline="")))
    assert len(rows) == 4
    for row in rows:
        for column in ("source", "title", "claimant", "claim", "actor"):
            assert not row[column].lstrip().startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize(
    "view",
    [
        {"color_scheme": "light"},
        {"color_scheme": "dark"},
        {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
        {
            "viewport": {"width": 390, "height": 844},
            "has_touch": True,
            "is_mobile": True,
            "color_scheme": "dark",
        },
    ],
    ids=["light", "dark", "phone", "phone-dark"],
)
def test_axe_finds_no_violation(opened: Opener, tmp_path: Path, view: dict[str, Any]) -> None:
    from axe_playwright_python.sync_playwright import Axe

    few = records(60)
    path = tmp_path / "few.html"
    write_map(few, path, surroundings=Surroundings(spellings=spellings()), tally=Tally(read=3, refused=1))
    contradicted = next(r for r in few if r.contradicts and r.place)
    driven = opened(path, "claim=nosuch", **view)
    page = driven.page
    states = [
        ("claim=nosuch", "0"),
        (f"claim={contradicted.id}&lang=uk", "0"),
        (f"claim={contradicted.id}", "document.querySelector('[data-view=who]').click()"),
        (
            "tab=places&from=2031-04-28&to=2031-05-04&action=struck&not=action&vague=1&undated=1",
            "document.querySelectorAll('#filters, #facets details, #legend').forEach((part) => { part.open = true; })",
        ),
        ("tab=tray&q=yard", "document.querySelector('#export').open = true"),
    ]
    # Colours are the same in every state that shows them.
    for fragment, act in states[1:4:2] if view.get("color_scheme") == "dark" else states:
        page.evaluate("(hash) => { location.hash = hash; }", fragment)
        driven.settle()
        driven.run(act)
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_snapshot() + json.dumps(
            [
                [n["html"][:200], n["failureSummary"]]
                for v in results.response["violations"]
                for n in v["nodes"]
            ][:6],
            indent=1,
        )


@needs("touch")
def test_on_a_phone_everything_fits_and_answers_to_touch(opened: Opener, site: Path) -> None:
    driven = opened(site, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = driven.page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.tap("#preset-week")
    driven.settle()
    assert page.get_attribute("#preset-week", "aria-pressed") == "true"
    page.tap("#preset-all")
    driven.settle()
    symbols = [
        s
        for s in driven.run("geomap.symbols()")
        if len(s["places"]) == 1 and 20 < s["x"] < 370 and 20 < s["y"] < 300
    ]
    box = page.locator(".folium-map").bounding_box()
    chosen = max(symbols, key=lambda s: s["n"])
    page.touchscreen.tap(box["x"] + chosen["x"], box["y"] + chosen["y"])
    page.wait_for_selector("#dossier h2")
    sheet = page.locator("#dossier").bounding_box()
    assert (sheet["x"], sheet["width"]) == (0, 390)
    assert page.evaluate("document.querySelector('#dossier').scrollWidth") <= 390
    page.tap("#dossier .close")
    driven.settle()
    assert page.is_hidden("#dossier")


def test_both_languages_leave_no_word_untranslated(opened: Opener, site: Path) -> None:
    contradicted = next(r for r in SOME if r.contradicts and r.place and r.modality == "negated")
    for code, word in (("uk", "Умовні знаки"), ("en", "Legend")):
        driven = opened(site, f"claim={contradicted.id}&lang={code}")
        driven.page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        driven.settle()
        text = driven.page.inner_text("body")
        assert word in text
        assert not re.findall(
            r"\b(?:fact|badge|basis|support|tally|facet|spelling|dossier|legend|time)\.[a-z_.-]+\b", text
        )


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "21 articles read · 2 refused · 3 without claims · 24 files of other kinds not read"),
        ("uk", "прочитано 21 статтю · відхилено 2 · без тверджень 3 · не прочитано 24 файли інших видів"),
    ],
)
def test_the_page_tells_what_became_of_all_articles(
    opened: Opener, site: Path, tmp_path: Path, language: str, told: str
) -> None:
    assert opened(site, f"lang={language}").page.inner_text("#tally") == told
    write_map(SOME[:1], tmp_path / "unknown.html")
    assert not opened(tmp_path / "unknown.html", f"lang={language}").page.is_visible("#tally")


@pytest.mark.parametrize(
    ("language", "told"), [("en", "3 of 14 places stand at the centre"), ("uk", "3 з 14 місць")]
)
def test_about_says_which_places_have_no_point_of_their_own(
    opened: Opener, site: Path, tmp_path: Path, language: str, told: str
) -> None:
    command = "geomap gazetteer download ukraine --add"
    for remedied in (False, True):
        path = tmp_path / f"{remedied}.html"
        centred = Centred(n=3, of=14, unit="hromada", remedied=remedied)
        write_map(SOME, path, surroundings=Surroundings(centred=centred))
        page = opened(path, f"lang={language}").page
        page.click("#about-open")
        assert told in page.inner_text("#about-text")
        assert (command in page.inner_text("#about-text")) is not remedied
        assert "{" not in page.inner_text("#about-text")
    page = opened(site, f"lang={language}").page
    page.click("#about-open")
    assert told[-6:] not in page.inner_text("#about-text")
    assert command not in page.inner_text("#about-text")


@needs("media")
def test_reduced_motion_plays_without_gliding(opened: Opener, site: Path) -> None:
    driven = opened(site, "from=2031-04-01&to=2031-04-07", reduced_motion="reduce")
    waited = driven.page.evaluate(
        """() => new Promise((tell) => {
        const start = performance.now();
        const first = geomap.state().window[0];
        document.querySelector("#play").click();
        const watch = setInterval(() => {
          if (geomap.state().window[0] === first) return;
          clearInterval(watch);
          tell(performance.now() - start);
        }, 10);
      })"""
    )
    driven.page.click("#play")
    assert waited > 900


def test_an_empty_page_and_a_page_without_dates_say_so(opened: Opener, tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    write_map((), path)
    driven = opened(path)
    assert "No claims were found" in driven.page.inner_text("#empty")
    undated = tmp_path / "undated.html"
    write_map(make_records([report(days=None, edtf=None, basis="none")]), undated)
    driven = opened(undated)
    assert driven.ids()
    assert "nothing to play" in driven.page.inner_text("#time")


@needs("media")
def test_the_sheet_has_the_map_first(opened: Opener, site: Path, tmp_path: Path) -> None:
    driven = opened(site)
    driven.page.emulate_media(media="print")
    driven.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    stage, panel = (driven.page.locator(part).bounding_box() for part in ("#stage", "#panel"))
    assert stage["y"] < 250
    assert panel["y"] >= stage["y"] + stage["height"]
    assert driven.page.is_hidden("#filters")
    driven.page.evaluate("dispatchEvent(new Event('afterprint'))")


def test_what_folium_adds_to_the_map_is_seen_and_answers(opened: Opener, tmp_path: Path) -> None:
    drawn = Result(records=SOME, documents=(), gazetteer=open_gazetteer()).map()
    folium.PolyLine([(46, 28), (52, 40)], weight=9).add_to(drawn)  # type: ignore[no-untyped-call]
    folium.CircleMarker([48.5, 31], radius=20, fill=True, popup="Of my own").add_to(drawn)
    folium.Marker([49, 33]).add_to(drawn)
    drawn.save(tmp_path / "map.html")
    driven = opened(tmp_path / "map.html")
    shapes = driven.page.locator(".leaflet-overlay-pane path")
    line = shapes.first.bounding_box()
    assert line is not None
    assert line["width"] > 100, "no style of the page's own pictures cuts it"
    assert driven.page.locator(".leaflet-marker-pane circle").is_visible()
    shapes.nth(1).click(force=True)
    assert driven.page.locator(".leaflet-popup-content").inner_text() == "Of my own"
