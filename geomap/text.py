"""A document cut into blocks, sentences and tokens, once, for all stages that follow."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from msgspec import Struct

from geomap.cleaning import Origins, clean
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
# A run of marks is read once, from its first: a line of dots would else be read anew from each of them.
LOWER = "a-zа-яіїєґё"
BREAK = re.compile(
    r"(?<![.!?…])[.!?…]++(?:[\"'”»’)\]]*(?:\[\d{1,3}\])*\s+"
    rf"(?=[\"'“«„‘(\[—–-]*\s?[^\W_{LOWER}])"
    rf"|(?<=[{LOWER})”\"][.!?])\d{{1,3}}\s+(?=[\"“(]?[^\W\d_{LOWER}])"
    rf"|(?<=[{LOWER}]{{2}}[.!?])[\"”»’]?(?=[A-ZА-ЯІЇЄҐ][{LOWER}]{{2}}))"
)
INNER_APOSTROPHE = re.compile(r"[’ʼ`](?<=\w.)(?=\w)")
MARKS = frozenset(".!?…")
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
TOLD = 2
"""What a letter or word tells of which the neighbour language has none, where an ending tells 1."""
MISSED = 0.5
"""What it tells against a language that one of its own letters was to be expected and is not there."""
NAMED = 0.8
"""What a letter of a name tells, in a text of few other words: names are copied from the neighbour."""
ENOUGH_WORDS, FEW_WORDS = 3, 8
FIRST_WORD = re.compile(r"[^\W_]+")
NUMBERING = re.compile(r"\W{0,20}+\d{1,3}")
QUOTES_AND_BRACKETS = '(["“«„”»'
TERMINAL = re.compile(r"[.!?…:;][\"'”»’)\]]*+$")
CREDIT = re.compile(r"\([^\W\d_]{2,20}: [^():\n]{2,60}\)$")
"""What closes the caption of a picture, which is no part of a paragraph: "(Photo: agency)"."""
LONGEST_CREDIT = 90
LINE = re.compile(r"[^\n]+")
WRAPPED_AT = range(55, 101)
"""Line widths, in characters, at which mail and agency copy is wrapped by hand."""


FIRST_WORDS = re.compile(r"[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*)?")
LONGEST_TAIL = 60
"""Characters at the end of a line in which its last two words are looked for."""
LONGEST_SENTENCE = 240
"""Tokens; what is longer is a list or has lost its stops, and no rule looks through all of it at once."""
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


class Text(Struct, frozen=True, kw_only=True):
    """A document with its tokens in parallel tuples, so that a stage can scan them quickly."""

    document: Document
    body: str
    """The characters that all spans count in: those of the document, put right."""
    origins: Origins | None
    """The way back to the document's own, where they are not in the same places."""
    language: str
    """ISO 639-1 code of most of the text."""
    words: tuple[str, ...]
    """Tokens of the body: words, numbers, single marks, and the English possessive."""
    lowers: tuple[str, ...]
    """The tokens in lower case, with the straight apostrophe inside words."""
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[Sentence, ...]
    blocks: tuple[Block, ...]

    def token_at(self, position: int) -> int:
        """Return the index of the last token that starts at or before ``position`` (-1 before the first)."""
        return bisect_right(self.starts, position) - 1

    def sentence_at(self, position: int) -> int:
        """Return the index of the last sentence that starts at or before ``position`` (0 if none)."""
        return max(0, bisect_right(self.sentences, position, key=lambda s: s.start) - 1)


def never(_name: str) -> bool:
    """Know no name."""
    return False


def read_text(document: Document, is_name: Callable[[str], bool] = never) -> Text:
    """Cut a document into blocks, sentences and tokens, and tell its language where nobody has.

    ``is_name`` tells whether words are the name of a place, which may be broken over two lines.
    """
    body, origins = clean(document.text)
    language = language_of(document.language).code if document.language else detect_language(body)
    # Token by token the pattern would cost twice as much: split keeps the gaps, and lengths add up to places.
    parts = TOKEN.split(body)
    places = tuple(accumulate(map(len, parts)))
    words, starts, ends = tuple(parts[1::2]), places[:-1:2], places[1::2]
    rules = language_of(language).text
    blocks = tuple(_blocks(body, rules, is_name))
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
        body=body,
        origins=origins,
        language=language,
        words=words,
        lowers=tuple(INNER_APOSTROPHE.sub("'", "\n".join(words).lower()).split("\n")) if words else (),
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
    if cyrillic:
        letters = Counter(sample.lower())
        cyrillic = sum(n for letter, n in letters.items() if "а" <= letter <= "ґ") > sum(
            n for letter, n in letters.items() if "a" <= letter <= "z"
        )
    near = [language for language in LANGUAGES.values() if language.cyrillic == cyrillic]
    if len(near) == 1:
        return near[0].code
    words = WORD.findall(sample)
    # Names may be written in the other language: they tell little where there are other words.
    own = [word for number, word in enumerate(words) if word[0].islower() or not number]
    told = [word.lower() for word in (own if len(own) >= ENOUGH_WORDS else words)]
    text = "".join(told)
    names = "".join(words).lower() if len(own) < FEW_WORDS else ""
    return max(near, key=lambda language: _likeness(language, told, text, names)).code


def _likeness(language: Language, words: Sequence[str], text: str, names: str) -> float:
    """Return how much words in lower case look like those of a language.

    ``text`` are their letters, ``names`` those of all words where there are few.
    """
    rules = language.text
    peculiar = sum(map(text.count, rules.letters))
    score = TOLD * peculiar if peculiar else -MISSED * language.grammar.letter_share * len(text)
    score += NAMED * (sum(map(names.count, rules.letters)) - peculiar if names else 0)
    for word in words:
        if word in rules.telling_words:
            score += TOLD
        elif word.endswith(rules.telling_endings):
            score += 1
    return score


def _blocks(body: str, rules: TextRules, is_name: Callable[[str], bool]) -> list[Block]:
    """Join the lines that a paragraph was broken into; every other line is a block."""
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
            broken = broken and not _is_captioned(body, previous, start, end)
            split = unfinished and body[start].islower() and previous.end - previous.start >= SHORTEST_SPLIT
            if adjacent and (
                split or (wrapped and broken) or _reads_on(body, previous, start, rules, is_name)
            ):
                blocks[-1] = Block(previous.start, end)
                continue
        blocks.append(Block(start, end))
    return blocks


def _is_captioned(body: str, previous: Block, start: int, end: int) -> bool:
    """Tell whether a line of wrapped copy, or the one before it, is a caption that stands by itself."""
    if body[start].islower():
        return False
    ended = CREDIT.search(body, max(previous.start, previous.end - LONGEST_CREDIT), previous.end)
    finished = TERMINAL.search(body, max(previous.start, previous.end - 4), previous.end)
    return bool(ended or (finished and CREDIT.search(body, max(start, end - LONGEST_CREDIT), end)))


def _reads_on(body: str, line: Block, start: int, rules: TextRules, is_name: Callable[[str], bool]) -> bool:
    """Tell whether a line ends in a small word or inside a name, so that the next, at ``start``, goes on."""
    before = body[max(line.start, line.end - LONGEST_TAIL) : line.end].split()[-2:]
    following = FIRST_WORDS.match(body, start)
    if following is None or not WORD.fullmatch(before[-1]):
        return False
    after = following.group().split(" ")
    if before[-1].lower() in rules.function_words:
        return True
    if not (before[-1][0].isupper() and after[0][0].isupper()):
        return False
    return any(
        is_name(" ".join((*before[-k:], *after[:n])))
        for k, n in ((1, 1), (2, 1), (1, 2))
        if k <= len(before) and n <= len(after)
    )


def _sentences(body: str, block: Block, marks: Sequence[int], rules: TextRules) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a block starts and ends; ``marks`` are the places of its end marks."""
    start = block.start
    for mark in marks:
        if mark < start:
            continue
        found = BREAK.match(body, mark, block.end)
        if found is None:
            continue
        single = body[mark] == "." and body[mark + 1 : mark + 2] not in MARKS
        if single and _goes_on(body, start, mark, found.end(), rules):
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
