# ruff: noqa: E501
"""The page's own counting, run by node without a browser: equal to Python's for any window, filter and class."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest

from geomap.claimants import Side
from geomap.events import Action, Modality
from geomap.files.columns import EPOCH
from geomap.places import Certainty
from geomap.publication import Publication, PublicationBasis
from geomap.records import Record, make_records
from geomap.spans import Days
from geomap.surroundings import Surroundings
from geomap.tables import last_publication, to_tables
from geomap.when import WhenBasis
from tests.page_counts import Scope, doubtful, passes, shown_of, way_of, ways_of
from tests.page_node import ask, needs_node
from tests.page_records import columns, records
from tests.records_of import report

pytestmark = needs_node
SOME = records(300)
ASK = """
const store = makeStore(data);
const facets = makeFacets(store);
const gather = makeGather(store);
const named = (keys, values) => Object.fromEntries(keys.map((key, k) => [key, values[k]]));
const answers = questions.map(({ filters, except, window, bins, ...beside }) => {
  const chosen = Object.fromEntries(FACETS.map((facet) =>
    [facet, new Set((filters[facet] ?? []).map((key) => facets[facet].keys.indexOf(key)))]));
  const passing = applyFilters(store, facets, chosen, new Set(except), null);
  const scope = scopeOf({ window, ...AT_FIRST, ...beside });
  const gathered = gather(passing, scope);
  const counts = countFacets(store, facets, passing, scope);
  const bars = bins && histogram(store, passing, bins);
  return {
    shown: store.claims.id.filter((_, i) => !passing.failures[i] && shownAs(store.days, i, scope) !== OUTSIDE),
    ways: named(WAYS, gathered.ways),
    statuses: named(STATUSES, gathered.statuses),
    marks: Object.fromEntries(store.places.id.flatMap((id, p) => {
      const { all, told, reported, loose } = sumsOf(gathered, [p]);
      return all ? [[id, [...told, reported, loose]]] : [];
    })),
    facets: Object.fromEntries(FACETS.map((facet) => [facet, named(facets[facet].keys, counts[facet])])),
    actions: named(data.vocabulary.action, countStatuses(store, passing, scope)),
    bars: bars && Object.fromEntries(Object.entries(bars).map(([key, value]) => [key, ArrayBuffer.isView(value) ? [...value] : value])),
    peaks: [...peaksOf(store, gather, passing, scope)].every((peak, p) => peak >= weightOf(gather(passing, scope), p)),
  };
});
answer = { answers, lastPublished: store.lastPublished };
"""


def asked(found: Sequence[Record], questions: Sequence[Mapping[str, Any]], folder: Path) -> dict[str, Any]:
    """Return what the page's script answers."""
    answer: dict[str, Any] = ask(ASK, columns(found, Surroundings()), questions, folder, "store state select")
    return answer


def question(scope: Scope, filters: Mapping[str, Sequence[str]], **more: Any) -> dict[str, Any]:
    window = scope.window and [day.toordinal() - EPOCH for day in (scope.window.start, scope.window.end)]
    return {
        "window": window, "filters": filters, "except": [], "reported": scope.reported, "vague": scope.vague,
        "undated": scope.undated, **more,
    }  # fmt: skip


def any_scope(dice: random.Random) -> Scope:
    start = date(2031, 2, 20) + timedelta(dice.randrange(560))
    length = dice.choice((1, 1, 2, 3, 4, 7, 8, 14, 30, 31, 200))
    return Scope(
        window=None if dice.random() < 0.1 else Days(start, start + timedelta(length - 1)),
        reported=dice.random() < 0.7,
        vague=dice.choice((None, None, True, False)),
        undated=dice.random() < 0.5,
    )


VALUES: dict[str, tuple[str, ...]] = {
    "action": get_args(Action),
    "modality": get_args(Modality),
    "side": get_args(Side),
    "certainty": get_args(Certainty),
    "precision": ("exact", "near", "hromada", "raion", "area", "unlocated"),
    "dating": ("day", "week", "month", "longer", "report", "doubtful", "undated"),
    "publisher": ("Example Post", "Harbour Times", ""),
    "claimant": ("a resident", "Igor Konashenkov", ""),
    "region": ("Kharkiv Oblast", "Donetsk Oblast", ""),
    "basis": get_args(WhenBasis),
}


FACETS_COUNTED = ("action", "dating", "modality", "claimant", "region", "basis")


def any_filters(dice: random.Random) -> dict[str, tuple[str, ...]]:
    chosen = dice.sample(sorted(VALUES), dice.choice((0, 0, 1, 1, 2)))
    return {f: tuple(dice.sample(VALUES[f], dice.randrange(1, len(VALUES[f])))) for f in chosen}


def test_any_window_filter_and_class_is_counted_as_python_counts_it(tmp_path: Path) -> None:
    dice = random.Random(17)  # noqa: S311
    asks = []
    for _ in range(250):
        filters = any_filters(dice)
        asks.append((any_scope(dice), filters, [f for f in filters if dice.random() < 0.3]))
    questions = [question(scope, filters, **{"except": without}) for scope, filters, without in asks]
    answer = asked(SOME, questions, tmp_path)
    last = last_publication(SOME)
    assert last
    assert answer["lastPublished"] == last.toordinal() - EPOCH
    by_id = {record.id: record for record in SOME}
    seen: Counter[str] = Counter()
    for number, ((scope, filters, without), found) in enumerate(zip(asks, answer["answers"], strict=True)):
        ways = ways_of(SOME, scope, filters, without)
        assert found["ways"] == {way: len(ids) for way, ids in ways.items()}
        seen.update(found["ways"])
        shown = shown_of(SOME, scope, filters, without)
        assert set(found["shown"]) == shown
        assert len(found["shown"]) == len(shown)
        told = Counter(by_id[i].modality for i in ways["dated"])
        assert found["statuses"] == {modality: told[modality] for modality in get_args(Modality)}
        marks: dict[str, list[int]] = {}
        for i in shown:
            if place := by_id[i].place:
                way = way_of(by_id[i], scope.window, last)
                cell = {"dated": get_args(Modality).index(by_id[i].modality), "reported": 3}.get(way or "", 4)
                marks.setdefault(place.id, [0] * 5)[cell] += 1
        assert found["marks"] == marks
        # Each question about two facets: to count by hand takes long.
        for facet in FACETS_COUNTED[number % 3 :: 3]:
            others = {name: values for name, values in filters.items() if name != facet}
            for key, n in found["facets"][facet].items():
                without_others = [f for f in without if f != facet]
                asked_for = {**others, facet: (key,)}
                assert n == len(shown_of(SOME, scope, asked_for, without_others)), (facet, key)
        others = {name: values for name, values in filters.items() if name != "action"}
        for action, counts in found["actions"].items():
            there = ways_of(
                SOME, scope, {**others, "action": (action,)}, [f for f in without if f != "action"]
            )
            of_status = Counter(by_id[i].modality for i in there["dated"])
            beside = sum(len(there[way]) for way in scope.shown - {"dated"})
            assert counts == [*(of_status[modality] for modality in get_args(Modality)), beside]
        assert found["peaks"]
    assert min(seen.values()) > 50, "each way of lying in a window must have been met"


@pytest.mark.parametrize("days", [1, 2, 7, 28])
def test_a_bar_counts_what_a_window_of_its_days_counts(tmp_path: Path, days: int) -> None:
    first, count = date(2031, 3, 5), 150 // days
    at = first.toordinal() - EPOCH
    bins = {"first": at, "last": at + days * count - 1, "days": days, "count": count}
    filters = {"side": ("ukrainian", "author", "other")}
    (found,) = asked(SOME, [question(Scope(), filters, bins=bins)], tmp_path)["answers"]
    bars = found["bars"]
    actions = get_args(Action)
    last = last_publication(SOME)
    kept = [record for record in SOME if passes(record, filters, last) and record.days]
    ends = (first, first + timedelta(days * count - 1))
    assert bars["before"] == sum(r.days.end < ends[0] for r in kept if r.days)
    assert bars["after"] == sum(r.days.start > ends[1] for r in kept if r.days)
    for b in range(count):
        start = first + timedelta(b * days)
        window = Days(start, start + timedelta(days - 1))
        by_way = {
            way: [r for r in kept if way_of(r, window, last) == way] for way in ("dated", "reported", "vague")
        }
        told = Counter(r.action for r in by_way["dated"] if r.modality == "factual")
        happened = bars["happened"][b * len(actions) : (b + 1) * len(actions)]
        assert happened == [told[action] for action in actions]
        assert bars["open"][b] == len(by_way["dated"]) - told.total()
        assert bars["reported"][b] == len(by_way["reported"])
        assert bars["vague"][b] == len(by_way["vague"])
        assert bars["spread"][b] <= len(by_way["vague"])
    assert sum(bars["vague"]) > 0


def the_marks(found: Sequence[Record], scope: Scope, folder: Path) -> dict[str, list[int]]:
    (answer,) = asked(found, [question(scope, {})], folder)["answers"]
    marks: dict[str, list[int]] = answer["marks"]
    return marks


def test_a_year_does_not_fill_a_day_but_a_weekend_does(tmp_path: Path) -> None:
    year, weekend = Days(date(2031, 1, 1), date(2031, 12, 31)), Days(date(2031, 2, 13), date(2031, 2, 15))
    later = Publication(days=Days.one(date(2031, 12, 1)), basis="given", reason="given")
    pair = make_records(
        [
            report(days=year, basis="season", action="struck", published=later),
            report(days=weekend, basis="relative", published=later),
        ]
    )
    day = Scope(window=Days.one(date(2031, 2, 14)))
    assert list(the_marks(pair, day, tmp_path).values()) == [[1, 0, 0, 0, 0]]
    shown = Scope(window=day.window, vague=True)
    assert list(the_marks(pair, shown, tmp_path).values()) == [[1, 0, 0, 0, 1]]
    whole = Scope(window=year)
    assert list(the_marks(pair, whole, tmp_path).values()) == [[2, 0, 0, 0, 0]]


def test_a_day_known_by_the_report_alone_paints_no_event_and_no_plan(tmp_path: Path) -> None:
    reported = make_records(
        [report(basis="publication"), report(basis="publication", modality="planned", action="captured")]
    )
    week = Scope(window=Days(date(2022, 9, 28), date(2022, 10, 4)))
    assert list(the_marks(reported, week, tmp_path).values()) == [[0, 0, 0, 2, 0]]
    of_bulletin = make_records([report(basis="document_date")])
    assert list(the_marks(of_bulletin, week, tmp_path).values()) == [[1, 0, 0, 0, 0]]


def test_filters_have_one_name_for_a_publisher_and_for_a_claimant(tmp_path: Path) -> None:
    printed: list[str | None] = [
        "Institute for the Study of War", "understandingwar.org", "Critical Threats", "The Guardian",
        "theguardian.com", "theguardian.com", "The Ledger", "the ledger", "Ledger Weekly", None, "t.me",
    ]  # fmt: skip
    said: list[str | None] = [
        "Ukrainian General Staff", "The Ukrainian General Staff", "The Ukrainian General staff",
        "Ukrainian General Staff", "Russian General Staff", "the mayor", "Mayor", "Mayor Klychko", None,
    ]  # fmt: skip
    told = [
        report(
            document=f"p{n}", publisher=name, claimant="x", title=f"{n}", days=Days.one(date(2022, 9, 1 + n))
        )
        for n, name in enumerate(printed)
    ]
    told += [
        report(document=f"c{n}", claimant=name, days=Days.one(date(2022, 8, 1 + n)))
        for n, name in enumerate(said)
    ]
    (answer,) = asked(make_records(told), [question(Scope(), {})], tmp_path)["answers"]
    assert answer["facets"]["publisher"] == {
        "Example Post": 9,
        "Institute for the Study of War": 3,
        "The Guardian": 3,
        "The Ledger": 2,
        "Ledger Weekly": 1,
        "t.me": 1,
        "": 1,
    }
    claimants = answer["facets"]["claimant"]
    assert claimants == {
        "x": 11,
        "Ukrainian General Staff": 4,
        "Russian General Staff": 1,
        "Mayor": 2,
        "Mayor Klychko": 1,
        "": 1,
    }


def test_only_what_happened_counts(tmp_path: Path) -> None:
    told = make_records(
        [
            report(modality="planned", action="captured"),
            report(modality="negated", action="captured", claimant="An officer"),
            report(modality="negated", action="captured", claimant=None),
            report(action="struck"),
        ]
    )
    assert list(the_marks(told, Scope(), tmp_path).values()) == [[1, 1, 2, 0, 0]]


def test_days_after_the_last_article_are_doubtful_unless_planned(tmp_path: Path) -> None:
    ahead = Days.one(date(2030, 2, 24))
    slip = make_records([report(), report(days=ahead), report(days=ahead, modality="planned")])
    there = Scope(window=Days(date(2030, 2, 1), date(2030, 2, 28)))
    assert list(the_marks(slip, there, tmp_path).values()) == [[0, 1, 0, 0, 1]]
    undated_world = make_records(
        [report(days=ahead, published=Publication(days=None, basis="unknown", reason="nothing tells"))]
    )
    assert list(the_marks(undated_world, there, tmp_path).values()) == [[1, 0, 0, 0, 0]]


def any_publication(dice: random.Random) -> Publication:
    basis = dice.choice(get_args(PublicationBasis))
    first = date(2031, 2, 1) + timedelta(dice.choice((dice.randrange(120), dice.randrange(120), 900)))
    length = dice.choice((1, 1, 3, 31, 32, 140)) if basis == "inferred" else 1
    days = None if basis == "unknown" else Days(first, first + timedelta(length - 1))
    return Publication(days=days, basis=basis, reason="")


@pytest.mark.parametrize("seed", range(12))
def test_however_articles_were_dated_page_and_files_doubt_the_same_claims(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    told = []
    for number in range(dice.choice((1, 4, 30))):
        printed = any_publication(dice)
        for n in range(3):
            day = date(2031, 2, 1) + timedelta(dice.choice((dice.randrange(300), 900)))
            days = None if dice.random() < 0.1 else Days(day, day + timedelta(dice.choice((0, 2, 40))))
            changes: dict[str, Any] = {"modality": dice.choice(("factual", "factual", "planned", "negated"))}
            told.append(
                report(document=f"{number}", title=f"{number}.{n}", days=days, published=printed, **changes)
            )
    found = make_records(told)
    script = """
const store = makeStore(data);
const { dating, doubtful, status } = store.claims;
const ofStatus = { factual: "reported", planned: "planned", negated: "negated" };
answer = {
  last: store.lastPublished,
  status: Object.fromEntries(store.claims.id.map((id, i) =>
    [id, status[i] === HAPPENED && (doubtful[i] || dating[i] === DOUBTFUL) ? "doubtful" : ofStatus[STATUSES[status[i]]]])),
  doubted: store.claims.id.filter((_, i) => dating[i] === DOUBTFUL),
};
"""
    answer = ask(script, columns(found, Surroundings()), [], tmp_path, "store")
    last = last_publication(found)
    assert answer["last"] == (last and last.toordinal() - EPOCH)
    assert set(answer["doubted"]) == {record.id for record in found if doubtful(record, last)}
    tables = to_tables(found).points.columns
    assert answer["status"] == dict(zip(tables["record_id"].values, tables["status"].values, strict=True))


def test_an_undated_claim_is_in_no_window_after_its_article(tmp_path: Path) -> None:
    undated = make_records([report(days=None, edtf=None, basis="none")])
    for start, shown in ((date(2022, 10, 1), True), (date(2022, 10, 2), False)):
        scope = Scope(window=Days(start, start + timedelta(6)), undated=True)
        assert bool(the_marks(undated, scope, tmp_path)) is shown
        assert shown_of(undated, scope) == ({undated[0].id} if shown else set())
