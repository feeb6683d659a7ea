"""Which GeoNames features a gazetteer of the news takes in."""

from __future__ import annotations

# Settlements and administrative units are taken whole. Of the rest only what news name as a scene: seas,
# reservoirs, islands, capes and spits, mountain ranges, regions, ports, bases, airports, dams and power
# stations. Left out are the millions of streams, hills, farms, hotels, schools and roads, most of which share
# their name with a settlement or with a common word.
KEPT_CODES = {
    "H": "ESTY GULF LGN OCN RSV SD SEA STRT",
    "L": "CONT MILB NVB PRT RGN RGNE RGNH RGNL",
    "S": "AIRB AIRP DAM PSN",
    "T": "CAPE DLTA ISL ISLS ISTH MTS PEN SPIT",
}
LEFT_OUT = frozenset(("P.PPLCH", "A.ADMDH", "A.ZN", "A.ZNB"))
"""Seats of past units and demarcation zones: names of nothing that can be hit or held."""
KEPT = {feature_class: frozenset(codes.split()) for feature_class, codes in KEPT_CODES.items()}


def newsworthy(feature_class: str, feature_code: str) -> bool:
    """Tell whether features of this class and code are taken in by default.

    >>> newsworthy("P", "PPL"), newsworthy("H", "STM"), newsworthy("T", "ISL")
    (True, False, True)
    """
    if feature_class in ("P", "A"):
        return f"{feature_class}.{feature_code}" not in LEFT_OUT
    return feature_code in KEPT.get(feature_class, ())


def everything(feature_class: str, feature_code: str) -> bool:
    """Tell that every feature is taken in, roads and streams too."""
    del feature_class, feature_code
    return True
