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
