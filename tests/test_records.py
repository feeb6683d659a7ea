import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.claimants import claimant_key
from geomap.events import Action, Modality
from geomap.gazetteer import Precision
from geomap.records import Record, Report, make_records, merge
from geomap.spans import Days, Span
from tests.records_of import LYMAN, report

NEXT = Days.one(date(2022, 10, 2))
WEEK = Days(date(2022, 10, 1), date(2022, 10, 8))
SAID = (
    "Troops entered Lyman.",
    "Troops entered Lyman at dawn on Saturday after two days of fire, the General Staff said.",
    "At dawn on Saturday after two days of fire troops entered Lyman, the General Staff said.",
)
reports = st.builds(
    report,
    document=st.sampled_from(["a.txt", "b.txt", "c.txt"]),
    publisher=st.sampled_from(["Example Post", "ISW", "Critical Threats", None]),
    url=st.sampled_from([None, "https://understandingwar.org/1", "https://news.example.org/1"]),
    quote=st.sampled_from(SAID),
    place=st.sampled_from([LYMAN, replace(LYMAN, id="raion", precision="raion")]),
    action=st.sampled_from(["captured", "reclaimed", "withdrew", "moved"]),
    modality=st.sampled_from(["factual", "negated"]),
    claimant=st.sampled_from([None, "Ukrainian General Staff", "Igor Konashenkov", "Konashenkov"]),
    days=st.sampled_from([None, NEXT, Days.one(date(2022, 10, 1)), WEEK, Days.one(date(2022, 10, 9))]),
    hearsay=st.booleans(),
    certainty=st.sampled_from(["certain", "uncertain"]),
    claim_certainty=st.sampled_from(["certain", "less-certain", "uncertain"]),
)
some = st.lists(reports, max_size=6)


@given(some, some, some)
def test_merging_is_idempotent_commutative_and_associative(
    one: list[Report], two: list[Report], three: list[Report]
) -> None:
    a, b, c = make_records(one), make_records(two), make_records(three)
    assert merge(a, a) == a
    assert merge(a, b) == merge(b, a)
    assert merge(merge(a, b), c) == merge(a, merge(b, c))


@given(st.lists(reports, min_size=2, max_size=8), st.randoms())
def test_any_order_of_the_documents_gives_the_same_records(
    given_reports: list[Report], chance: random.Random
) -> None:
    records = make_records(given_reports)
    chance.shuffle(given_reports)
    assert make_records(given_reports) == records
    assert all(1 <= r.independent <= len(r.reports) and 1 <= r.copies <= len(r.reports) for r in records)


def test_the_sites_of_one_publisher_and_a_copied_text_are_one_source() -> None:
    texts = [
        report(document="a", publisher="ISW", url="https://www.understandingwar.org/a"),
        report(document="b", publisher="criticalthreats.org", url=None, quote="The army holds Lyman."),
        report(document="c", publisher="Harbour Times", url=None),
    ]
    (record,) = make_records(texts)
    assert (record.independent, record.copies) == (1, 2)
    (record,) = make_records([*texts, report(document="d", publisher="The Ledger", quote="Lyman is taken.")])
    assert (record.independent, record.copies) == (2, 2)
    (alone,) = make_records([report(), report(toponym_span=Span(40, 45))])
    assert (alone.independent, alone.copies) == (1, 1), "an article is no copy of itself"


@given(some)
def test_no_report_is_lost_or_told_twice(given_reports: list[Report]) -> None:
    kept = [r for record in make_records(given_reports) for r in record.reports]
    assert len(kept) == len(set(kept))
    assert set(kept) == set(given_reports)


def test_a_record_tells_itself_in_a_line() -> None:
    (dated,) = make_records([report()])
    told = "reclaimed (factual) at Lyman, 2022-10-01, says Ukrainian General Staff"
    assert repr(dated) == f"<geomap.Record {dated.id}: {told}>"
    (bare,) = make_records([report(place=None, days=None, edtf=None, basis="none", claimant=None)])
    assert repr(bare).endswith(": reclaimed (factual) at Lyman, day unknown, says the author>")


def test_one_claim_in_two_articles_is_one_record_with_both_sources() -> None:
    (record,) = make_records(
        [report(), report(document="b.txt", publisher="Other Post", claimant="the General Staff (Ukrainian)")]
    )
    assert [r.publisher for r in record.reports] == ["Example Post", "Other Post"]


@pytest.mark.parametrize("told", [("uncertain", "less-certain"), ("less-certain", "uncertain")])
def test_of_several_reports_the_one_that_is_read_most_surely_counts(told: tuple[str, str]) -> None:
    one, two = told
    (record,) = make_records(
        [report(claim_certainty=one, certainty="uncertain"), report(document="b.txt", claim_certainty=two)]
    )
    assert (record.claim_certainty, record.certainty) == ("less-certain", "certain")
    assert {r.claim_certainty for r in record.reports} == set(told)


def test_denied_against_reported_is_a_contradiction_whoever_denies() -> None:
    one, two = make_records([report(), report(modality="negated", claimant="a resident")])
    assert (one.contradicts, two.contradicts) == ((two.id,), (one.id,))
    assert not one.may_differ
    assert not two.may_differ


def test_two_outlets_in_their_own_words_contradict_each_other_one_article_does_not_itself() -> None:
    yes, no = report(claimant=None), report(claimant=None, modality="negated")
    assert all(not record.contradicts for record in make_records([yes, no]))
    assert all(record.contradicts for record in make_records([yes, replace(no, document="b.txt")]))
    copied = [replace(told, document="copy.txt") for told in (yes, no)]
    assert all(not record.contradicts for record in make_records([yes, no, *copied]))


def test_a_report_before_and_an_opposite_one_after_are_a_change() -> None:
    told = [report(), report(modality="negated", claimant="a resident", days=NEXT)]
    assert all(not (record.contradicts or record.may_differ) for record in make_records(told))


YEAR = Days(date(2022, 1, 1), date(2022, 12, 31))
EIGHT_DAYS = Days(date(2022, 9, 28), date(2022, 10, 5))


@pytest.mark.parametrize(
    "wide",
    [
        {"days": YEAR},
        {"days": EIGHT_DAYS},
        {"claim_certainty": "uncertain"},
        {"certainty": "uncertain"},
    ],
)
def test_what_is_not_closely_known_may_only_differ(wide: dict[str, Any]) -> None:
    one, two = make_records([report(), report(modality="negated", claimant="a resident", **wide)])
    assert not one.contradicts
    assert not two.contradicts
    assert (one.may_differ, two.may_differ) == ((two.id,), (one.id,))


@pytest.mark.parametrize(
    ("precision", "close"),
    [
        ("exact", True),
        ("near", True),
        ("hromada", True),
        ("raion", False),
        ("sector", False),
        ("area", False),
    ],
)
def test_of_a_place_known_to_a_raion_both_may_be_right(precision: Precision, close: bool) -> None:  # noqa: FBT001
    place = replace(LYMAN, precision=precision)
    told = [report(place=place), report(place=place, modality="negated", claimant="a resident")]
    assert {(bool(r.contradicts), bool(r.may_differ)) for r in make_records(told)} == {(close, not close)}


def test_a_week_is_close_enough() -> None:
    week = Days(date(2022, 9, 29), date(2022, 10, 5))
    told = [report(), report(modality="negated", claimant="a resident", days=week)]
    assert all(record.contradicts for record in make_records(told))


def test_who_took_it_is_a_contradiction_where_each_side_says_that_it_did() -> None:
    kyiv, moscow = make_records([report(), report(action="captured", claimant="Igor Konashenkov")])
    assert (kyiv.contradicts, moscow.contradicts) == ((moscow.id,), (kyiv.id,))
    for other in (
        report(action="captured", claimant="Igor Konashenkov", days=NEXT),
        report(action="captured", claimant="Volodymyr Zelensky"),
        report(action="captured", claimant=None, document="b.txt"),
        report(action="captured", claimant="a resident"),
    ):
        assert all(not (r.contradicts or r.may_differ) for r in make_records([report(), other]))


@pytest.mark.parametrize(
    ("action", "modality", "against"),
    [("moved", "factual", "withdrew"), ("other", "negated", "other"), ("struck", "negated", "attacked")],
)
def test_different_predicates_do_not_stand_against_each_other(
    action: Action, modality: Modality, against: Action
) -> None:
    told = [report(action=against), report(action=action, modality=modality, claimant="a milblogger")]
    assert all(not (record.contradicts or record.may_differ) for record in make_records(told))


@settings(deadline=None)
@given(st.lists(reports, max_size=12), st.integers(1, 3))
def test_rivals_are_linked_both_ways_all_of_a_few_and_enough_of_many(
    given_reports: list[Report], most: int
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("geomap.records.MOST_RIVALS", most)
        records = {record.id: record for record in make_records(given_reports)}
    for record in records.values():
        stands = {other.id: stand_against(record, other) for other in records.values()}
        for found, what in ((record.contradicts, "contradicts"), (record.may_differ, "may differ")):
            rivals = {other for other, how in stands.items() if how == what}
            assert rivals.issuperset(found)
            assert len(found) >= min(most, len(rivals))
        assert all(record.id in records[other].contradicts for other in record.contradicts)
        assert all(record.id in records[other].may_differ for other in record.may_differ)


def stand_against(one: Record, other: Record) -> str:
    """Tell what the links mean, pair by pair."""
    if one.days is None or other.days is None or one.place != other.place:
        return ""
    articles = [{report.document for report in record.reports} for record in (one, other)]
    same = claimant_key(one.claimant) == claimant_key(other.claimant) and articles[0] == articles[1]
    if same or not one.days.overlaps(other.days):
        return ""
    modalities, actions = {one.modality, other.modality}, {one.action, other.action}
    denied = modalities == {"factual", "negated"} and len(actions) == 1
    taken = modalities == {"factual"} and actions == {"captured", "reclaimed"}
    if not denied and not (taken and {one.side, other.side} == {"ukrainian", "russian"}):
        return ""
    close = all(
        record.place is not None
        and record.place.precision == "exact"
        and record.days is not None
        and record.days.length <= 7
        and "uncertain" not in (record.certainty, record.claim_certainty)
        for record in (one, other)
    )
    return "contradicts" if close else "may differ"


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, "reported"),
        ({"modality": "planned", "hearsay": True}, "planned"),
        ({"modality": "negated"}, "negated"),
        ({"hearsay": True}, "doubtful"),
        ({"certainty": "uncertain"}, "doubtful"),
        ({"claim_certainty": "uncertain"}, "doubtful"),
        ({"days": NEXT}, "doubtful"),
        ({"days": None}, "reported"),
    ],
)
def test_a_record_says_what_is_to_be_thought_of_it(changes: dict[str, Any], status: str) -> None:
    (record,) = make_records([report(**changes)])
    assert record.status == status


def test_half_a_character_in_a_name_breaks_no_record() -> None:
    (record,) = make_records([report(place=None, toponym="Ly\ud800man")])
    assert record.id


def test_articles_without_a_day_do_not_tell_of_the_same_one() -> None:
    undated = [report(days=None), report(days=None, document="b")]
    assert [len(record.reports) for record in make_records(undated)] == [1, 1]
    assert [len(record.reports) for record in make_records([report(), report(document="b")])] == [2]
    twice = [report(days=None), report(days=None, toponym_span=Span(40, 45))]
    assert [len(record.reports) for record in make_records(twice)] == [2]
