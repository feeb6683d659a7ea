from typing import get_args

import pytest

from geomap.crosswalk import BY_ACTION, BY_KIND, BY_WEAPON, Codes, codes_of
from geomap.language import LANGUAGES, Action, Kind, lexicon_of
from geomap.language.rules.facts import Weapon
from tests.scenes import read_marked


def test_every_action_and_kind_has_a_row() -> None:
    assert set(BY_ACTION) == set(get_args(Action))
    assert set(BY_KIND) == set(get_args(Kind))
    assert set(BY_WEAPON) == set(get_args(Weapon))


def test_every_kind_is_reached_by_some_language() -> None:
    reached = {event.kind for code in LANGUAGES for event in lexicon_of(code).events() if event.kind}
    assert reached == set(get_args(Kind))


@pytest.mark.parametrize(
    ("marked", "sub_event", "plover"),
    [
        ("Gunners shelled [Marhanets].", "Shelling/artillery/missile attack", "ASSAULT"),
        ("An airstrike on [Krasnopillia] left two dead.", "Air/drone strike", "ASSAULT"),
        ("Hundreds protested in [Henichesk].", "Peaceful protest", "PROTEST"),
        ("The garrison withdrew from [Snihurivka].", "Non-violent transfer of territory", "RETREAT"),
        ("The minister visited [Chernihiv].", None, "CONSULT"),
        ("Generals plan to capture [Orikhiv].", None, None),
    ],
)
def test_codes(marked: str, sub_event: str | None, plover: str | None) -> None:
    (reading,) = read_marked(marked)
    assert reading.event is not None
    codes = codes_of(reading.event)
    assert (codes.acled_sub_event, codes.plover_event) == (sub_event, plover)


@pytest.mark.parametrize(
    ("marked", "weapons", "sub_event"),
    [
        ("Something hit [Marhanets].", ["drone"], "Air/drone strike"),
        ("Something hit [Marhanets].", ["mine"], "Remote explosive/landmine/IED"),
        ("Something hit [Marhanets].", ["mortar", "artillery"], "Shelling/artillery/missile attack"),
        ("Something hit [Marhanets].", ["glide-bomb", "missile"], "Shelling/artillery/missile attack"),
        ("An airstrike on [Krasnopillia] left two dead.", ["missile"], "Air/drone strike"),
        ("Generals plan to bomb [Orikhiv].", ["drone"], None),
    ],
)
def test_the_weapon_sharpens_what_the_verb_leaves_open(
    marked: str, weapons: list[Weapon], sub_event: str | None
) -> None:
    (reading,) = read_marked(marked)
    assert reading.event is not None
    assert codes_of(reading.event, weapons).acled_sub_event == sub_event


def test_an_event_without_a_word_is_coded_by_its_action() -> None:
    (reading,) = read_marked("Ruins, [Bakhmut]")
    assert reading.event is not None
    assert codes_of(reading.event) == Codes()
