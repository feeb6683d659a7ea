import re
from pathlib import Path

from geomap.layers import to_layers

DOCS = Path(__file__).parent.parent / "docs" / "exports.md"


def test_every_column_is_documented_and_no_other() -> None:
    text = DOCS.read_text("utf-8").split("## Columns")[1].split("##")[0]
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    documented = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    layers = to_layers([])
    columns = {*layers.points.columns, *layers.areas.columns, *layers.unlocated.columns}
    assert documented == columns - {"geometry"}
