"""Files as they are downloaded, plain, gzipped or zipped, read as a bounded stream of lines."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Protocol

from msgspec import Struct

from geomap.errors import InputError

LONGEST_LINE = 1 << 18
"""Bytes; the longest line of GeoNames' world dump is about 17,000."""
HEAD = 1 << 16
"""Bytes by which a file is recognised."""
BOMB_FLOOR = 1 << 26
BOMB_RATIO = 100
"""Past 64 MB, a file that unpacks to over 100 times its size is no table: dumps pack 4 to 12 times."""
MEMBERS = 50
BOM = b"\xef\xbb\xbf"
BROKEN = (EOFError, OSError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError)
"""What the standard library raises at a cut, corrupt, encrypted or oddly packed archive."""


class Source(Struct, frozen=True, kw_only=True):
    """A file, or one member of a zip archive, that can be opened as a stream."""

    path: Path
    member: str | None
    size: int
    """Bytes, as unpacked where the archive says so, else as stored: the length of a progress bar."""

    @property
    def label(self) -> str:
        """The name for messages: ``UA.zip: UA.txt``."""
        return f"{self.path.name}: {self.member}" if self.member else self.path.name


class Readable(Protocol):
    """Anything that gives bytes."""

    def read(self, size: int, /) -> bytes:
        """Return at most ``size`` bytes, none at the end."""
        ...


class Stream:
    """The unpacked bytes of a source. Lines carry their number; none is longer than ``LONGEST_LINE``."""

    def __init__(self, source: Source, raw: Readable, position: Callable[[], int] | None) -> None:
        self.source = source
        self._counted = _Bounded(source, raw, max(1, source.path.stat().st_size))
        self._buffer = io.BufferedReader(self._counted, 1 << 20)
        self._position = position
        self.done = 0
        """Bytes read so far, of ``source.size``. Brought up to date every few thousand lines."""

    @property
    def binary(self) -> IO[bytes]:
        """The bytes themselves, for formats that have no lines."""
        return self._buffer

    def mark(self) -> None:
        """Bring ``done`` up to date."""
        self.done = self._position() if self._position else self._counted.count

    def lines(self) -> Iterator[tuple[int, bytes | None]]:
        """Yield number and bytes of each line without its end; None in place of one that is too long."""
        readline = self._buffer.readline
        number = 0
        while line := readline(LONGEST_LINE):
            number += 1
            if number == 1 and line.startswith(BOM):
                line = line[3:]
            if not number & 0xFFF:
                self.mark()
            if line.endswith(b"\n"):
                yield number, line.rstrip(b"\r\n")
            elif len(line) < LONGEST_LINE:
                yield number, line.rstrip(b"\r")
            else:
                while (rest := readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                    pass
                yield number, None


class _Bounded(io.RawIOBase):
    """Counts what is unpacked and stops at an archive that blows up."""

    def __init__(self, source: Source, raw: Readable, packed: int) -> None:
        super().__init__()
        self._source, self._raw = source, raw
        self._limit = max(BOMB_FLOOR, BOMB_RATIO * packed)
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._raw.read(len(buffer))
        except BROKEN as error:
            raise _unreadable(self._source.label, error) from error
        self.count += len(data)
        if self.count > self._limit:
            raise InputError(
                f"{self._source.label}: unpacks to more than {self._limit >> 20} MB, over {BOMB_RATIO} times "
                "its size; this is no table of places, get the file again from where it is published"
            )
        buffer[: len(data)] = data
        return len(data)


def _unreadable(label: str, error: BaseException) -> InputError:
    return InputError(
        f"{label}: the archive is cut short or damaged ({error or type(error).__name__}); download it again"
    )


def sources(path: Path) -> tuple[Source, ...]:
    """Return what can be read in a file: itself, or the members of a zip archive, largest first."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise InputError(f"{path}: is a folder; name the files in it")
        with path.open("rb") as file:
            magic = file.read(4)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}; name a file that can be read") from error
    if magic[:2] != b"PK":
        return (Source(path=path, member=None, size=size),)
    try:
        with zipfile.ZipFile(path) as archive:
            members = [item for item in archive.infolist() if not item.is_dir()]
    except BROKEN as error:
        raise _unreadable(path.name, error) from error
    if len(members) > MEMBERS:
        raise InputError(
            f"{path.name}: holds {len(members)} files, a dump holds two or three; unpack what you need"
        )
    members.sort(key=lambda item: (-item.file_size, item.filename))
    return tuple(Source(path=path, member=item.filename, size=max(1, item.file_size)) for item in members)


@contextmanager
def open_stream(source: Source) -> Iterator[Stream]:
    """Open a source for reading; what is packed is unpacked on the way, never to a file."""
    with ExitStack() as stack:
        file = stack.enter_context(source.path.open("rb"))
        if source.member is None:
            packed = file.read(2) == b"\x1f\x8b"
            file.seek(0)
            yield Stream(source, gzip.GzipFile(fileobj=file) if packed else file, file.tell)
        else:
            try:
                archive = stack.enter_context(zipfile.ZipFile(file))
                member = stack.enter_context(archive.open(source.member))
            except BROKEN as error:
                raise _unreadable(source.label, error) from error
            yield Stream(source, member, None)


def head_of(source: Source) -> bytes:
    """Return the first bytes of a source, unpacked, without byte order mark, cut at a line end."""
    with open_stream(source) as stream:
        head = stream.binary.read(HEAD)
    head = head.removeprefix(BOM)
    cut = head.rfind(b"\n")
    return head[: cut + 1] if len(head) > HEAD // 2 and cut > 0 else head
