"""A plain table of places: CSV, or tabs or semicolons, with a header that names the columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

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
)
from geomap.gazetteer.importers.streams import BOM, Stream

DELIMITERS = ",;\t|"
# Column names as spreadsheets, Overpass and Linked Places TSV write them, lower case, without spaces.
COLUMNS = {
    "name": "name title toponym place placename asciiname",
    "lat": "lat latitude y",
    "lon": "lon lng long longitude x",
    "id": "id geonameid geonames_id katottg identifier",
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
ID_PREFIXES = {"geonameid": "geonames:", "geonames_id": "geonames:", "katottg": "katottg:"}


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
        delimiter, columns, prefix = header
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
                yield _place(number, cells, prefix, wanted)


def _header(line: str) -> tuple[str, dict[str, int], str] | None:
    """Return delimiter, position of each known column, and what the ids are of; None if it is no header."""
    line = line.removeprefix(BOM.decode()).strip("\r\n")
    for delimiter in DELIMITERS:
        try:
            fields = next(csv.reader(io.StringIO(line), delimiter=delimiter), [])
        except csv.Error:
            continue
        words = [field.strip().lower().replace(" ", "_") for field in fields]
        columns: dict[str, int] = {}
        for i, word in enumerate(words):
            if word in MEANING:
                columns.setdefault(MEANING[word], i)
        if {"name", "lat", "lon"} <= columns.keys():
            word = words[columns["id"]] if "id" in columns else ""
            return delimiter, columns, ID_PREFIXES.get(word, "")
    return None


def _place(number: int, cells: dict[str, str], prefix: str, wanted: Wanted) -> Row:
    name = clean_name(cells.get("name", ""))
    if name is None or not is_readable(name):
        return Fault(number, "the name is empty, or not in Latin or Cyrillic letters")
    lat, lon = cells.get("lat", ""), cells.get("lon", "")
    point = read_point(lon, lat)
    if isinstance(point, str):
        return Fault(number, point)
    feature_class = cells.get("feature_class", "").upper()[:1] or "P"
    feature_code = cells.get("feature_code", "").upper() or {"P": "PPL", "A": "ADMD"}.get(feature_class, "")
    if feature_class not in "PA" and not wanted(feature_class, feature_code):
        return Unwanted(number)
    language = cells.get("language", "").split("-")[0].lower()
    names = [NameRow(name, "official", language if language.isalpha() and len(language) <= 3 else None)]
    for text in cells.get("names", "").replace("|", ";").split(";"):
        alternate = clean_name(text)
        if alternate and is_readable(alternate) and all(alternate != other.text for other in names):
            names.append(NameRow(alternate, "alternate"))
    own = cells.get("id", "")
    known = known_id(prefix + own) if own else None
    country = cells.get("country", "").upper()
    return PlaceRow(
        line=number,
        id=known or (f"user:{own}"[:200] if own else made_up_id(name, lat, lon)),
        point=point,
        country=country if len(country) == 2 and country.isascii() and country.isalpha() else None,
        admin1=cells.get("admin1", ""),
        admin2=cells.get("admin2", ""),
        feature_class=feature_class,
        feature_code=feature_code,
        population=read_population(cells.get("population", "")),
        names=tuple(names),
        same_as=(known,) if known else (),
    )
