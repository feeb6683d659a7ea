"""``documents.csv``: what is known of the files beside it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from geomap.documents.document import FIELDS, Refusal

SIDE_TABLE = "documents.csv"
Table = dict[str, dict[str, tuple[str, str]]]
"""File name to field to value and where it stands."""
Tables = dict[Path, Table | Refusal]


def read_table(table: Path) -> Table | Refusal:
    """Return what ``documents.csv`` says of the files beside it, with where each value stands."""
    if not table.is_file():
        return {}
    found: Table = {}
    try:
        content = table.read_bytes().decode("utf-8-sig")
        rows = csv.DictReader(io.StringIO(content, newline=""), strict=True)
        if "file" not in (rows.fieldnames or ()):
            return Refusal(f"{table}:1", f"no column 'file'; the columns are file, {', '.join(FIELDS)}")
        for row in rows:
            where = f"{table}:{rows.line_num}"
            values = {key: (row.get(key) or "").strip() for key in FIELDS}
            found[row["file"]] = {key: (value, f"{where}: {key}") for key, value in values.items() if value}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        return Refusal(str(table), f"cannot be read ({error}); it must be UTF-8 with comma-separated columns")
    return found
