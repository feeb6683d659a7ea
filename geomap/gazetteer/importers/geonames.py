"""GeoNames' own files: the dump of places (``UA.txt``) and the alternate names (``alternateNamesV2.txt``)."""

from __future__ import annotations

from collections.abc import Iterator

from geomap.gazetteer.entries import SpellingKind
from geomap.gazetteer.importers.rows import (
    EVERYWHERE,
    AlternateRow,
    Fault,
    NameRow,
    PlaceRow,
    Row,
    Unwanted,
    Wanted,
    Within,
    clean_name,
    is_code,
    is_readable,
    made_up_id,
    read_day,
    read_point,
    read_population,
)
from geomap.gazetteer.importers.streams import Stream

PLACE_COLUMNS = 19
NAME_COLUMNS = (8, 10)
"""The file of before 2018, and V2 with the two columns of dates."""
SAMPLE = 40
"""Lines by which a file is told."""
CLASSES = frozenset([b"", b"A", b"H", b"L", b"P", b"R", b"S", b"T", b"U", b"V"])
# What stands in the language column of alternate names but is no language: links, codes, phonetic spellings.
NO_LANGUAGE = frozenset("link wkdt post iata icao faac tcid unlc phon piny olc".split())


def _sample(head: bytes) -> list[list[bytes]]:
    return [line.rstrip(b"\r").split(b"\t") for line in head.split(b"\n")[:SAMPLE] if line.strip()]


class GeoNamesDump:
    """One place a line, 19 columns separated by tabs."""

    name = "GeoNames dump"
    names_only = False

    def recognises(self, head: bytes) -> bool:
        """Tell by most of the first lines: 19 columns, a number or nothing first, a class of one letter."""
        sample = _sample(head)
        sound = [
            row
            for row in sample
            if len(row) == PLACE_COLUMNS and (row[0].isdigit() or not row[0]) and row[6] in CLASSES
        ]
        placed = any(not isinstance(read_point(row[5], row[4]), str) for row in sound)
        return placed and len(sound) > len(sample) // 2

    def rows(self, stream: Stream, wanted: Wanted, within: Within = EVERYWHERE) -> Iterator[Row]:
        """Yield every place, fault and unwanted feature, in order."""
        units = {
            country.encode(): frozenset(code.encode() for code in codes) for country, codes in within.items()
        }
        verdicts: dict[tuple[bytes, bytes], bool] = {}
        for number, line in stream.lines():
            if not line:
                if line is None:
                    yield Fault(number, "the line is longer than any of GeoNames")
                continue
            fields = line.split(b"\t")
            if len(fields) != PLACE_COLUMNS:
                yield Fault(number, f"{len(fields)} columns instead of {PLACE_COLUMNS}")
                continue
            if fields[8] in units and fields[10] not in units[fields[8]]:
                yield Unwanted(number)
                continue
            kind = (fields[6], fields[7])
            verdict = verdicts.get(kind)
            if verdict is None:
                if len(verdicts) > 10_000:  # noise, not feature codes: keep memory flat
                    verdicts.clear()
                verdict = verdicts[kind] = wanted(
                    kind[0].decode("ascii", "replace"), kind[1].decode("ascii", "replace")
                )
            if verdict:
                yield self._place(number, line)
            else:
                yield Unwanted(number)

    def _place(self, number: int, line: bytes) -> PlaceRow | Fault:
        try:
            fields = line.decode().split("\t")
        except UnicodeDecodeError:
            return Fault(number, "is not UTF-8")
        place, official, ascii_name, alternates, lat, lon, feature_class, feature_code, country = fields[:9]
        if place and not (place.isascii() and place.isdigit() and len(place) < 18):
            return Fault(number, f"the geonameid {place[:20]!r} is no number")
        name = clean_name(official)
        if name is None:
            return Fault(number, "the name is empty, too long or has control characters")
        point = read_point(lon, lat)
        if isinstance(point, str):
            return Fault(number, point)
        names = [NameRow(name, "official")]
        seen = {name}
        for text in (ascii_name, *alternates.split(",")):
            alternate = text if text.isascii() and text.isprintable() else clean_name(text)
            if alternate and alternate not in seen and is_readable(alternate) and not is_code(alternate):
                seen.add(alternate)
                names.append(NameRow(alternate, "alternate"))
        return PlaceRow(
            line=number,
            id=f"geonames:{int(place)}" if place else made_up_id(name, lat, lon, feature_code),
            point=point,
            country=country if len(country) == 2 and country.isascii() and country.isupper() else None,
            admin1="" if fields[10] == "00" else fields[10],
            admin2=fields[11],
            feature_class=feature_class,
            feature_code=feature_code,
            population=read_population(fields[14]),
            names=tuple(names),
        )


class AlternateNames:
    """One name a line, with its language, standing and dates."""

    name = "GeoNames alternate names"
    names_only = True

    def recognises(self, head: bytes) -> bool:
        """Tell by most of the first lines: two numbers, a language code, a name, flags of 1 or nothing."""
        sample = _sample(head)
        sound = sum(
            len(row) in NAME_COLUMNS
            and row[0].isdigit()
            and row[1].isdigit()
            and len(row[2]) <= 10
            and all(flag in (b"", b"1") for flag in row[4:8])
            for row in sample
        )
        return sound > len(sample) // 2

    def rows(self, stream: Stream, wanted: Wanted, within: Within = EVERYWHERE) -> Iterator[Row]:
        """Yield every name in Latin or Cyrillic letters; links and codes are unwanted."""
        del wanted, within
        for number, line in stream.lines():
            if not line:
                if line is None:
                    yield Fault(number, "the line is longer than any of GeoNames")
                continue
            try:
                fields = line.decode().split("\t")
            except UnicodeDecodeError:
                yield Fault(number, "is not UTF-8")
                continue
            if len(fields) not in NAME_COLUMNS:
                yield Fault(number, f"{len(fields)} columns instead of {NAME_COLUMNS[-1]}")
                continue
            place, language, text = fields[1:4]
            if not (place.isascii() and place.isdigit() and len(place) < 18):
                yield Fault(number, f"the geonameid {place[:20]!r} is no number")
                continue
            if language in NO_LANGUAGE or not is_readable(text):
                yield Unwanted(number)
                continue
            name = clean_name(text)
            if name is None:
                yield Fault(number, "the name is empty, too long or has control characters")
            elif is_code(name) and language != "abbr":
                yield Unwanted(number)
            else:
                yield AlternateRow(number, f"geonames:{int(place)}", self._name(name, language, fields))

    def _name(self, name: str, language: str, fields: list[str]) -> NameRow:
        since = until = None
        if len(fields) == NAME_COLUMNS[-1]:
            since, until = read_day(fields[8], "01-01"), read_day(fields[9], "12-31")
        kind: SpellingKind = "alternate"
        if until:
            kind = "former"
        elif fields[7] == "1":
            kind = "historic"
        elif language == "abbr":
            kind = "abbreviation"
        elif language == "ru":
            kind = "russian"
        code = language.split("-", maxsplit=1)[0]
        return NameRow(name, kind, code if code.isalpha() and 2 <= len(code) <= 3 else None, since, until)
