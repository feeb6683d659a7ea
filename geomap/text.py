"""A document cut into blocks, sentences and tokens, once, for all stages that follow."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from geomap.documents import Document
from geomap.languages import LANGUAGES, language_of
from geomap.spans import Span

# A number keeps its inner points and commas; a word its inner hyphens and apostrophes, but an English
# possessive 's is a token of its own, so that the name before it stands alone.
TOKEN = re.compile(r"\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?\b|[^\W_]+(?:[-'’ʼ`](?![sS]\b)[^\W_]+)*|['’][sS]\b|\S")
BREAK = re.compile(r"[.!?…]+[\"'”»’)\]]*\s+(?=[\"'“«„‘(\[—–-]*\s?[^\W_a-zа-яіїєґё])")
LAST_WORD = re.compile(r"[^\s(\[\"“«„]+$")
TERMINAL = re.compile(r"[.!?…:;][\"'”»’)\]]*$")
LINE = re.compile(r"[^\n]+")
WRAPPED_AT = range(55, 101)
"""Line widths, in characters, at which mail and agency copy is wrapped by hand."""


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
    words, starts, ends = [], [], []
    for found in TOKEN.finditer(body):
        words.append(found.group())
        starts.append(found.start())
        ends.append(found.end())
    blocks = tuple(_blocks(body))
    sentences = []
    first = 0
    for number, block in enumerate(blocks):
        for start, end in _sentences(body, block, language_of(language).text.abbreviations):
            last = first
            while last < len(starts) and starts[last] < end:
                last += 1
            sentences.append(Sentence(start, end, first, last, number))
            first = last
    return Text(
        document=document,
        language=language,
        words=tuple(words),
        lowers=tuple([word.lower() for word in words]),
        starts=tuple(starts),
        ends=tuple(ends),
        sentences=tuple(sentences),
        blocks=blocks,
    )


def detect_language(body: str) -> str:
    """Return the language of most of the text, by script, peculiar letters and function words.

    >>> detect_language("Війська увійшли до міста")
    'uk'
    """
    sample = body[:4000].lower()
    letters = Counter(sample)
    cyrillic = sum(n for letter, n in letters.items() if "а" <= letter <= "ґ")
    latin = sum(n for letter, n in letters.items() if "a" <= letter <= "z")
    if latin >= cyrillic:
        return "en"
    words = Counter(sample.split())
    best = ("uk", 0)
    for code, language in LANGUAGES.items():
        if code != "en":
            score = 2 * sum(letters[x] for x in language.text.letters)
            score += sum(words[x] for x in language.text.function_words)
            best = max(best, (code, score), key=lambda pair: pair[1])
    return best[0]


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
            if adjacent and ((unfinished and body[start].islower()) or (wrapped and broken)):
                blocks[-1] = Block(previous.start, end)
                continue
        blocks.append(Block(start, end))
    return blocks


def _sentences(body: str, block: Block, abbreviations: frozenset[str]) -> list[tuple[int, int]]:
    cuts = []
    start = block.start
    for found in BREAK.finditer(body, block.start, block.end):
        if found.group()[0] == "." and _is_abbreviation(body, found.start(), start, abbreviations):
            continue
        end = found.start() + len(found.group().rstrip())
        cuts.append((start, end))
        start = found.end()
    if start < block.end:
        cuts.append((start, block.end))
    return cuts


def _is_abbreviation(body: str, dot: int, start: int, abbreviations: frozenset[str]) -> bool:
    """Tell whether the dot at ``dot`` closes an abbreviation or an initial rather than a sentence."""
    word = LAST_WORD.search(body, max(start, dot - 20), dot)
    if word is None:
        return False
    text = word.group()
    return (len(text) == 1 and text.isupper()) or text.lower() in abbreviations
