"""JSON that is written as it comes: arrays with an item a record lie in files, not in memory."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import IO, Any

import msgspec

IN_MEMORY = 100_000
"""Bytes of an array up to which it makes no file."""
AT_ONCE = 1_000
"""Rows that are made JSON of at a time: one by one would take five times as long."""
READ = 1 << 16
"""Characters of an array that are read at a time."""

_slowly = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def encode(value: Any) -> str:
    """Return a value as JSON.

    >>> encode({"a": [1, None, "я"]})
    '{"a":[1,null,"я"]}'
    """
    try:
        return msgspec.json.encode(value).decode()
    except UnicodeEncodeError:  # half characters, which broken input may hold, have no UTF-8
        return _slowly(value)


class Array:
    """A JSON array in a file."""

    def __init__(self) -> None:
        # Half characters, which broken input may hold, are left for who writes the page.
        self._file: IO[str] = SpooledTemporaryFile(  # noqa: SIM115
            IN_MEMORY, "w+", encoding="utf-8", errors="surrogatepass", newline=""
        )

    def extend(self, items: Sequence[Any]) -> None:
        """Add items at its end."""
        self._file.write(("," if self._file.tell() else "") + encode(items)[1:-1])

    def __iter__(self) -> Iterator[str]:
        """Yield the array in parts, when it is whole."""
        self._file.seek(0)
        yield "["
        yield from iter(partial(self._file.read, READ), "")
        yield "]"


class Table:
    """Rows as arrays, one a column."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Begin without any row; each will have a value a key."""
        self._arrays = {key: Array() for key in keys}
        self._rows: list[Sequence[Any]] = []
        self._written = 0

    def __len__(self) -> int:
        return self._written + len(self._rows)

    def add(self, row: Sequence[Any]) -> None:
        """Add a row."""
        self._rows.append(row)
        if len(self._rows) == AT_ONCE:
            self._write()

    def columns(self) -> Mapping[str, Array]:
        """Return the columns, when all rows are in."""
        self._write()
        return self._arrays

    def _write(self) -> None:
        if self._rows:
            for array, column in zip(self._arrays.values(), zip(*self._rows, strict=True), strict=True):
                array.extend(column)
            self._written += len(self._rows)
            self._rows = []


def told(value: Any) -> Iterator[str]:
    """Yield a value as JSON, in parts; arrays may stand in mappings within it.

    >>> "".join(told({"a": {"b": [1, None]}}))
    '{"a":{"b":[1,null]}}'
    """
    if isinstance(value, Array):
        yield from value
    elif isinstance(value, Mapping):
        before = "{"
        for key, one in value.items():
            yield f"{before}{encode(key)}:"
            yield from told(one)
            before = ","
        yield "}" if value else "{}"
    else:
        yield encode(value)
