"""Frames: one construction each, over two names, in a text that says nothing else.

``frames.tsv`` tells for each what happens at the place: actions of which any is right, and the modality
where it is not factual; ``none`` for a place where nothing does. Those that are ``open`` fail, and the
table says so: who mends one strikes the word out.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import pytest

from geomap.documents import Document
from geomap.gazetteer import Gazetteer, open_gazetteer
from geomap.pipeline import analyse
from tests.test_word_order import QUIET

CASES = ("nom", "gen", "dat", "acc", "ins", "loc")
NAMES: dict[str, tuple[dict[str, str], ...]] = {
    "en": ({"n": "Avdiivka"}, {"n": "Kupiansk"}),
    **{
        language: tuple(dict(zip(CASES, forms.split(), strict=True)) for forms in names)
        for language, names in {
            "uk": (
                "Лиман Лимана Лиману Лиман Лиманом Лимані",
                "Авдіївка Авдіївки Авдіївці Авдіївку Авдіївкою Авдіївці",
            ),
            "ru": (
                "Лиман Лимана Лиману Лиман Лиманом Лимане",
                "Авдеевка Авдеевки Авдеевке Авдеевку Авдеевкой Авдеевке",
            ),
        }.items()
    },
}


class Frame(NamedTuple):
    """A row of the table."""

    language: str
    expected: str
    state: str
    sentence: str


def frames() -> list[Frame]:
    with Path(__file__).with_name("frames.tsv").open(encoding="utf-8", newline="") as table:
        _, *rows = csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [Frame(*row) for row in rows]


def holds(frame: Frame, gazetteer: Gazetteer) -> bool:
    """Tell whether a frame is read as expected whichever name stands in it."""
    actions, _, modality = frame.expected.partition(" ")
    for forms in NAMES[frame.language]:
        sentence = frame.sentence.format(**forms)
        document = Document(id="t", text=sentence + QUIET[frame.language], language=frame.language)
        told = [
            reading.event
            for reading in analyse(document, gazetteer).readings
            if reading.resolution.mention.toponym in forms.values()
        ]
        if frame.expected == "none":
            right = bool(told) and not any(told)
        else:
            right = any(
                event and event.action in actions.split("/") and event.modality == (modality or "factual")
                for event in told
            )
        if not right:
            return False
    return True


@pytest.mark.parametrize("language", NAMES)
def test_a_frame_is_read_as_its_row_says(language: str) -> None:
    gazetteer = open_gazetteer()
    other = [
        frame
        for frame in frames()
        if frame.language == language and holds(frame, gazetteer) == (frame.state == "open")
    ]
    assert not other, "\n".join(f"{frame.expected} | {frame.sentence}" for frame in other)
