"""Where capitals stand in a text and where they tell something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from geomap.language.rules.toponyms import ToponymRules
from geomap.text import Text

TITLE_CASE_SHARE = 0.7
"""Share of capitalised words from which a line reads as a headline in title case."""
SHORTEST_TITLE = 4
"""A line of fewer words is too short to tell how it is set."""
LONGEST_INITIAL = 4
"""Letters of a word whose dot does not end a name: "J.", "Gen."."""
QUOTES = frozenset("\"'“”«»„‘’([—–-*•")


class Layout(NamedTuple):
    """The capitalised tokens of a text, in order, with what their surroundings say."""

    capitals: tuple[int, ...]
    """Indices of capitalised tokens, and of compounds with a capital inside: "pro-Moscow"."""
    sentences: tuple[int, ...]
    """The sentence of each, in step with ``capitals``."""
    flat: frozenset[int]
    """Sentences in which almost every word is capitalised."""
    upper: frozenset[int]
    """Sentences set in capital letters throughout."""
    openings: frozenset[int]
    """Tokens that open their sentence, quotation marks put aside."""
    runs: tuple[tuple[int, int], ...]
    """Stretches of capitalised tokens (first, after the last), initials' dots and name particles included."""


def lay_out(text: Text, rules: ToponymRules) -> Layout:
    """Return where the capitals of a text stand."""
    words, lowers = text.words, text.lowers
    cased = [i for i, (word, low) in enumerate(zip(words, lowers, strict=True)) if word != low]
    capitals = [i for i in cased if words[i][0].isupper() or "-" in words[i]]
    total = len(capitals)
    sentence_of: list[int] = []
    flat: set[int] = set()
    upper: set[int] = set()
    openings: set[int] = set()
    runs: list[tuple[int, int]] = []
    at = 0
    for number, sentence in enumerate(text.sentences):
        first, last = sentence.first, sentence.last
        begin = at
        while at < total and capitals[at] < last:
            at += 1
        count = at - begin
        if not count:
            continue
        sentence_of.extend([number] * count)
        openings.add(_opening(words, first, last))
        if count >= SHORTEST_TITLE and 3 * count > last - first:
            long_words = [w for w in words[first:last] if len(w) > 3 and w[0].isalpha()]
            if long_words and all(w.isupper() for w in long_words):
                upper.add(number)
                flat.add(number)
            elif rules.headline_capitals and words[last - 1] != "." and _is_title_case(long_words):
                flat.add(number)
        runs.extend(_runs(text, capitals[begin:at], rules.name_particles))
    return Layout(
        tuple(capitals),
        tuple(sentence_of),
        frozenset(flat),
        frozenset(upper),
        frozenset(openings),
        tuple(runs),
    )


def _opening(words: Sequence[str], first: int, last: int) -> int:
    """Return the token that opens a sentence, quotation marks put aside."""
    while first < last and words[first] in QUOTES:
        first += 1
    return first


def _is_title_case(long_words: Sequence[str]) -> bool:
    return sum(w[0].isupper() for w in long_words) >= TITLE_CASE_SHARE * len(long_words)


def _runs(text: Text, capitals: Sequence[int], particles: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the stretches that the capitals of a sentence make up: "J. D. Vance", "Ursula von der Leyen"."""
    start, end = capitals[0], capitals[0] + 1
    for i in capitals[1:]:
        if i != end and not _is_joined(text, end, i, particles):
            yield start, end
            start = i
        end = i + 1
    yield start, end


def _is_joined(text: Text, end: int, i: int, particles: frozenset[str]) -> bool:
    """Tell whether nothing but particles or an initial's dot stands between a run's end and a capital."""
    words, lowers = text.words, text.lowers
    if i == end + 1:
        return lowers[end] in particles or (words[end] == "." and len(words[end - 1]) <= LONGEST_INITIAL)
    return i == end + 2 and lowers[end] in particles and lowers[end + 1] in particles
