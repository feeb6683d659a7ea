"""``geomap export``: the records of a run, or some of them, in the formats of other tools."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from geomap.cli.console import guarded, is_quiet, remark, set_volume
from geomap.cli.options import GazetteerOption, QuietOption, output_path, parsed
from geomap.cli.streams import put_data, tell
from geomap.errors import UsageError
from geomap.files.plain import printable

if TYPE_CHECKING:
    from geomap.files.formats import Format
    from geomap.layers import Layers
    from geomap.records import Record
    from geomap.selection import Filters

STANDARD_OUTPUT = Path("-")


def _option(name: str, metavar: str, told: str) -> Any:
    return typer.Option(name, metavar=metavar, help=told, show_default=False)


Words = list[str] | None
RecordsArgument = Annotated[
    Path,
    typer.Argument(
        metavar="RECORDS",
        parser=parsed(output_path),
        help="The folder of a run, or its records.jsonl.",
    ),
]
OutputOption = Annotated[
    Path,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        parser=parsed(output_path),
        help='A new file, its ending tells the format; "-": standard output.',
    ),
]
FormatOption = Annotated[str | None, _option("--format", "ENDING", "The format, where no name tells it.")]
ForceOption = Annotated[bool, typer.Option("--force", help="Write over what is there.")]
SinceOption = Annotated[str | None, _option("--since", "DAY", "Only what is dated this day or later.")]
UntilOption = Annotated[str | None, _option("--until", "DAY", "Only what is dated this day or earlier.")]
DatedOption = Annotated[
    bool | None, typer.Option("--dated/--undated", help="Only claims with a day, or only those without.")
]
ActionOption = Annotated[Words, _option("--action", "WORD", "captured, struck ...; may be given again.")]
ModalityOption = Annotated[Words, _option("--modality", "WORD", "factual, planned or negated.")]
StatusOption = Annotated[Words, _option("--status", "WORD", "reported, planned, negated or doubtful.")]
SideOption = Annotated[Words, _option("--side", "WORD", "ukrainian, russian, other or author says so.")]
ClaimantOption = Annotated[Words, _option("--claimant", "NAME", "A part of the name of who says so.")]
PublisherOption = Annotated[Words, _option("--publisher", "NAME", "A part of the name of who printed it.")]
CountryOption = Annotated[Words, _option("--country", "CODE", "Two letters: UA, RU.")]
WithinOption = Annotated[
    Words, _option("--within", "NAME", "The place, or a unit that holds it, in any spelling; or its id.")
]
CertaintyOption = Annotated[Words, _option("--certainty", "WORD", "certain, less-certain or uncertain.")]
BoxOption = Annotated[str | None, _option("--bbox", "W,S,E,N", "A box in degrees, longitude first.")]
OnlyOption = Annotated[str | None, _option("--only", "KIND", "Only points, or only areas.")]


@guarded
def export(
    records: RecordsArgument,
    output: OutputOption,
    wanted: FormatOption = None,
    force: ForceOption = False,  # noqa: FBT002
    since: SinceOption = None,
    until: UntilOption = None,
    dated: DatedOption = None,
    action: ActionOption = None,
    modality: ModalityOption = None,
    status: StatusOption = None,
    side: SideOption = None,
    claimant: ClaimantOption = None,
    publisher: PublisherOption = None,
    country: CountryOption = None,
    within: WithinOption = None,
    certainty: CertaintyOption = None,
    bbox: BoxOption = None,
    only: OnlyOption = None,
    gazetteer: GazetteerOption = None,
    quiet: QuietOption = False,  # noqa: FBT002
) -> None:
    """Write the records of a run, or some of them, in the format that the name's ending tells.

    .geojson, .geojsonl, .csv, .xlsx, .gpkg, .fgb, .pmtiles, .parquet, .kml, .kmz, .lpf.json (Linked Places, a
    feature a place) or .annotations.jsonld (Web Annotations, a note a report). QGIS opens .gpkg coloured,
    with its time slider on. CSV and Parquet write reports and places into files beside the claims, PMTiles
    places.

    Of one filter given several times any may hold, of several filters all must.

    \b
    Examples:
      geomap export maps -o claims.gpkg
      geomap export maps -o week.csv --since 2022-09-05 --until 2022-09-11
      geomap export maps -o - --format geojsonl --action captured --action reclaimed
    """  # noqa: D301
    set_volume(quiet=quiet, verbose=False)
    filters: Filters = {
        "since": since, "until": until, "dated": dated, "action": action, "modality": modality,
        "status": status, "side": side, "claimant": claimant, "publisher": publisher, "country": country,
        "within": within, "certainty": certainty, "bbox": _box(bbox),
    }  # fmt: skip
    _export(records, output, Asked(wanted, force, only, gazetteer), filters)


class Asked(NamedTuple):
    """What the options ask beside the filters."""

    format: str | None
    force: bool
    only: str | None
    gazetteer: Path | None


def _export(records: Path, output: Path, asked: Asked, filters: Filters) -> None:
    from geomap.files.folder import records_in, settle
    from geomap.files.formats import check_target
    from geomap.files.records import read_records
    from geomap.gazetteer import open_gazetteer
    from geomap.layers import to_layers
    from geomap.selection import select
    from geomap.tables import horizon_of

    streamed = output == STANDARD_OUTPUT
    wanted = asked.format or ("geojsonl" if streamed else None)
    one = check_target(output, wanted, force=asked.force or streamed, by="--force")
    source = records_in(records)
    settle(source.parent)
    known = read_records(source).records
    gazetteer = open_gazetteer(asked.gazetteer)
    horizon = horizon_of(known)
    chosen = _of_kind(select(known, gazetteer, horizon, **filters), asked.only)
    layers = to_layers(chosen, gazetteer.credits(), horizon)
    told = _told(layers, len(known), one)
    if streamed:
        _put(layers, one)
        remark(told)
        return
    one.write(layers, output)
    beside = "".join(f", {file.name}" for file in one.beside(output))
    if not is_quiet():
        tell(printable(f"{output}{beside}: {told}") + "\n")


LEVELS = {"points": "point", "areas": "area"}


def _of_kind(records: Sequence[Record], only: str | None) -> Sequence[Record]:
    from geomap.tables import level_of

    if only is None:
        return records
    if only not in LEVELS:
        raise UsageError(f"--only: {only!r} is not one of {', '.join(LEVELS)}")
    return [record for record in records if level_of(record.place) == LEVELS[only]]


def _box(given: str | None) -> tuple[float, float, float, float] | None:
    if given is None:
        return None
    try:
        west, south, east, north = map(float, given.split(","))
    except ValueError:
        raise UsageError(f"--bbox: {given!r} is no box; give west,south,east,north in degrees") from None
    return west, south, east, north


def _put(layers: Layers, one: Format) -> None:
    """Write a format to standard output; tables that would stand beside it are left out."""
    with tempfile.TemporaryDirectory(prefix="geomap-") as home:
        put_data(one.write(layers, Path(home) / "claims").read_bytes())


def _told(layers: Layers, known: int, one: Format) -> str:
    """Return what is written, in a sentence, also where that is nothing."""
    points, areas, listed = len(layers.points), len(layers.areas), len(layers.unlocated)
    drawn = points + areas
    all_claims = f"{known} claim{'s' * (known != 1)}"
    if not drawn + listed:
        return f"none of {all_claims} is what was asked for; nothing is in it"
    held = int(layers.unlocated["level"].isin(one.listed).sum())
    parts = [f"{drawn + held} of {all_claims}: {points} at places, {areas} in regions"]
    if held:
        parts.append(f"{held} on no map")
    if left := listed - held:
        what = "of unresolved names" if one.listed else "on no map"
        parts.append(f"{left} {what} are left out; .csv or .gpkg hold them")
    return ", ".join(parts)
