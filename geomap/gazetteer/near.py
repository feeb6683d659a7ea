"""Names that differ from a misprinted one by a letter or two: the last resort, tightly bounded."""

from __future__ import annotations

from collections.abc import Callable, Iterable

SHORTEST = 6
"""Letters below which a name has too many neighbours to guess."""
TWO_EDITS_FROM = 11
"""Letters from which two edits are allowed."""
SURE_LETTERS = 2
"""Letters at the start that must be right: without a bound every name would have to be looked at."""


SWAPPED = 2
"""Letters that one edit can touch at most: two that change places."""


def near_keys(key: str, begin_with: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """Return the filed keys within one edit of a key (two for long ones), nearest first.

    ``begin_with`` gives the filed keys that start so. An edit is a letter too many, too few, another, or two
    swapped.

    >>> near_keys("vugledar", lambda start: ["vuglegirsk", "vugeldar"])
    ('vugeldar',)
    """
    mark = len(key) - len(key.lstrip("~"))
    length = len(key) - mark
    if length < SHORTEST:
        return ()
    most = 2 if length >= TWO_EDITS_FROM else 1
    found = []
    for other in begin_with(key[: mark + SURE_LETTERS]):
        if abs(len(other) - len(key)) <= most and other != key:
            edits = distance(key, other, most)
            if edits <= most:
                found.append((edits, other))
    return tuple(other for _, other in sorted(found))


def distance(one: str, other: str, most: int) -> int:
    """Return the edits between two words, or more than ``most`` as soon as that is certain.

    >>> distance("okhtryka", "okhtyrka", 2), distance("volonovakha", "volnovakha", 2)
    (1, 1)
    """
    # What both begin or end with takes no edit: mostly so much is left that no table is needed.
    first, end = 0, min(len(one), len(other))
    while first < end and one[first] == other[first]:
        first += 1
    last_common = 0
    while last_common < end - first and one[-1 - last_common] == other[-1 - last_common]:
        last_common += 1
    one, other = one[first : len(one) - last_common], other[first : len(other) - last_common]
    if abs(len(one) - len(other)) > most or (most == 1 and max(len(one), len(other)) > SWAPPED):
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, against in enumerate(other, 1):
            edits = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                edits = min(edits, before[j - 2] + 1)
            row.append(edits)
        if min(row) > most and (not last or min(last) > most):
            return most + 1
        before, last = last, row
    return last[-1]
