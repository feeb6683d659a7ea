"""``corrections/*.csv``, which people write and geomap reads, and ``corrected.csv``, what became of them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from operator import attrgetter
from pathlib import Path

from geomap.corrections import (
    ANCHOR,
    FIELDS,
    NONE,
    OF_DOCUMENTS,
    OF_WIDE,
    ROLES,
    SCOPES,
    WIDE,
    Correction,
    Field,
    Result,
)
from geomap.documents import Refusal
from geomap.documents.encodings import EncodingError, decode
from geomap.files.scratch import written_whole
from geomap.files.unlocated import FORMULA_STARTS, safe_cell
from geomap.records import Report
from geomap.tables import plain

FOLDER = "corrections"
CORRECTED = "corrected.csv"
OF_MENTIONS = tuple("scope document exact prefix suffix at was field value by on reason".split())
"""The columns of a correction of one mention, as geomap writes it."""
COLUMNS = (*OF_MENTIONS, "publisher", "language")
AS_WRITTEN = ("document", "exact", "prefix", "suffix")
"""Those in which spaces are kept."""
NOTHING = dict.fromkeys(COLUMNS, "")
CANDIDATE = "candidate_"
"""How columns are called that hold an id to choose, and what it is."""
GUARDED = re.compile(rf"'+\s*[{''.join(map(re.escape, FORMULA_STARTS))}]")
"""A cell with an apostrophe before it that keeps a spreadsheet from running it."""
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
        text = decode(path.read_bytes()).text.replace("\ufeff", "")
    except EncodingError as error:
        yield Refusal(where, str(error), documents=0)
        return
    head = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [name.strip().casefold() for name in next(rows, ())]
        if missing := [name for name in ("document", "field", "value") if name not in names]:
            known = ", ".join(COLUMNS)
            yield Refusal(f"{where}:1", f"no column {missing[0]!r}; the columns are {known}", documents=0)
            return
        for row in rows:
            cells = dict(zip(names, map(_unguarded, row), strict=False))
            if cells.get("value", "").strip():
                yield _correction(f"{where}:{rows.line_num}", cells)
    except csv.Error as error:
        what = f"{error}; the rows from here on are left out: close the quotes, or double them in a cell"
        yield Refusal(f"{where}:{rows.line_num}", what, documents=0)


def _unguarded(cell: str) -> str:
    """Return what a cell says without what keeps it from running.

    >>> _unguarded("'- a dash"), _unguarded("'s mayor")
    ('- a dash', "'s mayor")
    """
    return cell[1:] if cell[:1] == "'" and GUARDED.match(cell) else cell


def _correction(where: str, given: Mapping[str, str]) -> Correction | Refusal:
    cells = NOTHING | {name: cell.strip() for name, cell in given.items() if name in NOTHING}
    cells["scope"] = cells["scope"] or "mention"
    # The number of a candidate is its id; what is no place or no event answers any question.
    cells["value"] = " ".join(given.get(CANDIDATE + cells["value"], "").split()[:1]) or cells["value"]
    if cells["value"] in ROLES:
        cells["field"] = "role"
    if fault := _fault(cells):
        return Refusal(where, fault, documents=0)
    at = cells.pop("at")
    as_written = {name: given.get(name, "") for name in AS_WRITTEN if name in given}
    return Correction(where=where, at=int(at) if at else None, **cells | as_written)  # type: ignore[arg-type]


def _fault(cells: Mapping[str, str]) -> str | None:
    """Return what is wrong with a row, None where nothing is."""
    scope, field, at = cells["scope"], cells["field"], cells["at"]
    for name, known in (("scope", SCOPES), ("field", FIELDS)):
        if cells[name] not in known:
            return f"{name}: {cells[name]!r} is not one of {', '.join(known)}"
    if at and not (at.isascii() and at.isdecimal()):
        return f"at: {at!r} is no number of characters; leave it empty"
    if scope in WIDE and field not in OF_WIDE:
        return f"field: {field!r} is no matter of a {scope}; give {' or '.join(OF_WIDE)}, or another scope"
    needed = {
        "document": scope not in WIDE and "the id of the document that it speaks of",
        "exact": scope != "place"
        and field not in OF_DOCUMENTS
        and "the name that it speaks of, as the text has it",
        "was": scope == "place" and "the id of the place that it speaks of",
    }
    return next(
        (f"{n}: empty; give {what}" for n, what in needed.items() if what and not cells[n].strip()), None
    )


def row_of(report: Report, field: Field) -> dict[str, str]:
    """Return what corrects a report, or the day of its document, with geomap's own answer for the value."""
    name, quote, printed = report.name_in_quote, report.quote, report.published.days
    own = {
        "days": report.days and report.edtf,
        "place": report.place and report.place.id,
        "published": printed and printed.edtf(),
    }
    said = own.get(field, getattr(report, field, None)) or NONE
    anchor = {
        "exact": plain(report.toponym),
        "prefix": plain(quote[max(0, name.start - ANCHOR) : name.start]).strip(),
        "suffix": plain(quote[name.end : name.end + ANCHOR]).strip(),
        "at": str(report.toponym_span.start),
    }
    return {
        **dict.fromkeys(OF_MENTIONS, ""),
        **({} if field in OF_DOCUMENTS else anchor),
        "scope": "document" if field in OF_DOCUMENTS else "mention",
        "document": report.document,
        "was": said,
        "field": field,
        "value": said,
    }


def line_of(cells: Iterable[str]) -> str:
    """Return a row of CSV, which no spreadsheet runs."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(map(guarded, cells))
    return line.getvalue()


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet runs, and that is read again as it was."""
    return f"'{cell}" if GUARDED.match(f"'{cell}") else cell


def write_corrected(results: Iterable[Result], path: Path) -> None:
    """Write what became of each correction, with what geomap had said: nothing is lost by one."""
    names = [name for name in COLUMNS if name not in ("was", "at")]
    told = attrgetter(*names)
    with written_whole(path) as scratch, scratch.open("w", encoding="utf-8", newline="") as target:
        rows = csv.writer(target, lineterminator="\n")
        rows.writerow(("correction", "effect", "was", *names, "reports"))
        for one, effect, was, reports in sorted(results, key=lambda result: result.correction.where):
            rows.writerow((*map(safe_cell, (one.where, effect, was, *told(one))), reports))
