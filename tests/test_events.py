"""Who does it, by which word, and how the event reads its clause."""

import pytest

from geomap.documents import Document
from geomap.roles import Reading
from geomap.text import read_text
from tests.scenes import read_marked


def read_one(marked: str, language: str = "en") -> tuple[Reading, str]:
    (reading,) = read_marked(marked, language)
    plain = marked.replace("[", "").replace("]", "").replace("|capital", "")
    return reading, read_text(Document(id="t", text=plain, language=language)).body


@pytest.mark.parametrize(
    ("marked", "word", "actor"),
    [
        ("Russian forces shelled [Orikhiv] on Monday.", "shelled", "Russian forces"),
        ("[Izium] was retaken by Ukrainian troops.", "retaken", "Ukrainian troops"),
        ("Ukrainian strikes on [Tokmak] went on.", "strikes", "Ukrainian"),
        ("The town of [Lyman] was taken.", "taken", None),
        ("Ворожі війська обстріляли [Оріхів].", "обстріляли", None),
    ],
)
def test_the_event_keeps_its_word_and_its_actor(marked: str, word: str, actor: str | None) -> None:
    reading, body = read_one(marked, "uk" if "О" in marked else "en")
    assert reading.event is not None
    assert reading.event.trigger is not None
    assert reading.event.trigger.of(body) == word
    if actor is not None:
        assert reading.event.actor == actor


@pytest.mark.parametrize(
    ("marked", "action"),
    [
        ("Ukrainian marines captured [Urozhaine].", "reclaimed"),
        ("Russian marines captured [Urozhaine].", "captured"),
        ("Ukrainian troops captured a village in [Kursk|region].", "captured"),
        ("Russia lost [Urozhaine] again.", "reclaimed"),
        ("Ukraine lost [Urozhaine] again.", "captured"),
        ("The village of [Urozhaine] was captured by Ukrainian troops.", "reclaimed"),
        ("Russian troops retook [Urozhaine].", "reclaimed"),
    ],
)
def test_the_side_tells_taking_from_taking_back(marked: str, action: str) -> None:
    (reading,) = read_marked(marked)
    assert reading.event is not None
    assert reading.event.action == action


@pytest.mark.parametrize(
    ("marked", "action"),
    [
        ("Blinken arrived in [Kyiv|capital] by train.", "visited"),
        ("The foreign minister travelled to [Odesa].", "visited"),
        ("Fresh battalions arrived in [Kupiansk] by train.", "moved"),
        ("Evacuees reached [Dnipro] at noon.", "moved"),
        ("Assault troops reached [Vuhledar] at noon.", "attacked"),
        ("Gunners hit a convoy near [Melitopol].", "struck"),
        ("Five died in shelling in [Toretsk].", "struck"),
        ("They attacked [Sumy] with drones.", "struck"),
    ],
)
def test_who_moves_and_with_what_tells_the_action(marked: str, action: str) -> None:
    (reading,) = read_marked(marked)
    assert reading.event is not None
    assert reading.event.action == action


@pytest.mark.parametrize(
    ("marked", "modality"),
    [
        ("They claim to have taken [Robotyne].", "factual"),
        ("They claim to be about to take [Robotyne].", "planned"),
        ("They failed to take [Robotyne].", "negated"),
        ("They failed in an attack on [Robotyne].", "factual"),
        ("They tried to attack [Robotyne].", "factual"),
        ("They tried to seize [Robotyne].", "planned"),
        ("They continued to shell [Robotyne].", "factual"),
        ("They have likely seized [Robotyne].", "factual"),
        ("They are likely to seize [Robotyne].", "planned"),
        ("Nobody shelled [Robotyne].", "negated"),
        ("Reports of fighting in [Robotyne] were denied.", "negated"),
        ("With no power after strikes on [Robotyne] they left.", "factual"),
    ],
)
def test_modality(marked: str, modality: str) -> None:
    (reading,) = read_marked(marked)
    assert reading.event is not None
    assert reading.event.modality == modality
