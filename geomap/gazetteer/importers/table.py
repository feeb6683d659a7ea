"""A plain table of places: CSV, or tabs or semicolons, with a header that names the columns."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from geomap.gazetteer.importers.linked_places import known_id
from geomap.gazetteer.importers.rows import (
    EVERYWHERE,
    Fault,
    NameRow,
    PlaceRow,
    Row,
    Unwanted,
    Wanted,
    Within,
    clean_name,
    is_readable,
    made_up_id,
    read_point,
    read_population,
    users_id,
)
from geomap.gazetteer.importers.streams import BOM, Stream

DELIMITERS = ",;\t|"
# Column names as spreadsheets, Overpass and Linked Places TSV write them, lower case, without spaces.
COLUMNS = {
    "name": "name title toponym place placename name_uk name_ua asciiname",
    "lat": "lat latitude y",
    "lon": "lon lng long longitude x",
    "id": "id geonameid geonames_id identifier",
    "katottg": "katottg katotth katottg_code code",
    "names": "names alternates alternatenames alternate_names variants",
    "country": "country country_code countrycode ccodes iso2",
    "admin1": "admin1 oblast region state province",
    "admin2": "admin2 raion district county",
    "feature_class": "feature_class featureclass fclass fclasses",
    "feature_code": "feature_code featurecode fcode",
    "population": "population pop",
    "language": "language lang",
}
MEANING = {word: column for column, words in COLUMNS.items() for word in words.split()}
OF_GEONAMES = ("geonameid", "geonames_id")
KATOTTG = re.compile(r"UA\d{7}(?P<settlement>\d{3})(?P<district>\d\d)\d{5}")
"""A code of Ukraine's register: oblast, raion, hromada, settlement, city district, zeros below its level."""
MAY_BE_OTHER = "code"
"""A column of this name may hold any codes: those of the register are told by their look."""


class Table:
    """One place a row; ``name``, ``lat`` and ``lon`` are needed, the other columns are optional."""

    name = "CSV"
    names_only = False

    def recognises(self, head: bytes) -> bool:
        """Tell by a first line that names the three columns needed."""
        first = head.split(b"\n", 1)[0]
        return len(first) < 10_000 and _header(first.decode("utf-8", "replace")) is not None

    def rows(self, stream: Stream, wanted: Wanted, within: Within = EVERYWHERE) -> Iterator[Row]:
        """Yield a place a row. A quoted field may not run over a line end."""
        del within
        lines = stream.lines()
        _, first = next(lines, (1, b""))
        header = _header((first or b"").decode("utf-8", "replace"))
        if header is None:
            return
        delimiter, columns, words = header
        file = stream.source.path.name
        for number, line in lines:
            if line is None:
                yield Fault(number, "the line is too long")
                continue
            if not line.strip():
                continue
            try:
                fields = next(csv.reader([line.decode()], delimiter=delimiter, strict=True))
            except UnicodeDecodeError:
                yield Fault(number, "is not UTF-8; save the table as UTF-8")
            except (csv.Error, StopIteration) as error:
                yield Fault(number, f"cannot be split into columns ({error})")
            else:
                cells = {column: fields[i].strip() for column, i in columns.items() if i < len(fields)}
                yield _place(number, cells, _identity(cells, words, file), wanted)


def _header(line: str) -> tuple[str, dict[str, int], dict[str, str]] | None:
    """Return delimiter, position and word of each known column; None if it is no header."""
    line = line.removeprefix(BOM.decode()).strip("\r\n")
    for delimiter in DELIMITERS:
        try:
            fields = next(csv.reader(io.StringIO(line), delimiter=delimiter), [])
        except csv.Error:
            continue
        words = [field.strip().lower().replace(" ", "_") for field in fields]
        columns: dict[str, int] = {}
        for i, word in enumerate(words):
            column = MEANING.get(word)
            if column and (column not in columns or words[columns[column]] == MAY_BE_OTHER):
                columns[column] = i
        if {"name", "lat", "lon"} <= columns.keys():
            return delimiter, columns, {column: words[i] for column, i in columns.items()}
    return None


class _Identity(NamedTuple):
    """What a row says of which place it is."""

    id: str | None
    same_as: tuple[str, ...]
    code: re.Match[str] | None
    """The place in Ukraine's register, taken apart."""


def _identity(cells: dict[str, str], words: dict[str, str], file: str) -> _Identity:
    own, code = cells.get("id", ""), cells.get("katottg", "")
    if words.get("katottg") == MAY_BE_OTHER and not KATOTTG.fullmatch(code):
        own, code = own or code, ""
    if not code and KATOTTG.fullmatch(own):
        own, code = "", own
    prefix = "geonames:" if words.get("id") in OF_GEONAMES else ""
    known = (known_id(prefix + own) if own else None, known_id("katottg:" + code) if code else None)
    same_as = tuple(identifier for identifier in known if identifier)
    return _Identity(
        id=same_as[0] if same_as else users_id(file, own) if own else None,
        same_as=same_as,
        code=KATOTTG.fullmatch(code),
    )


def _place(number: int, cells: dict[str, str], identity: _Identity, wanted: Wanted) -> Row:
    name = clean_name(cells.get("name", ""))
    if name is None or not is_readable(name):
        return Fault(number, "the name is empty, or not in Latin or Cyrillic letters")
    lat, lon = cells.get("lat", ""), cells.get("lon", "")
    point = read_point(lon, lat)
    if isinstance(point, str):
        return Fault(number, point)
    stated, code = cells.get("feature_class", "").upper()[:1], identity.code
    if code and not stated and not int(code["settlement"] + code["district"]):
        return Unwanted(number)  # a unit: all are built in, and its middle betters nothing
    usual = "PPLX" if code and int(code["district"]) else "PPL"
    feature_class = stated or "P"
    feature_code = cells.get("feature_code", "").upper() or {"P": usual, "A": "ADMD"}.get(feature_class, "")
    if feature_class not in "PA" and not wanted(feature_class, feature_code):
        return Unwanted(number)
    language = cells.get("language", "").split("-")[0].lower()
    names = [NameRow(name, "official", language if language.isalpha() and len(language) <= 3 else None)]
    for text in cells.get("names", "").replace("|", ";").split(";"):
        alternate = clean_name(text)
        if alternate and is_readable(alternate) and all(alternate != other.text for other in names):
            names.append(NameRow(alternate, "alternate"))
    country = cells.get("country", "").upper() or ("UA" if code else "")
    return PlaceRow(
        line=number,
        id=identity.id or made_up_id(name, lat, lon),
        point=point,
        country=country if len(country) == 2 and country.isascii() and country.isalpha() else None,
        admin1=cells.get("admin1", ""),
        admin2=cells.get("admin2", ""),
        feature_class=feature_class,
        feature_code=feature_code,
        population=read_population(cells.get("population", "")),
        names=tuple(names),
        same_as=identity.same_as,
    )
