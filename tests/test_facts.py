"""The deeper facts of a strike: sentences with all that is to be read in them, and how reports add up."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.claims import Claim
from geomap.documents import Document
from geomap.facts import COUNTS, NO_FACTS, Arm, Count, Facts, Struck, merged
from geomap.gazetteer import Gazetteer, open_gazetteer
from geomap.language import LANGUAGES
from geomap.pipeline import analyse
from geomap.spans import Span

TEXTS = Path(__file__).parent / "facts.tsv"
UNREAD = frozenset(
    (
        "The mayor of Mykolaiv thanked the hospital after missiles hit the port, where a 68-year-old docker "
        "was killed.",
        "Shells fell on Nikopol, where six people were killed and 15 injured, and on Siversk.",
    )
)
"""Texts of which some facts are lost: mostly a place is not read as that of a strike."""


@pytest.fixture(scope="module")
def shipped() -> Gazetteer:
    return open_gazetteer()


class Row(NamedTuple):
    """A line of ``facts.tsv``."""

    lang: str
    text: str
    facts: str


def rows() -> list[Row]:
    with TEXTS.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Row(*line, *[""] * (3 - len(line))) for line in lines][1:]


def written(count: Count) -> str:
    """Return a count as ``facts.tsv`` writes it: 5, 5+, -5, 5-7."""
    if count.most is None:
        return f"{count.least}+"
    if count.least == count.most:
        return str(count.least)
    return f"{count.least or ''}-{count.most}"


def told(claims: tuple[Claim, ...]) -> set[str]:
    """Return the facts of each place, the second mention of a name as ``Name#2``."""
    seen: Counter[str] = Counter()
    found = set()
    for claim in claims:
        name = claim.reading.resolution.mention.toponym
        seen[name] += 1
        where = name if seen[name] == 1 else f"{name}#{seen[name]}"
        facts = claim.facts
        found |= {f"{where}: weapon={arm.weapon}" for arm in facts.weapons}
        found |= {f"{where}: object={struck.target}" for struck in facts.targets}
        counts = [(field, getattr(facts, field)) for field in COUNTS]
        found |= {f"{where}: {field}={written(count)}" for field, count in counts if count is not None}
    return found


def wanted(cell: str) -> set[str]:
    found = set()
    for part in filter(None, cell.split(" | ")):
        where, _, facts = part.partition(": ")
        for fact in facts.split(" "):
            field, _, values = fact.partition("=")
            found |= {f"{where}: {field}={value}" for value in values.split(",")}
    return found


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.text[:40])
def test_a_sentence_gives_each_place_its_own_facts_and_no_others(row: Row, shipped: Gazetteer) -> None:
    found = told(analyse(Document(id="x", text=row.text, language=row.lang), shipped).claims)
    if row.text in UNREAD:
        assert found < wanted(row.facts)
    else:
        assert found == wanted(row.facts)


def test_every_field_has_texts_in_every_language_and_look_alikes() -> None:
    told_by_language = {code: [row for row in rows() if row.lang == code] for code in LANGUAGES}
    for told_there in told_by_language.values():
        fields = {
            fact.partition(": ")[2].partition("=")[0] for row in told_there for fact in wanted(row.facts)
        }
        assert fields == {"weapon", "object", *COUNTS}
        assert any(not row.facts for row in told_there)


def test_spans_count_in_the_text_as_given(shipped: Gazetteer) -> None:
    text = "Mis\u00adsiles hit a hos\u00adpital in Ky\u00adiv, killing at least two peo\u00adple."
    (claim,) = analyse(Document(id="x", text=text, language="en"), shipped).claims
    facts = claim.facts
    assert [arm.span.of(text) for arm in facts.weapons] == ["Mis\u00adsiles"]
    assert [struck.span and struck.span.of(text) for struck in facts.targets] == ["hos\u00adpital"]
    assert facts.killed is not None
    assert [span.of(text) for span in facts.killed.spans] == ["at least two"]


def test_a_place_that_is_itself_such_an_object_says_what_was_hit(shipped: Gazetteer) -> None:
    said = "Drones struck the Belbek airfield at night."
    (claim,) = analyse(Document(id="x", text=said, language="en"), shipped).claims
    assert claim.facts.targets == (Struck(target="military", span=None),)
    said = "The commander visited the Belbek airfield at night."
    claims = analyse(Document(id="x", text=said, language="en"), shipped).claims
    assert all(not claim.facts for claim in claims)


@pytest.mark.parametrize(
    "said",
    [
        "Two drones will hit Kyiv and kill three people, the army fears.",
        "No drones hit Kyiv.",
        "The president visited Kyiv with three wounded soldiers.",
    ],
)
def test_what_did_not_happen_or_is_no_strike_has_no_facts(said: str, shipped: Gazetteer) -> None:
    claims = analyse(Document(id="x", text=said, language="en"), shipped).claims
    assert all(not claim.facts for claim in claims)


counts = st.none() | st.builds(
    lambda least, more: Count(least=least, most=None if more is None else least + more, spans=(Span(0, 1),)),
    st.integers(0, 9),
    st.none() | st.integers(0, 9),
)
some_facts = st.builds(
    Facts,
    weapons=st.sampled_from(
        [(), (Arm(weapon="drone", span=Span(0, 2)),), (Arm(weapon="mine", span=Span(3, 4)),)]
    ),
    killed=counts,
    targets=st.sampled_from([(), (Struck(target="school", span=None),)]),
)


@given(st.lists(some_facts, max_size=5), st.randoms())
def test_reports_add_up_in_any_order_and_lose_nothing(several: list[Facts], dice: object) -> None:
    whole = merged(several)
    assert merged(reversed(several)) == whole
    assert {a.weapon for a in whole.weapons} == {a.weapon for facts in several for a in facts.weapons}
    told_counts = [facts.killed for facts in several if facts.killed is not None]
    assert (whole.killed is None) == (not told_counts)
    for count in told_counts:
        assert whole.killed is not None
        assert whole.killed.least <= count.least
        assert whole.killed.most is None or (count.most is not None and count.most <= whole.killed.most)


def test_no_facts_are_none() -> None:
    assert not NO_FACTS
    assert not merged(())
    assert Facts(killed=Count(least=0, most=0, spans=())), "that nobody was killed is a fact"
