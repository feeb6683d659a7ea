"""The characters of a text put right before it is read, and the way back to the text as it was given.

What looks the same is made the same: accents composed, stress marks and invisible characters gone, character
references and tags of HTML resolved, one apostrophe, one space, one script a word.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from html import unescape

from msgspec import Struct

from geomap.spans import Span

CYRILLIC = "\u0400-\u052f"
INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Soft hyphens, characters of no width, marks of direction, byte order marks."""
ABOVE = "\u0300-\u036f"
BLOCK_TAGS = frozenset(
    "address article blockquote br dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p section table "
    "td th tr ul".split()
)
INLINE_TAGS = frozenset(
    "a abbr b cite code del em font i img ins mark q s small span strong sub sup time u wbr".split()
)
SPACES = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
APOSTROPHES = "‘‛´′ʹʺʻ″＇"
ODD = re.compile(f"[&<{INVISIBLE}{ABOVE}{SPACES}{APOSTROPHES}]")
# All patterns that read a whole text begin with a rare character: so they run through it at full speed.
PIECE = re.compile(
    f"[&<{INVISIBLE}{ABOVE}](?:"
    # What a feed has escaped twice is resolved twice: &amp;nbsp;
    r"(?<=&)(?P<reference>(?:amp;)?(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)"
    r"|(?<=<)/?(?P<tag>[A-Za-z][A-Za-z0-9]{0,9})(?:\s[^<>]*)?/?>"
    f"|(?<=[{INVISIBLE}])[{INVISIBLE}]*"
    f"|(?<=[{ABOVE}])(?P<accents>[{ABOVE}]*))"
)
UNSEEN = re.compile(f"[{INVISIBLE}]")
STRESS = re.compile("(?<=[аеёиіїоуыэюяєАЕЁИІЇОУЫЭЮЯЄ])[\u0300\u0301]")
"""Accents that only tell how a word is spoken; й, ї and ё have others."""
SPACE = re.compile(f"[{SPACES}]")
APOSTROPHE = re.compile(rf"[{APOSTROPHES}](?<=[^\W\d_].)(?=[^\W\d_])")
QUOTE_FOR_APOSTROPHE = re.compile(
    '["“”„](?<=[бвгджзклмнпрстфхцчшБВГДЖЗКЛМНПРСТФХЦЧШ].)(?=[єїюяЄЇЮЯ][А-Яа-яІЇЄҐіїєґ])'
)
"""A quotation mark where Ukrainian has an apostrophe: after a consonant, before one that opens in "y"."""
IN_CYRILLIC = re.compile(f"[{CYRILLIC}]")
MIXED = re.compile(f"[A-Za-zÀ-ÿ](?:(?=[{CYRILLIC}])|(?<=[{CYRILLIC}].))")
LETTERS = re.compile(f"[A-Za-zÀ-ÿ{CYRILLIC}]+")
LATIN_LOOKS = "ABCEHIKMOPTXYaceikopxyÁÉÓÝÍáéóýíÏïËë"
CYRILLIC_LOOKS = "АВСЕНІКМОРТХУасеікорхуАЕОУІаеоуіЇїЁё"
TO_CYRILLIC = str.maketrans(LATIN_LOOKS, CYRILLIC_LOOKS)
TO_LATIN = str.maketrans(CYRILLIC_LOOKS[:22], LATIN_LOOKS[:22])


class Origins(Struct, frozen=True):
    """Where the characters of a clean text stood: by the pieces whose length has changed."""

    starts: tuple[int, ...]
    """Where each piece starts and ends in the clean text, in order; one that was taken out has no length."""
    ends: tuple[int, ...]
    given: tuple[Span, ...]
    """What each stood for."""

    def start(self, position: int) -> int:
        """Return where the character at a position of the clean text starts in the text as given."""
        piece = bisect_right(self.starts, position) - 1
        if piece < 0:
            return position
        if position < self.ends[piece]:
            return self.given[piece].start
        return position - self.ends[piece] + self.given[piece].end

    def end(self, position: int) -> int:
        """Return where the character before a position of the clean text ends in the text as given."""
        last = position - 1
        piece = bisect_right(self.starts, last) - 1
        if piece < 0:
            return position
        if last < self.ends[piece]:
            return self.given[piece].end
        return position - self.ends[piece] + self.given[piece].end

    def span(self, span: Span) -> Span:
        """Return the whole stretch of the given text that a stretch of the clean one stands for."""
        return Span(self.start(span.start), self.end(span.end))


def clean(given: str) -> tuple[str, Origins | None]:
    """Return a text with its characters put right, and the way back where any place has moved.

    >>> clean("Херсо́н&nbsp;і Слов”янськ")[0]
    'Херсон і Слов’янськ'
    """
    if given.isascii() and "&" not in given and "<" not in given:
        return given, None
    body, origins = given, None
    if ODD.search(given):
        body, origins = _with_origins(given)
        # From here on one character takes the place of one.
        body = APOSTROPHE.sub("’", SPACE.sub(" ", body))
    if IN_CYRILLIC.search(body):
        body = QUOTE_FOR_APOSTROPHE.sub("’", body)
        if MIXED.search(body):
            body = LETTERS.sub(_one_script, body)
    return body, origins


def _with_origins(given: str) -> tuple[str, Origins | None]:
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    spans: list[Span] = []
    position = length = 0
    for found in PIECE.finditer(given):
        start, end = found.span()
        if found["accents"] is not None:
            start -= 1
            if start < position or not given[start].isalpha():
                continue
            piece = unicodedata.normalize("NFC", STRESS.sub("", given[start:end]))
        else:
            right = _put_right(found)
            if right is None:
                continue
            piece = right
        parts += (given[position:start], piece)
        length += start - position
        starts.append(length)
        length += len(piece)
        ends.append(length)
        spans.append(Span(start, end))
        position = end
    if not spans:
        return given, None
    parts.append(given[position:])
    return "".join(parts), Origins(tuple(starts), tuple(ends), tuple(spans))


def _put_right(found: re.Match[str]) -> str | None:
    """Return what a reference, a tag or unseen characters stand for; None for what is no tag of HTML."""
    if found["reference"]:
        resolved = unescape(unescape(found.group()))
        return "" if resolved in "\u0300\u0301" else UNSEEN.sub("", resolved)
    if tag := found["tag"]:
        return "\n" if tag.lower() in BLOCK_TAGS else "" if tag.lower() in INLINE_TAGS else None
    return ""


def _one_script(found: re.Match[str]) -> str:
    """Put right the letters of the other script in a word that mixes both, if they all only look alike."""
    word = found.group()
    cyrillic = len(IN_CYRILLIC.findall(word))
    if not 0 < cyrillic < len(word):
        return word
    put = word.translate(TO_CYRILLIC if 2 * cyrillic >= len(word) else TO_LATIN)
    return put if len(IN_CYRILLIC.findall(put)) in (0, len(word)) else word
