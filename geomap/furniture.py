"""Page furniture, found by structure: menus, lists of links, next posts, comments, newsletter lines."""

from __future__ import annotations

import re

from geomap.language import lexicon_of
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


def furniture_blocks(text: Text) -> frozenset[int]:
    """Return the numbers of the blocks that are not part of the article.

    A text of one or two blocks has no furniture: a headline or caption is all there is.
    """
    blocks = text.blocks
    if len(blocks) < 3:
        return frozenset()
    rules = lexicon_of(text.language).grammar.furniture
    body = text.body
    sizes = [0] * len(blocks)
    for sentence in text.sentences:
        sizes[sentence.block] += sentence.last - sentence.first
    found: set[int] = set()
    seen: set[str] = set()
    run: list[int] = []
    title = ""
    paragraphs = listed = 0
    commented = False
    lead = ""
    for number, block in enumerate(blocks):
        line = body[block.start : block.end]
        size = sizes[number]
        lower = line.lower()
        end = line.rstrip(CLOSERS)[-1:]
        closed = end in ENDS
        bare = lower.strip(" :*#-•|.") if size <= 8 else ""
        comments = bool(bare) and COUNT.sub("", bare) in rules.comments
        heading = size <= 8 and (
            comments or bare in rules.headings or (not closed and lower.startswith(rules.leads))
        )
        if heading or lower.startswith(rules.openings):
            found.add(number)
        if size <= MENU_TOKENS and not closed:
            run.append(number)
        else:
            if len(run) >= MENU_RUN and not lead.endswith(":"):
                found.update(run)
            run = []
            lead = line
        if not title and size > MENU_TOKENS:
            title = line
        if heading:
            listed = LIST_LENGTH
            commented = comments
        elif size >= PARAGRAPH_TOKENS and closed:
            paragraphs += 1
        if listed and not heading:
            ends = end == "." and size >= SENTENCE_TOKENS and not (commented and LABEL.match(line))
            listed = 0 if ends else listed - 1
            if not ends:
                found.add(number)
        elif paragraphs and not closed:
            again = size >= SENTENCE_TOKENS and line in seen and line != title
            if again or _is_title(line) or (title in line and title != line):
                found.add(number)
        if LINK.match(line) or (" | " in line and not closed and MENU_BAR.match(line)):
            found.add(number)
        seen.add(line)
    if len(run) >= MENU_RUN and not lead.endswith(":"):
        found.update(run)
    return frozenset(found)


def _is_title(line: str) -> bool:
    """Tell whether a line is set as a title, with most of its words in capitals, as links to articles are."""
    words = [word for word in line.split() if word[:1].isalpha() or word[:1] in "‘'“\""]
    if not 5 <= len(words) <= 25:
        return False
    capital = sum(word.lstrip("‘'“\"")[:1].isupper() for word in words)
    return capital >= 0.7 * len(words)
