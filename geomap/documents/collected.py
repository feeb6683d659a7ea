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
GRAPHIC = re.compile(r"^[ \t]*Graphic[ \t]*$", re.MULTILINE)
"""What heads the words below the pictures of an article, after its text."""
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
FIELD = re.compile(
    r"(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CT|RF|ART|CO|IN|NS|RE|IPC|IPD|PUB|AN)(?:\t| {2,}|$)"
)
"""How Factiva names the fields of an article, where it hands them out one by one."""
FIRST, LEAD, REST = "HD", "LP", "TD"
"""The field with the title, by which an article begins, and those with its text."""
COUNTED = re.compile(r"^[ \t]*\d+ of \d+ DOCUMENTS?[ \t]*$", re.MULTILINE)
"""What stood above each article in the files of Nexis of old."""
PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
LABELLED = re.compile(r"[A-Z]{2}[A-Z -]{1,30}:")
BELOW = re.compile(
    r"(?:GRAPHIC|LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|DOCUMENT-TYPE|JOURNAL-CODE|SUBJECT|NOTES?|URL|CORRECTION|"
    r"CORRECTION-DATE|ORGANIZATION|PERSON|GEOGRAPHIC|COUNTRY|TYPE|ACC-NO|ENHANCEMENT|DISTRIBUTION):"
)
"""How what followed the text of an article began in them."""


def documents_of(where: str, name: str, text: str, given: Mapping[str, object]) -> Iterator[Found]:
    """Yield the articles of a collection, by their order in it; any other text is one document."""
    readers = (_nexis, _nexis_of_old, _factiva_fields, _factiva)
    articles = next(filter(None, (list(read(text)) for read in readers)), [])
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
        body = piece[opened.end() : closed.start() if closed else None]
        *_, pictures = (None, *GRAPHIC.finditer(body))
        body = body[: pictures.start() if pictures else None].strip()
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


def _nexis_of_old(text: str) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield text and fields of each article below a line that counts it.

    The outlet, the day and the title are followed by paragraphs with labels; so is the text.
    """
    starts = [found.end() for found in COUNTED.finditer(text)]
    pieces = [COUNTED.split(text[start:], maxsplit=1)[0] for start in starts]
    for piece in pieces if LABELLED.search(text) else ():
        paragraphs = PARAGRAPH.split(piece.strip())
        if len(paragraphs) == 1:  # Word documents are read without their empty lines
            paragraphs = _lines(piece)
        labelled = [bool(LABELLED.match(one)) for one in paragraphs]
        head = labelled.index(True) if True in labelled else 0
        start = next((i for i in range(head, len(paragraphs)) if not labelled[i]), len(paragraphs))
        end = next((i for i in range(start, len(paragraphs)) if BELOW.match(paragraphs[i])), len(paragraphs))
        fields = _above([line for one in paragraphs[: max(head - 1, 0)] for line in _lines(one)])
        fields["title"] = " ".join(paragraphs[head - 1].split()) if head else None
        if language := LANGUAGE.search(piece):
            fields["language"] = language[1]
        yield "\n\n".join(paragraphs[start:end]), fields


def _factiva_fields(text: str) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield text and fields of each article whose fields have their names before them, its text in two."""
    articles: list[dict[str, list[str]]] = []
    lines: list[str] = []
    for line in text.split("\n"):
        found = FIELD.match(line.lstrip())
        if found and found[1] == FIRST:
            articles.append({})
        if found:
            lines = articles[-1].setdefault(found[1], []) if articles else []
        lines.append(line.lstrip()[found.end() if found else 0 :].strip())
    if not any(LEAD in article or REST in article for article in articles):
        return
    for article in articles:
        told = {name: " ".join(" ".join(held).split()) for name, held in article.items()}
        body = "\n\n".join("\n".join(article[name]).strip() for name in (LEAD, REST) if name in article)
        if "PD" in told:
            publisher = SEAT.sub("", told.get("SN", ""))
            fields = {"title": told[FIRST], "published": told["PD"], "publisher": publisher}
            yield body, {**fields, "language": told.get("LA")}


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
