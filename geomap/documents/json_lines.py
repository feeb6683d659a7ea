"""JSON lines: one document a line, from a file or from standard input."""

from __future__ import annotations

import codecs
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import IO, Any, AnyStr, NamedTuple, cast

import msgspec

from geomap.documents.document import Refusal, Remark, Settings
from geomap.documents.encodings import EncodingError, decode, utf16_of

HEAD = 4_096
DEEPEST = 64
"""Levels of brackets in a line beyond which it is refused: reading goes a level deeper with each of them."""
STRINGS = re.compile(r'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
BRACKETS = re.compile(r"[\[{]|[\]}]")
LOOSE = re.compile(r'"(?:[^"\\]++|\\.)*+"?|-?\b(?:NaN|Infinity)\b', re.DOTALL)
"""Strings, and the numbers that Python writes and JSON does not know."""
OWN = b'{"type":"geomap-records"'
"""How the records that geomap writes begin; they are no articles."""
EACH = "each line is one JSON object with at least id and text"


class Line(NamedTuple):
    """An object, and where it stands."""

    where: str
    row: Mapping[str, object]


def is_own(head: bytes) -> bool:
    """Tell whether a file begins as the records that geomap writes."""
    return head.startswith(OWN)


def without_loose(text: str) -> str:
    """Return JSON with null for NaN and Infinity, which Python writes for numbers that are none.

    >>> without_loose('{"score": NaN, "text": "NaN"}')
    '{"score": null, "text": "NaN"}'
    """
    return LOOSE.sub(lambda found: found[0] if found[0].startswith('"') else "null", text)


def peekable(stream: IO[bytes]) -> io.BufferedReader:
    """Return a stream that can be looked ahead in; one that can already is not read ahead of itself."""
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast("Any", stream))


def read_lines(where: str, stream: IO[bytes], settings: Settings) -> Iterator[Line | Refusal | Remark]:
    """Yield the objects of JSON lines; only a line feed ends a line.

    Lines on end that are no JSON are refused together; what is to be said of encodings is said once.
    """
    reader = peekable(stream)
    wide = None if settings.encoding else utf16_of(reader.peek(HEAD)[:HEAD])
    try:
        yield from _read(where, _lines(reader, settings.encoding or wide, settings.largest), settings)
    except UnicodeDecodeError as error:
        yield Refusal(where, f"not {error.encoding}; name another with --encoding, or save it as UTF-8")
    if wide:
        yield Remark(where, "read as UTF-16")


def _read(where: str, lines: Iterator[bytes | None], settings: Settings) -> Iterator[Line | Refusal | Remark]:
    remarks: Counter[str] = Counter()
    broken: list[int] = []
    why = ""
    empty = True
    for number, line in enumerate(lines, 1):
        if line is not None and not line.removeprefix(codecs.BOM_UTF8).strip():
            continue
        here = f"{where}:{number}"
        outcome = _too_long(settings) if line is None else _object(line, remarks)
        if empty and line is not None:
            if is_own(line):
                yield Refusal(where, "the records of an earlier run; name the articles they were made from")
                return
            if line.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"["):
                yield Refusal(where, f"a JSON array; {EACH}: write them so, e.g. with jq -c '.[]'")
                return
        empty = False
        if isinstance(outcome, _Broken):
            broken.append(number)
            why = why or outcome.why
            continue
        yield from _refused(where, broken, why)
        broken, why = [], ""
        yield Refusal(here, outcome) if isinstance(outcome, str) else Line(here, outcome)
    yield from _refused(where, broken, why)
    for remark, count in remarks.items():
        yield Remark(where, f"{remark} ({count} line{'s' * (count > 1)})")
    if empty:
        yield Refusal(where, "empty; there is nothing to read")


class _Broken(NamedTuple):
    """A line that is no JSON."""

    why: str


def _refused(where: str, lines: list[int], why: str) -> Iterator[Refusal]:
    if len(lines) == 1:
        yield Refusal(f"{where}:{lines[0]}", f"{why}; {EACH}")
    elif lines:
        hint = f"{EACH}: write an object that takes several lines in one, e.g. with jq -c ."
        yield Refusal(
            f"{where}:{lines[0]}", f"{why}, and so to line {lines[-1]}; {hint}", documents=len(lines)
        )


def _too_long(settings: Settings) -> str:
    return f"more than {settings.largest / 1e6:g} MB in one line; raise --max-size, or cut it into several"


def _object(line: bytes, remarks: Counter[str]) -> Mapping[str, object] | str | _Broken:
    """Return the object of a line, or what is wrong with it."""
    try:
        decoded = decode(line)
    except EncodingError as error:
        return str(error)
    if decoded.remark:
        remarks[decoded.remark] += 1
    if _depth(decoded.text) > DEEPEST:
        return f"nested more than {DEEPEST} deep; leave such fields out"
    try:
        row = msgspec.json.decode(decoded.text)
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        mended = without_loose(decoded.text)
        if mended == decoded.text:
            return _Broken(str(error))
        try:
            row = msgspec.json.decode(mended)
        except (msgspec.DecodeError, RecursionError, ValueError):
            return _Broken(str(error))
    return row if isinstance(row, dict) else _Broken("no JSON object")


def _depth(text: str) -> int:
    """Return how deep the brackets of a line go, those in strings aside."""
    if text.count("[") + text.count("{") <= DEEPEST:
        return 0
    depth = deepest = 0
    for bracket in BRACKETS.findall(STRINGS.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _lines(reader: io.BufferedReader, encoding: str | None, largest: int) -> Iterator[bytes | None]:
    """Yield the lines, those of a known encoding as UTF-8; None for each longer than a document may be."""
    if encoding is not None:
        text = io.TextIOWrapper(reader, encoding=encoding, newline="\n")
        try:
            for line in _cut(text.readline, largest):
                yield line if line is None else line.encode(errors="surrogatepass")
        finally:
            text.detach()
        return
    yield from _cut(reader.readline, largest)


def _cut(readline: Callable[[int], AnyStr], largest: int) -> Iterator[AnyStr | None]:
    while line := readline(largest + 1):
        whole = len(line) <= largest
        yield line if whole else None
        while not whole and line and line[-1:] not in ("\n", b"\n"):
            line = readline(1 << 20)
