"""Each registered case decides of the sentence it holds for, and not of the one it must not hold for."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

import geomap.roles
from geomap.roles import BY_LEVEL
from geomap.roles.capitals import CAPITAL_CASES
from geomap.roles.cases import PASSED, Case, Cases, Sight, Sign, case, first_verdict
from geomap.roles.names import Verdict
from geomap.roles.places import CASES, LAST_CASES
from geomap.roles.proper import PROPER_CASES
from geomap.roles.reference import LISTED_CASES, REFERENCE_CASES
from geomap.roles.states import STATE_CASES
from tests.scenes import read_marked
from tests.test_roles import EN, ENGLISH, RU, RUSSIAN, UK, UKRAINIAN

LISTS: dict[str, Cases] = {
    # heading in the guide: its cases
    "proper names": PROPER_CASES,
    "names that only locate another": REFERENCE_CASES,
    "names in a list": LISTED_CASES,
    "countries": STATE_CASES,
    "capitals": CAPITAL_CASES,
    "settlements and regions": CASES,
    "places without an event so far": LAST_CASES,
}
ALL = [pytest.param(heading, one, id=one.name) for heading, cases in LISTS.items() for one in cases.all]
FILLERS = {"en": EN, "uk": UK, "ru": RU}
GUIDE = Path(__file__).parent.parent / "docs" / "roles-and-actions.md"


FIELDS = ("scene", "names", "name", "left", "right", "verdicts", "brief")


class Decision(NamedTuple):
    """Which case of each list decides of a name and what it says, and what the name was judged in the end."""

    of: dict[str, tuple[Case, Verdict] | None]
    final: Verdict

    def is_by(self, heading: str, one: Case) -> bool:
        """Tell whether a case decided: its word stood, or it left the name to a later list."""
        found = self.of[heading]
        if found is None or found[0] is not one:
            return False
        if found[1] is not PASSED:
            return found[1].reason == self.final.reason and self.final.reason.startswith(one.name)
        earlier = list(LISTS)[: list(LISTS).index(heading) + 1]
        said = [self.of[name] for name in earlier]
        return not any(case and case[1].reason == self.final.reason for case in said)


def decisions(one: Case, sentence: str, monkeypatch: pytest.MonkeyPatch) -> list[Decision]:
    """Return what decided of each marked place of a sentence; a caption stands alone."""
    found: list[Decision] = []
    judge_name = geomap.roles.judge_name

    def watched(sight: Sight) -> Verdict:
        of = {}
        for heading, cases in LISTS.items():
            asked = cases not in BY_LEVEL.values() or cases is BY_LEVEL.get(sight.name.level)
            judged = ((each, each.judge(sight)) for each in cases.all if asked)
            of[heading] = next(((each, verdict) for each, verdict in judged if verdict is not None), None)
        found.append(Decision(of, judge_name(sight)))
        return found[-1].final

    monkeypatch.setattr(geomap.roles, "judge_name", watched)
    alone = one.name.startswith("a caption")
    read_marked(sentence if alone else f"{sentence} {FILLERS[one.language]}", one.language)
    return found


def table(cases: Cases) -> str:
    """Return the table of the guide that lists the cases, in the order in which they are tried."""
    cells = ([cell.replace("|", "\\|").replace("\n\n", " ¶ ") for cell in one[:3]] for one in cases.all)
    rows = [f"| {' | '.join(row)} |\n" for row in cells]
    return "".join(("| case | holds for | not for |\n", "|---|---|---|\n", *rows))


@pytest.mark.parametrize(("heading", "one"), ALL)
def test_a_case_holds_for_its_sentence(heading: str, one: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    found = decisions(one, one.holds, monkeypatch)
    assert any(decision.is_by(heading, one) for decision in found), [each.final for each in found]


@pytest.mark.parametrize(("heading", "one"), ALL)
def test_a_case_does_not_hold_for_its_look_alike(
    heading: str, one: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = decisions(one, one.fails, monkeypatch)
    assert found
    assert not any(decision.is_by(heading, one) for decision in found)


@pytest.mark.parametrize("heading", LISTS)
def test_the_guide_lists_the_cases_in_their_order(heading: str) -> None:
    wanted = table(LISTS[heading])
    section = GUIDE.read_text(encoding="utf-8").partition(f"\n## The cases of {heading}\n")[2]
    assert wanted in section.partition("\n## ")[0], f"put into the guide:\n{wanted}"


@pytest.mark.parametrize("heading", LISTS)
def test_each_case_of_a_list_has_a_name_of_its_own(heading: str) -> None:
    assert [
        name for name, times in Counter(one.name for one in LISTS[heading].all).items() if times > 1
    ] == []


def test_a_case_without_a_marked_place_cannot_be_registered() -> None:
    with pytest.raises(ValueError, match="marks no place"):
        case("nothing", holds="Shells hit Nikopol.", fails="Shells missed [Nikopol].")


def test_a_case_that_passes_keeps_later_ones_from_being_asked() -> None:
    passing = case("one", holds="[X]", fails="[Y]")(lambda _: PASSED)
    silent = case("two", holds="[X]", fails="[Y]")(lambda _: None)
    last = case("three", holds="[X]", fails="[Y]")(lambda _: Verdict("state_actor", "three"))
    sight = Sight(signs=0, **dict.fromkeys(FIELDS))  # type: ignore[arg-type]
    assert first_verdict(Cases(silent, passing, last), sight) is None
    assert first_verdict(Cases(silent, last), sight) == Verdict("state_actor", "three")


def test_a_case_is_asked_only_where_the_signs_it_needs_stand() -> None:
    both = case("both", holds="[X]", fails="[Y]", needs=Sign.LED | Sign.WITHIN)(lambda _: None)
    cases = Cases(both)
    assert cases.asked(Sign.LED) == ()
    assert cases.asked(Sign.LED | Sign.WITHIN | Sign.OF) == (both.judge,)


@pytest.mark.parametrize(("rows", "language"), [(ENGLISH, "en"), (UKRAINIAN, "uk"), (RUSSIAN, "ru")])
def test_no_case_holds_without_the_signs_it_needs(
    rows: list[tuple[str, str]], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge_name = geomap.roles.judge_name
    missed: set[str] = set()

    def watched(sight: Sight) -> Verdict:
        for cases in LISTS.values():
            missed.update(
                one.name for one in cases.all if one.needs & ~sight.signs and one.judge(sight) is not None
            )
        return judge_name(sight)

    monkeypatch.setattr(geomap.roles, "judge_name", watched)
    for marked, _ in rows:
        read_marked(f"{marked} {FILLERS[language]}", language)
    assert missed == set()
