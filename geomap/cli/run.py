"""``geomap run``: from articles to a map, GeoJSON and records, in one go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geomap.cli.console import (
    REFUSED,
    USAGE,
    collect_seldom,
    complain,
    complain_of,
    fail,
    guarded,
    limit_of,
    progress,
)
from geomap.cli.intake import (
    LARGEST,
    DateOrderOption,
    EncodingOption,
    Intake,
    MapOption,
    MaxSizeOption,
    PublishedOption,
    PublisherOption,
    Said,
    TextLanguageOption,
    ZoneOption,
)
from geomap.cli.options import (
    TIME_LIMIT,
    EventsOption,
    GazetteerOption,
    PublishersOption,
    TimeLimitOption,
    anchors_of,
    output_path,
    publishers_of,
)
from geomap.cli.streams import tell
from geomap.files.plain import printable

if TYPE_CHECKING:
    from geomap.documents import Tally
    from geomap.pipeline import Run
    from geomap.surroundings import Centred, Surroundings


MAP = "front-line.html"


InputsArgument = Annotated[
    list[str],
    typer.Argument(metavar="INPUT...", help='Files and folders of any kind that is read; "-": JSON.'),
]
OutputOption = Annotated[
    Path,
    typer.Option(
        "-o", "--output", metavar="DIR", parser=output_path, help="A new folder, or that of an earlier run."
    ),
]
TitleOption = Annotated[
    str | None, typer.Option("--title", metavar="TEXT", help="The heading of the map page.")
]
LanguageOption = Annotated[
    str, typer.Option("--language", metavar="CODE", help="The language of the page: en or uk.")
]
TilesOption = Annotated[
    str | None,
    typer.Option(
        "--tiles",
        metavar="URL",
        help="An online tile layer ({z}/{x}/{y}): the page then asks that server for pictures.",
    ),
]
TilesCreditOption = Annotated[
    str, typer.Option("--tiles-credit", metavar="TEXT", help="The credit line that the tiles ask for.")
]


@guarded
def run(
    inputs: InputsArgument,
    output: OutputOption,
    title: TitleOption = None,
    language: LanguageOption = "en",
    tiles: TilesOption = None,
    tiles_credit: TilesCreditOption = "",
    encoding: EncodingOption = None,
    columns: MapOption = None,
    date_order: DateOrderOption = None,
    max_size: MaxSizeOption = LARGEST,
    published: PublishedOption = None,
    publisher: PublisherOption = None,
    timezone: ZoneOption = None,
    text_language: TextLanguageOption = None,
    time_limit: TimeLimitOption = TIME_LIMIT,
    gazetteer: GazetteerOption = None,
    events: EventsOption = None,
    publishers: PublishersOption = None,
) -> None:
    """Map what articles report: an HTML map, GeoJSON points and areas, and the records behind them.

    Read are pages, Telegram exports, feeds, JSON, tables, mail, office files, archives, .txt, .md with front
    matter; a documents.csv may tell of the files beside it. docs/your-material.md tells of each kind.

    The exit status is 1 where a document failed or was refused, or a field or table; the rest is mapped.

    \b
    Examples:
      geomap run articles/ result.json page.html -o map --gazetteer ukraine.db
      cat wire.jsonl | geomap run - -o map --title "The wire, this week"
    """  # noqa: D301
    from geomap.files.folder import output_folder
    from geomap.gazetteer import open_gazetteer
    from geomap.pipeline import run as run_pipeline
    from geomap.surroundings import surroundings_of

    if tiles and not tiles_credit:
        fail("--tiles: tiles need their credit line; give it with --tiles-credit", USAGE)
    places, anchors, families = open_gazetteer(gazetteer), anchors_of(events), publishers_of(publishers)
    collect_seldom()
    with output_folder(output) as folder:
        said = Said(
            *(published, publisher, timezone, text_language, columns or (), date_order), limit_of(time_limit)
        )
        intake = Intake(inputs, encoding, max_size, output, said)
        documents = list(intake.documents()) or fail("no document could be read; nothing was written")
        seen = progress(documents, "reading", len(documents))
        result = run_pipeline(seen, places, seconds=said.seconds, anchors=anchors, publishers=families)
        for failure in result.failures:
            complain_of(failure)
        if not result.documents:
            fail("no document could be read; nothing was written")
        tally = _tally(result, intake)
        around = surroundings_of(result.records, places)
        counts = _write(
            result, around, folder, tally=tally, title=title, language=language, tiles=(tiles, tiles_credit)
        )
    tell(_summary(result, tally, counts, around.centred, output))
    _end(tally, output, complete=intake.complete)


def _end(tally: Tally, output: Path, *, complete: bool) -> None:
    """End with a status that tells whether anything was refused, after a line that says how much."""
    if tally.refused or tally.failed:
        complain(f"{tally.refused} refused, {tally.failed} failed; the others are in {output}")
    if not complete or tally.failed:
        raise SystemExit(REFUSED)


def _tally(result: Run, intake: Intake) -> Tally:
    from geomap.documents import Tally

    return Tally(
        read=len(result.documents),
        refused=intake.refused,
        failed=intake.failed + len(result.failures),
        without_claims=result.without_claims,
        passed_over=intake.passed_over,
        left_out=intake.left_out,
    )


def _write(
    result: Run,
    around: Surroundings,
    folder: Path,
    *,
    tally: Tally,
    title: str | None,
    language: str,
    tiles: tuple[str | None, str],
) -> tuple[int, int, int]:
    """Write every file; return how many records are points, areas and listed only."""
    from geomap.files.geojson import write_geojson
    from geomap.files.html import Tiles, write_map
    from geomap.files.records import Archive, write_records
    from geomap.files.unlocated import write_unlocated
    from geomap.tables import to_tables

    tables = to_tables(result.records, around.credits)
    write_geojson(tables, folder)
    write_unlocated(tables, folder)
    url, credit = tiles
    write_map(
        result.records,
        folder / MAP,
        surroundings=around,
        language=language,
        title=title,
        tiles=Tiles(url=url, credit=credit) if url else None,
        tally=tally,
    )
    archive = Archive(documents=result.documents, records=result.records, tally=tally)
    write_records(archive, folder / "records.jsonl")
    return len(tables.points), len(tables.areas), len(tables.unlocated)


def _summary(
    result: Run, tally: Tally, counts: tuple[int, int, int], centred: Centred | None, output: Path
) -> str:
    points, areas, listed = counts
    undated = sum(record.days is None for record in result.records)
    rows = (
        ("documents", tally.read, _told(tally)),
        ("mentions", result.mentions, f"place names found; {result.unresolved} of them unresolved"),
        ("claims", len(result.records), "records: the same claim in several articles counts once"),
        ("on the map", points + areas, f"{points} at places, {areas} in regions"),
        ("listed", listed, "countries and places that could not be told, in unlocated.csv"),
        ("undated", undated, "claims without a day"),
    )
    lines = [f"{name:<12}{count:>7}  {what}".rstrip() for name, count, what in rows]
    if centred:
        lines += ["", _told_of_centres(centred)]
    return "\n".join([*lines, "", f"open {printable(str(output / MAP))}", ""])


def _told_of_centres(centred: Centred) -> str:
    """Return which places stand at the centre of their unit and, where one is known, the remedy."""
    one = centred.n == 1
    places = "place" if centred.of == 1 else "places"
    stand, own = (
        ("stands at the centre of its", "it its own point")
        if one
        else ("stand at the centre of their", "them their own points")
    )
    off = {"hromada": "hromada (about 10 km off)", "raion": "hromada or raion (10 km off or more)"}
    said = f"{centred.n} of {centred.of} {places} {stand} {off[centred.unit]}"
    if centred.remedied:
        return said
    return f"{said};\n`geomap gazetteer download ukraine --add` gives {own}"


def _told(tally: Tally) -> str:
    """Return what became of all documents that were handed in; what there is none of is left out."""
    lost = [f"{n} {what}" for n, what in ((tally.refused, "refused"), (tally.failed, "failed")) if n]
    parts = [f"read of {tally.found} found: {', '.join(lost)}" if lost else "read"]
    if tally.without_claims:
        parts.append(f"{tally.without_claims} without claims")
    if tally.passed_over:
        parts.append(f"{tally.passed_over} other files passed over")
    if tally.left_out:
        parts.append(f"{tally.left_out} things within files that are no documents left out")
    return "; ".join(parts)
