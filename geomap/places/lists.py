"""Names of one list: what lies together is named together."""

from __future__ import annotations

from geomap.gazetteer import Entry
from geomap.language.rules.toponyms import ToponymRules
from geomap.mentions import Mention
from geomap.places.ranking import cells_of, priors_of
from geomap.text import Text

LONGEST_GAP = 3
"""Tokens between two names of a list: ", and the"."""
SEEN = 6
"""Names of a list, on either side, that are looked at."""
FEWEST = 2
"""Neighbours in a list from which it says where a name lies."""


def mates_of(text: Text, mentions: tuple[Mention, ...], rules: ToponymRules) -> list[tuple[int, ...]]:
    """Return for each mention the numbers of the settlements named in one list with it."""
    runs: list[list[int]] = []
    for n, mention in enumerate(mentions):
        if (
            mention.kind != "name"
            or mention.stated_type not in (None, "settlement")
            or not mention.candidates
        ):
            continue
        last = runs[-1][-1] if runs else -1
        if last == n - 1 >= 0 and mentions[last].sentence == mention.sentence:
            gap = text.lowers[mentions[last].last : mention.first]
            if 0 < len(gap) <= LONGEST_GAP and all(low in rules.conjunctions for low in gap):
                runs[-1].append(n)
                continue
        runs.append([n])
    found: list[tuple[int, ...]] = [()] * len(mentions)
    for run in runs:
        if len(run) > FEWEST:
            for i, n in enumerate(run):
                found[n] = (*run[max(0, i - SEEN) : i], *run[i + 1 : i + 1 + SEEN])
    return found


def support(entry: Entry, mates: tuple[int, ...], mentions: tuple[Mention, ...]) -> float:
    """Return how many neighbours of a name in its list may lie around a place, each by its share."""
    cells = cells_of(entry)
    total = 0.0
    for mate in mates:
        shares = priors_of(mentions[mate].candidates).cells
        total += max(shares.get(cell, 0.0) for cell in cells)
    return total
