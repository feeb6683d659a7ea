"""``geomap extract``: documents in, one JSON line of mentions and claims a document out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer


def extract(
    docs: Annotated[Path, typer.Argument(help='JSON lines, one document a line; "-" is standard input.')],
    output: Annotated[Path, typer.Option("-o", "--output", help='"-" is standard output.')] = Path("-"),
) -> None:
    """Write mentions, places, claims, times and attributions of each document as JSON lines.

    Example: geomap extract articles.jsonl -o predictions.jsonl
    """
    from datetime import date

    from geomap.documents import Document
    from geomap.files.predictions import prediction
    from geomap.gazetteer import open_gazetteer
    from geomap.pipeline import analyse
    from geomap.spans import Days

    gazetteer = open_gazetteer()
    source = sys.stdin if str(docs) == "-" else docs.open(encoding="utf-8", newline="\n")
    target = sys.stdout if str(output) == "-" else output.open("w", encoding="utf-8", newline="\n")
    for line in source:
        if not line.strip():
            continue
        row = json.loads(line)
        published = row.get("published")
        document = Document(
            id=str(row["id"]),
            text=row["text"],
            title=row.get("title"),
            published=Days.one(date.fromisoformat(published[:10])) if published else None,
            publisher=row.get("publisher"),
            url=row.get("url"),
            language=row.get("language"),
        )
        a = analyse(document, gazetteer)
        answer = prediction(a.text, a.publication, a.readings, a.claims, a.times, a.attributions)
        target.write(json.dumps(answer, ensure_ascii=False) + "\n")
    target.flush()
