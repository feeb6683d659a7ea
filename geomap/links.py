"""What counts as a link: the one place that decides it, for every file that geomap writes."""

from __future__ import annotations

import re
from urllib.parse import quote

_USER = re.compile(r"^(\s*[A-Za-z][A-Za-z0-9+.-]*:[/\\]{2,})[^/\\?#]*@")
_WEB = re.compile(r"https?://[^\s/?#\\@:\[]+|https?://\[[0-9A-Fa-f:.]+\]", re.IGNORECASE)
_UNFIT = re.compile(r'[\s<>"]')
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def without_credentials(address: str | None) -> str | None:
    """Return an address without the name and password that may stand before its host.

    >>> without_credentials("https://user:secret@example.org/a@b")
    'https://example.org/a@b'
    """
    return _USER.sub(r"\1", _CONTROLS.sub("", address)) if address else address


def link_of(address: str | None) -> str | None:
    """Return an address of the web (http or https) fit to be a link, or None for anything else.

    Name and password are taken out, so are the control characters that browsers overlook. Blanks, angle
    brackets and double quotes are encoded, as browsers do: no client can take what is left for markup.

    >>> link_of(" https://user:secret@example.org/a b")
    'https://example.org/a%20b'
    >>> link_of("javascript:alert(1)"), link_of("file:///etc/passwd"), link_of("https://")
    (None, None, None)
    """
    bare = (without_credentials(address) or "").strip()
    return _UNFIT.sub(lambda found: quote(found[0]), bare) if _WEB.match(bare) else None
