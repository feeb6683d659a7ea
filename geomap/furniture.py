"""Page furniture, found by structure: menus, lists of links, next posts, comments, newsletter lines."""

from __future__ import annotations

from geomap.languages import language_of
from geomap.text import Text

MENU_TOKENS = 5
"""A menu entry is shorter than this; captions and headlines are longer."""
MENU_RUN = 4
"""So many short lines in a row are a menu."""
PARAGRAPH_TOKENS = 18
"""A block of so many tokens is a paragraph of the article, however it ends."""
ENDS = ".!?…:;"
CLOSERS = "\"'”»’)]"


def furniture_blocks(text: Text) -> frozenset[int]:
    """Return the numbers of the blocks that are not part of the article.

    A text of one or two blocks has no furniture: a headline or caption is all there is.
    """
    blocks = text.blocks
    if len(blocks) < 3:
        return frozenset()
    rules = language_of(text.language).events.furniture
    body = text.body
    sizes = [0] * len(blocks)
    for sentence in text.sentences:
        sizes[sentence.block] += sentence.last - sentence.first
    found: set[int] = set()
    run: list[int] = []
    paragraphs = 0
    listing = False
    for number, block in enumerate(blocks):
        line = body[block.start : block.end]
        closed = line.rstrip(CLOSERS)[-1:] in tuple(ENDS)
        size = sizes[number]
        lower = line.lower()
        if size <= 8 and lower.strip(" :*#-•|.") in rules.headings:
            listing = True
            found.add(number)
            run.append(number)
            continue
        if lower.startswith(rules.openings) if rules.openings else False:
            found.add(number)
        short = size < MENU_TOKENS and not closed
        if short:
            run.append(number)
        else:
            if len(run) >= MENU_RUN:
                found.update(run)
            run = []
        if size >= PARAGRAPH_TOKENS and closed:
            paragraphs += 1
            listing = False
        elif listing or (paragraphs and not closed and _is_title(line)):
            found.add(number)
    if len(run) >= MENU_RUN or (paragraphs and len(run) > 1):
        found.update(run)
    return frozenset(found)


def _is_title(line: str) -> bool:
    """Tell whether a line is set as a title, with most of its words in capitals, as links to articles are."""
    words = [word for word in line.split() if word[:1].isalpha() or word[:1] in "‘'“\""]
    if not 5 <= len(words) <= 25:
        return False
    capital = sum(word.lstrip("‘'“\"")[:1].isupper() for word in words)
    return capital >= 0.7 * len(words)
