"""The address of a page as its publisher gives it, without an archive around it or marks of who clicked."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

TODAY = re.compile(r"https?://(?:www\.)?archive\.(?:today|ph|is|li|md|vn|fo)/", re.IGNORECASE)
"""How addresses of archive.today begin, under all its names."""
ARCHIVED = re.compile(
    rf"(?:https?://web\.archive\.org/web/\d{{4,14}}(?:[a-z]{{2}}_)?/|{TODAY.pattern}(?:o/)?[\w.-]+/(?=\w+:))(.+)",
    re.IGNORECASE | re.DOTALL,
)
TRACKING = re.compile(
    r"utm_\w+|[a-z]{1,2}clid|fbclid|yclid|dclid|igsh(?:id)?|mc_[ce]id|_g[al]|_openstat|ref_src|spm|wt_mc|at_medium|"
    r"at_campaign|s_cid|ns_\w+|cmpid|smid|ocid",
    re.IGNORECASE,
)


def publishers_address(address: str) -> str:
    """Return the address of a page itself.

    >>> publishers_address("https://web.archive.org/web/20220907010203/https://lowland.example/1?utm_source=x&p=2")
    'https://lowland.example/1?p=2'
    >>> publishers_address("https://archive.ph/2022.09.07-010203/https://lowland.example/1")
    'https://lowland.example/1'
    """
    address = address.strip()
    if found := ARCHIVED.fullmatch(address):
        address = found[1] if "://" in found[1][:8] else f"http://{found[1]}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    if not TRACKING.search(parts.query):
        return address
    kept = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.fullmatch(k)]
    return urlunsplit(parts._replace(query=urlencode(kept)))
