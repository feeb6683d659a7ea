"""Archives: zip, tar and single packed files. Members are read as files are; nothing is unpacked on disk.

An archive may be made to fill a machine: how many members, how much they unpack to and how deep archives lie
in one another is limited. Each member that is over a limit, or damaged, costs itself and one line.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import struct
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from geomap.attempts import Failure, attempt
from geomap.documents.document import Refusal, Settings
from geomap.documents.kinds import Kind, Read, Skipped, Source
from geomap.documents.readers.signs import (
    ARCHIVES,
    BLOCK,
    EMPTY_ZIP,
    PACKED_SUFFIXES,
    WORD,
    WORKBOOK,
    ZIP,
    ZIPS,
    is_packed,
    is_tar,
)

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

UNPACKERS: tuple[tuple[bytes, Callable[..., Any]], ...] = (
    (b"\x1f\x8b", gzip.open),
    (b"BZh", bz2.open),
    (b"\xfd7zXZ\0", lzma.open),
)
MEMBERS = 100_000
"""Members that all archives in an archive may have."""
TOTAL = 100
"""Times the size of one document to which all members of an archive may unpack."""
RATIO = 200
"""Times its packed size to which a member larger than a document may unpack: text packs to a tenth."""
NESTED = 20
"""Times the size of one document that an archive within an archive may have."""
DEEPEST = 3
"""Archives within archives that are opened."""
DRIVE = re.compile(r"[A-Za-z]:")
IN_ARCHIVES = "files in archives"
HIDDEN = f"hidden {IN_ARCHIVES}"
PAGES = "files in archives that belong to saved pages"
INDEX = "files of a web archive that hold no pages"
SIDE = "tells nothing of the files in an archive; unpack it, and hand in the folder"
FAULTS = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError),
    *(RuntimeError, ValueError, LookupError, struct.error),
)
"""What is raised by archives that are damaged, locked or packed in a way that is not known here."""


class TooMuchError(Exception):
    """An archive, or a member, unpacks to more than it may."""

    def __init__(self, what: str, *, all_of_it: bool) -> None:
        super().__init__(what)
        self.all_of_it = all_of_it


@dataclass(slots=True)
class _Budget:
    """What may still be unpacked."""

    bytes: int
    total: int
    members: int = MEMBERS

    def take(self, size: int) -> None:
        self.bytes -= size
        if self.bytes < 0:
            what = f"unpacks to more than {self.total / 1e6:g} MB; raise --max-size, or unpack it yourself"
            raise TooMuchError(what, all_of_it=True)

    def take_member(self) -> None:
        self.members -= 1
        if self.members < 0:
            raise TooMuchError(f"more than {MEMBERS:,} files; unpack it yourself", all_of_it=True)


class _Measured(io.RawIOBase):
    """A stream whose bytes are counted as they are unpacked."""

    def __init__(self, inner: Any, budget: _Budget, packed: Callable[[], int], least: int) -> None:
        self.inner, self.budget, self.packed, self.least = inner, budget, packed, least
        self.size = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return bool(self.inner.seekable())

    def seek(self, offset: int, whence: int = 0) -> int:
        return int(self.inner.seek(offset, whence))

    def tell(self) -> int:
        return int(self.inner.tell())

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        try:
            data = self.inner.read1(len(view))  # read would lose what it has when it comes to a cut
        except EOFError as error:  # readers take it for the end of the file
            raise zlib.error(str(error)) from None
        view[: len(data)] = data
        self.size += len(data)
        self.budget.take(len(data))
        if self.size > self.least and self.size > RATIO * self.packed():
            what = f"more than {RATIO} times its packed size, as an archive made to fill a disk"
            raise TooMuchError(f"{what}; raise --max-size above its size if it is none", all_of_it=False)
        return len(data)

    def close(self) -> None:
        self.inner.close()
        super().close()


def measured(unpacked: Any, packed: IO[bytes], settings: Settings) -> IO[bytes]:
    """Return a stream that ends in a TooMuchError where it unpacks to many times what was packed."""
    return io.BufferedReader(
        _Measured(unpacked, _Budget(sys.maxsize, sys.maxsize), packed.tell, settings.largest)
    )


def harmless(name: str) -> str:
    r"""Return the name of a member without what leads out of the archive.

    >>> harmless("../../a/./b.txt"), harmless("C:\\temp\\b.txt"), harmless("/etc/passwd")
    ('a/b.txt', 'temp/b.txt', 'etc/passwd')
    """
    parts = re.split(r"[\\/]+", "".join(character if character.isprintable() else "_" for character in name))
    return "/".join(part for part in parts if part not in ("", ".", "..") and not DRIVE.fullmatch(part))


def read(source: Source, settings: Settings) -> Iterator[Read]:
    """Yield what the members of an archive give."""
    total = TOTAL * settings.largest
    yield from _opened(source, settings, _Budget(total, total))


def _opened(source: Source, settings: Settings, budget: _Budget) -> Iterator[Read]:
    """Yield what an archive holds; what is wrong with all of it in one line."""
    if source.depth > DEEPEST:
        yield Refusal(source.where, f"archives within archives, more than {DEEPEST} deep; unpack it yourself")
        return
    empty = True
    try:
        for item in _held(source, settings, budget):
            empty = False
            yield item
        if empty:
            yield Refusal(source.where, "an archive without a file; there is nothing to read")
    except TooMuchError as error:
        yield Refusal(source.where, str(error))
    except FAULTS as error:
        yield Refusal(source.where, _fault(error))


def _held(source: Source, settings: Settings, budget: _Budget) -> Iterator[Read]:
    with source.open() as stream:
        head = stream.read(BLOCK)
    suffix = PurePosixPath(source.name).suffix.lower()
    if head.startswith((ZIP, EMPTY_ZIP)) or suffix in ZIPS:
        yield from _zip(source, settings, budget)
    elif is_packed(head, "") or suffix in PACKED_SUFFIXES:
        yield from _packed(source, head, settings, budget)
    else:
        with source.open() as stream:
            yield from _tar(source, stream, settings, budget)


def _fault(error: Exception) -> str:
    what = " ".join(str(error).split())[:200] or type(error).__name__
    if "password" in what or "encrypted" in what:
        return "locked with a password; unpack it yourself"
    return f"no archive that can be read ({what}); pack it again, or unpack it yourself"


def _member(source: Source, settings: Settings, budget: _Budget) -> Iterator[Read]:
    """Yield what one member gives; whatever goes wrong with it ends nothing else."""
    from geomap.documents.readers import kind_of_source

    kind = attempt(source.where, lambda: kind_of_source(source))
    if kind is None:
        ending = PurePosixPath(source.name).suffix.lower()
        yield Skipped(source.where, f"{ending or 'unknown'} {IN_ARCHIVES}")
        return
    if isinstance(kind, Failure):
        yield _told(source.where, kind)
        return
    reads = _nested(source, settings, budget) if kind in ARCHIVES else kind.read(source, settings)
    while (read := attempt(source.where, partial(next, reads, None))) is not None:
        if isinstance(read, Failure):
            yield _told(source.where, read)
            return
        yield read


def _told(where: str, failure: Failure) -> Refusal:
    error = failure.error
    if isinstance(error, TooMuchError):
        if error.all_of_it:
            raise error
        return Refusal(where, str(error))
    if isinstance(error, FAULTS):
        return Refusal(where, _fault(error))
    return Refusal(where, str(failure).partition(": ")[2])


def _nested(source: Source, settings: Settings, budget: _Budget) -> Iterator[Read]:
    """Yield what an archive within an archive holds: it is held whole, since it is read back and forth."""
    most = NESTED * settings.largest
    with source.open() as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        yield Refusal(source.where, f"more than {most / 1e6:g} MB; raise --max-size, or unpack it yourself")
        return
    yield from _opened(
        Source(where=source.where, name=source.name, open=lambda: io.BytesIO(data), depth=source.depth),
        settings,
        budget,
    )


def _inside(source: Source, name: str, opened: Callable[[], IO[bytes]]) -> Source:
    return Source(
        where=f"{source.where}/{name}", name=f"{source.name}/{name}", open=opened, depth=source.depth + 1
    )


# --- zip ------------------------------------------------------------------------------------------


class _Entry(NamedTuple):
    """A file in a zip archive."""

    name: str
    info: zipfile.ZipInfo


def _zip(source: Source, settings: Settings, budget: _Budget) -> Iterator[Read]:
    with source.open() as stream, zipfile.ZipFile(stream) as archive:
        entries = [_Entry(harmless(_name(info)), info) for info in archive.infolist() if not info.is_dir()]
        names = {entry.name for entry in entries}
        if kind := _office_kind(names):
            yield from kind.read(source, settings)
            return
        if "mimetype" in names or "[Content_Types].xml" in names:
            yield Refusal(source.where, "an office file of another kind; save it as DOCX, XLSX or plain text")
            return
        web_archive = "datapackage.json" in names and any(name.startswith("archive/") for name in names)
        for name, info in entries:
            budget.take_member()
            if web_archive and not name.startswith("archive/"):
                yield Skipped(f"{source.where}/{name}", INDEX)
            elif (left_out := _left_out(source, name, names)) is not None:
                yield left_out
            else:
                opened = partial(_open_entry, archive, info, budget, settings.largest)
                yield from _member(_inside(source, name, opened), settings, budget)


def _open_entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget, least: int) -> IO[bytes]:
    return io.BufferedReader(_Measured(archive.open(info), budget, lambda: info.compress_size, least))


def _name(info: zipfile.ZipInfo) -> str:
    """Return the name of a file in a zip archive: unmarked it is UTF-8, or the code page of DOS."""
    if info.flag_bits & 0x800 or info.filename.isascii():
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp866")


def _office_kind(names: set[str]) -> Kind | None:
    """Return the kind of an office file that is a zip archive inside, whatever it is called."""
    if "word/document.xml" in names:
        return WORD
    return WORKBOOK if "xl/workbook.xml" in names else None


def _left_out(source: Source, name: str, names: set[str]) -> Read | None:
    """Return what is said of a file that is not read; None for one that is."""
    from geomap.documents.folders import of_page
    from geomap.documents.side_table import SIDE_TABLE

    where = f"{source.where}/{name}"
    parts = name.split("/")
    if any(part.startswith(".") or part == "__MACOSX" for part in parts):
        return Skipped(where, HIDDEN)
    for i, part in enumerate(parts[:-1]):
        above = "".join(f"{one}/" for one in parts[:i])
        if of_page(above + part, names):
            return Skipped(where, PAGES)
    if parts[-1] == SIDE_TABLE:
        return Refusal(where, SIDE, documents=0)
    return None


# --- tar, and files that are packed by themselves ----------------------------------------------------


def _tar(source: Source, stream: IO[bytes], settings: Settings, budget: _Budget) -> Iterator[Read]:
    """Yield what a tar archive holds, from its start to its end: going back would unpack it again."""
    most = NESTED * settings.largest
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for info in archive:
            budget.take_member()
            budget.take(info.size)
            name = harmless(info.name)
            if not info.isfile() or not name:
                continue
            if (left_out := _left_out(source, name, set())) is not None:
                yield left_out
                continue
            if info.size > most:
                what = f"more than {most / 1e6:g} MB; raise --max-size, or unpack it yourself"
                yield Refusal(f"{source.where}/{name}", what)
                continue
            member = archive.extractfile(info)
            data = member.read() if member else b""
            yield from _member(_inside(source, name, partial(io.BytesIO, data)), settings, budget)


def _packed(source: Source, head: bytes, settings: Settings, budget: _Budget) -> Iterator[Read]:
    """Yield what a packed file holds: a tar archive, or one file under its own name without the ending."""
    unpack = next((unpack for magic, unpack in UNPACKERS if head.startswith(magic)), gzip.open)

    def opened() -> IO[bytes]:
        stream = source.open()
        return io.BufferedReader(_Measured(unpack(stream), budget, stream.tell, settings.largest))

    path = PurePosixPath(source.name)
    suffix = path.suffix.lower()
    name = str(path.with_suffix(PACKED_SUFFIXES[suffix])) if suffix in PACKED_SUFFIXES else source.name
    budget.take_member()
    with opened() as stream:
        if is_tar(stream.read(BLOCK), PurePosixPath(name).suffix.lower()):
            with opened() as again:
                yield from _tar(source, again, settings, budget)
            return
    inner = Source(where=source.where, name=name, open=opened, depth=source.depth + 1)
    for item in _member(inner, settings, budget):
        unread = isinstance(item, Skipped) and item.what.endswith(IN_ARCHIVES) and item.where == source.where
        yield (
            Refusal(source.where, "what is packed in it is no kind of file geomap reads") if unread else item
        )
