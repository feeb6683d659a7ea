"""Files of many articles, as Nexis and Factiva hand them out: one document each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from geomap.documents.kinds import Found
from geomap.documents.published import parse_published

BODY = re.compile(r"^[ \t]*Body[ \t]*$", re.MULTILINE)
END = re.compile(r"^[ \t]*End of Document[ \t]*$", re.MULTILINE)
LOADED = re.compile(r"^[ \t]*Load-Date:.*$", re.MULTILINE)
AFTER = re.compile(r"^[ \t]*(?:Load-Date:.*|Classification|End of Document)[ \t]*$", re.MULTILINE)
"""How what follows the text of an article begins: when it was stored, and under which headings."""
LANGUAGE = re.compile(r"^[ \t]*Language:[ \t]*([A-Za-z]+)", re.MULTILINE | re.IGNORECASE)
LABEL = re.compile(r"[A-Z][\w -]{1,30}:")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
SEAT = re.compile(r"(?<!\s)\s*+\([^()]*\)\s*$")
"""Where an outlet has its seat, in brackets after its name."""
LONGEST = 100
"""Characters of a line that is a date, or the name of an outlet."""
NUMBER = re.compile(r"^[ \t]*Document [A-Z]{2,10}\d{8,}\w*[ \t]*$", re.MULTILINE)
"""How Factiva ends an article."""
WORDS = re.compile(r"\d[\d,.]* words")
CLOCK = re.compile(r"\d{1,2}:\d\d(?: ?[AP]M)?(?: GMT)?")
RIGHTS = re.compile(r"(?:Copyright|\(c\)|©)", re.IGNORECASE)
CODE = re.compile(r"[A-Z]{2,10}\d{0,4}")


def documents_of(where: str, name: str, text: str, given: Mapping[str, object]) -> Iterator[Found]:
    """Yield the articles of a collection, by their order in it; any other text is one document."""
    articles = list(_nexis(text)) or list(_factiva(text))
    if not articles:
        yield Found(where, name, text, given)
    for number, (body, fields) in enumerate(articles, 1):
        yield Found(f"{where}: article {number}", f"{name}#{number}", body, fields)


def _nexis(text: str) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield text and fields of each article between ``Body`` and what follows it."""
    if not BODY.search(text):
        return
    ends = list(END.finditer(text)) or list(LOADED.finditer(text))
    start = 0
    for end in ends:
        piece = text[start : end.end()]
        start = end.end()
        opened = BODY.search(piece)
        if opened is None:
            continue
        closed = AFTER.search(piece, opened.end())
        body = piece[opened.end() : closed.start() if closed else None].strip()
        fields = _above(_lines(piece[: opened.start()]))
        if language := LANGUAGE.search(piece):
            fields["language"] = language[1]
        yield body, fields


def _above(lines: Sequence[str]) -> dict[str, object]:
    """Return what stands above the text of an article: its title, its outlet and its day, a line each.

    What a download says of itself, with the name of whoever made it, stands above these and is no part.
    """
    at = next((i for i in range(len(lines) - 1, -1, -1) if _is_day(lines[i])), None)
    if at is None:
        return {}
    fields: dict[str, object] = {"published": lines[at]}
    if at >= 1:
        fields["publisher"] = SEAT.sub("", lines[at - 1])
    if at >= 2:  # noqa: PLR2004 - the line above the outlet's
        fields["title"] = lines[at - 2]
    return fields


def _factiva(text: str) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield text and fields of each article that ends in a number of Factiva."""
    start = 0
    for end in NUMBER.finditer(text):
        lines = _lines(text[start : end.start()])
        start = end.end()
        counted = next((i for i, line in enumerate(lines) if WORDS.fullmatch(line)), None)
        if counted is None:
            continue
        rest = lines[counted + 1 :]
        fields: dict[str, object] = {"title": lines[0]} if counted else {}
        head = next((i for i, line in enumerate(rest) if RIGHTS.match(line)), -1) + 1
        above = [line for line in rest[:head] if not CLOCK.fullmatch(line) and not CODE.fullmatch(line)]
        if above and _is_day(above[0]):
            fields["published"] = above[0]
        if len(above) > 1:
            fields["publisher"] = SEAT.sub("", above[1])
        yield "\n".join(rest[head:]), fields


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _is_day(line: str) -> bool:
    if len(line) > LONGEST or LABEL.match(line) or RIGHTS.match(line) or not YEAR.search(line):
        return False
    try:
        return parse_published(line).length == 1
    except ValueError:
        return False
