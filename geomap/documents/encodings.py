"""Bytes as text: which encoding a file is in, told from the file itself."""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import NamedTuple

BYTE_ORDERS = (
    (codecs.BOM_UTF8, "utf-8-sig", ""),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
"""Marks at the head of a file, the encoding they stand for, and its name where it is worth a word."""
CODE_PAGES = {
    "cp1252": "windows-1252",
    "cp1251": "windows-1251",
    "koi8-u": "KOI8-U",
    "cp866": "CP866",
    "cp1125": "CP1125",
    "iso8859-5": "ISO-8859-5",
    "mac-cyrillic": "MacCyrillic",
}
"""The encodings of a byte a letter in which English, Ukrainian and Russian texts are found; of two that read
a text alike the first is taken."""
SAMPLE = 20_000
"""Bytes by which a code page is told, from the first that is no ASCII."""
WIDE_HEAD = 4_096
WIDE = frozenset(b"\x00\x04\x20\x21")
"""The high bytes of UTF-16 in Latin and Cyrillic text: letters, and the dashes, quotes and signs of print."""
WIDE_SHARE = 0.95
DAMAGED = 20
"""Letters of UTF-8 to each byte that is none, from which a text is damaged UTF-8 and not another encoding."""
SURE = 0.25
"""Score a letter below which no code page is believed."""

# Letters of Ukrainian and Russian by how often they are used, taken together; the rare ones count nothing.
FREQUENT = "оаинетрсвлкдмпуязьібгчйжхшюїєщцф"
RARE = "ыэґъё"
PRINT = frozenset("«»—–“”„’‘…№•\u00a0°§©®™€£´·")
MIXED = -1.5
"""What a Cyrillic letter beside a Latin one counts, or a letter inside a word in the wrong case."""
STRANGE = -2.0
"""What a sign counts that no news text holds."""


class Decoded(NamedTuple):
    """A text, and what is to be said of how it was read."""

    text: str
    remark: str = ""


class EncodingError(ValueError):
    """Bytes that are no text in any encoding known here; the message says what to do."""


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the text of a file; an EncodingError tells that it is none, or none that can be told."""
    if encoding is not None:
        return _forced(data, encoding)
    for mark, name, shown in BYTE_ORDERS:
        if data.startswith(mark):
            return _marked(data, name, shown)
    if (wide := wide_encoding(data)) is not None:
        return Decoded(data.decode(wide, "replace"), "read as UTF-16, which it looks like")
    if b"\0" in data:
        raise EncodingError("not a text file (it holds NUL bytes)")
    try:
        return Decoded(data.decode())
    except UnicodeDecodeError as error:
        return _damaged(data, error) or _in_code_page(data, error)


def wide_encoding(data: bytes) -> str | None:
    """Return UTF-16 without a mark, told by the high bytes of its letters; None for anything else."""
    head = data[:WIDE_HEAD]
    if len(data) % 2 or not (b"\0" in head or b"\4" in head):
        return None
    for name, high in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if sum(byte in WIDE for byte in high) >= WIDE_SHARE * len(high):
            return name
    return None


def utf16_of(head: bytes) -> str | None:
    """Return UTF-16 or UTF-32 where the head of a file is marked so or looks like it; else None."""
    marked = (name for mark, name, shown in BYTE_ORDERS if shown and head.startswith(mark))
    return next(marked, None) or wide_encoding(head[: len(head) // 2 * 2])


def _forced(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding).removeprefix("\ufeff"))
    except UnicodeError as error:
        at = getattr(error, "start", 0)
        raise EncodingError(f"not {encoding} (byte {at}); leave --encoding out, or name another") from None


def _marked(data: bytes, name: str, shown: str) -> Decoded:
    try:
        return Decoded(data.decode(name), f"read as {shown}" if shown else "")
    except UnicodeDecodeError as error:
        text = data.decode(name, "replace")
        return Decoded(
            text, f"read as {shown or 'UTF-8'}; byte {error.start} is damaged, \ufffd stands for it"
        )


def _damaged(data: bytes, error: UnicodeDecodeError) -> Decoded | None:
    """Return UTF-8 in which single bytes are broken; None where the bytes follow another encoding."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(character > "\x7f" for character in text) - broken
    if whole < DAMAGED * broken:
        return None
    return Decoded(
        text, f"UTF-8 with {broken} broken bytes, the first is byte {error.start}; \ufffd stands for each"
    )


def _in_code_page(data: bytes, error: UnicodeDecodeError) -> Decoded:
    first = max(0, error.start - 1)
    scores = {name: _score(data[first : first + SAMPLE], name) for name in CODE_PAGES}
    for name in sorted(scores, key=lambda name: -scores[name]):
        if scores[name] < SURE:
            break
        try:
            return Decoded(data.decode(name), f"read as {CODE_PAGES[name]}, which it looks like")
        except UnicodeDecodeError:
            continue
    raise EncodingError(
        f"neither UTF-8 (byte {error.start}) nor an encoding geomap can tell; "
        "name it with --encoding, such as windows-1251, or save it as UTF-8"
    )


def _score(data: bytes, name: str) -> float:
    """Return how much a text looks like one in a code page, for each byte that is no ASCII."""
    text = data.decode(name, "replace")
    total = count = 0.0
    before = " "
    for i, character in enumerate(text):
        if character > "\x7f":
            after = text[i + 1] if i + 1 < len(text) else " "
            total += _likely(before, character, after)
            count += 1
        before = character
    return total / count if count else 0.0


def _likely(before: str, character: str, after: str) -> float:
    weight = _weights().get(character.lower())
    if weight is not None:
        if _is_latin(before) or _is_latin(after):
            return MIXED
        if character.isupper() and before.islower():
            return MIXED
        if character.islower() and before.isupper() and after.isupper():
            return MIXED
        if not any(letter.isalpha() and not letter.isascii() for letter in (before, after)):
            return 0.0  # many a sign of print is a lone letter in another code page
        return weight
    if character in PRINT:
        return SURE
    if character.isalpha() and character <= "\u017f":  # accents stand among plain Latin letters
        return 0.5 if _is_latin(before) or _is_latin(after) else MIXED
    return STRANGE


def _is_latin(character: str) -> bool:
    """Tell a plain Latin letter; not i, which stands for the Ukrainian one where a code page lacks it."""
    return character.isascii() and character.isalpha() and character not in "iI"


@cache
def _weights() -> dict[str, float]:
    """Return what each Cyrillic letter counts, the more frequent the more."""
    return {
        **{letter: 1.0 - place / len(FREQUENT) for place, letter in enumerate(FREQUENT)},
        **dict.fromkeys(RARE, 0.1),
    }


# --- UTF-8 that was taken for something else ------------------------------------------------------

SCRAMBLED = re.compile(
    "[РСÐÑÃâ](?:"  # one set of first letters, which are rare: the search passes over all others at once
    "(?<=[РС]){tail}[РС]{tail}|(?<=[ÐÑ])[\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
    "|(?<=Ã)[\u0080-\u00bf]|(?<=â)€)".replace(
        "{tail}", "[\u0080-\u00bf\u0400-\u040f\u0450-\u045f\u0490\u0491\u2013-\u203a\u20ac\u2116\u2122]"
    )
)
"""Letters, or a mark of print, of UTF-8 read as windows-1251 or windows-1252."""


def repaired(text: str) -> Decoded | None:
    """Return a text whose UTF-8 someone took for a code page, put right; None for any other text.

    >>> repaired("РҐР°СЂРєС–РІ").text
    'Харків'
    """
    if not SCRAMBLED.search(text):
        return None
    for name in ("cp1251", "cp1252"):
        lines = text.split("\n")
        if any(SCRAMBLED.search(line) and _unscrambled(line, name) != line for line in lines):
            mended = (_unscrambled(line, name) for line in lines)
            return Decoded("\n".join(mended), f"UTF-8 that was once read as {CODE_PAGES[name]}; put right")
    return None


def _unscrambled(line: str, name: str) -> str:
    if line.isascii():
        return line
    table = _bytes_of(name)
    try:
        return bytes(table[character] for character in line).decode()
    except (KeyError, UnicodeDecodeError):
        return line


@cache
def _bytes_of(name: str) -> dict[str, int]:
    """Return the byte of each character; what a code page leaves free stands for itself, as in browsers."""
    free = {byte for byte in range(256) if bytes([byte]).decode(name, "ignore") == ""}
    table = {chr(byte): byte for byte in free}
    return table | {bytes([b]).decode(name): b for b in range(256) if b not in free}
