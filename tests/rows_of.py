"""Tables as rows, for tests that look at one of them."""

from typing import Any

from geomap.tables import Table


def rows_of(table: Table) -> list[dict[str, Any]]:
    """Return the rows of a table by the names of its columns."""
    columns = [column.values for column in table.columns.values()]
    return [dict(zip(table.columns, row, strict=True)) for row in zip(*columns, strict=True)]
