"""Stage 1: articles as they were handed in, with what is known about their origin."""

from __future__ import annotations

import csv
import io
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

import msgspec

from geomap.errors import InputError
from geomap.links import without_credentials
from geomap.spans import Days

FORMATS = (".txt", ".md", ".jsonl")
SIDE_TABLE = "documents.csv"
FIELDS = ("title", "published", "publisher", "url", "language")
STDIN = "-"

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?")
MONTH = re.compile(r"(\d{4})-(\d\d)")
YEAR = re.compile(r"\d{4}")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_NAME = rf"({'|'.join(MONTHS)})[a-z]*\.?"
DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?[ -]{MONTH_NAME},?[ -](\d{{4}})\b", re.IGNORECASE)
MONTH_FIRST = re.compile(rf"\b{MONTH_NAME} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b", re.IGNORECASE)
FRONT_MATTER = re.compile(r"\A---[ \t]*\n((?:[ \t]*(?:[A-Za-z_]+[ \t]*:.*)?\n)*?)---[ \t]*(?:\n|\Z)")
OPENED = re.compile(r"\A---[ \t]*\n[A-Za-z_]+[ \t]*:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article. All offsets of later stages count Python characters of ``text``."""

    id: str
    text: str
    title: str | None = None
    published: Days | None = None
    """The day or days of publication that the user gave; None where nobody said."""
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    """BCP 47 tag that the user gave; None lets the text tell."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something handed in that could not be used: where it stands, what is wrong, what to do."""

    where: str
    what: str
    whole: bool = True
    """False where only a field of a document was refused: the document follows without it."""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


_Table = dict[str, dict[str, tuple[str, str]]]
"""File name to field to value and where it stands."""
_Tables = dict[Path, _Table | Refusal]


class _Row(msgspec.Struct):
    """One JSON line; unknown keys are ignored."""

    id: str | int
    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None


def read_documents(*inputs: str | Path) -> tuple[Document, ...]:
    """Return the documents of files and folders; an InputError names everything that was refused."""
    found = list(scan_documents(inputs))
    refused = [str(item) for item in found if isinstance(item, Refusal)]
    if refused:
        raise InputError("\n".join(refused))
    return tuple(item for item in found if isinstance(item, Document))


def scan_documents(
    inputs: Iterable[str | Path], standard_input: IO[bytes] | None = None
) -> Iterator[Document | Refusal]:
    """Yield every document of files and folders in a fixed order, and a refusal for whatever cannot be used.

    A folder is read with its subfolders, files by name. ``-`` reads JSON lines from ``standard_input``. An id
    is the file's path within the folder that was named, or what a JSON line says; it is given out once.
    """
    seen: dict[str, str] = {}
    tables: _Tables = {}
    for name in inputs:
        for where, item in _scan(name, standard_input, tables):
            if isinstance(item, Document):
                if item.id in seen:
                    first = seen[item.id]
                    yield Refusal(
                        where, f"id {item.id!r} was used before, by {first}; give each document its own"
                    )
                    continue
                seen[item.id] = where
            yield item


def parse_published(written: str) -> Days:
    """Return the days of an ISO 8601 date, date-time, month or year, or of a date with its month in words.

    Month names are English, as in feeds and mail headers. Other dates in figures are refused, because
    5/9 is a day in May as well as in September. A ValueError says what is wrong.

    >>> parse_published("2022-09").edtf()
    '2022-09'
    >>> parse_published("Mon, 05 Sep 2022 10:00:00 GMT").edtf()
    '2022-09-05'
    """
    value = written.strip()
    try:
        if found := DAY.fullmatch(value):
            return Days.one(date(*map(int, found.groups())))
        if found := MONTH.fullmatch(value):
            year, month = map(int, found.groups())
            return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        if YEAR.fullmatch(value):
            return Days(date(int(value), 1, 1), date(int(value), 12, 31))
        if found := DAY_FIRST.search(value):
            return Days.one(date(int(found[3]), MONTHS.index(found[2].lower()) + 1, int(found[1])))
        if found := MONTH_FIRST.search(value):
            return Days.one(date(int(found[3]), MONTHS.index(found[1].lower()) + 1, int(found[2])))
    except ValueError:
        pass
    raise ValueError(f"{value[:40]!r} is no date; give ISO 8601, such as 2022-09-05, or leave it out")


def _scan(
    name: str | Path, standard_input: IO[bytes] | None, tables: _Tables
) -> Iterator[tuple[str, Document | Refusal]]:
    if str(name) == STDIN:
        if standard_input is not None:
            yield from _json_lines("standard input", standard_input)
        return
    path = Path(name)
    if path.is_dir():
        files = sorted(f for f in path.rglob("*") if f.suffix.lower() in FORMATS and f.is_file())
        files = [f for f in files if not any(part.startswith(".") for part in f.relative_to(path).parts)]
        if not files:
            yield str(path), Refusal(str(path), f"the folder holds no document ({', '.join(FORMATS)})")
        for file in files:
            yield from _file(file, file.relative_to(path).as_posix(), tables)
    elif path.suffix.lower() in FORMATS:
        yield from _file(path, path.name, tables)
    elif path.exists():
        yield str(path), Refusal(str(path), f"not a kind of file geomap reads ({', '.join(FORMATS)})")
    else:
        yield str(path), Refusal(str(path), "no such file or folder; check the path")


def _file(path: Path, document_id: str, tables: _Tables) -> Iterator[tuple[str, Document | Refusal]]:
    where = str(path)
    try:
        if path.suffix.lower() == ".jsonl":
            with path.open("rb") as lines:
                yield from _json_lines(where, lines)
        else:
            for item in _article(path, document_id, tables):
                yield where, item
    except OSError as error:
        yield (
            where,
            Refusal(where, f"cannot be read ({error.strerror}); check that it exists and its permissions"),
        )


def _article(path: Path, document_id: str, tables: _Tables) -> Iterator[Document | Refusal]:
    """Yield a ``.txt`` or ``.md`` file with what its table row and, above that, its front matter say."""
    where = str(path)
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        yield Refusal(where, f"not UTF-8 (byte {error.start}); save it as UTF-8, e.g. with iconv -t UTF-8")
        return
    if "\0" in text:
        yield Refusal(where, "not a text file (it holds NUL bytes)")
        return
    if path.parent not in tables:
        tables[path.parent] = _read_table(path.parent / SIDE_TABLE)
    table = tables[path.parent]
    if isinstance(table, Refusal):
        yield table
        return
    given = dict(table.get(path.name, {}))
    if path.suffix.lower() == ".md":
        if found := FRONT_MATTER.match(text):
            front = dict(_front_matter(found[1]))
            given |= {
                key: (value, f"{where}: {key}") for key, value in front.items() if key in FIELDS and value
            }
            text = text[found.end() :].lstrip("\n")
        elif OPENED.match(text):
            yield Refusal(f"{where}:1", "the front matter is not closed; end it with a line of three dashes")
            return
    if not text.strip():
        yield Refusal(where, "empty; there is nothing to read")
        return
    values = {key: value for key, (value, _) in given.items()}
    yield from _document(document_id, text, values, given.get("published", ("", where))[1])


def _front_matter(lines: str) -> Iterator[tuple[str, str]]:
    for line in lines.splitlines():
        key, _, value = line.partition(":")
        value = value.strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        yield key.strip().lower(), value


def _read_table(table: Path) -> _Table | Refusal:
    """Return what ``documents.csv`` says of the files beside it, with where each value stands."""
    if not table.is_file():
        return {}
    found: _Table = {}
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


def _json_lines(where: str, lines: Iterable[bytes]) -> Iterator[tuple[str, Document | Refusal]]:
    """Yield the documents of JSON lines; only a line feed ends a line."""
    decoder = msgspec.json.Decoder(_Row)
    empty = True
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        empty = False
        here = f"{where}:{number}"
        try:
            row = decoder.decode(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            yield here, Refusal(here, f"{error}; each line is one JSON object with at least id and text")
            continue
        given = {key: value for key in FIELDS if (value := getattr(row, key))}
        for item in _document(str(row.id), row.text, given, f"{here}: published"):
            yield here, item
    if empty:
        yield where, Refusal(where, "empty; there is nothing to read")


def _document(
    document_id: str, text: str, given: dict[str, str], date_at: str
) -> Iterator[Document | Refusal]:
    """Yield a document, after the refusal of its date of publication where that is none."""
    published = None
    if "published" in given:
        try:
            published = parse_published(given["published"])
        except ValueError as error:
            yield Refusal(date_at, f"{error}; the article is read as undated", whole=False)
    yield Document(
        id=document_id,
        text=text,
        title=given.get("title"),
        published=published,
        publisher=given.get("publisher"),
        url=without_credentials(given.get("url")),
        language=given.get("language"),
    )
