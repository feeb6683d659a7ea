"""Zip files that depend on nothing but what is in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

FIRST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can name."""


def packed(members: Mapping[str, bytes]) -> bytes:
    """Return files as a zip; the same files give the same bytes."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(zipfile.ZipInfo(name, FIRST), content, zipfile.ZIP_DEFLATED)
    return whole.getvalue()
