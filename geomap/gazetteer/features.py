"""Which GeoNames features a gazetteer of the news takes in, and which of them stand behind settlements."""

from __future__ import annotations

# Settlements and administrative units are taken whole. Of the rest only what news name as a scene: waters,
# woods, islands, capes and spits, mountain ranges, regions, ports, bases, airfields, bridges, what
# makes power or arms or holds fuel, mines, stations, prisons, border posts. Left out are the millions of
# hills, springs, farms, hotels, schools and roads, most of which share their name with a village or a word.
KEPT_CODES = {
    "H": "BAY CNL ESTY GULF LGN LK LKS OCN RSV SD SEA STM STMS STRT",
    "L": "CONT GASF INDS MILB MNA MVA NVB OILF PRT RGN RGNE RGNH RGNL RNGA",
    "S": (
        "AIRB AIRF AIRP BDG BRKS CTRA CTRS DAM DCKY DPOF INSM MFG MFGM MN MNC MNFE OILR OILT PMPO PRN PS PSH "
        "PSN PSTB RSTN SYG TRMO"
    ),
    "T": "CAPE DLTA ISL ISLS ISTH MTS PEN SPIT",
    "V": "FRST",
}
LEFT_OUT = frozenset(("P.PPLCH", "A.ADMDH", "A.ZN", "A.ZNB"))
"""Seats of past units and demarcation zones: names of nothing that can be hit or held."""
KEPT = {feature_class: frozenset(codes.split()) for feature_class, codes in KEPT_CODES.items()}
WIDE = frozenset("CONT OCN RGN RGNE SEA".split())
"""What is so large that a bare name means it sooner than a village."""


def newsworthy(feature_class: str, feature_code: str) -> bool:
    """Tell whether features of this class and code are taken in by default.

    >>> newsworthy("P", "PPL"), newsworthy("S", "HTL"), newsworthy("S", "OILR")
    (True, False, True)
    """
    if feature_class in ("P", "A"):
        return f"{feature_class}.{feature_code}" not in LEFT_OUT
    return feature_code in KEPT.get(feature_class, ())


def everything(feature_class: str, feature_code: str) -> bool:
    """Tell that every feature is taken in, roads and farms too."""
    del feature_class, feature_code
    return True


def stands_back(feature_class: str, feature_code: str) -> bool:
    """Tell whether a bare name means a settlement or unit so called rather than such a feature.

    Stations, streams and mines are called after the villages they lie by; a dump names more of them than of
    villages.

    >>> stands_back("H", "STM"), stands_back("P", "PPL"), stands_back("H", "SEA")
    (True, False, False)
    """
    return feature_class not in ("P", "A") and feature_code not in WIDE
