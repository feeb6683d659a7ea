"""Who publishes a report: what its name and its address have in common with those of others."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from geomap.errors import GeomapError
from geomap.links import link_of

FAMILY = "family "
"""How the key of a family begins, before its name."""
SHIPPED = Path(__file__).with_name("data") / "publishers.toml"

_HOST = re.compile(r"[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)*\.[^\W\d_]{2,}")
_FIELDS = {"hosts": "the domains it publishes at", "names": "what documents call it"}


class PublisherError(GeomapError, ValueError):
    """A table of publishers cannot be read."""


@dataclass(frozen=True, slots=True)
class Publishers:
    """What is known of publishers: names and domains of a family, and the domains that tell no publisher."""

    hosts: Mapping[str, str]
    names: Mapping[str, str]
    shared: frozenset[str]
    platforms: frozenset[str]

    def keys(self, publisher: str | None, address: str | None) -> frozenset[str]:
        """Return what tells a publisher; those that share a key are one. Nothing is known of an empty set.

        >>> sorted(shipped_publishers().keys("ISW", "https://www.criticalthreats.org/analysis/1"))
        ['family Institute for the Study of War']
        >>> sorted(shipped_publishers().keys("Harbour Times", "https://news.harbour.co.uk/1"))
        ['host harbour.co.uk', 'name harbour times']
        """
        name = named(publisher)
        keys = {self._host(host_of(address))}
        if name in self.names:
            keys.add(f"{FAMILY}{self.names[name]}")
        elif _HOST.fullmatch(name):
            keys.add(self._host(name))
        elif name:
            keys.add(f"name {name}")
        return frozenset(keys - {""})

    def _host(self, host: str) -> str:
        """Return the key of a host: its family, or the domain that somebody has registered."""
        labels = host.removeprefix("www.").split(".")
        domains = [".".join(labels[start:]) for start in range(len(labels))]
        if not host or not self.platforms.isdisjoint(domains):
            return ""
        for domain in domains:
            if domain in self.hosts:
                return f"{FAMILY}{self.hosts[domain]}"
        registered = 3 if ".".join(labels[-2:]) in self.shared else 2
        return f"host {'.'.join(labels[-registered:])}"


def named(publisher: str | None) -> str:
    """Return a publisher's name as it is compared.

    >>> named("The Guardian (copy of 2022)")
    'guardian'
    """
    name = " ".join((publisher or "").casefold().split())
    before, bracket, _ = name.rpartition(" (")
    return (before if bracket and name.endswith(")") else name).removeprefix("the ")


def host_of(address: str | None) -> str:
    """Return the host of an address of the web, "" for any other."""
    link = link_of(address)
    try:
        return (urlsplit(link).hostname or "").rstrip(".") if link else ""
    except ValueError:  # brackets that hold no address
        return ""


@cache
def shipped_publishers() -> Publishers:
    """Return the table that ships with geomap."""
    return read_publishers(SHIPPED)


def read_publishers(*paths: Path) -> Publishers:
    """Return the table of one or more TOML files, of which later ones add to the earlier.

    ``data/publishers.toml`` says what they hold. Raises ``PublisherError`` for a file that cannot be read,
    for a family without a name or a ground, and for one that claims another's host or name.
    """
    hosts: dict[str, str] = {}
    names: dict[str, str] = {}
    shared: set[str] = set()
    platforms: set[str] = set()
    for path in paths:
        table = _table(path)
        shared.update(_texts(table, path.name, "shared", "domains below which each name is a publisher"))
        platforms.update(_texts(table, path.name, "platforms", "domains that carry what others publish"))
        for number, row in enumerate(table.get("family", ()), 1):
            name = row.get("name")
            where = f"{path.name}: family {number} ({name or 'no name'})"
            for field, what in (("name", "what it is called"), ("why", "who says that they are one")):
                if not isinstance(row.get(field), str) or not row[field].strip():
                    raise PublisherError(f"{where}: {field}: missing; say {what}")
            own = [host.removeprefix("www.") for host in _texts(row, where, "hosts", _FIELDS["hosts"])]
            called = [named(one) for one in (name, *_texts(row, where, "names", _FIELDS["names"]))]
            for kind, known, told in (("hosts", hosts, own), ("names", names, called)):
                for one in told:
                    if known.setdefault(one, name) != name:
                        raise PublisherError(
                            f"{where}: {kind}: {one!r} is of {known[one]}; "
                            "leave it to one of them, or call the family so"
                        )
    return Publishers(hosts, names, frozenset(shared), frozenset(platforms))


def _table(path: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PublisherError(
            f"{path}: cannot be read ({error.strerror}); give a table of publishers"
        ) from None
    except ValueError as error:  # TOML's and UTF-8's are among them
        raise PublisherError(
            f"{path}: no TOML ({error}); see geomap/data/publishers.toml for the form"
        ) from None
    known = {"family", "shared", "platforms"}
    if unknown := sorted(table.keys() - known):
        raise PublisherError(
            f"{path.name}: {unknown[0]}: not known; a table holds {', '.join(sorted(known))}"
        )
    rows = table.get("family", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise PublisherError(f"{path.name}: family: no tables; head each with [[family]]")
    return table


def _texts(table: Mapping[str, Any], where: str, key: str, what: str) -> list[str]:
    texts = table.get(key, [])
    if not isinstance(texts, list) or not all(isinstance(text, str) and text.strip() for text in texts):
        raise PublisherError(f'{where}: {key}: no list of texts; give {what} as ["one", "another"]')
    return [text.strip().casefold() for text in texts]
