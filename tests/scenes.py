"""Sentences with their places marked, turned into what the stage before roles hands over."""

from __future__ import annotations

import re

from geomap.documents import Document
from geomap.gazetteer import Candidate, Entry, LonLat, Spelling
from geomap.mentions import Mention
from geomap.places import Resolution
from geomap.roles import Reading, read_roles
from geomap.scenes import Scenes
from geomap.spans import Span
from geomap.text import read_text

MARK = re.compile(r"\[([^\]|]+)(?:\|(\w+))?\]")
CODES = {
    "country": ("A", "PCLI"),
    "capital": ("P", "PPLC"),
    "region": ("A", "ADM1"),
    "town": ("P", "PPL"),
    "area": ("L", "RGN"),
    "water": ("H", "STM"),
}
COUNTRIES = {
    "Russia": "RU",
    "Moscow": "RU",
    "Росія": "RU",
    "Росії": "RU",
    "Kursk": "RU",
    "Belgorod": "RU",
    "Paris": "FR",
}


def read_marked(marked: str, language: str = "en") -> tuple[Reading, ...]:
    """Return the readings of a text in which each place is written ``[Lyman]`` or ``[Kyiv|capital]``."""
    plain: list[str] = []
    found: list[tuple[int, int, str]] = []
    position = length = 0
    for mark in MARK.finditer(marked):
        before = marked[position : mark.start()]
        plain.append(before)
        length += len(before)
        plain.append(mark[1])
        found.append((length, length + len(mark[1]), mark[2] or "town"))
        length += len(mark[1])
        position = mark.end()
    plain.append(marked[position:])
    text = read_text(Document(id="t", text="".join(plain), language=language))
    resolutions = []
    for start, end, level in found:
        toponym = text.body[start:end]
        feature_class, feature_code = CODES.get(level, ("P", "PPL"))
        candidate = Candidate(
            entry=Entry(
                id=f"test:{toponym}",
                name=toponym,
                point=LonLat(30.0, 50.0),
                country=COUNTRIES.get(toponym, "UA"),
                admin1=None,
                admin2=None,
                admin3=None,
                path=(),
                feature_class=feature_class,
                feature_code=feature_code,
                population=0,
                precision="exact",
                radius_km=1.0,
            ),
            spelling=Spelling(text=toponym, kind="official"),
            score=1.0,
        )
        mention = Mention(
            span=Span(start, end),
            toponym=toponym,
            kind="demonym" if level == "demonym" else "name",
            first=text.token_at(start),
            last=text.token_at(end - 1) + 1,
            sentence=text.sentence_at(start),
            candidates=(candidate,),
        )
        resolutions.append(
            Resolution(
                mention=mention, ranked=(candidate,), chosen=candidate, certainty="certain", reason="test"
            )
        )
    return read_roles(Scenes(text, tuple(resolutions)))
