"""Entries of a gazetteer made for tests: every field has a plain value that a test may replace."""

from dataclasses import replace
from typing import Any

from geomap.gazetteer import Entry, LonLat

_PLAIN = Entry(
    id="geonames:1",
    name="Somewhere",
    point=LonLat(lon=35.0, lat=48.0),
    country="UA",
    admin1=None,
    admin2=None,
    admin3=None,
    path=(),
    feature_class="P",
    feature_code="PPL",
    population=0,
    precision="exact",
    radius_km=1.0,
)


def entry(**changes: Any) -> Entry:
    """Return a village in Ukraine with the fields in ``changes`` replaced."""
    return replace(_PLAIN, **changes)


def unit(geonames: int, name: str, lon: float, lat: float, **changes: Any) -> Entry:
    """Return a first-level unit of Ukraine."""
    plain = entry(
        id=f"geonames:{geonames}",
        name=name,
        point=LonLat(lon, lat),
        feature_class="A",
        feature_code="ADM1",
        precision="area",
        radius_km=120.0,
    )
    return replace(plain, **changes)


KHERSON_OBLAST = unit(706442, "Kherson Oblast", 33.3, 46.6)
CRIMEA = unit(703883, "Crimea", 34.26, 45.24)
DONETSK_OBLAST = unit(709716, "Donetsk Oblast", 37.8, 48.0)
UKRAINE = entry(
    id="geonames:690791",
    name="Ukraine",
    feature_class="A",
    feature_code="PCLI",
    precision="area",
    radius_km=438.4,
)
DONBAS = entry(
    id="geomap:donbas",
    name="Donbas",
    feature_class="L",
    feature_code="RGN",
    precision="area",
    radius_km=150.0,
)
