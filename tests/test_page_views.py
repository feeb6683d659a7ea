"""The first screen of the page and its links: what is seen without a click, what an address brings back."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from geomap.files.html import write_map
from geomap.gazetteer import Derivation, LonLat
from geomap.records import make_records
from geomap.spans import Days, Span
from tests.page_counts import Scope, way_of, ways_of
from tests.page_driver import SOME, Driven, Opener, needs, point_at
from tests.page_records import records
from tests.records_of import LYMAN, report

pytestmark = pytest.mark.browser

SIZES = [(1920, 1080), (1440, 900), (1280, 720), (900, 700), (390, 844)]
BOX = "document.querySelector('%s').getBoundingClientRect().%s"


def opened_at(opened: Opener, path: Path, size: tuple[int, int], fragment: str = "") -> Driven:
    return opened(path, fragment, viewport={"width": size[0], "height": size[1]})


def in_sight(driven: Driven, place: str) -> bool:
    """Whether the mark of a place stands in the part of the map that nothing covers."""
    (mark,) = [s for s in driven.run("geomap.symbols()") if place in s["places"]]
    width, height = (driven.page.evaluate(BOX % ("#stage", side)) for side in ("width", "height"))
    covered = driven.page.evaluate(BOX % ("#dossier", "width"))
    free = width - covered if width - covered > 160 else width
    return bool(0 < mark["x"] < free and 0 < mark["y"] < height)


@pytest.mark.parametrize("size", SIZES)
def test_links_bring_back_view_place_and_claim_at_every_size(
    opened: Opener, seeds: Path, size: tuple[int, int]
) -> None:
    driven = opened_at(opened, seeds, size, "map=9/48.6/37.9")
    view = driven.run("geomap.state().view")
    assert view == pytest.approx([9, 48.6, 37.9], abs=0.002)  # half a pixel, where the map is of odd width
    again = opened_at(opened, seeds, size, f"map={'/'.join(map(str, view))}")
    assert again.run("geomap.state().view") == view
    claims = driven.run("geomap.state() && geomap.symbols()")
    assert claims
    sochi = "geonames:491422"
    for fragment in (f"place={sochi}", f"place={sochi}&map=9/43.6/39.7"):
        driven = opened_at(opened, seeds, size, fragment)
        assert in_sight(driven, sochi)
        assert "Sochi" in driven.page.inner_text("#dossier h2")


@pytest.mark.parametrize("size", SIZES)
def test_a_small_map_opens_on_all_its_places(opened: Opener, seeds: Path, size: tuple[int, int]) -> None:
    driven = opened_at(opened, seeds, size)
    assert driven.page.get_attribute("#preset-all", "aria-pressed") == "true"
    width, height = (driven.page.evaluate(BOX % ("#stage", side)) for side in ("width", "height"))
    symbols = driven.run("geomap.symbols()")
    assert sum(len(s["places"]) for s in symbols) >= 14
    assert all(s["r"] < s["x"] < width - s["r"] and s["r"] < s["y"] < height - s["r"] for s in symbols)
    assert driven.page.locator("#beyond button:visible").count() == 0


@pytest.mark.parametrize(
    ("fragment", "told"),
    [
        ("map=99/0/0", None),
        ("map=60/50/30", None),
        ("claim=nosuch", "a claim that is not on this map: nosuch"),
        ("place=geonames:0", "a place that is not on this map: geonames:0"),
        ("from=2022-02-30&to=2022-03-05", "from “2022-02-30”"),
        ("action=danced&map=here", "action “danced”"),
    ],
)
def test_no_link_hangs_and_what_it_asks_in_vain_is_said(
    opened: Opener, seeds: Path, fragment: str, told: str | None
) -> None:
    driven = opened(seeds, fragment)
    notice = driven.page.locator("#notice")
    assert notice.is_visible() is (told is not None)
    if told:
        assert told in notice.inner_text()
        driven.page.click("#notice-close")
        assert notice.is_hidden()


def test_a_place_opened_from_the_list_is_not_hidden_by_its_dossier(opened: Opener, seeds: Path) -> None:
    driven = opened(seeds)
    driven.page.click("#tab-places")
    driven.settle()
    driven.page.locator("#places .open", has_text="Sochi").click()
    assert in_sight(driven, "geonames:491422")


@pytest.mark.parametrize("phone", [False, True])
def test_back_closes_the_dossier_and_leaves_the_list_where_it_was(
    opened: Opener, site: Path, *, phone: bool
) -> None:
    size = {"width": 390, "height": 844} if phone else {"width": 1440, "height": 900}
    driven = opened(site, "tab=places", viewport=size, has_touch=phone, is_mobile=phone)
    page = driven.page
    row = page.locator("#places .open").nth(20)
    row.scroll_into_view_if_needed()
    before = row.bounding_box()
    row.click()
    driven.settle()
    assert page.is_visible("#dossier")
    page.evaluate("history.back()")
    driven.until("document.querySelector('#dossier').hidden")
    driven.settle()
    assert page.evaluate("location.hash.includes('tab=places')")
    assert row.bounding_box() == before
    # Closed by its own button it leaves no step behind, and keeps what was changed meanwhile.
    row.click()
    driven.settle()
    steps = page.evaluate("history.length")
    page.evaluate("geomap.set({ order: 'oldest' })")
    driven.settle()
    page.click("#dossier .close")
    driven.settle()
    assert page.is_hidden("#dossier")
    assert page.evaluate("[history.length, geomap.state().order, history.state?.dossier ?? false]") == [
        steps,
        "oldest",
        False,
    ]


def test_back_keeps_what_was_chosen_while_the_dossier_was_open(opened: Opener, site: Path) -> None:
    driven = opened(site, "")
    page = driven.page
    page.locator("#claims .card button.open").first.click()
    driven.settle()
    page.click("#preset-all")
    page.fill("#search", "yard")
    driven.until("geomap.state().query === 'yard'")
    driven.settle()
    page.evaluate("history.back()")
    driven.until("document.querySelector('#dossier').hidden")
    driven.settle()
    assert page.evaluate("[geomap.state().query, geomap.state().window]") == ["yard", None]
    # A link that is opened while a dossier stands there is another view: all of it holds.
    page.locator("#claims .card button.open").first.click()
    driven.settle()
    page.evaluate("location.hash = '#q=bridge'")
    driven.until("geomap.state().query === 'bridge'")
    driven.settle()
    assert page.is_hidden("#dossier")


def test_the_numbers_of_the_head_are_of_one_set(opened: Opener, site: Path) -> None:
    driven = opened(site)
    tray = sum(not r.place or r.place.feature_code == "PCLI" for r in SOME)
    page = driven.page
    assert page.inner_text("#count b") == f"{len(SOME)} claims"
    numbers = [int(part.split()[0]) for part in page.inner_text("#shares").split(" · ")]
    assert sum(numbers) == len(SOME)
    on, off = page.inner_text("#on-map"), page.inner_text("#off-map")
    assert int(off.split()[0]) == tray
    assert int(on.strip(" ·").split()[0]) == len(SOME) - tray


def test_a_map_opens_on_its_densest_month_with_all_one_click_off(opened: Opener, site: Path) -> None:
    driven = opened(site, "")
    epoch = date(1970, 1, 1)
    first, last = (epoch + timedelta(day) for day in driven.run("geomap.state().window"))
    assert (last - first).days == 29

    def held(start: date) -> int:
        ways = ways_of(SOME, Scope(window=Days(start, start + timedelta(29))))
        return len(ways["dated"] | ways["reported"])

    # As the page does, a claim is counted where it begins.
    begun = Counter(r.days.start for r in SOME if r.days and way_of(r, r.days, None))
    spans = {d: sum(begun[d + timedelta(k)] for k in range(30)) for d in begun}
    best = max(spans.values())
    assert sum(begun[first + timedelta(k)] for k in range(30)) >= 0.9 * best
    assert held(first) > len(SOME) / 6
    driven.page.click("#preset-all")
    assert driven.ids() == {r.id for r in SOME}
    assert driven.page.evaluate("location.hash").startswith("#time=all")
    # A link that asks for something looks at all time.
    assert driven.run("location.hash = '#action=struck'; geomap.settled") is None
    driven.until("geomap.state().filters.action[0] === 'struck'")
    assert driven.ids() == {r.id for r in SOME if r.action == "struck"}


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("whole", [True, False])
def test_three_claims_are_read_without_a_click(
    opened: Opener, seeds: Path, site: Path, language: str, *, whole: bool
) -> None:
    driven = opened_at(opened, seeds if whole else site, (1280, 720), f"lang={language}")
    third = driven.page.locator("#claims .card").nth(2)
    bottom = driven.page.evaluate(BOX % ("#panel", "bottom"))
    assert third.locator("h4").bounding_box()["y"] + 24 < bottom
    assert third.locator("blockquote").bounding_box()["y"] + 12 < bottom


def test_the_twelve_largest_marks_are_named(opened: Opener, tmp_path: Path) -> None:
    path = tmp_path / "crowd.html"
    write_map(records(1500, places=260), path)
    for size in ((1440, 900), (390, 844)):
        driven = opened_at(opened, path, size, "time=all")
        width, height = (driven.page.evaluate(BOX % ("#stage", side)) for side in ("width", "height"))
        marks = [s for s in driven.run("geomap.symbols()") if 0 < s["x"] < width and 0 < s["y"] < height]
        largest = sorted(marks, key=lambda s: (-s["n"], -s["all"]))[:12]
        assert [s["n"] for s in largest if s["label"] is None] == []
        assert len([s for s in marks if s["label"] is None]) > 0


def village(number: int, name: str, **changes: Any) -> Any:
    place = replace(LYMAN, id=f"test:{number}", name=name, **changes)
    return place, report(place=place, toponym=name, candidates=(), document=f"d{number}")


def test_a_merged_mark_is_named_after_the_place_that_is_known(opened: Opener, tmp_path: Path) -> None:
    rough = {"precision": "near", "radius_km": 9.0, "point": LonLat(37.81, 48.985)}
    _, first = village(1, "Vague")
    told = [
        *(village(1, "Vague", **rough)[1] for _ in range(1)),
        replace(first, place=replace(first.place, **rough), action="moved", document="x"),
        village(2, "Known", point=LonLat(37.8, 48.98))[1],
        village(3, "Far", point=LonLat(30.5, 50.4))[1],
    ]
    path = tmp_path / "merged.html"
    write_map(make_records(told), path)
    (mark,) = [s for s in opened(path).run("geomap.symbols()") if len(s["places"]) > 1]
    assert mark["places"][0] == "test:1"
    assert mark["label"] == "Known +1"


def test_all_is_nearly_all_and_arrows_lead_to_the_rest(opened: Opener, tmp_path: Path) -> None:
    towns = [
        replace(LYMAN, id=f"test:{n}", name=f"Near {n}", point=LonLat(36 + n % 12 / 4, 48 + n / 60))
        for n in range(150)
    ]
    near = [report(place=town, candidates=(), document=town.id) for town in towns]
    far = replace(LYMAN, id="test:far", name="Lautoka", point=LonLat(120.0, -12.0))
    path = tmp_path / "far.html"
    write_map(make_records([*near, report(place=far, candidates=(), document="far")]), path)
    driven = opened(path, "time=all")
    for _ in range(2):
        assert driven.run("(geomap.state().view ?? [9])[0]") > 6
        assert driven.page.locator("#beyond button:visible").all_inner_texts() == ["▸\n1"]
        arrow = driven.page.locator("#beyond-east")
        assert arrow.get_attribute("aria-label") == "1 claim lies farther east: show"
        arrow.click()
        assert in_sight(driven, "test:far")
        driven.page.click("#home")


def test_what_is_chosen_can_be_left_out_and_the_link_says_so(opened: Opener, site: Path) -> None:
    driven = opened(site)
    driven.facet("claimant").get_by_text("a resident").click()
    chosen = {r.id for r in SOME if r.claimant == "a resident"}
    assert driven.ids() == chosen
    driven.page.click("#facets [data-facet=claimant] .except")
    assert driven.ids() == {r.id for r in SOME} - chosen
    assert "without: a resident" in driven.page.inner_text("#facets [data-facet=claimant] summary")
    fragment = driven.page.evaluate("location.hash.slice(1)")
    assert fragment.startswith("claimant=a+resident&not=claimant")
    assert opened(site, fragment).ids() == {r.id for r in SOME} - chosen


def test_what_was_searched_is_marked_and_one_sentence_is_one_card(opened: Opener, tmp_path: Path) -> None:
    quote = "Flags rose over Lyman, Torske and Zarichne, and a bridge fell."
    told = []
    for n, name in enumerate(("Lyman", "Torske", "Zarichne")):
        place = replace(LYMAN, id=f"test:{n}", name=name, point=LonLat(37.8 + n, 48.98))
        at = quote.index(name)
        told.append(
            report(place=place, toponym=name, quote=quote, quote_span=Span(0, len(quote)),
                   toponym_span=Span(at, at + len(name)), candidates=())
        )  # fmt: skip
    path = tmp_path / "sentence.html"
    write_map(make_records([*told, report(action="moved", document="x")]), path)
    driven = opened(path, "q=bridge")
    assert driven.page.inner_text("#tab-claims b") == "3"
    (card,) = driven.page.locator("#claims .card").all()
    assert card.locator("mark.hit").all_inner_texts() == ["bridge"]
    names = [card.locator(".where").inner_text(), *card.locator(".also button").all_inner_texts()]
    assert sorted(names) == ["Lyman", "Torske", "Zarichne"]
    card.locator(".also button").first.click()
    driven.settle()
    assert driven.page.inner_text("#dossier h2") == names[1]


@needs("touch")
@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_shows_all_and_one_finger_scrolls_past_the_map(
    opened: Opener, site: Path, seeds: Path, width: int
) -> None:
    phone = {"viewport": {"width": width, "height": 700}, "has_touch": True, "is_mobile": True}
    for path, fragment in (
        (site, ""),
        (seeds, "lang=uk"),
        (site, "tab=tray&lang=uk&from=2031-04-28&to=2031-04-28"),
    ):
        driven = opened(path, fragment, **phone)
        assert driven.page.evaluate("document.documentElement.scrollWidth") <= width
        scale, credit = (
            driven.page.locator(part).bounding_box() for part in (".leaflet-control-scale", "#credit-line")
        )
        assert scale["y"] + scale["height"] <= credit["y"] or scale["y"] >= credit["y"] + credit["height"]
    box = driven.page.locator(".folium-map").bounding_box()
    style = "getComputedStyle(document.querySelector('.folium-map')).touchAction"
    assert "pan-y" in driven.page.evaluate(style)
    one, two = (driven.page.locator(part).bounding_box() for part in ("#from", "#to"))
    assert two["x"] - one["x"] >= 24
    touch = driven.page.context.new_cdp_session(driven.page)
    view = driven.run("geomap.state().view")
    for kind, y in (("touchStart", 200), ("touchMove", 150), ("touchMove", 90), ("touchEnd", None)):
        points = [] if y is None else [{"x": width / 2, "y": box["y"] + y}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    driven.until("scrollY > 20")
    assert driven.run("geomap.state().view") == view


@pytest.mark.parametrize(("language", "search"), [("en", "search: yard"), ("uk", "пошук: yard")])
def test_a_sheet_says_what_it_shows(opened: Opener, site: Path, language: str, search: str) -> None:
    driven = opened(site, f"action=struck&q=yard&lang={language}")
    page = driven.page
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    said = page.inner_text("#sheet")
    struck = sum(r.action == "struck" for r in SOME)
    cards = page.locator("#claims .card").count()
    for part in (
        search,
        page.evaluate("document.querySelector('#span').textContent"),
        str(struck),
        str(cards),
    ):
        assert part in said
    page.evaluate("dispatchEvent(new Event('afterprint'))")


def test_both_ends_of_a_short_window_can_be_taken_on_a_phone(opened: Opener, site: Path) -> None:
    driven = opened(site, viewport={"width": 320, "height": 700})
    last = driven.run("document.querySelector('#to').getAttribute('aria-valuemax')")
    driven.run(f"geomap.set({{ window: [{int(last) - 1}, {last}] }})")
    start, end = (driven.page.locator(part).bounding_box() for part in ("#from", "#to"))
    assert end["x"] + end["width"] <= 320
    assert start["x"] + start["width"] <= end["x"]


@needs("media")
def test_the_first_sheet_holds_map_legend_and_time_drawn(opened: Opener, seeds: Path) -> None:
    driven = opened(seeds, viewport={"width": 1280, "height": 720})
    page = driven.page
    page.evaluate("document.querySelector('#legend').open = false")
    page.emulate_media(media="print")
    drawn = page.evaluate(
        """dispatchEvent(new Event('beforeprint')),
        [...document.querySelectorAll('#legend canvas')].map((canvas) =>
          canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean))"""
    )
    assert len(drawn) > 8
    assert all(drawn)
    legend, time, land = (page.locator(part).bounding_box() for part in ("#legend", "#time", ".folium-map"))
    # A sheet of A4 has 188 mm between its margins.
    assert max(legend["y"] + legend["height"], time["y"] + time["height"]) < 188 / 25.4 * 96
    assert legend["x"] >= land["x"] + land["width"]
    assert time["y"] >= land["y"] + land["height"]
    page.evaluate("dispatchEvent(new Event('afterprint'))")


def test_the_speed_of_play_is_chosen(opened: Opener, site: Path) -> None:
    driven = opened(site, "from=2031-04-01&to=2031-04-07")
    driven.page.select_option("#speed", "4")
    driven.page.click("#play")
    first = driven.page.evaluate("geomap.state().window[0]")
    driven.until("([from]) => geomap.state().window[0] > from + 2", [first])
    driven.page.click("#play")
    driven.settle()
    stopped = driven.run("geomap.state().window")
    assert driven.run("geomap.state().window") == stopped


def test_the_address_copied_from_a_file_tells_no_folder(opened: Opener, site: Path) -> None:
    driven = opened(site, "action=struck")
    driven.page.evaluate("document.querySelector('#export').open = true")
    driven.page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }; 0")
    driven.page.click("#copy-view")
    driven.until("window.copied !== undefined")
    assert driven.page.evaluate("window.copied") == "map.html#action=struck"


PRECISIONS = {"near": 5.0, "hromada": 12.0, "raion": 30.0, "sector": 15.0, "exact": 2.0}


def test_how_well_a_place_is_known_is_told_by_its_mark(opened: Opener, tmp_path: Path) -> None:
    told = []
    for n, (precision, radius) in enumerate(PRECISIONS.items()):
        changes = {
            "precision": precision,
            "radius_km": radius,
            "admin3": "Lymanska hromada",
            "admin2": "Kramatorsk Raion",
        }
        told.append(village(n, f"At {precision}", point=LonLat(34.0 + n, 48.5), **changes)[1])
    derived = Derivation(origins=(LYMAN.id,), relation="offset", km=5.0, bearing=0.0)
    told.append(
        village(8, "5 km north of Lyman", precision="near", derived=derived, point=LonLat(37.0, 50.2))[1]
    )
    # Three villages of one community, at its centre beside the town, one of them doubtful.
    for n in (11, 12, 13):
        spot = {
            "point": LonLat(36.0, 50.0),
            "precision": "hromada",
            "radius_km": 14.0,
            "admin3": "Borivska hromada",
        }
        unsure = "uncertain" if n == 11 else "certain"
        told.append(replace(village(n, f"Village {n}", **spot)[1], certainty=unsure))
    told.append(village(20, "Borova", point=LonLat(36.02, 50.0))[1])
    path = tmp_path / "known.html"
    write_map(make_records(told), path)
    driven = opened(path)
    marks = driven.run("geomap.symbols()")
    standings = {s["label"]: s["standing"] for s in marks}
    assert standings == {
        **{f"At {precision}": precision for precision in PRECISIONS},
        "5 km north of Lyman": "derived",
        "Borivska hromada (3)": "hromada",
        "Borova": "exact",
    }
    (community,) = (s for s in marks if len(s["places"]) == 3)
    assert (community["n"], community["unsure"]) == (3, 1)
    point_at(driven, community)
    tip = driven.page.inner_text("#tip")
    assert "only the community is known" in tip
    assert "1 uncertain in place or reading" in tip
    legend = driven.page.locator("#legend-marks li").all_text_contents()
    assert {
        "near the place",
        "worked out from the text",
        "only the district known",
        "stretch of front",
    } <= set(legend)
    box = driven.page.locator(".folium-map").bounding_box()
    driven.page.mouse.click(box["x"] + community["x"], box["y"] + community["y"])
    driven.settle()
    assert "Borivska hromada, known only by its centre; 2 other places of it" in driven.page.inner_text(
        "#dossier"
    )
    assert driven.page.locator(".neighbours button").count() == 2


def test_circles_of_rough_places_do_not_add_up(opened: Opener, tmp_path: Path) -> None:
    spots = [LonLat(37.8 + n % 5 / 50, 48.9 + n / 200) for n in range(25)]
    rough = {"precision": "near", "radius_km": 12.0}
    told = [village(n, f"Near {n}", point=spot, **rough)[1] for n, spot in enumerate(spots)]
    path = tmp_path / "rough.html"
    write_map(make_records(told), path)
    driven = opened(path, "map=11/48.95/37.84")
    inked = driven.run(
        """(() => {
        const canvas = document.querySelector(".leaflet-geomap-symbols-pane canvas");
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        let inked = 0;
        for (let k = 3; k < data.length; k += 4) inked += data[k] > 0 && data[k] < 255 ? 0 : data[k] ? 1 : 0;
        return inked / (data.length / 4);
      })()"""
    )
    # Marks and names, and one dotted line around them all: no sheet of grey.
    assert inked < 0.1
