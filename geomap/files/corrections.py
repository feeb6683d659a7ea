"""``corrections/*.csv``, which people write and geomap reads, and ``corrected.csv``, what became of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import get_args

from geomap.corrections import OF_DOCUMENTS, Correction, Field, Result, Scope
from geomap.documents import Refusal
from geomap.documents.encodings import EncodingError, decode
from geomap.files.scratch import written_whole
from geomap.files.unlocated import safe_cell

FOLDER = "corrections"
CORRECTED = "corrected.csv"
COLUMNS = ("scope", "document", "exact", "prefix", "suffix", "was", "field", "value", "by", "on", "reason")
DELIMITERS = ",;\t"


def digest_of_corrections(folder: Path) -> str:
    """Return what tells whether any table of corrections in an output folder is another now."""
    seal = sha256()
    for path in _tables(folder):
        seal.update(path.name.encode(errors="surrogatepass") + b"\x1f" + path.read_bytes() + b"\x1e")
    return seal.hexdigest()


def read_corrections(folder: Path) -> Iterator[Correction | Refusal]:
    """Yield the corrections of an output folder, earlier days first, and a refusal of what is none."""
    found: list[Correction] = []
    for path in _tables(folder):
        for item in _rows(path):
            if isinstance(item, Refusal):
                yield item
            else:
                found.append(item)
    yield from sorted(found, key=lambda one: one.on)


def _tables(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / FOLDER).glob("*.csv") if path.is_file())


def _rows(path: Path) -> Iterator[Correction | Refusal]:
    where = f"{FOLDER}/{path.name}"
    try:
        lines = decode(path.read_bytes()).text.splitlines(keepends=True)
    except EncodingError as error:
        yield Refusal(where, str(error), documents=0)
        return
    head = lines[0] if lines else ""
    delimiter = max(DELIMITERS, key=head.count)
    rows = csv.DictReader(io.StringIO("".join(lines), newline=""), delimiter=delimiter, strict=True)
    names = [name.strip().casefold() for name in rows.fieldnames or ()]
    if missing := [name for name in ("document", "field", "value") if name not in names]:
        known = ", ".join(COLUMNS)
        yield Refusal(f"{where}:1", f"no column {missing[0]!r}; the columns are {known}", documents=0)
        return
    rows.fieldnames = names
    try:
        for row in rows:
            cells = {name: (row.get(name) or "").strip("\ufeff") for name in COLUMNS}
            if any(cells.values()):
                yield _correction(f"{where}:{rows.line_num}", cells)
    except csv.Error as error:
        what = f"{error}; the rows from here on are left out: close the quotes, or double them in a cell"
        yield Refusal(f"{where}:{rows.line_num}", what, documents=0)


def _correction(where: str, cells: dict[str, str]) -> Correction | Refusal:
    scope, field = cells["scope"].strip() or "mention", cells["field"].strip()
    for name, value, known in (("scope", scope, get_args(Scope)), ("field", field, get_args(Field))):
        if value not in known:
            return Refusal(where, f"{name}: {value!r} is not one of {', '.join(known)}", documents=0)
    if field not in OF_DOCUMENTS and not cells["exact"]:
        return Refusal(
            where, "exact: empty; give the name that it speaks of, as the text has it", documents=0
        )
    return Correction(
        where=where,
        scope=scope,  # type: ignore[arg-type]
        document=cells["document"],
        exact=cells["exact"],
        prefix=cells["prefix"],
        suffix=cells["suffix"],
        field=field,  # type: ignore[arg-type]
        value=cells["value"].strip(),
        by=cells["by"].strip(),
        on=cells["on"].strip(),
        reason=cells["reason"].strip(),
    )


def write_corrected(results: Iterable[Result], path: Path) -> None:
    """Write what became of each correction, with what geomap had said: nothing is lost by one."""
    with written_whole(path) as scratch, scratch.open("w", encoding="utf-8", newline="") as target:
        rows = csv.writer(target, lineterminator="\n")
        rows.writerow(("correction", "effect", "was", *(name for name in COLUMNS if name != "was")))
        for result in sorted(results, key=lambda one: one.correction.where):
            told = (getattr(result.correction, name) for name in COLUMNS if name != "was")
            rows.writerow(map(safe_cell, (result.correction.where, result.effect, result.was, *told)))
