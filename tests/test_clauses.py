import pytest

from geomap.documents import Document
from geomap.scenes import Scenes
from geomap.text import read_text


def clauses_of(body: str, language: str = "en") -> list[str]:
    """Return the clauses of a sentence, each with its number, the one it hangs on, its kind and its words."""
    scene = Scenes(read_text(Document(id="x", text=body, language=language)), ()).of(0)
    told = []
    for clause in scene.clauses:
        chunks = [scene.chunks[number] for number in clause.chunks]
        words = [word for chunk in chunks for word in scene.words[chunk.start : chunk.last]]
        told.append(f"{clause.number}<{clause.parent} {clause.kind}: {' '.join(words)}")
    return told


@pytest.mark.parametrize(
    ("language", "body", "clauses"),
    [
        (
            "en",
            "Soldiers who had held the mill in the spring fled on Monday.",
            ["0<0 main: Soldiers fled on Monday .", "1<0 relative: who had held the mill in the spring"],
        ),
        (
            "en",
            "The road through which they fled the mill was shelled.",
            ["0<0 main: The road through was shelled .", "1<0 relative: which they fled the mill"],
        ),
        ("en", "The camp in that town was shelled.", ["0<0 main: The camp in that town was shelled ."]),
        (
            "en",
            "While shells fell on Monday, the mayor left.",
            ["0<0 main: , the mayor left .", "1<0 joined: While shells fell on Monday"],
        ),
        (
            "en",
            "Despite taking the mill in the summer, Russia's army left.",
            ["0<0 main: , Russia 's army left .", "1<0 joined: Despite taking the mill in the summer"],
        ),
        (
            "en",
            "The mayor left after soldiers had shelled the mill.",
            ["0<0 main: The mayor left", "1<0 joined: after soldiers had shelled the mill ."],
        ),
        ("en", "The mayor left after the raid.", ["0<0 main: The mayor left after the raid ."]),
        (
            "en",
            "The mill was shelled, and on May 3 the mayor left.",
            ["0<0 main: The mill was shelled ,", "1<0 joined: and on May 3 the mayor left ."],
        ),
        (
            "en",
            "They brought miners - a crew that had fled in March - to the mill.",
            [
                "0<0 main: They brought miners to the mill .",
                "1<0 aside: - a crew -",
                "2<1 relative: that had fled in March",
            ],
        ),
        (
            "uk",
            "Ворог обстріляв млин, звідки в лютому виїхали лікарі.",
            ["0<0 main: Ворог обстріляв млин ,", "1<0 relative: звідки в лютому виїхали лікарі ."],
        ),
        (
            "ru",
            "Враг обстрелял мост, через который в мае ушли войска.",
            ["0<0 main: Враг обстрелял мост , через", "1<0 relative: который в мае ушли войска ."],
        ),
    ],
)
def test_clauses(language: str, body: str, clauses: list[str]) -> None:
    assert clauses_of(body, language) == clauses
