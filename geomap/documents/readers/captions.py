"""Captions of films: SRT and WebVTT, their cues joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from geomap.documents.document import Settings
from geomap.documents.kinds import Found, Kind, Read, Source
from geomap.documents.readers.whole import read_text

TIMES = re.compile(r"\s*(?:\d+:)?\d{1,2}:\d\d[.,]\d{1,3}\s*-->\s*(?:\d+:)?\d{1,2}:\d\d[.,]\d{1,3}.*")
SIGNATURE = b"WEBVTT"
SUBRIP = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,20}\d{1,6}[ \t]*\r?\n\s*\d+:\d\d:\d\d[.,]\d{1,3} *-->")
MARKS = re.compile(r"</?[A-Za-z\d][^<>]{0,200}>|\{\\[^{}]{0,200}\}")
"""Tags of style and voice, times within a cue, and where on the picture it stands."""
SUFFIXES = (".srt", ".vtt")


def fits(head: bytes, suffix: str) -> bool:
    """Tell captions by their first line or first cue."""
    return (
        suffix in SUFFIXES
        or head.removeprefix(b"\xef\xbb\xbf").startswith(SIGNATURE)
        or bool(SUBRIP.match(head))
    )


def read(source: Source, settings: Settings) -> Iterator[Read]:
    """Yield all that is said in a film as one document."""
    for item in read_text(source, settings):
        yield Found(source.where, source.name, spoken(item), {}) if isinstance(item, str) else item


def spoken(text: str) -> str:
    r"""Return the words of captions; what one cue repeats of the last, as rolling captions do, stands once.

    >>> spoken("1\n00:00:01,0 --> 00:00:04,0\nDrones hit\n\n2\n00:00:04,0 --> 00:00:07,0\n<i>Odesa</i>.")
    'Drones hit Odesa.'
    """
    said: list[str] = []
    in_cue = False
    for line in text.split("\n"):
        if TIMES.fullmatch(line):
            in_cue = True
        elif not line.strip():
            in_cue = False
        elif in_cue:
            words = " ".join(unescape(MARKS.sub("", line)).split())
            if words and words not in said[-2:]:
                said.append(words)
    return " ".join(said)


KIND = Kind("captions", SUFFIXES, fits, read, single=True)
