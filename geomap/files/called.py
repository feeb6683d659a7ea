"""What the page calls those whom documents call in several ways: publishers, and who says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

from geomap.claimants import plain_key
from geomap.publishers import FAMILY, shipped_publishers


def publishers_called(counts: Mapping[str, int]) -> dict[str, str]:
    """Return what publishers are called whose own name is another; ``counts`` are their documents.

    A family that the table knows has its name there; others have the most frequent of their spellings.

    >>> publishers_called({"understandingwar.org": 5, "ISW": 1, "the ledger": 1, "The Ledger": 2, "t.me": 1})
    {'understandingwar.org': 'Institute for the Study of War', 'ISW': 'Institute for the Study of War', \
'the ledger': 'The Ledger'}
    """
    families = shipped_publishers()

    def key_of(name: str) -> str:
        return next(iter(families.keys(name, None)), "")

    told = _called(counts, key_of)
    for name in counts:
        if (key := key_of(name)).startswith(FAMILY):
            told[name] = key.removeprefix(FAMILY)
    return {name: told[name] for name in counts if told.get(name, name) != name}


def claimants_called(counts: Mapping[str, int]) -> dict[str, str]:
    """Return the same of claimants, by article and capitals alone: two people may share all but a title.

    >>> claimants_called({"The General Staff": 1, "General staff": 1, "General Staff": 3, "Mr Staff": 1})
    {'The General Staff': 'General Staff', 'General staff': 'General Staff'}
    """
    return _called(counts, plain_key)


def _called(counts: Mapping[str, int], key_of: Callable[[str], str]) -> dict[str, str]:
    """Return the most frequent of the names that share a key, for each other one of them."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name in counts:
        if key := key_of(name):
            groups[key].append(name)
    best = {
        key: min(names, key=lambda name: (-counts[name], len(name), name)) for key, names in groups.items()
    }
    return {name: best[key] for key, names in groups.items() for name in names if name != best[key]}
