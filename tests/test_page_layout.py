# ruff: noqa: E501
"""The page's layout, address and words, run by node without a browser."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from geomap.files.columns import EPOCH
from geomap.records import make_records
from geomap.spans import Days
from geomap.surroundings import Surroundings
from tests.page_counts import Scope, ways_of
from tests.page_node import ask, needs_node
from tests.page_records import columns, records
from tests.records_of import report

pytestmark = needs_node
SOME = records(300)


def of_layout(script: str, questions: Sequence[Any], folder: Path) -> Any:
    return ask(f"answer = questions.map({script});", {}, questions, folder, "store layout")


def of_store(script: str, questions: Sequence[Any], folder: Path, found: Any = SOME) -> Any:
    given = "const store = makeStore(data);\nconst facets = makeFacets(store);\nconst gather = makeGather(store);\n"
    data = columns(found, Surroundings())
    return ask(
        f"{given}answer = questions.map({script});", data, questions, folder, "store words state select"
    )


def test_nearly_all_leaves_out_the_farthest_few_of_many_only(tmp_path: Path) -> None:
    near = [{"x": 10 + n % 10, "y": n // 10, "n": 2} for n in range(100)]
    far = {"x": 900, "y": 0, "n": 3}
    few = [*near[:10], far]
    edge = [*near[:10], {"x": 25, "y": 0, "n": 1}]
    kept = of_layout("(points) => mostOf(points).length", [[*near, far], few, edge, [far], []], tmp_path)
    assert kept[0] <= 100
    assert kept[0] >= 94
    assert kept[1:] == [11, 11, 1, 0]


def test_a_community_stays_apart_from_the_town_at_its_centre(tmp_path: Path) -> None:
    town = {"place": 0, "x": 100, "y": 100, "n": 5, "unit": None}
    villages = [{"place": k, "x": 101, "y": 100, "n": 1, "unit": "Lymanska hromada"} for k in (1, 2, 3)]
    other = {"place": 4, "x": 104, "y": 101, "n": 1, "unit": None}
    script = "([points, distance]) => mergeWithin(points, distance).map(({ members }) => members)"
    apart, crowded = of_layout(script, [[[town, *villages, other], d] for d in (7, 20)], tmp_path)
    assert apart == [[0, 4], [1, 2, 3]]
    assert crowded == [[0, 1, 2, 3, 4]]


def test_symbols_hardly_overlap_and_none_strays_far(tmp_path: Path) -> None:
    dice = random.Random(5)  # noqa: S311
    points = sorted(
        ({"place": k, "x": dice.gauss(400, 90), "y": dice.gauss(300, 70), "n": dice.randrange(1, 40), "unit": None}
         for k in range(300)), key=lambda p: -(p["n"] or 0),
    )  # fmt: skip
    script = """(points) => {
      const symbols = layOutSymbols(points, (most) => { const r = makeRadius(most); return ({ n }) => r(n); }, { x: 1000, y: 700 });
      return { crowded: crowding(symbols), members: symbols.flatMap(({ members }) => members).sort((a, b) => a - b),
               far: Math.max(...symbols.map((s) => Math.hypot(s.x - s.anchorX, s.y - s.anchorY))),
               largest: Math.max(...symbols.map(({ r }) => r)) };
    }"""
    (found,) = of_layout(script, [points], tmp_path)
    assert found["members"] == list(range(300))
    assert found["crowded"] <= 0.05
    assert found["far"] <= 46.01
    assert found["largest"] <= 28


def test_a_label_with_a_leader_finds_room_where_a_plain_one_does_not(tmp_path: Path) -> None:
    # A field of boxes around the mark leaves no room beside it.
    taken = [[x, y, x + 20, y + 20] for x in range(160, 241, 20) for y in range(160, 241, 20)]
    label = {"x": 200, "y": 200, "r": 10, "width": 60, "height": 15}
    script = """([label, taken]) => {
      const boxes = makeBoxes([0, 0, 400, 400]);
      for (const box of taken) boxes.add(box);
      return placeLabels([label], boxes).map(({ left, middle, afar }) => [left, middle, afar]);
    }"""
    plain, led, free = of_layout(
        script, [[label, taken], [{**label, "leader": True}, taken], [label, []]], tmp_path
    )
    assert plain == []
    ((left, middle, afar),) = led
    assert afar
    assert all(
        left + 60 <= x0 or left >= x1 or middle + 7 <= y0 or middle - 7 >= y1 for x0, y0, x1, y1 in taken
    )
    assert free[0][2] is False


def test_a_badge_stands_outside_the_number_of_its_mark(tmp_path: Path) -> None:
    script = """({ r, badge }) => {
      const arcs = [];
      const pen = new Proxy({}, { get: (_, name) => (...numbers) => name === "arc" && arcs.push(numbers), set: () => true });
      badge === "contradicted" ? drawBadge(pen, {}, (r + 5) * Math.SQRT1_2, -(r + 5) * Math.SQRT1_2) : 0;
      return arcs;
    }"""
    answer = ask(
        f"answer = questions.map({script});",
        {},
        [{"r": 10, "badge": "contradicted"}],
        tmp_path,
        "store symbols",
    )
    ((x, y, radius, *_),) = answer[0]
    # The number of a mark of radius 10 is at most 7 pixels from its centre.
    assert (x * x + y * y) ** 0.5 - radius > 7


def test_a_name_is_left_out_where_it_would_be_read_as_that_of_another_mark(tmp_path: Path) -> None:
    script = """([others, taken, leader]) => {
      const boxes = makeBoxes([0, 0, 400, 400]);
      for (const box of taken) boxes.add(box);
      const label = { x: 200, y: 200, r: 10, width: 60, height: 15, leader, others: [{ x: 200, y: 200, r: 10 }, ...others] };
      return placeLabels([label], boxes).map(({ left, middle }) => [left, middle]);
    }"""
    beside = {"x": 288, "y": 200, "r": 10}
    around = [{"x": 200 + x, "y": 200 + y, "r": 8} for x in (-30, 0, 30) for y in (-26, 0, 26) if x or y]
    free, near, shut = of_layout(
        script,
        [
            [[], [], False],
            # Right of the mark it would touch the other's: left of it it is read as its own.
            [[beside], [], False],
            [around, [], False],
        ],
        tmp_path,
    )
    assert free == [[215, 200]]
    assert near == [[125, 200]]
    assert shut == []


def test_only_the_three_fullest_areas_are_hatched(tmp_path: Path) -> None:
    script = """({ window }) => {
      const passing = applyFilters(store, facets, noFilters(), new Set(), null);
      const gathered = gather(passing, scopeOf({ window, ...AT_FIRST }));
      return areasOf(store, gathered).map(([p, full]) => [weightOf(gathered, p), full]);
    }"""
    (areas,) = of_store(script, [{"window": None}], tmp_path)
    assert len(areas) > 3
    full = [n for n, is_full in areas if is_full]
    assert len(full) == 3
    assert min(full) >= max(n for n, is_full in areas if not is_full)


def test_a_map_opens_on_the_densest_month_of_its_last_year(tmp_path: Path) -> None:
    script = "() => openingWindow(store)"
    (window,) = of_store(script, [0], tmp_path)
    start = date.fromordinal(window[0] + EPOCH)
    assert window[1] - window[0] == 29

    def held(first: date) -> int:
        ways = ways_of(SOME, Scope(window=Days(first, first + timedelta(29))))
        return len(ways["dated"] | ways["reported"])

    best = max(held(start + timedelta(days)) for days in range(-180, 150, 5))
    assert held(start) >= 0.9 * best
    assert of_store(script, [0], tmp_path, SOME[:60]) == [None]
    old = [
        report(days=Days.one(date(2020, 1, 1) + timedelta(n % 20)), document=f"{n}", quote=f"Lyman {n}.")
        for n in range(300)
    ]
    assert of_store(script, [0], tmp_path, make_records(old)) == [None]


@pytest.mark.parametrize(
    ("window", "days", "first"),
    [
        # The fullest day of the window, not its first; of a day the week around it; of nothing the nearest that is full.
        ([0, 29], 1, 12),
        ([0, 29], 7, 12),
        ([18, 18], 7, 12),
        ([30, 36], 1, 29),
        ([50, 52], 1, 60),
        (None, 1, 60),
    ],
)
def test_a_length_is_looked_at_where_most_is(
    tmp_path: Path, window: list[int] | None, days: int, first: int
) -> None:
    begin = date(2022, 6, 1)
    told = [12, 12, 12, 18, 29, *[60] * 5]
    made = make_records(
        [
            report(
                days=Days.one(begin + timedelta(day)), document=f"{n}", quote=f"Lyman {n}.", claimant=f"{n}"
            )
            for n, day in enumerate(told)
        ]
    )
    at = begin.toordinal() - EPOCH
    script = """([window, days, at]) => {
      const passing = applyFilters(store, facets, noFilters(), new Set(), null);
      return suitableWindow(store, passing, days, window, [at, at + 70], DATED).map((day) => day - at);
    }"""
    asked = [at + day for day in window] if window else None
    assert of_store(script, [[asked, days, at]], tmp_path, made) == [[first, first + days - 1]]


def test_a_line_of_time_leaves_off_a_stray_day_and_says_so(tmp_path: Path) -> None:
    script = """([from, to, kept]) => {
      const { first, last, beyond } = bulkOf({ from, to }, from.map((_, i) => i), (i) => i === kept);
      return [first, last, beyond];
    }"""
    many = [*range(100, 110), 900]
    asks = [
        [many, many, None], [[0, *many[:-1]], [0, *many[:-1]], None],
        # Not where the stray is what was asked for, where two of few are far, or where it is hardly farther than the rest.
        [many, many, 10], [[*many, 905], [*many, 905], None], [[*many[:-1], 118], [*many[:-1], 118], None], [[1, 900], [1, 900], None],
    ]  # fmt: skip
    answer = ask(f"answer = questions.map({script});", {}, asks, tmp_path, "store select")
    assert answer == [[100, 109, 1], [100, 109, 1], [100, 900, 0], [100, 905, 0], [100, 118, 0], [1, 900, 0]]


def test_an_address_brings_back_every_state(tmp_path: Path) -> None:
    script = """(state) => {
      const defaults = { language: "en", window: state.opening };
      store.raw.strings = { en: {}, uk: {} };
      const sets = (choice) => Object.fromEntries(FACETS.map((facet) => [facet, new Set(choice[facet] ?? [])]));
      const whole = { ...makeState(defaults).state, ...state, filters: sets(state.filters), except: new Set(state.except) };
      const { unknown, ...read } = readHash(writeHash(whole, store, defaults, facets), store, defaults, facets);
      return [unknown, Object.keys(read).filter((key) => key !== "place" && !alike(read[key], whole[key]))];
    }"""
    dice = random.Random(11)  # noqa: S311
    asks: list[dict[str, Any]] = []
    for _ in range(200):
        day = 22_400 + dice.randrange(200)
        filters = {
            facet: [dice.randrange(2)] for facet in dice.sample(("action", "side", "claimant", "region"), 2)
        }
        asks.append(
            {
                "opening": dice.choice((None, [22_400, 22_429])),
                "window": dice.choice((None, [22_400, 22_429], [day, day + dice.randrange(40)])),
                "filters": dice.choice(({}, filters)),
                "except": [],
                "query": dice.choice(("", "a & b", "«міст»#")),
                "claim": dice.choice((-1, dice.randrange(200))),
                "view": dice.choice((None, [7.5, 48.1, 37.25])),
                "vague": dice.choice((None, True, False)),
                "undated": dice.random() < 0.5,
                "reported": dice.random() < 0.5,
                "tab": dice.choice(("claims", "tray")),
                "order": dice.choice(("newest", "sources")),
                "language": dice.choice(("en", "uk")),
            }
        )
        asks[-1]["except"] = list(asks[-1]["filters"])[: dice.randrange(2)]
    assert [answer for answer in of_store(script, asks, tmp_path) if answer != [[], []]] == []


@pytest.mark.parametrize(
    ("address", "view", "unknown"),
    [
        ("map=99/0/0", [15, 0, 0], []),
        ("map=9/400/37.9", [9, 85, 37.9], []),
        ("map=9/48.6", None, [["map", "9/48.6"]]),
        ("from=2022-02-30&to=2022-03-01", None, [["from", "2022-02-30"]]),
        ("from=2022-03-02&to=2022-03-01", None, [["from", "2022-03-02 > 2022-03-01"]]),
        ("lang=de&tab=zzz", None, [["lang", "de"], ["tab", "zzz"]]),
        ("lang=en&theme=auto&tab=claims&order=newest&vague=1", None, []),
        ("claim=no&side=martian", None, [["side", "martian"], ["claim", "no"]]),
    ],
)
def test_an_address_is_clamped_and_tells_what_it_asks_in_vain(
    tmp_path: Path, address: str, view: Any, unknown: Any
) -> None:
    script = """(address) => {
      store.raw.strings = { en: {} };
      const read = readHash(address, store, { language: "en", window: null }, facets);
      return [read.view, read.unknown];
    }"""
    assert of_store(script, [address], tmp_path) == [[view, unknown]]


def test_words_take_their_plural_and_days_are_of_their_month(tmp_path: Path) -> None:
    folder = files("geomap").joinpath("files", "page", "strings")
    texts = {code: folder.joinpath(f"{code}.json").read_text("utf-8") for code in ("en", "uk")}
    script = """([language, key, values]) => {
      const words = makeWords(Object.fromEntries(Object.entries(data).map(([code, text]) => [code, JSON.parse(text)])), language);
      return key === "day" ? dayOf(values) : words.say(key, values);
    }"""
    asks = [
        ["en", "claims", {"n": 1}], ["en", "claims", {"n": 1200}], ["uk", "claims", {"n": 2}], ["uk", "claims", {"n": 25}],
        ["fr", "claims", {"n": 2}], ["en", "no.such", {}], ["en", "day", "2024-02-29"], ["en", "day", "2023-02-29"], ["en", "day", "soon"],
    ]  # fmt: skip
    answer = ask(f"answer = questions.map({script});", texts, asks, tmp_path, "store words")
    leap = date(2024, 2, 29).toordinal() - EPOCH
    assert answer == [
        "1 claim", "1,200 claims", "2 твердження", "25 тверджень", "2 claims", "no.such", leap, None, None,
    ]  # fmt: skip


def test_the_room_of_a_mark_is_that_of_its_fullest_window(tmp_path: Path) -> None:
    """Claims are asked only of the windows in which they can lie; here each is asked of all."""
    script = """([days, asked]) => {
      const passing = { failures: Uint8Array.from({ length: store.size }, (_, i) => Number(i % 7 === 3)) };
      const scope = scopeOf({ ...AT_FIRST, ...asked, window: days && [store.extent.first + 40, store.extent.first + 39 + days] });
      const most = new Int32Array(store.places.size);
      const windows = days ? [...startsOf(store, days)].map((from) => [from, from + days - 1]) : [];
      for (const window of [...windows, scope.window]) {
        const gathered = gather(passing, { ...scope, window });
        most.forEach((n, p) => (most[p] = Math.max(n, weightOf(gathered, p))));
      }
      return [windows.length, String(peaksOf(store, gather, passing, scope)) === String(most), most.some((n) => n > 1)];
    }"""
    asked = [(days, some) for days in (None, 1, 3, 30, 400) for some in ({}, {"vague": True, "undated": True}, {"reported": False})]  # fmt: skip
    told = of_store(script, asked, tmp_path)
    assert [same for _, same, _ in told] == [True] * len(asked)
    assert {windows for windows, *_ in told} >= {0, 40}
    assert any(several for *_, several in told)


def test_numbers_are_written_as_the_language_does(tmp_path: Path) -> None:
    """Whole numbers, which are written without a formatter, look as those that one writes."""
    script = """([code, n]) => {
      const words = makeWords({ en: data.en, uk: data.uk }, code);
      return [words.number(n), new Intl.NumberFormat(LOCALES[code]).format(n)];
    }"""
    folder = files("geomap").joinpath("files", "page", "strings")
    tables = {code: json.loads(folder.joinpath(f"{code}.json").read_text("utf-8")) for code in ("en", "uk")}
    numbers = [0, 7, 999, 1000, 12_345, 1_234_567, 2.5, -3, -4321]
    asked = [(code, n) for code in tables for n in numbers]
    for own, formatted in ask(f"answer = questions.map({script});", tables, asked, tmp_path, "store words"):
        assert own == formatted
