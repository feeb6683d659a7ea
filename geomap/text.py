"""A document cut into blocks, sentences and tokens, once, for all stages that follow."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from geomap.documents import Document
from geomap.language import LANGUAGES, Language, language_of
from geomap.language.rules.text import TextRules
from geomap.spans import Span

# A number keeps its inner points and commas; a word its inner hyphens and apostrophes, but an English
# possessive 's is a token of its own, so that the name before it stands alone. The letters of our scripts are
# spelt out first: a set of characters is read faster than a category.
LETTERS = "A-Za-zÀ-ÖØ-öø-ʯͰ-ͽΆΈ-ϿЀ-ԯḀ-ỿ"
TOKEN = re.compile(
    rf"([{LETTERS}][{LETTERS}0-9]*(?:[-'’ʼ`](?![sS]\b)[^\W_]+)*|\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?\b"
    r"|[^\W_]+(?:[-'’ʼ`](?![sS]\b)[^\W_]+)*|['’][sS]\b|\S)"
)
# A sentence ends at its marks, with closing quotes, brackets and numbered references after them, before a
# capital, a digit or a quotation; or where a lost space has glued two sentences, or a note's number, on.
LOWER = "a-zа-яіїєґё"
BREAK = re.compile(
    r"[.!?…]+(?:[\"'”»’)\]]*(?:\[\d{1,3}\])*\s+"
    rf"(?=[\"'“«„‘(\[—–-]*\s?[^\W_{LOWER}])"
    rf"|(?<=[{LOWER})”\"][.!?])\d{{1,3}}\s+(?=[\"“(]?[^\W\d_{LOWER}])"
    rf"|(?<=[{LOWER}]{{2}}[.!?])[\"”»’]?(?=[A-ZА-ЯІЇЄҐ][{LOWER}]{{2}}))"
)
MARKS = frozenset(".!?…")
FIRST_WORD = re.compile(r"[^\W_]+")
NUMBERING = re.compile(r"\W*\d{1,3}")
QUOTES_AND_BRACKETS = '(["“«„”»'
TERMINAL = re.compile(r"[.!?…:;][\"'”»’)\]]*$")
LINE = re.compile(r"[^\n]+")
WRAPPED_AT = range(55, 101)
"""Line widths, in characters, at which mail and agency copy is wrapped by hand."""


SHORTEST_SPLIT = 40
"""Characters of a line that a lost link may have cut off from the next; shorter ones are menus and labels."""


class Sentence(NamedTuple):
    """A sentence: its characters, its tokens (``first`` to ``last``, exclusive) and its block."""

    start: int
    end: int
    first: int
    last: int
    block: int

    @property
    def span(self) -> Span:
        """The characters of the sentence."""
        return Span(self.start, self.end)


class Block(NamedTuple):
    """A paragraph, headline, caption or menu line, as the line breaks tell."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A document with its tokens in parallel tuples, so that a stage can scan them quickly."""

    document: Document
    language: str
    """ISO 639-1 code of most of the text."""
    words: tuple[str, ...]
    """Tokens as written: words, numbers, single marks, and the English possessive."""
    lowers: tuple[str, ...]
    """The tokens in lower case."""
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[Sentence, ...]
    blocks: tuple[Block, ...]

    @property
    def body(self) -> str:
        """The characters that all spans count in."""
        return self.document.text

    def token_at(self, position: int) -> int:
        """Return the index of the last token that starts at or before ``position`` (-1 before the first)."""
        return bisect_right(self.starts, position) - 1

    def sentence_at(self, position: int) -> int:
        """Return the index of the last sentence that starts at or before ``position`` (0 if none)."""
        return max(0, bisect_right(self.sentences, position, key=lambda s: s.start) - 1)


def read_text(document: Document) -> Text:
    """Cut a document into blocks, sentences and tokens, and tell its language where nobody has."""
    body = document.text
    language = language_of(document.language).code if document.language else detect_language(body)
    # Token by token the pattern would cost twice as much: split keeps the gaps, and lengths add up to places.
    parts = TOKEN.split(body)
    places = tuple(accumulate(map(len, parts)))
    words, starts, ends = tuple(parts[1::2]), places[:-1:2], places[1::2]
    blocks = tuple(_blocks(body))
    rules = language_of(language).text
    marks = [start for word, start in zip(words, starts, strict=True) if word in MARKS]
    sentences = []
    first = mark = 0
    for number, block in enumerate(blocks):
        after = bisect_left(marks, block.end, mark)
        for start, end in _sentences(body, block, marks[mark:after], rules):
            last = bisect_left(starts, end, first)
            sentences.append(Sentence(start, end, first, last, number))
            first = last
        mark = after
    return Text(
        document=document,
        language=language,
        words=words,
        lowers=tuple("\n".join(words).lower().split("\n")) if words else (),
        starts=starts,
        ends=ends,
        sentences=tuple(sentences),
        blocks=blocks,
    )


def detect_language(body: str) -> str:
    """Return the language of most of the text, by script, peculiar letters and function words.

    >>> detect_language("Війська увійшли до міста")
    'uk'
    """
    sample = body[:4000]
    # A letter beyond ASCII takes two bytes or more: where these are few the script is Latin.
    cyrillic = 5 * (len(sample.encode(errors="replace")) - len(sample)) >= len(sample)
    sample = sample.lower()
    letters = Counter(sample) if cyrillic else Counter[str]()
    if cyrillic:
        cyrillic = sum(n for letter, n in letters.items() if "а" <= letter <= "ґ") > sum(
            n for letter, n in letters.items() if "a" <= letter <= "z"
        )
    near = [language for language in LANGUAGES.values() if language.cyrillic == cyrillic]
    if len(near) == 1:
        return near[0].code
    letters = letters or Counter(sample)
    words = Counter(sample.split())

    def score(language: Language) -> int:
        rules = language.text
        return 2 * sum(letters[x] for x in rules.letters) + sum(words[x] for x in rules.function_words)

    return max(near, key=score).code


def _blocks(body: str) -> list[Block]:
    """Join the lines that a hand-wrapped paragraph was broken into; every other line is a block."""
    lines = []
    for found in LINE.finditer(body):
        line = found.group()
        stripped = line.strip()
        if stripped:
            start = found.start() + len(line) - len(line.lstrip())
            lines.append((start, start + len(stripped)))
    widths = [end - start for start, end in lines]
    widest = max(widths, default=0)
    wrapped = widest in WRAPPED_AT and sum(w > 0.75 * widest for w in widths) >= max(3, len(widths) // 2)
    blocks: list[Block] = []
    for start, end in lines:
        if blocks:
            previous = blocks[-1]
            adjacent = body.count("\n", previous.end, start) == 1
            unfinished = not TERMINAL.search(body, max(previous.start, previous.end - 4), previous.end)
            broken = body[start].islower() or (
                wrapped and previous.end - body.rfind("\n", 0, previous.end) > 0.75 * widest
            )
            split = unfinished and body[start].islower() and previous.end - previous.start >= SHORTEST_SPLIT
            if adjacent and (split or (wrapped and broken)):
                blocks[-1] = Block(previous.start, end)
                continue
        blocks.append(Block(start, end))
    return blocks


def _sentences(body: str, block: Block, marks: Sequence[int], rules: TextRules) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a block starts and ends; ``marks`` are the places of its end marks."""
    start = block.start
    for mark in marks:
        if mark < start:
            continue
        found = BREAK.match(body, mark, block.end)
        if found is None or (body[mark] == "." and _goes_on(body, start, mark, found.end(), rules)):
            continue
        yield start, mark + len(found.group().rstrip())
        start = found.end()
    if start < block.end:
        yield start, block.end


def _goes_on(body: str, start: int, dot: int, after: int, rules: TextRules) -> bool:
    """Tell whether the dot at ``dot`` closes an abbreviation, an initial or a list number, not a sentence."""
    before = body[max(start, dot - 20) : dot].rsplit(None, 1)
    if not before or body[dot - 1].isspace():
        return False
    text = before[-1].lstrip(QUOTES_AND_BRACKETS)
    initial = len(text) == 1 and text.isupper()
    if not initial and text.lower() not in rules.abbreviations:
        return text.isdecimal() and NUMBERING.fullmatch(body, start, dot) is not None
    if initial or text.lower() in rules.closing:
        # "on X. “We", "in the U.S. The": these can close a sentence too, and what opens the next tells.
        first = FIRST_WORD.match(body, after)
        return first is not None and first.group().lower() not in rules.openers
    return True
