"""Readers of the packed word lists of others: dictionaries of hunspell, dictionaries of tesseract."""

from __future__ import annotations

import re
import struct
from collections import defaultdict

WORDS_OF_THE_NET, THEIR_LETTERS = 19, 21
"""Parts of a tesseract model: the words its line reader expects, and the letters they are spelt in."""
LONGEST = 40


def hunspell_forms(affixes: str, entries: str) -> set[str]:
    """Return the forms of all entries in lower case: what a dictionary writes with a capital is a name."""
    rules: dict[str, list[tuple[str, str, re.Pattern[str]]]] = defaultdict(list)
    for line in affixes.splitlines():
        part = line.split()
        if len(part) == 5 and part[0] == "SFX":
            strip, ending = (piece.partition("/")[0].replace("0", "") for piece in part[2:4])
            rules[part[1]].append((strip, ending, re.compile(f"{part[4]}$")))
    forms: set[str] = set()
    for entry in entries.splitlines()[1:]:
        word, _, flags = entry.strip().partition("/")
        if word != word.lower():
            continue
        forms.add(word)
        for flag in flags:
            for strip, ending, condition in rules.get(flag, ()):
                if word.endswith(strip) and condition.search(word):
                    forms.add(word.removesuffix(strip) + ending)
    return forms


def tesseract_words(model: bytes) -> set[str]:
    """Return the words that a model of tesseract knows, from the graph of letters they are packed in."""
    count = struct.unpack_from("<i", model)[0]
    offsets = struct.unpack_from(f"<{count}q", model, 4)

    def part(number: int) -> bytes:
        start = offsets[number]
        return model[start : min((o for o in offsets if o > start), default=len(model))]

    lines = part(THEIR_LETTERS).decode("utf-8").split("\n")
    letters = [line.split(" ")[0] for line in lines[1 : int(lines[0]) + 1]]
    graph = part(WORDS_OF_THE_NET)
    size, number = struct.unpack_from("<ii", graph, 2)
    edges = struct.unpack_from(f"<{number}Q", graph, 10)
    # An edge holds a letter, three flags (the last of its node, backwards, ends a word) and the next node.
    shift = size.bit_length()
    words: set[str] = set()
    waiting = [(0, "")]
    while waiting:
        edge, begun = waiting.pop()
        while True:
            record = edges[edge]
            last, backwards, ends = (record >> shift & flag for flag in (1, 2, 4))
            if not backwards:
                word = begun + letters[record & ((1 << shift) - 1)]
                if ends:
                    words.add(word)
                following = record >> (shift + 3)
                if following and len(word) < LONGEST:
                    waiting.append((following, word))
            if last:
                break
            edge += 1
    return words
