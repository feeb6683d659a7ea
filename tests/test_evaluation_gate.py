"""Quality floors on our own gold texts: a floor falls only on purpose, with a reason in the commit.

The figures are shares of marked mentions; a failing test tells the denominators. What the rules
reach on other people's texts stands in docs/evaluation.md.
"""

from collections import Counter
from functools import cache

import geomap
from geomap.documents import Document, parse_published
from geomap.pipeline import analyse
from geomap.roles import Reading
from tests.gold_texts import GoldText, gold_texts

FLOORS = {
    "found": 0.95,
    "role": 0.92,
    "event places, precision": 0.93,
    "event places, recall": 0.84,
    "action": 0.91,
    "modality": 0.94,
}


def _readings(gold: GoldText) -> tuple[Reading, ...]:
    document = Document(
        id=gold.id, text=gold.text, published=parse_published(gold.published), language=gold.language
    )
    return analyse(document, geomap.open_gazetteer()).readings


def _is_worked_out(reading: Reading) -> bool:
    """Tell whether the place is one that no gold text can mark: 5 km north of X."""
    chosen = reading.resolution.chosen
    return chosen is not None and chosen.entry.derived is not None


@cache
def shares() -> dict[str, tuple[int, int]]:
    """Return hits and denominators by figure."""
    hit: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for gold in gold_texts():
        readings = _readings(gold)
        marked = [m for m in gold.mentions if m.roles[0] != "demonym"]
        for mention in marked:
            reading = next((r for r in readings if r.resolution.mention.span.overlaps(mention.span)), None)
            event = mention.roles[0] == "event_location"
            of["found"] += 1
            of["event places, recall"] += event
            if reading is None:
                continue
            hit["found"] += 1
            of["role"] += 1
            hit["role"] += reading.role in mention.roles
            hit["event places, recall"] += event and reading.event is not None
            if event and reading.event is not None:
                of["action"] += 1
                of["modality"] += 1
                hit["action"] += reading.event.action in mention.actions
                hit["modality"] += reading.event.modality == mention.modality
        for reading in readings:
            if reading.event is not None and not _is_worked_out(reading):
                of["event places, precision"] += 1
                span = reading.resolution.mention.span
                hit["event places, precision"] += any(
                    m.span.overlaps(span) and "event_location" in m.roles for m in marked
                )
    return {figure: (hit[figure], total) for figure, total in of.items()}


def test_no_figure_falls_below_its_floor() -> None:
    fallen = {
        figure: f"{hits}/{total}"
        for figure, (hits, total) in shares().items()
        if hits < FLOORS[figure] * total
    }
    assert not fallen, f"below the floor: {fallen}"
    assert shares().keys() == FLOORS.keys()
