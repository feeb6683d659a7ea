"""PDF: the text of reports, with their lines joined and their running heads taken out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from geomap.documents.collected import documents_of
from geomap.documents.document import Refusal, Remark, Settings
from geomap.documents.kinds import Read, Source
from geomap.documents.published import parse_published
from geomap.documents.readers.extras import not_installed
from geomap.documents.readers.whole import read_whole, too_large

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

PAGES = 5_000
LINE = re.compile(r"[^\s][^\r\n]*")
HYPHEN = re.compile("[\ufffe\ufffd\x02](?=(\\w?))")
"""What PDFium gives for a hyphen at the end of a line, which it joins with the next."""
BROKEN = re.compile(r"(?<=[^\W\d_])-$")
EDGE = 2
"""Lines at the head and the foot of a page that may run through all of them."""
REPEATED = 0.3
"""Share of the pages on which such a line stands, since left and right pages may have their own."""
APART = 2.2
"""Heights of its letters to the next line from which a line stands apart from it."""
HEAD_LENGTH = 100
FIGURES = re.compile(r"\d+")
SENTENCE = re.compile(r"[.!?…][\"»”’)]*$")
PROGRAM = re.compile(r"^Microsoft \w+ - |\.(?:docx?|indd|qxp|pptx?|xlsx?|odt|rtf)$", re.IGNORECASE)
DAMAGED = "no PDF that can be read; save it again"
SCANNED = "a PDF without a text, such as a scan; let it be read first, e.g. with ocrmypdf"
NAMED = 10
"""Pages without text that a message names."""


class Line(NamedTuple):
    """A line of a page, and where it stands, in points from the left and from the foot."""

    text: str
    left: float = 0.0
    right: float = 0.0
    """Where its last character ends."""
    edge: float = 0.0
    """How far right it reaches: PDFium joins what a hyphen parts, so that it may end on the next line."""
    unit: float = 0.0
    """The mean width of its characters; 0 where nothing is known of where it stands."""
    first: float = 0.0
    """How high its first character stands."""
    last: float = 0.0
    height: float = 0.0
    """How high the letters of its type are."""


def read(source: Source, settings: Settings) -> Iterator[Read]:
    """Yield the text of a PDF; when it was made is no day of publication."""
    try:
        from pypdfium2 import PdfDocument, PdfiumError
    except ImportError:
        yield not_installed(source.where, "a PDF", "office")
        return
    data = read_whole(source, settings)
    if isinstance(data, Refusal):
        yield data
        return
    try:
        with PdfDocument(data) as pdf:
            if len(pdf) > PAGES:
                yield Refusal(source.where, f"more than {PAGES:,} pages; cut it into several")
                return
            title = pdf.get_metadata_value("Title").strip()
            pages = [_page(pdf, number) for number in range(len(pdf))]
    except PdfiumError as error:
        locked = "assword" in str(error)
        yield Refusal(source.where, "locked with a password; save it without one" if locked else DAMAGED)
        return
    text = joined([lines or [] for lines in pages])
    if not text:
        yield Refusal(source.where, DAMAGED if None in pages else SCANNED)
        return
    if len(text) > settings.largest:
        yield too_large(source.where, settings)
        return
    if empty := [str(number) for number, lines in enumerate(pages, 1) if not lines]:
        more = " and others" if len(empty) > NAMED else ""
        said = f"no text on page {', '.join(empty[:NAMED])}{more}, which may be scans or damaged"
        yield Remark(source.where, said)
    given = {} if PROGRAM.search(title) else {"title": title}
    yield from documents_of(source.where, source.name, text, given)


def _page(pdf: PdfDocument, number: int) -> list[Line] | None:
    """Return the lines of a page; None where it is damaged."""
    from pypdfium2 import PdfiumError

    try:
        with closing(pdf[number]) as page, closing(page.get_textpage()) as text:
            return _lines(text)
    except PdfiumError:
        return None


def joined(pages: Sequence[Sequence[Line]]) -> str:
    """Return the text of pages, a paragraph a line, without the lines that run through them."""
    running = _running(pages)
    paragraphs: list[str] = []
    for number, lines in enumerate(pages):
        edges = set(_edges(lines))
        kept = [
            line
            for line in lines
            if line not in edges or _folded(line) not in running or (number == 0 and _tells_day(line, lines))
        ]
        widest: dict[int, float] = {}
        for line in kept:
            widest[round(line.left)] = max(line.edge, widest.get(round(line.left), 0.0))
        for i, line in enumerate(kept):
            before = paragraphs[-1] if paragraphs else ""
            if i == 0:
                goes_on = bool(before) and line.text[:1].islower() and not SENTENCE.search(before)
            else:
                goes_on = _goes_on(kept[i - 1], line, widest[round(kept[i - 1].left)])
            if goes_on:
                paragraphs[-1] = _glued(before, line.text)
            else:
                paragraphs.append(line.text)
    return "\n".join(paragraphs)


def _lines(page: PdfTextPage) -> list[Line]:
    text = page.get_text_range()
    placed = page.count_chars() == len(text)
    lines: list[Line] = []
    for found in LINE.finditer(text):
        bare = found.group().rstrip()
        if not bare or not placed:
            lines += [Line(_whole(bare))] if bare else []
            continue
        first, last = found.start(), found.start() + len(bare) - 1
        parted = HYPHEN.search(bare)
        reach = first + parted.start() - 1 if parted and parted.start() else last
        left, bottom, _, top = page.get_charbox(first, loose=True)
        edge = page.get_charbox(reach)[2]
        _, below, right, _ = page.get_charbox(last, loose=True)
        unit = max(edge - left, 0.0) / (reach - first + 1)
        lines.append(
            Line(
                _whole(bare),
                left,
                right,
                max(edge, right),
                unit,
                first=bottom,
                last=below,
                height=top - bottom,
            )
        )
    return lines


def _whole(text: str) -> str:
    """Return a line with the words whole that were parted at its end: a double name keeps its hyphen."""
    return " ".join(HYPHEN.sub(lambda found: "-" if found[1].isupper() else "", text).split())


def _goes_on(line: Line, after: Line, widest: float = 0.0) -> bool:
    """Tell whether a paragraph goes on in the next line: its first word had no room in this one.

    Where a sentence ends, the line must reach as far as any that begins where it does.
    """
    ends = bool(SENTENCE.search(line.text))
    if not 0 <= line.last - after.first <= APART * line.height:
        return False
    if not line.unit or not after.unit:
        return not ends and after.text[:1].islower()
    edge = max(line.edge, after.edge, widest if ends else 0.0)
    word = len(after.text.split(maxsplit=1)[0]) + 1
    beside = line.left >= after.edge or after.left >= line.edge
    return not beside and line.right + word * line.unit > edge


def _glued(before: str, after: str) -> str:
    if BROKEN.search(before) and after[:1].islower():
        return before[:-1] + after
    return before + ("" if BROKEN.search(before) else " ") + after


def _running(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Return the lines at the edges of pages that stand on many of them, but for their figures."""
    counts = Counter(folded for lines in pages for folded in {_folded(line) for line in _edges(lines)})
    least = max(2, REPEATED * len(pages))
    return frozenset(
        line
        for line, count in counts.items()
        if count >= least and len(line) <= HEAD_LENGTH and not SENTENCE.search(line)
    )


def _edges(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines at the head and foot of a page that are paragraphs of their own."""
    for i, line in enumerate(lines):
        at_edge = i < EDGE or i >= len(lines) - EDGE
        begun = i > 0 and _goes_on(lines[i - 1], line)
        if at_edge and not begun and not (i + 1 < len(lines) and _goes_on(line, lines[i + 1])):
            yield line


def _folded(line: Line) -> str:
    return FIGURES.sub("#", line.text)


def _tells_day(line: Line, lines: Sequence[Line]) -> bool:
    """Tell whether a line at the head of a page names a day: so a report tells when it appeared."""
    try:
        return line in lines[:EDGE] and parse_published(line.text).length == 1
    except ValueError:
        return False
