from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.records import Record, Report, make_records, merge, select
from geomap.spans import Days, Span
from tests.records_of import report

NEXT = Days.one(date(2022, 10, 2))
WEEK = Days(date(2022, 10, 4), date(2022, 10, 10))
reports = st.builds(
    report,
    document=st.sampled_from(["a.txt", "b.txt", "c.txt"]),
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


@given(some)
def test_no_report_is_lost_or_told_twice(given_reports: list[Report]) -> None:
    kept = [r for record in make_records(given_reports) for r in record.reports]
    assert len(kept) == len(set(kept))
    assert set(kept) == set(given_reports)


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


def test_taken_against_taken_back_by_the_other_side_is_a_contradiction() -> None:
    kyiv, moscow = make_records([report(), report(action="captured", claimant="Igor Konashenkov", days=NEXT)])
    assert kyiv.contradicts == (moscow.id,)
    assert moscow.contradicts == (kyiv.id,)


def test_denied_against_reported_is_a_contradiction_whoever_denies() -> None:
    one, two = make_records([report(), report(modality="negated", claimant="a resident")])
    assert one.contradicts == (two.id,)


def test_claims_a_week_apart_or_of_one_side_do_not_contradict() -> None:
    later = Days.one(date(2022, 10, 9))
    for other in (
        report(action="captured", claimant="Igor Konashenkov", days=later),
        report(action="captured", claimant="Volodymyr Zelensky"),
    ):
        assert all(not record.contradicts for record in make_records([report(), other]))


@given(st.lists(reports, max_size=12), st.integers(1, 3))
def test_rivals_are_linked_both_ways_all_of_a_few_and_enough_of_many(
    given_reports: list[Report], most: int
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("geomap.records.MOST_RIVALS", most)
        records = {record.id: record for record in make_records(given_reports)}
    for record in records.values():
        rivals = {other.id for other in records.values() if stand_against(record, other)}
        assert rivals.issuperset(record.contradicts)
        assert len(record.contradicts) >= min(most, len(rivals))
        assert all(record.id in records[other].contradicts for other in record.contradicts)


def stand_against(one: Record, other: Record) -> bool:
    """Tell what the links mean, pair by pair."""
    if one.days is None or other.days is None or one.claimant == other.claimant:
        return False
    far = max(one.days.start - other.days.end, other.days.start - one.days.end)
    modalities, actions = {one.modality, other.modality}, {one.action, other.action}
    denied = modalities == {"factual", "negated"} and len(actions) == 1
    opposed = modalities == {"factual"} and actions in ({"captured", "reclaimed"}, {"moved", "withdrew"})
    across = one.side != other.side and "other" not in (one.side, other.side)
    return far <= timedelta(1) and (denied or (opposed and across))


def test_a_window_holds_what_overlaps_it_and_nothing_undated() -> None:
    records = make_records([report(), report(days=NEXT), report(days=None)])
    assert len(select(records, valid_in=(date(2022, 10, 2), date(2022, 10, 8)))) == 1


def test_half_a_character_in_a_name_breaks_no_record() -> None:
    (record,) = make_records([report(place=None, toponym="Ly\ud800man")])
    assert record.id


def test_articles_without_a_day_do_not_tell_of_the_same_one() -> None:
    undated = [report(days=None), report(days=None, document="b")]
    assert [len(record.reports) for record in make_records(undated)] == [1, 1]
    assert [len(record.reports) for record in make_records([report(), report(document="b")])] == [2]
    twice = [report(days=None), report(days=None, toponym_span=Span(40, 45))]
    assert [len(record.reports) for record in make_records(twice)] == [2]
