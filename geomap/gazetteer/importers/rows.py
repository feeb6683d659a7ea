"""What every importer makes of a file: places, names of places, and rows that cannot be used.

Tuples rather than the dataclasses of the other stages: a world dump has 13 million rows, and a frozen
dataclass costs four times as much to make.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from types import MappingProxyType
from typing import NamedTuple, Protocol

from geomap.gazetteer.entries import LonLat, SpellingKind
from geomap.gazetteer.importers.streams import Stream

LONGEST_NAME = 200
"""Characters; GeoNames' own columns end there."""
LONGEST_ID = 200

# Latin and Cyrillic with their marks, digits and punctuation: what an English, Ukrainian or Russian text may
# write. Greek, Arabic, Han ... would triple the size of a world gazetteer and never be looked up.
READABLE = re.compile(r"[\x20-\u036f\u0400-\u052f\u1e00-\u1eff\u2010-\u2027\u2032\u2033]+")
LETTER = re.compile(r"[^\W\d_]")
CODE = re.compile(r"[A-Z]{1,3}|[A-Z]{5}|[A-Z]*+\d[A-Z0-9]*+")
"""Airport, port and postal codes, which GeoNames lists among the names: IEV, UAKHE, 49000."""


class NameRow(NamedTuple):
    """One name of a place."""

    text: str
    kind: SpellingKind
    language: str | None = None
    since: str | None = None
    until: str | None = None


class PlaceRow(NamedTuple):
    """One place, with all names that its row gives; the name to show is the first of ``names``."""

    line: int
    id: str
    """``geonames:703448``, ``katottg:UA65…``, or ``user:``, file and number (``users_id``) or a digest."""
    point: LonLat
    country: str | None
    admin1: str
    """Code or name of the first-level unit, as the file gives it; empty where it does not."""
    admin2: str
    feature_class: str
    feature_code: str
    population: int
    names: tuple[NameRow, ...]
    same_as: tuple[str, ...] = ()
    """Ids of other gazetteers that the file says mean the same place."""


class AlternateRow(NamedTuple):
    """A further name of a place that some other row describes."""

    line: int
    place: str
    """Id of the place: ``geonames:703448``."""
    name: NameRow


class Fault(NamedTuple):
    """A row that cannot be used, and why."""

    line: int
    problem: str


class Unwanted(NamedTuple):
    """A sound row of a kind that is left out on purpose."""

    line: int


Row = PlaceRow | AlternateRow | Fault | Unwanted


Within = Mapping[str, frozenset[str]]
"""Of which countries only some first-level units are taken, by GeoNames' codes; all of the others."""
EVERYWHERE: Within = MappingProxyType({})


class Importer(Protocol):
    """One format: how to tell it and how to read it."""

    name: str
    """In words for the reader: ``GeoNames dump``."""
    names_only: bool
    """True where the file adds names to places that other files describe."""

    def recognises(self, head: bytes) -> bool:
        """Tell by the first bytes of a file whether it is of this format."""
        ...

    def rows(self, stream: Stream, wanted: Wanted, within: Within = EVERYWHERE) -> Iterator[Row]:
        """Yield every row of the file, in order; ``within`` speaks of GeoNames' dumps alone."""
        ...


class Wanted(Protocol):
    """Which features are worth a place in the gazetteer."""

    def __call__(self, feature_class: str, feature_code: str) -> bool:
        """Tell whether places of this GeoNames class and code are to be kept."""
        ...


def clean_name(text: str) -> str | None:
    r"""Return a name fit to be stored and shown: composed, trimmed, all visible; None if hopeless.

    >>> clean_name(" Ky\u200biv ")
    'Kyiv'
    >>> clean_name("Ky\x00iv") is None
    True
    """
    if not text.isprintable():
        kept = []
        for letter in text:
            category = unicodedata.category(letter)
            if category[0] == "Z":
                kept.append(" ")
            elif category != "Cf":
                if category[0] == "C":
                    return None
                kept.append(letter)
        text = "".join(kept)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    text = " ".join(text.split())
    return text if text and len(text) <= LONGEST_NAME else None


def is_readable(text: str) -> bool:
    """Tell whether a name is in Latin or Cyrillic letters and no mere code."""
    return READABLE.fullmatch(text) is not None and LETTER.search(text) is not None


def is_code(text: str) -> bool:
    """Tell whether a name is an airport, port or postal code.

    >>> is_code("IEV"), is_code("Io"), is_code("49000")
    (True, False, True)
    """
    return CODE.fullmatch(text) is not None


def read_point(lon: str | bytes | float, lat: str | bytes | float) -> LonLat | str:
    """Return the point, or what is wrong with it."""
    try:
        x, y = float(lon), float(lat)
    except (TypeError, ValueError):
        return "latitude and longitude must be numbers in degrees, with a decimal point"
    # NaN fails both comparisons.
    if not (-180.0 <= x <= 180.0 and -90.0 <= y <= 90.0):
        return f"latitude {y:g}, longitude {x:g} lies outside -90..90, -180..180"
    if x == 0.0 == y:
        return "latitude 0, longitude 0 stands for an unknown point"
    return LonLat(round(x, 6), round(y, 6))


def users_id(file: str, own: str) -> str:
    """Return the id of a row that its file numbers itself: it says the file, unless it says its source.

    The numbers 1, 2, 3 ... of two tables mean different places.

    >>> users_id("villages.csv", "7"), users_id("villages.csv.gz", "osm:12")
    ('user:villages/7', 'user:osm:12')
    """
    own = " ".join(own.split())
    stem = re.sub(r"[^\w-]+", "_", file.partition(".")[0]) or "file"
    return f"user:{own if ':' in own else f'{stem}/{own}'}"[:LONGEST_ID]


def made_up_id(*parts: str) -> str:
    """Return an id for a row that has none: the same row gets the same id again.

    >>> made_up_id("Kyiv", "50.45", "30.52") == made_up_id("Kyiv", "50.45", "30.52")
    True
    """
    return "user:" + blake2b("\x1f".join(parts).encode(), digest_size=8).hexdigest()


def read_population(text: str | bytes) -> int:
    """Return the population, 0 where none is given or it is no sensible number."""
    try:
        return max(0, min(int(text), 100_000_000))
    except ValueError:
        return 0


def read_day(text: str, month_day: str) -> str | None:
    """Return an ISO day from a year or date as GeoNames' volunteers write it, None where it is neither.

    >>> read_day("1924", "01-01"), read_day("20160519", "12-31"), read_day("c. 1900", "01-01")
    ('1924-01-01', '2016-05-19', None)
    """
    if text.isascii():
        if re.fullmatch(r"[12]\d{3}", text):
            return f"{text}-{month_day}"
        found = re.fullmatch(r"([12]\d{3})-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])", text)
        if found:
            return "-".join(found.groups())
    return None
