import re
from pathlib import Path

import pytest

from geomap.related import places_of, reports_of
from geomap.tables import Table, to_tables

DOCS = Path(__file__).parent.parent / "docs" / "exports.md"
TABLES = to_tables([])
SECTIONS = {
    "Columns": (TABLES.points, TABLES.areas, TABLES.unlocated),
    "Reports": (reports_of(()),),
    "Places": tuple(places_of(())),
}


@pytest.mark.parametrize(("section", "tables"), SECTIONS.items())
def test_every_column_is_documented_and_no_other(section: str, tables: tuple[Table, ...]) -> None:
    text = DOCS.read_text("utf-8").split(f"## {section}\n")[1].split("##")[0]
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    documented = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert len(documented) == len(set(documented))
    assert set(documented) == {name for table in tables for name in table.columns}
