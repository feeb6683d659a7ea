"""The gold texts are well marked; how well the rules do on them is the evaluation gate's business."""

from tests.gold_texts import evaluation_rows, gold_texts


def test_every_mark_slices_to_its_surface_and_has_a_place() -> None:
    for gold in gold_texts():
        for mention in gold.mentions:
            assert mention.span.of(gold.text) == mention.surface
        assert "{" not in gold.text
    rows = list(evaluation_rows())  # raises where a key is not in places.csv
    assert all(row["mentions"] for row in rows)
