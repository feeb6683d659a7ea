"""What is said where a kind of file needs a library that is not installed."""

from __future__ import annotations

from geomap.documents.document import Refusal


def not_installed(where: str, what: str, extra: str) -> Refusal:
    """Return the refusal of a file whose reader belongs to an extra, with the line that installs it."""
    return Refusal(where, f"{what} is read by an extra; install it: pip install 'geomap-frontline[{extra}]'")


def is_panic(error: BaseException) -> bool:
    """Tell whether an extension written in Rust gave up: what it raises is no Exception."""
    return type(error).__name__ == "PanicException"
