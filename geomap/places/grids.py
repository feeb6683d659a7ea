"""Positions in the Military Grid Reference System (MGRS): 37U DP 61234 87456."""

from __future__ import annotations

import re

from geomap.gazetteer import LonLat

REFERENCE = re.compile(
    r"(?<![0-9A-Za-z])(?P<zone>0?[1-9]|[1-5]\d|60)\s?(?P<band>[C-HJ-NP-X])\s?(?P<column>[A-HJ-NP-Z])(?P<row>[A-HJ-NP-V])"
    r"(?:\s(?P<east>\d{2,5})\s(?P<north>\d{2,5})|\s?(?P<both>\d{4,10}))(?![0-9A-Za-z])"
)
COLUMNS = ("STUVWXYZ", "ABCDEFGH", "JKLMNPQR")
"""Letters of the squares of 100 km from west to east, by the zone's number modulo three."""
ROWS = ("FGHJKLMNPQRSTUVABCDE", "ABCDEFGHJKLMNPQRSTUV")
"""Letters of the squares from south to north, by the zone's number modulo two; they recur every 2,000 km."""
BANDS = "CDEFGHJKLMNPQRSTUVWX"
SQUARE, CYCLE = 100_000.0, 2_000_000.0
"""Metres of a square, and after which the letters of rows recur."""
FIRST_BAND, BAND_DEGREES = -80.0, 8.0
NORTHERN, SOUTHERN = 32600, 32700
"""EPSG codes of UTM on WGS 84, less the zone."""


def point_of(match: re.Match[str]) -> tuple[LonLat, float] | None:
    """Return the middle of the cell that a reference names, and how far it reaches in kilometres.

    None where the letters name no square of the zone, or the digits do not pair.
    """
    from pyproj import Transformer  # heavy, and few texts need it

    zone, band = int(match["zone"]), match["band"]
    east, north = match["east"], match["north"]
    if match["both"]:
        half = len(match["both"]) // 2
        east, north = match["both"][:half], match["both"][half:]
    column, row = COLUMNS[zone % 3].find(match["column"]), ROWS[zone % 2].find(match["row"])
    if len(east) != len(north) or column < 0 or row < 0:
        return None
    cell = SQUARE / 10 ** len(east)
    utm = (NORTHERN if band >= "N" else SOUTHERN) + zone
    bottom = FIRST_BAND + BAND_DEGREES * BANDS.index(band)
    middle = 6.0 * zone - 183.0
    _, floor = Transformer.from_crs(4326, utm, always_xy=True).transform(middle, bottom)
    northing = row * SQUARE + (int(north) + 0.5) * cell
    while northing < floor - SQUARE:
        northing += CYCLE
    easting = (column + 1) * SQUARE + (int(east) + 0.5) * cell
    lon, lat = Transformer.from_crs(utm, 4326, always_xy=True).transform(easting, northing)
    return LonLat(round(lon, 6), round(lat, 6)), cell / 1000
