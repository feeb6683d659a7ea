"""Files, folders and standard input, read into documents in a fixed order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import IO

from geomap.attempts import Failure, attempt
from geomap.documents.disguise import disguised, disguised_bytes, is_blank
from geomap.documents.document import FORMATS, Document, Item, Refusal, Remark, Settings
from geomap.documents.encodings import EncodingError, decode, repaired
from geomap.documents.fields import FIELDS, Given, fields_of
from geomap.documents.folders import Finds, search
from geomap.documents.front_matter import split_front_matter
from geomap.documents.json_lines import Line, read_lines
from geomap.documents.published import parse_published
from geomap.documents.side_table import Table, read_table
from geomap.errors import InputError
from geomap.links import without_credentials

STDIN = "-"
JSON_LINES = (".jsonl", ".ndjson")
MARKDOWN = (".md", ".markdown")
NAMED = 20
"""Unknown fields that are named; of more only the most frequent are."""


def read_documents(*inputs: str | Path) -> tuple[Document, ...]:
    """Return the documents of files and folders; an InputError names everything that was refused."""
    found = list(scan_documents(inputs))
    refused = [str(item) for item in found if isinstance(item, Refusal | Failure)]
    if refused:
        raise InputError("\n".join(refused))
    return tuple(item for item in found if isinstance(item, Document))


def scan_documents(
    inputs: Iterable[str | Path],
    standard_input: IO[bytes] | None = None,
    settings: Settings | None = None,
) -> Iterator[Item]:
    """Yield every document of files and folders in a fixed order, and a refusal for whatever cannot be used.

    A folder is read with its subfolders, files by name. ``-`` reads JSON lines from ``standard_input``. An id
    is the file's path within the folder that was named, or what a JSON line says; it is given out once.
    Remarks tell what the user should know of what was read, and what was passed over.
    """
    yield from _Scan(standard_input, settings or Settings()).items(inputs)


class _Scan:
    """One pass over the inputs, with what is told once of all of them."""

    def __init__(self, standard_input: IO[bytes] | None, settings: Settings) -> None:
        self.standard_input = standard_input
        self.settings = settings
        self.output = settings.output.resolve() if settings.output else None
        self.ids: dict[str, str] = {}
        """Id to where it was used first."""
        self.tables: dict[Path, Table] = {}
        self.unused: Counter[str] = Counter()
        """Fields that geomap does not use, and how many documents or tables give them."""
        self.finds = Finds()

    def items(self, inputs: Iterable[str | Path]) -> Iterator[Item]:
        for name in inputs:
            yield from self.input(name)
        if self.unused:
            told = ", ".join(f"{name} ({count})" for name, count in self.unused.most_common(NAMED))
            more = f" and {len(self.unused) - NAMED} others" if len(self.unused) > NAMED else ""
            yield Remark("fields not used", f"{told}{more}; geomap uses {', '.join(FIELDS)}")
        if passed := self.finds.passed_over():
            yield passed

    def input(self, name: str | Path) -> Iterator[Item]:
        if str(name) == STDIN:
            yield from self.stdin()
            return
        path = Path(name)
        if path.is_dir():
            yield from self.folder(path)
        elif path.suffix.lower() in FORMATS:
            yield from self.file(path, _shown(path.name))
        elif path.exists():
            yield Refusal(_shown(path), f"not a kind of file geomap reads ({', '.join(FORMATS)})")
        else:
            yield Refusal(_shown(path), "no such file or folder; check the path")

    def stdin(self) -> Iterator[Item]:
        if self.standard_input is None:
            yield Refusal(
                "standard input", "closed, or named twice; pipe JSON lines into it, and name it once"
            )
            return
        stream, self.standard_input = self.standard_input, None
        yield from self.json_lines("standard input", stream)

    def folder(self, path: Path) -> Iterator[Item]:
        before = len(self.finds.files), len(self.finds.refused)
        search(path, self.finds, self.output)
        files, refused = self.finds.files[before[0] :], self.finds.refused[before[1] :]
        yield from refused
        if not files and not refused:
            yield Refusal(_shown(path), f"the folder holds no document ({', '.join(FORMATS)})")
        for file in files:
            yield from self.file(file, _shown(file.relative_to(path).as_posix()))

    def file(self, path: Path, document_id: str) -> Iterator[Item]:
        where = _shown(path)
        if path.suffix.lower() not in JSON_LINES:
            yield from _guarded(where, lambda: self.article(path, where, document_id))
            return
        try:
            with path.open("rb") as lines:
                yield from self.json_lines(where, lines)
        except OSError as error:
            yield _unreadable(where, error)

    def article(self, path: Path, where: str, document_id: str) -> Iterator[Item]:
        """Yield a text with what its table row and, above that, its front matter say."""
        largest = self.settings.largest
        with path.open("rb") as file:
            data = file.read(largest + 1)
        if len(data) > largest:
            yield Refusal(where, f"more than {largest / 1e6:g} MB; raise --max-size, or cut it into several")
            return
        if kind := disguised_bytes(data):
            yield Refusal(where, kind)
            return
        try:
            text, remark = decode(data, self.settings.encoding)
        except EncodingError as error:
            yield Refusal(where, str(error))
            return
        if remark:
            yield Remark(where, remark)
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        yield from self.table_beside(path)
        row = self.tables[path.parent].rows.get(path.name)
        fields = {key: (one, f"{row.where}: {one.name}") for key, one in row.given.items()} if row else {}
        if path.suffix.lower() in MARKDOWN:
            try:
                front = split_front_matter(text)
            except ValueError as error:
                yield Refusal(f"{where}:1", str(error))
                return
            if front.complaint:
                yield Refusal(f"{where}:1", front.complaint, documents=0)
            found, unused = fields_of(front.fields)
            self.unused.update(unused)
            fields |= {key: (one, f"{where}: {one.name}") for key, one in found.items()}
            text = front.text
        yield from self.document(where, document_id, text, fields)

    def table_beside(self, path: Path) -> Iterator[Item]:
        """Read ``documents.csv`` beside a file, once; yield what is to be said of it."""
        folder = path.parent
        if folder not in self.tables:
            self.tables[folder] = read_table(folder, self.settings)
            yield from self.tables[folder].said
            self.unused.update(self.tables[folder].unused)

    def json_lines(self, where: str, stream: IO[bytes]) -> Iterator[Item]:
        mended: Counter[str] = Counter()
        for line in read_lines(where, stream, self.settings):
            if not isinstance(line, Line):
                yield line
                continue
            for item in _guarded(line.where, partial(self.line, line)):
                if isinstance(item, Remark):
                    mended[item.what] += 1
                else:
                    yield item
        for what, count in mended.items():
            yield Remark(where, f"{what} ({count} document{'s' * (count > 1)})")

    def line(self, line: Line) -> Iterator[Item]:
        document_id, text = line.row.get("id"), line.row.get("text")
        if isinstance(document_id, int) and not isinstance(document_id, bool):
            document_id = str(document_id)
        if not isinstance(document_id, str) or is_blank(document_id):
            yield Refusal(line.where, "id: missing or empty; give each document its own, a text or a number")
            return
        if not isinstance(text, str):
            yield Refusal(line.where, "text: missing, or no text; give the article as one string")
            return
        found, unused = fields_of(line.row, ("id", "text"))
        self.unused.update(unused)
        fields = {key: (one, f"{line.where}: {one.name}") for key, one in found.items()}
        yield from self.document(line.where, document_id, text, fields)

    def document(
        self, where: str, document_id: str, text: str, fields: Mapping[str, tuple[Given, str]]
    ) -> Iterator[Item]:
        """Yield a document, after what is to be said of its text and fields; or the refusal of its text."""
        if mended := repaired(text):
            text = mended.text
            yield Remark(where, mended.remark)
        if kind := disguised(text):
            yield Refusal(where, kind)
            return
        if document_id in self.ids:
            first = self.ids[document_id]
            what = f"id {document_id!r} was used before, by {first}; give each document its own"
            yield Refusal(where, what)
            return
        self.ids[document_id] = where
        published = None
        if "published" in fields:
            one, at = fields["published"]
            try:
                published = parse_published(one.value)
            except ValueError as error:
                yield Refusal(at, f"{error}; the article is read as undated", documents=0)
        values = {key: one.value for key, (one, _) in fields.items()}
        yield Document(
            id=document_id,
            text=text,
            title=values.get("title"),
            published=published,
            publisher=values.get("publisher"),
            url=without_credentials(values.get("url")),
            language=values.get("language"),
        )


def _guarded(where: str, work: Callable[[], Iterator[Item]]) -> Iterator[Item]:
    """Yield the items of one document; whatever goes wrong with it is told and ends nothing else."""
    items = attempt(where, lambda: list(work()))
    if not isinstance(items, Failure):
        yield from items
    elif isinstance(items.error, OSError):
        yield _unreadable(where, items.error)
    else:
        yield items


def _unreadable(where: str, error: OSError) -> Refusal:
    return Refusal(where, f"cannot be read ({error.strerror}); check that it exists and its permissions")


def _shown(path: str | Path) -> str:
    r"""Return a path as text that can be written: bytes that are no UTF-8 are shown as \xff."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
