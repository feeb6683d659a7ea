import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from geomap.columns import COLUMNS, Dtype
from geomap.related import places_of, reports_of
from geomap.tables import Table, to_tables

DOCS = Path(__file__).parent.parent / "docs"
EXPORTS = DOCS / "exports.md"
TABLES = to_tables([])
SECTIONS = {
    "Columns": (TABLES.points, TABLES.areas, TABLES.unlocated),
    "Reports": (reports_of(()),),
    "Places": tuple(places_of(())),
}
UNKNOWN: dict[Dtype, str] = {
    "bool": "",
    "category": "empty",
    "object": "empty",
    "Int64": "missing; -1 in files",
    "float64": "missing",
    "datetime64[s, UTC]": "missing; the horizon in files",
    "geometry": "missing",
}
"""What stands in a column where it is not known."""


def columns_told() -> Iterator[str]:
    """Yield the lines of the table of columns in docs/exports.md."""
    yield "| column | type | unknown | what |"
    yield "|---|---|---|---|"
    for field in COLUMNS:
        words = ", ".join(f"`{word}`" for word in field.words if word)
        told = f"{field.meaning} ({words})" if words else field.meaning
        yield f"| `{field.name}` | {field.dtype} | {'yes' if field.missing else ''} | {told} |"


def types_told() -> Iterator[str]:
    """Yield the lines of the table of types in docs/python.md."""
    yield "| type | unknown is | columns |"
    yield "|---|---|---|"
    for dtype, unknown in UNKNOWN.items():
        named = [f"`{field.name}`" for field in COLUMNS if field.dtype == dtype]
        yield f"| `{dtype}` | {unknown} | {'all others' if dtype == 'object' else ', '.join(named)} |"


@pytest.mark.parametrize(
    ("name", "lines"), [("exports.md", list(columns_told())), ("python.md", list(types_told()))]
)
def test_the_table_in_the_documents_is_that_of_the_package(name: str, lines: list[str]) -> None:
    """Where it is not, copy what the message shows."""
    table = "\n".join(lines)
    assert f"\n\n{table}\n\n" in (DOCS / name).read_text("utf-8"), table


@pytest.mark.parametrize(("section", "tables"), SECTIONS.items())
def test_every_column_is_documented_and_no_other(section: str, tables: tuple[Table, ...]) -> None:
    text = EXPORTS.read_text("utf-8").split(f"## {section}\n")[1].split("##")[0]
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    documented = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert len(documented) == len(set(documented))
    assert set(documented) - {"geometry"} == {name for table in tables for name in table.columns}
