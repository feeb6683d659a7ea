"""Which documents print one text: forwards, reprints, syndicated and doubly saved ones.

No document is dropped for it. A copy is linked to the one of them that was published first, and the days
that its text tells ("on Monday") are counted from there: whoever prints a text again a week later does not
mean another Monday. docs/decisions/0018-a-project-that-grows.md tells why the rules are as they are.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate, islice
from typing import NamedTuple, Protocol

from geomap.cleaning import clean
from geomap.documents import Document
from geomap.publishers import Publishers, shipped_publishers
from geomap.spans import Days

SHORTEST = 8
"""Words below which a text is a formula ("Explosions in Kharkiv"), and its like is no copy."""
SHORT = 40
"""Words below which only the same words are a copy: such posts often differ in the village alone."""
SHORT_LIVED = 31
"""Days after which a short text that stands again is news again."""
RUN = 5
"""Words of a shingle."""
KEPT = 8
"""One shingle in so many is kept, by its checksum, so that two texts keep the same ones."""
CONTAINED = 0.7
"""Share of the shingles of a text that stand in the other."""
LEAST_SHARED = 3
"""Kept shingles that two texts must share at least: of fewer the share says nothing."""
NAMED_ALIKE = 0.9
"""Share of the names, and of the numbers, of a text that must stand in the other."""
LENGTHS = 0.6
"""Words of the shorter text to those of the longer: a roundup that holds a post is no copy of it."""
MOST_SHARING = 200
"""Texts that share a shingle up to which it tells of copies; what more have is furniture of their site."""
MOST_ASKED = 100
"""Of the documents of one text, so many of the earliest are asked for the first that counts."""
MOST_NUMBERS = 200_000
"""Pairs of texts that are counted at a time, unless one text alone has more."""
FOOTER = 4
"""Words beside the handle or link in the last line of a post, such as "Subscribe"."""

_LINK = re.compile(r"(?:https?://|www\.|t\.me/|@)\S+")
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")
_CAPITAL = "A-ZÀ-ÖØ-ÞĀ-ŽЀ-ЯҐ"
_NAME = re.compile(rf"(?:(?<=[^\s.!?…:] )|(?<=[«“„(\-\n])|^)[«“„\"(]?([{_CAPITAL}]\w+)")
"""A word with a capital that does not open a sentence; what opens a line may be a village of a list."""


class Print(NamedTuple):
    """What of a text is compared with others; it is made of the text alone."""

    words: int
    whole: int
    """A checksum of all words."""
    shingles: tuple[int, ...]
    names: frozenset[int]
    numbers: frozenset[int]


class Prints(Protocol):
    """The prints of texts, by number: a list, or what unpacks each when it is asked for."""

    def __getitem__(self, number: int, /) -> Print:
        """Return one."""
        ...


@dataclass(frozen=True, slots=True)
class Copy:
    """What a document is a copy of."""

    of: str
    """The id of the document that was published first."""
    first: Days | None
    """When that was; None where no copy has a date."""


def print_of(text: str) -> Print:
    """Return the print of a text; links, marks and the line of handles at its end do not count.

    >>> print_of("Lyman  fell. @herald") == print_of("LYMAN FELL!")
    True
    """
    body = _LINK.sub(" ", _without_footer(clean(text)[0]))
    words = [word.encode(errors="surrogatepass") for word in _WORD.findall(body.casefold())]
    joined = b" ".join(words)
    whole = int.from_bytes(blake2b(joined, digest_size=7).digest(), "big")
    if len(words) < SHORT:
        return Print(len(words), whole, (), frozenset(), frozenset())
    starts = [0, *accumulate(len(word) + 1 for word in words)]
    shingles = {zlib.crc32(joined[start : end - 1]) for start, end in zip(starts, starts[RUN:], strict=False)}
    return Print(
        words=len(words),
        whole=whole,
        shingles=tuple(sorted(value for value in shingles if value % KEPT == 0)),
        names=_sums(name.casefold() for name in _NAME.findall(body)),
        numbers=_sums(_NUMBER.findall(body)),
    )


def _without_footer(body: str) -> str:
    """Return a post without its last line, where that holds a handle or link and next to nothing else."""
    before, end, last = body.rstrip().rpartition("\n")
    rest = _LINK.sub(" ", last)
    return before if end and rest != last and len(_WORD.findall(rest)) <= FOOTER else body


def _sums(texts: Iterable[str]) -> frozenset[int]:
    return frozenset(zlib.crc32(text.encode(errors="surrogatepass")) for text in texts)


def copies_of(
    documents: Sequence[Document], prints: Prints, publishers: Publishers | None = None
) -> dict[str, Copy]:
    """Return, by its id, what each document that is a copy is a copy of, whatever their order.

    ``prints`` are those of the texts of ``documents``. The first is the earliest published; what nobody has
    dated comes last. ``publishers`` tells which are one family, by default the table that ships.
    """
    families = publishers or shipped_publishers()
    texts: dict[int, list[int]] = defaultdict(list)
    brief: set[int] = set()
    shingles, until = array("I"), [0]
    order = sorted(range(len(documents)), key=lambda number: _order(documents[number]))
    for number in order:
        one_print = prints[number]
        if one_print.words < SHORTEST:
            continue
        if one_print.words < SHORT:
            brief.add(one_print.whole)
        if one_print.whole not in texts:
            shingles.extend(one_print.shingles)
            until.append(len(shingles))
        texts[one_print.whole].append(number)
    alike = _alike(prints, [numbers[0] for numbers in texts.values()], (shingles, until))
    keys = {
        number: families.keys(documents[number].via or documents[number].publisher, documents[number].url)
        for whole, numbers in texts.items()
        if len(numbers) > 1 or whole in alike
        for number in numbers
    }
    found: dict[str, Copy] = {}
    for whole, numbers in texts.items():
        short = whole in brief
        if short and _is_formula(numbers, documents, keys):
            continue
        for number in numbers if len(numbers) > 1 or whole in alike else ():
            one = documents[number]
            same = next(
                (n for n in islice(numbers, MOST_ASKED) if not short or _is_fresh(documents[n], one)), number
            )
            edited = (
                next((n for n in texts[other][:MOST_ASKED] if _may_copy(n, number, documents, keys)), number)
                for other in alike.get(whole, ())
            )
            first = documents[min(same, number, *edited, key=lambda n: _order(documents[n]))]
            if first is not one:
                found[one.id] = Copy(first.id, first.published)
    return found


def _order(document: Document) -> tuple[bool, str, str]:
    days = document.published
    return days is None, days.start.isoformat() if days else "", document.id


def _is_formula(
    numbers: Sequence[int], documents: Sequence[Document], keys: Mapping[int, frozenset[str]]
) -> bool:
    """Tell whether some publisher has printed a short text on several days: it is news each time."""
    days: dict[str, Days] = {}
    for number in numbers if len(numbers) > 1 else ():
        published = documents[number].published
        # All whose publisher nobody knows may be one.
        for key in (keys[number] or {""}) if published else ():
            if published and days.setdefault(key, published) != published:
                return True
    return False


def _is_fresh(earlier: Document, later: Document) -> bool:
    """Tell whether a short text was still news when it was printed again."""
    one, other = earlier.published, later.published
    return one is None or other is None or (other.start - one.end).days <= SHORT_LIVED


def _may_copy(
    earlier: int, later: int, documents: Sequence[Document], keys: Mapping[int, frozenset[str]]
) -> bool:
    """Tell whether a text may be an edited copy: a publisher's own of another day is its next bulletin."""
    same_days = documents[earlier].published == documents[later].published
    return same_days or keys[earlier].isdisjoint(keys[later])


Shingles = tuple["array[int]", list[int]]
"""Those of some texts, one text after another, and where those of each begin and the last end."""


def _alike(prints: Prints, numbers: Sequence[int], shingles: Shingles) -> dict[int, list[int]]:
    """Return, by the checksum of each text, those of the texts that are nearly the same."""
    found: dict[int, list[int]] = defaultdict(list)
    for one, other in _overlapping(*shingles):
        a, b = prints[numbers[one]], prints[numbers[other]]
        if (
            min(a.words, b.words) >= LENGTHS * max(a.words, b.words)
            and _holds(a.names, b.names)
            and _holds(a.numbers, b.numbers)
        ):
            found[a.whole].append(b.whole)
            found[b.whole].append(a.whole)
    return found


def _overlapping(kept: array[int], until: list[int]) -> Iterator[tuple[int, int]]:
    """Yield two texts where nearly all shingles of the shorter are in the other, in their order."""
    count = len(until) - 1
    if count < 2:  # noqa: PLR2004
        return
    import numpy as np

    values, left = np.frombuffer(kept, dtype=np.uint32), np.diff(until)
    owners = np.repeat(np.arange(count), left)
    order = np.argsort(values, kind="stable")  # by shingle, and those of one by their texts
    starts = np.flatnonzero(np.diff(values[order], prepend=np.int64(-1)))
    sizes = np.diff(starts, append=len(values))
    common = np.repeat(sizes > MOST_SHARING, sizes)
    np.subtract.at(left, owners[order[common]], 1)
    # Where in that order the next text with the shingle stands, and how many more there are.
    following, more = np.empty((2, len(values)), dtype=np.int64)
    following[order] = after = np.arange(1, len(values) + 1)
    more[order] = np.where(common, 0, np.repeat(starts + sizes, sizes) - after)
    pairs = np.concatenate(([0], np.cumsum(more)))[until]
    first = 0
    while first < count:
        last = max(first + 1, int(np.searchsorted(pairs, pairs[first] + MOST_NUMBERS, side="right")) - 1)
        own = slice(until[first], until[last])
        ones = np.repeat(owners[own], more[own])
        at = np.arange(len(ones)) - np.repeat(np.cumsum(more[own]) - more[own], more[own])
        others = owners[order[np.repeat(following[own], more[own]) + at]]
        known, shared = np.unique(ones * count + others, return_counts=True)
        ones, others = np.divmod(known, count)
        enough = shared >= np.maximum(LEAST_SHARED, CONTAINED * np.minimum(left[ones], left[others]))
        yield from zip(ones[enough].tolist(), others[enough].tolist(), strict=True)
        first = last


def _holds(one: frozenset[int], other: frozenset[int]) -> bool:
    """Tell whether nearly all of the smaller set stands in the larger."""
    return len(one & other) >= NAMED_ALIKE * min(len(one), len(other))
