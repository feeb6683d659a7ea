"""``geomap gazetteer``: look names up, and tell what the gazetteer holds and whom it owes it to."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from geomap.cli.console import REFUSED, guarded
from geomap.cli.streams import put, put_data
from geomap.files.plain import printable

if TYPE_CHECKING:
    from geomap.gazetteer import Candidate, Gazetteer

GAZETTEER = typer.Option(
    "--gazetteer", envvar="GEOMAP_GAZETTEER", help="A gazetteer of your own to look in as well."
)


@guarded
def lookup(
    names: Annotated[
        list[str], typer.Argument(metavar="NAME...", help='Names of places; "-" reads one name a line.')
    ],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line a name.")] = False,  # noqa: FBT002
    gazetteer: Annotated[Path | None, GAZETTEER] = None,
) -> None:
    """List the places that a name may mean, likeliest first.

    A name that is in no source, misprinted perhaps, is answered with the nearest names, marked fuzzy. The
    exit status is 1 where a name has no answer.

    Example: geomap gazetteer lookup Lyman "Krasny Liman" Лимані --json
    """
    from geomap.gazetteer import open_gazetteer

    opened = open_gazetteer(gazetteer)
    told = _print_json if as_json or names == ["-"] else _print_lines
    asked = _lines() if names == ["-"] else names
    known = [told(name, _answers(opened, name)) for name in asked]
    if not all(known):
        raise SystemExit(REFUSED)


@guarded
def info(gazetteer: Annotated[Path | None, GAZETTEER] = None) -> None:
    """Count what the gazetteer holds, by precision and country, and list its sources.

    Example: geomap gazetteer info
    """
    from geomap.gazetteer import open_gazetteer
    from geomap.gazetteer.builtin import BuiltIn
    from geomap.gazetteer.user import UserSource

    builtin = BuiltIn()
    counts = builtin.counts()
    put(f"{builtin.size:,} places, {builtin.names:,} names and sounds built in")
    for title, rows in counts:
        put(f"\n{title}")
        for label, number in rows:
            put(f"  {number:>9,}  {label}")
    opened = open_gazetteer(gazetteer)
    for source in opened.sources:
        if isinstance(source, UserSource):
            put(f"\nYour own, {source.path}")
            for file in source.files():
                put(f"  {file.places:>9,}  places, {file.names:,} further names: {file.format} {file.name}")
            put(f"  {source.upgraded:>9,}  built-in settlements have their own point by it")
    put("\nSources")
    for line in opened.credits():
        put(f"  {line.line} [{line.source}; {line.licence}]")


def _lines() -> Iterator[str]:
    """Yield the names that standard input holds, one a line."""
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").rstrip("\r\n")


def _answers(gazetteer: Gazetteer, name: str) -> tuple[Candidate, ...]:
    return gazetteer.candidates(name) or gazetteer.fuzzy(name)


def _print_json(name: str, answers: Sequence[Candidate]) -> bool:
    answer = {"name": name, "candidates": [_record(candidate) for candidate in answers]}
    # Half characters, which an argument may hold, have no UTF-8; they come as escapes.
    put_data(json.dumps(answer, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
    return bool(answers)


def _record(candidate: Candidate) -> dict[str, Any]:
    entry = candidate.entry
    return {
        "id": entry.id,
        "name": entry.name,
        "lat": entry.point.lat,
        "lon": entry.point.lon,
        "country": entry.country,
        "admin1": entry.admin1,
        "admin2": entry.admin2,
        "feature_class": entry.feature_class,
        "feature_code": entry.feature_code,
        "population": entry.population,
        "precision": entry.precision,
        "radius_km": entry.radius_km,
        "matched_as": candidate.spelling.kind,
        "score": round(candidate.score, 4),
    }


def _print_lines(name: str, answers: Sequence[Candidate]) -> bool:
    put(printable(name))
    for candidate in answers:
        entry = candidate.entry
        where = ", ".join(part for part in (entry.admin2, entry.admin1, entry.country) if part)
        put(
            f"  {candidate.score:.2f}  {entry.name} ({where})  {entry.point.lat:.4f}, {entry.point.lon:.4f}  "
            f"{entry.feature_code}, {entry.precision} within {entry.radius_km:g} km, "
            f"{candidate.spelling.kind}  {entry.id}"
        )
    if not answers:
        put("  no place of that name is known")
    return bool(answers)
