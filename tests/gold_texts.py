"""Read the marked-up texts of ``tests/gold`` and write them in the form that the evaluation script reads.

``python -m tests.gold_texts > gold.jsonl`` prints one JSON object a text.
"""

import csv
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from geomap.documents.front_matter import split_front_matter
from geomap.spans import Span

HOME = Path(__file__).with_name("gold")
MARK = re.compile(r"\{([^{}|=]+)(?:=([^{}|]+))?\|([^{}]+)\}")
SENTENCE_ENDS = re.compile(r"[.!?][\"'”»)]*\s+|\n+")
ROLES = {
    "event": "event_location",
    "other": "location_other",
    "state": "state_actor",
    "org": "organisation_part",
    "person": "person_name",
    "boilerplate": "boilerplate",
    "demonym": "demonym",
}
TOLERANCE_KM = {"settlement": 25, "facility": 25, "region": 250, "continent": 6000}


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldMention:
    """A marked toponym; several roles or actions are equally good, the first is the annotator's."""

    span: Span
    surface: str
    key: str
    roles: tuple[str, ...]
    actions: tuple[str, ...]
    modality: str | None
    claimant: str | None
    days: tuple[str, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldText:
    """A text without its marks, and the marks."""

    id: str
    text: str
    published: str
    language: str
    mentions: tuple[GoldMention, ...]


def gold_texts() -> Iterator[GoldText]:
    """Yield the gold texts by name."""
    for path in sorted(HOME.glob("*.md")):
        if path.stem == "README":
            continue
        written = path.read_text(encoding="utf-8")
        front = split_front_matter(written)
        given = {name: str(value) for name, value in front.fields.items()}
        text, mentions = _unmark(front.text)
        yield GoldText(
            id=path.stem,
            text=text,
            published=given["published"],
            language=given["language"],
            mentions=mentions,
        )


def _unmark(written: str) -> tuple[str, tuple[GoldMention, ...]]:
    parts: list[str] = []
    mentions = []
    length = end = 0
    for found in MARK.finditer(written):
        before = written[end : found.start()]
        surface, key, fields = found[1], found[2], found[3].split("|")
        parts += [before, surface]
        start = length + len(before)
        length = start + len(surface)
        end = found.end()
        roles = tuple(ROLES[role] for role in fields[0].split("/"))
        action, modality, claimant, days = fields[1:] if len(fields) > 1 else ("", None, None, "-")
        first, _, last = days.partition("/")
        mentions.append(
            GoldMention(
                span=Span(start, length),
                surface=surface,
                key=key or surface.casefold(),
                roles=roles,
                actions=tuple(action.split("/")) if action else (),
                modality=modality,
                claimant=None if claimant == "-" else claimant,
                days=None if days == "-" else (first, last or first),
            )
        )
    parts.append(written[end:])
    return "".join(parts), tuple(mentions)


def _places() -> dict[str, dict[str, str]]:
    with (HOME / "places.csv").open(encoding="utf-8", newline="") as rows:
        return {row["key"]: row for row in csv.DictReader(rows)}


def evaluation_rows() -> Iterator[dict[str, object]]:
    """Yield the gold texts as rows of the claims sets."""
    places = _places()
    for gold in gold_texts():
        ends = [found.end() for found in SENTENCE_ENDS.finditer(gold.text)] + [len(gold.text)]
        rows = []
        for mention in gold.mentions:
            if mention.roles[0] == "demonym":
                continue
            place = places[mention.key]
            stop = next(e for e in ends if e >= mention.span.end)
            begin = max((e for e in ends if e <= mention.span.start), default=0)
            claim = None
            if mention.actions:
                claim = {
                    "action": mention.actions[0],
                    "action_alternatives": mention.actions[1:],
                    "modality": mention.modality,
                    "claimant": mention.claimant or "author",
                    "claimant_aliases": [],
                    "event_dates": [mention.days] if mention.days else [],
                    "reported_date": None,
                    "date_basis": "none",
                }
            rows.append(
                {
                    "start": mention.span.start,
                    "end": mention.span.end,
                    "surface": mention.surface,
                    "place": {
                        "lat": float(place["lat"]),
                        "lon": float(place["lon"]),
                        "country": place["country"] or None,
                        "level": place["level"],
                        "tolerance_km": TOLERANCE_KM.get(place["level"]),
                    },
                    "role": mention.roles[0],
                    "role_alternatives": mention.roles[1:],
                    "optional": False,
                    "sentence_start": begin,
                    "sentence_end": stop,
                    "claim": claim,
                }
            )
        yield {
            "id": gold.id,
            "lang": gold.language,
            "pub_date": gold.published,
            "text": gold.text,
            "mentions": rows,
        }


if __name__ == "__main__":
    for row in evaluation_rows():
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
