"""Write geomap/data/ground.json, the basemap of Ukraine's box, out of geomap/data/geography.topojson.

python gazetteer/ground.py            # after polygons.py
python gazetteer/ground.py --check    # compares with what is shipped
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import msgspec

from geomap.basemap import READY, UKRAINE, drawn

SHIPPED = Path(__file__).parent.parent / "geomap" / "data" / READY


def main() -> None:
    """Write or compare the shipped file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare with what is shipped, write nothing")
    content = msgspec.json.encode(drawn(UKRAINE)) + b"\n"
    if not parser.parse_args().check:
        SHIPPED.write_bytes(content)
    elif SHIPPED.read_bytes() != content:
        sys.exit(f"{READY}: not what the geography gives; run make gazetteer and look at it")


if __name__ == "__main__":
    main()
