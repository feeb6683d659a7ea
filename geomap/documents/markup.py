"""The text of a piece of HTML, as feeds and posts hold it: no library of pages is needed for that."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple

from geomap.cleaning import BLOCK_TAGS

UNSEEN = frozenset("script style template noscript svg iframe object select button form".split())
"""Elements that show no text of the article."""
BLANKS = re.compile(r"[ \t\r\f\u00a0]+")
ENDS = re.compile(r" ?\n ?")
GAPS = re.compile(r"\n{3,}")


LINKED = 0.5
"""Share of its letters in links from which a line leads elsewhere and says nothing itself."""


def text_of_html(html: str, *, links: bool = True) -> str:
    r"""Return the text of HTML, a line or more for each block, without what is not shown.

    Without ``links`` the lines that lead to other articles are left out, unless there are no others.

    >>> text_of_html("<p>Troops <b>entered</b><br>Balakliia.</p><img alt='Odesa'>")
    'Troops entered\nBalakliia.'
    >>> text_of_html("<p>Troops entered Balakliia.</p><p>Read also: <a>Blasts in Dnipro</a></p>", links=False)
    'Troops entered Balakliia.'
    """
    reader = _Reader()
    # What opens and never ends is text; the parser would look for the end of each of them anew.
    end = html.rfind(">") + 1
    reader.feed(html[:end] + html[end:].replace("<", "&lt;"))
    reader.close()
    lines = reader.all_lines()
    own = lines if links else [line for line in lines if not line.leads_elsewhere()]
    return tidy("".join(line.text for line in own)) or tidy("".join(line.text for line in lines))


def tidy(text: str) -> str:
    """Return a text with single blanks, and at most one empty line on end."""
    return GAPS.sub("\n\n", ENDS.sub("\n", BLANKS.sub(" ", text))).strip()


class _Line(NamedTuple):
    """A line of a page, and how many of its characters are links."""

    text: str
    linked: int

    def leads_elsewhere(self) -> bool:
        return 0 < LINKED * len(self.text.strip()) <= self.linked


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[_Line] = []
        self.pieces: list[str] = []
        self.linked = 0
        self.links = 0
        self.unseen = 0

    def all_lines(self) -> list[_Line]:
        """Return the lines, the last one among them."""
        self._end("")
        return self.lines

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.unseen += tag in UNSEEN
        self.links += tag == "a"
        self._break(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self.unseen = max(0, self.unseen - (tag in UNSEEN))
        self.links = max(0, self.links - (tag == "a"))
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.pieces.append(data.replace("\n", " "))
            self.linked += len(data.strip()) if self.links else 0

    def _break(self, tag: str) -> None:
        if tag in BLOCK_TAGS:
            self._end("\n\n" if tag == "p" else "\n")

    def _end(self, gap: str) -> None:
        self.lines.append(_Line("".join(self.pieces) + gap, self.linked))
        self.pieces, self.linked = [], 0
