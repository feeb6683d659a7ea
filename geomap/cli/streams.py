"""Standard input and output as they come: closed, of any encoding, on a full disk."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, TextIO, TypeVar

from geomap.errors import OutputError
from geomap.files.scratch import cannot_write

_closed: set[str] = set()


def prepare() -> None:
    """Make the standard streams fit to be used, whatever the caller has made of them.

    A closed one is opened on nothing, or the next file that is opened would take its number. Characters that
    the encoding of the terminal lacks are written as escapes.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            _closed.add(name)
            # The lowest free number is given out first: that of this stream.
            nothing = os.open(os.devnull, os.O_RDWR)
            if nothing != number:
                os.dup2(nothing, number)
                os.close(nothing)
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def standard_input() -> IO[bytes] | None:
    """Return standard input, or None where it is closed."""
    return None if "stdin" in _closed else sys.stdin.buffer


def put(text: str) -> None:
    """Write a line of what a verb was called for, as text for people: what the encoding lacks as escapes."""
    _write(sys.stdout.write, text + "\n")


def tell(text: str) -> None:
    """Write text for people beside what a verb was called for: not missed where the output is closed."""
    if "stdout" not in _closed:
        _write(sys.stdout.write, text)


def put_data(data: bytes) -> None:
    """Write what a verb was called for as bytes, whatever the encoding of the terminal."""
    _write(sys.stdout.buffer.write, data)


def flush() -> None:
    """Bring to its end what was written, so that a failure is told by us and not by Python on its way out."""
    if "stdout" not in _closed:
        _write(lambda _: sys.stdout.flush(), "")


T = TypeVar("T")


def _write(write: Callable[[T], object], what: T) -> None:
    if "stdout" in _closed:
        raise OutputError("standard output is closed; open it, or name a file with -o where the verb has one")
    try:
        write(what)
    except BrokenPipeError:
        raise
    except OSError as error:
        give_up(sys.stdout)
        raise cannot_write(Path("standard output"), error) from error


def give_up(stream: TextIO) -> None:
    """Turn a stream to nothing, so that Python, ending, does not fail at what is still to be written."""
    with suppress(OSError, ValueError):  # a stream that is no file has nothing to fail at
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)
