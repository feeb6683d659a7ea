"""Article text made safe for a terminal or a log line."""

from __future__ import annotations

import unicodedata


def printable(text: str) -> str:
    r"""Return text with control and direction-changing characters as escapes, line breaks as spaces.

    >>> printable("red\x1b[31m")
    'red\\x1b[31m'
    """
    return "".join(
        " " if character in "\n\r\t" else _shown(character) if _hidden(character) else character
        for character in text
    )


def _hidden(character: str) -> bool:
    return not character.isprintable() and unicodedata.category(character) != "Zs"


def _shown(character: str) -> str:
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")
