"""The built-in gazetteer: a ``Source`` over the compact files, read in place."""

from __future__ import annotations

import dataclasses
import json
import struct
import zlib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

from geomap.errors import GazetteerError
from geomap.gazetteer.entries import Candidate, Credit, Entry, LonLat, Precision, Spelling
from geomap.gazetteer.folding import Key, Sound
from geomap.gazetteer.places import KIND_WEIGHT
from geomap.gazetteer.storage import (
    DATED,
    FORMAT,
    GEONAMES,
    KATOTTG,
    KIND_BITS,
    KINDS,
    LANGUAGES,
    LIST,
    NO_PARENT,
    OWN,
    POINT,
    PRECISIONS,
    ROW,
    ROW_BITS,
    SOUND_MARK,
    TEXT_BITS,
    U32,
    Mapped,
    Row,
    open_trie,
)

SHIPPED = Path(__file__).parent.parent / "data" / "gazetteer"
MOST = 50
"""Namesakes returned at most, Ukrainian ones apart, which are all returned: the longest lists, such as San
Jose's, are of no use to anyone, but a Ukrainian village must stay reachable among its homonyms."""
CACHED_ENTRIES = 50_000
SCHEME = {KATOTTG: "katottg:", OWN: "geomap:"}


CLASSES = {"P": "settlements", "A": "units and countries", "L": "regions", "H": "waters", "S": "buildings"}


class Unit(NamedTuple):
    """What a unit gives to all that it holds: its ids from the country down, and the names of the levels."""

    path: tuple[str, ...] = ()
    admin1: str | None = None
    admin2: str | None = None
    admin3: str | None = None


class Sketch(NamedTuple):
    """What of an entry can be read without its names and units: a fifth of the time."""

    row: int
    geonameid: int | None
    point: LonLat
    country: str | None
    feature_class: str
    precision: Precision


NOWHERE = Unit()
UNIT_FIELD = {"ADM1": "admin1", "ADM2": "admin2", "ADM3": "admin3"}
ROW_MASK, KIND_MASK = (1 << ROW_BITS) - 1, (1 << KIND_BITS) - 1
STANDINGS = tuple(
    (kind, language, KIND_WEIGHT[kind] / 255) for language in LANGUAGES for kind in (*KINDS, *KINDS)
)
"""Kind, language and weight (of a prior in 255 parts) of a spelling, by the upper bits of a posting."""
PRIOR_AT = ROW.size - 3
RANKS_AT_ONCE = 4_096
"""Settlements by size that are read at once: the largest of a wide box are found among the first."""
"""Where in a row the prior stands: the byte before the radius."""
ID_AT = struct.calcsize("<iiIII")
"""Where in a row its id stands: after the point, the population, the name and the parent."""


class StoredEntry(Entry):
    """An entry that is read from the files when something is first asked of it.

    Most candidates of a name are never looked at: reading the row at once would cost two thirds of a look-up.
    """

    __slots__ = ("_plain", "_row", "_stored_in")
    _row: int
    _stored_in: BuiltIn
    _plain: Entry

    @classmethod
    def of(cls, stored_in: BuiltIn, row: int) -> StoredEntry:
        """Return the entry of a row, not read yet."""
        entry = object.__new__(cls)
        object.__setattr__(entry, "_stored_in", stored_in)
        object.__setattr__(entry, "_row", row)
        return entry

    def __getattr__(self, name: str) -> Any:
        if name not in FIELDS:
            raise AttributeError(name)
        self._stored_in.load(self, self._row)
        return getattr(self, name)

    def plain(self) -> Entry:
        """Return the same entry as a plain value; one for all reports, which hold some three entries each."""
        try:
            return self._plain
        except AttributeError:
            plain = super().plain()
            object.__setattr__(self, "_plain", plain)
            return plain


FIELDS = frozenset(field.name for field in dataclasses.fields(Entry))


class BuiltIn:
    """The places that ship with geomap."""

    def __init__(self, folder: Path = SHIPPED) -> None:
        self._folder = folder
        try:
            meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
            if meta["format"] != FORMAT:
                message = f"{folder}: written for format {meta['format']}, not {FORMAT}; run make gazetteer"
                raise GazetteerError(message)
            self._names = open_trie(folder / "names.trie")
            self._texts = open_trie(folder / "texts.trie")
            self._postings = Mapped(folder / "postings.bin")
            self._lists = Mapped(folder / "lists.bin")
            self._places = Mapped(folder / "places.bin")
            self._spellings = Mapped(folder / "spellings.bin")
            self._ranks = Mapped(folder / "ranks.bin")
        except OSError as error:
            message = (
                f"{folder}: the gazetteer is missing ({error}); install geomap again or run make gazetteer"
            )
            raise GazetteerError(message) from error
        self.countries: tuple[str, ...] = tuple(meta["countries"])
        """Codes, and one empty for what lies in none or in several."""
        self._features = tuple(tuple(feature.split(".")) for feature in meta["features"])
        self._credits = tuple(Credit(source=s, licence=c, line=t) for s, c, t in meta["credits"])
        self.size: int = meta["places"]
        self._home = self.countries.index("UA") if "UA" in self.countries else -1
        self._entry = lru_cache(CACHED_ENTRIES)(self._make_entry)
        self._unit = lru_cache(10_000)(self._make_unit)

    def __reduce__(self) -> tuple[type[BuiltIn], tuple[Path]]:
        """Pickle as what opens the same files again."""
        return BuiltIn, (self._folder,)

    @property
    def names(self) -> int:
        """How many folded names and sounds are filed."""
        return len(self._names)

    @cached_property
    def edition(self) -> str:
        """What tells this edition of the gazetteer from any other: a checksum of its places and names."""
        read = zlib.crc32(self._places.map)
        for file in (self._postings, self._lists):
            read = zlib.crc32(file.map, read)
        return f"{self.size} {read:08x}"

    def counts(self) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
        """Return how many places there are by kind, precision and country: tables with titles."""
        kinds: Counter[str] = Counter()
        precisions: Counter[str] = Counter()
        countries: Counter[str] = Counter()
        ukrainian: Counter[str] = Counter()
        for row in range(self.size):
            stored = self._row(row)
            kinds[CLASSES.get(self._features[stored.feature][0], "other")] += 1
            country = self.countries[stored.country] or "none"
            countries[country] += 1
            precisions[PRECISIONS[stored.precision]] += 1
            if country == "UA" and self._features[stored.feature][0] == "P":
                ukrainian[PRECISIONS[stored.precision]] += 1
        return (
            ("By kind", tuple(kinds.most_common())),
            ("By precision", tuple(precisions.most_common())),
            ("Settlements of Ukraine by precision", tuple(ukrainian.most_common())),
            (f"By country, the first ten of {len(countries)}", tuple(countries.most_common(10))),
        )

    def find(self, key: Key) -> tuple[Candidate, ...]:
        """Return the places filed under exactly this key, best prior first."""
        return self._find(key, key)

    def find_sound(self, sound: Sound) -> tuple[Candidate, ...]:
        """Return the places one of whose Latin spellings sounds so."""
        return self._find(SOUND_MARK + sound, sound)

    def begin_with(self, start: str) -> list[str]:
        """Return the folded names (after ``~``: the sounds) that begin so, in no order."""
        try:
            keys: list[str] = self._names.keys(start)
        except UnicodeEncodeError:  # a lone surrogate is in no name
            return []
        return keys

    def find_both(self, key: Key, sound: Sound) -> tuple[Candidate, ...]:
        """Return the places filed under a key or a sound, each once, best prior first."""
        exact = self._find(key, key)
        heard = self._find(SOUND_MARK + sound, sound) if sound else ()
        if not heard:
            return exact
        if not exact:
            return heard
        best = {id(c.entry): c for c in heard}
        for candidate in exact:
            old = best.get(id(candidate.entry))
            if old is None or candidate.score >= old.score:
                best[id(candidate.entry)] = candidate
        return tuple(sorted(best.values(), key=lambda c: -c.score))

    def goes_on(self, start: str) -> bool:
        """Tell whether some key begins with ``start``."""
        try:
            return next(self._names.iterkeys(start), None) is not None
        except UnicodeEncodeError:  # a lone surrogate is in no name
            return False

    def entry(self, entry_id: str) -> Entry | None:
        """Return the entry of this id."""
        row = self._row_of(entry_id)
        return None if row is None else self._entry(row)

    def entries(self) -> Iterator[Entry]:
        """Yield every entry, one after the other."""
        return (self._make_entry(row) for row in range(self.size))

    def sketches(self) -> Iterator[Sketch]:
        """Yield as much of every entry, in the order of rows, as a pass over all of them can afford."""
        features, countries = [feature[0] for feature in self._features], self.countries
        for row, fields in enumerate(ROW.iter_unpack(self._places.map)):
            lon, lat, _, _, _, number, country, feature, precision, _, _ = fields
            yield Sketch(
                row=row,
                geonameid=number if number >> 30 == GEONAMES else None,
                point=LonLat(lon / 100_000, lat / 100_000),
                country=countries[country] or None,
                feature_class=features[feature],
                precision=PRECISIONS[precision],
            )

    def entry_at(self, row: int) -> Entry:
        """Return the entry of a row, from 0 to ``size`` exclusive."""
        return self._entry(row)

    def upgrade(self, entry_id: str) -> Entry | None:
        """Return None: what is built in improves on no other source."""
        del entry_id
        return None

    def prominent(
        self, box: tuple[float, float, float, float], count: int, least: int = 0
    ) -> tuple[Entry, ...]:
        """Return the countries, capitals and ``count`` largest settlements of ``least`` people in a box."""
        west, south, east, north = (round(edge * 100_000) for edge in box)
        chiefs = self._ranks.u32(0)
        towns = len(self._ranks.map) // U32.size - 1 - chiefs

        def is_inside(row: int) -> bool:
            lon, lat = POINT.unpack_from(self._places.map, row * ROW.size)
            return bool(west <= lon <= east and south <= lat <= north)

        def smallness(rank: int) -> int:
            row = self._ranks.u32(1 + chiefs + rank)
            return -int(U32.unpack_from(self._places.map, row * ROW.size + POINT.size)[0])

        large = bisect_right(range(towns), -least, key=smallness)
        ranked = chain.from_iterable(
            self._ranks.u32s(1 + chiefs + start, min(RANKS_AT_ONCE, large - start))
            for start in range(0, large, RANKS_AT_ONCE)
        )
        largest = filter(is_inside, ranked)
        rows = (*filter(is_inside, self._ranks.u32s(1, chiefs)), *islice(largest, count))
        return tuple(map(self._entry, rows))

    def credits(self) -> tuple[Credit, ...]:
        """Return the licence line of every source."""
        return self._credits

    def spellings(self, entry_id: str) -> tuple[Spelling, ...]:
        """Return the attested spellings of an entry, the shown name first."""
        row = self._row_of(entry_id)
        if row is None:
            return ()
        shown = Spelling(text=self._texts.restore_key(self._row(row).name), kind="official", language="en")
        first, end = self._spellings.u32s(row, 2)
        body = self._spellings.u32s(self.size + 1 + first, end - first)
        result = [shown]
        at = 0
        while at < len(body):
            packed = body[at]
            at += 1
            since = until = None
            if packed & DATED:
                since, until = _iso(body[at]), _iso(body[at + 1])
                at += 2
            text: str = self._texts.restore_key(packed & (1 << TEXT_BITS) - 1)
            kind, language = KINDS[packed >> TEXT_BITS & KIND_MASK], LANGUAGES[packed >> 28 & 3]
            result.append(Spelling(text=text, kind=kind, language=language, since=since, until=until))
        return tuple(result)

    def _find(self, filed: str, key: str) -> tuple[Candidate, ...]:
        try:
            number = self._names.get(filed)
        except UnicodeEncodeError:  # a lone surrogate is in no name
            return ()
        if number is None:
            return ()
        head = self._postings.u32(number)
        if head & LIST:
            at = head & (LIST - 1)
            postings = self._lists.u32s(at + 1, self._lists.u32(at))
            if len(postings) > MOST:
                others = (p for p in postings[MOST:] if self._row(p & ROW_MASK).country == self._home)
                postings = (*postings[:MOST], *others)
        else:
            postings = (head,)
        found = []
        standing, weight = -1, 0.0
        spelling: Spelling
        for packed in postings:
            if packed >> ROW_BITS != standing:  # namesakes mostly share kind and language
                standing = packed >> ROW_BITS
                kind, language, weight = STANDINGS[standing]
                spelling = Spelling(text=key, kind=kind, language=language)
            row = packed & ROW_MASK
            score = self._places.map[row * ROW.size + PRIOR_AT] * weight
            found.append(Candidate(entry=self._entry(row), spelling=spelling, score=score))
        return tuple(found)

    def _row(self, row: int) -> Row:
        return Row(*ROW.unpack_from(self._places.map, row * ROW.size))

    def _make_entry(self, row: int) -> Entry:
        return StoredEntry.of(self, row)

    def load(self, entry: StoredEntry, row: int) -> None:
        """Fill an entry with all that its row has."""
        lon, lat, population, name, parent, number, country, feature, precision, _, radius = ROW.unpack_from(
            self._places.map, row * ROW.size
        )
        held = NOWHERE if parent == NO_PARENT else self._unit(parent)
        feature_class, feature_code = self._features[feature]
        Entry.__init__(
            entry,
            id=self._id(number),
            name=self._texts.restore_key(name),
            point=LonLat(lon / 100_000, lat / 100_000),
            country=self.countries[country] or None,
            admin1=held.admin1,
            admin2=held.admin2,
            admin3=held.admin3,
            path=held.path,
            feature_class=feature_class,
            feature_code=feature_code,
            population=population,
            precision=PRECISIONS[precision],
            radius_km=radius / 10,
        )

    def _make_unit(self, row: int) -> Unit:
        """Return a unit as what it holds sees it."""
        stored = self._row(row)
        above = NOWHERE if stored.parent == NO_PARENT else self._unit(stored.parent)
        path = (*above.path, self._id(stored.id))
        name = self._texts.restore_key(stored.name)
        field = UNIT_FIELD.get(self._features[stored.feature][1])
        return above._replace(path=path) if field is None else above._replace(path=path, **{field: name})

    def _id(self, number: int) -> str:
        scheme, local = number >> 30, number & ((1 << 30) - 1)
        if scheme == GEONAMES:
            return f"geonames:{local}"
        code: str = self._texts.restore_key(local)
        return SCHEME[scheme] + code

    def _row_of(self, entry_id: str) -> int | None:
        scheme, _, local = entry_id.partition(":")
        if scheme == "geonames":
            if not (local.isascii() and local.isdigit()):
                return None
            number = int(local)
        elif scheme in ("katottg", "geomap"):
            try:
                known = self._texts.get(local)
            except UnicodeEncodeError:
                return None
            if known is None:
                return None
            number = (KATOTTG if scheme == "katottg" else OWN) << 30 | known
        else:
            return None
        row = bisect_left(range(self.size), number, key=self._number)
        return row if row < self.size and self._number(row) == number else None

    def _number(self, row: int) -> int:
        """Return the id of a row as it is stored; rows stand in its order."""
        number: int = U32.unpack_from(self._places.map, row * ROW.size + ID_AT)[0]
        return number


def _iso(day: int) -> str | None:
    return f"{day // 10000:04}-{day // 100 % 100:02}-{day % 100:02}" if day else None
