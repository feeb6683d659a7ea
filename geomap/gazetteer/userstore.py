"""The file of the user's gazetteer: where it lies, what its tables hold, and its filter of names."""

from __future__ import annotations

import os
import sqlite3
import zlib
from contextlib import closing
from hashlib import blake2b
from pathlib import Path

import platformdirs

from geomap.errors import GazetteerError
from geomap.gazetteer.builtin import BuiltIn

VARIABLE = "GEOMAP_GAZETTEER"
APPLICATION = 0x47656F4D
"""SQLite application id: GeoM."""
FORMAT = 1
SQLITE_HEAD = 100
SCHEMA = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE source(
  digest TEXT PRIMARY KEY, file TEXT NOT NULL, format TEXT NOT NULL,
  places INTEGER NOT NULL, names INTEGER NOT NULL, left_out INTEGER NOT NULL, faults INTEGER NOT NULL
) WITHOUT ROWID;
-- id: the geonameid, or for other ids a negative number made from them (row_of); then entry holds the id.
-- built_in: the built-in entry that is the same place. relation: 'upgrade' where the point here is the better
-- one, 'same' where it is not, 'names' where this row only carries names (and has no point), '' alone.
CREATE TABLE place(
  id INTEGER PRIMARY KEY, entry TEXT, name TEXT NOT NULL, lon REAL, lat REAL, country TEXT,
  admin1 TEXT NOT NULL, admin2 TEXT NOT NULL, feature_class TEXT NOT NULL, feature_code TEXT NOT NULL,
  population INTEGER NOT NULL, same_as TEXT NOT NULL, import INTEGER NOT NULL,
  built_in TEXT, relation TEXT NOT NULL
);
CREATE INDEX place_built_in ON place(built_in) WHERE built_in IS NOT NULL;
CREATE INDEX place_upgrade ON place(built_in, lon, lat, population) WHERE relation = 'upgrade';
-- The built-in units that the codes of a file mean.
CREATE TABLE unit(
  country TEXT, code TEXT, name TEXT, path TEXT NOT NULL, PRIMARY KEY(country, code)
) WITHOUT ROWID;
CREATE TABLE name(
  key TEXT, place INTEGER, text TEXT NOT NULL, kind INTEGER NOT NULL,
  language TEXT, since TEXT, until TEXT, PRIMARY KEY(key, place)
) WITHOUT ROWID;
CREATE INDEX name_place ON name(place);
"""
SLAVIC = frozenset("UA RU BY".split())
"""Countries whose Latin names are romanised from Cyrillic, so that any romanisation may be met."""
FILTER_BITS = 27
"""Log 2 of the largest filter: 16 MB, for the whole world."""
FILTER_ROOM = 16
"""Bits a name at least: one look-up of an unknown name in 16 or fewer goes to the file in vain."""


NO_FILTER = b"\xff" * 128
"""The bitmap that denies no name."""


def user_path(given: str | os.PathLike[str] | None = None) -> Path | None:
    """Return where the user's gazetteer lies: as given, or ``GEOMAP_GAZETTEER``, or in the data folder.

    None where the variable is set but empty: the built-in gazetteer alone.
    """
    if given is not None:
        return Path(given)
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named).expanduser() if named else None
    return Path(platformdirs.user_data_dir("geomap", appauthor=False)) / "gazetteer.sqlite"


def was_asked_for(given: str | os.PathLike[str] | None = None) -> bool:
    """Tell whether option or variable names a gazetteer, so that a missing file is an error."""
    return given is not None or bool(os.environ.get(VARIABLE))


def connect(path: Path) -> sqlite3.Connection:
    """Open an existing user gazetteer for reading, by any thread; refuse what is none."""
    if not path.is_file():
        message = f"{path}: no gazetteer there; make one with: geomap gazetteer add FILE --gazetteer {path}"
        raise GazetteerError(message)
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False, cached_statements=16
        )
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error as error:
        message = f"{path}: is no gazetteer of geomap ({error}); remove it and add your files again"
        raise GazetteerError(message) from error
    if application != APPLICATION or version != FORMAT:
        connection.close()
        what = (
            "is no gazetteer of geomap"
            if application != APPLICATION
            else f"has format {version}, not {FORMAT}"
        )
        message = f"{path}: {what}; name another file, or remove it and add your files again"
        raise GazetteerError(message)
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cache_size=-4096")
    connection.execute("PRAGMA mmap_size=268435456")
    return connection


def row_of(entry_id: str) -> int:
    """Return the row number of an entry id.

    >>> row_of("geonames:703448"), row_of("user:7") < 0
    (703448, True)
    """
    source, _, number = entry_id.partition(":")
    if source == "geonames" and number.isascii() and number.isdigit() and len(number) < 18:
        return int(number)
    return -1 - (int.from_bytes(blake2b(entry_id.encode(), digest_size=8).digest(), "big") >> 2)


def fingerprint(base: BuiltIn) -> str:
    """Return what tells one edition of the built-in gazetteer from another."""
    return f"{base.size} places, {base.names} names"


def edition(given: str | os.PathLike[str] | None = None) -> str:
    """Return what tells the user's gazetteer from one that answers otherwise; "" where there is none.

    SQLite counts the changes of a file in its first hundred bytes, and every file that was added is known by
    its digest: a gazetteer of some hundred megabytes need not be read for it.
    """
    path = user_path(given)
    if path is None or not (was_asked_for(given) or path.is_file()):
        return ""
    with closing(connect(path)) as db:
        sources = [digest for (digest,) in db.execute("SELECT digest FROM source ORDER BY digest")]
    with path.open("rb") as file:
        head = file.read(SQLITE_HEAD)
    return blake2b(head + "".join(sources).encode(), digest_size=16).hexdigest()


class NameFilter:
    """A bitmap of names: tells of most names that are not filed, without a look into the file."""

    def __init__(self, bitmap: bytes) -> None:
        self._bits = bitmap
        self._mask = len(bitmap) * 8 - 1

    def may_have(self, name: str) -> bool:
        """Tell whether the name may be filed; False is certain."""
        bit = zlib.crc32(name.encode("utf-8", "replace")) & self._mask
        return bool(self._bits[bit >> 3] >> (bit & 7) & 1)


class NameFilterMaker:
    """Makes the bitmap of a ``NameFilter``, as small as the number of names allows."""

    def __init__(self, bits: int = FILTER_BITS) -> None:
        """Make room for a bitmap of two to the power of ``bits``."""
        self._bits = bytearray(1 << (bits - 3))
        self._count = 0

    def add(self, name: str) -> None:
        """Take in a name."""
        bit = zlib.crc32(name.encode()) & (len(self._bits) * 8 - 1)
        self._bits[bit >> 3] |= 1 << (bit & 7)
        self._count += 1

    def bitmap(self) -> bytes:
        """Return the bitmap, halved as often as leaves room enough, each half laid over the other."""
        bits = int.from_bytes(self._bits, "little")
        size = len(self._bits) * 8
        while size > 1024 and size // 2 >= FILTER_ROOM * self._count:
            size //= 2
            bits = (bits & ((1 << size) - 1)) | bits >> size
        return bits.to_bytes(size // 8, "little")
