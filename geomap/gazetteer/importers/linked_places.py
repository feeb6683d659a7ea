"""Linked Places GeoJSON, the exchange format of the World Historical Gazetteer and Pelagios."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeGuard

import ijson

from geomap.errors import InputError
from geomap.gazetteer.entries import LonLat, SpellingKind
from geomap.gazetteer.importers.rows import (
    EVERYWHERE,
    LONGEST_ID,
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
    read_day,
    read_point,
    users_id,
)
from geomap.gazetteer.importers.streams import Stream

LINKS = ("closeMatch", "exactMatch", "sameAs", "primaryTopicOf")
"""A tuple: a file may give a type that is an object, which no set can be asked for."""
PREFIXES = (
    ("gn:", "geonames:"),
    ("geonames:", "geonames:"),
    ("katottg:", "katottg:"),
    ("geomap:", "geomap:"),
)
GEONAMES_ADDRESS = re.compile(r"https?://(?:www|sws)\.geonames\.org/(\d{1,17})\b")


class LinkedPlaces:
    """One place a GeoJSON feature, with dated names in several languages."""

    name = "Linked Places GeoJSON"
    names_only = False

    def recognises(self, head: bytes) -> bool:
        """Tell by the opening brace and the words of a feature collection."""
        return head.lstrip()[:1] == b"{" and (b'"FeatureCollection"' in head or b'"features"' in head)

    def rows(self, stream: Stream, wanted: Wanted, within: Within = EVERYWHERE) -> Iterator[Row]:
        """Yield a place a feature; its "line" is its number in the collection."""
        del within
        number = 0
        try:
            events = _shallow(ijson.basic_parse(stream.binary, use_float=True), stream.source.label)
            for feature in ijson.items(ijson.parse(events), "features.item"):
                number += 1
                if not number & 0xFF:
                    stream.mark()
                yield self._place(number, feature, stream.source.path.name, wanted)
        except (ijson.JSONError, UnicodeDecodeError) as error:
            what = " ".join(str(error).split())[:120]
            raise InputError(
                f"{stream.source.label}: after feature {number} this is no JSON ({what}); "
                "export it again or repair it there"
            ) from error

    def _place(self, number: int, feature: object, file: str, wanted: Wanted) -> Row:
        if not is_object(feature) or not is_object(properties := feature.get("properties", {})):
            return Fault(number, "is no GeoJSON feature")
        names = self._names(feature, properties)
        if not names:
            return Fault(number, "has no title and no toponym in Latin or Cyrillic letters")
        point = self._point(feature.get("geometry"))
        if isinstance(point, str):
            return Fault(number, point)
        classes = [x for x in items(properties.get("fclasses")) if isinstance(x, str) and len(x) == 1]
        feature_class = classes[0].upper() if classes else "P"
        code = properties.get("fcode")
        feature_code = code if isinstance(code, str) else {"P": "PPL", "A": "ADMD"}.get(feature_class, "")
        # Such a file is chosen by hand: its settlements and units are kept whatever their code.
        if feature_class not in "PA" and not wanted(feature_class, feature_code):
            return Unwanted(number)
        countries = [x for x in items(properties.get("ccodes")) if isinstance(x, str) and len(x) == 2]
        identifier = feature.get("@id") or feature.get("id")
        own = identifier if isinstance(identifier, str | int) and not isinstance(identifier, bool) else None
        same_as = [] if own is None else [known_id(str(own))]
        same_as += [
            known_id(str(link["identifier"]))
            for link in items(feature.get("links"))
            if is_object(link) and link.get("type") in LINKS and isinstance(link.get("identifier"), str)
        ]
        population = properties.get("population")
        return PlaceRow(
            line=number,
            id=(same_as[0] or users_id(file, str(own)))
            if own is not None
            else made_up_id(names[0].text, str(point.lon), str(point.lat)),
            point=point,
            country=countries[0].upper() if len(countries) == 1 else None,
            admin1="",
            admin2="",
            feature_class=feature_class,
            feature_code=feature_code,
            population=population if isinstance(population, int) and 0 < population < 10**8 else 0,
            names=names,
            same_as=tuple(dict.fromkeys(x for x in same_as if x)),
        )

    def _names(self, feature: dict[str, object], properties: dict[str, object]) -> tuple[NameRow, ...]:
        names: dict[str, NameRow] = {}
        title = properties.get("title") or properties.get("name")
        if isinstance(title, str) and (text := clean_name(title)) and is_readable(text):
            names[text] = NameRow(text, "official")
        for item in items(feature.get("names")):
            if not is_object(item) or not isinstance(item.get("toponym"), str):
                continue
            for toponym in str(item["toponym"]).split("/"):
                text = clean_name(toponym)
                if text and text not in names and is_readable(text):
                    language = item.get("lang")
                    names[text] = _name(
                        text, language if isinstance(language, str) else None, item.get("when")
                    )
        return tuple(names.values())

    def _point(self, geometry: object) -> LonLat | str:
        """Return the point of a geometry: of a collection the first, of a shape the middle of its extent."""
        if not is_object(geometry):
            return "has no geometry"
        if geometry.get("type") == "GeometryCollection":
            parts = [part for part in items(geometry.get("geometries")) if is_object(part)]
            parts.sort(key=lambda part: part.get("type") != "Point")
            return (
                self._point(parts[0])
                if parts and parts[0].get("type") != "GeometryCollection"
                else "has no geometry"
            )
        pairs = list(_pairs(geometry.get("coordinates")))
        if not pairs:
            return "has no coordinates"
        if len(pairs) == 1:
            return read_point(*pairs[0])
        lons, lats = zip(*pairs, strict=True)
        return read_point((min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2)


DEEPEST = 64
"""Levels of nesting; a feature has some ten. ijson's memory grows as the square of the depth."""


def _shallow(events: Iterator[tuple[str, object]], label: str) -> Iterator[tuple[str, object]]:
    """Pass on the events of a JSON parser; an InputError stops at what is nested too deeply."""
    depth = 0
    for event in events:
        if event[0].startswith("start_"):
            depth += 1
            if depth > DEEPEST:
                raise InputError(
                    f"{label}: is nested more than {DEEPEST} levels deep; this is no file of places, "
                    "get it again from where it is published"
                )
        elif event[0].startswith("end_"):
            depth -= 1
        yield event


def _name(text: str, language: str | None, when: object) -> NameRow:
    since = until = None
    if is_object(when):
        spans = [span for span in items(when.get("timespans")) if is_object(span)]
        if len(spans) == 1:
            since = _bound(spans[0].get("start"), "01-01")
            until = _bound(spans[0].get("end"), "12-31")
    code = (language or "").split("-")[0].lower()
    kind: SpellingKind = "former" if until else "russian" if code == "ru" else "alternate"
    return NameRow(text, kind, code if code.isalpha() and 2 <= len(code) <= 3 else None, since, until)


def _bound(value: object, month_day: str) -> str | None:
    if not is_object(value):
        return None
    for key in ("in", "earliest", "latest"):
        if isinstance(text := value.get(key), str):
            return read_day(text, month_day)
    return None


def _pairs(coordinates: object) -> Iterator[tuple[float, float]]:
    """Yield lon, lat of every position, however deep the geometry nests them."""
    stack = [coordinates]
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            if len(value) >= 2 and all(isinstance(x, int | float) for x in value[:2]):
                yield float(value[0]), float(value[1])
            else:
                stack.extend(value)


def known_id(identifier: str) -> str | None:
    """Return an identifier in geomap's form where it is GeoNames', KATOTTG's or geomap's own.

    >>> known_id("https://www.geonames.org/703448/kyiv.html"), known_id("gn:703448"), known_id("wd:Q1899")
    ('geonames:703448', 'geonames:703448', None)
    """
    if found := GEONAMES_ADDRESS.match(identifier):
        return f"geonames:{found[1]}"
    for prefix, known in PREFIXES:
        if identifier.startswith(prefix) and len(identifier) <= LONGEST_ID:
            return known + identifier[len(prefix) :]
    return None


def is_object(value: object) -> TypeGuard[dict[str, object]]:
    """Tell whether a value read from JSON is an object."""
    return isinstance(value, dict)


def items(value: object) -> list[object]:
    """Return the items of a JSON array, none for anything else."""
    return value if isinstance(value, list) else []
