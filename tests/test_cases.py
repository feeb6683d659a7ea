"""Each registered case decides of the sentence it holds for, and not of the one it must not hold for."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

import geomap.roles
from geomap.roles import BY_LEVEL
from geomap.roles.cases import PASSED, Case, Sight, case, first_verdict
from geomap.roles.names import Verdict
from geomap.roles.places import CASES, LAST_CASES
from geomap.roles.proper import PROPER_CASES
from geomap.roles.reference import LISTED_CASES, REFERENCE_CASES
from geomap.roles.states import CAPITAL_CASES, STATE_CASES
from tests.scenes import read_marked
from tests.test_roles import EN, RU, UK

LISTS: dict[str, tuple[Case, ...]] = {
    # heading in the guide: its cases
    "proper names": PROPER_CASES,
    "names that only locate another": REFERENCE_CASES,
    "names in a list": LISTED_CASES,
    "countries": STATE_CASES,
    "capitals": CAPITAL_CASES,
    "settlements and regions": (*CASES, *LAST_CASES),
}
ALL = [pytest.param(heading, one, id=one.name) for heading, cases in LISTS.items() for one in cases]
FILLERS = {"en": EN, "uk": UK, "ru": RU}
GUIDE = Path(__file__).parent.parent / "docs" / "roles-and-actions.md"


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
            return found[1].reason == self.final.reason
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
            judged = ((each, each.judge(sight)) for each in cases if asked)
            of[heading] = next(((each, verdict) for each, verdict in judged if verdict is not None), None)
        found.append(Decision(of, judge_name(sight)))
        return found[-1].final

    monkeypatch.setattr(geomap.roles, "judge_name", watched)
    alone = one.name.startswith("a caption")
    read_marked(sentence if alone else f"{sentence} {FILLERS[one.language]}", one.language)
    return found


def table(cases: tuple[Case, ...]) -> str:
    """Return the table of the guide that lists the cases, in the order in which they are tried."""
    cells = ([cell.replace("|", "\\|").replace("\n\n", " ¶ ") for cell in one[:3]] for one in cases)
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
    assert [name for name, times in Counter(one.name for one in LISTS[heading]).items() if times > 1] == []


def test_a_case_without_a_marked_place_cannot_be_registered() -> None:
    with pytest.raises(ValueError, match="marks no place"):
        case("nothing", holds="Shells hit Nikopol.", fails="Shells missed [Nikopol].")


def test_a_case_that_passes_keeps_later_ones_from_being_asked() -> None:
    passing = case("one", holds="[X]", fails="[Y]")(lambda _: PASSED)
    silent = case("two", holds="[X]", fails="[Y]")(lambda _: None)
    last = case("three", holds="[X]", fails="[Y]")(lambda _: Verdict("state_actor", "three"))
    sight: Sight = None  # type: ignore[assignment]
    assert first_verdict([silent, passing, last], sight) is None
    assert first_verdict([silent, last], sight) == Verdict("state_actor", "three")
