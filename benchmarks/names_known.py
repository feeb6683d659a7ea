"""Which names of a list are known: ``python benchmarks/names_known.py names.txt`` prints a table by kind.

A line of the list is ``kind;unit;lat,lon;spelling|spelling``; lines that begin with ``#`` are left out. A
first answer is right where the point lies within its radius, or within the slack that the list itself needs.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

from geomap.documents import Document
from geomap.gazetteer import Candidate, Gazetteer, LonLat, open_gazetteer
from geomap.mentions import find_mentions
from geomap.places.distance import haversine_km
from geomap.text import detect_language, read_text

SLACK_KM = 10.0
"""How far off the points of the list may be: they are written from general knowledge."""
FRAMES = {
    "en": "Drones hit {} on Monday.",
    "uk": "Дрони вдарили по {} у понеділок.",
    "ru": "Дроны ударили по {}.",
}


def answer(gazetteer: Gazetteer, name: str) -> Candidate | None:
    """Return the first answer to a name: filed as it stands, or as a text would be read."""
    filed = gazetteer.candidates(name)
    if filed:
        return filed[0]
    language = detect_language(name)
    text = read_text(
        Document(id="name", text=FRAMES.get(language, FRAMES["en"]).format(name), language=language)
    )
    found = [m for m in find_mentions(text, gazetteer) if m.candidates and m.toponym in name]
    return found[0].candidates[0] if found else None


def main() -> None:
    """Print the table."""
    path = Path(sys.argv[1])
    if not path.exists():
        sys.exit(f"{path} is not there: give a list of names")
    gazetteer = open_gazetteer()
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    places: dict[str, Counter[str]] = defaultdict(Counter)
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        kind, _, where, names = line.split(";")
        lat, lon = map(float, where.split(","))
        outcomes = []
        for name in names.split("|"):
            found = answer(gazetteer, name)
            outcome = "missed"
            if found is not None:
                entry = found.entry
                off = haversine_km(entry.point, LonLat(lon, lat))
                outcome = "right" if off <= entry.radius_km + SLACK_KM else "wrong"
                if outcome == "wrong" and "-v" in sys.argv:
                    print(f"  {kind}: {name} -> {entry.name}, {entry.admin1}, {off:.0f} km off")
            elif "-v" in sys.argv:
                print(f"  {kind}: {name} -> nothing")
            outcomes.append(outcome)
        spellings[kind].update(outcomes)
        places[kind]["known" if "right" in outcomes else "unknown"] += 1
    print("| kind | places | known | spellings | right | wrong | missed |\n|---|---|---|---|---|---|---|")
    total: Counter[str] = Counter()
    for kind, counts in spellings.items():
        row = places[kind]
        total.update(counts)
        total.update({f"place {key}": value for key, value in row.items()})
        print(
            f"| {kind} | {row.total()} | {row['known']} | {counts.total()} | {counts['right']} | "
            f"{counts['wrong']} | {counts['missed']} |"
        )
    told = total["right"] + total["wrong"] + total["missed"]
    print(
        f"| all | {total['place known'] + total['place unknown']} | {total['place known']} | {told} | "
        f"{total['right']} | {total['wrong']} | {total['missed']} |"
    )


if __name__ == "__main__":
    main()
