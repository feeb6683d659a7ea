"""Where the outlet is at home, as its name and address tell."""

from __future__ import annotations

import re
from functools import lru_cache

from geomap.documents import Document
from geomap.gazetteer import Gazetteer

HOST = re.compile(r"^(?:[a-z]+://)?(?:[^/@]*@)?([^/:?#]+)", re.IGNORECASE)
SECOND_LEVEL = frozenset("co com org net gov ac edu".split())
COUNTRY_CODES = {"uk": "GB", "su": "RU"}
SHORTEST_NAME = 4


class Home:
    """What is known of an outlet's home: a country by its domain, a place by its name."""

    __slots__ = ("country", "named")

    def __init__(self, country: str | None, named: frozenset[str]) -> None:
        """Keep the ISO code of the country and the ids of places the outlet is named after."""
        self.country = country
        self.named = named


def home_of(document: Document, gazetteer: Gazetteer, words: tuple[str, ...]) -> Home:
    """Return the outlet's home; ``words`` are those that outlets' names are made of: ``times``, ``daily``."""
    country, core = _read_host(document.url or "")
    named: set[str] = set()
    for name in (_strip(core, words), *_names(document.publisher or "", words)):
        if len(name) >= SHORTEST_NAME:
            named.update(c.entry.id for c in gazetteer.candidates(name)[:40])
    return Home(country, frozenset(named))


@lru_cache(4096)
def _read_host(url: str) -> tuple[str | None, str]:
    found = HOST.match(url)
    if found is None or "." not in found[1]:
        return None, ""
    labels = found[1].lower().removeprefix("www.").split(".")
    country = None
    if len(labels[-1]) == 2:
        country = COUNTRY_CODES.get(labels[-1], labels[-1].upper())
    labels.pop()
    if len(labels) > 1 and labels[-1] in SECOND_LEVEL:
        labels.pop()
    return country, labels[-1]


def _names(publisher: str, words: tuple[str, ...]) -> tuple[str, ...]:
    rest = [word for word in re.findall(r"[^\W\d_]+", publisher) if word.lower() not in words]
    return (" ".join(rest),) if rest else ()


@lru_cache(4096)
def _strip(core: str, words: tuple[str, ...]) -> str:
    """Take an outlet's words off both ends of a host name: ``theparisnews`` to ``paris``."""
    shorter = True
    while shorter:
        shorter = False
        for word in words:
            if len(core) - len(word) >= SHORTEST_NAME:
                if core.startswith(word):
                    core, shorter = core[len(word) :], True
                elif core.endswith(word):
                    core, shorter = core[: -len(word)], True
    return core.strip("-")
