"""Files, folders and standard input, read into documents in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import msgspec

from geomap.documents.document import FIELDS, Document, Refusal
from geomap.documents.front_matter import FRONT_MATTER, OPENED, front_matter
from geomap.documents.published import parse_published
from geomap.documents.side_table import SIDE_TABLE, Tables, read_table
from geomap.errors import InputError

FORMATS = (".txt", ".md", ".jsonl")
STDIN = "-"


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
    tables: Tables = {}
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


def _scan(
    name: str | Path, standard_input: IO[bytes] | None, tables: Tables
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


def _file(path: Path, document_id: str, tables: Tables) -> Iterator[tuple[str, Document | Refusal]]:
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


def _article(path: Path, document_id: str, tables: Tables) -> Iterator[Document | Refusal]:
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
        tables[path.parent] = read_table(path.parent / SIDE_TABLE)
    table = tables[path.parent]
    if isinstance(table, Refusal):
        yield table
        return
    given = dict(table.get(path.name, {}))
    if path.suffix.lower() == ".md":
        if found := FRONT_MATTER.match(text):
            front = dict(front_matter(found[1]))
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
        url=given.get("url"),
        language=given.get("language"),
    )
