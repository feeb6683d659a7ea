"""``geomap run``: from articles to a map, GeoJSON and records, in one go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from geomap.cli import watching
from geomap.cli.console import (
    REFUSED,
    USAGE,
    collecting_nothing,
    complain,
    complain_of,
    fail,
    guarded,
    is_quiet,
    limit_of,
    progress,
    remark,
    set_volume,
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
    JobsOption,
    PublishersOption,
    QuietOption,
    TimeLimitOption,
    VerboseOption,
    anchors_of,
    output_path,
    parsed,
    publishers_of,
    something,
)
from geomap.cli.streams import tell
from geomap.errors import InputError, UsageError
from geomap.files.periods import CLAIMS_A_PAGE
from geomap.files.plain import printable

if TYPE_CHECKING:
    from geomap.cluster import Spread
    from geomap.corrections import Correction, Result
    from geomap.documents import Tally
    from geomap.gazetteer import Gazetteer
    from geomap.project import Found, How, Project
    from geomap.store import News
    from geomap.surroundings import Centred
    from geomap.workers import Workers


EXTRAS = {"distributed": "dask", "pyarrow": "parquet"}
"""What a cluster needs, and its Parquet, and the extras that bring it."""
ENGLISH = "en"
"""The language of the page unless another is asked for."""
NOTHING = "no document could be read; nothing was written"


def _page(code: str) -> str:
    if code != ENGLISH:
        from geomap.files.html import LANGUAGES

        if code not in LANGUAGES:
            raise typer.BadParameter(f"{code!r} is no language of the page; {', '.join(LANGUAGES)} are")
    return code


def _tiles(url: str | None) -> str | None:
    if url is not None:
        from geomap.files.html import origin_of

        try:
            origin_of(url)
        except UsageError as error:
            raise typer.BadParameter(str(error)) from None
    return url


InputsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        callback=something,
        help='Files, folders, or a text; "-" is standard input.',
    ),
]
OutputOption = Annotated[
    Path,
    typer.Option(
        "-o",
        "--output",
        metavar="DIR",
        parser=parsed(output_path),
        help="A new folder, or that of an earlier run.",
    ),
]
TitleOption = Annotated[
    str | None, typer.Option("--title", metavar="TEXT", help="The heading of the map page.")
]
LanguageOption = Annotated[
    str,
    typer.Option(
        "--page-language", metavar="CODE", callback=_page, help="The language of the page: en or uk."
    ),
]
TilesOption = Annotated[
    str | None,
    typer.Option(
        "--tiles",
        metavar="URL",
        callback=_tiles,
        help="An online tile layer ({z}/{x}/{y}): the page then asks that server for pictures.",
    ),
]
TilesCreditOption = Annotated[
    str, typer.Option("--tiles-credit", metavar="TEXT", help="The credit line that the tiles ask for.")
]
PruneOption = Annotated[
    bool,
    typer.Option("--prune", help="Forget the documents that the inputs named held once, and hold no more."),
]
WatchOption = Annotated[
    bool,
    typer.Option("--watch", help="Go on, and read the folders again as they change; Ctrl-C ends it."),
]
NoStoreOption = Annotated[
    bool, typer.Option("--no-store", help="Read everything, and keep nothing for a next run.")
]


NoTextsOption = Annotated[
    bool,
    typer.Option("--no-texts", help="Leave the articles out of records.jsonl, but for what is quoted."),
]


ClaimsAPageOption = Annotated[
    int,
    typer.Option(
        "--claims-a-page",
        metavar="N",
        min=1,
        help="Of more claims the map is an index, and a page for each period.",
    ),
]
EngineOption = Annotated[
    str | None,
    typer.Option(
        "--engine",
        metavar="NAME",
        help="dask spreads the work over a cluster, and keeps nothing for a next run; docs/cluster.md.",
    ),
]
SchedulerOption = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help="The scheduler of the cluster, as tcp://host:8786; unless given, workers start on this machine.",
    ),
]
SpoolOption = Annotated[
    str | None,
    typer.Option(
        "--spool",
        metavar="ADDRESS",
        help="A folder or object store that all workers see, for what they exchange; unless given, in DIR.",
    ),
]
ParquetOption = Annotated[
    Path | None,
    typer.Option(
        "--parquet",
        metavar="DIR",
        parser=parsed(output_path),
        help="A new folder for claims, reports and places as GeoParquet in parts, of a cluster.",
    ),
]


class Cluster(NamedTuple):
    """Where a run is spread to."""

    scheduler: str | None
    spool: str | None
    parquet: Path | None


class Asked(NamedTuple):
    """What the options ask of reading and writing."""

    output: Path
    title: str | None
    language: str
    tiles: str | None
    tiles_credit: str
    claims_a_page: int
    time_limit: float
    gazetteer: Path | None
    events: Path | None
    publishers: Path | None
    jobs: int | None
    prune: bool
    keep: bool
    """Whether what is read is kept for the next run."""
    texts: bool
    """Whether the records go with the texts of their articles."""
    watch: bool
    """Whether nothing is to be said of a run that finds nothing new."""
    cluster: Cluster | None
    """None for this process alone."""


class Figures(NamedTuple):
    """What the summary tells of a map."""

    mentions: int
    unresolved: int
    claims: int
    undated: int
    points: int
    areas: int
    listed: int
    centres: str
    """Which places stand at the centre of their unit; empty where none does."""
    corrected: str = ""
    """What became of corrections; empty where there are none."""
    pages: int = 0
    """How many periods have a page of their own; 0 where the map is one page."""


@guarded
def run(
    inputs: InputsArgument,
    output: OutputOption,
    title: TitleOption = None,
    language: LanguageOption = ENGLISH,
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
    jobs: JobsOption = None,
    prune: PruneOption = False,  # noqa: FBT002
    no_store: NoStoreOption = False,  # noqa: FBT002
    quiet: QuietOption = False,  # noqa: FBT002
    verbose: VerboseOption = False,  # noqa: FBT002
    no_texts: NoTextsOption = False,  # noqa: FBT002
    watch: WatchOption = False,  # noqa: FBT002
    engine: EngineOption = None,
    scheduler: SchedulerOption = None,
    spool: SpoolOption = None,
    parquet: ParquetOption = None,
    a_page: ClaimsAPageOption = CLAIMS_A_PAGE,
) -> None:
    """Map what articles report: an HTML map, GeoJSON points and areas, and the records behind them.

    Read are pages, Telegram exports, feeds, JSON, tables, mail, office files, archives, .txt, .md with front
    matter; a documents.csv may tell of the files beside it. docs/your-material.md tells of each kind. What
    names no file and is a sentence is a text itself, and "-" is JSON lines or a text.

    The folder keeps what was read, in geomap.db: the next run reads only what is new or changed, and maps it
    with the rest, at every change of a folder with --watch. What inputs hold no more stays, unless --prune is
    given. It holds whole articles: pass on the other files, made with --no-texts where those are not yours.

    The exit status is 1 where a document failed or anything was refused: a document, a field, a table. Each
    is named, and the rest is mapped. Files of other kinds in a folder are counted, and change no status.

    \b
    Examples:
      geomap run articles/ result.json page.html -o map --gazetteer ukraine.db
      cat wire.jsonl | geomap run - -o map --title "The wire, this week"
      geomap run "Shells hit Kharkiv on Monday." -o map --published 2022-09-06
      geomap run inbox/ -o map --watch
    """  # noqa: D301
    set_volume(quiet=quiet, verbose=verbose)
    _check(tiles_alone=bool(tiles and not tiles_credit), prune_alone=prune and no_store)
    seconds = limit_of(time_limit)
    said = Said(published, publisher, timezone, text_language, columns or (), date_order, seconds)
    look, kept = (title, language, tiles, tiles_credit, a_page), (prune, not no_store, not no_texts, watch)
    cluster = _cluster(engine, Cluster(scheduler, spool, parquet), alone=prune or watch)
    asked = Asked(output, *look, time_limit, gazetteer, events, publishers, jobs, *kept, cluster)
    _begin(partial(Intake, inputs, encoding, max_size, output, said), asked, inputs)


def _begin(take: Callable[[], Intake], asked: Asked, inputs: Sequence[str]) -> None:
    """Map what the inputs hold, once or at every change of theirs."""
    if asked.watch:
        watching.watch(inputs, asked.output, partial(_once_more, take, asked, set()))
    if not _once(take(), asked):
        raise SystemExit(REFUSED)


def _check(*, tiles_alone: bool, prune_alone: bool) -> None:
    """Refuse options that need, or exclude, another."""
    if tiles_alone:
        fail("--tiles: tiles need their credit line; give it with --tiles-credit", USAGE)
    if prune_alone:
        fail("--prune: without a store there is nothing to forget; leave out one of the two", USAGE)


def _cluster(engine: str | None, cluster: Cluster, *, alone: bool) -> Cluster | None:
    """Return the cluster that is asked for, None where there is none; refuse what it cannot do."""
    if engine is None:
        if any(cluster):
            fail("--scheduler, --spool and --parquet are of a cluster; give --engine dask with them", USAGE)
        return None
    if engine != "dask":
        fail(f"--engine: {engine!r} is none; write dask, or leave it out", USAGE)
    if alone:
        fail("--engine dask keeps nothing for a next run; leave out --prune or --watch", USAGE)
    missing = [(name, extra) for name, extra in EXTRAS.items() if extra == "dask" or cluster.parquet]
    for name, extra in missing:
        if find_spec(name) is None:
            fail(
                f"--engine dask needs {name}; install it with pip install 'geomap-frontline[{extra}]'", USAGE
            )
    return cluster


def _once(intake: Intake, asked: Asked) -> bool:
    """Map what the inputs hold, and tell whether nothing failed and nothing was refused."""
    failed = intake.failed + _run(intake, asked)
    if intake.refused or failed:
        complain(f"{intake.refused} refused, {failed} failed; the others are in {asked.output}")
    return intake.complete and not failed


def _once_more(take: Callable[..., Intake], asked: Asked, heard: set[str]) -> bool:
    """Do so for a watch, which says nothing twice; tell whether a file was left for later."""
    intake = take(settled=watching.QUIET, heard=heard)
    _run(intake, asked)
    return intake.left_for_later


def _run(intake: Intake, asked: Asked) -> int:
    """Map what the inputs hold with all that the folder has kept; return how many documents failed."""
    from geomap.store import DamagedStoreError, set_aside

    if asked.cluster:
        return _spread(intake, asked, asked.cluster)
    try:
        return _grow(intake, asked)
    except DamagedStoreError as error:
        complain(str(error))
        complain(f"it is {set_aside(asked.output).name} now; all that the inputs hold is read anew")
        return _grow(intake, asked)


def _grow(intake: Intake, asked: Asked) -> int:
    from geomap.documents import Tally
    from geomap.engine import UNKNOWN, engine_of
    from geomap.files.folder import STORE, output_folder
    from geomap.project import Project
    from geomap.store import open_store
    from geomap.workers import Workers

    with ExitStack() as last:
        with output_folder(asked.output) as folder:
            engine = engine_of(asked.gazetteer, asked.events) if asked.keep else UNKNOWN
            known = asked.keep and (asked.output / STORE).exists()
            if not intake.take() and not known:
                raise InputError(NOTHING)
            project = Project(last.enter_context(open_store(asked.output if asked.keep else None)), engine)
            news = project.store.take(intake.deliveries(), prune=asked.prune)
            intake.refuse(news.clashes)
            state = project.state([*_look(asked), intake.passed_over, intake.left_out, project.store.lost()])
            told = project.as_written(state, asked.output)
            lost = project.store.lost()
            with Workers(asked.jobs) as workers:
                drawn = None if told else _draw(project, folder, intake, asked, workers, lost)
            names = [file.name for file in folder.iterdir()]
        if drawn is not None:
            told = {"figures": drawn.figures, "tally": asdict(drawn.tally)}
            project.written(state if drawn.settled else "", asked.output, names, told)
    figures, tally = Figures(*told["figures"]), Tally(**told["tally"])
    if not is_quiet() and (drawn is not None or not asked.watch):
        tell(_summary(figures, tally, news if asked.keep else None, asked.output))
    return drawn.failures if drawn else 0


def _spread(intake: Intake, asked: Asked, cluster: Cluster) -> int:
    """Map what the inputs hold with the work done by a cluster, which keeps nothing."""
    from geomap.cluster import Setting, Spread, own_spool, workers
    from geomap.engine import engine_of
    from geomap.files.folder import output_folder
    from geomap.workers import Workers

    with ExitStack() as last:
        folder = last.enter_context(output_folder(asked.output))
        setting = Setting(
            engine=engine_of(asked.gazetteer, asked.events),
            spool=last.enter_context(own_spool(cluster.spool or str(folder.parent.resolve()))),
            intake=intake.settings(),
            gazetteer=asked.gazetteer and asked.gazetteer.resolve(),
            events=asked.events and asked.events.resolve(),
            publishers=asked.publishers and asked.publishers.resolve(),
            parquet=cluster.parquet is not None,
        )
        spread = Spread(last.enter_context(workers(cluster.scheduler, progress)).do, setting)
        if not intake.take(spread.take_in):
            raise InputError(NOTHING)
        lost = intake.refused, intake.failed
        drawn = _draw(spread, folder, intake, asked, Workers(1), lost)
        if cluster.parquet:
            spread.write_parquet(cluster.parquet)
    if not is_quiet():
        tell(_summary(drawn.figures, drawn.tally, None, asked.output))
    return drawn.failures


class Drawn(NamedTuple):
    """What came of writing the files of a project."""

    figures: Figures
    tally: Tally
    failures: int
    settled: bool
    """Whether nothing is to be tried, or to be said, again by a run that finds nothing new."""


def _draw(
    project: Project | Spread,
    folder: Path,
    intake: Intake,
    asked: Asked,
    workers: Workers,
    lost: tuple[int, int],
) -> Drawn:
    """Read what is to be read of a project, and write its files into a folder.

    ``lost`` is how many documents of all inputs were refused, and how many failed.
    """
    from geomap.documents import Tally
    from geomap.engine import digest_of
    from geomap.files.corrections import CORRECTED, write_corrected
    from geomap.gazetteer import open_gazetteer
    from geomap.project import How
    from geomap.workers import collect_seldom

    count, why = project.to_read_again()
    if count:
        were, them = ("s were", "them") if count > 1 else (" was", "it")
        remark(f"{count} document{were} read with {why}; reading {them} again")
    places = open_gazetteer(asked.gazetteer)
    collect_seldom()
    corrections, refused_rows = _corrections(asked.output, places)
    intake.complete = intake.complete and not refused_rows
    how = How(
        seconds=limit_of(asked.time_limit),
        anchors=anchors_of(asked.events),
        publishers=publishers_of(asked.publishers),
        families=digest_of(asked.publishers),
        corrections=corrections,
        workers=workers,
        showing=progress,
    )
    found, corrected = project.read(places, how)
    for one in corrected:
        if one.effect == "no longer matches":
            complain(f"{one.correction.where}: no longer matches: {one.was}")
    if how.corrections or (asked.output / CORRECTED).exists():
        write_corrected(corrected, folder / CORRECTED)
    for failure in found.failures:
        complain_of(failure)
    if not found.documents:
        raise InputError(NOTHING)
    refused, failed = lost
    tally = Tally(
        read=len(found.documents),
        refused=refused,
        failed=failed + len(found.failures),
        without_claims=found.without_claims,
        passed_over=intake.passed_over,
        left_out=intake.left_out,
    )
    with collecting_nothing():
        figures = _write(project, found, how, places, folder, tally, asked)
    figures = figures._replace(corrected=_told_of_corrections(corrected))
    settled = not found.failures and not refused_rows
    return Drawn(figures, tally, len(found.failures), settled)


def _corrections(folder: Path, places: Gazetteer) -> tuple[dict[Correction, Any], int]:
    """Return the corrections of a folder with the value of each, and how many rows were refused."""
    from geomap.corrections import Correction, NoValueError, value_of
    from geomap.files.corrections import read_corrections

    found: dict[Correction, Any] = {}
    refused = 0
    for item in read_corrections(folder):
        said: object = item
        if isinstance(item, Correction):
            try:
                found[item] = value_of(item, places.entry)
                continue
            except NoValueError as error:
                said = f"{item.where}: {item.field}: {error}"
        refused += 1
        complain(str(said))
    return found, refused


def _told_of_corrections(results: Sequence[Result]) -> str:
    """Return what became of all corrections, empty where there are none."""
    from geomap.corrections import EFFECTS

    counts = Counter(result.effect for result in results)
    return ", ".join(f"{counts[effect]} {effect}" for effect in EFFECTS if counts[effect])


def _look(asked: Asked) -> list[str | int | None]:
    """Return what the options say of writing."""
    from geomap.engine import digest_of
    from geomap.files.corrections import digest_of_corrections

    own = digest_of(asked.publishers), digest_of_corrections(asked.output)
    texts = "texts" if asked.texts else None
    look = (asked.title, asked.language, asked.tiles, asked.tiles_credit, asked.claims_a_page)
    return [*look, texts, *own]


def _write(
    project: Project | Spread,
    found: Found,
    how: How,
    places: Gazetteer,
    folder: Path,
    tally: Tally,
    asked: Asked,
) -> Figures:
    """Write every file."""
    from geomap.files.blocks import Pieces, Telling
    from geomap.files.folder import MAP
    from geomap.files.html import Look, Tiles
    from geomap.files.pages import map_written
    from geomap.files.scratch import told_as
    from geomap.tables import Horizon, Table, to_tables

    pieces = Pieces(folder.parent, progress)
    with_areas: list[str] = []
    with told_as(folder, asked.output):
        for place, block in project.blocks(found, how):
            pieces.add(block)
            with_areas += [place] if block.areas else []
        around = pieces.surroundings(places)

    def areas(horizon: Horizon) -> Table:
        records = (one for place in with_areas for one in project.records(found, place, how.publishers))
        return to_tables(records, horizon=horizon).areas

    look = Look(
        language=asked.language,
        title=asked.title,
        tiles=Tiles(url=asked.tiles, credit=asked.tiles_credit) if asked.tiles else None,
        tally=tally,
        claims_a_page=asked.claims_a_page,
    )
    plan = pieces.plan(asked.claims_a_page)
    telling = Telling(tally, around.credits, areas, texts=asked.texts)
    with map_written(folder / MAP, around, plan, look) as page:
        pieces.write(folder, page, found.documents, telling)
    return Figures(
        mentions=found.mentions,
        unresolved=found.unresolved,
        claims=pieces.count(),
        undated=pieces.undated(),
        points=pieces.count("points"),
        areas=pieces.count("areas"),
        listed=pieces.count("unlocated"),
        pages=len(plan.periods),
        centres=_told_of_centres(around.centred) if around.centred else "",
    )


def _summary(figures: Figures, tally: Tally, news: News | None, output: Path) -> str:
    from geomap.files.folder import MAP

    drawn = figures.points + figures.areas
    rows = [
        ("documents", tally.read, _told(tally)),
        ("mentions", figures.mentions, f"place names found; {figures.unresolved} of them unresolved"),
        ("claims", figures.claims, "records: the same claim in several articles counts once"),
        ("on the map", drawn, f"{figures.points} at places, {figures.areas} in regions"),
        ("listed", figures.listed, "countries and places that could not be told, in unlocated.csv"),
        ("undated", figures.undated, "claims without a day"),
    ]
    if news is not None:
        rows.insert(1, ("new", news.new, _told_of_news(news)))
    lines = [f"{name:<12}{count:>7}  {what}".rstrip() for name, count, what in rows]
    if figures.corrected:
        lines += ["", f"corrections: {figures.corrected}; corrected.csv tells which"]
    if figures.centres:
        lines += ["", figures.centres]
    leads = f", which leads to {figures.pages} pages" if figures.pages else ""
    return "\n".join([*lines, "", f"open {printable(str(output / MAP))}{leads}", ""])


def _told_of_news(news: News) -> str:
    """Return what the inputs hold beside what was known already."""
    parts = [f"{news.changed} changed, {news.known} known"]
    if news.forgotten:
        parts.append(f"{news.forgotten} gone from the inputs, and forgotten")
    elif news.gone:
        parts.append(f"{news.gone} gone from the inputs, and kept")
    return "; ".join(parts)


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
