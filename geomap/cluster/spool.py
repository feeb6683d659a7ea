"""Where the workers of a cluster lay down what they hand on: files in a place that all of them see.

No file is looked for: who wrote one tells where its pieces lie, and who needs them is told so. What a killed
worker has left, half or whole, nobody reads, and a task that is done a second time doubles nothing.
docs/decisions/0026-a-cluster.md.
"""

from __future__ import annotations

import socket
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import uuid4

from fsspec.core import url_to_fs

from geomap.errors import InputError
from geomap.files.scratch import cannot_write

FAST = 1
"""How hard pieces are packed, as in the store."""


class Stretch(NamedTuple):
    """A piece that was laid down: in which file, and from where to where."""

    file: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Spool:
    """A folder, or an address of an object store, that all workers see."""

    address: str

    def lay(self, pieces: Iterable[bytes]) -> list[Stretch]:
        """Write pieces into a file of their own, packed, and return where each lies."""
        files, root = self._files()
        name = f"{root}/{uuid4().hex}"
        laid: list[Stretch] = []
        at = 0
        try:
            files.makedirs(root, exist_ok=True)
            with files.open(name, "wb") as file:
                for piece in pieces:
                    packed = zlib.compress(piece, FAST)
                    file.write(packed)
                    laid.append(Stretch(name, at, at + len(packed)))
                    at = laid[-1].end
        except OSError as error:
            raise cannot_write(self.address, error) from error
        return laid

    def pick(self, laid: Sequence[Stretch]) -> Iterator[bytes]:
        """Yield the pieces that lie in these places; those of one file are best told one after the other."""
        files, _ = self._files()
        try:
            for name, stretches in groupby(laid, attrgetter("file")):
                with files.open(name, "rb") as file:
                    for one in stretches:
                        file.seek(one.start)
                        yield zlib.decompress(file.read(one.end - one.start))
        except (OSError, zlib.error) as error:
            raise InputError(
                f"{self.address}: cannot be read by the worker on {socket.gethostname()} ({error}); "
                "name a place that all workers see with --spool"
            ) from error

    def _files(self) -> tuple[Any, str]:
        files, root = url_to_fs(self.address)
        return files, str(root)


@contextmanager
def own_spool(address: str) -> Iterator[Spool]:
    """Give a new folder at an address; it goes in the end with all that was laid down."""
    own = Spool(f"{address.rstrip('/')}/spool-{uuid4().hex}")
    try:
        yield own
    finally:
        files, root = url_to_fs(own.address)
        with suppress(OSError):
            files.rm(root, recursive=True)
