"""Page furniture, found by structure: menus, lists of links, next posts, comments, newsletter lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import groupby
from typing import NamedTuple

from geomap.language import lexicon_of
from geomap.language.schema import Furniture
from geomap.text import Text

MENU_TOKENS = 6
"""A menu entry has at most so many tokens; captions and headlines are longer."""
MENU_RUN = 4
"""So many short lines in a row are a menu."""
SENTENCE_TOKENS = 8
"""A line of so many tokens that ends in a full stop ends a list of links."""
LIST_LENGTH = 12
"""Lines that a heading such as "Read also" can cover."""
PARAGRAPH_TOKENS = 18
"""A block of so many tokens is a paragraph of the article, however it ends."""
CREDIT_TOKENS = 40
"""A line of credits names a few people and where they are."""
LABEL = re.compile(r"[^\s:][^:\n]{0,30}: ")
"""A line that begins with the name of one who comments."""
COUNT = re.compile(r"(?<!\s)\s*+\(\d++\)$|^\d++\s++")
"""The number of comments in a heading."""
MENU_BAR = re.compile(r"(?:[^|\n]{1,40} [|] ){3,}[^|\n]{1,40}$")
"""A menu on one line, its entries parted by bars."""
LINK = re.compile(r"[-*•#\d.\s]*+!?\[[^\]]*+\]\((?:\S*\w)?+[^\s\w)]*+\)\W*+$")
"""A line that is nothing but a Markdown link. No part of it can be read in two ways, so that a rule of dashes
or an account number costs no more than it is long."""
ENDS = ".!?…:;"
CLOSERS = "\"'”»’)]"


HEADING_TOKENS = 8
"""A heading such as "Read also" has at most so many tokens."""


class _Line(NamedTuple):
    """A block, with what its form says."""

    text: str
    size: int
    """In tokens."""
    end: str
    """Its last character, closing quotation marks and brackets put aside."""
    heading: bool
    """Opens a list of links or the comments."""
    comments: bool

    @property
    def closed(self) -> bool:
        """Whether it ends as a sentence does."""
        return self.end in ENDS

    @property
    def short(self) -> bool:
        """Whether it may be an entry of a menu."""
        return self.size <= MENU_TOKENS and not self.closed


def furniture_blocks(text: Text) -> frozenset[int]:
    """Return the numbers of the blocks that are not part of the article.

    A text of one or two blocks has no furniture: a headline or caption is all there is.
    """
    if len(text.blocks) < 3:
        return frozenset()
    rules = lexicon_of(text.language).grammar.furniture
    lines = _lines(text, rules)
    found = {
        number
        for number, line in enumerate(lines)
        if line.heading or _is_credit(line, rules) or _is_link(line)
    }
    found.update(_menus(lines))
    found.update(_listed(lines))
    return frozenset(found)


def _lines(text: Text, rules: Furniture) -> list[_Line]:
    sizes = [0] * len(text.blocks)
    for sentence in text.sentences:
        sizes[sentence.block] += sentence.last - sentence.first
    lines = []
    for block, size in zip(text.blocks, sizes, strict=True):
        line = text.body[block.start : block.end]
        lower = line.lower()
        end = line.rstrip(CLOSERS)[-1:]
        bare = lower.strip(" :*#-•|.") if size <= HEADING_TOKENS else ""
        comments = bool(bare) and COUNT.sub("", bare) in rules.comments
        heading = size <= HEADING_TOKENS and (
            comments or bare in rules.headings or (end not in ENDS and lower.startswith(rules.leads))
        )
        lines.append(_Line(line, size, end, heading, comments))
    return lines


def _is_link(line: _Line) -> bool:
    """Tell whether a line is a link and nothing else, or a menu whose entries bars part."""
    bars = " | " in line.text and not line.closed
    return LINK.match(line.text) is not None or (bars and MENU_BAR.match(line.text) is not None)


def _is_credit(line: _Line, rules: Furniture) -> bool:
    """Tell whether a line points elsewhere, or is a short one that tells who worked on the article."""
    low = line.text.lower()
    if low.startswith(rules.openings):
        return True
    return line.size <= CREDIT_TOKENS and any(words in low for words in rules.credits)


def _menus(lines: Sequence[_Line]) -> Iterator[int]:
    """Yield the lines of menus: many short ones in a row, unless a colon before them opens a list."""
    lead = ""
    for short, group in groupby(enumerate(lines), key=lambda numbered: numbered[1].short):
        run = list(group)
        if not short:
            lead = run[-1][1].text
        elif len(run) >= MENU_RUN and not lead.endswith(":"):
            yield from (number for number, _ in run)


def _listed(lines: Sequence[_Line]) -> Iterator[int]:
    """Yield what a heading such as "Read also" covers, and titles that stand again after a paragraph."""
    title = next((line.text for line in lines if line.size > MENU_TOKENS), "")
    seen: set[str] = set()
    listed = 0
    begun = commented = False
    for number, line in enumerate(lines):
        if line.heading:
            listed, commented = LIST_LENGTH, line.comments
        elif line.size >= PARAGRAPH_TOKENS and line.closed:
            begun = True
        if listed and not line.heading:
            sentence = line.end == "." and line.size >= SENTENCE_TOKENS
            if sentence and not (commented and LABEL.match(line.text)):
                listed = 0
            else:
                listed -= 1
                yield number
        elif begun and not line.closed and _is_next_title(line, title, seen):
            yield number
        seen.add(line.text)


def _is_next_title(line: _Line, title: str, seen: Set[str]) -> bool:
    """Tell whether a line after the first paragraph is the title of another article, or this one's again."""
    again = line.size >= SENTENCE_TOKENS and line.text in seen and line.text != title
    return again or _is_title(line.text) or (title in line.text and title != line.text)


def _is_title(line: str) -> bool:
    """Tell whether a line is set as a title, with most of its words in capitals, as links to articles are."""
    words = [word for word in line.split() if word[:1].isalpha() or word[:1] in "‘'“\""]
    if not 5 <= len(words) <= 25:
        return False
    capital = sum(word.lstrip("‘'“\"")[:1].isupper() for word in words)
    return capital >= 0.7 * len(words)
