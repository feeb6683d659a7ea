"""Where capitals stand in a text and where they tell something."""

from __future__ import annotations

from typing import NamedTuple

from geomap.language.rules.toponyms import ToponymRules
from geomap.text import Text

TITLE_CASE_SHARE = 0.7
"""Share of capitalised words from which a line reads as a headline in title case."""
SHORTEST_TITLE = 4
"""A line of fewer words is too short to tell how it is set."""
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
    particles = rules.name_particles
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
        opening = first
        while opening < last and words[opening] in QUOTES:
            opening += 1
        openings.add(opening)
        if count >= SHORTEST_TITLE and 3 * count > last - first:
            long_words = [w for w in words[first:last] if len(w) > 3 and w[0].isalpha()]
            if long_words and all(w.isupper() for w in long_words):
                upper.add(number)
                flat.add(number)
            elif (
                rules.headline_capitals
                and words[last - 1] != "."
                and sum(w[0].isupper() for w in long_words) >= TITLE_CASE_SHARE * len(long_words)
            ):
                flat.add(number)
        start = end = -1
        for position in range(begin, at):
            i = capitals[position]
            if i == end:
                end = i + 1
                continue
            if start >= 0 and (
                (
                    i == end + 1
                    and (lowers[end] in particles or (words[end] == "." and len(words[end - 1]) <= 4))
                )
                or (i == end + 2 and lowers[end] in particles and lowers[end + 1] in particles)
            ):
                end = i + 1
                continue
            if start >= 0:
                runs.append((start, end))
            start, end = i, i + 1
        runs.append((start, end))
    return Layout(
        tuple(capitals),
        tuple(sentence_of),
        frozenset(flat),
        frozenset(upper),
        frozenset(openings),
        tuple(runs),
    )
