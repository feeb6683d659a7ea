"""The text of a piece of HTML, as feeds and posts hold it: no library of pages is needed for that."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from geomap.cleaning import BLOCK_TAGS

UNSEEN = frozenset("script style template noscript svg iframe object select button form".split())
"""Elements that show no text of the article."""
BLANKS = re.compile(r"[ \t\r\f\u00a0]+")
ENDS = re.compile(r" ?\n ?")
GAPS = re.compile(r"\n{3,}")


def text_of_html(html: str) -> str:
    r"""Return the text of HTML, a line or more for each block, without what is not shown.

    >>> text_of_html("<p>Troops <b>entered</b><br>Balakliia.</p><img alt='Odesa'>")
    'Troops entered\nBalakliia.'
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tidy("".join(reader.pieces))


def tidy(text: str) -> str:
    """Return a text with single blanks, and at most one empty line on end."""
    return GAPS.sub("\n\n", ENDS.sub("\n", BLANKS.sub(" ", text))).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in UNSEEN:
            self.unseen += 1
        self._break(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.pieces.append(data.replace("\n", " "))

    def _break(self, tag: str) -> None:
        if tag == "p":
            self.pieces.append("\n\n")
        elif tag in BLOCK_TAGS:
            self.pieces.append("\n")
