"""Files, folders and standard input, read into documents in a fixed order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import IO, NamedTuple

from geomap.attempts import Failure, attempt
from geomap.documents.disguise import disguised, unreadable
from geomap.documents.document import Document, Item, LeftOut, Refusal, Remark, Settings
from geomap.documents.encodings import repaired
from geomap.documents.fields import FIELDS, fields_of
from geomap.documents.folders import Finds, search
from geomap.documents.given import Given, given_stream, given_text, is_text
from geomap.documents.json_lines import peekable
from geomap.documents.kinds import Found, Kind, Read, Skipped, Source
from geomap.documents.published import Published, read_published
from geomap.documents.readers import SUFFIXES, json_rows, kind_of_source, not_read, texts
from geomap.documents.side_table import Table, read_table
from geomap.errors import InputError
from geomap.language import LANGUAGES
from geomap.language.foreign import Foreign, can_be_told, foreign_language, is_likely
from geomap.links import link_of, without_credentials

STDIN = "-"
UNTOLD = frozenset({"und", "zxx", "mul", "unknown", "none", "null", "n/a"})
"""What is written for a language that nobody has told."""
ADDRESS = re.compile(r"([a-z][a-z0-9+.-]{1,20}):/", re.IGNORECASE)
"""How an address begins, also one that was made a path and lost a stroke; a drive has one letter."""
KYIV = "Europe/Kyiv"
GIVEN_AS_TEXT = (*texts.KINDS, json_rows.LINES_KIND)
"""Kinds of which a text is what somebody took for one."""
NO_LINK = "the address is none of the web (http or https), so nothing that is written links to it"
NAMED = 20
"""Unknown fields that are named; of more only the most frequent are."""


def read_documents(*inputs: str | Path) -> tuple[Document, ...]:
    """Return the documents of files, folders or texts; an InputError names everything that was refused."""
    found = list(scan_documents(inputs))
    refused = [str(item) for item in found if isinstance(item, Refusal | Failure)]
    if refused:
        raise InputError("\n".join(refused))
    return tuple(item for item in found if isinstance(item, Document))


def scan_documents(
    inputs: Iterable[str | Path | Given],
    standard_input: IO[bytes] | None = None,
    settings: Settings | None = None,
) -> Iterator[Item]:
    """Yield every document of files and folders in a fixed order, and a refusal for whatever cannot be used.

    A folder is read with its subfolders, files by name. ``-`` reads ``standard_input``: JSON lines, or one
    text. What names no file and is a sentence or more is a text itself. An id is the file's path within the
    folder that was named, what a JSON line says, or a digest of a text; it is given out once.
    Remarks tell what the user should know of what was read, and what was passed over.
    """
    yield from Scan(standard_input, settings or Settings()).items(inputs)


class _Said(NamedTuple):
    """The value of a field, and where it stands."""

    value: str
    where: str


class Met(NamedTuple):
    """A document that was read: where it stands, in which file, and what tells its text from another."""

    where: str
    file: str
    name: str
    """That of the file, which leads an id that another one gave out before; empty where it does not."""
    said: bytes


class Scan:
    """One pass over the inputs, with what is told once of all of them."""

    def __init__(self, standard_input: IO[bytes] | None, settings: Settings) -> None:
        self.standard_input = standard_input
        self.settings = settings
        self.output = settings.output.resolve() if settings.output else None
        self.met: dict[str, Met] = {}
        """What was read, by id."""
        self.tables: dict[Path, Table] = {}
        self.unused: Counter[str] = Counter()
        """Fields that geomap does not use, and how many documents or tables give them."""
        self.finds = Finds()
        self.left_out: dict[str, tuple[int, str]] = {}
        """What files hold beside documents: how many there are of it, and where the first stands."""

    def items(self, inputs: Iterable[str | Path | Given]) -> Iterator[Item]:
        """Yield what the inputs hold, and then what is said of all of them."""
        for name in inputs:
            yield from self.input(name)
        yield from self.ending()

    def ending(self) -> Iterator[Item]:
        """Yield what is said once of all inputs."""
        if self.unused:
            told = ", ".join(f"{name} ({count})" for name, count in self.unused.most_common(NAMED))
            more = f" and {len(self.unused) - NAMED} others" if len(self.unused) > NAMED else ""
            yield Remark("fields not used", f"{told}{more}; geomap uses {', '.join(FIELDS)}")
        if self.left_out:
            kinds = sorted(self.left_out.items(), key=lambda kind: (-kind[1][0], kind[0]))
            yield LeftOut(tuple((what, number, first) for what, (number, first) in kinds))
        if passed := self.finds.passed_over():
            yield passed

    def input(self, name: str | Path | Given) -> Iterator[Item]:
        """Yield what one of the inputs holds."""
        if isinstance(name, Given):
            yield from self._reads(name.source, name.kind)
            return
        if str(name) == STDIN:
            yield from self._stdin()
            return
        if not str(name).strip():
            yield Refusal(repr(str(name)), "there is nothing to read; give a text, a file or a folder")
            return
        if isinstance(name, str) and is_text(name):
            given = given_text(name)
            yield Remark(given.source.where, "read as a text: no file is called so")
            yield from self._reads(given.source, given.kind)
            return
        path = Path(name)
        if path.is_dir():
            yield from self._folder(path)
        elif path.exists():
            yield from self.file(path, _shown(path.name))
        elif address := ADDRESS.match(str(name)):
            yield Refusal(_shown(name), _fetched_by_hand(address[1].lower()))
        else:
            yield Refusal(_shown(path), "no such file or folder; check the path")

    def _stdin(self) -> Iterator[Item]:
        if self.standard_input is None:
            yield Refusal(
                "standard input",
                "closed, or named twice; pipe a text or JSON lines into it, once",
            )
            return
        given, self.standard_input = self.standard_input, None
        yield from self._reads(*given_stream(peekable(given), "standard input", self.settings))

    def _folder(self, path: Path) -> Iterator[Item]:
        before = len(self.finds.files), len(self.finds.refused)
        search(path, self.finds, self.output, self.settings.settled)
        files, refused = self.finds.files[before[0] :], self.finds.refused[before[1] :]
        yield from refused
        if not files and not refused:
            yield Refusal(_shown(path), f"the folder holds no document ({', '.join(SUFFIXES)})")
        for file in files:
            yield from self.file(file, _shown(file.relative_to(path).as_posix()))

    def file(self, path: Path, document_id: str) -> Iterator[Item]:
        """Yield what a file holds, the name of which may be the id of a document."""
        where = _shown(path)
        yield from self.source(Source(where=where, name=document_id, open=lambda: path.open("rb"), path=path))

    def source(self, source: Source) -> Iterator[Item]:
        """Yield what a file holds, wherever it lies."""
        kind = attempt(source.where, lambda: kind_of_source(source))
        if isinstance(kind, Failure):
            yield _told(source.where, kind)
        elif kind is None:
            yield not_read(source)
        else:
            yield from self._reads(source, kind)

    def _reads(self, source: Source, kind: Kind) -> Iterator[Item]:
        """Yield what a file gives, what is to be said of many documents of it once."""
        beside: Mapping[str, _Said] = {}
        if kind.single and source.path:
            yield from self._table_beside(source.path)
            if row := self.tables[source.path.parent].rows.get(source.path.name):
                beside = {key: _Said(one.value, f"{row.where}: {one.name}") for key, one in row.given.items()}
        mended: Counter[str] = Counter()
        reads = kind.read(source, self.settings)
        while (read := attempt(source.where, lambda: next(reads, None))) is not None:
            if isinstance(read, Failure):
                yield _told(source.where, read)
                break
            for item in self._read(read, source, kind, beside):
                if isinstance(read, Found) and isinstance(item, Remark) and not kind.single:
                    mended[item.what] += 1
                else:
                    yield item
        yield from counted(source.where, mended)

    def _read(self, read: Read, source: Source, kind: Kind, beside: Mapping[str, _Said]) -> Iterator[Item]:
        """Yield what becomes of one thing that a reader gives."""
        if isinstance(read, Skipped):
            self._leave_out(read)
        elif isinstance(read, Found):
            found, unused = fields_of(read.given)
            self.unused.update(unused)
            own = {key: _Said(one.value, f"{read.where}: {one.name}") for key, one in found.items()}
            # Front matter was written by whoever wrote the table; what a program wrote counts less than it.
            fields = {**beside, **own} if kind is texts.MARKDOWN_KIND else {**own, **beside}
            yield from _guarded(read.where, lambda: self._document(read, source, kind, fields))
        else:
            yield read

    def _leave_out(self, skipped: Skipped) -> None:
        """Count what is no document."""
        number, first = self.left_out.get(skipped.what, (0, skipped.where))
        self.left_out[skipped.what] = (number + skipped.number, first)

    def _table_beside(self, path: Path) -> Iterator[Item]:
        """Read ``documents.csv`` beside a file, once; yield what is to be said of it."""
        folder = path.parent
        if folder not in self.tables:
            self.tables[folder] = read_table(folder, self.settings)
            yield from self.tables[folder].said
            self.unused.update(self.tables[folder].unused)

    def _document(
        self, read: Found, source: Source, kind: Kind, fields: Mapping[str, _Said]
    ) -> Iterator[Item]:
        """Yield a document, after what is to be said of its text and fields; or the refusal of its text."""
        where, text = read.where, read.text
        if mended := repaired(text):
            text = mended.text
            yield Remark(where, mended.remark)
        # What a reader took out of its own format is running text, even if three lines look like a table.
        if what := disguised(text) if kind in GIVEN_AS_TEXT else unreadable(text):
            yield Refusal(where, what)
            return
        language = self._language(text, fields, read.language)
        if isinstance(language, Foreign):
            what = f"{language.name}, which is not read; --language reads it as {', '.join(LANGUAGES)}"
            yield Refusal(where, what)
            return
        printed = Published(self.settings.published, universal=False) if self.settings.published else None
        if "published" in fields:
            one, at = fields["published"]
            try:
                printed = read_published(one, self.settings.zone)
            except ValueError as error:
                yield Refusal(at, f"{error}; the article is read as undated", documents=0)
                printed = None
        if "url" in fields and not link_of(fields["url"].value):
            yield Remark(fields["url"].where, NO_LINK)
        values = {key: one.value for key, one in fields.items()}
        said = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        document = Document(
            # A feed's or table's own id may be an address, with a name and password in it.
            id=without_credentials(read.id) or read.id if "://" in read.id else read.id,
            text=text,
            title=values.get("title"),
            published=printed.days if printed else None,
            publisher=values.get("publisher", self.settings.publisher),
            url=without_credentials(values.get("url")),
            language=language,
            via=values.get("via"),
            zone=str(self.settings.zone or KYIV) if printed and printed.universal else None,
            day_there=printed.day_there if printed else None,
            printed_there=printed.printed_there if printed else None,
        )
        yield from self.admit(document, Met(where, source.where, "" if kind.single else source.name, said))

    def admit(self, document: Document, met: Met) -> Iterator[Item]:
        """Yield a document under an id that no other has, or what becomes of it instead."""
        before = self.met.get(document.id)
        if before and before.file != met.file and met.name:
            if before.said == met.said:  # exports of one channel overlap
                self._leave_out(Skipped(met.where, "documents that another file gave before"))
                return
            yield Remark(met.where, "an id that another file gave out before; the name of the file leads it")
            document = replace(document, id=f"{met.name}#{document.id}")
            before = self.met.get(document.id)
        if before:
            what = f"id {document.id!r} was used before, by {before.where}; give each document its own"
            yield Refusal(met.where, what)
            return
        self.met[document.id] = met
        yield document

    def _language(self, text: str, fields: Mapping[str, _Said], noted: str | None) -> str | Foreign | None:
        """Return the language of a text, None where the text is to tell; or the one in which it is not read.

        What people say of a text counts. What the template of a page notes counts if it may be so.
        """
        if self.settings.language:
            return self.settings.language
        said = fields["language"].value if "language" in fields else ""
        said = "" if said.casefold() in UNTOLD else said
        if _code(said) in LANGUAGES:
            return said
        if foreign := foreign_language(text):
            return foreign
        if said and not can_be_told(text):
            return Foreign(_code(said), f"language {said!r}")
        code = _code(noted or "")
        return code if code in LANGUAGES and is_likely(code, text) else None


def counted(where: str, mended: Mapping[str, int]) -> Iterator[Remark]:
    """Yield what is to be said of many documents of a file."""
    for what, count in mended.items():
        yield Remark(where, f"{what} ({count} document{'s' * (count > 1)})")


def _guarded(where: str, work: Callable[[], Iterator[Item]]) -> Iterator[Item]:
    """Yield the items of one document; whatever goes wrong with it is told and ends nothing else."""
    items = attempt(where, lambda: list(work()))
    if isinstance(items, Failure):
        yield _told(where, items)
    else:
        yield from items


def _told(where: str, failure: Failure) -> Refusal | Failure:
    """Return what is said of a failure: a file that cannot be read is no fault of geomap."""
    if not isinstance(failure.error, OSError):
        return failure
    what = f"cannot be read ({failure.error.strerror}); check that it exists and its permissions"
    return Refusal(where, what)


def _fetched_by_hand(scheme: str) -> str:
    """Return what is said of an address, which nothing is fetched from."""
    if scheme in ("http", "https"):
        return "an address, and geomap fetches none; save the page, and give its file"
    return "an address, which only --engine dask reads; give the path of a file or folder"


def _code(tag: str) -> str:
    return tag.split("-", maxsplit=1)[0].split("_", maxsplit=1)[0].lower()


def _shown(path: str | Path) -> str:
    r"""Return a path as text that can be written: bytes that are no UTF-8 are shown as \xff."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
