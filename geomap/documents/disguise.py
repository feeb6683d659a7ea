"""Files that are something else than their name says: pages, tables, mails and the like saved as text."""

from __future__ import annotations

import csv
import re
import unicodedata
from typing import NamedTuple

import msgspec

from geomap.documents.encodings import SCRAMBLED

HEAD = 4_000
"""Characters by which a text is judged."""


class _Magic(NamedTuple):
    begins: bytes
    what: str


MAGIC = (
    _Magic(b"%PDF-", "a PDF; save its text, e.g. with pdftotext"),
    _Magic(b"{\\rtf", "RTF; save it as plain text"),
    _Magic(b"PK\x03\x04", "a zip archive or an office file; unpack it, or save it as plain text"),
    _Magic(b"\x1f\x8b", "packed with gzip; unpack it"),
    _Magic(b"\xd0\xcf\x11\xe0", "an old office file; save it as plain text"),
    _Magic(b"\xff\xd8\xff", "a picture; hand in its text"),
    _Magic(b"\x89PNG", "a picture; hand in its text"),
    _Magic(b"GIF8", "a picture; hand in its text"),
)
MARKUP = re.compile(
    r"\s{0,100}(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|\?xml|(?:html|head|body|rss|feed)[\s>])",
    re.IGNORECASE | re.DOTALL,
)
MAIL_HEADER = re.compile(r"[A-Z][A-Za-z0-9-]{1,60}:[ \t].*|[ \t].*")
MAIL = re.compile(r"^(?:Received|Message-I[Dd]|MIME-Version|Return-Path|Delivered-To):", re.MULTILINE)
BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{40,}+={0,2}+\s*+)+")
CELL = re.compile(r"[\w .#/-]{1,40}")
DELIMITERS = ",;\t|"
SHORTEST_TABLE = 3
"""Lines that must all have as many cells before a text counts as a table."""
GARBLED = 0.2
"""Share of a text's letters in UTF-8 read as something else from which it is no text to be mapped."""


def disguised_bytes(data: bytes) -> str | None:
    """Return what a file is, and what to do, where its first bytes tell that it is no text."""
    return next((kind.what for kind in MAGIC if data.startswith(kind.begins)), None)


def disguised(text: str) -> str | None:
    """Return what a text is, and what to do, where it is no running text.

    >>> disguised("<html><body>Kharkiv was struck.</body></html>")
    'an HTML or XML page, not its text; save it as text'
    """
    if what := unreadable(text):
        return what
    head = text[:HEAD]
    if MARKUP.match(head):
        return "an HTML or XML page, not its text; save it as text"
    if kind := disguised_bytes(head[:8].encode(errors="replace")):
        return kind
    if _is_json(text):
        return "JSON; name it .jsonl, with one object a line that has at least id and text"
    if _is_mail(head):
        return "a mail with its headers; save its text alone"
    if BASE64.fullmatch(text.strip()[:HEAD].rsplit("\n", 1)[0]) and any(c.isdigit() for c in head):
        return "base64, not text; decode it, e.g. with base64 -d"
    if _is_table(head, whole=len(text) <= HEAD):
        return "a table, not running text; hand in each article as a file, or all of them as JSON lines"
    return None


def unreadable(text: str) -> str | None:
    """Return what a text is, and what to do, where nobody could read it, whatever it was taken from."""
    if is_blank(text):
        return "empty; there is nothing to read"
    if is_garbled(text[:HEAD]):
        return "UTF-8 that was saved in another encoding; save it again from its source, as UTF-8"
    return None


def is_blank(text: str) -> bool:
    """Tell whether nothing in a text can be seen: blanks, zero-width signs, controls."""
    return not any(character.isalnum() or not _unseen(character) for character in text)


def is_garbled(text: str) -> bool:
    """Tell whether a good part of a text's letters is UTF-8 that was read as something else."""
    found = sum(len(run[0]) for run in SCRAMBLED.finditer(text))
    return found > 0 and found > GARBLED * sum(character > "\x7f" for character in text)


def _unseen(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in ("Cf", "Cc", "Zs", "Mn")


def _is_json(text: str) -> bool:
    start = text.lstrip()[:200]
    if not re.match(r"\{\s*[\"}]|\[\s*[\[{\"]", start):
        return False
    for part in (text, text.strip().split("\n", 1)[0]):
        try:
            return isinstance(msgspec.json.decode(part), dict | list)
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            continue
    return False


def _is_mail(head: str) -> bool:
    headers = head.lstrip().split("\n\n", 1)[0]
    return bool(MAIL.search(headers)) and all(map(MAIL_HEADER.fullmatch, headers.split("\n")[:-1]))


def _is_table(head: str, *, whole: bool) -> bool:
    """Tell a table by a head of short cells and as many cells in every line."""
    lines = head.strip().split("\n")
    if not whole:
        lines = lines[:-1]
    if len(lines) < SHORTEST_TABLE:
        return False
    for delimiter in DELIMITERS:
        names = lines[0].split(delimiter)
        if len(names) < 3 or not all(CELL.fullmatch(name.strip(' "')) for name in names):
            continue
        try:
            rows = list(csv.reader(lines, delimiter=delimiter))
        except csv.Error:
            continue
        if all(len(row) == len(names) for row in rows):
            return True
    return False
