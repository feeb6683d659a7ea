"""Mails that are forwarded within the text of another: who wrote them, when, and what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

MARKED = re.compile(
    r"[\s>*_-]{0,80}+(?:(?:begin\s{1,5})?forwarded\s{1,5}(?:message|mail)|"
    r"(?:(?:начало|початок)\s{1,5})?(?:пере(?:сыла|сла|сила|направл|адрес)\w{0,12})\s{1,5}"
    r"(?:сообщени\w{1,3}|письм\w{1,3}|повідомленн\w{1,3}|лист\w{0,3}))[\s:*_-]{0,80}+",
    re.IGNORECASE,
)
"""A line above a mail that is forwarded, as programs for mail write it in their languages."""
SUBJECT_OF_ONE = re.compile(r"\s*(?:fwd?|пересл\w*|пересил\w*|перенапр\w*)\s*:\s*", re.IGNORECASE)
LABELS = {
    "from": "from|від|від кого|от|от кого|отправитель|відправник",
    "date": "date|sent|дата|надіслано|відправлено|отправлено",
    "subject": "subject|тема",
    "to": "to|cc|bcc|reply-to|кому|копія|копия|importance|attachments",
}
LABEL = re.compile(
    rf"\s*\*?(?:{'|'.join(f'(?P<{name}>{words})' for name, words in LABELS.items())})\s*:\*?\s*(?P<value>.*)",
    re.IGNORECASE,
)
QUOTED = re.compile(r">[ \t]?")
MORE_READERS = re.compile(r"\s|.*[@<]|.*[,;]\s*$")
"""How a list of readers goes on in its next line."""
GAP = 3
"""Empty lines that may stand between that line and the mail."""
HEAD = 100
"""Lines of a head, its lists of readers among them."""
TRIED = 20
"""Lines at each of which a mail may begin: where so many begin none, the text only speaks of them."""
DEEPEST = 5
"""Mails forwarded within forwarded mails that are looked for."""


class Forwarded(NamedTuple):
    """A mail within the text of another; empty where it does not say."""

    text: str
    sender: str
    date: str
    subject: str


def forwarded_in(text: str, subject: str) -> Forwarded | None:
    r"""Return the innermost mail that a mail with this subject forwards; None if it forwards none.

    >>> forwarded_in("FYI\n-- Forwarded message --\nFrom: Post\nDate: 5 May\n\nShells fell.", "Fwd").text
    'Shells fell.'
    """
    found = None
    for _ in range(DEEPEST):
        inner = _first(text.split("\n"), is_told=bool(SUBJECT_OF_ONE.match(subject)))
        if inner is None:
            break
        found, text, subject = inner, inner.text, inner.subject
    return found


def subject_of(subject: str) -> str:
    """Return a subject without the mark that the mail was forwarded.

    >>> subject_of("Fwd: Fw: Strike")
    'Strike'
    """
    while found := SUBJECT_OF_ONE.match(subject):
        subject = subject[found.end() :]
    return subject


def _first(lines: Sequence[str], *, is_told: bool) -> Forwarded | None:
    """Return the first mail in lines: below a mark, or below a full head where the subject tells of it."""
    marks = (at for at, line in enumerate(lines) if MARKED.fullmatch(line) or (is_told and _is_from(line)))
    for at in islice(marks, TRIED):
        is_head = _is_from(lines[at])
        found = _below(lines[at + (not is_head) :])
        if found is not None and (not is_head or (found.date and found.subject)):
            return found
    return None


def _is_from(line: str) -> bool:
    return (found := LABEL.match(line)) is not None and found["from"] is not None


def _below(lines: Sequence[str]) -> Forwarded | None:
    """Return the mail whose head begins here; None where none does."""
    start = next((i for i, line in enumerate(lines[: GAP + 1]) if line.strip(" \t>")), len(lines))
    if start < len(lines) and QUOTED.match(lines[start]):
        lines = _unquoted(lines[start:])
        start = 0
    told: dict[str, str] = {}
    last, at = "", start
    while at < min(start + HEAD, len(lines)):
        line = lines[at]
        if found := LABEL.fullmatch(line):
            last = next(name for name in LABELS if found[name])
            told.setdefault(last, found["value"].strip())
        elif last and line.strip() and not told[last]:
            told[last] = line.strip()
        elif not (last == "to" and line.strip() and MORE_READERS.match(line)):
            break
        at += 1
    if "from" not in told or not ("date" in told or "subject" in told):
        return None
    text = "\n".join(lines[at:]).strip()
    return Forwarded(text, told["from"], told.get("date", ""), told.get("subject", ""))


def _unquoted(lines: Sequence[str]) -> list[str]:
    """Return lines without the marks of quotation, up to what is not quoted any more."""
    end = next((i for i, line in enumerate(lines) if line.strip() and not QUOTED.match(line)), len(lines))
    return [QUOTED.sub("", line, count=1) for line in lines[:end]]
