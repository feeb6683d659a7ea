"""Each registered case decides of the sentence it holds for, and not of the one it must not hold for."""

from pathlib import Path

import pytest

from geomap.roles.cases import Case, case
from geomap.roles.places import CASES, LAST_CASES
from tests.scenes import read_marked
from tests.test_roles import EN, RU, UK

ALL = (*CASES, *LAST_CASES)
FILLERS = {"en": EN, "uk": UK, "ru": RU}
GUIDE = Path(__file__).parent.parent / "docs" / "roles-and-actions.md"


def reasons(one: Case, sentence: str) -> list[str]:
    """Return why the marked places of a sentence are what they are; a caption stands alone."""
    alone = one.name.startswith("a caption")
    text = sentence if alone else f"{sentence} {FILLERS[one.language]}"
    return [reading.reason for reading in read_marked(text, one.language)]


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_a_case_holds_for_its_sentence(one: Case) -> None:
    assert any(reason.startswith(one.name) for reason in reasons(one, one.holds))


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_a_case_does_not_hold_for_its_look_alike(one: Case) -> None:
    assert not any(reason.startswith(one.name) for reason in reasons(one, one.fails))


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_the_guide_lists_every_case(one: Case) -> None:
    assert f"| {one.name} | {one.holds} | {one.fails} |" in GUIDE.read_text(encoding="utf-8")


def test_a_case_without_a_marked_place_cannot_be_registered() -> None:
    with pytest.raises(ValueError, match="marks no place"):
        case("nothing", holds="Shells hit Nikopol.", fails="Shells missed [Nikopol].")
