"""Great-circle distance, for sifting candidates; what is reported is measured on the ellipsoid."""

from __future__ import annotations

from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from geomap.gazetteer import LonLat

EARTH_KM = 6371.0
"""Mean radius of the Earth."""


def haversine_km(one: LonLat, two: LonLat) -> float:
    """Return the great-circle distance in kilometres, within 0.6 % of the true one.

    >>> round(haversine_km(LonLat(30.52, 50.45), LonLat(36.23, 49.99)))
    409
    """
    lat1, lat2 = radians(one.lat), radians(two.lat)
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin(radians(two.lon - one.lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


@lru_cache(10_000)
def geodesic_km(one: LonLat, two: LonLat) -> float:
    """Return the distance in kilometres on the WGS 84 ellipsoid, for what a reader is told."""
    from geopy.distance import geodesic  # it loads geocoders that most runs never need

    kilometres: float = geodesic((one.lat, one.lon), (two.lat, two.lon)).km
    return kilometres


def moved(point: LonLat, km: float, bearing: float) -> LonLat:
    """Return the point so many kilometres off in a direction, in degrees clockwise from north.

    >>> moved(LonLat(38.22, 49.04), 11.0, 180.0)
    LonLat(lon=38.22, lat=48.94109)
    """
    from geopy.distance import geodesic

    there = geodesic(kilometers=km).destination((point.lat, point.lon), bearing)
    return LonLat(round(there.longitude, 5), round(there.latitude, 5))


def point_between(one: LonLat, two: LonLat) -> LonLat:
    """Return the middle of two points of one region, where the bend of the Earth is of no account.

    >>> point_between(LonLat(37.0, 48.0), LonLat(38.0, 49.0))
    LonLat(lon=37.5, lat=48.5)
    """
    return LonLat(round((one.lon + two.lon) / 2, 5), round((one.lat + two.lat) / 2, 5))
